"""``vbgen batch``: every document of every unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vbgen.cli import options as opt
from vbgen.cli.console import emit_json, say, tell
from vbgen.cli.vietnamese import VietnameseCommand

if TYPE_CHECKING:
    from vbgen.app.batch import BatchResult
    from vbgen.batch.writing import Outcome

LINES = 10  # of progress in a log, where there is enough to wait for
WORTH_TELLING = 200
SHOWN = 20  # failures told one by one; all of them stand in the manifest
WORDS = {
    "made": "đã soạn {}",
    "same": "giữ nguyên {} (không đổi)",
    "beside": "{} có người sửa, bản mới để cạnh (.moi)",
    "frozen": "{} đã ban hành",
    "failed": "{} không soạn được",
}


@click.command(cls=VietnameseCommand)
@opt.folder
@click.option("--what", metavar="LOẠI,…", help="Chỉ các loại văn bản hoặc mã sản phẩm này.")
@click.option(
    "--units",
    multiple=True,
    metavar="ĐƠN_VỊ,…",
    help="Chỉ các đơn vị này: mã, tên, nhóm, loại (xã) hoặc tỉnh; loai:, tinh:, nhom: nói rõ.",
)
@click.option("--all", "everything", is_flag=True, help="Mọi đơn vị (mặc định).")
@opt.out_option
@click.option(
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="Số tiến trình (mặc định: số nhân máy); với --scheduler: số máy làm cùng lúc.",
)
@click.option("--scheduler", default="", metavar="ĐỊA_CHỈ", help="Giao việc cho cụm Dask.")
@opt.header_set_option
@opt.body_size_option
@opt.as_of_option
@click.option("--overwrite", is_flag=True, help="Thay cả dự thảo đã có người sửa.")
@click.option("--dry-run", is_flag=True, help="Chỉ liệt kê việc sẽ làm, không ghi gì.")
@opt.format_option
def command(
    folder: str,
    what: str | None,
    units: tuple[str, ...],
    everything: bool,
    out: str | None,
    jobs: int | None,
    scheduler: str,
    header_set: str | None,
    body_size: str | None,
    as_of: date | None,
    overwrite: bool,
    dry_run: bool,
    output_format: str,
) -> int:
    """Soạn văn bản cho mọi đơn vị cùng lúc; dừng giữa chừng thì chạy lại để làm tiếp.

    Mỗi đơn vị một thư mục; manifest.json và manifest.xlsx ở đầu NƠI_GHI ghi từng văn bản.
    """
    import os

    from vbgen.app.batch import Asked, Means, batch, planned
    from vbgen.app.drafting import Options
    from vbgen.app.opening import open_workspace

    if everything and units:
        raise click.UsageError("dùng --all hoặc --units, không dùng cả hai")
    workspace = open_workspace(folder)
    asked = Asked(
        tuple(name.strip() for name in (what or "").split(",") if name.strip()),
        units,
        Options(as_of, header_set, int(body_size) if body_size else None),
        overwrite,
    )
    if dry_run:
        listed = planned(workspace, asked)
        if output_format == "json":
            emit_json({"jobs": [job.as_json() for job in listed]})
        else:
            for job in listed:
                say(job.path)
        tell(f"Sẽ soạn {_count(len(listed))} văn bản.")
        return 0
    means = Means(jobs or os.cpu_count() or 1, scheduler)
    result = batch(workspace, Path(out) if out else workspace.out, asked, means, _followed)
    _tell(result, output_format)
    return result.exit_code


def _followed(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """Show the progress: a bar on a terminal, a few lines in a log."""
    import sys

    from vbgen.cli.progress_bar import counted

    if sys.stderr.isatty():
        yield from counted(outcomes, total, "Soạn văn bản")
        return
    for done, outcome in enumerate(outcomes, 1):
        yield outcome
        if done * LINES // total > (done - 1) * LINES // total and total >= WORTH_TELLING:
            tell(f"Đã xong {_count(done)}/{_count(total)} văn bản.")


def _tell(result: BatchResult, output_format: str) -> None:
    if output_format == "json":
        emit_json(
            {
                "jobs": [
                    {
                        "path": o.entry.path,
                        "type": o.entry.type,
                        "unit": o.entry.unit,
                        "state": o.state,
                        "reason": o.entry.reason or None,
                    }
                    for o in result.outcomes
                ],
                "counts": dict(result.counts),
            }
        )
    for outcome in [o for o in result.outcomes if o.state == "failed"][:SHOWN]:
        tell(f"Không soạn được {outcome.entry.path}: {outcome.entry.reason}.")
    said = "; ".join(WORDS[s].format(_count(n)) for s, n in result.counts.items() if n)
    tell(f"{_count(len(result.outcomes))} văn bản: {said or 'không có gì để soạn'}.")


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")
