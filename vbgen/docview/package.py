"""The zip package of a .docx: parts, relationships, safe and bounded XML reading."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from vbgen.docview.facts import Part
from vbgen.errors import UserError

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_XML = 24 * 2**20  # bytes of XML: read within seconds and a few hundred megabytes
MAX_TOTAL = 256 * 2**20
MAX_PARTS = 5000

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/drawingml/main",
     b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
     b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    (b"http://purl.oclc.org/ooxml/drawingml/picture",
     b"http://schemas.openxmlformats.org/drawingml/2006/picture"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link from one part to another; ``kind`` is the last word of its type."""

    kind: str
    target: str
    external: bool = False


@dataclass(slots=True)
class Package:
    """An opened .docx. Raises :class:`UserError` for what is not one or is too large."""

    archive: zipfile.ZipFile
    label: str
    names: frozenset[str] = field(default_factory=frozenset)

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def bytes(self, name: str) -> bytes:
        """Return a part's bytes."""
        try:
            return self.archive.read(name)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
            raise _refuse(self.label, f"không đọc được phần {name} trong tệp") from error
        except Exception as error:  # zlib.error and its kin share no base
            raise _refuse(self.label, f"phần {name} trong tệp bị hỏng") from error

    def xml(self, name: str) -> _Element | None:
        """Parse a part, None if it is absent; entities are never expanded."""
        from lxml import etree

        if name not in self.names:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        try:
            root = etree.fromstring(_transitional(self.bytes(name)), parser)
        except etree.XMLSyntaxError as error:
            at = f"dòng {error.lineno}" if error.lineno else "đầu tệp"
            raise _refuse(self.label, f"phần {name} không phải XML đúng ({at})") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise _refuse(self.label, f"phần {name} có khai báo DTD, không được phép")
        return root

    def relationships(self, name: str) -> dict[str, Relationship]:
        """Return the relationships of a part by id; the package's own for the empty name."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        if root is None:
            return {}
        return {
            str(item.get("Id")): _relationship(folder, item)
            for item in root.iter(f"{_RELS}Relationship")
        }

    def related(self, name: str, kind: str) -> str | None:
        """Return the first part of a kind that a part points to, if it is in the package."""
        for link in self.relationships(name).values():
            if link.kind == kind and not link.external and link.target in self.names:
                return link.target
        return None

    def parts(self) -> tuple[Part, ...]:
        """List the members with their content types, by name."""
        by_name, by_suffix = self._content_types()
        members = sorted(self.archive.infolist(), key=lambda info: info.filename)
        return tuple(
            Part(name, by_name.get(name) or by_suffix.get(_suffix(name), ""), info.file_size)
            for info in members
            if not info.is_dir() and (name := info.filename)
        )

    def _content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        root = self.xml("[Content_Types].xml")
        if root is None:
            return {}, {}
        overrides = {
            str(item.get("PartName")).lstrip("/"): str(item.get("ContentType"))
            for item in root.iter(f"{_TYPES}Override")
        }
        defaults = {
            str(item.get("Extension")).lower(): str(item.get("ContentType"))
            for item in root.iter(f"{_TYPES}Default")
        }
        return overrides, defaults


def open_package(source: bytes | str | Path) -> Package:
    """Open a .docx from bytes or a path; refuse what is not one, damaged or dangerously large."""
    label = "tài liệu" if isinstance(source, bytes) else Path(source).name
    data = source if isinstance(source, bytes) else _file(Path(source))
    if data.startswith(_OLE):
        raise _refuse(
            label,
            "là tệp Word đời cũ (.doc) hoặc tệp có mật khẩu",
            "Mở bằng Word, bỏ mật khẩu nếu có, rồi lưu lại thành .docx.",
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _refuse(label, "không phải tệp .docx hoặc đã hỏng") from error
    _bound(archive, label)
    return Package(archive, label, frozenset(archive.namelist()))


def _file(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_TOTAL:
            raise _refuse(path.name, "lớn quá mức cho phép (256 MB)")
        return path.read_bytes()
    except OSError as error:
        raise _refuse(
            path.name, f"không đọc được: {error.strerror}", "Kiểm tra tên tệp và quyền đọc."
        ) from error


def _bound(archive: zipfile.ZipFile, label: str) -> None:
    infos = archive.infolist()
    xml = sum(i.file_size for i in infos if _suffix(i.filename) in ("xml", "rels"))
    if len(infos) > MAX_PARTS or xml > MAX_XML or sum(i.file_size for i in infos) > MAX_TOTAL:
        raise _refuse(label, "lớn quá mức cho phép sau khi giải nén")


def _relationship(folder: str, item: _Element) -> Relationship:
    external = item.get("TargetMode") == "External"
    target = str(item.get("Target") or "")
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(str(item.get("Type") or "").rsplit("/", 1)[-1], target, external)


def _suffix(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower()


def _transitional(data: bytes) -> bytes:
    """Give a strict file (ISO/IEC 29500 strict) the namespaces of the common form."""
    if b"purl.oclc.org/ooxml" in data:
        for strict, common in _STRICT:
            data = data.replace(strict, common)
    return data


def _refuse(label: str, problem: str, remedy: str = "") -> UserError:
    return UserError.at(
        label,
        problem,
        "Một tệp Word (.docx) còn nguyên vẹn.",
        remedy or "Mở tệp bằng Word, lưu lại thành .docx rồi thử lại.",
    )
