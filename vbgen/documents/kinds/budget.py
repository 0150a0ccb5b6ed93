"""The estimate of costs: the workspace's lines, else a line for each task; amounts stay open."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from vbgen.documents import frame, types
from vbgen.documents.abbreviations import abbreviations, spell
from vbgen.documents.dossier import Draft
from vbgen.documents.kept import CODE, KeptRow, document_keys, keeps, kept_rows
from vbgen.documents.kinds import sub_plan
from vbgen.model.fields import Placed
from vbgen.vi.numbers import decimal_comma, in_words, parse_number
from vbgen.vi.text import squeeze

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

LIST = "du_toan"


def enrich(maker: Maker, values: dict[str, Any]) -> None:
    """Add the lines, their sum where every amount is known, the plan the estimate belongs to."""
    sub_plan.enrich(maker, values)
    rows = kept_rows(maker, LIST) if keeps(maker, LIST) else _tasks(maker)
    lines = spell([_line(row) for row in rows], abbreviations(maker.dossier.plan))
    amounts = [line["so_tien"] for line in lines]
    total = sum(amounts) if lines and None not in amounts else None
    values.update(
        du_toan=lines,
        tong_cong=_money(total) if total is not None else maker.blank("tong_cong"),
        bang_chu=f"{in_words(int(total))} đồng" if total is not None else "",
        kem_theo=frame.attached_line(maker.dossier, _plan(maker)),
    )


def _plan(maker: Maker) -> Draft:
    plan = maker.dossier.plan
    own = plan.by_code.get(plan.own_code)
    return Draft(types.load("ke-hoach"), str(plan.subject), deliverable=own)


def _tasks(maker: Maker) -> Sequence[Any]:
    """Return a line for each task: what it calls for, who leads; amounts are asked for."""
    key = document_keys(maker)[-1]
    found = []
    for task in maker.dossier.plan.tasks:
        first = task.deliverables[0] if task.deliverables else None
        cells = {
            CODE: key,
            "noi_dung": squeeze(f"Nhiệm vụ {task.number}: {maker.plain(task.task or task.goal)}"),
            "don_vi": maker.labels(first.leads) if first else "",
        }
        found.append(KeptRow(LIST, cells, maker.asked))
    return found


def _line(row: Any) -> dict[str, Any]:
    count, price = _number(row.get("so_luong")), _number(row.get("don_gia"))
    amount = _number(row.get("thanh_tien"))
    if amount is None and count is not None and price is not None:
        amount = count * price
    return {
        "noi_dung": row["noi_dung"],
        "don_vi": row.get("don_vi", ""),
        "dvt": row.get("dvt", ""),
        "so_luong": row.get("so_luong", ""),
        "don_gia": _money(price) if price is not None else row.get("don_gia", ""),
        "thanh_tien": _money(amount) if amount is not None else row["thanh_tien"],
        "so_tien": amount,
    }


def _number(value: object) -> Decimal | None:
    if not isinstance(value, Placed | str) or not value.strip():
        return None
    try:
        return parse_number(value)
    except ValueError:
        return None  # words such as "theo thực tế" are printed as they stand


def _money(amount: Decimal) -> str:
    return decimal_comma(amount, 0)
