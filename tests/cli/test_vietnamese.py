"""Help pages and errors of use: Vietnamese throughout, what is wanted, the nearest word."""

from __future__ import annotations

import pytest

from vbgen.cli.main import COMMANDS, run

ENGLISH = ("required", "x>=", "default", "Usage", "Options", "Commands", "Error", "...")


def test_the_bare_command_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    shown = capsys.readouterr().err
    assert "Cách dùng: vbgen" in shown
    assert all(name in shown for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_no_help_page_has_english_words(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    page = capsys.readouterr().out
    assert [word for word in ENGLISH if word in page] == []


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["init", "--units", "0", "x"], "Cần: số nguyên từ 1."),
        (["init", "--units", "hai", "x"], "Cần: số nguyên từ 1."),
        (["build", "x", "--as-of", "31/02/2024"], "Cần: ngày có trong lịch"),
        (["collect", "x"], "thiếu --period KỲ"),
        (["build"], "thiếu THƯ_MỤC"),
        (["build", "x", "--ovrwrite"], "có phải `--overwrite`?"),
        (["bild", "x"], "có phải `build`?"),
        (["schedule", "x", "--state", "fix"], "một trong: fixed"),
    ],
    ids=["number too small", "no number", "no such day", "option missing", "argument missing",
         "unknown option", "unknown command", "not one of the choices"],
)  # fmt: skip
def test_an_error_of_use_says_what_is_wanted(
    argv: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(argv) == 2
    assert says in capsys.readouterr().err
