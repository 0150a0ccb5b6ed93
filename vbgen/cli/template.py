"""``vbgen template``: list, new, preview."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from vbgen.cli import options as opt
from vbgen.cli.console import emit_json, say
from vbgen.cli.vietnamese import VietnameseCommand, VietnameseGroup


@click.group(cls=VietnameseGroup)
def command() -> None:
    """Mẫu văn bản: liệt kê, tạo lại từ khai báo, xem thử."""


@command.command("list", cls=VietnameseCommand)
@opt.format_option
def list_types(output_format: str) -> None:
    """Liệt kê các loại văn bản soạn được."""
    from vbgen.app.templates import listed

    rows = listed()
    if output_format == "json":
        emit_json(
            {
                "types": [
                    {"type": r.type, "name": r.name, "abbreviation": r.abbreviation, "form": r.form}
                    for r in rows
                ]
            }
        )
        return
    for r in rows:
        say(f"{r.type:40} {r.abbreviation:5} {r.name}")


@command.command("new", cls=VietnameseCommand)
@click.argument("slug", metavar="LOẠI")
@click.option("-o", "--output", "target", required=True, metavar="TỆP.docx", help="Tệp mẫu sẽ ghi.")
@click.option("--overwrite", is_flag=True, help="Thay cả tệp mẫu đã có người sửa.")
@opt.format_option
def new(slug: str, target: str, overwrite: bool, output_format: str) -> None:
    """Tạo mẫu của một loại văn bản từ khai báo và các giá trị của Nghị định 30."""
    from vbgen.app.templates import make

    path = make(slug, Path(target), overwrite=overwrite).absolute()
    if output_format == "json":
        emit_json({"path": str(path), "type": slug})
    else:
        say(str(path))


@command.command("preview", cls=VietnameseCommand)
@click.argument("template", metavar="TỆP_MẪU")
@click.option(
    "-o", "--output", "target", required=True, metavar="TỆP", help="Nơi ghi: .docx, .pdf hoặc .png."
)
@click.option("--workspace", metavar="THƯ_MỤC", help="Lấy dữ liệu ở đây thay cho dữ liệu mẫu.")
@opt.header_set_option
@opt.body_size_option
@opt.as_of_option
@opt.format_option
def preview(
    template: str,
    target: str,
    workspace: str | None,
    header_set: str | None,
    body_size: str | None,
    as_of: date | None,
    output_format: str,
) -> None:
    """Xem thử một mẫu với dữ liệu mẫu của loại, hoặc với dữ liệu của một thư mục làm việc."""
    from vbgen.app.drafting import Options
    from vbgen.app.templates import preview as make_preview

    options = Options(as_of, header_set, int(body_size) if body_size else None)
    folder = Path(workspace) if workspace else None
    path = make_preview(Path(template), Path(target), folder, options).absolute()
    if output_format == "json":
        emit_json({"path": str(path)})
    else:
        say(str(path))
