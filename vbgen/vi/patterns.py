"""Regular expressions that cost nothing until they are used.

A command touches a fraction of the patterns that its modules hold, and compiling all of them would
be a good part of its start.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any


class Pattern:
    """A pattern, compiled at its first use; the methods are those of :class:`re.Pattern`."""

    def __init__(self, text: str, flags: int = 0) -> None:
        self.pattern, self.flags = text, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern that does the work."""
        return re.compile(self.pattern, self.flags)

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """Match at a place."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        """Match the whole text."""
        return self.compiled.fullmatch

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """Find the first match."""
        return self.compiled.search

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """Find all matches."""
        return self.compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[Any]]:
        """Return the texts of all matches."""
        return self.compiled.findall

    @cached_property
    def sub(self) -> Callable[..., str]:
        """Replace all matches."""
        return self.compiled.sub

    @cached_property
    def split(self) -> Callable[..., list[Any]]:
        """Split at all matches."""
        return self.compiled.split
