"""The decree's form as values, loaded once from ``data/forms/nd30.yml``.

The values come with the first that asks for one: measuring a text needs none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vbgen.form.reading import load
    from vbgen.form.values import (
        Component,
        Form,
        LineStyle,
        Literal,
        Margins,
        Mark,
        Page,
        Range,
        Rule,
    )

__all__ = [
    "Component",
    "Form",
    "LineStyle",
    "Literal",
    "Margins",
    "Mark",
    "Page",
    "Range",
    "Rule",
    "load",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'vbgen.form' has no attribute {name!r}")
    module = "vbgen.form.reading" if name == "load" else "vbgen.form.values"
    return getattr(import_module(module), name)
