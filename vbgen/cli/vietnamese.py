"""Help and errors of use in Vietnamese, with the nearest known word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import click

from vbgen.errors import Problem

SHORT_HELP = 160  # letters of a sub-command's help in the list: whole sentences, on two lines


class VietnameseCommand(click.Command):
    """A command whose help page speaks Vietnamese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[TÙY CHỌN]")
        super().__init__(*args, **kwargs)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line of use."""
        formatter.write_usage(
            ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "Cách dùng: "
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under a Vietnamese heading; the text above tells of the arguments."""
        options = (p for p in self.get_params(ctx) if isinstance(p, click.Option))
        records = [r for o in options if (r := o.get_help_record(ctx)) is not None]
        if records:
            with formatter.section("Tùy chọn"):
                formatter.write_dl([(names, _in_vietnamese(text)) for names, text in records])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give ``--help`` a Vietnamese text."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "In trang này rồi thoát."
        return option


class VietnameseGroup(VietnameseCommand, click.Group):
    """A group whose help page speaks Vietnamese."""

    command_class = VietnameseCommand

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", "LỆNH [THAM SỐ]…")
        super().__init__(*args, **kwargs)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options, then commands."""
        VietnameseCommand.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the sub-commands."""
        rows = [
            (name, command.get_short_help_str(SHORT_HELP))
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) is not None
        ]
        with formatter.section("Lệnh"):
            formatter.write_dl(rows)


def _in_vietnamese(text: str) -> str:
    """Translate what click adds to the help of an option."""
    return re.sub(r"\bx>=(\d+)", r"từ \1", text.replace("[required]", "[bắt buộc]"))


def usage_problem(error: click.UsageError) -> Problem:
    """Turn an error of use into place, problem, requirement and remedy."""
    ctx = error.ctx
    place = ctx.command_path if ctx else "vbgen"
    help_line = f"chạy `{place} --help` để xem cách dùng"
    if isinstance(error, click.NoSuchOption):
        known = [o for p in (ctx.command.get_params(ctx) if ctx else []) for o in p.opts]
        return Problem(
            place,
            f'không có tùy chọn "{error.option_name}"',
            "một tùy chọn của lệnh này",
            _nearest(error.option_name, (k for k in known if k.startswith("-")), help_line),
        )
    if isinstance(error, click.MissingParameter):
        return Problem(place, f"thiếu {_named(error, ctx)}", "phần này là bắt buộc", help_line)
    if isinstance(error, click.BadParameter):
        return _bad_value(error, place, help_line)
    return _other(error, place, help_line)


def _bad_value(error: click.BadParameter, place: str, help_line: str) -> Problem:
    param = error.param
    name = param.opts[0] if param and param.opts else "tham số"
    if param is not None and isinstance(param.type, click.Choice):
        choices = ", ".join(map(str, param.type.choices))
        return Problem(
            f"{place} {name}", "giá trị không được dùng", f"một trong: {choices}", help_line
        )
    return Problem(f"{place} {name}", _plain(error.message), _wanted(param), help_line)


def _named(error: click.MissingParameter, ctx: click.Context | None) -> str:
    param = error.param
    if param is None or ctx is None:
        return "tham số"
    option = f"{param.opts[0]} " if isinstance(param, click.Option) else ""
    return option + param.make_metavar(ctx)


def _wanted(param: click.Parameter | None) -> str:
    """Return what values a parameter takes, in words."""
    if param is not None and isinstance(param.type, click.IntRange):
        return f"số nguyên từ {param.type.min}"
    return str(getattr(param.type, "wanted", "giá trị hợp lệ")) if param else "giá trị hợp lệ"


def _plain(message: str) -> str:
    """Return our own Vietnamese message; click's English one becomes a general sentence."""
    return message if not message.isascii() else "giá trị không hợp lệ"


def _other(error: click.UsageError, place: str, help_line: str) -> Problem:
    ctx = error.ctx
    message = error.message
    if isinstance(ctx.command if ctx else None, click.Group) and "command" in message.lower():
        assert ctx is not None and isinstance(ctx.command, click.Group)
        quoted = message.split("'")
        word = quoted[1] if len(quoted) > 1 else ""
        if word:
            known = ctx.command.list_commands(ctx)
            return Problem(
                place,
                f'không có lệnh "{word}"',
                "một lệnh của vbgen",
                _nearest(word, known, help_line),
            )
        return Problem(place, "thiếu tên lệnh", "một lệnh của vbgen", help_line)
    if "unexpected extra argument" in message:
        words = message[message.find("(") + 1 : message.rfind(")")]
        return Problem(place, f'thừa tham số "{words}"', "đúng số tham số", help_line)
    if "requires an argument" in message or "takes" in message:
        return Problem(place, "tùy chọn thiếu giá trị", "giá trị đứng sau tùy chọn", help_line)
    return Problem(place, _plain(message), "cách dùng đúng", help_line)


def _nearest(word: str, known: Iterable[str], otherwise: str) -> str:
    from difflib import get_close_matches

    found = get_close_matches(word, list(known), 1, 0.5)
    return f"có phải `{found[0]}`? Hoặc {otherwise}" if found else otherwise
