"""A register of units kept as a table (.xlsx, .csv): one unit a row, headings above, maybe a title.

Yields the same raw form as ``don-vi.yaml``, each value with its sheet and cell, so that one reader
serves both. Groups stand on a second sheet named ``nhom``, or each unit names its own in a column
``nhom``, the only way in a .csv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from vbgen.errors import Place, PlanInvalid, Problem
from vbgen.model.fields import did_you_mean
from vbgen.model.raw import Raw, RawList, RawMap, RawText
from vbgen.sources.yaml_file import decode
from vbgen.vi.slug import slug
from vbgen.vi.unicode import fold

# Headings a person may write -> keys of don-vi.yaml. The keys themselves are understood too.
HEADINGS = {
    "ma": "ma", "mã": "ma", "mã đơn vị": "ma",
    "ten": "ten", "tên": "ten", "tên đơn vị": "ten",
    "ten_khac": "ten_khac", "tên khác": "ten_khac", "tên viết tắt": "ten_khac",
    "ten_cu": "ten_cu", "tên cũ": "ten_cu", "nhom": "nhom", "nhóm": "nhom",
    "ky_hieu": "ky_hieu", "ký hiệu": "ky_hieu",
    "loai": "loai", "loại": "loai",
    "thuoc": "thuoc", "thuộc": "thuoc",
    "tu": "tu", "từ ngày": "tu", "den": "den", "đến ngày": "den",
    "ke_thua": "ke_thua", "kế thừa": "ke_thua",
    "nguoi_dung_dau": "nguoi_dung_dau", "người đứng đầu": "nguoi_dung_dau",
    "chức vụ": "nguoi_dung_dau",
    "ho_ten": "ho_ten", "họ tên": "ho_ten", "họ và tên": "ho_ten",
    "kiem_tra": "kiem_tra", "tính vào kiểm tra": "kiem_tra",
    "dia_danh": "dia_danh", "địa danh": "dia_danh",
    "tinh": "tinh", "tỉnh": "tinh", "tỉnh, thành phố": "tinh",
    "mo": "mo", "mở": "mo", "thanh_vien": "thanh_vien", "thành viên": "thanh_vien",
    "stt": "", "tt": "", "số tt": "", "số thứ tự": "",
}  # fmt: skip
LISTS = frozenset({"ten_khac", "ten_cu", "ke_thua", "thanh_vien", "nhom"})
GROUP_SHEETS = frozenset({"nhom", "nhóm"})
MAX_BYTES = 64 * 2**20
TOP = 10  # rows among which the headings are looked for
_FORMER = re.compile(r"(?P<ten>.+?)\s*\(?\s*đến (?:ngày )?(?P<den>[\d/.-]+)\)?")
_FOLDED = {fold(heading): key for heading, key in HEADINGS.items()}


def read_unit_table(path: Path) -> Raw:
    """Read a register; :class:`PlanInvalid` where the file or its headings are not understood."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PlanInvalid.at(
                path.name, "tệp quá lớn", f"không quá {MAX_BYTES // 2**20} MB", "chia nhỏ"
            )
        is_csv = path.suffix.lower() == ".csv"
        sheets = {"": _csv_rows(path)} if is_csv else workbook_rows(path, whole=True)
    except OSError as error:
        raise PlanInvalid.at(
            path.name,
            f"không mở được tệp ({error.strerror or error})",
            "một tệp đọc được",
            "kiểm tra quyền đọc, hoặc đóng chương trình đang giữ tệp",
        ) from error
    entries: dict[str, Raw] = {}
    for name, rows in sheets.items():
        key = "nhom" if fold(name) in GROUP_SHEETS else "don_vi"
        if any(map(any, rows)) and key not in entries:
            entries[key] = RawList(tuple(_records(path.name, name, rows)), Place(path.name))
    entries = _with_groups(entries)
    if "don_vi" not in entries:
        raise PlanInvalid.at(
            path.name, "không có đơn vị nào", "hàng đầu là tiêu đề cột", "xem don-vi.yaml mẫu"
        )
    return RawMap(entries, {}, Place(path.name))


def _csv_rows(path: Path) -> list[list[str]]:
    import csv
    from io import StringIO

    text = decode(path.read_bytes(), path.name)
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    return [list(row) for row in csv.reader(StringIO(text), delimiter=delimiter)]


def workbook_rows(path: Path, *, whole: bool = False) -> dict[str, list[list[str]]]:
    """Return the cells of every sheet as text; PlanInvalid where the file cannot be read.

    ``whole``: from cell A1 on, and what is merged down a column stands in each of its rows.
    """
    from python_calamine import CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
        return {name: _sheet_rows(book.get_sheet_by_name(name), whole) for name in book.sheet_names}
    except Exception as error:
        raise PlanInvalid.at(
            path.name,
            "không đọc được tệp Excel",
            "tệp .xlsx không khóa, không hỏng",
            "mở bằng Excel rồi lưu lại thành .xlsx",
        ) from error


def _sheet_rows(sheet: Any, whole: bool) -> list[list[str]]:
    cells = sheet.to_python(skip_empty_area=not whole)
    rows = [[_text(cell) for cell in row] for row in cells]
    for (top, column), (bottom, _) in (sheet.merged_cell_ranges or ()) if whole else ():
        for row in rows[top + 1 : bottom + 1]:
            row[column] = rows[top][column]
    return rows


def _text(cell: object) -> str:
    """Integers come back as floats: 12.0 is the 12 that was typed."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _records(file: str, sheet: str, rows: Sequence[Sequence[str]]) -> Iterator[RawMap]:
    top, keys = _headings(file, sheet, rows)
    for number, row in enumerate(rows[top + 1 :], top + 2):
        cells = {
            key: _value(key, cell, Place(file, sheet=sheet, cell=f"{column_name(i)}{number}"))
            for i, (key, cell) in enumerate(zip(keys, row, strict=False))
            if key and cell.strip()
        }
        if cells:
            place = Place(file, sheet=sheet, cell=f"A{number}")
            yield RawMap(cells, {key: raw.place for key, raw in cells.items()}, place)


def _with_groups(entries: dict[str, Raw]) -> dict[str, Raw]:
    """Make a group of each name in the units' column ``nhom``, in the order of mention."""
    units, listed = entries.get("don_vi"), entries.get("nhom")
    if not isinstance(units, RawList):
        return entries
    members: dict[str, list[RawText]] = {}
    rows = []
    for row in units.items:
        cells = dict(row.entries) if isinstance(row, RawMap) else {}
        code, named = cells.get("ma"), cells.pop("nhom", None)
        for name in named.items if isinstance(named, RawList) else ():
            if isinstance(name, RawText) and isinstance(code, RawText):
                members.setdefault(name.text, []).append(code)
        rows.append(RawMap(cells, getattr(row, "keys", {}), row.place))
    groups = listed.items if isinstance(listed, RawList) else ()
    made = (_group(name, codes) for name, codes in members.items())
    groups = (*groups, *made)
    found: dict[str, Raw] = {"don_vi": RawList(tuple(rows), units.place)}
    if groups:
        found["nhom"] = RawList(groups, units.place)
    return found


def _group(name: str, codes: Sequence[RawText]) -> RawMap:
    place = codes[0].place
    entries: dict[str, Raw] = {
        "ma": RawText(slug(name), place),
        "ten": RawText(name, place),
        "thanh_vien": RawList(tuple(codes), place),
    }
    return RawMap(entries, {}, place)


def _headings(file: str, sheet: str, rows: Sequence[Sequence[str]]) -> tuple[int, list[str]]:
    """Return the index of the row of headings, a title may stand above, and the columns' keys."""
    for top, row in enumerate(rows[:TOP]):
        keys = [_FOLDED.get(fold(heading), heading.strip()) for heading in row]
        if {"ma", "ten"} <= set(keys):
            _check_headings(file, sheet, top, keys, rows)
            return top, keys
    raise PlanInvalid.at(
        Place(file, sheet=sheet, cell="A1"),
        f"{TOP} hàng đầu không có hàng tiêu đề với cột Mã và cột Tên",
        "tiêu đề cột: Mã, Tên, Loại, Ký hiệu, Tỉnh …",
        "thêm hàng tiêu đề",
    )


def _check_headings(
    file: str, sheet: str, top: int, keys: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    """Name each column that is not understood once, not in every row; an empty one says nothing."""
    known = set(HEADINGS.values())
    problems = [
        Problem(
            Place(file, sheet=sheet, cell=f"{column_name(i)}{top + 1}"),
            f'cột "{key}" không được dùng',
            "tiêu đề cột: Mã, Tên, Tên khác, Tên cũ, Loại, Nhóm, Ký hiệu, Tỉnh, Địa danh, "
            "Từ ngày, Đến ngày …",
            did_you_mean(key, (h for h in HEADINGS if "_" not in h), "xóa cột này"),
        )
        for i, key in enumerate(keys)
        if key not in known and any(row[i].strip() for row in rows[top + 1 :] if i < len(row))
    ]
    if problems:
        raise PlanInvalid(problems)


def _value(key: str, cell: str, place: Place) -> Raw:
    if key in LISTS or (key == "loai" and ";" in cell):
        parts = (part.strip() for part in cell.replace("\n", ";").split(";"))
        read = _former if key == "ten_cu" else RawText
        return RawList(tuple(read(part, place) for part in parts if part), place)
    return RawText(cell.strip(), place)


def _former(text: str, place: Place) -> Raw:
    """A former name with its last day: ``Xã Bố Hạ (đến 19/9/2026)``."""
    match = _FORMER.fullmatch(text)
    parts = match.groupdict() if match else {"ten": text}
    return RawMap({key: RawText(part, place) for key, part in parts.items()}, {}, place)


def column_name(index: int) -> str:
    """Return the letters of a column counted from 0: A, B, … AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
