"""Days, months, quarters and years as plans write them, and the words that stand around them.

``zero`` fields say whether a leading zero is written: ``None`` is the decree's own rule (PL
I/1/II.4.b: a zero for days 1-9 and for months 1-2, none for months 3-9), anything else is a
deviation that is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from vbgen.vi.dates import days_in_month

ROMAN = ("I", "II", "III", "IV")
ONE_DAY = timedelta(days=1)


class Kind(StrEnum):
    """What a statement of time says."""

    BEFORE = "before"
    BY = "by"
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    RANGE = "range"
    YEAR = "year"
    NEXT_YEAR = "next_year"
    SINCE = "since"
    PERIODIC = "periodic"
    MONTHLY_DAY = "monthly_day"
    CONTINUOUS = "continuous"
    EVENT = "event"
    DOCUMENT = "document"


class State(StrEnum):
    """How firm a due day is: only ``FIXED`` and ``PERIOD_END`` can be overdue by themselves."""

    FIXED = "fixed"
    PERIOD_END = "period_end"
    ASSUMED = "assumed"
    OPEN = "open"
    RECURRING = "recurring"


class Unit(StrEnum):
    """The piece of calendar that an anchor names."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"  # the first or last six (or nine, or three) months
    YEAR = "year"


class Relation(StrEnum):
    """Where the due day lies, seen from the anchor."""

    IN = "in"
    BEFORE = "before"
    BY = "by"
    SINCE = "since"
    AFTER = "after"
    END = "end"
    VAGUE = "vague"


# What may stand before an anchor (in lower case), and what it means.
RELATIONS: dict[str, Relation] = {
    "": Relation.IN,
    "trong": Relation.IN,
    "vào": Relation.IN,
    "cả": Relation.IN,
    "ngay trong": Relation.IN,
    "trước": Relation.BEFORE,
    "chậm nhất": Relation.BY,
    "chậm nhất là": Relation.BY,
    "chậm nhất trong": Relation.BY,
    "chậm nhất là trong": Relation.BY,
    "chậm nhất vào": Relation.BY,
    "chậm nhất đến": Relation.BY,
    "chậm nhất đến hết": Relation.BY,
    "chậm nhất hết": Relation.BY,
    "muộn nhất": Relation.BY,
    "muộn nhất là": Relation.BY,
    "không muộn hơn": Relation.BY,
    "không chậm hơn": Relation.BY,
    "không quá": Relation.BY,
    "đến": Relation.BY,
    "đến hết": Relation.BY,
    "tới": Relation.BY,
    "tới hết": Relation.BY,
    "hết": Relation.BY,
    "từ": Relation.SINCE,
    "kể từ": Relation.SINCE,
    "bắt đầu từ": Relation.SINCE,
    "sau": Relation.AFTER,
    "cuối": Relation.END,
    "trong cuối": Relation.END,
    "đầu": Relation.VAGUE,
    "giữa": Relation.VAGUE,
    "khoảng": Relation.VAGUE,
    "dự kiến": Relation.VAGUE,
    "dự kiến trong": Relation.VAGUE,
}

# A year that is named by its place instead of its number: years after the plan's own.
YEAR_WORDS: dict[str, int] = {
    "năm liền kề": 1,
    "của năm liền kề": 1,
    "năm sau": 1,
    "của năm sau": 1,
    "năm kế tiếp": 1,
    "của năm kế tiếp": 1,
    "năm tiếp theo": 1,
    "của năm tiếp theo": 1,
    "hằng năm": 0,
    "hàng năm": 0,
    "cùng năm": 0,
}

# The months of a fixed day that returns: first month, step, months between period and due month.
MONTHLY_WORDS: dict[str, tuple[int, int, int]] = {
    "của tháng liền kề": (1, 1, 1),
    "tháng liền kề": (1, 1, 1),
    "của tháng sau": (1, 1, 1),
    "tháng sau": (1, 1, 1),
    "của tháng kế tiếp": (1, 1, 1),
    "hằng tháng": (1, 1, 0),
    "hàng tháng": (1, 1, 0),
    "mỗi tháng": (1, 1, 0),
    "của tháng": (1, 1, 0),
    "của tháng cuối quý": (3, 3, 0),
    "tháng cuối quý": (3, 3, 0),
    "của tháng cuối mỗi quý": (3, 3, 0),
    "tháng cuối mỗi quý": (3, 3, 0),
    "của tháng đầu quý sau": (3, 3, 1),
    "tháng đầu quý sau": (3, 3, 1),
    "của tháng đầu quý liền kề": (3, 3, 1),
    "tháng đầu quý liền kề": (3, 3, 1),
}


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, days_in_month(year, month))


def add_months(day: date, months: int) -> date:
    """Move a day by months; a day that the month does not have becomes its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def digits(number: int, zero: bool | None, *, below: int = 10) -> str:
    """Write a number of one or two digits; ``None`` puts a zero before those under ``below``."""
    padded = number < below if zero is None else zero
    return f"{number:02d}" if padded else str(number)


def zero_of(written: str, *, below: int = 10) -> bool | None:
    """Say how a written number deviates from the zero rule (``None``: it does not)."""
    number = int(written)
    return None if written == digits(number, None, below=below) else written.startswith("0")


def join(*words: str) -> str:
    """Join the words that are there with single spaces."""
    return " ".join(w for w in words if w)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day, month, quarter, half or whole year as a plan writes it.

    ``number`` is the month, the quarter, or the number of months of a half; ``year`` is ``None``
    where no number is written (``year_word`` may then name it). ``mark`` stands between day and
    month, ``year_mark`` before the year.
    """

    unit: Unit
    number: int | None = None
    day: int | None = None
    year: int | None = None
    word: str = ""
    mark: str = "/"
    year_mark: str = "/"
    year_word: str = ""
    roman: bool = True
    zero: bool | None = None
    day_zero: bool | None = None

    def __str__(self) -> str:
        year = f"{self.year_mark}{self.year}" if self.year is not None else ""
        return join(self.word, f"{self._numbers()}{year}".strip(), self.year_word)

    def _numbers(self) -> str:
        if self.unit is Unit.YEAR:
            return ""
        if self.unit is Unit.QUARTER and self.roman and self.number:
            return ROMAN[self.number - 1]
        if self.unit is Unit.QUARTER and self.number:
            return digits(self.number, self.zero, below=0)
        if self.unit is Unit.HALF and self.number:
            return f"{digits(self.number, self.zero, below=0)} tháng {self.mark} năm"
        month = "" if self.number is None else digits(self.number, self.zero, below=3)
        if self.unit is Unit.DAY and self.day is not None:
            return digits(self.day, self.day_zero) + (self.mark + month if month else "")
        return month

    def named_year(self, plan_year: int) -> int | None:
        """Return the year that is written or worded, ``None`` where there is neither."""
        if self.year is not None:
            return self.year
        offset = YEAR_WORDS.get(self.year_word.lower())
        return None if offset is None else plan_year + offset

    def span(self, year: int) -> tuple[date, date]:
        """Return first and last day, in ``year``. Raises ``ValueError`` for a day that is none."""
        number = self.number or 0
        if self.unit is Unit.DAY:
            day = date(year, number, self.day or 0)
            return day, day
        if self.unit is Unit.MONTH:
            return date(year, number, 1), last_of_month(year, number)
        if self.unit is Unit.QUARTER:
            return date(year, number * 3 - 2, 1), last_of_month(year, number * 3)
        if self.unit is Unit.HALF and self.mark.lower() == "đầu":
            return date(year, 1, 1), last_of_month(year, number)
        first = 13 - number if self.unit is Unit.HALF else 1
        return date(year, first, 1), date(year, 12, 31)

    def roll(self, years: int) -> Anchor:
        """Return the same anchor ``years`` later; only a written year moves."""
        return self if self.year is None else replace(self, year=self.year + years)
