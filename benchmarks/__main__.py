"""``python -m benchmarks [NAME…]``: documents, rows, many, memory, cold, progress, batch."""

from __future__ import annotations

import multiprocessing
import platform
import sys
from collections.abc import Callable
from os import cpu_count

from benchmarks import batch, cold, documents, growth, progress

PARTS: dict[str, Callable[[], None]] = {
    "documents": documents.run,
    "rows": growth.rows,
    "many": growth.many,
    "memory": growth.memory,
    "cold": cold.run,
    "progress": progress.run,
    "batch": batch.run,
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; known: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()}, {cpu_count()} cores, {platform.system()}")
    sys.stdout.flush()
    begin = multiprocessing.get_context("spawn").Process
    failed = 0
    for name in names or PARTS:
        part = begin(target=PARTS[name])  # what one part leaves in memory, no other starts with
        part.start()
        part.join()
        failed |= part.exitcode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
