"""Names under which ``bo-sung`` keeps facts that documents of every type read.

What a single type reads follows from its declaration (:mod:`vbgen.documents.answer_keys`).
"""

from __future__ import annotations

TITLE = "trich_yeu"
PLANNED_DAY = "ngay_du_kien"
SIGNER = "nguoi_ky"
DUE = "han"
EVENT_DAY = "ngay_su_kien"
URGENCY = "do_khan"
CIRCULATION = "luu_hanh"
DRAFTER = "nguoi_soan"
COPIES = "so_ban_phat_hanh"
SUBMITTED_TO = "noi_trinh"
REPORTED_TO = "noi_bao_cao"

EVERY_DOCUMENT = frozenset(
    {
        TITLE,
        PLANNED_DAY,
        SIGNER,
        DUE,
        EVENT_DAY,
        URGENCY,
        CIRCULATION,
        DRAFTER,
        COPIES,
        SUBMITTED_TO,
        REPORTED_TO,
    }
)
