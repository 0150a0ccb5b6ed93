from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbgen.errors import UserError
from vbgen.model.progress_record import ClosedPeriod, Difference
from vbgen.records import Records
from vbgen.records.differences import differences

AT = datetime(2024, 3, 20, 17, tzinfo=UTC)
FIRST = {"counts": {"total": 3, "done": 1}, "rows": ["một", "hai"], "tỷ lệ": None}
SECOND = {"counts": {"total": 3, "done": 2}, "rows": ["một"], "tỷ lệ": None}


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records(tmp_path / "so-theo-doi.sqlite")


def close(records: Records, payload: dict[str, Any], **more: Any) -> ClosedPeriod:
    with records.writing() as book:
        return book.closed.close("cchc", "2024-Q1", payload, AT, **more)


def test_a_closed_period_is_read_back_whole_in_its_own_order(records: Records) -> None:
    made = close(records, FIRST)
    with records.reading() as book:
        read = book.closed.latest("cchc", "2024-Q1")
        assert book.closed.periods("cchc") == ("2024-Q1",)
    assert read == made
    assert (made.version, made.closed_at) == (1, "2024-03-20T17:00:00+00:00")
    assert read is not None
    assert list(read.payload) == list(FIRST)
    assert read.payload == FIRST


def test_closing_with_the_same_content_changes_nothing(records: Records) -> None:
    made = close(records, FIRST)
    assert close(records, dict(reversed(FIRST.items())), new_version=True) == made


def test_other_content_is_refused_unless_a_new_version_is_asked_for(records: Records) -> None:
    made = close(records, FIRST)
    with pytest.raises(UserError, match="kỳ này đã chốt"):
        close(records, SECOND)
    with records.reading() as book:
        assert book.closed.versions("cchc", "2024-Q1") == (made,)


def test_a_new_version_lists_what_it_has_otherwise_and_keeps_the_first(records: Records) -> None:
    first = close(records, FIRST)
    second = close(records, SECOND, new_version=True, reason="đơn vị gửi lại")
    assert (second.version, second.reason) == (2, "đơn vị gửi lại")
    assert second.differences == (
        Difference("counts.done", 1, 2),
        Difference("rows[1]", "hai", None),
    )
    with records.reading() as book:
        assert book.closed.versions("cchc", "2024-Q1") == (first, second)
        assert book.closed.latest("cchc", "2024-Q1") == second


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({}, {}, []),
        ({"a": 1}, {"a": 1, "b": 2}, [("b", None, 2)]),
        ({"a": {"b": [1, {"c": "x"}]}}, {"a": {"b": [1, {"c": "y"}]}}, [("a.b[1].c", "x", "y")]),
        ({"a": [1]}, {"a": "1"}, [("a", [1], "1")]),
        ({"a": 1}, {"a": True}, [("a", 1, True)]),
        ({"a": {"b": 1}}, {}, [("a", {"b": 1}, None)]),
    ],
    ids=["equal", "new key", "deep", "another kind", "one is not true", "a key less"],
)
def test_differences_name_the_path(
    before: Any, after: Any, found: list[tuple[str, Any, Any]]
) -> None:
    assert differences(before, after) == tuple(Difference(*entry) for entry in found)


VALUES = st.recursive(
    st.none() | st.integers(-2, 2) | st.text(max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=8,
)


@given(VALUES)
def test_a_value_does_not_differ_from_itself(value: Any) -> None:
    assert differences(value, value) == ()


@given(st.integers(), st.text())
def test_a_number_that_changed_is_always_told(number: int, key: str) -> None:
    assert differences({key: [number]}, {key: [number + 1]}) == (
        Difference(f"{key}[0]", number, number + 1),
    )
