"""``vbgen batch``: every document of every unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vbgen.cli import options as opt
from vbgen.cli.console import emit_json, report, say, tell
from vbgen.cli.vietnamese import VietnameseCommand
from vbgen.errors import UsageError

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
@click.option(
    "--what",
    multiple=True,
    metavar="LOẠI,…",
    help="Chỉ các loại văn bản hoặc mã sản phẩm này (mặc định: mọi loại lập theo từng đơn vị).",
)
@click.option(
    "--units",
    multiple=True,
    metavar="ĐƠN_VỊ,…",
    help="Chỉ các đơn vị này: mã, tên, nhóm, loại (xã) hoặc tỉnh; "
    "ma:, ten:, nhom:, loai:, tinh: nói rõ.",
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
    what: tuple[str, ...],
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

    from vbgen.app.batch import Asked, Means, batch, planned_with_remarks
    from vbgen.app.drafting import Options
    from vbgen.app.opening import open_workspace

    if everything and units:
        raise click.UsageError("dùng --all hoặc --units, không dùng cả hai")
    workspace = open_workspace(folder)
    asked = Asked(
        _names(what),
        units,
        Options(as_of, header_set, int(body_size) if body_size else None),
        overwrite,
    )
    if dry_run:
        listed = planned_with_remarks(workspace, asked)
        if output_format == "json":
            emit_json({"jobs": [job.as_json() for job in listed.jobs]})
        else:
            for job in listed.jobs:
                say(job.path)
        if listed.remarks:
            report(listed.remarks)
        tell(f"Sẽ soạn {_count(len(listed.jobs))} văn bản.")
        return 0
    means = Means(jobs or os.cpu_count() or 1, scheduler)
    target = Path(out) if out else workspace.out
    result = batch(workspace, target, asked, means, _followed)
    _tell(result, target, output_format)
    return result.exit_code


def _names(what: Iterable[str]) -> tuple[str, ...]:
    """Return the types and codes asked for; an option that names none is wrong use."""
    found: list[str] = []
    for text in what:
        names = [name.strip() for name in text.split(",") if name.strip()]
        if not names:
            raise UsageError.at(
                "--what",
                "không ghi loại hay mã nào",
                "loại văn bản hoặc mã sản phẩm, cách nhau bằng dấu phẩy",
                "ghi loại, hoặc bỏ --what để soạn mọi loại lập theo từng đơn vị",
            )
        found += names
    return tuple(found)


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


def _tell(result: BatchResult, target: Path, output_format: str) -> None:
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
    _tell_each(result, "failed", "Không soạn được {path}: {reason}.")
    _tell_each(result, "beside", "Có người sửa, giữ nguyên {path}; bản mới để cạnh, tên có .moi.")
    if result.counts["failed"]:
        tell("Sửa xong thì chạy lại đúng lệnh này: vbgen chỉ làm tiếp phần còn thiếu.")
    if result.remarks:
        report(result.remarks)
    said = "; ".join(WORDS[s].format(_count(n)) for s, n in result.counts.items() if n)
    tell(f"{_count(len(result.outcomes))} văn bản: {said or 'không có gì để soạn'}.")
    if result.outcomes and not any(p.level == "error" for p in result.remarks):
        tell(f"Danh sách: {target / 'manifest.xlsx'}")


def _tell_each(result: BatchResult, state: str, words: str) -> None:
    found = [o.entry for o in result.outcomes if o.state == state]
    for entry in found[:SHOWN]:
        tell(words.format(path=entry.path, reason=entry.reason))
    if len(found) > SHOWN:
        tell(f"… và {_count(len(found) - SHOWN)} văn bản nữa như vậy, xem manifest.xlsx.")


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")
