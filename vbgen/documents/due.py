"""When a deliverable is due: its deadline under the office's settings, once or period by period.

The dates of events come from the workspace (``bo-sung``): ``han`` under a code (of one unit, one
period, where it says so) is a due day that was entered, ``ngay_su_kien`` the day of the event that
the deadline waits for; rows of the list ``su_kien`` (``ten``, ``ngay``) give the day of an event
wherever it is waited for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from vbgen.documents.calendar import WorkCalendar
from vbgen.documents.dossier import Dossier
from vbgen.documents.inspection import visit_due
from vbgen.errors import Place, Problem
from vbgen.model.answer_names import DUE, EVENT_DAY
from vbgen.model.deadline import Deadline, MonthlyDay, Periodic, State
from vbgen.model.fields import place_of
from vbgen.model.office import Settings
from vbgen.model.period import Period, PeriodCode
from vbgen.model.task import Deliverable
from vbgen.vi.dates import month_text, parse_date
from vbgen.vi.letters import roman
from vbgen.vi.unicode import fold

# Which calendar periods a frequency asks for: kind, how many in a year.
_CALENDAR = {"month": 12, "quarter": 4, "half": 1, "nine": 1, "year": 1}
_REGIME_KINDS = {
    "month": "thang",
    "quarter": "quy",
    "half": "sau_thang",
    "nine": "chin_thang",
    "year": "nam",
}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time a deliverable is due; ``period`` is set where it returns with periods."""

    due: date | None
    state: State
    period: Period | None = None


@dataclass(frozen=True)
class DueDays:
    """Finds due days for the deliverables of one dossier."""

    dossier: Dossier
    calendar: WorkCalendar

    def occurrences(self, d: Deliverable, unit: str = "", *, by_period: bool) -> list[Occurrence]:
        """Return each time it is due, for one unit where it is one per unit.

        ``by_period``: the deliverable is one per period even where its deadline does not say so.
        """
        deadline = d.deadline
        entered = self.entered(d, unit)
        if deadline is None or entered is not None:
            state = State.OPEN if entered is None else State.FIXED
            return [Occurrence(entered, state)]
        if by_period or deadline.state is State.RECURRING:
            periods = [self._own(d, unit, o) for o in self._periods(d, deadline, by_period)]
            if periods:
                return periods
        return [Occurrence(*self.once(d))]

    def once(self, d: Deliverable) -> tuple[date | None, State]:
        """Return the due day and state apart from units and periods."""
        entered = self.entered(d)
        if entered is not None:
            return entered, State.FIXED
        if d.deadline is None:
            return None, State.OPEN
        settings = self.dossier.office.settings
        due = d.deadline.due_day(strict=reads_strictly(settings), year_end=year_end(settings))
        return due, d.deadline.state

    # --- what returns ---

    def _periods(self, d: Deliverable, deadline: Deadline, by_period: bool) -> Iterator[Occurrence]:
        settings = self.dossier.office.settings
        year = deadline.year
        monthly = [a for a in deadline.atoms if isinstance(a, MonthlyDay)]
        if monthly:
            for code, day in monthly[0].dues(year, strict=reads_strictly(settings)):
                yield Occurrence(day, State.RECURRING, calendar_period(code, day))
            return
        periodic = [a for a in deadline.atoms if isinstance(a, Periodic)]
        if not periodic and not by_period:
            return
        asked = [f for a in periodic for f in a.frequencies]
        recurring = deadline.state is State.RECURRING
        due, state = self.once(d)
        for period in self._asked_periods(d, asked, year):
            sent = self._day(d, period) if recurring else due
            yield Occurrence(sent, State.RECURRING if recurring else state, period)

    def _asked_periods(self, d: Deliverable, asked: list[str], year: int) -> list[Period]:
        """Return the regime's periods; where it lacks a frequency asked for, the calendar's."""
        name = d.regime or self.dossier.office.settings.regime
        regime = self.dossier.regimes.get(name)
        own = regime.periods(year) if regime else ()
        if not asked or d.regime:
            return list(own)
        kinds = {_REGIME_KINDS.get(f) for f in asked}
        if kinds <= {p.kind for p in own}:
            return [p for p in own if p.kind in kinds]
        codes = (
            str(PeriodCode(year, f, number))
            for f in dict.fromkeys(asked)
            for number in range(1, _CALENDAR.get(f, 0) + 1)
        )
        return [calendar_period(code) for code in codes]

    def _day(self, d: Deliverable, period: Period) -> date:
        """Return the sending day; of papers that prepare a report, the inner step before it.

        A unit's own paper is due when units must return; a letter that asks for them goes out
        ``nhac_truoc`` working days before the period's cut-off.
        """
        if not (d.supporting and d.after):
            return period.send_by
        regime = self.dossier.regimes.get(period.regime)
        hop = next((h for h in regime.hops if h.source == "don-vi"), None) if regime else None
        if d.fan_out == "theo_don_vi" and hop is not None:
            return self.calendar.add_workdays(period.send_by, -hop.workdays)
        remind = self.dossier.office.settings.remind_days
        return self.calendar.add_workdays(period.end, -remind)

    # --- what waits for an event ---

    def entered(self, d: Deliverable, unit: str = "") -> date | None:
        """Return the due day entered for a deliverable, or that follows from its event's date."""
        answers = self.dossier.supplement.answers(d.code, unit)
        own = _date(answers.get(DUE))
        if own is not None or d.deadline is None or d.deadline.state is not State.OPEN:
            return own
        visit = visit_due(self.dossier, d, unit, self.calendar.add_workdays)
        if visit is not None:
            return visit
        day = _date(answers.get(EVENT_DAY))

        def event(subject: str) -> date | None:
            return day or self._event(subject)

        return d.deadline.resolve(event, add_workdays=self.calendar.add_workdays)

    def _own(self, d: Deliverable, unit: str, times: Occurrence) -> Occurrence:
        """Return an occurrence on the day entered for its period alone, where there is one."""
        period = times.period.code if times.period else ""
        own = _date(self.dossier.supplement.answers(d.code, unit, period).get(DUE))
        return times if own is None else replace(times, due=own, state=State.FIXED)

    def _event(self, subject: str) -> date | None:
        for row in self.dossier.supplement.rows("su_kien"):
            name = fold(str(row.get("ten", "")))
            if name and fold(subject).endswith(name):
                return _date(row.get("ngay"))
        return None


def entered_problems(dossier: Dossier) -> Iterator[Problem]:
    """Yield what was entered as a day and is none."""
    values = [
        (f"{code}.{key}", answers[key])
        for code, answers in dossier.supplement.by_code.items()
        for key in (DUE, EVENT_DAY)
        if key in answers
    ]
    values += [
        ("su_kien.ngay", r["ngay"]) for r in dossier.supplement.rows("su_kien") if "ngay" in r
    ]
    for name, value in values:
        try:
            if str(value).strip():
                parse_date(str(value))
        except ValueError as error:
            place = place_of(value, Place(text=f"bo-sung · {name}"))
            yield Problem(
                place, str(error), "ngày/tháng/năm có trong lịch", "sửa ngày này", "warning"
            )


def _date(value: object) -> date | None:
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        return parse_date(value)
    except ValueError:
        return None  # named by entered_problems


def reads_strictly(settings: Settings) -> bool:
    """Tell whether "trước ngày D" means the day before D at the latest (the default)."""
    return settings.values.get("truoc_ngay", "nghiem") != "ca_ngay"


def year_end(settings: Settings) -> tuple[int, int]:
    """Return month and day on which a "whole year" is assumed to end."""
    day, _, month = settings.year_end.partition("/")
    try:
        found = date(2001, int(month), int(day))
    except ValueError:
        return 12, 31
    return found.month, found.day


def calendar_period(code: str, send_by: date | None = None) -> Period:
    """Return a period of plain calendar days, due on its last day unless ``send_by`` says so."""
    parsed = PeriodCode.parse(code)
    start, end = parsed.days()
    return Period(code, "", parsed.kind, _label(parsed), start, end, send_by or end)


def _label(code: PeriodCode) -> str:
    names = {
        "month": f"tháng {month_text(code.number)}",
        "quarter": f"quý {roman(code.number)}",
        "half": "06 tháng đầu",
        "nine": "09 tháng đầu",
    }
    return f"{names.get(code.kind, '')} năm {code.year}".strip()
