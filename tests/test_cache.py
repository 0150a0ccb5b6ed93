"""Values kept between runs: the same, or made anew."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from vbgen import cache
from vbgen.errors import Place, Problem
from vbgen.model.fields import Placed

VALUE = (
    Problem(Place("a.yaml", 3, 7), "sai", level="warning"),
    Placed("chữ", Place("b.xlsx", sheet="S", cell="B2")),
    {date(2024, 2, 29): frozenset({1, 2})},
    Path("x"),
)


class Counted:
    """Makes a value and counts how often."""

    def __init__(self, value: object = VALUE) -> None:
        self.value, self.calls = value, 0

    def __call__(self) -> object:
        self.calls += 1
        return self.value


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "vbgen"


def key(text: bytes = b"k") -> Callable[[], bytes]:
    return lambda: text


def test_a_value_is_made_once_and_read_back_equal() -> None:
    make = Counted()
    found = [cache.kept("v", key(), make) for _ in range(3)]
    assert make.calls == 1
    assert found == [VALUE] * 3
    assert isinstance(found[2], tuple) and found[2][1].place == VALUE[1].place


def test_another_key_or_name_is_another_value() -> None:
    make = Counted()
    for name, text in (("v", b"1"), ("v", b"2"), ("w", b"1")):
        cache.kept(name, key(text), make)
    assert make.calls == 3


def test_a_value_whose_files_changed_while_it_was_made_is_not_kept(folder: Path) -> None:
    states = iter((b"before", b"after"))
    assert cache.kept("v", lambda: next(states), Counted()) == VALUE
    assert not list(folder.glob("*"))


@pytest.mark.parametrize("how", ["cut", "altered", "emptied"])
def test_a_damaged_entry_is_made_anew(folder: Path, how: str) -> None:
    make = Counted()
    cache.kept("v", key(), make)
    (entry,) = folder.glob("*.bin")
    data = entry.read_bytes()
    entry.write_bytes({"cut": data[:-3], "altered": data[:-3] + b"xyz", "emptied": b""}[how])
    assert cache.kept("v", key(), make) == VALUE
    assert make.calls == 2


def test_an_entry_that_names_a_foreign_class_is_not_obeyed(folder: Path) -> None:
    make = Counted()
    cache.kept("v", key(), make)
    (entry,) = folder.glob("*.bin")
    cache.store(folder, entry.stem, pickle.dumps(Counted()))
    assert cache.kept("v", key(), make) == VALUE
    assert make.calls == 2


def test_what_cannot_be_kept_is_returned_all_the_same() -> None:
    make = Counted(lambda: 1)
    assert cache.kept("v", key(), make) is cache.kept("v", key(), make)
    assert make.calls == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the profile private by itself")
def test_a_folder_that_others_may_write_is_not_used(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    assert cache.kept("v", key(), Counted()) == VALUE
    assert not list(folder.glob("*"))
