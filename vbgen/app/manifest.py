"""The manifest of a folder of drafts, as the use cases read and write it."""

from vbgen.batch.manifest import NAME, Entry, digest_of, read, write

__all__ = ["NAME", "Entry", "digest_of", "read", "write"]
