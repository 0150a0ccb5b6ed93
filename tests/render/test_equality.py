"""Every feature of docxtpl, part by part equal to what docxtpl itself makes of it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.shared import Mm
from docxtpl import (
    DocxTemplate,
    InlineImage,
    Listing,
    RichText,
    RichTextParagraph,
)
from markupsafe import Markup
from support.word_files import (
    BREAKS,
    Case,
    assert_equal,
    by_docxtpl,
    canonical,
    edited,
    lines,
    png,
    ragged,
    re_edited,
    rich,
    runs,
    saved,
    table,
)

from vbgen.render import Template


def header_and_footer() -> bytes:
    doc = Document()
    first = doc.sections[0]
    first.different_first_page_header_footer = True
    first.first_page_header.paragraphs[0].text = "Trang đầu {{ ten }}"
    first.header.paragraphs[0].text = "{% for x in ds %}{{ x }} {% endfor %}"
    first.footer.paragraphs[0].text = "{{ doan }}"
    doc.add_paragraph("thân {{ ten }}")
    second = doc.add_section(WD_SECTION.NEW_PAGE)
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "Phần hai {{r dam }}"
    return saved(doc)


FOOTNOTE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes xmlns:w='
    '"http://schemas.openxmlformats.org/wordprocessingml/2006/main">\n  <w:footnote w:id="2">'
    "<w:p><w:pPr><w:jc/></w:pPr><w:r><w:t>Chú thích {{ ten }}: {{ doan }}</w:t></w:r></w:p>\n"
    "<w:p><w:r><w:t>hết</w:t></w:r></w:p></w:footnote></w:footnotes>"
)


def footnotes() -> bytes:
    doc = Document()
    doc.add_paragraph("thân {{ ten }}")
    data = saved(doc)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    data = edited(
        data,
        "[Content_Types].xml",
        "</Types>",
        f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>',
    )
    data = edited(
        data,
        "word/_rels/document.xml.rels",
        "</Relationships>",
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/footnotes" Target="footnotes.xml"/></Relationships>',
    )
    with zipfile.ZipFile(buffer := io.BytesIO(data), "a") as archive:
        archive.writestr("word/footnotes.xml", FOOTNOTE)
    return buffer.getvalue()


def properties() -> bytes:
    doc = Document()
    core = doc.core_properties
    core.title, core.author, core.subject = (
        "Kế hoạch {{ ten }}",
        "{{ nguoi }}",
        "{% if a < b %}x{% endif %}",
    )
    core.comments, core.identifier, core.language = "không", "{{ so }}", "vi-VN"
    core.category = "{{ không được chạm }}"
    doc.add_paragraph("thân")
    return saved(doc)


def pictures(loop: bool = False) -> bytes:
    doc = Document()
    doc.add_paragraph("{%p for x in ds %}" if loop else "{{ ten }}")
    doc.add_picture(io.BytesIO(png(1)), Mm(5))
    doc.add_paragraph("{%p endfor %}" if loop else "giữa")
    doc.add_picture(io.BytesIO(png(2)), Mm(6))
    return saved(doc)


TEXT_BOX = (
    '<w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:pict><w:txbxContent>'
    '<w:p><w:pPr><w:jc w:val="right"/>'
    "</w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>hộp {{ doan }}</w:t></w:r></w:p></w:txbxContent>"
    "</w:pict></w:r><w:r><w:t>sau {{ dong }}</w:t></w:r></w:p>"
)


def text_box() -> bytes:
    data = lines("đầu {{ ten }}", "chỗ này")
    return re_edited(data, r"<w:p><w:r><w:t>chỗ này</w:t></w:r></w:p>", TEXT_BOX)


def formatted_table() -> bytes:
    """Cells with colours and spans, as Word writes them."""
    doc = Document()
    made = doc.add_table(3, 3)
    texts = (
        ("{% colspan n %}gộp", "b", "c"),
        ("{% cellbg mau %}màu", "{{ ten }}", ""),
        ("x", "y", "z"),
    )
    for row, cells in zip(made.rows, texts, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    return saved(doc)


def nested_tables(wide: bool) -> bytes:
    doc = Document()
    outer = doc.add_table(2, 2)
    outer.cell(0, 0).text, outer.cell(0, 1).text = "{{ ten }}", "b"
    inner = outer.cell(1, 1).add_table(2, 3 if wide else 2)
    inner.cell(0, 0).text = "{%tr for x in ds %}"
    inner.cell(1, 0).text = "{{ x }}"
    inner.add_row().cells[0].text = "{%tr endfor %}"
    return saved(doc)


def loop_around_table() -> bytes:
    doc = Document()
    doc.add_paragraph("{%p for x in ds %}")
    made = doc.add_table(1, 2)
    made.cell(0, 0).text, made.cell(0, 1).text = "{{ x.a }}", "{{ x.b }}"
    doc.add_paragraph("{%p endfor %}")
    return saved(doc)


def marked_paragraphs() -> bytes:
    """An empty paragraph that closes itself, revision marks on paragraphs and runs."""
    return edited(
        lines("a", "b {{ doan }}"),
        "word/document.xml",
        "<w:p><w:r><w:t>a</w:t></w:r></w:p>",
        '<w:p w:rsidR="00AA" w:rsidP="00BB"/><w:p w:rsidR="00AA"><w:pPr><w:jc w:val="both"/>'
        '</w:pPr><w:r w:rsidR="0"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">a {{ doan }}'
        "</w:t></w:r></w:p>",
    )


@dataclass(frozen=True)
class Record:
    a: str
    b: str


DS = {"ds": ["một", "h & i", "ba"], "ten": "Tên <b>", "doan": BREAKS, "rong": []}
ROWS = {
    "ds": [{"a": "1", "b": BREAKS}, {"a": "2", "b": "x"}],
    "rong": [],
    "n": 3,
    "cot": ["p", "q", "r"],
}


CASES = {
    "values with marks that XML escapes": Case(
        lambda: lines("{{ ten }} {{ doan|upper }} {{ so }}"), DS | {"so": 1.5}
    ),
    "numbers, booleans and None": Case(
        lambda: lines("{{ a }} {{ b }} {{ c }} {{ d }}"), {"a": 1, "b": 2.5, "c": True, "d": None}
    ),
    "breaks in plain text": Case(lambda: lines("trước {{ doan }} sau", "{{ doan }}{{ doan }}"), DS),
    "breaks in a run with formatting": Case(
        lambda: runs("a {{ doan }}", "b {{ doan }} c", "{{ ten }}"), DS
    ),
    "carriage returns and no-break spaces": Case(
        lambda: lines("{{ a }}"), {"a": "một\r\nhai\rba\u00a0bốn"}
    ),
    "listing": Case(lambda: lines("{{ a }} và {{ b }}"), {"a": Listing(BREAKS), "b": Listing("x")}),
    "rich text in a run tag": Case(
        lambda: lines("trước {{r a }} sau", "{{r b }}"), {"a": rich(), "b": RichText("x")}
    ),
    "rich text in a plain tag": Case(lambda: runs("a {{ a }}", "b"), {"a": rich()}),
    "rich text in a table and a header loop": Case(
        lambda: table(("A", "B"), ("{{r a }}", "{{ b }}")), {"a": rich(), "b": Listing(BREAKS)}
    ),
    "XML of the caller's own": Case(
        lambda: lines("a {{ a }} {{ b }}", "{{p c }}", "{{ doan }}"),
        DS
        | {
            "a": Markup("x &amp; <w:tab/>\n"),
            "b": Markup("<b> & "),
            "c": Markup("<w:p><w:r/></w:p>"),
        },
    ),
    "records": Case(lambda: lines("{{ o.a }} {{ o.b }}"), {"o": Record("<1>", BREAKS)}),
    "rich text with many properties": Case(
        lambda: lines("{{r a }}"),
        {
            "a": RichText(
                "x",
                style="S",
                highlight="#00ff00",
                superscript=True,
                underline="thick",
                strike=True,
                rtl=True,
                lang="vi-VN",
                bold=True,
            )
        },
    ),
    "rich text paragraphs": Case(
        lambda: lines("trước", "{{p a }}", "sau"),
        {"a": RichTextParagraph(rich(), parastyle="Quote")},
    ),
    "plain text in a run tag": Case(lambda: lines("a {{r ten }} b"), DS),
    "paragraph loop": Case(
        lambda: lines(
            "{%p for x in ds %}",
            "- {{ x }} {{ loop.index }}/{{ loop.length }}",
            "{%p endfor %}",
            "hết",
        ),
        DS,
    ),
    "paragraph loop over nothing": Case(
        lambda: lines(
            "{%p for x in rong %}", "- {{ x }}", "{%p else %}", "không có", "{%p endfor %}"
        ),
        DS,
    ),
    "paragraph choice": Case(
        lambda: lines(
            "{%p if ten == 'a' %}",
            "a {{ ten }}",
            "{%p elif ds %}",
            "b {{ doan }}",
            "{%p else %}",
            "c",
            "{%p endif %}",
        ),
        DS,
    ),
    "inline choice and loop": Case(
        lambda: lines(
            "a {% if ds %}có {{ ten }}{% else %}không{% endif %} "
            "{% for x in ds %}{{ x }}, {% endfor %}hết"
        ),
        DS,
    ),
    "run choice": Case(
        lambda: runs("a ", "{%r if ds %}", "giữa {{ doan }}", "{%r endif %}", " cuối"), DS
    ),
    "choice over runs of two looks": Case(
        lambda: runs("a {% if ds %}b", "c {{ doan }}{% endif %} {{ doan }}"), DS, fast=False
    ),
    "choice over paragraphs": Case(
        lambda: lines("a {% if rong %}b", "c {{ doan }}{% endif %} {{ doan }}", "d"), DS
    ),
    "tag split over runs": Case(
        lambda: runs("a {", "{ te", "n }", "} b {% i", "f ds %}c{", "% endif %}"), DS
    ),
    "merging with the lines around": Case(
        lambda: lines("trước", "{%- if ds %}", "giữa {{ ten }}", "{%- endif -%}", "sau"), DS
    ),
    "comments": Case(lambda: lines("a {# ghi chú #} b", "{#p bỏ cả đoạn #}", "c {{ ten }}"), DS),
    "escaped braces": Case(lambda: lines("{_{ ten }_} {_% if %_} {{ ten }}"), DS),
    "raw": Case(lambda: lines("{% raw %}{{ ten }} {% if %}{% endraw %} {{ ten }}"), DS),
    "curly quotes in tags": Case(
        lambda: lines("{% if ten == “Tên” or 1 < 2 %}{{ ‘x’ }}{% endif %}{{ ds|join(“, ”) }}"), DS
    ),
    "filters, tests and inline choice": Case(
        lambda: lines(
            "{{ ten|upper }} {{ ds|join(', ') }} {{ 'x' if rong }} {{ ds|length }} {{ ten|e }}",
            "{{ 'a' ~ ten }}",
            "{{ '%s-%s'|format(ten, 1) }} {{ kia|default('?') }} {{ ten|replace('b','c') }}",
            "{{ ds[1] }} {{ ds[-1]|trim }}",
        ),
        DS,
    ),
    "own escaping with sets and arithmetic": Case(
        lambda: lines(
            "{% set y = ten %}{{ y + '<' }} {{ 1 + 2 }} {{ (1, 2) }} {{ ds }} {{ rong or ten }}"
        ),
        DS,
    ),
    "namespace": Case(
        lambda: lines(
            "{% set s = namespace(n=0) %}",
            "{%p for x in ds %}",
            "{% set s.n = s.n + loop.index %}{{ s.n }}",
            "{%p endfor %}",
            "{{ s.n }}",
        ),
        DS,
    ),
    "with": Case(lambda: lines("{% with z = ten %}{{ z }} {{ doan }}{% endwith %}"), DS),
    "macro": Case(
        lambda: lines("{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(doan) }} {{ m(ten) }}"),
        DS,
        fast=False,
    ),
    "block set": Case(
        lambda: lines("{% set y %}{{ doan }}!{% endset %}", "sau {{ y }}"), DS, fast=False
    ),
    "filter block": Case(
        lambda: lines("{% filter upper %}{{ ten }} x{% endfilter %}"), DS, fast=False
    ),
    "safe": Case(lambda: lines("{{ a|safe }}"), {"a": "x &amp; y &lt;"}, fast=False),
    "autoescape off": Case(
        lambda: lines("{% autoescape false %}{{ a }}{% endautoescape %}"),
        {"a": "x &amp; y"},
        fast=False,
    ),
    "recursive loop": Case(
        lambda: lines("{% for x in cay recursive %}{{ x.t }}({{ loop(x.c) }}){% endfor %}"),
        {"cay": [{"t": "a&", "c": [{"t": "b", "c": []}]}]},
        fast=False,
    ),
    "loop over pairs of a mapping": Case(
        lambda: lines(
            "{% for k, v in d.items() %}{{ k }}={{ v }};{% endfor %}{{ d.k }} {{ d['k'] }}"
        ),
        {"d": {"k": "<1>", "l": "2"}},
    ),
    "objects with attributes and methods": Case(
        lambda: lines("{{ o.a }} {{ o.b.c }} {{ ten.upper() }} {{ ten.split()[0] }}"),
        DS | {"o": SimpleNamespace(a="<", b={"c": BREAKS})},
    ),
    "row loop": Case(
        lambda: table(
            ("A", "B"),
            ("{%tr for x in ds %}", ""),
            ("{{ x.a }}", "{{ x.b }}"),
            ("{%tr endfor %}", ""),
        ),
        ROWS,
    ),
    "row loop over nothing": Case(
        lambda: table(
            ("A", "B"),
            ("{%tr for x in rong %}", ""),
            ("{{ x.a }}", "{{ x.b }}"),
            ("{%tr endfor %}", ""),
        ),
        ROWS,
    ),
    "row loop without a fixed row": Case(
        lambda: table(
            ("{%tr for x in rong %}", "", ""),
            ("{{ x.a }}", "{{ x.b }}", ""),
            ("{%tr endfor %}", "", ""),
        ),
        ROWS,
        fast=False,
    ),
    "row choice": Case(
        lambda: table(("A", "B"), ("{%tr if ds %}", ""), ("{{ n }}", "y"), ("{%tr endif %}", "")),
        ROWS,
    ),
    "column loop": Case(
        lambda: table(
            ("{%tc for c in cot %}", "{{ c }}", "{%tc endfor %}"),
            ("{%tc for c in cot %}", "{{ loop.index }}", "{%tc endfor %}"),
        ),
        ROWS,
        fast=False,
    ),
    "column loop over nothing": Case(
        lambda: table(
            ("A", "{%tc for c in rong %}", "{{ c }}", "{%tc endfor %}"),
            ("B", "{%tc for c in rong %}", "{{ c }}", "{%tc endfor %}"),
        ),
        ROWS,
        fast=False,
    ),
    "vertical merge": Case(
        lambda: table(
            ("A", "B"),
            ("{%tr for x in ds %}", ""),
            ("{% vm %}{{ n }} chung", "{{ x.b }}"),
            ("{%tr endfor %}", ""),
        ),
        ROWS,
    ),
    "horizontal merge": Case(
        lambda: table(
            ("{%tc for c in cot %}", "{% hm %}chung {{ n }}", "{%tc endfor %}"),
            ("{%tc for c in cot %}", "{{ c }}", "{%tc endfor %}"),
        ),
        ROWS,
        fast=False,
    ),
    "colspan and cell colour": Case(
        formatted_table, {"n": 2, "mau": "ff00aa", "ten": "<&>"}, fast=False
    ),
    "cell colour alone": Case(
        lambda: table(("A", "B"), ("{% cellbg mau %}màu", "{{ ten }}")),
        {"mau": "ff00aa", "ten": "<&>"},
    ),
    "rows narrower than the grid": Case(lambda: ragged(("A",), ("{{ n }}", "b", "c")), ROWS),
    "all rows narrower than the grid": Case(
        lambda: edited(
            ragged(("A", "b"), ("{{ n }}", "c")),
            "word/document.xml",
            "<w:tblGrid>",
            '<w:tblGrid><w:gridCol w:w="700"/>',
        ),
        ROWS,
        fast=False,
    ),
    "inner table": Case(lambda: nested_tables(False), DS, fast=False),
    "inner table wider than the outer": Case(lambda: nested_tables(True), DS, fast=False),
    "loop around a table": Case(loop_around_table, ROWS),
    "text box": Case(text_box, DS | {"dong": "a\nb\tc"}),
    "drawings": Case(pictures, DS),
    "drawings in a loop": Case(lambda: pictures(loop=True), DS, fast=False),
    "headers and footers": Case(header_and_footer, DS | {"dam": rich()}),
    "footnotes": Case(footnotes, DS),
    "properties": Case(properties, {"ten": "2024", "nguoi": "Văn Bình", "so": 7, "a": 1, "b": 2}),
    "no tag at all": Case(lambda: lines("chỉ có chữ", "và {chữ}"), {}),
    "a break in the template's own text": Case(
        lambda: edited(
            lines("{{ ten }}", "xuốngdòng"), "word/document.xml", "xuốngdòng", "xuống\ndòng\ttab"
        ),
        DS,
        fast=False,
    ),
    "paragraph marks of Word": Case(marked_paragraphs, DS),
}


@pytest.mark.parametrize("name", CASES)
def test_the_document_is_the_one_docxtpl_makes(name: str) -> None:
    case = CASES[name]
    data = case.data()
    template = Template(data)
    assert_equal(template.render(case.context), by_docxtpl(data, case.context))
    assert (template.why_slow == []) is case.fast, template.why_slow


@pytest.mark.parametrize("name", CASES)
def test_it_is_so_too_when_the_template_of_docxtpl_is_passed(name: str) -> None:
    case = CASES[name]
    data = case.data()
    tpl = DocxTemplate(io.BytesIO(data))
    ours = Template(data).render(case.context, using=tpl)
    assert_equal(ours, by_docxtpl(data, case.context))


@pytest.mark.parametrize("name", CASES)
def test_rendering_again_gives_the_same_bytes(name: str) -> None:
    case = CASES[name]
    data = case.data()
    template = Template(data)
    first = template.render(case.context)
    assert template.render(case.context) == first == Template(data).render(case.context)


def with_images(tpl: DocxTemplate) -> dict[str, Any]:
    return {
        "ten": "x & y",
        "a": InlineImage(tpl, io.BytesIO(png(7)), width=Mm(20)),
        "ds": [
            InlineImage(tpl, io.BytesIO(png(n)), anchor="https://example.org/?a&b") for n in (8, 9)
        ],
    }


def image_template() -> bytes:
    doc = Document()
    doc.sections[0].header.paragraphs[0].text = "đầu {{ a }}"
    for text in ("{{ ten }} {{ a }} sau", "{%p for x in ds %}", "{{ x }}", "{%p endfor %}"):
        doc.add_paragraph(text)
    return saved(doc)


def with_subdocuments(tpl: DocxTemplate) -> dict[str, Any]:
    made = tpl.new_subdoc()
    made.add_paragraph("trong văn bản con & <thẻ>\tsau tab")
    made.add_table(1, 2).cell(0, 0).text = "ô"
    other = Document()
    other.add_heading("Từ tệp khác", 2)
    other.add_picture(io.BytesIO(png(4)), Mm(4))
    other.add_paragraph("mục", style="List Bullet")
    return {"ten": "x", "con": made, "khac": tpl.new_subdoc(io.BytesIO(saved(other)))}


def with_links(tpl: DocxTemplate) -> dict[str, Any]:
    text = RichText("xem ")
    text.add("trang này", url_id=tpl.build_url_id("https://example.org/"), underline=True)
    return {"ten": "x", "lien_ket": text}


def with_replacements(tpl: DocxTemplate) -> dict[str, Any]:
    tpl.replace_pic("logo", io.BytesIO(png(99)))
    tpl.replace_media(io.BytesIO(png(2)), io.BytesIO(png(98)))
    return {"ten": "x"}


def picture_template() -> bytes:
    return edited(pictures(), "word/document.xml", 'name="image.png"', 'name="logo"')


WITH_TEMPLATE = {
    "images": (image_template, with_images),
    "sub-documents": (
        lambda: lines("{{ ten }}", "{{p con }}", "{{p khac }}", "hết"),
        with_subdocuments,
    ),
    "links": (lambda: lines("{{ ten }} {{r lien_ket }}"), with_links),
    "replaced pictures and media": (picture_template, with_replacements),
}


@pytest.mark.parametrize("name", WITH_TEMPLATE)
def test_objects_made_with_a_template_end_up_in_its_package(name: str) -> None:
    if name == "sub-documents":
        pytest.importorskip("docxcompose")
    source, making = WITH_TEMPLATE[name]
    data = source()
    theirs = DocxTemplate(io.BytesIO(data))
    theirs.render(making(theirs), autoescape=True)
    theirs.save(expected := io.BytesIO())
    using = DocxTemplate(io.BytesIO(data))
    ours = Template(data).render(making(using), using=using)
    assert_equal(ours, expected.getvalue())
    again = DocxTemplate(io.BytesIO(data))
    assert Template(data).render(making(again), using=again) == ours


def test_replaced_embedded_files_are_replaced(tmp_path: Any) -> None:
    data = pictures()
    with zipfile.ZipFile(buffer := io.BytesIO(data), "a") as archive:
        archive.writestr("word/embeddings/oleObject1.bin", b"cu")
    data = edited(
        buffer.getvalue(),
        "word/_rels/document.xml.rels",
        "</Relationships>",
        '<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/oleObject" Target="embeddings/oleObject1.bin"/></Relationships>',
    )
    data = edited(
        data,
        "[Content_Types].xml",
        "</Types>",
        '<Default Extension="bin" ContentType="application/x"/></Types>',
    )
    old, new = tmp_path / "cu.bin", tmp_path / "moi.bin"
    old.write_bytes(b"cu")
    new.write_bytes(b"moi")
    using = DocxTemplate(io.BytesIO(data))
    using.replace_embedded(str(old), str(new))
    made = Template(data).render({"ten": "x"}, using=using)
    assert canonical(made)["word/embeddings/oleObject1.bin"] == b"moi"


def test_a_caller_s_environment_lends_filters_tests_globals_and_extensions() -> None:
    env = jinja2.Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
    env.filters["nhan"] = lambda text, times: text * times
    env.tests["dai"] = lambda text: len(text) > 3
    env.globals["hang"] = "& hằng"
    data = lines(
        "{{ ten|nhan(2) }} {{ hang }} {% if ten is dai %}dài{% endif %}",
        "{% set d = [] %}{% do d.append(ten) %}{{ d|length }}",
        "{% for x in ds %}{% if loop.first %}{% continue %}{% endif %}{{ x }}{% endfor %}",
    )
    assert_equal(Template(data, env).render(DS), by_docxtpl(data, DS, env))


def test_properties_are_escaped_once_where_docxtpl_escapes_them_twice() -> None:
    data = properties()
    context = {"ten": "A & B <c>", "nguoi": '"x"', "so": 7, "a": 1, "b": 2}
    plain = DocxTemplate(io.BytesIO(data))
    plain.render(context)  # without autoescaping the properties are right, the body is not
    plain.save(expected := io.BytesIO())
    ours = canonical(Template(data).render(context))["docProps/core.xml"]
    assert ours == canonical(expected.getvalue())["docProps/core.xml"]
    assert b"A &amp; B &lt;c&gt;" in ours


def test_a_footnote_is_evaluated_once_however_many_sections_there_are() -> None:
    doc = Document(io.BytesIO(footnotes()))
    doc.add_section(WD_SECTION.NEW_PAGE)
    made = Template(saved(doc)).render({"ten": "{{ 7*7 }}", "doan": "{% if %}"})
    note = canonical(made)["word/footnotes.xml"].decode()
    assert "{{ 7*7 }}: {% if %}" in note


def test_a_template_without_core_properties_gets_some_without_a_clock() -> None:
    data = lines("{{ ten }}")
    doc = Document(io.BytesIO(data))
    rels = doc.part.package.rels
    for key in [k for k, r in rels.items() if r.reltype.endswith("core-properties")]:
        rels.pop(key)
    data = saved(doc)
    ours, theirs = canonical(Template(data).render(DS)), canonical(by_docxtpl(data, DS))
    stamp = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
    assert stamp.sub(rb"\1", ours["docProps/core.xml"]) == stamp.sub(
        rb"\1", theirs["docProps/core.xml"]
    )
    assert b"2000-01-01T00:00:00Z" in ours["docProps/core.xml"]
    using = canonical(Template(data).render(DS, using=DocxTemplate(io.BytesIO(data))))
    assert using == ours
