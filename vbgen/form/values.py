"""The values of a form: what the decree fixes, the ranges it leaves, and what vbgen prints.

Lengths are in mm, letter sizes in points. Each value carries the clause it comes from, written
as in ``PL I/1/II.3.c``; an empty clause marks office practice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """A least and a most value, both allowed."""

    least: float
    most: float

    def __contains__(self, value: float) -> bool:
        return self.least <= value <= self.most

    def __str__(self) -> str:
        if self.least == self.most:
            return f"{self.least:g}"
        return f"{self.least:g}-{self.most:g}".replace(".", ",")


@dataclass(frozen=True, slots=True)
class Margins:
    """The four margins of a page in mm."""

    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Page:
    """Paper, margins and page number (PL I/1/I)."""

    width: float
    height: float
    margins: Margins
    margin_ranges: Mapping[str, Range]
    header_distance: float
    paper_clause: str
    orientation_clause: str
    margins_clause: str
    number_clause: str


@dataclass(frozen=True, slots=True)
class Font:
    """The one font (PL I/1/I.4)."""

    name: str
    colour: str
    language: str
    clause: str


@dataclass(frozen=True, slots=True)
class ParagraphRules:
    """First-line indent (mm), gap between paragraphs (points), line spacing (multiples)."""

    indents: tuple[float, ...]
    indent: float
    indent_clause: str
    gap_least: float
    gap: float
    line_range: Range
    line: float
    spacing_clause: str


@dataclass(frozen=True, slots=True)
class Rule:
    """How long a drawn line is, as a share of the longest printed line of the text above it."""

    range: Range
    default: float
    clause: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A string that a document must carry; ``also`` lists spellings a checker accepts too."""

    text: str
    clause: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark such as ``KHẨN`` in a single frame, lengths in mm (PL I/1/III.2)."""

    text: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Columns and indents in mm (PL I/1/IV and the forms)."""

    header_right: float
    header_side: float
    closing_left: float
    addressee_indent: float
    addressee_dash: float
    clause: str


@dataclass(frozen=True, slots=True)
class Component:
    """One row of the size and style table, with the Word style that carries it.

    ``follows`` says where the printed size comes from: a name in the header sets, ``body``, or a
    number of points. ``indent`` is the first line's, ``left`` the whole paragraph's, ``side``
    that on both sides, each by its name in the placement.
    """

    key: str
    style: str
    row: str
    size: Range
    follows: str | float
    case: str
    align: str
    clause: str
    colour: str = ""
    bold: bool = False
    italic: bool = False
    indent: str = ""
    left: str = ""
    side: str = ""
    before: float = 0
    after: float = 0
    line: float = 0
    keep_next: bool = False

    @property
    def style_id(self) -> str:
        """The identifier of the Word style: letters and digits only."""
        return style_id(self.key)


@dataclass(frozen=True, slots=True)
class LineStyle:
    """A paragraph style that is only a drawn line: under which component, by which rule.

    ``length`` (mm) is fixed where there is no rule, 0 the whole width; ``after`` is the air below
    in points.
    """

    key: str
    style: str
    under: str
    rule: str
    keep_next: bool
    length: float = 0
    after: float = 0

    @property
    def style_id(self) -> str:
        """The identifier of the Word style."""
        return style_id(self.key)


@dataclass(frozen=True, slots=True)
class Form:
    """A form: everything the templates are built from and a document is judged by."""

    name: str
    page: Page
    font: Font
    header_sets: Mapping[str, Mapping[str, float]]
    body_sizes: tuple[float, ...]
    combinations: tuple[tuple[str, float], ...]
    default: tuple[str, float]
    sizes_clause: str
    paragraph: ParagraphRules
    rules: Mapping[str, Rule]
    placement: Placement
    literals: Mapping[str, Literal]
    point_letters: tuple[str, ...]
    marks: Mapping[str, tuple[Mark, ...]]
    components: Mapping[str, Component]
    lines: Mapping[str, LineStyle]
    strong_style: str

    def size(self, key: str, header_set: str | None = None, body: float | None = None) -> float:
        """Return the printed size in points of a component in a header set and body size."""
        follows = self.components[key].follows
        if isinstance(follows, (int, float)):
            return follows
        if follows == "body":
            return self.default[1] if body is None else body
        return self.header_sets[header_set or self.default[0]][follows]


def style_id(key: str) -> str:
    """Return the Word style identifier of a key: ``page_number`` -> ``VBPageNumber``."""
    return "VB" + "".join(part.capitalize() for part in key.split("_"))
