"""Automatic numbering: labels as printed, indents between style and direct formatting."""

from __future__ import annotations

import pytest
from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from support import recipes

from vbgen.docview import read
from vbgen.docview.facts import Paragraph
from vbgen.docview.numbering import format_count


def numbering(levels: str, nums: str) -> str:
    return (
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="0">{levels}'
        f"</w:abstractNum>{nums}</w:numbering>"
    )


def level(at: int, kind: str, text: str, more: str = "", indent: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:pPr>{indent}</w:pPr></w:lvl>'
    )


LEVELS = (
    level(0, "upperRoman", "%1.", indent='<w:ind w:left="1134" w:hanging="567"/>')
    + level(1, "decimal", "%1.%2.")
    + level(2, "lowerLetter", "%3)")
)
NUM = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
AGAIN = (
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def paragraphs(*items: str, levels: str = LEVELS, styles: str = "") -> list[Paragraph]:
    def build(document: DocumentType) -> None:
        package = document.part.package
        old = next(
            key for key, rel in document.part.rels.items()
            if rel.reltype == RELATIONSHIP_TYPE.NUMBERING
        )  # fmt: skip
        del document.part.rels[old]
        blob = numbering(levels, NUM + AGAIN).encode()
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
        part = Part(PackURI("/word/numbering.xml"), kind, blob, package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        if styles:
            document.styles.element.append(parse_xml(styles))
        for at, item in enumerate(items):
            document.element.body.insert(at, parse_xml(f"<w:p {nsdecls('w')}>{item}</w:p>"))

    return list(read(recipes.made(build)).paragraphs())[: len(items)]


def item(at: int, num: int = 1, more: str = "") -> str:
    return (
        f'<w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>{more}</w:pPr>'
        "<w:r><w:t>x</w:t></w:r>"
    )


def labels(*items: str) -> list[str]:
    return [found.numbering.label for found in paragraphs(*items) if found.numbering]


def test_labels_count_and_start_again_below_a_higher_level() -> None:
    found = labels(item(0), item(1), item(1), item(2), item(0), item(1))
    assert found == ["I.", "I.1.", "I.2.", "a)", "II.", "II.1."]


def test_a_list_of_its_own_start_begins_again() -> None:
    assert labels(item(0), item(0), item(0, num=2), item(0, num=2)) == ["I.", "II.", "I.", "II."]


def test_the_label_stands_before_the_shown_text_only() -> None:
    (found,) = paragraphs(item(0))
    assert (found.text, found.shown) == ("x", "I. x")


def test_number_zero_takes_a_paragraph_out_of_its_list() -> None:
    (found,) = paragraphs(item(0, num=0))
    assert found.numbering is None


def test_the_indent_of_the_list_yields_to_a_direct_one() -> None:
    plain, direct = paragraphs(item(0), item(0, more='<w:ind w:left="0"/>'))
    assert (plain.format.left_mm, plain.format.first_line_mm) == (20.0, -10.0)
    assert (direct.format.left_mm, direct.format.first_line_mm) == (0.0, -10.0)


def test_a_style_brings_its_list_and_level() -> None:
    style = (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="Khoan"><w:name w:val="Khoan"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    levels = level(0, "upperRoman", "%1.") + level(
        1, "decimal", "%2)", '<w:pStyle w:val="Khoan"/>', '<w:ind w:left="567"/>'
    )
    text = '<w:pPr><w:pStyle w:val="Khoan"/></w:pPr><w:r><w:t>x</w:t></w:r>'
    one, two = paragraphs(text, text, levels=levels, styles=style)
    assert [p.numbering.label if p.numbering else "" for p in (one, two)] == ["1)", "2)"]
    assert one.format.left_mm == 10.0


FORMATS = {
    "upperRoman": ("XIV", 14), "lowerRoman": ("iv", 4), "lowerLetter": ("ab"[0], 1),
    "upperLetter": ("BB", 28), "decimalZero": ("07", 7), "decimal": ("12", 12), "none": ("", 3),
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text", "count"), [(k, *v) for k, v in FORMATS.items()], ids=FORMATS.keys()
)
def test_number_format(kind: str, text: str, count: int) -> None:
    assert format_count(count, kind) == text
