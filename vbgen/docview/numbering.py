"""Automatic numbering: which list a paragraph belongs to, its indents, its printed label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vbgen.docview.facts import Numbering
from vbgen.docview.ooxml import W, attr, child, flag, number, val
from vbgen.docview.properties import Props, paragraph_props

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_SLOT = re.compile(r"%([1-9])")


class Lists:
    """The numbering part of one document; :meth:`next` must be asked in reading order."""

    def __init__(self, root: _Element | None) -> None:
        self._abstract: dict[str, _Element] = {}
        self._nums: dict[int, _Element] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[int, int]] = set()
        if root is not None:
            for element in root.iterchildren(f"{W}abstractNum"):
                self._abstract[attr(element, "abstractNumId") or ""] = element
            for element in root.iterchildren(f"{W}num"):
                self._nums[number(attr(element, "numId")) or 0] = element

    def membership(self, p_pr: _Element | None, ancestry: list[_Element]) -> tuple[int, int] | None:
        """Return (list, level) of a paragraph from its own properties or its style's."""
        own = child(p_pr, "numPr")
        num_id = number(val(own, "numId"))
        level = number(val(own, "ilvl"))
        for style in reversed(ancestry):
            inherited = child(child(style, "pPr"), "numPr")
            if inherited is None:
                continue
            if num_id is None:
                num_id = number(val(inherited, "numId"))
            if level is None:
                level = number(val(inherited, "ilvl"))
            if level is None and num_id:
                level = self._level_of_style(num_id, attr(style, "styleId") or "")
        return (num_id, min(level or 0, 8)) if num_id else None

    def indents(self, p_pr: _Element | None, style_id: str = "") -> Props:
        """Return the paragraph properties that the numbering in a ``w:pPr`` brings with it."""
        num_pr = child(p_pr, "numPr")
        num_id = number(val(num_pr, "numId"))
        if not num_id:
            return {}
        level = number(val(num_pr, "ilvl"))
        if level is None:
            level = self._level_of_style(num_id, style_id) if style_id else 0
        return paragraph_props(child(self._level(num_id, level or 0), "pPr"))

    def next(self, num_id: int, level: int) -> Numbering | None:
        """Count one paragraph and return its numbering, None for a list that does not exist."""
        element = self._level(num_id, level)
        if element is None:
            return None
        counters = self._advance(num_id, level)
        kind = val(element, "numFmt") or "decimal"
        return Numbering(num_id, level, kind, self._label(num_id, level, counters))

    def _level_of_style(self, num_id: int, style_id: str) -> int:
        for level in range(9):
            if val(self._level(num_id, level), "pStyle") == style_id:
                return level
        return 0

    def _level(self, num_id: int, level: int) -> _Element | None:
        for override in self._overrides(num_id, level):
            if child(override, "lvl") is not None:
                return child(override, "lvl")
        return _find(self._abstract.get(self._key(num_id)), "lvl", level)

    def _overrides(self, num_id: int, level: int) -> list[_Element]:
        found = _find(self._nums.get(num_id), "lvlOverride", level)
        return [] if found is None else [found]

    def _key(self, num_id: int) -> str:
        return val(self._nums.get(num_id), "abstractNumId") or ""

    def _start(self, num_id: int, level: int) -> int:
        for override in self._overrides(num_id, level):
            start = number(val(override, "startOverride"))
            if start is not None:
                return start
        start = number(val(self._level(num_id, level), "start"))
        return 1 if start is None else start

    def _advance(self, num_id: int, level: int) -> list[int | None]:
        counters = self._counters.setdefault(self._key(num_id), [None] * 9)
        fresh = (num_id, level) not in self._started and bool(self._overrides(num_id, level))
        self._started.add((num_id, level))
        current = counters[level]
        counters[level] = self._start(num_id, level) if current is None or fresh else current + 1
        for deeper in range(level + 1, 9):
            if val(self._level(num_id, deeper), "lvlRestart") != "0":
                counters[deeper] = None
        return counters

    def _label(self, num_id: int, level: int, counters: list[int | None]) -> str:
        element = self._level(num_id, level)
        legal = bool(flag(child(element, "isLgl")))

        def fill(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            count = counters[at]
            kind = "decimal" if legal else val(self._level(num_id, at), "numFmt") or "decimal"
            return format_count(self._start(num_id, at) if count is None else count, kind)

        return _SLOT.sub(fill, val(element, "lvlText") or "")


def _find(parent: _Element | None, tag: str, level: int) -> _Element | None:
    if parent is not None:
        for element in parent.iterchildren(W + tag):
            if number(attr(element, "ilvl")) == level:
                return element
    return None


def format_count(count: int, kind: str) -> str:
    """Write a count in a number format of Word; unknown formats are written as decimals."""
    writers: Mapping[str, str] = {
        "upperRoman": roman(count).upper(),
        "lowerRoman": roman(count),
        "upperLetter": letter(count).upper(),
        "lowerLetter": letter(count),
        "decimalZero": f"{count:02d}",
        "none": "",
        "bullet": "",
    }
    return writers.get(kind, str(count))


def roman(count: int) -> str:
    """Write a count in small Roman numerals."""
    text = ""
    for value, sign in _ROMAN:
        times, count = divmod(max(count, 0), value)
        text += sign * min(times, 40)
    return text


def letter(count: int) -> str:
    """Write a count as Word letters it: a to z, then aa, bb."""
    turns, at = divmod(max(count, 1) - 1, 26)
    return _ALPHABET[at] * min(turns + 1, 40)
