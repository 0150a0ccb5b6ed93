"""What one ``w:rPr`` or ``w:pPr`` sets by itself: only the properties that stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vbgen.docview.facts import Border
from vbgen.docview.ooxml import W, attr, child, flag, mm, number, pt, twips

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

Props = dict[str, Any]

TOGGLES = {
    "b": "bold", "i": "italic", "caps": "caps", "smallCaps": "small_caps", "strike": "strike",
    "vanish": "hidden",
}  # fmt: skip
_FLAGS = {
    "keepNext": "keep_next", "keepLines": "keep_lines", "pageBreakBefore": "page_break_before",
    "widowControl": "widow_control", "contextualSpacing": "contextual_spacing",
}  # fmt: skip
_FONTS = {
    "ascii": "font_ascii", "hAnsi": "font_h_ansi", "cs": "font_cs", "eastAsia": "font_east_asia",
}  # fmt: skip
# The theme attribute of the complex script font has its own spelling in the schema.
_THEMES = {name: "cstheme" if name == "cs" else f"{name}Theme" for name in _FONTS}
_ALIGNMENTS = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right",
    "both": "justify", "distribute": "distribute", "thaiDistribute": "distribute",
    "lowKashida": "justify", "mediumKashida": "justify", "highKashida": "justify",
}  # fmt: skip
_RULES = {"exact": "exact", "atLeast": "at_least", "auto": "multiple"}
_AUTO_SPACING_PT = 14.0  # what Word uses for HTML-like automatic spacing
_SIDES = ("top", "bottom", "left", "right")


def run_props(element: _Element | None, theme: Mapping[str, str]) -> Props:
    """Return the character properties that a ``w:rPr`` sets."""
    if element is None or not len(element):
        return {}
    props: Props = {}
    inner = {tag(item): item for item in element}
    for name, key in TOGGLES.items():
        _put(props, key, flag(inner.get(name)))
    props.update(_fonts(inner.get("rFonts"), theme))
    size = number(attr(inner.get("sz")))
    _put(props, "size_pt", None if size is None else size / 2)
    _put(props, "underline", _none(attr(inner.get("u"))))
    _put(props, "color", attr(inner.get("color")))
    _put(props, "highlight", _none(attr(inner.get("highlight"))))
    _put(props, "shading", _fill(inner.get("shd")))
    _put(props, "vertical", _baseline(attr(inner.get("vertAlign"))))
    _put(props, "language", attr(inner.get("lang")))
    _put(props, "spacing_pt", pt(attr(inner.get("spacing"))))
    _put(props, "scale_percent", number((attr(inner.get("w")) or "").rstrip("%") or None))
    return props


def paragraph_props(element: _Element | None) -> Props:
    """Return the paragraph properties that a ``w:pPr`` sets (numbering is read elsewhere)."""
    if element is None or not len(element):
        return {}
    props: Props = {}
    inner = {tag(item): item for item in element}
    for name, key in _FLAGS.items():
        _put(props, key, flag(inner.get(name)))
    _put(props, "alignment", _ALIGNMENTS.get(attr(inner.get("jc")) or ""))
    props.update(_indents(inner.get("ind")))
    props.update(_spacing(inner.get("spacing")))
    outline = number(attr(inner.get("outlineLvl")))
    _put(props, "outline", None if outline is None else (outline + 1) % 10)
    for side in _SIDES:
        found = child(inner.get("pBdr"), side)
        if found is not None:
            props[f"border_{side}"] = border(found)
    _put(props, "shading", _fill(inner.get("shd")))
    return props


def border(element: _Element | None) -> Border | None:
    """Read a border; None where it is absent or switched off."""
    kind = attr(element)
    if element is None or kind in (None, "nil", "none"):
        return None
    size = number(attr(element, "sz")) or 0
    space = number(attr(element, "space")) or 0
    return Border(str(kind), size / 8, float(space), attr(element, "color") or "auto")


def _put(props: Props, name: str, value: object) -> None:
    if value is not None:
        props[name] = value


def _none(value: str | None) -> str | None:
    return "" if value == "none" else value


def _baseline(value: str | None) -> str | None:
    return "" if value == "baseline" else value


def _fill(element: _Element | None) -> str | None:
    if element is None:
        return None
    fill = attr(element, "fill") or "auto"
    return "" if fill == "auto" else fill


def _fonts(element: _Element | None, theme: Mapping[str, str]) -> Props:
    if element is None:
        return {}
    props: Props = {}
    for name, key in _FONTS.items():
        themed = theme.get(attr(element, _THEMES[name]) or "")
        _put(props, key, themed or attr(element, name))
    return props


def _indents(element: _Element | None) -> Props:
    if element is None:
        return {}
    props: Props = {}
    _put(props, "left_mm", _first(mm(attr(element, "left")), mm(attr(element, "start"))))
    _put(props, "right_mm", _first(mm(attr(element, "right")), mm(attr(element, "end"))))
    hanging = mm(attr(element, "hanging"))
    _put(props, "first_line_mm", mm(attr(element, "firstLine")) if hanging is None else -hanging)
    return props


def _first(one: float | None, other: float | None) -> float | None:
    return other if one is None else one


def _spacing(element: _Element | None) -> Props:
    if element is None:
        return {}
    props: Props = {}
    for side in ("before", "after"):
        automatic = attr(element, f"{side}Autospacing")
        if automatic in ("1", "true", "on"):
            props[f"{side}_pt"] = _AUTO_SPACING_PT
        else:
            _put(props, f"{side}_pt", pt(attr(element, side)))
    line = twips(attr(element, "line"))
    if line is not None:
        rule = _RULES.get(attr(element, "lineRule") or "auto", "multiple")
        props["line_rule"] = rule
        props["line"] = round(line / 240, 3) if rule == "multiple" else round(line / 20, 2)
    return props


def tag(element: _Element) -> str:
    """Return the local name of a WordprocessingML element, the full name of any other."""
    return str(element.tag).removeprefix(W)
