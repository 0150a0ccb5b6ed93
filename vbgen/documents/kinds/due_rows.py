"""What is due, as rows that letters print: by unit, by state of the day, with days late.

The entries are those of :mod:`vbgen.documents.schedule`, taken from the dossier where a command
computed them (``schedule``, ``overdue``), else made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from vbgen.documents import types
from vbgen.documents.abbreviations import abbreviations, spell
from vbgen.documents.calendar import WorkCalendar
from vbgen.documents.schedule import STATE_NAMES, Entry, schedule
from vbgen.documents.wording import running
from vbgen.model.deadline import State
from vbgen.model.issued import IssuedDocument
from vbgen.model.progress import State as Done
from vbgen.model.unit import Unit
from vbgen.vi.dates import short_date
from vbgen.vi.letters import capitalize_first
from vbgen.vi.text import squeeze

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

DATED = (State.FIXED, State.PERIOD_END, State.RECURRING)
# How far ahead a reminder looks, where nothing is late.
AHEAD = timedelta(days=30)


def calendar_of(maker: Maker) -> WorkCalendar:
    """Return the working days of the plan's year and its neighbours."""
    year = maker.dossier.plan.year
    return maker.dossier.calendar(year - 1, year, year + 1)


def due(maker: Maker, about: str = "") -> tuple[Entry, ...]:
    """Return every entry of the plan's schedule, of one unit where asked; no supporting papers."""
    dossier, known = maker.dossier, maker.dossier.plan.by_code

    def entries() -> tuple[Entry, ...]:
        finished = dossier.more.get("finished", ())
        found = schedule(dossier, calendar_of(maker), finished=finished, about=about).entries
        return tuple(e for e in found if not known[e.code].supporting)

    if about:
        return dossier.shelf.kept_for(about, "due", entries)
    return dossier.shelf.kept("due", entries)


def late(maker: Maker) -> tuple[Entry, ...]:
    """Return the overdue entries: as given, else those of the schedule, the latest first."""
    given = maker.dossier.more.get("overdue")
    found = due(maker) if given is None else given
    return tuple(sorted((e for e in found if e.overdue), key=lambda e: -e.days_late))


def coming(maker: Maker, day: date) -> tuple[Entry, ...]:
    """Return what falls due within the days that a reminder looks ahead."""
    return tuple(
        e
        for e in due(maker)
        if e.due and day <= e.due <= day + AHEAD and not e.issued and e.role != "outside"
    )


def responsible(maker: Maker, entry: Entry) -> frozenset[str]:
    """Return the codes of the units that have to deliver an entry.

    A paper about each unit is its lead's to make, a paper of each unit is the unit's.
    """
    d = maker.dossier.plan.by_code[entry.code]
    declared = types.load(d.type).issuer if d.type in types.slugs() else ""
    leads = maker.dossier.shelf.kept(("leads of", entry.code), lambda: frozenset(entry.lead_codes))
    own = entry.unit_code in leads or (d.issuer or declared) == "don_vi"
    if entry.unit_code and (own or not leads):
        return frozenset({entry.unit_code})
    return leads


def by_unit(maker: Maker, entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Return entries grouped by the unit that delivers, in the register's order."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for code in responsible(maker, entry):
            found.setdefault(code, []).append(entry)
    return [
        {**maker.unit(unit), "dong": [row(maker, e) for e in found[unit.code]]}
        for unit in maker.dossier.register.units
        if unit.code in found
    ]


def row(maker: Maker, entry: Entry) -> dict[str, Any]:
    """Return an entry as a table prints it: the plan's phrase, the day it means, who does what."""
    known = abbreviations(maker.dossier.plan)
    made = {
        **_of_product(maker, entry),
        "san_pham": squeeze(entry.title or entry.deliverable),
        "ngay": short_date(entry.due) if entry.due else "",
        "ngay_lam_viec": short_date(entry.working_due) if entry.working_due else "",
        "tinh_chat": STATE_NAMES[entry.state],
        "so_ngay": str(entry.days_late),
        "trang_thai": Done.DONE.value if entry.issued else "",
        "ket_qua": _paper(entry.issued) if entry.issued else "",
    }
    return {key: spell(value, known) for key, value in made.items()}


def _of_product(maker: Maker, entry: Entry) -> dict[str, str]:
    """Return what all entries of a product say alike."""
    d, task = maker.dossier.plan.by_code[entry.code], maker.dossier.plan.task_of[entry.code]

    def make() -> dict[str, str]:
        what = maker.plain(task.task) or maker.plain(task.goal)
        return {
            "ma": entry.code,
            "so": entry.task,
            "nhiem_vu": capitalize_first(running(what)),
            "chu_tri": maker.labels(d.leads),
            "phoi_hop": maker.labels(d.partners),
            "thoi_han": squeeze(entry.deadline),
        }

    if "[[" in task.task or "[[" in task.goal:  # cited in full where it is cited first
        return make()
    return maker.dossier.shelf.kept(("product", entry.code, maker.day), make)


def _paper(doc: IssuedDocument) -> str:
    return f"{doc.type_name} số {doc.number_symbol} ngày {short_date(doc.issued)}"


def share(maker: Maker, unit: Unit, *, leading: bool) -> list[dict[str, Any]]:
    """Return what a unit delivers, or takes part in, each product once, its days joined.

    First what has a day, by day; then what is due within the year or waits for an event.
    """
    key = ("share", leading, maker.day)
    make = partial(_share, maker, unit, leading=leading)
    if any("[[" in t.task or "[[" in t.goal for t in maker.dossier.plan.tasks):
        return make()
    return maker.dossier.shelf.kept_for(unit.code, key, make)


def _share(maker: Maker, unit: Unit, *, leading: bool) -> list[dict[str, Any]]:
    entries = [e for e in due(maker, unit.code) if e.role != "outside"]
    own = {e.code for e in entries if unit.code in responsible(maker, e)}
    if leading:
        mine = [e for e in entries if unit.code in responsible(maker, e)]
    else:
        mine = [e for e in entries if e.code not in own and _takes_part(maker, e, unit)]
    rows = _each_once(maker, mine)
    return sorted(rows, key=lambda r: (not r["co_ngay"], r["dau"], r["ma"]))


def once(maker: Maker) -> list[dict[str, Any]]:
    """Return what the office itself has to deliver, each product once, in the plan's order."""
    place = {code: n for n, code in enumerate(maker.dossier.plan.by_code)}
    rows = _each_once(maker, [e for e in due(maker) if e.role == "own"])
    return sorted(rows, key=lambda r: place[r["ma"]])


def _takes_part(maker: Maker, entry: Entry, unit: Unit) -> bool:
    partners = maker.dossier.shelf.kept(
        ("partners of", entry.code), lambda: frozenset(entry.partner_codes)
    )
    return unit.code in partners


def _each_once(maker: Maker, entries: list[Entry]) -> list[dict[str, Any]]:
    ordered = sorted(entries, key=lambda e: e.code)
    return [_joined(maker, list(same)) for _, same in groupby(ordered, key=lambda e: e.code)]


def _joined(maker: Maker, same: Sequence[Entry]) -> dict[str, Any]:
    first = same[0]
    dated = first.state in DATED
    days = sorted({e.due for e in same if e.due}) if dated else []
    return {
        **row(maker, first),
        "san_pham": _product(maker, first, many=len(same) > 1),
        "ngay": ", ".join(map(short_date, days)),
        "co_ngay": bool(days),
        "dau": days[0] if days else date.max,
    }


def _product(maker: Maker, entry: Entry, *, many: bool) -> str:
    """Return what is delivered: a product that returns by its name, which no period is part of."""
    name = entry.deliverable if many else entry.title or entry.deliverable
    return str(spell(squeeze(name), abbreviations(maker.dossier.plan)))


def duties(maker: Maker, unit: Unit) -> list[dict[str, Any]]:
    """Return what the plan's body lays on a unit: by name, then as a member of a group."""
    register, known = maker.dossier.register, abbreviations(maker.dossier.plan)
    found = []
    for p in maker.dossier.plan.body:
        own = p.unit == unit.code
        if own or (p.unit and unit.code in register.codes((p.unit,), maker.day)):
            text = p.text.removeprefix(f"{p.number}.").strip(" -+")
            shown = spell(maker.plain(text), known)
            found.append({"rieng": own, "chu": shown.rstrip(". ;/")})
    return sorted(found, key=lambda duty: not duty["rieng"])
