"""The styles of a template as its paragraphs print them, and a paragraph's own indent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vbgen.render.measures import W, attribute


@dataclass(frozen=True, slots=True)
class Look:
    """Letter size in points, bold, italic; twips that the indents take."""

    size: float
    bold: bool
    italic: bool
    taken: int = 0


@dataclass(frozen=True, slots=True)
class StyleBook:
    """The styles of a template: name -> identifier, and what each prints like."""

    ids: Mapping[str, str]
    elements: Mapping[str, Any]
    default_size: float

    @classmethod
    def read(cls, styles: str) -> StyleBook:
        """Read ``styles.xml``."""
        from lxml import etree

        root = etree.fromstring(styles.encode("utf-8"))
        elements = {attribute(style, "styleId"): style for style in root.iter(f"{W}style")}
        ids = {attribute(style.find(f"{W}name"), "val"): ident for ident, style in elements.items()}
        size = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
        default = int(attribute(size, "val")) / 2 if size is not None else 10.0
        return cls(ids, elements, default)

    def look(self, name: str) -> Look:
        """Return what a style prints like, its ancestors counted."""
        size, bold, italic = (self._value(name, tag) for tag in ("sz", "b", "i"))
        off = {"0", "false", "off"}
        return Look(
            int(size) / 2 if size else self.default_size,
            bold is not None and bold not in off,
            italic is not None and italic not in off,
            self._taken(name),
        )

    def _value(self, name: str, tag: str) -> str | None:
        found = (style.find(f"{W}rPr/{W}{tag}") for style in self._line_of(name))
        return next((attribute(element, "val") for element in found if element is not None), None)

    def _taken(self, name: str) -> int:
        found = (style.find(f"{W}pPr/{W}ind") for style in self._line_of(name))
        indent = next((element for element in found if element is not None), None)
        sides = (
            [attribute(indent, side) for side in ("left", "right")] if indent is not None else []
        )
        return sum(int(side) for side in sides if side.isdigit())

    def _line_of(self, name: str) -> Iterator[Any]:
        """Yield a style, then those it is based on."""
        ident = self.ids.get(name, "")
        while ident in self.elements:
            yield self.elements[ident]
            based = self.elements[ident].find(f"{W}basedOn")
            ident = attribute(based, "val") if based is not None else ""


def set_indent(paragraph: Any, value: str) -> None:
    """Give a paragraph this indent, left and right, and no other."""
    properties = paragraph.find(f"{W}pPr")
    indent = properties.find(f"{W}ind")
    if indent is None:
        indent = properties.makeelement(f"{W}ind")
        place = sum(child.tag not in _AFTER_INDENT for child in properties)
        properties.insert(place, indent)
    for name in list(indent.attrib):
        del indent.attrib[name]
    indent.set(f"{W}left", value)
    indent.set(f"{W}right", value)


# Elements of w:pPr that come after the indent, in the order of the schema.
_AFTER_INDENT = {
    f"{W}{name}"
    for name in (
        "contextualSpacing",
        "mirrorIndents",
        "suppressOverlap",
        "jc",
        "textDirection",
        "textAlignment",
        "textboxTightWrap",
        "outlineLvl",
        "divId",
        "cnfStyle",
        "rPr",
        "sectPr",
        "pPrChange",
    )
}
