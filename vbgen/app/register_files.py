"""The register written to files: the list of evidence and every table of the records."""

from __future__ import annotations

from pathlib import Path

from vbgen.app.files import write_whole
from vbgen.app.workspace import Workspace
from vbgen.errors import UsageError
from vbgen.exports.register import register_xlsx, tables_xlsx


def write_register(workspace: Workspace, path: Path) -> None:
    """Write the list of evidence as ``.xlsx``; :class:`UsageError` for another ending."""
    title = f"DANH MỤC VĂN BẢN ĐÃ BAN HÀNH NĂM {workspace.plan.year}"
    write_whole(_xlsx(path), register_xlsx(workspace.issued(), title))


def write_tables(workspace: Workspace, path: Path) -> None:
    """Write every table of the records as ``.xlsx``, a sheet each."""
    with workspace.records().reading() as book:
        data = tables_xlsx((table.title, table.headings, table.rows) for table in book.tables())
    write_whole(_xlsx(path), data)


def _xlsx(path: Path) -> Path:
    if path.suffix.lower() != ".xlsx":
        raise UsageError.at(
            str(path), "đuôi tệp không được dùng", "một tệp .xlsx", "đặt tên tệp có đuôi .xlsx"
        )
    return path
