"""Figures of a report: given, computed, of nothing, unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbgen.documents.blanks import Answers, Asked, Blank
from vbgen.documents.periodic.report_figures import NOTHING, Figures

SHARES = {"ty_le": ("dat", "tong"), "ty_le_con": ("con", "tong")}
DIFFERENCES = {"con": ("tong", "dat")}


def figures(**given: str) -> tuple[Figures, Asked]:
    asked = Asked()
    return Figures(Answers(given, asked), SHARES, DIFFERENCES), asked


@pytest.mark.parametrize(
    ("given", "key", "shown"),
    [
        pytest.param({"tong": "8", "dat": "6"}, "ty_le", "75", id="share"),
        pytest.param({"tong": "3", "dat": "2"}, "ty_le", "66,67", id="share rounded half up"),
        pytest.param({"tong": "1.200", "dat": "1.080"}, "con", "120", id="difference"),
        pytest.param({"tong": "8", "dat": "6"}, "ty_le_con", "25", id="share of a difference"),
        pytest.param({"tong": "0", "dat": "0"}, "ty_le", NOTHING, id="share of nothing"),
        pytest.param({"tong": "8", "dat": "6", "ty_le": "99"}, "ty_le", "75", id="computed wins"),
        pytest.param({"ty_le": "99"}, "ty_le", "99", id="typed where the parts are unknown"),
    ],
)
def test_what_is_printed(given: dict[str, str], key: str, shown: str) -> None:
    assert str(figures(**given)[0][key]) == shown


def test_a_share_of_unknown_parts_is_a_blank_that_is_not_asked_for() -> None:
    known, asked = figures(tong="8")
    assert isinstance(known["ty_le"], Blank)
    assert asked.listed() == ()
    assert isinstance(known["dat"], Blank)
    assert asked.listed() == ("bs.dat",)


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_what_remains_and_what_is_done_make_the_whole(whole: int, part: int) -> None:
    known, _ = figures(tong=str(whole), dat=str(part))
    remainder = known.number("con")
    assert remainder is not None and remainder + part == whole
