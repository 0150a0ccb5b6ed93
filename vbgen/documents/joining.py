"""Products of one task that an office makes as one document, by a setting.

``cai_dat.khac`` in ``van-phong.yaml`` names the setting; ``chung`` joins. The first product becomes
the joint document, the others are declined with its code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from vbgen.documents.dossier import Dossier
from vbgen.model.task import Deliverable, Task

TOGETHER = "chung"
# Setting -> the joint type and what it takes in, in the order of its parts.
JOINT: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "ke_hoach_phap_luat": (
        "ke-hoach-cong-tac-phap-luat-chung",
        ("ke-hoach-pbgdpl", "ke-hoach-theo-doi-thi-hanh-phap-luat", "ke-hoach-ra-soat-vbqppl"),
    ),
}


@dataclass(frozen=True)
class Joined:
    """``instead``: the joint product by the code it takes; ``refused``: reasons by code."""

    instead: Mapping[str, Deliverable] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)


def joined(dossier: Dossier, task: Task | None) -> Joined:
    """Return which products of a task are made as one; nothing, where the setting is not on."""
    instead: dict[str, Deliverable] = {}
    refused: dict[str, str] = {}
    for setting, (joint, parts) in JOINT.items():
        if task is None or dossier.office.settings.values.get(setting) != TOGETHER:
            continue
        found = [d for d in task.all_deliverables if d.type in parts]
        if len(found) < 2:
            continue
        first, *rest = found
        instead[first.code] = replace(first, type=joint, subject="", name="")
        reason = f"gộp vào văn bản {first.code} (cai_dat.khac.{setting}: {TOGETHER})"
        refused.update({d.code: reason for d in rest})
    return Joined(instead, refused)


def parts_of(joint: str) -> tuple[str, ...]:
    """Return the types that a joint type takes in; any other type is its own."""
    return next((parts for name, parts in JOINT.values() if name == joint), (joint,))
