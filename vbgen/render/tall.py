"""Rows of the task table: whole on a page where they fit, free to break where they cannot.

A row that must not break but is taller than a page is broken all the same, by each program in its
own way, and LibreOffice may print its last line below the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vbgen.form.measure import wrapped

_LINE = 1.2  # height of a line in letter sizes, a little more than printed
_GAP = 4  # points between paragraphs
_SURE = 300  # points: what is lower than this fits on any page and need not be measured


def fits_page(
    rows: Sequence[Mapping[str, Any]],
    at: int,
    columns: Sequence[Mapping[str, Any]],
    rooms: Sequence[int],
    size: float,
    high: int,
) -> bool:
    """Say whether row ``at`` of a group fits on a page, the cells it is merged with counted.

    ``rooms``: width for text in each of the columns, ``high``: height of a page, both in twips;
    ``size``: of the letters in points.
    """
    first = at
    while first and any(cell["gop"] == "tiep" for cell in rows[first]["o"].values()):
        first -= 1
    return not any(
        _height(rows[n]["o"][column["vai_tro"]]["doan"], room / 20, size) > high / 20
        for n in range(first, at + 1)
        for column, room in zip(columns, rooms, strict=True)
    )


def _height(paragraphs: Sequence[object], room: float, size: float) -> float:
    texts = [str(paragraph) for paragraph in paragraphs]
    most = sum(len(text) * size // room + 1 for text in texts)  # if each letter were a square
    if most * size * _LINE + len(texts) * _GAP < _SURE:
        return 0
    lines = sum(len(wrapped(text, room, size)) for text in texts)
    return lines * size * _LINE + len(texts) * _GAP
