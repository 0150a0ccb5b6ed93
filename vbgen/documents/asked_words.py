"""Where a fact stands in a type's text, so that whoever is asked for it sees the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from vbgen.documents.types import Appendix, Attachment, DocumentType, Item, Table
from vbgen.vi.text import squeeze

GAP = "[…]"  # the place asked for, among the other dots
REACH = 90  # letters kept on either side of it
_TAG, _VALUE = re.compile(r"\{%.*?%\}"), re.compile(r"\{\{.*?\}\}")


def sentence(doc_type: DocumentType, key: str) -> str:
    """Return the words around the fact ``bs.KEY``; empty where the outline does not print it."""
    wanted = re.compile(rf"\{{\{{[^}}]*\bbs\.{re.escape(key)}\b[^}}]*\}}\}}")
    for text in _texts(doc_type.items):
        if wanted.search(text):
            return _excerpt(squeeze(_VALUE.sub("…", _TAG.sub("", wanted.sub(GAP, text)))))
    return ""


def _texts(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        if isinstance(item, str):
            yield item
        elif isinstance(item, Table):
            yield from (f"{column.heading}: {column.cell}" for column in item.columns)
            yield from (" ".join(row) for row in (*item.rows, item.last))
        elif isinstance(item, Appendix | Attachment):
            yield from _texts(item.items)


def _excerpt(text: str) -> str:
    at = text.index(GAP)
    first, last = max(0, at - REACH), at + len(GAP) + REACH
    before, after = text[first:at], text[at + len(GAP) : last]
    if first:
        before = "… " + before.partition(" ")[2]
    if last < len(text):
        after = after.rpartition(" ")[0] + " …"
    return f"{before}{GAP}{after}"
