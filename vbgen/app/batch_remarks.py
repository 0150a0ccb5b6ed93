"""What is said about the list of a batch: once, whatever the number of units."""

from __future__ import annotations

from vbgen.app.batch_bench import Asked
from vbgen.app.validity import undated, validity_remarks
from vbgen.app.workspace import Workspace
from vbgen.batch.jobs import Listed
from vbgen.batch.selection import meant
from vbgen.documents.dossier import Dossier
from vbgen.errors import Problem
from vbgen.vi.text import first_of

SHOWN = 5  # units named


def about_the_list(
    workspace: Workspace, dossier: Dossier, asked: Asked, listed: Listed
) -> tuple[Problem, ...]:
    """Return the workspace's warnings, what is not in force by the day, units without documents."""
    remarks = [
        *workspace.warnings,
        *validity_remarks(workspace, dossier, listed.drafts),
        *undated(dossier),
    ]
    busy = {job.unit_code for job in listed.jobs}
    asked_for = meant(workspace.register, asked.units) if asked.units else ()
    idle = [unit.name for unit in asked_for if unit.code not in busy]
    if idle:
        remarks.append(
            Problem(
                "--units",
                f"{len(idle)} đơn vị được chọn không có văn bản nào: {first_of(idle, SHOWN)}",
                "đơn vị trực thuộc còn hoạt động, có phần việc trong kế hoạch",
                "kiểm tra lựa chọn; văn bản khác soạn bằng `vbgen build`",
                "warning",
            )
        )
    return tuple(remarks)
