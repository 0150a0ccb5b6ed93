"""Dates as Decree 30 writes them, and back.

Days below 10 and the months 1 and 2 take a leading zero, the months 3 to 9 do not
(nd30 PL I/1/II.4.b).
"""

from __future__ import annotations

from datetime import date

from vbgen.vi.letters import roman
from vbgen.vi.patterns import Pattern
from vbgen.vi.unicode import NO_BREAK, mend

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
"""Names of the days, Monday first, with the capitals of nd30 PL II/V.8.c."""

DAY_BLANK = NO_BREAK * 6
"""The gap left for a day, a month that is written in by hand; no end of a line swallows it."""

_NUMERIC = Pattern(r"(?:ngày )?([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_ISO = Pattern(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_WORDED = Pattern(r"(?:ngày )?([0-9]{1,2}) tháng ([0-9]{1,2}),? năm ([0-9]{4})")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_QUARTERS = {
    sign: number for number in range(1, 5) for sign in (roman(number).lower(), str(number))
}


def day_text(day: int) -> str:
    """Return a day of the month in two digits."""
    return f"{day:02d}"


def month_text(month: int) -> str:
    """Return a month by the zero rule: ``01``, ``02``, ``3`` … ``12``."""
    return f"{month:02d}" if month <= 2 else str(month)


def long_date(day: date) -> str:
    """Return ``ngày 05 tháng 01 năm 2024``."""
    return f"ngày {day_text(day.day)} tháng {month_text(day.month)} năm {day.year:04d}"


def short_date(day: date) -> str:
    """Return ``05/01/2024``, ``05/3/2024``."""
    return f"{day_text(day.day)}/{month_text(day.month)}/{day.year:04d}"


def place_and_date(
    place: str, day: date | None, *, month: int | None = None, year: int | None = None
) -> str:
    """Return the header line ``Lâm Đồng, ngày 05 tháng 01 năm 2024`` (nd30 PL I/1/II.4.c).

    Without ``day`` the day is a blank, and so are month and year unless given.
    """
    if day is not None:
        return f"{place}, {long_date(day)}"
    month_part = DAY_BLANK if month is None else f" {month_text(month)} "
    year_part = DAY_BLANK if year is None else f" {year:04d}"
    return f"{place}, ngày{DAY_BLANK}tháng{month_part}năm{year_part}"


def month_phrase(year: int, month: int, *, long: bool = False) -> str:
    """Return ``tháng 01/2024``, ``tháng 3/2024``; ``long`` writes ``tháng 3 năm 2024``."""
    return f"tháng {month_text(month)}{' năm ' if long else '/'}{year}"


def quarter_phrase(year: int, quarter: int, *, long: bool = False) -> str:
    """Return ``quý I/2024``; ``long`` writes ``quý I năm 2024``. ValueError unless 1..4."""
    if not 1 <= quarter <= 4:
        raise ValueError(f"không có quý {quarter}: một năm có quý I đến quý IV")
    return f"quý {roman(quarter)}{' năm ' if long else '/'}{year}"


def parse_quarter(text: str) -> int:
    """Return 1..4 for ``quý II``, ``II`` or ``2``; ValueError with the reason otherwise."""
    sign = " ".join(mend(text).lower().split()).removeprefix("quý ")
    if sign not in _QUARTERS:
        raise ValueError(f"“{text}” không phải quý: một năm có quý I đến quý IV")
    return _QUARTERS[sign]


def quarter_of(day: date) -> int:
    """Return the quarter (1..4) that ``day`` lies in."""
    return (day.month + 2) // 3


def weekday(day: date) -> str:
    """Return the name of the day of the week: ``thứ Hai`` … ``Chủ nhật``."""
    return WEEKDAYS[day.weekday()]


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap and month == 2 else _DAYS[month - 1]


def _numbers(text: str) -> tuple[int, int, int] | None:
    """Return day, month, year as written, whether or not the calendar has them."""
    if found := _ISO.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _NUMERIC.fullmatch(text):
        return int(found[1]), int(found[3]), int(found[4])
    if found := _WORDED.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    return None


def make_date(year: int, month: int, day: int) -> date:
    """Return the date, or raise ValueError that says in Vietnamese what the calendar lacks."""
    if not 1 <= year <= 9999:
        raise ValueError(f"không có năm {year}")
    if not 1 <= month <= 12:
        raise ValueError(f"không có tháng {month}: một năm có 12 tháng")
    last = days_in_month(year, month)
    if day > last:
        raise ValueError(f"tháng {month_text(month)}/{year} chỉ có {last} ngày")
    if day < 1:
        raise ValueError("không có ngày 0: ngày đầu tháng là 01")
    return date(year, month, day)


def parse_date(text: str) -> date:
    """Read ``05/01/2024``, ``5/1/2024``, ``2024-01-05`` or ``ngày 05 tháng 01 năm 2024``.

    Dots and hyphens may stand for the slashes; white space and full-width digits do not matter.
    Raises ValueError with the reason in Vietnamese.
    """
    plain = " ".join(mend(text).lower().split())
    numbers = _numbers(plain)
    if numbers is None:
        raise ValueError(
            f"“{text}” không đọc được thành ngày; viết ngày/tháng/năm, ví dụ 05/01/2024"
        )
    day, month, year = numbers
    return make_date(year, month, day)
