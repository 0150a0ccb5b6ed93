"""What a worker of a batch does: the workspace opened once, then chunk after chunk of documents."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from vbgen import resources
from vbgen.app.drafting import Options, Studio, dossier_of
from vbgen.app.opening import open_workspace
from vbgen.app.workspace import Workspace, inputs
from vbgen.batch import journal
from vbgen.batch.jobs import Drafts, Job
from vbgen.batch.manifest import Entry
from vbgen.batch.writing import (
    BESIDE_IT,
    FAILED,
    MADE,
    SAME,
    Desk,
    Outcome,
    beside,
    on_disk,
    reason_of,
    state_of,
    untouched,
)
from vbgen.documents import types
from vbgen.documents.dossier import Dossier, Draft
from vbgen.version import __version__

DEFAULTS = Options()
# A job, and the entries that may vouch for the file in its place.
Task = tuple[Job, tuple[Entry, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a batch was asked for: types or codes, units, options of ``build``."""

    what: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    options: Options = DEFAULTS
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker needs to know beforehand, in plain values."""

    root: str
    out: str
    asked: Asked


class Bench:
    """A worker's place: the workspace opened once, each template prepared once."""

    def __init__(self, setup: Setup, workspace: Workspace) -> None:
        self.out = Path(setup.out)
        self.overwrite = setup.asked.overwrite
        self.dossier = dossier_of(workspace, setup.asked.options.as_of)
        self.studio = Studio(workspace, self.dossier, setup.asked.options)
        self.drafts = Drafts(self.dossier)
        self.data = data_digest(workspace, self.dossier)
        self._issued = {Path(d.file).name for d in self.dossier.issued if "/" in d.file}
        self._chunks = 0

    def desk(self) -> Desk:
        """Return a fresh desk for a chunk, under a name of its own among all workers."""
        self._chunks += 1
        name = f"{socket.gethostname()}-{os.getpid()}-{self._chunks}"
        return Desk(self.out / journal.NAME, name)

    def frozen(self, draft: Draft, name: str) -> bool:
        """Tell whether the file of that name is an issued document."""
        return name in self._issued or self.dossier.issued_as(draft) is not None


def data_digest(workspace: Workspace, dossier: Dossier) -> str:
    """Return the digest of all the data that documents are made from."""
    total = sha256(f"{__version__}\n{dossier.as_of}\n{dossier.issued!r}\n".encode())
    for file in inputs(workspace.root):
        total.update(f"{file.name}\0{sha256(file.read_bytes()).hexdigest()}\n".encode())
    for slug in types.slugs():
        declared = resources.data("documents", f"{slug}.yml").read_bytes()
        total.update(f"{slug}\0{sha256(declared).hexdigest()}\n".encode())
    return total.hexdigest()


_OPENED: list[Workspace] = []


def prepare(setup: Setup, workspace: Workspace) -> None:
    """Set up a worker's bench before its first chunk."""
    _OPENED[:] = [workspace]
    _bench.cache_clear()
    _bench(setup)


@lru_cache(maxsize=1)
def _bench(setup: Setup) -> Bench:
    """Return the bench; on another machine of a cluster the workspace is read from its folder."""
    return Bench(setup, _OPENED[0] if _OPENED else open_workspace(setup.root))


def make_chunk(setup: Setup, tasks: Sequence[Task]) -> list[Outcome]:
    """Make the documents of some jobs; a job that fails is an outcome, never an error."""
    bench = _bench(setup)
    desk = bench.desk()
    outcomes = [_attempted(bench, desk, task) for task in tasks]
    refused = desk.place()
    return [
        failed(task, refused[task[0].path]) if task[0].path in refused else outcome
        for task, outcome in zip(tasks, outcomes, strict=True)
    ]


def _attempted(bench: Bench, desk: Desk, task: Task) -> Outcome:
    try:
        return _made(bench, desk, *task)
    except Exception as error:  # noqa: BLE001 - one bad job must not stop the others
        return failed(task, error)


def failed(task: Task, error: Exception) -> Outcome:
    """Return the outcome of a job that could not be done; its place keeps what it had."""
    job, known = task
    return untouched(_entry(job), FAILED, known[0] if known else None, reason_of(error))


def _made(bench: Bench, desk: Desk, job: Job, known: Sequence[Entry]) -> Outcome:
    """Make a document, unless what lies in its place is whole, ours and up to date."""
    final = bench.out / job.path
    there = on_disk(final, known)
    made_from = (bench.studio.template_digest(job.type), bench.data)
    if there.entry and (there.entry.template, there.entry.data) == made_from:
        return Outcome(replace(there.entry, state=MADE, reason=""), SAME)
    draft = bench.drafts.of(job)
    document, digest, filled = bench.studio.render_digested(draft)
    entry = replace(
        _entry(job),
        title=str(filled.values["tieu_de"]),
        digest=digest,
        blanks=filled.asked,
        template=made_from[0],
        data=made_from[1],
        file=sha256(document).hexdigest(),
        bytes=len(document),
    )
    frozen = bench.frozen(draft, final.name)
    state = state_of(there, digest, frozen=frozen, overwrite=bench.overwrite)
    if state == MADE:
        desk.stage(document, final, entry)
    elif state == SAME:
        entry = replace(entry, file=there.file, bytes=there.size)
    else:
        if state == BESIDE_IT:
            desk.stage(document, beside(final), entry, vouch=False)
        return untouched(entry, state, there.entry or (known[0] if known else None))
    return Outcome(entry, state)


def _entry(job: Job) -> Entry:
    """Return the entry of a job of which nothing is known yet."""
    return Entry(
        path=job.path,
        type=job.type,
        title="",
        unit=job.unit,
        unit_code=job.unit_code,
        period=job.period or None,
        deliverable=job.code or None,
        digest="",
    )
