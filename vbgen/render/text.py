"""Values of a context that become run XML: line breaks, emphasis, blanks.

docxtpl turns a newline, a tab, a page break (form feed) and a new paragraph (bell) of a value into
XML by going over the whole rendered document. Here the same is done to the value alone, as it is
put out, because preparation already knows the paragraph and run it lands in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from markupsafe import escape

RUN = re.compile(r"<w:r(?: [^>]*)?>.*?</w:r>", re.DOTALL)
TEXT = re.compile(r"<w:t(?: [^>]*)?>.*?</w:t>", re.DOTALL)
PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
RUN_LOOK = re.compile(r"<w:rPr>.*?</w:rPr>")
PARAGRAPH_LOOK = re.compile(r"<w:pPr>.*?</w:pPr>")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the document's XML a value lands.

    ``kind``: ``text`` within a run's text, ``run`` between the runs of a paragraph, ``block``
    between paragraphs, ``raw`` anywhere else (an attribute, a property). ``paragraph`` and ``run``
    are the formatting (``w:pPr``, ``w:rPr``) that a continued paragraph or run takes over.
    ``fragile``: a break here would cut through an element around the run (a link, a content
    control, a revision) and leave XML that only docxtpl's tolerant parser mends.
    """

    kind: Literal["text", "run", "block", "raw"]
    paragraph: str = ""
    run: str = ""
    fragile: bool = False


def broken(xml: str, spot: Spot) -> str:
    """Return ``xml`` (escaped text or whole runs) with its line breaks and tabs as run XML."""
    if spot.kind == "raw":
        return xml
    if spot.kind == "block":
        return PARAGRAPH.sub(lambda m: _runs(m[0], found(PARAGRAPH_LOOK, m[0])), xml)
    if spot.kind == "run":
        return _runs(xml, spot.paragraph)
    if "</w:t>" not in xml:
        return xml.translate(_breaks(spot.paragraph, spot.run))
    before, after = f"<w:r>{spot.run}<w:t>", "</w:t></w:r>"
    return _runs(before + xml + after, spot.paragraph)[len(before) : -len(after)]


def found(look: re.Pattern[str], xml: str) -> str:
    """Return the first formatting element in ``xml``, or an empty text."""
    match = look.search(xml)
    return match[0] if match else ""


def _runs(xml: str, paragraph: str) -> str:
    def one(match: re.Match[str]) -> str:
        breaks = _breaks(paragraph, found(RUN_LOOK, match[0]))
        return TEXT.sub(lambda text: text[0].translate(breaks), match[0])

    return RUN.sub(one, xml)


def _breaks(paragraph: str, run: str) -> dict[int, str]:
    again = f'<w:p>{paragraph}<w:r>{run}<w:t xml:space="preserve">'
    close = "</w:t></w:r></w:p>"
    return {
        ord("\n"): '</w:t><w:br/><w:t xml:space="preserve">',
        ord("\t"): f'</w:t></w:r><w:r>{run}<w:tab/></w:r><w:r>{run}<w:t xml:space="preserve">',
        ord("\a"): close + again,
        ord("\f"): f'{close}<w:p><w:r><w:br w:type="page"/></w:r></w:p>{again}',
    }


def plain(xml: str) -> str:
    """Return the text of a piece of XML: its words, without elements, on one line."""
    from html import unescape

    return " ".join(unescape(re.sub(r"<[^>]*>", "", xml)).split())


class Blank(str):
    """An open place of a draft (number, day of signing), printed as the dots it holds.

    It is a str, so filters and tests of a template treat it as one; :func:`vbgen.render.blanks`
    finds the blanks of a context.
    """

    __slots__ = ()

    def __new__(cls, dots: str = "…………") -> Blank:
        """Make a blank that prints as ``dots``."""
        return super().__new__(cls, dots)


_MARKS = re.compile(r"\\([*\\])|(\*\*\*|\*\*|\*)")
_SWITCHES = {"*": ("i",), "**": ("b",), "***": ("b", "i")}


@dataclass(frozen=True, slots=True)
class Emphasis:
    r"""A person's text with ``*italic*``, ``**bold**``, ``***both***``; ``\*`` is a star.

    A star that opens or closes nothing is a star. Everything else arrives as typed. Works in
    ``{{r x }}`` (runs in the paragraph's own formatting) and in ``{{ x }}``, where each piece
    keeps the formatting of the run that the tag stands in. ``str()`` is the text without marks.
    """

    text: str

    def pieces(self) -> list[tuple[str, frozenset[str]]]:
        """Return the text cut where its look changes, each piece with ``b`` and ``i`` as set."""
        cut, look = [], frozenset[str]()
        for text, mark in _tokens(self.text):
            if mark:
                look = look.symmetric_difference(_SWITCHES[mark])
            elif text:
                cut.append((text, look))
        return cut

    def __str__(self) -> str:
        return "".join(text for text, _ in self.pieces())

    def __html__(self) -> str:
        return self.runs("")

    def runs(self, look: str) -> str:
        """Return the runs as XML, each with the formatting ``look`` (a ``w:rPr``) and its own."""
        return "".join(
            f'<w:r>{_with(look, switches)}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
            for text, switches in self.pieces()
        )

    def at(self, spot: Spot) -> str:
        """Return the XML that stands for the text at ``spot``."""
        if spot.kind == "raw":
            return str(escape(str(self)))
        if spot.kind != "text":
            return self.runs("")
        resume = f'<w:r>{spot.run}<w:t xml:space="preserve">'
        return f"</w:t></w:r>{self.runs(spot.run)}{resume}"


def _tokens(text: str) -> list[tuple[str, str]]:
    """Cut into (text, "") and ("", mark); marks without a partner are text."""
    tokens: list[tuple[str, str]] = []
    waiting: dict[str, int] = {}
    end = 0
    for match in _MARKS.finditer(text):
        tokens.append((text[end : match.start()], ""))
        end = match.end()
        if match[1] or not _may_stand(text, match, match[2] in waiting):
            tokens.append((match[1] or match[2], ""))
            continue
        if waiting.pop(match[2], None) is None:
            waiting[match[2]] = len(tokens)
        tokens.append(("", match[2]))
    tokens.append((text[end:], ""))
    for mark, index in waiting.items():
        tokens[index] = (mark, "")
    return tokens


def _may_stand(text: str, match: re.Match[str], closing: bool) -> bool:
    """Say whether a mark touches the text it opens or closes: ``2 * 3 * 4`` has no emphasis."""
    neighbour = text[match.start() - 1 : match.start()] if closing else text[match.end() :][:1]
    return bool(neighbour) and not neighbour.isspace()


def _with(look: str, switches: frozenset[str]) -> str:
    """Add bold and italic to a ``w:rPr``, in the place the schema gives them."""
    inner = look.removeprefix("<w:rPr>").removesuffix("</w:rPr>")
    for switch in switches:
        inner = re.sub(rf"<w:{switch}(?: [^>]*)?/>", "", inner)
    head = re.match(r"(?:<w:rStyle [^>]*/>)?(?:<w:rFonts [^>]*/>)?", inner)
    first = head.end() if head else 0
    if "b" not in switches and (
        own := re.compile(r"<w:b(?: [^>]*)?/>(?:<w:bCs[^>]*/>)?").match(inner, first)
    ):
        first = own.end()
    toggles = "".join(f"<w:{s}/>" for s in ("b", "i") if s in switches)
    inner = inner[:first] + toggles + inner[first:]
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""
