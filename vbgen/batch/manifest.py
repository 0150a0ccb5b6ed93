"""What a folder of drafts holds, and whether a draft is still as it was made.

``manifest.json`` lies at the top of the output folder and names no absolute path. ``digest`` is
taken over the uncompressed parts, so that another deflate is no change; ``file`` over the bytes,
which is faster to check.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from vbgen.batch.files import write_whole
from vbgen.render.package import content_digest

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One draft: path relative to the folder, what it is, its digest, what is still blank in it.

    ``template`` and ``data`` are digests of what it was made from, ``bytes`` its size. ``state``:
    ``made``, ``beside`` (a person edited the file, the new draft lies beside it), ``frozen``
    (issued, never touched), ``failed``, with the ``reason``, or ``left`` (made by an earlier run;
    the plan or the register has no such document any more). ``findings`` are the checker's.
    """

    path: str
    type: str
    title: str
    unit: str | None
    unit_code: str | None
    period: str | None
    deliverable: str | None
    digest: str
    blanks: tuple[str, ...] = field(default=())
    template: str = ""
    data: str = ""
    file: str = ""
    bytes: int = 0
    state: str = "made"
    reason: str = ""
    findings: tuple[str, ...] = field(default=())


_FIELDS = tuple(f.name for f in fields(Entry))
_LISTS = ("blanks", "findings")


def read(folder: Path) -> dict[str, Entry]:
    """Return the entries by path; a missing or unreadable manifest is an empty one.

    Nothing is lost by that: a file that no entry vouches for is never overwritten.
    """
    return read_told(folder)[0]


def read_told(folder: Path) -> tuple[dict[str, Entry], bool]:
    """Return the entries, and whether there is a manifest that cannot be read: it is forgotten."""
    try:
        raw = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return {entry.path: entry for entry in map(from_plain, raw["documents"])}, False
    except (OSError, ValueError, KeyError, TypeError):
        return {}, (folder / NAME).exists()


def write(folder: Path, entries: Iterable[Entry]) -> None:
    """Write the manifest, entries by path, one a line."""
    lines = ",\n".join(as_line(entry) for entry in sorted(entries, key=lambda e: e.path))
    text = f'{{"version": 1, "documents": [\n{lines}\n]}}\n'
    write_whole(folder / NAME, text.encode("utf-8"))


def as_line(entry: Entry) -> str:
    """Return an entry as JSON on one line."""
    return json.dumps({name: getattr(entry, name) for name in _FIELDS}, ensure_ascii=False)


def from_plain(raw: Mapping[str, Any]) -> Entry:
    """Return the entry of a JSON mapping; names of a later version are left out."""
    known = {name: raw[name] for name in _FIELDS if name in raw}
    return Entry(**{**known, **{name: tuple(raw.get(name, ())) for name in _LISTS}})


def digest_of(path: Path) -> str | None:
    """Return the digest of a file; None where there is none, empty where it is no Word document."""
    try:
        return digest_of_bytes(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError:
        return ""


def digest_of_bytes(data: bytes) -> str:
    """Return the digest of a document's content, empty where it is no whole Word document."""
    import zipfile
    import zlib

    try:
        return content_digest(data)
    except (zipfile.BadZipFile, ValueError, RuntimeError, zlib.error):
        return ""
