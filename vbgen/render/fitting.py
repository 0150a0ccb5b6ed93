"""All that a template goes through before it is filled in, as one transform.

In order: the office's settings, the plan's columns, the measured lines, the even headings. Nothing
is parsed before the first part is asked for: a template prepared earlier costs nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from vbgen import form
from vbgen.render.looks import PlanColumn, Settings, columns_key
from vbgen.render.measured import even_indent, line_indent
from vbgen.render.measures import W, is_document, is_styles
from vbgen.render.tall import fits_page

if TYPE_CHECKING:
    from vbgen.render.restyle import Difference

__all__ = ["MEASURES", "Fitting", "PlanColumn", "Settings", "fits"]


# The filters of fitted templates. Jinja calls a filter at once, a function through its sandbox.
MEASURES: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {"thut_ke": line_indent, "thut_deu": even_indent, "vua_trang": fits_page}
)
_AS_IT_IS = Settings()
_NONE = f'<w:styles xmlns:w="{W[1:-1]}"/>'


@dataclass(frozen=True)
class Fitting:
    """The transform of one template for one office and plan. ``data`` is the template itself."""

    data: bytes = field(repr=False)
    settings: Settings = _AS_IT_IS
    columns: tuple[PlanColumn, ...] = ()
    form_name: str = "nd30"

    @property
    def key(self) -> str:
        """What the result depends on besides the template."""
        return f"{self.form_name}; {self.settings.key}; {columns_key(self.columns)}"

    @property
    def filters(self) -> Mapping[str, Callable[..., Any]]:
        """What measures the text of the context when a document is made."""
        return MEASURES

    def __call__(self, part: str, xml: str) -> str:
        """Return the part, fitted."""
        if not is_document(part) and not is_styles(part):
            return xml
        from lxml.etree import XMLSyntaxError

        try:
            for step in self._steps:
                xml = step(part, xml)
        except XMLSyntaxError:  # whoever opens the template next says so with its name
            return xml
        return xml

    @cached_property
    def _steps(self) -> Sequence[Callable[[str, str], str]]:
        from vbgen.render.columns import TaskColumns
        from vbgen.render.even import EvenHeadings
        from vbgen.render.lines import MeasuredLines
        from vbgen.render.restyle import Restyle
        from vbgen.render.stylebook import StyleBook

        rules = form.load(self.form_name)
        restyle = Restyle(rules, self.settings)
        styles = restyle("word/styles.xml", _part(self.data, is_styles))
        cell = StyleBook.read(styles).look(rules.components["table_cell"].style)
        columns = TaskColumns(self.columns, cell.size)
        return (restyle, columns, MeasuredLines(rules, styles), EvenHeadings(rules, styles))


def fits(data: bytes, settings: Settings, form_name: str = "nd30") -> list[Difference]:
    """Return where an office's own template departs from its settings."""
    from vbgen.render.restyle import differences

    styles, document = (_part(data, wanted) for wanted in (is_styles, is_document))
    return differences(form.load(form_name), settings, styles, document)


def _part(data: bytes, wanted: Callable[[str], bool]) -> str:
    """Return the text of a part; an empty one where a template does without it."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = next((name for name in archive.namelist() if wanted(name)), "")
        return archive.read(name).decode("utf-8") if name else _NONE
