"""What the parent plan's body says of the matter of another document, and whom it charges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vbgen.model.section import Paragraph
from vbgen.vi.letters import lower

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

# What the parent plan calls the matter of a type, where the abstract says it in other words.
PHRASES = {
    "ke-hoach-tuyen-truyen": ("tuyên truyền",),
    "bao-cao-tuyen-truyen": ("tuyên truyền",),
    "ke-hoach-ra-soat-vbqppl": ("rà soát", "hệ thống hóa"),
    "ke-hoach-phap-che": ("pháp chế", "văn bản quy phạm pháp luật", "văn bản qppl"),
    "ke-hoach-tuyen-dung": ("tuyển dụng",),
    "ke-hoach-dao-tao": ("đào tạo, bồi dưỡng", "đào tạo", "bồi dưỡng"),
    "ke-hoach-chuyen-doi-so": ("chuyển đổi số", "an toàn thông tin", "môi trường mạng", "ký số"),
    "ke-hoach-ra-soat-tthc": ("đơn giản hóa", "rút gọn", "rà soát"),
    "ke-hoach-nang-cao-chi-so": ("chỉ số",),
    "bao-cao-tu-chu": ("tự chủ",),
}
_LABEL = re.compile(r"^(?:[a-zđ]\)|\d+\.)\s+")  # the item stands elsewhere under another number
LEADING_WORDS = 4
MOST_GUIDING = 6
MONEY = "kinh phí"


def guiding(maker: Maker) -> list[str]:
    """Return what the plan's body says of this matter: items that name it, or stand under it.

    Where the task's own field of work says something, the other fields are left out.
    """
    wanted = PHRASES.get(maker.draft.type.slug) or (_leading(maker.draft.subject),)
    found = list(_about(maker.dossier.plan.body, wanted))
    own = maker.draft.task.field if maker.draft.task else ""
    kept = [p for field, p in found if field == own] or [p for _, p in found]
    texts = (_LABEL.sub("", p.text) for p in kept[:MOST_GUIDING])
    return [f"{maker.plain(text)}." for text in texts]


def _leading(subject: str) -> str:
    return lower(" ".join(subject.split()[:LEADING_WORDS])).rstrip(" ,;")


def _about(body: tuple[Paragraph, ...], wanted: tuple[str, ...]) -> Iterator[tuple[str, Paragraph]]:
    """Yield the field of work and the item, for each item of the body about the matter."""
    under, field = False, ""
    for p in body:
        names_it = any(phrase and phrase in lower(p.text) for phrase in wanted)
        if p.level in {"muc", "khoan"}:
            under, field = names_it and p.level == "khoan" and not p.unit, p.field
        elif (names_it or under) and not p.heading:
            yield field, p


def funding_unit(maker: Maker) -> str:
    """Return the unit that the plan charges with the money, else the words for whoever does it."""
    for p in maker.dossier.plan.body:
        if p.unit in maker.dossier.register.by_code and MONEY in lower(p.text):
            return maker.labels((p.unit,))
    return "Bộ phận tài chính - kế toán"
