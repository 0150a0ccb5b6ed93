"""Lists that the workspace keeps for a document, row by row; what a row lacks is asked for by name.

A list stands under the document's code in ``theo_ma``, or at the top of ``bo-sung``, there with
that code in the column ``ma`` or with none (for every document). An empty list says that there is
nothing to tell, and is kept as that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vbgen.documents.blanks import EMPTY_ROWS, Asked
from vbgen.model.supplement import document_names

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

CODE = "ma"
KNOWN_BY = 3  # so many cells tell a row from its neighbours in the question


class KeptRow(Mapping[str, Any]):
    """A row of a list: cells that are known, and a blank, asked for, for any other."""

    def __init__(self, kind: str, cells: Mapping[str, Any], asked: Asked) -> None:
        self.kind, self.cells, self.asked = kind, cells, asked

    def __getitem__(self, key: str) -> Any:
        """Return a cell, or the blank that stands for it."""
        value = self.cells.get(key)
        if value is None or value == "":
            return self.asked.cell(self.kind, self._known_by(), key)
        return value

    def _known_by(self) -> tuple[tuple[str, str], ...]:
        texts = [(k, str(v)) for k, v in self.cells.items() if isinstance(v, str) and v]
        return tuple(texts[:KNOWN_BY])

    def __iter__(self) -> Iterator[str]:
        """Iterate over the cells that are known."""
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

    def get(self, key: str, default: Any = None) -> Any:
        """Return a cell that is known, without asking for one that is not."""
        return self.cells.get(key, default)


def document_keys(maker: Maker) -> tuple[str, ...]:
    """Return how ``bo-sung`` may name this document, the most general first."""
    draft = maker.draft
    return document_names(draft.key, draft.unit_code, draft.period_code)


def keeps(maker: Maker, kind: str) -> bool:
    """Tell whether the workspace says anything of a list, be it that it is empty."""
    lists = maker.dossier.supplement.lists
    return kind in set(maker.answers) or bool(_own(maker, kind)) or lists.get(kind) == ()


def kept_rows(maker: Maker, kind: str) -> Sequence[Any]:
    """Return the rows of a list, none where it is empty, blank ones where nothing is known."""
    if not keeps(maker, kind):
        key = document_keys(maker)[-1]
        return [KeptRow(kind, {CODE: key}, maker.asked)] * EMPTY_ROWS
    found: Any = maker.answers[kind] if kind in set(maker.answers) else _own(maker, kind)
    rows = found if isinstance(found, tuple) else ()
    return [KeptRow(kind, dict(row), maker.asked) for row in rows]


def _own(maker: Maker, kind: str) -> tuple[Mapping[str, Any], ...]:
    mine = {"", *document_keys(maker)}
    rows = maker.dossier.supplement.lists.get(kind, ())
    return tuple(row for row in rows if str(row.get(CODE, "")) in mine)
