"""The calendar of what is due: one entry per deliverable and period, and unit where it is per unit.

Pure: it reads the dossier and a calendar, no clock. What is overdue is judged against the
dossier's ``as_of``, and only where a day is fixed or a period has ended.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vbgen.documents import types
from vbgen.documents.addressed_units import units_of
from vbgen.documents.calendar import WorkCalendar
from vbgen.documents.decree_types import title_of
from vbgen.documents.dossier import Dossier, Draft
from vbgen.documents.due import DueDays, Occurrence, entered_problems
from vbgen.documents.fill import fill
from vbgen.documents.jobs import title_values
from vbgen.documents.periodic.progress_scope import fan_out
from vbgen.documents.types import DocumentType
from vbgen.errors import Problem
from vbgen.model.answer_names import TITLE
from vbgen.model.deadline import State
from vbgen.model.issued import IssuedDocument
from vbgen.model.period import PeriodCode
from vbgen.model.task import Deliverable, Task, TaskGroup
from vbgen.model.unit import Unit

OUTSIDE = frozenset({"ngoai", "cap-tren"})
STATE_NAMES = {
    State.FIXED: "ngày cố định",
    State.PERIOD_END: "hết kỳ",
    State.ASSUMED: "giả định",
    State.OPEN: "chưa có ngày",
    State.RECURRING: "định kỳ",
}
ROLE_NAMES = {"own": "chủ trì", "partner": "phối hợp", "outside": "ngoài cơ quan"}
_CAN_BE_OVERDUE = (State.FIXED, State.PERIOD_END)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing due (domain: five states of a due day).

    ``deadline``: the phrase of the plan, never changed; ``working_due``: the day it means in
    practice. ``lead_codes``/``partner_codes`` stand beside their official names. ``overdue`` is
    ``None`` where no day was given to judge by.
    """

    code: str
    task: str
    deliverable: str
    type: str | None
    title: str
    unit: str | None
    unit_code: str | None
    leads: tuple[str, ...]
    partners: tuple[str, ...]
    role: str
    state: State
    due: date | None
    working_due: date | None
    period: str | None
    overdue: bool | None
    issued: IssuedDocument | None
    deadline: str = ""
    group: str = ""
    lead_codes: tuple[str, ...] = ()
    partner_codes: tuple[str, ...] = ()
    days_late: int = 0

    @property
    def identity(self) -> tuple[str, str, str]:
        """Code, period and unit: what makes an entry the same one from run to run."""
        return self.code, self.period or "", self.unit_code or ""

    def as_json(self) -> dict[str, Any]:
        """Return the entry in the shape that scripts rely on; dates are ISO."""
        issued = self.issued and {
            "number": self.issued.number,
            "symbol": self.issued.symbol,
            "date": self.issued.issued.isoformat(),
        }
        return {
            "code": self.code,
            "task": self.task,
            "deliverable": self.deliverable,
            "type": self.type,
            "title": self.title,
            "unit": self.unit,
            "unit_code": self.unit_code,
            "leads": list(self.leads),
            "partners": list(self.partners),
            "role": self.role,
            "state": self.state.value,
            "due": self.due and self.due.isoformat(),
            "working_due": self.working_due and self.working_due.isoformat(),
            "period": self.period,
            "overdue": self.overdue,
            "issued": issued,
        }


@dataclass(frozen=True)
class Schedule:
    """All entries, by due day, and what must be said beside them."""

    entries: tuple[Entry, ...]
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are asked for; an empty field asks for all.

    ``since``/``until``: due (or its working day) between these days; ``due``: a period's code
    whose calendar days hold the due day; ``unit``: a code; ``type``: a slug or its beginning.
    """

    since: date | None = None
    until: date | None = None
    due: str = ""
    unit: str = ""
    type: str = ""
    state: str = ""

    def pick(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Return the entries asked for, with the role of the unit asked for."""
        first, last = PeriodCode.parse(self.due).days() if self.due else (None, None)
        found = (e for e in entries if self._suits(e))
        found = (e for e in found if _within(e, self.since, self.until))
        found = (e for e in found if _within(e, first, last))
        if not self.unit:
            return tuple(found)
        roles = ((e, role_of(e, self.unit)) for e in found)
        return tuple(replace(e, role=role) for e, role in roles if role)

    def _suits(self, entry: Entry) -> bool:
        kind = entry.type or ""
        same_type = not self.type or kind == self.type or kind.startswith(f"{self.type}-")
        return same_type and (not self.state or entry.state.value == self.state)


def _within(entry: Entry, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    days = [d for d in (entry.due, entry.working_due) if d is not None]
    return any((first or d) <= d <= (last or d) for d in days)


def role_of(entry: Entry, unit: str) -> str:
    """Return how a unit takes part: ``own`` (it leads or makes it), ``partner``, or nothing."""
    if entry.unit_code == unit:
        return "own"
    if unit in entry.lead_codes and entry.unit_code not in entry.lead_codes:
        return "own"
    return "partner" if unit in entry.partner_codes else ""


def schedule(
    dossier: Dossier,
    calendar: WorkCalendar,
    *,
    wanted: Wanted | None = None,
    finished: Collection[str] = (),
    about: str = "",
) -> Schedule:
    """Return everything the plan promises with its due days, as seen on the dossier's ``as_of``.

    ``finished``: codes that are done without a document in the register (software, indicators,
    what did not arise); they are never overdue. ``wanted`` narrows the entries; so does ``about``,
    to those in which the unit of that code has a part (of what is made for each unit, its own),
    and takes the time of these alone.
    """
    days = DueDays(dossier, calendar)
    maker = _Maker(dossier, calendar, days, frozenset(finished), about)
    entries = sorted(maker.entries(), key=_order)
    chosen = wanted.pick(entries) if wanted else tuple(entries)
    return Schedule(chosen, tuple(maker.warnings(chosen)))


def _order(entry: Entry) -> tuple[date, str, str, str]:
    return entry.due or date.max, *entry.identity


@dataclass(frozen=True)
class _Maker:
    dossier: Dossier
    calendar: WorkCalendar
    due_days: DueDays
    finished: frozenset[str]
    about: str = ""

    @property
    def day(self) -> date:
        """The day by which groups are resolved and units are named."""
        return self.dossier.as_of or self.dossier.plan.draft_date

    def entries(self) -> Iterator[Entry]:
        settings = self.dossier.office.settings
        for group in self.dossier.plan.groups:
            for task in group.tasks:
                for d in task.all_deliverables:
                    if not d.supporting or settings.supports(d.type):
                        yield from self._of(d, task, group)

    def _of(self, d: Deliverable, task: Task, group: TaskGroup) -> Iterator[Entry]:
        draft = Draft(_type_of(d), d.subject, deliverable=d, task=task)
        multiplies = fan_out(d)
        units = units_of(self.dossier, draft) if multiplies == "theo_don_vi" else (None,)
        key = ("bare entry", d.code, group.number, self.day)
        bare = self.dossier.shelf.kept(key, lambda: self._bare(d, task, group))
        for unit in self._concerned(d, units, bare) if self.about else units:
            code = unit.code if unit else ""
            for times in self._times(d, code, by_period=multiplies == "theo_ky"):
                yield self._entry(bare, replace(draft, unit=unit, period=times.period), times)

    def _times(self, d: Deliverable, unit: str, *, by_period: bool) -> Sequence[Occurrence]:
        """Return when it is due; where the workspace enters nothing, one unit's days are all's."""

        def make() -> Sequence[Occurrence]:
            return self.due_days.occurrences(d, unit, by_period=by_period)

        entered = self.dossier.supplement.by_code or self.dossier.supplement.lists
        return make() if entered else self.dossier.shelf.kept_of(d, ("times", self.day), make)

    def _concerned(
        self, d: Deliverable, units: Sequence[Unit | None], bare: Entry
    ) -> Sequence[Unit | None]:
        """Return the units for which the deliverable is made in a way that concerns the one."""
        kept, register = self.dossier.shelf.kept, self.dossier.register
        leads = kept(("leads", d.code, self.day), lambda: frozenset(bare.lead_codes))
        partners = kept(("partners", d.code, self.day), lambda: frozenset(bare.partner_codes))
        members = kept(("made for", d.code), lambda: frozenset(u.code for u in units if u))
        if self.about in members:
            return (register.by_code[self.about],)
        return units if self.about in leads or self.about in partners else ()

    def _bare(self, d: Deliverable, task: Task, group: TaskGroup) -> Entry:
        """Return what all entries of a deliverable share."""
        leads = self._units(d.leads)
        lead_codes = {unit.code for unit in leads}
        partners = tuple(u for u in self._units(d.partners) if u.code not in lead_codes)
        return Entry(
            code=d.code,
            task=task.number,
            deliverable=d.name,
            type=d.type if d.is_document else None,
            title="",
            unit=None,
            unit_code=None,
            leads=self._names(leads),
            partners=self._names(partners),
            role=_office_role(leads, partners),
            state=State.OPEN,
            due=None,
            working_due=None,
            period=None,
            overdue=None,
            issued=None,
            deadline=str(d.deadline or d.deadline_text),
            group=group.number,
            lead_codes=tuple(u.code for u in leads),
            partner_codes=tuple(u.code for u in partners),
        )

    def _entry(self, bare: Entry, draft: Draft, times: Occurrence) -> Entry:
        on_holiday = self.dossier.office.settings.on_holiday
        issued = self._issued(bare.code, draft.period_code, draft.unit_code)
        late = self._days_late(bare, times, issued)
        return replace(
            bare,
            title=self._title(draft),
            unit=self.dossier.register.full_label(draft.unit, self.day) if draft.unit else None,
            unit_code=draft.unit_code or None,
            state=times.state,
            due=times.due,
            working_due=times.due and self.calendar.move(times.due, on_holiday),
            period=draft.period_code or None,
            issued=issued,
            days_late=late,
            overdue=None if self.dossier.as_of is None else late > 0,
        )

    def _days_late(self, bare: Entry, times: Occurrence, issued: IssuedDocument | None) -> int:
        done = issued is not None or bare.code in self.finished
        if self.dossier.as_of is None or times.due is None or done or bare.role == "outside":
            return 0
        if times.state not in _CAN_BE_OVERDUE:
            return 0
        return max((self.dossier.as_of - times.due).days, 0)

    def _issued(self, code: str, period: str, unit: str) -> IssuedDocument | None:
        for doc in self.dossier.issued_by_code.get(code, ()):
            if (doc.period, doc.unit) == (period, unit):
                return doc
        return None

    def _title(self, draft: Draft) -> str:
        d = draft.deliverable
        answers = self.dossier.supplement.answers(draft.code, draft.unit_code, draft.period_code)
        subject = str(answers.get(TITLE, "")) or draft.subject or draft.type.abstract
        if d is not None and d.code == self.dossier.plan.own_code:
            subject = str(self.dossier.plan.subject)
        filled = fill(subject, title_values(self.dossier, draft))
        if d is None or not d.is_document:
            return " ".join(filled.split()) or (d.name if d else "")
        return title_of(draft.type, filled)

    def _units(self, codes: Iterable[str]) -> tuple[Unit, ...]:
        """Resolve codes to units, each once; the office itself stands for its drafting unit."""
        register, office = self.dossier.register, self.dossier.office
        found: dict[str, Unit] = {}
        for unit in register.resolve(codes, self.day):
            own = unit.kind == "van-phong" or unit.code == office.body.code
            stands = register.by_code.get(office.drafting_unit, unit) if own else unit
            found.setdefault(stands.code, stands)
        return tuple(found.values())

    def _names(self, units: Iterable[Unit]) -> tuple[str, ...]:
        return tuple(self.dossier.register.full_label(unit, self.day) for unit in units)

    def warnings(self, entries: Iterable[Entry]) -> Iterator[Problem]:
        """Yield doubtful days and years: provisional holidays, years not written, bad entries."""
        entries = tuple(entries)
        yield from self.calendar.doubts(e.due for e in entries if e.due)
        yield from entered_problems(self.dossier)
        for code in dict.fromkeys(e.code for e in entries):
            d = self.dossier.plan.by_code[code]
            if d.deadline is not None and d.deadline.year_missing:
                yield Problem(
                    d.place,
                    f'thời hạn "{d.deadline_text}" của {code} không ghi năm',
                    "thời hạn có năm",
                    f"đang hiểu là năm {d.deadline.year}; ghi thêm năm nếu khác",
                    "note",
                )


def _office_role(leads: tuple[Unit, ...], partners: tuple[Unit, ...]) -> str:
    """Return the office's part: it leads, it takes part, or it only looks on."""
    if not leads or any(unit.kind not in OUTSIDE for unit in leads):
        return "own"
    return "partner" if any(unit.inside for unit in partners) else "outside"


def _type_of(d: Deliverable) -> DocumentType:
    """Return the declared type, or for what is scheduled without being drafted a bare one."""
    if d.is_document and d.type in types.slugs():
        return types.load(d.type)
    return DocumentType(d.type, d.name, _base(d.type), types.FRAMES[0])


def _base(slug: str) -> str:
    from vbgen.documents.decree_types import decree_types

    bases = sorted(decree_types(), key=len, reverse=True)
    return next((b for b in bases if slug == b or slug.startswith(f"{b}-")), slug)
