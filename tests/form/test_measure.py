"""Widths of printed text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbgen.form import measure
from vbgen.form.measure import longest_line, text_width, wrapped

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_the_national_name_at_13_points_needs_less_than_a_hundred_millimetres() -> None:
    assert 95 < text_width(NATION, 13, bold=True) * 25.4 / 72 < 97


def test_bold_is_wider_than_regular() -> None:
    assert text_width(NATION, 13, bold=True) > text_width(NATION, 13)


def test_letters_with_marks_are_as_wide_as_without() -> None:
    assert text_width("ế", 14) == text_width("e", 14)


def test_a_letter_the_table_lacks_counts_as_a_common_one() -> None:
    assert text_width("漢", 14) == text_width("n", 14)


def test_a_long_word_stands_alone_on_its_line() -> None:
    assert len(wrapped("a mmmmmmmmmmmmmmmmmmmm b", 40, 14)) == 3


@given(st.text("abc đế ", max_size=80), st.integers(20, 400))
def test_lines_hold_the_width_of_all_words(text: str, room: int) -> None:
    total = sum(text_width(word, 14) for word in text.split())
    spaces = max(len(text.split()) - len(wrapped(text, room, 14)), 0) * text_width(" ", 14)
    assert sum(wrapped(text, room, 14)) == pytest.approx(total + spaces)


@given(st.lists(st.text("abc đế ", max_size=40), max_size=4), st.integers(20, 400))
def test_no_line_is_longer_than_the_room(texts: list[str], room: int) -> None:
    assert longest_line(texts, room, 14) <= room


@given(st.lists(st.integers(8, 400).map(lambda n: n / 8), min_size=2, max_size=30), st.data())
def test_the_narrowest_room_takes_so_many_lines_and_anything_narrower_more(
    words: list[float], data: st.DataObject
) -> None:
    lines = data.draw(st.integers(1, len(words)))
    room = measure._narrowest(words, 3.5, lines)
    assert len(measure._filled(words, 3.5, room)) <= lines
    if room > max(words):
        assert len(measure._filled(words, 3.5, room - 0.01)) > lines
