"""Names for files: short, ASCII, safe on every system."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from vbgen.vi.unicode import strip_marks

FALLBACK = "van-ban"
MAX_LENGTH = 80
_MIN_LENGTH = 8

_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin", "conout"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)


@lru_cache(8_192)  # codes of units and periods stand in many names
def slug(text: str, max_length: int = MAX_LENGTH) -> str:
    """Return ``text`` as words of a-z and 0-9 joined by hyphens, never empty.

    Cut at a word's end to ``max_length`` where possible; a name that Windows keeps for a device
    (``con``, ``nul``, ``com1``) gets the fallback word after it. ValueError below 8 characters.
    """
    if max_length < _MIN_LENGTH:
        raise ValueError(f"max_length must be at least {_MIN_LENGTH}, not {max_length}")
    plain = (text if text.isascii() else _plain(text)).casefold()
    words = re.findall(r"[a-z0-9]+", plain)
    name = _cut("-".join(words), max_length) or FALLBACK
    return f"{name}-{FALLBACK}"[:max_length].rstrip("-") if name in _RESERVED else name


def _plain(text: str) -> str:
    return strip_marks(unicodedata.normalize("NFKD", strip_marks(text)))


def _cut(name: str, limit: int) -> str:
    """Shorten at the last hyphen before ``limit``, unless that loses more than half."""
    if len(name) <= limit:
        return name
    end = name.rfind("-", 0, limit + 1)
    return name[: end if end > limit // 2 else limit].rstrip("-")
