"""What a draft is made from: the workspace's values, frozen, and the draft itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from vbgen.documents.decree_types import title_of
from vbgen.documents.shelf import Shelf
from vbgen.documents.types import DocumentType
from vbgen.model.answer_names import PLANNED_DAY
from vbgen.model.office import Issuer, Office
from vbgen.model.period import Period, Regime
from vbgen.model.plan import Plan
from vbgen.model.supplement import Answer, Supplement
from vbgen.model.task import Deliverable, Task
from vbgen.model.unit import Register, Unit
from vbgen.vi.dates import parse_date

if TYPE_CHECKING:
    from vbgen.documents.calendar import WorkCalendar
    from vbgen.model.issued import IssuedDocument


@dataclass(frozen=True)
class Dossier:
    """Everything the drafts of one workspace follow from.

    ``as_of``: the day the command was asked for, None when it was not; nothing here reads a clock.
    ``rich`` turns a text with ``*emphasis*`` into what the templates print. ``more`` holds frozen
    results that other parts computed (progress counts, schedule entries) for the types that tell of
    them. ``own_holidays``: years of the office's own calendar, before the shipped ones.
    """

    office: Office
    register: Register
    plan: Plan
    supplement: Supplement
    regimes: Mapping[str, Regime] = field(default_factory=dict)
    issued: tuple[IssuedDocument, ...] = ()
    as_of: date | None = None
    rich: Callable[[str], Any] = str
    more: Mapping[str, Any] = field(default_factory=dict)
    own_holidays: tuple[Mapping[str, Any], ...] = ()

    @cached_property
    def shelf(self) -> Shelf:
        """What the drafts have in common; it saves time and changes nothing."""
        return Shelf()

    def calendar(self, *years: int) -> WorkCalendar:
        """Return the working days of some years, the office's own calendar first."""
        from vbgen.documents.calendar import load_calendar

        return self.shelf.kept(("calendar", years), lambda: load_calendar(years, self.own_holidays))

    def issued_for(self, code: str, unit: str = "", period: str = "") -> IssuedDocument | None:
        """Return the issued document of a deliverable, of that unit and period where given."""
        for doc in self.issued:
            same_unit, same_period = doc.unit in ("", unit), doc.period in ("", period)
            if code and doc.deliverable == code and same_unit and same_period:
                return doc
        return None

    def issued_as(self, draft: Draft) -> IssuedDocument | None:
        """Return what a draft was issued as; without a code its type tells it from others.

        Of the documents that a list makes row by row, each is known by its own file alone.
        """
        parts = {draft.stem} - {""} if draft.row_code else {"", draft.stem}
        for doc in self.issued_by_code.get(draft.code, ()):
            if doc.part in parts:
                same_type = bool(draft.code) or doc.type == draft.type.slug
                same_unit = doc.unit in ("", draft.unit_code)
                if same_type and same_unit and doc.period in ("", draft.period_code):
                    return doc
        return None

    @cached_property
    def issued_by_code(self) -> Mapping[str, Sequence[IssuedDocument]]:
        """The issued documents by the deliverable's code; those without one under an empty one."""
        found: dict[str, list[IssuedDocument]] = {}
        for doc in self.issued:
            found.setdefault(doc.deliverable, []).append(doc)
        return found

    def issuer(self, draft: Draft) -> Issuer:
        """Return who issues the draft: the office, its superior, or the unit."""
        return self.shelf.kept_about(draft, "issuer", lambda: self._issuer(draft))

    def _issuer(self, draft: Draft) -> Issuer:
        who = (draft.deliverable.issuer if draft.deliverable else "") or draft.type.issuer
        if who == "cap_tren" and self.office.superior is not None:
            return self.office.superior
        if who == "don_vi" and draft.unit is not None:
            unit, name = draft.unit, draft.unit.name_on(self.day_of(draft))
            make = self.office.unit_issuer
            return self.shelf.kept_for(unit.code, ("issuer", name), lambda: make(unit, name))
        return self.office.body

    def answers(self, draft: Draft) -> Mapping[str, Answer]:
        """Return what the workspace supplies for a draft, the row it is made of coming first."""
        return self.shelf.kept_about(draft, "answers", lambda: self._answers(draft))

    def _answers(self, draft: Draft) -> dict[str, Answer]:
        found = self.supplement.answers(draft.key, draft.unit_code, draft.period_code)
        return {**found, **draft.row}

    def day_of(self, draft: Draft) -> date:
        """Return the day a draft is judged by: issued, planned, asked for, the plan's own."""
        return self.shelf.kept_about(draft, "day", lambda: self._day_of(draft))

    def _day_of(self, draft: Draft) -> date:
        issued = self.issued_as(draft)
        if issued is not None:
            return issued.issued
        planned = str(self.answers(draft).get(PLANNED_DAY, ""))
        if planned:
            try:
                return parse_date(planned)
            except ValueError:
                pass  # the workspace's own check names it
        if draft.is_plan:
            return self.plan.draft_date
        return self.as_of or self.plan.draft_date


@dataclass(frozen=True)
class Draft:
    """One document to be drafted: its type and what it is for.

    ``row``: the row of the workspace it is made of, where each row makes a document; ``row_code``
    tells the rows apart and is no name of a person.
    """

    type: DocumentType
    subject: str
    stem: str = ""
    deliverable: Deliverable | None = None
    task: Task | None = None
    unit: Unit | None = None
    period: Period | None = None
    row: Mapping[str, Answer] = field(default_factory=dict)
    row_code: str = ""

    @property
    def is_plan(self) -> bool:
        """Tell whether this is the plan itself."""
        return self.type.slug == "ke-hoach"

    @property
    def code(self) -> str:
        """The deliverable's code, empty for a document that follows from the plan as a whole."""
        return self.deliverable.code if self.deliverable else ""

    @property
    def key(self) -> str:
        """What it is known by: the deliverable's code; without one, the type stands for itself."""
        return self.code or self.type.slug

    @property
    def unit_code(self) -> str:
        """The unit's code, empty where the document is not for one unit."""
        return self.unit.code if self.unit else ""

    @property
    def period_code(self) -> str:
        """The period's code, empty where the document is not for one period."""
        return self.period.code if self.period else ""

    @property
    def title(self) -> str:
        """Type name and abstract on one line."""
        return title_of(self.type, self.subject)


@dataclass(frozen=True, slots=True)
class Declined:
    """A deliverable that vbgen does not draft, with the reason."""

    deliverable: str
    type: str
    title: str
    reason: str
