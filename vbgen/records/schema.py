"""The tables of the file, and the steps from each version of them to the next.

A released step is never edited: a later form is a further step. ``PRAGMA user_version`` counts the
steps taken, ``PRAGMA application_id`` tells our file from any other SQLite file.
"""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x76626774  # "vbgt"

# Whole numbers: ids and versions. Days are ISO dates, times ISO 8601 with their offset.
_ISSUED = """
CREATE TABLE issued (
    id INTEGER PRIMARY KEY,
    series TEXT NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    symbol TEXT NOT NULL,
    day TEXT NOT NULL,
    issuer TEXT NOT NULL,
    issuer_code TEXT NOT NULL,
    type TEXT NOT NULL,
    type_name TEXT NOT NULL,
    subject TEXT NOT NULL,
    deliverable TEXT NOT NULL,
    unit TEXT NOT NULL,
    period TEXT NOT NULL,
    part TEXT NOT NULL,
    file TEXT NOT NULL,
    digest TEXT NOT NULL,
    draft TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    reason TEXT NOT NULL,
    replaces INTEGER REFERENCES issued,
    replaced_at TEXT NOT NULL,
    withdrawn TEXT NOT NULL
);
CREATE UNIQUE INDEX issued_number ON issued (series, year, number) WHERE replaced_at = '';
CREATE UNIQUE INDEX issued_key ON issued (deliverable, type, unit, period, part)
    WHERE replaced_at = '';
CREATE TABLE issued_lines (
    entry INTEGER NOT NULL REFERENCES issued,
    line INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (entry, line)
) WITHOUT ROWID;
"""

_PROGRESS = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    regime TEXT NOT NULL,
    period TEXT NOT NULL,
    collected_at TEXT NOT NULL
);
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (name, digest)
);
CREATE TABLE returns (
    run INTEGER NOT NULL REFERENCES runs,
    file INTEGER NOT NULL REFERENCES files,
    unit TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    PRIMARY KEY (run, file, unit)
);
CREATE TABLE doubts (
    run INTEGER NOT NULL REFERENCES runs,
    line INTEGER NOT NULL,
    file TEXT NOT NULL,
    sheet TEXT NOT NULL,
    cell TEXT NOT NULL,
    problem TEXT NOT NULL,
    required TEXT NOT NULL,
    remedy TEXT NOT NULL,
    unit TEXT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (run, line)
);
CREATE TABLE progress (
    id INTEGER PRIMARY KEY,
    regime TEXT NOT NULL,
    period TEXT NOT NULL,
    code TEXT NOT NULL,
    unit TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    file INTEGER NOT NULL REFERENCES files,
    sheet TEXT NOT NULL,
    cell TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs,
    replaced_by INTEGER REFERENCES runs
);
CREATE UNIQUE INDEX progress_current ON progress (regime, period, code, unit, field)
    WHERE replaced_by IS NULL;
CREATE TABLE figures (
    id INTEGER PRIMARY KEY,
    regime TEXT NOT NULL,
    period TEXT NOT NULL,
    code TEXT NOT NULL,
    unit TEXT NOT NULL,
    value TEXT NOT NULL,
    as_of TEXT NOT NULL,
    note TEXT NOT NULL,
    file INTEGER NOT NULL REFERENCES files,
    sheet TEXT NOT NULL,
    cell TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs,
    replaced_by INTEGER REFERENCES runs
);
CREATE UNIQUE INDEX figures_current ON figures (regime, period, code, unit)
    WHERE replaced_by IS NULL;
"""

_CLOSED = """
CREATE TABLE closed (
    regime TEXT NOT NULL,
    period TEXT NOT NULL,
    version INTEGER NOT NULL,
    closed_at TEXT NOT NULL,
    digest TEXT NOT NULL,
    payload TEXT NOT NULL,
    differences TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (regime, period, version)
);
"""

STEPS: tuple[str, ...] = (_ISSUED + _PROGRESS + _CLOSED,)
VERSION = len(STEPS)


def version_of(connection: sqlite3.Connection) -> int:
    """Return how many steps the file has behind it."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_foreign(connection: sqlite3.Connection) -> bool:
    """Tell whether another program made this file: it holds something, and not our mark."""
    mark = int(connection.execute("PRAGMA application_id").fetchone()[0])
    return mark != APPLICATION_ID and bool(
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    )


def upgrade(connection: sqlite3.Connection) -> None:
    """Take the steps that are missing. Call within a transaction: all of them count, or none."""
    missing = STEPS[version_of(connection) :]
    if not missing:
        return
    for step in missing:
        for statement in step.split(";"):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
