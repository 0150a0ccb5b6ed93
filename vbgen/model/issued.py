"""Issued documents: what the register (sổ văn bản) says of a document that bears number and date.

Numbers are unique per series and year (Đ15.1); a series is an issuer and a base type, all letters
one, unless the office joins types in its settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vbgen.vi.dates import long_date
from vbgen.vi.letters import lower_first
from vbgen.vi.patterns import Pattern

RECORDS = "so-theo-doi.sqlite"  # the file of a workspace in which the register is kept
# Party papers put the type first and the issuer after a slash: 35-CT/TU.
_PARTY_SYMBOL = Pattern(r"[^\W\d_]+/\S+")

Key = tuple[str, str, str, str, str]


def number_text(number: int) -> str:
    """Write a document's number: below 10 with a leading zero (PL I/1/II.3.c)."""
    return f"{number:02d}"


def number_symbol(number: int, symbol: str) -> str:
    """Join number and symbol: ``05/KH-VP``, ``35-CT/TU`` for papers of the Party."""
    mark = "-" if _PARTY_SYMBOL.fullmatch(symbol) else "/"
    return f"{number_text(number)}{mark}{symbol}"


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """A document with its number and date.

    ``type`` is the slug, ``type_name`` what is printed ("Kế hoạch"); ``issuer_code`` is empty for
    a body that is no unit of the register; ``deliverable`` is empty for papers the plan does not
    name; ``part`` tells apart several documents of one deliverable, type, unit and period;
    ``file`` is relative to the workspace, ``digest`` taken of it when it was issued; ``draft`` is
    the digest of what the plan yielded that day, before any hand touched it.
    """

    number: int
    symbol: str
    issued: date
    issuer: str
    type: str
    type_name: str
    subject: str
    series: str
    issuer_code: str = ""
    deliverable: str = ""
    unit: str = ""
    period: str = ""
    part: str = ""
    file: str = ""
    digest: str = ""
    draft: str = ""

    @property
    def key(self) -> Key:
        """What a document is, apart from what was written on it when it was issued."""
        return self.deliverable, self.type, self.unit, self.period, self.part

    @property
    def number_symbol(self) -> str:
        """Number and symbol as printed: ``05/KH-VP``."""
        return number_symbol(self.number, self.symbol)

    @property
    def year(self) -> int:
        """The year in which the number counts (Đ15.1)."""
        return self.issued.year

    @property
    def phrase(self) -> str:
        """The full citation: type, number, symbol, date, issuer, subject (PL I/1/II.6.b)."""
        return (
            f"{self.type_name} số {self.number_symbol} {long_date(self.issued)} "
            f"của {self.issuer} {_about(self.subject)}"
        )


def _about(subject: str) -> str:
    if subject[:3].lower() == "v/v":
        return f"về việc {subject[3:].lstrip()}"
    begun = subject.lower().startswith(("về ", "ban hành ", "quy định ", "phê duyệt "))
    return lower_first(subject) if begun else f"về {lower_first(subject)}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the register: a document, when it was entered, and what it replaced.

    ``reason`` says why it took the place of entry ``replaces``; ``replaced_at`` is empty while it
    holds; ``withdrawn`` says why it ended without another in its place. Times are ISO 8601.
    """

    id: int
    document: IssuedDocument
    entered_at: str
    reason: str = ""
    replaces: int | None = None
    replaced_at: str = ""
    withdrawn: str = ""

    @property
    def holds(self) -> bool:
        """Tell whether this is what the register says now."""
        return not self.replaced_at
