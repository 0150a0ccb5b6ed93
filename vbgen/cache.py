"""What is costly to make and follows from files alone, kept on disk between runs.

An entry is trusted as a ``.pyc`` file is. Hence: the folder belongs to the user alone (mode 0700;
one that others may write is not used), a digest in front of each entry guards against damage, and
of classes only vbgen's own, dates and paths are ever named in one. Whatever goes wrong here only
means that the value is made anew.
"""

from __future__ import annotations

import dataclasses
import io
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from vbgen import resources
from vbgen.version import __version__

T = TypeVar("T")

KEPT = 200  # entries; the oldest go first
_MAGIC = b"vbgen-kept-3\n"
_DIGEST = 32
_PLAIN = {("datetime", "date"), ("pathlib", "PosixPath"), ("pathlib", "WindowsPath")}


def default_cache_dir() -> Path:
    """Return the folder where this system keeps such things for the present user."""
    if local := os.environ.get("LOCALAPPDATA"):
        return Path(local) / "vbgen" / "cache"
    if kept_there := os.environ.get("XDG_CACHE_HOME"):
        return Path(kept_there) / "vbgen"
    return Path.home() / ".cache" / "vbgen"


def kept(what: str, key: Callable[[], bytes], make: Callable[[], T]) -> T:
    """Return the value of ``make``, read from disk where the same key made it before.

    ``key`` stands for all that the value follows from besides vbgen itself, its data and Python,
    which are seen to here. A value that cannot be kept is returned all the same.
    """
    own = program()
    if not own:
        return make()
    before = key()
    folder, name = default_cache_dir(), f"{what}-{sha256(own + before).hexdigest()[:40]}"
    payload = load(folder, name)
    if payload is not None:
        with suppress(Exception):  # whatever an entry holds, the value can be made anew
            found: T = _Values(io.BytesIO(payload)).load()
            return found
    value = make()
    if key() == before:  # a file changed meanwhile belongs to another key
        with suppress(pickle.PicklingError, TypeError, AttributeError, RecursionError):
            store(folder, name, _dumped(value))
    return value


def _dumped(value: object) -> bytes:
    target = io.BytesIO()
    _Writer(target, pickle.HIGHEST_PROTOCOL).dump(value)
    return target.getvalue()


class _Writer(pickle.Pickler):
    """Writes a record as the call that makes it: read back far faster than its slots one by one."""

    def reducer_override(self, obj: object) -> Any:
        if isinstance(obj, type) or not dataclasses.is_dataclass(obj):
            return NotImplemented
        fields = dataclasses.fields(obj)
        if any(not field.init or field.kw_only for field in fields):
            return NotImplemented
        return type(obj), tuple(getattr(obj, field.name) for field in fields)


class _Values(pickle.Unpickler):
    """Builds values of vbgen's own classes, and of no others."""

    def find_class(self, module: str, name: str) -> Any:
        if (module.startswith("vbgen.") and "." not in name) or (module, name) in _PLAIN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


@cache
def program() -> bytes:
    """Return what stands for vbgen and its data: size and time of every file, cheaper than reading.

    Empty where they lie in no folder of this system; then nothing is kept.
    """
    try:
        folders = [os.fspath(Path(__file__).parent), os.fspath(Path(str(resources.folder("data"))))]
        stamps = sorted(stamp for folder in folders for stamp in _stamps(folder))
    except OSError:
        return b""
    return sha256(repr((sys.version, __version__, stamps)).encode()).digest()


def _stamps(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _stamps(entry.path)
            elif not entry.name.endswith(".pyc"):
                stat = entry.stat()
                yield entry.path, stat.st_size, stat.st_mtime_ns


def load(folder: Path, name: str) -> bytes | None:
    """Return what the entry ``name`` holds, or None where there is no whole one."""
    try:
        if not _private(folder):
            return None
        data = (folder / f"{name}.bin").read_bytes()
    except OSError:
        return None
    start = len(_MAGIC) + _DIGEST
    payload = data[start:]
    if not data.startswith(_MAGIC) or sha256(payload).digest() != data[len(_MAGIC) : start]:
        return None
    return payload


def store(folder: Path, name: str, payload: bytes) -> None:
    """Keep an entry, whole or not at all; a folder that cannot be written is no error."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _private(folder):
            return
        staged = folder / f"{name}.{os.getpid()}.tmp"
        staged.write_bytes(_MAGIC + sha256(payload).digest() + payload)
        staged.replace(folder / f"{name}.bin")
        _prune(folder)
    except OSError:
        return


def _private(folder: Path) -> bool:
    """Say whether nobody else may write there (Windows keeps the user's profile private)."""
    if os.name == "nt":
        return True
    stat = folder.stat()
    return stat.st_uid == os.getuid() and not stat.st_mode & 0o022


def _prune(folder: Path) -> None:
    entries = sorted(folder.glob("*.bin"), key=lambda file: file.stat().st_mtime_ns)
    for file in entries[:-KEPT]:
        file.unlink(missing_ok=True)
