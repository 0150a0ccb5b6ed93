"""The workbook of answers: facts, lists, rows nobody filled, lists said to be empty."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from vbgen.model.fields import Problems
from vbgen.model.supplement import Supplement, read_supplement
from vbgen.sources.supplement_table import read_supplement_table


def supplement(folder: Path, **sheets: Sequence[Sequence[str]]) -> Supplement:
    book = Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet("Theo mã" if name == "facts" else name)
        for row in rows:
            sheet.append(list(row))
    del book["Sheet"]
    book.save(folder / "bo-sung.xlsx")
    problems = Problems()
    found = read_supplement(read_supplement_table(folder / "bo-sung.xlsx"), problems)
    assert not problems.found
    return found


def test_facts_stand_under_their_code_and_those_without_one_are_common(tmp_path: Path) -> None:
    rows = [("Mã", "Điều cần", "Giá trị"), ("M.1", "kinh_phi", "012"), ("", "so", "3"),
            ("M.1", "trống", "")]  # fmt: skip
    found = supplement(tmp_path, facts=rows)
    assert found.common == {"so": "3"}
    assert found.by_code == {"M.1": {"kinh_phi": "012"}}


def test_a_row_with_a_code_alone_was_begun_and_says_nothing(tmp_path: Path) -> None:
    rows = [("ma", "noi_dung"), ("M.1", ""), ("M.2", "Chậm")]
    found = supplement(tmp_path, han_che=rows)
    assert found.lists == {"han_che": ({"ma": "M.2", "noi_dung": "Chậm"},)}


def test_a_sheet_that_nobody_filled_says_nothing(tmp_path: Path) -> None:
    assert supplement(tmp_path, han_che=[("ma", "noi_dung"), ("M.1", "")]).lists == {}
    assert supplement(tmp_path, han_che=[("ma", "noi_dung")]).lists == {}


@pytest.mark.parametrize("written", ["không có", "Không", "KHÔNG CÓ."])
def test_nothing_to_tell_is_said_in_words(written: str, tmp_path: Path) -> None:
    found = supplement(tmp_path, han_che=[("ma", "noi_dung", "ly_do"), ("M.1", written, "")])
    assert found.by_code["M.1"] == {"han_che": ()}
    assert found.lists == {}


def test_no_among_other_cells_is_an_answer_like_any(tmp_path: Path) -> None:
    rows = [("ma", "noi_dung", "ly_do"), ("M.1", "không", "thiếu người")]
    assert len(supplement(tmp_path, han_che=rows).lists["han_che"]) == 1
