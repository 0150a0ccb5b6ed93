"""Problems and errors: what every layer uses to say what is wrong and how to mend it.

Imports nothing of vbgen. A :class:`Problem` is data; an error carries problems, always all of
those found in one run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Self

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value came from: a line of a text file, or a cell of a workbook.

    ``line`` and ``column`` count from 1. ``text`` says a place in words where there is neither
    (a Word paragraph, a command-line option).
    """

    file: str = ""
    line: int | None = None
    column: int | None = None
    sheet: str = ""
    cell: str = ""
    text: str = ""

    def __str__(self) -> str:
        parts = [self.file] if self.file else []
        if self.line is not None:
            parts = [":".join(str(p) for p in (self.file, self.line, self.column) if p is not None)]
        if self.cell:
            parts.append(f"{self.sheet}!{self.cell}" if self.sheet else self.cell)
        elif self.sheet:
            parts.append(self.sheet)
        if self.text:
            parts.append(self.text)
        return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: the place, what is wrong, what is required (and by which clause), the cure.

    All texts are Vietnamese and meant for an office clerk. ``clause`` is written as in
    ``PL I/1/II.3.c``; ``code`` names a rule where there is one.
    """

    place: Place | str
    problem: str
    required: str = ""
    remedy: str = ""
    level: Level = "error"
    code: str = ""
    clause: str = ""


class VbgenError(Exception):
    """Root of all errors that vbgen raises on purpose."""


class UserError(VbgenError):
    """Something the user can mend, with every problem found; commands end with ``exit_code``."""

    exit_code = 2

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (
            (problems,) if isinstance(problems, Problem) else tuple(problems)
        )
        super().__init__("; ".join(f"{p.place}: {p.problem}" for p in self.problems))

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Problem, ...]]]:
        """Keep the problems when passed between processes."""
        return type(self), (self.problems,)

    @classmethod
    def at(
        cls, place: Place | str, problem: str, required: str = "", remedy: str = "", **more: str
    ) -> Self:
        """Build an error of one problem."""
        return cls(Problem(place, problem, required, remedy, code=more.get("code", "")))


class PlanInvalid(UserError):
    """The workspace's own files cannot be read as a plan, an office or a register."""


class TemplateInvalid(UserError):
    """A Word template cannot be used: a tag is broken or asks for what is not offered."""


class UsageError(UserError):
    """A command was asked for something that does not exist or makes no sense."""


class OutputBlocked(UserError):
    """A file could not be written: folder not writable, disk full, file open in Word."""
