"""``python -m vbgen`` and the ``vbgen`` command."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    # What a command reads and imports stays: looking through it for garbage again and again
    # takes a tenth of a short command's time.
    gc.set_threshold(50_000, 20, 50)
    from vbgen.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
