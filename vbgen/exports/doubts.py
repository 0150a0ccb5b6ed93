"""The doubts about what a unit returned, as a workbook to send back to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vbgen.exports.steady import workbook_bytes
from vbgen.model.progress_record import Doubt

_FONT = "Times New Roman"
_HEADINGS = (
    ("STT", 6), ("Tệp", 26), ("Trang tính", 12), ("Ô", 8), ("Mã", 14),
    ("Điều cần xem lại", 46), ("Yêu cầu", 34), ("Cách sửa", 34),
)  # fmt: skip


def doubts_workbook(unit_name: str, period_label: str, doubts: Sequence[Doubt]) -> bytes:
    """Return the .xlsx that lists the doubts about one unit's files."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Cần xem lại"
    title = f"Những điều cần xem lại trong biểu tiến độ {period_label} của {unit_name}"
    _write(sheet, 1, [title], bold=True, border=False)
    _write(sheet, 3, [heading for heading, _ in _HEADINGS], bold=True)
    for number, d in enumerate(doubts, start=1):
        cells = (str(number), d.file, d.sheet, d.cell, d.code, d.problem, d.required, d.remedy)
        _write(sheet, number + 3, cells)
    for column, (_, width) in zip("ABCDEFGH", _HEADINGS, strict=True):
        sheet.column_dimensions[column].width = width
    _page(sheet)
    book.properties.title, book.properties.language = title, "vi-VN"
    return workbook_bytes(book)


def _write(
    sheet: Any, row: int, cells: Sequence[str], bold: bool = False, border: bool = True
) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    line = Side(style="thin", color="808080")
    for column, text in enumerate(cells, start=1):
        cell = sheet.cell(row, column)
        cell.value, cell.data_type = text, "s"  # a text that begins with "=" stays a text
        cell.font = Font(name=_FONT, size=12, bold=bold)
        if border:
            cell.border = Border(left=line, right=line, top=line, bottom=line)
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _page(sheet: Any) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "3:3"
    sheet.freeze_panes = "A4"
