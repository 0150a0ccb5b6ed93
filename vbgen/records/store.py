"""The file itself: opened when needed, read as one snapshot, written in one transaction.

A rollback journal with full synchronisation, not a write-ahead log: the folder may lie on a
network drive or be zipped at any moment, and one file must then hold everything. A command that is
killed leaves a journal, which the next one rolls back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from vbgen.errors import OutputBlocked, UserError
from vbgen.model.issued import IssuedDocument
from vbgen.records import schema
from vbgen.records.closed import ClosedTable
from vbgen.records.issued import IssuedTable
from vbgen.records.progress import ProgressTables
from vbgen.records.tables import Table, dump

WAIT_SECONDS = 10.0


@dataclass(frozen=True)
class Book:
    """The tables, within one snapshot or one transaction."""

    connection: sqlite3.Connection

    @cached_property
    def issued(self) -> IssuedTable:
        """The register of issued documents."""
        return IssuedTable(self.connection)

    @cached_property
    def progress(self) -> ProgressTables:
        """Returned progress, figures and doubts."""
        return ProgressTables(self.connection, self.closed)

    @cached_property
    def closed(self) -> ClosedTable:
        """Closed periods."""
        return ClosedTable(self.connection)

    def tables(self) -> Iterator[Table]:
        """Every table with its rows, to be read before the snapshot ends."""
        return dump(self.connection)


class Records:
    """The records of a workspace. Opening nothing, making nothing until it is used.

    Raises :class:`UserError` where the file is damaged, of a later version, another program's, or
    in use for longer than ``wait`` seconds; :class:`OutputBlocked` where it cannot be written.
    """

    def __init__(self, path: Path, wait: float = WAIT_SECONDS) -> None:
        self.path = path
        self.wait = wait

    @contextmanager
    def reading(self) -> Iterator[Book]:
        """One snapshot; empty without a file. An older file is read as if brought up to date."""
        with _explained(self.path), closing(self._open_to_read()) as connection:
            connection.execute("BEGIN")
            yield Book(connection)

    @contextmanager
    def writing(self) -> Iterator[Book]:
        """One transaction, alone with the file: all of it counts, or none if an error ends it."""
        with _explained(self.path), closing(self._connect(self.path)) as connection:
            connection.execute("PRAGMA synchronous = EXTRA")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("BEGIN IMMEDIATE")
            self._check(connection)
            schema.upgrade(connection)
            yield Book(connection)
            connection.execute("COMMIT")

    def issued(self) -> tuple[IssuedDocument, ...]:
        """The documents that the register holds now, by date."""
        with self.reading() as book:
            return book.issued.current()

    def _connect(self, where: Path | str) -> sqlite3.Connection:
        return sqlite3.connect(where, timeout=self.wait, isolation_level=None)

    def _open_to_read(self) -> sqlite3.Connection:
        """Open the file, or a copy in memory of one that is not there or not of this version."""
        if not self.path.is_file():
            return self._in_memory(None)
        connection = self._connect(self.path)
        try:
            if self._check(connection) == schema.VERSION:
                connection.execute("PRAGMA query_only = ON")
                return connection
            with closing(connection):
                return self._in_memory(connection)
        except BaseException:
            connection.close()
            raise

    def _in_memory(self, source: sqlite3.Connection | None) -> sqlite3.Connection:
        memory = self._connect(":memory:")
        if source is not None:
            source.backup(memory)
        schema.upgrade(memory)
        return memory

    def _check(self, connection: sqlite3.Connection) -> int:
        """Return the version; refuse a file that is not ours, or that a later vbgen wrote."""
        name = self.path.name
        if schema.is_foreign(connection):
            raise UserError.at(
                name,
                "tệp này không phải sổ theo dõi của vbgen",
                "sổ do `vbgen issue` hoặc `vbgen collect` tạo ra",
                "đổi tên tệp này, hoặc chép lại đúng sổ theo dõi vào thư mục làm việc",
            )
        version = schema.version_of(connection)
        if version > schema.VERSION:
            raise UserError.at(
                name,
                f"sổ theo dõi do bản vbgen mới hơn ghi (dạng {version}, bản này đọc đến dạng "
                f"{schema.VERSION})",
                "bản vbgen cùng tuổi hoặc mới hơn sổ",
                "cập nhật vbgen rồi chạy lại; sổ chưa bị thay đổi",
            )
        return version


_DAMAGED = (
    "sổ theo dõi bị hỏng, không đọc được",
    "tệp SQLite nguyên vẹn",
    "chép lại bản sao lưu gần nhất của tệp này; giữ tệp hỏng dưới tên khác để còn cứu dữ liệu",
)
_BUSY = (
    "sổ theo dõi đang được một lệnh khác dùng",
    "mỗi lúc một lệnh ghi sổ",
    "chờ lệnh kia xong (hoặc đóng chương trình đang mở tệp này) rồi chạy lại; sổ chưa bị thay đổi",
)
_FULL = (
    "không ghi được sổ theo dõi: đĩa đã đầy",
    "đĩa còn chỗ trống",
    "giải phóng đĩa rồi chạy lại",
)
_NO_WRITE = (
    "không mở hoặc không ghi được sổ theo dõi",
    "tệp và thư mục có quyền đọc, ghi",
    "kiểm tra quyền của thư mục làm việc, hoặc chép thư mục sang nơi ghi được",
)
# What SQLite calls it -> what a clerk is told.
_MESSAGES: dict[str, tuple[type[UserError], tuple[str, str, str]]] = {
    "SQLITE_BUSY": (UserError, _BUSY),
    "SQLITE_LOCKED": (UserError, _BUSY),
    "SQLITE_CORRUPT": (UserError, _DAMAGED),
    "SQLITE_NOTADB": (UserError, _DAMAGED),
    "SQLITE_FULL": (OutputBlocked, _FULL),
    "SQLITE_READONLY": (OutputBlocked, _NO_WRITE),
    "SQLITE_CANTOPEN": (OutputBlocked, _NO_WRITE),
    "SQLITE_PERM": (OutputBlocked, _NO_WRITE),
    "SQLITE_IOERR": (OutputBlocked, _NO_WRITE),
}


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Say in plain words what SQLite reports; what it does not report of itself goes through."""
    try:
        yield
    except sqlite3.Error as error:
        # Extended names (SQLITE_IOERR_WRITE, SQLITE_READONLY_ROLLBACK) begin with a plain one.
        name = "_".join((getattr(error, "sqlite_errorname", None) or "").split("_")[:2])
        if name not in _MESSAGES:
            raise
        kind, message = _MESSAGES[name]
        raise kind.at(path.name, *message) from error
