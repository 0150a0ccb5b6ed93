"""Progress counted once: each deliverable in exactly one place, the same for text and annex.

The rules, in short (docs/json.md has them in full): a return of the period comes first, else a
final state of an earlier period holds; a document in the register makes a deliverable done; late
and overdue are judged by due days that are fixed or a period's end, and by the period's cut-off.
Doubts about dates and papers (:mod:`.progress_doubts`) never change a count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from vbgen.model.progress import (
    DONE,
    FINAL,
    WORST_FIRST,
    Issue,
    Item,
    ItemStatus,
    LeadStatus,
    Returned,
    State,
    Status,
    Window,
)

_PLAIN = {
    State.NOT_ARISING: Status.NOT_ARISING,
    State.PAUSED: Status.STOPPED,
    State.CANCELLED: Status.STOPPED,
}
_UNFINISHED = {
    State.DOING: Status.DOING,
    State.ADJUSTED: Status.DOING,
    State.CARRIED: Status.DOING,
    State.NOT_STARTED: Status.NOT_DUE,
}
Answers = Mapping[tuple[str, str], Sequence[Returned]]


@dataclass(frozen=True)
class Tally:
    """How many deliverables stand where; ``regular`` counts some of them again."""

    counted: tuple[tuple[Status, bool], ...]

    def as_json(self) -> dict[str, int]:
        """Return ``{"total", …each status…, "regular"}``."""
        by_status = Counter(status for status, _ in self.counted)
        return {
            "total": len(self.counted),
            **{status.value: by_status[status] for status in Status},
            "regular": sum(regular for _, regular in self.counted),
        }


@dataclass(frozen=True)
class Progress:
    """All deliverables in scope as they stand at one period's cut-off day."""

    window: Window
    items: tuple[ItemStatus, ...]

    @cached_property
    def counts(self) -> Tally:
        """Each deliverable once."""
        return Tally(tuple((i.status, i.item.regular) for i in self.items))

    @cached_property
    def by_group(self) -> dict[str, Tally]:
        """The counts of each group of tasks, by its roman number, in the plan's order."""
        groups = dict.fromkeys(i.item.group for i in self.items)
        return {
            group: Tally(
                tuple((i.status, i.item.regular) for i in self.items if i.item.group == group)
            )
            for group in groups
        }

    @cached_property
    def by_unit(self) -> dict[str, Tally]:
        """The counts of each unit's own states, by its code, in the order of mention."""
        own: dict[str, list[tuple[Status, bool]]] = {}
        for item in self.items:
            for lead in item.leads:
                own.setdefault(lead.unit, []).append((lead.status, item.item.regular))
        return {unit: Tally(tuple(found)) for unit, found in own.items()}

    @cached_property
    def live_tasks(self) -> dict[str, tuple[ItemStatus, ...]]:
        """The deliverables of each task that are not altogether Hủy or Không phát sinh."""
        tasks: dict[str, list[ItemStatus]] = {}
        for item in self.items:
            if not item.dropped:
                tasks.setdefault(item.item.task, []).append(item)
        return {task: tuple(items) for task, items in tasks.items()}

    @property
    def tasks_total(self) -> int:
        """How many tasks have something to deliver."""
        return len(self.live_tasks)

    @property
    def tasks_done(self) -> int:
        """How many of them are done: every such deliverable is."""
        return sum(all(i.status in DONE for i in items) for items in self.live_tasks.values())


def judge(
    items: Iterable[Item], window: Window, answers: Answers, issues: Iterable[Issue] = ()
) -> Progress:
    """Judge every deliverable in scope at the cut-off of ``window``.

    ``answers`` holds, by code and lead, what was returned in this and earlier periods of the
    regime (see :func:`by_lead`); later periods are left aside.
    """
    issued: dict[str, list[Issue]] = {}
    for issue in issues:
        issued.setdefault(issue.code, []).append(issue)
    return Progress(
        window, tuple(_item(item, window, answers, issued.get(item.code, ())) for item in items)
    )


def by_lead(returned: Iterable[Returned]) -> dict[tuple[str, str], list[Returned]]:
    """Gather what was returned by code and lead, the earliest period first."""
    gathered: dict[tuple[str, str], list[Returned]] = {}
    for answer in sorted(returned, key=lambda r: r.order):
        gathered.setdefault((answer.code, answer.unit), []).append(answer)
    return gathered


def _item(item: Item, window: Window, answers: Answers, issued: Sequence[Issue]) -> ItemStatus:
    leads = tuple(
        judge_lead(item, unit, window, answers.get((item.code, unit), ()), issued)
        for unit in item.leads
    )
    return ItemStatus(item, combine(leads), leads)


def judge_lead(
    item: Item,
    unit: str,
    window: Window,
    answers: Sequence[Returned],
    issued: Sequence[Issue] = (),
) -> LeadStatus:
    """Judge one lead's own state."""
    due = due_in_force(item, window, answers)
    answer, basis = answer_in_force(item, window, answers)
    state = answer.state if answer else None
    issue = issue_in_force(item, unit, window, issued)
    if issue is not None:
        status = _done(issue.day, due, window)
        return LeadStatus(unit, status, "register", state, issue.day, due, answer, issue)
    if answer is None:
        return LeadStatus(unit, Status.NOT_REPORTED, due=due)
    day = answer.day if state is State.DONE else None
    return LeadStatus(unit, _status(answer, due, window), basis, state, day, due, answer)


def _status(answer: Returned, due: date | None, window: Window) -> Status:
    if answer.state is State.DONE:
        return _done(answer.day, due, window)
    if answer.state in _PLAIN:
        return _PLAIN[answer.state]
    return Status.OVERDUE if due and due < window.until else _UNFINISHED[answer.state]


def _done(day: date | None, due: date | None, window: Window) -> Status:
    """Done without a known day is late as soon as the due day has passed."""
    late = due is not None and (due < window.until if day is None else day > due)
    return Status.DONE_LATE if late else Status.DONE_ON_TIME


def answer_in_force(
    item: Item, window: Window, answers: Sequence[Returned]
) -> tuple[Returned | None, str]:
    """Return this period's answer, else the last earlier one if that is final, and its basis."""
    now = next((a for a in answers if a.period == window.code), None)
    if now is not None:
        return now, "returned"
    earlier = [a for a in answers if a.order < window.order]
    if earlier and earlier[-1].state in FINAL and not item.recurring:
        return earlier[-1], "carried"
    return None, ""


def due_in_force(item: Item, window: Window, answers: Sequence[Returned]) -> date | None:
    """Return the due day for this lead: a later one holds from the period that had it permitted."""
    if item.recurring:
        return None
    moved = [
        a.new_due
        for a in answers
        if a.state is State.ADJUSTED and a.permit and a.new_due and _known(a, window)
    ]
    return moved[-1] if moved else item.due


def _known(answer: Returned, window: Window) -> bool:
    return answer.order < window.order or answer.period == window.code


def issue_in_force(item: Item, unit: str, window: Window, issued: Sequence[Issue]) -> Issue | None:
    """Return the first document of the register that counts by the cut-off day.

    For what is answered anew each period only this period's documents count; where each lead makes
    its own, another lead's document does not.
    """
    start = window.start if item.recurring else date.min
    counted = [
        i
        for i in issued
        if start <= i.day <= window.until
        and not (item.per_unit and i.unit and i.unit in item.leads and i.unit != unit)
    ]
    return min(counted, key=lambda i: i.day, default=None)


def combine(leads: Sequence[LeadStatus]) -> Status:
    """Return where a deliverable counts, from the states of its leads."""
    active = [lead for lead in leads if not lead.nothing_to_do]
    if not active:
        alike = all(lead.status is Status.NOT_ARISING for lead in leads)
        return Status.NOT_ARISING if alike else Status.STOPPED
    if all(lead.status in DONE for lead in active):
        late = any(lead.status is Status.DONE_LATE for lead in active)
        return Status.DONE_LATE if late else Status.DONE_ON_TIME
    found = {lead.status for lead in active}
    return next(status for status in WORST_FIRST if status in found)
