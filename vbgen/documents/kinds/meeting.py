"""Meetings: the invitation, the minutes and the conclusions tell of one meeting from one source.

A meeting is a row of the workspace's list ``cuoc_hop``, or what is supplied for the deliverable
that calls for one; content and guests follow from the task where the workspace says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from vbgen.documents.kept import keeps, kept_rows
from vbgen.documents.kinds import sub_plan
from vbgen.vi.letters import lower_first

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

# Words a gathering's name begins with; another name is a matter that a meeting is about.
GATHERINGS = (
    "cuộc ",
    "buổi ",
    "lớp ",
    "hội nghị",
    "hội thảo",
    "lễ ",
    "phiên ",
    "đại hội",
    "tọa đàm",
)
NAME = "cuoc_hop"


def enrich(maker: Maker, values: dict[str, Any]) -> None:
    """Add ``hop``: name, chair, guests, contents, who spoke, what was concluded and assigned."""
    sub_plan.enrich(maker, values)
    answers = maker.answers
    given = str(answers[NAME]) if answers.has(NAME) else " ".join(maker.draft.subject.split())
    values["hop"] = {
        "ten": called(given),
        "chuan_bi": values["san_pham"].get("chu_tri") or values["dau_moi"],
        "khach_moi": _lines(maker, "khach_moi")
        or _lines(maker, "thanh_phan")
        or [lower_first(name) for name in values["cac_phoi_hop"]],
        "thanh_phan": _lines(maker, "thanh_phan") or values["cac_phoi_hop"],
        "vang_mat": _lines(maker, "vang_mat"),
        "noi_dung": _lines(maker, "noi_dung") or values["viec"],
        "thuong": lambda lines: "; ".join(map(lower_first, lines)),
        "giao_viec": [_assigned(maker, row) for row in kept_rows(maker, "giao_viec")],
        "co_giao_viec": keeps(maker, "giao_viec") or not maker.draft.code,
    }


def called(name: str) -> str:
    """Return a gathering's name as it goes on in a sentence: ``buổi tập huấn …``."""
    text = lower_first(name.removeprefix("Dự ").strip())
    return text if text.startswith(GATHERINGS) else f"buổi {text}"


def _lines(maker: Maker, key: str) -> list[str]:
    """Return a list of texts, or one text as a list; nothing where the workspace is silent."""
    if not maker.answers.has(key):
        return []
    value: Any = maker.answers[key]
    found: Iterable[Any] = value if isinstance(value, tuple | list) else [value]
    return [str(item).strip().rstrip(".;") for item in found]


def _assigned(maker: Maker, row: Any) -> dict[str, Any]:
    units = maker.dossier.register.find(str(row.get("don_vi", "")))
    name = maker.labels((units[0].code,)) if len(units) == 1 else row["don_vi"]
    return {"don_vi": name, "viec": row["viec"], "thoi_han": row["thoi_han"]}
