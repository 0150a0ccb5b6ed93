"""``vbgen collect``: returned progress workbooks taken into the store."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from vbgen.cli import options as opt
from vbgen.cli.console import emit_json, report, say, tell
from vbgen.cli.progress import period_option, regime_option
from vbgen.cli.vietnamese import VietnameseCommand


@click.command(cls=VietnameseCommand)
@opt.folder
@click.argument("files", metavar="[TỆP]…", nargs=-1)
@period_option
@regime_option
@click.option("--new-version", is_flag=True, help="Thu thêm cho kỳ đã chốt, thành phiên bản mới.")
@opt.out_option
@opt.as_of_option
@opt.format_option
def command(
    folder: str,
    files: tuple[str, ...],
    period: str,
    regime: str | None,
    new_version: bool,
    out: str | None,
    as_of: date | None,
    output_format: str,
) -> int:
    """Thu tiến độ từ các tệp đơn vị gửi về; mọi điều nghi ngờ được nêu theo tệp, trang tính, ô.

    TỆP là .xlsx, .xls, .csv, .docx hoặc một thư mục; bỏ trống là mọi tệp trong THƯ_MỤC/tien-do.
    """
    from vbgen.app.collect import (
        collect,
        doubt_problem,
        files_to_read,
        sift_all,
        terms_of,
    )
    from vbgen.app.opening import open_workspace
    from vbgen.app.progress import ground
    from vbgen.batch.workers import workers_for
    from vbgen.cli.progress_bar import counted

    workspace = open_workspace(folder)
    base = ground(workspace, period, regime)
    paths = files_to_read(workspace.root, files)
    terms = terms_of(base)
    sifted = counted(sift_all(terms, paths, workers_for(len(paths))), len(paths), "Tệp")
    target = Path(out) if out else workspace.out
    result = collect(base, sifted, terms, moment(as_of), target, new_version)
    if output_format == "json":
        emit_json(result.as_json())
    else:
        for entry in result.taken:
            say(f"{entry['path']}: {entry['unit']}, {entry['rows']} dòng")
        for s in result.suggestions:
            tell(
                f'Gợi ý (không được tính): {s.file} {s.sheet}!{s.cell} "{s.text}" '
                f"giống {s.code} ({s.score}%)"
            )
        tell(f"Đã thu {len(result.taken)} tệp, {len(result.doubts)} điều cần xem lại.")
        for path in result.doubt_files:
            tell(f"Danh sách gửi lại đơn vị: {path}")
        if result.doubts:
            report(doubt_problem(d) for d in result.doubts)
    return 1 if result.doubts else 0


def moment(as_of: date | None) -> datetime:
    """Return now, on the day given where one is."""
    now = datetime.now().astimezone()
    return now if as_of is None else datetime.combine(as_of, now.timetz())
