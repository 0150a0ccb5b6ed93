"""All that a template goes through before it is filled in, as one transform.

In order: the office's settings, the plan's columns, the measured lines. Nothing is parsed before
the first part is asked for, so that a template prepared earlier costs nothing here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from vbgen import form
from vbgen.render.columns import PlanColumn, TaskColumns
from vbgen.render.lines import GLOBALS, MeasuredLines
from vbgen.render.restyle import Difference, Restyle, Settings, differences

__all__ = ["GLOBALS", "Fitting", "PlanColumn", "Settings", "fits"]


_AS_IT_IS = Settings()


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
        return f"{self.form_name}; {self.settings.key}; {TaskColumns(self.columns).key}"

    def __call__(self, part: str, xml: str) -> str:
        """Return the part, fitted."""
        if part not in {"word/document.xml", "word/styles.xml"}:
            return xml
        for step in self._steps:
            xml = step(part, xml)
        return xml

    @cached_property
    def _steps(self) -> Sequence[Restyle | TaskColumns | MeasuredLines]:
        rules = form.load(self.form_name)
        restyle = Restyle(rules, self.settings)
        styles = restyle("word/styles.xml", _part(self.data, "word/styles.xml"))
        return (restyle, TaskColumns(self.columns), MeasuredLines(rules, styles))


def fits(data: bytes, settings: Settings, form_name: str = "nd30") -> list[Difference]:
    """Return where an office's own template departs from its settings."""
    styles, document = (_part(data, f"word/{name}.xml") for name in ("styles", "document"))
    return differences(form.load(form_name), settings, styles, document)


def _part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode("utf-8")
