"""``vbgen completion``: the shell's completion script."""

from __future__ import annotations

import click

from vbgen.cli.vietnamese import VietnameseCommand


@click.command(cls=VietnameseCommand)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), metavar="bash|zsh|fish")
def command(shell: str) -> None:
    """In mã tự điền lệnh cho trình vỏ; ví dụ: `vbgen completion bash >> ~/.bashrc`."""
    from click.shell_completion import get_completion_class

    from vbgen.cli.main import cli

    maker = get_completion_class(shell)
    if maker is not None:
        click.echo(maker(cli, {}, "vbgen", "_VBGEN_COMPLETE").source())
