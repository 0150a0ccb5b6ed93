"""A progress bar on standard error for what takes long; silent otherwise and off a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
WORTH_SHOWING = 20


def counted(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """Yield the items, showing how many of ``total`` are done."""
    if total < WORTH_SHOWING or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, what, total=total, console=Console(stderr=True))
