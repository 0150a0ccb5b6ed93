"""Drawings: pictures, lines, shapes and text boxes, in DrawingML and in the older VML."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from vbgen.docview.facts import Block, Drawing
from vbgen.docview.ooxml import MC, PIC, WP, WPS, A, V, W, emu_mm, mm

if TYPE_CHECKING:
    from lxml.etree import _Element

Kind = Literal["picture", "line", "textbox", "shape", "other"]
ReadBlocks = Callable[["_Element"], tuple[Block, ...]]

_LINES = frozenset(("line", "straightConnector1", "lineInv"))
_FLAT_MM = 0.2  # a shape this low is a line, whatever its geometry is called
_LENGTH = re.compile(r"(-?[\d.]+)(mm|cm|in|pt)?")


def drawings(element: _Element, read: ReadBlocks) -> tuple[Drawing, ...]:
    """Return the drawings of a run's child (``w:drawing``, ``w:pict``, ``mc:AlternateContent``)."""
    if element.tag == f"{MC}AlternateContent":
        choice = element.find(f"{MC}Choice")
        chosen = choice if choice is not None else element.find(f"{MC}Fallback")
        inner = [] if chosen is None else list(chosen)
        return tuple(drawing for one in inner for drawing in drawings(one, read))
    if element.tag == f"{W}drawing":
        return tuple(_drawing(one, read) for one in element)
    if element.tag in (f"{W}pict", f"{W}object"):
        return tuple(
            _vml(one, read) for one in element if str(one.tag).startswith(V) and _shape(one)
        )
    return ()


def _drawing(frame: _Element, read: ReadBlocks) -> Drawing:
    extent = frame.find(f"{WP}extent")
    height = emu_mm(extent.get("cy")) if extent is not None else None
    properties = frame.find(f"{WP}docPr")
    return Drawing(
        _kind(frame, height or 0.0),
        (emu_mm(extent.get("cx")) if extent is not None else None) or 0.0,
        height or 0.0,
        emu_mm(frame.findtext(f"{WP}positionH/{WP}posOffset")),
        emu_mm(frame.findtext(f"{WP}positionV/{WP}posOffset")),
        (frame.findtext(f"{WP}positionH/{WP}align") or "").strip(),
        "" if properties is None else str(properties.get("name") or ""),
        _text(frame, read),
    )


def _kind(frame: _Element, height: float) -> Kind:
    if frame.find(f".//{PIC}pic") is not None:
        return "picture"
    if frame.find(f".//{W}txbxContent") is not None:
        return "textbox"
    geometry = frame.find(f".//{A}prstGeom")
    if geometry is not None and (geometry.get("prst") in _LINES or height <= _FLAT_MM):
        return "line"
    return "shape" if frame.find(f".//{WPS}wsp") is not None else "other"


def _text(element: _Element, read: ReadBlocks) -> tuple[Block, ...]:
    content = element.find(f".//{W}txbxContent")
    return () if content is None else read(content)


def _shape(element: _Element) -> bool:
    return element.tag not in (f"{V}shapetype",)


def _vml(element: _Element, read: ReadBlocks) -> Drawing:
    style = {
        key.strip(): value.strip()
        for key, _, value in (
            item.partition(":") for item in str(element.get("style") or "").split(";")
        )
    }
    if element.tag == f"{V}line":
        (x1, y1), (x2, y2) = _point(element.get("from")), _point(element.get("to"))
        return Drawing(
            "line", round(abs(x2 - x1), 2), round(abs(y2 - y1), 2), min(x1, x2), min(y1, y2)
        )
    kind: Kind = "shape"
    if element.find(f".//{V}imagedata") is not None:
        kind = "picture"
    elif element.find(f".//{W}txbxContent") is not None:
        kind = "textbox"
    width, height = _length(style.get("width")), _length(style.get("height"))
    if kind == "shape" and height <= _FLAT_MM:
        kind = "line"
    return Drawing(
        kind,
        width,
        height,
        _length(style.get("margin-left")),
        _length(style.get("margin-top")),
        style.get("mso-position-horizontal", ""),
        str(element.get("id") or ""),
        _text(element, read),
    )


def _point(text: str | None) -> tuple[float, float]:
    x, _, y = str(text or "0,0").partition(",")
    return _length(x), _length(y)


def _length(text: str | None) -> float:
    match = _LENGTH.fullmatch((text or "").strip())
    if match is None:
        return 0.0
    # VML counts bare numbers in pixels, 96 to the inch.
    value = f"{float(match[1]) * 0.75}pt" if match[2] is None else match[0]
    return mm(value) or 0.0
