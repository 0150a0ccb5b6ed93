"""The workplace of a running batch within its output folder, and what a killed one left there.

``.vbgen-batch`` holds a lock, the journals of the workers and staged files. It is gone when a batch
has ended; what is found there at the start belongs to one that was killed.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import IO

from vbgen.batch.files import blocked, make_folder
from vbgen.batch.manifest import Entry, from_plain
from vbgen.errors import UsageError

NAME = ".vbgen-batch"
_PATIENCE = 5.0  # seconds for the workers of a killed batch to notice and end
_STEP = 0.05


def left(out: Path) -> dict[str, tuple[Entry, ...]]:
    """Return, by path, what the journals of a killed batch vouch for, the latest last."""
    found: dict[str, list[Entry]] = {}
    for journal in sorted((out / NAME).glob("*.jsonl")):
        for line in journal.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                entry = from_plain(json.loads(line))
            except (ValueError, TypeError, KeyError):
                continue  # the line that was being written when the batch was killed
            found.setdefault(entry.path, []).append(entry)
    return {path: tuple(entries) for path, entries in found.items()}


@contextmanager
def workplace(out: Path) -> Iterator[Path]:
    """Make the folder and hold its lock; UsageError where another batch holds it."""
    work = out / NAME
    make_folder(out)
    try:
        work.mkdir(exist_ok=True)
        handle = (work / "lock").open("a+b")
    except OSError as error:
        raise blocked(out, error) from error
    with handle:
        if not _locked(handle):
            raise UsageError.at(
                out.name or str(out),
                "một lệnh vbgen batch khác đang ghi vào thư mục này",
                "mỗi thư mục một lệnh batch vào một lúc",
                "đợi lệnh kia xong, hoặc chọn thư mục khác bằng -o",
            )
        for staged in work.glob("*.docx"):
            staged.unlink(missing_ok=True)
        yield work


def clear(out: Path) -> None:
    """Remove the workplace: everything is in its place and in the manifest."""
    shutil.rmtree(out / NAME, ignore_errors=True)


def _locked(handle: IO[bytes]) -> bool:
    end = monotonic() + _PATIENCE
    while not _try(handle):
        if monotonic() > end:
            return False
        sleep(_STEP)
    return True


def _try(handle: IO[bytes]) -> bool:
    """Lock until the file is closed; the system releases the lock of a process that is killed."""
    try:
        import fcntl
    except ImportError:
        return _try_windows(handle)
    try:
        fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _try_windows(handle: IO[bytes]) -> bool:
    from importlib import import_module

    msvcrt = import_module("msvcrt")
    try:
        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True
