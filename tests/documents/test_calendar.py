from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbgen.documents.calendar import WorkCalendar, load_calendar

ALL_YEARS = load_calendar(range(2023, 2030))


@pytest.fixture
def calendar() -> WorkCalendar:
    return ALL_YEARS


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2024-01-01", False),
        ("2024-02-14", False),
        ("2024-02-15", True),
        ("2024-04-29", False),  # swapped
        ("2024-05-04", True),  # the Saturday worked for it
        ("2024-05-11", False),
        ("2024-08-31", False),
        ("2026-11-24", False),
        ("2025-11-24", True),
    ],
)
def test_which_days_are_worked(calendar: WorkCalendar, day: str, worked: bool) -> None:
    assert calendar.is_workday(date.fromisoformat(day)) is worked


@pytest.mark.parametrize(
    ("setting", "moved"), [("truoc", "2024-03-29"), ("sau", "2024-04-01"), ("giu", "2024-03-31")]
)
def test_a_due_day_on_a_rest_day_moves_as_the_office_decided(
    calendar: WorkCalendar, setting: str, moved: str
) -> None:
    assert calendar.move(date(2024, 3, 31), setting) == date.fromisoformat(moved)


def test_moving_goes_over_holidays_and_the_turn_of_the_year(calendar: WorkCalendar) -> None:
    assert calendar.move(date(2024, 9, 3), "truoc") == date(2024, 8, 30)
    assert calendar.move(date(2026, 1, 1), "truoc") == date(2025, 12, 31)
    assert calendar.move(date(2025, 12, 31), "sau") == date(2025, 12, 31)


def test_working_days_are_added_and_taken_back(calendar: WorkCalendar) -> None:
    assert calendar.add_workdays(date(2024, 4, 26), 2) == date(2024, 5, 3)
    assert calendar.add_workdays(date(2024, 5, 3), 1) == date(2024, 5, 4)
    assert calendar.add_workdays(date(2024, 3, 20), -4) == date(2024, 3, 14)
    assert calendar.add_workdays(date(2024, 3, 16), 0) == date(2024, 3, 16)


def test_a_missing_year_is_said_and_only_weekends_are_off(calendar: WorkCalendar) -> None:
    assert calendar.is_workday(date(2029, 9, 3))
    (doubt,) = calendar.doubts([date(2029, 9, 3), date(2029, 1, 1), date(2024, 5, 5)])
    assert "chưa có lịch nghỉ lễ, Tết năm 2029" in doubt.problem
    assert doubt.level == "warning"


def test_a_provisional_year_is_said_with_its_reason(calendar: WorkCalendar) -> None:
    (doubt,) = calendar.doubts([date(2027, 3, 1)])
    assert "tạm tính" in doubt.problem
    off = calendar.day_off(date(2027, 2, 4))
    assert off is not None
    assert off.provisional


def test_an_offices_own_file_replaces_a_year() -> None:
    own = {"nam": 2027, "nghi": [{"ngay": date(2027, 2, 3), "ten": "Tết"}], "lam_bu": []}
    calendar = load_calendar([2026, 2027], [own])
    assert not calendar.is_workday(date(2027, 2, 3))
    assert calendar.is_workday(date(2027, 2, 4))
    assert not calendar.doubts([date(2027, 2, 3)])


@given(st.dates(date(2024, 1, 15), date(2028, 12, 15)), st.integers(-30, 30))
def test_moved_and_added_days_are_worked(day: date, count: int) -> None:
    calendar = ALL_YEARS
    for setting in ("truoc", "sau"):
        moved = calendar.move(day, setting)
        assert calendar.is_workday(moved)
        assert abs(moved - day) < timedelta(days=12)
    if count:
        assert calendar.is_workday(calendar.add_workdays(day, count))
