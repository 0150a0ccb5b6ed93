"""What grows by events: one SQLite file per workspace. The only user of ``sqlite3``."""

from vbgen.model.issued import RECORDS as FILE_NAME
from vbgen.records.store import Book, Records

__all__ = ["FILE_NAME", "Book", "Records"]
