"""What stands in one unit's progress workbook: its rows as lead and as partner, its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vbgen.documents.periodic.progress import Answers
from vbgen.documents.periodic.stat_forms import StatRow
from vbgen.model.plan import Plan
from vbgen.model.progress import FINAL, Item, Returned, Window
from vbgen.model.progress_columns import LEAD, PARTNER
from vbgen.model.task import Deliverable, Target
from vbgen.model.unit import Register
from vbgen.vi.text import squeeze

_SIGNS = {">=": "≥", ">": ">", "=": "=", "<=": "≤", "<": "<"}


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row to print: the locked texts, and whether it comes over from an earlier period."""

    code: str
    task: str
    product: str
    role: str
    lead: str
    deadline: str
    target: str = ""
    before: str = ""
    carried: bool = False


@dataclass(frozen=True, slots=True)
class ProgressForm:
    """One unit's workbook. ``marks`` go to the hidden sheet; ``rows`` have leads first."""

    unit: str
    unit_name: str
    office_name: str
    period: str
    period_label: str
    until: str
    marks: Mapping[str, str]
    rows: tuple[FormRow, ...]
    figures: tuple[StatRow, ...]


@dataclass(frozen=True)
class RowMaker:
    """Makes the rows of any unit for one period; ``earlier`` are the periods collected before."""

    plan: Plan
    register: Register
    window: Window
    answers: Answers
    earlier: Sequence[str] = ()

    def rows(
        self, leading: Iterable[Item], partnering: Iterable[Item], unit: str
    ) -> tuple[FormRow, ...]:
        """Return the rows of a unit, those it leads first."""
        return tuple(
            row
            for role, items in ((LEAD, leading), (PARTNER, partnering))
            for item in items
            for row in self._rows(item, role, unit)
        )

    def _rows(self, item: Item, role: str, unit: str) -> Iterable[FormRow]:
        product = self.plan.by_code[item.code]
        before, carried = ("", False) if role == PARTNER else self._before(item, unit)
        for target in target_labels(product) or ("",):
            yield FormRow(
                item.code,
                self.plan.task_of[item.code].title,
                squeeze(product.name),
                role,
                self._leads(product),
                squeeze(product.deadline_text),
                target,
                before,
                carried,
            )

    def _leads(self, product: Deliverable) -> str:
        return "; ".join(self.register.label(code, self.window.until) for code in product.leads)

    def _before(self, item: Item, unit: str) -> tuple[str, bool]:
        """Say how the row stood, and whether it comes over as unfinished."""
        if item.recurring or not self.earlier:
            return "", False
        answers = [
            a for a in self.answers.get((item.code, unit), ()) if a.order < self.window.order
        ]
        if not answers:
            return f"Chuyển từ {self.earlier[-1]}: chưa báo cáo", True
        last = answers[-1]
        if last.state in FINAL:
            return f"{_told(last)} ({last.period}); không phải điền lại", False
        return f"Chuyển từ {last.period}: {last.state.value}", True


def _told(answer: Returned) -> str:
    number = "/".join(part for part in (answer.paper.number, answer.paper.symbol) if part)
    return f"{answer.state.value} {number}".strip()


def target_labels(product: Deliverable) -> tuple[str, ...]:
    """Return what tells the rows of a deliverable with targets apart; none where it has none."""
    alone = len(product.targets) == 1
    return tuple(
        target_text(target) if alone else f"{number}. {target_text(target)}"
        for number, target in enumerate(product.targets, 1)
    )


def target_text(target: Target) -> str:
    """Return a target in words: ``≥ 80 % hồ sơ …``."""
    sign = _SIGNS.get(target.comparator, target.comparator)
    return squeeze(f"{sign} {target.value} {target.unit} {target.what}")
