"""Answers whose code names nothing are said, never silently left out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from vbgen.app.opening import open_workspace
from vbgen.errors import Problem

GOOD = Path(__file__).parents[2] / "examples" / "ke-hoach-mau"


def warnings(folder: Path, answers: str) -> list[Problem]:
    shutil.copytree(GOOD, folder / "viec")
    (folder / "viec" / "bo-sung.yaml").write_text(answers, encoding="utf-8")
    return list(open_workspace(folder / "viec").warnings)


@pytest.mark.parametrize(
    ("answers", "line", "says", "remedy"),
    [
        ("theo_ma:\n  2026-I-1.2: {han_che: x}\n", 2, '"2026-I-1.2" không phải mã', "2026-I-01.2"),
        ("theo_ma:\n  2026-I-01.2@VPX: {a: x}\n", 2, '"VPX" trong', "VPS"),
        ("theo_ma:\n  2026-I-01.2@2026-Q5: {a: x}\n", 2, '"2026-Q5" trong', "sửa phần"),
        ("han_che:\n  - {ma: 2026-I-01.9, noi_dung: x}\n", 2, '"2026-I-01.9" không', "2026-I-01."),
    ],
    ids=["a code mistyped", "an unknown unit", "no period", "the code of a row"],
)
def test_an_answer_that_no_document_asks_for_is_named(
    answers: str, line: int, says: str, remedy: str, tmp_path: Path
) -> None:
    (found,) = warnings(tmp_path, answers)
    assert says in found.problem
    assert f"bo-sung.yaml:{line}" in str(found.place)
    assert remedy in found.remedy


def test_an_amendment_may_name_a_product_to_come(tmp_path: Path) -> None:
    row = "{loai: bo_sung, ma: 2026-II-04.1, san_pham: Sổ tay, nhom: II, chu_tri: NV}"
    assert warnings(tmp_path, f"sua_doi:\n  - {row}\n") == []


@pytest.mark.parametrize(
    "code",
    ["2026-I-01.2", "2026-I-01.2@VPS", "2026-I-01.2@2026-Q1", "ke-hoach-don-vi@VPS",
     "2026-I-01.2@VPS@2026-06T"],
)  # fmt: skip
def test_codes_types_units_and_periods_are_known(code: str, tmp_path: Path) -> None:
    assert warnings(tmp_path, f"theo_ma:\n  {code}: {{ghi_chu: x}}\n") == []


def test_one_fact_given_under_both_orders_is_named_where_the_two_differ(tmp_path: Path) -> None:
    one, other = "2026-I-01.2@VPS@2026-06T", "2026-I-01.2@2026-06T@VPS"
    text = "theo_ma:\n  {}: {{kinh_phi: '5', ghi_chu: x}}\n  {}: {{kinh_phi: '6', ghi_chu: x}}\n"
    (found,) = warnings(tmp_path, text.format(one, other))
    assert f'"kinh_phi" của "{other}" cũng ghi ở "{one}"' in found.problem
