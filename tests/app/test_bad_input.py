"""Bad input: exit code 2, no file, and a message with place, problem, requirement and cure."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from vbgen.cli.main import run

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "examples" / "ke-hoach-mau"
RECIPES = YAML(typ="safe").load(
    (ROOT / "tests" / "fixtures" / "bad-input.yml").read_text(encoding="utf-8")
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "viec"))


def spoil(workspace: Path, recipe: dict[str, Any]) -> None:
    path = workspace / recipe["file"]
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    assert recipe["find"] in text, "the recipe no longer fits the example"
    path.write_text(text.replace(recipe["find"], recipe["put"], 1), encoding="utf-8")


def test_the_good_example_is_good(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", str(workspace)]) == 0


@pytest.mark.parametrize("recipe", RECIPES, ids=[r["id"] for r in RECIPES])
def test_bad_input_is_refused_with_place_and_cure(
    recipe: dict[str, Any], workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(workspace, recipe)
    assert run(["build", str(workspace), "--format", "json"]) == 2
    errors = json.loads(capsys.readouterr().out)["errors"]
    told = "\n".join(" ".join(error.values()) for error in errors)
    for words in recipe["says"]:
        assert words in told, told
    for error in errors:
        assert all(error[key] for key in ("place", "problem", "required", "remedy")), error
    assert not (workspace / "out").exists()


def test_all_problems_of_all_files_are_told_at_once(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = [
        r
        for r in RECIPES
        if r["id"]
        in {
            "unknown unit with the nearest name",
            "margin out of range",
            "duplicate task number",
            "unknown signer",
        }
    ]
    for recipe in chosen:
        spoil(workspace, recipe)
    assert run(["build", str(workspace), "--format", "json"]) == 2
    told = capsys.readouterr().out
    assert all(words in told for recipe in chosen for words in recipe["says"] if '"' not in words)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["build", "khong-co"], "không có thư mục này"),
        (["bild", "."], "build"),
        (["build", ".", "--asof", "1/1/2024"], "--as-of"),
        (["build"], "thiếu"),
        (["build", ".", "--as-of", "31/02/2024"], "không phải ngày có thật"),
        (["build", ".", "--body-size", "12"], "13, 14"),
        (["init", ".", "--example", "ke-hoach-mauu"], "ke-hoach-mau"),
    ],
    ids=["missing folder", "unknown command", "unknown option", "missing argument",
         "impossible day", "value outside the choice", "unknown example"],
)  # fmt: skip
def test_wrong_use_is_answered_in_vietnamese(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    told = capsys.readouterr().err
    assert says in told
    assert "Sửa:" in told


def test_an_unknown_document_names_the_nearest(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", str(workspace), "huong-dam"]) == 2
    assert "huong-dan" in capsys.readouterr().err
    assert not (workspace / "out").exists()
