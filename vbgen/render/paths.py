"""Data paths: each value of a context with the way that leads to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

MAX_DEPTH = 40


def walk(value: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Yield each value of a context with its data path, as ``nhom[0].nhiem_vu[2].ten``."""
    yield path, value
    if depth >= MAX_DEPTH:
        return
    for step, inner in _inside(value, path):
        yield from walk(inner, step, depth + 1)


def _inside(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield (f"{path}.{key}" if path else str(key)), inner
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield f"{path}[{index}]", inner
    elif is_dataclass(value) and not isinstance(value, type):
        for item in fields(value):
            yield (f"{path}.{item.name}" if path else item.name), getattr(value, item.name, None)


def path_of(context: Mapping[str, Any], wanted: Callable[[Any], bool]) -> str:
    """Return the data path of the first value that is ``wanted``; empty where there is none."""
    return next((path for path, value in walk(context) if path and wanted(value)), "")
