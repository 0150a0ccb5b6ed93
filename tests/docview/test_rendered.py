"""The resolver against LibreOffice: what we call effective is what is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.document import Document as DocumentType
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from support import office, recipes

from vbgen.docview import Role, read, recognise
from vbgen.docview.facts import Paragraph, RunFormat

pytestmark = office.requires_libreoffice

STYLES = (
    ("Base", "paragraph", '<w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="26"/></w:rPr>'),
    ("Child", "paragraph",
     '<w:basedOn w:val="Base"/><w:pPr><w:ind w:left="567" w:firstLine="567"/></w:pPr>'
     '<w:rPr><w:b/></w:rPr>'),
    ("Sign", "character", '<w:rPr><w:sz w:val="22"/><w:i/></w:rPr>'),
    ("Cell", "table", '<w:rPr><w:i/></w:rPr>'),
)  # fmt: skip
RUNS = {
    "thuong": ("", ""),
    "kethua": ('<w:pStyle w:val="Base"/>', ""),
    "con": ('<w:pStyle w:val="Child"/>', ""),
    "kytu": ('<w:pStyle w:val="Child"/>', '<w:rStyle w:val="Sign"/>'),
    "tructiep": ('<w:pStyle w:val="Child"/>', '<w:rStyle w:val="Sign"/><w:sz w:val="24"/>'),
    "khongdam": ('<w:pStyle w:val="Child"/>', '<w:b w:val="0"/>'),
    "khac": ('<w:pStyle w:val="Nowhere"/>', ""),
    "thutle": ('<w:pStyle w:val="Child"/><w:ind w:left="0"/>', ""),
    "canphai": ('<w:jc w:val="right"/>', ""),
    "mauchu": ("", '<w:rFonts w:ascii="Liberation Sans" w:hAnsi="Liberation Sans"/>'),
}


def build(document: DocumentType) -> None:
    for style_id, kind, inner in STYLES:
        document.styles.element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="{kind}" w:styleId="{style_id}">'
                f'<w:name w:val="{style_id}"/>{inner}</w:style>'
            )
        )
    for at, (word, (p_pr, r_pr)) in enumerate(RUNS.items()):
        text = f"<w:pPr>{p_pr}</w:pPr><w:r><w:rPr>{r_pr}</w:rPr><w:t>{word}</w:t></w:r>"
        document.element.body.insert(at, parse_xml(f"<w:p {nsdecls('w')}>{text}</w:p>"))
    document.element.body.insert(
        len(RUNS),
        parse_xml(
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="Cell"/></w:tblPr><w:tblGrid>'
            '<w:gridCol w:w="3000"/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>trongo</w:t></w:r></w:p>'
            "</w:tc></w:tr></w:tbl>"
        ),
    )


SEEN = ("size_pt", "bold", "italic", "fonts", "color")
SOURCE = recipes.made(build)


@pytest.fixture(scope="module")
def pdf() -> Path:
    return office.to_pdf(SOURCE, recipes.made(recipes.plan))[0]


@pytest.fixture(scope="module")
def paragraphs() -> dict[str, Paragraph]:
    return {p.text: p for p in read(SOURCE).paragraphs() if p.text}


def formats(found: Paragraph) -> RunFormat:
    return found.runs[0].format


@pytest.mark.parametrize("word", [*RUNS, "trongo"])
def test_size_and_style_are_as_printed(
    word: str, pdf: Path, paragraphs: dict[str, Paragraph]
) -> None:
    printed, form = office.line_of(pdf, word), formats(paragraphs[word])
    assert printed.sizes == {form.size_pt}
    assert (printed.bold, printed.italic) == (form.bold, form.italic)


@pytest.mark.parametrize("word", ["thuong", "con", "thutle"])
def test_indents_are_as_printed(word: str, pdf: Path, paragraphs: dict[str, Paragraph]) -> None:
    form = paragraphs[word].format
    expected_mm = 30 + form.left_mm + form.first_line_mm
    assert office.line_of(pdf, word).x0 * 25.4 / 72 == pytest.approx(expected_mm, abs=0.5)


def test_alignment_is_as_printed(pdf: Path, paragraphs: dict[str, Paragraph]) -> None:
    assert paragraphs["canphai"].format.alignment == "right"
    assert office.line_of(pdf, "canphai").x1 * 25.4 / 72 == pytest.approx(190, abs=0.5)


def test_a_font_of_its_own_is_as_printed(pdf: Path, paragraphs: dict[str, Paragraph]) -> None:
    assert formats(paragraphs["mauchu"]).fonts == {"Liberation Sans"}
    assert {"LiberationSans" in c.font for c in office.line_of(pdf, "mauchu").chars} == {True}


def test_a_plan_saved_by_libreoffice_shows_the_same_components() -> None:
    """Its file has other styles and runs; roles and what is effective stay."""
    source = recipes.made(recipes.plan)
    before, after = (
        [
            (item.unit, item.role, item.text, *(item.values(name) for name in SEEN))
            for item in recognise(read(data))
            if item.text
        ]
        for data in (source, office.resaved(source))
    )
    # The stored result of the page number is the only text that saving adds.
    assert [row for row in after if row[1] != Role.PAGE_NUMBER] == before
