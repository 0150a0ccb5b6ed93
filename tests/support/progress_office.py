"""A small office with a plan, its progress forms, and returns made from them by recipes."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from vbgen.cli.main import run

OFFICE = """
van_phong:
  ma: VPX
  ten: Văn phòng X
  ky_hieu: VPX
  dia_danh: Thành X
  nguoi_ky: [{ma: truong, quyen_han: [CHÁNH VĂN PHÒNG], ho_ten: Lê A}]
don_vi_soan_thao: TH
"""
UNITS = """
don_vi:
  - {ma: VPX, ten: Văn phòng X, loai: van-phong}
  - {ma: TH, ten: Phòng Tổng hợp, loai: phong}
  - {ma: PC, ten: Phòng Pháp chế, loai: phong}
  - {ma: CN, ten: Trung tâm Công nghệ, loai: truc-thuoc}
  - {ma: LT, ten: Phòng Lưu trữ, loai: phong}
  - {ma: SNGOAI, ten: Sở Ngoài, loai: ngoai}
nhom:
  - {ma: tat-ca, ten: Các phòng, loai: [phong, truc-thuoc]}
"""
PLAN = """
nam: 2025
trich_yeu: Cải tiến công việc năm 2025
chu_de: cải tiến công việc
so: "01"
ngay: 06/01/2025
ma: 2025-I-01.1
noi_nhan: [Các phòng]
linh_vuc:
  - {ma: chi-dao, ten: Chỉ đạo điều hành, bieu: 1}
  - {ma: tthc, ten: Thủ tục, bieu: 3}
mo_dau: [Văn phòng X lập Kế hoạch như sau.]
noi_dung: [I. NHIỆM VỤ, Nhiệm vụ nêu tại Phụ lục kèm theo.]
phu_luc: {tieu_de: NHIỆM VỤ NĂM 2025, ket: "Phụ lục có {so} nhiệm vụ."}
nhiem_vu:
  - nhom: I
    ten: CHỈ ĐẠO
    linh_vuc: chi-dao
    cac_nhiem_vu:
      - so: 1
        muc_tieu: Có kế hoạch
        nhiem_vu: Lập kế hoạch năm và báo cáo
        dong:
          - san_pham: Kế hoạch
            chu_tri: Phòng Tổng hợp
            phoi_hop: Các phòng
            thoi_han: Tháng 01/2025
            van_ban: [{ma: 2025-I-01.1, ten: Kế hoạch, loai: ke-hoach}]
          - san_pham: Báo cáo
            thoi_han: Quý IV/2025
            van_ban: [{ma: 2025-I-01.2, ten: Báo cáo, loai: bao-cao, trich_yeu: Kết quả năm 2025}]
      - so: 2
        muc_tieu: Việc thường xuyên
        nhiem_vu: Theo dõi việc thực hiện ở từng phòng
        dong:
          - san_pham: Sổ theo dõi
            chu_tri: Các phòng
            thoi_han: Thường xuyên
            van_ban: [{ma: 2025-I-02.1, ten: Sổ theo dõi, loai: khac}]
      - so: 3
        muc_tieu: Việc của bên ngoài
        nhiem_vu: Thẩm định do bên ngoài làm
        dong:
          - san_pham: Văn bản thẩm định
            chu_tri: Sở Ngoài
            phoi_hop: Phòng Pháp chế
            thoi_han: Quý II/2025
            van_ban: [{ma: 2025-I-03.1, ten: Văn bản, loai: khac}]
  - nhom: II
    ten: THỦ TỤC
    linh_vuc: tthc
    cac_nhiem_vu:
      - so: 4
        muc_tieu: Rà soát xong
        nhiem_vu: Rà soát quy định nội bộ
        dong:
          - san_pham: Quyết định
            chu_tri: [Phòng Pháp chế, Trung tâm Công nghệ]
            phoi_hop: Phòng Lưu trữ
            thoi_han: Trước ngày 28/02/2025
            van_ban:
              - {ma: 2025-II-04.1, ten: Quyết định, loai: quyet-dinh, trich_yeu: Ban hành quy định}
      - so: 5
        muc_tieu: Đạt chỉ tiêu
        nhiem_vu: Số hóa hồ sơ
        dong:
          - san_pham: Hồ sơ số hóa
            chu_tri: Trung tâm Công nghệ
            thoi_han: Quý III/2025
            van_ban:
              - ma: 2025-II-05.1
                ten: Hồ sơ số hóa
                loai: chi-tieu
                chi_tieu:
                  - {gia_tri: 80, don_vi: "%", noi_dung: hồ sơ mới được số hóa}
                  - {gia_tri: 50, don_vi: "%", noi_dung: hồ sơ cũ được số hóa}
      - so: 6
        muc_tieu: Kho gọn
        nhiem_vu: Sắp xếp kho lưu trữ
        dong:
          - san_pham: Kho lưu trữ
            chu_tri: Phòng Lưu trữ
            thoi_han: Cả năm 2025
            van_ban: [{ma: 2025-II-06.1, ten: Kho lưu trữ, loai: khac}]
"""
REGIME, PERIOD, LATER = "cchc", "2025-Q1", "2025-06T"
HEADINGS = {
    "Mã": "ma", "Trạng thái": "trang_thai", "Kết quả": "ket_qua", "Số văn bản": "so",
    "Ký hiệu": "ky_hieu", "Ngày ban hành": "ngay", "Ngày hoàn thành": "xong", "Giá trị": "gia_tri",
    "Khó khăn - vướng mắc": "kho_khan", "Thời hạn mới": "moi", "Văn bản cho phép": "phep",
}  # fmt: skip


def make_office(folder: Path, plan: str = PLAN, units: str = UNITS) -> Path:
    """Write the workspace and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("van-phong", OFFICE), ("don-vi", units), ("ke-hoach", plan)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def call(*words: object) -> tuple[int, dict[str, Any]]:
    """Run a command with ``--format json`` and return its exit code and what it printed."""
    kept, sys.stdout = sys.stdout, io.StringIO()
    try:
        code = run([*map(str, words), "--format", "json"])
        printed = sys.stdout.getvalue()
    finally:
        sys.stdout = kept
    return code, json.loads(printed)


def forms(office: Path, out: Path, period: str = PERIOD) -> dict[str, Path]:
    """Make the forms of a period and return them by unit code."""
    code, printed = call("progress", "form", office, "--period", period, "--all", "-o", out)
    assert code == 0, printed
    return {form["unit_code"]: Path(form["path"]) for form in printed["forms"]}


def collect(office: Path, *files: Path, period: str = PERIOD) -> tuple[int, dict[str, Any]]:
    """Collect files; the doubts' workbooks go beside the office."""
    return call("collect", office, *files, "--period", period, "-o", office / "out")


def columns(sheet: Worksheet, row: int = 1) -> dict[str, int]:
    """Return the column of each heading of the form."""
    return {HEADINGS.get(str(cell.value), str(cell.value)): cell.column for cell in sheet[row]}


Answers = Mapping[str, Mapping[str, object]]


def fill(path: Path, answers: Answers, then: Callable[[Any], object] | None = None) -> Path:
    """Fill a form in place: by code what to write in which column; ``then`` mangles the book."""
    book = load_workbook(path)
    sheet = book["Tiến độ"]
    at = columns(sheet)
    for row in range(2, sheet.max_row + 1):
        for name, value in answers.get(str(sheet.cell(row, 1).value), {}).items():
            sheet.cell(row, at[name]).value = value  # type: ignore[assignment]
    if then is not None:
        then(book)
    book.save(path)
    return path


def fill_figures(path: Path, values: Mapping[str, object], day: str = "10/3/2025") -> Path:
    """Fill statistical rows in place."""
    book = load_workbook(path)
    sheet = book["Số liệu"]
    for row in range(2, sheet.max_row + 1):
        code = str(sheet.cell(row, 1).value)
        if code in values:
            sheet.cell(row, 4).value = values[code]  # type: ignore[assignment]
            sheet.cell(row, 5).value = day
    book.save(path)
    return path


def row_of(sheet: Worksheet, code: str) -> int:
    """Return the first row that bears a code."""
    return next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 1).value == code)


def cells(doubts: Iterable[Mapping[str, str]]) -> set[tuple[str, str]]:
    """Return sheet and cell of each doubt."""
    return {(doubt["sheet"], doubt["cell"]) for doubt in doubts}
