"""The line under a component, however it is made."""

from __future__ import annotations

import pytest
from docx.document import Document as DocumentType
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph
from support import office, recipes

from vbgen.docview import Role, Stroke, read, recognise, stroke_under

DRAWN = (
    '<w:r {0}><w:pict><v:line xmlns:v="urn:schemas-microsoft-com:vml" '
    'from="30mm,2mm" to="50mm,2mm" strokeweight=".75pt"/></w:pict></w:r>'
)


def border(paragraph: Paragraph, side: str, left: int = 0, right: int = 0) -> None:
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:{side} w:val="single" w:sz="6"/></w:pBdr>')
    )
    paragraph._p.pPr.append(parse_xml(f'<w:ind {nsdecls("w")} w:left="{left}" w:right="{right}"/>'))


def document_with(kind: str) -> bytes:
    def build(document: DocumentType) -> None:
        recipes.header(document)
        cell = document.tables[0].cell(0, 1)
        motto, drawn = cell.paragraphs[1:]
        drawn._p.getparent().remove(drawn._p)
        if kind == "own border":
            border(motto, "bottom", 567, 567)
        elif kind == "own drawing":
            motto._p.append(parse_xml(DRAWN.format(nsdecls("w"))))
        elif kind != "none":
            below = cell.add_paragraph()
            if kind == "border below":
                border(below, "top", 567, 1134)
            elif kind == "typed":
                recipes.write(below, "-----", centred=True)
            elif kind == "drawing below":
                below._p.append(parse_xml(DRAWN.format(nsdecls("w"))))

    return recipes.made(build)


def under(kind: str) -> Stroke | None:
    view = read(document_with(kind))
    motto = recognise(view).first(Role.TIEU_NGU)
    assert motto is not None
    return stroke_under(view, motto)


FOUND = {
    "own border": ("border", 76.2, 0.0),
    "border below": ("border", 66.2, -5.0),
    "own drawing": ("drawing", 20.0, -8.1),
    "drawing below": ("drawing", 20.0, -8.1),
    "typed": ("signs", None, 0.0),
}


@pytest.mark.parametrize(("kind", "expected"), FOUND.items(), ids=FOUND.keys())
def test_found(kind: str, expected: tuple[str, float | None, float]) -> None:
    stroke = under(kind)
    assert stroke is not None
    assert stroke.kind == expected[0]
    assert stroke.length_mm == pytest.approx(expected[1], abs=0.05)
    assert stroke.shift_mm == pytest.approx(expected[2], abs=0.05)


def test_nothing_is_found_where_nothing_is_drawn() -> None:
    assert under("none") is None


@office.requires_libreoffice
def test_a_border_is_as_long_as_printed() -> None:
    (pdf,) = office.to_pdf(document_with("border below"))
    stroke = under("border below")
    printed = office.stroke_under(pdf, office.line_of(pdf, "Độc lập - Tự do - Hạnh phúc"))
    assert stroke is not None and stroke.length_mm is not None and printed is not None
    assert printed.width * 25.4 / 72 == pytest.approx(stroke.length_mm, abs=0.5)
