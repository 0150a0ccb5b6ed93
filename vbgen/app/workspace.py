"""What a workspace holds, as one immutable value, and the files it is read from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vbgen.errors import Problem
from vbgen.model.issued import RECORDS

if TYPE_CHECKING:
    from vbgen.documents.own_data import Entries
    from vbgen.model.issued import IssuedDocument
    from vbgen.model.office import Office, Settings
    from vbgen.model.plan import Plan
    from vbgen.model.supplement import Supplement
    from vbgen.model.unit import Register
    from vbgen.records import Records

PLAN, OFFICE, UNITS, SUPPLEMENT = "ke-hoach", "van-phong", "don-vi", "bo-sung"
REGIMES, HOLIDAYS = "che-do-bao-cao", "ngay-nghi"
REQUIRED, OPTIONAL = (OFFICE, UNITS, PLAN), (SUPPLEMENT, REGIMES, HOLIDAYS)
YAMLS = (".yaml", ".yml")
TABLES = {UNITS: (".xlsx", ".csv"), SUPPLEMENT: (".xlsx",)}


@dataclass(frozen=True)
class Workspace:
    """What a folder holds. ``warnings`` are said by the commands and stop nothing.

    ``own_regimes``, ``own_holidays``: entries of the office's own, before the shipped ones.
    """

    root: Path
    office: Office
    register: Register
    plan: Plan
    supplement: Supplement
    warnings: tuple[Problem, ...] = ()
    own_regimes: Entries = ()
    own_holidays: Entries = ()

    @property
    def settings(self) -> Settings:
        """The office's settings."""
        return self.office.settings

    @property
    def out(self) -> Path:
        """Where drafts go unless told otherwise."""
        return self.root / "out"

    def issued(self) -> tuple[IssuedDocument, ...]:
        """The documents that have their number; none while nothing was recorded."""
        return self.records().issued() if (self.root / RECORDS).is_file() else ()

    def records(self) -> Records:
        """What grows by events; the file is made by the first that writes."""
        from vbgen.records import Records  # sqlite3 only where there is, or will be, a file

        return Records(self.root / RECORDS)


def inputs(root: Path) -> list[Path]:
    """Return all files that a workspace is read from; what else lies there is no input."""
    return [path for stem in (*REQUIRED, *OPTIONAL) for path in files_of(root, stem)]


def files_of(root: Path, stem: str) -> list[Path]:
    """Return the files that say what ``stem`` is for; there should be one at most."""
    endings = (*YAMLS, *TABLES.get(stem, ()))
    return [p for ending in endings if (p := root / f"{stem}{ending}").is_file()]
