"""The single statements of time that a deadline is made of, and what each one means in days.

Every atom is printed from its fields alone; words are kept as the plan spells them ("Trong năm"
and "Cả năm" mean the same and stay different), numbers are numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from vbgen.model.deadline_anchor import (
    MONTHLY_WORDS,
    ONE_DAY,
    RELATIONS,
    YEAR_WORDS,
    Anchor,
    Kind,
    Relation,
    State,
    Unit,
    add_months,
    digits,
    join,
    last_of_month,
)

_KIND_OF_UNIT = {
    Unit.DAY: Kind.DAY,
    Unit.MONTH: Kind.MONTH,
    Unit.QUARTER: Kind.QUARTER,
    Unit.HALF: Kind.HALF,
    Unit.YEAR: Kind.YEAR,
}


@dataclass(frozen=True, slots=True)
class Dated:
    """One anchor with what is said about it: "trước", "chậm nhất là", "trong", "cả" …"""

    anchor: Anchor
    word: str = ""
    action: str = ""
    note: str = ""

    def __str__(self) -> str:
        return join(self.action, self.word, str(self.anchor), self.note)

    @property
    def relation(self) -> Relation:
        """How the word before the anchor is read."""
        return RELATIONS[self.word.lower()]

    @property
    def kind(self) -> Kind:
        """The kind of phrase, after domain practice: the next year's dates are their own kind."""
        if YEAR_WORDS.get(self.anchor.year_word.lower()):
            return Kind.NEXT_YEAR
        by_relation = {
            Relation.BEFORE: Kind.BEFORE,
            Relation.SINCE: Kind.SINCE,
            Relation.AFTER: Kind.SINCE,
        }
        if self.relation is Relation.BY and self.anchor.unit in (Unit.DAY, Unit.YEAR):
            return Kind.BY
        return by_relation.get(self.relation, _KIND_OF_UNIT[self.anchor.unit])

    @property
    def state(self) -> State:
        """A day is fixed, a month or quarter ends; the rest is an assumption."""
        if self.relation in (Relation.SINCE, Relation.AFTER, Relation.VAGUE):
            return State.ASSUMED
        if self.anchor.unit is Unit.DAY:
            return State.FIXED
        if self.anchor.unit is Unit.YEAR and self.relation in (Relation.IN, Relation.END):
            return State.ASSUMED
        return State.PERIOD_END

    @property
    def year_missing(self) -> bool:
        """Whether the plan's year had to be taken for a day, month or quarter without one."""
        anchor = self.anchor
        return anchor.unit is not Unit.YEAR and anchor.year is None and not anchor.year_word

    def window(self, year: int, *, strict: bool = True) -> tuple[date, date]:
        """Return first and last day, in a plan of ``year``.

        ``strict`` reads "trước ngày D" as the day before D at the latest; otherwise D itself.
        """
        named = self.anchor.named_year(year)
        first, last = self.anchor.span(year if named is None else named)
        if self.relation is Relation.BEFORE:
            last = first - ONE_DAY if strict else first
        elif self.relation in (Relation.SINCE, Relation.AFTER):
            first = first if self.relation is Relation.SINCE else last + ONE_DAY
            return first, date(first.year, 12, 31)
        elif self.relation is not Relation.BY:
            return first, last
        return date(min(year, last.year), 1, 1), last

    def roll(self, years: int) -> Dated:
        """Return the same statement ``years`` later."""
        return replace(self, anchor=self.anchor.roll(years))


@dataclass(frozen=True, slots=True)
class Span:
    """A range or a list of anchors: "Từ Quý I đến Quý III", "Tháng 3, 6, 9/2024"."""

    anchors: tuple[Anchor, ...]
    marks: tuple[str, ...]
    word: str = ""
    action: str = ""
    note: str = ""

    kind = Kind.RANGE

    def __str__(self) -> str:
        text = str(self.anchors[0])
        for mark, anchor in zip(self.marks, self.anchors[1:], strict=True):
            text += mark + str(anchor)
        return join(self.action, self.word, text, self.note)

    @property
    def state(self) -> State:
        """As firm as its last part."""
        unit = self.anchors[-1].unit
        if unit is Unit.YEAR:
            return State.ASSUMED
        return State.FIXED if unit is Unit.DAY else State.PERIOD_END

    @property
    def year_missing(self) -> bool:
        """Whether no part names a year."""
        last = self.anchors[-1]
        return last.unit is not Unit.YEAR and not any(a.year or a.year_word for a in self.anchors)

    def window(self, year: int, *, strict: bool = True) -> tuple[date, date]:
        """Return first day of the first and last day of the last part (``strict`` has no effect).

        A part without a year takes that of the part after it, or the year before where the
        range would run backwards ("Từ tháng 10 đến tháng 3/2025").
        """
        del strict
        spans = list(self._resolved(year))
        return min(s[0] for s in spans), max(s[1] for s in spans)

    def runs_backwards(self, year: int) -> bool:
        """Whether a range's first part lies after its last."""
        if any(re.search(r"[,]|và", mark) for mark in self.marks):
            return False
        spans = list(self._resolved(year))
        return spans[-1][0] > spans[0][0] or (
            self.year_missing and spans[0][0].year != spans[-1][0].year
        )

    def _resolved(self, plan_year: int) -> Iterator[tuple[date, date]]:
        written = [a.named_year(plan_year) for a in self.anchors]
        known = next((y for y in reversed(written) if y is not None), plan_year)
        later: tuple[date, date] | None = None
        month: int | None = None
        for anchor, own in zip(reversed(self.anchors), reversed(written), strict=True):
            month = anchor.number if anchor.number is not None else month
            full = replace(anchor, number=month)
            known = known if own is None else own
            span = full.span(known)
            if later and own is None and span[0] > later[0]:
                known -= 1
                span = full.span(known)
            later = span
            yield span

    def roll(self, years: int) -> Span:
        """Return the same range ``years`` later."""
        return replace(self, anchors=tuple(a.roll(years) for a in self.anchors))


@dataclass(frozen=True, slots=True)
class Periodic:
    """What returns with the periods of a reporting regime: "Theo định kỳ trong năm 2024".

    ``every`` is the frequency as written ("hằng tháng", "quý, năm"), empty where the regime
    decides; ``year_lead`` is "năm" or "trong năm"; ``by`` is what it follows, as written.
    """

    word: str = "Định kỳ"
    every: str = ""
    year_lead: str = ""
    year: int | None = None
    by: str = ""
    action: str = ""
    note: str = ""

    kind = Kind.PERIODIC
    state = State.RECURRING
    year_missing = False

    def __str__(self) -> str:
        year = "" if self.year is None else str(self.year)
        return join(self.action, self.word, self.every, self.year_lead, year, self.by, self.note)

    @property
    def frequencies(self) -> tuple[str, ...]:
        """The periods asked for: ``week``, ``month``, ``quarter``, ``half``, ``nine``, ``year``."""
        parts = re.split(r", | và ", self.every.lower())
        return tuple(f for f in map(_frequency, parts) if f)

    def window(self, year: int, *, strict: bool = True) -> tuple[date, date]:
        """Return the whole year; the due days come from the regime."""
        del strict
        year = year if self.year is None else self.year
        return date(year, 1, 1), date(year, 12, 31)

    def roll(self, years: int) -> Periodic:
        """Return the same statement ``years`` later."""
        return self if self.year is None else replace(self, year=self.year + years)


_FREQUENCIES = (
    (r"tuần", "week"),
    (r"0?6 tháng", "half"),
    (r"0?9 tháng", "nine"),
    (r"0?3 tháng|quý", "quarter"),
    (r"tháng", "month"),
    (r"năm", "year"),
)


def _frequency(text: str) -> str:
    return next((f for p, f in _FREQUENCIES if re.search(p, text)), "")


@dataclass(frozen=True, slots=True)
class MonthlyDay:
    """A day that returns each month or quarter: "Trước ngày 05 của tháng liền kề"."""

    day: int
    word: str
    day_word: str
    tail: str
    day_zero: bool | None = None
    action: str = ""
    note: str = ""

    kind = Kind.MONTHLY_DAY
    state = State.RECURRING
    year_missing = False

    def __str__(self) -> str:
        number = digits(self.day, self.day_zero)
        return join(self.action, self.word, self.day_word, number, self.tail, self.note)

    def dues(self, year: int, *, strict: bool = True) -> tuple[tuple[str, date], ...]:
        """Return (period code, due day) for each month or quarter of the year."""
        first, step, later = MONTHLY_WORDS[self.tail.lower()]
        return tuple(
            (
                _period_code(year, month, step),
                self._due(add_months(date(year, month, 1), later), strict),
            )
            for month in range(first, 13, step)
        )

    def _due(self, month: date, strict: bool) -> date:
        day = min(self.day, last_of_month(month.year, month.month).day)
        before = strict and RELATIONS[self.word.lower()] is Relation.BEFORE
        return month.replace(day=day) - (ONE_DAY if before else timedelta(0))

    def window(self, year: int, *, strict: bool = True) -> tuple[date, date]:
        """Return the year's first day and the last of the due days."""
        return date(year, 1, 1), self.dues(year, strict=strict)[-1][1]

    def roll(self, years: int) -> MonthlyDay:
        """Return itself: nothing in it names a year."""
        del years
        return self


def _period_code(year: int, month: int, step: int) -> str:
    return f"{year}-{month:02d}" if step == 1 else f"{year}-Q{month // 3}"


@dataclass(frozen=True, slots=True)
class Continuous:
    """Work without an end of its own: "Thường xuyên", "Thường xuyên trong năm 2024"."""

    word: str = "Thường xuyên"
    year_lead: str = ""
    year: int | None = None
    action: str = ""
    note: str = ""

    kind = Kind.CONTINUOUS
    state = State.RECURRING
    year_missing = False

    def __str__(self) -> str:
        year = "" if self.year is None else str(self.year)
        return join(self.action, self.word, self.year_lead, year, self.note)

    def window(self, year: int, *, strict: bool = True) -> tuple[date, date]:
        """Return the whole year."""
        del strict
        year = year if self.year is None else self.year
        return date(year, 1, 1), date(year, 12, 31)

    def roll(self, years: int) -> Continuous:
        """Return the same statement ``years`` later."""
        return self if self.year is None else replace(self, year=self.year + years)


@dataclass(frozen=True, slots=True)
class Awaited:
    """Time set by an event or by another document; open until somebody enters the date.

    "Sau khi có hướng dẫn" has ``word`` "Sau khi" and ``text`` "có hướng dẫn"; "Sau 03 tháng kể
    từ khi có văn bản" has besides ``amount`` 3, ``amount_unit`` "tháng" and ``link`` "kể từ khi".
    """

    kind: Kind
    word: str
    text: str = ""
    amount: int | None = None
    amount_unit: str = ""
    link: str = ""
    amount_zero: bool | None = None
    action: str = ""

    state = State.OPEN
    year_missing = False

    def __str__(self) -> str:
        amount = "" if self.amount is None else digits(self.amount, self.amount_zero)
        return join(self.action, self.word, amount, self.amount_unit, self.link, self.text)

    @property
    def subject(self) -> str:
        """The event or document waited for, as the key under which its date is entered."""
        return join(self.link or self.word, self.text)

    @property
    def counts_workdays(self) -> bool:
        """Whether the offset counts working days only."""
        return self.amount_unit.lower() == "ngày làm việc"

    def window(self, year: int, *, strict: bool = True) -> None:
        """Return nothing: no day is known."""
        del year, strict

    def after(self, event: date) -> date:
        """Return the due day once the event's date is known.

        Working days are not counted here (they need a calendar, see ``counts_workdays``): they
        are taken as plain days.
        """
        amount = (self.amount or 0) * (-1 if self.link.lower() == "trước khi" else 1)
        unit = self.amount_unit.lower()
        if unit in ("tháng", "năm"):
            return add_months(event, amount * (12 if unit == "năm" else 1))
        return event + timedelta(days=amount * (7 if unit == "tuần" else 1))

    def roll(self, years: int) -> Awaited:
        """Return itself: a year inside the event's own words is not touched."""
        del years
        return self


Atom = Dated | Span | Periodic | MonthlyDay | Continuous | Awaited
