"""What fitted templates measure while they are filled in: indents of lines and of headings."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from vbgen.form.measure import even_room, longest_line


def line_indent(
    texts: Iterable[object] | str,
    room: int,
    share: float,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    taken: int = 0,
) -> int:
    """Return the indent in twips, left and right, of a line ``share`` as long as the text above.

    ``room`` is the width in twips between the margins or in the cell, ``taken`` what the text's own
    indents take of it, ``size`` its letters in points.
    """
    lines = (texts,) if isinstance(texts, str) else tuple(str(text) for text in texts)
    points = _longest(lines, (room - taken) / 20, size, bold, italic)
    return max(round((room - points * 20 * share) / 2), 0)


@lru_cache(200)  # the documents of one unit have one header
def _longest(lines: tuple[str, ...], room: float, size: float, bold: bool, italic: bool) -> float:
    return longest_line(lines, room, size, bold=bold, italic=italic, even=True)


def even_indent(
    pieces: Iterable[object],
    room: int,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    taken: int = 0,
) -> int:
    """Return the indent in twips, left and right, that breaks a text evenly.

    ``pieces``: the text in parts; ``room`` is the width in twips between the margins or in the
    cell, ``taken`` what the indents of the text's style take of it already, ``size`` in points.
    """
    text = "".join(map(str, pieces))
    points = even_room(text, (room - taken) / 20, size, bold=bold, italic=italic)
    return max(round((room - points * 20) / 2), taken // 2)
