"""The form file as a whole: complete, in range, each value with its clause."""

from __future__ import annotations

import re

import pytest

from vbgen.form import load
from vbgen.form.values import Range

FORM = load()


def test_the_form_is_read_once() -> None:
    assert load("nd30") is load("nd30")


@pytest.mark.parametrize("component", FORM.components.values(), ids=lambda c: c.style)
@pytest.mark.parametrize("combination", FORM.combinations, ids=str)
def test_printed_sizes_stay_in_the_range_of_the_decree(component, combination) -> None:
    assert FORM.size(component.key, *combination) in component.size


@pytest.mark.parametrize("component", FORM.components.values(), ids=lambda c: c.style)
def test_every_row_of_the_size_table_names_its_clause(component) -> None:
    assert not component.row or re.match(r"PL (I/1/(I|II|III|V)[.#]|III/Mẫu)", component.clause)


def test_style_names_and_identifiers_are_each_their_own() -> None:
    styles = [*FORM.components.values(), *FORM.lines.values()]
    assert len({s.style for s in styles}) == len({s.style_id for s in styles}) == len(styles)


def test_default_margins_lie_within_their_ranges() -> None:
    for side, allowed in FORM.page.margin_ranges.items():
        assert getattr(FORM.page.margins, side) in allowed


def test_letters_of_points_leave_out_those_with_marks() -> None:
    assert "".join(FORM.point_letters) == "abcdđeghiklmnopqrstuvxy"


@pytest.mark.parametrize(
    ("shown", "value"), [("13", Range(13, 13)), ("12,5-14", Range(12.5, 14))], ids=["one", "two"]
)
def test_a_range_is_written_with_a_decimal_comma(shown, value) -> None:
    assert str(value) == shown
