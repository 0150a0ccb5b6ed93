"""``vbgen status``: where the workspace stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vbgen.cli import options as opt
from vbgen.cli.console import emit_json, report, say, tell
from vbgen.cli.vietnamese import VietnameseCommand

if TYPE_CHECKING:
    from vbgen.app.status import Status

STATES = {
    "new": "chưa có tệp, sẽ soạn mới",
    "changed": "sẽ đổi theo kế hoạch",
    "edited": "đã sửa bằng tay, được giữ; bản mới sẽ ghi bên cạnh",
    "gone": "kế hoạch không còn văn bản này",
}


@click.command(cls=VietnameseCommand)
@opt.folder
@opt.as_of_option
@click.option("--register", metavar="TỆP.xlsx", help="Ghi danh mục văn bản đã ban hành ra tệp.")
@click.option("--export", metavar="TỆP.xlsx", help="Ghi mọi bảng của sổ theo dõi ra tệp.")
@opt.format_option
def command(
    folder: str, as_of: date | None, register: str | None, export: str | None, output_format: str
) -> int:
    """Cho biết văn bản đã ban hành, chỗ khác với kế hoạch, chỗ còn trống, điều cần hỏi."""
    from vbgen.app.register_files import write_register, write_tables
    from vbgen.app.status import status, status_json
    from vbgen.app.workspace import open_workspace

    workspace = open_workspace(folder)
    for path, write in ((register, write_register), (export, write_tables)):
        if path:
            write(workspace, Path(path))
            tell(f"Đã ghi {path}.")
    found = status(workspace, as_of)
    if output_format == "json":
        emit_json(status_json(workspace, found))
    else:
        say("\n".join(_text(found)))
    if found.remarks:
        report(found.remarks)
    return found.exit_code


def _text(found: Status) -> Iterable[str]:
    sections = (
        ("Đã ban hành", [d.phrase for d in found.issued]),
        (
            "Khác với khi ban hành",
            [f"{d.document.number_symbol}: {d.what}" for d in found.differs],
        ),
        ("Lần soạn tới", [f"{c.path.name}: {STATES[c.state]}" for c in found.changes]),
        ("Chỗ còn trống", [f"{b.path.name}: {', '.join(b.blanks)}" for b in found.blanks]),
        ("Điều cần hỏi", [f"{q.place}: {q.question} ({q.remedy})" for q in found.asked]),
    )
    for title, lines in sections:
        yield f"{title} ({len(lines)})"
        yield from (f"  {line}" for line in lines)
