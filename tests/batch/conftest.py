"""A small country, opened once; what a folder of documents holds."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from vbgen.app.country import init_country
from vbgen.batch import journal

UNITS = 4


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The country's example with a few communes; not to be changed."""
    folder = tmp_path_factory.mktemp("nuoc") / "nuoc"
    init_country(folder, UNITS)
    return folder


@pytest.fixture
def country(shipped: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    return shutil.copytree(shipped, tmp_path / "nuoc")


@pytest.fixture(scope="session")
def tree() -> Callable[[Path], dict[str, bytes]]:
    """Return every file of a folder by its path, the workplace of a running batch left out."""

    def read(folder: Path) -> dict[str, bytes]:
        files = (p for p in folder.rglob("*") if p.is_file())
        found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}
        return {name: data for name, data in found.items() if not name.startswith(journal.NAME)}

    return read
