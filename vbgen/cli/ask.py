"""``vbgen ask``: what the drafts still need."""

from __future__ import annotations

from datetime import date

import click

from vbgen.cli import options as opt
from vbgen.cli.console import emit_json, say, tell
from vbgen.cli.vietnamese import VietnameseCommand


@click.command(cls=VietnameseCommand)
@opt.folder
@opt.as_of_option
@opt.format_option
def command(folder: str, as_of: date | None, output_format: str) -> int:
    """Hỏi những điều kế hoạch không nói mà văn bản cần, giữ trong bo-sung.xlsx.

    Chạy lại sau khi điền: phần đã điền giữ nguyên, phần còn thiếu được thêm vào.
    """
    from vbgen.app.ask import keep_workbook, questions
    from vbgen.app.workspace import open_workspace

    workspace = open_workspace(folder)
    asked = questions(workspace, as_of)
    if output_format == "json":
        emit_json({"asked": [q.as_json() for q in asked]})
        return 1 if asked else 0
    path = keep_workbook(workspace, asked)
    say(str(path.absolute()))
    tell(f"Còn {len(asked)} điều cần điền." if asked else "Không còn điều nào phải điền.")
    return 1 if asked else 0
