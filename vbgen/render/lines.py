"""Lines under Tiêu ngữ, issuer and abstract: as long as the printed text asks (PL I/1/II).

Each is a paragraph of a named style with a top border; its indents give the length. At
preparation the indents become a number where the text above is fixed, else a call that measures
the text of the context when the document is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vbgen.form import Form, LineStyle
from vbgen.form.measure import longest_line
from vbgen.render.measures import W, attribute, cell_room, is_document, text_of

TWIPS_PER_MM = 1440 / 25.4
# The text above a line, as the context names it.
SOURCES = {"issuer_line": "co_quan.ten", "abstract_line": "trich_yeu"}


def line_indent(
    texts: Iterable[object] | str,
    room: int,
    share: float,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    taken: int = 0,
) -> int:
    """Return the indent in twips, left and right, of a line ``share`` as long as the text above.

    ``room`` is the width in twips between the margins or in the cell, ``taken`` what the text's own
    indents take of it, ``size`` its letters in points.
    """
    lines = (texts,) if isinstance(texts, str) else [str(text) for text in texts]
    points = longest_line(lines, (room - taken) / 20, size, bold=bold, italic=italic)
    return max(round((room - points * 20 * share) / 2), 0)


# What the templates call: to be among the globals of the environment they are rendered in.
GLOBALS = {"thut_ke": line_indent}


@dataclass(frozen=True, slots=True)
class MeasuredLines:
    """Sets the indents of the line paragraphs, by the sizes of this template's own styles."""

    form: Form
    styles: str

    @property
    def key(self) -> str:
        """What the result depends on besides the template; the styles are part of the template."""
        return "ke"

    def __call__(self, part: str, xml: str) -> str:
        """Return the document part with its line paragraphs measured."""
        if not is_document(part):
            return xml
        from lxml import etree

        book = StyleBook.read(self.styles)
        wanted = {book.ids[s.style]: s for s in self.form.lines.values() if s.style in book.ids}
        root = etree.fromstring(xml.encode("utf-8"))
        for style in root.iter(f"{W}pStyle"):
            line = wanted.get(attribute(style, "val"))
            if line is not None:
                self._measure(next(style.iterancestors(f"{W}p")), line, book)
        return str(etree.tostring(root, encoding="unicode"))

    def _measure(self, paragraph: Any, line: LineStyle, book: StyleBook) -> None:
        room = cell_room(paragraph)
        if not line.rule:
            _set_indent(paragraph, str(round((room - line.length * TWIPS_PER_MM) / 2)))
            return
        above = self.form.components[line.under]
        fixed = _fixed_text(paragraph, book.ids.get(above.style, ""))
        look = book.look(above.style)
        share = self.form.rules[line.rule].default
        if fixed:
            indent = line_indent(
                fixed, room, share, look.size,
                bold=look.bold, italic=look.italic, taken=look.taken,
            )  # fmt: skip
            _set_indent(paragraph, str(indent))
        elif line.key in SOURCES:
            settings = f"{room}, {share:g}, {look.size:g}, bold={look.bold}, italic={look.italic}"
            settings += f", taken={look.taken}" if look.taken else ""
            _set_indent(paragraph, f"{{{{ thut_ke({SOURCES[line.key]}, {settings}) }}}}")


def _fixed_text(paragraph: Any, style: str) -> tuple[str, ...]:
    """The texts right above the line, where the template itself gives them in full."""
    found = []
    above = paragraph.getprevious()
    while above is not None and above.tag == f"{W}p":
        own = above.find(f"{W}pPr/{W}pStyle")
        text = text_of(above)
        if "{" in text:
            return ()
        if own is None or attribute(own, "val") != style:
            break
        found.append(text)
        above = above.getprevious()
    return tuple(found)


def _set_indent(paragraph: Any, value: str) -> None:
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
