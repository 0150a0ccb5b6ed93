"""The statistical forms of a report as data: rows, kinds, formulas, who supplies each.

Declared in ``data/forms-stat/NAME.yml`` (keys: docs/du-lieu-co-san.md); an office's own file of the
same form replaces the shipped one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as data_field
from datetime import date
from functools import cache, cached_property
from typing import Any

from vbgen import resources
from vbgen.errors import Place, PlanInvalid, Problem

KINDS = ("heading", "count", "cumulative", "ratio", "sum", "flag", "choice")
INPUT = frozenset({"count", "cumulative", "flag", "choice"})
EVERY_UNIT, FIELD_UNIT = "moi_don_vi", "dau_moi"
TASKS_TOTAL, TASKS_DONE, REGISTER = "tien_do.tong", "tien_do.xong", "so_van_ban"
SOURCES = (EVERY_UNIT, FIELD_UNIT, TASKS_TOTAL, TASKS_DONE, REGISTER, "tinh", "")


@dataclass(frozen=True, slots=True)
class StatRow:
    """One row: ``code`` (form/row) is unique over all forms; ``number`` is what is printed.

    ``parts``: rows a total adds up; ``not_over``: rows whose sum this one must reach;
    ``differing``: what a choice becomes where units chose differently; ``supplier``: code of the
    unit that supplies it, where the declaration names one.
    """

    code: str
    number: str
    label: str
    form: str
    field: str
    kind: str
    unit: str = ""
    source: str = ""
    level: str = "chung"
    printed: bool = True
    numerator: str = ""
    denominator: str = ""
    parts: tuple[str, ...] = ()
    not_over: tuple[str, ...] = ()
    cumulative: bool = False
    choices: Mapping[str, str] = data_field(default_factory=dict, hash=False)
    differing: str = ""
    since: date | None = None
    until: date | None = None
    supplier: str = ""

    @property
    def asked(self) -> bool:
        """Whether units supply it."""
        return self.kind in INPUT and self.source in (EVERY_UNIT, FIELD_UNIT)

    @property
    def never_falls(self) -> bool:
        """Whether it is counted up to the reporting day, so that it may not fall."""
        return self.cumulative or self.kind == "cumulative"

    def holds(self, on: date) -> bool:
        """Tell whether the row belongs to the form on that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class StatForm:
    """One form of the annex (biểu)."""

    number: str
    title: str
    field: str
    rows: tuple[StatRow, ...]


@dataclass(frozen=True)
class StatForms:
    """The forms of a regime; ``note`` says what is to be known about their validity."""

    forms: tuple[StatForm, ...] = ()
    note: str = ""
    since: date | None = None

    @cached_property
    def by_code(self) -> dict[str, StatRow]:
        """All rows by code."""
        return {row.code: row for form in self.forms for row in form.rows}

    def on(self, day: date) -> StatForms:
        """Return the forms with the rows that hold on a day."""
        forms = (
            StatForm(f.number, f.title, f.field, tuple(r for r in f.rows if r.holds(day)))
            for f in self.forms
        )
        return StatForms(tuple(f for f in forms if f.rows), self.note, self.since)


@cache
def load(name: str) -> StatForms:
    """Return the shipped forms of that name."""
    return parse(resources.data("forms-stat", f"{name}.yml").read_text(encoding="utf-8"), name)


def parse(text: str, name: str) -> StatForms:
    """Read a declaration; :class:`PlanInvalid` names every row that cannot be."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        raw = YAML(typ="safe").load(text)
    except YAMLError as error:
        raise _invalid(name, f"không đọc được: {error}") from error
    if not isinstance(raw, Mapping) or not isinstance(raw.get("bieu"), list):
        return StatForms()  # another kind of form, with columns instead of rows
    try:
        forms = StatForms(
            tuple(_form(f) for f in raw["bieu"]),
            str(raw.get("hieu_luc_ghi_chu", "")),
            raw.get("hieu_luc_tu"),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise _invalid(name, f"thiếu hoặc sai khóa {error}") from error
    _check(forms, name)
    return forms


def join(several: list[StatForms]) -> StatForms:
    """Return several declarations as one."""
    notes = "; ".join(dict.fromkeys(s.note for s in several if s.note))
    return StatForms(tuple(f for s in several for f in s.forms), notes)


def _form(raw: Mapping[str, Any]) -> StatForm:
    number, about = str(raw["so"]), str(raw.get("linh_vuc", ""))
    rows = tuple(_row(r, number, about, str(raw.get("don_vi", ""))) for r in raw["dong"])
    return StatForm(number, str(raw["ten"]), about, rows)


def _row(raw: Mapping[str, Any], form: str, about: str, supplier: str) -> StatRow:
    formula = raw.get("cong_thuc") or {}
    merged = raw.get("gop") or {}
    return StatRow(
        code=str(raw["ma"]),
        number=str(raw.get("stt", "")),
        label=str(raw["nhan"]),
        form=form,
        field=about,
        kind=str(raw["loai"]),
        unit=str(raw.get("don_vi_tinh", "")),
        source=str(raw.get("nguon", "")),
        level=str(raw.get("cap", "chung")),
        printed=bool(raw.get("in", True)),
        numerator=str(formula.get("tu", "")),
        denominator=str(formula.get("mau", "")),
        parts=tuple(map(str, formula.get("tong", ()))),
        not_over=tuple(map(str, raw.get("khong_qua", ()))),
        cumulative=bool(raw.get("luy_ke", False)),
        choices={str(k): str(v) for k, v in (raw.get("chon") or {}).items()},
        differing=str(merged.get("khac_nhau", "")) if isinstance(merged, Mapping) else "",
        since=raw.get("tu"),
        until=raw.get("den"),
        supplier=str(raw.get("don_vi", supplier)),
    )


def _check(forms: StatForms, name: str) -> None:
    rows = [row for form in forms.forms for row in form.rows]
    codes = {row.code for row in rows}
    wrong = [f"mã {row.code} trùng" for row in rows if sum(r.code == row.code for r in rows) > 1]
    for row in rows:
        named = (row.numerator, row.denominator, *row.parts, *row.not_over)
        wrong += [
            f"dòng {row.code} tính từ mã lạ {code}" for code in named if code and code not in codes
        ]
        if row.kind not in KINDS:
            wrong.append(f'dòng {row.code} có loại lạ "{row.kind}"')
        if row.source not in SOURCES:
            wrong.append(f'dòng {row.code} có nguồn lạ "{row.source}"')
        if row.kind == "ratio" and not (row.numerator and row.denominator):
            wrong.append(f"dòng tỷ lệ {row.code} thiếu tử số hoặc mẫu số")
    if wrong:
        raise _invalid(name, "; ".join(dict.fromkeys(wrong)))


def _invalid(name: str, problem: str) -> PlanInvalid:
    required = "biểu thống kê theo docs/du-lieu-co-san.md"
    remedy = "sửa tệp biểu, hoặc bỏ tệp này để dùng biểu có sẵn"
    return PlanInvalid(Problem(Place(f"{name}.yml"), problem, required, remedy))
