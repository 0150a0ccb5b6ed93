"""How far a long run is: lines off a terminal, nothing for short ones, every item passed on."""

from __future__ import annotations

import io
import sys

import pytest

from vbgen.cli.progress_bar import WORTH_SHOWING, WORTH_TELLING, counted


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_off_a_terminal_a_long_run_says_each_tenth(capsys: pytest.CaptureFixture[str]) -> None:
    total = WORTH_TELLING + 1
    assert list(counted(range(total), total, "Biểu")) == list(range(total))
    printed = capsys.readouterr()
    lines = printed.err.splitlines()
    assert (printed.out, len(lines), lines[-1]) == ("", 10, f"Biểu: {total}/{total}")


def test_off_a_terminal_a_short_run_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(counted(range(50), 50, "Biểu")) == list(range(50))
    assert capsys.readouterr() == ("", "")


def test_on_a_terminal_a_bar_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    assert list(counted(range(WORTH_SHOWING), WORTH_SHOWING, "Biểu")) == list(range(WORTH_SHOWING))
    assert "Biểu" in shown.getvalue() and "100%" in shown.getvalue()
