"""Small Word files for comparing with docxtpl, and the comparison: part by part, canonical XML."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import jinja2
from docx import Document
from docxtpl import DocxTemplate, RichText
from lxml import etree

Context = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """A template, what to fill it with, and whether it stays on the fast path."""

    data: Callable[[], bytes]
    context: Mapping[str, Any]
    fast: bool = True


BREAKS = "một\nhai\tba\x0cbốn\anăm & <sáu> \"bảy\" 'tám'"


def png(shade: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes([0, shade, shade, 0, shade, shade]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def saved(doc: Any) -> bytes:
    doc.save(out := io.BytesIO())
    return out.getvalue()


def lines(*texts: str) -> bytes:
    doc = Document()
    for text in texts:
        doc.add_paragraph(text)
    return saved(doc)


def table(*rows: tuple[str, ...], before: str = "") -> bytes:
    doc = Document()
    if before:
        doc.add_paragraph(before)
    made = doc.add_table(len(rows), max(map(len, rows)))
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    return saved(doc)


def ragged(*rows: tuple[str, ...]) -> bytes:
    """A table whose rows have just the cells given."""
    doc = Document()
    made = doc.add_table(len(rows), max(map(len, rows)))
    for row, texts in zip(made.rows, rows, strict=True):
        for cell in row._tr.tc_lst[len(texts) :]:
            row._tr.remove(cell)
        for cell, text in zip(row._tr.tc_lst, texts, strict=True):
            cell.p_lst[0].add_r().text = text
    return saved(doc)


def edited(data: bytes, part: str, old: str, new: str) -> bytes:
    """The same package with a change in one part's XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        members = {name: source.read(name) for name in source.namelist()}
    text = members[part].decode()
    assert old in text
    members[part] = text.replace(old, new, 1).encode()
    with zipfile.ZipFile(out := io.BytesIO(), "w") as target:
        for name, member in members.items():
            target.writestr(name, member)
    return out.getvalue()


def runs(*pieces: str, tail: str = "") -> bytes:
    """One paragraph whose runs, each with a look of its own, hold the pieces."""
    doc = Document()
    paragraph = doc.add_paragraph()
    for number, piece in enumerate(pieces):
        run = paragraph.add_run(piece)
        run.bold, run.italic = number % 2 == 0, number % 3 == 0
    doc.add_paragraph(tail)
    return saved(doc)


def re_edited(data: bytes, old: str, new: str) -> bytes:
    return edited(data, "word/document.xml", old, new)


def rich(**extra: Any) -> RichText:
    text = RichText("đậm & ", bold=True, **extra)
    text.add("xuống\ndòng\ttab\x0ctrang\ađoạn", italic=True, color="#ff0000", size=28, font="Arial")
    return text


def canonical(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert archive.testzip() is None
        return {
            name: etree.tostring(etree.fromstring(archive.read(name)), method="c14n")
            if name.endswith((".xml", ".rels"))
            else archive.read(name)
            for name in archive.namelist()
        }


def by_docxtpl(data: bytes, context: Context, env: jinja2.Environment | None = None) -> bytes:
    tpl = DocxTemplate(io.BytesIO(data))
    tpl.render(dict(context), env, autoescape=True)
    tpl.save(out := io.BytesIO())
    return out.getvalue()


def assert_equal(ours: bytes, theirs: bytes) -> None:
    mine, expected = canonical(ours), canonical(theirs)
    assert mine.keys() == expected.keys()
    for name in expected:
        assert mine[name] == expected[name], name


def body(*elements: str) -> bytes:
    """A template whose body is the given XML."""
    mark = "<w:p><w:r><w:t>XX</w:t></w:r></w:p>"
    return re_edited(lines("XX"), mark, "".join(elements))


def par(*inner: str, look: str = "") -> str:
    """A paragraph as Word writes it, with revision marks."""
    return f'<w:p w:rsidR="00A1" w:rsidRDefault="00B2">{look}{"".join(inner)}</w:p>'


def run(text: str, look: str = "<w:rPr><w:b/></w:rPr>") -> str:
    """A run as Word writes it."""
    return f'<w:r w:rsidR="00C3">{look}<w:t xml:space="preserve">{escape(text, False)}</w:t></w:r>'


def grid(*rows: str, columns: int = 2, more: str = "") -> str:
    """A table of rows, each given as its cells' XML."""
    made = "".join(f'<w:gridCol w:w="{1000 + n}"/>' for n in range(columns))
    body = "".join(f'<w:tr w:rsidR="00D4">{row}</w:tr>' for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{made}{more}</w:tblGrid>{body}</w:tbl>"


def cell(text: str, props: str = '<w:tcW w:w="10" w:type="dxa"/>') -> str:
    """A cell with one paragraph, or the paragraphs given as XML."""
    inner = text if text.startswith("<w:p") else par(run(text))
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{inner}</w:tc>"


def control(inner: str) -> str:
    """A content control around a run, a paragraph, a cell or a row."""
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="3"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
    )
