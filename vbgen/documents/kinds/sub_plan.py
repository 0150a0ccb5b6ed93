"""What a plan, scheme or report on one task adds to the context: the rest of its task, in words.

Everything follows from the parent plan (its tasks, products, deadlines, body) or from the workspace
(``bo-sung: hoat_dong``); nothing is composed here but lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from vbgen.documents.abbreviations import abbreviations, spell
from vbgen.documents.guiding import funding_unit, guiding
from vbgen.documents.kept import CODE, KeptRow, document_keys, keeps, kept_rows
from vbgen.documents.wording import running, target, within
from vbgen.model.task import Deliverable, Task
from vbgen.vi.letters import capitalize_first, lower, lower_first
from vbgen.vi.text import squeeze

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

# Names that quote the plan, whose short forms this document does not explain.
QUOTED = (
    "san_pham",
    "nhiem_vu",
    "hoat_dong",
    "viec",
    "dinh_huong",
    "chi_tieu",
    "tat_ca_nhom",
    "nhiem_vu_linh_vuc",
)
# What a document is for that gathers people, by the words of its abstract.
EVENTS = {
    "tap-huan": ("tập huấn", "bồi dưỡng kỹ năng", "hướng dẫn sử dụng"),
    "cuoc-thi": ("cuộc thi", "hội thi"),
    "doan": ("học tập kinh nghiệm", "đoàn công tác", "tham quan"),
    "su-kien": ("hội nghị", "hội thảo", "diễn tập", "tọa đàm", "lễ phát động"),
}
OPTIONAL = ("san_pham", "kinh_phi", "ghi_chu")
_CITED = re.compile(r"\[\[([^\[\]]+)\]\]")


def enrich(maker: Maker, values: dict[str, Any]) -> None:
    """Add leads, partners, activities, reports, targets, what the plan says of the matter."""
    values.update(carrying_out(maker, values))
    known = abbreviations(maker.dossier.plan)
    values.update({key: spell(values[key], known) for key in QUOTED})


def carrying_out(maker: Maker, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the names that every document on one task may use (docs/adding-a-type.md)."""
    d, plan = maker.draft.deliverable, maker.dossier.plan
    leads = [maker.labels((code,)) for code in leading(maker, d)]
    subject = " ".join(maker.draft.subject.split())
    return {
        "ve_viec": lower_first(subject),
        "su_kien": event(subject),
        "thuong": running,
        "trong_cau": within,
        "thuc_hien": acts_on(maker, values["ke_hoach"]["vien_dan"]),
        "dau_moi": leads[0] if leads else "",
        "dong_chu_tri": leads[1:],
        "cac_phoi_hop": [maker.labels((code,)) for code in d.partners] if d else [],
        "tai_chinh": funding_unit(maker),
        "hoat_dong": activities(maker),
        "bao_cao": reports(maker),
        "chi_tieu": task_targets(maker.draft.task),
        "chi_tieu_so": lambda: numbered_targets(maker),
        "nhiem_vu_linh_vuc": field_tasks(maker),
        "viec": lines(maker, maker.draft.task),
        "dinh_huong": guiding(maker),
        "linh_vuc": [f.name for f in plan.fields],
        "tat_ca_nhom": [
            {
                "so": g.number,
                "ten": str(g.title),
                "goi": next((f.name for f in plan.fields if f.code == g.field), str(g.title)),
                "nhiem_vu": [maker.task(t) for t in g.tasks],
            }
            for g in plan.groups
        ],
        "danh_sach": lambda kind: kept_rows(maker, kind),
        "co_danh_sach": lambda kind: keeps(maker, kind) and bool(kept_rows(maker, kind)),
    }


def leading(maker: Maker, d: Deliverable | None) -> tuple[str, ...]:
    """Return the codes of the leads, the office itself standing for the unit that drafts for it."""
    drafting = maker.dossier.office.drafting_unit
    own = maker.dossier.office.body.code
    codes = d.leads if d and d.leads else (drafting,)
    return tuple(dict.fromkeys(drafting if code == own else code for code in codes))


def event(subject: str) -> str:
    """Return the kind of gathering that an abstract speaks of, empty where it is none."""
    words = lower(subject)
    return next((kind for kind, names in EVENTS.items() if any(n in words for n in names)), "")


def acts_on(maker: Maker, plan: str) -> str:
    """Return what the document carries out, cited in full: the matter's documents, then the plan.

    A document that the abstract itself names is not cited twice in one sentence.
    """
    known, subject, task = maker.dossier.plan.citation_by_key, maker.draft.subject, maker.draft.task
    texts = (task.goal, task.task, task.activity) if task else ()
    keys = dict.fromkeys(key.strip() for text in texts for key in _CITED.findall(text))
    return "; ".join([*(known[k].full() for k in keys if k in known and k not in subject), plan])


def activities(maker: Maker) -> list[Mapping[str, Any]]:
    """Return the activities the workspace keeps for this plan, else the task's other products."""
    if keeps(maker, "hoat_dong"):
        return [_kept(maker, row) for row in kept_rows(maker, "hoat_dong")]
    return [_product(maker, d) for d in others(maker)]


def others(maker: Maker) -> Iterator[Deliverable]:
    """Yield the task's other products; a plan named beside this one is no part of it."""
    task, own = maker.draft.task, maker.draft.deliverable
    for d in task.all_deliverables if task else ():
        if not _same(d, own) and (d.supporting or not d.type.startswith("ke-hoach")):
            yield d


def _same(d: Deliverable, own: Deliverable | None) -> bool:
    return own is not None and d.code == own.code


def _kept(maker: Maker, row: Mapping[str, Any]) -> dict[str, Any]:
    d = maker.draft.deliverable
    known = {key: _unit_names(maker, str(row[key])) for key in row}
    whose = {
        "chu_tri": maker.labels(d.leads) if d else "",
        "phoi_hop": maker.labels(d.partners) if d else "",
    }
    asked = {key: row[key] for key in ("noi_dung", "thoi_han")}
    written = {key: value for key, value in known.items() if value}
    return {**dict.fromkeys(OPTIONAL, ""), **whose, **asked, **written}


def _unit_names(maker: Maker, text: str) -> str:
    """Write units given by code with their names; any other text stays."""
    register = maker.dossier.register
    pieces = [piece.strip() for piece in re.split(r"[;,]", text)]
    if all(piece in register.by_code or piece in register.group_by_code for piece in pieces):
        return maker.labels(tuple(pieces))
    return text


def _product(maker: Maker, d: Deliverable) -> dict[str, Any]:
    condition = f" ({d.condition})" if d.condition and d.condition not in d.name else ""
    return {
        "noi_dung": squeeze(f"{d.name or d.subject}{condition}"),
        "chu_tri": maker.labels(d.leads),
        "phoi_hop": maker.labels(d.partners),
        "thoi_han": squeeze(d.deadline_text),
        "san_pham": d.code,
        "kinh_phi": "",
        "ghi_chu": "",
    }


def reports(maker: Maker) -> list[dict[str, Any]]:
    """Return the reports of the task: in them the results are told."""
    task, own = maker.draft.task, maker.draft.deliverable
    return [
        {"ten": d.name, "ma": d.code, "thoi_han": running(squeeze(d.deadline_text))}
        for d in (task.all_deliverables if task else ())
        if not _same(d, own) and d.type.startswith("bao-cao")
    ]


def task_targets(task: Task | None) -> list[str]:
    """Return the measurable targets of a task in words."""
    products = task.all_deliverables if task else ()
    return [target(t) for d in products for t in d.targets]


def fellow_tasks(maker: Maker) -> list[Task]:
    """Return the other tasks of the same field of work, of the same group where none is named."""
    own = maker.draft.task
    if own is None:
        return []
    by = "field" if own.field else "group"
    tasks = maker.dossier.plan.tasks
    return [t for t in tasks if t is not own and getattr(t, by) == getattr(own, by)]


def field_tasks(maker: Maker) -> list[dict[str, Any]]:
    """Return the other tasks of the field that make something besides plans and reports."""
    made = [t for t in fellow_tasks(maker) if any(not d.is_document for d in t.deliverables)]
    return [maker.task(t) for t in made]


def numbered_targets(maker: Maker) -> list[Any]:
    """Return rows of targets: kept by the workspace, else the plan's own, results left blank."""
    tasks = (maker.draft.task, *fellow_tasks(maker))
    known = abbreviations(maker.dossier.plan)
    own = [spell(text, known) for t in tasks for text in task_targets(t)]
    if keeps(maker, "chi_tieu") or not own:
        return list(kept_rows(maker, "chi_tieu"))
    pairs, key = (text.rpartition(": ") for text in own), document_keys(maker)[-1]
    return [
        KeptRow("chi_tieu", {CODE: key, "ten": what, "muc_tieu": amount}, maker.asked)
        for what, _, amount in pairs
    ]


def lines(maker: Maker, task: Task | None) -> list[str]:
    """Return the activities of a task's cell one by one, without closing marks."""
    text = (task.activity or task.task or task.goal) if task else ""
    pieces = [piece for line in str(text).split("\n") for piece in line.split(";")]
    found = (maker.plain(piece).strip(" -+.;,") for piece in pieces)
    return [capitalize_first(shown) for shown in found if shown]
