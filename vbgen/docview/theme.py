"""Theme fonts: from the names that ``w:rFonts`` uses to real font names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vbgen.docview.ooxml import A

if TYPE_CHECKING:
    from lxml.etree import _Element

_SLOTS = {"Ascii": "latin", "HAnsi": "latin", "EastAsia": "ea", "Bidi": "cs"}


def theme_fonts(root: _Element | None) -> dict[str, str]:
    """Return font names by theme name (``minorHAnsi``); slots the theme leaves empty are absent."""
    fonts: dict[str, str] = {}
    if root is None:
        return fonts
    for kind in ("major", "minor"):
        scheme = root.find(f".//{A}{kind}Font")
        for slot, tag in _SLOTS.items():
            face = None if scheme is None else scheme.find(A + tag)
            name = "" if face is None else str(face.get("typeface") or "")
            if name:
                fonts[kind + slot] = name
    return fonts
