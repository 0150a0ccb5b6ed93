"""Placeholders of titles and short lines: ``{ky}`` or ``{{ don_vi.ten }}``, from flat values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_PLACEHOLDER = re.compile(r"\{\{\s*([\w.]+)\s*\}\}|\{(\w+)\}")


def fill(text: str, values: Mapping[str, str], missing: Callable[[str], str] | None = None) -> str:
    """Replace the placeholders ``values`` names; another stays, or is what ``missing`` says."""

    def one(match: re.Match[str]) -> str:
        name = match.group(1) or match.group(2)
        if name not in values and missing is not None:
            return missing(name)
        return values.get(name, match.group(0))

    return _PLACEHOLDER.sub(one, text)


def unfilled(text: str) -> list[str]:
    """Return the placeholders that are left in a text."""
    return [m.group(0) for m in _PLACEHOLDER.finditer(text)]
