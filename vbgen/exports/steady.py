"""A workbook as bytes that depend on its content alone: no clock, no order of the file system."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl import Workbook

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
)
_END = "</Relationships>"
_END_OF_ROWS = b"</sheetData>"
_AFTER_LINKS = re.compile(rb"<(?:printOptions|pageMargins)\b")  # what follows links in a sheet
Links = Iterable[tuple[str, str]]
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


class _SteadyZip(zipfile.ZipFile):
    """Members without a time of their own; the properties say the same moment always."""

    rows: Mapping[str, Iterable[bytes]] = {}
    links: Mapping[str, Links] = {}

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **kwargs: Any) -> None:
        name = getattr(zinfo_or_arcname, "filename", zinfo_or_arcname)
        content = data.encode("utf-8") if isinstance(data, str) else data
        if name == _CORE:
            content = _STAMP.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
        if name in self.rows or name in self.links:
            head, tail = content.split(_END_OF_ROWS, 1)
            tail = self._linked(name, tail) if name in self.links else tail
            content = b"".join((head, *self.rows.get(name, ()), _END_OF_ROWS, tail))
        info = zipfile.ZipInfo(name, _LONG_AGO)
        info.compress_type = zipfile.ZIP_DEFLATED
        super().writestr(info, content)

    def _linked(self, name: str, content: bytes) -> bytes:
        """Return the end of a sheet with its links, whose relations get a part of their own."""
        elements, relations = zip(*self.links[name], strict=True)
        folder, _, file = name.rpartition("/")
        self.writestr(f"{folder}/_rels/{file}.rels", f"{_RELATIONS}{''.join(relations)}{_END}")
        links = f"<hyperlinks {_R}>{''.join(elements)}</hyperlinks>".encode()
        return _AFTER_LINKS.sub(lambda m: links + m[0], content, count=1)

    def write(self, filename: Any, arcname: Any = None, *args: Any, **kwargs: Any) -> None:
        self.writestr(str(arcname), Path(filename).read_bytes())


def workbook_bytes(
    workbook: Workbook,
    rows: Mapping[str, Iterable[bytes]] | None = None,
    links: Mapping[str, Links] | None = None,
) -> bytes:
    """Return the .xlsx file of a workbook; the same workbook gives the same bytes.

    ``rows``: XML of further rows of a sheet, by the name of its part; ``links``: those of a sheet
    without links of its own, each as its element and its relation.
    """
    from openpyxl.writer.excel import ExcelWriter

    out = io.BytesIO()
    with _SteadyZip(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        archive.rows, archive.links = rows or {}, links or {}
        ExcelWriter(workbook, archive).save()
    return out.getvalue()
