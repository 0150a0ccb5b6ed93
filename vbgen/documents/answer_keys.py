"""Every key of ``bo-sung`` that something reads: facts, lists, cells of the rows of lists.

Nearly all follow from what reads them: the tags and samples of the declarations, the places of
``data/reports`` and ``data/regulations``, the columns of ``data/forms-stat``. What is read by code
and named in none of these stands here; a test compares it with the code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vbgen import resources
from vbgen.cache import kept
from vbgen.documents import types
from vbgen.documents.jobs import ISSUED
from vbgen.model.answer_names import EVERY_DOCUMENT

NONE: frozenset[str] = frozenset()
# Read by code for one kind of document.
FACTS = frozenset(
    {
        "cuoc_hop",
        "don_vi_lay_y_kien",
        "han_gui",
        "khach_moi",
        "kiem_tra_bao_cao_truoc",
        "kiem_tra_cach_chon",
        "kiem_tra_han_khac_phuc",
        "kiem_tra_ly_do",
        "kiem_tra_ma_boc_tham",
        "kiem_tra_ngay_danh_muc",
        "kiem_tra_ty_le",
        "noi_dung",
        "so_tin_bai_thang",
        "ten_van_ban",
        "thanh_phan",
        "trinh",
        "vang_mat",
    }
)
LISTS = frozenset(
    {
        "bai_viet",
        "bang_kinh_phi",
        "chi_tieu",
        "danh_muc",
        "dieu",
        "doan_kiem_tra",
        "du_toan",
        "giao_viec",
        "gop_y",
        "ho_so_tthc",
        "hoat_dong",
        "ket_qua",
        "ket_qua_kiem_tra",
        "kiem_tra",
        "lich_su_kiem_tra",
        "nguoi",
        "phan_cong",
        "phat_hien",
        "sang_kien",
        "su_kien",
        "sua_doi",
    }
)
CELLS = frozenset({"cap", "chon", "khoan", "ky", "ma"})
# With a number behind them: a report on a task without an outline of its own counts by activity.
NUMBERED = ("so_hoan_thanh", "so_dang_lam", "so_chua_lam", "ngay_xong", "ket_qua_chi_tieu")

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_QUOTES = "'\"‘’“”"
_FACT = re.compile(rf"\bbs(?:\.(?:has|get)\(\s*[{_QUOTES}]|\[\s*[{_QUOTES}]|\.)(\w+)\b(?!\()")
_LIST = re.compile(rf"\bdanh_sach\(\s*[{_QUOTES}](\w+)")
_CELL = re.compile(r"\.(\w+)\b(?!\()")
_NUMBER = re.compile(r"_\d+$")


@dataclass(frozen=True, slots=True)
class Known:
    """Keys that something reads."""

    facts: frozenset[str] = NONE
    lists: frozenset[str] = NONE
    cells: frozenset[str] = NONE

    def __or__(self, other: Known) -> Known:
        """Return what is in either."""
        return Known(self.facts | other.facts, self.lists | other.lists, self.cells | other.cells)

    def has_fact(self, key: str) -> bool:
        """Tell whether a document may read ``key``; a list may stand among its facts too."""
        return key in self.facts or key in self.lists or _NUMBER.sub("", key) in NUMBERED

    def has_cell(self, key: str) -> bool:
        """Tell whether a row of a list may have the cell; some rows are a document's facts."""
        return key in self.cells or self.has_fact(key)


def known() -> Known:
    """Return every key that vbgen itself reads."""
    return kept("answer-keys", bytes, _gathered)


def in_tags(text: str) -> Known:
    """Return the keys that the tags of a template's text read."""
    found = Known()
    for tag in _TAG.findall(text):
        found |= Known(*(frozenset(p.findall(tag)) for p in (_FACT, _LIST, _CELL)))
    return found


def _gathered() -> Known:
    found = Known(EVERY_DOCUMENT | FACTS, LISTS, CELLS)
    for slug in types.slugs():
        found |= _declared(slug)
    outlines = _text("reports", "chuyen-de.yml")
    rules = _text("regulations", "quy-che.yml")
    columns = _text("forms-stat", "kstthc.yml")  # a row of ho_so_tthc names them by number
    return found | Known(
        frozenset(re.findall(r"\{(\w+)\}", outlines)) | set(re.findall(r"\{bs\.(\w+)\}", rules)),
        frozenset(re.findall(r"\bdanh_sach: (\w+)", outlines)),
        frozenset(f"c{number}" for number in re.findall(r'\bma: "[^"]*/(\d+)"', columns)),
    )


def _declared(slug: str) -> Known:
    """Return what a declaration reads: in its tags, as the rows it is made of, in its samples.

    The text is searched and not the outline, so that no kind of item can be forgotten.
    """
    text = _text("documents", f"{slug}.yml")
    doc_type = types.load(slug)
    loops = frozenset(_LIST.findall(text))  # a table's loop stands outside of tags
    made_of = frozenset({doc_type.rows, doc_type.needs} - {"", ISSUED})
    sample = Known(frozenset(doc_type.sample), NONE, frozenset(_cells(doc_type.sample.values())))
    return in_tags(text) | Known(NONE, loops | made_of) | sample


def _cells(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping):
            yield from value
            yield from _cells(value.values())
        elif isinstance(value, (list, tuple)):
            yield from _cells(value)


def _text(*path: str) -> str:
    return resources.data(*path).read_text(encoding="utf-8")
