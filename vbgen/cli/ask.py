"""``vbgen ask``: what the drafts still need."""

from __future__ import annotations

from datetime import date

import click

from vbgen.cli import options as opt
from vbgen.cli.console import emit_json, say, tell
from vbgen.cli.vietnamese import VietnameseCommand


@click.command(cls=VietnameseCommand)
@opt.folder
@opt.which_argument
@opt.narrowing_options
@opt.as_of_option
@opt.format_option
def command(
    folder: str,
    which: tuple[str, ...],
    due: str | None,
    task: str | None,
    unit: str | None,
    as_of: date | None,
    output_format: str,
) -> int:
    """Hỏi những điều kế hoạch không nói mà văn bản cần, giữ trong bo-sung.xlsx.

    Chạy lại sau khi điền: phần đã điền giữ nguyên, phần còn thiếu được thêm vào. VĂN_BẢN, --due,
    --task, --unit chọn văn bản như ở `vbgen build`; bỏ trống là tất cả.
    """
    from vbgen.app.ask import answers_in_yaml, keep_workbook, questions
    from vbgen.app.narrow import narrowing
    from vbgen.app.opening import open_workspace

    workspace = open_workspace(folder)
    asked = questions(workspace, as_of, which, narrowing(workspace, due, task, unit, as_of))
    by_hand = answers_in_yaml(workspace)
    if output_format == "json":
        emit_json({"asked": [q.as_json() for q in asked]})
    elif by_hand:
        for question in asked:
            say(question.line)
        tell(f"Câu trả lời của thư mục này ở {by_hand.name}: điền tiếp vào đó.")
    else:
        say(str(keep_workbook(workspace, asked).absolute()))
    tell(f"Còn {len(asked)} điều cần điền." if asked else "Không còn điều nào phải điền.")
    return 1 if asked else 0
