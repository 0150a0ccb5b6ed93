"""Equal to docxtpl on the XML that Word writes, for values and environments of all kinds.

What docxtpl's own example scripts do is here, in templates made anew.
"""

from __future__ import annotations

import io
import zipfile
from collections import namedtuple
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from typing import Any

import jinja2
import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph
from jinja2 import pass_eval_context
from jinja2.ext import Extension
from markupsafe import Markup
from support.word_files import (
    BREAKS,
    Case,
    assert_equal,
    body,
    by_docxtpl,
    canonical,
    cell,
    control,
    edited,
    grid,
    lines,
    par,
    png,
    rich,
    run,
    runs,
    saved,
)

from vbgen.errors import TemplateInvalid
from vbgen.render import Template

DS = {"ten": "Tên <b>", "doan": BREAKS, "ds": ["một", "h & i", "ba"], "rong": [], "n": 3}


def paragraphs(*texts: str) -> str:
    return "".join(par(run(text)) for text in texts)


class Spoken:
    def __str__(self) -> str:
        return "hai\ndòng\tvà & <dấu>"


class Kind(Enum):
    A = "x\ny"


class Word(StrEnum):
    A = "x\ny & z"


class Number(IntEnum):
    A = 3


class Entry:
    name = "v\nw"

    def told(self, times: int = 1) -> str:
        return f"<{times}>"

    def __getitem__(self, key: str) -> str:
        return f"mục & {key}"


Pair = namedtuple("Pair", "a b")


def styled() -> RichTextParagraph:
    text = RichTextParagraph("đầu\akế", parastyle="ListBullet")
    text.add(rich(), parastyle="Quote")
    text.add("cuối\tdòng")
    return text


JUSTIFIED = '<w:pPr><w:jc w:val="both"/></w:pPr>'
LINK = '<w:hyperlink w:anchor="x">{}</w:hyperlink>'
INSERTED = '<w:ins w:id="1" w:author="x">{}</w:ins>'
FIELD = '<w:fldSimple w:instr="REF x">{}</w:fldSimple>'
REVISED_RUN = (
    '<w:rPr><w:b/><w:rPrChange w:id="1" w:author="x"><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>'
)
REVISED_PARAGRAPH = (
    '<w:pPr><w:jc w:val="left"/><w:pPrChange w:id="1" w:author="x"><w:pPr><w:jc w:val="right"/>'
    "</w:pPr></w:pPrChange></w:pPr>"
)
COLOURS = {"ds": [{"bg": "FF0000", "t": rich()}, {"bg": "8888FF", "t": RichText("z")}]}
TRACKED_GRID = (
    '<w:tblGridChange w:id="1"><w:tblGrid><w:gridCol w:w="1"/><w:gridCol w:w="1"/></w:tblGrid>'
    "</w:tblGridChange>"
)
TRACKED_CELL = (
    '<w:gridSpan w:val="2"/><w:tcPrChange w:id="1"><w:tcPr><w:gridSpan w:val="3"/></w:tcPr>'
    "</w:tcPrChange>"
)
FIELD_CODE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> REF '
    '"{{ ten }}" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
VARIED = {
    "tien": Decimal("1.50"),
    "ngay": date(2024, 1, 2),
    "co": True,
    "day": [1, "a\nb<"],
    "cap": Pair("1\t2", 2),
    "noi": Spoken(),
    "loi": ValueError("x\ny\az"),
    "loai": Kind.A,
    "chu": Word.A,
    "so": Number.A,
    "byte": b"a\nb",
    "vo_cung": float("inf"),
    "muc": Entry(),
}


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PLACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
NOTE = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<w:footnotes {W}><w:footnote '
    'w:id="2"><w:p><w:pPr><w:pStyle w:val="F"/></w:pPr><w:r><w:footnoteRef/></w:r><w:r><w:t '
    'xml:space="preserve"> {{ ten }} &lt; {{ doan }} {{ ds[‘0’|int] }}</w:t></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)


def notes() -> bytes:
    """Footnotes and endnotes, comments and a foreign piece: docxtpl fills the footnotes alone."""
    data = body(paragraphs("{{ ten }}"), '<w:altChunk r:id="rIdaFChunk"/>')
    for name, text in {
        "footnotes": NOTE,
        "endnotes": NOTE.replace("footnote", "endnote"),
        "comments": f"<w:comments {W}><w:comment><w:p/>{{{{ ten }}}}</w:comment></w:comments>",
        "aFChunk": "<w>{{ ten }}</w>",
    }.items():
        kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
        declared = f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/></Types>'
        related = f'<Relationship Id="rId{name}" Type="{PLACE}{name}" Target="{name}.xml"/>'
        data = edited(data, "[Content_Types].xml", "</Types>", declared)
        data = edited(
            data, "word/_rels/document.xml.rels", "</Relationships>", f"{related}</Relationships>"
        )
        with zipfile.ZipFile(buffer := io.BytesIO(data), "a") as archive:
            archive.writestr(f"word/{name}.xml", text)
        data = buffer.getvalue()
    return data


def everywhere(text: str) -> bytes:
    """The text in the body, the header, the footer and the title."""
    doc = Document()
    doc.add_paragraph(text)
    section = doc.sections[0]
    section.header.paragraphs[0].text = section.footer.paragraphs[0].text = text
    doc.core_properties.title = text
    return saved(doc)


def headers(**texts: str) -> bytes:
    """Headers and footers of every kind, a table in one, and another section with its own."""
    doc = Document()
    doc.settings.odd_and_even_pages_header_footer = True
    first = doc.sections[0]
    first.different_first_page_header_footer = True
    for kind in ("first_page_header", "even_page_header", "first_page_footer", "even_page_footer"):
        getattr(first, kind).paragraphs[0].text = texts.get(kind, f"{kind} {{{{ ten }}}}")
    inner = first.header.add_table(1, 2, Mm(50))
    inner.cell(0, 0).text = texts.get("cell", "{{r dam }}")
    inner.cell(0, 1).text = "{{ ke }}"
    doc.add_paragraph("{{ ten }}")
    second = doc.add_section(WD_SECTION.NEW_PAGE)
    second.header.is_linked_to_previous = second.footer.is_linked_to_previous = False
    second.header.paragraphs[0].text = "hai {{ doan }}"
    second.footer.paragraphs[0].text = "{% if n %}{{ ten }} <&> “x”{% endif %}"
    return saved(doc)


def with_breaks_in(wrapped: str) -> Callable[[], bytes]:
    inner = run("a {{ doan }} b") + run(" c {{r dam }}")
    return lambda: body(par(wrapped.format(inner), run(" sau {{ doan }}")))


CASES = {
    "breaks within a link": Case(with_breaks_in(LINK), DS | {"dam": rich()}),
    "breaks within an insertion": Case(with_breaks_in(INSERTED), DS | {"dam": rich()}),
    "breaks within a field": Case(with_breaks_in(FIELD), DS | {"dam": rich()}),
    "breaks within a content control": Case(with_breaks_in(control("{}")), DS | {"dam": rich()}),
    "no break within a link": Case(lambda: body(par(LINK.format(run("{{ ten }}")))), DS),
    "breaks in a run whose look was revised": Case(
        lambda: body(par(run("{{ doan }}", REVISED_RUN))), DS
    ),
    "breaks in a paragraph whose look was revised": Case(
        lambda: body(par(run("{{ doan }}"), look=REVISED_PARAGRAPH)), DS
    ),
    "deleted text, field codes, names of bookmarks": Case(
        lambda: body(
            par('<w:del w:id="1"><w:r><w:delText>{{ doan }}</w:delText></w:r></w:del>'),
            par('<w:bookmarkStart w:id="1" w:name="{{ ten }}"/>', run("{{ ten }}")),
            par(FIELD_CODE),
        ),
        DS | {"doan": "a\nb & c"},
    ),
    "tags across proofing marks and bookmarks": Case(
        lambda: body(
            par(
                run("a {{"),
                '<w:proofErr w:type="spellStart"/>',
                run("ten"),
                '<w:bookmarkStart w:id="0" w:name="x"/><w:bookmarkEnd w:id="0"/>',
                run("}}"),
                '<w:proofErr w:type="spellEnd"/>',
                run("{% if n %}{{ doan }}{% endif"),
                run(" %}", ""),
            )
        ),
        DS,
    ),
    "styled paragraphs after an empty one": Case(
        lambda: body(
            '<w:p w:rsidR="00AA"/>', paragraphs("{{p a }}"), par(run("{{ doan }}"), look=JUSTIFIED)
        ),
        DS | {"a": styled()},
    ),
    "styled paragraphs in a run tag": Case(
        lambda: body(par(run("{{r a }}"), look=JUSTIFIED)), {"a": styled()}
    ),
    "a tag that cuts an element in two": Case(
        lambda: body(
            paragraphs("{_{"),
            control(
                "<w:p><w:r><w:t>{%r if n %}{%r endif %}</w:t></w:r></w:p>"
                + paragraphs("{{ doan }}")
            ),
        ),
        DS,
        fast=False,
    ),
    "text in a content control around a paragraph": Case(
        lambda: body(control(paragraphs("{{ doan }}", "{%p if n %}", "{{ ten }}", "{%p endif %}"))),
        DS,
    ),
    "cells in content controls": Case(
        lambda: body(grid(cell("{{ ten }}") + control(cell("b")))), DS, fast=False
    ),
    "rows in content controls": Case(
        lambda: edited(
            body(grid(cell("{{ ten }}") + cell("{{ doan }}"))),
            "word/document.xml",
            '<w:tr w:rsidR="00D4">',
            '<w:tr w:rsidR="00D4"><w:trPr><w:tblHeader/></w:trPr>',
        ),
        DS,
    ),
    "a grid under revision": Case(
        lambda: body(grid(cell("{{ ten }}") * 4, more=TRACKED_GRID)), DS, fast=False
    ),
    "a cell under revision": Case(
        lambda: body(grid(cell("{{ ten }}", TRACKED_CELL), columns=4)), DS, fast=False
    ),
    "cell colours in a row loop, with rich text": Case(
        lambda: body(
            grid(
                cell("A") + cell("B"),
                cell("{%tr for a in ds %}"),
                cell("{% cellbg a.bg %}{{r a.t }}", '<w:shd w:val="clear" w:fill="AAAAAA"/>')
                + cell("{% cellbg a.bg if loop.first else 'FFFFFF' %}{{ loop.index }}"),
                cell("{%tr endfor %}"),
            )
        ),
        COLOURS,
    ),
    "vertical merges in nested loops": Case(
        lambda: body(
            grid(
                cell("{%tr for i in range(2) %}"),
                cell("{%tr for j in range(3) %}"),
                cell("{% vm %}{{ i }} & {{ j }}") + cell("a {% vm %} b {{ j }}"),
                cell("{%tr endfor %}"),
                cell("{%tr endfor %}"),
            )
        ),
        {},
        fast=False,
    ),
    "a horizontal merge of a merged cell": Case(
        lambda: body(
            grid(
                cell("{%tc for i in range(2) %}")
                + cell("{% hm %}T", '<w:gridSpan w:val="2"/>')
                + cell("{%tc endfor %}"),
                cell("{%tc for i in range(4) %}") + cell("{{ i }}") + cell("{%tc endfor %}"),
                columns=4,
            )
        ),
        {},
        fast=False,
    ),
    "comments of each kind": Case(
        lambda: body(
            paragraphs("a {# x #} b", "{#p bỏ #}", "{# hai", "đoạn #} hết"),
            grid(cell("{#tr bỏ #}"), cell("a") + cell("{#tc bỏ #}"), cell("b") + cell("c")),
        ),
        {},
    ),
    "braces and signs of tags next to each other": Case(
        lambda: lines(
            "{% raw %}{{ x }} {% if %} {# c #} {{% endraw %}{{ n }}",
            "{_{{ n }} { {{ n }} } {{ n }}} a}} b %}",
            "{{ '{{' }} {{ '{%' }}",
        ),
        DS,
    ),
    "spaces around values and signs that eat them": Case(
        lambda: lines("a {{- ten -}} b", "{{ ten -}} c {%- set y = 1 %} d", "  {{ ten }}  {{ n }}"),
        DS,
    ),
    "merging paragraphs both ways": Case(
        lambda: body(
            paragraphs("sống ở {%- if n %}", "phố {{ ten }}", "{%- else %}", "làng"),
            paragraphs("{%- endif %} và {{ doan }}.", "x {%- if n -%}", "y", "{%- endif -%}", "z"),
        ),
        DS,
    ),
    "spaces, tabs and page breaks alone": Case(
        lambda: lines("[{{ a }}]", "[{{ b }}]", "[{{r c }}]", "[{{r d }}]", "{{r e }}"),
        {
            "a": " " * 9,
            "b": "\t" * 5,
            "c": RichText(" " * 9),
            "d": RichText("\t" * 5),
            "e": RichText("\f"),
        },
    ),
    "what a person escapes, lists and makes upper case": Case(
        lambda: body(
            paragraphs("{{ x|e }} {{ y }}", "{{ x|title }}", "{{ x|replace('<', '\t') }}"),
            paragraphs("{{ l|map('upper')|join('&') }} {{ m|e }} {{ m }} {{ x|tojson }}"),
            paragraphs(
                "{{ x|wordwrap(3) }} {{ x|urlize }} {{ x|forceescape }} {{ {'a': x}|xmlattr }}"
            ),
        ),
        {"x": 'a <b> & "c"\nd', "y": Listing(BREAKS), "l": ["p<", "q\n"], "m": Markup("&lt;\n")},
    ),
    "values of all types": Case(
        lambda: lines(
            *(f"{{{{ {name} }}}}" for name in VARIED if name != "muc"),
            "{{ ngay.year }} {{ tien + 1 }} {{ cap.a }} {{ cap[1] }} {{ loai.value }}",
            "{{ muc.name }} {{ muc.told(3) }} {{ muc['k'] }} {{ noi|upper }}",
        ),
        VARIED,
    ),
    "what a loop knows": Case(
        lambda: lines(
            "{% for x in ds %}{{ loop.previtem|default('-') }}{{ loop.nextitem|default('-') }}"
            "{{ loop.cycle('a', 'b') }}{{ loop.changed(x) }}{{ loop.revindex }}{% endfor %}"
        ),
        DS,
    ),
    "a call with a block": Case(
        lambda: lines(
            "{% macro m(a) %}[{{ a }}{{ caller('x & y') }}]{% endmacro %}"
            "{% call(s) m(doan) %}trong {{ s }} {{ doan }}{% endcall %}"
        ),
        DS,
        fast=False,
    ),
    "rich text in a plain tag between values with breaks": Case(
        lambda: lines("{{ a }} {{ b }} {{ a }}"),
        {"a": "x\ty", "b": RichText("đậm\tchữ", italic=True)},
    ),
    "XML of the caller's own between values with breaks": Case(
        lambda: runs("a {{ a }} {{ b }} {{ a }}", "{{ a }}"),
        {
            "a": "x\ty\nz\fw",
            "b": Markup("</w:t></w:r><w:r><w:rPr><w:u/></w:rPr><w:t>m</w:t></w:r><w:r><w:t>"),
        },
    ),
    "comments and braces without any tag": Case(
        lambda: everywhere("a {# c #} {_{ x {% raw %}{{{% endraw %}"), {}
    ),
    "tags in the body alone": Case(
        lambda: edited(
            everywhere("a {# c #} {_{ x"), "word/document.xml", "a {# c #} {_{ x", "{{ doan }}"
        ),
        DS,
    ),
    "headers and footers of each kind": Case(headers, DS | {"dam": rich(), "ke": Listing(BREAKS)}),
    "notes of both kinds": Case(notes, DS),
}


@pytest.mark.parametrize("name", CASES)
def test_the_document_is_the_one_docxtpl_makes(name: str) -> None:
    case = CASES[name]
    data = case.data()
    expected = by_docxtpl(data, case.context)
    template = Template(data)
    assert_equal(template.render(case.context), expected)
    using = DocxTemplate(io.BytesIO(data))
    assert_equal(template.render(case.context, using=using), expected)
    assert (template.why_slow == []) is case.fast, template.why_slow


def test_values_that_can_be_read_once_are_read_once() -> None:
    data = lines("{% for x in ds %}{{ x }}{{ loop.last }}{% endfor %}", "[{{ ds|join }}]")

    def context() -> dict[str, Any]:
        return {"ds": (x for x in ["a", "b\nc", "d"])}

    assert_equal(Template(data).render(context()), by_docxtpl(data, context()))


def test_a_context_may_be_pairs() -> None:
    data = lines("{{ a }} {{ b }}")
    pairs: Any = [("a", "x\ny"), ("b", "&")]
    assert_equal(Template(data).render(pairs), by_docxtpl(data, pairs))


# Environments: each makes a fresh one, because docxtpl changes the one it is given.


def delimiters(*strings: str) -> Callable[[], jinja2.Environment]:
    names = ("variable_start", "variable_end", "block_start", "block_end")
    names += ("comment_start", "comment_end")
    given = {f"{name}_string": text for name, text in zip(names, strings, strict=False)}
    return lambda: jinja2.Environment(**given)


def written(*strings: str) -> Callable[[], bytes]:
    """A template in these delimiters, with the usual ones as text, in the body and the title."""
    begin, end, block, close, note, over = strings

    def make() -> bytes:
        doc = Document()
        doc.core_properties.title = f"{begin} ten {end} {{x y}}"
        doc.add_paragraph(f"{begin} ten {end} {begin}doan|upper{end} {note} ghi chú {over}")
        doc.add_paragraph(f"{block} for x in ds {close}{begin}x{end}, {block} endfor {close}")
        doc.add_paragraph(f"{block} raw {close}{begin}x{end} {block} endraw {close} ( [ $ <")
        return saved(doc)

    return make


def speaking() -> jinja2.Environment:
    env = jinja2.Environment(extensions=["jinja2.ext.i18n"])
    env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    return env


def aware_of_escaping() -> jinja2.Environment:
    env = jinja2.Environment()

    @pass_eval_context
    def sign(context: Any) -> str:
        return Markup("&lt;") if context.autoescape else "không"

    @pass_eval_context
    def upper(context: Any, value: str) -> str:
        return Markup("&gt;") if context.autoescape else "không"

    env.globals["sign"], env.filters["upper"] = sign, upper
    return env


class Brackets(Extension):
    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return source.replace("[[", "{{").replace("]]", "}}")


def emptied(value: Any) -> Any:
    return "" if value is None else value.upper() if isinstance(value, str) else value


INCLUDED = {"i": "{{ ten }}\n", "m": "{% macro f(a) %}[{{ a }}]{% endmacro %}"}
SQUARE = ("[[", "]]", "[%", "%]", "[#", "#]")
ROUND = ("((", "))", "[%", "%]", "[#", "#]")
DOLLAR = ("${", "}", "$%", "%$", "$#", "#$")
SINGLE = ("{", "}", "{%", "%}", "{#", "#}")
ENVIRONMENTS: Mapping[str, tuple[Callable[[], jinja2.Environment], Callable[[], bytes]]] = {
    "square brackets": (delimiters(*SQUARE), written(*SQUARE)),
    "round brackets": (delimiters(*ROUND), written(*ROUND)),
    "dollars": (delimiters(*DOLLAR), written(*DOLLAR)),
    "single braces": (delimiters(*SINGLE), lambda: lines("{ten} {doan} {% if n %}{n}{% endif %}")),
    "braces as text beside brackets": (
        delimiters(*SQUARE),
        lambda: lines("[[ ten ]] {{ ten }} {% if %} {# x #} {_{ }_} [[ n ]]"),
    ),
    "finalize": (
        lambda: jinja2.Environment(finalize=emptied),
        lambda: lines("[{{ khong }}] {{ doan }} {_{ {% raw %}{{ x {% endraw %}"),
    ),
    "trimmed blocks": (
        lambda: jinja2.Environment(trim_blocks=True, lstrip_blocks=True),
        lambda: body(paragraphs("{% if n %}", "a {{ ten }}", "{% endif %} b {{- ten -}} c")),
    ),
    "translations": (
        speaking,
        lambda: lines(
            "{% trans %}Chào {{ ten }}{% endtrans %} {{ _('a <b>') }} {{ doan }}",
            "{% trans n=n, y=ten|upper %}một{% pluralize %}{{ n }} và {{ y }}{% endtrans %}",
        ),
    ),
    "functions that ask about escaping": (
        aware_of_escaping,
        lambda: lines("{{ sign() }} {{ ten|upper }}"),
    ),
    "an extension that reads the source first": (
        lambda: jinja2.Environment(extensions=[Brackets]),
        lambda: lines("[[ ten ]] {{ doan }}"),
    ),
    "pieces that a loader brings": (
        lambda: jinja2.Environment(loader=jinja2.DictLoader(INCLUDED)),
        lambda: lines("{% include 'i' %} {% from 'm' import f %}{{ f(doan) }}"),
    ),
    "an undefined of the caller's own": (
        lambda: jinja2.Environment(undefined=jinja2.ChainableUndefined),
        lambda: lines("[{{ thieu }}] [{{ thieu.sau }}] {{ ten }}"),
    ),
}


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_a_caller_s_environment_reads_the_template_as_with_docxtpl(name: str) -> None:
    env, make = ENVIRONMENTS[name]
    data, context = make(), DS | {"ten": "Tên b", "khong": None}
    expected = by_docxtpl(data, context, env())
    template = Template(data, env())
    assert_equal(template.render(context), expected)
    assert_equal(template.render(context, using=DocxTemplate(io.BytesIO(data))), expected)


# Objects made with a template.


def image(tpl: DocxTemplate, shade: int = 5, **how: Any) -> InlineImage:
    return InlineImage(tpl, io.BytesIO(png(shade)), **how)


def subdocument(tpl: DocxTemplate, shade: int) -> Any:
    made = tpl.new_subdoc()
    made.add_paragraph("con & \t").add_run("đậm").bold = True
    made.add_table(1, 3).cell(0, 0).text = "ô"
    made.add_picture(io.BytesIO(png(shade)), Mm(4))
    return made


def another_file() -> io.BytesIO:
    doc = Document()
    doc.add_heading("Đề mục", 1)
    doc.add_paragraph("mục", style="List Number")
    doc.add_picture(io.BytesIO(png(40)), Mm(4))
    return io.BytesIO(saved(doc))


def pictures_in_headers() -> bytes:
    doc = Document()
    doc.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(png(1)), Mm(4))
    doc.sections[0].footer.paragraphs[0].add_run("{{ ten }}").add_picture(io.BytesIO(png(2)), Mm(4))
    doc.add_picture(io.BytesIO(png(3)), Mm(3))
    plain = '<pic:cNvPr id="0" name="image.png"'
    named = '<pic:cNvPr id="0" name="x" title="logo"'
    described = '<pic:cNvPr id="0" name="y" descr="so do"'
    data = edited(saved(doc), "word/header1.xml", plain, named)
    return edited(data, "word/document.xml", plain, described)


def replacements(tpl: DocxTemplate) -> dict[str, Any]:
    tpl.allow_missing_pics = True
    tpl.replace_pic("logo", io.BytesIO(png(90)))
    tpl.replace_pic("so do", io.BytesIO(png(91)))
    tpl.replace_pic("không có", io.BytesIO(png(93)))
    tpl.replace_media(io.BytesIO(png(2)), io.BytesIO(png(92)))
    return DS


def linked(tpl: DocxTemplate) -> dict[str, Any]:
    inner = RichText("xem ")
    inner.add("đây\nnữa", url_id=tpl.build_url_id("http://a.vn/?b&c"), underline="double")
    outer = RichText("a", font="eastAsia:微软雅黑")
    outer.add(inner)
    outer.add("b", rtl=True, bold=True, italic=True)
    return {"x": outer}


Making = Callable[[DocxTemplate], Mapping[str, Any]]
WITH_TEMPLATE: Mapping[str, tuple[Callable[[], bytes], Making]] = {
    "images in a row loop, with text around": (
        lambda: body(
            grid(
                cell("{%tr for x in ds %}"),
                cell("{{ x.a }}") + cell("{{ x.t }} {{ x.a }} {{ x.t }}"),
                cell("{%tr endfor %}"),
            )
        ),
        lambda tpl: {"ds": [{"a": image(tpl, n, height=Mm(3)), "t": BREAKS} for n in (7, 8)]},
    ),
    "images in headers, footers and their tables": (
        lambda: headers(first_page_header="{{ a }}", even_page_footer="{{ a }}", cell="{{ b }}"),
        lambda tpl: (
            DS | {"a": image(tpl), "b": image(tpl, 9, anchor="http://a.vn/?b&c"), "ke": "x"}
        ),
    ),
    "images in choices": (
        lambda: lines("{% if a %}{{ a }}{% endif %}", "{{ a if n else '-' }}", "{{r a }}"),
        lambda tpl: {"a": image(tpl), "n": 1},
    ),
    "sub-documents in loops, cells and choices": (
        lambda: body(
            paragraphs("{{p a }}", "{{ ten }}", "{%p if n %}", "{{p a }}", "{%p endif %}"),
            grid(
                cell("{%tr for x in ds %}"),
                cell("{{ x.t }}") + cell(paragraphs("{{p x.d }}") + "<w:p/>"),
                cell("{%tr endfor %}"),
            ),
            paragraphs("{%p for x in ds %}", "{{p x.d }}", "{%p endfor %}", "hết"),
        ),
        lambda tpl: {
            "a": subdocument(tpl, 6),
            "ten": BREAKS,
            "n": 1,
            "ds": [{"d": tpl.new_subdoc(another_file()), "t": "1\t2"} for _ in range(2)],
        },
    ),
    "a sub-document beside headers": (headers, lambda tpl: DS | {"ke": "x", "dam": rich()}),
    "rich text with links in rich text": (lambda: lines("{{r x }} {{ x }}"), linked),
    "pictures replaced in headers": (pictures_in_headers, replacements),
    "only comments": (lambda: everywhere("a {# c #} b"), lambda tpl: {}),
}


@pytest.mark.parametrize("name", WITH_TEMPLATE)
def test_objects_made_with_a_template_arrive(name: str) -> None:
    if "sub-documents" in name:
        pytest.importorskip("docxcompose")
    make, context = WITH_TEMPLATE[name]
    data = make()
    theirs = DocxTemplate(io.BytesIO(data))
    theirs.render(dict(context(theirs)), autoescape=True)
    theirs.save(expected := io.BytesIO())
    using = DocxTemplate(io.BytesIO(data))
    assert_equal(Template(data).render(context(using), using=using), expected.getvalue())


def test_one_template_renders_many_documents_with_one_docxtpl_template() -> None:
    data = lines("{{ ten }}", "{{ a }}")
    template, using, theirs = (
        Template(data),
        DocxTemplate(io.BytesIO(data)),
        DocxTemplate(io.BytesIO(data)),
    )
    for title in ("một", "hai", "ba"):
        theirs.render({"ten": title, "a": image(theirs)}, autoescape=True)
        theirs.save(expected := io.BytesIO())
        made = template.render({"ten": title, "a": image(using)}, using=using)
        assert_equal(made, expected.getvalue())


def test_files_within_are_replaced_by_their_names(tmp_path: Any) -> None:
    data = edited(
        lines("{{ ten }}"),
        "word/_rels/document.xml.rels",
        "</Relationships>",
        f'<Relationship Id="rId98" Type="{PLACE}package" Target="embeddings/bang.xlsx"/>'
        "</Relationships>",
    )
    data = edited(
        data,
        "[Content_Types].xml",
        "</Types>",
        '<Default Extension="xlsx" ContentType="application/x"/></Types>',
    )
    with zipfile.ZipFile(buffer := io.BytesIO(data), "a") as archive:
        archive.writestr("word/embeddings/bang.xlsx", b"cu")
    new = tmp_path / "moi.xlsx"
    new.write_bytes(b"moi")
    using = DocxTemplate(io.BytesIO(buffer.getvalue()))
    using.replace_zipname("word/embeddings/bang.xlsx", str(new))
    made = Template(buffer.getvalue()).render(DS, using=using)
    assert canonical(made)["word/embeddings/bang.xlsx"] == b"moi"


def test_a_header_of_two_sections_is_written_once() -> None:
    data = edited(
        everywhere("{{ ten }}"),
        "word/_rels/document.xml.rels",
        "</Relationships>",
        f'<Relationship Id="rId77" Type="{PLACE}header" Target="header1.xml"/></Relationships>',
    )
    with zipfile.ZipFile(io.BytesIO(Template(data).render({"ten": "x"}))) as archive:
        assert len(set(archive.namelist())) == len(archive.namelist())


@pytest.mark.parametrize("using", [False, True])
def test_a_header_that_a_break_would_tear_is_an_error(using: bool) -> None:
    doc = Document()
    doc.sections[0].header.paragraphs[0].text = "XX"
    link = LINK.format("<w:r><w:t>{{ doan }}</w:t></w:r>")
    data = edited(saved(doc), "word/header1.xml", "<w:r><w:t>XX</w:t></w:r>", link)
    tpl = DocxTemplate(io.BytesIO(data)) if using else None
    with pytest.raises(TemplateInvalid, match="làm đứt"):
        Template(data).render(DS, using=tpl)
