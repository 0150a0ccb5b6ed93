"""The register of issued documents: entered, corrected, withdrawn; nothing erased."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import PurePosixPath

from vbgen.errors import UserError
from vbgen.model.issued import Entry, IssuedDocument, Key
from vbgen.vi.dates import short_date

_COLUMNS = (
    "number", "symbol", "issuer", "type", "type_name", "subject", "series", "issuer_code",
    "deliverable", "unit", "period", "part", "file", "digest", "draft",
)  # fmt: skip
_NAMES = ", ".join(_COLUMNS)
_SELECT = (
    f"SELECT id, day, entered_at, reason, replaces, replaced_at, withdrawn, {_NAMES} FROM issued"
)
_INSERT = (
    "INSERT INTO issued (year, day, entered_at, reason, replaces, replaced_at, withdrawn,"
    f" {_NAMES}) VALUES (?, ?, ?, ?, ?, '', '', {', '.join('?' * len(_COLUMNS))})"
)
_KEY = "deliverable = ? AND type = ? AND unit = ? AND period = ? AND part = ?"


class IssuedTable:
    """The register within one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def current(self) -> tuple[IssuedDocument, ...]:
        """What the register holds now, by date, then series and number: the list of evidence."""
        return tuple(e.document for e in self._entries("WHERE replaced_at = ''"))

    def history(self, key: Key | None = None) -> tuple[Entry, ...]:
        """Every entry ever made, of one document or of all, with those that no longer hold."""
        return tuple(self._entries(f"WHERE {_KEY}", key) if key else self._entries(""))

    def find(
        self, deliverable: str, unit: str | None = None, period: str | None = None
    ) -> tuple[IssuedDocument, ...]:
        """Return what was issued for a deliverable; ``None`` asks for any unit, any period."""
        return tuple(
            e.document
            for e in self._entries("WHERE replaced_at = '' AND deliverable = ?", (deliverable,))
            if unit in (None, e.document.unit) and period in (None, e.document.period)
        )

    def of(self, key: Key) -> Entry | None:
        """Return the entry that holds for a document."""
        return next(self._entries(f"WHERE replaced_at = '' AND {_KEY}", key), None)

    def files(self) -> frozenset[str]:
        """Names, relative to the workspace, of the files that no build may overwrite."""
        return frozenset(d.file for d in self.current() if d.file)

    def lines(self, entry: int) -> tuple[str, ...]:
        """Return the text, as planned, that was kept when the document was issued."""
        rows = self._connection.execute(
            "SELECT text FROM issued_lines WHERE entry = ? ORDER BY line", (entry,)
        )
        return tuple(text for (text,) in rows)

    def last_number(self, series: str, year: int) -> int:
        """Return the highest number taken in a series and year, 0 where none is."""
        row = self._connection.execute(
            "SELECT max(number) FROM issued WHERE series = ? AND year = ? AND replaced_at = ''",
            (series, year),
        ).fetchone()
        return int(row[0] or 0)

    def register(self, document: IssuedDocument, at: datetime, lines: Iterable[str] = ()) -> bool:
        """Enter a document, with the text the plan yielded for it. False: it stood there already.

        UserError where it bears another number already, or its number is another document's.
        """
        held = self.of(document.key)
        if held is not None:
            if same_event(held.document, document):
                return False
            raise _issued_before(held.document)
        self._enter(document, at, lines)
        return True

    def correct(
        self, document: IssuedDocument, reason: str, at: datetime, lines: Iterable[str] = ()
    ) -> bool:
        """Replace what the register says of a document; the old entry is kept with its reason.

        False: it says so already. UserError where the document is not in the register, where its
        new number is another's, or where no reason is given. Without ``lines`` the old ones hold.
        """
        held = self._held(document.key, document.type_name, reason)
        if same_event(held.document, document):
            return False
        self._replace(held, at)
        self._enter(document, at, tuple(lines) or self.lines(held.id), reason, held.id)
        return True

    def withdraw(self, key: Key, reason: str, at: datetime) -> IssuedDocument:
        """End an entry that should not have been made; it is kept, its number is free again."""
        held = self._held(key, key[1], reason)
        self._replace(held, at, reason)
        return held.document

    def _held(self, key: Key, name: str, reason: str) -> Entry:
        held = self.of(key)
        if held is None:
            raise UserError.at(
                key[0] or key[4] or name,
                "văn bản này chưa có trong sổ văn bản ban hành",
                "chỉ sửa hoặc rút được mục đã ghi",
                "ghi lần đầu bằng `vbgen issue`, không có --correct",
            )
        if not reason.strip():
            raise UserError.at(
                held.document.number_symbol,
                "chưa nêu lý do sửa sổ",
                "mỗi lần sửa có một lý do",
                'viết --correct "lý do"',
            )
        return held

    def _enter(
        self,
        document: IssuedDocument,
        at: datetime,
        lines: Iterable[str],
        reason: str = "",
        replaces: int | None = None,
    ) -> None:
        self._check_number(document)
        values = [getattr(document, name) for name in _COLUMNS]
        day, entered = document.issued.isoformat(), stamp(at)
        cursor = self._connection.execute(
            _INSERT, (document.year, day, entered, reason, replaces, *values)
        )
        self._connection.executemany(
            "INSERT INTO issued_lines VALUES (?, ?, ?)",
            ((cursor.lastrowid, number, text) for number, text in enumerate(lines, 1)),
        )

    def _replace(self, held: Entry, at: datetime, withdrawn: str = "") -> None:
        self._connection.execute(
            "UPDATE issued SET replaced_at = ?, withdrawn = ? WHERE id = ?",
            (stamp(at), withdrawn, held.id),
        )

    def _check_number(self, document: IssuedDocument) -> None:
        taken = next(
            self._entries(
                "WHERE replaced_at = '' AND series = ? AND year = ? AND number = ?",
                (document.series, document.year, document.number),
            ),
            None,
        )
        if taken is not None:
            other, free = taken.document, self.last_number(document.series, document.year) + 1
            raise UserError.at(
                document.number_symbol,
                f"số {document.number} năm {document.year} đã cấp cho {_named(other)}",
                "mỗi số dùng một lần trong một năm, một dãy số (Đ15.1)",
                f"kiểm tra lại số đã đóng trên văn bản; số tiếp theo còn trống là {free}",
            )

    def _entries(self, where: str, values: tuple[object, ...] = ()) -> Iterator[Entry]:
        order = "ORDER BY day, series, number, id"
        for row in self._connection.execute(f"{_SELECT} {where} {order}", values):
            id_, day, entered_at, reason, replaces, replaced_at, withdrawn, *rest = row
            document = IssuedDocument(
                issued=date.fromisoformat(day), **dict(zip(_COLUMNS, rest, strict=True))
            )
            yield Entry(id_, document, entered_at, reason, replaces, replaced_at, withdrawn)


def stamp(at: datetime) -> str:
    """Write a time as it is kept: to the second, with its offset."""
    return at.isoformat(timespec="seconds")


def same_event(held: IssuedDocument, told: IssuedDocument) -> bool:
    """Tell whether what is told is what is held; a file told without its digest is the held one."""
    if not told.digest:
        told = replace(told, file=held.file, digest=held.digest, draft=held.draft)
    return replace(told, draft=held.draft) == held


def _named(document: IssuedDocument) -> str:
    what = document.deliverable or PurePosixPath(document.file).name or document.subject
    day = short_date(document.issued)
    return f"{document.type_name} {document.number_symbol} ngày {day} ({what})"


def _issued_before(held: IssuedDocument) -> UserError:
    return UserError.at(
        held.deliverable or held.file or held.subject,
        f"văn bản này đã ghi sổ là {_named(held)}",
        "mỗi văn bản một số, một ngày",
        'nếu ghi nhầm, chạy lại với --correct "lý do"; mục cũ vẫn được giữ',
    )
