"""What a folder of drafts holds, and whether a draft is still as it was made.

``manifest.json`` lies at the top of the output folder and names no absolute path. The digest is
taken over the uncompressed parts, so that another deflate is no change.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from vbgen.app.files import write_whole
from vbgen.render.package import content_digest

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One draft: path relative to the folder, what it is, its digest, what is still blank in it."""

    path: str
    type: str
    title: str
    unit: str | None
    unit_code: str | None
    period: str | None
    deliverable: str | None
    digest: str
    blanks: tuple[str, ...] = field(default=())


def read(folder: Path) -> dict[str, Entry]:
    """Return the entries by path; a missing or unreadable manifest is an empty one.

    Nothing is lost by that: a file that no entry vouches for is never overwritten.
    """
    try:
        raw = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return {e["path"]: Entry(**{**e, "blanks": tuple(e["blanks"])}) for e in raw["documents"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def write(folder: Path, entries: Iterable[Entry]) -> None:
    """Write the manifest, entries by path."""
    listed = [_plain(e) for e in sorted(entries, key=lambda e: e.path)]
    text = json.dumps({"version": 1, "documents": listed}, ensure_ascii=False, indent=1)
    write_whole(folder / NAME, (text + "\n").encode("utf-8"))


def _plain(entry: Entry) -> Mapping[str, Any]:
    return {**asdict(entry), "blanks": list(entry.blanks)}


def digest_of(path: Path) -> str | None:
    """Return the digest of a file; None where there is none, empty where it is no Word document."""
    try:
        return content_digest(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, zipfile.BadZipFile, ValueError, RuntimeError):
        return ""
