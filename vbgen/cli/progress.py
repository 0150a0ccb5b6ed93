"""``vbgen progress``: workbooks for units, and who has returned them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from vbgen.cli import options as opt
from vbgen.cli.console import emit_json, report, say, tell
from vbgen.cli.vietnamese import VietnameseGroup

period_option = click.option(
    "--period", required=True, metavar="KỲ", help="Kỳ báo cáo: 2024-Q1, 2024-06T, 2024-Q3, 2024."
)
regime_option = click.option(
    "--regime", metavar="CHẾ_ĐỘ", help="Chế độ báo cáo (mặc định: chế độ chính của cơ quan)."
)


@click.group(cls=VietnameseGroup)
def command() -> None:
    """Biểu mẫu và tình hình gửi tiến độ của các đơn vị."""


@command.command("form")
@opt.folder
@period_option
@regime_option
@click.option("--unit", metavar="ĐƠN_VỊ", help="Chỉ biểu của đơn vị này (mã hoặc tên).")
@click.option("--all", "everyone", is_flag=True, help="Biểu của mọi đơn vị (mặc định).")
@opt.out_option
@click.option("--overwrite", is_flag=True, help="Thay cả tệp đã có người điền.")
@opt.format_option
def form(
    folder: str,
    period: str,
    regime: str | None,
    unit: str | None,
    everyone: bool,
    out: str | None,
    overwrite: bool,
    output_format: str,
) -> int:
    """Làm tệp Excel để đơn vị điền tiến độ và số liệu của một kỳ."""
    from vbgen.app.opening import open_workspace
    from vbgen.app.progress import ground
    from vbgen.app.progress_forms import chosen_units, kept_problem, write_forms
    from vbgen.batch.workers import workers_for
    from vbgen.cli.progress_bar import counted

    workspace = open_workspace(folder)
    base = ground(workspace, period, regime)
    units = chosen_units(base, unit, everyone)
    target = Path(out) if out else workspace.out
    _check_target(target, len(units))
    made = write_forms(base, units, target, overwrite, workers_for(len(units)))
    written = list(counted(made, len(units), "Biểu"))
    if output_format == "json":
        emit_json({"forms": [w.as_json() for w in written]})
    else:
        for w in written:
            say(str(w.path))
        tell(f"Đã làm {len(written)} biểu kỳ {base.period.code}.")
    kept = [kept_problem(w) for w in written if w.kept is not None]
    if kept:
        report(kept)
    return 1 if kept else 0


def _check_target(target: Path, units: int) -> None:
    from vbgen.errors import UsageError

    if target.suffix == ".xlsx" and units != 1:
        raise UsageError.at(
            f"-o {target.name}",
            f"một tệp cho {units} đơn vị",
            "một thư mục khi có nhiều đơn vị",
            "bỏ .xlsx, hoặc chọn một đơn vị bằng --unit",
        )


@command.command("status")
@opt.folder
@period_option
@regime_option
@click.option(
    "-o", "--output", "letter", metavar="TỆP.docx", help="Soạn luôn công văn đôn đốc vào tệp này."
)
@opt.as_of_option
@opt.format_option
def status(
    folder: str,
    period: str,
    regime: str | None,
    letter: str | None,
    as_of: date | None,
    output_format: str,
) -> int:
    """Đơn vị nào đã gửi, đơn vị nào chậm, điều gì cần xem lại."""
    from vbgen.app.opening import open_workspace
    from vbgen.app.progress import ground
    from vbgen.app.progress_status import STATES, collection_status, write_reminder
    from vbgen.vi.dates import short_date

    base = ground(open_workspace(folder), period, regime)
    day = as_of or datetime.now().astimezone().date()
    found = collection_status(base, day)
    if letter:
        write_reminder(base, found, day, Path(letter))
    if output_format == "json":
        emit_json({**found.as_json(), "letter": str(Path(letter).resolve()) if letter else None})
        return 1 if found.reminded else 0
    for unit in found.units:
        done = len(unit.owed) - len(unit.missing)
        doubts = f", {len(unit.doubts)} điều cần xem lại" if unit.doubts else ""
        say(f"{unit.name}: {STATES[unit.state]} ({done}/{len(unit.owed)} dòng{doubts})")
    tell(f"Kỳ {found.label}, đơn vị gửi chậm nhất ngày {short_date(found.due)}.")
    if found.reminded:
        tell("Cần đôn đốc: " + "; ".join(unit.name for unit in found.reminded) + ".")
    return 1 if found.reminded else 0
