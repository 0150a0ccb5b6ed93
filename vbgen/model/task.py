"""Tasks of the plan's appendix and the deliverables they promise.

A task prints as one row or more (a row has one product cell and one time cell); a row yields one
deliverable or more. The deliverable is the unit of scheduling, drafting and progress; its stored
code (``2024-II-07.1``) is its identity.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from vbgen.errors import Place
from vbgen.model.deadline import Deadline
from vbgen.model.fields import Placed
from vbgen.vi.patterns import Pattern

# What a product can be besides a document; the Vietnamese name is what people read.
NOT_DOCUMENTS = {
    "phan-mem": "phần mềm",
    "du-lieu": "kho dữ liệu",
    "he-thong": "hệ thống",
    "chi-tieu": "chỉ tiêu",
    "tap-huan": "tập huấn",
    "bai-viet": "bài viết, sản phẩm tuyên truyền",
    "ho-so": "hồ sơ",
    "khac": "kết quả khác",
}
FAN_OUTS = ("mot_lan", "theo_ky", "theo_don_vi", "theo_nguoi")
NORMATIVE = ("khong", "co", "chua_ro")
ISSUERS = ("van_phong", "cap_tren", "don_vi")
CODE = Pattern(r"(\d{4})-([IVXLC]+)-(\d{2,3})\.(\d{1,2}|[a-zđ])")


@dataclass(frozen=True, slots=True)
class Target:
    """A measurable target (chỉ tiêu): ``value`` as written, comparator, unit, what, which level."""

    value: str
    comparator: str = ">="
    unit: str = "%"
    what: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Deliverable:
    """One product of a task (sản phẩm).

    ``type``: slug of a document type, or a key of :data:`NOT_DOCUMENTS`; ``leads``/``partners``:
    codes of units or groups; ``fan_out``, ``issuer``: empty = as the type declares; ``normative``:
    whether it is a normative document, outside the decree; ``after``: code of the deliverable a
    supporting document goes with.
    """

    code: str
    name: str
    type: str
    subject: str = ""
    leads: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    deadline: Deadline | None = None
    deadline_text: str = ""
    condition: str = ""
    normative: str = "khong"
    fan_out: str = ""
    regime: str = ""
    issuer: str = ""
    targets: tuple[Target, ...] = ()
    supporting: bool = False
    after: str = ""
    place: Place = dataclasses.field(default_factory=Place, compare=False)

    @property
    def is_document(self) -> bool:
        """Tell a document from software, data, indicators and the like."""
        return self.type not in NOT_DOCUMENTS


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row of a task: its cells by column role, and the deliverables it yields."""

    cells: dict[str, Placed]
    deliverables: tuple[Deliverable, ...]
    place: Place = dataclasses.field(default_factory=Place, compare=False)


@dataclass(frozen=True, slots=True)
class Task:
    """A task of the appendix (nhiệm vụ): printed number, goal, task, activity, rows."""

    number: str
    goal: Placed
    task: Placed
    activity: Placed
    rows: tuple[Row, ...]
    supporting: tuple[Deliverable, ...] = ()
    watcher: str = ""
    normative: str = "khong"
    group: str = ""
    field: str = ""
    extra: dict[str, Placed] = dataclasses.field(default_factory=dict)
    place: Place = dataclasses.field(default_factory=Place, compare=False)

    @property
    def deliverables(self) -> tuple[Deliverable, ...]:
        """The named products, in order."""
        return tuple(d for row in self.rows for d in row.deliverables)

    @property
    def all_deliverables(self) -> tuple[Deliverable, ...]:
        """Named products and supporting documents."""
        return (*self.deliverables, *self.supporting)

    @property
    def title(self) -> str:
        """What the task is about in one line."""
        return " ".join((self.task or self.goal or self.activity).split())


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """A group of tasks (nhóm nhiệm vụ): roman number, title, field of work."""

    number: str
    title: Placed
    field: str
    tasks: tuple[Task, ...]
    place: Place = dataclasses.field(default_factory=Place, compare=False)
