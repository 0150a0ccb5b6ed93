"""Templates put together at random: whatever the verdict on them, docxtpl's result is ours."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docxtpl import DocxTemplate, Listing, RichText, RichTextParagraph
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from vbgen.render import Template

CONTEXT = {
    "a": "một & <hai>",
    "b": "xuống\ndòng\ttab\x0ctrang\ađoạn",
    "c": Listing("x\ny & z"),
    "dam": RichText("đậm\tchữ\akế", bold=True),
    "kieu": RichTextParagraph("đầu\akế\tnữa", parastyle="Quote"),
    "n": 3,
    "ds": ["p", "q\nr"],
    "rong": [],
}
VALUES = st.sampled_from(
    [
        "{{ a }}",
        "{{ b }}",
        "{{ c }}",
        "{{ n }}",
        "chữ ",
        "{{ a|upper }}",
        "{{ ds|join('-') }}",
        "{{r dam }}",
    ]
)
OPENERS = st.sampled_from(
    [
        ("{% if n %}", "{% endif %}"),
        ("{% if rong %}", "{% endif %}"),
        ("{% for x in ds %}{{ x }}", "{% endfor %}"),
        ("{% for x in rong %}{{ x }}", "{% else %}không{% endfor %}"),
        ("{% if n > 5 %}nhiều", "{% else %}ít{{ b }}{% endif %}"),
        ("{% with y = b %}{{ y }}", "{% endwith %}"),
    ]
)
# Between the tags of a text: the same run goes on, a new run, a run of another look, a run in a
# link or a content control, a paragraph, paragraphs with a style of their own after an empty one.
JOINTS = st.sampled_from(["", "", "run", "bold", "hyperlink", "sdt", "paragraph", "styled"])


@st.composite
def texts(draw: st.DrawFn, depth: int = 2) -> list[str]:
    """A balanced text as a list of pieces and joints."""
    out: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        if depth and draw(st.booleans()):
            begin, end = draw(OPENERS)
            out += [begin, *draw(texts(depth - 1)), end]
        else:
            out.append(draw(VALUES))
        out.append(draw(JOINTS))
    return out


def write(holder: Any, pieces: list[str]) -> None:
    """Write the pieces as runs and paragraphs into a document or a cell."""
    paragraph = holder.add_paragraph()
    run = paragraph.add_run()
    for piece in pieces:
        if piece == "paragraph":
            paragraph = holder.add_paragraph()
            paragraph.paragraph_format.keep_with_next = True
            run = paragraph.add_run()
        elif piece == "styled":
            holder.add_paragraph()._p.set(qn("w:rsidR"), "00AA")
            holder.add_paragraph("{{p kieu }}")
            paragraph = holder.add_paragraph()
            run = paragraph.add_run()
        elif piece in ("hyperlink", "sdt"):
            run = paragraph.add_run()
            outer = OxmlElement(f"w:{piece}")
            run._r.addprevious(outer)
            if piece == "sdt":
                outer.append(inner := OxmlElement("w:sdtContent"))
                outer = inner
            outer.append(run._r)
        elif piece in ("run", "bold"):
            run = paragraph.add_run()
            run.bold = True if piece == "bold" else None
        else:
            run.add_text(piece)


ROW_LOOPS = [("{%tr for x in ds %}", "{%tr endfor %}"), ("{%tr if rong %}", "{%tr endif %}"), None]
LOOPS = [("{%p for x in ds %}", "{%p endfor %}"), ("{%p if n %}", "{%p endif %}"), None]


@st.composite
def templates(draw: st.DrawFn) -> bytes:
    doc = Document()
    for _ in range(draw(st.integers(1, 3))):
        around = draw(st.sampled_from(LOOPS))
        if around:
            doc.add_paragraph(around[0])
        write(doc, draw(texts()))
        if draw(st.booleans()):
            _table(draw, doc)
        if around:
            doc.add_paragraph(around[1])
    # docxtpl mends torn XML in the body only: no breaks within links here.
    foot = [{"hyperlink": "run", "sdt": "bold"}.get(piece, piece) for piece in draw(texts(1))]
    write(doc.sections[0].footer, foot)
    doc.save(out := io.BytesIO())
    return out.getvalue()


def _table(draw: st.DrawFn, doc: Any) -> None:
    table = doc.add_table(0, 2)
    for _ in range(draw(st.integers(1, 3))):
        around = draw(st.sampled_from(ROW_LOOPS))
        if around:
            table.add_row().cells[0].text = around[0]
        row = table.add_row()
        for cell in row.cells:
            write(cell, draw(texts(1)))
        if draw(st.booleans()):
            row.cells[0].merge(row.cells[1])
        if around:
            table.add_row().cells[0].text = around[1]


def canonical(docx: bytes, part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return bytes(etree.tostring(etree.fromstring(archive.read(part)), method="c14n"))


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(templates())
def test_it_is_what_docxtpl_makes(data: bytes) -> None:
    tpl = DocxTemplate(io.BytesIO(data))
    tpl.render(dict(CONTEXT), autoescape=True)
    tpl.save(expected := io.BytesIO())
    template = Template(data)
    made = template.render(CONTEXT)
    for part in ("word/document.xml", "word/footer1.xml"):
        assert canonical(made, part) == canonical(expected.getvalue(), part), template.why_slow
