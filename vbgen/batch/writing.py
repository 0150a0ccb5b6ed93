"""One document into its place: staged, vouched for, then moved, so that no file is half-written.

The files of a chunk are staged first; then a journal says what they are; then each is moved.
Whatever moment the batch is killed at, every file in place is either the old one or the new one
and some record vouches for it. Nothing is synced one by one: the digests prove what is whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from vbgen.batch.files import why_blocked
from vbgen.batch.manifest import Entry, as_line, digest_of_bytes
from vbgen.errors import Problem, UserError

BESIDE = ".moi"

# What became of a job. MADE and SAME are recorded alike, so that the manifest is the same
# however often a batch was stopped.
STATES = ("made", "same", "beside", "frozen", "failed")
MADE, SAME, BESIDE_IT, FROZEN, FAILED = STATES


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job, and what the manifest says of its document from now on."""

    entry: Entry
    state: str


@dataclass(frozen=True, slots=True)
class There:
    """What lies in a document's place: content digest, file digest, size, who vouches for it.

    ``digest`` is None where there is no file, empty where it is no Word document. ``torn``: nothing
    but the beginning of one, as a failing disk leaves it.
    """

    digest: str | None = None
    file: str = ""
    size: int = 0
    entry: Entry | None = None
    torn: bool = False


def on_disk(path: Path, known: Iterable[Entry]) -> There:
    """Look at a file, and find the entry among those ``known`` that vouches for it."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return There()
    file = sha256(data).hexdigest()
    entry = next((e for e in known if e.file == file), None)
    digest = entry.digest if entry else digest_of_bytes(data)
    if entry is None:  # another deflate, or written by a command that notes no file digest
        entry = next((e for e in known if digest and e.digest == digest), None)
    torn = not digest and (data.startswith(b"PK") or not data.strip(b"\0"))
    return There(digest, file, len(data), entry, torn)


def state_of(there: There, digest: str, *, frozen: bool, overwrite: bool) -> str:
    """Return what is to be done with a new document of that digest.

    A file that nothing vouches for is a person's, also one locked by a password.
    """
    if there.digest is None:
        return MADE
    if frozen:
        return FROZEN
    if there.digest == digest:
        return SAME
    return MADE if there.entry or there.torn or overwrite else BESIDE_IT


def beside(final: Path) -> Path:
    """Return where the new draft goes when the file in place is a person's."""
    return final.with_name(f"{final.stem}{BESIDE}{final.suffix}")


def untouched(entry: Entry, state: str, old: Entry | None, reason: str = "") -> Outcome:
    """Return the record of a job whose place keeps what it had, with what vouches for that."""
    names = ("digest", "template", "data", "file", "bytes", "blanks")
    kept = {name: getattr(old, name) for name in names} if old else _NOTHING
    return Outcome(replace(entry, state=state, reason=reason, **kept), state)


_NOTHING = {"digest": "", "template": "", "data": "", "file": "", "bytes": 0, "blanks": ()}


class LostJobError(Exception):
    """The process that had a job died of it."""


def reason_of(error: Exception) -> str:
    """Return in Vietnamese why a job failed."""
    if isinstance(error, LostJobError):
        return "tiến trình soạn văn bản này dừng đột ngột"
    if isinstance(error, UserError):
        return "; ".join(map(_said, error.problems))
    if isinstance(error, OSError):
        return f"không ghi được: {why_blocked(error)}"
    return f"lỗi của vbgen: {type(error).__name__}: {error}"


def _said(problem: Problem) -> str:
    remedy = f" (sửa: {problem.remedy})" if problem.remedy else ""
    return f"{problem.place}: {problem.problem}{remedy}"


@dataclass(frozen=True, slots=True)
class _Staged:
    file: str
    final: str
    entry: Entry
    vouch: bool


class Desk:
    """Stages the documents of one chunk and puts them into place together."""

    def __init__(self, work: Path, name: str) -> None:
        self._stem = str(work / name)
        self._waiting: list[_Staged] = []

    def stage(self, data: bytes, final: Path, entry: Entry, *, vouch: bool = True) -> None:
        """Write a document where it is out of the way; ``vouch`` for it once it is in place."""
        file = f"{self._stem}-{len(self._waiting)}.docx"
        with open(file, "wb") as staged:  # noqa: PTH123 - for each of thousands of documents
            staged.write(data)
        self._waiting.append(_Staged(file, str(final), entry, vouch))

    def place(self) -> Mapping[str, OSError]:
        """Record what is staged and move it; return, by the job's path, what was refused."""
        waiting, self._waiting = self._waiting, []
        lines = "".join(as_line(staged.entry) + "\n" for staged in waiting if staged.vouch)
        refused: dict[str, OSError] = {}
        try:
            if lines:
                Path(f"{self._stem}.jsonl").write_text(lines, encoding="utf-8", newline="\n")
            for staged in waiting:
                try:
                    _move(staged.file, staged.final)
                except OSError as error:
                    refused[staged.entry.path] = error
        except OSError as error:  # without a record nothing is moved
            refused = {staged.entry.path: error for staged in waiting}
        for staged in waiting:
            if staged.entry.path in refused:
                with suppress(OSError):
                    Path(staged.file).unlink()
        return refused


def _move(staged: str, final: str) -> None:
    try:
        os.replace(staged, final)  # noqa: PTH105 - as above
    except FileNotFoundError:  # the unit's folder is made with its first document
        Path(final).parent.mkdir(parents=True, exist_ok=True)
        os.replace(staged, final)  # noqa: PTH105
