"""Every document of every unit: listed, made by several processes, recorded in the manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from vbgen.app.batch_bench import Asked, Setup, Task, failed, make_chunk, prepare
from vbgen.app.drafting import dossier_of
from vbgen.app.workspace import Workspace
from vbgen.batch import executors, journal, manifest, running
from vbgen.batch.files import write_whole
from vbgen.batch.jobs import Job, check_types, job_list
from vbgen.batch.manifest import Entry
from vbgen.batch.selection import select_units
from vbgen.batch.writing import BESIDE_IT, FAILED, STATES, LostJobError, Outcome

__all__ = ["Asked", "BatchResult", "Means", "batch", "planned"]

CHUNK = 64


@dataclass(frozen=True, slots=True)
class Means:
    """How it runs: processes of this machine, or a Dask cluster at ``scheduler``."""

    processes: int = 1
    scheduler: str = ""


@dataclass(frozen=True)
class BatchResult:
    """What became of every job, in the order of the list."""

    outcomes: tuple[Outcome, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        """1 where a job failed or a person's file kept the new draft from its place."""
        return int(any(self.counts.get(state) for state in (FAILED, BESIDE_IT)))


def planned(workspace: Workspace, asked: Asked) -> tuple[Job, ...]:
    """Return the jobs, without making anything; UsageError for what means nothing."""
    units = select_units(workspace.register, asked.units)
    dossier = dossier_of(workspace, asked.options.as_of)
    check_types(dossier, asked.what)
    return job_list(dossier, asked.what, units)


Follow = Callable[[Iterable[Outcome], int], Iterable[Outcome]]


def batch(
    workspace: Workspace,
    out: Path,
    asked: Asked,
    means: Means,
    follow: Follow = lambda outcomes, _: outcomes,
) -> BatchResult:
    """Make what is asked for into ``out``; ``follow`` may watch the outcomes as they come."""
    units = select_units(workspace.register, asked.units)
    check_types(dossier_of(workspace, asked.options.as_of), asked.what)
    setup = Setup(str(workspace.root.absolute()), str(out.absolute()), asked)
    count = max(1, min(means.processes, len(units)))

    def hire() -> AbstractContextManager[Executor]:
        if means.scheduler:
            return executors.dask_cluster(means.scheduler)
        return executors.processes(count, prepare, (setup, workspace))

    with journal.workplace(out):
        with hire() as executor:  # before the lists are made, which no worker needs
            jobs = planned(workspace, asked)
            before = manifest.read(out)
            tasks = _tasks(jobs, before, journal.left(out))
            chunks = running.chunked(tasks, max(1, min(CHUNK, len(jobs) // (4 * count))))
            work = partial(make_chunk, setup)
            found = running.run(work, chunks, executor, hire, count, _lost)
            outcomes = {o.entry.path: o for o in follow(found, len(jobs))}
        _record(out, before, outcomes)
    journal.clear(out)
    ordered = tuple(outcomes[job.path] for job in jobs)
    counts = {state: sum(o.state == state for o in ordered) for state in STATES}
    return BatchResult(ordered, counts)


def _tasks(
    jobs: Iterable[Job], before: Mapping[str, Entry], left: Mapping[str, tuple[Entry, ...]]
) -> Iterator[Task]:
    """Yield each job with the entries that may vouch for the file in its place."""
    for job in jobs:
        old = (before[job.path],) if job.path in before else ()
        yield job, (*old, *left.get(job.path, ()))


def _lost(task: Task) -> Outcome:
    return failed(task, LostJobError())


def _record(out: Path, before: Mapping[str, Entry], outcomes: Mapping[str, Outcome]) -> None:
    """Write the manifest for scripts and for the clerk; what the batch did not touch stays in."""
    from vbgen.exports.manifest_xlsx import NAME, manifest_xlsx

    entries = {**before, **{path: o.entry for path, o in outcomes.items()}}
    manifest.write(out, entries.values())
    write_whole(out / NAME, manifest_xlsx(sorted(entries.values(), key=lambda e: e.path)))
