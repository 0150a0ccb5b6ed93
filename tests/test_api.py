"""The Python entry does what the commands do."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import vbgen

GOOD = Path(__file__).parents[1] / "examples" / "ke-hoach-mau"


def test_a_workspace_builds_and_tells_its_schedule(tmp_path: Path) -> None:
    workspace = vbgen.open_workspace(shutil.copytree(GOOD, tmp_path / "viec"))
    made = workspace.build(["ke-hoach"], tmp_path / "out")
    assert [d.path.name for d in made.documents] == ["ke-hoach.docx"]
    due = workspace.schedule(as_of=date(2026, 6, 1))
    assert {e.code for e in due.entries} >= {"2026-I-01.2", "2026-II-02.1"}


def test_importing_vbgen_loads_nothing_heavy() -> None:
    heavy = ("docx", "docxtpl", "lxml", "openpyxl", "jinja2", "ruamel", "rich", "babel", "click")
    program = f"import sys, vbgen; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_help_loads_nothing_but_click() -> None:
    heavy = ("docx", "docxtpl", "lxml", "openpyxl", "jinja2", "ruamel", "rich", "babel", "sqlite3")
    program = (
        "import sys; from vbgen.cli.main import run; run(['--help']);"
        f"print([m for m in {heavy} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"
