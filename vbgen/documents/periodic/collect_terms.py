"""What a run of collecting goes by, and what it finds: frozen values between its steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from vbgen.documents.periodic.progress_doubts import RowJudge
from vbgen.documents.periodic.progress_scope import Scope
from vbgen.documents.periodic.stat_forms import StatForms, StatRow
from vbgen.model.plan import Plan
from vbgen.model.progress import State, Window
from vbgen.model.progress_record import Doubt, Origin
from vbgen.model.returned_file import FileRead, TableHead
from vbgen.model.unit import Register


@dataclass(frozen=True)
class Terms:
    """The plan, period and units that returned files are held against.

    ``labels``: names of the units that report, by code; ``asked``: the statistical rows of a unit;
    ``known``: rows (code, unit) that need no return any more; ``figures_before``: what units gave
    for the period before, by (code, unit).
    """

    plan: Plan
    register: Register
    scope: Scope
    window: Window
    regime: str
    plan_id: str
    labels: Mapping[str, str]
    judge: RowJudge
    forms: StatForms
    asked: Callable[[str], tuple[StatRow, ...]]
    office_symbol: str = ""
    known: frozenset[tuple[str, str]] = frozenset()
    figures_before: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code that a row may have meant, by likeness alone; it never counts."""

    file: str
    sheet: str
    cell: str
    text: str
    code: str
    score: int

    def as_json(self) -> dict[str, object]:
        """Return the entry of ``--format json`` (docs/json.md)."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "cell": self.cell,
            "text": self.text,
            "code": self.code,
            "score": self.score,
        }


@dataclass(frozen=True, slots=True)
class RowTaken:
    """A row that was understood: whose, of which target (from 1), what the unit filled in."""

    code: str
    unit: str
    target: int
    leads: bool
    state: State | None
    texts: Mapping[str, str] = field(hash=False)
    head: TableHead
    number: int
    file: str
    digest: str

    def origin(self, key: str) -> Origin:
        """Return where a field of the row stands."""
        letter = self.head.letters.get(key.partition("#")[0]) or self.head.letters.get("ma", "A")
        return Origin(self.file, self.digest, self.head.sheet, f"{letter}{self.number}")

    @property
    def order(self) -> tuple[str, str, int]:
        """What sorts rows the same way whatever the order of files."""
        return self.file, self.head.sheet, self.number


@dataclass(frozen=True, slots=True)
class FigureTaken:
    """A statistical figure that was understood; ``value`` is a plain number or empty."""

    code: str
    unit: str
    value: str
    as_of: str
    note: str
    origin: Origin


@dataclass(frozen=True)
class Sifted:
    """What one file gave. ``seen``: codes that stand in it as rows of its unit, filled or not."""

    file: FileRead
    unit: str = ""
    rows: tuple[RowTaken, ...] = ()
    figures: tuple[FigureTaken, ...] = ()
    seen: frozenset[str] = frozenset()
    doubts: tuple[Doubt, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Finder:
    """Makes the doubts of one file."""

    file: str
    unit: str = ""

    def at(
        self, sheet: str, cell: str, problem: str, required: str, remedy: str, code: str = ""
    ) -> Doubt:
        """Return a doubt about a cell."""
        return Doubt(self.file, sheet, cell, problem, required, remedy, self.unit, code)

    def about(self, origin: Origin, texts: tuple[str, str, str], code: str = "") -> Doubt:
        """Return a doubt about a cell that is known by its origin."""
        return self.at(origin.sheet, origin.cell, *texts, code=code)
