"""What progress of one period stands on: scope, regime, period, forms, and what the store holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from vbgen.app.workspace import Workspace
from vbgen.documents.calendar import WorkCalendar, load_calendar
from vbgen.documents.dossier import Dossier
from vbgen.documents.due import DueDays
from vbgen.documents.periodic import stat_forms
from vbgen.documents.periodic.figures import Figures, Sources, figures
from vbgen.documents.periodic.progress import Progress, by_lead, judge
from vbgen.documents.periodic.progress_scope import Scope, scope
from vbgen.documents.periodic.progress_values import returned
from vbgen.documents.periodic.regimes import load_regimes
from vbgen.documents.periodic.stat_forms import FIELD_UNIT, StatForms, StatRow
from vbgen.errors import UsageError
from vbgen.model.fields import did_you_mean
from vbgen.model.period import Period, PeriodCode, Regime
from vbgen.model.progress import Issue, Returned, Window
from vbgen.model.progress_columns import FORM_VERSION
from vbgen.records import FILE_NAME, Records
from vbgen.vi.slug import slug

OWN_FORMS = "bieu"  # folder of a workspace that holds the office's own statistical forms
Answers = Mapping[tuple[str, str], list[Returned]]


@dataclass(frozen=True)
class Ground:
    """One workspace, regime and period: what forms, collection and counting have in common."""

    workspace: Workspace
    regime: Regime
    period: Period

    @property
    def window(self) -> Window:
        """The days the period's data cover."""
        return Window(self.period.code, self.period.start, self.period.end)

    @cached_property
    def scope(self) -> Scope:
        """What is counted and stands in the forms; groups as they are on the cut-off day."""
        ws = self.workspace
        return scope(ws.plan, ws.office, ws.register, self._due_days.once, self.period.end)

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The working days around the plan's year."""
        year = self.workspace.plan.year
        return load_calendar(range(year - 1, year + 2), self.workspace.own_holidays)

    @cached_property
    def _due_days(self) -> DueDays:
        ws = self.workspace
        regimes = load_regimes(own=ws.own_regimes)
        dossier = Dossier(ws.office, ws.register, ws.plan, ws.supplement, regimes)
        return DueDays(dossier, self.calendar)

    @cached_property
    def forms(self) -> StatForms:
        """The statistical forms of the regime, as they hold on the cut-off day."""
        own = self.workspace.root / OWN_FORMS
        found = []
        for name in self.regime.forms:
            file = own / f"{name}.yml"
            text = file.read_text(encoding="utf-8") if file.is_file() else ""
            found.append(stat_forms.parse(text, name) if text else stat_forms.load(name))
        return stat_forms.join(found).on(self.period.end)

    @cached_property
    def labels(self) -> dict[str, str]:
        """The name of each unit as JSON and forms give it; the code is added where names recur."""
        register, day = self.workspace.register, self.period.end
        names = {u.code: register.full_label(u, day) for u in register.units if u.inside}
        seen: dict[str, int] = {}
        for name in names.values():
            seen[name] = seen.get(name, 0) + 1
        return {c: name if seen[name] == 1 else f"{name} ({c})" for c, name in names.items()}

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The codes of the units that get a form, in the register's order."""
        exists = {u.code for u in self.workspace.register.inside(self.period.end)}
        return tuple(
            u.code
            for u in self.workspace.register.units
            if u.code in self.scope.led
            or (u.code in exists and (u.code in self.scope.joined or self.asked(u.code)))
        )

    def asked(self, unit: str) -> tuple[StatRow, ...]:
        """Return the statistical rows a unit must supply."""
        return tuple(
            row
            for row in self.forms.by_code.values()
            if row.asked and (row.source != FIELD_UNIT or self.supplier(row) == unit)
        )

    def supplier(self, row: StatRow) -> str:
        """Return the one unit that supplies a row of ``dau_moi``."""
        named = row.supplier or self.workspace.settings.values.get(f"dau_moi_{row.field}", "")
        return named or self._field_units.get(row.field, self.workspace.office.drafting_unit)

    @cached_property
    def _field_units(self) -> dict[str, str]:
        """The unit that leads most of what the plan promises in each field of work."""
        groups = {g.number: g.field for g in self.workspace.plan.groups}
        led: dict[str, dict[str, int]] = {}
        for item in self.scope.items:
            count = led.setdefault(groups[item.group], {})
            for unit in item.leads if len(item.leads) == 1 else ():
                count[unit] = count.get(unit, 0) + 1
        return {about: max(count, key=lambda u: count[u]) for about, count in led.items() if count}

    @property
    def plan_id(self) -> str:
        """What tells this plan's forms from another's: office, year, topic."""
        ws = self.workspace
        return slug(f"{ws.office.body.name} {ws.plan.year} {ws.plan.topic}")

    def marks(self, unit: str) -> dict[str, str]:
        """Return what the hidden sheet of a unit's form says."""
        return {
            "phien_ban": FORM_VERSION,
            "ke_hoach": self.plan_id,
            "don_vi": unit,
            "ten_don_vi": self.labels[unit],
            "ky": self.period.code,
            "che_do": self.regime.code,
        }

    @property
    def records(self) -> Records:
        """The store of the workspace."""
        return Records(self.workspace.root / FILE_NAME)

    def windows(self) -> tuple[Window, ...]:
        """Return the periods of the plan's year up to this one, the earliest first."""
        periods = self.regime.periods(self.workspace.plan.year)
        found = (Window(p.code, p.start, p.end) for p in periods)
        earlier = (w for w in found if w.order < self.window.order)
        return (*sorted(earlier, key=lambda w: w.order), self.window)

    @cached_property
    def answers(self) -> Answers:
        """What was returned for this and earlier periods, by code and lead."""
        with self.records.reading() as book:
            return by_lead(
                answer
                for window in self.windows()
                for answer in returned(
                    book.progress.values(self.regime.code, window.code), window.code, window.until
                )
            )

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """The register's documents that make a deliverable done."""
        return tuple(
            Issue(d.deliverable, d.issued, d.unit, d.number_symbol)
            for d in self.workspace.issued()
            if d.deliverable
        )

    @cached_property
    def progress(self) -> Progress:
        """Everything counted at the cut-off of the period."""
        return judge(self.scope.items, self.window, self.answers, self.issues)

    @cached_property
    def figures(self) -> Figures:
        """The statistical figures of the period."""
        return figures(self.forms, self._sources(self.figures_before()))

    def _sources(self, before: Mapping[str, Decimal]) -> Sources:
        with self.records.reading() as book:
            supplied = tuple(book.progress.figures(self.regime.code, self.period.code))
        issued = (d for d in self.workspace.issued() if self._in_period(d.issued))
        return Sources(
            self.window,
            self.progress,
            supplied,
            self.suppliers,
            tuple(d.number_symbol for d in issued),
            before,
            self.labels,
        )

    def _in_period(self, day: date) -> bool:
        return self.period.start <= day <= self.period.end

    def suppliers(self, row: StatRow) -> tuple[str, ...]:
        """Return the units that must supply a row."""
        return (self.supplier(row),) if row.source == FIELD_UNIT else self.units

    def previous(self) -> Ground | None:
        """Return the ground of the period before in the plan's year, none for the first."""
        earlier = [w for w in self.windows() if w != self.window]
        if not earlier:
            return None
        return Ground(self.workspace, self.regime, self.regime.period(earlier[-1].code))

    def figures_before(self) -> dict[str, Decimal]:
        """Return the numbers of the period before, by code."""
        before = self.previous()
        values = figures(before.forms, before._sources({})).values if before else ()
        return {v.row.code: v.number for v in values if v.number is not None}

    def missing_units(self) -> tuple[str, ...]:
        """Return the codes of units that owe an answer for this period and gave nothing."""
        with self.records.reading() as book:
            returned_by = {
                r.unit for r in book.progress.returns(self.regime.code, self.period.code)
            }
        return tuple(u for u in self.units if u not in returned_by and self.owed(u))

    def owed(self, unit: str) -> tuple[str, ...]:
        """Return the codes a unit must answer in this period: all but those that ended before."""
        return tuple(
            item.code
            for item in self.scope.led.get(unit, ())
            if self._bases[item.code, unit] not in ("carried", "register")
        )

    @cached_property
    def _bases(self) -> dict[tuple[str, str], str]:
        """What the state of each deliverable and lead rests on."""
        return {(i.item.code, s.unit): s.basis for i in self.progress.items for s in i.leads}


def ground(workspace: Workspace, period: str, regime: str | None = None) -> Ground:
    """Return the ground of a period; :class:`UsageError` for an unknown regime or period."""
    chosen = find_regime(workspace, regime)
    return Ground(workspace, chosen, find_period(workspace, chosen, period))


def find_regime(workspace: Workspace, code: str | None) -> Regime:
    """Return the regime asked for, else the workspace's main one."""
    known = load_regimes(workspace.plan.year, workspace.own_regimes)
    wanted = code or workspace.settings.regime
    if wanted not in known:
        raise UsageError.at(
            f"--regime {wanted}",
            "không có chế độ báo cáo này",
            "một trong: " + ", ".join(known),
            did_you_mean(wanted, known, "chọn một chế độ, hoặc khai ở che-do-bao-cao.yaml"),
        )
    return known[wanted]


def find_period(workspace: Workspace, regime: Regime, code: str) -> Period:
    """Return the period of that code in the plan's year."""
    year = workspace.plan.year
    known = [p.code for p in regime.periods(year)]
    try:
        period = regime.period(code)
        if PeriodCode.parse(period.code).year == year:
            return period
        problem = f"kỳ {code} không thuộc năm {year} của kế hoạch"
    except ValueError as error:
        problem = str(error)
    required = f"một kỳ của chế độ {regime.code}: " + ", ".join(known)
    raise UsageError.at(
        f"--period {code}", problem, required, did_you_mean(code, known, "chọn một kỳ ở trên")
    )
