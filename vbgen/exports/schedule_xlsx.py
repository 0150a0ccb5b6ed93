"""The schedule as a workbook: a year view with the months across, a list to filter, the units.

Units stand by their codes, so that a row stays a line or two; the last sheet says who they are.
All print on A4 landscape. What a cell means is said by a sign besides the colour, and the colours
differ in brightness, so that a black-and-white print reads the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING, Any, Literal

from vbgen.documents.schedule import ROLE_NAMES, STATE_NAMES, Entry
from vbgen.exports.steady import workbook_bytes
from vbgen.model.deadline import State
from vbgen.vi.dates import short_date
from vbgen.vi.text import count_phrase

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FONT = "Times New Roman"
LINE_HEIGHT = 14.0
LETTERS = 1.2  # letters of the font that fit in one unit of a column's width, with some air
# Heading and width in characters; the sum is one page of A4 landscape.
YEAR_COLUMNS = (
    ("Mã", 12.0), ("Nội dung", 46.0), ("Chủ trì", 14.0), ("Trạng thái", 11.5),
    *((f"T{month}", 5.8) for month in range(1, 13)), ("Khác", 12.0),
)  # fmt: skip
LIST_COLUMNS = (
    ("Mã", 12.0), ("NV", 4.5), ("Nội dung", 42.0), ("Đơn vị", 20.0), ("Chủ trì", 14.0),
    ("Phối hợp", 16.0), ("Vai trò", 9.0), ("Thời hạn", 18.0), ("Trạng thái", 11.5),
    ("Hạn", 11.0), ("Ngày làm việc", 11.0), ("Kỳ", 9.0), ("Quá hạn (ngày)", 8.0),
    ("Số, ký hiệu", 11.0), ("Ngày ban hành", 11.0),
)  # fmt: skip
UNIT_COLUMNS = (("Mã", 16.0), ("Tên đơn vị", 60.0))
_FIRST_MONTH = 5


@dataclass(frozen=True, slots=True)
class Look:
    """How a state looks: fill, pattern of the fill, letters; ``sign`` wraps the day."""

    fill: str
    ink: str = "000000"
    pattern: Literal["solid", "lightUp"] = "solid"
    bold: bool = False
    italic: bool = False
    sign: str = "{}"


# From dark to light; the hatched one is what returns.
LOOKS = {
    State.FIXED: Look("1F3864", "FFFFFF", bold=True),
    State.PERIOD_END: Look("9DC3E6", bold=True),
    State.RECURRING: Look("A6A6A6", pattern="lightUp", sign="{} ↻"),
    State.ASSUMED: Look("F2F2F2", italic=True, sign="({})"),
    State.OPEN: Look("FFFFFF", italic=True),
}
LEGEND = (
    (State.FIXED, "12", "ngày ghi trong kế hoạch"),
    (State.PERIOD_END, "30", "ngày cuối của tháng, quý"),
    (State.RECURRING, "20 ↻", "định kỳ theo chế độ báo cáo"),
    (State.ASSUMED, "(31)", "giả định, kế hoạch không ghi ngày"),
)
DONE, LATE = "✓", "!"


def schedule_xlsx(
    entries: Sequence[Entry],
    *,
    title: str,
    year: int,
    groups: Mapping[str, str],
    as_of: date | None = None,
) -> bytes:
    """Return the workbook; ``groups`` gives the titles of the plan's groups by roman number."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    heading = title + (f", tính đến ngày {short_date(as_of)}" if as_of else "")
    _year_sheet(book, entries, heading, year, groups)
    _list_sheet(book, entries, heading)
    _unit_sheet(book, entries)
    return workbook_bytes(book)


# --- the year view ----------------------------------------------------------------------------


def _year_sheet(
    book: Workbook, entries: Sequence[Entry], title: str, year: int, groups: Mapping[str, str]
) -> None:
    sheet = book.create_sheet(f"Năm {year}")
    _put(sheet, 1, 1, title, size=14, bold=True, border=False)
    _legend(sheet)
    head = 4
    _headings(sheet, head, YEAR_COLUMNS)
    row = head
    for number, rows in groupby(_by_code(entries), key=lambda found: found[0].group):
        row += 1
        _group_row(sheet, row, f"{number}. {groups.get(number, '')}".strip(". "))
        for found in rows:
            row += 1
            _year_row(sheet, row, found, year)
    _set_up(sheet, head, len(YEAR_COLUMNS), row)


def _by_code(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Put the entries of one product together, in the plan's order."""
    order = sorted(entries, key=lambda e: (_roman_order(e.code), e.code, e.identity))
    return [list(found) for _, found in groupby(order, key=lambda e: e.code)]


def _roman_order(code: str) -> int:
    from vbgen.vi.letters import from_roman

    try:
        return from_roman(code.split("-")[1])
    except (ValueError, IndexError):
        return 0


def _group_row(sheet: Worksheet, row: int, text: str) -> None:
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(YEAR_COLUMNS))
    _put(sheet, row, 1, text, bold=True, fill="D9D9D9")


def _year_row(sheet: Worksheet, row: int, found: Sequence[Entry], year: int) -> None:
    entry = found[0]
    units = {e.unit_code for e in found if e.unit_code}
    title = _without_period(found) + (f" ({count_phrase(len(units), 'đơn vị')})" if units else "")
    texts = (entry.code, title, _codes(entry.lead_codes, entry.leads), STATE_NAMES[entry.state])
    for column, text in enumerate(texts, 1):
        _put(sheet, row, column, text)
    for month in range(1, 13):
        own = [e for e in found if e.working_due and _in_month(e.working_due, year, month)]
        _month_cell(sheet, row, _FIRST_MONTH - 1 + month, own)
    _put(sheet, row, len(YEAR_COLUMNS), _elsewhere(found, year), centre=True)
    widths = [width for _, width in YEAR_COLUMNS]
    printed = [str(sheet.cell(row, column).value or "") for column in range(1, len(widths) + 1)]
    sheet.row_dimensions[row].height = _height(printed, widths)


def _without_period(found: Sequence[Entry]) -> str:
    """Return the title; of several periods the product's name, which fits them all."""
    titles = {e.title for e in found}
    return found[0].title if len(titles) == 1 else found[0].deliverable


def _in_month(day: date, year: int, month: int) -> bool:
    return (day.year, day.month) == (year, month)


def _month_cell(sheet: Worksheet, row: int, column: int, entries: Sequence[Entry]) -> None:
    if not entries:
        _put(sheet, row, column, "")
        return
    days = sorted({e.working_due.day for e in entries if e.working_due})
    look = LOOKS[entries[0].state]
    text = look.sign.format(", ".join(f"{day:02d}" for day in days)) + _mark(entries)
    _put(sheet, row, column, text, look=look, centre=True)


def _mark(entries: Sequence[Entry]) -> str:
    """A tick when all are issued, an exclamation mark when one is late."""
    if all(e.issued for e in entries):
        return f" {DONE}"
    return f" {LATE}" if any(e.overdue for e in entries) else ""


def _elsewhere(found: Sequence[Entry], year: int) -> str:
    away = sorted({e.working_due for e in found if e.working_due and e.working_due.year != year})
    if away:
        return ", ".join(map(short_date, away))
    if any(e.working_due for e in found):
        return ""
    return "thường xuyên" if found[0].state is State.RECURRING else "chưa có ngày"


def _legend(sheet: Worksheet) -> None:
    _put(sheet, 2, 1, "Chú giải:", border=False)
    text = "; ".join(f"{sample}: {meaning}" for _, sample, meaning in LEGEND)
    _put(sheet, 2, 2, f"{text}; {DONE}: đã ban hành; {LATE}: quá hạn", border=False, wrap=False)
    for offset, (state, sample, _) in enumerate(LEGEND):
        _put(sheet, 3, _FIRST_MONTH + offset, sample, look=LOOKS[state], centre=True)


# --- the list ---------------------------------------------------------------------------------


def _list_sheet(book: Workbook, entries: Iterable[Entry], title: str) -> None:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet("Danh sách")
    _put(sheet, 1, 1, title, size=14, bold=True, border=False)
    head = 3
    _headings(sheet, head, LIST_COLUMNS)
    row = head
    widths = [width for _, width in LIST_COLUMNS]
    for row, entry in enumerate(entries, head + 1):
        values = _list_values(entry)
        for column, value in enumerate(values, 1):
            look = LOOKS[entry.state] if LIST_COLUMNS[column - 1][0] == "Trạng thái" else None
            _put(sheet, row, column, value, look=look)
        texts = [value if isinstance(value, str) else "" for value in values]
        sheet.row_dimensions[row].height = _height(texts, widths)
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(LIST_COLUMNS))}{max(row, head)}"
    _set_up(sheet, head, len(LIST_COLUMNS), row)


def _list_values(e: Entry) -> tuple[str | int | date | None, ...]:
    return (
        e.code,
        e.task,
        e.title,
        e.unit,
        _codes(e.lead_codes, e.leads),
        _codes(e.partner_codes, e.partners),
        ROLE_NAMES[e.role],
        e.deadline,
        STATE_NAMES[e.state],
        e.due,
        e.working_due,
        e.period,
        e.days_late or None,
        e.issued.number_symbol if e.issued else None,
        e.issued.issued if e.issued else None,
    )


# --- who the codes are ------------------------------------------------------------------------


def _codes(codes: Sequence[str], names: Sequence[str]) -> str:
    return ", ".join(codes or names)


def _unit_sheet(book: Workbook, entries: Iterable[Entry]) -> None:
    names: dict[str, str] = {}
    for e in entries:
        pairs = ((e.lead_codes, e.leads), (e.partner_codes, e.partners))
        for codes, called in pairs:
            names.update(zip(codes, called, strict=bool(codes)))
        if e.unit_code and e.unit:
            names[e.unit_code] = e.unit
    sheet = book.create_sheet("Đơn vị")
    _headings(sheet, 1, UNIT_COLUMNS)
    row = 1
    for row, (code, name) in enumerate(names.items(), 2):
        _put(sheet, row, 1, code)
        _put(sheet, row, 2, name)
    _set_up(sheet, 1, len(UNIT_COLUMNS), row)


# --- cells and pages --------------------------------------------------------------------------


def _headings(sheet: Worksheet, row: int, columns: Sequence[tuple[str, float]]) -> None:
    from openpyxl.utils import get_column_letter

    for column, (text, width) in enumerate(columns, 1):
        _put(sheet, row, column, text, bold=True, fill="D9D9D9", centre=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[row].height = 2 * LINE_HEIGHT


def _height(texts: Iterable[str], widths: Sequence[float]) -> float:
    """Estimate the height that wrapped texts need, in points."""
    lines = (
        sum(ceil((len(line) or 1) / (width * LETTERS)) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=False)
        if text
    )
    return min(max(lines, default=1) * LINE_HEIGHT + 3, 400)


def _put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: Any,
    *,
    look: Look | None = None,
    fill: str = "",
    bold: bool = False,
    size: int = 11,
    centre: bool = False,
    border: bool = True,
    wrap: bool = True,
) -> None:
    """Write a cell; a text that begins like a formula stays a text."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    look = look or Look(fill, bold=bold)
    cell = sheet.cell(row, column)
    cell.value = value or None
    if isinstance(value, str) and value:
        cell.data_type = "s"
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    cell.font = Font(name=FONT, size=size, bold=look.bold, italic=look.italic, color=look.ink)
    cell.alignment = Alignment(
        wrap_text=wrap and border, vertical="top", horizontal="center" if centre else None
    )
    if look.fill and look.fill != "FFFFFF":
        cell.fill = PatternFill(look.pattern, fgColor=look.fill, bgColor="FFFFFF")
    if border:
        thin = Side(style="thin", color="7F7F7F")
        cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)


def _set_up(sheet: Worksheet, head: int, columns: int, last: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = sheet.cell(head + 1, 3).coordinate
    sheet.print_title_rows = f"{head}:{head}"
    sheet.print_area = f"A1:{get_column_letter(columns)}{max(last, head)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4  # inches
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.page_margins.footer = 0.3
    footer: Any = sheet.oddFooter
    footer.center.text = "&P/&N"
