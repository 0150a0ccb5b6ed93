"""``python -m vbgen`` and the ``vbgen`` command."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    # What a command reads and imports stays to its end: looking through it for garbage again and
    # again, and once more on the way out, takes a fifth of a short command's time.
    gc.set_threshold(50_000, 20, 50)
    from vbgen.cli.main import run

    try:
        code = run(sys.argv[1:])
        gc.freeze()
    except KeyboardInterrupt:  # pressed again on the way out
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
