"""The patterns by which documents are cited in Vietnamese text, and the mentions found with them.

State bodies number ``250/KH-UBND`` (normative documents ``61/2018/NĐ-CP``, laws ``72/2025/QH15``),
Party bodies ``35-CT/TU`` (nd30 PL I/1/II.3; domain sheet on neighbouring rule sets).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vbgen.vi.dates import day_text, make_date, month_text
from vbgen.vi.patterns import Pattern

LAWS = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")

# Names that may stand before a number: the decree's types and those of its neighbours.
KINDS = (
    *("Nghị quyết", "Quyết định", "Chỉ thị", "Quy chế", "Quy định", "Thông cáo", "Thông báo"),
    *("Hướng dẫn", "Chương trình", "Kế hoạch", "Phương án", "Đề án", "Dự án", "Báo cáo"),
    *("Biên bản", "Tờ trình", "Hợp đồng", "Công văn", "Công điện", "Bản ghi nhớ"),
    *("Bản thỏa thuận", "Giấy ủy quyền", "Giấy mời", "Giấy giới thiệu", "Giấy nghỉ phép"),
    *("Phiếu gửi", "Phiếu chuyển", "Phiếu báo", "Thư công", "Nghị định", "Thông tư"),
    *("Thông tư liên tịch", "Nghị quyết liên tịch", "Lệnh", "Văn bản hợp nhất", "Kết luận"),
    *("Thông tri", "Điều lệ", "Văn bản", *LAWS),
)

_GROUP = r"[A-ZĐ](?:[\w&.]*[\w&])?"
_STATE_SYMBOL = rf"(?:{_GROUP}(?:-{_GROUP})+|UBTVQH\d{{1,2}}|QH\d{{1,2}})"
NUMBER = (
    rf"(?:(?P<number>\d+(?:\.\d+)?[a-zđ]?)/(?:(?P<year>(?:19|20)\d\d)/)?(?P<symbol>{_STATE_SYMBOL})"
    rf"|(?P<party_number>\d+[a-zđ]?)-(?P<party_symbol>[A-ZĐ]\w*/{_GROUP}(?:-{_GROUP})*))"
)
DATE = (
    r"ngày (?P<day>\d{1,2})(?P<mark>[/.\-]| tháng )(?P<month>\d{1,2})"
    r"(?(mark)(?:[/.\-]| năm ))(?P<date_year>\d{4})(?!\d)"
)
_KIND = "|".join(re.escape(k) for k in sorted(KINDS, key=len, reverse=True))
_NUMBER_RE = Pattern(NUMBER + r"(?![\w/])")
_MENTION = Pattern(
    rf"(?:(?<!\w)(?P<kind>{_KIND}) )?(?:(?<!\w)(?:số|Số):? ?)?(?<![\w/.-]){NUMBER}(?![\w/])"
    rf"(?:,? (?P<when>{DATE}))?"
)


@dataclass(frozen=True, slots=True)
class NumberParts:
    """A document's number taken apart; ``symbol`` is what follows the number's mark."""

    number: str
    symbol: str
    year: int | None = None
    party: bool = False

    def __str__(self) -> str:
        if self.party:
            return f"{self.number}-{self.symbol}"
        year = f"{self.year}/" if self.year else ""
        return f"{self.number}/{year}{self.symbol}"


def number_parts(match: re.Match[str]) -> NumberParts:
    """Return the parts of a match of :data:`NUMBER`."""
    if match["party_number"]:
        return NumberParts(match["party_number"], match["party_symbol"], party=True)
    year = int(match["year"]) if match["year"] else None
    return NumberParts(match["number"], match["symbol"], year)


def parse_number(text: str) -> NumberParts:
    """Read ``250/KH-UBND``, ``61/2018/NĐ-CP`` or ``35-CT/TU``; ``ValueError`` otherwise."""
    match = _NUMBER_RE.fullmatch(text.strip())
    if match is None:
        raise ValueError(
            f'"{text}" không phải số, ký hiệu; viết như 250/KH-UBND, 61/2018/NĐ-CP hoặc 35-CT/TU'
        )
    return number_parts(match)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """How a date is spelled: ``mark`` between day and month, and deviations from the zero rule."""

    mark: str = "/"
    day_zero: bool = True
    month_zero: bool | None = None

    def text(self, day: date) -> str:
        """Return ``ngày 22/12/2023`` or ``ngày 22 tháng 12 năm 2023``."""
        number = day_text(day.day) if self.day_zero else str(day.day)
        month = month_text(day.month)
        if self.month_zero is not None:
            month = f"{day.month:02d}" if self.month_zero else str(day.month)
        year_mark = " năm " if self.mark == " tháng " else self.mark
        return f"ngày {number}{self.mark}{month}{year_mark}{day.year:04d}"


LONG = WrittenDate(" tháng ")
SHORT = WrittenDate()


def date_parts(match: re.Match[str]) -> tuple[date, WrittenDate]:
    """Return date and spelling of a match of :data:`DATE`; ``ValueError`` for no real day."""
    day = make_date(int(match["date_year"]), int(match["month"]), int(match["day"]))
    month = match["month"]
    by_rule = month == month_text(day.month)
    return day, WrittenDate(
        match["mark"],
        day.day > 9 or match["day"].startswith("0"),
        None if by_rule else month.startswith("0"),
    )


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation found in running text, from ``start`` to ``end`` (the date included).

    ``kind`` is the type named before the number, empty where there is none; ``date`` is ``None``
    where none follows or where it is no day of the calendar (``date_text`` keeps it).
    """

    start: int
    end: int
    number: str
    date: date | None = None
    kind: str = ""
    date_text: str = ""
    party: bool = False


def find_mentions(text: str) -> list[Mention]:
    """Find every document number in a text, with the type and date that stand beside it."""
    return list(_mentions(text))


def _mentions(text: str) -> Iterator[Mention]:
    for match in _MENTION.finditer(text):
        parts = number_parts(match)
        try:
            day = date_parts(match)[0] if match["when"] else None
        except ValueError:
            day = None
        yield Mention(
            match.start(),
            match.end(),
            str(parts),
            day,
            match["kind"] or "",
            match["when"] or "",
            parts.party,
        )
