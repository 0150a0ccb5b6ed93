"""Rows and settings of an inspection that cannot hold are named, with place and cure."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.dossiers import EXAMPLES

from vbgen.app.opening import open_workspace
from vbgen.errors import Place, PlanInvalid


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "vi-du"
    shutil.copytree(EXAMPLES / "ke-hoach-cchc-2024", target)
    return target


def errors(folder: Path, supplement: str) -> list[str]:
    (folder / "bo-sung.yaml").write_text(supplement, encoding="utf-8")
    with pytest.raises(PlanInvalid) as caught:
        open_workspace(folder)
    for problem in caught.value.problems:
        assert isinstance(problem.place, Place)
        assert problem.place.line, problem
        assert problem.required, problem
        assert problem.remedy, problem
    return [f"{p.problem} | {p.remedy}" for p in caught.value.problems]


def warnings(folder: Path, supplement: str) -> list[str]:
    (folder / "bo-sung.yaml").write_text(supplement, encoding="utf-8")
    return [p.problem for p in open_workspace(folder).warnings]


@pytest.mark.parametrize(
    ("rows", "piece"),
    [
        ("kiem_tra: [{don_vi: Phòng Nội chánh}]", "có phải"),
        ("kiem_tra: [{ngay: 14/5/2024}]", "thiếu don_vi"),
        ('kiem_tra: [{don_vi: "Các phòng, ban, đơn vị"}]', "nhóm đơn vị"),
        ("kiem_tra: [{don_vi: NC}, {don_vi: Phòng Nội chính}]", "hai dòng"),
        ("kiem_tra: [{don_vi: NC, ngay: 31/6/2024}]", "không phải ngày có thật"),
        ("kiem_tra: [{don_vi: NC, khong_phat_hien: roi}]", "khong_phat_hien: roi"),
        ("lich_su_kiem_tra: [{don_vi: NC, nam: năm ngoái}]", "năm kiểm tra"),
        ("lich_su_kiem_tra: [{don_vi: NC, nam: 2025}]", "không dùng được"),
        ("phat_hien: [{don_vi: ABC, noi_dung: A}]", 'không có đơn vị "ABC"'),
        ("phat_hien: [{don_vi: NC, noi_dung: A, trang_thai: dag}]", 'có phải "dang"'),
        ("phat_hien: [{don_vi: NC, so: 1}]", "thiếu nội dung"),
        ("phat_hien: [{don_vi: NC, noi_dung: A, thoi_han: 31/4/2024}]", "không phải ngày"),
        (
            "phat_hien: [{don_vi: NC, so: 1, noi_dung: A}, {don_vi: NC, so: 1, noi_dung: B}]",
            "đã có ở dòng trên",
        ),
        ("chung: {kiem_tra_ty_le: nhiều}", "kiem_tra_ty_le: nhiều"),
        ("chung: {kiem_tra_ty_le: 120}", "kiem_tra_ty_le: 120"),
        ("chung: {kiem_tra_cach_chon: may}", "kiem_tra_cach_chon"),
        ("theo_ma: {2024-I-05.1: {kiem_tra_ngay_danh_muc: 30/2/2024}}", "kiem_tra_ngay_danh_muc"),
    ],
    ids=lambda value: value if "{" not in value else "",
)
def test_a_row_that_cannot_hold_is_refused(folder: Path, rows: str, piece: str) -> None:
    assert any(piece in text for text in errors(folder, rows))


def test_all_are_reported_at_once(folder: Path) -> None:
    rows = "kiem_tra: [{don_vi: X1}]\nphat_hien: [{don_vi: NC, noi_dung: A, trang_thai: gì}]"
    assert len(errors(folder, rows)) == 2


@pytest.mark.parametrize(
    ("rows", "piece"),
    [
        ("kiem_tra: [{don_vi: NC}]", "chọn 1/7 đơn vị, đạt 14,29%, thấp hơn mức tối thiểu 30%"),
        ("kiem_tra: [{don_vi: NC, ngay: 09/6/2024}]", "09/6/2024 (Chủ nhật) là ngày nghỉ"),
        ("kiem_tra: [{don_vi: SNV}]", "không thuộc diện tính tỷ lệ"),
        ("phat_hien: [{don_vi: NC, noi_dung: A, linh_vuc: xyz}]", 'lĩnh vực "xyz"'),
        ("phat_hien: [{don_vi: NC, noi_dung: A, trang_thai: da_khac_phuc}]", "chưa có văn bản"),
    ],
    ids=["share too low", "day off", "unit outside", "unknown field", "no proof"],
)
def test_a_doubt_is_said_and_stops_nothing(folder: Path, rows: str, piece: str) -> None:
    assert any(piece in text for text in warnings(folder, rows))


def test_a_unit_gone_by_the_registers_day_is_answered_with_its_successor(folder: Path) -> None:
    units = folder / "don-vi.yaml"
    text = units.read_text(encoding="utf-8")
    old = "  - {ma: CU, ten: Phòng Cũ, loai: phong, den: 31/12/2023, ke_thua: [NC]}\n"
    units.write_text(text.replace("don_vi:\n", f"don_vi:\n{old}", 1), encoding="utf-8")
    (found,) = [e for e in errors(folder, "kiem_tra: [{don_vi: CU}]") if "không tồn tại" in e]
    assert "thay bằng Phòng Nội chính" in found


def test_the_example_and_a_whole_set_of_rows_have_nothing_to_say(folder: Path) -> None:
    rows = """
kiem_tra: [{don_vi: NC, ngay: 14/5/2024}, {don_vi: BTCD}, {don_vi: TTXT, khong_phat_hien: co}]
lich_su_kiem_tra: [{don_vi: NC, nam: 2022, so_phat_hien: 2}]
phat_hien:
  - {don_vi: NC, so: 1, linh_vuc: tthc, noi_dung: A, khac_phuc: B, thoi_han: Quý III/2024}
  - {don_vi: NC, so: 1, nam: 2022, noi_dung: A, trang_thai: Đã khắc phục, van_ban: 12/BC-NC}
"""
    own = [
        text for text in warnings(folder, rows) if "Bản quét" not in text and "bản quét" not in text
    ]
    assert own == []
