"""Reporting periods and the regimes that set them: data from-to and the sending day.

A regime is data (``data/regimes/*.yml``); several run in one office at once, each with its own
periods (NĐ 09/2019/NĐ-CP sets the days of data, the regime the day of sending).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from vbgen.vi.dates import days_in_month
from vbgen.vi.patterns import Pattern

_CODE = Pattern(
    r"(?P<year>\d{4})(?:-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4])|(?P<half>0[69])T))?"
)
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "nine": 9, "year": 12}


@dataclass(frozen=True, slots=True, order=True)
class PeriodCode:
    """A period's code taken apart: ``kind`` is month, quarter, half, nine or year."""

    year: int
    kind: str
    number: int = 1

    @classmethod
    def parse(cls, text: str) -> PeriodCode:
        """Read ``2024-03``, ``2024-Q1``, ``2024-06T``, ``2024-09T`` or ``2024``.

        Raises ``ValueError`` with a Vietnamese reason.
        """
        match = _CODE.fullmatch(text.strip().upper())
        if match is None:
            raise ValueError(
                f'"{text}" không phải mã kỳ; viết 2024-03 (tháng), 2024-Q1 (quý), 2024-06T '
                "(6 tháng), 2024-09T (9 tháng) hoặc 2024 (năm)"
            )
        year = int(match["year"])
        if match["month"]:
            return cls(year, "month", int(match["month"]))
        if match["quarter"]:
            return cls(year, "quarter", int(match["quarter"]))
        return cls(year, {"06": "half", "09": "nine"}.get(match["half"] or "", "year"))

    def __str__(self) -> str:
        tail = {"month": f"-{self.number:02d}", "quarter": f"-Q{self.number}"}
        return f"{self.year:04d}" + tail.get(
            self.kind, {"half": "-06T", "nine": "-09T"}.get(self.kind, "")
        )

    def days(self) -> tuple[date, date]:
        """Return the first and last calendar day that the code names (not a regime's data days)."""
        months = _MONTHS[self.kind]
        last = self.number * months
        return (
            date(self.year, last - months + 1, 1),
            date(self.year, last, days_in_month(self.year, last)),
        )

    def other_year(self, year: int) -> PeriodCode:
        """Return the same period of another year."""
        return PeriodCode(year, self.kind, self.number)


@cache
def period_order(code: str, until: date) -> tuple[date, int]:
    """Return what sorts periods: the cut-off day; of those that end together the longer is later.

    The year's last quarter is thus earlier than the year: what ended then holds for the year too.
    """
    return until, _MONTHS[PeriodCode.parse(code).kind]


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a regime: data from ``start`` to ``end`` (the cut-off), sent by ``send_by``.

    ``label`` is what titles say ("quý I năm 2024"), ``next_label`` the period whose tasks the
    report announces.
    """

    code: str
    regime: str
    kind: str
    label: str
    start: date
    end: date
    send_by: date
    next_label: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """A document a regime rests on, and the days between which it is cited."""

    number: str
    kind: str
    issuer: str
    day: date | None = None
    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Tell whether a report of that day cites it."""
        return (self.since or on) <= on <= (self.until or on)


@dataclass(frozen=True, slots=True)
class Hop:
    """One inner step before sending: who to whom, ``workdays`` before the sending day."""

    name: str
    source: str
    target: str
    workdays: int


@dataclass(frozen=True, slots=True)
class DayRule:
    """A day and month, ``years`` after (negative: before) the reporting year."""

    day: int
    month: int
    years: int = 0

    def on(self, year: int) -> date:
        """Return the date; a 29/02 that the year lacks is 28/02."""
        year += self.years
        return date(year, self.month, min(self.day, days_in_month(year, self.month)))


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """How one period of each year is made: patterns with ``{nam}`` and ``{nam_sau}``, and days."""

    code: str
    kind: str
    label: str
    start: DayRule
    end: DayRule
    send_by: DayRule
    next_label: str = ""

    def period(self, regime: str, year: int) -> Period:
        """Return the period of a reporting year."""
        return Period(
            _fill(self.code, year),
            regime,
            self.kind,
            _fill(self.label, year),
            self.start.on(year),
            self.end.on(year),
            self.send_by.on(year),
            _fill(self.next_label, year),
        )


def _fill(pattern: str, year: int) -> str:
    return pattern.replace("{nam}", str(year)).replace("{nam_sau}", str(year + 1))


@dataclass(frozen=True, slots=True)
class Regime:
    """A reporting regime (chế độ báo cáo): who asks for which periods, on what basis."""

    code: str
    name: str
    topic: str
    receiver: str
    rules: tuple[PeriodRule, ...]
    bases: tuple[Basis, ...] = ()
    hops: tuple[Hop, ...] = ()
    outline: str = ""
    forms: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def periods(self, year: int) -> tuple[Period, ...]:
        """Return the year's periods, in the regime's order."""
        return tuple(rule.period(self.code, year) for rule in self.rules)

    def period(self, code: str) -> Period:
        """Return the period of a code. Raises ``ValueError`` with the codes that there are."""
        year = PeriodCode.parse(code).year
        found = self.periods(year)
        wanted = str(PeriodCode.parse(code))
        for period in found:
            if period.code == wanted:
                return period
        known = ", ".join(p.code for p in found)
        raise ValueError(f'chế độ "{self.code}" không có kỳ {code}; các kỳ: {known}')

    def before(self, period: Period) -> Period:
        """Return the period before: the last one of the same regime whose data ended earlier."""
        return max(self._around(period, lambda p: p.end < period.end), key=lambda p: p.end)

    def after(self, period: Period) -> Period:
        """Return the period after: the first one of the same regime whose data end later."""
        return min(self._around(period, lambda p: p.end > period.end), key=lambda p: p.end)

    def year_before(self, period: Period) -> Period:
        """Return the same period of the year before."""
        code = PeriodCode.parse(period.code)
        return self.period(str(code.other_year(code.year - 1)))

    def _around(self, period: Period, wanted: Callable[[Period], bool]) -> tuple[Period, ...]:
        year = PeriodCode.parse(period.code).year
        near = (p for y in (year - 1, year, year + 1) for p in self.periods(y))
        return tuple(p for p in near if wanted(p))

    def bases_on(self, day: date) -> tuple[Basis, ...]:
        """Return the bases that a report of that day cites."""
        return tuple(basis for basis in self.bases if basis.holds(day))

    def holds(self, year: int) -> bool:
        """Tell whether the regime asks for reports of that year."""
        first, last = PeriodCode(year, "year").days()
        return (self.since is None or self.since <= last) and (
            self.until is None or first <= self.until
        )


def read_regime(data: Mapping[str, Any]) -> Regime:
    """Build a regime from the mapping of a ``regimes/*.yml`` file.

    Raises ``KeyError`` for a key that is missing.
    """
    return Regime(
        code=data["ma"],
        name=data["ten"],
        topic=data.get("chu_de", ""),
        receiver=data.get("noi_nhan", ""),
        rules=tuple(_rule(entry) for entry in data["ky"]),
        bases=tuple(_basis(entry) for entry in data.get("can_cu") or ()),
        hops=tuple(
            Hop(e["khau"], e.get("tu", ""), e.get("den", ""), e["truoc_ngay_gui"])
            for e in data.get("ngay_noi_bo") or ()
        ),
        outline=data.get("de_cuong", ""),
        forms=tuple(data.get("bieu") or ()),
        since=_date(data.get("hieu_luc_tu")),
        until=_date(data.get("hieu_luc_den")),
    )


def _basis(entry: Mapping[str, Any]) -> Basis:
    return Basis(
        str(entry["so"]),
        entry["loai"],
        entry["co_quan"],
        _date(entry.get("ngay")),
        _date(entry.get("tu")),
        _date(entry.get("den")),
    )


def _date(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _rule(entry: Mapping[str, Any]) -> PeriodRule:
    return PeriodRule(
        entry["ma"],
        entry.get("loai", ""),
        entry["nhan"],
        _day(entry["tu"]),
        _day(entry["den"]),
        _day(entry["gui"]),
        entry.get("ky_sau", ""),
    )


def _day(entry: Mapping[str, int]) -> DayRule:
    return DayRule(entry["ngay"], entry["thang"], entry.get("nam_lech", 0))
