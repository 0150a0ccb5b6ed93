"""Closed periods: each version frozen whole, later ones beside it with what they changed."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from vbgen.errors import UserError
from vbgen.model.progress_record import ClosedPeriod, Difference
from vbgen.records.differences import differences
from vbgen.records.issued import stamp

_SELECT = (
    "SELECT regime, period, version, closed_at, digest, payload, differences, reason FROM closed"
)


class ClosedTable:
    """Closed periods within one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def latest(self, regime: str, period: str) -> ClosedPeriod | None:
        """Return the version that holds, ``None`` while the period is open."""
        versions = self.versions(regime, period)
        return versions[-1] if versions else None

    def versions(self, regime: str, period: str) -> tuple[ClosedPeriod, ...]:
        """Return all versions of a period, the first one first."""
        rows = self._connection.execute(
            f"{_SELECT} WHERE regime = ? AND period = ? ORDER BY version", (regime, period)
        )
        return tuple(_closed(row) for row in rows)

    def periods(self, regime: str) -> tuple[str, ...]:
        """Return the codes of the regime's closed periods, in order of code."""
        rows = self._connection.execute(
            "SELECT DISTINCT period FROM closed WHERE regime = ? ORDER BY period", (regime,)
        )
        return tuple(period for (period,) in rows)

    def close(
        self,
        regime: str,
        period: str,
        payload: Mapping[str, Any],
        at: datetime,
        *,
        reason: str = "",
        new_version: bool = False,
    ) -> ClosedPeriod:
        """Freeze a period. The same payload again changes nothing and returns what is held.

        UserError where another payload is closed already and no ``new_version`` is asked for.
        """
        text = json.dumps(payload, ensure_ascii=False, allow_nan=False)
        held = self.latest(regime, period)
        if held is not None and held.digest == digest_of(payload):
            return held
        if held is not None and not new_version:
            raise closed_already(held)
        frozen = json.loads(text)
        made = ClosedPeriod(
            regime=regime,
            period=period,
            version=held.version + 1 if held else 1,
            closed_at=stamp(at),
            digest=digest_of(payload),
            payload=frozen,
            differences=differences(held.payload, frozen) if held else (),
            reason=reason,
        )
        self._insert(made, text)
        return made

    def _insert(self, made: ClosedPeriod, text: str) -> None:
        changed = json.dumps(
            [(d.path, d.before, d.after) for d in made.differences], ensure_ascii=False
        )
        self._connection.execute(
            "INSERT INTO closed VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                made.regime, made.period, made.version, made.closed_at, made.digest, text, changed,
                made.reason,
            ),
        )  # fmt: skip


def digest_of(payload: Mapping[str, Any]) -> str:
    """Return the digest of a payload; the order of its keys does not count."""
    canonical = json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def closed_already(held: ClosedPeriod) -> UserError:
    """Return the error that says a period is closed and how it can be opened anew."""
    return UserError.at(
        f"kỳ {held.period} ({held.regime})",
        f"kỳ này đã chốt (bản {held.version}, lúc {held.closed_at})",
        "số liệu của kỳ đã chốt không thay đổi",
        "nếu phải sửa, thêm --new-version: bản đã chốt vẫn giữ, bản mới ghi rõ chỗ khác",
    )


def _closed(row: tuple[Any, ...]) -> ClosedPeriod:
    regime, period, version, closed_at, digest, payload, changed, reason = row
    found = tuple(Difference(*entry) for entry in json.loads(changed))
    return ClosedPeriod(
        regime, period, version, closed_at, digest, json.loads(payload), found, reason
    )
