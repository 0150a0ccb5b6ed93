"""A workspace kept between runs is the workspace that its files say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.dossiers import EXAMPLES
from vbgen.app.opening import open_workspace
from vbgen.app.reading import read_workspace
from vbgen.errors import PlanInvalid

EXAMPLE = EXAMPLES / "ke-hoach-cchc-2024"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return shutil.copytree(EXAMPLE, tmp_path / "viec")


def test_what_is_kept_equals_what_is_read(folder: Path) -> None:
    read = read_workspace(folder)
    assert open_workspace(folder) == open_workspace(folder) == read
    assert open_workspace(folder).warnings == read.warnings


def test_the_same_files_elsewhere_are_a_workspace_there(folder: Path, tmp_path: Path) -> None:
    open_workspace(folder)
    other = shutil.copytree(folder, tmp_path / "khac")
    assert open_workspace(other).root == other


def test_an_edited_file_is_read_again(folder: Path) -> None:
    before = open_workspace(folder)
    plan = folder / "ke-hoach.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace(before.plan.topic, "việc khác"), encoding="utf-8")
    assert open_workspace(folder).plan.topic == "việc khác"


def test_faults_are_said_each_time(folder: Path) -> None:
    open_workspace(folder)
    (folder / "van-phong.yaml").write_text("ten: [", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(PlanInvalid):
            open_workspace(folder)
