"""Lines under Tiêu ngữ, issuer and abstract: as long as the printed text asks (PL I/1/II).

Each is a paragraph of a named style with a top border; its indents give the length. At
preparation the indents become a number where the text above is fixed, else a filter that measures
the text of the context when the document is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vbgen.render.measured import line_indent
from vbgen.render.measures import W, attribute, cell_room, is_document, text_of
from vbgen.render.stylebook import StyleBook, set_indent

if TYPE_CHECKING:
    from vbgen.form import Form, LineStyle

TWIPS_PER_MM = 1440 / 25.4
# The text above a line, as the context names it.
SOURCES = {"issuer_line": "co_quan.ten", "abstract_line": "trich_yeu"}


@dataclass(frozen=True, slots=True)
class MeasuredLines:
    """Sets the indents of the line paragraphs, by the sizes of this template's own styles."""

    form: Form
    styles: str

    @property
    def key(self) -> str:
        """What the result depends on besides the template; the styles are part of the template."""
        return "ke"

    def __call__(self, part: str, xml: str) -> str:
        """Return the document part with its line paragraphs measured."""
        if not is_document(part):
            return xml
        from lxml import etree

        book = StyleBook.read(self.styles)
        wanted = {book.ids[s.style]: s for s in self.form.lines.values() if s.style in book.ids}
        root = etree.fromstring(xml.encode("utf-8"))
        for style in root.iter(f"{W}pStyle"):
            line = wanted.get(attribute(style, "val"))
            if line is not None:
                self._measure(next(style.iterancestors(f"{W}p")), line, book)
        return str(etree.tostring(root, encoding="unicode"))

    def _measure(self, paragraph: Any, line: LineStyle, book: StyleBook) -> None:
        room = cell_room(paragraph)
        if not line.rule and not line.length:
            return
        if not line.rule:
            set_indent(paragraph, str(round((room - line.length * TWIPS_PER_MM) / 2)))
            return
        above = self.form.components[line.under]
        fixed = _fixed_text(paragraph, book.ids.get(above.style, ""))
        look = book.look(above.style)
        share = self.form.rules[line.rule].default
        if fixed:
            indent = line_indent(
                fixed, room, share, look.size,
                bold=look.bold, italic=look.italic, taken=look.taken,
            )  # fmt: skip
            set_indent(paragraph, str(indent))
        elif line.key in SOURCES:
            settings = f"{room}, {share:g}, {look.size:g}, bold={look.bold}, italic={look.italic}"
            settings += f", taken={look.taken}" if look.taken else ""
            set_indent(paragraph, f"{{{{ {SOURCES[line.key]}|thut_ke({settings}) }}}}")


def _fixed_text(paragraph: Any, style: str) -> tuple[str, ...]:
    """The texts right above the line, where the template itself gives them in full."""
    found = []
    above = paragraph.getprevious()
    while above is not None and above.tag == f"{W}p":
        own = above.find(f"{W}pPr/{W}pStyle")
        text = text_of(above)
        if "{" in text:
            return ()
        if own is None or attribute(own, "val") != style:
            break
        found.append(text)
        above = above.getprevious()
    return tuple(found)
