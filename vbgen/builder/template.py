"""One declaration and the form -> the bytes of a Word template."""

from __future__ import annotations

from vbgen.builder import outline, package
from vbgen.builder.blocks import Build, end_of_section, gap, when
from vbgen.builder.frames import CLOSED, FRAMES
from vbgen.builder.styles import styles_xml
from vbgen.builder.wml import NAMESPACES, Section
from vbgen.documents.types import Appendix, Attachment, DocumentType
from vbgen.form import Form


def build_template(doc_type: DocumentType, form: Form) -> bytes:
    """Return the .docx template of a type; the same declaration gives the same bytes."""
    return package.archive(_document(doc_type, form), styles_xml(form), form)


def _document(doc_type: DocumentType, form: Form) -> str:
    page = form.page
    section = Section(page.width, page.height, page.margins, page.header_distance)
    build = Build(doc_type, form, section, closes=doc_type.frame in CLOSED)
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
