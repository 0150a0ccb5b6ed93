from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from vbgen.vi import numbers as vi

UNITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6}

LINH: tuple[Literal["linh", "lẻ"], ...] = ("linh", "lẻ")
NGHIN: tuple[Literal["nghìn", "ngàn"], ...] = ("nghìn", "ngàn")


def read_words(text: str) -> int:
    """Read number words by adding up, scale by scale."""
    words = text.split()
    if words[0] == "âm":
        return -read_words(" ".join(words[1:]))
    billions = million_part = group = unit = 0
    for word in words:
        if word in UNITS:
            unit = UNITS[word]
        elif word == "trăm":
            group, unit = group + unit * 100, 0
        elif word == "mươi":
            group, unit = group + unit * 10, 0
        elif word == "mười":
            group, unit = group + 10, 0
        elif word in ("linh", "lẻ"):
            assert unit == 0 and group % 100 == 0
        elif word in SCALES:
            million_part, group, unit = million_part + (group + unit) * SCALES[word], 0, 0
        elif word == "tỷ":
            total = billions + million_part + group + unit
            billions, million_part, group, unit = total * 10**9, 0, 0, 0
        else:
            raise AssertionError(f"unknown word {word}")
    return billions + million_part + group + unit


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"), (4, "bốn"), (5, "năm"), (10, "mười"), (11, "mười một"), (14, "mười bốn"),
        (15, "mười lăm"), (20, "hai mươi"), (21, "hai mươi mốt"), (24, "hai mươi tư"),
        (35, "ba mươi lăm"), (99, "chín mươi chín"), (100, "một trăm"),
        (101, "một trăm linh một"), (105, "một trăm linh năm"), (110, "một trăm mười"),
        (115, "một trăm mười lăm"), (555, "năm trăm năm mươi lăm"), (1000, "một nghìn"),
        (1005, "một nghìn không trăm linh năm"), (1050, "một nghìn không trăm năm mươi"),
        (2024, "hai nghìn không trăm hai mươi tư"), (1_000_000, "một triệu"),
        (1_000_005, "một triệu không trăm linh năm"),
        (10**9, "một tỷ"), (21 * 10**9 + 1000, "hai mươi mốt tỷ không trăm linh một nghìn"),
        (10**12, "một nghìn tỷ"), (10**18, "một tỷ tỷ"), (-7, "âm bảy"),
    ],
)  # fmt: skip
def test_numbers_are_spelled(number: int, words: str) -> None:
    assert vi.in_words(number) == words


def test_the_regional_words_can_be_chosen() -> None:
    assert vi.in_words(1105, zero="lẻ", thousand="ngàn") == "một ngàn một trăm lẻ năm"


@given(
    st.integers(-(10**18), 10**18) | st.integers(0, 10**6),
    st.sampled_from(LINH),
    st.sampled_from(NGHIN),
)
def test_words_say_the_number(
    number: int, zero: Literal["linh", "lẻ"], thousand: Literal["nghìn", "ngàn"]
) -> None:
    assert read_words(vi.in_words(number, zero=zero, thousand=thousand)) == number


def test_a_number_too_large_is_refused() -> None:
    with pytest.raises(ValueError, match="quá lớn"):
        vi.in_words(10**18 + 1)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Decimal("98.5"), 2, "98,50"), (Decimal("0.125"), 2, "0,13"), (2.675, 2, "2,68"),
        (Decimal("-0.125"), 2, "-0,13"), (Decimal("-0.001"), 2, "0,00"), (1234567, 0, "1.234.567"),
        (Fraction(1, 3), 4, "0,3333"), (Decimal("999.995"), 2, "1.000,00"), (0, 1, "0,0"),
    ],
)  # fmt: skip
def test_decimals_have_a_comma_and_round_half_up(value: vi.Number, places: int, text: str) -> None:
    assert vi.decimal_comma(value, places) == text


def test_zeros_at_the_end_and_thousands_dots_are_choices() -> None:
    assert vi.decimal_comma(Decimal("1234.50"), 2, trim=True) == "1.234,5"
    assert vi.decimal_comma(1200, 2, trim=True) == "1.200"
    assert vi.decimal_comma(1200, 0, trim=True) == "1.200"
    assert vi.decimal_comma(1234, 1, grouped=False) == "1234,0"


@given(st.decimals(-(10**12), 10**12, places=4), st.integers(0, 3))
def test_decimals_agree_with_cldr_and_come_back(value: Decimal, places: int) -> None:
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    pattern = "#,##0" + ("." + "0" * places if places else "")
    expected = format_decimal(rounded + 0, pattern, locale="vi_VN")
    assert vi.decimal_comma(value, places) == expected
    assert vi.parse_number(expected) == rounded


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), Decimal("1E+999")])
def test_what_is_no_usable_number_is_refused(value: vi.Number) -> None:
    with pytest.raises(ValueError, match="không phải một số"):
        vi.decimal_comma(value, 2)


@pytest.mark.parametrize(
    ("done", "total", "text"),
    [
        (193457, 195197, "99,11%"), (197, 200, "98,50%"), (1, 1, "100,00%"), (0, 7, "0,00%"),
        (1, 800, "0,13%"), (2, 3, "66,67%"),
    ],
)  # fmt: skip
def test_shares_have_two_decimals(done: int, total: int, text: str) -> None:
    assert vi.percent(done, total) == text


def test_a_share_can_be_trimmed_and_spaced() -> None:
    assert vi.percent(197, 200, trim=True) == "98,5%"
    assert vi.percent(1, 1, trim=True, sign=" %") == "100 %"
    assert vi.percent(2, 3, 0) == "67%"
    assert vi.ratio(2, 3, 1) == Decimal("66.7")


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="mẫu số bằng 0"):
        vi.percent(1, 0)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("98,5", "98.5"),
        ("1.234,50", "1234.50"),
        ("1234", "1234"),
        ("-1.000", "-1000"),
        (" −3 ", "-3"),
    ],
)
def test_vietnamese_numbers_are_read(text: str, number: str) -> None:
    assert str(vi.parse_number(text)) == number


@pytest.mark.parametrize(
    "text", ["98.5", "1,234,5", "1.23,4", "12.3456", "", "x", "5%", "1e5", "٣"]
)
def test_numbers_written_otherwise_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="không phải số viết đúng"):
        vi.parse_number(text)


def test_numbers_of_documents_are_padded_below_ten() -> None:
    assert [vi.document_number(number) for number in (1, 9, 10, 250)] == ["01", "09", "10", "250"]
    with pytest.raises(ValueError, match="bắt đầu từ 01"):
        vi.document_number(0)


def test_thousands_have_dots() -> None:
    assert [vi.thousands(number) for number in (0, 999, 1000, -1234567)] == [
        "0", "999", "1.000", "-1.234.567",
    ]  # fmt: skip
