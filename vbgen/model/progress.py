"""Progress as it is judged: what a lead may answer, what it answered, where each thing counts.

The words are those of the form that units fill in; the counting rules stand in
:mod:`vbgen.documents.periodic.progress`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from vbgen.model.period import period_order
from vbgen.model.progress_record import Origin
from vbgen.vi.unicode import fold


class State(StrEnum):
    """What a unit may answer under "Trạng thái"; the value is what the drop-down shows."""

    NOT_STARTED = "Chưa thực hiện"
    DOING = "Đang thực hiện"
    DONE = "Hoàn thành"
    NOT_ARISING = "Không phát sinh"
    PAUSED = "Tạm dừng"
    CANCELLED = "Hủy"
    ADJUSTED = "Điều chỉnh"
    CARRIED = "Chuyển kỳ sau"


# These end a deliverable: they hold for the later periods too.
FINAL = frozenset({State.DONE, State.NOT_ARISING, State.CANCELLED})
# With several leads, those who answer so are left out while others have something to do.
NOTHING_TO_DO = frozenset({State.NOT_ARISING, State.CANCELLED})

_BY_FOLD = {fold(state): state for state in State}


@lru_cache(maxsize=5000)  # the same few words stand in every row of a province
def read_state(text: str) -> State | None:
    """Return the state of that very name (case, Unicode form and spaces apart), else ``None``."""
    return _BY_FOLD.get(fold(text))


class Status(StrEnum):
    """Where a deliverable counts: each in exactly one; the value is the key in JSON."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    DOING = "doing"
    OVERDUE = "overdue"
    NOT_DUE = "not_due"
    NOT_ARISING = "not_arising"
    STOPPED = "stopped"
    NOT_REPORTED = "not_reported"


DONE = frozenset({Status.DONE_ON_TIME, Status.DONE_LATE})
# Among several leads of which not all are done, the first of these that one of them has counts.
WORST_FIRST = (
    Status.OVERDUE,
    Status.NOT_REPORTED,
    Status.DOING,
    Status.NOT_DUE,
    Status.STOPPED,
)


@dataclass(frozen=True, slots=True)
class Item:
    """A deliverable in scope: its leads inside the office, and the day by which it is due.

    ``due`` is set only where the schedule's day is fixed or a period's end. ``recurring``: answered
    anew each period, without a due day. ``regular``: the deadline reads "thường xuyên".
    ``per_unit``: each lead makes a document of its own.
    """

    code: str
    task: str
    group: str
    leads: tuple[str, ...]
    due: date | None = None
    recurring: bool = False
    regular: bool = False
    per_unit: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """The document that a lead names as its result."""

    number: str = ""
    symbol: str = ""
    issued: date | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """What one lead answered about one deliverable in one period.

    ``until`` is the period's cut-off day. ``texts`` and ``origins`` hold every filled field by its
    key (see :mod:`vbgen.model.progress_columns`), as typed and where it stood.
    """

    period: str
    until: date
    code: str
    unit: str
    state: State
    paper: Paper = Paper()
    done_on: date | None = None
    new_due: date | None = None
    permit: str = ""
    texts: Mapping[str, str] = field(default_factory=dict, hash=False)
    origins: Mapping[str, Origin] = field(default_factory=dict, hash=False)

    @property
    def order(self) -> tuple[date, int]:
        """What sorts answers by period."""
        return period_order(self.period, self.until)

    @property
    def day(self) -> date | None:
        """The day it was done: Ngày hoàn thành, else Ngày ban hành."""
        return self.done_on or self.paper.issued

    @property
    def origin(self) -> Origin:
        """The cell of the state."""
        return self.origins.get("trang_thai", Origin())


@dataclass(frozen=True, slots=True)
class Issue:
    """A document in the register that makes a deliverable done. ``unit`` is empty for all leads."""

    code: str
    day: date
    unit: str = ""
    number_symbol: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """The days a period's data cover, first and last (the cut-off day)."""

    code: str
    start: date
    until: date

    @property
    def order(self) -> tuple[date, int]:
        """What sorts periods; an answer of a lesser order is of an earlier one."""
        return period_order(self.code, self.until)


@dataclass(frozen=True, slots=True)
class LeadStatus:
    """How one lead stands with one deliverable, and why.

    ``basis``: ``returned`` (this period), ``carried`` (a final state of an earlier one),
    ``register`` (an issued document) or empty (nothing). ``due`` is the day in force for this lead.
    """

    unit: str
    status: Status
    basis: str = ""
    state: State | None = None
    day: date | None = None
    due: date | None = None
    answer: Returned | None = None
    issue: Issue | None = None

    @property
    def nothing_to_do(self) -> bool:
        """Whether the lead is left out beside others (Không phát sinh, Hủy)."""
        return self.basis != "register" and self.state in NOTHING_TO_DO


@dataclass(frozen=True, slots=True)
class ItemStatus:
    """How a deliverable stands, from the states of its leads."""

    item: Item
    status: Status
    leads: tuple[LeadStatus, ...]

    @property
    def dropped(self) -> bool:
        """Whether every lead says Hủy or Không phát sinh: no longer part of its task."""
        return all(lead.nothing_to_do for lead in self.leads)
