"""Small Word files for the tests of rendering."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="session")
def lines() -> Callable[..., bytes]:
    """Make a template of paragraphs."""

    def make(*texts: str) -> bytes:
        doc = Document()
        for text in texts:
            doc.add_paragraph(text)
        doc.save(out := io.BytesIO())
        return out.getvalue()

    return make


@pytest.fixture(scope="session")
def body() -> Callable[[bytes], str]:
    """Return the XML of a document's body."""

    def read(docx: bytes) -> str:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            return archive.read("word/document.xml").decode()

    return read


@pytest.fixture(scope="session")
def printed(body: Callable[[bytes], str]) -> Callable[[bytes], list[str]]:
    """Return the paragraphs of a document as a reader sees them: breaks as \\n, tabs as \\t."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}

    def read(docx: bytes) -> list[str]:
        root = etree.fromstring(body(docx).encode())
        return [
            "".join(
                (node.text or "") if node.tag == f"{W}t" else signs.get(node.tag, "")
                for node in paragraph.iter()
                if node.getparent().tag != f"{W}tabs"
            )
            for paragraph in root.iter(f"{W}p")
        ]

    return read
