"""The list of jobs: each unit's documents, with the path each gets. Pure.

A folder belongs to a unit by its code; the name in it is for people. Paths are short, ASCII and
safe on Windows, and no two are equal where case does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from vbgen.documents.dossier import Dossier, Draft
from vbgen.documents.jobs import bases, named, spread, spread_out, unique
from vbgen.errors import Problem, UsageError
from vbgen.model.fields import did_you_mean
from vbgen.model.unit import Unit
from vbgen.vi.slug import slug

FOLDER = 60
_CODE = 24


@dataclass(frozen=True, slots=True)
class Job:
    """One document to make: where, what, for whom. Plain texts, so that it travels anywhere."""

    path: str
    type: str
    unit: str
    code: str
    unit_code: str
    period: str
    stem: str

    def as_json(self) -> dict[str, str]:
        """Return the job as scripts read it."""
        return {"path": self.path, "type": self.type, "unit": self.unit}


def job_list(dossier: Dossier, what: Sequence[str], units: Iterable[Unit]) -> tuple[Job, ...]:
    """Return the jobs, unit by unit, each in the plan's order; their files named as by ``build``.

    ``what`` keeps types or codes of deliverables, as :func:`check_types` knows them.
    """
    by_unit: dict[str, list[tuple[Draft, str]]] = {unit.code: [] for unit in units}
    every = (draft for base in bases(dossier)[0] for draft in spread_out(dossier, base))
    for draft, stem in named(every):
        wanted = not what or draft.type.slug in what or draft.code in what
        if wanted and draft.unit_code in by_unit:
            by_unit[draft.unit_code].append((draft, stem))
    return tuple(_placed(dossier, by_unit.values()))


def check_types(dossier: Dossier, what: Sequence[str]) -> None:
    """Raise UsageError for each type or code that no document per unit bears."""
    of_units = [
        base
        for base in bases(dossier)[0]
        if any(unit is not None for unit, _ in islice(spread(dossier, base), 1))
    ]
    known = {d.type.slug for d in of_units} | {d.code for d in of_units if d.code}
    problems = [_unknown(name, known) for name in what if name not in known]
    if problems:
        raise UsageError(problems)


def _unknown(name: str, known: Iterable[str]) -> Problem:
    listed = ", ".join(sorted(known))
    return Problem(
        f"--what {name}",
        "không có văn bản nào theo từng đơn vị mang loại hoặc mã này",
        f"một trong: {listed}" if listed else "kế hoạch có văn bản theo từng đơn vị",
        did_you_mean(name, known, "xem danh sách bằng --dry-run"),
    )


def _placed(dossier: Dossier, by_unit: Iterable[Sequence[tuple[Draft, str]]]) -> Iterator[Job]:
    folders: set[str] = set()
    for drafts in by_unit:
        unit = drafts[0][0].unit if drafts else None
        if unit is None:
            continue
        folder = unique(folder_of(unit), folders, FOLDER)
        label = dossier.register.full_label(unit, dossier.day_of(drafts[0][0]))
        for d, stem in drafts:
            path = f"{folder}/{stem}.docx"
            yield Job(path, d.type.slug, label, d.code, unit.code, d.period_code, stem)


def folder_of(unit: Unit) -> str:
    """Return the name of a unit's folder: its code, then its name to read."""
    code = slug(unit.code, _CODE)
    name = slug(unit.name, FOLDER - len(code) - 1)
    return code if name == code else f"{code}-{name}"


class Drafts:
    """Finds the draft of a job again, wherever the job has travelled."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._bases = {(d.type.slug, d.code): d for d in bases(dossier)[0]}
        self._periods: dict[tuple[str, str], dict[str, Draft]] = {}

    def of(self, job: Job) -> Draft:
        """Return the draft, its title filled in; LookupError where the workspace has changed."""
        from dataclasses import replace

        from vbgen.documents.jobs import periods_of, titled

        base = self._bases[job.type, job.code]
        key = (job.type, job.code)
        if key not in self._periods:
            spread = {p.code: replace(base, period=p) for p in periods_of(self._dossier, base)}
            self._periods[key] = {"": base, **spread}
        one = self._periods[key][job.period]
        unit = self._dossier.register.by_code[job.unit_code]
        named = titled(self._dossier, replace(one, unit=unit))
        return replace(named, stem=job.stem)
