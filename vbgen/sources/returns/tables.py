"""Tables found on the sheets of a returned file, wherever they stand, however headed."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vbgen.model.progress import read_state
from vbgen.model.progress_columns import HIDDEN_SHEET, MARKS
from vbgen.model.progress_record import Origin
from vbgen.model.returned_file import FileRead, RowRead, SheetNote, TableHead
from vbgen.model.task import CODE
from vbgen.sources.returns.grid import Grid, address, column_letters
from vbgen.sources.returns.headings import column_of

MAX_LOOSE = 60  # texts over a table that are kept
_ENOUGH = 3  # headings that make a row one of headings


@dataclass(frozen=True, slots=True)
class _Found:
    """A table: rows from ``top`` (of the headings) over ``first`` (of data) up to ``end``."""

    figures: bool
    top: int
    first: int
    end: int
    columns: Mapping[str, int]
    doubled: tuple[tuple[str, int, int], ...] = ()


def read_tables(name: str, digest: str, grids: Sequence[Grid]) -> FileRead:
    """Return what a file's grids hold: marks, rows of progress, rows of figures."""
    marks, cells = _marks(name, digest, grids)
    heads: dict[bool, list[TableHead]] = {False: [], True: []}
    rows: dict[bool, list[RowRead]] = {False: [], True: []}
    notes: list[SheetNote] = []
    loose: list[str] = []
    for grid in grids:
        found = [] if grid.name == HIDDEN_SHEET else list(_tables(grid))
        for table in found:
            head = _head(grid, table)
            heads[table.figures].append(head)
            rows[table.figures] += _rows(grid, table, head)
            notes += _doubled_notes(grid, table)
        top = found[0].top if found else len(grid.rows)
        loose += [text for row in grid.rows[:top] for text in row if text][:MAX_LOOSE]
        if not found:
            notes += _headless(grid)
    return FileRead(
        name,
        digest,
        marks,
        cells,
        tuple(heads[False]),
        tuple(rows[False]),
        tuple(heads[True]),
        tuple(rows[True]),
        tuple(notes),
        tuple(loose),
    )


def _marks(
    name: str, digest: str, grids: Iterable[Grid]
) -> tuple[dict[str, str], dict[str, Origin]]:
    texts: dict[str, str] = {}
    cells: dict[str, Origin] = {}
    for grid in grids:
        pairs = [(grid.at(r, 0), grid.at(r, 1), r) for r in range(min(len(grid.rows), 20))]
        if grid.name != HIDDEN_SHEET and not {"ke_hoach", "don_vi"} <= {key for key, _, _ in pairs}:
            continue
        for key, text, row in pairs:
            if key in MARKS:
                texts[key] = text
                cells[key] = Origin(name, digest, grid.name, address(row, 1))
    return texts, cells


def _tables(grid: Grid) -> Iterator[_Found]:
    tops = [row for row in range(len(grid.rows)) if _is_heading(grid, row)]
    tops = [row for row in tops if row - 1 not in tops]
    for top, following in itertools.pairwise([*tops, len(grid.rows)]):
        figures = _score(grid, top, True) > _score(grid, top, False)
        yield _table(grid, top, following, figures)


def _is_heading(grid: Grid, row: int) -> bool:
    if any(CODE.fullmatch(text) for text in grid.rows[row]):
        return False
    return max(_score(grid, row, False), _score(grid, row, True)) >= _ENOUGH


def _score(grid: Grid, row: int, figures: bool) -> int:
    return len({key for text in grid.rows[row] if (key := column_of(text, figures))})


def _table(grid: Grid, top: int, end: int, figures: bool) -> _Found:
    """Read the headings, over two rows where they are parted so."""
    columns: dict[str, int] = {}
    doubled: list[tuple[str, int, int]] = []
    for column, text in enumerate(grid.rows[top]):
        key = column_of(text, figures)
        if key and key in columns:
            doubled.append((key, columns[key], column))
        elif key:
            columns[key] = column
    first = top + 1
    for near in (top + 1, top - 1):
        if _adds_headings(grid, top, near, columns, figures):
            first = max(first, near + 1)
    if not figures:
        _by_content(grid, first, end, columns)
    kept = {key for key, one, other in doubled if not _same(grid, first, end, one, other)}
    for key in kept:
        columns.pop(key, None)
    return _Found(figures, top, first, end, columns, tuple(d for d in doubled if d[0] in kept))


def _adds_headings(grid: Grid, top: int, row: int, columns: dict[str, int], figures: bool) -> bool:
    """Take headings that stand a row below or above in columns without one; say whether any did.

    A row that only repeats the headings (a cell merged over both rows) belongs to them too.
    """
    if not 0 <= row < len(grid.rows) or any(CODE.fullmatch(text) for text in grid.rows[row]):
        return False
    texts = {c: t for c, t in enumerate(grid.rows[row]) if t and t != grid.at(top, c)}
    taken = set(columns.values())
    new = {
        key: column
        for column, text in texts.items()
        if column not in taken and (key := column_of(text, figures)) and key not in columns
    }
    if len(new) * 2 < len(texts) or not any(grid.rows[row]):
        return False
    columns.update(new)
    return True


def _by_content(grid: Grid, first: int, end: int, columns: dict[str, int]) -> None:
    """Find the columns of codes and states by what stands in them where no heading says so."""
    tests: dict[str, Callable[[str], bool]] = {
        "ma": lambda text: bool(CODE.fullmatch(text)),
        "trang_thai": lambda text: bool(read_state(text)),
    }
    width = max((len(row) for row in grid.rows[first:end]), default=0)
    for key, test in tests.items():
        if key in columns:
            continue
        free = [c for c in range(width) if c not in columns.values()]
        hits = Counter({c: sum(test(grid.at(r, c)) for r in range(first, end)) for c in free})
        best = hits.most_common(2)
        if best and best[0][1] and (len(best) == 1 or best[0][1] > best[1][1]):
            columns[key] = best[0][0]


def _same(grid: Grid, first: int, end: int, one: int, other: int) -> bool:
    return all(
        grid.at(r, one) == grid.at(r, other) or not grid.at(r, other) for r in range(first, end)
    )


def _head(grid: Grid, table: _Found) -> TableHead:
    letters = {key: column_letters(column) for key, column in table.columns.items()}
    return TableHead(grid.name, table.top + 1, letters)


def _rows(grid: Grid, table: _Found, head: TableHead) -> Iterator[RowRead]:
    known = set(table.columns.values())
    for number in range(table.first, table.end):
        row = grid.rows[number]
        if any(row):
            texts = {key: text for key, c in table.columns.items() if (text := grid.at(number, c))}
            stray = ((text, c) for c, text in enumerate(row) if text and c not in known)
            named = tuple((text, address(number, c)) for text, c in stray)
            yield RowRead(head, number + 1, texts, named)


def _doubled_notes(grid: Grid, table: _Found) -> Iterator[SheetNote]:
    for _, one, other in table.doubled:
        heading = grid.at(table.top, other)
        yield SheetNote(
            grid.name,
            address(table.top, other),
            f'hai cột cùng nghĩa "{heading}" có nội dung khác nhau '
            f"(cột kia ở {address(table.top, one)}); không cột nào được lấy",
            "mỗi nội dung một cột như biểu đã gửi",
            "xóa cột thừa",
        )


def _headless(grid: Grid) -> Iterator[SheetNote]:
    """Say that a sheet has codes and no headings that are understood."""
    for number, row in enumerate(grid.rows):
        for column, text in enumerate(row):
            if CODE.fullmatch(text):
                yield SheetNote(
                    grid.name,
                    address(number, column),
                    "có mã nhiệm vụ nhưng không tìm thấy dòng tiêu đề cột",
                    "dòng tiêu đề như biểu đã gửi: Mã, Nhiệm vụ, …, Trạng thái",
                    "chép lại dòng tiêu đề từ biểu gốc",
                )
                return
