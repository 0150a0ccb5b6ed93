import calendar
from datetime import date

import pytest
from babel.dates import format_date, get_quarter_names
from hypothesis import given
from hypothesis import strategies as st

from vbgen.vi import dates as vi

SAMPLES = [
    (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020", "05/01/2020"),
    (date(2019, 2, 10), "ngày 10 tháng 02 năm 2019", "10/02/2019"),
    (date(2020, 3, 5), "ngày 05 tháng 3 năm 2020", "05/3/2020"),
    (date(2019, 6, 29), "ngày 29 tháng 6 năm 2019", "29/6/2019"),
    (date(2021, 7, 15), "ngày 15 tháng 7 năm 2021", "15/7/2021"),
    (date(2024, 9, 30), "ngày 30 tháng 9 năm 2024", "30/9/2024"),
    (date(2024, 10, 1), "ngày 01 tháng 10 năm 2024", "01/10/2024"),
    (date(2024, 12, 31), "ngày 31 tháng 12 năm 2024", "31/12/2024"),
]
IDS = [short for _, _, short in SAMPLES]


@pytest.mark.parametrize(("day", "long", "short"), SAMPLES, ids=IDS)
def test_dates_follow_the_zero_rule(day: date, long: str, short: str) -> None:
    assert (vi.long_date(day), vi.short_date(day)) == (long, short)


@given(st.dates(date(1000, 1, 1)))
def test_written_dates_come_back(day: date) -> None:
    assert vi.parse_date(vi.long_date(day)) == day
    assert vi.parse_date(vi.short_date(day)) == day
    assert vi.parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        "05/01/2024", "5/1/2024", "5-1-2024", "05.01.2024", "2024-01-05", "2024-1-5",
        "ngày 05 tháng 01 năm 2024", "Ngày 5 tháng 1, năm 2024", "5 tháng 01 năm 2024",
        " ngày\u00a005/01/2024\n", "０５／０１／２０２４", "NGÀY 05 THÁNG 01 NĂM 2024",
        "nga\u0300y 5 tha\u0301ng 1 na\u0306m 2024",
    ],
)  # fmt: skip
def test_a_date_is_read_in_every_usual_form(text: str) -> None:
    assert vi.parse_date(text) == date(2024, 1, 5)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("30/02/2024", "tháng 02/2024 chỉ có 29 ngày"),
        ("29/02/2023", "tháng 02/2023 chỉ có 28 ngày"),
        ("31/4/2024", "tháng 4/2024 chỉ có 30 ngày"),
        ("ngày 32 tháng 12 năm 2024", "tháng 12/2024 chỉ có 31 ngày"),
        ("00/3/2024", "không có ngày 0"),
        ("01/13/2024", "không có tháng 13"),
        ("2024-00-10", "không có tháng 0"),
        ("01/01/0000", "không có năm 0"),
        ("05/01/24", "không đọc được thành ngày"),
        ("05/01-2024", "không đọc được thành ngày"),
        ("tháng 01/2024", "không đọc được thành ngày"),
        ("05/01/2024 và", "không đọc được thành ngày"),
        ("٠٥/01/2024", "không đọc được thành ngày"),
        ("", "không đọc được thành ngày"),
    ],
)
def test_a_date_that_is_none_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        vi.parse_date(text)


def test_the_header_line_has_place_and_date_or_blanks() -> None:
    assert vi.place_and_date("Lâm Đồng", date(2024, 1, 5)) == (
        "Lâm Đồng, ngày 05 tháng 01 năm 2024"
    )
    blank = vi.place_and_date("Lâm Đồng", None)
    assert blank.split() == ["Lâm", "Đồng,", "ngày", "tháng", "năm"]
    assert blank.count(vi.DAY_BLANK) == 3
    assert vi.place_and_date("Hà Nội", None, month=3, year=2024) == (
        f"Hà Nội, ngày{vi.DAY_BLANK}tháng 3 năm 2024"
    )


@pytest.mark.parametrize(
    ("month", "short", "long"),
    [
        (1, "tháng 01/2024", "tháng 01 năm 2024"),
        (3, "tháng 3/2024", "tháng 3 năm 2024"),
        (12, "tháng 12/2024", "tháng 12 năm 2024"),
    ],
)
def test_months_follow_the_zero_rule(month: int, short: str, long: str) -> None:
    assert vi.month_phrase(2024, month) == short
    assert vi.month_phrase(2024, month, long=True) == long


def test_quarters_are_roman_and_come_back() -> None:
    assert vi.quarter_phrase(2024, 1) == "quý I/2024"
    assert vi.quarter_phrase(2024, 4, long=True) == "quý IV năm 2024"
    for number, sign in enumerate(("I", "II", "III", "IV"), 1):
        assert vi.parse_quarter(f"Quý {sign}") == number
        assert vi.parse_quarter(sign.lower()) == number
        assert vi.parse_quarter(f"quý {number}") == number


@pytest.mark.parametrize("text", ["quý V", "IIII", "5", "0", "", "quý", "II/2024"])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="quý"):
        vi.parse_quarter(text)


def test_there_is_no_fifth_quarter() -> None:
    with pytest.raises(ValueError, match="không có quý 5"):
        vi.quarter_phrase(2024, 5)


@given(st.integers(1, 9999), st.integers(1, 12))
def test_months_have_the_days_of_the_calendar(year: int, month: int) -> None:
    assert vi.days_in_month(year, month) == calendar.monthrange(year, month)[1]


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_weekday_and_quarter_agree_with_cldr(day: date) -> None:
    assert vi.weekday(day).casefold() == format_date(day, "EEEE", locale="vi").casefold()
    assert vi.quarter_of(day) == int(format_date(day, "Q", locale="vi"))
    cldr_month = format_date(day, "MMMM", locale="vi")
    assert vi.month_phrase(day.year, day.month).replace(" 0", " ") == f"{cldr_month}/{day.year}"


def test_cldr_names_four_quarters_too() -> None:
    assert [name.casefold() for name in get_quarter_names("wide", locale="vi").values()] == [
        f"quý {number}" for number in (1, 2, 3, 4)
    ]


def test_weekdays_carry_the_capitals_of_the_decree() -> None:
    assert vi.weekday(date(2024, 1, 1)) == "thứ Hai"
    assert vi.weekday(date(2024, 1, 7)) == "Chủ nhật"
