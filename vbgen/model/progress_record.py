"""Progress as units returned it, and periods as they were closed: frozen records, no rules.

Values are the text of the returned cell. Each says which file, sheet and cell it came from; which
run took it and when (``run``, ``collected_at``: set by the store, of no account when compared).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Origin:
    """A cell of a returned file. ``digest`` tells two files of one name apart."""

    file: str = ""
    digest: str = ""
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class ProgressValue:
    """One field of one row: deliverable ``code``, lead ``unit``, ``field``, its text.

    An empty value says that the unit left the cell blank where an earlier return had something.
    """

    code: str
    unit: str
    field: str
    value: str
    origin: Origin = Origin()
    run: int = dataclasses.field(default=0, compare=False)
    collected_at: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """One statistical figure of a unit: ``code`` as printed in the form (``3/2.1``)."""

    code: str
    unit: str
    value: str
    as_of: str = ""
    note: str = ""
    origin: Origin = Origin()
    run: int = dataclasses.field(default=0, compare=False)
    collected_at: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Return:
    """A returned file that was taken: whose it is and how many rows it gave."""

    file: str
    digest: str
    unit: str
    rows: int
    run: int = dataclasses.field(default=0, compare=False)
    collected_at: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a returned file that was not taken, or taken with a question."""

    file: str
    sheet: str
    cell: str
    problem: str
    required: str = ""
    remedy: str = ""
    unit: str = ""
    code: str = ""
    run: int = dataclasses.field(default=0, compare=False)
    collected_at: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Collection:
    """All that one run of collecting found for one period of one regime.

    The iterables are read once, so that a province's returns need not lie in memory.
    """

    regime: str
    period: str
    returns: tuple[Return, ...] = ()
    values: Iterable[ProgressValue] = ()
    figures: Iterable[Figure] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run changed. ``run`` is ``None`` when all of it was known already."""

    run: int | None = None
    values: int = 0
    figures: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that a new version of a closed period has otherwise; ``None``: absent there."""

    path: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class ClosedPeriod:
    """A period as it was closed: all that its report is made from, and what the version changed."""

    regime: str
    period: str
    version: int
    closed_at: str
    digest: str
    payload: Mapping[str, Any] = dataclasses.field(hash=False)
    differences: tuple[Difference, ...] = ()
    reason: str = ""
