"""Our own YAML files read fast, as the full loader would read them."""

from __future__ import annotations

from importlib.resources.abc import Traversable

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from vbgen import resources

FILES: list[Traversable] = [
    file
    for folder in ("forms", "documents")
    for file in resources.data(folder).iterdir()
    if file.name.endswith(".yml")
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_shipped_file_reads_as_the_full_loader_reads_it(file: Traversable) -> None:
    text = file.read_text(encoding="utf-8")
    assert resources.read_yaml(text) == YAML(typ="safe").load(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("a: 012", {"a": "012"}),
        ('a: "12"', {"a": "12"}),
        ("[1, -2, 1.5, true, ~, null, x]", [1, -2, 1.5, True, None, None, "x"]),
        ("- |\n  hai\n  dòng\n", ["hai\ndòng\n"]),
    ],
    ids=["nothing", "leading zero", "quoted number", "kinds", "block"],
)
def test_scalars_are_read_by_their_form(text: str, value: object) -> None:
    assert resources.read_yaml(text) == value


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "a: [1\n", 'a: "x\n'], ids=str)
def test_mistakes_carry_their_place(text: str) -> None:
    with pytest.raises(MarkedYAMLError) as caught:
        resources.read_yaml(text)
    assert caught.value.problem_mark is not None
