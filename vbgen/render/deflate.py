"""The fastest deflate that is installed: isal, else zlib-ng, else the standard zlib.

All three write plain deflate that any reader of .docx understands; they differ in speed and a
little in size. The bytes of a file depend on which one is used, its content does not.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

RAW = -15  # deflate without a header of its own, as a zip holds it


@dataclass(frozen=True, slots=True)
class Deflate:
    """One way to compress: its name, the compressor of one part, and its CRC-32."""

    name: str
    compress: Callable[[bytes], bytes]
    crc32: Callable[[bytes], int]


# In order of preference: name, module, level. isal has no level that equals zlib's 6; its 1 is
# by far the fastest and costs about a tenth in size.
KNOWN = (("isal", "isal.isal_zlib", 1), ("zlib-ng", "zlib_ng.zlib_ng", 6), ("zlib", "zlib", 6))


@cache
def deflate(name: str | None = None) -> Deflate:
    """Return the compressor called ``name`` (isal, zlib-ng, zlib), or the fastest installed.

    Raises ImportError where the one asked for is not installed, ValueError for another name.
    """
    choices = [entry for entry in KNOWN if name in (None, entry[0])]
    if not choices:
        raise ValueError(name)
    for known, module, level in choices:
        try:
            return _loaded(known, module, level)
        except ImportError:
            if name is not None:
                raise
    raise AssertionError("the standard library always has zlib")


def _loaded(name: str, module: str, level: int) -> Deflate:
    library = import_module(module)
    squeeze: Callable[[bytes, int, int], bytes] = library.compress

    def compress(data: bytes) -> bytes:
        return squeeze(data, level, RAW)

    return Deflate(name, compress, library.crc32)


def smallest(data: bytes) -> bytes:
    """Compress once and for all: used for what is copied into every document."""
    return zlib.compress(data, 9, RAW)
