"""Paragraphs read by the way they begin, numbers checked for order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbgen.model.fields import Problems
from vbgen.model.section import check_order, paragraph
from vbgen.vi.letters import LIST_LETTERS, roman

TABLE = [
    ("Phần I", "phan", "I", True),
    ("Chương II", "chuong", "II", True),
    ("Mục 1. Quy định chung", "muc_dieu", "1", True),
    ("Tiểu mục 2", "tieu_muc", "2", True),
    ("Điều 3. Hiệu lực", "dieu", "3", True),
    ("Điều 3. Quyết định này có hiệu lực từ ngày ký.", "dieu", "3", False),
    ("IV. TỔ CHỨC THỰC HIỆN", "muc", "IV", True),
    ("1. Mục đích", "khoan", "1", True),
    ("1. Văn phòng theo dõi việc thực hiện.", "khoan", "1", False),
    ("**6. Cải cách tài chính công:**", "khoan", "6", True),
    ("đ) Việc thứ năm;", "diem", "đ", False),
    ("- Một việc.", "gach", "", False),
    ("+ Một việc nhỏ;", "cong", "", False),
    ("Đoạn thường, không có số.", "doan", "", False),
    ("I.A không phải mục.", "doan", "", False),
    ("-5 độ là lạnh.", "doan", "", False),
]


@pytest.mark.parametrize(("text", "level", "number", "heading"), TABLE, ids=[t[0] for t in TABLE])
def test_the_level_follows_from_the_beginning(
    text: str, level: str, number: str, heading: bool
) -> None:
    read = paragraph(text)
    assert (read.level, read.number) == (level, number)
    assert read.heading == (heading and level != "gach")


def test_a_bold_heading_loses_its_marks_and_nothing_else() -> None:
    assert paragraph("**6. Cải cách tài chính công:**").text == "6. Cải cách tài chính công:"


def order_problems(*texts: str) -> list[str]:
    problems = Problems()
    check_order([paragraph(t) for t in texts], problems)
    return [p.required for p in problems.found]


def test_numbers_begin_anew_under_each_heading() -> None:
    assert not order_problems(
        "I. A", "1. Một", "2. Hai", "II. B", "1. Một", "a) x;", "b) y;", "2. C"
    )


def test_a_gap_is_named_with_what_belongs_there() -> None:
    assert order_problems("I. A", "III. B") == ['"II" theo thứ tự']
    assert order_problems("d) x;") == ['"a" theo thứ tự']


def test_articles_count_through_chapters() -> None:
    assert not order_problems("Chương I", "Điều 1. A.", "Điều 2. B.", "Chương II", "Điều 3. C.")


@given(st.integers(1, 39), st.integers(1, 99), st.sampled_from(LIST_LETTERS))
def test_every_marker_is_recognised(section: int, clause: int, point: str) -> None:
    assert paragraph(f"{roman(section)}. NỘI DUNG").number == roman(section)
    assert paragraph(f"{clause}. nội dung.").number == str(clause)
    assert paragraph(f"{point}) nội dung;").number == point
