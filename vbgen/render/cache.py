"""Prepared templates kept on disk, so that a cold start needs neither docxtpl nor lxml.

An entry is Python's ``marshal`` form of plain values and of the code that Jinja compiled: what a
``.pyc`` file is, and trusted as one. Hence: the folder belongs to the user alone (mode 0700; one
that others may write is not used), a digest in front of each entry guards against damage, and
nothing is ever unpickled. Whatever goes wrong here only means that the template is prepared anew.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterable
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from types import CodeType
from typing import Any

from vbgen.render.package import Fixed
from vbgen.render.prepared import Part, Prepared
from vbgen.render.text import Spot
from vbgen.version import __version__

KEPT = 200  # entries; the oldest go first
_MAGIC = b"vbgen-template-2\n"
_DIGEST = 32


def default_cache_dir() -> Path:
    """Return the folder where this system keeps such things for the present user."""
    if local := os.environ.get("LOCALAPPDATA"):
        return Path(local) / "vbgen" / "cache"
    if cache := os.environ.get("XDG_CACHE_HOME"):
        return Path(cache) / "vbgen"
    return Path.home() / ".cache" / "vbgen"


def key(data: bytes, transform_key: str) -> str:
    """Return the name of an entry: it changes with the template and with all that prepares it."""
    digest = sha256(data)
    digest.update(repr((transform_key, sys.version, __version__, *_stamps())).encode())
    return digest.hexdigest()[:48]


def _stamps() -> Iterable[tuple[str, int, int]]:
    """Size and time of the files that preparation depends on, cheaper than asking for versions."""
    for package in ("jinja2", "docxtpl", "docx", "vbgen.render"):
        spec = find_spec(package)
        origin = Path(spec.origin) if spec and spec.origin else Path()
        files = sorted(origin.parent.glob("*.py")) if "." in package else [origin]
        for file in files:
            stat = file.stat()
            yield f"{package}/{file.name}", stat.st_size, stat.st_mtime_ns


def load(folder: Path, name: str) -> tuple[Prepared, dict[str, CodeType]] | None:
    """Return the entry ``name``, or None where there is no whole one."""
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
    parts, spots, fixed, codes = marshal.loads(payload)
    prepared = Prepared(
        tuple(Part(*fields) for fields in parts),
        tuple(Spot(*fields) for fields in spots),
        Fixed(*fixed),
    )
    return prepared, codes


def store(folder: Path, name: str, prepared: Prepared, codes: dict[str, CodeType]) -> None:
    """Keep an entry, whole or not at all; a folder that cannot be written is no error."""
    parts = [tuple(getattr(part, f) for f in Part.__slots__) for part in prepared.parts]
    spots = [(spot.kind, spot.paragraph, spot.run) for spot in prepared.spots]
    fixed = (prepared.fixed.body, prepared.fixed.directory, prepared.fixed.digests)
    value: Any = (parts, spots, fixed, codes)
    payload = marshal.dumps(value)
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
