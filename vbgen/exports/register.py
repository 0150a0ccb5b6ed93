"""The register of issued documents as a workbook: the list of evidence, and every table whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from vbgen.exports.steady import workbook_bytes
from vbgen.model.issued import IssuedDocument, number_text

Value = int | str | None
Table = tuple[str, Sequence[str], Iterable[Sequence[Value]]]

# Heading and width in characters; the sum fits A4 landscape at one page's width.
COLUMNS = (
    ("STT", 6), ("Loại", 13), ("Số", 7), ("Ký hiệu", 13), ("Ngày", 12), ("Cơ quan", 26),
    ("Trích yếu", 52), ("Mã sản phẩm", 15), ("Tệp", 34),
)  # fmt: skip
CELL_LIMIT = 32_767  # characters that a cell of Excel can hold
ROW_LIMIT = 1_048_576  # rows of a sheet
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
# What the file format cannot hold as it is; it writes such a character by its number.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def register_xlsx(documents: Iterable[IssuedDocument], title: str) -> bytes:
    """Return the list of evidence, one row for each document, in the order given."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Văn bản ban hành")
    _page(sheet, [width for _, width in COLUMNS])
    sheet.append([_text(sheet, title, bold=True, size=14)])
    sheet.append([])
    sheet.append([_text(sheet, heading, bold=True, border=True) for heading, _ in COLUMNS])
    order = 0
    for order, document in enumerate(documents, 1):
        sheet.append(_evidence(sheet, order, document))
    sheet.auto_filter.ref = f"A3:I{order + 3}"
    sheet.print_title_rows = "3:3"
    return workbook_bytes(workbook)


def _evidence(sheet: Any, order: int, d: IssuedDocument) -> list[Any]:
    number, day = _text(sheet, order, border=True), _text(sheet, d.issued, border=True)
    day.number_format = "dd/mm/yyyy"
    texts = (d.issuer, d.subject, d.deliverable, d.file)
    head = (d.type_name, number_text(d.number), d.symbol)
    return [
        number,
        *(_text(sheet, text, border=True) for text in head),
        day,
        *(_text(sheet, text, border=True) for text in texts),
    ]


def tables_xlsx(tables: Iterable[Table]) -> bytes:
    """Return a workbook with a sheet for each table (title, headings, rows), nothing cut off.

    A text too long for a cell goes on in the rows below it; a table too long for a sheet in the
    next sheet.
    """
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    for title, headings, rows in tables:
        _sheets(workbook, title, headings, rows)
    if not workbook.worksheets:
        workbook.create_sheet("Không có dữ liệu")
    return workbook_bytes(workbook)


def _sheets(
    workbook: Any, title: str, headings: Sequence[str], rows: Iterable[Sequence[Value]]
) -> None:
    sheet, used, count = None, ROW_LIMIT, 0
    for row in _chain_empty(rows):
        if used >= ROW_LIMIT:
            count += 1
            sheet = workbook.create_sheet(_sheet_title(title, count))
            sheet.freeze_panes = "A2"
            sheet.append([_text(sheet, heading, bold=True) for heading in headings])
            used = 1
        if row is not None and sheet is not None:
            for part in _parts(row):
                sheet.append([_text(sheet, value) for value in part])
                used += 1


def _chain_empty(rows: Iterable[Sequence[Value]]) -> Iterator[Sequence[Value] | None]:
    """Yield a first ``None``, so that a table without rows has its sheet too."""
    yield None
    yield from rows


def _parts(row: Sequence[Value]) -> Iterator[list[Value]]:
    """Cut a row where a text is too long for a cell: what is left stands in the next row."""
    longest = max((len(v) for v in row if isinstance(v, str)), default=0)
    for start in range(0, max(longest, 1), CELL_LIMIT):
        if start == 0:
            yield [v[:CELL_LIMIT] if isinstance(v, str) else v for v in row]
        else:
            cut = slice(start, start + CELL_LIMIT)
            yield [(v[cut] or None) if isinstance(v, str) else None for v in row]


def _sheet_title(title: str, count: int) -> str:
    tail = f" ({count})" if count > 1 else ""
    return _NOT_IN_TITLE.sub("-", title)[: 31 - len(tail)] + tail


def _page(sheet: Any, widths: Sequence[float]) -> None:
    from openpyxl.utils import get_column_letter

    for index, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A4"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&P/&N"


def _text(sheet: Any, value: Any, bold: bool = False, border: bool = False, size: int = 11) -> Any:
    """Make a cell; a text that begins like a formula stays the text it is."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, Side

    if isinstance(value, str):
        value = _CONTROL.sub(lambda m: f"_x{ord(m[0]):04X}_", value)
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    if border or bold:
        cell.font = Font(name="Times New Roman", size=size, bold=bold)
    if border:
        side = Side(style="thin")
        cell.border = Border(left=side, right=side, top=side, bottom=side)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
