"""Who issues a document, and the symbol that follows from type and issuer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from vbgen.app.targets import Target
from vbgen.app.workspace import Workspace
from vbgen.documents import frame
from vbgen.documents.dossier import Dossier, Draft
from vbgen.errors import UsageError
from vbgen.model.office import Issuer
from vbgen.model.unit import Unit


@dataclass(frozen=True, slots=True)
class Body:
    """A body as issuer: code (empty where the register does not know it), name, symbol."""

    code: str
    name: str
    symbol: str = ""


def as_body(issuer: Issuer) -> Body:
    """Return an issuer as the register names it."""
    return Body(issuer.code, issuer.called, issuer.symbol)


def _unit_body(workspace: Workspace, unit: Unit, day: date) -> Body:
    return Body(unit.code, workspace.register.full_label(unit, day), unit.symbol)


def named_body(workspace: Workspace, name: str, day: date) -> Body:
    """Return the office, its superior or a unit by code or name; another body by its name alone."""
    office = workspace.office
    for issuer in (office.body, office.superior):
        if issuer is not None and name in (issuer.code, issuer.name, issuer.called):
            return as_body(issuer)
    units = [u for u in workspace.register.find(name) if isinstance(u, Unit)]
    return _unit_body(workspace, units[0], day) if len(units) == 1 else Body("", name)


def body_of_deliverable(workspace: Workspace, dossier: Dossier, target: Target, day: date) -> Body:
    """Return who issues what vbgen does not draft: an outside lead, the superior, the office."""
    d = dossier.plan.by_code.get(target.deliverable)
    leads = dossier.register.resolve(d.leads, day) if d else ()
    if leads and not any(u.inside for u in leads):
        return _unit_body(workspace, leads[0], day)
    superior = workspace.office.superior
    if d and superior and (d.issuer == "cap_tren" or d.normative == "co"):
        return as_body(superior)
    return as_body(workspace.office.body)


def symbol_of(dossier: Dossier, target: Target, body: Body, day: date) -> str:
    """Return the symbol that the type and the issuer give (II.3.b); an error where they do not."""
    if target.draft is not None and body == as_body(dossier.issuer(target.draft)):
        return frame.symbol(_before(dossier, target.draft), target.draft)
    base = target.base
    if not body.symbol or base is None or not base.abbreviation:
        raise UsageError.at(
            target.deliverable or target.part,
            f"không suy được ký hiệu của {target.type_name.lower()} do {body.name} ban hành",
            "ký hiệu như ghi trên văn bản",
            "thêm --symbol, ví dụ --symbol QĐ-UBND",
        )
    d = dossier.plan.by_code.get(target.deliverable)
    year = f"{day.year}/" if d is not None and d.normative == "co" else ""
    return f"{year}{base.abbreviation}-{body.symbol}"


def _before(dossier: Dossier, draft: Draft) -> Dossier:
    """Return the dossier as if the draft had not been issued: its symbol follows from the rules."""
    held = dossier.issued_as(draft)
    return replace(dossier, issued=tuple(d for d in dossier.issued if d != held))
