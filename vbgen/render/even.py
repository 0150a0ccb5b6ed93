"""Centred headings of several lines broken evenly: no last line of a single word.

At preparation a heading's paragraph gets indents, left and right, in which its text takes as many
lines as before, all of about the same length: a number where the text is fixed, else a filter that
measures the text of the context when the document is made. A paragraph that somebody indented in
Word stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vbgen.render.measured import even_indent
from vbgen.render.measures import W, attribute, cell_room, is_document, text_of
from vbgen.render.stylebook import Look, StyleBook, set_indent
from vbgen.vi.patterns import Pattern

if TYPE_CHECKING:
    from vbgen.form import Form

HEADINGS = (
    "superior",
    "issuer",
    "letter_abstract",
    "abstract",
    "authority_line",
    "part_title",
    "division_title",
    "appendix_title",
    "appendix_note",
)
_TAG = Pattern(r"\{\{(.*?)\}\}", re.DOTALL)
_PLAIN = Pattern(r"[^{}&<>\"'\\]*")


@dataclass(frozen=True, slots=True)
class EvenHeadings:
    """Sets the indents of centred headings, by the looks of this template's own styles."""

    form: Form
    styles: str

    def __call__(self, part: str, xml: str) -> str:
        """Return the document part with its headings broken evenly."""
        if not is_document(part):
            return xml
        from lxml import etree

        book = StyleBook.read(self.styles)
        named = {self.form.components[key].style for key in HEADINGS}
        wanted = {book.ids[name]: book.look(name) for name in named if name in book.ids}
        root = etree.fromstring(xml.encode("utf-8"))
        for style in root.iter(f"{W}pStyle"):
            look = wanted.get(attribute(style, "val"))
            if look is not None:
                _set(next(style.iterancestors(f"{W}p")), look)
        return str(etree.tostring(root, encoding="unicode"))


def _set(paragraph: Any, look: Look) -> None:
    pieces = _pieces(text_of(paragraph))
    if pieces is None or paragraph.find(f"{W}pPr/{W}ind") is not None:
        return
    room = cell_room(paragraph)
    if "{{" not in text_of(paragraph):
        indent = even_indent(
            (text_of(paragraph),), room, look.size,
            bold=look.bold, italic=look.italic, taken=look.taken,
        )  # fmt: skip
        if indent > look.taken // 2:
            set_indent(paragraph, str(indent))
        return
    settings = f"{room}, {look.size:g}, bold={look.bold}, italic={look.italic}, taken={look.taken}"
    set_indent(paragraph, f"{{{{ [{', '.join(pieces)}]|thut_deu({settings}) }}}}")


def _pieces(text: str) -> list[str] | None:
    """Return a text with tags as expressions, in order; None where that cannot be told."""
    parts = _TAG.split(text)
    literals, tags = parts[::2], parts[1::2]
    if not all(map(_PLAIN.fullmatch, literals)) or any(re.match(r"[rp] ", tag) for tag in tags):
        return None
    found = [f"'{literal}'" for literal in literals]
    for place, tag in reversed(list(enumerate(tags, 1))):
        found.insert(place, tag.strip())
    return [piece for piece in found if piece != "''"]
