import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbgen.vi.slug import slug


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kế hoạch Cải cách hành chính năm 2024", "ke-hoach-cai-cach-hanh-chinh-nam-2024"),
        ("Đề án 06/CP: “đẩy mạnh” ", "de-an-06-cp-day-manh"),
        ("Ðảng bộ", "dang-bo"),
        ("../..\\etc/passwd.", "etc-passwd"),
        ("2024-II-07.1", "2024-ii-07-1"),
        ("ＦＵＬＬ①", "full1"),
        ("", "van-ban"), ("文件", "van-ban"), ("---", "van-ban"),
        ("CON", "con-van-ban"), ("nul.", "nul-van-ban"), ("com1", "com1-van-ban"),
        ("LPT¹", "lpt1-van-ban"), ("CONIN$", "conin-van-ban"), ("console", "console"),
    ],
)  # fmt: skip
def test_titles_become_file_names(text: str, name: str) -> None:
    assert slug(text) == name


def test_a_long_title_is_cut_at_a_word() -> None:
    assert slug("một hai ba bốn năm", 12) == "mot-hai-ba"
    assert slug("một hai ba", 10) == "mot-hai-ba"
    assert slug("x" * 100) == "x" * 80


@given(st.text(), st.integers(8, 90))
def test_every_name_is_safe_short_and_stable(text: str, limit: int) -> None:
    name = slug(text, limit)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= limit
    assert not re.fullmatch(r"con|prn|aux|nul|conin|conout|(com|lpt)[0-9]", name)
    assert slug(name, limit) == name


def test_a_limit_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match="max_length"):
        slug("a", 7)
