"""The line printed under a component, however it is made: border, drawing or typed signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from vbgen.docview.facts import Block, Border, DocView, Paragraph, Table, Where
from vbgen.docview.lines import whole
from vbgen.docview.roles import Component
from vbgen.docview.words import RULE_LINE


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line under a text. ``length_mm`` is None for typed signs, whose width the font decides.

    ``shift_mm`` is how far its middle lies right of the column's middle, None if unknown.
    ``paragraph`` is the one that carries it.
    """

    kind: Literal["border", "drawing", "signs"]
    length_mm: float | None
    shift_mm: float | None
    size_pt: float
    paragraph: Paragraph


def stroke_under(view: DocView, item: Component) -> Stroke | None:
    """Return the line under a component: its own, or that of the empty paragraphs below it."""
    own = _bordered(item.paragraph, item.paragraph.format.border_bottom, item.column_mm)
    if own is not None:
        return own
    drawn = _drawn(item.paragraph, item.column_mm)
    if drawn is not None:
        return drawn
    for paragraph in _below(view.blocks, item.where):
        text = whole(paragraph).text
        form = paragraph.format
        found = (
            _bordered(paragraph, form.border_top, item.column_mm)
            or (None if text else _bordered(paragraph, form.border_bottom, item.column_mm))
            or _drawn(paragraph, item.column_mm)
            or _signs(paragraph, text)
        )
        if found is not None or text:
            return found
    return None


def _below(blocks: tuple[Block, ...], where: Where) -> Iterator[Paragraph]:
    """Yield the paragraphs after a place, as long as they stand in the same cell or body."""
    path = where.path
    while len(path) > 1:
        outer = blocks[path[0] - 1]
        if not isinstance(outer, Table):
            return
        blocks, path = outer.rows[path[1] - 1].cells[path[2] - 1].blocks, path[3:]
    for block in blocks[path[0] :]:
        if isinstance(block, Table):
            return
        yield block


def _bordered(paragraph: Paragraph, line: Border | None, column_mm: float) -> Stroke | None:
    if line is None:
        return None
    form = paragraph.format
    length = round(column_mm - form.left_mm - form.right_mm, 2)
    return Stroke(
        "border", length, round((form.left_mm - form.right_mm) / 2, 2), line.size_pt, paragraph
    )


def _drawn(paragraph: Paragraph, column_mm: float) -> Stroke | None:
    for drawing in paragraph.drawings:
        if drawing.kind == "line" and drawing.width_mm > drawing.height_mm:
            shift = 0.0 if drawing.x_align == "center" else None
            if drawing.x_mm is not None:
                shift = round(drawing.x_mm + drawing.width_mm / 2 - column_mm / 2, 2)
            return Stroke("drawing", drawing.width_mm, shift, 0.75, paragraph)
    return None


def _signs(paragraph: Paragraph, text: str) -> Stroke | None:
    if not text or not RULE_LINE.match(text):
        return None
    shift = 0.0 if paragraph.format.alignment == "center" else None
    return Stroke("signs", None, shift, 0.0, paragraph)
