"""Every table as rows under Vietnamese headings, for whoever wants to read it elsewhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

TITLES = {
    "issued": "Văn bản ban hành",
    "issued_lines": "Nội dung khi ban hành",
    "runs": "Lần thu tiến độ",
    "files": "Tệp đã nhận",
    "returns": "Đơn vị đã gửi",
    "doubts": "Điều nghi vấn",
    "progress": "Tiến độ",
    "figures": "Số liệu",
    "closed": "Kỳ đã chốt",
}
HEADINGS = {
    "id": "Mã dòng",
    "series": "Dãy số",
    "year": "Năm",
    "number": "Số",
    "symbol": "Ký hiệu",
    "day": "Ngày",
    "issuer": "Cơ quan ban hành",
    "issuer_code": "Mã cơ quan",
    "type": "Mã loại",
    "type_name": "Loại",
    "subject": "Trích yếu",
    "deliverable": "Mã sản phẩm",
    "unit": "Đơn vị",
    "period": "Kỳ",
    "part": "Phân biệt",
    "file": "Tệp",
    "digest": "Mã kiểm",
    "draft": "Mã kiểm dự thảo",
    "entered_at": "Ghi lúc",
    "reason": "Lý do",
    "replaces": "Thay dòng",
    "replaced_at": "Hết hiệu lực lúc",
    "withdrawn": "Lý do rút",
    "entry": "Mã dòng văn bản",
    "line": "Thứ tự",
    "text": "Nội dung",
    "regime": "Chế độ báo cáo",
    "collected_at": "Thu lúc",
    "name": "Tên tệp",
    "run": "Lần thu",
    "row_count": "Số dòng",
    "sheet": "Trang tính",
    "cell": "Ô",
    "problem": "Điều sai",
    "required": "Yêu cầu",
    "remedy": "Cách sửa",
    "code": "Mã",
    "field": "Mục",
    "value": "Giá trị",
    "replaced_by": "Bị thay ở lần thu",
    "as_of": "Tính đến ngày",
    "note": "Ghi chú",
    "version": "Bản",
    "closed_at": "Chốt lúc",
    "payload": "Dữ liệu đã chốt",
    "differences": "Khác bản trước",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its title, its headings, its rows (read as they are asked for)."""

    title: str
    headings: tuple[str, ...]
    rows: Iterator[tuple[int | str | None, ...]]


def dump(connection: sqlite3.Connection) -> Iterator[Table]:
    """Yield every table of the file; one without a Vietnamese title keeps its own name."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    for (name,) in names:
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
        headings = tuple(HEADINGS.get(column, column) for column in columns)
        rows = connection.execute(
            f'SELECT * FROM "{name}" ORDER BY {_primary_key(connection, name)}'
        )
        yield Table(TITLES.get(name, name), headings, rows)


def _primary_key(connection: sqlite3.Connection, table: str) -> str:
    found = [
        (place, column)
        for _, column, _, _, _, place in connection.execute(f'PRAGMA table_info("{table}")')
        if place
    ]
    return ", ".join(f'"{column}"' for _, column in sorted(found)) or "1"
