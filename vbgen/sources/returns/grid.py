"""One sheet as a grid of texts. Numbers, days and truth values are written as a clerk would."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from vbgen.vi.unicode import mend

MAX_CELLS = 4_000_000
# What cannot be seen, and what neither a workbook nor a Word file can hold.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\u200b\ufeff\ufffe\uffff\ud800-\udfff]")
_OFTEN = 200  # characters, up to which a text is likely to come again


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet (or a table of a Word file): rows of texts, from cell A1 on."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    hidden: bool = False

    def at(self, row: int, column: int) -> str:
        """Return the text of a cell, both counted from 0; nothing outside the grid."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else ""


def column_letters(column: int) -> str:
    """Return ``B`` for column 1, counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Return ``B3`` for row 2, column 1, both counted from 0."""
    return f"{column_letters(column)}{row + 1}"


def text_of(value: Any) -> str:
    """Return a cell's value as text: 15.0 as ``15``, a day as ``05/03/2024``."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e15
        return str(int(value)) if whole else repr(value).replace(".", ",")
    if isinstance(value, datetime):
        return _day(value.date())
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, time | timedelta):
        return str(value)
    return trim(str(value))


def _day(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def trim(text: str) -> str:
    """Compose letters, drop what cannot be seen and white space at the ends; lines stay."""
    return _trim_known(text) if len(text) <= _OFTEN else _trim(text)


def _trim(text: str) -> str:
    plain = mend(text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", ""))
    plain = _UNSEEN.sub("", plain.replace("\u00a0", " "))
    return "\n".join(" ".join(line.split()) for line in plain.split("\n")).strip()


# The same headings, names and states stand in thousands of files.
_trim_known = lru_cache(maxsize=20_000)(_trim)


def filled_down(
    rows: Sequence[Sequence[str]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]
) -> tuple[tuple[str, ...], ...]:
    """Give each row that a merged cell spans the cell's text; across columns it stays the first."""
    grid = [list(row) for row in rows]
    for (top, left), (bottom, _) in merged:
        text = grid[top][left] if top < len(grid) and left < len(grid[top]) else ""
        for row in range(top + 1, min(bottom + 1, len(grid))):
            if text and left < len(grid[row]):
                grid[row][left] = text
    return tuple(map(tuple, grid))
