"""The batch against a naive docxtpl loop, one worker against two, memory, the whole country.

Both sides write the same documents of the same communes to memory-backed storage, from contexts
made beforehand; the whole command, which makes the contexts too, stands beside them.
"""

from __future__ import annotations

import gc
import io
import multiprocessing
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment

from benchmarks.measure import table
from vbgen.app.batch import CHUNK, Asked, Means, batch, planned
from vbgen.app.batch_bench import Bench, Setup, make_chunk, prepare
from vbgen.app.country import init_country
from vbgen.app.opening import open_workspace
from vbgen.app.workspace import Workspace
from vbgen.batch import journal
from vbgen.batch.jobs import Job
from vbgen.batch.manifest import Entry
from vbgen.render.deflate import deflate
from vbgen.render.fitting import MEASURES
from vbgen.render.prepare import transformed

COMMUNES = 3_321
SAMPLE, NAIVE = 400, 20  # communes, ten documents each
WORKERS = (1, 2)
COUNTING = "counting, no documents"
ROUNDS = 3  # all contestants take turns: the pace of a machine drifts


def run() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(dir=_memory()) as folder:
        root = Path(folder) / "ca-nuoc"
        init_country(root)
        workspace = open_workspace(root)
        jobs = planned(workspace, Asked())
        mix = Counter(job.type for job in jobs[:10])
        shown = ", ".join(f"{n} {slug}" for slug, n in mix.items())
        print(f"\neach commune: {shown}; deflate: {deflate().name}")
        _against_docxtpl(root, Path(folder) / "out", jobs)
        _workers(workspace, Path(folder) / "out")
        _memory_of_workers(root, Path(folder) / "out")
        _whole_country(root)


def _memory() -> Path | None:
    """Memory-backed storage, where the system has it."""
    found = Path("/dev/shm")
    return found if found.is_dir() else None


def _against_docxtpl(root: Path, out: Path, jobs: tuple[Job, ...]) -> None:
    found: dict[tuple[str, int], list[float]] = {(n, w): [] for n in WORK for w in WORKERS}
    for _ in range(ROUNDS):
        for (name, workers), rates in found.items():
            communes = NAIVE if name == "docxtpl" else SAMPLE
            rates.append(_documents_per_second(name, root, out, jobs, communes, workers))
    rows = []
    for name in WORK:
        one, two = found[name, 1], found[name, 2]
        pace = [f"{median(one):,.0f}", f"{median(two):,.0f}"]
        times = f"{_ratio(two, found['docxtpl', 2]):.1f}"
        gain = f"{_ratio(two, one):.2f}"
        rows.append([name, "–", "–", gain, "–"] if name == COUNTING else [name, *pace, gain, times])
    head = ["documents/s", "one worker", "two workers", "two ÷ one", "× docxtpl, two workers"]
    table("Batch against a docxtpl loop", head, rows)


def _documents_per_second(
    name: str, root: Path, out: Path, jobs: tuple[Job, ...], communes: int, workers: int
) -> float:
    """Let the workers begin together; each makes the documents of communes of its own."""
    with _fresh(out):
        (out / journal.NAME).mkdir(parents=True)
        share = communes * 10
        context = multiprocessing.get_context()
        barrier, results = context.Barrier(workers), context.Queue()
        processes = [
            context.Process(
                target=_worker,
                args=(name, root, out, jobs[n * share : (n + 1) * share], barrier, results),
            )
            for n in range(workers)
        ]
        for process in processes:
            process.start()
        spans = [results.get() for _ in processes]
        for process in processes:
            process.join()
    begin, end = min(b for b, _ in spans), max(e for _, e in spans)
    return workers * share / (end - begin)


def _worker(
    name: str, root: Path, out: Path, jobs: tuple[Job, ...], barrier: Any, results: Any
) -> None:
    workspace = open_workspace(root)
    setup = Setup(str(root), str(out), Asked())
    prepare(setup, workspace)
    bench = Bench(setup, workspace)
    work = WORK[name](bench, setup, jobs)
    next(work)  # made ready
    gc.collect()
    gc.freeze()  # what either side was given is not for collecting while it is measured
    barrier.wait()
    begin = perf_counter()
    next(work)
    results.put((begin, perf_counter()))


def _docxtpl(bench: Bench, setup: Setup, jobs: tuple[Job, ...]) -> Iterator[None]:
    """A new DocxTemplate for each document, as its documentation shows."""
    contexts = _contexts(bench, jobs)
    lent = Environment()
    lent.filters |= MEASURES
    templates = {job.type: _template(bench, job.type) for job in jobs}
    yield
    for job, context in zip(jobs, contexts, strict=True):
        template = DocxTemplate(io.BytesIO(templates[job.type]))
        template.render(context, lent, autoescape=True)
        final = bench.out / job.path
        final.parent.mkdir(exist_ok=True)
        template.save(final)
    yield


def _vbgen(bench: Bench, setup: Setup, jobs: tuple[Job, ...]) -> Iterator[None]:
    """The batch's own rendering, digests, staging and records, from contexts that are given."""
    given = list(zip(jobs, _contexts(bench, jobs), strict=True))
    yield
    for start in range(0, len(given), CHUNK):
        desk = bench.desk()
        for job, context in given[start : start + CHUNK]:
            document, digest = bench.studio.template(job.type).render_digested(context)
            file = sha256(document).hexdigest()
            names = (job.path, job.type, str(context["tieu_de"]), job.unit, job.unit_code)
            entry = Entry(*names, job.period, job.code, digest, file=file, bytes=len(document))
            desk.stage(document, bench.out / job.path, entry)
        desk.place()
    yield


def _whole(bench: Bench, setup: Setup, jobs: tuple[Job, ...]) -> Iterator[None]:
    """What a worker of ``vbgen batch`` does, the contexts included."""
    make_chunk(setup, [(job, ()) for job in jobs[:10]])
    yield
    for start in range(0, len(jobs), CHUNK):
        make_chunk(setup, [(job, ()) for job in jobs[start : start + CHUNK]])
    yield


def _contexts(bench: Bench, jobs: tuple[Job, ...]) -> list[dict[str, Any]]:
    filled = (bench.studio.fill(bench.drafts.of(job)) for job in jobs)
    return [dict(one.values) for one in filled]


def _template(bench: Bench, slug: str) -> bytes:
    """The template as it is fitted for the office, so that both sides make one document."""
    template = bench.studio.template(slug)
    return transformed(template._data, template._transform, slug)


def _counting(bench: Bench, setup: Setup, jobs: tuple[Job, ...]) -> Iterator[None]:
    """No document: what a second process gains here at all, as cores share their clock."""
    yield
    for _ in range(len(jobs) * 10_000):
        pass
    yield


WORK = {
    COUNTING: _counting,
    "docxtpl": _docxtpl,
    "vbgen": _vbgen,
    "vbgen, contexts too": _whole,
}


def _workers(workspace: Workspace, out: Path) -> None:
    """The whole use case, its lists and manifests included, with one worker and with two."""
    units = tuple(u.code for u in workspace.register.units if u.inside)[: 5 * SAMPLE]
    taken: dict[int, list[float]] = {workers: [] for workers in WORKERS}
    for _ in range(ROUNDS):
        for workers, times in taken.items():
            with _fresh(out):
                begin = perf_counter()
                batch(workspace, out, Asked(units=units), Means(workers))
                times.append(perf_counter() - begin)
    medians = [f"{median(times):.1f}" for times in taken.values()]
    rows = [[f"{len(units) * 10:,}", *medians, f"{_ratio(taken[1], taken[2]):.2f}"]]
    table("Whole batches", ["documents", "s, one worker", "s, two workers", "one ÷ two"], rows)


_CHILD = """
import resource, sys
from pathlib import Path
from benchmarks.measure import peak_kilobytes
from vbgen.app.batch import Asked, Means, batch
from vbgen.app.opening import open_workspace
workspace = open_workspace(sys.argv[1])
units = tuple(u.code for u in workspace.register.units if u.inside)[: int(sys.argv[3])]
batch(workspace, Path(sys.argv[2]), Asked(units=units), Means(2))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
print(peak_kilobytes())
"""


def _memory_of_workers(root: Path, out: Path) -> None:
    if not sys.platform.startswith("linux"):
        print("\nmemory of workers: measured on Linux alone")
        return
    rows = []
    for communes in (100, COMMUNES):
        with _fresh(out):
            command = [sys.executable, "-c", _CHILD, str(root), str(out), str(communes)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
        worker, parent = (int(line) * 1024 / 1e6 for line in done.stdout.split())
        rows.append([f"{communes * 10:,}", f"{worker:.0f}", f"{parent:.0f}"])
    table("Memory of a batch", ["documents", "MB, largest worker", "MB, parent"], rows)


def _whole_country(root: Path) -> None:
    """Every document of every commune by the command itself, to the disk, then once more."""
    program = shutil.which("vbgen") or str(Path(sys.executable).with_name("vbgen"))
    rows = []
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        for name in ("all made", "all there already"):
            begin = perf_counter()
            command = [program, "batch", str(root), "--all", "-o", folder, "--jobs", "2"]
            subprocess.run(command, check=True, capture_output=True)
            taken = perf_counter() - begin
            rows.append([name, f"{taken:.1f}", f"{COMMUNES * 10 / taken:,.0f}"])
    title = f"vbgen batch: {COMMUNES * 10:,} documents on disk, two workers"
    table(title, ["run", "s", "documents/s"], rows)


def _ratio(own: list[float], base: list[float]) -> float:
    """Return the median of the ratios round by round."""
    return median(a / b for a, b in zip(own, base, strict=True))


@contextmanager
def _fresh(out: Path) -> Iterator[None]:
    """Let ``out`` be absent before and after."""
    shutil.rmtree(out, ignore_errors=True)
    try:
        yield
    finally:
        shutil.rmtree(out, ignore_errors=True)
