"""Cited documents: read from and written back to the phrases in which offices cite them.

>>> plan = Citation.parse("Kế hoạch số 250/KH-UBND ngày 22/12/2023 của UBND tỉnh về việc làm gì")
>>> plan.key, plan.short()
('250/KH-UBND', 'Kế hoạch số 250/KH-UBND')
>>> plan.legal_basis()
'Căn cứ Kế hoạch số 250/KH-UBND ngày 22 tháng 12 năm 2023 của UBND tỉnh về việc làm gì'
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from vbgen.errors import Level, Place, Problem
from vbgen.model.citation_text import (
    DATE,
    KINDS,
    LAWS,
    LONG,
    NUMBER,
    SHORT,
    Mention,
    NumberParts,
    WrittenDate,
    date_parts,
    find_mentions,
    number_parts,
    parse_number,
)
from vbgen.vi.dates import short_date
from vbgen.vi.patterns import Pattern
from vbgen.vi.slug import slug
from vbgen.vi.unicode import fold, mend

__all__ = [
    "LONG",
    "SHORT",
    "Citation",
    "Mention",
    "Validity",
    "WrittenDate",
    "conflicts",
    "find_mentions",
    "parse_number",
]

# Words that begin a subject (trích yếu) after the issuer's name. Issuers are names, so these are
# looked for in lower case; the few of the second list also with a capital.
_SUBJECT_WORDS = (
    "bãi bỏ|ban hành|báo cáo|bổ nhiệm|bổ sung|bồi dưỡng|cải cách|chấn chỉnh|chi tiết|cho|"
    "chủ trương|chuyển|công bố|công nhận|công tác|cử|đánh giá|đào tạo|đẩy mạnh|đề nghị|"
    "điều chỉnh|giao|hướng dẫn|kết luận|kết quả|kiểm tra|kiện toàn|một số|nâng cao|phân cấp|"
    "phân công|phát động|phê chuẩn|phê duyệt|phổ biến|quy định|rà soát|sửa đổi|tăng cường|"
    "thành lập|thay thế|theo dõi|thông qua|thông báo|thực hiện|tiếp tục|tổ chức|triển khai|"
    "tuyên truyền|tuyển dụng|về|xây dựng|xử lý|yêu cầu"
)
_CAPITAL_WORDS = "Ban hành|Hướng dẫn|Phê duyệt|Quy định|Sửa đổi|Về|V/v|v/v"
_SUBJECT = Pattern(rf",? (?P<subject>(?:{_SUBJECT_WORDS}|{_CAPITAL_WORDS})(?!\w).*)", re.DOTALL)
_KIND = "|".join(sorted(map(re.escape, KINDS), key=len, reverse=True))
_NUMBERED = Pattern(
    rf"(?P<kind>[^\d,;]*?) ?(?P<so>(?:số|Số):?)? ?{NUMBER}(?![\w/])(?:(?P<comma>,)? {DATE})?"
    r"(?: của (?P<issuer>.+))?(?P<rest>.*)",
    re.DOTALL,
)
_NAMED_LAW = Pattern(
    rf"(?P<kind>{'|'.join(LAWS)}) (?!số )(?P<subject>.+?)(?: (?P<so>số) {NUMBER})?"
    rf"(?:(?P<comma>,)? {DATE})?(?: của (?P<issuer>Quốc hội|Ủy ban [Tt]hường vụ Quốc hội))?"
    r"(?: (?P<amended>(?:đã )?được sửa đổi.*))?",
    re.DOTALL,
)
_UNNUMBERED = Pattern(
    rf"(?P<kind>{_KIND})(?: {DATE})?(?: của (?P<issuer>.+))?(?P<rest>.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Validity:
    """What the office itself records of a document's force: first day, last day, successors."""

    since: datetime.date | None = None
    until: datetime.date | None = None
    replaced_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited document.

    ``kind``: name of the type ("Kế hoạch"); ``number``, ``year``, ``symbol``: "61", 2018, "NĐ-CP"
    of 61/2018/NĐ-CP, "35", None, "CT/TU" of 35-CT/TU (``party``); ``subject``: trích yếu with its
    first word ("về việc …", "quy định …"), of a ``named`` law its name. ``question`` and
    ``reading``: a doubt about the source that was recorded, and the reading chosen. ``so``,
    ``comma``, ``spelling`` say how the phrase is spelled; ``validity``: what the office records.
    """

    kind: str
    number: str = ""
    symbol: str = ""
    year: int | None = None
    date: datetime.date | None = None
    issuer: str = ""
    subject: str = ""
    party: bool = False
    named: bool = False
    amended: str = ""
    question: str = ""
    reading: str = ""
    so: str = "số"
    comma: bool = False
    spelling: WrittenDate = SHORT
    place: Place = field(default_factory=Place, compare=False)
    validity: Validity | None = None

    @classmethod
    def parse(cls, text: str) -> Citation:
        """Read a phrase such as "Kế hoạch số 250/KH-UBND ngày 22/12/2023 của UBND tỉnh về …".

        A leading "Căn cứ" and a closing ";" or "." do not belong to it. Raises ``ValueError`` with
        a Vietnamese reason.
        """
        clean = " ".join(mend(text).split()).rstrip(" ;.,").removeprefix("Căn cứ ")
        for pattern in (_NAMED_LAW, _NUMBERED, _UNNUMBERED):
            match = pattern.fullmatch(clean)
            if match and _makes_sense(match):
                return cls._from_match(match, named=pattern is _NAMED_LAW)
        raise ValueError(
            "không thấy tên loại kèm số, ký hiệu; viết như “Kế hoạch số 250/KH-UBND ngày "
            "22/12/2023 của UBND tỉnh về …”, “Chỉ thị số 35-CT/TU ngày …” hoặc “Luật … ngày …”"
        )

    @classmethod
    def _from_match(cls, match: re.Match[str], *, named: bool) -> Citation:
        found = match.groupdict()
        has_number = bool(found.get("number") or found.get("party_number"))
        parts = number_parts(match) if has_number else NumberParts("", "")
        day, spelling = date_parts(match) if found["day"] else (None, SHORT)
        issuer, subject = found["issuer"] or "", found.get("subject") or ""
        if not named:
            issuer, subject = _issuer_and_subject(issuer, found["rest"])
        return cls(
            match["kind"].strip(),
            parts.number,
            parts.symbol,
            parts.year,
            day,
            issuer,
            subject,
            parts.party,
            named,
            found.get("amended") or "",
            so=(found.get("so") or "") if has_number else "số",
            comma=bool(found.get("comma")),
            spelling=spelling,
        )

    @classmethod
    def of(
        cls, kind: str, number: str, day: datetime.date | None, issuer: str, subject: str
    ) -> Citation:
        """Build a citation from register fields; ``number`` is the whole string "61/2018/NĐ-CP".

        Of a law ``subject`` is its name. Raises ``ValueError`` for a number of unknown form.
        """
        parts = parse_number(number) if number else NumberParts("", "")
        return cls(
            kind,
            parts.number,
            parts.symbol,
            parts.year,
            day,
            issuer,
            subject,
            parts.party,
            named=kind in LAWS and bool(subject),
        )

    def __str__(self) -> str:
        """The phrase as it was spelled, from the fields alone."""
        return self._phrase(self.spelling, so=self.so, comma=self.comma)

    def _phrase(self, spelling: WrittenDate, *, so: str = "số", comma: bool = False) -> str:
        name = self.subject if self.named else ""
        head = _words(self.kind, name, so if self.key_number else "", self.key_number)
        day = spelling.text(self.date) if self.date else ""
        issuer = f"của {self.issuer}" if self.issuer else ""
        subject = "" if self.named else self.subject
        return _words(head + "," * (comma and bool(day)), day, issuer, subject, self.amended)

    @property
    def key_number(self) -> str:
        """Number and symbol as printed, empty where the source gives none."""
        if not self.number:
            return ""
        return str(NumberParts(self.number, self.symbol, self.year, self.party))

    @property
    def key(self) -> str:
        """What identifies the document: "250/KH-UBND", "35-CT/TU", or type and name."""
        return self.key_number or _words(self.kind, self.subject or self.issuer)

    @property
    def kind_slug(self) -> str:
        """The type as a slug: ``ke-hoach``."""
        return slug(self.kind)

    def full(self, spelling: WrittenDate | None = None) -> str:
        """Return the first mention in the body (PL I/1/II.6.b): a law by type and name only."""
        if self.named:
            return _words(self.kind, self.subject)
        return self._phrase(spelling or self.spelling)

    def short(self) -> str:
        """Return a later mention: type, number and symbol (PL I/1/II.6.b)."""
        if self.named or not self.number:
            return _words(self.kind, self.subject)
        return _words(self.kind, "số", self.key_number)

    def legal_basis(self) -> str:
        """Return "Căn cứ …" with the date in full, without closing mark (PL I/1/II.6.a).

        A law is given by name and date, without number and issuer.
        """
        if not self.named:
            return f"Căn cứ {self._phrase(LONG)}"
        day = LONG.text(self.date) if self.date else ""
        return _words("Căn cứ", self.kind, self.subject, day, self.amended)

    @property
    def rank(self) -> int:
        """Order among legal bases: the higher the document's force, the lower the number."""
        whole = f"{self.kind} {self.key_number}"
        return next((n for n, p in enumerate(_RANKS) if re.match(p, whole)), len(_RANKS))


# Patterns over "type number", from the highest force to the lowest.
_RANKS = (
    r"Hiến pháp",
    r"(?:Bộ luật|Luật) ",
    r"Nghị quyết \S+/QH\d",
    r"Pháp lệnh |Nghị quyết \S*UBTVQH\d+$",
    r"\S+ \S+-CTN$",
    r"Nghị định ",
    r"Nghị quyết \d+-\w+/TW|\D+ \d+-\w+/TW",
    r"Nghị quyết \S+NQ-CP$",
    r"\D+ \S+-TTg$",
    r"Thông tư",
    r"\D+ \S+-(?:B[A-ZĐ]|VPCP|TTCP)",
    r"\D+ \d+-\w+/TU$",
    r"Nghị quyết \S+-HĐND",
    r"Quyết định \S+/\d{4}/QĐ-UBND",
    r"Quyết định \S+-UBND",
    r"Chỉ thị ",
    r"(?:Kế hoạch|Chương trình|Đề án) ",
)


def _words(*words: str) -> str:
    return " ".join(w for w in words if w)


def _makes_sense(match: re.Match[str]) -> bool:
    """Without a number there must be a name, and in it nothing that tries to be a number."""
    found = match.groupdict()
    if not found["kind"].strip():
        return False
    if "so" in found:
        return True
    name = f"{found['issuer'] or ''} {found['rest']}".strip()
    return bool(name) and not re.search(r"(?<!một )(?<!\w)số:? |\d\w*[/-][A-ZĐ]", name)


def _issuer_and_subject(issuer: str, rest: str) -> tuple[str, str]:
    """Part what follows "của" where the subject begins; without "của" all is subject."""
    if not issuer:
        return "", rest.strip(" ,")
    found = _SUBJECT.search(issuer)
    if found is None:
        return issuer, ""
    return issuer[: found.start()], found["subject"]


# --- citations against each other -------------------------------------------------------------


def conflicts(citations: Iterable[Citation]) -> list[Problem]:
    """Compare the entries of a register: what disagrees, and what stands there twice.

    A conflict is a warning instead of an error where one side records the question and the
    reading chosen.
    """
    by_key: dict[str, list[Citation]] = defaultdict(list)
    by_day: dict[tuple[str, datetime.date], list[Citation]] = defaultdict(list)
    for citation in citations:
        by_key[fold(citation.key)].append(citation)
        if citation.date and citation.number:
            by_day[fold(citation.kind), citation.date].append(citation)
    problems = [p for same in by_key.values() for p in _same_number(same)]
    return problems + [p for same in by_day.values() for p in _same_day(same)]


def _same_number(citations: list[Citation]) -> Iterator[Problem]:
    for one, other in combinations(citations, 2):
        for what, a, b in _differences(one, other):
            yield _conflict(one, other, f"{one.key} có hai {what}: {a} và {b}")
            break
        else:
            yield Problem(
                other.place,
                f"văn bản {other.key} được ghi hai lần trong danh mục văn bản viện dẫn",
                "mỗi văn bản ghi một lần",
                "xóa một trong hai chỗ" + _where(one),
                "warning",
            )


def _differences(one: Citation, other: Citation) -> Iterator[tuple[str, str, str]]:
    if one.date and other.date and one.date != other.date:
        yield "ngày ban hành", short_date(one.date), short_date(other.date)
    if fold(one.kind) != fold(other.kind):
        yield "tên loại", one.kind, other.kind
    if not _same_body(one.issuer, other.issuer):
        yield "cơ quan ban hành", one.issuer, other.issuer
    if one.subject and other.subject and not _alike(one.subject, other.subject):
        yield "trích yếu", f'"{one.subject}"', f'"{other.subject}"'


def _same_body(one: str, other: str) -> bool:
    """Tell whether two issuers may be one body ("UBND tỉnh" and "UBND tỉnh Quảng Trị" are)."""
    a, b = (fold(n).replace("ubnd", "ủy ban nhân dân").replace("hđnd", "hội đồng nhân dân")
            for n in (one, other))  # fmt: skip
    return not a or not b or fold(a) in fold(b) or fold(b) in fold(a)


def _alike(one: str, other: str) -> bool:
    a, b = (re.sub(r"^(?:v/v|về việc|về) ", "", fold(s)) for s in (one, other))
    return a in b or b in a


def _same_day(citations: list[Citation]) -> Iterator[Problem]:
    for one, other in combinations(citations, 2):
        if fold(one.key) == fold(other.key) or not _same_body(one.issuer, other.issuer):
            continue
        if not one.subject or not other.subject or fold(one.subject) == fold(other.subject):
            day = short_date(one.date) if one.date else ""
            yield _conflict(
                one, other, f"{one.kind} ngày {day} có hai số: {one.key} và {other.key}"
            )


def _conflict(one: Citation, other: Citation, problem: str) -> Problem:
    answered = next((c for c in (one, other) if c.question and c.reading), None)
    level: Level = "warning" if answered else "error"
    return Problem(
        other.place,
        problem,
        "một văn bản có một số, một ngày, một cơ quan ban hành",
        f"đang dùng {answered.reading}; đối chiếu bản gốc rồi xóa cau_hoi"
        if answered
        else "đối chiếu bản gốc và sửa một chỗ, hoặc ghi cau_hoi và chon" + _where(one),
        level,
        clause="PL I/1/II.6.b",
    )


def _where(citation: Citation) -> str:
    return f"; chỗ kia: {citation.place}" if str(citation.place) else ""
