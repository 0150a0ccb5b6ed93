"""Placeholders of titles and short lines: ``{ky}`` or ``{{ don_vi.ten }}``, from flat values."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PLACEHOLDER = re.compile(r"\{\{\s*([\w.]+)\s*\}\}|\{(\w+)\}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """Replace the placeholders that ``values`` names; any other stays as written."""

    def one(match: re.Match[str]) -> str:
        return values.get(match.group(1) or match.group(2), match.group(0))

    return _PLACEHOLDER.sub(one, text)


def unfilled(text: str) -> list[str]:
    """Return the placeholders that are left in a text."""
    return [m.group(0) for m in _PLACEHOLDER.finditer(text)]
