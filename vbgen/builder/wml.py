"""WordprocessingML as text: paragraphs, runs, tables, sections. Lengths come in mm.

Everything here returns a string and nothing keeps state, so the same declaration gives the same
bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from vbgen.form import Margins

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
# The parts around the text, by what they hold: page number; what stands at the top and at the foot
# of the document's first page; nothing, for the first pages of appendices.
PARTS = {
    "number": "rIdHeader",
    "top": "rIdTop",
    "bare": "rIdBare",
    "foot": "rIdFoot",
    "blank": "rIdBlank",
}
TWIPS_PER_MM = 1440 / 25.4


def twips(mm: float) -> int:
    """Return a length in mm as twentieths of a point."""
    return round(mm * TWIPS_PER_MM)


def run(text: str, style: str = "") -> str:
    """Return a run; ``style`` is a character style's identifier."""
    marks = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{marks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(style: str, *runs: str) -> str:
    """Return a paragraph of a named style; a text that is no run yet becomes one."""
    inner = "".join(part if part.startswith("<w:") else run(part) for part in runs if part)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>'


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its block content, width in mm, columns it spans, vertical alignment.

    ``merge``: ``restart`` begins a cell over several rows, ``continue`` goes on with the one above.
    """

    content: str
    width: float
    span: int = 1
    valign: str = ""
    merge: str = ""

    def xml(self) -> str:
        """Return the cell as XML."""
        span = f'<w:gridSpan w:val="{self.span}"/>' if self.span > 1 else ""
        valign = f'<w:vAlign w:val="{self.valign}"/>' if self.valign else ""
        merge = f'<w:vMerge w:val="{self.merge}"/>' if self.merge else ""
        width = f'<w:tcW w:w="{twips(self.width)}" w:type="dxa"/>'
        return f"<w:tc><w:tcPr>{width}{span}{merge}{valign}</w:tcPr>{self.content}</w:tc>"


def row(cells: Sequence[Cell], *, whole: bool = True, head: bool = False, height: float = 0) -> str:
    """Return a row; ``whole`` keeps it on one page, ``head`` repeats it on each.

    ``height`` is fixed, in mm; 0 follows the content.
    """
    marks = "<w:cantSplit/>" if whole else ""
    marks += f'<w:trHeight w:val="{twips(height)}" w:hRule="exact"/>' if height else ""
    marks += "<w:tblHeader/>" if head else ""
    properties = f"<w:trPr>{marks}</w:trPr>" if marks else ""
    return f"<w:tr>{properties}{''.join(cell.xml() for cell in cells)}</w:tr>"


def table(
    style: str, widths: Sequence[float], rows: Sequence[str], align: str = "", title: str = ""
) -> str:
    """Return a table of fixed column widths. ``title`` is what Word calls it (alternative text)."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    jc = f'<w:jc w:val="{align}"/>' if align else ""
    total = sum(twips(width) for width in widths)
    caption = f'<w:tblCaption w:val="{escape(title)}"/>' if title else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{total}" w:type="dxa"/>{jc}'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/>{caption}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


@dataclass(frozen=True, slots=True)
class Section:
    """Page set-up of one section. ``restart`` begins its page numbers at 1.

    ``footer``: the document has a strip at the foot of its first page.
    """

    width: float
    height: float
    margins: Margins
    header_distance: float
    landscape: bool = False
    restart: bool = False
    footer: bool = False

    @property
    def text_width(self) -> float:
        """Width between the side margins in mm."""
        return (
            (self.height if self.landscape else self.width)
            - self.margins.left
            - (self.margins.right)
        )

    @property
    def _foot(self) -> str:
        """A strip at the foot of the first page; further sections must be told to have none."""
        if not self.footer:
            return ""
        part = PARTS["blank" if self.restart else "foot"]
        return f'<w:footerReference w:type="first" r:id="{part}"/>'

    def xml(self) -> str:
        """Return the section properties; the number is hidden on the section's first page."""
        wide, high = (self.height, self.width) if self.landscape else (self.width, self.height)
        turn = ' w:orient="landscape"' if self.landscape else ""
        edge = self.margins
        distance = twips(self.header_distance)
        return (
            f'<w:sectPr><w:headerReference w:type="default" r:id="{PARTS["number"]}"/>'
            f'<w:headerReference w:type="first" r:id="{PARTS["bare" if self.restart else "top"]}"/>'
            f"{self._foot}"
            '<w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{twips(wide)}" w:h="{twips(high)}"{turn}/>'
            f'<w:pgMar w:top="{twips(edge.top)}" w:right="{twips(edge.right)}" '
            f'w:bottom="{twips(edge.bottom)}" w:left="{twips(edge.left)}" '
            f'w:header="{distance}" w:footer="{distance}" w:gutter="0"/>'
            + ('<w:pgNumType w:start="1"/>' if self.restart else "")
            + "<w:titlePg/></w:sectPr>"
        )


def section_end(style: str, section: Section) -> str:
    """Return the paragraph that ends a section."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{section.xml()}</w:pPr></w:p>'
