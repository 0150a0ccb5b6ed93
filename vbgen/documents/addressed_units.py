"""The units that a document per unit is made for; ``don_vi`` of a declaration names the rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from vbgen.documents.dossier import Dossier, Draft
from vbgen.model.unit import Unit


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
