"""Letters about what is due: each unit's share, reminders of what is late, the list by unit."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from vbgen.documents.kinds import due_rows
from vbgen.model.period import Period, Regime
from vbgen.vi.dates import long_date, short_date
from vbgen.vi.text import two_digits

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

MOST_NAMED = 10


def enrich(maker: Maker, values: dict[str, Any]) -> None:
    """Add what the type's letter tells of."""
    _ADDS[maker.draft.type.slug](maker, values)


def _share(maker: Maker, values: dict[str, Any]) -> None:
    """``phan``: the unit's share; its duties of the plan's body; when it reports."""
    unit = maker.draft.unit
    if unit is None:
        return
    lead, partner = (due_rows.share(maker, unit, leading=leading) for leading in (True, False))
    values["phan"] = {
        "chu_tri_co_ngay": [r for r in lead if r["co_ngay"]],
        "chu_tri_khac": [r for r in lead if not r["co_ngay"]],
        "phoi_hop": partner,
        "so_chu_tri": two_digits(len(lead)),
        "so_phoi_hop": two_digits(len(partner)),
        "trach_nhiem": due_rows.duties(maker, unit),
        "ky": reporting(maker),
    }


def reporting(maker: Maker) -> list[dict[str, str]]:
    """Return the periods of the office's regime: until when data count, when units send."""
    regime = maker.dossier.regimes.get(maker.dossier.office.settings.regime)
    periods = regime.periods(maker.dossier.plan.year) if regime else ()
    return [
        {
            "nhan": p.label,
            "tu": short_date(p.start),
            "den": short_date(p.end),
            "gui": short_date(hand_in(maker, regime, p)),
            "gui_cap_tren": short_date(p.send_by),
        }
        for p in periods
    ]


def hand_in(maker: Maker, regime: Regime | None, period: Period) -> date:
    """Return the day on which units send theirs: so many working days before the office does."""
    hop = next((h for h in regime.hops if h.source == "don-vi"), None) if regime else None
    if hop is None:
        return period.send_by
    return due_rows.calendar_of(maker).add_workdays(period.send_by, -hop.workdays)


def _reminder(maker: Maker, values: dict[str, Any]) -> None:
    """``qua_han``, ``sap_den``: by unit; addressed to the units concerned."""
    day = maker.dossier.as_of or maker.day
    late = due_rows.late(maker)
    units = due_rows.by_unit(maker, late)
    soon = due_rows.by_unit(maker, due_rows.coming(maker, day))
    values["don_doc"] = {
        "ngay": short_date(day),
        "ngay_day_du": long_date(day),
        "qua_han": units,
        "sap_den": soon,
        "so_dong": two_digits(len(late)),
        "so_don_vi": two_digits(len(units)),
        "den_ngay": short_date(day + due_rows.AHEAD),
    }
    _to(maker, values, units or soon)


def _list(maker: Maker, values: dict[str, Any]) -> None:
    """``lich``: what the command asked for, by unit; else the whole plan."""
    given = maker.dossier.more.get("schedule")
    entries = due_rows.due(maker) if given is None else tuple(given)
    units = due_rows.by_unit(maker, (e for e in entries if e.role != "outside"))
    days = sorted(e.due for e in entries if e.due)
    values["lich"] = {
        "don_vi": units,
        "so_dong": two_digits(len(entries)),
        "tu": short_date(days[0]) if days else "",
        "den": short_date(days[-1]) if days else "",
    }
    _to(maker, values, units)


def _to(maker: Maker, values: dict[str, Any], units: list[dict[str, Any]]) -> None:
    """Address the units concerned by name; where they are many, all units by their group's."""
    if 0 < len(units) <= MOST_NAMED:
        maker.address(values, [u["ten"] for u in units])


_ADDS = {
    "cong-van-giao-viec": _share,
    "cong-van-don-doc": _reminder,
    "cong-van-lich": _list,
}
