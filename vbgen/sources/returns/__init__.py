"""Returned progress files read, however mangled: .xlsx, .xls, .ods, .csv, tables in .docx."""

from __future__ import annotations

import hashlib
from pathlib import Path

from vbgen.model.returned_file import FileRead
from vbgen.sources.returns.grids import grids_of
from vbgen.sources.returns.tables import read_tables

__all__ = ["read_return"]


def read_return(path: Path, name: str = "") -> FileRead:
    """Read a returned file, called ``name`` in messages (default: the file's own name).

    :class:`UserError` where it cannot be read at all.
    """
    data, grids = grids_of(path)
    return read_tables(name or path.name, hashlib.sha256(data).hexdigest()[:16], grids)
