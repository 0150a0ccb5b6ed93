"""Centred headings of several lines are broken evenly, their text as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.drafts import context, draft, template

from vbgen.docview import read
from vbgen.docview.facts import Paragraph
from vbgen.form.measure import even_room, text_width, wrapped
from vbgen.render.restyle import Settings
from vbgen.vi.unicode import NO_BREAK

ABSTRACT = "Kiểm tra việc mua sắm, bảo quản, sử dụng trang thiết bị phục vụ bạn đọc năm 2031"
POINTS = 72 / 25.4
TEXT = st.lists(st.text("abcđ", min_size=1, max_size=9), min_size=1, max_size=30).map(" ".join)


@given(TEXT, st.integers(60, 400))
def test_a_text_takes_no_more_lines_in_its_even_room(text: str, room: int) -> None:
    even = even_room(text, room, 14)
    assert even <= room
    assert len(wrapped(text, even, 14)) == len(wrapped(text, room, 14))


@given(TEXT, st.integers(100, 400))
def test_the_even_room_is_the_least_but_for_the_slack(text: str, room: int) -> None:
    even = even_room(text, room, 14)
    longest_word = max(text_width(word, 14) for word in text.split())
    if longest_word < even - 3 < room - 3:
        assert len(wrapped(text, even - 3, 14)) > len(wrapped(text, room, 14))


def paragraph(data: bytes, text: str) -> Paragraph:
    return next(p for p in read(data).paragraphs() if p.text.startswith(text))


def test_an_abstract_that_would_leave_one_word_is_broken_in_halves() -> None:
    room = 160 * POINTS
    assert wrapped(ABSTRACT, room, 14, bold=True)[-1] < text_width("năm 2031", 14, bold=True) * 3
    shape = paragraph(draft("ke-hoach", trich_yeu=[ABSTRACT]), "Kiểm tra").format
    set_in = room - (shape.left_mm + shape.right_mm) * POINTS
    first, last = wrapped(ABSTRACT, set_in, 14, bold=True)
    assert last > first * 0.8
    assert shape.left_mm == shape.right_mm


def test_a_heading_of_one_line_keeps_the_whole_room() -> None:
    shape = paragraph(draft("ke-hoach", trich_yeu=["Mua sắm"]), "Mua sắm").format
    assert (shape.left_mm, shape.right_mm) == (0, 0)


def test_the_abstract_of_a_letter_is_measured_with_its_opening_words() -> None:
    text = "mua sắm máy đọc sách, giá sách, bàn ghế cho phòng đọc"
    shape = paragraph(draft("cong-van", trich_yeu=[text]), "V/v").format
    set_in = (62 - shape.left_mm - shape.right_mm) * POINTS
    widths = wrapped(f"V/v {text}", set_in, 13)
    assert min(widths) > max(widths) * 0.7


@pytest.mark.parametrize("text", ["a & b", "a < b", 'a "b"'], ids=["and", "less", "quote"])
def test_signs_that_markup_knows_are_measured_as_they_are(text: str) -> None:
    made = template("ke-hoach", Settings()).render(context(trich_yeu=[text * 20]))
    assert paragraph(made, text).text == text * 20


def test_room_to_write_in_is_part_of_the_words_around_it() -> None:
    blank = f"số {NO_BREAK * 8}/KH-VP"
    assert wrapped(blank, 1000, 14)[0] > text_width("số /KH-VP", 14) + 20
    assert len(wrapped(blank, text_width(f"{NO_BREAK * 8}/KH-VP", 14), 14)) == 2
