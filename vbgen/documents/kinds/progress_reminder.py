"""The letter to units that have not returned the period's workbook, or not all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vbgen.documents.context import Maker


def enrich(maker: Maker, values: dict[str, Any]) -> None:
    """Add ``thu``: how the collection stands, as the command found it; address those concerned.

    A preview has the sample of the declaration instead.
    """
    sample: Any = maker.dossier.answers(maker.draft).get("thu")
    found = maker.dossier.more.get("collection", sample)
    if found is None:
        return
    values["thu"] = found
    names = [unit["ten"] for unit in found["don_vi"]]
    if names:
        maker.address(values, names)
