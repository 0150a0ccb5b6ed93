"""Options and fixtures of the whole suite."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="rewrite the golden files with what is produced now"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with the reason, what this machine cannot run."""
    lacking = [tool for tool in ("soffice", "pdftoppm") if not shutil.which(tool)]
    reasons = {
        "libreoffice": f"not installed: {', '.join(lacking)}" if lacking else "",
        "shared": "" if SHARED.is_dir() else "no folder ../shared beside the repository",
    }
    for item in items:
        for marker, reason in reasons.items():
            if reason and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare text with ``tests/golden/NAME.txt``; ``--accept`` rewrites the file instead."""

    def check(name: str, text: str) -> None:
        path = GOLDEN / f"{name}.txt"
        if request.config.getoption("--accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, text)
            return
        if not path.is_file():
            pytest.fail(f"no golden file {path.name}: run `pytest --accept` and look at it")
        assert text == path.read_text(encoding="utf-8"), f"differs from {path.name}"

    return check


def _write(path: Path, text: str) -> None:
    """Write a golden whole, and only if it differs."""
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    fresh = path.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8", newline="\n")
    fresh.replace(path)
