"""All that a periodic report is made from, as plain values: what is frozen when a period is closed.

Text, annex, trace and JSON are all made from these facts, so that no number is counted twice. Days
are ISO texts, numbers as in ``vbgen report --format json``; lists that grow are keyed by code, so
that two versions can be held against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vbgen.documents.periodic.figures import Figures, counts_json, trace
from vbgen.documents.periodic.progress import Progress
from vbgen.documents.periodic.stat_forms import StatForms
from vbgen.model.deadline import Kind
from vbgen.model.issued import IssuedDocument
from vbgen.model.period import Period, PeriodCode, Regime
from vbgen.model.plan import Plan
from vbgen.model.progress import FINAL, Item, ItemStatus, LeadStatus, Returned
from vbgen.model.task import Deliverable
from vbgen.vi.dates import short_date
from vbgen.vi.text import squeeze

Facts = dict[str, Any]
# Cells of a return that the report tells: key in the store -> key in the facts.
TOLD = {"ket_qua": "result", "kho_khan": "reason", "de_xuat": "proposal", "gia_tri": "value"}


@dataclass(frozen=True)
class Upcoming:
    """Something due in the next period. ``due`` is None where the plan names no day."""

    code: str
    due: date | None
    deadline: str
    period: str = ""


@dataclass(frozen=True)
class Material:
    """What the facts of one period are drawn from.

    ``labels``: names of units by code; ``answers``: what was returned in this and earlier periods,
    by code and lead; ``missing``/``returned``: units that owed and gave nothing, and those that
    gave something; ``before``/``year_before``: the facts of the period before and of the same
    period last year, where they are known; ``extra_figures``: those of forms that have columns.
    """

    plan: Plan
    regime: Regime
    period: Period
    progress: Progress
    figures: Figures
    forms: StatForms
    labels: Mapping[str, str]
    answers: Mapping[tuple[str, str], Sequence[Returned]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    issued: tuple[IssuedDocument, ...] = ()
    upcoming: tuple[Upcoming, ...] = ()
    before: Mapping[str, Any] | None = None
    year_before: Mapping[str, Any] | None = None
    settlement: Mapping[str, Any] | None = None
    extra_figures: tuple[Mapping[str, Any], ...] = field(default=())


def facts(m: Material) -> Facts:
    """Return the facts of one period."""
    return {
        "regime": {"code": m.regime.code, "name": m.regime.name, "receiver": m.regime.receiver},
        "period": period_json(m.period),
        **counts_json(m.progress, m.labels),
        "groups": _groups(m.plan),
        "units": {code: m.labels.get(code, code) for code in m.progress.by_unit},
        "items": {i.item.code: _item(i, m) for i in m.progress.items},
        "leads": _leads(m),
        "figures": {f["code"]: dict(f) for f in (*m.figures.as_json(), *m.extra_figures)},
        "forms": _forms(m.forms),
        "forms_note": _note(m.forms.note, m.plan.year),
        "missing_units": [m.labels.get(u, u) for u in m.missing],
        "returned_units": [m.labels.get(u, u) for u in m.returned],
        "issued": {f"{d.number_symbol} {d.issued.isoformat()}": _issued(d) for d in m.issued},
        "next": _next(m),
        "before": _earlier(m.before),
        "year_before": _earlier(m.year_before),
        "settlement": m.settlement,
    }


def period_json(period: Period) -> dict[str, Any]:
    """Return a period as ``vbgen report --format json`` names it, with what titles need."""
    return {
        "code": period.code,
        "label": period.label,
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "send_by": period.send_by.isoformat(),
        "next_label": period.next_label,
        "kind": PeriodCode.parse(period.code).kind,
    }


def next_end(code: str) -> date:
    """Return the last calendar day of the period that a report of ``code`` looks ahead to.

    A quarter or month looks to the next one, a half and nine months to the end of the year, a year
    to the next year.
    """
    period = PeriodCode.parse(code)
    if period.kind in ("half", "nine"):
        return date(period.year, 12, 31)
    if period.kind == "year":
        return date(period.year + 1, 12, 31)
    last = {"quarter": 4, "month": 12}[period.kind]
    turn = period.number == last
    following = PeriodCode(period.year + turn, period.kind, 1 if turn else period.number + 1)
    return following.days()[1]


def _groups(plan: Plan) -> dict[str, Any]:
    names = {f.code: f.name for f in plan.fields}
    return {
        g.number: {
            "title": str(g.title),
            "field": g.field,
            "name": names.get(g.field, squeeze(str(g.title))),
        }
        for g in plan.groups
    }


def _item(status: ItemStatus, m: Material) -> dict[str, Any]:
    item, product = status.item, m.plan.by_code[status.item.code]
    return {
        "task": item.task,
        "group": item.group,
        "name": squeeze(product.name),
        "deadline": squeeze(product.deadline_text),
        "due": _iso(item.due),
        "status": status.status.value,
        "regular": item.regular,
        "recurring": item.recurring,
        "whole_year": _whole_year(product),
        "document": product.is_document,
        "leads": [m.labels.get(u, u) for u in item.leads],
        "dropped": status.dropped,
    }


def _whole_year(product: Deliverable) -> bool:
    """Tell whether the deadline is the year as a whole (``cả năm``, ``trong năm``)."""
    return product.deadline is not None and Kind.YEAR in product.deadline.kinds


def _leads(m: Material) -> dict[str, Any]:
    traced = iter(trace(m.progress, m.labels))
    found = {}
    for item in m.progress.items:
        for lead in item.leads:
            found[f"{item.item.code} {lead.unit}"] = {
                **next(traced),
                **_told(lead),
                "left_open": _left_open(item.item, lead, m),
            }
    return found


def _left_open(item: Item, lead: LeadStatus, m: Material) -> dict[str, str] | None:
    """Return the open state of an earlier period that this period has no answer to."""
    if lead.basis or item.recurring:
        return None
    earlier = [
        a for a in m.answers.get((item.code, lead.unit), ()) if a.order < m.progress.window.order
    ]
    if not earlier or earlier[-1].state in FINAL:
        return None
    return {"period": earlier[-1].period, "state": earlier[-1].state.value}


def _told(lead: LeadStatus) -> dict[str, Any]:
    """What the lead itself wrote, and its paper: the register's before the one it names."""
    answer = lead.answer
    texts = answer.texts if answer else {}
    told: dict[str, Any] = {name: squeeze(texts.get(key, "")) for key, name in TOLD.items()}
    told["unit_code"] = lead.unit
    told["new_due"] = _iso(answer.new_due if answer else None)
    told["permit"] = answer.permit if answer else ""
    told["number"] = answer.paper.number if answer else ""
    told["symbol"] = answer.paper.symbol if answer else ""
    told["paper_day"] = _iso(answer.paper.issued if answer else None)
    told["paper"] = _paper(lead)
    return told


def _paper(lead: LeadStatus) -> str:
    if lead.issue is not None and lead.issue.number_symbol:
        return f"{lead.issue.number_symbol} ngày {short_date(lead.issue.day)}"
    paper = lead.answer.paper if lead.answer else None
    if paper is None or not paper.number:
        return ""
    number = paper.number.zfill(2) if paper.number.isdecimal() else paper.number
    joined = f"{number}/{paper.symbol}" if paper.symbol else f"số {number}"
    return f"{joined} ngày {short_date(paper.issued)}" if paper.issued else joined


def _forms(forms: StatForms) -> dict[str, Any]:
    return {
        f.number: {
            "title": f.title,
            "field": f.field,
            "rows": [
                {
                    "code": r.code,
                    "number": r.number,
                    "label": r.label,
                    "unit": r.unit,
                    "kind": r.kind,
                    "source": r.source,
                    "parts": [*r.parts, *filter(None, (r.numerator, r.denominator))],
                    "choices": dict(r.choices),
                }
                for r in f.rows
                if r.printed
            ],
        }
        for f in forms.forms
    }


def _note(text: str, year: int) -> str:
    """Keep what is said of the forms' validity, but not what is said of another year."""
    years = re.findall(r"\b\d{4}\b", text)
    return text if not years or str(year) in years else ""


def _issued(d: IssuedDocument) -> dict[str, Any]:
    return {
        "number_symbol": d.number_symbol,
        "date": d.issued.isoformat(),
        "type": d.type_name,
        "subject": squeeze(d.subject),
        "code": d.deliverable,
    }


def _next(m: Material) -> dict[str, Any]:
    place = {status.item.code: n for n, status in enumerate(m.progress.items)}
    listed = sorted(m.upcoming, key=lambda u: (u.due or date.max, place[u.code]))
    return {
        "label": m.period.next_label,
        "to": next_end(m.period.code).isoformat(),
        "rows": [
            {
                "code": u.code,
                "due": _iso(u.due),
                "deadline": squeeze(u.deadline),
                "period": u.period,
            }
            for u in listed
        ],
    }


def _earlier(found: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Keep of an earlier report what this one is compared with."""
    if found is None:
        return None
    return {key: found[key] for key in ("period", "counts", "tasks", "settlement")}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def document_json(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of ``vbgen report --format json`` that the facts give (docs/json.md)."""
    keep = ("code", "label", "from", "to", "send_by")
    return {
        "period": {key: found["period"][key] for key in keep},
        **{key: found[key] for key in ("counts", "tasks", "by_unit", "by_group")},
        "figures": list(found["figures"].values()),
        "missing_units": list(found["missing_units"]),
    }


def rows_of(found: Mapping[str, Any], unit: str = "") -> Iterable[Mapping[str, Any]]:
    """Yield the rows of leads, all or those of one unit (by its code)."""
    return (row for row in found["leads"].values() if unit in ("", row["unit_code"]))
