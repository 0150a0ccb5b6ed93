"""Every part of a .docx or .xlsx against the standard's schemas, and the package against itself."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

SCHEMAS = Path(__file__).resolve().parents[3] / "shared" / "schemas" / "ooxml"
requires_schemas = pytest.mark.shared

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ENTRY = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "wordprocessing.xsd",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "spreadsheet.xsd",
    _DRAWING + "main": "dml-main.xsd",
    _DRAWING + "chart": "dml-chart.xsd",
    _DRAWING + "spreadsheetDrawing": "dml-spreadsheetDrawing.xsd",
    _OFFICE + "extended-properties": "shared-documentPropertiesExtended.xsd",
    _OFFICE + "custom-properties": "shared-documentPropertiesCustom.xsd",
    _OFFICE + "customXml": "shared-customXmlDataProperties.xsd",
    _OFFICE + "bibliography": "shared-bibliography.xsd",
    _PACKAGE + "content-types": "opc-contentTypes.xsd",
    _PACKAGE + "relationships": "opc-relationships.xsd",
    _PACKAGE + "metadata/core-properties": "opc-coreProperties.xsd",
}
# Parts that no schema of the standard describes: any XML, legacy drawings, later extensions.
_UNDESCRIBED = ("customXml/item", "docProps/custom/")
_LATER = "http://schemas.microsoft.com/"

_DC = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{space}"
 xmlns="{space}" elementFormDefault="qualified">{elements}{types}</xs:schema>"""
_DC_TYPE = """<xs:simpleType name="Stamp"><xs:union
 memberTypes="xs:gYear xs:gYearMonth xs:date xs:dateTime"/></xs:simpleType>
 <xs:complexType name="W3CDTF"><xs:simpleContent><xs:extension base="Stamp"/>
 </xs:simpleContent></xs:complexType>"""
_DC_NAMES = {
    "dc.xsd": ("http://purl.org/dc/elements/1.1/",
               ("title", "creator", "subject", "description", "identifier", "language")),
    "dcterms.xsd": ("http://purl.org/dc/terms/", ("created", "modified")),
}  # fmt: skip


def problems(source: bytes | Path) -> list[str]:
    """Return everything wrong with a file, as ``part:line: message``; empty if it is valid."""
    if not SCHEMAS.is_dir():
        pytest.skip("no ../shared/schemas/ooxml beside the repository")
    stream = BytesIO(source) if isinstance(source, bytes) else source
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
        doubled = sorted({n for n in parts if archive.namelist().count(n) > 1})
    found = [f"{name}: stands twice in the archive" for name in doubled]
    trees = {name: etree.fromstring(data) for name, data in parts.items() if _is_xml(name)}
    for name, root in trees.items():
        found += _part_problems(name, root)
    return found + list(_package_problems(parts, trees))


def assert_valid(source: bytes | Path) -> None:
    """Fail with all problems of a file."""
    found = problems(source)
    assert not found, "\n".join(found[:40])


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _part_problems(name: str, root: etree._Element) -> Iterator[str]:
    space = etree.QName(root).namespace or ""
    if (name.startswith(_UNDESCRIBED) and "Props" not in name) or space.startswith(_LATER):
        return
    entry = _ENTRY.get(space)
    if entry is None:
        yield f"{name}: no schema for {root.tag}"
        return
    schema = _schema(entry)
    if not schema.validate(_plain(root)):
        yield from (f"{name}:{error.line}: {error.message}" for error in schema.error_log)


@cache
def _schema(entry: str) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_DublinCore())
    target = etree.parse(SCHEMAS / entry).getroot().get("targetNamespace")
    if target is None:  # an entry point that imports what it needs
        return etree.XMLSchema(etree.parse(SCHEMAS / entry, parser))
    driver = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>
      <xs:import namespace="{target}" schemaLocation="{entry}"/></xs:schema>"""
    base = (SCHEMAS / "driver.xsd").as_uri()
    return etree.XMLSchema(etree.fromstring(driver.encode(), parser, base_url=base))


class _DublinCore(etree.Resolver):
    """Stands in for the two schemas of Dublin Core, which lie outside the standard."""

    def resolve(self, system_url, public_id, context):  # type: ignore[no-untyped-def]
        space, names = _DC_NAMES.get(posixpath.basename(system_url or ""), ("", ()))
        if not space:
            return None
        elements = "".join(f'<xs:element name="{name}" type="xs:anyType"/>' for name in names)
        return self.resolve_string(
            _DC.format(space=space, elements=elements, types=_DC_TYPE), context
        )


def _plain(root: etree._Element) -> etree._Element:
    """Return a copy as a reader of the first version sees it: no extension, fallbacks taken."""
    copy = etree.fromstring(etree.tostring(root))
    ignored = _ignored(copy)
    for element in list(copy.iter(f"{_MC}AlternateContent")):
        _take_fallback(element)
    for element in list(copy.iter(etree.Element)):
        for attribute in list(element.attrib):
            space = etree.QName(attribute).namespace
            if space and (space in ignored or attribute.startswith(_MC)):
                del element.attrib[attribute]
        parent = element.getparent()
        if parent is not None and etree.QName(element).namespace in ignored:
            parent.remove(element)
    return etree.fromstring(etree.tostring(copy))


def _ignored(root: etree._Element) -> set[str]:
    found: set[str] = set()
    for element in root.iter(etree.Element):
        for prefix in (element.get(f"{_MC}Ignorable") or "").split():
            found.add(element.nsmap[prefix])
    return found


def _take_fallback(element: etree._Element) -> None:
    parent = element.getparent()
    fallback = element.find(f"{_MC}Fallback")
    at = parent.index(element)
    for child in reversed([] if fallback is None else list(fallback)):
        parent.insert(at + 1, child)
    parent.remove(element)


def _package_problems(parts: dict[str, bytes], trees: dict[str, etree._Element]) -> Iterator[str]:
    types = trees.get("[Content_Types].xml")
    if types is None:
        yield "[Content_Types].xml: missing"
        return
    overrides = {item.get("PartName", "").lstrip("/") for item in types if item.get("PartName")}
    endings = {item.get("Extension", "").lower() for item in types if item.get("Extension")}
    yield from (f"{name}: in [Content_Types].xml but absent" for name in overrides - set(parts))
    for name in parts:
        untyped = name not in overrides and name.rsplit(".", 1)[-1].lower() not in endings
        if untyped and name != "[Content_Types].xml" and not name.endswith("/"):
            yield f"{name}: no content type"
        if name.endswith(".rels"):
            yield from _link_problems(name, trees[name], parts)


def _link_problems(name: str, root: etree._Element, parts: dict[str, bytes]) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for link in root:
        if link.get("TargetMode") == "External":
            continue
        target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", "")))
        if target.lstrip("/") not in parts:
            yield f"{name}: {link.get('Id')} points to {target}, which is absent"
