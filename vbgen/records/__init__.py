"""What grows by events, in one SQLite file. The only package that knows sqlite3."""
