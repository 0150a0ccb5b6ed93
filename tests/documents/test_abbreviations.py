"""Short forms that a plan explains, spelled out where its words are quoted."""

from __future__ import annotations

import pytest

from vbgen.documents.abbreviations import _meaning, spell

KNOWN = {"CCHC": "cải cách hành chính", "BCĐ": "Ban Chỉ đạo", "VTVL": "vị trí việc làm"}


@pytest.mark.parametrize(
    ("before", "short", "meaning"),
    [
        pytest.param("Kế hoạch cải cách hành chính", "CCHC", "cải cách hành chính", id="within"),
        pytest.param("Vị trí việc làm", "VTVL", "vị trí việc làm", id="opens the text"),
        pytest.param(
            "đối với công chức, viên chức và người lao động",
            "CCVC",
            "công chức, viên chức và người lao động",
            id="runs on to the brackets",
        ),
        pytest.param("với trục kết nối liên thông của tỉnh", "LGSP", "", id="a foreign short form"),
        pytest.param("Ban Chỉ đạo", "BCĐ", "ban Chỉ đạo", id="letter đ"),
    ],
)
def test_the_meaning_is_read_from_the_words_before_the_brackets(
    before: str, short: str, meaning: str
) -> None:
    assert _meaning(before, short) == meaning


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        pytest.param("công tác CCHC năm", "công tác cải cách hành chính năm", id="alone"),
        pytest.param("BCĐ CCHC tỉnh", "Ban Chỉ đạo cải cách hành chính tỉnh", id="side by side"),
        pytest.param("Vị trí việc làm (VTVL) mới", "Vị trí việc làm mới", id="explanation dropped"),
        pytest.param("số 12/KH-CCHC", "số 12/KH-CCHC", id="part of a symbol"),
        pytest.param("UBND tỉnh", "UBND tỉnh", id="not the plan's own"),
    ],
)
def test_texts_are_spelled_out(text: str, spelled: str) -> None:
    assert spell(text, KNOWN) == spelled
    assert spell({"a": [text]}, KNOWN) == {"a": [spelled]}
