"""The manifest of a batch as a workbook for the clerk: what was made for whom, what failed, why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from math import ceil
from typing import Any, Protocol
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from vbgen.exports.steady import workbook_bytes

NAME = "manifest.xlsx"
# Heading and width in characters; the sum fits A4 landscape at one page's width.
COLUMNS = (
    ("STT", 7), ("Mã đơn vị", 10), ("Đơn vị", 30), ("Loại", 24), ("Tên văn bản", 48), ("Kỳ", 9),
    ("Mã sản phẩm", 13), ("Trạng thái", 20), ("Lý do", 30), ("Còn để trống", 8), ("Tệp", 40),
    ("Kết quả soát", 20), ("Byte", 8), ("Mẫu", 11), ("Dữ liệu", 11),
)  # fmt: skip
HIDDEN = frozenset({"Byte", "Mẫu", "Dữ liệu"})  # to compare two runs; a clerk has no use for them
_FILE = next(i for i, (heading, _) in enumerate(COLUMNS) if heading == "Tệp")
_LINE = 15  # points
_FIT = 1.15  # letters of a text, to a digit's width
_WRAPPED = tuple(
    (n, width * _FIT) for n, (_, width) in enumerate(COLUMNS) if width >= 20 and n != _FILE
)
STATES = {
    "made": "đã soạn",
    "beside": "có người sửa, bản mới để cạnh",
    "frozen": "đã ban hành, giữ nguyên",
    "failed": "không soạn được",
    "left": "không còn cần",
}
_THERE = frozenset(STATES) - {"failed"}
_MOST_LINKS = 65_000  # that Excel opens in a sheet
_LINK_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
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
    def unit_code(self) -> str | None: ...  # noqa: D102
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


def manifest_xlsx(entries: Iterable[Listed], type_names: Mapping[str, str]) -> bytes:
    """Return the workbook, one row for each document, in the order given.

    ``type_names``: what a type is called in words. The rows are written as XML at once: a cell
    object for each of a country's 500,000 cells would take longer than a fifth of the documents.
    """
    from openpyxl import Workbook

    listed = list(entries)
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("Văn bản")
    _page(sheet)
    sheet.append([_styled(sheet, heading, vertical="center", bold=True) for heading, _ in COLUMNS])
    plain = _styled(sheet).style_id
    link = _styled(sheet, color="0563C1", underline="single").style_id
    sheet.auto_filter.ref = f"A1:{_letter(len(COLUMNS))}{len(listed) + 1}"
    named = partial(_row, type_names=type_names)
    rows = (
        _row_xml(named(number, e), plain, link if e.state in _THERE else plain).encode()
        for number, e in enumerate(listed, 1)
    )
    linked = [(n, e.path) for n, e in enumerate(listed, 2) if e.state in _THERE][:_MOST_LINKS]
    return workbook_bytes(book, {_SHEET: rows}, {_SHEET: _links(linked)} if linked else {})


_SHEET = "xl/worksheets/sheet1.xml"


def _links(rows: Iterable[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """Yield the element and the relation of each row's link to its file, beside the workbook."""
    column = _letter(_FILE + 1)
    for row, path in rows:
        yield (
            f'<hyperlink ref="{column}{row}" r:id="rId{row}"/>',
            f'<Relationship Id="rId{row}" Type="{_LINK_TYPE}" Target={quoteattr(quote(path))}'
            ' TargetMode="External"/>',
        )


def _row(number: int, e: Listed, type_names: Mapping[str, str]) -> tuple[str | int, ...]:
    return (
        number,
        e.unit_code or "",
        e.unit or "",
        type_names.get(e.type, e.type),
        e.title,
        e.period or "",
        e.deliverable or "",
        STATES.get(e.state, e.state),
        e.reason,
        len(e.blanks),
        e.path,
        "\n".join(e.findings),
        e.bytes,
        e.template[:_SHORT],
        e.data[:_SHORT],
    )


def _row_xml(row: Sequence[str | int], plain: int, file: int) -> str:
    cells = [_cell(value, plain) for value in row]
    cells[_FILE] = _cell(row[_FILE], file)
    high = _LINE * max(_lines(row[column], width) for column, width in _WRAPPED)
    return f'<row ht="{high}" customHeight="1">{"".join(cells)}</row>'


def _lines(value: str | int, width: float) -> int:
    """Return how many lines a text takes in a column, by its letters: not every program counts."""
    return sum(max(1, ceil(len(line) / width)) for line in str(value).split("\n"))


@lru_cache(4_096)  # rows that follow each other have most of their cells in common
def _cell(value: str | int, style: int) -> str:
    """Return a cell; a text that begins like a formula is a text."""
    if isinstance(value, int):
        return f'<c s="{style}"><v>{value}</v></c>'
    if not value:
        return "<c/>"
    text = escape(value[:_LONGEST])
    if not text.isprintable():
        text = _CONTROL.sub(lambda m: f"_x{ord(m[0]):04X}_", text)
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _styled(sheet: Any, text: str = "", vertical: str = "top", **font: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(name="Times New Roman", **font)
    cell.alignment = Alignment(wrap_text=True, vertical=vertical)
    return cell


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _page(sheet: Any) -> None:
    for column, (heading, width) in enumerate(COLUMNS, 1):
        sheet.column_dimensions[_letter(column)].width = width
        sheet.column_dimensions[_letter(column)].hidden = heading in HIDDEN
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&P/&N"
