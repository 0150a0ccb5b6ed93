"""The yearly holiday files against the calendar, the moon and a second source."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import holidays
import pytest
from ruamel.yaml import YAML
from vnlunar import convert_lunar_to_solar

from vbgen.resources import data

YEARS = range(2024, 2029)
SATURDAY = 5


def load(year: int) -> dict[str, Any]:
    text = data("calendar", f"ngay-nghi-{year}.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = YAML(typ="safe").load(text)
    return loaded


def days_off(year: int) -> set[date]:
    return {day["ngay"] for day in load(year)["nghi"]}


def weekdays_of_the_package(year: int) -> set[date]:
    listed = holidays.country_holidays("VN", years=year)
    return {day for day in listed if day.weekday() < SATURDAY}


# Where the package and our file differ, and why: {day: reason}.
ONLY_OURS = {
    date(2026, 1, 2): "swapped for Saturday 10/01/2026; the package does not know this swap",
}


@pytest.mark.parametrize("year", YEARS)
def test_differences_from_the_second_source_are_known_ones(year: int) -> None:
    ours, theirs = days_off(year), weekdays_of_the_package(year)
    assert ours - theirs <= ONLY_OURS.keys()  # a later package may have learnt of the swap
    assert theirs - ours == set()


@pytest.mark.parametrize("year", YEARS)
def test_new_year_and_the_hung_kings_day_follow_the_vietnamese_moon(year: int) -> None:
    day, month, solar_year = convert_lunar_to_solar(1, 1, year, 0, 7.0)
    assert load(year)["mung_1_tet"] == date(solar_year, month, day)
    day, month, solar_year = convert_lunar_to_solar(10, 3, year, 0, 7.0)
    assert load(year)["gio_to"] == date(solar_year, month, day)


@pytest.mark.parametrize("year", YEARS)
def test_the_kings_day_or_its_next_working_day_is_off(year: int) -> None:
    day: date = load(year)["gio_to"]
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    assert day in days_off(year)


@pytest.mark.parametrize("year", YEARS)
def test_five_days_around_new_year_are_off(year: int) -> None:
    first: date = load(year)["mung_1_tet"]
    week = {first + timedelta(days=shift) for shift in range(-3, 7)}
    assert len(week & days_off(year)) == 5


@pytest.mark.parametrize("year", YEARS)
def test_days_are_of_the_year_in_order_and_no_weekend(year: int) -> None:
    found = [day["ngay"] for day in load(year)["nghi"]]
    assert all(early < late for early, late in itertools.pairwise(found))
    assert {day.year for day in found} == {year} == {load(year)["nam"]}
    assert all(day.weekday() < SATURDAY for day in found)


@pytest.mark.parametrize("year", YEARS)
def test_each_swap_pairs_a_day_off_with_a_saturday_worked(year: int) -> None:
    loaded = load(year)
    swapped = {day["ngay"] for day in loaded["nghi"] if day["ly_do"] == "hoan_doi"}
    assert {worked["thay_cho"] for worked in loaded["lam_bu"]} == swapped
    assert all(worked["ngay"].weekday() == SATURDAY for worked in loaded["lam_bu"])


@pytest.mark.parametrize("year", YEARS)
def test_a_provisional_year_says_why_and_a_decided_one_has_no_provisional_day(year: int) -> None:
    loaded = load(year)
    provisional = [day for day in loaded["nghi"] if day.get("tam_tinh")]
    assert loaded["tam_tinh"] == bool(provisional) == bool(loaded.get("ly_do_tam_tinh"))
    assert loaded["can_cu"]


@pytest.mark.parametrize(
    ("year", "number"),
    [
        pytest.param(2024, 11, id="eleven days by law"),
        pytest.param(2025, 11, id="eleven days by law again"),
        pytest.param(2026, 12, id="twelve since the Culture Day"),
        pytest.param(2027, 12, id="twelve, 2027"),
        pytest.param(2028, 12, id="twelve, 2028"),
    ],
)
def test_the_law_gives_its_number_of_days(year: int, number: int) -> None:
    by_law = [day for day in load(year)["nghi"] if day["ly_do"] != "hoan_doi"]
    assert len(by_law) == number
