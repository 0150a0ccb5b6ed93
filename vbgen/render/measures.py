"""Places and texts of a template's XML: in which section, how wide, what a paragraph says."""

from __future__ import annotations

import re
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A4_ROOM, _A4_HEIGHT = 9071, 14570  # twips between the default margins


def is_document(part: str) -> bool:
    """Say whether a part is the body; some programs number it (``word/document2.xml``)."""
    return re.fullmatch(r"word/document\d*\.xml", part) is not None


def is_styles(part: str) -> bool:
    """Say whether a part holds the styles."""
    return re.fullmatch(r"word/styles\d*\.xml", part) is not None


def attribute(element: Any, name: str) -> str:
    """Return a ``w:`` attribute's value, empty where there is none."""
    return str(element.get(f"{W}{name}") or "")


def text_of(paragraph: Any) -> str:
    """Return the text of a paragraph, however Word cut it into runs."""
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def set_text(paragraph: Any, text: str) -> None:
    """Give a paragraph this text, in the look of its first run."""
    first, *others = list(paragraph.iter(f"{W}r")) or [_new_run(paragraph)]
    for run in others:
        run.getparent().remove(run)
    for child in list(first):
        if child.tag != f"{W}rPr":
            first.remove(child)
    made = first.makeelement(f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    made.text = text
    first.append(made)


def _new_run(paragraph: Any) -> Any:
    run = paragraph.makeelement(f"{W}r")
    paragraph.append(run)
    return run


def room_of(element: Any) -> int:
    """Return the width in twips between the margins of the section an element stands in."""
    section = _section(element)
    if section is None:
        return _A4_ROOM
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    sides = _number(margins, "left") + _number(margins, "right")
    return max(_number(size, "w") - sides, 1) if size is not None else _A4_ROOM


def height_of(element: Any) -> int:
    """Return the height in twips between top and bottom margin where an element stands."""
    section = _section(element)
    size = section.find(f"{W}pgSz") if section is not None else None
    if size is None:
        return _A4_HEIGHT
    margins = section.find(f"{W}pgMar")
    return max(_number(size, "h") - _number(margins, "top") - _number(margins, "bottom"), 1)


def _number(element: Any, name: str) -> int:
    value = attribute(element, name) if element is not None else ""
    return int(float(value)) if value else 0


def _section(element: Any) -> Any:
    """The section's properties stand in its last paragraph, or at the end of the body."""
    top = element
    while top.getparent() is not None and top.getparent().tag != f"{W}body":
        top = top.getparent()
    while top is not None:
        if top.tag == f"{W}sectPr":
            return top
        found = top.find(f"{W}pPr/{W}sectPr") if top.tag == f"{W}p" else None
        if found is not None:
            return found
        top = top.getnext()
    return None


def cell_room(element: Any) -> int:
    """Return the width in twips of the table cell around an element, or of its section."""
    parent = element.getparent()
    while parent is not None and parent.tag != f"{W}tc":
        parent = parent.getparent()
    width = parent.find(f"{W}tcPr/{W}tcW") if parent is not None else None
    return _number(width, "w") or room_of(element)
