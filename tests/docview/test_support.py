"""The test helpers themselves: a sound document passes, each fault is caught."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from support import nd30, office, recipes, schemas
from support.effective import components

SOUND = recipes.made(recipes.plan)


def part_changed(name: str, old: str, new: str) -> bytes:
    """The sound document with one substitution in a part."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(SOUND)) as before, zipfile.ZipFile(stream, "w") as after:
        for item in before.namelist():
            data = before.read(item)
            if item == name:
                changed = re.sub(old, new, data.decode(), count=1)
                assert changed != data.decode()
                data = changed.encode()
            after.writestr(item, data)
    return stream.getvalue()


def test_a_sound_plan_passes_and_tells_what_it_met() -> None:
    met = nd30.check_form(SOUND, "14", 14)
    assert {"national_name", "section", "signer", "page_number", "appendix_note"} <= met


def at(document: DocumentType, start: str) -> Paragraph:
    cells = [p for t in document.tables for c in t._cells for p in c.paragraphs]
    return next(p for p in [*document.paragraphs, *cells] if p.text.startswith(start))


def set_size(document: DocumentType) -> None:
    at(document, "Độc lập").runs[0].font.size = Pt(13)


def set_bold(document: DocumentType) -> None:
    at(document, "Căn cứ Luật").runs[0].font.bold = True


def set_font(document: DocumentType) -> None:
    at(document, "a) ").runs[0].font.name = "Arial"


def set_colour(document: DocumentType) -> None:
    at(document, "KẾ HOẠCH").runs[0].font.color.rgb = RGBColor(0, 0, 255)


def set_case(document: DocumentType) -> None:
    at(document, "DANH MỤC").runs[0].text = "Danh mục nhiệm vụ"


def set_alignment(document: DocumentType) -> None:
    at(document, "Căn cứ Luật").alignment = WD_ALIGN_PARAGRAPH.LEFT


def set_indent(document: DocumentType) -> None:
    at(document, "a) ").paragraph_format.first_line_indent = Mm(15)


def set_gap(document: DocumentType) -> None:
    at(document, "a) ").paragraph_format.space_before = Pt(3)


def set_margin(document: DocumentType) -> None:
    document.sections[0].left_margin = Mm(20)


FAULTS = {
    set_size: "tieu-ngu .* size", set_bold: "can-cu .* bold", set_font: "diem .* font",
    set_colour: "ten-loai .* black", set_case: "phu-luc-tieu-de .* capitals",
    set_alignment: "can-cu .* justify", set_indent: "diem .* first line",
    set_gap: "diem .* gap", set_margin: "section 1: margin left",
}  # fmt: skip


@pytest.mark.parametrize(
    ("fault", "message"), FAULTS.items(), ids=[fault.__name__ for fault in FAULTS]
)
def test_a_fault_is_caught(fault: Callable[[DocumentType], None], message: str) -> None:
    def build(document: DocumentType) -> None:
        recipes.plan(document)
        fault(document)

    with pytest.raises(AssertionError, match=message):
        nd30.check_form(recipes.made(build), "14", 14)


def test_the_wrong_header_set_is_caught() -> None:
    with pytest.raises(AssertionError, match=r"quoc-hieu .* size 12"):
        nd30.check_form(SOUND, "13", 14)


@office.requires_libreoffice
def test_sizes_are_confirmed_in_print() -> None:
    (pdf,) = office.to_pdf(SOUND)
    nd30.check_printed(pdf, components(SOUND))


@office.requires_libreoffice
def test_a_size_that_is_not_printed_is_caught() -> None:
    (pdf,) = office.to_pdf(SOUND)
    other = part_changed(
        "word/document.xml", r'w:val="28"(/>(?:(?!w:sz).)*KẾ HOẠCH)', r'w:val="40"\1'
    )
    with pytest.raises(AssertionError, match="KẾ HOẠCH"):
        nd30.check_printed(pdf, components(other))


# What python-docx's own starting document lacks by the letter of the schema.
KNOWN = "'{http://schemas.openxmlformats.org/wordprocessingml/2006/main}percent' is required"


@schemas.requires_schemas
def test_a_document_is_valid_but_for_what_is_known() -> None:
    assert [line for line in schemas.problems(SOUND) if KNOWN not in line] == []


INVALID = {
    "an attribute that does not exist": ("word/document.xml", "<w:jc ", '<w:jc w:x="1" '),
    "an element out of order": ("word/document.xml", "<w:r><w:rPr>", "<w:r><w:t/><w:rPr>"),
    "a date that is none": ("docProps/core.xml", r">\d{4}-\d\d-\d\dT[^<]*<", ">hôm nay<"),
    "a link to a part that is absent": ("word/_rels/document.xml.rels", "styles.xml", "no.xml"),
    "an unknown property": ("docProps/core.xml", "</cp:coreProperties>",
                            "<cp:x/></cp:coreProperties>"),
}  # fmt: skip


@schemas.requires_schemas
@pytest.mark.parametrize("change", INVALID.values(), ids=INVALID.keys())
def test_an_invalid_part_is_caught(change: tuple[str, str, str]) -> None:
    found = [line for line in schemas.problems(part_changed(*change)) if KNOWN not in line]
    assert found and found[0].startswith(change[0])
