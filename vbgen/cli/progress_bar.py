"""What takes long shows how far it is: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from vbgen.cli.console import tell

T = TypeVar("T")
WORTH_SHOWING = 20  # things, from which a bar is shown
WORTH_TELLING = 500  # things, from which lines are written; ten for the whole


def counted(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """Yield the items, showing on standard error how many of ``total`` are done."""
    if sys.stderr.isatty() and total >= WORTH_SHOWING:
        yield from _bar(items, total, what)
    elif total >= WORTH_TELLING:
        yield from _lines(items, total, what)
    else:
        yield from items


def _bar(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import track

    yield from track(items, what, total=total, console=Console(stderr=True))


def _lines(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    for number, item in enumerate(items, start=1):
        yield item
        if number * 10 // total > (number - 1) * 10 // total:
            tell(f"{what}: {number}/{total}")
