"""Sections, headers and the properties of the file."""

from __future__ import annotations

from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from support import recipes

from vbgen.docview import read
from vbgen.docview.facts import DocView, Paragraph, paragraphs_of


def two_sections(document: DocumentType) -> None:
    first = document.sections[0]
    first.different_first_page_header_footer = True
    recipes.add_page_field(first.header.paragraphs[0], 13)
    document.add_paragraph("dọc")
    second = document.add_section()
    second.orientation = WD_ORIENT.LANDSCAPE
    second.page_width, second.page_height = Mm(297), Mm(210)
    second.left_margin = Mm(25)
    number = second._sectPr.makeelement(qn("w:pgNumType"), {qn("w:start"): "1"})
    second._sectPr.append(number)
    document.add_paragraph("ngang")


def view(document_maker: object = two_sections) -> DocView:
    return read(recipes.made(document_maker))  # type: ignore[arg-type]


def test_paper_and_margins_are_in_millimetres() -> None:
    first, second = view().sections
    assert (round(first.width_mm), round(first.height_mm), first.orientation) == (
        210, 297, "portrait")  # fmt: skip
    assert (round(second.width_mm), second.orientation) == (297, "landscape")
    assert [round(v) for v in (first.top_mm, first.left_mm, second.left_mm)] == [20, 30, 25]
    assert round(first.text_width_mm) == 160


def test_blocks_know_their_section() -> None:
    found = {p.text: p.section for p in view().paragraphs() if p.text}
    assert found == {"dọc": 0, "ngang": 1}


def test_the_first_page_and_the_number_to_start_with_are_read() -> None:
    first, second = view().sections
    assert (first.title_page, first.page_start) == (True, None)
    assert (second.page_start, second.break_kind) == (1, "nextPage")


def test_a_section_without_header_inherits_the_one_before() -> None:
    first, second = view().sections
    assert [part.kind for part in first.headers] == ["default"]
    assert second.headers[0].part == first.headers[0].part


def test_the_page_number_has_its_effective_font() -> None:
    (part,) = view().sections[0].headers
    (run,) = next(paragraphs_of(part.blocks)).runs
    assert (run.field, run.format.size_pt, run.format.fonts) == ("PAGE", 13.0, {"Times New Roman"})


def test_core_properties_language_and_parts_are_read() -> None:
    def build(document: DocumentType) -> None:
        document.core_properties.title = "Kế hoạch"
        document.core_properties.language = "vi-VN"

    found = view(build)
    assert (found.core.title, found.core.language, found.language) == ("Kế hoạch", "vi-VN", "en-US")
    assert found.core.created is not None
    names = {part.name: part.content_type for part in found.parts}
    assert names["word/document.xml"].endswith("document.main+xml")
    assert names["_rels/.rels"].endswith("relationships+xml")


def test_comments_are_read_as_notes() -> None:
    def build(document: DocumentType) -> None:
        run = document.add_paragraph().add_run("chữ")
        document.add_comment(run, text="Sửa lại", author="x")

    (note,) = view(build).notes
    assert note.kind == "comment"
    assert [b.text for b in note.blocks if isinstance(b, Paragraph)] == ["Sửa lại"]
