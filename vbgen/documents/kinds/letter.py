"""Letters, notices, guidance and reports on one task: what they say follows from the task.

What kind of work it is (a system to be used, an assessment, a service) is told by the abstract.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vbgen.documents.abbreviations import abbreviations, spell
from vbgen.documents.blanks import Answers
from vbgen.documents.kept import keeps, kept_rows
from vbgen.documents.kinds import sub_plan
from vbgen.model.task import Deliverable
from vbgen.vi.dates import short_date
from vbgen.vi.letters import lower, lower_first

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

# Words of an abstract -> the kind of work, the first that is there counts.
WORK = {
    "danh-gia": ("đánh giá, xếp loại", "xếp loại chất lượng", "chấm điểm"),
    "he-thong": ("phần mềm", "hệ thống thông tin", "phân hệ", "kho dữ liệu", "ứng dụng"),
    "dich-vu": ("tiếp nhận", "dịch vụ công", "nộp hồ sơ", "trả kết quả", "thủ tục"),
}
# What a letter's abstract begins with, before it names its matter.
DOING = ("v/v ", "về việc ", "triển khai ", "thực hiện ", "sử dụng ", "đôn đốc ")


def enrich(maker: Maker, values: dict[str, Any]) -> None:
    """Add the kind of work, its matter, what was issued on it, what the workspace keeps of it."""
    sub_plan.enrich(maker, values)
    subject, d = " ".join(maker.draft.subject.split()), maker.draft.deliverable
    if maker.draft.type.frame == "cong-van" and d is not None and d.partners:
        maker.address(values, values["cac_phoi_hop"])
    known = abbreviations(maker.dossier.plan)
    values.update(
        loai_viec=next((k for k, words in WORK.items() if _has(subject, words)), ""),
        doi_tuong_viec=matter(subject),
        lam_viec=lower_first(_bare(subject)),
        viec_con=_further(values),
        su_dung="sử dụng" in lower(subject),
        van_ban_da_ban_hanh=issued(maker),
        ke_hoach_nam=f"{values['ke_hoach']['vien_dan']} (sau đây gọi tắt là Kế hoạch năm)",
        san_pham_khac=spell([_other(d) for d in sub_plan.others(maker) if not d.supporting], known),
        ket_qua=_results(maker, values["viec"]),
        den=Answers(maker.draft.row, maker.asked, "van_ban_den"),
    )


def _bare(subject: str) -> str:
    """Return what is asked for, without the words that only introduce it."""
    text = lower_first(subject)
    return text.removeprefix("v/v ").removeprefix("về việc ")


def _further(values: dict[str, Any]) -> list[str]:
    """Return the task's activities, nothing where they only repeat the task itself."""
    work: list[str] = values["viec"]
    said = lower(str(values["san_pham"].get("nhiem_vu", "")))
    return [] if [lower(text) for text in work] == [said] else work


def matter(subject: str) -> str:
    """Return what a letter is about, without the words that say what it does."""
    text, before = lower_first(subject), ""
    while text != before:
        before = text
        for words in DOING:
            if lower(text).startswith(words):
                text = text[len(words) :]
    return text


def issued(maker: Maker) -> list[str]:
    """Return what the register holds of the task, cited: the evidence of what was done."""
    task = maker.draft.task
    codes = {d.code for d in task.all_deliverables} if task else set()
    found = sorted(
        (d for d in maker.dossier.issued if d.deliverable in codes),
        key=lambda d: (d.issued, d.number),
    )
    return [
        f"{d.type_name} số {d.number_symbol} ngày {short_date(d.issued)} {lower_first(d.subject)}"
        for d in found
    ]


def _other(d: Deliverable) -> dict[str, str]:
    return {"ten": d.name, "ma": d.code, "thoi_han": " ".join(d.deadline_text.split())}


def _results(maker: Maker, work: list[str]) -> list[Any]:
    """Return the results kept, else one open row for each activity of the task."""
    if keeps(maker, "ket_qua") or not work:
        return list(kept_rows(maker, "ket_qua"))
    blank = maker.blank("ket_qua").rows()[0]
    return [{"viec": text, "ket_qua": blank["ket_qua"], "ngay": blank["ngay"]} for text in work]


def _has(subject: str, words: tuple[str, ...]) -> bool:
    return any(word in lower(subject) for word in words)
