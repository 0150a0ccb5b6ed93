"""Submissions, the letters that ask for opinions, the slips: what draft they are for.

Opinions come from the workspace (list ``gop_y``); how many units answered is counted, never typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vbgen.documents import types
from vbgen.documents.blanks import Answers
from vbgen.documents.decree_types import decree_types
from vbgen.documents.dossier import Draft
from vbgen.documents.fill import fill, unfilled
from vbgen.documents.jobs import title_values
from vbgen.documents.kept import CODE, KeptRow, document_keys, keeps
from vbgen.documents.kinds import decision, sub_plan
from vbgen.model.supplement import Answer
from vbgen.model.task import Deliverable
from vbgen.model.unit import Unit
from vbgen.vi.dates import short_date
from vbgen.vi.letters import lower, lower_first
from vbgen.vi.text import squeeze, two_digits
from vbgen.vi.unicode import fold

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

OPINIONS, ASKED = "gop_y", "don_vi_lay_y_kien"
# What may be the matter of a submission, in order of weight.
SUBMITTED = ("nghi-quyet", "quyet-dinh", "quy-che", "de-an", "ke-hoach")
TREATED = {"co": "Tiếp thu", "khong": "Giải trình, không tiếp thu", "mot_phan": "Tiếp thu một phần"}
AGREED, SILENT = "Thống nhất", "Chưa có ý kiến"
# Acts whose abstract begins with what they do, or with "về".
ACTS = ("Quyết định", "Nghị quyết")
STARTS = (
    *decision.VERBS,
    "về ",
    "quy định ",
    "sửa đổi",
    "bãi bỏ ",
    "cử ",
    "tuyển dụng",
    "bổ nhiệm",
)
ABOUT = ("về việc ", "lấy ý kiến ", "đối với ", "dự thảo ")


def enrich(maker: Maker, values: dict[str, Any]) -> None:
    """Add the draft submitted, who is asked, what they said, what is enclosed."""
    sub_plan.enrich(maker, values)
    texts = title_values(maker.dossier, maker.draft)
    values.update(
        noi_trinh=texts.get("noi_trinh") or maker.blank("noi_trinh"),
        du_thao=drafted(maker),
        gop_y=opinions(maker),
        can_cu_trinh=[line.removeprefix("Căn cứ ").rstrip(";.") for line in values["can_cu"]],
        ho_so=enclosed(maker),
        cong_van_lay_y_kien=_letter(maker),
        ke_hoach_nam=f"{_acted_on(maker, values)} (sau đây gọi tắt là Kế hoạch năm)",
        cua_cap_tren=maker.of_superior,
    )
    if values["don_vi"] and values["co_quan"]["goi"] == values["don_vi"]["ten"]:
        values["dau_moi"] = values["don_vi"]["ten"]
    if maker.draft.type.frame == "cong-van" and values["cac_phoi_hop"]:
        maker.address(values, values["cac_phoi_hop"])


def _acted_on(maker: Maker, values: dict[str, Any]) -> str:
    """Return the plan that the issuer acts on: its own, the superior's where that one issues."""
    plan = values["ke_hoach"]
    if not maker.of_superior:
        return str(plan["vien_dan"])
    return str(plan["cap_tren"] or maker.blank("ke_hoach_cap_tren"))


def product(maker: Maker) -> Deliverable | None:
    """Return what the submission is for: the product it goes with, else the task's weightiest."""
    own, task = maker.draft.deliverable, maker.draft.task
    if own is None or task is None:
        return None
    known = maker.dossier.plan.by_code
    if own.after in known:
        return known[own.after]
    others = [d for d in task.deliverables if d is not own]
    found = (d for base in SUBMITTED for d in others if d.type.startswith(base))
    return next(found, None)


def drafted(maker: Maker) -> dict[str, Any]:
    """Return the draft submitted: its type, what it is called in a sentence, when it is due."""
    d = product(maker)
    subject = _bare(" ".join(maker.draft.subject.split()))
    if d is None or not d.is_document:
        return {"loai": "", "ten": subject, "noi_dung": "", "thoi_han": "", "quy_pham": False}
    base = next((b for b in decree_types() if d.type == b or d.type.startswith(f"{b}-")), "")
    kind = decree_types()[base].name if base else d.name
    about = _filled(maker, d)
    whole = lower(about).startswith(lower(kind))
    link = "về " if kind in ACTS and not lower(about).startswith(STARTS) else ""
    named = about if whole else f"{kind} {link}{lower_first(about)}"
    return {
        "loai": kind,
        "ten": squeeze(named),
        "thoi_han": squeeze(d.deadline_text),
        "noi_dung": "" if whole else lower_first(about),
        "quy_pham": d.normative == "co",
        "cap_tren": d.issuer == "cap_tren",
    }


def _filled(maker: Maker, d: Deliverable) -> str:
    subject = fill(d.subject or d.name, title_values(maker.dossier, maker.draft))
    return d.name if unfilled(subject) else subject


def _bare(subject: str) -> str:
    """Return what is drafted, without the words that say what the letter does with it."""
    text = lower_first(subject)
    for words in ABOUT:
        text = text.removeprefix(words)
    return text


# Opinions.


def opinions(maker: Maker) -> dict[str, Any]:
    """Return the opinions by unit, and the counts: asked, answered, agreed, with remarks."""
    begun, asked = _rows(maker), _asked(maker)
    rows = [row for row in begun if _said(row)]  # a row that only names a unit says nothing yet
    if not rows and (begun or not keeps(maker, OPINIONS)):
        key, names = document_keys(maker)[-1], [maker.labels((u.code,)) for u in asked]
        blank = [KeptRow(OPINIONS, {CODE: key, "don_vi": n}, maker.asked) for n in names]
        return {"dong": blank, "da_co": False, "so_gui": two_digits(len(asked))}
    by_unit: dict[str, list[Mapping[str, Answer]]] = {}
    for row in rows:
        by_unit.setdefault(_name(maker, str(row.get("don_vi", ""))), []).append(row)
    names = [maker.dossier.register.full_label(u, maker.day) for u in asked]
    names += [name for name in by_unit if name not in names]
    found = [_opinion(maker, name, row) for name in names for row in by_unit.get(name, [{}])]
    remarks = [f for f in found if f["noi_dung"] not in {AGREED, SILENT}]
    agreed = [name for name in by_unit if not any(f["don_vi"] == name for f in remarks)]
    taken = [f for f in remarks if f["ma"] == "co"]
    return {
        "dong": found,
        "da_co": True,
        "so_gui": two_digits(len(names)),
        "so_tra_loi": two_digits(len(by_unit)),
        "so_thong_nhat": two_digits(len(agreed)),
        "so_don_vi_gop_y": two_digits(len(by_unit) - len(agreed)),
        "so_y_kien": two_digits(len(remarks)),
        "so_tiep_thu": two_digits(len(taken)),
        "so_giai_trinh": two_digits(len(remarks) - len(taken)),
        "chua_tra_loi": [name for name in names if name not in by_unit],
    }


def _said(row: Mapping[str, Answer]) -> str:
    said = str(row.get("noi_dung", "")).strip()
    return AGREED if fold(said.rstrip(".")) == fold(AGREED) else said


def _rows(maker: Maker) -> Sequence[Mapping[str, Answer]]:
    d = product(maker)
    codes = {"", maker.draft.code, d.code if d else ""}
    lists = maker.dossier.supplement.lists.get(OPINIONS, ())
    return [row for row in lists if str(row.get("ma", "")) in codes]


def _asked(maker: Maker) -> tuple[Unit, ...]:
    """Return the units asked: those named, else the partners, else all inside; not the drafter."""
    register, d = maker.dossier.register, maker.draft.deliverable
    value = maker.dossier.answers(maker.draft).get(ASKED, "")
    listed = value if isinstance(value, tuple) else str(value).split(";")
    named = [u for n in listed if str(n).strip() for u in register.find(str(n).strip())]
    codes = [n.code for n in named] or list(d.partners if d else ())
    leads = set(d.leads if d else ())
    found = tuple(u for u in register.resolve(codes, maker.day) if u.code not in leads)
    return found or tuple(u for u in register.inside(maker.day) if u.code not in leads)


def _name(maker: Maker, text: str) -> str:
    found = maker.dossier.register.find(text)
    return maker.labels((found[0].code,)) if len(found) == 1 else text


def _opinion(maker: Maker, name: str, row: Mapping[str, Answer]) -> dict[str, Any]:
    said = _said(row)
    if said in {"", AGREED}:
        return _line(name, said or SILENT)
    kept = Answers(row, maker.asked, OPINIONS)
    treated = str(row.get("tiep_thu", ""))
    shown = TREATED.get(treated, treated) or kept["tiep_thu"]
    reason = row.get("ly_do", "") if treated == "co" else kept["ly_do"]
    return {**_line(name, said, shown, reason), "ma": treated}


def _line(name: str, said: str = "", treated: object = "", reason: object = "") -> dict[str, Any]:
    return {"don_vi": name, "noi_dung": said, "tiep_thu": treated, "ly_do": reason, "ma": ""}


# What goes with it.


def _letter(maker: Maker) -> str:
    """Return the letter that asked for opinions, cited; nothing where the plan has none."""
    task = maker.draft.task
    for d in task.all_deliverables if task else ():
        if d.type == "cong-van-lay-y-kien" and d is not maker.draft.deliverable:
            return maker.cited(Draft(types.load(d.type), d.subject, deliverable=d, task=task))
    return ""


def enclosed(maker: Maker) -> list[str]:
    """Return what is sent along: the draft, the table of opinions, the task's other papers."""
    own, d, task = maker.draft.deliverable, product(maker), maker.draft.task
    name = drafted(maker)["ten"]
    found = [f"Dự thảo {name}"] if d is not None and d.is_document else []
    found.append("Bảng tổng hợp, tiếp thu, giải trình ý kiến góp ý")
    for other in task.all_deliverables if task else ():
        if other not in (own, d) and other.type.startswith(("bao-cao", "de-an")):
            found.append(_paper(maker, other))
    return found


def _paper(maker: Maker, d: Deliverable) -> str:
    issued = maker.dossier.issued_for(d.code)
    if issued is None:
        return squeeze(d.name)
    day = short_date(issued.issued)
    return f"{issued.type_name} số {issued.number_symbol} ngày {day} {lower_first(issued.subject)}"
