"""Returned progress: each run adds, what it replaces is kept, what was known changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from vbgen.model.progress_record import (
    Collection,
    Doubt,
    Figure,
    Origin,
    ProgressValue,
    Return,
    Taken,
)
from vbgen.records.closed import ClosedTable, closed_already
from vbgen.records.issued import stamp
from vbgen.records.versioned import FIGURES, PROGRESS, Incoming, Layout

_DOUBT = "file, sheet, cell, problem, required, remedy, unit, code"


class ProgressTables:
    """Progress, figures, returned files and doubts within one transaction."""

    def __init__(self, connection: sqlite3.Connection, closed: ClosedTable) -> None:
        self._connection = connection
        self._closed = closed

    def take(self, found: Collection, at: datetime, new_version: bool = False) -> Taken:
        """Keep what a run of collecting found; a value that stands there already changes nothing.

        UserError where the period is closed and no ``new_version`` is asked for. ValueError where
        one run brings two values for one field: the collector takes neither of such a pair.
        """
        held = self._closed.latest(found.regime, found.period)
        if held is not None and not new_version:
            raise closed_already(held)
        where = (found.regime, found.period)
        values = Incoming(self._connection, PROGRESS, where, found.values)
        figures = Incoming(self._connection, FIGURES, where, found.figures)
        new = values.changes or figures.changes or self._is_news(found)
        return self._keep(found, values, figures, at) if new else Taken()

    def values(self, regime: str, period: str) -> Iterator[ProgressValue]:
        """Yield the values that hold, by code, unit and field; blank ones are left out."""
        for row in self._rows(PROGRESS, regime, period, " AND value <> ''"):
            code, unit, name, value, *rest = row
            yield ProgressValue(code, unit, name, value, *_origin(rest))

    def history(self, regime: str, period: str, code: str, unit: str) -> tuple[ProgressValue, ...]:
        """Return every value ever returned for a row, the earliest first."""
        rows = self._connection.execute(
            f"{PROGRESS.select} WHERE t.regime = ? AND t.period = ? AND t.code = ? AND t.unit = ?"
            " ORDER BY t.id",
            (regime, period, code, unit),
        )
        return tuple(ProgressValue(c, u, f, v, *_origin(rest)) for c, u, f, v, *rest in rows)

    def figures(self, regime: str, period: str) -> Iterator[Figure]:
        """Yield the statistical figures that hold, by code and unit; blank ones are left out."""
        for row in self._rows(FIGURES, regime, period, " AND value || note <> ''"):
            code, unit, value, as_of, note, *rest = row
            yield Figure(code, unit, value, as_of, note, *_origin(rest))

    def returns(self, regime: str, period: str) -> tuple[Return, ...]:
        """Return the files taken for a period, in the order of taking."""
        rows = self._connection.execute(
            "SELECT f.name, f.digest, r.unit, r.row_count, r.run, runs.collected_at FROM returns r"
            " JOIN runs ON runs.id = r.run JOIN files f ON f.id = r.file"
            " WHERE runs.regime = ? AND runs.period = ? ORDER BY r.run, f.name, r.unit",
            (regime, period),
        )
        return tuple(Return(*row) for row in rows)

    def doubts(self, regime: str, period: str) -> tuple[Doubt, ...]:
        """Return the open doubts: those of no file, and no unit, that was taken again later."""
        found = self.all_doubts(regime, period)
        latest: dict[str, int] = {}
        units: dict[str, int] = {}
        for back in self.returns(regime, period):
            latest[back.file] = max(latest.get(back.file, 0), back.run)
            units[back.unit] = max(units.get(back.unit, 0), back.run)
        for doubt in found:
            latest[doubt.file] = max(latest.get(doubt.file, 0), doubt.run)
        return tuple(
            d for d in found if d.run >= max(latest[d.file], units.get(d.unit, 0) if d.unit else 0)
        )

    def all_doubts(self, regime: str, period: str) -> tuple[Doubt, ...]:
        """Return the doubts of every run, in order."""
        rows = self._connection.execute(
            f"SELECT {_DOUBT}, run, collected_at FROM doubts JOIN runs ON runs.id = run"
            " WHERE regime = ? AND period = ? ORDER BY run, line",
            (regime, period),
        )
        return tuple(Doubt(*row) for row in rows)

    def periods(self, regime: str) -> tuple[str, ...]:
        """Return the codes of periods for which anything was collected."""
        rows = self._connection.execute(
            "SELECT DISTINCT period FROM runs WHERE regime = ? ORDER BY period", (regime,)
        )
        return tuple(period for (period,) in rows)

    def _is_news(self, found: Collection) -> bool:
        """Tell whether the files taken, or the doubts about them, differ from what is known."""
        where = (found.regime, found.period)
        held = self.returns(*where)
        latest = {back.unit: back.run for back in held}
        if not set(found.returns) <= {back for back in held if back.run == latest[back.unit]}:
            return True
        files = {back.file for back in found.returns} | {doubt.file for doubt in found.doubts}
        units = {back.unit for back in found.returns} - {""}
        known = {d for d in self.doubts(*where) if d.file in files or d.unit in units}
        return known != set(found.doubts)

    def _keep(self, found: Collection, values: Incoming, figures: Incoming, at: datetime) -> Taken:
        run = self._connection.execute(
            "INSERT INTO runs (regime, period, collected_at) VALUES (?, ?, ?)",
            (found.regime, found.period, stamp(at)),
        ).lastrowid
        assert run is not None
        for back in sorted(set(found.returns), key=lambda b: (b.file, b.digest, b.unit)):
            self._connection.execute(
                "INSERT OR IGNORE INTO files (name, digest) VALUES (?, ?)", (back.file, back.digest)
            )
            self._connection.execute(
                "INSERT INTO returns SELECT ?, id, ?, ? FROM files WHERE name = ? AND digest = ?",
                (run, back.unit, back.rows, back.file, back.digest),
            )
        self._connection.executemany(
            f"INSERT INTO doubts (run, line, {_DOUBT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((run, line, *_cells(d)) for line, d in enumerate(dict.fromkeys(found.doubts), 1)),
        )
        values.keep(run)
        figures.keep(run)
        return Taken(run, values.changes, figures.changes)

    def _rows(self, layout: Layout, regime: str, period: str, more: str) -> Iterator[Any]:
        return self._connection.execute(
            f"{layout.select} WHERE t.regime = ? AND t.period = ? AND t.replaced_by IS NULL{more}"
            f" ORDER BY {', '.join('t.' + name for name in layout.key)}",
            (regime, period),
        )


def _origin(row: Sequence[Any]) -> tuple[Origin, int, str]:
    name, digest, sheet, cell, run, collected_at = row
    return Origin(name, digest, sheet, cell), run, collected_at


def _cells(doubt: Doubt) -> tuple[str, ...]:
    return (
        doubt.file, doubt.sheet, doubt.cell, doubt.problem, doubt.required, doubt.remedy,
        doubt.unit, doubt.code,
    )  # fmt: skip
