"""What the wheel ships: every package, every template, every data file, every example."""

from __future__ import annotations

import configparser
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHIPPED = {"data": "vbgen/data", "templates": "vbgen/templates", "examples": "vbgen/examples"}


def listed_packages() -> set[str]:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return set(parser["options"]["packages"].split())


def test_every_package_is_listed() -> None:
    folders = {p.parent.relative_to(ROOT) for p in (ROOT / "vbgen").rglob("__init__.py")}
    found = {".".join(folder.parts) for folder in folders}
    assert listed_packages() == found | {f"vbgen.{name}" for name in SHIPPED}


def wanted_files() -> set[str]:
    tracked = subprocess.run(
        ["git", "ls-files", "--", *SHIPPED], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    names = (Path(line) for line in tracked if not line.startswith('"'))
    return {"/".join((SHIPPED[p.parts[0]], *p.parts[1:])) for p in names if p.name != "__init__.py"}


@pytest.mark.slow
def test_the_wheel_ships_what_the_repository_holds_and_works(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip"]
    wheel = [
        *pip,
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
        ".",
    ]
    done = subprocess.run(wheel, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no wheel can be built here: {done.stderr[-200:]}")
    (made,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(made).namelist())
    missing = {name for name in wanted_files() if name not in names}
    assert not missing
    unpacked = tmp_path / "site"
    zipfile.ZipFile(made).extractall(unpacked)
    program = (
        f"import sys; sys.path.insert(0, {str(unpacked)!r});"
        "from vbgen.cli.main import run;"
        f"sys.exit(run(['init', {str(tmp_path / 'viec')!r}, '--example', 'ke-hoach-mau'])"
        f" or run(['build', {str(tmp_path / 'viec')!r}, 'ke-hoach']))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "viec" / "out" / "ke-hoach.docx").is_file()
