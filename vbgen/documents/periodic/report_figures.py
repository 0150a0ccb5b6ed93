"""Figures of a report: what the workspace gives, and what follows from it by a sum.

A share or a difference is computed where its parts are known, never asked for beside them; a share
of nothing reads ``không phát sinh``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from vbgen.documents.blanks import Answers, Blank
from vbgen.vi.numbers import decimal_comma, parse_number, ratio

NOTHING = "không phát sinh"
Pairs = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Figures:
    """``shares``: part and whole of each percentage; ``differences``: what is taken from what."""

    answers: Answers
    shares: Pairs = field(default_factory=dict)
    differences: Pairs = field(default_factory=dict)

    def __getitem__(self, key: str) -> object:
        """Return a figure as printed, a blank where it is not known."""
        if key not in self.shares and key not in self.differences:
            return self.answers[key]
        value = self.number(key)
        if value is not None:
            return decimal_comma(value, 2, trim=True)
        if self._of_nothing(key):
            return NOTHING
        return self.answers[key] if self.answers.has(key) else Blank(key)

    def number(self, key: str) -> Decimal | None:
        """Return a figure's value, computed or given; None where it is not known or no number."""
        pair = self.shares.get(key) or self.differences.get(key)
        if pair is None:
            return self._given(key)
        first, second = (self.number(part) for part in pair)
        if first is None or second is None:
            return None
        if key in self.differences:
            return first - second
        return ratio(first, second) if second else None

    def _given(self, key: str) -> Decimal | None:
        if not self.answers.has(key):
            return None
        try:
            return parse_number(str(self.answers[key]))
        except ValueError:
            return None

    def _of_nothing(self, key: str) -> bool:
        return key in self.shares and self.number(self.shares[key][1]) == 0
