"""What the drafts of one dossier have in common, made once; and lists made only when printed.

A value is kept under a key that names all it depends on, so that a document comes out the same
whether it is the first of its kind or the thirty-thousandth.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import wraps
from typing import Any, TypeVar, overload

T = TypeVar("T")
R = TypeVar("R")


class Shelf:
    """Keeps values by key; those of one unit or draft until the next one's turn."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Any] = {}
        self._unit = ""
        self._of_unit: dict[Hashable, Any] = {}
        self._subject: object = None
        self._about: dict[Hashable, Any] = {}

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of ``key``, made at the first asking."""
        try:
            found: T = self._kept[key]
        except KeyError:
            found = self._kept[key] = make()
        return found

    def kept_of(self, subject: object, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of ``key`` for an object of the dossier, which is kept along with it."""
        full = id(subject), key
        try:
            found: T = self._kept[full][1]
        except KeyError:
            found = make()
            self._kept[full] = subject, found
        return found

    def kept_for(self, unit: str, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of ``key`` for a unit; only the latest unit's values are kept.

        Documents are made unit by unit, and a country has thousands.
        """
        if unit != self._unit:
            self._unit, self._of_unit = unit, {}
        try:
            found: T = self._of_unit[key]
        except KeyError:
            found = self._of_unit[key] = make()
        return found

    def kept_about(self, subject: object, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of ``key`` for this very object, until another one is asked about."""
        if subject is not self._subject:
            self._subject, self._about = subject, {}
        try:
            found: T = self._about[key]
        except KeyError:
            found = self._about[key] = make()
        return found

    def __reduce__(self) -> tuple[type[Shelf], tuple[()]]:
        """Travel empty: what is on it can be made again."""
        return Shelf, ()


def of_latest(function: Callable[[T], R]) -> Callable[[T], R]:
    """Let a pure function of one (immutable) object remember its answer for the latest object."""
    latest: list[tuple[T, R]] = []

    @wraps(function)
    def remembered(subject: T) -> R:
        if latest and latest[0][0] is subject:
            return latest[0][1]
        found = function(subject)
        latest[:] = [(subject, found)]
        return found

    return remembered


class Later(Sequence[Any]):
    """A list that is made when a template first looks into it."""

    def __init__(self, make: Callable[[], Sequence[Any]]) -> None:
        self._make: Callable[[], Sequence[Any]] | None = make
        self._made: Sequence[Any] = ()

    def _items(self) -> Sequence[Any]:
        if self._make is not None:
            self._made, self._make = self._make(), None
        return self._made

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        """Return an item, or some."""
        return self._items()[index]

    def __len__(self) -> int:
        return len(self._items())

    def __iter__(self) -> Iterator[Any]:
        """Iterate over the items."""
        return iter(self._items())
