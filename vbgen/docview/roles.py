"""The decree's components found in any document, by content and position, never by style names.

A document is taken apart into units (the document itself, each appendix, each attached
document); each unit into header, title, body and closing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vbgen.docview.facts import Block, DocView, Paragraph, Run, RunFormat, Where
from vbgen.docview.lines import Line, lines
from vbgen.docview.words import Role


@dataclass(frozen=True, slots=True)
class Component:
    """One line or paragraph with its role. ``unit`` is 0 for the document, then its appendices.

    ``runs`` are the runs that belong to the component, a part of the paragraph's where one
    paragraph holds several components. ``column_mm`` is the width that its text may fill, cell
    or page.
    """

    role: Role
    paragraph: Paragraph
    runs: tuple[Run, ...]
    unit: int = 0
    column_mm: float = 0.0

    @property
    def text(self) -> str:
        """The text as printed, without blanks at the ends."""
        return "".join(run.shown for run in self.runs).strip()

    @property
    def where(self) -> Where:
        """The place of the paragraph."""
        return self.paragraph.where

    @property
    def formats(self) -> tuple[RunFormat, ...]:
        """The formats of the visible runs, each once, in order; of the empty field if no other."""
        seen = [run.format for run in self.runs if run.shown.strip()]
        return tuple(dict.fromkeys(seen or [run.format for run in self.runs if run.field]))

    def values(self, name: str) -> frozenset[object]:
        """Return every value that a character property has in the component's visible text."""
        return frozenset(getattr(form, name) for form in self.formats)


@dataclass(frozen=True, slots=True)
class Components:
    """All components of a document in reading order, page numbers last."""

    items: tuple[Component, ...]

    def __iter__(self) -> Iterator[Component]:
        return iter(self.items)

    def all(self, *roles: Role, unit: int | None = None) -> tuple[Component, ...]:
        """Return the components of the roles, of one unit only if so asked."""
        return tuple(
            item for item in self.items if item.role in roles and unit in (None, item.unit)
        )

    def first(self, role: Role, unit: int | None = None) -> Component | None:
        """Return the first component of a role."""
        return next(iter(self.all(role, unit=unit)), None)

    def by_place(self) -> dict[Where, tuple[Component, ...]]:
        """Return the components by the place of their paragraph."""
        found: dict[Where, tuple[Component, ...]] = {}
        for item in self.items:
            found[item.where] = (*found.get(item.where, ()), item)
        return found


def recognise(view: DocView) -> Components:
    """Find the components of a document."""
    from vbgen.docview.parts import assign

    found = [
        component(view, role, line, number)
        for number, blocks in enumerate(units(view.blocks))
        for role, line in assign(blocks)
        if line.text or line.runs
    ]
    return Components((*found, *_page_numbers(view)))


def component(view: DocView, role: Role, line: Line, unit: int) -> Component:
    """Make a component of a line."""
    section = view.sections[min(line.paragraph.section, len(view.sections) - 1)]
    width = line.cell.text_width_mm if line.cell else section.text_width_mm
    return Component(role, line.paragraph, line.runs, unit, width)


def units(blocks: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    """Split a document where an appendix, or a further header with Quốc hiệu, begins."""
    from vbgen.docview.parts import starts_appendix, starts_document

    cuts = [0]
    header_seen = False
    for at, block in enumerate(blocks):
        header = starts_document(block)
        if at and (starts_appendix(block) or (header and header_seen)):
            cuts.append(at)
        header_seen = header_seen or header
    return [blocks[a:b] for a, b in zip(cuts, [*cuts[1:], len(blocks)], strict=True)]


def _page_numbers(view: DocView) -> Iterable[Component]:
    seen: set[Where] = set()
    for section in view.sections:
        for part in (*section.headers, *section.footers):
            for block in part.blocks:
                for line in lines(block):
                    is_page = any(run.field == "PAGE" for run in line.runs)
                    if is_page and line.paragraph.where not in seen:
                        seen.add(line.paragraph.where)
                        yield component(view, Role.PAGE_NUMBER, line, 0)
