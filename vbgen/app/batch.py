"""Every document of every unit: listed, made by several processes, recorded in the manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from vbgen.app.batch_bench import Asked, Setup, Task, failed, make_chunk, prepare
from vbgen.app.batch_record import record
from vbgen.app.batch_remarks import about_the_list
from vbgen.app.drafting import dossier_of
from vbgen.app.workspace import Workspace
from vbgen.batch import executors, journal, manifest, running
from vbgen.batch.jobs import Job, check_types, job_list
from vbgen.batch.manifest import Entry
from vbgen.batch.selection import select_units
from vbgen.batch.writing import BESIDE_IT, FAILED, STATES, LostJobError, Outcome
from vbgen.documents.dossier import Dossier
from vbgen.errors import Problem
from vbgen.model.unit import Unit

__all__ = ["Asked", "BatchResult", "Means", "Planned", "batch", "planned", "planned_with_remarks"]

CHUNK = 64


@dataclass(frozen=True, slots=True)
class Means:
    """How it runs: processes of this machine, or a Dask cluster at ``scheduler``."""

    processes: int = 1
    scheduler: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """The jobs, and what is to be said about them whether they are done or not."""

    jobs: tuple[Job, ...]
    remarks: tuple[Problem, ...]


@dataclass(frozen=True)
class BatchResult:
    """What became of every job, in the order of the list, and what else there is to say."""

    outcomes: tuple[Outcome, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[Problem, ...] = ()

    @property
    def exit_code(self) -> int:
        """1 where a job failed, a person's file kept its place, or no record could be written."""
        unrecorded = any(p.level == "error" for p in self.remarks)
        return int(unrecorded or any(self.counts.get(state) for state in (FAILED, BESIDE_IT)))


def planned(workspace: Workspace, asked: Asked) -> tuple[Job, ...]:
    """Return the jobs, without making anything; UsageError for what means nothing."""
    return planned_with_remarks(workspace, asked).jobs


def planned_with_remarks(workspace: Workspace, asked: Asked) -> Planned:
    """Return the jobs and the remarks about them, each once and not for every unit."""
    return _planned(workspace, asked, *_checked(workspace, asked))


def _checked(workspace: Workspace, asked: Asked) -> tuple[Dossier, tuple[Unit, ...]]:
    """Return the dossier and the units asked for; UsageError for what means nothing."""
    units = select_units(workspace.register, asked.units)
    dossier = dossier_of(workspace, asked.options.as_of)
    check_types(dossier, asked.what)
    return dossier, units


def _planned(
    workspace: Workspace, asked: Asked, dossier: Dossier, units: tuple[Unit, ...]
) -> Planned:
    listed = job_list(dossier, asked.what, units)
    return Planned(listed.jobs, about_the_list(workspace, dossier, asked, listed))


Follow = Callable[[Iterable[Outcome], int], Iterable[Outcome]]


def batch(
    workspace: Workspace,
    out: Path,
    asked: Asked,
    means: Means,
    follow: Follow = lambda outcomes, _: outcomes,
) -> BatchResult:
    """Make what is asked for into ``out``; ``follow`` may watch the outcomes as they come."""
    dossier, units = _checked(workspace, asked)
    setup = Setup(str(workspace.root.absolute()), str(out.absolute()), asked)
    count = max(1, min(means.processes, len(units)))

    def hire() -> AbstractContextManager[Executor]:
        if means.scheduler:
            return executors.dask_cluster(means.scheduler)
        return executors.processes(count, prepare, (setup, workspace))

    with journal.workplace(out):
        with hire() as executor:  # before the lists are made, which no worker needs
            plan = _planned(workspace, asked, dossier, units)
            before, damaged = manifest.read_told(out)
            tasks = _tasks(plan.jobs, before, journal.left(out))
            chunks = running.chunked(tasks, max(1, min(CHUNK, len(plan.jobs) // (4 * count))))
            work = partial(make_chunk, setup)
            found = running.run(work, chunks, executor, hire, count, _lost)
            outcomes = {o.entry.path: o for o in follow(found, len(plan.jobs))}
        said = record(out, workspace.register, asked, units, before, outcomes, damaged=damaged)
    ordered = tuple(outcomes[job.path] for job in plan.jobs)
    counts = {state: sum(o.state == state for o in ordered) for state in STATES}
    return BatchResult(ordered, counts, (*plan.remarks, *said))


def _tasks(
    jobs: Iterable[Job], before: Mapping[str, Entry], left: Mapping[str, tuple[Entry, ...]]
) -> Iterator[Task]:
    """Yield each job with the entries that may vouch for the file in its place."""
    for job in jobs:
        old = (before[job.path],) if job.path in before else ()
        yield job, (*old, *left.get(job.path, ()))


def _lost(task: Task) -> Outcome:
    return failed(task, LostJobError())
