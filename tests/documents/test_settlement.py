"""The table of procedures settled: sums, identities, the period before."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbgen import resources
from vbgen.documents.periodic import settlement as s

FORM = s.read_settlement(
    resources.read_yaml(resources.data("forms-stat", "kstthc.yml").read_text(encoding="utf-8"))
)
assert FORM is not None
COUNTS = ("c4", "c5", "c6", "c8", "c9", "c10", "c12", "c13")


def row(period: str = "2025-Q1", field: str = "Đất đai", **cells: object) -> dict[str, Any]:
    numbers = dict(zip(COUNTS, (10, 5, 1, 6, 5, 1, 3, 1), strict=True)) | cells
    return {"ky": period, "cap": "cap-tinh", "linh_vuc": field} | {
        key: str(value) for key, value in numbers.items()
    }


def found(*rows: dict[str, Any], before: dict[str, Any] | None = None) -> list[tuple[str, str]]:
    table, wrong = s.settle(FORM, rows, "2025-Q1")
    problems = (*wrong, *s.settlement_problems(FORM, table, before))
    return [(p.code, str(p.place)) for p in problems]


def test_a_row_whose_numbers_agree_has_no_finding() -> None:
    assert found(row()) == []


def test_sums_are_counted_from_their_parts() -> None:
    table, _ = s.settle(FORM, [row(), row(field="Hộ tịch"), row("2025-Q2")], "2025-Q1")
    assert list(table["lines"]) == ["cap-tinh Đất đai", "cap-tinh Hộ tịch"]
    assert [table["total"][f"II.06/{n}"] for n in (3, 7, 11)] == [32, 24, 8]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        pytest.param({"c12": 4}, "DT-4", id="in is not settled plus open"),
        pytest.param({"c3": 17}, "DT-1", id="typed total received"),
        pytest.param({"c7": 11}, "DT-2", id="typed total settled"),
        pytest.param({"c11": 9}, "DT-3", id="typed total open"),
        pytest.param({"c8": "nhiều"}, "TT-01", id="no number"),
        pytest.param({"c8": "1,5"}, "TT-01", id="no whole number"),
        pytest.param({"c8": ""}, "TT-02", id="missing"),
    ],
)
def test_what_does_not_hold_is_named(cells: dict[str, object], code: str) -> None:
    hits = [place for found_code, place in found(row(**cells)) if found_code == code]
    assert hits and "Đất đai" in hits[0]


@pytest.mark.parametrize(
    ("before", "named"),
    [
        pytest.param([row("2024-Q4", c12=1, c13=0)], [], id="equal"),
        pytest.param([row("2024-Q4", c12=2, c13=0)], ["Đất đai"], id="unequal"),
        pytest.param(
            [row("2024-Q4", c12=1, c13=0), row("2024-Q4", "Hộ tịch")], ["Hộ tịch"], id="left out"
        ),
    ],
)
def test_what_was_open_comes_over(before: list[dict[str, Any]], named: list[str]) -> None:
    earlier, _ = s.settle(FORM, before, "2024-Q4")
    hits = [place for code, place in found(row(), before=earlier) if code == "NK-1"]
    assert [any(name in place for place in hits) for name in named] == [True] * len(hits)
    assert len(hits) == len(named)


def test_a_missing_number_is_a_dash_and_its_total_too() -> None:
    table, _ = s.settle(FORM, [row(c8="")], "2025-Q1")
    shown = s.printed(table)
    assert shown["dong"][1]["o"][5] == "-" and shown["tong"][5] == "-"
    figures = {f["code"]: f for f in s.settlement_figures(table, "2025-03-14")}
    assert figures["II.06/8"]["value"] is None and figures["II.06/8"]["reason"]
    assert figures["II.06/4"]["value"] == 10


@given(st.lists(st.tuples(*[st.integers(0, 10**6)] * 8), min_size=1, max_size=5))
def test_the_total_is_the_sum_of_each_column(numbers: list[tuple[int, ...]]) -> None:
    rows = [
        row(field=f"Lĩnh vực {n}", **dict(zip(COUNTS, cells, strict=True)))
        for n, cells in enumerate(numbers)
    ]
    table, wrong = s.settle(FORM, rows, "2025-Q1")
    assert not wrong
    for at, key in enumerate(COUNTS):
        assert table["total"][f"II.06/{key[1:]}"] == sum(cells[at] for cells in numbers)
    assert table["total"]["II.06/3"] == sum(sum(cells[:3]) for cells in numbers)
