"""What grows by events: one SQLite file per workspace. The only user of ``sqlite3``."""

from vbgen.records.store import FILE_NAME, Book, Records

__all__ = ["FILE_NAME", "Book", "Records"]
