"""Text of a paragraph: fields, breaks, tracked changes, links, content controls, drawings."""

from __future__ import annotations

import pytest
from docx.document import Document as DocumentType
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from support import recipes

from vbgen.docview import read
from vbgen.docview.facts import Paragraph


def first(inner: str) -> Paragraph:
    def build(document: DocumentType) -> None:
        spaces = nsdecls("w", "wp", "a", "pic", "r")
        more = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="http://schemas.openxmlformats.org'
        more += '/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/'
        more += '2010/wordprocessingShape"'
        document.element.body.insert(0, parse_xml(f"<w:p {spaces} {more}>{inner}</w:p>"))

    return next(read(recipes.made(build)).paragraphs())


def text(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


TEXTS = {
    "tab and line break": ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/></w:r>", "a\tb\n"),
    "page break": ('<w:r><w:br w:type="page"/></w:r>', "\f"),
    "no-break hyphen": ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", "a\u2011b"),
    "symbol": ('<w:r><w:sym w:font="Wingdings" w:char="F0A7"/></w:r>', "\uf0a7"),
    "an insertion stands": (f'<w:ins w:id="1" w:author="x">{text("thêm")}</w:ins>', "thêm"),
    "a deletion is gone": (
        f'{text("a")}<w:del w:id="1"><w:r><w:delText>b</w:delText></w:r></w:del>', "a"),
    "a moved text stands where it went": (
        f'<w:moveFrom w:id="1" w:author="x">{text("a")}</w:moveFrom>'
        f'<w:moveTo w:id="2" w:author="x">{text("a")}</w:moveTo>', "a"),
    "a link": (f'<w:hyperlink w:anchor="x">{text("liên kết")}</w:hyperlink>', "liên kết"),
    "a content control": (f"<w:sdt><w:sdtContent>{text('ô')}</w:sdtContent></w:sdt>", "ô"),
}  # fmt: skip


@pytest.mark.parametrize(("inner", "expected"), TEXTS.values(), ids=TEXTS.keys())
def test_text_of(inner: str, expected: str) -> None:
    assert first(inner).text == expected


BEGIN, MIDDLE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)
CODE = "<w:r><w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:r>"
FIELDS = {
    "a simple field": f'<w:fldSimple w:instr=" PAGE ">{text("7")}</w:fldSimple>',
    "a complex field with a result": BEGIN + CODE + MIDDLE + text("7") + END,
}


@pytest.mark.parametrize("inner", FIELDS.values(), ids=FIELDS.keys())
def test_a_result_names_its_field(inner: str) -> None:
    runs = [(run.text, run.field) for run in first(text("a") + inner + text("b")).runs]
    assert runs == [("a", ""), ("7", "PAGE"), ("b", "")]


@pytest.mark.parametrize(
    "inner",
    ['<w:fldSimple w:instr="PAGE"/>', BEGIN + CODE + MIDDLE + END, BEGIN + CODE + END],
    ids=["simple", "with separator", "without separator"],
)
def test_a_field_without_result_is_an_empty_run(inner: str) -> None:
    assert [(run.text, run.field) for run in first(inner).runs] == [("", "PAGE")]


def test_a_field_within_a_field_keeps_its_own_name() -> None:
    outer = "<w:r><w:instrText>IF </w:instrText></w:r>"
    inner = BEGIN + outer + BEGIN + CODE + MIDDLE + text("2") + END + MIDDLE + text("x") + END
    assert [(run.text, run.field) for run in first(inner).runs] == [("2", "PAGE"), ("x", "IF")]


def test_a_hidden_run_is_stored_but_not_shown() -> None:
    found = first("<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>" + text("hiện"))
    assert (found.text, found.shown) == ("ẩnhiện", "hiện")


SHAPE = """<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>
<wp:positionH relativeFrom="column"><wp:posOffset>360000</wp:posOffset></wp:positionH>
<wp:extent cx="1800000" cy="0"/><wp:docPr id="1" name="Line 1"/><a:graphic><a:graphicData>
<wps:wsp><wps:spPr><a:prstGeom prst="line"/></wps:spPr></wps:wsp></a:graphicData></a:graphic>
</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:line from="0,0" to="10,0"/></w:pict>
</mc:Fallback></mc:AlternateContent></w:r>"""
VML = '<w:r><w:pict><v:line style="position:absolute" from="0,3pt" to="72pt,3pt"/></w:pict></w:r>'
BOX = f"""<w:r><w:pict><v:shape style="width:72pt;height:36pt"><v:textbox><w:txbxContent>
<w:p>{text("trong khung")}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"""


def test_a_drawn_line_has_its_length_once() -> None:
    (line,) = first(SHAPE).drawings
    assert (line.kind, line.width_mm, line.x_mm, line.name) == ("line", 50.0, 10.0, "Line 1")


def test_an_old_drawn_line_has_its_length() -> None:
    (line,) = first(VML).drawings
    assert (line.kind, line.width_mm, line.height_mm) == ("line", 25.4, 0.0)


def test_a_text_box_holds_paragraphs() -> None:
    (box,) = first(BOX).drawings
    assert box.kind == "textbox"
    assert [block.text for block in box.blocks if isinstance(block, Paragraph)] == ["trong khung"]
