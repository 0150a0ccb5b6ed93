"""Prepared templates kept on disk, so that a cold start needs neither docxtpl nor lxml.

An entry is Python's ``marshal`` form of plain values and of the code that Jinja compiled: what a
``.pyc`` file is, and trusted as one (:mod:`vbgen.cache` sees to where it lies and to damage).
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Iterable
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from types import CodeType
from typing import Any

from vbgen import cache
from vbgen.render.package import Fixed
from vbgen.render.prepared import Part, Prepared
from vbgen.render.text import Spot
from vbgen.version import __version__


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
    payload = cache.load(folder, name)
    if payload is None:
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
    spots = [tuple(getattr(spot, f) for f in Spot.__slots__) for spot in prepared.spots]
    fixed = (prepared.fixed.body, prepared.fixed.directory, prepared.fixed.digests)
    value: Any = (parts, spots, fixed, codes)
    cache.store(folder, name, marshal.dumps(value))
