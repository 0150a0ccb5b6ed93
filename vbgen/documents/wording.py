"""Facts of the plan put into words."""

from __future__ import annotations

from vbgen.model.task import Target
from vbgen.vi.letters import capitalize_first

COMPARED = {
    ">=": "từ {} trở lên",
    ">": "trên {}",
    "=": "đạt {}",
    "<=": "không quá {}",
    "<": "dưới {}",
}


def target(t: Target) -> str:
    """Return a measurable target: ``Văn bản trao đổi dưới dạng điện tử: trên 95% (cấp sở)``."""
    unit = t.unit if t.unit == "%" else f" {t.unit}" if t.unit else ""
    amount = COMPARED.get(t.comparator, "{}").format(f"{t.value.replace('.', ',')}{unit}")
    level = f" ({t.level if t.level.startswith('cấp') else f'cấp {t.level}'})" if t.level else ""
    return f"{capitalize_first(t.what)}: {amount}{level}"
