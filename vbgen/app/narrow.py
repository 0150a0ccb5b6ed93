"""Which drafts ``--due``, ``--task`` and ``--unit`` keep."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from vbgen.app.find import find_unit
from vbgen.app.schedule import due_entries
from vbgen.app.workspace import Workspace
from vbgen.documents.dossier import Dossier, Draft
from vbgen.errors import UsageError
from vbgen.model.fields import did_you_mean
from vbgen.model.unit import Unit

Choose = Callable[[Draft], bool]


def narrowing(
    workspace: Workspace, due: str | None, task: str | None, unit: str | None, as_of: date | None
) -> Callable[[Dossier], Choose] | None:
    """Return what keeps a draft, None where nothing narrows."""
    if not (due or task or unit):
        return None
    _check_task(workspace, task)
    wanted = find_unit(workspace, unit) if unit else None

    def keep(dossier: Dossier) -> Choose:
        codes = _due_codes(workspace, due, as_of) if due else None

        def one(draft: Draft) -> bool:
            if task and (draft.task is None or draft.task.number != task):
                return False
            if wanted is not None and not _concerns(dossier, draft, wanted):
                return False
            return codes is None or (draft.code, draft.period_code) in codes

        return one

    return keep


def _check_task(workspace: Workspace, task: str | None) -> None:
    numbers = [t.number for t in workspace.plan.tasks]
    if task and task not in numbers:
        raise UsageError.at(
            f"--task {task}",
            "không có nhiệm vụ mang số này",
            f"số từ {numbers[0]} đến {numbers[-1]}" if numbers else "số của một nhiệm vụ",
            did_you_mean(task, numbers, "xem phụ lục của kế hoạch"),
        )


def _concerns(dossier: Dossier, draft: Draft, unit: Unit) -> bool:
    if draft.unit is not None:
        return draft.unit.code == unit.code
    leads = draft.deliverable.leads if draft.deliverable else ()
    return unit.code in {u.code for u in dossier.register.resolve(leads, dossier.day_of(draft))}


def _due_codes(workspace: Workspace, due: str, as_of: date | None) -> set[tuple[str, str]]:
    return {(e.code, _period_of(e)) for e in due_entries(workspace, due, as_of)}


def _period_of(entry: object) -> str:
    period = getattr(entry, "period", None)
    recurring = getattr(entry, "state", "") == "recurring"
    return str(period) if recurring and period else ""
