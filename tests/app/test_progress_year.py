"""A whole year of the 2024 example played through, and counted again from the workbooks by pandas.

The second count shares no code with the first: it reads the returned workbooks and the schedule as
printed, and knows the rules from their definitions alone.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook
from support.progress_office import call, columns
from support.progress_year import day_text, lead_rows, recount

from vbgen.app.opening import open_workspace
from vbgen.app.progress import ground
from vbgen.documents.periodic.figures import counts_json

EXAMPLE = Path(__file__).parents[2] / "examples" / "ke-hoach-cchc-2024"
STATES = (
    "Chưa thực hiện", "Đang thực hiện", "Hoàn thành", "Không phát sinh", "Tạm dừng", "Hủy",
    "Điều chỉnh", "Chuyển kỳ sau",
)  # fmt: skip
# Chances by state, period after period; the rest of the rows stay blank.
ODDS = (
    (20, 25, 12, 3, 2, 2, 4, 4),
    (10, 25, 25, 3, 2, 2, 4, 6),
    (4, 20, 35, 3, 2, 2, 3, 6),
    (4, 15, 35, 3, 2, 2, 3, 6),
    (2, 10, 55, 5, 2, 2, 2, 4),
)
PERIODS = {  # by regime, the earliest first; the year is later than the quarter it ends with
    "cchc": {
        "2024-Q1": (date(2023, 12, 15), date(2024, 3, 14)),
        "2024-06T": (date(2023, 12, 15), date(2024, 6, 14)),
        "2024-Q3": (date(2024, 6, 15), date(2024, 9, 14)),
        "2024": (date(2023, 12, 15), date(2024, 12, 14)),
    },
    "kstthc": {
        "2024-Q1": (date(2023, 12, 15), date(2024, 3, 14)),
        "2024-Q2": (date(2024, 3, 15), date(2024, 6, 14)),
        "2024-Q3": (date(2024, 6, 15), date(2024, 9, 14)),
        "2024-Q4": (date(2024, 9, 15), date(2024, 12, 14)),
        "2024": (date(2023, 12, 15), date(2024, 12, 14)),
    },
}
EACH = [(regime, period) for regime, periods in PERIODS.items() for period in periods]
Year = tuple[Path, dict[tuple[str, str], list[Path]]]


# --- the generator: plausible and faulty returns -------------------------------------------


def answer(dice: random.Random, at: tuple[str, str], number: int) -> dict[str, str]:
    regime, period = at
    start, until = PERIODS[regime][period]
    odds = ODDS[-1 if period == "2024" else list(PERIODS[regime]).index(period)]
    state = dice.choices(("", *STATES), (20, *odds))[0]
    cells = {"trang_thai": state}
    day = start + timedelta(dice.randint(45, (until - start).days))
    if state == "Hoàn thành":
        if dice.random() < 0.85:
            cells["xong"] = day_text(day)
        if dice.random() < 0.6:
            cells |= {"so": str(number), "ky_hieu": "BC-VP", "ngay": day_text(day)}
    if state == "Điều chỉnh":
        cells["moi"] = day_text(until + timedelta(dice.randint(-30, 120)))
        if dice.random() < 0.6:
            cells["phep"] = "12/TB-VP"
    if state and dice.random() < 0.04:
        cells["trang_thai"] = "Gần xong"
    return cells


def play(form: Path, dice: random.Random, period: tuple[str, str], first: int) -> None:
    book = load_workbook(form)
    sheet = book["Tiến độ"]
    at = columns(sheet)
    seen: dict[str, dict[str, str]] = {}
    for row in range(2, sheet.max_row + 1):
        code = str(sheet.cell(row, 1).value)
        if sheet.cell(row, 4).value != "Chủ trì":
            continue
        cells = seen.setdefault(code, answer(dice, period, first + row))
        for name, text in cells.items():
            sheet.cell(row, at[name]).value = text or None
    if dice.random() < 0.4:  # a row twice, with two states
        values = [cell.value for cell in sheet[2]]
        values[at["trang_thai"] - 1] = dice.choice(STATES)
        sheet.append(values)
    if dice.random() < 0.3:
        sheet.delete_rows(3)
    book.save(form)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """The example after a year of both regimes; the returned files by regime and period."""
    home = tmp_path_factory.mktemp("year")
    office = Path(shutil.copytree(EXAMPLE, home / "vp"))
    dice = random.Random(2024)
    kept: dict[tuple[str, str], list[Path]] = {}
    for step, (regime, period) in enumerate(EACH):
        words = ("--regime", regime, "--period", period, "-o")
        _, made = call("progress", "form", office, *words, home / regime / period)
        files = [Path(form["path"]) for form in made["forms"]]
        back = [file for file in files if dice.random() > 0.15]
        for unit, file in enumerate(back):
            play(file, dice, (regime, period), 1000 * step + 100 * unit + 1)
        dice.shuffle(back)
        code, printed = call("collect", office, *back, *words, home / "xem-lai")
        assert code == 1 and len(printed["taken"]) == len(back)
        kept[regime, period] = back
    return office, kept


# --- the second count -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def blank_rows(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    return lead_rows(EXAMPLE, "cchc", "2024", tmp_path_factory.mktemp("blank"))


def nonzero(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: nonzero(v) for k, v in value.items() if v != 0}
    return value


@pytest.mark.parametrize("regime, period", EACH)
def test_every_number_equals_an_independent_count(
    year: Year, blank_rows: pd.DataFrame, regime: str, period: str
) -> None:
    office, kept = year
    base = ground(open_workspace(office), period, regime)
    found = counts_json(base.progress, base.labels)
    found["by_unit"] = {
        u: {k: v for k, v in c.items() if k != "regular"} for u, c in found["by_unit"].items()
    }
    found["by_group"] = {
        g: {k: v for k, v in c.items() if k != "regular"} for g, c in found["by_group"].items()
    }
    returned = {p: files for (r, p), files in kept.items() if r == regime}
    again = recount(office, returned, blank_rows, period, PERIODS[regime])
    assert nonzero(found) == nonzero(again)
    figures = base.figures.by_code
    if regime != "cchc":
        return
    assert figures["1/2.1"].as_json()["value"] == found["tasks"]["total"]
    assert figures["1/2.2"].as_json()["value"] == found["tasks"]["done"]


def test_the_year_meets_every_place_of_the_partition(
    year: Year,
) -> None:
    met: Counter[str] = Counter()
    for regime, period in EACH:
        base = ground(open_workspace(year[0]), period, regime)
        met.update(base.progress.counts.as_json())
        met.update(k for t in base.progress.by_unit.values() for k, v in t.as_json().items() if v)
    assert min(met.values()) > 0


def test_the_trace_says_where_each_answer_stands(
    year: Year,
) -> None:
    office, kept = year
    base = ground(open_workspace(office), "2024-Q3")
    paths = {file.name: file for files in kept.values() for file in files}
    checked = 0
    for lead, code in _traced(base):
        cell = load_workbook(paths[lead.answer.origin.file])[lead.answer.origin.sheet]
        assert cell[lead.answer.origin.cell].value == lead.answer.state.value
        assert cell.cell(cell[lead.answer.origin.cell].row, 1).value == code
        checked += 1
        if checked == 12:
            break
    assert checked == 12


def _traced(base: Any) -> Iterator[tuple[Any, str]]:
    for item in base.progress.items:
        for lead in item.leads:
            if lead.answer is not None:
                yield lead, item.item.code


def test_carried_over_rows_are_marked_in_the_next_form(year: Year, tmp_path: Path) -> None:
    office, _ = year
    _, made = call("progress", "form", office, "--period", "2024-06T", "-o", tmp_path)
    texts = []
    for form in made["forms"]:
        sheet = load_workbook(form["path"])["Tiến độ"]
        column = columns(sheet)["Kỳ trước"]
        texts += [str(sheet.cell(r, column).value or "") for r in range(2, sheet.max_row + 1)]
    assert any(text.startswith("Chuyển từ 2024-Q1") for text in texts)
    assert any("không phải điền lại" in text for text in texts)
