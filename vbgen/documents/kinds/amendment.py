"""Amending the plan: each row of ``sua_doi`` an item, the old words beside the new ones.

The codes of products stay: a product that is dropped keeps its code, a new one gets its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from vbgen.documents.blanks import Answers
from vbgen.documents.kinds import decision
from vbgen.model.supplement import Answer
from vbgen.model.task import Deliverable
from vbgen.vi.text import squeeze, two_digits

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

LIST = "sua_doi"
# What a row may change (``cot``) -> how the article calls it.
PARTS = {
    "thoi_han": "thời hạn",
    "chu_tri": "đơn vị chủ trì",
    "phoi_hop": "đơn vị phối hợp",
    "san_pham": "sản phẩm",
    "nhiem_vu": "nhiệm vụ",
    "muc_tieu": "mục tiêu",
    "hoat_dong": "hoạt động",
}
KINDS = ("sua", "bo_sung", "huy", "chuyen_ky", "noi_dung")


def enrich(maker: Maker, values: dict[str, Any]) -> None:
    """Add ``sua_doi`` (the changes in order), how many there are, who carries them out."""
    rows = maker.dossier.supplement.lists.get(LIST, ())
    changes = [_change(maker, row, n) for n, row in enumerate(rows, 1)]
    known = maker.dossier.plan.by_code
    concerned = [code for c in changes if c["ma"] in known for code in known[c["ma"]].leads]
    concerned += [code for row in rows for code in _codes(maker, str(row.get("chu_tri", "")))]
    values.update(
        sua_doi=changes,
        so_sua_doi=two_digits(len(changes)),
        thi_hanh=decision.executors(maker, tuple(dict.fromkeys(concerned))),
    )


def _change(maker: Maker, row: Mapping[str, Answer], number: int) -> dict[str, Any]:
    kept = Answers(row, maker.asked, f"{LIST}[{number}]")
    code, part = str(row.get("ma", "")), str(row.get("cot", "thoi_han"))
    product = maker.dossier.plan.by_code.get(code)
    kind = str(row.get("loai", "sua"))
    return {
        "loai": kind if kind in KINDS else "sua",
        "ma": code,
        "ten": squeeze(product.name) if product else kept["san_pham"],
        "so_nhiem_vu": maker.dossier.plan.task_of[code].number if product else "",
        "phan": PARTS.get(part, part),
        "cu": row.get("cu") or (_as_it_stands(maker, product, part, row) or kept["cu"]),
        "moi": kept["moi"] if kind in {"sua", "chuyen_ky", "noi_dung"} else "",
        "nhom": row.get("nhom", ""),
        "vi_tri": row.get("vi_tri", ""),
        "chu_tri": maker.labels(_codes(maker, str(row.get("chu_tri", "")))),
        "phoi_hop": maker.labels(_codes(maker, str(row.get("phoi_hop", "")))),
        "thoi_han": row.get("thoi_han", ""),
        "ly_do": kept["ly_do"],
    }


def _as_it_stands(
    maker: Maker, product: Deliverable | None, part: str, row: Mapping[str, Answer]
) -> str:
    """Return what the plan says now; nothing where it already says what the row makes of it."""
    if product is None:
        return ""
    task = maker.dossier.plan.task_of[product.code]
    now = {
        "thoi_han": squeeze(product.deadline_text),
        "chu_tri": maker.labels(product.leads),
        "phoi_hop": maker.labels(product.partners),
        "san_pham": squeeze(product.name),
        "nhiem_vu": maker.plain(task.task),
        "muc_tieu": maker.plain(task.goal),
        "hoat_dong": maker.plain(task.activity),
    }.get(part, "")
    return "" if now == squeeze(str(row.get("moi", ""))) else now


def _codes(maker: Maker, names: str) -> tuple[str, ...]:
    """Return the codes of units written by code or name, separated by ``;`` or ``,``."""
    found = (maker.dossier.register.find(name) for name in _pieces(names))
    return tuple(units[0].code for units in found if len(units) == 1)


def _pieces(names: str) -> list[str]:
    return [piece.strip() for piece in names.split(";") if piece.strip()]
