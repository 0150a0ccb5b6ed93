"""The list of issued documents: the office's register in order, the evidence for scoring."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from vbgen.vi.dates import short_date
from vbgen.vi.text import two_digits

if TYPE_CHECKING:
    from vbgen.documents.context import Maker


def enrich(maker: Maker, values: dict[str, Any]) -> None:
    """Add ``van_ban`` (rows by day and number), counts by type, how much of the plan they prove."""
    found = sorted(maker.dossier.issued, key=lambda d: (d.issued, d.series, d.number))
    kinds = Counter(d.type_name for d in found)
    plan = maker.dossier.plan
    named = [d.code for task in plan.tasks for d in task.deliverables if d.is_document]
    proved = {d.deliverable for d in found} & set(named)
    day = maker.dossier.as_of or max((d.issued for d in found), default=maker.day)
    values.update(
        van_ban=[
            {
                "loai": d.type_name,
                "so_ky_hieu": d.number_symbol,
                "ngay": short_date(d.issued),
                "co_quan": d.issuer,
                "trich_yeu": d.subject,
                "ma": d.deliverable,
            }
            for d in found
        ],
        theo_loai=[{"ten": name, "so": two_digits(n)} for name, n in sorted(kinds.items())],
        so_van_ban=two_digits(len(found)),
        so_san_pham=two_digits(len(named)),
        so_da_co=two_digits(len(proved)),
        tinh_den=short_date(day),
    )
