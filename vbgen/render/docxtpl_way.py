"""The long way round, by docxtpl's own functions, for what preparation could not prove needless.

A part whose output docxtpl must go over again is finished by :func:`finish`; a document with
objects that were made with a docxtpl template (images, sub-documents, links, replaced media) is
finished as a whole by :func:`finish_with`, in the package of that template.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from vbgen.render.environment import check_characters

if TYPE_CHECKING:
    from docxtpl import DocxTemplate
    from jinja2 import Environment

    from vbgen.render.prepared import Kind, Part


def finish(kind: Kind, xml: str) -> str:
    """Return the rendered XML of a part as docxtpl leaves it: breaks, tables, drawing numbers."""
    from docx.opc.oxml import parse_xml
    from docxtpl import DocxTemplate

    if kind == "core":
        return xml
    tpl: Any = DocxTemplate("")  # only its functions are used; nothing is opened
    xml = tpl.resolve_listing(xml)
    check_characters(xml.encode())  # lxml would drop them without a word
    if kind == "document":
        return str(tpl.xml_to_string(_body(tpl, xml)))
    return str(tpl.xml_to_string(parse_xml(xml))) if kind != "footnotes" else xml


def _body(tpl: Any, xml: str) -> Any:
    tpl.docx_ids_index = 1000
    tree = tpl.fix_tables(xml)
    tpl.fix_docpr_ids(tree)
    return tree


def finish_with(
    tpl: DocxTemplate,
    parts: tuple[Part, ...],
    rendered: Callable[[Part], str],
    env: Environment,
) -> bytes:
    """Put the rendered parts into docxtpl's package and save it with all that was made with it.

    ``env`` is for the parts without tags: there may be comments and escaped braces in them.
    """
    from vbgen.render.prepare import FOOTNOTES, undated

    work: Any = tpl
    work.render_init()
    undated(work)
    by_name = {part.name: part for part in parts}
    document = work.docx.part

    def filled(target: Any, raw: Callable[[], str]) -> str:
        work.current_rendering_part = target
        if part := by_name.get(_name(target)):
            return rendered(part)
        return str(work.render_xml_part(work.patch_xml(raw()), target, {}, env))

    work.map_tree(_body(work, filled(document, work.get_xml)))
    for uri in (work.HEADER_URI, work.FOOTER_URI):
        for key, target in list(work.get_headers_footers(uri)):
            xml = filled(target, partial(work.get_part_xml, target))
            work.map_headers_footers_xml(key, xml.encode())
    if core := next((part for part in parts if part.kind == "core"), None):
        _core(work, rendered(core))
    else:
        work.render_properties({}, env)
    if len(work.docx.sections):
        for target in document.package.parts:
            if target.content_type == FOOTNOTES:
                target._blob = filled(target, target.blob.decode).encode()
    work.is_rendered = True
    work.save(out := BytesIO())
    return out.getvalue()


def _core(tpl: Any, xml: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml

    package = tpl.docx.part.package
    _ = package.core_properties  # made where the template has none
    target = package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    target.element[:] = list(parse_xml(xml))


def _name(part: Any) -> str:
    return str(part.partname).lstrip("/")
