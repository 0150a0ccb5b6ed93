"""Answers whose code names nothing are said, never silently left out."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
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
        ("theo_ma:\n  2026-I-01.2@VPX: {han_che: x}\n", 2, '"VPX" trong', "VPS"),
        ("theo_ma:\n  2026-I-01.2@2026-Q5: {han_che: x}\n", 2, '"2026-Q5" trong', "sửa phần"),
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
    assert warnings(tmp_path, f"theo_ma:\n  {code}: {{han_che: x}}\n") == []


def test_one_fact_given_under_both_orders_is_named_where_the_two_differ(tmp_path: Path) -> None:
    one, other = "2026-I-01.2@VPS@2026-06T", "2026-I-01.2@2026-06T@VPS"
    text = "theo_ma:\n  {}: {{kinh_phi: '5', han_che: x}}\n  {}: {{kinh_phi: '6', han_che: x}}\n"
    (found,) = warnings(tmp_path, text.format(one, other))
    assert f'"kinh_phi" của "{other}" cũng ghi ở "{one}"' in found.problem


@pytest.mark.parametrize(
    ("answers", "line", "says", "remedy"),
    [
        (
            "theo_ma:\n  2026-I-01.2:\n    so_van_ban_pho_bein: '5'\n",
            3,
            'điều "so_van_ban_pho_bein"',
            "so_van_ban_pho_bien",
        ),
        ("chung:\n  nguoi_ki: PGD\n", 2, 'điều "nguoi_ki"', "nguoi_ky"),
        ("hoat_dongs:\n  - noi_dung: x\n", 2, 'danh sách "hoat_dongs"', "hoat_dong"),
        (
            "han_che:\n  - {noi_dung: x, nguyen_nhn: y}\n  - {noi_dung: z, nguyen_nhn: y}\n",
            2,
            'cột "nguyen_nhn" của danh sách han_che',
            "nguyen_nhan",
        ),
        (
            "theo_ma:\n  2026-I-01.2:\n    han_che:\n      - {noi_dugn: x}\n",
            4,
            'cột "noi_dugn" của danh sách han_che',
            "noi_dung",
        ),
    ],
    ids=["of a document", "of all documents", "a list", "a cell, said once", "a cell under a code"],
)
def test_a_key_that_nothing_reads_is_named_with_the_nearest(
    answers: str, line: int, says: str, remedy: str, tmp_path: Path
) -> None:
    (found,) = warnings(tmp_path, answers)
    assert says in found.problem
    assert f"bo-sung.yaml:{line}" in str(found.place)
    assert f'"{remedy}"' in found.remedy


def test_an_empty_list_of_a_name_that_nothing_reads_is_named_too(tmp_path: Path) -> None:
    (found,) = warnings(tmp_path, "chung: {}\nhan_chee: []\n")
    assert 'danh sách "han_chee"' in found.problem


def test_what_the_offices_own_template_reads_is_no_mistake(tmp_path: Path) -> None:
    """The template comes after the workspace was opened, and is noticed all the same."""
    (found,) = warnings(tmp_path, "chung: {cau_rieng: x}\n")
    assert "cau_rieng" in found.problem
    own = tmp_path / "viec" / "templates" / "docx" / "ke-hoach.docx"
    own.parent.mkdir(parents=True)
    page = docx.Document()
    line = page.add_paragraph("Câu riêng: {{ bs.")
    line.add_run("cau_rieng").bold = True  # Word breaks a tag wherever it likes
    line.add_run(" }}")
    page.save(str(own))
    assert open_workspace(tmp_path / "viec").warnings == ()
    own.write_bytes(b"no document")
    assert len(open_workspace(tmp_path / "viec").warnings) == 1


def test_what_an_abstract_of_the_plan_names_is_no_mistake(tmp_path: Path) -> None:
    warnings(tmp_path, "chung: {so_lop_rieng: '02'}\n")
    plan = tmp_path / "viec" / "ke-hoach.yaml"
    text = plan.read_text(encoding="utf-8")
    changed = text.replace("Nộp hồ sơ trực tuyến", '"Nộp hồ sơ, {bs.so_lop_rieng} lớp"')
    plan.write_text(changed, encoding="utf-8")
    assert "so_lop_rieng" not in str(open_workspace(tmp_path / "viec").warnings)
