"""How wide printed text is, from a table of the font's advance widths (``data/fonts/times.json``).

Widths of Times New Roman serve for every font that keeps its metrics. No kerning: Word and
LibreOffice print without it unless told otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache

from vbgen import resources

_FALLBACK = "n"


@cache
def _table() -> Mapping[str, Mapping[str, int]]:
    text = resources.data("fonts", "times.json").read_text(encoding="utf-8")
    table: Mapping[str, Mapping[str, int]] = json.loads(text)
    return table


def text_width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Return the width of ``text`` on one line, in points, at ``size`` points."""
    face = {(0, 0): "regular", (1, 0): "bold", (0, 1): "italic", (1, 1): "bold_italic"}
    widths = _table()[face[bold, italic]]
    other = widths[_FALLBACK]
    units = sum(widths.get(letter, other) for letter in text)
    return units * size / _em()


@cache
def _em() -> float:
    em = _table()["em"]
    assert isinstance(em, int)
    return float(em)


def wrapped(
    text: str, room: float, size: float, *, bold: bool = False, italic: bool = False
) -> list[float]:
    """Return the widths in points of the lines ``text`` breaks into within ``room`` points."""
    space = text_width(" ", size, bold=bold, italic=italic)
    lines: list[float] = []
    current = -space
    for word in text.split():
        wide = text_width(word, size, bold=bold, italic=italic)
        if current > 0 and current + space + wide > room:
            lines.append(current)
            current = -space
        current += space + wide
    return [*lines, max(current, 0.0)]


def longest_line(
    texts: Iterable[str], room: float, size: float, *, bold: bool = False, italic: bool = False
) -> float:
    """Return the width in points of the longest printed line of paragraphs, at most ``room``."""
    widths = [
        width for text in texts for width in wrapped(text, room, size, bold=bold, italic=italic)
    ]
    return min(max(widths, default=0.0), room)
