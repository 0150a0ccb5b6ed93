"""The reporting regimes: periods that follow each other, labels, sending days."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta
from typing import Any

import pytest
from ruamel.yaml import YAML

from vbgen.resources import data

NAMES = ["cchc", "kstthc", "quy-lich", "thang", "chin-thang"]
each = pytest.mark.parametrize("name", NAMES)


def read_yaml(*parts: str) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load(data(*parts).read_text(encoding="utf-8"))
    return loaded


def regime(name: str) -> dict[str, Any]:
    return read_yaml("regimes", f"{name}.yml")


def day(rule: dict[str, int], year: int) -> date:
    return date(year + rule.get("nam_lech", 0), rule["thang"], rule["ngay"])


def fill(pattern: str, year: int) -> str:
    return pattern.format(nam=year, nam_sau=year + 1)


def test_each_file_of_the_folder_is_a_regime_of_that_code() -> None:
    files = sorted(entry.name for entry in data("regimes").iterdir())
    assert files == sorted(f"{name}.yml" for name in NAMES)
    assert [regime(name)["ma"] for name in NAMES] == NAMES


@each
@pytest.mark.parametrize("year", [2024, 2025, 2028])
def test_data_end_before_the_report_is_sent(name: str, year: int) -> None:
    for period in regime(name)["ky"]:
        first, last, sent = (day(period[key], year) for key in ("tu", "den", "gui"))
        assert first < last < sent <= last + timedelta(days=31)


@each
def test_codes_have_the_known_shapes_and_are_unique(name: str) -> None:
    codes = [fill(period["ma"], 2024) for period in regime(name)["ky"]]
    assert len(set(codes)) == len(codes)
    shape = r"2024(-(0[1-9]|1[0-2])|-Q[1-4]|-06T|-09T)?"
    assert all(re.fullmatch(shape, code) for code in codes)


@pytest.mark.parametrize(
    ("code", "days", "labels"),
    [
        pytest.param(
            "2024-Q1",
            [date(2023, 12, 15), date(2024, 3, 14), date(2024, 3, 20)],
            ("quý I năm 2024", "quý II năm 2024"),
            id="first quarter",
        ),
        pytest.param(
            "2024-06T",
            [date(2023, 12, 15), date(2024, 6, 14), date(2024, 6, 20)],
            ("06 tháng đầu năm 2024", "06 tháng cuối năm 2024"),
            id="half year",
        ),
        pytest.param(
            "2024-Q3",
            [date(2024, 6, 15), date(2024, 9, 14), date(2024, 9, 20)],
            ("quý III năm 2024", "quý IV năm 2024"),
            id="third quarter",
        ),
        pytest.param(
            "2024",
            [date(2023, 12, 15), date(2024, 12, 14), date(2024, 12, 20)],
            ("năm 2024", "năm 2025"),
            id="year",
        ),
    ],
)
def test_the_reform_regime_has_its_four_periods(
    code: str, days: list[date], labels: tuple[str, str]
) -> None:
    periods = {fill(period["ma"], 2024): period for period in regime("cchc")["ky"]}
    assert len(periods) == 4
    period = periods[code]
    assert [day(period[key], 2024) for key in ("tu", "den", "gui")] == days
    assert (fill(period["nhan"], 2024), fill(period["ky_sau"], 2024)) == labels


@pytest.mark.parametrize("name", ["kstthc", "quy-lich", "thang"])
def test_periods_of_one_length_follow_each_other_without_a_gap(name: str) -> None:
    parts = [
        (day(period["tu"], year), day(period["den"], year))
        for year in (2024, 2025)
        for period in regime(name)["ky"]
        if period["loai"] != "nam"
    ]
    for (_, last), (first, _) in itertools.pairwise(parts):
        assert first == last + timedelta(days=1)


def test_the_basis_of_the_reform_regime_changes_without_a_gap() -> None:
    letters = [basis for basis in regime("cchc")["can_cu"] if basis["loai"] == "Công văn"]
    old, new = letters
    assert new["tu"] == old["den"] + timedelta(days=1)


@each
def test_a_basis_that_is_dated_agrees_with_the_register(name: str) -> None:
    register = {entry["so"]: entry for entry in read_yaml("citations", "van-ban.yml")["van_ban"]}
    for basis in regime(name)["can_cu"]:
        if "ngay" in basis:
            assert register[basis["so"]]["ngay"] == basis["ngay"]
            assert register[basis["so"]]["loai"] == basis["loai"]


@each
def test_forms_exist_and_hops_run_towards_the_sending_day(name: str) -> None:
    loaded = regime(name)
    for form in loaded["bieu"]:
        assert data("forms-stat", f"{form}.yml").is_file()
    days = [hop["truoc_ngay_gui"] for hop in loaded["ngay_noi_bo"]]
    assert days == sorted(days, reverse=True) and min(days) > 0
    assert loaded["de_cuong"] and loaded["noi_nhan"]
