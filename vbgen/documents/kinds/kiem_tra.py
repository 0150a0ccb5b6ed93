"""What the documents of an inspection add to the context, all of it under the name ``kt``.

The choice of units comes from :mod:`vbgen.documents.inspection`, the findings from
:mod:`vbgen.documents.findings`; :mod:`vbgen.documents.kinds.kiem_tra_phat_hien` words the latter.
A fact that nobody entered is a blank, named by the row and cell to fill in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from vbgen.documents import findings as found
from vbgen.documents import frame, inspection, types
from vbgen.documents.blanks import Facts, OnDemand
from vbgen.documents.dossier import Draft
from vbgen.documents.fill import fill
from vbgen.documents.inspection import Programme, Row
from vbgen.documents.jobs import title_values
from vbgen.documents.kinds import kiem_tra_phat_hien
from vbgen.documents.kinds.kiem_tra_phat_hien import cell
from vbgen.documents.wording import target
from vbgen.model.answer_names import TITLE
from vbgen.model.fields import Placed
from vbgen.model.task import Task, TaskGroup
from vbgen.model.unit import Unit
from vbgen.vi.dates import long_date, short_date
from vbgen.vi.letters import lower_first
from vbgen.vi.numbers import percent
from vbgen.vi.text import Count
from vbgen.vi.unicode import fold

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

REMEDY_DAYS = "15"
ROLES = ("Trưởng đoàn", "Phó Trưởng đoàn", "Thành viên", "Thư ký")
# How the set's own papers are named in a sentence where the plan does not list them.
CITED = {
    "ke_hoach": (inspection.PLAN_TYPE, "kế hoạch kiểm tra"),
    "quyet_dinh": ("quyet-dinh-thanh-lap-doan", "quyết định thành lập Đoàn kiểm tra"),
    "thong_bao": (inspection.NOTICE_TYPE, "thông báo kết luận kiểm tra"),
}
_VISIT = ("ngay", "thoi_gian", "gio", "gio_ket_thuc", "dai_dien", "lien_he")
_MEMBER = ("ho_ten", "chuc_vu", "vai_tro")


def enrich(maker: Maker, values: dict[str, Any]) -> None:
    """Add ``kt``, and the inspection plan to the legal bases of a decision."""
    made = inspection.programme(maker.dossier, maker.draft.task)
    parts: dict[str, Callable[[], Any]] = {
        "ty_le": partial(share, maker, made),
        "don_vi": partial(timetable, maker, made),
        "doan": partial(team, maker),
        "noi_dung": partial(scope, maker, made),
        "lan": partial(visit, maker, made, maker.draft.unit),
        "ve_viec": partial(matter, maker),
        "dau_moi": partial(centre, maker),
        "thoi_han": partial(deadline, maker),
        "chi_tieu": lambda: [line for group in kt["noi_dung"] for line in group["chi_tieu"]],
        "so_nhiem_vu": lambda: Count(sum(group["so_nhiem_vu"] for group in kt["noi_dung"])),
        "tong_hop": lambda: kiem_tra_phat_hien.seen(
            maker, {group["ma"]: group["so_nhiem_vu"] for group in kt["noi_dung"]}
        ),
        "han_khac_phuc": partial(_setting, maker, "kiem_tra_han_khac_phuc", REMEDY_DAYS),
        "bao_cao_truoc": partial(_setting, maker, "kiem_tra_bao_cao_truoc", inspection.REPORT_DAYS),
        **{name: partial(cite, maker, *of) for name, of in CITED.items()},
        **kiem_tra_phat_hien.parts(maker, made),
    }
    kt = OnDemand(parts)
    values["kt"] = kt
    if maker.draft.type.frame == "quyet-dinh":
        values["can_cu"] = _with_basis(values["can_cu"], f"Căn cứ {kt['ke_hoach']}")


def _with_basis(bases: Sequence[str], more: str) -> list[str]:
    """Put a basis after the others, before the line of who proposes."""
    last = [line for line in bases if line.startswith("Theo đề nghị")]
    return frame.semicolons([*(line for line in bases if line not in last), more, *last])


def _setting(maker: Maker, key: str, default: str) -> str:
    plan = inspection.inspection_plan(maker.dossier, maker.draft.task)
    days = str(inspection.setting(maker.dossier, key, plan)) or default
    return days.zfill(2)


def centre(maker: Maker) -> str:
    """Return who runs the inspection: the first lead of its plan, the team if that is visited."""
    plan = inspection.inspection_plan(maker.dossier, maker.draft.task)
    unit = frame.drafting_unit(maker.dossier, replace(maker.draft, deliverable=plan))
    if unit is None or (maker.draft.unit is not None and unit.code == maker.draft.unit.code):
        return "Trưởng đoàn kiểm tra"
    return unit.name_on(maker.day)


def deadline(maker: Maker) -> str:
    """Return the deadline of the inspection plan as within a sentence."""
    plan = inspection.inspection_plan(maker.dossier, maker.draft.task)
    return lower_first(_one_line(plan.deadline_text)) if plan else ""


def matter(maker: Maker) -> str:
    """Return what the inspection is about, as within a sentence."""
    plan = inspection.inspection_plan(maker.dossier, maker.draft.task)
    abstract = (plan.subject if plan else "") or types.load(inspection.PLAN_TYPE).abstract
    return lower_first(_one_line(fill(abstract, title_values(maker.dossier, maker.draft))))


def _one_line(text: str) -> str:
    return " ".join(text.split())


# Who is inspected, and the share.


def share(maker: Maker, made: Programme) -> dict[str, Any]:
    """Return count, total, share, the minimum with its reason, and how the units were chosen."""
    total, chosen = len(made.counted), len(made.chosen)
    return {
        "tong": Count(total),
        "so": Count(chosen),
        "dat": kiem_tra_phat_hien.share_of(chosen, total),
        "toi_thieu": percent(made.minimum.percent, 100, trim=True),
        "can": Count(made.needed),
        "ly_do": _reason(made),
        "du": chosen >= made.needed,
        "duoc_chon": kiem_tra_phat_hien.names(maker, made.ruled),
        "ma_boc_tham": made.seed,
        "ngay_danh_muc": short_date(made.on),
        "them": kiem_tra_phat_hien.names(maker, made.extra),
    }


def _reason(made: Programme) -> str:
    """Say where the minimum comes from; nothing where nobody set it."""
    by_source = {"ke_hoach": "theo chỉ tiêu của kế hoạch năm"}
    return made.minimum.reason or by_source.get(made.minimum.source, "")


def timetable(maker: Maker, made: Programme) -> list[dict[str, Any]]:
    """Return the visits by the groups of their rows (``nhom``), in the order of mention.

    A single group has no name.
    """
    gathered: dict[str, list[Facts]] = {str(r.get("nhom", "")): [] for r in made.visits.values()}
    for unit in made.units:
        name = str(made.visits.get(unit.code, {}).get("nhom", ""))
        gathered.setdefault(name, []).append(visit(maker, made, unit))
    shown = {name: visits for name, visits in gathered.items() if visits}
    named = len(shown) > 1
    return [
        {"ten": (name or "Các đơn vị khác") if named else "", "lan": v} for name, v in shown.items()
    ]


def visit(maker: Maker, made: Programme, unit: Unit | None) -> Facts:
    """Return the visit of a unit: when, where, how, who stands for the unit."""
    if unit is None:
        return Facts({}, maker.blank, ())
    row = made.visits.get(unit.code, {})
    name = maker.dossier.register.full_label(unit, maker.day)
    day = inspection.day_in(row.get("ngay"))
    past = found.history(maker.dossier, unit.code)
    known = {
        **{key: str(row[key]) for key in _VISIT if row.get(key)},
        "ten": name,
        "dia_diem": str(row.get("dia_diem", "")) or f"trụ sở {name}",
        "hinh_thuc": str(row.get("hinh_thuc", "")) or "Trực tiếp",
        "chuc_vu_dai_dien": str(row.get("chuc_vu_dai_dien", "")) or maker.unit(unit)["thu_truong"],
        "y_kien": str(row.get("y_kien", "")).rstrip(" .;"),
        "nop_bao_cao": _hand_in(maker, row, day),
        "gan_nhat": str(past[0].year) if past else "Chưa",
    }
    if day:
        hour = f"{row['gio']}, n" if row.get("gio") else "N"
        known |= {
            "ngay": long_date(day).removeprefix("ngày "),
            "thoi_gian": f"{hour}gày {short_date(day)}",
        }
    ids = {"don_vi": str(row.get("don_vi", unit.code))}
    if unit in made.ruled:
        ids[inspection.HOW] = inspection.BY_RULE
    return Facts(known, cell(maker, inspection.VISITS, ids), _VISIT)


def _hand_in(maker: Maker, row: Row, day: date | None) -> str:
    """Say until when the unit's report is due: as entered, else working days before the visit."""
    days = _setting(maker, "kiem_tra_bao_cao_truoc", inspection.REPORT_DAYS)
    years = (day.year - 1, day.year) if day else ()
    given = inspection.report_due(row, int(days), maker.dossier.calendar(*years).add_workdays)
    if given is not None:
        return f"chậm nhất ngày {short_date(given)}"
    return f"trước ngày kiểm tra ít nhất {days} ngày làm việc"


# The set's own papers, and the team.


def cite(maker: Maker, slug: str, otherwise: str) -> str:
    """Cite a paper of the same task in full; its number and day are blanks until it is issued."""
    dossier, task = maker.dossier, maker.draft.task
    d = next((d for d in (task.all_deliverables if task else ()) if d.type == slug), None)
    if d is None:
        return f"{otherwise} của {dossier.office.body.called}"
    doc_type = types.load(slug)
    unit = maker.draft.unit if "theo_don_vi" in (d.fan_out, doc_type.fan_out) else None
    draft = Draft(doc_type, d.subject, deliverable=d, task=task, unit=unit)
    answers = dossier.supplement.answers(draft.code, draft.unit_code)
    abstract = str(answers.get(TITLE, "")) or d.subject or doc_type.abstract
    subject = _one_line(fill(abstract, title_values(dossier, draft)))
    about = "về việc" if doc_type.base == "quyet-dinh" else "về"
    return f"{maker.cited(draft)} của {dossier.issuer(draft).called} {about} {lower_first(subject)}"


def team(maker: Maker) -> dict[str, Any]:
    """Return the team: all members, the leader, the secretary; blanks where nobody is entered."""
    rows: Sequence[Row] = tuple(
        inspection.rows_of(maker.dossier, "doan_kiem_tra", maker.draft.task)
    ) or [{"vai_tro": Placed(role, maker.dossier.supplement.place)} for role in ROLES]
    members = [_member(maker, row) for row in rows]
    return {
        "thanh_vien": members,
        "truong_doan": _with_role(maker, members, "Trưởng đoàn"),
        "thu_ky": _with_role(maker, members, "Thư ký"),
    }


def _member(maker: Maker, row: Mapping[str, Any]) -> Facts:
    known = {key: str(row[key]) for key in _MEMBER if row.get(key)}
    return Facts(known, cell(maker, "doan_kiem_tra", known), _MEMBER)


def _with_role(maker: Maker, members: Iterable[Facts], role: str) -> Facts:
    """Return the member whose part begins with ``role``; a blank one where there is none."""
    own = (m for m in members if fold(m.get("vai_tro", "")).startswith(fold(role)))
    return next(own, _member(maker, {"vai_tro": role}))


# What is inspected: the plan's tasks in which the units take part.


def scope(maker: Maker, made: Programme) -> list[dict[str, Any]]:
    """Return the plan's groups with the tasks of the inspected units, the inspection itself not."""
    units = (maker.draft.unit,) if maker.draft.unit else made.units
    groups = []
    for group in maker.dossier.plan.groups:
        tasks = [
            t for t in group.tasks if t is not maker.draft.task and _takes_part(maker, t, units)
        ]
        if tasks:
            groups.append(_field(maker, group, tasks))
    return groups


def _takes_part(maker: Maker, task: Task, units: Iterable[Unit]) -> bool:
    return any(maker.role_of(task, unit) for unit in units)


def _field(maker: Maker, group: TaskGroup, tasks: Sequence[Task]) -> dict[str, Any]:
    return {
        "ma": group.number,
        "ten": kiem_tra_phat_hien.group_name(maker, group),
        "cac_so": ", ".join(t.number for t in tasks),
        "so_nhiem_vu": Count(len(tasks)),
        "nhiem_vu": [maker.task(t, maker.draft.unit) for t in tasks],
        "chi_tieu": [target(t) for task in tasks for d in task.deliverables for t in d.targets],
    }
