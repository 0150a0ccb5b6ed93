"""Returned files read, held against the plan, stored; the doubts written out for each unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from vbgen.app.files import write_whole
from vbgen.app.progress import Ground
from vbgen.batch.workers import in_order
from vbgen.documents.periodic.collect_terms import Sifted, Suggestion, Terms
from vbgen.documents.periodic.collecting import Found, bring_together, sift
from vbgen.documents.periodic.progress_doubts import RowJudge
from vbgen.errors import Problem, UsageError, UserError
from vbgen.exports.doubts import doubts_workbook
from vbgen.model.progress import FINAL, Issue
from vbgen.model.progress_record import Collection, Doubt, ProgressValue, Taken
from vbgen.model.returned_file import FileRead
from vbgen.sources.returns import read_return
from vbgen.vi.slug import slug

ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".docx"})
# Beginnings of names that lie beside returned files and are none: locks, our own lists of doubts.
NOT_RETURNED = ("~$", ".", "xem-lai-")
RETURNED = "tien-do"  # the folder of a workspace where returned files lie


@dataclass(frozen=True)
class Collected:
    """What a run took, doubts and suggests; ``doubt_files``: the workbooks to send back."""

    taken: tuple[dict[str, Any], ...]
    doubts: tuple[Doubt, ...]
    suggestions: tuple[Suggestion, ...]
    stored: Taken
    doubt_files: tuple[Path, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the shape of ``--format json`` (docs/json.md)."""
        return {
            "taken": list(self.taken),
            "doubts": [doubt_json(d) for d in self.doubts],
            "suggestions": [s.as_json() for s in self.suggestions],
            "doubt_files": [str(path.resolve()) for path in self.doubt_files],
        }


def doubt_json(doubt: Doubt) -> dict[str, str]:
    """Return a doubt in the shape of ``--format json``."""
    return {
        "file": doubt.file,
        "sheet": doubt.sheet,
        "cell": doubt.cell,
        "problem": doubt.problem,
        "required": doubt.required,
        "remedy": doubt.remedy,
        "unit": doubt.unit,
        "code": doubt.code,
    }


def files_to_read(workspace: Path, given: Sequence[str]) -> list[Path]:
    """Return the files named; a folder stands for what lies in it, nothing for ``tien-do``."""
    found: dict[Path, None] = {}
    for name in given or (str(workspace / RETURNED),):
        path = Path(name)
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in ENDINGS)
            found.update((p, None) for p in inside if not p.name.startswith(NOT_RETURNED))
        else:
            found.setdefault(path)
    if not found:
        raise UsageError.at(
            " ".join(given) or f"{workspace.name}/{RETURNED}",
            "không có tệp nào để thu",
            "tệp tiến độ đơn vị gửi về",
            "ghi tên tệp sau tên thư mục, hoặc chép tệp vào thư mục tien-do",
        )
    return list(found)


def terms_of(ground: Ground) -> Terms:
    """Return what returned files of this period are held against."""
    ws = ground.workspace
    issues: dict[str, list[Issue]] = {}
    for issue in ground.issues:
        issues.setdefault(issue.code, []).append(issue)
    judge = RowJudge(ground.window, plan_day(ground), ws.plan.own_code, issues, ground.answers)
    return Terms(
        plan=ws.plan,
        register=ws.register,
        scope=ground.scope,
        window=ground.window,
        regime=ground.regime.code,
        plan_id=ground.plan_id,
        labels={unit: ground.labels[unit] for unit in ground.units},
        judge=judge,
        forms=ground.forms,
        asked=ground.asked,
        office_symbol=ws.office.body.symbol,
        known=frozenset(_needs_no_return(ground)),
        figures_before=_figures_before(ground),
    )


def plan_day(ground: Ground) -> date:
    """Return the plan's own day: as the register has it, else as the plan says or intends."""
    plan = ground.workspace.plan
    registered = [i.day for i in ground.issues if i.code == plan.own_code and not i.unit]
    return plan.issued or min(registered, default=plan.draft_date)


def _needs_no_return(ground: Ground) -> Iterator[tuple[str, str]]:
    """Yield the rows that were returned for this period, or ended in an earlier one."""
    for (code, unit), answers in ground.answers.items():
        item = ground.scope.by_code.get(code)
        ended = item is not None and not item.recurring and answers[-1].state in FINAL
        if ended or answers[-1].period == ground.period.code:
            yield code, unit


def _figures_before(ground: Ground) -> dict[tuple[str, str], str]:
    earlier = [w for w in ground.windows() if w != ground.window]
    if not earlier:
        return {}
    with ground.records.reading() as book:
        figures = book.progress.figures(ground.regime.code, earlier[-1].code)
        return {(f.code, f.unit): f.value for f in figures if f.value}


def sift_all(
    terms: Terms, files: Iterable[Path], workers: int = 1
) -> Iterator[tuple[Path, Sifted]]:
    """Read and sift the files one by one, in order; one that cannot be read is a doubt.

    ``workers``: processes that read; what was read is sifted here.
    """
    paths = list(files)
    times = Counter(path.name for path in paths)
    named = [(p, p.name if times[p.name] == 1 else p.as_posix()) for p in paths]
    for (path, name), read in zip(named, in_order(_read, named, workers), strict=True):
        if isinstance(read, FileRead):
            yield path, sift(terms, read)
        else:
            doubts = tuple(Doubt(name, "", "", p.problem, p.required, p.remedy) for p in read)
            yield path, Sifted(FileRead(name, ""), doubts=doubts)


def _read(named: tuple[Path, str]) -> FileRead | tuple[Problem, ...]:
    path, name = named
    try:
        return read_return(path, name)
    except UserError as error:
        return error.problems


def collect(
    ground: Ground,
    sifted: Iterable[tuple[Path, Sifted]],
    terms: Terms,
    at: datetime,
    out: Path,
    new_version: bool = False,
) -> Collected:
    """Hold the files together, store what is sound, write the doubts for each unit.

    Raises :class:`UserError` for a closed period unless ``new_version``: nothing is stored then.
    """
    read = list(sifted)
    found = bring_together(terms, (one for _, one in read))
    stored = _store(ground, found, at, new_version)
    rows = {(r.file, r.unit): r.rows for r in found.returns}
    taken = tuple(
        {
            "path": str(path),
            "unit": ground.labels[one.unit],
            "unit_code": one.unit,
            "rows": rows[one.file.name, one.unit],
        }
        for path, one in read
        if (one.file.name, one.unit) in rows
    )
    files = tuple(_write_doubts(ground, found.doubts, out))
    return Collected(taken, found.doubts, found.suggestions, stored, files)


def _store(ground: Ground, found: Found, at: datetime, new_version: bool) -> Taken:
    regime, period = ground.regime.code, ground.period.code
    with ground.records.writing() as book:
        held: dict[tuple[str, str], set[str]] = {}
        for value in book.progress.values(regime, period):
            held.setdefault((value.code, value.unit), set()).add(value.field)
        collection = Collection(
            regime, period, found.returns, _with_blanks(found, held), found.figures, found.doubts
        )
        return book.progress.take(collection, at, new_version)


def _with_blanks(found: Found, held: dict[tuple[str, str], set[str]]) -> Iterator[ProgressValue]:
    """Yield the values, and a blank for each field that an earlier return had and this one not."""
    yield from found.values()
    for answer in found.answers:
        for name in sorted(held.get((answer.code, answer.unit), set()) - set(answer.texts)):
            yield ProgressValue(answer.code, answer.unit, name, "", answer.origin(name))


def _write_doubts(ground: Ground, doubts: Sequence[Doubt], out: Path) -> Iterator[Path]:
    by_unit: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        by_unit.setdefault(doubt.unit, []).append(doubt)
    for unit, own in by_unit.items():
        name = ground.labels.get(unit, "đơn vị chưa rõ")
        head = slug(f"xem-lai-{ground.regime.code}-{ground.period.code}-{unit}")
        path = out / f"{slug(f'{head} {name}', max(75, len(head)))}.xlsx"
        write_whole(path, doubts_workbook(name, ground.period.label, own))
        yield path


def doubt_problem(doubt: Doubt) -> Problem:
    """Return a doubt as a problem to print."""
    from vbgen.errors import Place

    place = Place(doubt.file, sheet=doubt.sheet, cell=doubt.cell)
    return Problem(place, doubt.problem, doubt.required, doubt.remedy, "warning")
