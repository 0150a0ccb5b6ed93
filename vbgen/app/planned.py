"""What the plan yields for a document, as plain lines: kept when it is issued, compared later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher

from vbgen.app.drafting import Studio, dossier_of
from vbgen.app.workspace import Workspace
from vbgen.documents.dossier import Dossier, Draft
from vbgen.documents.jobs import jobs
from vbgen.model.issued import IssuedDocument
from vbgen.vi.text import shorten

SHOWN = 120


def lines_of(data: bytes) -> tuple[str, ...]:
    """Return the paragraphs of a .docx as printed, those in cells included, without empty ones."""
    from vbgen.docview.reader import read

    shown = (" ".join(p.shown.split()) for p in read(data).paragraphs())
    return tuple(line for line in shown if line)


def planned_lines(
    workspace: Workspace, document: IssuedDocument, issued: Iterable[IssuedDocument]
) -> tuple[str, ...] | None:
    """Return the text that the plan yields now for an issued document, with its number and day.

    ``issued``: what the register holds; what came later is left out, a document cannot cite it.
    None where the plan has no such document.
    """
    others = tuple(d for d in issued if d.key != document.key and d.issued <= document.issued)
    dossier = replace(dossier_of(workspace, document.issued), issued=(*others, document))
    draft = draft_of(dossier, document)
    if draft is None:
        return None
    data, _ = Studio(workspace, dossier).render(draft)
    return lines_of(data)


def draft_of(dossier: Dossier, document: IssuedDocument) -> Draft | None:
    """Return the draft that became this document."""
    return next((d for d in jobs(dossier).drafts if dossier.issued_as(d) == document), None)


def changes(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, ...]:
    """Say each passage that the plan would have otherwise now, in Vietnamese."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple(
        _change(before[a:b], after[c:d])
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    )


def _change(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    was, now = (f"“{shorten(' / '.join(lines), SHOWN)}”" for lines in (old, new))
    if not old:
        return f"kế hoạch nay thêm {now}"
    if not new:
        return f"kế hoạch nay không còn {was}"
    return f"đã ban hành {was}, theo kế hoạch nay là {now}"
