"""The schedule of a workspace: read, narrowed, written as .xlsx, .ics or .docx."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from vbgen.app.drafting import Options, Studio, dossier_of
from vbgen.app.files import write_whole
from vbgen.app.find import find_unit
from vbgen.app.workspace import Workspace
from vbgen.documents import types
from vbgen.documents.calendar import load_calendar
from vbgen.documents.dossier import Dossier, Draft
from vbgen.documents.schedule import Entry, Schedule, Wanted, schedule
from vbgen.errors import UsageError
from vbgen.model.deadline import State
from vbgen.model.fields import did_you_mean

STATES = tuple(state.value for state in State)


def schedule_of(
    workspace: Workspace, wanted: Wanted | None = None, as_of: date | None = None
) -> tuple[Schedule, Dossier]:
    """Return the schedule and the dossier it was read from."""
    dossier = dossier_of(workspace, as_of)
    years = range(workspace.plan.year - 1, workspace.plan.year + 2)
    if wanted is not None and wanted.unit:
        wanted = replace(wanted, unit=find_unit(workspace, wanted.unit).code)
    if wanted is not None and wanted.due:
        _check_period(wanted.due)
    return schedule(dossier, load_calendar(years, workspace.own_holidays), wanted=wanted), dossier


def due_entries(workspace: Workspace, due: str, as_of: date | None) -> tuple[Entry, ...]:
    """Return what is due in a period (``2024-03``, ``2024-Q1``, ``2024``)."""
    return schedule_of(workspace, Wanted(due=due), as_of)[0].entries


def _check_period(code: str) -> None:
    from vbgen.model.period import PeriodCode

    try:
        PeriodCode.parse(code)
    except ValueError as error:
        raise UsageError.at(
            f"--due {code}",
            str(error),
            "kỳ viết 2024-03, 2024-Q1, 2024-06T, 2024-09T hoặc 2024",
            "sửa lại kỳ",
        ) from error


def export(
    workspace: Workspace, found: Schedule, dossier: Dossier, target: Path, as_of: date | None
) -> Path:
    """Write the schedule; the ending of the file chooses the form."""
    ending = target.suffix.lower()
    if ending not in _WRITERS:
        raise UsageError.at(
            target.name,
            f'không xuất được "{ending or target.name}"',
            "tệp .xlsx, .ics hoặc .docx",
            did_you_mean(ending, _WRITERS, "đổi đuôi tệp"),
        )
    write_whole(target, _WRITERS[ending](workspace, found, dossier, as_of))
    return target


def _title(workspace: Workspace) -> str:
    return f"Lịch thực hiện Kế hoạch {' '.join(workspace.plan.subject.split())}"


def _xlsx(workspace: Workspace, found: Schedule, dossier: Dossier, as_of: date | None) -> bytes:
    from vbgen.exports.schedule_xlsx import schedule_xlsx

    plan = workspace.plan
    groups = {g.number: str(g.title) for g in plan.groups}
    return schedule_xlsx(
        found.entries, title=_title(workspace), year=plan.year, groups=groups, as_of=as_of
    )


def _ics(workspace: Workspace, found: Schedule, dossier: Dossier, as_of: date | None) -> bytes:
    from vbgen.exports.ics import schedule_ics

    return schedule_ics(
        found.entries,
        name=_title(workspace),
        stamp=workspace.plan.draft_date,
        remind_days=workspace.settings.remind_days,
    )


def _docx(workspace: Workspace, found: Schedule, dossier: Dossier, as_of: date | None) -> bytes:
    dossier = replace(dossier, more={**dossier.more, "schedule": found.entries})
    doc_type = types.load("cong-van-lich")
    draft = Draft(doc_type, doc_type.abstract, "cong-van-lich")
    return Studio(workspace, dossier, Options(as_of)).render(draft)[0]


_WRITERS: dict[str, Callable[[Workspace, Schedule, Dossier, date | None], bytes]] = {
    ".xlsx": _xlsx,
    ".ics": _ics,
    ".docx": _docx,
}
