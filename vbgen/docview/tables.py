"""Tables: grid, spans, merges, borders in force, conditional formatting of table styles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from vbgen.docview.facts import Block, Border, Cell, Row, Table, Where
from vbgen.docview.ooxml import W, attr, child, mm, number, val
from vbgen.docview.properties import border
from vbgen.docview.styles import EMPTY, Layer, StyleSheet, band_size, is_on, table_layers

if TYPE_CHECKING:
    from lxml.etree import _Element

    # What stands in a cell is read by whoever reads what stands around the table.
    ReadCell = Callable[[_Element, tuple[int, ...], Layer], tuple[Block, ...]]

Borders = dict[str, Border | None]

_SIDES = ("top", "bottom", "left", "right", "insideH", "insideV")
_SYNONYMS = {"start": "left", "end": "right"}
_LOOK_BITS = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100,
    "noHBand": 0x200, "noVBand": 0x400,
}  # fmt: skip
_WRAPPERS = frozenset(W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the cells of one table share."""

    read: ReadCell
    where: Where
    grid: tuple[float, ...]
    layers: dict[str, Layer]
    borders: dict[str, Borders]
    look: frozenset[str]
    bands: tuple[int, int]
    pads: dict[str, float]
    rows: int
    merged: dict[tuple[str, ...], Layer] = field(default_factory=dict)

    def layer(self, conditions: tuple[str, ...]) -> Layer:
        """Return what the table style sets under some conditions, weakest first."""
        if conditions not in self.merged:
            layer = EMPTY
            for name in conditions:
                layer = self.layers[name].over(layer)
            self.merged[conditions] = layer
        return self.merged[conditions]


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a cell stands: row and first column from 0, columns covered."""

    row: int
    column: int
    span: int


def table(
    element: _Element, where: Where, sheet: StyleSheet, section: int, read: ReadCell
) -> Table:
    """Read a table, in the ``section`` where it begins, and by ``read`` everything in it."""
    tbl_pr = child(element, "tblPr")
    style_id = sheet.resolve_id(val(tbl_pr, "tblStyle"), "table")
    rows = list(_inside(element, "tr"))
    tbl_grid = child(element, "tblGrid")
    columns = () if tbl_grid is None else tbl_grid.iterchildren(f"{W}gridCol")
    grid = tuple(mm(attr(column, "w")) or 0.0 for column in columns)
    frame = _Frame(
        read, where, grid, table_layers(sheet, style_id), _style_borders(sheet, style_id, tbl_pr),
        _look(child(tbl_pr, "tblLook")),
        (band_size(sheet, style_id, "tblStyleRowBandSize"),
         band_size(sheet, style_id, "tblStyleColBandSize")),
        _table_pads(sheet, style_id, tbl_pr),
        len(rows),
    )  # fmt: skip
    return Table(
        where,
        tuple(_row(frame, at, row) for at, row in enumerate(rows)),
        grid,
        style_id,
        sheet.name(style_id),
        _SYNONYMS.get(val(tbl_pr, "jc") or "left", val(tbl_pr, "jc") or "left"),
        mm(val(tbl_pr, "tblInd", "w")) or 0.0,
        val(tbl_pr, "tblLayout", "type") or "autofit",
        section,
    )


def _inside(parent: _Element, tag: str) -> Iterator[_Element]:
    for element in parent:
        if element.tag == W + tag:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _inside(element, tag)


def _row(frame: _Frame, at: int, element: _Element) -> Row:
    tr_pr = child(element, "trPr")
    height = child(tr_pr, "trHeight")
    column, cells = number(val(tr_pr, "gridBefore")) or 0, list[Cell]()
    for place, tc in enumerate(_inside(element, "tc"), start=1):
        span = max(1, number(val(child(tc, "tcPr"), "gridSpan")) or 1)
        cells.append(_cell(frame, _Spot(at, column, span), place, tc))
        column += span
    return Row(
        tuple(cells),
        is_on(child(tr_pr, "tblHeader")),
        is_on(child(tr_pr, "cantSplit")),
        mm(attr(height)) or 0.0,
        "" if height is None else attr(height, "hRule") or "atLeast",
    )


def _cell(frame: _Frame, spot: _Spot, place: int, element: _Element) -> Cell:
    tc_pr = child(element, "tcPr")
    conditions = list(_conditions(frame, spot))
    layer = frame.layer(tuple(name for name in conditions if name in frame.layers))
    fill = val(tc_pr, "shd", "fill") or "auto"
    edges = _edges(frame, spot, conditions, tc_pr)
    pads = {**frame.pads, **_pads(child(tc_pr, "tcMar"))}
    path = (*frame.where.path, spot.row + 1, place)
    return Cell(
        spot.column,
        spot.span,
        _merge(child(tc_pr, "vMerge")),
        _width(frame, spot, child(tc_pr, "tcW")),
        frame.read(element, path, layer),
        border_top=edges["top"],
        border_bottom=edges["bottom"],
        border_left=edges["left"],
        border_right=edges["right"],
        vertical_align=val(tc_pr, "vAlign") or "top",
        shading="" if fill == "auto" else fill,
        pad_left_mm=pads["left"],
        pad_right_mm=pads["right"],
    )


def _pads(element: _Element | None) -> dict[str, float]:
    """Return the inner margins that an element sets, left and right, in millimetres."""
    found: dict[str, float] = {}
    for item in () if element is None else element:
        side = str(item.tag).removeprefix(W)
        side = _SYNONYMS.get(side, side)
        if side in ("left", "right"):
            found[side] = mm(attr(item, "w")) or 0.0
    return found


def _table_pads(sheet: StyleSheet, style_id: str, tbl_pr: _Element | None) -> dict[str, float]:
    found = {"left": 0.0, "right": 0.0}
    for element in sheet.ancestry(style_id):
        found.update(_pads(child(child(element, "tblPr"), "tblCellMar")))
    found.update(_pads(child(tbl_pr, "tblCellMar")))
    return found


def _merge(element: _Element | None) -> Literal["", "restart", "continue"]:
    if element is None:
        return ""
    return "restart" if attr(element) == "restart" else "continue"


def _width(frame: _Frame, spot: _Spot, tc_w: _Element | None) -> float:
    if attr(tc_w, "type") == "dxa" and mm(attr(tc_w, "w")):
        return mm(attr(tc_w, "w")) or 0.0
    return round(sum(frame.grid[spot.column : spot.column + spot.span]), 2)


def _look(element: _Element | None) -> frozenset[str]:
    """Return which parts of the table style apply; the old form packs them into one number."""
    if element is None:
        return frozenset()
    packed = attr(element)
    bits = int(packed, 16) if packed and all(c in "0123456789abcdefABCDEF" for c in packed) else 0
    return frozenset(
        name
        for name, bit in _LOOK_BITS.items()
        if (attr(element, name) in ("1", "true", "on") if attr(element, name) else bits & bit)
    )


def _conditions(frame: _Frame, spot: _Spot) -> Iterator[str]:
    """Yield the conditions that hold for a cell, weakest first (ISO/IEC 29500-1, 17.7.6)."""
    look, last_column = frame.look, len(frame.grid)
    first_row = "firstRow" in look and spot.row == 0
    last_row = "lastRow" in look and spot.row == frame.rows - 1 and not first_row
    first_col = "firstColumn" in look and spot.column == 0
    last_col = "lastColumn" in look and spot.column + spot.span >= last_column and not first_col
    yield ""
    if "noVBand" not in look and not first_col and not last_col:
        yield _band(spot.column - ("firstColumn" in look), frame.bands[1], "Vert")
    if "noHBand" not in look and not first_row and not last_row:
        yield _band(spot.row - ("firstRow" in look), frame.bands[0], "Horz")
    named = {
        "firstCol": first_col, "lastCol": last_col, "firstRow": first_row, "lastRow": last_row,
        "nwCell": first_row and first_col, "neCell": first_row and last_col,
        "swCell": last_row and first_col, "seCell": last_row and last_col,
    }  # fmt: skip
    yield from (name for name, holds in named.items() if holds)


def _band(at: int, size: int, direction: str) -> str:
    return f"band{1 + (at // size) % 2}{direction}"


def _borders(element: _Element | None) -> Borders:
    found: Borders = {}
    for item in () if element is None else element:
        side = str(item.tag).removeprefix(W)
        side = _SYNONYMS.get(side, side)
        if side in _SIDES:
            found[side] = border(item)
    return found


def _style_borders(sheet: StyleSheet, style_id: str, tbl_pr: _Element | None) -> dict[str, Borders]:
    """Return borders by condition; those of the table itself stand under the empty name."""
    found: dict[str, Borders] = {"": {}}
    for element in sheet.ancestry(style_id):
        found[""].update(_borders(child(child(element, "tblPr"), "tblBorders")))
        for part in element.iterchildren(f"{W}tblStylePr"):
            own = found.setdefault(attr(part, "type") or "", {})
            own.update(_borders(child(child(part, "tblPr"), "tblBorders")))
            own.update(_borders(child(child(part, "tcPr"), "tcBorders")))
    found[""].update(_borders(child(tbl_pr, "tblBorders")))
    return found


def _edges(
    frame: _Frame, spot: _Spot, conditions: list[str], tc_pr: _Element | None
) -> dict[str, Border | None]:
    outer = {
        "top": spot.row == 0,
        "bottom": spot.row == frame.rows - 1,
        "left": spot.column == 0,
        "right": spot.column + spot.span >= len(frame.grid),
    }
    inner = {"top": "insideH", "bottom": "insideH", "left": "insideV", "right": "insideV"}
    whole: Any = frame.borders[""]
    edges = {side: whole.get(side if outer[side] else inner[side]) for side in outer}
    own = [frame.borders.get(name, {}) for name in conditions if name]
    for borders in (*own, _borders(child(tc_pr, "tcBorders"))):
        edges.update({side: borders[side] for side in outer if side in borders})
    return edges
