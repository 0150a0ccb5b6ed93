"""``vbgen schedule``: what is due when, by unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vbgen.cli import options as opt
from vbgen.cli.console import emit_json, report, say, tell
from vbgen.cli.vietnamese import VietnameseCommand

if TYPE_CHECKING:
    from vbgen.documents.schedule import Entry

HEADINGS = ("Hạn", "Ngày làm việc", "Tình trạng", "Mã", "Văn bản, sản phẩm", "Chủ trì")
WHOLE = frozenset({"Hạn", "Ngày làm việc", "Mã"})
ROLES = {"partner": " (phối hợp)", "outside": " (ngoài cơ quan)"}
STATES = ("fixed", "period_end", "assumed", "open", "recurring")


@click.command(cls=VietnameseCommand)
@opt.folder
@click.option("--from", "since", type=opt.Day(), metavar="NGÀY", help="Đến hạn từ ngày này.")
@click.option("--to", "until", type=opt.Day(), metavar="NGÀY", help="Đến hạn không sau ngày này.")
@click.option("--unit", default="", metavar="ĐƠN_VỊ", help="Việc đơn vị chủ trì, phối hợp.")
@click.option("--type", "kind", default="", metavar="LOẠI", help="Chỉ loại văn bản này.")
@click.option(
    "--state",
    type=click.Choice(STATES),
    metavar="|".join(STATES),
    help="Ngày cố định, cuối kỳ, giả định, chưa xác định, định kỳ.",
)
@click.option("--due", default="", metavar="KỲ", help="Đến hạn trong kỳ: 2024-03, 2024-Q1, 2024.")
@opt.as_of_option
@click.option("-o", "--output", "target", metavar="TỆP", help="Ghi ra .xlsx, .ics hoặc .docx.")
@opt.format_option
def command(
    folder: str,
    since: date | None,
    until: date | None,
    unit: str,
    kind: str,
    state: str | None,
    due: str,
    as_of: date | None,
    target: str | None,
    output_format: str,
) -> None:
    """Lịch các sản phẩm của kế hoạch: hạn, ngày làm việc, đơn vị, đã ban hành hay quá hạn."""
    from vbgen.app.opening import open_workspace
    from vbgen.app.schedule import export, schedule_of
    from vbgen.documents.schedule import Wanted

    workspace = open_workspace(folder)
    wanted = Wanted(since, until, due, unit, kind, state or "")
    found, dossier = schedule_of(workspace, wanted, as_of)
    path = export(workspace, found, dossier, Path(target), as_of) if target else None
    if output_format == "json":
        emit_json({"entries": [e.as_json() for e in found.entries]})
    elif path is not None:
        say(str(path.absolute()))
    else:
        _print_table(found.entries)
    if found.warnings:
        report(found.warnings)


def _print_table(entries: Sequence[Entry]) -> None:
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE, show_edge=False, header_style="bold")
    for heading in HEADINGS:
        table.add_column(heading, overflow="fold", no_wrap=heading in WHOLE)
    for entry in entries:
        table.add_row(*_cells(entry))
    console = Console()
    if not console.is_terminal:
        console.width = 120  # a file or a pipe has no width of its own
    console.print(table)
    tell(f"{len(entries)} dòng.")


def _cells(entry: Entry) -> tuple[str, ...]:
    from rich.markup import escape

    from vbgen.vi.dates import short_date

    days = [short_date(d) if d else "" for d in (entry.due, entry.working_due)]
    leads = (entry.unit_code or "; ".join(entry.lead_codes)) + ROLES.get(entry.role, "")
    return tuple(map(escape, (*days, _state(entry), entry.code, entry.title, leads)))


def _state(entry: Entry) -> str:
    from vbgen.documents.schedule import STATE_NAMES

    if entry.issued is not None:
        return "đã ban hành"
    if entry.overdue:
        return f"quá hạn {entry.days_late} ngày"
    return STATE_NAMES[entry.state]
