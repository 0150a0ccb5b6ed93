"""Every command has Vietnamese help, is in the README and prints on any console."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from vbgen.cli.main import COMMANDS, cli, run

ROOT = Path(__file__).parents[2]
VIETNAMESE = re.compile(r"[ăâđêôơưạảấầậắằặẻẽẹếềểệỉĩịỏọốồổộớờởợủũụứừửựỳỷỹỵ]", re.IGNORECASE)


def commands() -> list[tuple[str, click.Command]]:
    context = click.Context(cli)
    found: list[tuple[str, click.Command]] = []
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        found.append((name, command))
        if isinstance(command, click.Group):
            found += [(f"{name} {n}", c) for n, c in command.commands.items()]
    return found


@pytest.mark.parametrize(("name", "command"), commands(), ids=[n for n, _ in commands()])
def test_help_is_vietnamese(name: str, command: click.Command) -> None:
    text = command.get_help(click.Context(command, info_name=name))
    assert "Cách dùng:" in text
    assert "Tùy chọn:" in text
    for english in ("Usage", "Options", "Show this message", "[OPTIONS]"):
        assert english not in text
    for param in command.get_params(click.Context(command)):
        if isinstance(param, click.Option):
            assert param.help, f"{name}: {param.opts} has no help"
            assert VIETNAMESE.search(param.help), param.help


def test_every_command_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in COMMANDS if f"vbgen {name}" not in readme and name != "completion"]
    assert not missing


@pytest.mark.parametrize(
    "settings",
    [{"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
     {"PYTHONIOENCODING": "ascii"}],
    ids=["cp1252", "LC_ALL=C", "ascii"],
)  # fmt: skip
@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["bild"], ["build", "khong-co"], ["build", "khong-co", "--format", "json"]],
    ids=["help", "unknown command", "missing folder", "refusal as JSON"],
)
def test_messages_print_on_any_console(settings: dict[str, str], arguments: list[str]) -> None:
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "vbgen", *arguments],
        capture_output=True,
        env={**environment, **settings},
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == (0 if arguments == ["--help"] else 2), done.stderr
    assert b"Traceback" not in done.stderr


def test_an_interrupt_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", interrupted)
    assert run(["build", "."]) == 130


def test_a_defect_of_ours_ends_with_70_and_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a defect")

    monkeypatch.setattr(cli, "main", broken)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    assert run(["build", "."]) == 70
    told = capsys.readouterr().err
    assert "Traceback" not in told
    (log,) = tmp_path.glob("vbgen-*.log")
    assert str(log) in told
    assert "RuntimeError: a defect" in log.read_text(encoding="utf-8")
