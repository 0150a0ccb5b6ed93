"""What is no longer in force by the day of each draft; told anew only when something changed."""

from __future__ import annotations

from collections.abc import Sequence

from vbgen.app.opening import digest_of
from vbgen.app.workspace import Workspace
from vbgen.cache import kept
from vbgen.documents.dossier import Dossier, Draft
from vbgen.errors import Problem


def validity_remarks(
    workspace: Workspace, dossier: Dossier, drafts: Sequence[Draft]
) -> tuple[Problem, ...]:
    """Return the warnings about names and citations that do not hold on the drafts' days."""
    days = "\n".join(f"{draft.stem} {dossier.day_of(draft)}" for draft in drafts)

    def find() -> tuple[Problem, ...]:
        from vbgen.documents.validity import validity_problems  # reads the shipped registers

        return validity_problems(dossier, drafts)

    return kept("validity", lambda: digest_of(workspace.root) + days.encode(), find)


def undated(dossier: Dossier) -> tuple[Problem, ...]:
    """Return the note that the drafts have no day, and by which they are looked at instead."""
    plan = dossier.plan
    if plan.issued or plan.planned_date or dossier.as_of:
        return ()
    note = Problem(
        plan.place,
        f"dự thảo chưa có ngày, được soát theo ngày 01/01/{plan.year}",
        "ngày dự kiến ban hành",
        "thêm ngay_du_kien vào ke-hoach.yaml",
        "note",
    )
    return (note,)
