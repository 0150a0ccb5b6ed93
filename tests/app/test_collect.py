"""Thirty and more ways in which forms come back: read right, or named at the right cell.

Each recipe starts from one clean, filled form of Trung tâm Công nghệ; nothing is ever counted
twice or lost without a word.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from copy import copy
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from support.progress_office import (
    LATER,
    PERIOD,
    collect,
    columns,
    fill,
    forms,
    make_office,
    row_of,
)

from vbgen.model.progress_columns import COLUMNS
from vbgen.records import FILE_NAME, Records

KEEP, PAIR, SCAN = "2025-I-02.1", "2025-II-04.1", "2025-II-05.1"
CLEAN: dict[str, dict[str, object]] = {
    KEEP: {"trang_thai": "Hoàn thành", "xong": "10/3/2025", "ket_qua": "Đã ghi sổ"},
    PAIR: {
        "trang_thai": "Hoàn thành",
        "so": "12",
        "ky_hieu": "QĐ-VPX",
        "ngay": "20/02/2025",
    },
    SCAN: {"trang_thai": "Đang thực hiện", "gia_tri": 40},
}
READ = {(KEEP, "Hoàn thành"), (PAIR, "Hoàn thành"), (SCAN, "Đang thực hiện")}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Path]]:
    """An office, and its forms of two periods."""
    home = tmp_path_factory.mktemp("collect")
    office = make_office(home / "vp")
    made = {f"{PERIOD}/{u}": p for u, p in forms(office, home / "q1").items()}
    made |= {f"{LATER}/{u}": p for u, p in forms(office, home / "half", LATER).items()}
    return office, made


@pytest.fixture
def office(made: tuple[Path, dict[str, Path]], tmp_path: Path) -> Path:
    return Path(shutil.copytree(made[0], tmp_path / "vp"))


@pytest.fixture
def clean(made: tuple[Path, dict[str, Path]], tmp_path: Path) -> Path:
    """The form of Trung tâm Công nghệ, filled without a fault."""
    path = tmp_path / "cn.xlsx"
    shutil.copy(made[1][f"{PERIOD}/CN"], path)
    return fill(path, CLEAN)


def stored(office: Path, unit: str = "CN", period: str = PERIOD) -> set[tuple[str, str]]:
    with Records(office / FILE_NAME).reading() as book:
        values = list(book.progress.values("cchc", period))
    return {(v.code, v.value) for v in values if v.unit == unit and v.field == "trang_thai"}


def mangle(path: Path, recipe: Callable[[Any], object]) -> Path:
    book = load_workbook(path)
    recipe(book)
    book.save(path)
    return path


def test_a_clean_form_is_taken_without_a_word(office: Path, clean: Path) -> None:
    code, printed = collect(office, clean)
    assert (code, printed["doubts"], printed["suggestions"]) == (0, [], [])
    assert printed["taken"] == [
        {"path": str(clean), "unit": "Trung tâm Công nghệ", "unit_code": "CN", "rows": 4}
    ]
    assert stored(office) == READ


# --- read right ---------------------------------------------------------------------------


def sheet_of(book: Any) -> Any:
    return book["Tiến độ"]


def reverse_rows(book: Any) -> None:
    sheet = sheet_of(book)
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), start=2):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value


def double_a_row(book: Any) -> None:
    sheet = sheet_of(book)
    sheet.append([cell.value for cell in sheet[row_of(sheet, KEEP)]])


def blank_rows_between(book: Any) -> None:
    sheet_of(book).insert_rows(3, 2)


def titles_above(book: Any) -> None:
    sheet = sheet_of(book)
    sheet.insert_rows(1, 4)
    sheet["A1"], sheet["C2"], sheet["A3"] = (
        "UBND TỈNH",
        "BÁO CÁO TIẾN ĐỘ QUÝ I",
        "Kính gửi: Văn phòng X",
    )


def titles_between(book: Any) -> None:
    sheet = sheet_of(book)
    sheet.insert_rows(3)
    sheet["A3"] = "II. NHÓM THỦ TỤC"
    sheet.insert_rows(5)
    sheet["B5"] = "Các việc phối hợp"


def renamed_headings(book: Any) -> None:
    sheet = sheet_of(book)
    renamed = {
        "Mã": "Mã nhiệm vụ",
        "Trạng thái": "TÌNH HÌNH THỰC HIỆN",
        "Ngày hoàn thành": "Ngày hoàn thành (thực tế)",
        "Số văn bản": "Số VB",
        "Ký hiệu": "Ky hieu",
        "Kết quả": "Kết quả thực hiện:",
        "Giá trị": "Giá trị đạt được",
    }
    for cell in sheet[1]:
        cell.value = renamed.get(str(cell.value), cell.value)


def misspelled_headings(book: Any) -> None:
    sheet = sheet_of(book)
    renamed = {"Trạng thái": "Trạng tháii", "Ngày hoàn thành": "Ngày hoan thàn"}
    for cell in sheet[1]:
        cell.value = renamed.get(str(cell.value), cell.value)


def nameless_code_and_state(book: Any) -> None:
    sheet = sheet_of(book)
    at = columns(sheet)
    sheet.cell(1, at["Mã"] if "Mã" in at else at["ma"]).value = "X1"
    sheet.cell(1, at["trang_thai"]).value = "X2"


def columns_in_another_order(book: Any) -> None:
    sheet = sheet_of(book)
    for row in sheet.iter_rows():
        values = [cell.value for cell in row]
        for cell, value in zip(row, [*values[7:], *values[:7]], strict=True):
            cell.value = value


def columns_shifted(book: Any) -> None:
    sheet_of(book).insert_cols(1, 2)


def columns_added(book: Any) -> None:
    sheet = sheet_of(book)
    sheet.insert_cols(4)
    sheet["D1"] = "Người làm"
    for row in range(2, 6):
        sheet.cell(row, 4).value = "Ông Bình"


def idle_columns_deleted(book: Any) -> None:
    sheet = sheet_of(book)
    for name in ("Đề xuất", "Tài liệu kiểm chứng", "Kỳ trước"):
        sheet.delete_cols(columns(sheet)[name])


def headings_over_two_rows(book: Any) -> None:
    sheet = sheet_of(book)
    sheet.insert_rows(2)
    at = columns(sheet)
    for name, below in (("so", "Số văn bản"), ("ky_hieu", "Ký hiệu"), ("ngay", "Ngày ban hành")):
        sheet.cell(1, at[name]).value = "Văn bản" if name == "so" else None
        sheet.cell(2, at[name]).value = below
    sheet.merge_cells(start_row=1, end_row=1, start_column=at["so"], end_column=at["ngay"])
    for name in ("ma", "trang_thai", "xong"):
        sheet.merge_cells(start_row=1, end_row=2, start_column=at[name], end_column=at[name])


def merged_states(book: Any) -> None:
    """Both rows of one code answered by one cell merged over them."""
    sheet = sheet_of(book)
    column = columns(sheet)["trang_thai"]
    top = row_of(sheet, SCAN)
    sheet.cell(top + 1, column).value = None
    sheet.merge_cells(start_row=top, end_row=top + 1, start_column=column, end_column=column)


def blank_copy_of_the_sheet(book: Any) -> None:
    copied = book.copy_worksheet(sheet_of(book))
    at = columns(copied)
    for row in range(2, copied.max_row + 1):
        for column in range(at["trang_thai"], at["phep"] + 1):
            copied.cell(row, column).value = None


def own_sheets(book: Any) -> None:
    extra = book.create_sheet("Ghi chú riêng", 0)
    extra["A1"], extra["B2"] = "Danh sách người dự họp", 12
    book.create_sheet("Sheet1")


def sheets_in_another_order(book: Any) -> None:
    book.move_sheet("Tiến độ", 3)


def sheet_renamed(book: Any) -> None:
    sheet_of(book).title = "Quý I"


def hidden_sheet_lost(book: Any) -> None:
    del book["_vbgen"]


def right_total_by_hand(book: Any) -> None:
    sheet_of(book).append(["Tổng cộng", 6])


def days_as_days(book: Any) -> None:
    sheet = sheet_of(book)
    sheet.cell(row_of(sheet, KEEP), columns(sheet)["xong"]).value = date(2025, 3, 10)


def spaces_and_other_letters(book: Any) -> None:
    import unicodedata

    sheet = sheet_of(book)
    at = columns(sheet)
    row = row_of(sheet, KEEP)
    sheet.cell(row, 1).value = f"  {KEEP}\u00a0"
    sheet.cell(row, at["trang_thai"]).value = unicodedata.normalize("NFD", " hoàn  thành ")
    sheet.cell(row, at["xong"]).value = "ngày 10 tháng 3 năm 2025"


def number_and_symbol_in_one_cell(book: Any) -> None:
    sheet = sheet_of(book)
    at, row = columns(sheet), row_of(sheet, PAIR)
    sheet.cell(row, at["so"]).value, sheet.cell(row, at["ky_hieu"]).value = "12/QĐ-VPX", None


def unprotected_and_reformatted(book: Any) -> None:
    sheet = sheet_of(book)
    sheet.protection.sheet = False
    for cell in sheet[2]:
        font = copy(cell.font)
        font.b = True
        cell.font = font


def filtered(book: Any) -> None:
    sheet = sheet_of(book)
    sheet.auto_filter.ref = "A1:V7"
    sheet.row_dimensions[3].hidden = True


HARMLESS = [
    reverse_rows, double_a_row, blank_rows_between, titles_above, titles_between, renamed_headings,
    misspelled_headings, nameless_code_and_state, columns_in_another_order, columns_shifted,
    columns_added, idle_columns_deleted, headings_over_two_rows, merged_states,
    blank_copy_of_the_sheet, own_sheets, sheets_in_another_order, sheet_renamed, hidden_sheet_lost,
    right_total_by_hand, days_as_days, spaces_and_other_letters, number_and_symbol_in_one_cell,
    unprotected_and_reformatted, filtered,
]  # fmt: skip


@pytest.mark.parametrize("recipe", HARMLESS, ids=lambda r: r.__name__.replace("_", " "))
def test_is_read_right(office: Path, clean: Path, recipe: Callable[[Any], object]) -> None:
    code, printed = collect(office, mangle(clean, recipe))
    assert (code, printed["doubts"]) == (0, [])
    assert stored(office) == READ
    assert printed["taken"][0]["unit_code"] == "CN"


# --- named at the right cell --------------------------------------------------------------

Wanted = tuple[str, str, str]  # a cell ("" for the file as such), words of the problem, what counts


def at(name: str, code: str) -> Callable[[Any], str]:
    """Where a column meets the row of a code, in the clean form."""
    return lambda sheet: sheet.cell(row_of(sheet, code), columns(sheet)[name]).coordinate


def put(name: str, code: str, value: object) -> Callable[[Any], object]:
    def recipe(book: Any) -> None:
        sheet = sheet_of(book)
        sheet.cell(row_of(sheet, code), columns(sheet)[name]).value = value

    return recipe


def delete_a_row(book: Any) -> None:
    sheet = sheet_of(book)
    sheet.delete_rows(row_of(sheet, PAIR))


def differing_rows(book: Any) -> None:
    sheet = sheet_of(book)
    row = [cell.value for cell in sheet[row_of(sheet, KEEP)]]
    row[columns(sheet)["trang_thai"] - 1] = "Đang thực hiện"
    sheet.append(row)


def cells_moved_right(book: Any) -> None:
    sheet = sheet_of(book)
    at, row = columns(sheet), row_of(sheet, KEEP)
    for column in range(at["phep"], at["trang_thai"], -1):
        sheet.cell(row, column).value = sheet.cell(row, column - 1).value
    sheet.cell(row, at["trang_thai"]).value = None


def whole_row_moved_right(book: Any) -> None:
    sheet = sheet_of(book)
    row = row_of(sheet, KEEP)
    for column in range(12, 1, -1):
        sheet.cell(row, column).value = sheet.cell(row, column - 1).value
    sheet.cell(row, 1).value = None


def code_lost(book: Any) -> None:
    sheet = sheet_of(book)
    sheet.cell(row_of(sheet, KEEP), 1).value = None


def wrong_total_by_hand(book: Any) -> None:
    sheet_of(book).append(["Tổng cộng", 7])


def headings_lost(book: Any) -> None:
    sheet = sheet_of(book)
    for cell in sheet[1]:
        cell.value = None


def same_heading_twice(book: Any) -> None:
    sheet = sheet_of(book)
    last = sheet.max_column + 1
    sheet.cell(1, last).value = "Tình trạng"
    sheet.cell(2, last).value = "Tạm dừng"


def other_plan(book: Any) -> None:
    book["_vbgen"]["B2"] = "van-phong-khac-2025"


def other_unit(book: Any) -> None:
    book["_vbgen"]["B3"] = "SNGOAI"


def other_version(book: Any) -> None:
    book["_vbgen"]["B1"] = "99"


LOST = READ - {(KEEP, "Hoàn thành")}
FAULTS: dict[str, tuple[Callable[[Any], object], Callable[[Any], str] | str, str, object]] = {
    "a row deleted": (delete_a_row, "A1", PAIR, READ - {(PAIR, "Hoàn thành")}),
    "a row doubled otherwise": (differing_rows, at("ma", KEEP), "2 dòng khác nhau", LOST),
    "cells moved to the right": (cells_moved_right, at("ket_qua", KEEP), "nằm ở cột Kết quả", LOST),
    "a whole row moved to the right": (whole_row_moved_right, "B2", "lệch cột", LOST),
    "a code lost": (code_lost, at("ma", KEEP), "không có mã", LOST),
    "a code mistyped": (put("ma", KEEP, "2025-I-20.1"), at("ma", KEEP), "không có trong", LOST),
    "a code with another dash": (put("ma", KEEP, "2025_I_02.1"), "A2", "không có trong", LOST),
    "a supporting or outside code": (put("ma", KEEP, "2025-I-03.1"), "A2", "không thuộc", LOST),
    "another unit's code": (put("ma", KEEP, "2025-II-06.1"), "A2", "không phải việc của", LOST),
    "a state of its own": (
        put("trang_thai", KEEP, "Đã xong"),
        at("trang_thai", KEEP),
        "không có trong danh sách",
        LOST,
    ),
    "a state without marks": (
        put("trang_thai", KEEP, "Hoan thanh"),
        at("trang_thai", KEEP),
        "không có trong danh sách",
        LOST,
    ),
    "a row filled but without a state": (
        put("trang_thai", KEEP, None),
        at("trang_thai", KEEP),
        "không có trạng thái",
        LOST,
    ),
    "another period in a row": (put("Kỳ", KEEP, "2024-Q3"), "F2", "kỳ", LOST),
    "a wrong total typed by hand": (wrong_total_by_hand, "B8", "đếm được 6", READ),
    "headings lost": (headings_lost, "A2", "dòng tiêu đề", set()),
    "one heading twice with other content": (same_heading_twice, "W1", "hai cột", set()),
    "another plan's form": (other_plan, "B2", "kế hoạch khác", set()),
    "another unit's mark": (other_unit, "B3", "không có trong danh sách đơn vị", set()),
    "another form version": (other_version, "B1", "dạng biểu", set()),
    "done without a document": (put("so", PAIR, None), at("so", PAIR), "không có số văn bản", READ),
    "done without any day": (
        put("xong", KEEP, None),
        at("xong", KEEP),
        "không có ngày hoàn thành",
        READ,
    ),
    "a day that does not exist": (
        put("xong", KEEP, "31/02/2025"),
        at("xong", KEEP),
        "có thật",
        READ,
    ),
    "month and day exchanged": (put("xong", KEEP, "03/15/2025"), at("xong", KEEP), "có thật", READ),
    "a day after the cut-off": (
        put("xong", KEEP, "15/3/2025"),
        at("xong", KEEP),
        "sau ngày chốt",
        READ,
    ),
    "a day before the plan": (
        put("xong", KEEP, "05/01/2025"),
        at("xong", KEEP),
        "trước ngày",
        READ,
    ),
    "a paper after the cut-off": (
        put("ngay", PAIR, "20/3/2025"),
        at("ngay", PAIR),
        "sau ngày",
        READ,
    ),
    "a number that is a word": (put("so", PAIR, "mười hai"), at("so", PAIR), "không thể có", READ),
    "a number of nought": (put("so", PAIR, "0"), at("so", PAIR), "không thể có", READ),
    "a number turned into a day": (
        put("so", PAIR, date(2025, 3, 12)),
        at("so", PAIR),
        "không thể có",
        READ,
    ),
    "a symbol that is none": (
        put("ky_hieu", PAIR, "quyết định vp"),
        at("ky_hieu", PAIR),
        "không thể có",
        READ,
    ),
    "a share over a hundred": (
        put("gia_tri", SCAN, 140),
        at("gia_tri", SCAN),
        "không thể có",
        READ,
    ),
    "a share that is a word": (
        put("gia_tri", SCAN, "gần xong"),
        at("gia_tri", SCAN),
        "không phải số",
        READ,
    ),
    "a new day without its state": (
        put("moi", SCAN, "30/6/2025"),
        at("moi", SCAN),
        "thời hạn mới",
        READ,
    ),
    "a locked deadline rewritten": (
        put("Thời hạn", SCAN, "Quý IV/2025"),
        at("Thời hạn", SCAN),
        "bị sửa",
        READ,
    ),
    "another task's words beside a code": (
        put("Nhiệm vụ", KEEP, "Sắp xếp kho lưu trữ"),
        at("Nhiệm vụ", KEEP),
        "bị sửa",
        READ,
    ),
}


@pytest.mark.parametrize(("recipe", "where", "words", "kept"), FAULTS.values(), ids=FAULTS)
def test_is_named_at_its_cell(
    office: Path,
    clean: Path,
    recipe: Callable[[Any], object],
    where: Callable[[Any], str] | str,
    words: str,
    kept: object,
) -> None:
    cell = where if isinstance(where, str) else where(load_workbook(clean)["Tiến độ"])
    code, printed = collect(office, mangle(clean, recipe))
    named = {d["cell"]: d["problem"] for d in printed["doubts"] if words in d["problem"]}
    assert code == 1
    assert cell in named, printed["doubts"]
    assert all(d["file"] == "cn.xlsx" and d["required"] and d["remedy"] for d in printed["doubts"])
    assert stored(office) == kept


def test_likeness_is_only_a_suggestion(office: Path, clean: Path) -> None:
    _, printed = collect(office, mangle(clean, put("ma", KEEP, "2025-I-02.9")))
    best = printed["suggestions"][0]
    assert (best["code"], best["cell"]) == (KEEP, "A2")
    assert best["score"] >= 60 and best["text"] == "2025-I-02.9"
    assert KEEP not in {code for code, _ in stored(office)}


def test_last_periods_file_is_refused(
    made: tuple[Path, dict[str, Path]], office: Path, tmp_path: Path
) -> None:
    path = tmp_path / "cn.xlsx"
    shutil.copy(made[1][f"{PERIOD}/CN"], path)
    code, printed = collect(office, fill(path, CLEAN), period=LATER)
    assert code == 1 and printed["taken"] == []
    assert [(d["sheet"], d["cell"]) for d in printed["doubts"]] == [("_vbgen", "B5")]
    assert stored(office, period=LATER) == set()


def test_another_offices_table_with_the_same_codes_is_refused(office: Path, clean: Path) -> None:
    def other_office(book: Any) -> None:
        hidden_sheet_lost(book)
        sheet = sheet_of(book)
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, 2).value = f"Việc thứ {row} của cơ quan khác"

    code, printed = collect(office, mangle(clean, other_office))
    assert code == 1 and printed["taken"] == []
    assert [(d["cell"], "nhiệm vụ khác" in d["problem"]) for d in printed["doubts"]] == [
        ("B2", True)
    ]


def test_letters_that_no_document_can_hold_are_left_out(office: Path, clean: Path) -> None:
    path = as_csv(clean)
    path.write_text(path.read_text("utf-8-sig").replace("Đã ghi sổ", "Đã\x02 ghi sổ"), "utf-8")
    code, _ = collect(office, path)
    assert code == 0
    assert ("ket_qua", "Đã ghi sổ") in {(f, v) for f, v, _, _ in history(office)}


# --- other kinds of files -----------------------------------------------------------------


def rows_of(path: Path) -> list[list[str]]:
    sheet = load_workbook(path)["Tiến độ"]
    return [["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)]


def as_csv(path: Path, encoding: str = "utf-8-sig", delimiter: str = ";") -> Path:
    target = path.with_suffix(".csv")
    with target.open("w", encoding=encoding, newline="") as out:
        csv.writer(out, delimiter=delimiter).writerows(rows_of(path))
    return target


def as_docx(path: Path) -> Path:
    document = Document()
    document.add_paragraph("Trung tâm Công nghệ báo cáo tiến độ như sau:")
    rows = rows_of(path)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(str(path.with_suffix(".docx")))
    return path.with_suffix(".docx")


def as_xls(path: Path) -> Path:
    xlwt = pytest.importorskip("xlwt")
    book = xlwt.Workbook()
    for sheet in load_workbook(path).worksheets:
        page = book.add_sheet(sheet.title)
        for row, values in enumerate(sheet.iter_rows(values_only=True)):
            for column, value in enumerate(values):
                if value is not None:
                    page.write(row, column, value)
    book.save(str(path.with_suffix(".xls")))
    return path.with_suffix(".xls")


def misnamed(path: Path) -> Path:
    return path.rename(path.with_suffix(".xls"))


KINDS: dict[str, Callable[[Path], Path]] = {
    "csv with semicolons": as_csv,
    "csv with commas": lambda path: as_csv(path, "utf-8", ","),
    "csv in UTF-16 with tabs": lambda path: as_csv(path, "utf-16", "\t"),
    "a table pasted into Word": as_docx,
    "an old .xls": as_xls,
    "an .xlsx under the name .xls": misnamed,
}


@pytest.mark.parametrize("convert", KINDS.values(), ids=KINDS)
def test_other_kinds_of_files_are_read(
    office: Path, clean: Path, convert: Callable[[Path], Path]
) -> None:
    code, printed = collect(office, convert(clean))
    assert (code, printed["doubts"]) == (0, [])
    assert stored(office) == READ


def test_cells_are_named_as_the_file_itself_has_them(office: Path, clean: Path) -> None:
    mangle(clean, put("trang_thai", KEEP, "Đã xong"))
    for convert, place in ((as_csv, ("", "H2")), (as_docx, ("Bảng 1", "H2"))):
        _, printed = collect(office, convert(clean))
        assert [(d["sheet"], d["cell"]) for d in printed["doubts"]] == [place]


def broken(kind: str, path: Path) -> Path:
    data = path.read_bytes()
    contents = {
        "empty": b"",
        "cut short": data[: len(data) // 2],
        "a page of HTML": b"<html><table><tr><td>M</td></tr></table></html>",
        "a picture": b"\x89PNG\r\n\x1a\n" + bytes(50),
        "text of an old code page": "Mã;Trạng thái\n".encode() + b"\xe0\xe1\xff",
        "a password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    }
    if kind == "no tables":
        book = Workbook()
        book.worksheets[0]["A1"] = "Danh sách"
        book.save(path)
    else:
        path.write_bytes(contents[kind])
    return path


@pytest.mark.parametrize(
    "kind",
    ["empty", "cut short", "a page of HTML", "a picture", "text of an old code page", "a password",
     "no tables"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_a_doubt_and_the_others_are_taken(
    office: Path, clean: Path, tmp_path: Path, kind: str
) -> None:
    bad = tmp_path / "hong.xlsx"
    shutil.copy(clean, bad)
    code, printed = collect(office, broken(kind, bad), clean)
    assert code == 1
    assert [(d["file"], d["sheet"], d["cell"]) for d in printed["doubts"]] == [
        ("hong.xlsx", "", "")
    ]
    assert stored(office) == READ


def test_a_cell_far_away_does_not_fill_the_memory(office: Path, clean: Path) -> None:
    mangle(clean, lambda book: sheet_of(book).__setitem__("XFD1048576", "x"))
    code, printed = collect(office, clean)
    assert code == 1 and "quá lớn" in printed["doubts"][0]["problem"]


# --- several files, several runs ----------------------------------------------------------


def test_two_files_of_one_unit_count_once(office: Path, clean: Path, tmp_path: Path) -> None:
    again = tmp_path / "cn-lan-2.xlsx"
    shutil.copy(clean, again)
    code, printed = collect(office, clean, again)
    assert code == 0 and len(printed["taken"]) == 2
    assert stored(office) == READ


def test_two_files_that_differ_are_doubts_and_neither_counts(
    office: Path, clean: Path, tmp_path: Path
) -> None:
    again = tmp_path / "cn-lan-2.xlsx"
    shutil.copy(clean, again)
    mangle(again, put("trang_thai", KEEP, "Tạm dừng"))
    code, printed = collect(office, clean, again)
    assert code == 1
    assert {(d["file"], d["cell"]) for d in printed["doubts"]} == {
        ("cn.xlsx", "A2"),
        ("cn-lan-2.xlsx", "A2"),
    }
    assert stored(office) == LOST


def split(path: Path, tmp_path: Path) -> list[Path]:
    parts = []
    for name, drop in (("dau.xlsx", {PAIR, SCAN}), ("cuoi.xlsx", {KEEP})):
        part = tmp_path / name
        shutil.copy(path, part)
        book = load_workbook(part)
        sheet = book["Tiến độ"]
        for row in range(sheet.max_row, 1, -1):
            if sheet.cell(row, 1).value in drop:
                sheet.delete_rows(row)
        book.save(part)
        parts.append(part)
    return parts


def test_a_file_split_in_two_gives_the_same(office: Path, clean: Path, tmp_path: Path) -> None:
    code, printed = collect(office, *split(clean, tmp_path))
    assert (code, printed["doubts"]) == (0, [])
    assert stored(office) == READ


def test_the_order_of_files_does_not_matter(office: Path, clean: Path, tmp_path: Path) -> None:
    parts = split(clean, tmp_path)
    other = Path(shutil.copytree(office, tmp_path / "vp2"))
    one, two = collect(office, *parts)[1], collect(other, *reversed(parts))[1]
    assert one["doubts"] == two["doubts"]
    assert stored(office) == stored(other)


def test_the_same_file_twice_changes_nothing(office: Path, clean: Path) -> None:
    collect(office, clean)
    before = history(office)
    code, _ = collect(office, clean)
    assert code == 0 and history(office) == before


def history(office: Path, code: str = KEEP) -> list[tuple[str, str, str, str]]:
    with Records(office / FILE_NAME).reading() as book:
        found = book.progress.history("cchc", PERIOD, code, "CN")
    return [(v.field, v.value, v.origin.file, v.origin.cell) for v in found]


def test_a_later_return_replaces_and_the_earlier_value_is_kept(office: Path, clean: Path) -> None:
    collect(office, clean)
    mangle(clean, put("trang_thai", KEEP, "Đang thực hiện"))
    mangle(clean, put("ket_qua", KEEP, None))
    collect(office, clean)
    assert (KEEP, "Đang thực hiện") in stored(office)
    kept = history(office)
    assert ("trang_thai", "Hoàn thành", "cn.xlsx", "H2") in kept
    assert ("trang_thai", "Đang thực hiện", "cn.xlsx", "H2") in kept
    assert ("ket_qua", "Đã ghi sổ", "cn.xlsx", "I2") in kept
    assert ("ket_qua", "", "cn.xlsx", "I2") in kept


def test_a_blank_state_later_does_not_wipe_what_was_returned(office: Path, clean: Path) -> None:
    collect(office, clean)
    for name in ("trang_thai", "xong", "ket_qua"):
        mangle(clean, put(name, KEEP, None))
    code, _ = collect(office, clean)
    assert code == 0 and stored(office) == READ


def test_a_document_under_two_tasks_is_named_at_both(office: Path, clean: Path) -> None:
    for name, value in (("so", "12"), ("ky_hieu", "QĐ-VPX"), ("ngay", "20/02/2025")):
        mangle(clean, put(name, KEEP, value))
    sheet = load_workbook(clean)["Tiến độ"]
    expected = {at("so", KEEP)(sheet), at("so", PAIR)(sheet)}
    code, printed = collect(office, clean)
    assert code == 1 and {d["cell"] for d in printed["doubts"]} == expected
    assert stored(office) == READ


def test_a_final_state_taken_back_later_is_a_doubt_and_counts(
    made: tuple[Path, dict[str, Path]], office: Path, clean: Path, tmp_path: Path
) -> None:
    collect(office, clean)
    later = tmp_path / "cn-6t.xlsx"
    shutil.copy(made[1][f"{LATER}/CN"], later)
    fill(later, {KEEP: CLEAN[KEEP], PAIR: {"trang_thai": "Đang thực hiện"}, SCAN: CLEAN[SCAN]})
    code, printed = collect(office, later, period=LATER)
    assert code == 1 and [d["code"] for d in printed["doubts"]] == [PAIR]
    assert (PAIR, "Đang thực hiện") in stored(office, period=LATER)


def test_the_doubts_are_written_for_the_unit(office: Path, clean: Path) -> None:
    _, printed = collect(office, mangle(clean, put("xong", KEEP, "31/02/2025")))
    assert len(printed["doubt_files"]) == 1
    sheet = load_workbook(printed["doubt_files"][0]).worksheets[0]
    assert "Trung tâm Công nghệ" in str(sheet["A1"].value)
    assert [c.value for c in sheet[4]][1:5] == ["cn.xlsx", "Tiến độ", "N2", KEEP]


def test_an_unknown_period_is_an_error_of_use(office: Path, clean: Path) -> None:
    code, printed = collect(office, clean, period="2025-Q2")
    assert code == 2 and "2025-Q1" in printed["errors"][0]["required"]


def test_a_closed_period_is_refused_unless_a_new_version_is_asked_for(
    office: Path, clean: Path
) -> None:
    from support.progress_office import call

    with Records(office / FILE_NAME).writing() as book:
        closing = datetime(2025, 3, 20).astimezone()
        book.closed.close("cchc", PERIOD, {"counts": {}}, closing)
    code, _ = collect(office, clean)
    assert code == 2 and stored(office) == set()
    words = ["collect", office, clean, "--period", PERIOD, "--new-version", "-o", office / "out"]
    assert call(*words)[0] == 0
    assert stored(office) == READ


def test_every_fill_column_of_the_form_is_kept(office: Path, clean: Path) -> None:
    filled = {c.heading: "12" for c in COLUMNS if c.fill and c.kind == "text"}
    filled |= {c.heading: "10/3/2025" for c in COLUMNS if c.kind == "date"}
    for heading, value in filled.items():
        mangle(clean, lambda book, h=heading, v=value: _put_by_heading(book, h, v))
    collect(office, clean)
    with Records(office / FILE_NAME).reading() as book:
        values = [
            v for v in book.progress.values("cchc", PERIOD) if (v.code, v.unit) == (KEEP, "CN")
        ]
    assert {v.field for v in values} == {c.key for c in COLUMNS if c.fill}
    assert all(v.origin.file == "cn.xlsx" and v.collected_at[:4] > "2000" for v in values)


def _put_by_heading(book: Any, heading: str, value: str) -> None:
    sheet = sheet_of(book)
    column = next(cell.column for cell in sheet[1] if cell.value == heading)
    sheet.cell(row_of(sheet, KEEP), column).value = value


def test_days_are_read_in_the_ways_people_write_them(office: Path, clean: Path) -> None:
    for value in ("10/3/2025", "10-03-2025", "10.3.2025", "2025-03-10", date(2025, 3, 10)):
        code, printed = collect(office, mangle(clean, put("xong", KEEP, value)))
        assert (code, printed["doubts"]) == (0, []), value
