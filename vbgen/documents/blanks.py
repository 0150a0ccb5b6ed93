"""Open places of a draft: what a person still has to fill in, printed as dots and listed.

A blank stands for one fact (a number, a name, a day, an amount, a finding).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

DOTS = "…………"
EMPTY_ROWS = 3
Row = tuple[tuple[str, str], ...]


class Blank(str):
    """Dots to be filled in. Looping over it gives a few blank rows; its parts are blanks too."""

    path: str
    asked: Asked | None

    def __new__(cls, path: str, dots: str = DOTS, asked: Asked | None = None) -> Blank:
        """Make a blank for the fact named by ``path``."""
        made = super().__new__(cls, dots)
        made.path, made.asked = path, asked
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        """Let copies keep the path."""
        return self.path, str(self)

    def rows(self) -> list[BlankRow]:
        """Return the empty rows that stand for a missing list."""
        return [BlankRow(f"{self.path}[{n}]", self.asked) for n in range(1, EMPTY_ROWS + 1)]


class BlankRow(Mapping[str, Blank]):
    """A row of which nothing is known: every part is a blank."""

    def __init__(self, path: str, asked: Asked | None = None) -> None:
        self.path, self.asked = path, asked

    def __getitem__(self, key: str) -> Blank:
        """Return the blank of one part; the list it belongs to learns of its columns."""
        if self.asked is not None:
            self.asked.columns.setdefault(self.path.split("[")[0], {}).setdefault(key)
        return Blank(f"{self.path}.{key}")

    def __iter__(self) -> Iterator[str]:
        """Iterate over nothing: the parts are not known beforehand."""
        return iter(())

    def __len__(self) -> int:
        return 0


@dataclass
class Asked:
    """What one draft asked for and did not find: paths, in order, each once."""

    paths: dict[str, None] = field(default_factory=dict)
    columns: dict[str, dict[str, None]] = field(default_factory=dict)
    rows: dict[tuple[str, Row], dict[str, None]] = field(default_factory=dict)

    def blank(self, path: str, dots: str = DOTS) -> Blank:
        """Return a blank and remember that it was asked for."""
        self.paths.setdefault(path)
        return Blank(path, dots, self)

    def cell(self, kind: str, row: Row, key: str) -> Blank:
        """Return a blank for one cell of a row of a list, the row known by some of its cells.

        Without such cells only the list learns of its column.
        """
        self.rows.setdefault((kind, row), {}).setdefault(key)
        return self.blank(".".join((kind, *(text for _, text in row), key)))

    def listed(self) -> tuple[str, ...]:
        """Return the paths in the order of asking."""
        return tuple(self.paths)


class Answers(Mapping[str, object]):
    """What the workspace supplies for one draft; what is missing is a blank, and listed.

    In a template: ``{{ bs.truong_doan }}`` a fact, ``{% for x in bs.thanh_vien | dong %}`` a list.
    """

    def __init__(self, values: Mapping[str, object], asked: Asked, prefix: str = "bs") -> None:
        self._values, self._asked, self._prefix = values, asked, prefix

    def __getitem__(self, key: str) -> object:
        """Return the answer, or a blank."""
        value = self._values.get(key)
        path = f"{self._prefix}.{key}"
        if value is None or value == "":
            return self._asked.blank(path)
        if isinstance(value, Mapping):
            return Answers(value, self._asked, path)
        if isinstance(value, tuple):
            return tuple(
                Answers(v, self._asked, f"{path}[{n}]") if isinstance(v, Mapping) else v
                for n, v in enumerate(value, 1)
            )
        return value

    def __iter__(self) -> Iterator[str]:
        """Iterate over the answers that are there."""
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def has(self, key: str) -> bool:
        """Tell whether there is an answer."""
        return bool(self._values.get(key))


class Facts(Mapping[str, Any]):
    """Facts known, and those ``needed`` that are not: each a blank once a template prints it.

    An empty text is a known fact. Any other name is missing, an error in a template.
    """

    def __init__(
        self, known: Mapping[str, Any], ask: Callable[[str], Blank], needed: Collection[str]
    ) -> None:
        self._known, self._ask, self._needed = known, ask, needed

    def __getitem__(self, key: str) -> Any:
        """Return the fact, or a blank for a needed one."""
        if key in self._known:
            return self._known[key]
        if key in self._needed:
            return self._ask(key)
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the facts that are known."""
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class OnDemand(Mapping[str, Any]):
    """Names whose values are worked out, once, when a template prints them."""

    def __init__(self, makers: Mapping[str, Callable[[], Any]]) -> None:
        self._makers = makers
        self._made: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        """Return the value of a name."""
        if key not in self._made:
            self._made[key] = self._makers[key]()
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
