"""What must not be left over: open braces of a template, values of a context that are no text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Undefined

from vbgen.render.package import members
from vbgen.render.paths import walk
from vbgen.render.text import PARAGRAPH, Blank, plain
from vbgen.vi.patterns import Pattern

# A tag that docxtpl could not read stays in the text; so do the words of a failed conversion.
_LEFT = Pattern(
    r"\{\{|\}\}|\{%|%\}|\{#|#\}|<built-in (?:method|function)|<bound method|<function "
    r"|<[\w.]+ object at 0x|\[object |\bundefined\b|\bNone\b|\bNaN\b"
)
_RENDERED = Pattern(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")


def leftovers(source: bytes | str | Mapping[str, Any]) -> list[str]:
    """Return what is left over, each with its place; nothing in a sound template or context.

    ``source`` is the template (a .docx, or the XML of a part, with no tags taken out of it yet or
    rendered with an empty context), or a context. In a context only values that are no text are
    named (None, functions, undefined, objects without a text of their own): what a person typed
    is a person's business, even ``{{``.
    """
    if isinstance(source, bytes):
        return [
            f"{name} · {line}"
            for name, data in members(source).items()
            if _RENDERED.fullmatch(name)
            for line in leftovers(data.decode())
        ]
    if isinstance(source, Mapping):
        return [f"{path}: {_what(value)}" for path, value in walk(source) if path and _what(value)]
    return [
        f"“{text[:70]}”: {found[0]}"
        for text in map(plain, (match[0] for match in PARAGRAPH.finditer(source)))
        for found in [_LEFT.search(_TAGS.sub("", text))]
        if found
    ]


_TAGS = Pattern(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")


def _what(value: Any) -> str:
    if value is None:
        return "None"
    if isinstance(value, Undefined):
        return "không có giá trị"
    if callable(value) and not hasattr(value, "__html__"):
        return f"một {type(value).__name__}"
    return "" if _has_text(value) else f"một {type(value).__name__} không có chữ"


def _has_text(value: Any) -> bool:
    """Say whether an object has a text of its own, or holds others and is never printed."""
    kind = type(value)
    return any(
        "__str__" in base.__dict__ or "__repr__" in base.__dict__ for base in kind.__mro__[:-1]
    )


def blanks(context: Mapping[str, Any]) -> list[str]:
    """Return the data paths of the blanks of a draft, in the order of the context."""
    return [path for path, value in walk(context) if isinstance(value, Blank)]
