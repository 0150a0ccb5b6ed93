"""A story (body, header, cell, text box) read into blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vbgen.docview import tables
from vbgen.docview.facts import Block, Paragraph, RunFormat, Where
from vbgen.docview.numbering import Lists
from vbgen.docview.ooxml import W, child, val
from vbgen.docview.properties import paragraph_props
from vbgen.docview.runs import RunReader
from vbgen.docview.styles import EMPTY, Layer, StyleSheet

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset((f"{W}p", f"{W}tbl"))
_CONTAINERS = frozenset(
    W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)


@dataclass(slots=True)
class Story:
    """Reads the blocks of one part. ``section`` moves on where the body's sections end."""

    part: str
    sheet: StyleSheet
    lists: Lists
    section: int = 0

    def blocks(
        self, parent: _Element, path: tuple[int, ...] = (), layer: Layer = EMPTY
    ) -> tuple[Block, ...]:
        """Return the blocks of an element; ``layer`` is what the table style sets there."""
        return tuple(
            self._block(element, (*path, at), layer)
            for at, element in enumerate(block_elements(parent), start=1)
        )

    def _block(self, element: _Element, path: tuple[int, ...], layer: Layer) -> Block:
        where = Where(self.part, path)
        if element.tag == f"{W}tbl":
            return tables.table(element, where, self.sheet, self.section, self.blocks)
        paragraph = self._paragraph(element, where, layer)
        if child(child(element, "pPr"), "sectPr") is not None:
            self.section += 1
        return paragraph

    def _paragraph(self, element: _Element, where: Where, layer: Layer) -> Paragraph:
        p_pr = child(element, "pPr")
        style_id = self.sheet.resolve_id(val(p_pr, "pStyle"), "paragraph")
        ancestry = self.sheet.ancestry(style_id)
        member = self.lists.membership(p_pr, ancestry)
        direct = {**self.lists.indents(p_pr), **paragraph_props(p_pr)}

        def format_of(r_pr: _Element | None, r_style: str) -> RunFormat:
            return self.sheet.run_of(layer, style_id, r_style, r_pr)

        def text_box(content: _Element) -> tuple[Block, ...]:
            return self.blocks(content, (*where.path, 0))

        return Paragraph(
            where,
            RunReader(format_of, text_box).read(element),
            self.sheet.paragraph(layer, style_id, direct),
            format_of(child(p_pr, "rPr"), val(child(p_pr, "rPr"), "rStyle") or ""),
            style_id,
            self.sheet.name(style_id),
            self.section,
            self.lists.next(*member) if member else None,
        )


def block_elements(parent: _Element) -> Iterator[_Element]:
    """Yield paragraphs and tables, those inside content controls and insertions included."""
    for element in parent:
        if element.tag in _BLOCKS:
            yield element
        elif element.tag in _CONTAINERS:
            yield from block_elements(element)
