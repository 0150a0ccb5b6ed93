"""Which drafts a plan calls for: every deliverable times its units and periods. Pure.

A deliverable that vbgen does not draft is declined with the reason, never left out silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from vbgen.documents import product_types, types
from vbgen.documents.addressed_units import units_of
from vbgen.documents.blanks import DOTS
from vbgen.documents.dossier import Declined, Dossier, Draft
from vbgen.documents.fill import fill, unfilled
from vbgen.documents.joining import joined
from vbgen.model.answer_names import REPORTED_TO, SUBMITTED_TO, TITLE
from vbgen.model.period import Period
from vbgen.model.supplement import Answer
from vbgen.model.task import Deliverable, Task
from vbgen.model.unit import Unit
from vbgen.vi.letters import lower_first
from vbgen.vi.slug import slug

MAX_STEM = 80
PEOPLE = "nguoi"
ISSUED = "da_ban_hanh"
Row = Mapping[str, Answer]


@dataclass(frozen=True)
class Jobs:
    """The drafts, in the plan's order, and what is declined.

    ``waiting``: types that the plan does not name and that the workspace holds nothing for yet.
    """

    drafts: tuple[Draft, ...]
    declined: tuple[Declined, ...]
    waiting: tuple[Declined, ...] = ()


def jobs(dossier: Dossier) -> Jobs:
    """Return everything that can be drafted from the workspace, and what cannot, with reasons."""
    found = untitled(dossier)
    return replace(found, drafts=tuple(titled(dossier, draft) for draft in found.drafts))


def untitled(dossier: Dossier) -> Jobs:
    """Return the same without the abstracts of the drafts: enough to choose among them."""
    found, declined = bases(dossier)
    drafts = (draft for base in found for draft in spread_out(dossier, base))
    return Jobs(tuple(with_stems(drafts)), declined, tuple(_waiting(dossier)))


def bases(dossier: Dossier) -> tuple[tuple[Draft, ...], tuple[Declined, ...]]:
    """Return the drafts before they spread over units, periods and rows, and what is declined."""
    drafts: list[Draft] = []
    declined: list[Declined] = []
    for task in dossier.plan.tasks:
        joint = joined(dossier, task)
        for deliverable in task.all_deliverables:
            reason = joint.refused.get(deliverable.code) or refusal(dossier, deliverable)
            if reason:
                declined.append(_declined(deliverable, task, reason))
            else:
                made = joint.instead.get(deliverable.code, deliverable)
                drafts.append(_of_deliverable(dossier, made, task))
    if not any(d.is_plan for d in drafts):
        drafts.insert(0, _plan_draft(dossier))
    drafts.extend(_standing(dossier))
    return tuple(drafts), tuple(declined)


def refusal(dossier: Dossier, d: Deliverable) -> str:
    """Return why a deliverable is not drafted, empty where it is."""
    kind = product_types.not_a_document(d.type)
    if kind:
        return f"sản phẩm là {kind}, không phải văn bản"
    if d.type in product_types.outside():
        return product_types.outside()[d.type]
    if d.normative == "co":
        return product_types.outside()["quyet-dinh-quy-pham"]
    if d.normative == "chua_ro":
        return "chưa rõ có phải văn bản quy phạm pháp luật hay không: ghi quy_pham: co hoặc khong"
    if d.supporting and not dossier.office.settings.supports(d.type):
        return f"văn bản hỗ trợ chưa bật: thêm {d.type} vào cai_dat.ho_tro trong van-phong.yaml"
    if not d.supporting and _led_outside(dossier, d):
        names = ", ".join(dossier.register.label(code) for code in d.leads)
        return f"do {names} chủ trì, cơ quan chỉ phối hợp"
    return ""


def _led_outside(dossier: Dossier, d: Deliverable) -> bool:
    leads = dossier.register.resolve(d.leads)
    return bool(leads) and all(u.kind in {"ngoai", "cap-tren"} for u in leads)


def _declined(d: Deliverable, task: Task, reason: str) -> Declined:
    title = d.name if unfilled(d.subject) else d.subject or d.name
    return Declined(d.code, d.type, title or task.title, reason)


def _plan_draft(dossier: Dossier) -> Draft:
    return Draft(types.load("ke-hoach"), str(dossier.plan.subject))


def _of_deliverable(dossier: Dossier, d: Deliverable, task: Task) -> Draft:
    doc_type = types.load(d.type)
    subject = str(dossier.plan.subject) if d.code == dossier.plan.own_code else d.subject
    return Draft(doc_type, subject, deliverable=d, task=task)


def spread_out(dossier: Dossier, base: Draft) -> Iterator[Draft]:
    """Yield the draft of each unit, period and row; their titles are not filled in yet."""
    rows = rows_of(dossier, base)
    of_whom = (base.type, base.subject, "", base.deliverable, base.task)
    for unit, period in spread(dossier, base):
        for row_code, row in rows:
            yield Draft(*of_whom, unit, period, row, row_code)


def spread(dossier: Dossier, draft: Draft) -> Iterator[tuple[Unit | None, Period | None]]:
    """Yield the units and periods over which a draft fans out; once where it does not."""
    fan_out = (draft.deliverable.fan_out if draft.deliverable else "") or draft.type.fan_out
    if fan_out == "theo_don_vi":
        named = draft.deliverable is not None and bool(draft.deliverable.regime)
        periods = periods_of(dossier, draft) if named else (None,)
        yield from ((u, p) for p in periods for u in units_of(dossier, draft))
    elif fan_out == "theo_ky":
        yield from ((None, period) for period in periods_of(dossier, draft))
    else:
        yield None, None


def periods_of(dossier: Dossier, draft: Draft) -> tuple[Period, ...]:
    """Return the periods of the deliverable's regime in the plan's year."""
    name = (draft.deliverable.regime if draft.deliverable else "") or dossier.office.settings.regime
    regime = dossier.regimes.get(name)
    return regime.periods(dossier.plan.year) if regime else ()


def rows_of(dossier: Dossier, draft: Draft) -> tuple[tuple[str, Row], ...]:
    """Return the rows that each make a document, with a code; one empty row where none do.

    A row with ``ma`` belongs to the deliverable of that code, one without to the plan as a whole.
    The row's own ``so`` is its code, else its place in the list: nothing that names a person.
    """
    kind = _list_of(draft)
    if not kind:
        return (("", {}),)
    rows = dossier.supplement.rows(kind, ma=draft.code)
    wanted = [r for r in rows if draft.type.slug in _types_of(r, draft.type.slug)]
    found = tuple((str(r.get("so", "")) or f"{n:02d}", r) for n, r in enumerate(wanted, 1))
    return found or ((("", {}),) if draft.code else ())


def _list_of(draft: Draft) -> str:
    fan_out = (draft.deliverable.fan_out if draft.deliverable else "") or draft.type.fan_out
    return {"theo_nguoi": PEOPLE, "theo_dong": draft.type.rows}.get(fan_out, "")


def _types_of(row: Row, default: str) -> tuple[str, ...]:
    """Return the types a row asks for (``van_ban``); where it names none, any of its kind."""
    value = row.get("van_ban", ())
    return tuple(map(str, value)) if isinstance(value, tuple) and value else (default,)


def _standing(dossier: Dossier) -> Iterator[Draft]:
    """Yield what follows from the plan as a whole, without a code of its own."""
    for doc_type in _standing_types(dossier):
        if not _lacks(dossier, doc_type):
            yield Draft(doc_type, "")


def _waiting(dossier: Dossier) -> Iterator[Declined]:
    for doc_type in _standing_types(dossier):
        reason = _lacks(dossier, doc_type)
        if reason:
            yield Declined("", doc_type.slug, doc_type.name, reason)


def _standing_types(dossier: Dossier) -> Iterator[types.DocumentType]:
    for name in types.slugs():
        doc_type = types.load(name)
        if doc_type.from_plan and dossier.office.settings.supports(name):
            yield doc_type


def _lacks(dossier: Dossier, doc_type: types.DocumentType) -> str:
    """Return what a type still waits for, empty where it can be drafted."""
    if doc_type.needs == ISSUED:
        return "" if dossier.issued else "sổ văn bản chưa có văn bản đã ban hành"
    kind = doc_type.needs or doc_type.rows
    if kind and not dossier.supplement.lists.get(kind):
        return f"bo-sung chưa có danh sách {kind}"
    return ""


def titled(dossier: Dossier, draft: Draft) -> Draft:
    """Return a draft with its abstract: the workspace's, the plan's or the type's, filled in."""
    answers = dossier.answers(draft)
    chosen = str(answers.get(TITLE, "")) or draft.subject or draft.type.abstract
    return replace(draft, subject=fill(chosen, title_values(dossier, draft), lambda _: DOTS))


def title_values(dossier: Dossier, draft: Draft) -> dict[str, str]:
    """Return what titles, addressees and recipients may name in braces."""
    key = ("title", draft.type.slug, draft.code, draft.period, draft.unit is None)
    values = dict(dossier.shelf.kept(key, lambda: _common_values(dossier, draft)))
    if draft.unit is not None:
        name = draft.unit.name_on(dossier.day_of(draft))
        values["don_vi"] = values["don_vi.ten"] = name
    answers = dossier.answers(draft)
    texts = {k: str(v) for k, v in answers.items() if isinstance(v, str) and v}
    if texts:
        values.update({k: texts[k] for k in (SUBMITTED_TO, REPORTED_TO) if k in texts})
        values.update({f"bs.{k}": v for k, v in texts.items()})
    if "cuoc_hop" in texts:
        values["cuoc_hop"] = lower_first(texts["cuoc_hop"])
    return values


def _common_values(dossier: Dossier, draft: Draft) -> dict[str, str]:
    """Return those that are the same for every unit."""
    values = {
        "nam": str(dossier.plan.year),
        "chu_de": dossier.plan.topic or _first_line(dossier.plan.subject),
        "co_quan": dossier.office.body.called,
        "cap_tren": dossier.office.superior.called if dossier.office.superior else "",
    }
    values["cac_don_vi"] = _all_units(dossier)
    above = _above(dossier, draft)
    if above:
        values["noi_trinh"] = values["noi_bao_cao"] = above
    regime = dossier.regimes.get(draft.period.regime) if draft.period else None
    if regime is not None and regime.receiver and dossier.issuer(draft) is dossier.office.body:
        values["noi_bao_cao"] = regime.receiver
    if draft.period is not None:
        values["ky"] = values["ky_bc.nhan"] = draft.period.label
        values["ky_sau"] = values["ky_bc.ky_sau"] = draft.period.next_label
    if draft.task is not None and draft.deliverable is not None:
        values["nhiem_vu"] = values["san_pham.nhiem_vu"] = draft.task.title
        values["san_pham.ten"] = draft.deliverable.name
        values["san_pham.muc_tieu"] = _first_line(draft.task.goal)
        values["san_pham.so_nhiem_vu"] = draft.task.number
    return values


def _all_units(dossier: Dossier) -> str:
    """Return what the office calls all its units: the closed group that holds each of them."""
    inside = {unit.code for unit in dossier.register.inside()}
    for group in dossier.register.groups:
        if inside and inside <= {u.code for u in dossier.register.members(group)}:
            return group.name
    return "Các phòng, ban, đơn vị trực thuộc"


def _above(dossier: Dossier, draft: Draft) -> str:
    """Return whom the issuer submits and reports to; nothing known above the superior."""
    issuer, office = dossier.issuer(draft), dossier.office
    if issuer is office.body:
        return office.superior.called if office.superior else ""
    return "" if issuer is office.superior else office.body.called


def _first_line(text: str) -> str:
    return " ".join(text.split())


def with_stems(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Give each draft a file name: code, title, unit, period; ASCII, short, unique."""
    for draft, stem in named(drafts):
        yield replace(draft, stem=stem)


def named(drafts: Iterable[Draft]) -> Iterator[tuple[Draft, str]]:
    """Yield each draft with the name that is to be its file's."""
    used: set[str] = set()
    for draft in drafts:
        yield draft, unique(_stem(draft), used, MAX_STEM)


def unique(name: str, used: set[str], longest: int) -> str:
    """Return the name, numbered where it is ``used`` already, and remember it as used."""
    found, number = name, 1
    while found in used:
        number += 1
        tail = f"-{number}"
        found = name[: longest - len(tail)] + tail
    used.add(found)
    return found


def _stem(draft: Draft) -> str:
    if draft.is_plan:
        return "ke-hoach"
    head = [slug(draft.code, 24)] if draft.code else []
    marks = (draft.unit_code, draft.period_code, draft.row_code)
    tail = [slug(part, 20) for part in marks if part]
    room = MAX_STEM - sum(len(part) + 1 for part in (*head, *tail))
    middle = draft.type.slug[: max(room, 8)].strip("-")
    return "-".join([*head, middle, *tail])
