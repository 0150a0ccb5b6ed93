"""A unit's progress workbook: locked columns, drop-down of states, A4 landscape, hidden marks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import ceil
from typing import TYPE_CHECKING, Any

from vbgen.documents.periodic.progress_form import FormRow, ProgressForm
from vbgen.exports.steady import workbook_bytes
from vbgen.model.progress import State
from vbgen.model.progress_columns import (
    COLUMNS,
    FIGURE_COLUMNS,
    FIGURES_SHEET,
    HIDDEN_SHEET,
    MARKS,
    NOTES_SHEET,
    PAGE_BREAK_AFTER,
    PARTNER,
    PROGRESS_SHEET,
    FormColumn,
)

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import NamedStyle
    from openpyxl.worksheet.worksheet import Worksheet

_FONT = "Times New Roman"
# Fill of a cell by what it is: locked, to fill, of a partner, carried over from the period before.
_FILLS = {
    "locked": "EDEDED",
    "open": "",
    "partner": "F7F7F7",
    "carried": "FFF2CC",
    "head": "D9E2F3",
}

NOTES = """\
Bảng “Tiến độ”: mỗi dòng là một sản phẩm của kế hoạch; các dòng đơn vị chủ trì đứng trước, các dòng
phối hợp đứng sau.

Chỉ điền các cột từ “Trạng thái” đến “Văn bản cho phép”. Các cột xám đã khóa: không sửa, không xóa
dòng, không đổi mã.

Trạng thái chọn trong danh sách: {states}. Để trống nghĩa là chưa báo cáo.

Hoàn thành: ghi số, ký hiệu, ngày ban hành, trích yếu của văn bản; sản phẩm không phải văn bản thì
ghi ngày hoàn thành và tài liệu kiểm chứng.

Điều chỉnh: thời hạn mới chỉ được tính khi có văn bản cho phép.

Hoàn thành, Không phát sinh, Hủy được giữ cho các kỳ sau, không phải báo lại; việc thường xuyên,
định kỳ thì mỗi kỳ báo một lần.

Dòng tô vàng chuyển từ kỳ trước sang: cần báo tiếp. Dòng phối hợp chỉ ghi kết quả, khó khăn, đề xuất
khi có.

Ngày ghi ngày/tháng/năm, ví dụ 05/3/2024. Chỉ tiêu: ghi giá trị đạt được, theo đơn vị tính ở cột
Chỉ tiêu.

Bảng “Số liệu”: ghi số và ngày tính đến; không có số liệu thì để trống và ghi lý do ở cột Ghi chú.
Số 0 nghĩa là có theo dõi và không phát sinh.

Có thể in bảng trên khổ A4 nằm ngang. Gửi lại đúng tệp này, không chuyển sang bảng khác."""


def progress_workbook(form: ProgressForm) -> bytes:
    """Return the .xlsx of one unit's form."""
    from openpyxl import Workbook

    book = Workbook()
    for style in _styles():
        book.add_named_style(style)
    _progress_sheet(book, form)
    _figures_sheet(book, form)
    _notes_sheet(book, form)
    _hidden_sheet(book, form)
    book.properties.title = f"Biểu tiến độ {form.period_label} - {form.unit_name}"
    book.properties.creator = form.office_name
    book.properties.language = "vi-VN"
    return workbook_bytes(book)


@cache
def _styles() -> tuple[NamedStyle, ...]:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

    line = Side(style="thin", color="808080")
    made = []
    for name, colour in _FILLS.items():
        for unlocked in (False, True):
            made.append(
                NamedStyle(
                    name=_style(name, unlocked),
                    font=Font(name=_FONT, size=11, bold=name == "head"),
                    fill=PatternFill("solid", fgColor=colour) if colour else PatternFill(),
                    border=Border(left=line, right=line, top=line, bottom=line),
                    alignment=Alignment(
                        wrap_text=True,
                        vertical="center" if name == "head" else "top",
                        horizontal="center" if name == "head" else None,
                    ),
                    protection=Protection(locked=not unlocked),
                    number_format="@",
                )
            )
    return tuple(made)


def _style(name: str, unlocked: bool) -> str:
    return f"vb_{name}{'_fill' if unlocked else ''}"


def _progress_sheet(book: Workbook, form: ProgressForm) -> None:
    sheet = _first_sheet(book)
    _headings(sheet, COLUMNS)
    for number, row in enumerate(form.rows, start=2):
        for column, cell in enumerate(_cells(row, form.period), start=1):
            target: Any = sheet.cell(number, column, cell)
            target.style = _row_style(row, COLUMNS[column - 1])
        texts = zip(_cells(row, form.period), COLUMNS, strict=True)
        _set_height(sheet, number, [(text, column.width) for text, column in texts])
    _drop_down(sheet, len(form.rows) + 1)
    _dress(sheet, COLUMNS, form, PROGRESS_SHEET.upper())
    _two_pages_wide(sheet)


def _set_height(sheet: Worksheet, number: int, texts: Sequence[tuple[str | None, float]]) -> None:
    """Give the row the lines its longest cell needs; spreadsheets do not find out by themselves."""
    lines = max(ceil(len(text or "") / (width - 1)) for text, width in texts)
    sheet.row_dimensions[number].height = 15.0 * max(lines, 2)


def _two_pages_wide(sheet: Worksheet) -> None:
    """Print what is asked beside what is to be done, the rest on a second page: legible on A4."""
    from openpyxl.worksheet.pagebreak import Break, ColBreak

    sheet.sheet_properties.pageSetUpPr.fitToPage = False  # type: ignore[union-attr]
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = None
    sheet.page_setup.scale = 68
    sheet.print_title_cols = "A:B"
    after = [column.key for column in COLUMNS].index(PAGE_BREAK_AFTER) + 1
    sheet.col_breaks = ColBreak(brk=[Break(id=after)])


def _first_sheet(book: Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    sheet.title = PROGRESS_SHEET
    return sheet


def _cells(row: FormRow, period: str) -> tuple[str | None, ...]:
    printed = {
        "ma": row.code,
        "nhiem_vu": row.task,
        "san_pham": row.product,
        "vai_tro": row.role,
        "chu_tri": row.lead,
        "ky": period,
        "thoi_han": row.deadline,
        "chi_tieu": row.target,
        "ky_truoc": row.before,
    }
    return tuple(printed.get(column.key) or None for column in COLUMNS)


def _row_style(row: FormRow, column: FormColumn) -> str:
    if row.role == PARTNER:
        return _style("partner", column.fill)
    if row.carried:
        return _style("carried", column.fill)
    return _style("open" if column.fill else "locked", column.fill)


def _figures_sheet(book: Workbook, form: ProgressForm) -> None:
    sheet = book.create_sheet(FIGURES_SHEET)
    _headings(sheet, FIGURE_COLUMNS)
    for number, row in enumerate(form.figures, start=2):
        texts = {"ma": row.code, "chi_tieu": row.label, "don_vi_tinh": row.unit}
        for column, spec in enumerate(FIGURE_COLUMNS, start=1):
            target: Any = sheet.cell(number, column, texts.get(spec.key))
            target.style = _style("open" if spec.fill else "locked", spec.fill)
            if spec.kind == "number":
                target.number_format = "General"
        labels = [(texts.get(spec.key), spec.width) for spec in FIGURE_COLUMNS]
        _set_height(sheet, number, labels)
    _dress(sheet, FIGURE_COLUMNS, form, FIGURES_SHEET.upper())


def _headings(sheet: Worksheet, columns: Sequence[FormColumn]) -> None:
    from openpyxl.utils import get_column_letter

    for number, column in enumerate(columns, start=1):
        target: Any = sheet.cell(1, number, column.heading)
        target.style = _style("head", False)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.row_dimensions[1].height = 32


def _drop_down(sheet: Worksheet, last: int) -> None:
    """Let a state be chosen, and say at each column what is to be written there."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for number, column in enumerate(COLUMNS, start=1):
        if not column.fill or last < 2:
            continue
        rule = DataValidation(allow_blank=True)
        if column.kind == "state":
            rule.type = "list"
            rule.formula1 = '"' + ",".join(State) + '"'
            rule.errorTitle = "Trạng thái không có trong danh sách"
            rule.error = "Chọn một trạng thái trong danh sách, hoặc để trống."
            rule.showErrorMessage = True
        rule.promptTitle, rule.prompt = column.heading, column.hint
        rule.showInputMessage = True
        letter = get_column_letter(number)
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)


def _dress(sheet: Worksheet, columns: Sequence[FormColumn], form: ProgressForm, title: str) -> None:
    """Set up the page, lock what is not to be filled, freeze the headings."""
    from openpyxl.utils import get_column_letter

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{get_column_letter(len(columns))}{max(sheet.max_row, 2)}"
    for side, inches in (("left", 0.4), ("right", 0.4), ("top", 0.75), ("bottom", 0.6)):
        setattr(sheet.page_margins, side, inches)
    head = f"{title} {form.period_label.upper()} - {form.unit_name}".replace("&", "&&")
    header: Any = sheet.oddHeader
    header.center.text, header.center.size, header.center.font = head, 12, f"{_FONT},Bold"
    footer: Any = sheet.oddFooter
    footer.center.text = "&P/&N"
    sheet.freeze_panes = "D2" if columns is COLUMNS else "A2"
    sheet.protection.sheet = True
    for allowed in ("formatColumns", "formatRows", "formatCells", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)


def _notes_sheet(book: Workbook, form: ProgressForm) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(NOTES_SHEET)
    heading = f"Hướng dẫn điền biểu tiến độ {form.period_label}, số liệu đến {form.until}"
    for number, text in enumerate((heading, form.unit_name, *_notes()), start=1):
        cell: Any = sheet.cell(number, 1, text)
        cell.font = Font(name=_FONT, size=12, bold=number <= 2)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 120
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.protection.sheet = True


def _notes() -> tuple[str, ...]:
    text = NOTES.format(states=", ".join(State))
    return tuple(paragraph.replace("\n", " ") for paragraph in text.split("\n\n"))


def _hidden_sheet(book: Workbook, form: ProgressForm) -> None:
    sheet = book.create_sheet(HIDDEN_SHEET)
    for number, key in enumerate(MARKS, start=1):
        sheet.cell(number, 1, key)
        sheet.cell(number, 2, form.marks[key])
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
