import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from vbgen.exports import register
from vbgen.exports.register import CELL_LIMIT, register_xlsx, tables_xlsx
from vbgen.model.issued import IssuedDocument

PLAN = IssuedDocument(
    5, "KH-VP", date(2024, 3, 29), "Văn phòng UBND tỉnh", "ke-hoach", "Kế hoạch",
    "Kiểm tra cải cách hành chính năm 2024", "VP/ke-hoach", deliverable="2024-I-03.1",
    file="out/ke-hoach-kiem-tra.docx",
)  # fmt: skip


DAY = datetime(2024, 3, 29, tzinfo=UTC).replace(tzinfo=None)  # Excel knows no zones


def sheets(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
    workbook = load_workbook(io.BytesIO(data))
    return {s.title: list(s.iter_rows(values_only=True)) for s in workbook.worksheets}


def test_the_list_of_evidence_has_a_row_for_each_document() -> None:
    later = replace(PLAN, number=112, issued=date(2024, 4, 1), deliverable="", file="")
    title, _, headings, *rows = sheets(register_xlsx([PLAN, later], "DANH MỤC VĂN BẢN"))[
        "Văn bản ban hành"
    ]
    assert title[0] == "DANH MỤC VĂN BẢN"
    assert headings == (
        "STT", "Loại", "Số", "Ký hiệu", "Ngày", "Cơ quan", "Trích yếu", "Mã sản phẩm", "Tệp",
    )  # fmt: skip
    assert rows[0] == (
        1, "Kế hoạch", "05", "KH-VP", DAY, "Văn phòng UBND tỉnh",
        "Kiểm tra cải cách hành chính năm 2024", "2024-I-03.1", "out/ke-hoach-kiem-tra.docx",
    )  # fmt: skip
    assert rows[1][:3] == (2, "Kế hoạch", "112")


def test_an_empty_register_is_a_list_with_headings_alone() -> None:
    assert len(sheets(register_xlsx([], "DANH MỤC"))["Văn bản ban hành"]) == 3


def test_it_prints_on_a4_landscape_with_the_headings_on_each_page() -> None:
    sheet = load_workbook(io.BytesIO(register_xlsx([PLAN], "DANH MỤC"))).worksheets[0]
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.auto_filter.ref == "A3:I4"


def test_the_same_register_gives_the_same_bytes() -> None:
    assert register_xlsx([PLAN], "DANH MỤC") == register_xlsx([PLAN], "DANH MỤC")
    table = ("Bảng", ["a"], [[1], ["x"]])
    assert tables_xlsx([table]) == tables_xlsx([table])


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+84", "-3", "05"])
def test_text_is_never_a_formula_or_a_number(text: str) -> None:
    data = register_xlsx([replace(PLAN, subject=text)], "DANH MỤC")
    cell = load_workbook(io.BytesIO(data)).worksheets[0]["G4"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_every_table_is_a_sheet_and_keeps_its_values() -> None:
    tables = [
        ("Kỳ đã chốt", ["Kỳ", "Bản"], [["2024-Q1", 1], [None, 2]]),
        ("Trống", ["Mã"], []),
    ]
    assert sheets(tables_xlsx(tables)) == {
        "Kỳ đã chốt": [("Kỳ", "Bản"), ("2024-Q1", 1), (None, 2)],
        "Trống": [("Mã",)],
    }


def test_without_any_table_the_workbook_says_so() -> None:
    assert list(sheets(tables_xlsx([]))) == ["Không có dữ liệu"]


def test_a_text_too_long_for_a_cell_goes_on_below() -> None:
    text = "ă" * CELL_LIMIT + "b" * CELL_LIMIT + "c"
    rows = sheets(tables_xlsx([("Kỳ", ["Mã", "Dữ liệu"], [["x", text], ["y", "z"]])]))["Kỳ"][1:]
    assert [row[0] for row in rows] == ["x", None, None, "y"]
    assert "".join(row[1] for row in rows[:3]) == text


def test_a_table_too_long_for_a_sheet_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "ROW_LIMIT", 4)
    rows = [[number] for number in range(7)]
    found = sheets(tables_xlsx([("Tiến độ [cả năm] của mọi đơn vị trong tỉnh", ["Mã"], rows)]))
    assert list(found) == [
        "Tiến độ -cả năm- của mọi đơn vị",
        "Tiến độ -cả năm- của mọi đơ (2)",
        "Tiến độ -cả năm- của mọi đơ (3)",
    ]
    assert [value for part in found.values() for (value,) in part[1:]] == list(range(7))
    assert all(len(part) <= 4 for part in found.values())


TEXT = st.text(st.characters(exclude_characters="\r"), min_size=1, max_size=30)


@given(st.lists(TEXT, min_size=1, max_size=5))
@settings(max_examples=25, deadline=None)
def test_any_text_can_be_written(texts: list[str]) -> None:
    rows = sheets(tables_xlsx([("Bảng", ["Cột"], [[text] for text in texts])]))["Bảng"][1:]
    assert len(rows) == len(texts)
    for (read,), text in zip(rows, texts, strict=True):
        if text.isprintable() and "_x" not in text:
            assert read == text
