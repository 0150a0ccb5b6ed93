"""Values arrive exactly as typed; emphasis and blanks; what must not be left over."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from vbgen.render import Blank, Emphasis, Template, blanks, leftovers

Lines = Callable[..., bytes]
Read = Callable[[bytes], Any]
# Everything XML can hold; carriage returns are line ends to XML itself.
TEXTS = st.text(
    st.characters(
        exclude_categories=["Cs"],
        exclude_characters=[*map(chr, range(9)), *map(chr, range(11, 32)), "\ufffe", "\uffff"],
    ),
    max_size=60,
)


@pytest.fixture(scope="module")
def values(lines: Lines) -> Template:
    return Template(lines("{{ a }}", "{%p for x in ds %}", "{{ x }}", "{%p endfor %}"))


@pytest.fixture(scope="module")
def slow(lines: Lines) -> Template:
    return Template(lines("{% macro m(x) %}{{ x }}{% endmacro %}{{ m(a) }}", "{{ m(ds[0]) }}"))


@settings(max_examples=150, deadline=None)
@given(first=TEXTS, second=TEXTS)
def test_any_text_arrives_exactly_as_typed(
    values: Template, printed: Read, first: str, second: str
) -> None:
    assert printed(values.render({"a": first, "ds": [second]})) == [first, second]


@settings(max_examples=40, deadline=None)
@given(first=TEXTS, second=TEXTS)
def test_it_does_so_where_docxtpl_goes_over_it_again(
    slow: Template, printed: Read, first: str, second: str
) -> None:
    assert printed(slow.render({"a": first, "ds": [second]})) == [first, second]


@pytest.mark.parametrize(
    "text", ["{{ 7*7 }}", "{% if %}", "{# x #}", "100% &amp; <w:p/>", "{_{ x }_}", "\"'“”"]
)
def test_text_of_a_person_is_never_a_tag(values: Template, printed: Read, text: str) -> None:
    assert printed(values.render({"a": text, "ds": []})) == [text]


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("thường", [("thường", "")]),
        ("*nghiêng*", [("nghiêng", "i")]),
        ("a **đậm** b", [("a ", ""), ("đậm", "b"), (" b", "")]),
        ("***cả hai***", [("cả hai", "bi")]),
        ("**đậm *và nghiêng* rồi**", [("đậm ", "b"), ("và nghiêng", "bi"), (" rồi", "b")]),
        (r"\*sao\*", [("*", ""), ("sao", ""), ("*", "")]),
        (r"\\", [("\\", "")]),
        (r"C:\thu\muc", [(r"C:\thu\muc", "")]),
        ("2 * 3 * 4", [("2 ", ""), ("*", ""), (" 3 ", ""), ("*", ""), (" 4", "")]),
        ("một * đơn", [("một ", ""), ("*", ""), (" đơn", "")]),
        ("*không đóng", [("*", ""), ("không đóng", "")]),
        ("", []),
    ],
)
def test_stars_mean_emphasis_where_they_touch_what_they_enclose(
    typed: str, pieces: list[tuple[str, str]]
) -> None:
    found = [(text, "".join(sorted(look))) for text, look in Emphasis(typed).pieces()]
    assert found == pieces


@given(TEXTS.filter(lambda text: "*" not in text and "\\" not in text))
def test_text_without_stars_is_left_alone(text: str) -> None:
    assert str(Emphasis(text)) == text


@given(TEXTS)
def test_a_text_with_its_stars_escaped_reads_as_typed(text: str) -> None:
    assert str(Emphasis(re.sub(r"([*\\])", r"\\\1", text))) == text


TYPED = Emphasis("a & *nghiêng\ttab* <b> **đậm\ndòng**  cuối ")
READ = "a & nghiêng\ttab <b> đậm\ndòng  cuối "


@pytest.mark.parametrize("tag", ["{{ x }}", "{{r x }}", "{% if x %}{{ x }}{% endif %}"])
def test_emphasis_works_in_both_kinds_of_tag(
    lines: Lines, printed: Read, body: Read, tag: str
) -> None:
    made = Template(lines(f"trước {tag} sau")).render({"x": TYPED})
    assert printed(made) == [f"trước {READ} sau"]
    assert re.search(r"<w:i/></w:rPr><w:t[^>]*>nghiêng<", body(made))
    assert re.search(r"<w:b/></w:rPr><w:t[^>]*>đậm<", body(made))


def test_emphasis_keeps_the_look_of_the_run_and_the_order_of_the_schema(
    body: Read,
) -> None:
    import io

    doc = Document()
    run = doc.add_paragraph().add_run("{{ x }}")
    run.font.name, run.bold = "Arial", True
    run.font.size, run.font.italic = 200000, False
    doc.save(out := io.BytesIO())
    made = body(Template(out.getvalue()).render({"x": Emphasis("a*b*")}))
    assert re.search(
        r'<w:rPr><w:rFonts [^>]*/><w:b/><w:i/><w:sz w:val="\d+"/>.*?</w:rPr>'
        r'<w:t xml:space="preserve">b<',
        made,
    )


def test_emphasis_in_a_part_finished_by_docxtpl(lines: Lines, printed: Read) -> None:
    template = Template(lines("{% set y %}{% endset %}trước {{ x }} sau {{r x }}"))
    assert template.why_slow
    assert printed(template.render({"x": TYPED})) == [f"trước {READ} sau {READ}"]


def test_blanks_are_printed_and_can_be_counted(lines: Lines, printed: Read) -> None:
    context = {"so": Blank(), "ngay": {"thang": Blank("…")}, "ten": "x", "ds": [Blank("..")]}
    template = Template(lines("Số: {{ so }}/KH {{ ngay.thang|upper }} {{ ds[0] }}"), strict=True)
    assert printed(template.render(context)) == ["Số: …………/KH … .."]
    assert blanks(context) == ["so", "ngay.thang", "ds[0]"]


class Plain:
    """An object without a text of its own."""


def test_what_is_left_over_in_a_context_is_named_with_its_path() -> None:
    context = {
        "a": None,
        "b": ["{{ x }} None", "x".upper],
        "c": {"d": Plain()},
        "e": "[object Object]",
    }
    found = leftovers(context)
    assert [line.split(":")[0] for line in found] == ["a", "b[1]", "c.d"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("{{ ten }} {% if a %}x{% endif %} {# ghi chú #}", False),
        ("{{ ten", True),
        ("ten }}", True),
        ("Ông None", True),
        ("[object Object]", True),
        ("<built-in method upper>", True),
        ("undefined", True),
        ("Nonetheless {x}", False),
    ],
)
def test_what_is_left_over_in_a_template_is_found(lines: Lines, text: str, left: bool) -> None:
    assert bool(leftovers(lines("trước", text))) is left
