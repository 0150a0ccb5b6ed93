"""How time is taken: CPU of this process per document, contestants in turns, medians."""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import process_time_ns
from typing import Any

Render = Callable[[dict[str, Any]], object]


def cpu_ms(render: Render, context: dict[str, Any]) -> float:
    """Return the CPU milliseconds of one document."""
    before = process_time_ns()
    render(context)
    return (process_time_ns() - before) / 1e6


def in_turns(
    contestants: Mapping[str, Render],
    contexts: Sequence[dict[str, Any]],
    slow_every: int = 4,
) -> dict[str, float]:
    """Return the median ms of each, all on the same contexts and within the same minutes.

    What takes longer than 5 ms runs on every ``slow_every``-th context only.
    """
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for render in contestants.values():
        render(contexts[0])  # imports and first compilations are not what is measured here
    gc.collect()
    for number, context in enumerate(contexts):
        for name, render in contestants.items():
            slow = times[name] and times[name][-1] > 5
            if not slow or number % slow_every == 0:
                times[name].append(cpu_ms(render, context))
                if times[name][-1] > 5:
                    gc.collect()  # its garbage is not the next one's business
    return {name: statistics.median(taken) for name, taken in times.items()}


def peak_kilobytes() -> int:
    """Return the peak memory of this process alone (Linux).

    Not ``ru_maxrss``: that starts with what the process had that started this one.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table in Markdown, ready for docs/performance.md."""
    print(f"\n## {title}\n")
    print("| " + " | ".join(head) + " |")
    print("|" + "|".join(["---"] + ["--:"] * (len(head) - 1)) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
