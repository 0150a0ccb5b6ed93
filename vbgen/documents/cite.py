"""Citations in running text: ``[[76/NQ-CP]]`` in full the first time, short afterwards (II.6.b)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vbgen.model.citation import Citation
from vbgen.vi.patterns import Pattern

_REFERENCE = Pattern(r"(\\?)\[\[([^\[\]]+)\]\]")


class Mentions:
    """Remembers, through one document, which documents have been cited."""

    def __init__(self, register: Mapping[str, Citation]) -> None:
        self._register = register
        self._seen: set[str] = set()

    def expand(self, text: str) -> str:
        """Replace every reference; an escaped one keeps its brackets."""
        return _REFERENCE.sub(self._one, text) if "[[" in text else text

    def cite(self, key: str) -> str:
        """Return a citation: in full at the first mention, then type, number and symbol."""
        citation = self._register[key]
        first = key not in self._seen
        self._seen.add(key)
        return citation.full() if first else citation.short()

    def _one(self, match: re.Match[str]) -> str:
        escape, key = match.group(1), match.group(2).strip()
        if escape or key not in self._register:
            return match.group(0)[len(escape) :]
        return self.cite(key)
