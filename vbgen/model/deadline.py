"""A deadline: one or more statements of time in a cell of the plan.

>>> deadline = Deadline.parse("Trong năm và hoàn thành trước 10/12/2024", 2024)
>>> str(deadline), deadline.due.isoformat(), deadline.state.value
('Trong năm và hoàn thành trước 10/12/2024', '2024-12-09', 'fixed')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from vbgen.model.deadline_anchor import Anchor, Kind, Relation, State, Unit
from vbgen.model.deadline_atoms import (
    Atom,
    Awaited,
    Continuous,
    Dated,
    MonthlyDay,
    Periodic,
    Span,
)
from vbgen.model.deadline_words import DeadlineError, read
from vbgen.vi.unicode import mend

__all__ = [
    "Anchor",
    "Atom",
    "Awaited",
    "Continuous",
    "Dated",
    "Deadline",
    "DeadlineError",
    "Kind",
    "MonthlyDay",
    "Periodic",
    "Relation",
    "Span",
    "State",
    "Unit",
]

# The state of several statements together: the firmest one that names a day decides.
_FIRST_STATES = (State.RECURRING, State.ASSUMED, State.OPEN)
_DATED_STATES = (State.FIXED, State.PERIOD_END)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Statements of time with the words between them, in a plan of ``year``.

    ``joints`` has one entry less than ``atoms``; an entry with ";" or a new line separates parts
    that belong to different products of the row. ``head`` and ``tail`` are the dash before and
    the mark after the whole.
    """

    atoms: tuple[Atom, ...]
    year: int
    joints: tuple[str, ...] = ()
    head: str = ""
    tail: str = ""

    @classmethod
    def parse(cls, text: str, year: int) -> Deadline:
        """Read a Vietnamese phrase of a plan of ``year``.

        Raises :class:`DeadlineError` (a ``ValueError``) with a Vietnamese reason for a day that
        does not exist and for a phrase that is not understood.
        """
        clean = re.sub(r"[^\S\n]+", " ", mend(text)).strip()
        clean = re.sub(r" ?\n[ \n]*", "\n", clean)
        if not clean:
            raise DeadlineError(
                "thời hạn còn trống", "một thời hạn", f'ghi thời hạn, ví dụ "Quý I/{year}"'
            )
        atoms, joints, head, tail = read(clean, year)
        return cls(tuple(atoms), year, tuple(joints), head, tail)

    def __str__(self) -> str:
        text = str(self.atoms[0])
        for joint, atom in zip(self.joints, self.atoms[1:], strict=True):
            text += joint + str(atom)
        return f"{self.head}{text}{self.tail}"

    @property
    def parts(self) -> tuple[Deadline, ...]:
        """The parts that ";" or a new line separates, to be paired in order with the products."""
        return tuple(self._parts())

    def _parts(self) -> Iterator[Deadline]:
        start = 0
        for number, joint in enumerate((*self.joints, "\n"), start=1):
            if ";" in joint or "\n" in joint:
                joints = self.joints[start : number - 1]
                yield Deadline(self.atoms[start:number], self.year, joints)
                start = number

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kind of each statement."""
        return tuple(atom.kind for atom in self.atoms)

    @property
    def states(self) -> tuple[State, ...]:
        """The state of each statement."""
        return tuple(atom.state for atom in self.atoms)

    @property
    def state(self) -> State:
        """The state of the whole: that of the last day named, else recurring, assumed, open."""
        binding = self.binding()
        if binding is not None:
            return binding.state
        return next(state for state in _FIRST_STATES if state in self.states)

    @property
    def year_missing(self) -> bool:
        """Whether a day, month or quarter without a year was read in the plan's own."""
        return any(atom.year_missing for atom in self.atoms)

    def binding(self, *, strict: bool = True) -> Dated | Span | None:
        """Return the statement with the last due day among those that name a day or period."""
        dated = [a for a in self.atoms if isinstance(a, Dated | Span) and a.state in _DATED_STATES]
        return max(dated, key=lambda a: a.window(self.year, strict=strict)[1], default=None)

    def window(self, year: int | None = None, *, strict: bool = True) -> tuple[date, date] | None:
        """Return first and last day of the union, ``None`` where every statement is open.

        The last day is the binding one; a "trong năm" beside a date does not lengthen it. With
        ``year`` the phrase is read in a plan of that year (written years stay).
        """
        own = self.year if year is None else year
        windows = [w for a in self.atoms if (w := a.window(own, strict=strict)) is not None]
        if not windows:
            return None
        binding = self.binding(strict=strict)
        last = binding.window(own, strict=strict)[1] if binding else max(w[1] for w in windows)
        return min(*(w[0] for w in windows), last), last

    @property
    def due(self) -> date | None:
        """The last day of the window; ``None`` for what is open or returns."""
        return self.due_day()

    def due_day(self, *, strict: bool = True, year_end: tuple[int, int] = (12, 31)) -> date | None:
        """Return the due day under an office's settings.

        ``strict`` reads "trước ngày D" as the day before; ``year_end`` is the month and day that
        a "whole year" is assumed to end on.
        """
        if self.state not in (*_DATED_STATES, State.ASSUMED):
            return None
        window = self.window(strict=strict)
        if window is None or self.state is not State.ASSUMED:
            return window and window[1]
        last = window[1]
        whole_year = (last.month, last.day) == (12, 31)
        return last.replace(month=year_end[0], day=year_end[1]) if whole_year else last

    def resolve(
        self, dates: Callable[[str], date | None], *, add_workdays: Callable[[date, int], date]
    ) -> date | None:
        """Return the due day of an open deadline once the dates of its events are known.

        ``dates`` gives the date of an event by :attr:`Awaited.subject` (``None``: not entered).
        The last of several decides; ``None`` while one is missing.
        """
        awaited = [atom for atom in self.atoms if isinstance(atom, Awaited)]
        found = [(atom, dates(atom.subject)) for atom in awaited]
        days = [_after(atom, day, add_workdays) for atom, day in found if day is not None]
        return max(days) if days and len(days) == len(awaited) else None

    def outside_year(self) -> tuple[Atom, ...]:
        """Return the dated statements that end outside the plan's year without saying so."""
        dated = (a for a in self.atoms if isinstance(a, Dated | Span) and a.kind != Kind.NEXT_YEAR)
        return tuple(a for a in dated if a.window(self.year, strict=False)[1].year != self.year)

    def roll(self, from_year: int, to_year: int) -> Deadline:
        """Return the deadline moved to another year's plan: written years move along.

        Raises :class:`DeadlineError` for a day that the other year does not have (29/02). Years
        inside the words of an event or document are not touched, see :meth:`fixed_words`.
        """
        moved = tuple(atom.roll(to_year - from_year) for atom in self.atoms)
        rolled = replace(self, atoms=moved, year=self.year + to_year - from_year)
        Deadline.parse(str(rolled), rolled.year)
        return rolled

    def fixed_words(self) -> tuple[str, ...]:
        """Return what rolling cannot judge: events and documents whose words name a year."""
        texts = (a.text for a in self.atoms if isinstance(a, Awaited))
        return tuple(t for t in texts if re.search(r"\b(19|20)\d\d\b", t))


def _after(atom: Awaited, event: date, add_workdays: Callable[[date, int], date]) -> date:
    if atom.counts_workdays and atom.amount:
        return add_workdays(
            event, -atom.amount if atom.link.lower() == "trước khi" else atom.amount
        )
    return atom.after(event)
