"""Former names of provinces, districts and communes (``data/units``), looked up on demand.

The tables are read only where a text names a place and its document is dated after the change.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any

from vbgen import resources
from vbgen.documents.former_names import Name, Used, is_history, shipped_levels
from vbgen.documents.passages import Days
from vbgen.vi.patterns import Pattern
from vbgen.vi.tone import to_old
from vbgen.vi.unicode import fold

_LEVELS = ("thị xã", "thị trấn", "thành phố", "huyện", "quận", "phường", "tỉnh", "xã")
_PLACE = Pattern(
    rf"(?<!\w)(?P<level>{'|'.join(_LEVELS)})\s+"
    r"(?P<words>[^\W_]+(?:(?:\s*[-–]\s*|\s+|['’])[^\W_]+){0,5})"
)
_DISTRICTS = frozenset({"huyện", "quận", "thị xã", "thành phố"})
_ENDED_LEVELS = frozenset({"huyện", "quận", "thị xã", "thị trấn"})
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class _Place:
    """A place of today; ``province`` is empty for a province."""

    code: str
    name: str
    province: str


@dataclass(frozen=True, slots=True)
class _Old:
    """A commune of before the reform; ``province``: today's code; ``heirs``: codes of today."""

    name: str
    province: str
    until: date
    heirs: tuple[str, ...]


class FormerPlaces:
    """Finds former place names. ``near``: texts that tell in which province the office is."""

    def __init__(self, near: str) -> None:
        self._near = f" {fold(near)} "

    def find(self, text: str, days: Days) -> Iterator[Used]:
        """Yield the place names in a text that no longer hold on those days."""
        if days.last <= _reform():
            return
        shown = to_old(text)
        for match in _PLACE.finditer(shown.lower()):
            start = match.start("words")
            words, name = self._named(match["level"], shown[start : match.end()], days)
            if name and not is_history(shown, match.start(), start + len(words), name.until):
                yield Used(name, shown[match.start() : start + len(words)])

    def _named(self, level: str, run: str, days: Days) -> tuple[str, Name | None]:
        """Return the longest beginning of a run of capitalised words that is a former name."""
        for words in _prefixes(run):
            name = self._former(level, words, days)
            if name is not None:
                return words, name
        return next(((w, _of_ended_level(level, days)) for w in _prefixes(run)), ("", None))

    def _former(self, level: str, words: str, days: Days) -> Name | None:
        key = fold(f"{level} {words}")
        found = _provinces().get(key) or self._changed(key, words, days)
        if found is None and level != "tỉnh":
            found = self._old_place(level, words, key)
        return found if found is not None and found.ended(days) else None

    def _changed(self, key: str, words: str, days: Days) -> Name | None:
        """Return a name changed since the reform, where no other place of that name is meant."""
        for name, code in _changes().get(key, ()):
            places = _today(key, words)
            own = next((p.province for p in places if p.code == code), "")
            if name.ended(days) and (len(places) < 2 or own in self.provinces):
                return name
        return None

    def _old_place(self, level: str, words: str, key: str) -> Name | None:
        """Return a commune or district of before the reform: the office's own province first."""
        today = _today(key, words)
        if any(not p.province or p.province in self.provinces for p in today):
            return None
        old = [o for o in _old_places(level in _DISTRICTS, words) if fold(o.name) == key]
        near = [o for o in old if o.province in self.provinces]
        if not near and (today or not old):
            return None
        chosen = near or old
        many = not near and len({o.province for o in old}) > 1
        heirs = () if many else _heirs(chosen)
        return Name(chosen[0].name, until=chosen[0].until, successors=heirs)

    @cached_property
    def provinces(self) -> frozenset[str]:
        """Codes of the provinces of today that the office's own texts name."""
        return frozenset(
            code for code, bare in _province_names() if f" {fold(bare)} " in self._near
        )


def _prefixes(words: str) -> Iterator[str]:
    """Yield the run of capitalised words, then shorter ones: a name may end before the run does."""
    tokens = re.findall(r"[\s\-–'’]*[^\W_]+", words)
    named = []
    for token in tokens:
        first = token.lstrip(" \n\t-–'’")[0]
        if not (first.isupper() or first.isdigit()):
            break
        named.append(token)
    for count in range(len(named), 0, -1):
        yield "".join(named[:count])


# --- the tables ---------------------------------------------------------------------------------


def _text(name: str) -> str:
    data = resources.data("units", name).read_bytes()
    return (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")


@cache
def _lines(name: str) -> tuple[tuple[str, str], ...]:
    """Return the rows of a table with their text in small letters, to be looked through fast."""
    lines = _text(name).splitlines()[1:]
    return tuple(zip(lines, "\n".join(lines).casefold().split("\n"), strict=True))


def _rows(name: str, words: str) -> Iterator[list[str]]:
    """Yield the rows of a table that hold the words."""
    wanted = words.casefold()
    return (line.split(",") for line, small in _lines(name) if wanted in small)


@cache
def _old_provinces() -> tuple[list[str], ...]:
    """Return code, name, heir's code and name, last day of each province before the reform."""
    found = (line.split(",") for line in _text("tinh-cu.csv").splitlines()[1:])
    return tuple([code, name, heir, became, last] for code, _, name, heir, became, last in found)


@cache
def _reform() -> date:
    """Return the last day before which no place name of the tables ends."""
    return min(date.fromisoformat(row[4]) for row in _old_provinces())


@cache
def _provinces() -> dict[str, Name]:
    return {
        fold(name): Name(name, until=date.fromisoformat(last), successors=(became,))
        for _, name, _, became, last in _old_provinces()
        if fold(name) != fold(became)
    }


@cache
def _province_names() -> tuple[tuple[str, str], ...]:
    """Return the code and the bare name of each province of today."""
    rows = (line.split(",") for line, _ in _lines("don-vi-hanh-chinh.csv"))
    return tuple((row[0], row[3]) for row in rows if not row[5])


@cache
def _changes() -> dict[str, list[tuple[Name, str]]]:
    """Return names changed after the reform, with the code of the place."""
    rows: list[dict[str, Any]] = resources.read_yaml(_text("thay-doi.yml"))["thay_doi"]
    found: dict[str, list[tuple[Name, str]]] = defaultdict(list)
    for row in rows:
        last = date.fromisoformat(row["tu"]) - timedelta(days=1)
        for unit in row["don_vi"]:
            name = Name(unit["ten_cu"], until=last, successors=(unit["ten"],))
            found[fold(unit["ten_cu"])].append((name, str(unit["ma"])))
    return found


def _today(key: str, words: str) -> list[_Place]:
    """Return the places that have borne that name since the reform."""
    rows = _rows("don-vi-hanh-chinh.csv", words)
    return [_Place(r[0], r[2], r[5]) for r in rows if fold(r[2]) == key]


def _old_places(district: bool, words: str) -> Iterator[_Old]:
    """Yield the communes of before the reform under their own name or their district's."""
    heir_of = {code: heir for code, _, heir, _, _ in _old_provinces()}
    for row in _rows("don-vi-cu.csv.gz", words):
        _, _, name, _, district_name, province, _, heirs, last = row
        shown = district_name if district else name
        yield _Old(
            shown, heir_of.get(province, ""), date.fromisoformat(last), tuple(heirs.split("|"))
        )


def _heirs(found: list[_Old]) -> tuple[str, ...]:
    codes = dict.fromkeys(code for old in found for code in old.heirs)
    rows = (line.split(",") for line, _ in _lines("don-vi-hanh-chinh.csv"))
    name_of = {row[0]: row[2] for row in rows if row[5]}
    names = [name_of[code] for code in codes if code in name_of]
    return (*names[:_SHOWN], "…") if len(names) > _SHOWN else tuple(names)


def _of_ended_level(level: str, days: Days) -> Name | None:
    """Return what became of places of a level that is gone, where the tables lack the name."""
    named = (n for word, n in shipped_levels() if word == level and level in _ENDED_LEVELS)
    return next((name for name in named if name.ended(days)), None)
