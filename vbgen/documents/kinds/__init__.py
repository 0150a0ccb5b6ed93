"""Document types whose context is more than a selection of the plan, one module each.

A declaration names its function with ``ngu_canh``; ``don_vi`` names the rule by which a document
per unit finds its units. Both are looked up in the tables here.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from vbgen.documents.dossier import Dossier, Draft
from vbgen.model.unit import Unit

if TYPE_CHECKING:
    from vbgen.documents.context import Maker


def _inspected(dossier: Dossier, draft: Draft) -> tuple[Unit, ...]:
    from vbgen.documents import inspection  # only where the plan has one

    return inspection.programme(dossier, draft.task).units


UNIT_RULES: dict[str, Callable[[Dossier, Draft], tuple[Unit, ...]]] = {
    "kiem_tra": _inspected,
}


def units_of(dossier: Dossier, draft: Draft) -> tuple[Unit, ...]:
    """Return the units a document per unit is made for: by the type's rule, if it has one.

    Otherwise those of the draft's own day: leads where a group leads, else the inside partners,
    else every unit inside the office.
    """
    if draft.type.unit_rule in UNIT_RULES:
        return UNIT_RULES[draft.type.unit_rule](dossier, draft)
    day = dossier.day_of(draft)
    return dossier.shelf.kept(("units", draft.code, day), lambda: _by_part(dossier, draft, day))


def _by_part(dossier: Dossier, draft: Draft, day: date) -> tuple[Unit, ...]:
    register, d = dossier.register, draft.deliverable
    if d is None:
        return register.inside(day)
    if any(code in register.group_by_code for code in d.leads):
        found = register.resolve(d.leads, day)
    else:
        found = register.resolve(d.partners, day)
    return tuple(u for u in found if u.inside) or register.inside(day)


def enrich(maker: Maker, values: dict[str, Any]) -> None:
    """Add to a context what the type's own module knows."""
    name = maker.draft.type.context
    if name:
        module = importlib.import_module(f"vbgen.documents.kinds.{name}")
        module.enrich(maker, values)
