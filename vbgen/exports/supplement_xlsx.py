"""``bo-sung.xlsx``: the facts that drafts ask for, in sheets a clerk fills in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from vbgen.exports.steady import workbook_bytes

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FACTS = "Theo mã"
HEADINGS = ("Mã", "Điều cần", "Giá trị", "Câu cần điều này", "Văn bản")
WIDTHS = (26, 24, 40, 70, 50)


def supplement_xlsx(
    facts: Iterable[Sequence[str]], lists: Mapping[str, tuple[list[str], list[list[str]]]]
) -> bytes:
    """Return the workbook: the sheet of facts, then one sheet for each kind of list."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    _sheet(book.create_sheet(FACTS), HEADINGS, list(facts), WIDTHS)
    for name, (columns, rows) in lists.items():
        _sheet(book.create_sheet(name[:31]), columns, rows, [28] * len(columns))
    return workbook_bytes(book)


def _sheet(
    sheet: Worksheet, headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for column, (heading, width) in enumerate(zip(headings, widths, strict=True), 1):
        cell = sheet.cell(1, column, heading)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="D9D9D9")
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, 2):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column, text)
            cell.number_format, cell.data_type = "@", "s"  # text stays text, also "=1" and "012"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
