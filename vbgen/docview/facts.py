"""What a .docx says, as frozen values: effective formatting in millimetres and points.

Nothing here knows XML, and nothing here knows the templates that vbgen ships.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Alignment = Literal["left", "center", "right", "justify", "distribute"]
LineRule = Literal["multiple", "exact", "at_least"]


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a story: the part, then the block number from 1.

    Inside a table the path goes on with row, cell and block, all from 1; inside a text box with
    0 and the block.
    """

    part: str
    path: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Border:
    """One border line; ``size_pt`` is its width, ``space_pt`` its distance from the text."""

    kind: str
    size_pt: float
    space_pt: float = 0.0
    color: str = "auto"


@dataclass(frozen=True, slots=True)
class RunFormat:
    """Effective character formatting. The defaults are those of the file format itself."""

    font_ascii: str = "Times New Roman"
    font_h_ansi: str = "Times New Roman"
    font_cs: str = "Times New Roman"
    font_east_asia: str = "Times New Roman"
    size_pt: float = 10.0
    bold: bool = False
    italic: bool = False
    underline: str = ""
    caps: bool = False
    small_caps: bool = False
    strike: bool = False
    hidden: bool = False
    color: str = "auto"
    highlight: str = ""
    shading: str = ""
    vertical: str = ""
    language: str = ""
    spacing_pt: float = 0.0
    scale_percent: int = 100

    @property
    def fonts(self) -> frozenset[str]:
        """The fonts that Latin letters with and without marks are set in (one, in a sound run)."""
        return frozenset((self.font_ascii, self.font_h_ansi))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, line, shape or text box; ``x_mm`` and ``y_mm`` are offsets where given."""

    kind: Literal["picture", "line", "textbox", "shape", "other"]
    width_mm: float
    height_mm: float
    x_mm: float | None = None
    y_mm: float | None = None
    x_align: str = ""
    name: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one format. ``field`` names the field whose result it is (``PAGE``).

    A tab is ``\\t``, a line break ``\\n``, a page break ``\\f``.
    """

    text: str
    format: RunFormat
    style_id: str = ""
    field: str = ""
    drawings: tuple[Drawing, ...] = ()

    @property
    def shown(self) -> str:
        """The text as printed: empty if hidden, in capitals if so formatted."""
        if self.format.hidden:
            return ""
        return self.text.upper() if self.format.caps else self.text


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """Effective paragraph formatting. ``line`` is a multiple or points, as ``line_rule`` says.

    ``first_line_mm`` is negative for a hanging indent. ``outline`` counts from 1; 0 is body text.
    """

    alignment: Alignment = "left"
    left_mm: float = 0.0
    right_mm: float = 0.0
    first_line_mm: float = 0.0
    before_pt: float = 0.0
    after_pt: float = 0.0
    line_rule: LineRule = "multiple"
    line: float = 1.0
    keep_next: bool = False
    keep_lines: bool = False
    page_break_before: bool = False
    widow_control: bool = True
    contextual_spacing: bool = False
    outline: int = 0
    border_top: Border | None = None
    border_bottom: Border | None = None
    border_left: Border | None = None
    border_right: Border | None = None
    shading: str = ""


@dataclass(frozen=True, slots=True)
class Numbering:
    """Automatic numbering: ``label`` is what Word prints before the text; ``level`` from 0."""

    num_id: int
    level: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its runs; ``mark`` is the format of its end mark."""

    where: Where
    runs: tuple[Run, ...]
    format: ParagraphFormat
    mark: RunFormat
    style_id: str
    style_name: str
    section: int = 0
    numbering: Numbering | None = None

    @property
    def text(self) -> str:
        """The text as stored, hidden runs included."""
        return "".join(run.text for run in self.runs)

    @property
    def shown(self) -> str:
        """The text as printed, with the automatic number before it."""
        text = "".join(run.shown for run in self.runs)
        if self.numbering and self.numbering.label:
            return f"{self.numbering.label} {text}"
        return text

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """All drawings anchored in the paragraph."""
        return tuple(drawing for run in self.runs for drawing in run.drawings)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. ``column`` is its first grid column from 0, ``span`` the columns it covers.

    ``pad_left_mm`` and ``pad_right_mm`` are the distances of the text from the cell's sides.
    """

    column: int
    span: int
    v_merge: Literal["", "restart", "continue"]
    width_mm: float
    blocks: tuple[Block, ...]
    border_top: Border | None = None
    border_bottom: Border | None = None
    border_left: Border | None = None
    border_right: Border | None = None
    vertical_align: str = "top"
    shading: str = ""
    pad_left_mm: float = 0.0
    pad_right_mm: float = 0.0

    @property
    def text_width_mm(self) -> float:
        """The width between the cell's inner margins."""
        return round(self.width_mm - self.pad_left_mm - self.pad_right_mm, 2)

    @property
    def text(self) -> str:
        """The cell's text, one line per paragraph."""
        return "\n".join(paragraph.text for paragraph in paragraphs_of(self.blocks))


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; ``header`` repeats on each page, ``cant_split`` keeps it on one page."""

    cells: tuple[Cell, ...]
    header: bool = False
    cant_split: bool = False
    height_mm: float = 0.0
    height_rule: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``grid_mm`` are the widths of the grid columns."""

    where: Where
    rows: tuple[Row, ...]
    grid_mm: tuple[float, ...]
    style_id: str = ""
    style_name: str = ""
    alignment: str = "left"
    indent_mm: float = 0.0
    layout: str = "autofit"
    section: int = 0


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class HeaderFooter:
    """A header or footer in force in a section; ``kind`` is ``default``, ``first`` or ``even``."""

    kind: str
    part: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Page set-up of a section, with the headers and footers in force (inherited ones too)."""

    width_mm: float
    height_mm: float
    orientation: Literal["portrait", "landscape"]
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    header_mm: float = 0.0
    footer_mm: float = 0.0
    gutter_mm: float = 0.0
    title_page: bool = False
    page_format: str = "decimal"
    page_start: int | None = None
    break_kind: str = "nextPage"
    columns: int = 1
    headers: tuple[HeaderFooter, ...] = ()
    footers: tuple[HeaderFooter, ...] = ()

    @property
    def text_width_mm(self) -> float:
        """The width between the margins."""
        return round(self.width_mm - self.left_mm - self.right_mm - self.gutter_mm, 2)


@dataclass(frozen=True, slots=True)
class Style:
    """A style of the document with the formatting that follows from it alone."""

    id: str
    name: str
    kind: str
    based_on: str
    run: RunFormat
    paragraph: ParagraphFormat


@dataclass(frozen=True, slots=True)
class Part:
    """A member of the package; ``size`` is its uncompressed length in bytes."""

    name: str
    content_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Core:
    """The core properties (docProps/core.xml)."""

    title: str = ""
    subject: str = ""
    creator: str = ""
    description: str = ""
    keywords: str = ""
    category: str = ""
    language: str = ""
    last_modified_by: str = ""
    revision: str = ""
    created: datetime | None = None
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class DocView:
    """A whole document. ``language`` is that of the document defaults (``vi-VN``)."""

    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    styles: tuple[Style, ...] = ()
    core: Core = field(default_factory=Core)
    language: str = ""
    parts: tuple[Part, ...] = ()
    even_and_odd: bool = False
    notes: tuple[HeaderFooter, ...] = ()

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs of the body in reading order, those in cells included."""
        return paragraphs_of(self.blocks)

    def tables(self) -> Iterator[Table]:
        """All tables of the body in reading order, nested ones included."""
        return tables_of(self.blocks)


def paragraphs_of(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Yield paragraphs in reading order, those in cells included."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs_of(cell.blocks)


def tables_of(blocks: tuple[Block, ...]) -> Iterator[Table]:
    """Yield tables in reading order, nested ones included."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for row in block.rows:
                for cell in row.cells:
                    yield from tables_of(cell.blocks)
