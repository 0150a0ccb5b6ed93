"""``vbgen doctor``: is this machine fit."""

from __future__ import annotations

from pathlib import Path

import click

from vbgen.cli import options as opt
from vbgen.cli.console import emit_json, say
from vbgen.cli.vietnamese import VietnameseCommand


@click.command(cls=VietnameseCommand)
@click.argument("folder", metavar="[THƯ_MỤC]", default=".", type=click.Path(path_type=str))
@opt.format_option
def command(folder: str, output_format: str) -> int:
    """Kiểm tra máy: phiên bản, phông chữ, LibreOffice, quyền ghi vào thư mục."""
    from vbgen.app.doctor import examine

    findings = examine(Path(folder))
    if output_format == "json":
        emit_json(
            {
                "findings": [
                    {"what": f.what, "ok": f.ok, "seen": f.seen, "remedy": f.remedy}
                    for f in findings
                ]
            }
        )
    else:
        for f in findings:
            say(f"[{'tốt' if f.ok else '!'}] {f.what}: {f.seen}")
            if not f.ok:
                say(f"      Sửa: {f.remedy}.")
    return 0 if all(f.ok for f in findings if f.what != "LibreOffice") else 1
