"""The only place that knows where the shipped ``templates/``, ``data/`` and ``examples/`` are.

They lie at the top of a checkout and inside the wheel as ``vbgen.templates``, ``vbgen.data`` and
``vbgen.examples``; both are found. A workspace's own template comes before the shipped one.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


@cache
def folder(name: str) -> Traversable:
    """Return the shipped folder ``data``, ``templates`` or ``examples``."""
    beside = Path(__file__).resolve().parent.parent / name
    if (beside / "__init__.py").is_file():  # a checkout, installed editable or not at all
        return beside
    return files(f"vbgen.{name}")


def data(*parts: str) -> Traversable:
    """Return a shipped data file, as ``data("forms", "nd30.yml")``."""
    return folder("data").joinpath(*parts)


def own_template(slug: str, workspace: Path) -> Path | None:
    """Return a workspace's own template of a type, None where it uses the shipped one."""
    own = workspace / "templates" / "docx" / f"{slug}.docx"
    return own if own.is_file() else None


def template(slug: str, workspace: Path | None = None) -> Traversable:
    """Return the template of a document type: the workspace's own, else the shipped one."""
    own = own_template(slug, workspace) if workspace is not None else None
    return own or folder("templates").joinpath("docx", f"{slug}.docx")


def example(name: str) -> Traversable:
    """Return the folder of a shipped example workspace."""
    return folder("examples").joinpath(name)
