"""``vbgen init``: a new workspace."""

from __future__ import annotations

from pathlib import Path

import click

from vbgen.cli import options as opt
from vbgen.cli.console import emit_json, say, tell
from vbgen.cli.vietnamese import VietnameseCommand


@click.command(cls=VietnameseCommand)
@opt.folder
@click.option(
    "--example", default="ke-hoach-cchc-2024", metavar="TÊN", help="Ví dụ làm mẫu cho thư mục mới."
)
@click.option("--units", type=click.IntRange(1), metavar="N", help="Với ca-nuoc: số xã đưa vào.")
@opt.format_option
def command(folder: str, example: str, units: int | None, output_format: str) -> None:
    """Tạo thư mục làm việc mới: kế hoạch, cơ quan, danh mục đơn vị, chỗ cho mẫu và tiến độ."""
    from vbgen.app.init import has_answers, init

    if example == "ca-nuoc":
        from vbgen.app.country import init_country

        made = init_country(Path(folder), units)
    else:
        made = init(Path(folder), example)
    if output_format == "json":
        emit_json({"files": [str(p.absolute()) for p in made]})
        return
    for path in made:
        say(str(path))
    tell(f"Đã tạo {folder}. Mở ke-hoach.yaml để sửa, rồi chạy `vbgen build {folder}`.")
    if has_answers(example):
        tell("Không chép bo-sung.yaml của ví dụ (dữ kiện minh họa); `vbgen ask` lập bo-sung.xlsx.")
