from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from support.dossiers import EXAMPLES, read_dossier

from vbgen.documents.calendar import load_calendar
from vbgen.documents.schedule import Entry, schedule
from vbgen.exports.schedule_xlsx import (
    LINE_HEIGHT,
    LIST_COLUMNS,
    LOOKS,
    YEAR_COLUMNS,
    schedule_xlsx,
)
from vbgen.model.deadline import State

AS_OF = date(2024, 10, 1)


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    dossier = replace(read_dossier(EXAMPLES / "ke-hoach-cchc-2024"), as_of=AS_OF)
    return schedule(dossier, load_calendar([2024])).entries


def read(entries: tuple[Entry, ...]) -> Workbook:
    groups = {"I": "CHỈ ĐẠO ĐIỀU HÀNH", "II": "CẢI CÁCH THỂ CHẾ"}
    data = schedule_xlsx(entries, title="Lịch", year=2024, groups=groups, as_of=AS_OF)
    return load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def book(entries: tuple[Entry, ...]) -> Workbook:
    return read(entries)


def rows(book: Workbook, sheet: str, head: int) -> dict[str, dict[str, object]]:
    lines = list(book[sheet].iter_rows(min_row=head, values_only=True))
    return {str(line[0]): dict(zip(lines[0], line, strict=True)) for line in lines[1:]}  # type: ignore[arg-type]


def test_the_year_view_has_one_row_per_product_with_the_months_across(
    book: Workbook, entries: tuple[Entry, ...]
) -> None:
    found = rows(book, "Năm 2024", 4)
    assert {e.code for e in entries} <= set(found)
    report = found["2024-I-01.2"]
    assert [report[m] for m in ("T3", "T6", "T9", "T12")] == ["20 ↻"] * 4
    assert report["T1"] is None
    assert found["2024-I-01.1"]["T1"] == "30 !"
    assert found["2024-I-04.1"]["T12"] == "(31)"
    assert found["2024-III-11.1"]["Khác"] == "chưa có ngày"
    assert found["2024-VII-29.1"]["Khác"] == "thường xuyên"
    assert str(found["2024-IV-14.1"]["Nội dung"]).endswith("(04 đơn vị)")


def test_units_stand_by_code_and_are_named_on_a_sheet_of_their_own(book: Workbook) -> None:
    assert rows(book, "Năm 2024", 4)["2024-I-01.1"]["Chủ trì"] == "HCTC, NC, TTPVHCC, CTTĐT"
    units = rows(book, "Đơn vị", 1)
    assert units["HCTC"]["Tên đơn vị"] == "Phòng Hành chính - Tổ chức"
    assert units["SNV"]["Tên đơn vị"] == "Sở Nội vụ"


def test_groups_stand_above_their_products_in_the_plans_order(book: Workbook) -> None:
    first = [str(cell.value) for cell in book["Năm 2024"]["A"][4:]]
    assert first[0] == "I. CHỈ ĐẠO ĐIỀU HÀNH"
    groups = [text for text in first if not text.startswith("2024-")]
    assert [g.split(".")[0] for g in groups] == ["I", "II", "III", "IV", "V", "VI", "VII"]


def test_the_list_has_a_row_per_entry_real_dates_and_a_filter(
    book: Workbook, entries: tuple[Entry, ...]
) -> None:
    sheet = book["Danh sách"]
    assert sheet.max_row == 3 + len(entries)
    assert sheet.auto_filter.ref == f"A3:O{sheet.max_row}"
    found = rows(book, "Danh sách", 3)
    plan = found["2024-I-02.1"]
    days = [plan["Hạn"], plan["Ngày làm việc"]]
    assert [d.date() for d in days if isinstance(d, datetime)] == [
        *(date(2024, 3, 31), date(2024, 3, 29))
    ]
    assert plan["Quá hạn (ngày)"] == 184
    assert plan["Thời hạn"] == "Quý I/2024"
    assert found["2024-III-11.1"]["Hạn"] is None


@pytest.mark.parametrize(("sheet", "head"), [("Năm 2024", 4), ("Danh sách", 3), ("Đơn vị", 1)])
def test_pages_are_a4_landscape_one_page_wide_with_the_headings_on_each(
    book: Workbook, sheet: str, head: int
) -> None:
    page = book[sheet]
    assert (page.page_setup.orientation, str(page.page_setup.paperSize)) == ("landscape", "9")
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == f"${head}:${head}"
    assert page.freeze_panes == f"C{head + 1}"


def luminance(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_states_are_told_apart_without_colour() -> None:
    """By brightness, by hatching or by the sign around the day; letters stay readable."""
    seen = [(round(luminance(k.fill) / 60), k.pattern, k.sign) for k in LOOKS.values()]
    assert len(set(seen)) == len(seen)
    for look in LOOKS.values():
        if look.pattern == "solid":
            assert abs(luminance(look.fill) - luminance(look.ink)) > 120


def test_text_that_looks_like_a_formula_stays_text() -> None:
    entry = Entry(
        "2024-I-01.1", "1", "Báo cáo", None, "=1+1", None, None, ("@A",), (), "own",
        State.FIXED, date(2025, 1, 15), date(2025, 1, 15), None, False, None, deadline="+5",
    )  # fmt: skip
    book = read((entry,))
    for sheet in book.worksheets:
        assert all(c.data_type != "f" for row in sheet.iter_rows() for c in row)
    assert rows(book, "Danh sách", 3)["2024-I-01.1"]["Nội dung"] == "=1+1"
    assert rows(book, "Năm 2024", 4)["2024-I-01.1"]["Khác"] == "15/01/2025"


def test_an_empty_schedule_still_has_its_sheets() -> None:
    assert read(()).sheetnames == ["Năm 2024", "Danh sách", "Đơn vị"]


def test_the_same_entries_give_the_same_bytes(entries: tuple[Entry, ...]) -> None:
    one, two = (schedule_xlsx(entries, title="A", year=2024, groups={}) for _ in range(2))
    assert one == two


def test_every_column_has_a_heading_and_a_width() -> None:
    for columns in (YEAR_COLUMNS, LIST_COLUMNS):
        assert len({name for name, _ in columns}) == len(columns)
        assert all(width > 4 for _, width in columns)


def test_several_days_of_one_month_have_room_in_their_cell(book: Workbook) -> None:
    sheet = book["Năm 2024"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "2024-I-05.d")
    days = [str(cell.value) for cell in sheet[row] if str(cell.value).startswith("14, 16, 21")]
    assert len(days) == 1
    assert sheet.row_dimensions[row].height >= 2 * LINE_HEIGHT
