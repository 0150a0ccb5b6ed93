"""The statistical annex in numbers: each figure computed once, from what units supplied.

Counts are summed over units, flags taken by maximum, choices combined by their own rule; a ratio
comes from two figures, to two decimals, half up; 0 of 0 is "không phát sinh". What is missing stays
missing, with its reason; nothing is summed over periods.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

from vbgen.documents.periodic.progress import Progress
from vbgen.documents.periodic.progress_values import day
from vbgen.documents.periodic.stat_forms import (
    REGISTER,
    TASKS_DONE,
    TASKS_TOTAL,
    StatForms,
    StatRow,
)
from vbgen.errors import Place, Problem
from vbgen.model.progress import DONE, Window
from vbgen.model.progress_record import Figure
from vbgen.vi.text import join_list

NOT_ARISING = "không phát sinh"
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class FigureValue:
    """One figure: ``value`` is a number, "không phát sinh" or ``None`` with a ``reason``.

    ``numerator``/``denominator``: the two counts of a ratio. ``rows``: what it counts, each with
    unit and cell, or with the code of the figure it comes from. ``note``: said beside the figure.
    """

    row: StatRow
    value: Decimal | str | None
    as_of: date
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    rows: tuple[Mapping[str, Any], ...] = ()
    reason: str = ""
    note: str = ""

    @property
    def number(self) -> Decimal | None:
        """The value where it is a number."""
        return self.value if isinstance(self.value, Decimal) else None

    def as_json(self) -> dict[str, Any]:
        """Return the entry of ``vbgen report --format json`` (docs/json.md)."""
        return {
            "code": self.row.code,
            "label": self.row.label,
            "value": plain_number(self.value),
            "unit": self.row.unit,
            "as_of": self.as_of.isoformat(),
            "numerator": plain_number(self.numerator),
            "denominator": plain_number(self.denominator),
            "rows": [dict(row) for row in self.rows],
            "kind": self.row.kind,
            "form": self.row.form,
            "printed": self.row.printed,
            "reason": self.reason,
            "note": self.note,
        }


def plain_number(value: Decimal | str | None) -> int | float | str | None:
    """Return a number as JSON has it: whole ones without a fraction."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


@dataclass(frozen=True)
class Sources:
    """What the figures are computed from.

    ``supplied``: the figures units gave for this period; ``suppliers``: who must supply a row;
    ``documents``: numbers and symbols of the documents issued in the period; ``before``: the values
    of the period before; ``labels``: names of units by code.
    """

    window: Window
    progress: Progress
    supplied: Sequence[Figure] = ()
    suppliers: Callable[[StatRow], tuple[str, ...]] = lambda row: ()
    documents: Sequence[str] = ()
    before: Mapping[str, Decimal] | None = None
    labels: Mapping[str, str] | None = None

    @cached_property
    def by_code(self) -> dict[str, list[Figure]]:
        """What units supplied, by code."""
        found: dict[str, list[Figure]] = {}
        for figure in self.supplied:
            found.setdefault(figure.code, []).append(figure)
        return found

    def label(self, unit: str) -> str:
        """Return a unit's name."""
        return (self.labels or {}).get(unit, unit)


@dataclass(frozen=True)
class Figures:
    """All figures of the forms, in their order, and what does not hold between them."""

    values: tuple[FigureValue, ...]
    findings: tuple[Problem, ...] = ()

    @cached_property
    def by_code(self) -> dict[str, FigureValue]:
        """Figures by code."""
        return {value.row.code: value for value in self.values}

    def as_json(self) -> list[dict[str, Any]]:
        """Return the list of ``vbgen report --format json``; headings have no figure."""
        return [value.as_json() for value in self.values]


def figures(forms: StatForms, sources: Sources) -> Figures:
    """Compute every figure of the forms."""
    computer = _Computer(forms, sources, {})
    rows = [row for row in forms.by_code.values() if row.kind != "heading"]
    values = tuple(computer.value(row) for row in rows)
    found = Figures(values)
    return Figures(values, tuple(_findings(found, sources)))


@dataclass(frozen=True)
class _Computer:
    forms: StatForms
    sources: Sources
    done: dict[str, FigureValue]

    def value(self, row: StatRow) -> FigureValue:
        """Return a row's figure, each computed once."""
        if row.code not in self.done:
            self.done[row.code] = self._compute(row)
        return self.done[row.code]

    def _compute(self, row: StatRow) -> FigureValue:
        if row.kind == "ratio":
            return self._ratio(row)
        if row.kind == "sum":
            return self._sum(row)
        own = {TASKS_TOTAL: self._tasks, TASKS_DONE: self._tasks, REGISTER: self._documents}
        return own.get(row.source, self._supplied)(row)

    def _ratio(self, row: StatRow) -> FigureValue:
        top, bottom = (self.value(self.forms.by_code[c]) for c in (row.numerator, row.denominator))
        a, b = top.number, bottom.number
        rows = tuple(_from(v) for v in (top, bottom))
        as_of = max(top.as_of, bottom.as_of)
        value: Decimal | str | None = None
        reason = ""
        if a is None or b is None:
            lacking = [v.row.code for v in (top, bottom) if v.number is None]
            reason = f"chưa có số liệu ở dòng {join_list(lacking)}"
        elif b == 0:
            value = NOT_ARISING if a == 0 else None
            reason = "" if a == 0 else "mẫu số bằng 0 trong khi tử số lớn hơn 0"
        else:
            value = (a * 100 / b).quantize(_CENT, ROUND_HALF_UP)
        return FigureValue(row, value, as_of, a, b, rows, reason, _notes(top, bottom))

    def _sum(self, row: StatRow) -> FigureValue:
        parts = [self.value(self.forms.by_code[code]) for code in row.parts]
        known = [p for p in parts if p.number is not None]
        lacking = [p.row.code for p in parts if p.number is None]
        rows = tuple(_from(p) for p in parts)
        as_of = max((p.as_of for p in known), default=self.sources.window.until)
        if not known:
            return FigureValue(row, None, as_of, rows=rows, reason="chưa có số liệu")
        note = f"chưa gồm dòng {join_list(lacking)} (không có số liệu)" if lacking else ""
        total = sum((p.number for p in known if p.number is not None), Decimal(0))
        return FigureValue(row, total, as_of, rows=rows, note=note or _notes(*known))

    def _tasks(self, row: StatRow) -> FigureValue:
        progress, window = self.sources.progress, self.sources.window
        wanted = progress.live_tasks.items()
        if row.source == TASKS_DONE:
            wanted = {t: i for t, i in wanted if all(x.status in DONE for x in i)}.items()
        rows = tuple(
            {"task": task, "codes": [i.item.code for i in items]} for task, items in wanted
        )
        return FigureValue(row, Decimal(len(rows)), window.until, rows=rows)

    def _documents(self, row: StatRow) -> FigureValue:
        rows = tuple({"document": text} for text in self.sources.documents)
        return FigureValue(row, Decimal(len(rows)), self.sources.window.until, rows=rows)

    def _supplied(self, row: StatRow) -> FigureValue:
        given = self.sources.by_code.get(row.code, [])
        valued = [f for f in given if f.value]
        units = {f.unit for f in valued}
        lacking = [u for u in self.sources.suppliers(row) if u not in units]
        as_of = max((d for f in valued if (d := day(f.as_of))), default=self.sources.window.until)
        if not valued:
            return FigureValue(row, None, as_of, reason=self._why(given))
        value, reason = _combine(row, [Decimal(f.value) for f in valued])
        rows = tuple(self._cell(f) for f in valued)
        return FigureValue(row, value, as_of, rows=rows, reason=reason, note=self._lacking(lacking))

    def _lacking(self, units: Sequence[str]) -> str:
        if not units:
            return ""
        names = join_list([self.sources.label(u) for u in units[:5]])
        more = f" và {len(units) - 5} đơn vị khác" if len(units) > 5 else ""
        return f"chưa gồm số liệu của {names}{more}"

    def _why(self, given: Sequence[Figure]) -> str:
        notes = [f"{self.sources.label(f.unit)}: {f.note}" for f in given if f.note]
        return "; ".join(notes) or "chưa có đơn vị nào cung cấp số liệu"

    def _cell(self, f: Figure) -> dict[str, Any]:
        return {
            "unit": self.sources.label(f.unit),
            "file": f.origin.file,
            "sheet": f.origin.sheet,
            "cell": f.origin.cell,
            "value": plain_number(Decimal(f.value)),
            "as_of": f.as_of,
            "note": f.note,
        }


def _from(value: FigureValue) -> dict[str, Any]:
    return {"code": value.row.code, "value": plain_number(value.value)}


def _notes(*values: FigureValue) -> str:
    return "; ".join(dict.fromkeys(v.note for v in values if v.note))


def _combine(row: StatRow, values: Sequence[Decimal]) -> tuple[Decimal | None, str]:
    """Return what several units' values are together, or why they are nothing."""
    if row.kind == "flag":
        return max(values), ""
    if row.kind != "choice":
        return sum(values, Decimal(0)), ""
    if len(set(values)) == 1:
        return values[0], ""
    if row.differing:
        return Decimal(row.differing), ""
    return None, "các đơn vị chọn khác nhau"


def _findings(found: Figures, sources: Sources) -> Iterator[Problem]:
    for value in found.values:
        yield from _too_many(value, found)
        yield from _above_hundred(value)
        yield from _fallen(value, sources.before or {})


def _finding(value: FigureValue, code: str, problem: str, required: str) -> Problem:
    place = Place(text=f"biểu {value.row.form}, dòng {value.row.code} ({value.row.label})")
    return Problem(place, problem, required, "kiểm tra số liệu đơn vị đã gửi", "warning", code)


def _too_many(value: FigureValue, found: Figures) -> Iterator[Problem]:
    parts = [found.by_code[code].number for code in value.row.not_over]
    total = sum((p for p in parts if p is not None), Decimal(0))
    if parts and value.number is not None and total > value.number:
        problem = f"các dòng chi tiết cộng lại {total}, lớn hơn {value.number}"
        yield _finding(value, "SL-01", problem, "không nhỏ hơn tổng các dòng chi tiết")


def _above_hundred(value: FigureValue) -> Iterator[Problem]:
    a, b = value.numerator, value.denominator
    if a is not None and b is not None and a > b:
        problem = f"tử số {a} lớn hơn mẫu số {b}"
        yield _finding(value, "SL-02", problem, "tử số không lớn hơn mẫu số")


def _fallen(value: FigureValue, before: Mapping[str, Decimal]) -> Iterator[Problem]:
    earlier = before.get(value.row.code)
    if value.row.kind not in ("cumulative", "sum") or not value.row.never_falls:
        return
    if earlier is not None and value.number is not None and value.number < earlier:
        problem = f"số lũy kế giảm từ {earlier} (kỳ trước) xuống {value.number}"
        yield _finding(value, "SL-03", problem, "số lũy kế không nhỏ hơn kỳ trước")


def trace(progress: Progress, labels: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    """Yield, for each deliverable and lead, where it counts and the cell that says so."""
    for item in progress.items:
        for lead in item.leads:
            origin = lead.answer.origin if lead.answer else None
            yield {
                "code": item.item.code,
                "task": item.item.task,
                "group": item.item.group,
                "status": item.status.value,
                "unit": labels.get(lead.unit, lead.unit),
                "lead_status": lead.status.value,
                "state": lead.state.value if lead.state else "",
                "basis": lead.basis,
                "period": lead.answer.period if lead.answer else "",
                "day": lead.day.isoformat() if lead.day else "",
                "due": lead.due.isoformat() if lead.due else "",
                "document": lead.issue.number_symbol if lead.issue else "",
                "file": origin.file if origin else "",
                "sheet": origin.sheet if origin else "",
                "cell": origin.cell if origin else "",
                "note": _remark(lead.basis, lead.due, progress.window.until),
            }


def _remark(basis: str, due: date | None, until: date) -> str:
    if not basis:
        passed = due is not None and due < until
        return "chưa báo cáo, thời hạn đã qua" if passed else "chưa báo cáo"
    told = {"carried": "giữ từ kỳ trước", "register": "theo sổ văn bản đã ban hành"}
    return told.get(basis, "")


def counts_json(progress: Progress, labels: Mapping[str, str]) -> dict[str, Any]:
    """Return ``counts``, ``tasks``, ``by_unit``, ``by_group`` as ``vbgen report`` prints them."""
    return {
        "counts": progress.counts.as_json(),
        "tasks": {"total": progress.tasks_total, "done": progress.tasks_done},
        "by_unit": {labels.get(u, u): t.as_json() for u, t in progress.by_unit.items()},
        "by_group": {group: tally.as_json() for group, tally in progress.by_group.items()},
    }
