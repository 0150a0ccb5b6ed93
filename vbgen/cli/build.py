"""``vbgen build``: drafts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from vbgen.cli import options as opt
from vbgen.cli.console import emit_json, report, say, tell
from vbgen.cli.vietnamese import VietnameseCommand


@click.command(cls=VietnameseCommand)
@opt.folder
@click.argument("which", metavar="[VĂN_BẢN]…", nargs=-1)
@opt.out_option
@opt.header_set_option
@opt.body_size_option
@opt.as_of_option
@click.option("--due", metavar="KỲ", help="Chỉ văn bản đến hạn trong kỳ: 2024-03, 2024-Q1, 2024.")
@click.option("--task", metavar="SỐ", help="Chỉ văn bản của nhiệm vụ mang số này.")
@click.option("--unit", metavar="ĐƠN_VỊ", help="Chỉ văn bản của đơn vị này (mã hoặc tên).")
@click.option("--overwrite", is_flag=True, help="Thay cả dự thảo đã có người sửa.")
@opt.format_option
def command(
    folder: str,
    which: tuple[str, ...],
    out: str | None,
    header_set: str | None,
    body_size: str | None,
    as_of: date | None,
    due: str | None,
    task: str | None,
    unit: str | None,
    overwrite: bool,
    output_format: str,
) -> int:
    """Soạn dự thảo: kế hoạch, phụ lục và các văn bản mà kế hoạch cần.

    VĂN_BẢN là loại (ke-hoach), mã sản phẩm (2024-I-05.1) hoặc tên tệp dự thảo; bỏ trống là tất cả.
    """
    from vbgen.app.build import build
    from vbgen.app.drafting import Options
    from vbgen.app.narrow import narrowing
    from vbgen.app.workspace import open_workspace

    workspace = open_workspace(folder)
    result = build(
        workspace,
        which,
        Path(out) if out else None,
        Options(as_of, header_set, int(body_size) if body_size else None),
        overwrite,
        narrowing(workspace, due, task, unit, as_of),
    )
    if output_format == "json":
        emit_json(
            {
                "documents": [b.as_json() for b in result.documents],
                "declined": [
                    {
                        "deliverable": d.deliverable,
                        "type": d.type,
                        "title": d.title,
                        "reason": d.reason,
                    }
                    for d in result.declined
                ],
            }
        )
    else:
        for b in result.documents:
            say(str(b.path))
        _tell_declined(result.declined)
        tell(f"Đã soạn {len(result.documents)} văn bản, không soạn {len(result.declined)}.")
    if result.remarks:
        report(result.remarks)
    return result.exit_code


def _tell_declined(declined: tuple[object, ...]) -> None:
    for d in declined:
        tell(f"Không soạn {d.deliverable} ({d.title}): {d.reason}.")  # type: ignore[attr-defined]
