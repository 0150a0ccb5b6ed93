"""The only place that knows where the shipped ``templates/``, ``data/`` and ``examples/`` are.

They lie at the top of a checkout and inside the wheel as ``vbgen.templates``, ``vbgen.data`` and
``vbgen.examples``; both are found. A workspace's own template comes before the shipped one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@cache
def folder(name: str) -> Traversable:
    """Return the shipped folder ``data``, ``templates`` or ``examples``."""
    beside = Path(__file__).resolve().parent.parent / name
    if (beside / "__init__.py").is_file():  # a checkout, installed editable or not at all
        return beside
    from importlib.resources import files

    return files(f"vbgen.{name}")


def data(*parts: str) -> Traversable:
    """Return a shipped data file, as ``data("forms", "nd30.yml")``."""
    return folder("data").joinpath(*parts)


# Where a workspace keeps its own templates.
OWN_TEMPLATES = Path("templates", "docx")


def own_template(slug: str, workspace: Path) -> Path | None:
    """Return a workspace's own template of a type, None where it uses the shipped one."""
    own = workspace / OWN_TEMPLATES / f"{slug}.docx"
    return own if own.is_file() else None


def own_templates(workspace: Path) -> list[Path]:
    """Return all templates of a workspace's own, sorted."""
    return sorted((workspace / OWN_TEMPLATES).glob("*.docx"))


def template(slug: str, workspace: Path | None = None) -> Traversable:
    """Return the template of a document type: the workspace's own, else the shipped one."""
    own = own_template(slug, workspace) if workspace is not None else None
    return own or folder("templates").joinpath("docx", f"{slug}.docx")


def example(name: str) -> Traversable:
    """Return the folder of a shipped example workspace."""
    return folder("examples").joinpath(name)


def read_yaml(text: str) -> Any:
    """Return one of our own YAML texts as dicts, lists, str, int, float, bool and None.

    Built right from the C parser's events: several times faster than a full loader, which the
    start of every build would pay for. No anchors, no dates. Raises ruamel's MarkedYAMLError,
    also for a key given twice.
    """
    from ruamel.yaml import YAML

    events = iter(YAML(typ="safe").parse(text))
    for event in events:
        if type(event).__name__ not in {"StreamStartEvent", "DocumentStartEvent"}:
            return None if type(event).__name__ == "StreamEndEvent" else _value(event, events)
    return None


def _value(event: Any, events: Iterator[Any]) -> Any:
    kind = type(event).__name__
    if kind == "ScalarEvent":
        return _scalar(event.value) if event.implicit[0] else event.value
    if kind == "SequenceStartEvent":
        return [_value(item, events) for item in _until("SequenceEndEvent", events)]
    made: dict[Any, Any] = {}
    for item in _until("MappingEndEvent", events):
        key = _value(item, events)
        if key in made:
            from ruamel.yaml.error import MarkedYAMLError

            mark = item.start_mark
            raise MarkedYAMLError("", mark, f"the key {key!r} stands twice", mark)
        made[key] = _value(next(events), events)
    return made


def _until(end: str, events: Iterator[Any]) -> Iterator[Any]:
    for event in events:
        if type(event).__name__ == end:
            return
        yield event


_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d*)(\.\d+)?")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


def _scalar(text: str) -> Any:
    """Return an unquoted scalar as YAML 1.2 reads it."""
    if text in _WORDS:
        return _WORDS[text]
    number = _NUMBER.fullmatch(text)
    if number is None:
        return text
    return float(text) if number[1] else int(text)
