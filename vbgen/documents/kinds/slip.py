"""The internal slip (phiếu trình): which document is put before the leaders, and its story."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from vbgen.documents import types
from vbgen.documents.abbreviations import abbreviations, spell
from vbgen.documents.decree_types import title_of
from vbgen.documents.kinds import sub_plan, submission
from vbgen.vi.letters import lower_first

if TYPE_CHECKING:
    from vbgen.documents.context import Maker


def enrich(maker: Maker, values: dict[str, Any]) -> None:
    """Add ``trinh``: the document, its task and deadline; opinions; what is sent along."""
    sub_plan.enrich(maker, values)
    plan, own = maker.dossier.plan, maker.draft.deliverable
    code = str(maker.answers["trinh"]) if maker.answers.has("trinh") else own.after if own else ""
    d = plan.by_code.get(code)
    task = plan.task_of.get(code)
    named = title_of(types.load(d.type), d.subject) if d and d.type in types.slugs() else ""
    values["trinh"] = {
        "ten": named or (d.name if d else maker.answers["ten_van_ban"]),
        "ma": code,
        "so_nhiem_vu": task.number if task else "",
        "muc_tieu": lower_first(maker.plain(task.goal)) if task else "",
        "thoi_han": " ".join(d.deadline_text.split()) if d else "",
        "chu_tri": maker.labels(d.leads) if d else values["don_vi_soan_thao"].get("ten", ""),
        "phoi_hop": maker.labels(d.partners) if d else "",
        "cap_tren": bool(d and d.issuer == "cap_tren"),
    }
    if d is not None and task is not None:
        maker.draft = replace(maker.draft, deliverable=own or d, task=task)
        values["gop_y"] = submission.opinions(maker)
    else:
        values["gop_y"] = {"da_co": False, "so_gui": ""}
    values["trinh"] = spell(values["trinh"], abbreviations(plan))
