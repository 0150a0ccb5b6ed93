"""An office's settings applied to a template: header set, body size, margins.

Sizes are set in the named styles, margins in the page set-up of each section; nothing else is
touched. What is None stays as the template has it: a shipped template gets all settings, an
office's own template only what was asked for explicitly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vbgen.render.looks import Settings
from vbgen.render.measures import W, attribute, is_document, is_styles, room_of, text_of

if TYPE_CHECKING:
    from vbgen.form import Form
    from vbgen.render.looks import Margins

TWIPS_PER_MM = 1440 / 25.4
_SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
_TOLERANCE = 40  # twips: a table this near to the text width is meant to fill it


@dataclass(frozen=True, slots=True)
class Restyle:
    """Applies settings to the parts of a template."""

    form: Form
    settings: Settings

    @property
    def key(self) -> str:
        """What the result depends on besides the template."""
        return self.settings.key

    def __call__(self, part: str, xml: str) -> str:
        """Return the part with the settings applied; parts they do not concern as they are."""
        if is_styles(part) and (self.settings.header_set or self.settings.body_size):
            return self._styles(xml)
        if is_document(part) and self.settings.margins:
            return self._page(xml, self.settings.margins)
        return xml

    def _styles(self, xml: str) -> str:
        from lxml import etree

        root = etree.fromstring(xml.encode("utf-8"))
        for component, style in _named(self.form, root):
            size = self.settings.size(self.form, component)
            if size is not None:
                _set_size(style, size)
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        if self.settings.body_size and defaults is not None:
            for name in ("sz", "szCs"):
                for element in defaults.findall(f"{W}{name}"):
                    element.set(f"{W}val", str(round(self.settings.body_size * 2)))
        return str(etree.tostring(root, encoding="unicode"))

    def _page(self, xml: str, margins: Margins) -> str:
        from lxml import etree

        root = etree.fromstring(xml.encode("utf-8"))
        full = [(table, room_of(table)) for table in root.iter(f"{W}tbl") if _fills(table)]
        for edges in root.iter(f"{W}pgMar"):
            for side in _SIDES:
                edges.set(f"{W}{side}", str(round(getattr(margins, side) * TWIPS_PER_MM)))
        for table, before in full:
            if self.form.literals["national_name"].text in text_of(table):
                _widen(table, room_of(table) - before)
            else:
                _scale(table, room_of(table) / before)
        return str(etree.tostring(root, encoding="unicode"))


@dataclass(frozen=True, slots=True)
class Difference:
    """What a template has where the office's settings say something else (in Vietnamese)."""

    what: str
    has: str
    wants: str

    def __str__(self) -> str:
        return f"{self.what}: mẫu có {self.has}, cài đặt là {self.wants}"


def differences(form: Form, settings: Settings, styles: str, document: str) -> list[Difference]:
    """Return where a template's own values depart from the settings, styles first, then margins."""
    from lxml import etree

    root = etree.fromstring(styles.encode("utf-8"))
    found = [
        Difference(f"kiểu {form.components[component].style}", f"cỡ {has:g}", f"cỡ {size:g}")
        for component, style in _named(form, root)
        if (size := settings.size(form, component)) is not None
        and (has := _size(style)) is not None
        and has != size
    ]
    if settings.margins is None:
        return found
    body = etree.fromstring(document.encode("utf-8"))
    return found + list(dict.fromkeys(_margin_differences(settings.margins, body)))


def _margin_differences(margins: Margins, body: Any) -> Iterator[Difference]:
    for edges in body.iter(f"{W}pgMar"):
        for side, name in _SIDES.items():
            has = float(attribute(edges, side) or 0) / TWIPS_PER_MM
            wants = getattr(margins, side)
            if abs(has - wants) > 0.1:
                yield Difference(f"lề {name}", _length(has), _length(wants))


def _length(mm: float) -> str:
    return f"{round(mm, 1):g} mm".replace(".", ",")


def _named(form: Form, root: Any) -> Iterator[tuple[str, Any]]:
    """Yield each component with the style of its name; Word may have changed the identifier."""
    by_name = {component.style: key for key, component in form.components.items()}
    for style in root.iter(f"{W}style"):
        name = style.find(f"{W}name")
        key = by_name.get(attribute(name, "val")) if name is not None else None
        if key is not None:
            yield key, style


def _size(style: Any) -> float | None:
    element = style.find(f"{W}rPr/{W}sz")
    return int(attribute(element, "val")) / 2 if element is not None else None


def _set_size(style: Any, size: float) -> None:
    half = str(round(size * 2))
    for name in ("sz", "szCs"):
        element = style.find(f"{W}rPr/{W}{name}")
        if element is not None:
            element.set(f"{W}val", half)


def _width(table: Any) -> int:
    grid = table.findall(f"{W}tblGrid/{W}gridCol")
    return sum(int(attribute(column, "w") or 0) for column in grid)


def _fills(table: Any) -> bool:
    return abs(_width(table) - room_of(table)) <= _TOLERANCE


def _widen(table: Any, by: int) -> None:
    """Give what a header gains or loses to its first column: Quốc hiệu needs all of the other."""
    firsts = [table.find(f"{W}tblGrid/{W}gridCol"), table.find(f"{W}tblPr/{W}tblW")]
    firsts += [row.find(f"{W}tc/{W}tcPr/{W}tcW") for row in table.iter(f"{W}tr")]
    for element in firsts:
        value = attribute(element, "w") if element is not None else ""
        if value.isdigit() and attribute(element, "type") in {"", "dxa"}:
            element.set(f"{W}w", str(max(int(value) + by, 1)))


def _scale(table: Any, factor: float) -> None:
    """Stretch or shrink all widths of a table."""
    names = {f"{W}gridCol", f"{W}tcW", f"{W}tblW"}
    for element in table.iter(*names):
        value = attribute(element, "w")
        if value.isdigit() and attribute(element, "type") in {"", "dxa"}:
            element.set(f"{W}w", str(round(int(value) * factor)))
