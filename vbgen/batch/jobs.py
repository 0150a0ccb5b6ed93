"""The list of jobs: each unit's documents, with the path each gets. Pure.

A folder belongs to a unit by its code; the name in it is for people. Paths are short, ASCII and
safe on Windows, and no two are equal where case does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
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


@dataclass(frozen=True, slots=True)
class Listed:
    """The jobs, and of their drafts one for each type, code and day: enough to look at texts."""

    jobs: tuple[Job, ...]
    drafts: tuple[Draft, ...]


def job_list(dossier: Dossier, what: Sequence[str], units: Iterable[Unit]) -> Listed:
    """Return the jobs, unit by unit, each in the plan's order; their files named as by ``build``.

    ``what`` keeps types or codes of deliverables, as :func:`check_types` knows them.
    """
    by_unit: dict[str, list[tuple[Draft, str]]] = {unit.code: [] for unit in units}
    every = (draft for base in bases(dossier)[0] for draft in spread_out(dossier, base))
    drafts: dict[tuple[str, str, date], Draft] = {}
    for draft, stem in named(every):
        wanted = not what or draft.type.slug in what or draft.code in what
        if wanted and draft.unit_code in by_unit:
            by_unit[draft.unit_code].append((draft, stem))
            known = replace(draft, stem=stem) if dossier.issued else draft
            key = (draft.type.slug, draft.code, dossier.day_of(known))
            if key not in drafts:
                drafts[key] = replace(draft, stem=stem)
    return Listed(tuple(_placed(dossier, by_unit.values())), tuple(drafts.values()))


def check_types(dossier: Dossier, what: Sequence[str]) -> None:
    """Raise UsageError for each type or code that no document per unit bears."""
    drafts, declined = bases(dossier)
    of_units = [
        base
        for base in drafts
        if any(unit is not None for unit, _ in islice(spread(dossier, base), 1))
    ]
    known = _names(of_units)
    if all(name in known for name in what):
        return
    reasons = {d.deliverable: f"không soạn văn bản này: {d.reason}" for d in declined}
    others = _names(drafts)
    raise UsageError(
        [
            _unknown(name, known, reasons.get(name, ""), name in others)
            for name in what
            if name not in known
        ]
    )


def _names(drafts: Iterable[Draft]) -> set[str]:
    return {name for d in drafts for name in (d.type.slug, d.code) if name}


def _unknown(name: str, known: Iterable[str], reason: str, single: bool) -> Problem:
    """``reason``: why it is not drafted at all; ``single``: it is, but not for each unit."""
    listed = ", ".join(sorted(known))
    remedy = "chọn loại hoặc mã khác" if reason else f"soạn bằng `vbgen build THƯ_MỤC {name}`"
    if not reason and not single:
        remedy = did_you_mean(name, known, "xem danh sách bằng --dry-run")
    return Problem(
        f"--what {name}",
        reason or "không có văn bản nào theo từng đơn vị mang loại hoặc mã này",
        f"một trong: {listed}" if listed else "kế hoạch có văn bản theo từng đơn vị",
        remedy,
    )


def _placed(dossier: Dossier, by_unit: Iterable[Sequence[tuple[Draft, str]]]) -> Iterator[Job]:
    used: set[str] = set()  # of all units: a folder does not change with the units asked for
    folders = {u.code: unique(folder_of(u), used, FOLDER) for u in dossier.register.units}
    for drafts in by_unit:
        unit = drafts[0][0].unit if drafts else None
        if unit is None:
            continue
        folder = folders[unit.code]
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
