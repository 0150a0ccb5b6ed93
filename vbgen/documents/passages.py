"""The workspace's own texts, each with the days of the documents in which it is printed.

One text goes into many drafts; it is looked at once, for the first and the last of their days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from vbgen.documents.dossier import Dossier, Draft
from vbgen.errors import Place
from vbgen.model.fields import Placed, place_of
from vbgen.model.supplement import Answer
from vbgen.model.task import Deliverable, Task
from vbgen.model.unit import Unit

_OFFICE, _PLAN = "office", "plan"
_UNIT_CELLS = ("chu_tri", "phoi_hop")


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day of the documents that print a text."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Passage:
    """A text as typed. ``basis``: it stands among the legal bases of a decision."""

    text: str
    place: Place | str
    days: Days
    basis: bool = False


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit or group that a cell names, printed under its name of the document's day."""

    code: str
    place: Place | str
    days: Days


class Passages:
    """Where the texts of a dossier are printed, as far as the given drafts print them."""

    def __init__(self, dossier: Dossier, drafts: Iterable[Draft]) -> None:
        self.dossier = dossier
        found: dict[str | int, set[date]] = defaultdict(set)
        everywhere: set[date] = set()
        for draft in drafts:
            day = dossier.day_of(draft)
            found[_OFFICE].add(day)
            found[draft.code].add(day)
            if draft.type.frame == "quyet-dinh":
                found[f"{_OFFICE}.{dossier.issuer(draft).code}"].add(day)
            if draft.is_plan:
                found[_PLAN].add(day)
            if draft.is_plan or draft.task is None:  # it tells of the whole plan
                everywhere.add(day)
            else:
                found[id(draft.task)].add(day)
        for task in dossier.plan.tasks if everywhere else ():
            found[id(task)] |= everywhere
        self._days = {key: Days(min(days), max(days)) for key, days in found.items() if days}

    @property
    def of_plan(self) -> bool:
        """Tell whether the plan itself is among the drafts."""
        return _PLAN in self._days

    def texts(self) -> Iterator[Passage]:
        """Yield every text that is printed as it was typed."""
        yield from self._office()
        yield from self._plan()
        for task in self.dossier.plan.tasks:
            days = self._days.get(id(task))
            if days:
                yield from (Passage(text, place, days) for text, place in _task_texts(task))
        yield from self._supplement()

    def units(self) -> Iterator[NamedUnit]:
        """Yield every unit that leads, takes part or has a paragraph of its own."""
        plan = self.dossier.plan
        for task in plan.tasks:
            days = self._days.get(id(task))
            if days is None:
                continue
            for d in task.all_deliverables:
                for code in (*d.leads, *d.partners):
                    yield NamedUnit(code, _cell_place(task, d), days)

    def _office(self) -> Iterator[Passage]:
        days = self._days.get(_OFFICE)
        office = self.dossier.office
        if days is None:
            return
        named = [("van_phong.ten", office.body.name)]
        named += [("cap_tren.ten", office.superior.name)] if office.superior else []
        named += [("noi_nhan_mac_dinh", n) for n in office.recipients if not self._by_day(n)]
        for key, text in named:
            yield Passage(text, Place("van-phong.yaml", text=key), days)
        for issuer in (office.body, office.superior):
            days = self._days.get(f"{_OFFICE}.{issuer.code}") if issuer else None
            if issuer and days:
                yield from (Passage(t, t.place, days, basis=True) for t in issuer.power_bases)

    def _plan(self) -> Iterator[Passage]:
        plan, days = self.dossier.plan, self._days.get(_PLAN)
        if days is None:
            return
        titles = (plan.subject, plan.appendix_title, plan.appendix_end)
        for text in (*titles, *(g.title for g in plan.groups)):
            yield Passage(text, text.place, days)
        for paragraph in (*plan.opening, *plan.body):
            yield Passage(paragraph.text, paragraph.place, days)
        for name in plan.recipients:
            if not self._by_day(name):
                yield Passage(name, Place(plan.place.file, text="noi_nhan"), days)

    def _by_day(self, name: str) -> bool:
        """Tell whether a recipient is a unit that is printed under its name of the day."""
        found = self.dossier.register.find(name)
        unit = found[0] if len(found) == 1 else None
        return isinstance(unit, Unit) and len(unit.names) > 1 and name not in unit.aliases

    def _supplement(self) -> Iterator[Passage]:
        found = self.dossier.supplement
        everywhere = self._days.get(_OFFICE)
        groups = [(found.common, everywhere)]
        groups += [(a, self._days.get(code.split("@")[0])) for code, a in found.by_code.items()]
        for rows in found.lists.values():
            groups += [(row, self._days.get(str(row.get("ma", "")), everywhere)) for row in rows]
        for answers, days in groups:
            if days:
                yield from (Passage(t, place_of(t), days) for t in _leaves(answers))


def _leaves(answer: Answer) -> Iterator[str]:
    if isinstance(answer, str):
        yield answer
    else:
        for inner in answer.values() if isinstance(answer, Mapping) else answer:
            yield from _leaves(inner)


def _task_texts(task: Task) -> Iterator[tuple[str, Place | str]]:
    for cell in (task.goal, task.task, task.activity, *task.extra.values()):
        yield cell, cell.place
    yield task.watcher, task.place
    for row in task.rows:
        yield from ((t, t.place) for role, t in row.cells.items() if role not in _UNIT_CELLS)
    yield from ((d.subject, d.place) for d in task.all_deliverables)


def _cell_place(task: Task, d: Deliverable) -> Place | str:
    """Return the cell that names the units of a deliverable, where it has none of its own."""
    if d.supporting:
        return d.place
    above: Placed | None = None
    for row in task.rows:
        above = row.cells.get("chu_tri") or above
        if d in row.deliverables:
            break
    return above.place if above else d.place
