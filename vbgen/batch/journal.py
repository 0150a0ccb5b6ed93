"""The workplace of a running batch within its output folder, and what a killed one left there.

``.vbgen-batch`` holds a lock, the journals of the workers and staged files. It is gone when a batch
has ended; what is found there at the start belongs to one that was killed.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import IO

from vbgen.batch.files import blocked, make_folder
from vbgen.batch.manifest import Entry, from_plain
from vbgen.errors import UsageError

NAME, LOCK = ".vbgen-batch", "lock"
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
    """Make the folder and hold its lock; UsageError where another batch holds it.

    A batch that ends before it did anything leaves nothing behind.
    """
    work, existed = out / NAME, out.is_dir()
    make_folder(out)
    with _locked(out, work / LOCK):
        for staged in work.glob("*.docx"):
            staged.unlink(missing_ok=True)
        try:
            yield work
        except BaseException:
            _remove_lock(work)
            if not existed:
                with suppress(OSError):  # something is in it
                    out.rmdir()
            raise
    if os.name == "nt":  # where nobody can remove what is open
        _remove_lock(work)


def clear(out: Path) -> None:
    """Remove the workplace: everything is in its place and in the manifest."""
    shutil.rmtree(out / NAME, ignore_errors=True)


def _remove_lock(work: Path) -> None:
    with suppress(OSError):  # another batch has it open, or there are journals
        if [p.name for p in work.iterdir()] == [LOCK]:
            (work / LOCK).unlink()
            work.rmdir()


def _locked(out: Path, lock: Path) -> IO[bytes]:
    """Open and lock the file; it may go while one waits for it, then it is made again."""
    end = monotonic() + _PATIENCE
    while True:
        handle = _opened(out, lock)
        if handle is not None and _try(handle) and _is_at(handle, lock):
            return handle
        if handle is not None:
            handle.close()
        if monotonic() > end:
            raise UsageError.at(
                out.name or str(out),
                "một lệnh vbgen batch khác đang ghi vào thư mục này",
                "mỗi thư mục một lệnh batch vào một lúc",
                "đợi lệnh kia xong, hoặc chọn thư mục khác bằng -o",
            )
        sleep(_STEP)


def _opened(out: Path, lock: Path) -> IO[bytes] | None:
    """Open the lock; None where the batch that ended just now removed its folder."""
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        return lock.open("a+b")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise blocked(out, error) from error


def _is_at(handle: IO[bytes], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle.fileno()), path.stat())
    except FileNotFoundError:
        return False


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
