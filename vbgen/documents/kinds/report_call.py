"""The call for a periodic report and what a unit returns: days of the period, the form's rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vbgen.documents.blanks import Facts
from vbgen.documents.kinds import due_rows, sub_plan
from vbgen.documents.kinds.unit_letter import hand_in
from vbgen.vi.dates import short_date
from vbgen.vi.letters import lower_first
from vbgen.vi.text import two_digits

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

PERIOD = ("nhan", "tu", "den", "gui")


def enrich(maker: Maker, values: dict[str, Any]) -> None:
    """Add ``yeu_cau`` (the days by which to answer) and ``bieu`` (the rows of the form)."""
    sub_plan.enrich(maker, values)
    rows = _form_rows(maker)
    values["bieu"] = rows
    values["so_san_pham"] = two_digits(sum(r["vai_tro"] == "Chủ trì" for r in rows))
    values["linh_vuc"] = [lower_first(f.name) for f in maker.dossier.plan.fields]
    values["yeu_cau"] = {"gui": _answer_by(maker)}
    if not values["ky_bc"]:
        values["ky_bc"] = Facts({"ky_sau": ""}, lambda key: maker.blank(f"ky.{key}"), PERIOD)


def _answer_by(maker: Maker) -> str:
    """Return the day on which units send: the regime's inner step before its own sending day."""
    period = maker.draft.period
    if period is None:
        return str(maker.answers["han_gui"])
    regime = maker.dossier.regimes.get(period.regime)
    given = maker.answers.get("han_gui") if maker.answers.has("han_gui") else ""
    return str(given) or short_date(hand_in(maker, regime, period))


def _form_rows(maker: Maker) -> list[dict[str, Any]]:
    """Return a unit's rows, those it leads first; without a unit the whole plan, each row once."""
    unit = maker.draft.unit
    if unit is None:
        found = due_rows.once(maker)
        return [{**row, "vai_tro": "Chủ trì"} for row in found]
    return [
        {**row, "vai_tro": role}
        for leading, role in ((True, "Chủ trì"), (False, "Phối hợp"))
        for row in due_rows.share(maker, unit, leading=leading)
    ]
