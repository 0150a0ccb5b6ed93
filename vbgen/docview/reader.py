"""A .docx, from bytes or a path, read into a :class:`~vbgen.docview.facts.DocView`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vbgen.docview.facts import Block, Core, DocView, HeaderFooter, Section
from vbgen.docview.numbering import Lists
from vbgen.docview.ooxml import W, attr, child, flag
from vbgen.docview.package import Package, open_package
from vbgen.docview.sections import sections
from vbgen.docview.story import Story
from vbgen.docview.styles import StyleSheet
from vbgen.docview.theme import theme_fonts
from vbgen.errors import UserError

if TYPE_CHECKING:
    from lxml.etree import _Element

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_PAGE_WITHOUT_SECTION = (215.9, 279.4)  # Word's paper where the file gives none


def read(source: bytes | str | Path) -> DocView:
    """Read a .docx. Raises :class:`UserError` if it is not one, is damaged or far too large."""
    package = open_package(source)
    main = package.related("", "officeDocument")
    root = package.xml(main) if main else None
    body = child(root, "body")
    if main is None or body is None:
        raise UserError.at(
            package.label,
            "không có phần văn bản của Word",
            "Một tệp Word (.docx).",
            "Kiểm tra lại tệp: có thể đây là bảng tính hay tệp nén khác.",
        )
    return _Reader(package, main).view(body)


class _Reader:
    """Holds what the parts of one document share while it is read."""

    def __init__(self, package: Package, main: str) -> None:
        self.package, self.main = package, main
        self.links = package.relationships(main)
        self.lists = Lists(self._xml("numbering"))
        self.sheet = StyleSheet(self._xml("styles"), theme_fonts(self._xml("theme")))
        self.sheet.numbering_indents = self.lists.indents

    def view(self, body: _Element) -> DocView:
        blocks = Story(self.main, self.sheet, self.lists).blocks(body)
        settings = self._xml("settings")
        found = sections(body, self._header)
        return DocView(
            found or (Section(*_PAGE_WITHOUT_SECTION, "portrait", 0.0, 0.0, 0.0, 0.0),),
            blocks,
            self.sheet.facts(),
            core(self.package),
            str(self.sheet.defaults.run.get("language", "")),
            self.package.parts(),
            bool(flag(child(settings, "evenAndOddHeaders"))),
            tuple(self._notes()),
        )

    def _xml(self, kind: str) -> _Element | None:
        name = self.package.related(self.main, kind)
        return self.package.xml(name) if name else None

    def _header(self, kind: str, link: str, section: int) -> HeaderFooter | None:
        target = self.links.get(link)
        root = self.package.xml(target.target) if target else None
        if target is None or root is None:
            return None
        return HeaderFooter(kind, target.target, self._story(target.target, root, section))

    def _story(self, part: str, root: _Element, section: int = 0) -> tuple[Block, ...]:
        return Story(part, self.sheet, self.lists, section).blocks(root)

    def _notes(self) -> list[HeaderFooter]:
        """Read footnotes, endnotes and comments; Word's own separators are left out."""
        found: list[HeaderFooter] = []
        for kind, tag in _NOTES.items():
            name = self.package.related(self.main, kind)
            root = self.package.xml(name) if name else None
            for element in () if root is None else root.iterchildren(W + tag):
                if attr(element, "type") in (None, "normal"):
                    found.append(HeaderFooter(tag, str(name), self._story(str(name), element)))
        return found


def core(package: Package) -> Core:
    """Read the core properties; absent ones are empty."""
    name = package.related("", "core-properties")
    root = package.xml(name) if name else None
    if root is None:
        return Core()

    def text(namespace: str, tag: str) -> str:
        return (root.findtext(f"{{{namespace}}}{tag}") or "").strip() if root is not None else ""

    return Core(
        title=text(_DC, "title"),
        subject=text(_DC, "subject"),
        creator=text(_DC, "creator"),
        description=text(_DC, "description"),
        keywords=text(_CORE, "keywords"),
        category=text(_CORE, "category"),
        language=text(_DC, "language"),
        last_modified_by=text(_CORE, "lastModifiedBy"),
        revision=text(_CORE, "revision"),
        created=_stamp(text(_TERMS, "created")),
        modified=_stamp(text(_TERMS, "modified")),
    )


def _stamp(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
