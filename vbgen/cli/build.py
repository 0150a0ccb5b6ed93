"""``vbgen build``: drafts."""

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
    from vbgen.app.build import BuildResult
    from vbgen.documents.dossier import Declined

ALWAYS_OPEN = frozenset({"so", "ngay"})  # number and day: written by hand when signed


@click.command(cls=VietnameseCommand)
@opt.folder
@opt.which_argument
@opt.out_option
@opt.header_set_option
@opt.body_size_option
@opt.as_of_option
@opt.narrowing_options
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
    from vbgen.app.opening import open_workspace

    workspace = open_workspace(folder)
    keep = None
    if due or task or unit:
        from vbgen.app.narrow import narrowing

        keep = narrowing(workspace, due, task, unit, as_of)
    result = build(
        workspace,
        which,
        Path(out) if out else None,
        Options(as_of, header_set, int(body_size) if body_size else None),
        overwrite,
        keep,
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
    if result.remarks:
        report(result.remarks)
    if output_format == "text":
        _tell_sum(result, " ".join((folder, *which)))
    return result.exit_code


def _tell_declined(declined: Iterable[Declined]) -> None:
    for d in declined:
        tell(f"Không soạn {d.deliverable} ({d.title}): {d.reason}.")


def _tell_sum(result: BuildResult, asked: str) -> None:
    """Say how many drafts there are and what a person does next."""
    if not result.documents and not result.declined:
        tell("Không có văn bản nào ứng với các điều kiện đã nêu.")
        return
    frozen = sum(b.state == "frozen" for b in result.documents)
    parts = [f"Đã soạn {len(result.documents) - frozen} văn bản"]
    if frozen:
        parts.append(f"giữ nguyên {frozen} văn bản đã ban hành")
    if result.declined:
        parts.append(f"không soạn {len(result.declined)}")
    tell(", ".join(parts) + ".")
    open_places = sum(_is_filled_in(path) for b in result.documents for path in set(b.blanks))
    if open_places:
        tell(f"Còn {open_places} chỗ trống: `vbgen ask {asked}` lập danh sách để điền.")


def _is_filled_in(path: str) -> bool:
    """Tell whether a person fills this place in: not the number another paper still waits for."""
    return path not in ALWAYS_OPEN and not ("-" in path.partition(".")[0] and path.endswith(".so"))
