"""``bo-sung.xlsx`` read into the same raw form as ``bo-sung.yaml``, each value with its cell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vbgen.errors import Place
from vbgen.model.raw import Raw, RawList, RawMap, RawText
from vbgen.sources.unit_table import column_name, workbook_rows
from vbgen.vi.unicode import fold

FACTS = fold("Theo mã")


def read_supplement_table(path: Path) -> Raw:
    """Read the workbook: the sheet of facts, every other sheet a list of that name."""
    entries: dict[str, Raw] = {}
    for name, rows in workbook_rows(path).items():
        if fold(name) == FACTS:
            entries.update(_facts(path.name, name, rows))
        elif rows:
            entries[name.strip()] = RawList(tuple(_rows(path.name, name, rows)), Place(path.name))
    return RawMap(entries, dict.fromkeys(entries, Place(path.name)), Place(path.name))


def _facts(file: str, sheet: str, rows: Sequence[Sequence[str]]) -> dict[str, Raw]:
    common: dict[str, Raw] = {}
    by_code: dict[str, dict[str, Raw]] = {}
    for number, row in enumerate(rows[1:], 2):
        code, key, value = (*row, "", "", "")[:3]
        if key.strip() and value.strip():
            text = RawText(value.strip(), Place(file, sheet=sheet, cell=f"C{number}"))
            (by_code.setdefault(code.strip(), {}) if code.strip() else common)[key.strip()] = text
    place = Place(file, sheet=sheet)
    coded: dict[str, Raw] = {code: RawMap(found, {}, place) for code, found in by_code.items()}
    return {"chung": RawMap(common, {}, place), "theo_ma": RawMap(coded, {}, place)}


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
