"""A workspace with every way in which a deliverable becomes documents, its drafts built."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from vbgen.app.build import build
from vbgen.app.opening import open_workspace

ROOT = Path(__file__).parents[2]
MORE = ROOT / "tests" / "fixtures" / "more-tasks.yml"


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small example with a third group of tasks."""
    folder = tmp_path_factory.mktemp("built") / "viec"
    shutil.copytree(ROOT / "examples" / "ke-hoach-mau", folder)
    with (folder / "ke-hoach.yaml").open("a", encoding="utf-8") as plan:
        plan.write(MORE.read_text(encoding="utf-8"))
    build(open_workspace(folder))
    return folder


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """A copy to work in."""
    return Path(shutil.copytree(built_once, tmp_path / "viec"))
