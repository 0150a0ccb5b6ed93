"""One declaration and the form -> the bytes of a Word template."""

from __future__ import annotations

from vbgen.builder import blocks, outline, package
from vbgen.builder.blocks import Build, end_of_section, gap, when
from vbgen.builder.frames import CLOSED, FRAMES, STRIPPED
from vbgen.builder.styles import styles_xml
from vbgen.builder.wml import NAMESPACES, Section
from vbgen.documents.types import Appendix, Attachment, DocumentType
from vbgen.form import Form


def build_template(doc_type: DocumentType, form: Form) -> bytes:
    """Return the .docx template of a type; the same declaration gives the same bytes."""
    build = _build(doc_type, form)
    margins = {
        "number": blocks.page_number(build),
        "top": blocks.top_of_first_page(build),
        "bare": gap(),
    }
    if build.section.footer:
        margins |= {"foot": blocks.foot_of_first_page(build), "blank": gap()}
    return package.archive(_document(build), styles_xml(form), margins, form)


def _build(doc_type: DocumentType, form: Form) -> Build:
    page = form.page
    section = Section(
        page.width,
        page.height,
        page.margins,
        page.header_distance,
        footer=doc_type.frame in STRIPPED,
    )
    return Build(doc_type, form, section, closes=doc_type.frame in CLOSED)


def _document(build: Build) -> str:
    doc_type, section = build.doc, build.section
    content = "".join(block(build) for block in FRAMES[doc_type.frame])
    for item in doc_type.items:
        if isinstance(item, Appendix | Attachment):
            make = outline.appendix if isinstance(item, Appendix) else outline.attachment
            more, after = make(build, item)  # type: ignore[arg-type]
            more = end_of_section(section) + more
            condition = item.when if isinstance(item, Appendix) else ""
            content += when(condition, more) if condition else more
            section = after
    end = gap() if content.endswith("</w:tbl>") else ""
    return (
        f"{package.HEAD}<w:document {NAMESPACES}><w:body>{content}{end}{section.xml()}"
        "</w:body></w:document>"
    )
