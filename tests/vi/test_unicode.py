import unicodedata
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbgen.vi import unicode as vi

VIETNAMESE = "Phòng Hành chính - Tổ chức, Đề án số 06: ưu đãi, Nguyễn Ngọc Ngạn"


def test_letters_are_composed() -> None:
    assert vi.nfc(unicodedata.normalize("NFD", VIETNAMESE)) == VIETNAMESE
    assert vi.nfc("ê\u0323") == "ệ"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("ｆｕｌｌ－１２／ＫＨ", "full-12/KH", id="full-width letters and signs"),
        pytest.param("A\u3000B", "A B", id="ideographic space"),
        pytest.param("\u00d0\u1ea3ng, \u00f0\u01b0\u1eddng", "Đảng, đường", id="Icelandic eth"),
        pytest.param("\u0189ề án \u0256ô thị", "Đề án đô thị", id="African d"),
        pytest.param("a\u0301\u0302t", "ất", id="tone typed before the circumflex"),
        pytest.param("ả\u0306", "ẳ", id="tone composed before the breve"),
        pytest.param("o\u0323\u031b", "ợ", id="dot before the horn"),
        pytest.param(VIETNAMESE, VIETNAMESE, id="good text"),
        pytest.param("a\tb\n  c –", "a\tb\n  c –", id="white space and dashes are kept"),
    ],
)
def test_mending_gives_what_was_meant(typed: str, meant: str) -> None:
    assert vi.mend(typed) == meant


def test_nfc_alone_leaves_lookalikes() -> None:
    assert vi.nfc("Ðｆ") == "Ðｆ"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Đẩy mạnh ứng dụng", "Day manh ung dung"),
        ("đường lối", "duong loi"),
        (unicodedata.normalize("NFD", "Quyết định"), "Quyet dinh"),
        ("Ðảng", "Dang"),
        ("ƯỚC, Ơ", "UOC, O"),
    ],
)
def test_marks_are_stripped_and_case_is_kept(text: str, plain: str) -> None:
    assert vi.strip_marks(text) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Phòng Hành chính – Tổ chức", "phòng HÀNH CHÍNH-tổ chức", id="dash and case"),
        pytest.param("Uỷ ban  nhân\u00a0dân", " Ủy ban nhân dân\n", id="tone and white space"),
        pytest.param("Hòa Bình", unicodedata.normalize("NFD", "HOÀ BÌNH"), id="decomposed"),
        pytest.param("Ðoàn", "Đoàn", id="false Đ"),
        pytest.param("Sở\u200b Tài chính", "Sở Tài chính", id="zero width space"),
    ],
)
def test_spellings_of_one_name_match(one: str, other: str) -> None:
    assert vi.same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phòng Nội chính", "Phòng Nội chỉnh"),
        ("Đội", "Dội"),
        ("Phòng 1", "Phòng 11"),
        ("a b", "ab"),
    ],
)
def test_different_names_do_not_match(one: str, other: str) -> None:
    assert not vi.same_name(one, other)


@given(st.text())
def test_folding_and_mending_are_idempotent(text: str) -> None:
    assert vi.mend(vi.mend(text)) == vi.mend(text)
    assert vi.fold(vi.fold(text)) == vi.fold(text)


def test_what_xml_cannot_hold_is_found_with_its_place() -> None:
    text = "a\x0bb\ufffe\ud800\x00"
    found = [(1, "\x0b"), (3, "\ufffe"), (4, "\ud800"), (5, "\x00")]
    assert vi.illegal_xml(text) == found


def test_ordinary_text_and_white_space_are_legal() -> None:
    assert vi.illegal_xml(f"{VIETNAMESE}\t\r\n\u00a0😀\x85") == []


@given(st.characters() | st.sampled_from("\ufffd\ufffe\uffff\ufeff\x0b\x1f\x7f\t\ud800"))
def test_an_xml_parser_agrees_on_every_character(char: str) -> None:
    escaped = char.replace("&", "&amp;").replace("<", "&lt;")
    try:
        ET.fromstring(f"<a>{escaped}</a>".encode())
        accepted = True
    except (ET.ParseError, UnicodeEncodeError):
        accepted = False
    assert (vi.illegal_xml(char) == []) == accepted
