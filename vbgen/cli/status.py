"""``vbgen status``: where the workspace stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vbgen.cli import options as opt
from vbgen.cli.build import ALWAYS_OPEN
from vbgen.cli.console import emit_json, report, say, tell
from vbgen.cli.vietnamese import VietnameseCommand

if TYPE_CHECKING:
    from vbgen.app.status import Blanks, Change, Status

SHOWN = 4  # so many missing facts of a kind of draft are named; `vbgen ask` lists all
STATES = {
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
    from vbgen.app.opening import open_workspace
    from vbgen.app.register_files import write_register, write_tables
    from vbgen.app.status import status, status_json

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
        ("Lần soạn tới", list(_change_lines(found.changes))),
        ("Chỗ còn trống", list(_blank_lines(found.blanks))),
        ("Điều cần hỏi", [f"{q.place}: {q.question} ({q.remedy})" for q in found.asked]),
    )
    for title, lines in sections:
        yield f"{title} ({len(lines)})"
        yield from (f"  {line}" for line in lines)


def _change_lines(changes: Iterable[Change]) -> Iterable[str]:
    """Name what was drafted and will be otherwise; what was never drafted is counted."""
    fresh = [c for c in changes if c.state == "new"]
    yield from (f"{c.path.name}: {STATES[c.state]}" for c in changes if c.state != "new")
    if fresh:
        yield f"{len(fresh)} văn bản chưa soạn lần nào"


def _blank_lines(blanks: Iterable[Blanks]) -> Iterable[str]:
    """Say what each kind of draft lacks, drafts of one product together, a few names of each."""
    kinds: dict[str, list[Blanks]] = {}
    for b in blanks:
        if set(b.blanks) - ALWAYS_OPEN:
            kinds.setdefault(b.draft.key, []).append(b)
    for code, group in kinds.items():
        count = f", {len(group)} bản" if len(group) > 1 else ""
        names = some_names(path for b in group for path in b.blanks)
        yield f"{code} ({group[0].draft.type.name}{count}): {names}"


def some_names(blanks: Iterable[str]) -> str:
    """Name a few of the open places, and count the rest."""
    names = dict.fromkeys(_name(path) for path in blanks)
    shown = [name for name in names if name not in ALWAYS_OPEN]
    rest = f" và {len(shown) - SHOWN} điều nữa" if len(shown) > SHOWN else ""
    return ", ".join(shown[:SHOWN]) + rest


def _name(path: str) -> str:
    """Return the key a person fills in; of a row's cell the list and the cell."""
    first, _, rest = path.removeprefix("bs.").partition(".")
    if "-" in first:  # the number of another paper of the plan, open until that paper is issued
        return f"số của {path.rpartition('.')[0]}"
    return f"{first}.{rest.rpartition('.')[2]}" if rest else first
