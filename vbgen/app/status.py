"""Where a workspace stands: issued, differing from what was issued, to change, blank, asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from vbgen.app import manifest
from vbgen.app.drafting import Options, Studio, dossier_of
from vbgen.app.issue import digest_of
from vbgen.app.planned import changes, planned_lines
from vbgen.app.workspace import Workspace
from vbgen.documents.dossier import Dossier, Draft
from vbgen.documents.jobs import Jobs, jobs
from vbgen.documents.validity import validity_problems
from vbgen.errors import Problem
from vbgen.model.issued import Entry, IssuedDocument
from vbgen.records import Book
from vbgen.render import content_digest


@dataclass(frozen=True, slots=True)
class Differs:
    """One thing that is otherwise than when the document was issued."""

    document: IssuedDocument
    what: str


@dataclass(frozen=True, slots=True)
class Blanks:
    """A draft, not issued yet, with the facts that a person still fills in."""

    draft: Draft
    path: Path
    blanks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What the next build does with a draft: ``new``, ``changed``, ``edited`` (kept), ``gone``."""

    path: Path
    state: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something the workspace is asked: its deliverable or place, and what the answer decides."""

    place: str
    question: str
    remedy: str


@dataclass(frozen=True)
class Status:
    """Where a workspace stands. ``remarks``: the workspace's warnings, names and citations."""

    issued: tuple[IssuedDocument, ...]
    differs: tuple[Differs, ...]
    blanks: tuple[Blanks, ...]
    asked: tuple[Question, ...]
    changes: tuple[Change, ...]
    remarks: tuple[Problem, ...]

    @property
    def exit_code(self) -> int:
        """1 where something differs or is asked, else 0."""
        return 1 if self.differs or self.asked else 0


def status(workspace: Workspace, as_of: date | None = None) -> Status:
    """Look at a workspace; nothing in it is changed."""
    dossier = dossier_of(workspace, as_of)
    found = jobs(dossier)
    studio = Studio(workspace, dossier, Options(as_of))
    open_drafts = [d for d in found.drafts if dossier.issued_as(d) is None]
    with workspace.records().reading() as book:
        differs = tuple(_differs(workspace, book, dossier.issued))
    return Status(
        dossier.issued,
        differs,
        tuple(_blanks(workspace, studio, open_drafts)),
        tuple(_asked(dossier, found)),
        tuple(_changes(workspace, studio, open_drafts, found)),
        (*workspace.warnings, *validity_problems(dossier, found.drafts)),
    )


def _differs(
    workspace: Workspace, book: Book, issued: tuple[IssuedDocument, ...]
) -> Iterator[Differs]:
    for document in issued:
        entry = book.issued.of(document.key)
        for what in _file_faults(workspace, document):
            yield Differs(document, what)
        if entry is not None:
            for what in _plan_changes(workspace, book, entry, issued):
                yield Differs(document, what)


def _file_faults(workspace: Workspace, document: IssuedDocument) -> Iterator[str]:
    """Say that an issued file inside the workspace is gone, or was changed afterwards."""
    path = workspace.root / document.file
    if not document.file or "/" not in document.file:
        return  # it lies elsewhere: out of our sight
    if not path.is_file():
        yield "tệp đã ban hành không còn ở chỗ cũ"
    elif digest_of(path) != document.digest:
        yield "tệp đã bị sửa sau khi ghi sổ"


def _plan_changes(
    workspace: Workspace, book: Book, entry: Entry, issued: tuple[IssuedDocument, ...]
) -> tuple[str, ...]:
    before = book.issued.lines(entry.id)
    if not before:
        return ()
    now = planned_lines(workspace, entry.document, issued)
    if now is None:
        return ("kế hoạch nay không còn văn bản này",)
    return changes(before, now)


def _blanks(workspace: Workspace, studio: Studio, drafts: list[Draft]) -> Iterator[Blanks]:
    for draft in drafts:
        asked = studio.render(draft)[1].asked
        if asked:
            yield Blanks(draft, workspace.out / f"{draft.stem}.docx", asked)


def _asked(dossier: Dossier, found: Jobs) -> Iterator[Question]:
    """Ask what decides whether something is drafted, or which reading of a source holds."""
    for code, d in dossier.plan.by_code.items():
        if d.normative == "chua_ro":
            yield Question(
                code,
                f"{d.name or d.subject or code}: có phải văn bản quy phạm pháp luật không?",
                "ghi quy_pham: co hoặc quy_pham: khong",
            )
    for citation in dossier.plan.citations:
        if citation.question and not citation.reading:
            yield Question(str(citation.place), citation.question, "ghi cách hiểu ở khóa chon")


def _changes(
    workspace: Workspace, studio: Studio, drafts: list[Draft], found: Jobs
) -> Iterator[Change]:
    """Compare each draft in ``out`` with what a build would write now; nothing before the first."""
    known = manifest.read(workspace.out)
    if not known:
        return
    places = {Path(name).name: name for name in known}  # batch: a folder per unit
    for draft in drafts:
        name = f"{draft.stem}.docx"
        name = places.get(name, name)
        path = workspace.out / name
        there = manifest.digest_of(path)
        if there is None:
            yield Change(path, "new")
        elif there != content_digest(studio.render(draft)[0]):
            entry = known.get(name)
            made_here = entry is not None and entry.digest == there
            yield Change(path, "changed" if made_here else "edited")
    stems = {f"{d.stem}.docx" for d in found.drafts}
    gone = (name for name in known if Path(name).name not in stems)
    yield from (Change(workspace.out / name, "gone") for name in gone)


def issued_json(workspace: Workspace, d: IssuedDocument) -> dict[str, Any]:
    """Return one issued document as scripts see it (docs/json.md)."""
    unit = workspace.register.by_code.get(d.unit)
    return {
        "number": d.number,
        "symbol": d.symbol,
        "date": d.issued.isoformat(),
        "issuer": d.issuer,
        "issuer_code": d.issuer_code or None,
        "type": d.type,
        "title": f"{d.type_name} {d.subject}".strip(),
        "subject": d.subject,
        "unit": workspace.register.full_label(unit, d.issued) if unit else d.unit or None,
        "unit_code": d.unit or None,
        "period": d.period or None,
        "deliverable": d.deliverable or None,
        "path": path_of(workspace, d),
        "digest": d.digest or None,
    }


def path_of(workspace: Workspace, d: IssuedDocument) -> str | None:
    """Return where the issued file lies; of one outside the workspace, its name."""
    if not d.file:
        return None
    return str((workspace.root / d.file).absolute()) if "/" in d.file else d.file


def status_json(workspace: Workspace, found: Status) -> dict[str, Any]:
    """Return the shape of ``vbgen status --format json`` (docs/json.md)."""
    return {
        "issued": [issued_json(workspace, d) for d in found.issued],
        "differs": [
            {
                "path": path_of(workspace, d.document),
                "number": d.document.number,
                "symbol": d.document.symbol,
                "what": d.what,
            }
            for d in found.differs
        ],
        "blanks": [
            {
                "path": str(b.path.absolute()),
                "type": b.draft.type.slug,
                "title": b.draft.title,
                "deliverable": b.draft.code or None,
                "unit_code": b.draft.unit_code or None,
                "period": b.draft.period_code or None,
                "blanks": list(b.blanks),
            }
            for b in found.blanks
        ],
        "asked": [
            {"place": q.place, "question": q.question, "remedy": q.remedy} for q in found.asked
        ],
        "changes": [{"path": str(c.path.absolute()), "state": c.state} for c in found.changes],
    }
