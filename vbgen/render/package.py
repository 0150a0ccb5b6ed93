"""A .docx as a zip file, put together by hand: ready compressed members, no clock, no surprises.

The members that no document changes are laid out once, with their headers, as one run of bytes;
a document costs only the headers and the compression of its own parts.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from vbgen.render.deflate import Deflate, smallest

STORED, DEFLATED = 0, 8
_UTF8_NAME = 0x800
_STAMP = 0x0021_0000  # 1980-01-01 00:00, the first moment a zip can name
_LOCAL = struct.Struct("<4s3HI3I2H")
_CENTRAL = struct.Struct("<4s4HI3I5H2I")
_END = struct.Struct("<4s4H2IH")


@dataclass(frozen=True, slots=True)
class Fixed:
    """The unchanged members of a package: their bytes, their directory entries, their digests."""

    body: bytes
    directory: bytes
    digests: tuple[tuple[str, str], ...]


def pack(members: Mapping[str, bytes]) -> Fixed:
    """Lay out members that stay the same in every document, each as small as it gets."""
    body, directory = bytearray(), bytearray()
    for name, data in members.items():
        packed = smallest(data)
        method = DEFLATED if len(packed) < len(data) else STORED
        local, central = _headers(
            name, zlib.crc32(data), packed if method else data, len(data), method, offset=len(body)
        )
        body += local + (packed if method else data)
        directory += central
    digests = tuple((name, sha256(data).hexdigest()) for name, data in members.items())
    return Fixed(bytes(body), bytes(directory), digests)


def assemble(fixed: Fixed, parts: Iterable[tuple[str, bytes]], how: Deflate) -> bytes:
    """Return the whole file: the fixed members, then ``parts`` compressed by ``how``."""
    pieces, directory = [fixed.body], [fixed.directory]
    offset, count = len(fixed.body), len(fixed.digests)
    for name, data in parts:
        packed = how.compress(data)
        local, central = _headers(name, how.crc32(data), packed, len(data), DEFLATED, offset=offset)
        pieces += (local, packed)
        directory.append(central)
        offset += len(local) + len(packed)
        count += 1
    size = sum(map(len, directory))
    end = _END.pack(b"PK\5\6", 0, 0, count, count, size, offset, 0)
    return b"".join([*pieces, *directory, end])


def _headers(
    name: str, crc: int, packed: bytes, size: int, method: int, *, offset: int
) -> tuple[bytes, bytes]:
    raw = name.encode()
    flags = 0 if name.isascii() else _UTF8_NAME
    about = (flags, method, _STAMP, crc, len(packed), size, len(raw))
    local = _LOCAL.pack(b"PK\3\4", 20, *about, 0) + raw
    return local, _CENTRAL.pack(b"PK\1\2", 20, 20, *about, 0, 0, 0, 0, 0, offset) + raw


def members(data: bytes) -> dict[str, bytes]:
    """Return every member of a zip file, uncompressed, in the order of its directory."""
    import zipfile

    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def repacked(docx: bytes, how: Deflate) -> bytes:
    """Return the same members without the clock that another writer stamped them with."""
    return assemble(Fixed(b"", b"", ()), members(docx).items(), how)


def content_digest(docx: bytes) -> str:
    """Return a SHA-256 (hex) over the names and the uncompressed content of all members.

    It does not change with the deflate used, the order of the members or their stamps.
    """
    return joint_digest((name, sha256(data).hexdigest()) for name, data in members(docx).items())


def joint_digest(digests: Iterable[tuple[str, str]]) -> str:
    """Return the digest of a whole package from the names and digests of its members."""
    listed = "".join(f"{name}\0{digest}\n" for name, digest in sorted(digests))
    return sha256(listed.encode()).hexdigest()
