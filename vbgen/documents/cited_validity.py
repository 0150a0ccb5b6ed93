"""Whether cited documents are in force on the day of the document that cites them.

The office's own register of citations comes before the shipped one (``data/citations``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from vbgen import resources
from vbgen.cache import kept
from vbgen.documents.passages import Days
from vbgen.model.citation import Citation
from vbgen.vi.unicode import fold


@dataclass(frozen=True, slots=True)
class Force:
    """A document's life: first and last day in force (None: not known), and what came after."""

    key: str
    since: date | None = None
    until: date | None = None
    replaced_by: tuple[str, ...] = ()
    programme: bool = False

    def ended(self, days: Days) -> bool:
        """Tell whether it was no longer in force on the last of those days."""
        return self.until is not None and days.last > self.until

    def not_yet(self, days: Days) -> bool:
        """Tell whether it was not in force yet on the first of those days."""
        return self.since is not None and days.first < self.since

    def fails(self, days: Days) -> bool:
        """Tell whether some document of those days may not rest on it."""
        return self.ended(days) or self.not_yet(days)


class Forces:
    """The life of the documents cited: own entries, then shipped ones, else the day of issue."""

    def __init__(self, citations: Iterable[Citation], numbers: Iterable[str]) -> None:
        cited = list(citations)
        own = {fold(c.key): force for c in cited if (force := _own(c)) is not None}
        rows = _shipped_rows([*numbers, *(c.key_number or c.subject for c in cited)])
        by_number = {fold(str(row["so"])): _force(row) for row in rows}
        by_name = {fold(c.key): f for c in cited if (f := _named(c, rows)) is not None}
        by_day = {fold(c.key): Force(c.key, since=c.date) for c in cited}
        self._found = {**by_day, **by_name, **by_number, **own}

    def of(self, key: str) -> Force | None:
        """Return what is known of a document by number and symbol, or a law's type and name."""
        return self._found.get(fold(key))


def _own(c: Citation) -> Force | None:
    v = c.validity
    return Force(c.key, v.since or c.date, v.until, v.replaced_by) if v is not None else None


def _shipped_rows(wanted: Iterable[str]) -> list[Mapping[str, Any]]:
    """Return the shipped entries that hold one of the numbers or names wanted."""
    needles = {name.casefold() for name in wanted if name}
    if not needles:
        return []
    return [row for small, row in _shipped() if any(n in small for n in needles)]


@cache
def _shipped() -> list[tuple[str, Mapping[str, Any]]]:
    """Return the shipped entries, each with its own text in small letters."""
    return kept("van-ban", bytes, _read)


def _read() -> list[tuple[str, Mapping[str, Any]]]:
    text = resources.data("citations", "van-ban.yml").read_text(encoding="utf-8")
    blocks = text[text.index("van_ban:") :].split("\n  - ")[1:]
    rows = resources.read_yaml("".join(f"  - {block}\n" for block in blocks)) or []
    return [(block.casefold(), row) for block, row in zip(blocks, rows, strict=True)]


def _named(c: Citation, rows: Iterable[Mapping[str, Any]]) -> Force | None:
    """Return the life of a law cited by name: of that day, or the only one of the name."""
    if not c.named or c.number:
        return None
    same = [r for r in rows if r["loai"] == c.kind and fold(str(r["trich_yeu"])) == fold(c.subject)]
    if c.date is not None:
        same = [r for r in same if r.get("ngay") == c.date.isoformat()]
    return _force(same[0]) if len(same) == 1 else None


def _force(row: Mapping[str, Any]) -> Force:
    since = row.get("hieu_luc_tu") or row.get("ngay")
    until = row.get("hieu_luc_den")
    return Force(
        str(row["so"]),
        date.fromisoformat(since) if since else None,
        date.fromisoformat(until) if until else None,
        tuple(map(str, row.get("thay_the_boi", ()))),
        row.get("tinh_trang") == "het_giai_doan",
    )
