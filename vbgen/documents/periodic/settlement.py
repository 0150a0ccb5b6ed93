"""The table of how administrative procedures were settled: rows by field, sums, identities.

Declared with columns in ``data/forms-stat`` (``cot``, ``dong_nhat_thuc``, ``noi_ky``); its rows are
kept by the workspace in the list ``ho_so_tthc``: period, level, field and the counts by the number
of the column (``c4``, ``c5`` …). A total typed by hand is held against the sum and never used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vbgen.errors import Place, Problem
from vbgen.vi.numbers import parse_number, thousands

ROWS = "ho_so_tthc"
LEVELS = {
    "cap-tinh": "Lĩnh vực thuộc thẩm quyền giải quyết của cấp tỉnh",
    "cap-xa": "Lĩnh vực thuộc thẩm quyền giải quyết của cấp xã",
}
OTHER_LEVEL = "Lĩnh vực khác"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``code`` (form/number), its number, heading, the heading above, count or sum."""

    code: str
    number: str
    label: str
    group: str
    kind: str


@dataclass(frozen=True)
class SettlementForm:
    """The declared table; ``sums`` in the order in which they must hold, ``links`` to the period
    before (a column of this one equals a column of that one).
    """

    number: str
    title: str
    unit: str
    columns: tuple[Column, ...]
    sums: tuple[tuple[str, str, tuple[str, ...]], ...]
    links: tuple[tuple[str, str, str], ...]

    @property
    def counted(self) -> tuple[Column, ...]:
        """The columns that hold numbers."""
        return tuple(c for c in self.columns if c.kind in ("count", "sum"))


def read_settlement(raw: Mapping[str, Any]) -> SettlementForm | None:
    """Return the table a declaration describes; None for a declaration of another kind."""
    head = raw.get("bieu")
    if not isinstance(head, Mapping) or not raw.get("cot"):
        return None
    return SettlementForm(
        str(head["so"]),
        str(head["ten"]),
        str(head.get("don_vi_tinh", "")),
        tuple(
            Column(str(c["ma"]), str(c["stt"]), str(c["nhan"]), str(c.get("nhom", "")), c["loai"])
            for c in raw["cot"]
        ),
        tuple(
            (str(r["ma"]), str(r["bang"]), tuple(map(str, r["tong"])))
            for r in raw.get("dong_nhat_thuc") or ()
        ),
        tuple(
            (str(r["ma"]), str(r["ky_nay"]), str(r["ky_truoc"])) for r in raw.get("noi_ky") or ()
        ),
    )


def settle(
    form: SettlementForm, rows: Iterable[Mapping[str, Any]], period: str
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Return the table of a period as frozen values, and what in the rows is no number."""
    problems: list[Problem] = []
    lines: dict[str, Any] = {}
    for row in rows:
        if str(row.get("ky", "")) == period:
            line = _line(form, row, problems)
            lines[f"{line['level']} {line['field']}".strip()] = line
    total = {
        c.code: _added(line["values"][c.code] for line in lines.values()) for c in form.counted
    }
    table = {
        "number": form.number,
        "title": form.title,
        "unit": form.unit,
        "columns": [
            {"code": c.code, "number": c.number, "label": c.label, "group": c.group, "kind": c.kind}
            for c in form.columns
        ],
        "lines": lines,
        "total": total if lines else {},
    }
    return table, tuple(problems)


def _line(form: SettlementForm, row: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    field = str(row.get("linh_vuc", ""))
    typed = {c.code: _number(row, c, field, problems) for c in form.counted}
    values = dict(typed)
    for _, whole, parts in form.sums:
        if all(_kind(form, part) == "count" for part in parts):
            values[whole] = _added(values[part] for part in parts)
    sums = {c.code for c in form.counted if c.kind == "sum"}
    return {
        "level": str(row.get("cap", "")),
        "field": field,
        "values": values,
        "typed": {code: typed[code] for code in sums if typed[code] is not None},
    }


def _kind(form: SettlementForm, code: str) -> str:
    return next((c.kind for c in form.columns if c.code == code), "")


def _number(
    row: Mapping[str, Any], column: Column, field: str, problems: list[Problem]
) -> int | None:
    text = str(row.get(f"c{column.number}", "") or "")
    if not text:
        return None
    try:
        value = parse_number(text)
        if value == value.to_integral_value() and value >= 0:
            return int(value)
    except ValueError:
        pass
    problems.append(
        Problem(
            Place(text=f"{ROWS}, lĩnh vực {field}, cột {column.number}"),
            f'"{text}" không phải số hồ sơ',
            "một số nguyên từ 0 trở lên",
            "ghi lại số trong bo-sung",
            "warning",
            "TT-01",
        )
    )
    return None


def _added(values: Iterable[int | None]) -> int | None:
    """Return the sum, None where a part is not known: a part of a whole is no whole."""
    found = list(values)
    known = [v for v in found if v is not None]
    return sum(known) if found and len(known) == len(found) else None


def settlement_problems(
    form: SettlementForm, table: Mapping[str, Any], before: Mapping[str, Any] | None
) -> Iterator[Problem]:
    """Yield the identities that do not hold: within a row, in the total, with the period before."""
    lines = [*table["lines"].values()]
    total = {"field": "tổng số", "level": "", "values": table["total"], "typed": {}}
    for line in [*lines, *([total] if lines else [])]:
        yield from _sums(form, line)
    for line in lines:
        yield from _missing(form, line)
    if before:
        yield from _links(form, table, before)


def _sums(form: SettlementForm, line: Mapping[str, Any]) -> Iterator[Problem]:
    for code, whole, parts in form.sums:
        added = _added(line["values"].get(part) for part in parts)
        for found in {line["values"].get(whole), line["typed"].get(whole)} - {None}:
            if added is not None and found != added:
                numbers = " + ".join(_short(part) for part in parts)
                yield _problem(
                    code,
                    line,
                    f"cột {_short(whole)} là {found}, cột {numbers} cộng lại là {added}",
                    "hai số bằng nhau",
                )


def _missing(form: SettlementForm, line: Mapping[str, Any]) -> Iterator[Problem]:
    lacking = [c.number for c in form.counted if line["values"].get(c.code) is None]
    if lacking:
        yield _problem(
            "TT-02",
            line,
            f"chưa có số ở cột {', '.join(lacking)}",
            "đủ số ở mọi cột, không có ghi 0",
        )


def _links(
    form: SettlementForm, table: Mapping[str, Any], before: Mapping[str, Any]
) -> Iterator[Problem]:
    for code, now, then in form.links:
        for key in {**before["lines"], **table["lines"]}:
            ours, theirs = table["lines"].get(key), before["lines"].get(key)
            a = ours["values"].get(now) if ours else 0
            b = theirs["values"].get(then) if theirs else 0
            if a is not None and b is not None and a != b:
                yield _problem(
                    code,
                    ours or theirs or {"field": key},
                    f"cột {_short(now)} là {a}, kỳ trước còn đang giải quyết {b}",
                    f"bằng cột {_short(then)} của kỳ trước",
                )


def _problem(code: str, line: Mapping[str, Any], problem: str, required: str) -> Problem:
    place = Place(text=f"bảng giải quyết thủ tục hành chính, {line['field']}")
    return Problem(place, problem, required, f"sửa số trong danh sách {ROWS}", "warning", code)


def _short(code: str) -> str:
    return code.rpartition("/")[2]


def settlement_figures(table: Mapping[str, Any], as_of: str) -> tuple[dict[str, Any], ...]:
    """Return the totals of the columns as figures of ``vbgen report --format json``."""
    made = []
    for column in table["columns"]:
        if column["kind"] in ("count", "sum"):
            value = table["total"].get(column["code"])
            rows = [
                {"field": line["field"], "value": line["values"][column["code"]]}
                for line in table["lines"].values()
            ]
            made.append(
                {
                    "code": column["code"],
                    "label": ", ".join(filter(None, (column["group"], column["label"]))),
                    "value": value,
                    "unit": table["unit"],
                    "as_of": as_of,
                    "numerator": None,
                    "denominator": None,
                    "rows": rows,
                    "kind": column["kind"],
                    "form": table["number"],
                    "printed": True,
                    "reason": "" if value is not None else "chưa đủ số liệu của các lĩnh vực",
                    "note": "",
                }
            )
    return tuple(made)


def printed(table: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the table as printed, headings of levels among its rows; empty without a table."""
    if table is None or not table["lines"]:
        return {}
    codes = [c["code"] for c in table["columns"] if c["kind"] in ("count", "sum")]
    levels = dict.fromkeys(line["level"] for line in table["lines"].values())
    order = [*(key for key in LEVELS if key in levels), *(k for k in levels if k not in LEVELS)]
    rows: list[dict[str, Any]] = []
    for level in order:
        heading = {
            "tt": "",
            "dam": LEVELS.get(level, OTHER_LEVEL),
            "ten": "",
            "o": [""] * len(codes),
        }
        own = [line for line in table["lines"].values() if line["level"] == level]
        rows += [heading] if len(order) > 1 or level in LEVELS else []
        rows += [
            {"tt": n, "dam": "", "ten": line["field"], "o": _cells(line["values"], codes)}
            for n, line in enumerate(own, 1)
        ]
    return {
        "ten": table["title"],
        "don_vi_tinh": table["unit"],
        "dong": rows,
        "tong": _cells(table["total"], codes),
    }


def _cells(values: Mapping[str, int | None], codes: Sequence[str]) -> list[str]:
    return ["-" if (v := values.get(code)) is None else thousands(v) for code in codes]
