"""Every document of every unit: listed, made by several processes, recorded in the manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from vbgen.batch.jobs import Job, job_list
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
    """Return the jobs, without making anything."""
    units = select_units(workspace.register, asked.units)
    return job_list(dossier_of(workspace, asked.options.as_of), asked.what, units)


Follow = Callable[[Iterable[Outcome], int], Iterable[Outcome]]


def batch(
    workspace: Workspace,
    out: Path,
    asked: Asked,
    means: Means,
    follow: Follow = lambda outcomes, _: outcomes,
) -> BatchResult:
    """Make what is asked for into ``out``; ``follow`` may watch the outcomes as they come."""
    jobs = planned(workspace, asked)
    setup = Setup(str(workspace.root.absolute()), str(out.absolute()), asked)
    with journal.workplace(out):
        before = manifest.read(out)
        left = journal.left(out)
        tasks = [(job, _known(job, before, left)) for job in jobs]
        outcomes = {
            outcome.entry.path: outcome
            for outcome in follow(_outcomes(workspace, setup, tasks, means), len(jobs))
        }
        _record(out, before, outcomes)
    journal.clear(out)
    ordered = tuple(outcomes[job.path] for job in jobs)
    counts = {state: sum(o.state == state for o in ordered) for state in STATES}
    return BatchResult(ordered, counts)


def _known(
    job: Job, before: Mapping[str, Entry], left: Mapping[str, tuple[Entry, ...]]
) -> tuple[Entry, ...]:
    old = (before[job.path],) if job.path in before else ()
    return (*old, *left.get(job.path, ()))


def _outcomes(
    workspace: Workspace, setup: Setup, tasks: Sequence[Task], means: Means
) -> Iterator[Outcome]:
    count = max(1, min(means.processes, len(tasks)))
    size = max(1, min(CHUNK, len(tasks) // (4 * count)))

    def hire() -> AbstractContextManager[Executor]:
        if means.scheduler:
            return executors.dask_cluster(means.scheduler)
        return executors.processes(count, prepare, (setup, workspace))

    chunks = running.chunked(tasks, size)
    yield from running.run(partial(make_chunk, setup), chunks, hire, count, _lost)


def _lost(task: Task) -> Outcome:
    return failed(task, LostJobError())


def _record(out: Path, before: Mapping[str, Entry], outcomes: Mapping[str, Outcome]) -> None:
    """Write the manifest for scripts and for the clerk; what the batch did not touch stays in."""
    from vbgen.exports.manifest_xlsx import NAME, manifest_xlsx

    entries = {**before, **{path: o.entry for path, o in outcomes.items()}}
    manifest.write(out, entries.values())
    write_whole(out / NAME, manifest_xlsx(sorted(entries.values(), key=lambda e: e.path)))
