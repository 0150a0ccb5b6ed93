"""A unit's own plan: its share of the parent plan, with codes (domain: share of a unit).

Rows given to a group reach every member. Dated rows come first by date, then those whose time is
open.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from vbgen.documents.abbreviations import abbreviations, spell
from vbgen.documents.kept import CODE, document_keys, keeps, kept_rows
from vbgen.documents.wording import head_of, running, target, within
from vbgen.model.task import Deliverable, Task
from vbgen.model.unit import Unit
from vbgen.vi.dates import parse_date
from vbgen.vi.letters import capitalize_first
from vbgen.vi.text import squeeze, two_digits

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

OWN, PARENT = "Kế hoạch này", "Kế hoạch năm"  # as the parent plan and this one call it
ROLES = ("chu_tri", "phoi_hop")


def enrich(maker: Maker, values: dict[str, Any]) -> None:
    """Add the unit's rows as lead and as partner, its duties, targets and counts."""
    unit = maker.draft.unit
    share = shares(maker, unit) if unit else {role: [] for role in ROLES}
    duties = list(own_duties(maker, unit)) if unit else []
    names = {
        "phan_viec": share,
        "so_chu_tri": two_digits(len(share["chu_tri"])),
        "so_phoi_hop": two_digits(len(share["phoi_hop"])),
        "trach_nhiem": duties,
        "chi_tieu": own_targets(maker, unit) if unit else [],
    }
    known = abbreviations(maker.dossier.plan)
    values.update({key: spell(value, known) for key, value in names.items()})
    values.update(thuong=running, trong_cau=within)
    here = values["don_vi"]
    values["thu_truong"] = head_of(here["nguoi_dung_dau"], here["ten"]) if here else ""


def shares(maker: Maker, unit: Unit) -> dict[str, list[dict[str, Any]]]:
    """Return the unit's rows by role, each list by due day, those without a day last."""
    found: dict[str, list[tuple[date, str, dict[str, Any]]]] = {role: [] for role in ROLES}
    kept = kept_rows(maker, "phan_cong") if keeps(maker, "phan_cong") else ()
    people = {str(row.get("san_pham")): str(row.get("nguoi")) for row in kept if row.get("nguoi")}
    for task in maker.dossier.plan.tasks:
        for d in task.deliverables:
            role = _role(maker, d, unit)
            if role:
                row = _row(maker, d, task, role, people)
                found[role].append((_due(maker, d), d.code, row))
    return {
        role: [row for *_, row in sorted(rows, key=lambda r: r[:2])] for role, rows in found.items()
    }


def _role(maker: Maker, d: Deliverable, unit: Unit) -> str:
    register, day = maker.dossier.register, maker.day
    for role, codes in zip(ROLES, (d.leads, d.partners), strict=True):
        if unit.code in register.codes(codes, day):
            return role
    return ""


def _row(
    maker: Maker, d: Deliverable, task: Task, role: str, people: dict[str, str]
) -> dict[str, Any]:
    others = d.partners if role == "chu_tri" else d.leads
    known = ((CODE, document_keys(maker)[-1]), ("san_pham", d.code))
    condition = f" ({d.condition})" if d.condition and d.condition not in d.name else ""
    return {
        "ma": d.code,
        "so": task.number,
        "nhiem_vu": maker.plain(task.task) or maker.plain(task.goal),
        "san_pham": squeeze(f"{d.name or d.subject}{condition}"),
        "cung": maker.labels(others),
        "thoi_han": capitalize_first(squeeze(d.deadline_text)),
        "nguoi": people.get(d.code) or maker.asked.cell("phan_cong", known, "nguoi"),
    }


def _due(maker: Maker, d: Deliverable) -> date:
    """Return the day a row is sorted by; the last one there is where none is named."""
    if d.deadline is None:
        return date.max
    deadline, end = d.deadline, maker.dossier.office.settings.year_end

    def make() -> date:
        year_end = parse_date(f"{end}/{maker.dossier.plan.year}")
        return deadline.due_day(year_end=(year_end.month, year_end.day)) or date.max

    return maker.dossier.shelf.kept_of(d, "due day", make)


def own_duties(maker: Maker, unit: Unit) -> Iterator[str]:
    """Yield what the plan's body charges the unit with, by name or as a member of a group."""
    register = maker.dossier.register
    for p in maker.dossier.plan.body:
        if p.unit and unit.code in register.codes((p.unit,), maker.day):
            text = maker.plain(p.text)
            bare = text.split(". ", 1)[1] if p.number and text.startswith(f"{p.number}. ") else text
            yield f"{bare.replace(OWN, PARENT)}."


def own_targets(maker: Maker, unit: Unit) -> list[str]:
    """Return the measurable targets of what the unit leads."""
    products = maker.dossier.plan.deliverables
    return [target(t) for d in products if _role(maker, d, unit) == "chu_tri" for t in d.targets]
