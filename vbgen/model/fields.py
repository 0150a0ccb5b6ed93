"""Raw values read as typed fields, all problems gathered with their places.

One reader serves every source: the YAML files, the workbooks, the CSV registers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from vbgen.errors import Level, Place, PlanInvalid, Problem
from vbgen.model.raw import Raw, RawList, RawMap, RawText
from vbgen.vi.dates import parse_date
from vbgen.vi.unicode import illegal_xml, nfc

T = TypeVar("T")


class Placed(str):
    """A text that knows where it was written. Behaves as plain ``str`` everywhere else."""

    place: Place

    def __new__(cls, text: str, place: Place) -> Placed:
        """Make a text with its place."""
        made = super().__new__(cls, text)
        made.place = place
        return made

    def __getnewargs__(self) -> tuple[str, Place]:  # type: ignore[override]
        """Let copies and pickles keep the place."""
        return str(self), self.place


def place_of(value: object, default: Place | str = "") -> Place | str:
    """Return where a value was written, or ``default`` when it carries no place."""
    found = getattr(value, "place", None)
    return found if isinstance(found, Place) else default


@dataclass
class Problems:
    """Gathers the problems of one reading."""

    found: list[Problem] = field(default_factory=list)

    def add(
        self,
        place: Place | str,
        problem: str,
        required: str = "",
        remedy: str = "",
        level: Level = "error",
        code: str = "",
        clause: str = "",
    ) -> None:
        """Record one problem."""
        self.found.append(Problem(place, problem, required, remedy, level, code, clause))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Those that forbid going on."""
        return tuple(p for p in self.found if p.level == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Those that are said and do not stop anything."""
        return tuple(p for p in self.found if p.level != "error")

    def raise_errors(self) -> None:
        """Raise :class:`PlanInvalid` with every error found, if there is one."""
        if self.errors:
            raise PlanInvalid(self.errors)


def nearest(word: str, known: Iterable[str], at_least: float = 60) -> str | None:
    """Return the known word closest to ``word``, compared with and without Vietnamese marks."""
    from rapidfuzz import fuzz

    from vbgen.vi.unicode import strip_marks

    plain = strip_marks(word).casefold()
    best, score = None, at_least
    for candidate in known:
        marked = fuzz.ratio(word.casefold(), candidate.casefold())
        bare = fuzz.ratio(plain, strip_marks(candidate).casefold()) - 1
        if max(marked, bare) > score:
            best, score = candidate, max(marked, bare)
    return best


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return the remedy line for an unknown word: the nearest known one, or ``otherwise``."""
    found = nearest(word, known)
    return f'có phải "{found}"?' if found else otherwise


class Fields:
    """The entries of one map, taken out one by one; what nobody takes is an unknown key."""

    def __init__(self, raw: Raw | None, problems: Problems, what: str) -> None:
        self.problems = problems
        self.what = what
        self.place = raw.place if raw is not None else Place(text=what)
        self._taken: set[str] = set()
        self._entries: Mapping[str, Raw] = {}
        self._keys: Mapping[str, Place] = {}
        if isinstance(raw, RawMap):
            self._entries, self._keys = raw.entries, raw.keys
        elif raw is not None and not (isinstance(raw, RawText) and not raw.text):
            problems.add(
                raw.place,
                f"{what} phải gồm các khóa và giá trị",
                "mỗi dòng một khóa: giá trị",
                "xem docs/dinh-dang-du-lieu.md",
            )

    def __contains__(self, key: str) -> bool:
        raw = self._entries.get(key)
        return raw is not None and not (isinstance(raw, RawText) and not raw.text.strip())

    def place_at(self, key: str) -> Place:
        """Return the place of an entry's value, or of the map where there is no such entry."""
        raw = self._entries.get(key)
        return raw.place if raw is not None else self.place

    def raw(self, key: str) -> Raw | None:
        """Take an entry as it stands; an empty one counts as absent."""
        self._taken.add(key)
        return self._entries[key] if key in self else None

    def text(self, key: str, default: str = "") -> Placed:
        """Take a text, composed to NFC; a character that XML cannot hold is a problem."""
        raw = self.raw(key)
        if raw is None:
            return Placed(default, self.place_at(key))
        if not isinstance(raw, RawText):
            self.problems.add(
                raw.place,
                f'"{key}" phải là một giá trị, không phải danh sách hay nhóm khóa',
                "một chuỗi chữ",
                f"viết {key}: …",
            )
            return Placed(default, raw.place)
        return self.clean(raw)

    def required(self, key: str, example: str = "…") -> Placed:
        """Take a text that must be there."""
        value = self.text(key)
        if not value.strip():
            self.missing(key, example)
        return value

    def missing(self, key: str, example: str = "…") -> None:
        """Report that ``key`` has no value."""
        self.problems.add(
            self.place_at(key),
            f'{self.what} thiếu "{key}"',
            f'"{key}" là bắt buộc',
            f"thêm dòng {key}: {example}",
        )

    def date(self, key: str) -> date | None:
        """Take a date written 31/01/2024 or 2024-01-31."""
        value = self.text(key)
        if not value:
            return None
        try:
            return parse_date(value)
        except ValueError as error:
            self.problems.add(
                value.place,
                f'"{key}: {value}" không phải ngày có thật: {error}',
                "ngày/tháng/năm có trong lịch",
                "kiểm tra lại ngày, tháng, năm",
            )
            return None

    def whole(self, key: str, low: int, high: int) -> int | None:
        """Take a whole number between ``low`` and ``high``."""
        value = self.text(key)
        if not value:
            return None
        if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
            self.problems.add(
                value.place,
                f'"{key}: {value}" không phải số nguyên từ {low} đến {high}',
                f"số nguyên từ {low} đến {high}",
                f"sửa {key}",
            )
            return None
        return int(value)

    def choice(self, key: str, known: Sequence[str], default: str) -> str:
        """Take one of a few known words."""
        value = self.text(key, default)
        if value in known:
            return str(value)
        self.problems.add(
            value.place,
            f'"{key}: {value}" không có trong các giá trị được dùng',
            "một trong: " + ", ".join(known),
            did_you_mean(value, known, f"chọn một giá trị cho {key}"),
        )
        return default

    def flag(self, key: str, default: bool = False) -> bool:
        """Take ``co`` or ``khong``."""
        return self.choice(key, ("co", "khong"), "co" if default else "khong") == "co"

    def texts(self, key: str, split: str = "") -> tuple[Placed, ...]:
        """Take a list of texts; a single text is a list of one, or of its parts at ``split``."""
        raw = self.raw(key)
        if raw is None:
            return ()
        if isinstance(raw, RawText):
            parts = raw.lines()
            if split:
                parts = tuple(
                    RawText(piece.strip(), line.place)
                    for line in parts
                    for piece in line.text.split(split)
                    if piece.strip()
                )
            return tuple(self.clean(part) for part in parts)
        return tuple(self._texts_of(key, raw))

    def _texts_of(self, key: str, raw: Raw) -> Iterator[Placed]:
        for item in raw.items if isinstance(raw, RawList) else (raw,):
            if isinstance(item, RawText):
                if item.text.strip():
                    yield self.clean(item)
            else:
                self.problems.add(
                    item.place,
                    f'"{key}" phải là danh sách các chuỗi chữ',
                    "mỗi phần tử một chuỗi",
                    "bọc chuỗi có dấu hai chấm trong dấu ngoặc kép",
                )

    def items(self, key: str) -> tuple[Raw, ...]:
        """Take a list of anything; a single value is a list of one, a block of text its lines."""
        raw = self.raw(key)
        if raw is None:
            return ()
        if isinstance(raw, RawList):
            return raw.items
        return raw.lines() if isinstance(raw, RawText) else (raw,)

    def maps(self, key: str, what: str) -> tuple[Fields, ...]:
        """Take a list of maps."""
        return tuple(Fields(item, self.problems, what) for item in self.items(key))

    def map(self, key: str, what: str) -> Fields:
        """Take a map; an absent one is empty."""
        return Fields(self.raw(key), self.problems, what)

    def pairs(self, key: str) -> dict[str, Placed]:
        """Take a map of free keys to texts."""
        inner = self.map(key, key)
        return {name: inner.text(name) for name in inner.names()}

    def names(self) -> tuple[str, ...]:
        """Return the keys that are there."""
        return tuple(self._entries)

    def done(self) -> None:
        """Report every key that nobody took."""
        for key in self._entries:
            if key not in self._taken:
                self.problems.add(
                    self._keys.get(key, self.place),
                    f'{self.what} không có khóa "{key}"',
                    "các khóa được dùng: " + ", ".join(sorted(self._taken)),
                    did_you_mean(key, self._taken, "xóa dòng này hoặc sửa tên khóa"),
                )

    def clean(self, raw: RawText) -> Placed:
        """Compose a text to NFC and report what a Word file cannot hold."""
        return clean(raw.text, raw.place, self.problems)


def clean(text: str, place: Place, problems: Problems) -> Placed:
    """Compose to NFC and trim the ends; report characters that a Word file cannot hold."""
    for index, char in illegal_xml(text):
        problems.add(
            place,
            f"ký tự thứ {index + 1} (U+{ord(char):04X}) không thể có trong văn bản Word",
            "chỉ gồm các chữ và dấu in được",
            "xóa ký tự ẩn này, thường do dán từ Excel hoặc Word",
        )
    return Placed(nfc(text).strip(), place)
