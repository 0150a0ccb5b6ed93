"""The runs of a paragraph: text, fields and drawings, with tracked changes taken as accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vbgen.docview.drawings import ReadBlocks, drawings
from vbgen.docview.facts import Drawing, Run, RunFormat
from vbgen.docview.ooxml import MC, W, attr, child, val

if TYPE_CHECKING:
    from lxml.etree import _Element

FormatOf = Callable[["_Element | None", str], RunFormat]

_CONTAINERS = frozenset(
    W + tag
    for tag in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "dir",
                "bdo")
)  # fmt: skip
_SIGNS = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}  # fmt: skip
_BREAKS = {"page": "\f", "column": "\v"}
_DRAWINGS = frozenset((f"{W}drawing", f"{W}pict", f"{W}object", f"{MC}AlternateContent"))


@dataclass(slots=True)
class _Field:
    """A complex field being read: its code, and whether its result has begun."""

    code: str = ""
    in_result: bool = False
    printed: bool = False


@dataclass(slots=True)
class RunReader:
    """Reads the runs of one paragraph; fields may span several runs."""

    format_of: FormatOf
    read_blocks: ReadBlocks
    _open: list[_Field] = field(default_factory=list)

    def read(self, paragraph: _Element) -> tuple[Run, ...]:
        """Return the paragraph's runs in order, empty ones left out."""
        return tuple(self._children(paragraph, ""))

    def _children(self, parent: _Element, name: str) -> Iterator[Run]:
        for element in parent:
            if element.tag == f"{W}r":
                yield from self._run(element, name)
            elif element.tag == f"{W}fldSimple":
                yield from self._simple(element)
            elif element.tag in _CONTAINERS:
                yield from self._children(element, name)

    def _simple(self, element: _Element) -> Iterator[Run]:
        name = field_name(attr(element, "instr") or "")
        runs = list(self._children(element, name))
        yield from runs or [Run("", self.format_of(None, ""), field=name)]

    def _run(self, element: _Element, name: str) -> Iterator[Run]:
        r_pr = child(element, "rPr")
        style_id = val(r_pr, "rStyle") or ""
        text, shapes = "", list[Drawing]()
        for item in element:
            if item.tag == f"{W}fldChar":
                if text or shapes:
                    yield self._made(text, r_pr, style_id, name, shapes)
                    text, shapes = "", []
                if self._field_char(attr(item, "fldCharType") or ""):
                    ended = field_name(self._open.pop().code)
                    yield Run("", self.format_of(r_pr, style_id), style_id, ended)
            elif item.tag == f"{W}instrText":
                if self._open:
                    self._open[-1].code += item.text or ""
            elif item.tag in _DRAWINGS:
                shapes.extend(drawings(item, self.read_blocks))
            else:
                text += _text(item)
        if text or shapes:
            yield self._made(text, r_pr, style_id, name, shapes)

    def _made(
        self, text: str, r_pr: _Element | None, style_id: str, name: str, shapes: list[Drawing]
    ) -> Run:
        for opened in self._open:
            opened.printed = True
        if self._open:
            name = field_name(self._open[-1].code)
        return Run(text, self.format_of(r_pr, style_id), style_id, name, tuple(shapes))

    def _field_char(self, kind: str) -> bool:
        """Follow a field mark; True if a field ended without having printed anything."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            if not self._open[-1].printed:
                return True
            self._open.pop()
        return False


def field_name(code: str) -> str:
    """Return the name of a field from its code: ``PAGE`` from ``PAGE \\* MERGEFORMAT``."""
    words = code.split()
    return words[0].upper() if words else ""


def _text(item: _Element) -> str:
    if item.tag == f"{W}t":
        return item.text or ""
    if item.tag == f"{W}br":
        return _BREAKS.get(attr(item, "type") or "", "\n")
    if item.tag == f"{W}sym":
        code = attr(item, "char") or ""
        try:
            return chr(int(code, 16))
        except (ValueError, OverflowError):
            return ""
    return _SIGNS.get(str(item.tag), "")
