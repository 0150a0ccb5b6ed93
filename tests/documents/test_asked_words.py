"""The sentence around a fact that is asked for."""

from __future__ import annotations

import pytest

from vbgen.documents.asked_words import GAP, sentence
from vbgen.documents.types import Appendix, Column, DocumentType, Item, Table

LONG = "Trước " + "rất " * 60 + "{{ bs.ngay }}" + " sau" * 60


def a_type(*items: Item) -> DocumentType:
    return DocumentType("bao-cao", "Báo cáo", "bao-cao", "co-ten-loai", items=items)


@pytest.mark.parametrize(
    ("items", "says"),
    [
        (["Đăng {{ bs.ngay }} tin của {{ co_quan.goi }}."], "Đăng […] tin của …."),
        (["{% if x %}Còn {{ bs.ngay or '' }}{% endif %}"], "Còn […]"),
        (["{{ bs.ngay_hop }}", "{{ bs.ngay }} là đây"], "[…] là đây"),
        ([Table((Column("Số", 10, "{{ bs.ngay }}"),))], "Số: […]"),
        ([Appendix("PHỤ LỤC", ("Trong {{ bs.ngay }}",))], "Trong […]"),
        (["Không có"], ""),
    ],
    ids=["a paragraph", "a condition", "a longer name", "a table", "an appendix", "not printed"],
)
def test_the_words_around_a_fact(items: list[Item], says: str) -> None:
    assert sentence(a_type(*items), "ngay") == says


def test_a_long_paragraph_is_cut_at_words_on_both_sides() -> None:
    words = sentence(a_type(LONG), "ngay")
    assert GAP in words
    assert len(words) < 220
    assert words.startswith("… rất ")
    assert words.endswith(" sau …")
