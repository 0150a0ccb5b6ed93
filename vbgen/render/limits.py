"""Bounds on what a template may cost: time, size of the result, size of a computed value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from time import monotonic
from typing import Any

from jinja2.exceptions import TemplateRuntimeError

SECONDS = 20.0
MAX_BYTES = 200_000_000  # of one part
MAX_RANGE = 100_000
MAX_REPEATED = 1_000_000  # characters or entries that a multiplication may give
MAX_BITS = 100_000  # of a power
_CHUNK = 4096


class LimitError(TemplateRuntimeError):
    """A template went beyond a bound; the message says which, in Vietnamese."""


class Limits:
    """The bounds of one rendering at a time; :meth:`start` begins it."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._end = float("inf")

    def start(self) -> None:
        """Count the time from now."""
        self._end = monotonic() + self.seconds

    def check(self) -> None:
        """Raise LimitError when the time is over."""
        if monotonic() > self._end:
            raise LimitError(f"lập văn bản quá {self.seconds:g} giây")

    def encoded(self, pieces: Iterable[str]) -> Iterator[bytes]:
        """Yield what a template puts out, as UTF-8, looking at time and size every few thousand.

        A long document taken piece by piece stays within the processor's cache.
        """
        stream = iter(pieces)
        size = 0
        while chunk := list(islice(stream, _CHUNK)):
            data = "".join(chunk).encode()
            self.check()
            size += len(data)
            if size > MAX_BYTES:
                raise LimitError(f"văn bản dài quá {MAX_BYTES} byte")
            yield data

    def range(self, *args: int) -> range:
        """Stand in for ``range`` in templates: bounded, and a clock for loops without output."""
        self.check()
        numbers = range(*args)
        if len(numbers) > MAX_RANGE:
            raise LimitError(f"range dài quá {MAX_RANGE}")
        return numbers


def multiplied(operator: str, left: Any, right: Any) -> None:
    """Raise LimitError where ``left * right`` or ``left ** right`` would be enormous."""
    whole = isinstance(left, int) and isinstance(right, int)
    if operator == "**" and whole and left.bit_length() * right > MAX_BITS:
        raise LimitError("lũy thừa cho kết quả quá lớn")
    for times, what in ((left, right), (right, left)):
        repeats = isinstance(times, int) and isinstance(what, str | list | tuple)
        if repeats and times * len(what) > MAX_REPEATED:
            raise LimitError(f"phép nhân cho kết quả dài quá {MAX_REPEATED}")
