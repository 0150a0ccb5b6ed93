"""Options that several commands share, and their values read from what was typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Day(click.ParamType[date]):
    """A day: 2024-03-31 or 31/3/2024."""

    name = "ngày"
    wanted = "ngày có trong lịch, viết 31/3/2024 hoặc 2024-03-31"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date; a day that does not exist is an error of use."""
        if isinstance(value, date):
            return value
        from vbgen.vi.dates import parse_date

        try:
            return parse_date(str(value))
        except ValueError as error:
            self.fail(f'"{value}" không phải ngày có thật: {error}', param, ctx)


folder = click.argument("folder", metavar="THƯ_MỤC", type=click.Path(path_type=str))
format_option = click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    metavar="text|json",
    help="Cách in kết quả; json cho chương trình khác đọc.",
)
out_option = click.option(
    "-o", "--output", "out", metavar="NƠI_GHI", help="Thư mục ghi kết quả (mặc định: THƯ_MỤC/out)."
)
as_of_option = click.option(
    "--as-of", type=Day(), metavar="NGÀY", help="Coi hôm nay là ngày này (31/3/2024)."
)
which_argument = click.argument("which", metavar="[VĂN_BẢN]…", nargs=-1)
_NARROWING = (
    click.option("--due", metavar="KỲ", help="Chỉ văn bản đến hạn trong kỳ: 2024-03, 2024-Q1."),
    click.option("--task", metavar="SỐ", help="Chỉ văn bản của nhiệm vụ mang số này."),
    click.option("--unit", metavar="ĐƠN_VỊ", help="Chỉ văn bản của đơn vị này (mã hoặc tên)."),
)
header_set_option = click.option(
    "--header-set",
    type=click.Choice(["13", "14"]),
    metavar="13|14",
    help="Bộ cỡ chữ phần đầu văn bản, thay cho cài đặt của cơ quan.",
)
body_size_option = click.option(
    "--body-size",
    type=click.Choice(["13", "14"]),
    metavar="13|14",
    help="Cỡ chữ nội dung, thay cho cài đặt của cơ quan.",
)


def narrowing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--due``, ``--task`` and ``--unit``, which choose among the drafts."""
    for option in reversed(_NARROWING):
        command = option(command)
    return command


def moment(as_of: date | None) -> datetime:
    """Return when something is entered: now, or noon of the day that was asked for."""
    if as_of is None:
        return datetime.now().astimezone()
    return datetime.combine(as_of, time(12)).astimezone()
