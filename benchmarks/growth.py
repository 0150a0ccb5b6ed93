"""How cost grows with rows and with documents, and how much memory it takes."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks.layouts import template
from benchmarks.materials import LETTER, PLAN, Context, contexts
from benchmarks.measure import cpu_ms, table
from vbgen.render import Template

ROWS = (10, 100, 1_000, 10_000)
ROUNDS = 9
DOCUMENTS = (10, 100, 1_000, 10_000)


def rows() -> None:
    """Cost per row of a plan of 10 to 10,000 rows."""
    prepared = Template(template(PLAN), deflate="zlib")
    prepared.render(PLAN.context(0))
    taken: dict[int, list[float]] = {count: [] for count in (0, *ROWS)}
    plans = {count: _plans(count, 1_000 // max(count, 10)) for count in taken}
    for _ in range(ROUNDS):  # in turns: the pace of a machine drifts
        for count, several in plans.items():
            taken[count].append(min(cpu_ms(prepared.render, context) for context in several))
    found = []
    for count in ROWS:
        each = [(own - body) / count for own, body in zip(taken[count], taken[0], strict=True)]
        whole = f"{median(taken[count]):.2f}"
        found.append([f"{count:,}", whole, f"{median(each) * 1000:.1f}"])
    table("Rows of one plan (zlib 6)", ["rows", "CPU ms", "µs per row, body taken off"], found)


def _plans(tasks: int, count: int) -> list[Context]:
    return [PLAN.context(seed, tasks) for seed in range(max(2, count))]


def many() -> None:
    """Cost per letter of 10 to 10,000 letters."""
    prepared = Template(template(LETTER))
    found = []
    for count in DOCUMENTS:
        several = contexts(LETTER, count)
        before = process_time()
        for context in several:
            prepared.render(context)
        taken = process_time() - before
        found.append([f"{count:,}", f"{taken:.3f}", f"{taken / count * 1e6:.0f}"])
    table("Letters, one after another", ["documents", "CPU s", "µs per document"], found)


_CHILD = """
import sys
from pathlib import Path
from benchmarks.materials import {kind}
from benchmarks.measure import peak_kilobytes
from vbgen.render import Template
prepared = Template(sys.argv[1], cache_dir=Path(sys.argv[2]))
for seed in range({count}):
    prepared.render({kind}.context(seed))
print(peak_kilobytes())
"""


def memory() -> None:
    """Peak memory of a process that makes many documents from a cached template (Linux)."""
    if not sys.platform.startswith("linux"):
        print("\nmemory: measured on Linux alone")
        return
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for kind, count in ((LETTER, 100), (LETTER, 1_000), (LETTER, 10_000), (PLAN, 500)):
            file = Path(folder) / f"{kind.name}.docx"
            file.write_bytes(template(kind))
            Template(file, cache_dir=Path(folder))
            code = _CHILD.format(kind=kind.name.upper(), count=count)
            run = [sys.executable, "-c", code, str(file), folder]
            done = subprocess.run(run, check=True, capture_output=True)
            found.append([f"{count:,} × {kind.name}", f"{int(done.stdout) / 1000:.0f}"])
    table("Memory", ["documents", "peak MB"], found)
