"""The long way round, by docxtpl's own functions, for what preparation could not prove needless.

A part whose output docxtpl must go over again is finished by :func:`finish`; a document with
objects that were made with a docxtpl template (images, sub-documents, links, replaced media) is
finished as a whole by :func:`finish_with`, in the package of that template.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from vbgen.render.environment import check_characters

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

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
    tpl: DocxTemplate, parts: tuple[Part, ...], rendered: Callable[[Part], str]
) -> bytes:
    """Put the rendered parts into docxtpl's package and save it with all that was made with it."""
    from vbgen.render.prepare import undated

    work: Any = tpl
    work.render_init()
    undated(work)
    by_name = {part.name: part for part in parts}
    document = work.docx.part
    part = by_name.get(_name(document))
    work.current_rendering_part = document
    source = part.whole(rendered(part)) if part else work.patch_xml(work.get_xml())
    work.map_tree(_body(work, work.resolve_listing(source)))
    for uri in (work.HEADER_URI, work.FOOTER_URI):
        for key, target in list(work.get_headers_footers(uri)):
            if part := by_name.get(_name(target)):
                work.current_rendering_part = target
                xml = work.resolve_listing(rendered(part))
                work.map_headers_footers_xml(key, xml.encode())
    _core(work, by_name, rendered)
    _footnotes(work, by_name, rendered)
    work.is_rendered = True
    work.save(out := BytesIO())
    return out.getvalue()


def _core(tpl: Any, by_name: dict[str, Part], rendered: Callable[[Part], str]) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml

    properties = tpl.docx.part.package.core_properties  # made where the template has none
    target = tpl.docx.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    if part := by_name.get(_name(target)):
        new = parse_xml(rendered(part))
        target.element[:] = list(new)
    else:
        for name in ("author", "comments", "identifier", "language", "subject", "title"):
            setattr(properties, name, getattr(properties, name))


def _footnotes(tpl: Any, by_name: dict[str, Part], rendered: Callable[[Part], str]) -> None:
    for target in tpl.docx.part.package.parts:
        part = by_name.get(_name(target))
        if part and part.kind == "footnotes":
            tpl.current_rendering_part = target
            target._blob = tpl.resolve_listing(rendered(part)).encode()


def _name(part: Any) -> str:
    return str(part.partname).lstrip("/")
