"""A file of any of the forms that come back, as grids of texts. What it is says its content, not
its name: an .xls may be an .xlsx, a page of HTML or a table of text.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vbgen.errors import UserError
from vbgen.sources.returns.grid import MAX_CELLS, Grid, address, filled_down, text_of, trim

MAX_BYTES = 48 * 2**20
MAX_UNPACKED = 192 * 2**20
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_REFERENCE = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_REMEDY = "mở tệp bằng Excel, lưu lại thành .xlsx rồi gửi lại"


def grids_of(path: Path) -> tuple[bytes, tuple[Grid, ...]]:
    """Return a file's bytes and its sheets; :class:`UserError` where it cannot be read."""
    data = _bytes(path)
    if data[:8] == _OLE:
        return data, _workbook(path.name, data)
    if data[:4] == _ZIP:
        names = _members(path.name, data)
        if "word/document.xml" in names:
            return data, tuple(_word(path, data))
        _check_extent(path.name, data, names)
        return data, _workbook(path.name, data)
    return data, (_delimited(path.name, data),)


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise refused(path.name, "không có tệp này", "kiểm tra đường dẫn và tên tệp")
        if path.stat().st_size > MAX_BYTES:
            raise refused(path.name, "tệp quá lớn", f"tệp không quá {MAX_BYTES // 2**20} MB")
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "không rõ lý do"
        raise refused(path.name, f"không mở được tệp ({reason})", "đóng tệp nếu đang mở") from error
    if not data.strip():
        raise refused(path.name, "tệp trống", "xin đơn vị gửi lại tệp đã điền")
    return data


def refused(name: str, problem: str, remedy: str = _REMEDY) -> UserError:
    """Return the error of a file that cannot be read."""
    return UserError.at(
        name, problem, "biểu tiến độ: .xlsx, .xls, .csv hoặc bảng trong .docx", remedy
    )


def _members(name: str, data: bytes) -> frozenset[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise refused(name, "tệp hỏng, không mở được") from error
    if sum(info.file_size for info in infos) > MAX_UNPACKED or len(infos) > 5000:
        raise refused(name, "nội dung tệp quá lớn")
    return frozenset(info.filename for info in infos)


def _check_extent(name: str, data: bytes, names: frozenset[str]) -> None:
    """Refuse a sheet with a cell so far out that the grid would not fit into memory."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in names:
            if not re.fullmatch(r"xl/worksheets/[^/]+\.xml", member):
                continue
            try:
                xml = archive.read(member)
            except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, ValueError) as error:
                raise refused(name, "tệp hỏng, không mở được") from error
            rows = columns = 1
            for letters, number in _REFERENCE.findall(xml):
                rows, columns = max(rows, int(number)), max(columns, _column(letters))
            if rows * columns > MAX_CELLS:
                raise refused(name, f"trang tính có {rows} dòng × {columns} cột, quá lớn",
                              "xóa các dòng, cột trống ở cuối trang tính rồi lưu lại")  # fmt: skip


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _workbook(name: str, data: bytes) -> tuple[Grid, ...]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(_sheet(name, book, number) for number in range(len(book.sheet_names)))
    except PasswordError as error:
        raise refused(name, "tệp có mật khẩu", "bỏ mật khẩu rồi gửi lại") from error
    except UserError:
        raise
    except (CalamineError, ValueError, OSError, EOFError) as error:
        raise refused(name, "không đọc được tệp Excel này") from error
    except BaseException as error:  # the reader panics on some damaged files
        if type(error).__name__ != "PanicException":
            raise
        raise refused(name, "tệp hỏng, không đọc được") from error


def _sheet(name: str, book: Any, number: int) -> Grid:
    from python_calamine import SheetVisibleEnum

    sheet = book.get_sheet_by_index(number)
    about = book.sheets_metadata[number]
    if sheet.total_height * sheet.total_width > MAX_CELLS:
        raise refused(name, "trang tính quá lớn", "xóa các dòng, cột trống ở cuối rồi lưu lại")
    values = sheet.to_python(skip_empty_area=False)
    rows = tuple(tuple(text_of(value) for value in row) for row in values)
    rows = filled_down(rows, sheet.merged_cell_ranges or ())
    return Grid(trim(sheet.name), rows, about.visible != SheetVisibleEnum.Visible)


def _word(path: Path, data: bytes) -> Iterator[Grid]:
    """Yield each table of a Word file; what stands in paragraphs comes as a grid of one column."""
    from vbgen.docview.facts import Paragraph
    from vbgen.docview.reader import read

    try:
        view = read(data)
    except UserError as error:
        raise refused(path.name, error.problems[0].problem) from error
    lines = (trim(block.text) for block in view.blocks if isinstance(block, Paragraph))
    yield Grid("", tuple((line,) for line in lines if line))
    for number, table in enumerate(view.tables(), start=1):
        rows: list[list[str]] = []
        for row in table.rows:
            line: list[str] = []
            for cell in row.cells:
                line += [""] * (cell.column - len(line))
                above = rows[-1][cell.column] if rows and cell.column < len(rows[-1]) else ""
                line.append(above if cell.v_merge == "continue" else trim(cell.text))
            rows.append(line)
        yield Grid(f"Bảng {number}", tuple(map(tuple, rows)))


def _delimited(name: str, data: bytes) -> Grid:
    """Read .csv, or what is text under another name."""
    import csv

    text = _decoded(name, data)
    if re.match(r"\s*(<\?xml|<!doctype|<html|<table|%PDF|\{\\rtf)", text[:200], re.IGNORECASE):
        raise refused(name, "tệp không phải bảng tính (trang web, PDF hoặc dạng khác)")
    delimiter = max(",;\t|", key=text[:4000].count)
    csv.field_size_limit(10**6)
    try:
        rows = tuple(
            tuple(trim(cell) for cell in row)
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        )
    except csv.Error as error:
        raise refused(name, "không đọc được thành bảng") from error
    return Grid("", rows)


def _decoded(name: str, data: bytes) -> str:
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise refused(
        name,
        "chữ trong tệp không phải mã Unicode UTF-8",
        "mở bằng Excel, lưu thành .xlsx, hoặc CSV UTF-8, rồi gửi lại",
    )


__all__ = ["Grid", "address", "grids_of", "refused"]
