"""``bo-sung.xlsx`` read into the same raw form as ``bo-sung.yaml``, each value with its cell.

A sheet of a list that nobody filled says nothing. A row that has a document's code and, as its only
other cell, "không có" says that this document's list is empty (``han_che: []`` in YAML).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from vbgen.errors import Place
from vbgen.model.raw import Raw, RawList, RawMap, RawText
from vbgen.sources.unit_table import column_name, workbook_rows
from vbgen.vi.unicode import fold

FACTS = fold("Theo mã")
CODE = "ma"
NOTHING = frozenset({fold("không"), fold("không có")})


def read_supplement_table(path: Path) -> Raw:
    """Read the workbook: the sheet of facts, every other sheet a list of that name."""
    entries: dict[str, Raw] = {}
    by_code: dict[str, dict[str, Raw]] = {}
    sheets = workbook_rows(path)
    for name in (n for n in sheets if fold(n) == FACTS):
        entries["chung"], by_code = _facts(path.name, name, sheets[name])
    for name, rows in sheets.items():
        if fold(name) != FACTS and rows:
            kept = _list(name.strip(), _rows(path.name, name, rows), by_code)
            if kept:
                entries[name.strip()] = RawList(kept, Place(path.name, sheet=name))
    place = Place(path.name)
    entries["theo_ma"] = RawMap({c: RawMap(f, {}, place) for c, f in by_code.items()}, {}, place)
    return RawMap(entries, dict.fromkeys(entries, place), place)


def _list(
    name: str, rows: Iterable[RawMap], by_code: dict[str, dict[str, Raw]]
) -> tuple[RawMap, ...]:
    """Return the rows that say something; note the documents whose list is said to be empty."""
    kept = []
    for row in rows:
        others = [value for key, value in row.entries.items() if key != CODE]
        code = row.entries.get(CODE)
        if isinstance(code, RawText) and len(others) == 1 and _is_nothing(others[0]):
            by_code.setdefault(code.text, {})[name] = RawList((), row.place)
        elif others:
            kept.append(row)
    return tuple(kept)


def _is_nothing(value: Raw) -> bool:
    return isinstance(value, RawText) and fold(value.text.rstrip(".")) in NOTHING


def _facts(
    file: str, sheet: str, rows: Sequence[Sequence[str]]
) -> tuple[RawMap, dict[str, dict[str, Raw]]]:
    common: dict[str, Raw] = {}
    by_code: dict[str, dict[str, Raw]] = {}
    for number, row in enumerate(rows[1:], 2):
        code, key, value = (*row, "", "", "")[:3]
        if key.strip() and value.strip():
            text = RawText(value.strip(), Place(file, sheet=sheet, cell=f"C{number}"))
            (by_code.setdefault(code.strip(), {}) if code.strip() else common)[key.strip()] = text
    return RawMap(common, {}, Place(file, sheet=sheet)), by_code


def _rows(file: str, sheet: str, rows: Sequence[Sequence[str]]) -> list[RawMap]:
    found = []
    for number, row in enumerate(rows[1:], 2):
        cells: dict[str, Raw] = {
            key.strip(): RawText(
                text.strip(), Place(file, sheet=sheet, cell=f"{column_name(i)}{number}")
            )
            for i, (key, text) in enumerate(zip(rows[0], row, strict=False))
            if key.strip() and text.strip()
        }
        if cells:
            found.append(RawMap(cells, {}, Place(file, sheet=sheet, cell=f"A{number}")))
    return found
