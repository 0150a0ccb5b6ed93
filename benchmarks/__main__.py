"""``python -m benchmarks [NAME…]``: documents, rows, many, memory, cold, progress, batch."""

from __future__ import annotations

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
    for name in names or PARTS:
        PARTS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
