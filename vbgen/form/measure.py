"""How wide printed text is, from a table of the font's advance widths (``data/fonts/times.json``).

Widths of Times New Roman serve for every font that keeps its metrics. No kerning: Word and
LibreOffice print without it unless told otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from math import inf

from vbgen import resources
from vbgen.vi.patterns import Pattern
from vbgen.vi.unicode import NO_BREAK

_FALLBACK = "n"
_MORE = 0.095  # of the letter size: LibreOffice prints a no-break blank so much wider than Word
_SLACK = 2.0  # points that printers may differ by
_BREAKS = Pattern("[ \\t\\n\\r]+")
# Titles and headers are made of the same words, often the same lines: what was measured is kept.
_WORDS, _TEXTS = 10_000, 1_000


@cache
def _table() -> Mapping[str, Mapping[str, int]]:
    text = resources.data("fonts", "times.json").read_text(encoding="utf-8")
    table: Mapping[str, Mapping[str, int]] = json.loads(text)
    return table


@lru_cache(_WORDS)
def text_width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Return the width of ``text`` on one line, in points, at ``size`` points."""
    face = {(0, 0): "regular", (1, 0): "bold", (0, 1): "italic", (1, 1): "bold_italic"}
    widths = _table()[face[bold, italic]]
    other = widths[_FALLBACK]
    units = sum(widths.get(letter, other) for letter in text)
    return (units / _em() + _MORE * text.count(NO_BREAK)) * size


@cache
def _em() -> float:
    em = _table()["em"]
    assert isinstance(em, int)
    return float(em)


def wrapped(
    text: str, room: float, size: float, *, bold: bool = False, italic: bool = False
) -> list[float]:
    """Return the widths in points of the lines ``text`` breaks into within ``room`` points."""
    words = [text_width(word, size, bold=bold, italic=italic) for word in _words(text)]
    return _filled(words, text_width(" ", size, bold=bold, italic=italic), room)


def _words(text: str) -> Iterable[str]:
    """Return what stands between the blanks at which a line may end."""
    return filter(None, _BREAKS.split(text))


def _filled(words: Iterable[float], space: float, room: float) -> list[float]:
    lines: list[float] = []
    current = -space
    for wide in words:
        line = current + space + wide
        if current > 0 and line > room:
            lines.append(current)
            line = wide
        current = line
    return [*lines, max(current, 0.0)]


def _narrowest(words: Sequence[float], space: float, count: int) -> float:
    """Return the least room in which :func:`_filled` gives ``count`` lines at most.

    It starts from a room that nothing narrower can do with, and each time goes on to the next one
    in which some line takes a word more.
    """
    room = max(*words, (sum(words) + space * (len(words) - count)) / count)
    while True:
        lines, wider, current = 1, inf, -space
        for wide in words:
            line = current + space + wide
            if current > 0 and line > room:
                lines, wider, line = lines + 1, min(wider, line), wide
            current = line
        if lines <= count:
            return room
        room = wider


@lru_cache(_TEXTS)
def even_room(
    text: str, room: float, size: float, *, bold: bool = False, italic: bool = False
) -> float:
    """Return the least width in points in which ``text`` takes no more lines than in ``room``.

    Set in it, centred text breaks into lines of about the same length. One line keeps its room.
    """
    words = [text_width(word, size, bold=bold, italic=italic) for word in _words(text)]
    space = text_width(" ", size, bold=bold, italic=italic)
    count = len(_filled(words, space, room))
    if count < 2:
        return room
    return min(_narrowest(words, space, count) + _SLACK, room)


def longest_line(
    texts: Iterable[str],
    room: float,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    even: bool = False,
) -> float:
    """Return the width in points of the longest printed line of paragraphs, at most ``room``.

    ``even``: each paragraph is set in its :func:`even_room`.
    """
    found = 0.0
    for text in texts:
        width = even_room(text, room, size, bold=bold, italic=italic) if even else room
        found = max(found, *wrapped(text, width, size, bold=bold, italic=italic))
    return min(found, room)
