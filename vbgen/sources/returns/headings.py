"""Headings understood by meaning: the form's own, their usual other names, slips of the pen."""

from __future__ import annotations

import re
from functools import cache

from vbgen.model.progress_columns import (
    COLUMNS,
    FIGURE_COLUMNS,
    OTHER_FIGURE_HEADINGS,
    OTHER_HEADINGS,
)
from vbgen.vi.unicode import fold, strip_marks

Names = dict[str, str]
_NEAR = 88.0
_LONG_ENOUGH = 5  # letters, below which a slip is as likely another word


def _key(text: str) -> str:
    """Return a heading without signs, notes in brackets and numbering."""
    plain = re.sub(r"\([^)]*\)", " ", text) if not re.fullmatch(r"\(.*\)", text) else text
    return " ".join(re.sub(r"[^\w%/ -]", " ", fold(plain)).split()).strip("-/ ")


@cache
def _names(figures: bool) -> tuple[Names, Names]:
    """Return column keys by heading, and by heading without marks where that is no other's."""
    columns = FIGURE_COLUMNS if figures else COLUMNS
    others = OTHER_FIGURE_HEADINGS if figures else OTHER_HEADINGS
    exact = {_key(column.heading): column.key for column in columns}
    for key, names in others.items():
        for name in names.split("|"):
            exact.setdefault(_key(name), key)
    plain: dict[str, set[str]] = {}
    for name, key in exact.items():
        plain.setdefault(strip_marks(name), set()).add(key)
    return exact, {name: keys.pop() for name, keys in plain.items() if len(keys) == 1}


@cache
def column_of(text: str, figures: bool = False) -> str:
    """Return the key of the column that a heading names, empty where it names none."""
    if not text or len(text) > 80:
        return ""
    exact, plain = _names(figures)
    heading = _key(text)
    bare = strip_marks(heading)
    return exact.get(heading) or plain.get(bare) or _nearest(bare, plain)


def _nearest(bare: str, plain: Names) -> str:
    from rapidfuzz import fuzz, process

    if len(bare) < _LONG_ENOUGH:
        return ""
    found = process.extract(bare, list(plain), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=3)
    keys = {plain[name] for name, _, _ in found}
    return keys.pop() if len(keys) == 1 else ""
