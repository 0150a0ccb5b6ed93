"""Sections: paper, margins, page numbers, and the headers and footers in force."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from vbgen.docview.facts import HeaderFooter, Section
from vbgen.docview.ooxml import R, W, attr, child, mm, number, val
from vbgen.docview.styles import is_on

if TYPE_CHECKING:
    from lxml.etree import _Element

ReadPart = Callable[[str, str, int], HeaderFooter | None]
Inherited = dict[str, str]

_ORDER = ("first", "even", "default")
_LETTER_TWIPS = (12240.0, 15840.0)  # what Word assumes without w:pgSz


def sections(body: _Element, read: ReadPart) -> tuple[Section, ...]:
    """Return the sections of the body; ``read(kind, relationship, section)`` reads a header."""
    found: list[Section] = []
    inherited: dict[str, Inherited] = {"header": {}, "footer": {}}
    for element in _section_elements(body):
        for place, links in inherited.items():
            for reference in element.iterchildren(f"{W}{place}Reference"):
                links[attr(reference, "type") or "default"] = str(reference.get(f"{R}id") or "")
        parts = {
            place: tuple(
                part
                for kind in _ORDER
                if kind in links and (part := read(kind, links[kind], len(found))) is not None
            )
            for place, links in inherited.items()
        }
        found.append(_section(element, parts["header"], parts["footer"]))
    return tuple(found)


def _section_elements(body: _Element) -> list[_Element]:
    inner = [e for e in body.iter(f"{W}sectPr") if _parent_tag(e) == f"{W}pPr"]
    last = child(body, "sectPr")
    return inner if last is None else [*inner, last]


def _parent_tag(element: _Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)


def _section(
    element: _Element, headers: tuple[HeaderFooter, ...], footers: tuple[HeaderFooter, ...]
) -> Section:
    size, margins, numbers = (child(element, tag) for tag in ("pgSz", "pgMar", "pgNumType"))
    width = mm(attr(size, "w")) or mm(str(_LETTER_TWIPS[0])) or 0.0
    height = mm(attr(size, "h")) or mm(str(_LETTER_TWIPS[1])) or 0.0
    # The paper decides, not w:orient: Word prints what the width and height say.
    orientation: Literal["portrait", "landscape"] = "landscape" if width > height else "portrait"
    return Section(
        width,
        height,
        orientation,
        top_mm=_margin(margins, "top"),
        bottom_mm=_margin(margins, "bottom"),
        left_mm=_margin(margins, "left"),
        right_mm=_margin(margins, "right"),
        header_mm=_margin(margins, "header"),
        footer_mm=_margin(margins, "footer"),
        gutter_mm=_margin(margins, "gutter"),
        title_page=is_on(child(element, "titlePg")),
        page_format=attr(numbers, "fmt") or "decimal",
        page_start=number(attr(numbers, "start")),
        break_kind=val(element, "type") or "nextPage",
        columns=number(val(element, "cols", "num")) or 1,
        headers=headers,
        footers=footers,
    )


def _margin(margins: _Element | None, name: str) -> float:
    """Return a margin; a negative one only forbids the header to push the text."""
    return abs(mm(attr(margins, name)) or 0.0)
