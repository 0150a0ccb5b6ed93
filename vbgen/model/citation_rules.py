"""Does a citation agree with itself: type word, symbol, issuer, Party or state form of number.

The abbreviations are data (``data/terms/the-loai.yml``), handed in as a plain mapping.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vbgen.errors import Level, Problem
from vbgen.model.citation import Citation
from vbgen.vi.unicode import fold

_PARTY_BODY = re.compile(
    r"tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|đảng ủy|trung ương|bộ chính trị|ban bí thư"
    r"|ban thường vụ|ban cán sự đảng|chi bộ"
)
_STATE_BODY = re.compile(
    r"^(?:chủ tịch )?(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd)|^chính phủ$"
)
_CLAUSE = "PL I/1/II.3"


@dataclass(frozen=True, slots=True)
class Tail:
    """The issuer that the end of a symbol stands for, while the name held."""

    pattern: re.Pattern[str]
    issuer: str
    party: bool = False
    local: bool = False
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class SymbolRules:
    """Which type word an abbreviation stands for, and which body the end of a symbol."""

    types: Mapping[str, frozenset[str]]
    outside: tuple[tuple[str, re.Pattern[str]], ...]
    party_types: Mapping[str, frozenset[str]]
    tails: tuple[Tail, ...]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> SymbolRules:
        """Build the rules from the mapping of ``data/terms/the-loai.yml``."""
        listed = (*data["the_loai"], *data.get("ban_sao", ()))
        types: dict[str, set[str]] = {}
        for entry in listed:
            types.setdefault(entry["viet_tat"], set()).add(entry["ten"])
        party = {
            short: frozenset(name.strip() for name in names.split(","))
            for short, names in data["cua_dang"]["viet_tat"].items()
        }
        return cls(
            {short: frozenset(names) for short, names in types.items()},
            tuple((e["loai"], re.compile(e["so_ky_hieu"])) for e in data["ngoai_nd30"]),
            party,
            tuple(_tail(entry) for entry in data["duoi_ky_hieu"]),
        )

    def expected_kinds(self, citation: Citation) -> frozenset[str]:
        """Return the type words that fit the citation's number and symbol."""
        head = re.split(r"[-/]", citation.symbol)[0]
        if citation.party:
            return self.party_types.get(head, frozenset())
        outside = {name for name, form in self.outside if form.fullmatch(citation.key_number)}
        listed = self.types.get(head, frozenset()) if head else frozenset()
        if citation.year and outside:
            return frozenset(outside)
        found = outside | listed
        return frozenset(found) if found else frozenset({"Công văn"})

    def tail(self, citation: Citation) -> Tail | None:
        """Return the body that the end of the symbol stands for, at the citation's own date.

        The symbol of a letter begins with the body instead.
        """
        groups = re.split(r"[-/]", citation.symbol)
        letter = not citation.party and groups[0] not in self.types
        places = (groups[0], groups[-1]) if letter else (groups[-1],)
        found = (t for place in places for t in self.tails if t.pattern.fullmatch(place))
        return next((t for t in found if _held(t, citation.date)), None)


def _tail(entry: Mapping[str, Any]) -> Tail:
    text = entry["duoi"]
    return Tail(
        re.compile(text if entry.get("mau") else re.escape(text)),
        entry["co_quan"],
        bool(entry.get("dang")),
        bool(entry.get("dia_phuong")),
        _day(entry.get("tu")),
        _day(entry.get("den")),
    )


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _held(tail: Tail, day: date | None) -> bool:
    if day is None:
        return True
    return (tail.valid_from or day) <= day <= (tail.valid_to or day)


def check_citation(citation: Citation, rules: SymbolRules) -> list[Problem]:
    """Return what does not fit together inside one citation.

    Errors, or warnings where the entry records the question and the reading chosen, and where the
    issuer is a local body, whose name varies from place to place.
    """
    if not citation.number:
        return []
    return list(_form_problems(citation, rules)) or [
        *_kind_problems(citation, rules),
        *_issuer_problems(citation, rules),
    ]


def _problem(
    citation: Citation, problem: str, required: str, remedy: str, level: Level = "error"
) -> Problem:
    # "Văn bản số …" is vague rather than wrong: offices write it for letters.
    if (citation.question and citation.reading) or citation.kind == "Văn bản":
        level = "warning"
    return Problem(citation.place, problem, required, remedy, level, clause=_CLAUSE)


def _form_problems(citation: Citation, rules: SymbolRules) -> Iterator[Problem]:
    tail = rules.tail(citation)
    issuer = fold(citation.issuer)
    of_party = bool(tail and tail.party) or bool(_PARTY_BODY.search(issuer))
    of_state = bool(tail and not tail.party) or bool(_STATE_BODY.search(issuer))
    if not citation.party and of_party and not of_state:
        kind, _, body = citation.symbol.partition("-")
        yield _problem(
            citation,
            f"{citation.key_number} viết theo kiểu cơ quan nhà nước nhưng là văn bản của Đảng",
            "văn bản của Đảng: số-loại/cơ quan, ví dụ 35-CT/TU",
            f"kiểm tra bản gốc; có phải {citation.number}-{kind}/{body}?",
        )
    elif citation.party and of_state and not of_party:
        suggestion = citation.symbol.replace("/", "-")
        yield _problem(
            citation,
            f"{citation.key_number} viết theo kiểu văn bản của Đảng nhưng là của cơ quan nhà nước",
            "văn bản của cơ quan nhà nước: số/loại-cơ quan, ví dụ 15/KH-VP",
            f"kiểm tra bản gốc; có phải {citation.number}/{suggestion}?",
        )


def _kind_problems(citation: Citation, rules: SymbolRules) -> Iterator[Problem]:
    expected = rules.expected_kinds(citation)
    kind = fold(citation.kind)
    if not expected or any(_begins(kind, fold(name)) for name in expected):
        return
    names = " hoặc ".join(sorted(expected))
    yield _problem(
        citation,
        f'tên loại "{citation.kind}" không hợp với ký hiệu {citation.key_number}',
        f"ký hiệu {citation.symbol} là của {names}",
        f"ghi “{sorted(expected)[0]} số {citation.key_number}” nếu số đúng, hoặc sửa ký hiệu; "
        "bản gốc ghi như vậy thì thêm cau_hoi và chon",
    )


def _begins(kind: str, name: str) -> bool:
    """A type may carry more words ("Kế hoạch CCHC"), but "Quyết định" is not "Quy định"."""
    return kind == name or kind.startswith(f"{name} ")


def _issuer_problems(citation: Citation, rules: SymbolRules) -> Iterator[Problem]:
    tail = rules.tail(citation)
    if tail is None or not citation.issuer or tail.party:
        return
    issuer, name = _spelled_out(citation.issuer), fold(tail.issuer)
    others = {fold(t.issuer) for t in rules.tails if not t.local} - {name}
    fits = issuer not in others and (name in issuer or issuer.endswith(name))
    if fits or (tail.local and issuer.startswith(("chủ tịch", "văn phòng", "sở"))):
        return
    yield _problem(
        citation,
        f'cơ quan ban hành "{citation.issuer}" không hợp với ký hiệu {citation.key_number}',
        f"phần cuối ký hiệu là của {tail.issuer}",
        f"ghi “của {tail.issuer}”, hoặc sửa ký hiệu theo bản gốc",
        "warning" if tail.local else "error",
    )


def _spelled_out(issuer: str) -> str:
    text = fold(issuer)
    for short, long in (("ubnd", "ủy ban nhân dân"), ("hđnd", "hội đồng nhân dân")):
        text = re.sub(rf"\b{short}\b", fold(long), text)
    return text
