"""What one period's report is made from, drawn from the workspace and its records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from vbgen import resources
from vbgen.app.collect import plan_day
from vbgen.app.progress import OWN_FORMS, Ground
from vbgen.documents.dossier import Dossier
from vbgen.documents.periodic.figures import counts_json
from vbgen.documents.periodic.report_checks import checks
from vbgen.documents.periodic.report_facts import (
    Facts,
    Material,
    Upcoming,
    facts,
    next_end,
    period_json,
)
from vbgen.documents.periodic.settlement import (
    ROWS,
    SettlementForm,
    read_settlement,
    settle,
    settlement_figures,
    settlement_problems,
)
from vbgen.documents.schedule import schedule
from vbgen.errors import Problem
from vbgen.model.period import Period
from vbgen.model.progress import DONE, Status

_ENDED = frozenset({*DONE, Status.NOT_ARISING, Status.STOPPED})


@dataclass(frozen=True)
class Drawn:
    """The facts of a period as it stands now, and what is found before closing it."""

    facts: Facts
    findings: tuple[Problem, ...]


def draw(ground: Ground, dossier: Dossier) -> Drawn:
    """Return the facts of a period and the findings about them."""
    form = _settlement_form(ground)
    table, wrong = _settlement(ground, form, ground.period)
    before = _period_before(ground)
    linked = _linked(ground, form)
    material = Material(
        plan=ground.workspace.plan,
        regime=ground.regime,
        period=ground.period,
        progress=ground.progress,
        figures=ground.figures,
        forms=ground.forms,
        labels=ground.labels,
        answers=ground.answers,
        missing=ground.missing_units(),
        returned=_returned(ground),
        issued=tuple(d for d in ground.workspace.issued() if _in(ground.period, d.issued)),
        upcoming=tuple(_upcoming(ground, dossier)),
        before=before,
        year_before=_year_before(ground),
        settlement=table,
        extra_figures=settlement_figures(table, ground.period.end.isoformat()) if table else (),
    )
    found = facts(material)
    more = settlement_problems(form, table, linked) if form and table else ()
    return Drawn(found, _checked(ground, found, (*wrong, *more)))


def _checked(ground: Ground, found: Facts, more: tuple[Problem, ...]) -> tuple[Problem, ...]:
    workspace = ground.workspace
    with ground.records.reading() as book:
        doubts = book.progress.doubts(ground.regime.code, ground.period.code)
    return checks(
        found,
        plan_day=plan_day(ground),
        own_code=workspace.plan.own_code,
        office_symbol=workspace.office.body.symbol,
        doubts=doubts,
        figures=(*ground.figures.findings, *more),
    )


def _returned(ground: Ground) -> tuple[str, ...]:
    with ground.records.reading() as book:
        returns = book.progress.returns(ground.regime.code, ground.period.code)
    back = {r.unit for r in returns}
    return tuple(unit for unit in ground.units if unit in back)


def _in(period: Period, day: Any) -> bool:
    return bool(period.start <= day <= period.end)


def _upcoming(ground: Ground, dossier: Dossier) -> Iterator[Upcoming]:
    """Yield what is due after the cut-off up to the end of the next period and is not done."""
    last = next_end(ground.period.code)
    ended = {
        i.item.code for i in ground.progress.items if i.status in _ENDED and not i.item.recurring
    }
    told: set[tuple[str, Any]] = set()
    for entry in schedule(dossier, ground.calendar).entries:
        wanted = entry.code in ground.scope.by_code and entry.code not in ended
        if wanted and entry.due and ground.period.end < entry.due <= last:
            if (entry.code, entry.due) not in told:
                yield Upcoming(entry.code, entry.due, entry.deadline, entry.period or "")
            told.add((entry.code, entry.due))


# Earlier reports that this one is compared with.


def _period_before(ground: Ground) -> Mapping[str, Any] | None:
    try:
        period = ground.regime.before(ground.period)
    except ValueError:
        return None
    return _closed(ground, period.code) or _as_collected(ground, period)


def _year_before(ground: Ground) -> Mapping[str, Any] | None:
    try:
        period = ground.regime.year_before(ground.period)
    except ValueError:
        return None
    return _closed(ground, period.code)


def _closed(ground: Ground, code: str) -> Mapping[str, Any] | None:
    with ground.records.reading() as book:
        held = book.closed.latest(ground.regime.code, code)
    if held is None:
        return None
    kept: Mapping[str, Any] = held.payload["facts"]
    return kept


def _as_collected(ground: Ground, period: Period) -> Mapping[str, Any] | None:
    """Count a period of the plan's year that was collected and not closed."""
    with ground.records.reading() as book:
        known = period.code in book.progress.periods(ground.regime.code)
    if not known or period.code not in {w.code for w in ground.windows()}:
        return None
    earlier = Ground(ground.workspace, ground.regime, period)
    return {
        "period": period_json(period),
        **counts_json(earlier.progress, earlier.labels),
        "settlement": None,
    }


# The table of procedures settled.


def _settlement_form(ground: Ground) -> SettlementForm | None:
    for name in ground.regime.forms:
        own = ground.workspace.root / OWN_FORMS / f"{name}.yml"
        text = (
            own.read_text(encoding="utf-8")
            if own.is_file()
            else resources.data("forms-stat", f"{name}.yml").read_text(encoding="utf-8")
        )
        form = read_settlement(resources.read_yaml(text))
        if form is not None:
            return form
    return None


def _settlement(
    ground: Ground, form: SettlementForm | None, period: Period
) -> tuple[dict[str, Any] | None, tuple[Problem, ...]]:
    if form is None:
        return None, ()
    return settle(form, ground.workspace.supplement.lists.get(ROWS, ()), period.code)


def _linked(ground: Ground, form: SettlementForm | None) -> Mapping[str, Any] | None:
    """Return the table of the period that ended the day before this one begins."""
    year = ground.workspace.plan.year
    eve = ground.period.start - timedelta(days=1)
    ended = [p for y in (year - 1, year) for p in ground.regime.periods(y) if p.end == eve]
    same = [p for p in ended if p.kind == ground.period.kind] or ended
    for period in same:
        table, _ = _settlement(ground, form, period)
        if table and table["lines"]:
            return table
    return None
