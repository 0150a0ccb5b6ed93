"""Names of bodies that hold for a time: the office's own register first, then the shipped list.

A former name is right where the text marks it as history ("cũ", "trước đây", "trước sắp xếp") and
inside the title or issuer of a document of its own time (domain: legacy-name rule).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from vbgen import resources
from vbgen.documents.passages import Days
from vbgen.model.citation import find_mentions
from vbgen.model.unit import Register, Unit
from vbgen.vi.patterns import Pattern
from vbgen.vi.tone import to_old
from vbgen.vi.unicode import fold

# All of these look at small letters: ignoring case costs more to prepare than the search itself.
_PAST = r"(?:cũ(?!\w)|trước (?:đây|kia|sắp xếp|sáp nhập|hợp nhất|ngày|khi (?:sắp|sáp|hợp|đổi|bỏ)))"
_HISTORY_AFTER = Pattern(
    rf"\s*[(,]?\s*(?:từ )?{_PAST}|(?:,|\s+và)\s[^.;:()\n]{{1,120}}\s*\({_PAST}"
)
_HISTORY_BEFORE = Pattern(
    r"(?:trước đây|trước kia|nguyên|tên cũ|tiền thân|thay thế|bãi bỏ|giải thể)"
    r"(?: (?:là|có|của|cho))?[,:]?\s*[\"“(]*$"
)
# What makes a body after a comma the subject of the sentence, not a part of the title before it.
_DUTY = Pattern(
    r"\s*(?:có trách nhiệm|chủ trì|chỉ đạo|phối hợp|tham mưu|theo dõi|thực hiện|tổ chức|hướng dẫn"
    r"|xây dựng|báo cáo|bố trí|triển khai|ban hành|giúp|cùng|và các)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name with the days between which it holds (None: open), and what it was or became.

    ``about``: each province decided a day of its own, ``until`` is the common one.
    """

    text: str
    since: date | None = None
    until: date | None = None
    successors: tuple[str, ...] = ()
    before: str = ""
    about: bool = False

    def fails(self, days: Days) -> bool:
        """Tell whether some document of those days may not use it."""
        return self.ended(days) or (self.since is not None and days.first < self.since)

    def ended(self, days: Days) -> bool:
        """Tell whether it had ended before the last of those days."""
        return self.until is not None and days.last > self.until


@dataclass(frozen=True, slots=True)
class Used:
    """A name found in a text, with its spelling there."""

    name: Name
    spelling: str


def own_names(register: Register) -> Iterator[tuple[str, Name]]:
    """Yield spellings and names of every unit whose name or life is bounded in the register."""
    for unit in register.units:
        if _bounded(unit):
            yield from _names_of(register, unit)


def _bounded(unit: Unit) -> bool:
    return bool(unit.since or unit.until or len(unit.names) > 1)


def _settled(register: Register, spelling: str) -> bool:
    """Tell whether the office's own register says from when to when the name holds."""
    return any(isinstance(u, Unit) and _bounded(u) for u in register.find(spelling))


def _names_of(register: Register, unit: Unit) -> Iterator[tuple[str, Name]]:
    successors = _successors(register, unit)
    name = Name(unit.name)
    for at, one in enumerate(unit.names):
        last = at + 1 == len(unit.names)
        until = unit.until if last else one.until
        became = successors if last else (unit.names[at + 1].name,)
        before = unit.names[at - 1].name if at else ""
        name = Name(one.name, one.since if at else unit.since, until, became, before)
        yield one.name, name
    life = replace(name, since=unit.since)  # an alias may be as old as the unit
    yield from ((alias, life) for alias in unit.aliases)


def _successors(register: Register, unit: Unit) -> tuple[str, ...]:
    return tuple(register.label(code) for code in unit.successors)


def life_of(register: Register, unit: Unit, on: date) -> Name:
    """Return the days between which a unit exists, under its name of that day."""
    return Name(unit.name_on(on), unit.since, unit.until, _successors(register, unit))


@cache
def _text() -> str:
    return resources.data("units", "co-quan-doi-ten.yml").read_text(encoding="utf-8")


@cache
def _first_change() -> date:
    """Return the earliest last day of the list, without reading the list as YAML."""
    return date.fromisoformat(min(re.findall(r"^ +den: (\S+)", _text(), re.MULTILINE)))


@cache
def _rows() -> tuple[Mapping[str, Any], ...]:
    return tuple(resources.read_yaml(_text())["co_quan"])


@cache
def _shipped() -> tuple[tuple[str, Name], ...]:
    return tuple(
        (spelling, _shipped_name(row))
        for row in _rows()
        if row["kieu"] == "ten"
        and row["loai"] != "tinh"  # provinces: vbgen.documents.former_places
        for spelling in (row["ten"], *row.get("ten_khac", ()))
    )


def shipped_levels() -> tuple[tuple[str, Name], ...]:
    """Return the words of levels that are gone ("huyện"), which stand before a place's own name."""
    return tuple((row["ten"], _shipped_name(row)) for row in _rows() if row["kieu"] == "cap")


def _shipped_name(row: Mapping[str, Any]) -> Name:
    return Name(
        row["ten"],
        date.fromisoformat(row["tu"]) if row.get("tu") else None,
        date.fromisoformat(row["den"]) if row.get("den") else None,
        tuple(row.get("ke_thua", ())),
        about=bool(row.get("gan_dung")),
    )


class FormerNames:
    """Finds names that do not hold. ``span``: first and last day of all documents looked at."""

    def __init__(self, register: Register, span: Days) -> None:
        own, shipped = own_names(register), _shipped() if span.last > _first_change() else ()
        failing = [(s, n) for s, n in own if n.fails(span) and not _borne(register, s, n)]
        failing += [(s, n) for s, n in shipped if n.fails(span) and not _settled(register, s)]
        self.by_spelling = {fold(s): n for s, n in reversed(failing)}
        self._pattern = _pattern([s for s, _ in failing], _all_names(register))

    def find(self, text: str, days: Days) -> Iterator[Used]:
        """Yield the names in a text that do not hold on those days, unless history is meant."""
        if self._pattern is None:
            return
        shown = to_old(text)
        for match in self._pattern.finditer(shown.lower()):
            name = self.by_spelling.get(fold(match[0]))
            if name is None or not name.fails(days):
                continue
            if name.ended(days) and is_history(shown, match.start(), match.end(), name.until):
                continue
            yield Used(name, " ".join(shown[match.start() : match.end()].split()))


def _borne(register: Register, spelling: str, name: Name) -> bool:
    """Tell whether another unit or group of the register bears the name for good."""
    for other in register.find(spelling):
        if not isinstance(other, Unit):
            return True
        if not _bounded(other) or (
            name.text not in [n.name for n in other.names] and other.until is None
        ):
            return True
    return False


def _all_names(register: Register) -> set[str]:
    units = {n.name for u in register.units for n in u.names} | {
        a for u in register.units for a in u.aliases
    }
    return units | {g.name for g in register.groups}


def _pattern(names: list[str], all_names: Iterable[str]) -> re.Pattern[str] | None:
    """Match the names that fail; longer names around them match first and mean something else."""
    if not names:
        return None
    small = {name.casefold() for name in names}
    around = ((name, name.casefold()) for name in all_names)
    holds_one = re.compile("|".join(map(re.escape, small))).search  # registers hold thousands
    masks = [name for name, s in around if s not in small and holds_one(s)]
    longest = sorted({*names, *masks}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_loose, longest))})(?!\w)")


def _loose(name: str) -> str:
    """Let spaces and dashes of a name vary as they do in typed texts."""
    words = re.split(r"\s*[-–—]\s*", to_old(name).lower())
    return r"\s*[-–—]\s*".join(re.sub(r"(?:\\ |\s)+", r"\\s+", re.escape(w)) for w in words)


def is_history(text: str, start: int, end: int, until: date | None) -> bool:
    """Tell whether what stands there is marked as past, or stands in a title of its own time."""
    return marked_as_past(text, start, end) or _in_old_title(text, start, end, until)


def marked_as_past(text: str, start: int, end: int) -> bool:
    """Tell whether words beside what stands there say that it is told of as past."""
    small = text.lower()
    before = small[max(0, start - 40) : start]
    return bool(_HISTORY_AFTER.match(small, end) or _HISTORY_BEFORE.search(before))


def _in_old_title(text: str, start: int, end: int, until: date | None) -> bool:
    """Tell whether a cited document, issued while the name held, goes on up to there."""
    for mention in find_mentions(text[:start]):
        between = text[mention.end : start]
        if re.search(r"[;\n]|\.\s", between):
            continue
        if between.rstrip().endswith(",") and _DUTY.match(text.lower(), end):
            continue
        day = mention.date or _year_end(mention.number)
        if day is None or until is None or day <= until + timedelta(days=1):
            return True
    return False


def _year_end(number: str) -> date | None:
    match = re.search(r"/((?:19|20)\d\d)/", number)
    return date(int(match[1]), 1, 1) if match else None
