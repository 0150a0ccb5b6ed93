"""Names, flags and measures of WordprocessingML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"

_OFF = frozenset(("0", "false", "off", "none"))
_MEASURE = re.compile(r"(-?\d*\.?\d+)(mm|cm|in|pt|pc|pi)?")
_TWIPS = {"mm": 1440 / 25.4, "cm": 14400 / 25.4, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}


def child(element: _Element | None, tag: str) -> _Element | None:
    """Return the first child of a WordprocessingML name."""
    return None if element is None else next(element.iterchildren(W + tag), None)


def attr(element: _Element | None, name: str = "val") -> str | None:
    """Return a WordprocessingML attribute as text."""
    if element is None:
        return None
    value = element.get(W + name)
    return None if value is None else str(value)


def val(element: _Element | None, tag: str, name: str = "val") -> str | None:
    """Return an attribute of a child."""
    return attr(child(element, tag), name)


def flag(element: _Element | None) -> bool | None:
    """Read an on/off element: None if absent, True if it stands without a value."""
    if element is None:
        return None
    return (attr(element) or "true") not in _OFF


def twips(text: str | None) -> float | None:
    """Read a measure: a bare number counts twentieths of a point, a unit may follow."""
    match = _MEASURE.fullmatch((text or "").strip())
    if match is None:
        return None
    number, unit = match.groups()
    return float(number) * (_TWIPS[unit] if unit else 1.0)


def mm(text: str | None) -> float | None:
    """Read a measure as millimetres."""
    value = twips(text)
    return None if value is None else round(value * 25.4 / 1440, 2)


def pt(text: str | None) -> float | None:
    """Read a measure as points."""
    value = twips(text)
    return None if value is None else round(value / 20, 2)


def number(text: str | None) -> int | None:
    """Read a whole number, None if it is not one."""
    try:
        return int(float(text)) if text is not None else None
    except (ValueError, OverflowError):
        return None


def emu_mm(text: str | None) -> float | None:
    """Read a length in English metric units as millimetres."""
    value = number(text)
    return None if value is None else round(value / 36000, 2)
