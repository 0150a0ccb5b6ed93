"""Each rule of resolution in a document of its own, made with python-docx and raw XML."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docx.document import Document as DocumentType
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from support import recipes

from vbgen.docview import read
from vbgen.docview.facts import DocView, Paragraph, ParagraphFormat, RunFormat


def style(document: DocumentType, style_id: str, kind: str, inner: str) -> None:
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="{kind}" w:styleId="{style_id}">'
            f'<w:name w:val="{style_id}"/>{inner}</w:style>'
        )
    )


def paragraph(document: DocumentType, inner: str) -> None:
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))


def view(build: Callable[[DocumentType], object]) -> DocView:
    return read(recipes.made(build))


def first(build: Callable[[DocumentType], object]) -> Paragraph:
    return next(view(build).paragraphs())


def run_format(*styles: tuple[str, str, str], inner: str) -> RunFormat:
    """The format of the first run of a paragraph in a document with extra styles."""

    def build(document: DocumentType) -> None:
        for item in styles:
            style(document, *item)
        paragraph(document, inner)

    return first(build).runs[0].format


def paragraph_format(*styles: tuple[str, str, str], inner: str) -> ParagraphFormat:
    def build(document: DocumentType) -> None:
        for item in styles:
            style(document, *item)
        paragraph(document, inner)

    return first(build).format


BASE = ("Base", "paragraph", '<w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="26"/></w:rPr>')
CHILD = ("Child", "paragraph", '<w:basedOn w:val="Base"/><w:rPr><w:b/></w:rPr>')
SIGN = ("Sign", "character", '<w:rPr><w:sz w:val="22"/><w:b/><w:i/></w:rPr>')
SIZES = {
    "the default style of paragraphs": ("<w:r><w:t>a</w:t></w:r>", 14.0),
    "an ancestor of the paragraph style": (
        '<w:pPr><w:pStyle w:val="Child"/></w:pPr><w:r><w:t>a</w:t></w:r>', 13.0),
    "the character style over the paragraph style": (
        '<w:pPr><w:pStyle w:val="Child"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="Sign"/></w:rPr><w:t>a</w:t></w:r>', 11.0),
    "direct formatting over all styles": (
        '<w:pPr><w:pStyle w:val="Child"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="Sign"/><w:sz w:val="24"/></w:rPr><w:t>a</w:t></w:r>', 12.0),
    "the default style where the named one is missing": (
        '<w:pPr><w:pStyle w:val="Nowhere"/></w:pPr><w:r><w:t>a</w:t></w:r>', 14.0),
    "not the end mark of the paragraph": (
        '<w:pPr><w:rPr><w:sz w:val="60"/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r>', 14.0),
}  # fmt: skip


@pytest.mark.parametrize(("inner", "size"), SIZES.values(), ids=SIZES.keys())
def test_size_comes_from(inner: str, size: float) -> None:
    assert run_format(BASE, CHILD, SIGN, inner=inner).size_pt == size


TOGGLES = {
    "bold in the paragraph style alone": ("Child", "", "", True),
    "bold in both kinds of style cancels out": ("Child", "Sign", "", False),
    "bold in the character style alone": ("Base", "Sign", "", True),
    "direct bold is absolute": ("Child", "Sign", "<w:b/>", True),
    "direct not-bold is absolute": ("Base", "Sign", '<w:b w:val="0"/>', False),
    "an ancestor's bold counts once, not again in its child": ("Grandchild", "", "", True),
    "a child switches its ancestor's bold off": ("Plain", "", "", False),
}


@pytest.mark.parametrize(
    ("p_style", "r_style", "direct", "bold"), TOGGLES.values(), ids=TOGGLES.keys()
)
def test_toggle(p_style: str, r_style: str, direct: str, bold: bool) -> None:
    grand = ("Grandchild", "paragraph", '<w:basedOn w:val="Child"/><w:rPr><w:b/></w:rPr>')
    plain = ("Plain", "paragraph", '<w:basedOn w:val="Child"/><w:rPr><w:b w:val="off"/></w:rPr>')
    named = f'<w:rStyle w:val="{r_style}"/>' if r_style else ""
    inner = (
        f'<w:pPr><w:pStyle w:val="{p_style}"/></w:pPr>'
        f"<w:r><w:rPr>{named}{direct}</w:rPr><w:t>a</w:t></w:r>"
    )
    assert run_format(BASE, CHILD, SIGN, grand, plain, inner=inner).bold is bold


def test_document_defaults_apply_below_every_style() -> None:
    def build(document: DocumentType) -> None:
        normal = document.styles["Normal"].element
        normal.remove(normal.rPr)
        defaults = document.styles.element.find(qn("w:docDefaults"))
        r_pr = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
        r_pr.find(qn("w:sz")).set(qn("w:val"), "31")
        r_pr.append(parse_xml(f"<w:i {nsdecls('w')}/>"))
        paragraph(document, "<w:r><w:t>a</w:t></w:r>")

    form = first(build).runs[0].format
    assert (form.size_pt, form.italic) == (15.5, True)


def test_a_file_without_defaults_takes_those_of_the_format() -> None:
    def build(document: DocumentType) -> None:
        document.styles.element.clear()
        paragraph(document, "<w:r><w:t>a</w:t></w:r>")

    form = first(build).runs[0].format
    assert (form.size_pt, form.fonts, form.color) == (10.0, {"Times New Roman"}, "auto")


THEMED = {
    "a theme font becomes its real name": (
        '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="majorHAnsi"/>', ("Cambria", "Calibri")),
    "a theme font beats a plain one beside it": (
        '<w:rFonts w:ascii="Arial" w:asciiTheme="minorHAnsi" w:hAnsi="Arial"/>',
        ("Cambria", "Arial")),
    "a plain font above beats the theme font below": (
        '<w:rFonts w:ascii="Arial" w:hAnsi="Tahoma"/>', ("Arial", "Tahoma")),
    "the half that is not set stays inherited": (
        '<w:rFonts w:ascii="Arial"/>', ("Arial", "Times New Roman")),
}  # fmt: skip


@pytest.mark.parametrize(("fonts", "expected"), THEMED.values(), ids=THEMED.keys())
def test_fonts(fonts: str, expected: tuple[str, str]) -> None:
    form = run_format(inner=f"<w:r><w:rPr>{fonts}</w:rPr><w:t>a</w:t></w:r>")
    assert (form.font_ascii, form.font_h_ansi) == expected


def test_the_other_character_properties_are_read() -> None:
    form = run_format(
        inner='<w:r><w:rPr><w:smallCaps/><w:color w:val="FF0000"/><w:spacing w:val="-4"/>'
        '<w:w w:val="95"/><w:highlight w:val="yellow"/><w:u w:val="single"/>'
        '<w:vertAlign w:val="superscript"/><w:lang w:val="vi-VN"/></w:rPr><w:t>a</w:t></w:r>'
    )
    assert (form.small_caps, form.color, form.spacing_pt, form.scale_percent) == (
        True, "FF0000", -0.2, 95)  # fmt: skip
    assert (form.highlight, form.underline, form.vertical, form.language) == (
        "yellow", "single", "superscript", "vi-VN")  # fmt: skip


def test_capitals_by_formatting_are_shown_as_capitals() -> None:
    inner = "<w:r><w:rPr><w:caps/></w:rPr><w:t>Kế hoạch</w:t></w:r>"
    found = first(lambda document: paragraph(document, inner))
    assert (found.text, found.shown) == ("Kế hoạch", "KẾ HOẠCH")


SPACING = {
    "a multiple of single": ('w:line="276"', ("multiple", 1.15)),
    "exactly": ('w:line="360" w:lineRule="exact"', ("exact", 18.0)),
    "at least": ('w:line="300" w:lineRule="atLeast"', ("at_least", 15.0)),
}


@pytest.mark.parametrize(("attributes", "expected"), SPACING.values(), ids=SPACING.keys())
def test_line_spacing(attributes: str, expected: tuple[str, float]) -> None:
    form = paragraph_format(inner=f"<w:pPr><w:spacing {attributes}/></w:pPr>")
    assert (form.line_rule, form.line) == expected


def test_spacing_and_indents_merge_side_by_side() -> None:
    base = (
        "Base", "paragraph",
        '<w:pPr><w:spacing w:before="120" w:after="60"/><w:ind w:left="567" w:firstLine="567"/>'
        '<w:jc w:val="both"/></w:pPr>',
    )  # fmt: skip
    form = paragraph_format(
        base,
        inner='<w:pPr><w:pStyle w:val="Base"/><w:spacing w:after="0"/>'
        '<w:ind w:hanging="284"/></w:pPr>',
    )
    assert (form.before_pt, form.after_pt) == (6.0, 0.0)
    assert (form.left_mm, form.first_line_mm) == pytest.approx((10.0, -5.01), abs=0.01)
    assert form.alignment == "justify"


def test_measures_may_carry_a_unit() -> None:
    form = paragraph_format(
        inner='<w:pPr><w:spacing w:before="6pt"/><w:ind w:firstLine="1cm"/></w:pPr>'
    )
    assert (form.before_pt, form.first_line_mm) == (6.0, 10.0)


def test_paragraph_flags_and_borders_are_read() -> None:
    form = paragraph_format(
        inner="<w:pPr><w:keepNext/><w:keepLines/><w:pageBreakBefore/><w:pBdr>"
        '<w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
        '<w:outlineLvl w:val="1"/></w:pPr>'
    )
    assert form.keep_next and form.keep_lines and form.page_break_before
    assert form.border_top is None and form.border_bottom is not None
    assert (form.border_bottom.kind, form.border_bottom.size_pt) == ("single", 0.75)
    assert form.outline == 2


def test_a_border_switched_off_directly_is_gone() -> None:
    base = ("Base", "paragraph", '<w:pPr><w:pBdr><w:top w:val="single" w:sz="4"/></w:pBdr></w:pPr>')
    form = paragraph_format(
        base,
        inner='<w:pPr><w:pStyle w:val="Base"/><w:pBdr><w:top w:val="nil"/></w:pBdr></w:pPr>',
    )
    assert form.border_top is None


def test_styles_based_on_each_other_end_the_search() -> None:
    one = ("One", "paragraph", '<w:basedOn w:val="Two"/><w:rPr><w:sz w:val="26"/></w:rPr>')
    two = ("Two", "paragraph", '<w:basedOn w:val="One"/><w:rPr><w:i/></w:rPr>')
    form = run_format(
        one, two, inner='<w:pPr><w:pStyle w:val="One"/></w:pPr><w:r><w:t>a</w:t></w:r>'
    )
    assert (form.size_pt, form.italic) == (13.0, True)


def test_every_style_is_listed_with_what_follows_from_it_alone() -> None:
    def build(document: DocumentType) -> None:
        style(document, *BASE)
        style(document, *CHILD)

    found = {item.id: item for item in view(build).styles}
    child = found["Child"]
    assert (child.kind, child.based_on, child.run.size_pt, child.run.bold) == (
        "paragraph", "Base", 13.0, True)  # fmt: skip
