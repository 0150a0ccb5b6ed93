"""A whole year of the 2024 example: four reports of the main regime and those of the others, closed
one after the other; every number in each equals a count made from the workbooks by pandas."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import docx
import pytest
from ruamel.yaml import YAML
from support import progress_year as year
from support.progress_office import call

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "ke-hoach-cchc-2024"
REGIMES = [
    pytest.param("cchc", id="main regime"),
    pytest.param("kstthc", id="procedures", marks=pytest.mark.slow),
    pytest.param("quy-lich", id="calendar quarters", marks=pytest.mark.slow),
    pytest.param("chin-thang", id="nine months", marks=pytest.mark.slow),
    pytest.param("thang", id="months", marks=pytest.mark.slow),
]


def play_year(home: Path, regime: str) -> tuple[Path, dict[str, list[Path]], dict[str, Any]]:
    """Collect and close each period in turn; return the files and what each report printed."""
    office = Path(shutil.copytree(EXAMPLE, home / "vp"))
    days, dice = year.periods(office, regime), random.Random(regime)
    kept: dict[str, list[Path]] = {}
    printed: dict[str, Any] = {}
    where = ("--regime", regime, "--period")
    for step, period in enumerate(days):
        odds = year.ODDS[min(3, step * 4 // len(days))]
        _, made = call("progress", "form", office, *where, period, "--all", "-o", home / period)
        back = [Path(f["path"]) for f in made["forms"] if dice.random() > 0.15]
        for unit, file in enumerate(back):
            year.play(file, dice, days[period], odds, 1000 * step + 100 * unit + 1)
        dice.shuffle(back)
        kept[period] = back
        call("collect", office, *back, *where, period, "-o", home / "xem-lai")
        code, printed[period] = call("report", office, *where, period, "-o", home / "bc", "--close")
        assert code == (1 if printed[period]["findings"] else 0)
    return office, kept, printed


@pytest.mark.parametrize("regime", REGIMES)
def test_every_number_of_every_report_equals_an_independent_count(
    regime: str, tmp_path: Path
) -> None:
    office, kept, printed = play_year(tmp_path, regime)
    days = year.periods(office, regime)
    forms = year.lead_rows(office, regime, list(days)[-1], tmp_path / "trong")
    declared = declared_forms(regime)
    for period, found in printed.items():
        again = year.recount(office, kept, forms, period, days)
        assert year.counted(found) == again, period
        if declared:
            figures = {f["code"]: f["value"] for f in found["figures"]}
            assert figures == year.recount_figures(declared, kept[period], again["tasks"], 0)
        document = docx.Document(found["documents"][0]["path"])
        check_printed(document, found)
        label = found["period"]["label"]
        texts = [p.text for p in document.paragraphs]
        assert any(label in t for t in texts[:4])
        assert any(t.startswith("Thực hiện") and label in t for t in texts)
        assert (found["version"], found["differences"], found["closed"]) == (1, [], True)


def declared_forms(regime: str) -> dict[str, Any] | None:
    """The declaration of the statistical forms of a regime, where they have rows."""
    raw = YAML(typ="safe").load((ROOT / "data" / "regimes" / f"{regime}.yml").read_text("utf-8"))
    for name in raw["bieu"]:
        path = ROOT / "data" / "forms-stat" / f"{name}.yml"
        found: dict[str, Any] = YAML(typ="safe").load(path.read_text("utf-8"))
        if isinstance(found["bieu"], list):
            return found
    return None


PLACES = ("total", "done_on_time", "done_late", "doing", "overdue", "not_due", "not_arising",
          "stopped", "not_reported")  # fmt: skip


def check_printed(document: Any, found: dict[str, Any]) -> None:
    """The tables and the sentence of the document hold the numbers of the JSON."""
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    units = {row[1]: row for row in rows if row[1] in found["by_unit"] and len(row) == 12}
    assert set(units) == set(found["by_unit"])
    for unit, counts in found["by_unit"].items():
        assert units[unit][2:11] == [f"{counts[key]:02d}" for key in PLACES], unit
    groups = {row[0]: row for row in rows if row[0] in found["by_group"] and len(row) == 12}
    for group, counts in found["by_group"].items():
        assert groups[group][2:11] == [f"{counts[key]:02d}" for key in PLACES], group
    done, total = found["tasks"]["done"], found["tasks"]["total"]
    if 0 < done < total:
        sentence = f"đã hoàn thành {done:02d}/{total:02d} nhiệm vụ"
        assert any(sentence in p.text for p in document.paragraphs)
    for figure in found["figures"]:
        if figure["printed"] and figure["form"] == "1" and figure["value"] is not None:
            shown = [row for row in rows if len(row) == 5 and row[1] == figure["label"]]
            assert shown, figure["code"]
            assert shown[0][3] == in_figures(figure), figure["code"]


def in_figures(figure: dict[str, Any]) -> str:
    value = figure["value"]
    if isinstance(value, str):
        return value
    if figure["kind"] == "ratio":
        return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    return f"{value:,}".replace(",", ".")
