import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbgen.vi import text as vi


@pytest.mark.parametrize(
    ("items", "joined"),
    [([], ""), (["A"], "A"), (["A", "B"], "A và B"), (["A", "B", "C"], "A, B và C")],
)
def test_lists_are_joined_as_in_a_sentence(items: list[str], joined: str) -> None:
    assert vi.join_list(items) == joined


def test_the_linking_word_and_the_sign_can_be_chosen() -> None:
    assert vi.join_list(["A, B", "C", "D"], last="hoặc", separator="; ") == "A, B; C hoặc D"


def test_counts_below_ten_take_a_zero() -> None:
    assert vi.count_phrase(5, "đơn vị") == "05 đơn vị"
    assert vi.count_phrase(12, "ngày") == "12 ngày"
    assert vi.count_phrase(-5, "ngày") == "-5 ngày"


def test_a_count_prints_with_its_zero_and_counts_as_the_number_it_is() -> None:
    assert f"{vi.Count(3)}/{vi.Count(12)}" == "03/12"
    assert (vi.Count(3) + 2, bool(vi.Count(0)), sorted([vi.Count(9), vi.Count(2)])[0]) == (
        5,
        False,
        2,
    )


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Kế hoạch năm", "Kế hoạch năm"),
        ("Kế hoạch cải cách", "Kế hoạch…"),
        ("Kế hoạch, cải", "Kế hoạch…"),
        ("a" * 20, "a" * 11 + "…"),
        ("Kế\n  hoạch", "Kế hoạch"),
    ],
)
def test_long_text_is_cut_at_a_word(text: str, short: str) -> None:
    assert vi.shorten(text, 12) == short


@given(st.text(), st.integers(1, 50))
def test_shortened_text_is_never_wider(text: str, width: int) -> None:
    assert len(vi.shorten(text, width)) <= width


def test_quotes_are_vietnamese() -> None:
    assert vi.quote("x") == "“x”"
