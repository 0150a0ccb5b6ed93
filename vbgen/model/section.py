"""The body of a document as paragraphs with a level, read from the way each begins.

Levels are the decree's (PL I/1/II.6.d-đ, V#6): Phần, Chương, Mục, Tiểu mục, Điều; I., 1., a), and
the dash and plus items of practice. Numbers are literal text: kept as typed, checked for order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vbgen.errors import Place
from vbgen.model.fields import Problems, place_of
from vbgen.vi.letters import from_roman, letter, letter_index, roman
from vbgen.vi.patterns import Pattern

# Level names, outermost first; a paragraph without a marker is "doan".
LEVELS = ("phan", "chuong", "muc_dieu", "tieu_muc", "dieu", "muc", "khoan", "diem", "gach", "cong")

_MARKERS: tuple[tuple[str, Pattern], ...] = (
    ("phan", Pattern(r"Phần ([IVXLC]+|thứ \w+)\b\.?")),
    ("chuong", Pattern(r"Chương ([IVXLC]+)\b\.?")),
    ("muc_dieu", Pattern(r"Mục (\d+)\b\.?")),
    ("tieu_muc", Pattern(r"Tiểu mục (\d+)\b\.?")),
    ("dieu", Pattern(r"Điều (\d+)\.")),
    ("muc", Pattern(r"([IVXLC]+)\.(?=\s)")),
    ("khoan", Pattern(r"(\d+)\.(?=\s)")),
    ("diem", Pattern(r"([a-zđ])\)(?=\s)")),
    ("gach", Pattern(r"()[-–](?=\s)")),
    ("cong", Pattern(r"()\+(?=\s)")),
)
_CLOSED = (".", ";", ":", ",", "…", "./.")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a body.

    ``text`` is the whole paragraph, marker included; ``number`` what the marker counts;
    ``heading``: stands alone as a title (bold). ``field`` and ``unit`` tie it to a field of work
    or a unit.
    """

    level: str
    text: str
    number: str = ""
    heading: bool = False
    field: str = ""
    unit: str = ""
    place: Place | str = ""

    @property
    def role(self) -> str:
        """The name under which a template shows this paragraph (``khoan_de_muc`` for a title).

        A point that leads into a list is shown as a title is: it stays with what follows.
        """
        leads = self.level == "diem" and self.text.rstrip("*").endswith(":")
        titled = (self.heading and self.level in {"khoan", "diem"}) or leads
        return f"{self.level}_de_muc" if titled else self.level


def paragraph(text: str, field: str = "", unit: str = "") -> Paragraph:
    """Read one paragraph; its level follows from how it begins."""
    place = place_of(text)
    bare = text.strip()
    bold = bare.startswith("**") and bare.endswith("**") and bare.count("**") == 2
    inner = bare[2:-2] if bold else bare
    for level, pattern in _MARKERS:
        match = pattern.match(inner)
        if match:
            heading = bold or not inner.endswith(_CLOSED) or level in LEVELS[:4] or level == "muc"
            shown = inner if bold else bare
            return Paragraph(level, shown, match.group(1), heading, field, unit, place)
    return Paragraph("doan", bare, "", bold, field, unit, place)


def check_order(paragraphs: Iterable[Paragraph], problems: Problems) -> None:
    """Report numbers that do not follow the one before them under the same heading."""
    last: dict[str, int] = {}
    for p in paragraphs:
        if p.level not in LEVELS:
            continue
        depth = LEVELS.index(p.level)
        for deeper in LEVELS[depth + 1 :]:
            if not (p.level in {"phan", "chuong", "muc_dieu", "tieu_muc"} and deeper == "dieu"):
                last.pop(deeper, None)  # articles count through the whole document
        value = ordinal(p.level, p.number)
        if value is None:
            continue
        expected = last.get(p.level, 0) + 1
        if value != expected:
            problems.add(
                p.place,
                f'số thứ tự "{p.number}" của đoạn "{p.text[:40]}…" không nối tiếp',
                f'"{_written(p.level, expected)}" theo thứ tự',
                f'sửa thành "{_written(p.level, expected)}" hoặc thêm đoạn còn thiếu',
            )
        last[p.level] = value


def ordinal(level: str, number: str) -> int | None:
    """Return the value of a marker's number; None where the level does not count."""
    if not number or " " in number:
        return None
    try:
        if level in {"phan", "chuong", "muc"}:
            return from_roman(number)
        return letter_index(number) if level == "diem" else int(number)
    except ValueError:
        return None


def _written(level: str, value: int) -> str:
    if level in {"phan", "chuong", "muc"}:
        return roman(value)
    return letter(value) if level == "diem" else str(value)
