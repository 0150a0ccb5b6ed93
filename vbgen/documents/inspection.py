"""Inspection (kiểm tra): which units are visited, out of how many, by which rule. Pure.

The rows stand in ``bo-sung`` (docs/dinh-dang-bo-sung.md): ``kiem_tra`` the visits of the year,
``lich_su_kiem_tra`` those of earlier years; what was found is read by
:mod:`vbgen.documents.findings`. A share of units is rounded up: a part of a unit is not inspected.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from vbgen.documents.dossier import Dossier
from vbgen.model.answer_names import PLANNED_DAY
from vbgen.model.fields import Placed
from vbgen.model.supplement import Answer
from vbgen.model.task import Deliverable, Task
from vbgen.model.unit import Register, Unit
from vbgen.vi.dates import parse_date
from vbgen.vi.numbers import parse_number

Row = Mapping[str, Answer]
AddWorkdays = Callable[[date, int], date]

PLAN_TYPE, NOTICE_TYPE = "ke-hoach-kiem-tra", "thong-bao-ket-luan-kiem-tra"
RECORD_TYPE, REPORT_TYPE = "bien-ban-kiem-tra", "bao-cao-phuc-vu-kiem-tra"
VISITS, EARLIER, FINDINGS = "kiem_tra", "lich_su_kiem_tra", "phat_hien"
BY_HAND, BY_RULE = "tay", "quy_tac"
HOW = "chon"  # a cell that says that the rule picked the unit, once the draw is recorded
# The least share that scoring guides of provinces reward, where neither plan nor office states one.
DEFAULT_SHARE = Decimal(30)
NEVER = 0
REPORT_DAYS = "5"  # working days before a visit by which the unit's own report is due


@dataclass(frozen=True, slots=True)
class Minimum:
    """The least share of units to inspect, in percent; ``source``: ``dat`` | ``ke_hoach`` |
    ``mac_dinh`` (set by the office, a target of the plan, neither); ``reason`` as it is printed.
    """

    percent: Decimal
    source: str
    reason: str = ""


@dataclass(frozen=True)
class Programme:
    """The inspection that one task asks for.

    ``on``: the day whose register counts; ``counted``: the units that make up the whole;
    ``chosen``: those of them to inspect; ``ruled``: the chosen ones that the rule picked;
    ``extra``: units inspected besides, outside the whole; ``inspected``: those of all of them whose
    inspection has a result (findings, none on record, a notice). All in the register's order.
    """

    on: date
    counted: tuple[Unit, ...]
    minimum: Minimum
    chosen: tuple[Unit, ...]
    ruled: tuple[Unit, ...]
    extra: tuple[Unit, ...]
    inspected: tuple[Unit, ...]
    rule: str
    seed: str
    visits: Mapping[str, Row]

    @property
    def units(self) -> tuple[Unit, ...]:
        """All units that are visited."""
        return (*self.chosen, *self.extra)

    @property
    def needed(self) -> int:
        """How many units the minimum asks for."""
        return needed(len(self.counted), self.minimum.percent)


def needed(total: int, percent: Decimal) -> int:
    """Return how many of ``total`` units make up at least ``percent``, rounded up."""
    return ceil(Fraction(percent) * total / 100)


def choose(
    candidates: Iterable[str],
    last: Mapping[str, int],
    count: int,
    seed: str,
    fixed: Collection[str] = (),
) -> frozenset[str]:
    """Pick units until ``count`` are there, the ``fixed`` ones among them.

    Longest not inspected first (``last``: year by code, none = never); among equals a draw: each
    unit's lot is a digest of seed and code, so neither the order of the register nor the presence
    of another unit changes it, and anybody can draw again with the same seed.
    """
    rest = {code for code in candidates if code not in fixed}
    order = sorted(rest, key=lambda code: (last.get(code, NEVER), _lot(seed, code)))
    return frozenset(order[: max(0, count - len(fixed))])


def _lot(seed: str, code: str) -> str:
    return hashlib.sha256(f"{seed}|{code}".encode()).hexdigest()


def programme(dossier: Dossier, task: Task | None) -> Programme:
    """Return the inspection of a task: visits entered by hand, filled up by the rule if asked."""
    plan = inspection_plan(dossier, task)
    day, minimum = register_day(dossier, plan), minimum_share(dossier, plan)
    counted = tuple(u for u in dossier.register.inside(day) if u.counted)
    codes = [u.code for u in counted]
    visits = visits_by_unit(dossier, task)
    recorded = {code for code, row in visits.items() if row.get(HOW) == BY_RULE}
    by_default = BY_HAND if visits.keys() - recorded else BY_RULE
    rule = setting(dossier, "kiem_tra_cach_chon", plan) or by_default
    seed = setting(dossier, "kiem_tra_ma_boc_tham", plan) or str(dossier.plan.year)
    ruled = frozenset(recorded)
    if rule == BY_RULE:
        fixed = [code for code in codes if code in visits]
        count = needed(len(codes), minimum.percent)
        ruled |= choose(codes, last_inspected(dossier), count, seed, fixed)
    chosen = tuple(u for u in counted if u.code in ruled or u.code in visits)
    extra = tuple(u for u in dossier.register.units if u.code in visits and u not in counted)
    finished = _finished(dossier, task)
    return Programme(
        on=day,
        counted=counted,
        minimum=minimum,
        chosen=chosen,
        ruled=tuple(u for u in counted if u.code in ruled),
        extra=extra,
        inspected=tuple(u for u in (*chosen, *extra) if u.code in finished),
        rule=rule,
        seed=seed,
        visits=visits,
    )


def inspection_plan(dossier: Dossier, task: Task | None) -> Deliverable | None:
    """Return the inspection plan of a task, else the first one that the parent plan names."""
    own = task.all_deliverables if task else ()
    found = (d for d in (*own, *dossier.plan.by_code.values()) if d.type == PLAN_TYPE)
    return next(found, None)


def setting(dossier: Dossier, key: str, plan: Deliverable | None = None) -> Placed | str:
    """Return a setting: of the inspection plan, of the workspace, of the office; else nothing."""
    answers = dossier.supplement.answers(plan.code if plan else "")
    value = answers.get(key)
    if isinstance(value, str) and value.strip():
        return value
    return dossier.office.settings.values.get(key, "")


def register_day(dossier: Dossier, plan: Deliverable | None) -> date:
    """Return the day whose units count: as set, of the inspection plan, of the parent plan.

    Not the day of the command: the choice must not change between the plan and its letters.
    """
    code = plan.code if plan else ""
    issued = dossier.issued_for(code)
    planned = dossier.supplement.answers(code).get(PLANNED_DAY, "")
    return (
        day_in(setting(dossier, "kiem_tra_ngay_danh_muc", plan))
        or (issued.issued if issued else None)
        or day_in(planned)
        or dossier.plan.draft_date
    )


def minimum_share(dossier: Dossier, plan: Deliverable | None) -> Minimum:
    """Return the least share: as set, else the percentage that the plan promises, else 30%."""
    stated = str(setting(dossier, "kiem_tra_ty_le", plan))
    reason = str(setting(dossier, "kiem_tra_ly_do", plan))
    own = percent_in(stated)
    if own is not None:
        return Minimum(own, "dat", reason)
    promised = (percent_in(t.value) for t in (plan.targets if plan else ()) if t.unit == "%")
    of_plan = next((share for share in promised if share is not None), None)
    if of_plan is not None:
        return Minimum(of_plan, "ke_hoach", reason)
    return Minimum(DEFAULT_SHARE, "mac_dinh", reason)


def percent_in(text: str) -> Decimal | None:
    """Read ``30``, ``30%`` or ``33,5 %``; None where it is no share above 0 and up to 100."""
    try:
        value = parse_number(text.replace("%", "").strip())
    except ValueError:
        return None
    return value if 0 < value <= 100 else None


def day_in(value: object) -> date | None:
    """Read a day; None where there is none (what is no day is reported when opening)."""
    try:
        return parse_date(str(value)) if value else None
    except ValueError:
        return None


def visits_by_unit(dossier: Dossier, task: Task | None) -> dict[str, Row]:
    """Return the row of each unit's visit; a row with ``nhiem_vu`` belongs to that task alone."""
    found: dict[str, Row] = {}
    for row in rows_of(dossier, VISITS, task):
        unit = unit_of(dossier.register, row)
        if unit is not None:
            found.setdefault(unit.code, row)
    return found


def rows_of(dossier: Dossier, kind: str, task: Task | None) -> Iterator[Row]:
    """Yield the rows of a kind that concern a task."""
    for row in dossier.supplement.lists.get(kind, ()):
        number = str(row.get("nhiem_vu", ""))
        if task is None or number in {"", task.number}:
            yield row


def unit_of(register: Register, row: Row) -> Unit | None:
    """Return the one unit a row names, by code, name, former name or alias."""
    found = register.find(str(row.get("don_vi", "")))
    return found[0] if len(found) == 1 and isinstance(found[0], Unit) else None


def last_inspected(dossier: Dossier) -> dict[str, int]:
    """Return the latest year before the plan's own in which each unit was inspected."""
    last: dict[str, int] = {}
    for kind in (EARLIER, FINDINGS):
        for row in dossier.supplement.lists.get(kind, ()):
            unit, year = unit_of(dossier.register, row), str(row.get("nam", ""))
            if unit is not None and year.isdecimal() and int(year) < dossier.plan.year:
                last[unit.code] = max(last.get(unit.code, NEVER), int(year))
    return last


def _finished(dossier: Dossier, task: Task | None) -> set[str]:
    """Return the codes of units whose inspection this year has a result."""
    year = str(dossier.plan.year)
    named = [
        *(r for r in rows_of(dossier, FINDINGS, task) if str(r.get("nam", "")) in {"", year}),
        *(r for r in rows_of(dossier, VISITS, task) if r.get("khong_phat_hien") == "co"),
    ]
    codes = {unit.code for row in named if (unit := unit_of(dossier.register, row))}
    own = task.all_deliverables if task else tuple(dossier.plan.by_code.values())
    notices = {d.code for d in own if d.type == NOTICE_TYPE}
    return codes | {doc.unit for doc in dossier.issued if doc.deliverable in notices}


def visit_due(
    dossier: Dossier, d: Deliverable, unit: str, add_workdays: AddWorkdays
) -> date | None:
    """Return when a paper of a visit is due: the record that day, the unit's report before it."""
    if d.type not in (RECORD_TYPE, REPORT_TYPE):
        return None
    row = visits_by_unit(dossier, dossier.plan.task_of.get(d.code)).get(unit, {})
    if d.type == RECORD_TYPE:
        return day_in(row.get("ngay"))
    return report_due(row, report_days(dossier, d.after), add_workdays)


def report_days(dossier: Dossier, code: str) -> int:
    """Return how many working days before the visit the unit's report is due."""
    plan = dossier.plan.by_code.get(code)
    return int(setting(dossier, "kiem_tra_bao_cao_truoc", plan) or REPORT_DAYS)


def report_due(row: Row, days: int, add_workdays: AddWorkdays) -> date | None:
    """Return the day entered for the unit's report, else ``days`` before the visit, if known."""
    visit = day_in(row.get("ngay"))
    return day_in(row.get("han_bao_cao")) or (add_workdays(visit, -days) if visit else None)
