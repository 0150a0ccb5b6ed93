"""What ``vbgen status`` says on a terminal of open places: by product, a few names of each."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from vbgen.cli.main import run
from vbgen.cli.status import SHOWN

GOOD = Path(__file__).parents[2] / "examples" / "ke-hoach-mau"


def lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    shutil.copytree(GOOD, folder / "viec")
    run(["status", str(folder / "viec")])
    return capsys.readouterr().out.splitlines()


def test_drafts_of_one_product_share_a_line_that_names_what_they_lack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = lines(tmp_path, capsys)
    (line,) = [line for line in shown if "cong-van-giao-viec" in line]
    assert line.endswith("3 bản): han_ke_hoach_don_vi")
    assert not any("ke-hoach (" in line for line in shown)  # only number and day: said by nobody


def test_of_many_missing_facts_a_few_are_named_and_the_rest_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = [line for line in lines(tmp_path, capsys) if "2026-II-02.1" in line]
    names = line.partition("): ")[2].partition(" và ")[0].split(", ")
    assert len(names) <= SHOWN
    assert not any(name.startswith("bs.") for name in names)
