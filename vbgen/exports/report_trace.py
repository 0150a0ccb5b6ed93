"""The trace of a report as a workbook: each figure led back to the rows and cells it counts.

Counts stand beside the formula that counts them again from the sheet of rows, so that a reader can
see in the workbook itself that they agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vbgen.exports.steady import workbook_bytes
from vbgen.model.progress import Status

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FONT = "Times New Roman"
SUMMARY, ROWS, FIGURES, CHECKS, CHANGES = (
    "Tổng hợp", "Sản phẩm", "Số liệu", "Kiểm tra", "Khác bản trước",
)  # fmt: skip
PLACES = {
    Status.DONE_ON_TIME: "Hoàn thành đúng hạn",
    Status.DONE_LATE: "Hoàn thành quá hạn",
    Status.DOING: "Đang thực hiện",
    Status.OVERDUE: "Quá hạn, chưa hoàn thành",
    Status.NOT_DUE: "Chưa thực hiện, còn hạn",
    Status.NOT_ARISING: "Không phát sinh",
    Status.STOPPED: "Tạm dừng, hủy",
    Status.NOT_REPORTED: "Chưa báo cáo",
}
BASES = {
    "returned": "đơn vị báo cáo kỳ này",
    "carried": "giữ từ kỳ trước",
    "register": "sổ văn bản",
}
ROW_COLUMNS = (
    ("Mã", 15), ("Nhiệm vụ", 10), ("Nhóm", 8), ("Sản phẩm", 40), ("Tính chung", 22), ("Đơn vị", 28),
    ("Tính riêng đơn vị", 22), ("Trạng thái đơn vị ghi", 18), ("Căn cứ", 22), ("Kỳ của căn cứ", 11),
    ("Ngày", 12), ("Thời hạn", 12), ("Văn bản", 26), ("Tệp", 34), ("Trang tính", 12), ("Ô", 8),
    ("Ghi chú", 26), ("Lượt", 6),
)  # fmt: skip
FIGURE_COLUMNS = (
    ("Mã", 12), ("Chỉ tiêu", 60), ("Đơn vị tính", 18), ("Giá trị", 14), ("Tử số", 10),
    ("Mẫu số", 10), ("Tính đến ngày", 13), ("Lý do, ghi chú", 34), ("Tính từ", 30), ("Tệp", 34),
    ("Trang tính", 12), ("Ô", 8), ("Số của dòng này", 14),
)  # fmt: skip
CHECK_COLUMNS = (
    ("Mã", 8), ("Nơi", 44), ("Vấn đề", 56), ("Yêu cầu", 44), ("Cách sửa", 50),
)  # fmt: skip


def trace_workbook(
    facts: Mapping[str, Any],
    findings: Sequence[Mapping[str, str]],
    changes: Sequence[tuple[str, Any, Any]],
    version: int,
) -> bytes:
    """Return the .xlsx: sums, rows, figures, findings, and what differs from the last version."""
    from openpyxl import Workbook

    book = Workbook()
    label = facts["period"]["label"]
    _summary(book.worksheets[0], facts, f"Truy vết số liệu báo cáo {label}, bản {version}")
    _list(book, ROWS, ROW_COLUMNS, _rows(facts))
    _list(book, FIGURES, FIGURE_COLUMNS, _figures(facts))
    keys = ("code", "place", "problem", "required", "remedy")
    _list(book, CHECKS, CHECK_COLUMNS, ([f[key] for key in keys] for f in findings))
    if changes:
        _list(
            book,
            CHANGES,
            (("Chỗ khác", 60), ("Bản trước", 40), ("Bản này", 40)),
            ([path, _plain(a), _plain(b)] for path, a, b in changes),
        )
    book.properties.title, book.properties.language = f"Truy vết số liệu {label}", "vi-VN"
    return workbook_bytes(book)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _rows(facts: Mapping[str, Any]) -> Iterable[Sequence[Any]]:
    """One row for each deliverable and lead; ``Lượt`` is 1 on the first row of a deliverable."""
    seen: set[str] = set()
    for row in facts["leads"].values():
        first = row["code"] not in seen
        seen.add(row["code"])
        yield (
            row["code"], row["task"], row["group"], facts["items"][row["code"]]["name"],
            PLACES[Status(row["status"])], row["unit"], PLACES[Status(row["lead_status"])],
            row["state"], BASES.get(row["basis"], ""), row["period"], row["day"], row["due"],
            row["paper"] or row["document"], row["file"], row["sheet"], row["cell"], row["note"],
            1 if first else 0,
        )  # fmt: skip


def _figures(facts: Mapping[str, Any]) -> Iterable[Sequence[Any]]:
    for f in facts["figures"].values():
        told = "; ".join(part for part in (f["reason"], f["note"]) if part)
        yield (
            f["code"], f["label"], f["unit"], f["value"], f["numerator"], f["denominator"],
            f["as_of"], told,
        )  # fmt: skip
        for row in f["rows"]:
            source = (row.get("file", ""), row.get("sheet", ""), row.get("cell", ""))
            own = (_counted(row), *source, row.get("value"))
            yield (f["code"], "", "", None, None, None, row.get("as_of", ""), "", *own)


def _counted(row: Mapping[str, Any]) -> str:
    """Say what one row of a figure is: a unit, another figure, a task, a document."""
    if "task" in row:
        return f"nhiệm vụ {row['task']}: {', '.join(row['codes'])}"
    return str(
        row.get("unit") or row.get("document") or row.get("field") or f"dòng {row.get('code', '')}"
    )


def _summary(sheet: Worksheet, facts: Mapping[str, Any], title: str) -> None:
    sheet.title = SUMMARY
    _put(sheet, 1, [title], bold=True)
    _put(sheet, 3, ["Phạm vi", *PLACES.values(), "Tổng số", "Thường xuyên", "Cộng lại"], bold=True)
    line = 4
    named = [("Toàn bộ", facts["counts"], "E", ""), *_parts(facts)]
    for name, counts, column, where in named:
        values = [counts[status.value] for status in PLACES]
        total = f"=SUM(B{line}:I{line})"
        _put(sheet, line, [name, *values, counts["total"], counts["regular"], total])
        _put(sheet, line + 1, ["đếm lại từ trang Sản phẩm", *_again(facts, column, where)])
        line += 2
    _put(
        sheet, line + 1, ["Nhiệm vụ", facts["tasks"]["total"], "hoàn thành", facts["tasks"]["done"]]
    )
    missing = "; ".join(facts["missing_units"]) or "không có"
    _put(sheet, line + 2, ["Đơn vị chưa gửi báo cáo", missing])
    sheet.column_dimensions["A"].width = 44
    for column in "BCDEFGHIJKL":
        sheet.column_dimensions[column].width = 13
    _page(sheet, "3:3")
    sheet.freeze_panes = "B4"


def _parts(facts: Mapping[str, Any]) -> Iterable[tuple[str, Mapping[str, int], str, str]]:
    for group, counts in facts["by_group"].items():
        yield f"Nhóm {group}. {facts['groups'][group]['name']}", counts, "E", f'C:C,"{group}"'
    for unit, counts in facts["by_unit"].items():
        quoted = unit.replace('"', '""')
        yield unit, counts, "G", f'F:F,"{quoted}"'


def _again(facts: Mapping[str, Any], column: str, where: str) -> Iterable[str]:
    """Formulas that count the sheet of rows anew: each deliverable once, each lead of a unit."""
    sheet = f"'{ROWS}'!"
    for name in PLACES.values():
        conditions = [f'{sheet}{column}:{column},"{name}"']
        if column == "E":
            conditions.append(f"{sheet}R:R,1")
        if where:
            conditions.append(f"{sheet}{where}")
        yield f"=COUNTIFS({','.join(conditions)})"


def _list(
    book: Workbook,
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[Any]],
) -> None:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    _put(sheet, 1, [name for name, _ in columns], bold=True)
    last = 1
    for last, row in enumerate(rows, 2):
        _put(sheet, last, row, formulas=False)
    for number, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    sheet.freeze_panes = "B2"
    _page(sheet, "1:1")


def _put(
    sheet: Any, row: int, values: Iterable[Any], *, bold: bool = False, formulas: bool = True
) -> None:
    from openpyxl.styles import Alignment, Font

    for column, value in enumerate(values, 1):
        if value is None or value == "":
            continue
        cell = sheet.cell(row, column)
        cell.value = value
        if isinstance(value, str) and not (formulas and value.startswith("=")):
            cell.data_type = "s"  # a text that begins with "=" stays a text
        if bold:
            cell.font = Font(name=FONT, size=12, bold=True)
            cell.alignment = Alignment(wrap_text=True, vertical="center")


def _page(sheet: Any, head: str) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = head
