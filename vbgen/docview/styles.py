"""The style sheet: from document defaults, styles and direct formatting to effective values.

Order, weakest first: document defaults, table style, paragraph style with its ancestors,
character style with its ancestors, direct formatting (ISO/IEC 29500-1, 17.7.2). Toggle
properties of the three kinds of style combine by exclusive or (17.7.3).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vbgen.docview.facts import ParagraphFormat, RunFormat, Style
from vbgen.docview.ooxml import W, attr, child, flag, number, val
from vbgen.docview.properties import TOGGLES, Props, paragraph_props, run_props

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

NumberingIndents = Callable[["_Element | None", str], Props]


@dataclass(frozen=True, slots=True)
class Layer:
    """What one level of the hierarchy sets for characters and for paragraphs."""

    run: Props = field(default_factory=dict)
    paragraph: Props = field(default_factory=dict)

    def over(self, lower: Layer) -> Layer:
        """Return this layer laid over a lower one of the same level."""
        return Layer({**lower.run, **self.run}, {**lower.paragraph, **self.paragraph})


EMPTY = Layer()


def _no_indents(_pr: _Element | None, _style: str) -> Props:
    return {}


class StyleSheet:
    """The styles of one document. Ids that do not exist fall back to the default style."""

    def __init__(self, root: _Element | None, theme: Mapping[str, str]) -> None:
        self.theme = theme
        self.numbering_indents: NumberingIndents = _no_indents
        self._elements: dict[str, _Element] = {}
        self._default: dict[str, str] = {}
        self._chains: dict[str, Layer] = {}
        self._runs: dict[tuple[object, ...], tuple[Layer, RunFormat]] = {}
        if root is not None:
            for element in root.iterchildren(f"{W}style"):
                self._add(element)
        defaults = child(root, "docDefaults")
        self.defaults = Layer(
            run_props(child(child(defaults, "rPrDefault"), "rPr"), theme),
            paragraph_props(child(child(defaults, "pPrDefault"), "pPr")),
        )

    def _add(self, element: _Element) -> None:
        style_id = attr(element, "styleId") or ""
        self._elements[style_id] = element
        if attr(element, "default") in ("1", "true", "on"):
            self._default[attr(element, "type") or "paragraph"] = style_id

    def resolve_id(self, style_id: str | None, kind: str) -> str:
        """Return the id of the style in force: the one named, else the default of its kind."""
        element = self._elements.get(style_id or "")
        if element is not None and (attr(element, "type") or "paragraph") == kind:
            return style_id or ""
        return self._default.get(kind, "")

    def element(self, style_id: str) -> _Element | None:
        """Return the style's element."""
        return self._elements.get(style_id)

    def name(self, style_id: str) -> str:
        """Return the style's name as Word shows it."""
        return val(self._elements.get(style_id), "name") or style_id

    def ancestry(self, style_id: str) -> list[_Element]:
        """Return the style's element and its ancestors, the style last; loops are cut."""
        chain: list[_Element] = []
        seen: set[str] = set()
        while style_id in self._elements and style_id not in seen:
            seen.add(style_id)
            chain.append(self._elements[style_id])
            style_id = val(self._elements[style_id], "basedOn") or ""
        return chain[::-1]

    def chain(self, style_id: str) -> Layer:
        """Return what a style sets, with its ancestors and the numbering it brings in."""
        if style_id not in self._chains:
            layer = EMPTY
            for element in self.ancestry(style_id):
                layer = self._own(element).over(layer)
            self._chains[style_id] = layer
        return self._chains[style_id]

    def _own(self, element: _Element) -> Layer:
        p_pr = child(element, "pPr")
        indents = self.numbering_indents(p_pr, attr(element, "styleId") or "")
        return Layer(
            run_props(child(element, "rPr"), self.theme), {**indents, **paragraph_props(p_pr)}
        )

    def run_of(
        self, table: Layer, paragraph: str, character: str, r_pr: _Element | None
    ) -> RunFormat:
        """Return the effective formatting of a run; equal runs share one value.

        The layer is kept with the value, so that its identity stays its own.
        """
        key = (id(table), paragraph, character, *signature(r_pr))
        if key not in self._runs:
            style = self.resolve_id(character, "character")
            direct = run_props(r_pr, self.theme)
            self._runs[key] = (table, self.run(table, paragraph, style, direct))
        return self._runs[key][1]

    def run(self, table: Layer, paragraph: str, character: str, direct: Props) -> RunFormat:
        """Return the effective character formatting of a run."""
        levels = (table.run, self.chain(paragraph).run, self.chain(character).run)
        merged = {**self.defaults.run, **levels[0], **levels[1], **levels[2], **direct}
        for name in TOGGLES.values():
            if name not in direct and name in merged:
                odd = sum(bool(level.get(name)) for level in levels) % 2 == 1
                merged[name] = bool(self.defaults.run.get(name)) or odd
        return replace(RunFormat(), **merged)

    def paragraph(self, table: Layer, style: str, direct: Props) -> ParagraphFormat:
        """Return the effective formatting of a paragraph."""
        levels = (self.defaults.paragraph, table.paragraph, self.chain(style).paragraph, direct)
        merged: Props = {}
        for level in levels:
            merged.update(level)
        return replace(ParagraphFormat(), **merged)

    def facts(self) -> tuple[Style, ...]:
        """Return every paragraph, character and table style with what follows from it alone."""
        return tuple(self._fact(style_id, element) for style_id, element in self._elements.items())

    def _fact(self, style_id: str, element: _Element) -> Style:
        kind = attr(element, "type") or "paragraph"
        paragraph = style_id if kind != "character" else ""
        character = style_id if kind == "character" else ""
        return Style(
            style_id,
            self.name(style_id),
            kind,
            val(element, "basedOn") or "",
            self.run(EMPTY, paragraph, character, {}),
            self.paragraph(EMPTY, paragraph, {}),
        )


def signature(r_pr: _Element | None) -> tuple[object, ...]:
    """Return a value that is equal for equal run properties."""
    if r_pr is None:
        return ()
    return tuple((item.tag, *item.attrib.items()) for item in r_pr)


def table_layers(sheet: StyleSheet, style_id: str) -> dict[str, Layer]:
    """Return what a table style sets, by condition; the empty name is the whole table."""
    layers: dict[str, Layer] = {"": sheet.chain(style_id)}
    for element in sheet.ancestry(style_id):
        for part in element.iterchildren(f"{W}tblStylePr"):
            kind = attr(part, "type") or ""
            own = Layer(
                run_props(child(part, "rPr"), sheet.theme), paragraph_props(child(part, "pPr"))
            )
            layers[kind] = own.over(layers.get(kind, EMPTY))
    return layers


def band_size(sheet: StyleSheet, style_id: str, tag: str) -> int:
    """Return how many rows or columns one band of a table style has."""
    size = 1
    for element in sheet.ancestry(style_id):
        size = number(val(child(element, "tblPr"), tag)) or size
    return size


def is_on(element: _Element | None) -> bool:
    """Read an on/off element, absent meaning off."""
    return bool(flag(element))
