"""The judgement of printed pages: a sound plan passes, each fault is caught."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document as DocumentType
from docx.enum.text import WD_BREAK
from docx.shared import Mm
from support import layout, nd30, office, recipes
from support.effective import components

from vbgen.docview import Components, DocView, read

pytestmark = office.requires_libreoffice


def into_margin(document: DocumentType) -> None:
    document.paragraphs[4].paragraph_format.left_indent = Mm(-20)


def number_on_page_one(document: DocumentType) -> None:
    document.sections[0].different_first_page_header_footer = False


def heading_at_foot(document: DocumentType) -> None:
    heading = next(p for p in document.paragraphs if p.text == "1. Mục đích")
    heading.add_run().add_break(WD_BREAK.PAGE)


def signature_alone(document: DocumentType) -> None:
    last = next(p for p in document.paragraphs if p.text.endswith("./."))
    last.add_run().add_break(WD_BREAK.PAGE)
    last.runs[-1].font.size = recipes.Pt(1)


def columns_not_level(document: DocumentType) -> None:
    cell = document.tables[0].cell(0, 1)
    cell._tc.insert(1, cell.add_paragraph()._p)


def no_line_under_motto(document: DocumentType) -> None:
    paragraph = document.tables[0].cell(0, 1).paragraphs[2]
    paragraph._p.getparent().remove(paragraph._p)


def long_line_under_issuer(document: DocumentType) -> None:
    paragraph = document.tables[0].cell(0, 0).paragraphs[2].paragraph_format
    paragraph.left_indent = paragraph.right_indent = Mm(10)


def narrow_right_column(document: DocumentType) -> None:
    recipes.columns(document.tables[0], 85, 80)


Check = Callable[[Path, DocView, Components], None]
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
CHECKS: dict[str, Check] = {
    "margins": lambda pdf, view, _: layout.check_margins(pdf, view),
    "page numbers": lambda pdf, _, __: layout.check_page_numbers(pdf),
    "headings": lambda pdf, _, found: layout.check_headings(pdf, found),
    "signature": lambda pdf, _, found: layout.check_signature(pdf, found),
    "nothing lost": lambda pdf, view, _: layout.check_nothing_lost(pdf, view),
    "level": lambda pdf, _, found: layout.check_level(pdf, found),
    "one line": lambda pdf, _, __: layout.check_one_line(pdf, MOTTO),
    "rules": lambda pdf, _, found: nd30.check_rules(pdf, found),
    "printed": lambda pdf, _, found: nd30.check_printed(pdf, found),
}
FAULTS: dict[Callable[[DocumentType], None], tuple[str, str]] = {
    into_margin: ("margins", "outside the margins"),
    number_on_page_one: ("page numbers", "page 1: number 1"),
    heading_at_foot: ("headings", "ends with '1. Mục đích'"),
    signature_alone: ("signature", "alone on page"),
    columns_not_level: ("level", "not level"),
    no_line_under_motto: ("rules", "tieu-ngu: no line below"),
    long_line_under_issuer: ("rules", "co-quan: "),
    narrow_right_column: ("one line", "not on one line"),
}


def plan_with(fault: Callable[[DocumentType], None] | None) -> bytes:
    def build(document: DocumentType) -> None:
        recipes.plan(document)
        if fault is not None:
            fault(document)

    return recipes.made(build)


SOURCES = {fault: plan_with(fault) for fault in (None, *FAULTS)}


@pytest.fixture(scope="module")
def pdfs() -> dict[Callable[[DocumentType], None] | None, Path]:
    return dict(zip(SOURCES, office.to_pdf(*SOURCES.values()), strict=True))


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS.keys())
def test_a_sound_plan_passes(
    check: Check, pdfs: dict[Callable[[DocumentType], None] | None, Path]
) -> None:
    check(pdfs[None], read(SOURCES[None]), components(SOURCES[None]))


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.__name__ for fault in FAULTS])
def test_a_fault_is_caught(
    fault: Callable[[DocumentType], None],
    pdfs: dict[Callable[[DocumentType], None] | None, Path],
) -> None:
    name, message = FAULTS[fault]
    source = SOURCES[fault]
    with pytest.raises(AssertionError, match=message):
        CHECKS[name](pdfs[fault], read(source), components(source))


def test_a_text_that_is_not_printed_is_caught(
    pdfs: dict[Callable[[DocumentType], None] | None, Path],
) -> None:
    more = recipes.made(lambda document: recipes.write(document.add_paragraph(), "Ừ" * 9))
    with pytest.raises(AssertionError, match="not printed"):
        layout.check_nothing_lost(pdfs[None], read(more))


def test_a_page_becomes_a_picture(
    pdfs: dict[Callable[[DocumentType], None] | None, Path], tmp_path: Path
) -> None:
    first, *_ = office.to_png(pdfs[None], tmp_path, dpi=20)
    assert first.read_bytes().startswith(b"\x89PNG")
