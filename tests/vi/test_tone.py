import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbgen.vi.tone import to_new, to_old

PAIRS = [
    ("hòa", "hoà"), ("HÒA", "HOÀ"), ("Hòa", "Hoà"), ("họa", "hoạ"), ("tóa", "toá"),
    ("thủy", "thuỷ"), ("THỦY", "THUỶ"), ("khỏe", "khoẻ"), ("xòe", "xoè"), ("lóe", "loé"),
    ("ủy", "uỷ"), ("Ủy", "Uỷ"), ("ỦY", "UỶ"), ("tùy", "tuỳ"), ("lũy", "luỹ"), ("hủy", "huỷ"),
    ("nghỏe", "nghoẻ"), ("đọa", "đoạ"), ("ĐỌA", "ĐOẠ"), ("úy", "uý"), ("òa", "oà"),
]  # fmt: skip
SAME_IN_BOTH = [
    "quý", "quỳ", "QUỶ", "quỹ", "giá", "già", "quà", "hoàn", "thuyền", "hoài", "xoáy", "huỳnh",
    "khoảng", "toàn", "khoét", "huýt", "của", "múa", "lúa", "mía", "hoa", "thuy", "ký", "lý",
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), PAIRS, ids=[old for old, _ in PAIRS])
def test_an_open_syllable_is_written_in_either_habit(old: str, new: str) -> None:
    assert (to_old(new), to_new(old)) == (old, new)
    assert (to_old(old), to_new(new)) == (old, new)


@pytest.mark.parametrize("word", SAME_IN_BOTH)
def test_other_syllables_stay(word: str) -> None:
    assert (to_old(word), to_new(word)) == (word, word)


def test_whole_sentences_are_converted_between_signs_and_digits() -> None:
    new = "Uỷ ban, (hoà giải); “khoẻ” 5/thuỷ-lợi; hội đồng quý hoàn toàn."
    old = "Ủy ban, (hòa giải); “khỏe” 5/thủy-lợi; hội đồng quý hoàn toàn."
    assert (to_old(new), to_new(old)) == (old, new)


def test_decomposed_text_is_converted_too() -> None:
    assert to_old(unicodedata.normalize("NFD", "uỷ ban hoà")) == "ủy ban hòa"


words = st.lists(
    st.sampled_from([old for old, _ in PAIRS] + SAME_IN_BOTH + ["-", ".", "12", "KH-VP"])
)


@given(words)
def test_the_round_trip_loses_nothing(parts: list[str]) -> None:
    old = " ".join(parts)
    assert to_old(to_new(old)) == old
    assert to_new(to_new(old)) == to_new(old)


@given(st.text())
def test_any_text_is_stable_after_one_pass(text: str) -> None:
    assert to_old(to_old(text)) == to_old(text)
    assert to_old(to_new(text)) == to_old(text)
