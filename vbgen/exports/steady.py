"""A workbook as bytes that depend on its content alone: no clock, no order of the file system."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl import Workbook

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


class _SteadyZip(zipfile.ZipFile):
    """Members without a time of their own; the properties say the same moment always."""

    rows: Mapping[str, str] = {}

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **kwargs: Any) -> None:
        name = getattr(zinfo_or_arcname, "filename", zinfo_or_arcname)
        content = data.encode("utf-8") if isinstance(data, str) else data
        if name == _CORE:
            content = _STAMP.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
        if name in self.rows:
            more = self.rows[name].encode("utf-8")
            content = content.replace(b"</sheetData>", more + b"</sheetData>", 1)
        info = zipfile.ZipInfo(name, _LONG_AGO)
        info.compress_type = zipfile.ZIP_DEFLATED
        super().writestr(info, content)

    def write(self, filename: Any, arcname: Any = None, *args: Any, **kwargs: Any) -> None:
        self.writestr(str(arcname), Path(filename).read_bytes())


def workbook_bytes(workbook: Workbook, rows: Mapping[str, str] | None = None) -> bytes:
    """Return the .xlsx file of a workbook; the same workbook gives the same bytes.

    ``rows``: XML of further rows of a sheet, by the name of its part.
    """
    from openpyxl.writer.excel import ExcelWriter

    out = io.BytesIO()
    with _SteadyZip(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        archive.rows = rows or {}
        ExcelWriter(workbook, archive).save()
    return out.getvalue()
