"""What every reader yields: text, lists and maps, each with its place. No meaning yet.

Scalars stay the text the user typed (``012`` is ``012``); giving them meaning is the work of
:mod:`vbgen.model.fields` and the modules of each entity.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from vbgen.errors import Place


@dataclass(frozen=True, slots=True)
class RawText:
    """A scalar as typed. ``block``: a YAML block, its first line one line below ``place``."""

    text: str
    place: Place
    block: bool = False

    def lines(self) -> tuple[RawText, ...]:
        """Split into non-empty lines, each with its own place."""
        first = self.place.line
        parts = []
        for offset, line in enumerate(self.text.split("\n")):
            if line.strip():
                place = self.place
                if self.block and first is not None:
                    place = replace(place, line=first + 1 + offset, column=None)
                parts.append(RawText(line.strip(), place))
        return tuple(parts)


@dataclass(frozen=True, slots=True)
class RawList:
    """A sequence."""

    items: tuple[Raw, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class RawMap:
    """A mapping; ``keys`` gives the place of each key."""

    entries: Mapping[str, Raw]
    keys: Mapping[str, Place]
    place: Place


Raw = RawText | RawList | RawMap
