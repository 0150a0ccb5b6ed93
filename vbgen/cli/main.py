"""The ``vbgen`` command: its sub-commands by name, loaded when called; the outer edge of errors."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import click

from vbgen.cli.console import prepare_streams, report, tell
from vbgen.cli.vietnamese import VietnameseGroup, usage_problem
from vbgen.errors import UserError
from vbgen.version import __version__

# Name -> what the list of commands says. The module of a command is vbgen.cli.NAME.
COMMANDS = {
    "init": "Tạo thư mục làm việc mới từ một ví dụ",
    "build": "Soạn dự thảo các văn bản mà kế hoạch cần",
    "schedule": "Lịch văn bản đến hạn, theo đơn vị và thời gian",
    "ask": "Danh sách những điều văn bản còn thiếu, để điền vào bo-sung",
    "issue": "Ghi số, ngày của văn bản đã ký vào sổ",
    "status": "Tình hình: đã ban hành, khác dự thảo, chỗ trống, điều cần hỏi",
    "batch": "Soạn văn bản cho mọi đơn vị cùng lúc",
    "progress": "Biểu mẫu và tình hình gửi tiến độ của các đơn vị",
    "collect": "Thu tiến độ từ các tệp đơn vị gửi về",
    "report": "Báo cáo định kỳ từ tiến độ đã thu",
    "template": "Tạo, liệt kê, xem thử mẫu văn bản",
    "doctor": "Kiểm tra máy: phông chữ, LibreOffice, phiên bản, quyền ghi",
    "completion": "Mã tự điền lệnh cho bash, zsh, fish",
}


class LazyGroup(VietnameseGroup):
    """Loads a sub-command's module only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of a clerk's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"vbgen.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any of them."""
        with formatter.section("Lệnh"):
            formatter.write_dl(list(COMMANDS.items()))


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"vbgen {__version__}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    help="Từ một kế hoạch đến mọi văn bản mà kế hoạch cần, đúng thể thức Nghị định 30/2020/NĐ-CP.",
    epilog="Chạy `vbgen LỆNH --help` để xem cách dùng từng lệnh.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="In phiên bản rồi thoát.",
)
def cli() -> None:
    """Group of all commands."""


def run(argv: Sequence[str]) -> int:
    """Run a command line and return its exit code (design §5)."""
    prepare_streams()
    as_json = _wants_json(argv)
    try:
        result: Any = cli.main(list(argv), prog_name="vbgen", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except UserError as error:
        report(error.problems, as_json)
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        tell(error.format_message())
        return 2
    except click.UsageError as error:
        report([usage_problem(error)], as_json)
        return 2
    except click.ClickException as error:
        tell(error.format_message())
        return 2
    except (click.Abort, KeyboardInterrupt):
        tell("Đã dừng theo yêu cầu.")
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception:  # noqa: BLE001 - the one outer edge: a defect must not show a traceback
        return _defect()


def _wants_json(argv: Sequence[str]) -> bool:
    return "--format=json" in argv or ("--format", "json") in pairwise(argv)


def _defect() -> int:
    """Say that vbgen itself failed, and where the details are."""
    import platform
    import tempfile
    import traceback

    lines = f"vbgen {__version__}\n{platform.platform()}\nPython {platform.python_version()}\n\n"
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="vbgen-", suffix=".log", delete=False
        ) as log:
            log.write(lines + traceback.format_exc())
        where = f"Chi tiết ghi ở: {log.name}"
    except OSError:
        where = "Không ghi được tệp chi tiết."
    tell(f"Xin lỗi, vbgen gặp lỗi của chính nó. {where}\nHãy gửi tệp này cho người phụ trách.")
    return 70
