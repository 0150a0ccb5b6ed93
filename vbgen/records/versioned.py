"""Values that later values replace: what comes in is compared with what holds, in the database.

A province returns hundreds of thousands of cells; they pass through a temporary table and never
lie in memory together.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vbgen.model.progress_record import Figure, ProgressValue


@dataclass(frozen=True, slots=True)
class Layout:
    """A table of values: the columns that say of what, and those that say what."""

    table: str
    key: tuple[str, ...]
    value: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Key and value columns, in the order of the record's fields."""
        return (*self.key, *self.value)

    @property
    def select(self) -> str:
        """The query for records: columns, origin, run and time; the table is ``t``."""
        return (
            f"SELECT {_of('t', self.columns)}, f.name, f.digest, t.sheet, t.cell, t.run,"
            f" runs.collected_at FROM {self.table} t JOIN files f ON f.id = t.file"
            " JOIN runs ON runs.id = t.run"
        )


PROGRESS = Layout("progress", ("code", "unit", "field"), ("value",))
FIGURES = Layout("figures", ("code", "unit"), ("value", "as_of", "note"))


def _of(alias: str, names: Iterable[str]) -> str:
    return ", ".join(f"{alias}.{name}" for name in names)


class Incoming:
    """The values of one run beside those that hold; ``changes`` counts what differs."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        layout: Layout,
        where: tuple[str, str],
        records: Iterable[ProgressValue | Figure],
    ) -> None:
        self._connection = connection
        self._layout = layout
        self._where = where
        self._fill(records)
        self._check_pairs()
        self._compare()
        (self.changes,) = connection.execute(f"SELECT count(*) FROM {self._changed}").fetchone()

    @property
    def _incoming(self) -> str:
        return f"temp.incoming_{self._layout.table}"

    @property
    def _changed(self) -> str:
        return f"temp.changed_{self._layout.table}"

    def _fill(self, records: Iterable[ProgressValue | Figure]) -> None:
        """Put the values aside; of one value told twice, the first origin by name is kept."""
        columns = ", ".join(self._layout.columns)
        marks = ", ".join("?" * (len(self._layout.columns) + 4))
        self._connection.execute(f"DROP TABLE IF EXISTS {self._incoming}")
        self._connection.execute(
            f"CREATE TABLE {self._incoming} ({columns}, file, digest, sheet, cell,"
            f" PRIMARY KEY ({columns})) WITHOUT ROWID"
        )
        self._connection.executemany(
            f"INSERT INTO {self._incoming} AS i VALUES ({marks}) ON CONFLICT DO UPDATE SET"
            " file = excluded.file, digest = excluded.digest, sheet = excluded.sheet,"
            " cell = excluded.cell WHERE (excluded.file, excluded.digest, excluded.sheet,"
            " excluded.cell) < (i.file, i.digest, i.sheet, i.cell)",
            self._rows(records),
        )

    def _rows(self, records: Iterable[ProgressValue | Figure]) -> Iterator[tuple[str, ...]]:
        names = self._layout.columns
        for record in records:
            at = record.origin
            told = tuple(getattr(record, name) for name in names)
            yield (*told, at.file, at.digest, at.sheet, at.cell)

    def _check_pairs(self) -> None:
        key = ", ".join(self._layout.key)
        pair = self._connection.execute(
            f"SELECT {key} FROM {self._incoming} GROUP BY {key} HAVING count(*) > 1 LIMIT 1"
        ).fetchone()
        if pair is not None:
            raise ValueError(f"two values in one run for {self._layout.table} {pair}")

    def _compare(self) -> None:
        """Keep what differs in value or origin; a blank matters only where something stood."""
        columns = _of("i", self._layout.columns)
        told = " || ".join(f"i.{name}" for name in self._layout.value)
        same = " AND ".join(f"c.{name} = i.{name}" for name in self._layout.key)
        new = f"({_of('i', self._layout.value)}, f.id, i.sheet, i.cell)"
        old = f"({_of('c', self._layout.value)}, c.file, c.sheet, c.cell)"
        held = " || ".join(f"c.{name}" for name in self._layout.value)
        self._connection.execute(f"DROP TABLE IF EXISTS {self._changed}")
        self._connection.execute(
            f"CREATE TEMP TABLE changed_{self._layout.table} AS"
            f" SELECT c.id AS old, {columns}, i.file, i.digest, i.sheet, i.cell"
            f" FROM {self._incoming} i LEFT JOIN files f ON f.name = i.file AND f.digest = i.digest"
            f" LEFT JOIN {self._layout.table} c ON c.regime = ? AND c.period = ? AND {same}"
            f" AND c.replaced_by IS NULL"
            f" WHERE ({told} <> '' OR coalesce({held}, '') <> '') AND {new} IS NOT {old}"
            f" ORDER BY {_of('i', self._layout.key)}",
            self._where,
        )

    def keep(self, run: int) -> None:
        """Let the changed values hold from this run on; those they replace say by which run."""
        table, columns = self._layout.table, ", ".join(self._layout.columns)
        self._connection.execute(
            f"UPDATE {table} SET replaced_by = ? WHERE id IN (SELECT old FROM {self._changed})",
            (run,),
        )
        self._connection.execute(
            "INSERT OR IGNORE INTO files (name, digest) SELECT DISTINCT file, digest"
            f" FROM {self._changed} ORDER BY file, digest"
        )
        self._connection.execute(
            f"INSERT INTO {table} (regime, period, {columns}, file, sheet, cell, run)"
            f" SELECT ?, ?, {columns}, f.id, i.sheet, i.cell, ? FROM {self._changed} i"
            " JOIN files f ON f.name = i.file AND f.digest = i.digest ORDER BY i.rowid",
            (*self._where, run),
        )
