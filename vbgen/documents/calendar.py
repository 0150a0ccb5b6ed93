"""Working days: weekends, public holidays and swap days, from one data file a year.

Holidays are decided year by year, so a year that has no file or only a provisional one is said
aloud and never guessed: without a file only Saturdays and Sundays are off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from vbgen import resources
from vbgen.errors import Problem

SATURDAY = 5
ONE_DAY = timedelta(days=1)
DIRECTIONS = {"truoc": -1, "sau": 1, "giu": 0}


@dataclass(frozen=True, slots=True)
class DayOff:
    """A weekday off: its name, why (``le``, ``bu``, ``hoan_doi``), and whether only presumed."""

    day: date
    name: str
    reason: str = "le"
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """The days off and the Saturdays worked of one year."""

    year: int
    days_off: Mapping[date, DayOff] = field(default_factory=dict)
    worked: frozenset[date] = frozenset()
    provisional: bool = False
    provisional_reason: str = ""

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> YearCalendar:
        """Build the year from the mapping of a ``ngay-nghi-YYYY.yml`` file."""
        off = (
            DayOff(e["ngay"], e["ten"], e.get("ly_do", "le"), bool(e.get("tam_tinh")))
            for e in data.get("nghi") or ()
        )
        return cls(
            data["nam"],
            {entry.day: entry for entry in off},
            frozenset(e["ngay"] for e in data.get("lam_bu") or ()),
            bool(data.get("tam_tinh")),
            data.get("ly_do_tam_tinh", ""),
        )


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Working days over the years known."""

    years: Mapping[int, YearCalendar] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        """Tell whether a state office works that day (five-day week)."""
        year = self.years.get(day.year, YearCalendar(day.year))
        if day.weekday() >= SATURDAY:
            return day in year.worked
        return day not in year.days_off

    def day_off(self, day: date) -> DayOff | None:
        """Return the public holiday of that day, if it is one."""
        year = self.years.get(day.year)
        return year.days_off.get(day) if year else None

    def workday_before(self, day: date) -> date:
        """Return the day itself if worked, else the last working day before it."""
        return self._nearest(day, -ONE_DAY)

    def workday_after(self, day: date) -> date:
        """Return the day itself if worked, else the next working day."""
        return self._nearest(day, ONE_DAY)

    def _nearest(self, day: date, step: timedelta) -> date:
        while not self.is_workday(day):
            day += step
        return day

    def move(self, day: date, on_holiday: str) -> date:
        """Return the day that counts in practice under ``khi_trung_ngay_nghi``.

        ``truoc``: the working day before, ``sau``: the one after, ``giu``: the day itself.
        """
        step = DIRECTIONS[on_holiday]
        return self._nearest(day, step * ONE_DAY) if step else day

    def add_workdays(self, day: date, count: int) -> date:
        """Return the day ``count`` working days later (earlier if negative)."""
        step = ONE_DAY if count >= 0 else -ONE_DAY
        for _ in range(abs(count)):
            day = self._nearest(day + step, step)
        return day

    def doubts(self, days: Iterable[date]) -> tuple[Problem, ...]:
        """Return a warning for each year among ``days`` that is missing or provisional."""
        years = sorted({day.year for day in days})
        return tuple(p for year in years if (p := self._doubt(year)) is not None)

    def _doubt(self, year: int) -> Problem | None:
        known = self.years.get(year)
        if known is None:
            return Problem(
                f"lịch nghỉ năm {year}",
                f"chưa có lịch nghỉ lễ, Tết năm {year}: chỉ tính thứ Bảy, Chủ nhật là ngày nghỉ",
                "lịch nghỉ của năm",
                f"ghi năm {year} vào ngay-nghi.yaml khi có thông báo",
                "warning",
            )
        if known.provisional:
            return Problem(
                f"lịch nghỉ năm {year}",
                f"lịch nghỉ năm {year} là tạm tính: {known.provisional_reason}",
                "lịch nghỉ theo thông báo chính thức",
                f"ngày làm việc có thể đổi; có thông báo thì ghi năm {year} vào ngay-nghi.yaml",
                "warning",
            )
        return None


def load_calendar(years: Iterable[int], own: Iterable[Mapping[str, Any]] = ()) -> WorkCalendar:
    """Return the calendar of the years asked for, as far as there are files for them.

    ``own`` are mappings of the same shape that replace the shipped years: those of the
    workspace's ``ngay-nghi.yaml``.
    """
    found = {year: made for year in years if (made := _shipped(year)) is not None}
    found.update((made.year, made) for made in map(YearCalendar.from_data, own))
    return WorkCalendar(found)


def _shipped(year: int) -> YearCalendar | None:
    file = resources.data("calendar", f"ngay-nghi-{year}.yml")
    if not file.is_file():
        return None
    from ruamel.yaml import YAML

    return YearCalendar.from_data(YAML(typ="safe").load(file.read_text(encoding="utf-8")))
