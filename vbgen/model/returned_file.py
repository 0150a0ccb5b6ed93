"""A returned file as read: its tables row by row, each cell with its address. No meaning yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vbgen.model.progress_record import Origin


@dataclass(frozen=True, slots=True)
class TableHead:
    """A table found on a sheet: the row of its headings, its columns' letters by key."""

    sheet: str
    row: int
    letters: Mapping[str, str] = field(hash=False)

    def cell(self, key: str) -> str:
        """Return the address of a heading, empty where there is no such column."""
        return f"{self.letters[key]}{self.row}" if key in self.letters else ""


@dataclass(frozen=True, slots=True)
class RowRead:
    """A row below a heading: the texts that are not blank, by column key.

    ``stray`` holds the texts, with addresses, of columns without a known heading.
    """

    head: TableHead
    number: int
    texts: Mapping[str, str] = field(hash=False)
    stray: tuple[tuple[str, str], ...] = ()

    @property
    def sheet(self) -> str:
        """The sheet it stands on."""
        return self.head.sheet

    def text(self, key: str) -> str:
        """Return what a cell says, empty for a blank one."""
        return self.texts.get(key, "")

    def cell(self, key: str) -> str:
        """Return the address of a cell; the row's first known one where there is no such column."""
        letters = self.head.letters
        return f"{letters.get(key) or next(iter(letters.values()), 'A')}{self.number}"


@dataclass(frozen=True, slots=True)
class SheetNote:
    """Something wrong with a sheet as such: where, and the three texts of a problem."""

    sheet: str
    cell: str
    problem: str
    required: str
    remedy: str


@dataclass(frozen=True, slots=True)
class FileRead:
    """A returned file. ``marks`` is what the hidden sheet says, with the address of each.

    ``loose``: titles and other texts outside the tables.
    """

    name: str
    digest: str
    marks: Mapping[str, str] = field(default_factory=dict, hash=False)
    mark_cells: Mapping[str, Origin] = field(default_factory=dict, hash=False)
    heads: tuple[TableHead, ...] = ()
    rows: tuple[RowRead, ...] = ()
    figure_heads: tuple[TableHead, ...] = ()
    figures: tuple[RowRead, ...] = ()
    notes: tuple[SheetNote, ...] = ()
    loose: tuple[str, ...] = ()

    def origin(self, row: RowRead, key: str) -> Origin:
        """Return where a cell of a row stands."""
        return Origin(self.name, self.digest, row.sheet, row.cell(key))
