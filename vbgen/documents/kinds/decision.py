"""Decisions by their matter: what is decided, what is attached, who carries it out.

The matter is told by the verb that the abstract begins with; the decision on persons by its words.
Personal data come from the workspace alone (list ``nguoi``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from vbgen.documents.kept import keeps, kept_rows
from vbgen.documents.kinds import sub_plan
from vbgen.model.unit import Unit
from vbgen.vi.letters import capitalize_first, lower, lower_first, upper
from vbgen.vi.text import two_digits

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

# The verb an abstract begins with -> the matter, which chooses duties and attached list.
VERBS = {
    "thông qua": "thong-qua",
    "công bố": "cong-bo",
    "công nhận": "cong-nhan",
    "phê duyệt": "phe-duyet",
    "thành lập": "thanh-lap",
    "kiện toàn": "thanh-lap",
    "giao": "giao",
    "phân bổ": "giao",
    "phân công": "giao",
    "ban hành": "ban-hanh",
    "điều chỉnh": "phe-duyet",
    "bổ sung": "phe-duyet",
}
# What a decision on persons is about, by words of its abstract; the first that is there counts.
PERSONAL = {
    "tuyen-dung": ("tuyển dụng",),
    "cu-doan": ("đoàn công tác", "đi công tác", "học tập kinh nghiệm", "khảo sát"),
    "cu-hoc": ("tham gia lớp", "đi học", "đào tạo", "bồi dưỡng"),
    "ngach": ("ngạch", "chức danh nghề nghiệp"),
    "dieu-dong": ("điều động", "luân chuyển", "biệt phái", "tiếp nhận"),
    "bo-nhiem": ("bổ nhiệm",),
    "luong": ("lương", "phụ cấp"),
}
ABOUT = "về việc "
LIST, PEOPLE, TOGETHER = "danh_muc", "nguoi", "cu-doan"


def enrich(maker: Maker, values: dict[str, Any]) -> None:
    """Add the matter, the first article's sentence, the attached list, who carries it out."""
    sub_plan.enrich(maker, values)
    subject = _bare(maker.draft.subject)
    values.update(
        loai_viec=matter(subject),
        quyet_nghi=capitalize_first(subject),
        tieu_de_phu_luc=_listed_title(subject),
        doi_tuong=lower_first(_object(subject)),
        thi_hanh=executors(maker),
        cua_cap_tren=maker.of_superior,
        viec_nguoi=next((k for k, words in PERSONAL.items() if _has(subject, words)), ""),
    )
    values["nguoi"] = _people(maker, together=values["viec_nguoi"] == TOGETHER)
    kept = kept_rows(maker, LIST)
    known = keeps(maker, LIST)
    values["co_danh_muc"] = values["loai_viec"] not in {"", "giao"} or known
    values["danh_muc"] = kept if values["co_danh_muc"] else []
    values["ket_qua_xep_loai"] = _tally(kept) if known else []


def _people(maker: Maker, *, together: bool) -> list[Any]:
    """Return the persons decided on: the one of the row, those listed, else one blank or a few."""
    if maker.draft.row:
        return [maker.answers]
    found = list(kept_rows(maker, PEOPLE))
    return found if keeps(maker, PEOPLE) or together else found[:1]


def matter(subject: str) -> str:
    """Return the matter of a decision, empty where the verb is none we know."""
    start = lower(_bare(subject))
    return next((m for verb, m in VERBS.items() if start.startswith((f"{verb} ", f"{verb},"))), "")


def _bare(subject: str) -> str:
    text = " ".join(subject.split())
    return text[len(ABOUT) :] if lower(text).startswith(ABOUT) else text


def _object(subject: str) -> str:
    """Return what is decided on: the abstract without the verbs it begins with."""
    verbs = "|".join(VERBS)
    return re.sub(rf"^(?:{verbs})(?:, (?:{verbs}))* ", "", subject, flags=re.IGNORECASE)


def _listed_title(subject: str) -> str:
    found = _object(subject)
    return upper(f"Danh sách {found}" if matter(subject) == "thanh-lap" else found)


def executors(maker: Maker, codes: Sequence[str] = ()) -> str:
    """Return who has to carry a decision out, heads by their posts; ``codes``: units it concerns.

    Of a superior's decision the head of the office comes first. Groups are left to the closing
    words of the article; where there is nothing else, the drafting unit's head stands.
    """
    dossier, d = maker.dossier, maker.draft.deliverable
    known = dossier.register.by_code
    office = known.get(dossier.office.body.code)
    named = [known[code] for code in codes or (d.leads if d else ()) if code in known]
    units = [office] if maker.of_superior and office else []
    units += [unit for unit in named if unit != office]
    drafting = known.get(dossier.office.drafting_unit)
    heads = dict.fromkeys(_head(maker, u) for u in units or ([drafting] if drafting else []))
    return ", ".join(heads) or "Lãnh đạo cơ quan"


def _head(maker: Maker, unit: Unit) -> str:
    return maker.head_of(unit) if unit.kind != "ca-nhan" else unit.name_on(maker.day)


def _has(subject: str, words: tuple[str, ...]) -> bool:
    return any(word in lower(subject) for word in words)


def _tally(rows: Any) -> list[dict[str, str]]:
    """Count the results of an attached list, in the order in which they occur."""
    found = Counter(str(row["ket_qua"]) for row in rows if row.get("ket_qua"))
    return [{"ten": name, "so": two_digits(count)} for name, count in found.items()]
