"""A template prepared once: docxtpl opens it and patches its XML, the rest is taken apart here.

This and ``docxtpl_way`` are the only modules that import docxtpl; neither is loaded when a
prepared template comes from the cache.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, TemplateSyntaxError

from vbgen.errors import Place, TemplateInvalid, UserError
from vbgen.render.faults import broken_tag
from vbgen.render.package import members, pack
from vbgen.render.prepared import Kind, Part, Prepared, Transform
from vbgen.render.source import Rewritten, by_lines, rewrite, verbatim
from vbgen.render.text import Spot, plain

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

MAX_UNPACKED = 400_000_000  # bytes; a template beyond this is no template
DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# The core properties that docxtpl renders, by python-docx's name and by their element.
PROPERTIES = {
    "author": "creator",
    "comments": "description",
    "identifier": "identifier",
    "language": "language",
    "subject": "subject",
    "title": "title",
}


@dataclass(frozen=True, slots=True)
class _Source:
    name: str
    kind: Kind
    xml: str
    head: str = DECLARATION
    tail: str = ""
    body_tag: str = ""


def transformed(data: bytes, transform: Transform | None, name: str) -> bytes:
    """Return the package with ``transform`` applied to each XML part."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
                raise invalid(name, "tệp bung ra quá lớn", "dưới 400 MB")
        if transform is None:
            return data
        changed = {
            part: transform(part, xml.decode()).encode() if _is_xml(part) else xml
            for part, xml in members(data).items()
        }
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError) as exc:
        raise invalid(name, "tệp không phải tệp Word (.docx) nguyên vẹn") from exc
    with zipfile.ZipFile(out := BytesIO(), "w", zipfile.ZIP_STORED) as archive:
        for part, xml in changed.items():
            archive.writestr(zipfile.ZipInfo(part), xml)
    return out.getvalue()


def _is_xml(part: str) -> bool:
    return part.endswith(".xml") or part.endswith(".rels")


def invalid(name: str, problem: str, required: str = "", remedy: str = "") -> UserError:
    """Build the error for a template that cannot be used as a whole."""
    return TemplateInvalid.at(
        Place(file=name),
        problem,
        required or "tệp .docx do Word lưu",
        remedy or "mở mẫu bằng Word và lưu lại thành .docx, hoặc lấy lại mẫu gốc",
    )


def prepare(
    data: bytes,
    lexer: Environment,
    env: Environment,
    name: str,
    settle: Callable[[Kind, str], str],
    lent: Iterable[str] | None = (),
) -> Prepared:
    """Take a template apart. ``settle`` finishes the XML of a part without tags docxtpl's way.

    ``lexer`` is the environment whose delimiters the tags are written in, ``env`` the one that
    runs them, ``lent`` names filters whose results need no escaping (None: a caller's environment,
    see :func:`rewrite`). Raises TemplateInvalid for a file that is no Word document and for a tag
    that Jinja cannot read.
    """
    tpl = opened(data, name)
    parts: list[Part] = []
    spots: list[Spot] = []
    still: dict[str, bytes] = {}
    for source in _sources(tpl, lexer):
        new = _rewritten(lexer, source, len(spots), name, lent)
        if not new.lines:  # no tag at all: finished here and now
            xml = settle(source.kind, env.from_string(new.source).render())
            still[source.name] = (source.head + xml + source.tail).encode()
            continue
        spots += new.spots
        parts.append(_part(source, new))
    live = {part.name for part in parts}
    saved = {n: still.get(n, b) for n, b in _saved(tpl).items() if n not in live}
    return Prepared(tuple(parts), tuple(spots), pack(saved))


def _rewritten(
    lexer: Environment, source: _Source, first_spot: int, name: str, lent: Iterable[str] | None
) -> Rewritten:
    lined = by_lines(source.xml)
    try:
        return rewrite(lexer, lined, first_spot, source.kind, lent)
    except TemplateSyntaxError as exc:
        lines = tuple((n, plain(line)[:70]) for n, line in enumerate(lined.split("\n"), 1))
        raise broken_tag(exc, name, lines) from exc


def opened(data: bytes, name: str) -> DocxTemplate:
    """Open a template with docxtpl. Raises TemplateInvalid where it is no Word document."""
    from docx.opc.exceptions import OpcError
    from docxtpl import DocxTemplate
    from lxml.etree import XMLSyntaxError

    tpl = DocxTemplate(BytesIO(data))
    try:
        tpl.render_init()
        undated(tpl)
    except (OpcError, KeyError, ValueError, XMLSyntaxError, AttributeError) as exc:
        raise invalid(name, "tệp không phải văn bản Word (.docx) nguyên vẹn") from exc
    return tpl


def undated(tpl: Any) -> None:
    """Where a template has no core properties python-docx adds some, stamped with the clock."""
    from datetime import UTC, datetime

    from docx.opc.constants import RELATIONSHIP_TYPE

    package = tpl.docx.part.package
    had = any(r.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for r in package.rels.values())
    if not had:
        package.core_properties.modified = datetime(2000, 1, 1, tzinfo=UTC)


def _part(source: _Source, new: Rewritten) -> Part:
    xml = new.source
    if source.kind == "document" and not new.slow:
        # One declaration of the namespaces, at the root, is enough where nobody parses the body.
        xml = xml.replace(source.body_tag, "<w:body>", 1)
    return Part(
        source.name,
        source.kind,
        source.head,
        source.tail,
        xml,
        new.lines,
        new.slow,
        new.own_escaping,
        source.body_tag,
    )


def _sources(tpl: Any, lexer: Environment) -> Iterator[_Source]:
    yield _document(tpl)
    kinds: tuple[tuple[Kind, str], ...] = (
        ("header", tpl.HEADER_URI),
        ("footer", tpl.FOOTER_URI),
    )
    for kind, uri in kinds:
        # Two sections may have one part in common.
        named = {_name(part): part for _, part in tpl.get_headers_footers(uri)}
        for name, part in named.items():
            yield _Source(name, kind, tpl.patch_xml(tpl.get_part_xml(part)))
    yield _core(tpl, lexer)
    if len(tpl.docx.sections):
        for part in tpl.docx.part.package.parts:
            if part.content_type == FOOTNOTES:
                yield _Source(_name(part), "footnotes", tpl.patch_xml(part.blob.decode()), "")


def _name(part: Any) -> str:
    return str(part.partname).lstrip("/")


def _document(tpl: Any) -> _Source:
    from docx.opc.oxml import serialize_part_xml

    xml = tpl.patch_xml(tpl.get_xml())
    root = tpl.docx.element
    body = root.body
    mark = root.makeelement("vbgen-body")
    root.replace(body, mark)
    head, tail = serialize_part_xml(root).decode().split("<vbgen-body/>")
    root.replace(mark, body)
    numbers = iter(range(1001, 1_000_000))
    xml = re.sub(r'(<wp:docPr [^>]*?\bid=")[^"]*"', lambda m: f'{m[1]}{next(numbers)}"', xml)
    body_tag = re.match(r"<w:body[^>]*>", xml)
    return _Source(
        _name(tpl.docx.part), "document", xml, head, tail, body_tag[0] if body_tag else ""
    )


def _core(tpl: Any, lexer: Environment) -> _Source:
    """The six properties as one source. Their text is escaped once, where docxtpl does it twice."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.oxml import serialize_part_xml

    package = tpl.docx.part.package
    properties = package.core_properties
    for prop in PROPERTIES:
        setattr(properties, prop, getattr(properties, prop))
    part = package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    xml = serialize_part_xml(part.element).decode().removeprefix(DECLARATION)
    return _Source(_name(part), "core", _with_tags(xml, lexer))


def _with_tags(xml: str, lexer: Environment) -> str:
    """Make tags in the six properties readable to Jinja, and braces elsewhere plain text."""
    pairs = (
        (lexer.variable_start_string, lexer.variable_end_string),
        (lexer.block_start_string, lexer.block_end_string),
        (lexer.comment_start_string, lexer.comment_end_string),
    )
    tags = "|".join(f"{re.escape(begin)}.*?{re.escape(end)}" for begin, end in pairs)

    def one(match: re.Match[str]) -> str:
        text = re.sub(tags, lambda tag: unescape(tag[0]), match[2], flags=re.DOTALL)
        return f"{match[1]}{text}{match[3]}"

    elements = "|".join(PROPERTIES.values())
    cells = re.compile(rf"(<dc:(?:{elements})(?: [^>]*)?>)(.*?)(</dc:)", re.DOTALL)
    out: list[str] = []
    end = 0
    for match in cells.finditer(xml):
        out += (verbatim(lexer, xml[end : match.start()]), one(match))
        end = match.end()
    return "".join([*out, verbatim(lexer, xml[end:])])


def _saved(tpl: Any) -> dict[str, bytes]:
    tpl.docx.save(out := BytesIO())
    return members(out.getvalue())
