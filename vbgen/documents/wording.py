"""Facts of the plan put into words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vbgen.model.task import Target
from vbgen.vi.letters import capitalize_first, lower, lower_first

COMPARED = {
    ">=": "từ {} trở lên",
    ">": "trên {}",
    "=": "đạt {}",
    "<=": "không quá {}",
    "<": "dưới {}",
}


LEVELS = frozenset({"tỉnh", "huyện", "xã", "sở"})


def head_of(title: str, name: str) -> str:
    """Return a head as named in a sentence, without saying twice what the name begins with."""
    words = title.split()
    same = len(words) > 1 and lower(words[-1]) == lower(name.split(" ", 1)[0])
    return f"{' '.join(words[:-1]) if same else title} {name}"


def chained(parts: Iterable[str]) -> str:
    """Return parts as one sentence, ``Soạn dự thảo; lấy ý kiến``: one capital, at its start."""
    first, *others = [*parts] or [""]
    return "; ".join([first, *map(lower_first, others)])


def target(t: Target) -> str:
    """Return a measurable target: ``Văn bản trao đổi dưới dạng điện tử: trên 95% (cấp sở)``."""
    unit = t.unit if t.unit == "%" else f" {t.unit}" if t.unit else ""
    amount = COMPARED.get(t.comparator, "{}").format(f"{t.value.replace('.', ',')}{unit}")
    level = f" (cấp {t.level})" if t.level in LEVELS else f" ({t.level})" if t.level else ""
    return f"{capitalize_first(t.what)}: {amount}{level}"


def running(text: str) -> str:
    """Return a text of the plan as it goes on within a sentence, each part with a small letter."""
    return "; ".join(lower_first(part) for part in text.split("; "))


def within(names: str) -> str:
    """Return names of units as they go on within a sentence: a group begins with a small letter."""
    return re.sub(r"(?:^|(?<=, )|(?<=; ))Các ", "các ", names)
