"""The manifest of a batch as a workbook for the clerk: what was made for whom, what failed, why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Protocol
from xml.sax.saxutils import escape

from vbgen.exports.steady import workbook_bytes

NAME = "manifest.xlsx"
# Heading and width in characters; the sum fits A4 landscape at one page's width.
COLUMNS = (
    ("STT", 7), ("Đơn vị", 34), ("Loại", 22), ("Tên văn bản", 52), ("Kỳ", 9),
    ("Mã sản phẩm", 14), ("Trạng thái", 20), ("Còn để trống", 10), ("Byte", 8), ("Tệp", 44),
    ("Mẫu", 10), ("Dữ liệu", 10), ("Kết quả soát", 24),
)  # fmt: skip
STATES = {
    "made": "đã soạn",
    "beside": "có người sửa, bản mới để cạnh",
    "frozen": "đã ban hành, giữ nguyên",
    "failed": "không soạn được",
}
_LONGEST = 32_767  # characters that a cell can hold
_SHORT = 10  # of a digest: enough to see that two differ
# What the file format cannot hold as it is; it writes such a character by its number.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Listed(Protocol):
    """What the workbook tells of a document."""

    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def type(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def unit(self) -> str | None: ...  # noqa: D102
    @property
    def period(self) -> str | None: ...  # noqa: D102
    @property
    def deliverable(self) -> str | None: ...  # noqa: D102
    @property
    def state(self) -> str: ...  # noqa: D102
    @property
    def reason(self) -> str: ...  # noqa: D102
    @property
    def blanks(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def bytes(self) -> int: ...  # noqa: D102
    @property
    def template(self) -> str: ...  # noqa: D102
    @property
    def data(self) -> str: ...  # noqa: D102
    @property
    def findings(self) -> Sequence[str]: ...  # noqa: D102


def manifest_xlsx(entries: Iterable[Listed]) -> bytes:
    """Return the workbook, one row for each document, in the order given.

    The rows are written as XML at once: a cell object for each of a country's 400,000 cells would
    take longer than a fifth of the documents.
    """
    from openpyxl import Workbook

    rows = [_row(number, entry) for number, entry in enumerate(entries, 1)]
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("Văn bản")
    _page(sheet)
    sheet.append([_head(sheet, heading) for heading, _ in COLUMNS])
    sheet.auto_filter.ref = f"A1:{_letter(len(COLUMNS))}{len(rows) + 1}"
    xml = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    return workbook_bytes(book, {"xl/worksheets/sheet1.xml": xml})


def _row(number: int, e: Listed) -> tuple[str | int, ...]:
    state = STATES.get(e.state, e.state)
    return (
        number,
        e.unit or "",
        e.type,
        e.title,
        e.period or "",
        e.deliverable or "",
        f"{state}: {e.reason}" if e.reason else state,
        len(e.blanks),
        e.bytes,
        e.path,
        e.template[:_SHORT],
        e.data[:_SHORT],
        "\n".join(e.findings),
    )


def _cell(value: str | int) -> str:
    """Return a cell; a text that begins like a formula is a text."""
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    if not value:
        return "<c/>"
    text = escape(_CONTROL.sub(lambda m: f"_x{ord(m[0]):04X}_", value[:_LONGEST]))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _head(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(name="Times New Roman", bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _page(sheet: Any) -> None:
    for column, (_, width) in enumerate(COLUMNS, 1):
        sheet.column_dimensions[_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&P/&N"
