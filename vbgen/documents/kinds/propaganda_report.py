"""The report on propaganda: published items counted from the list the workspace keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from vbgen.documents.kept import keeps, kept_rows
from vbgen.documents.kinds import sub_plan, topic_report
from vbgen.vi.dates import parse_date
from vbgen.vi.letters import lower_first
from vbgen.vi.numbers import decimal_comma
from vbgen.vi.text import two_digits

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

LEAST = "so_tin_bai_thang"


def enrich(maker: Maker, values: dict[str, Any]) -> None:
    """Add the plans answered, their activities, the items published by month."""
    sub_plan.enrich(maker, values)
    plans = topic_report.answered(maker)
    main = [d for d in plans if d.type == "ke-hoach-tuyen-truyen"] or plans
    days = published(maker)
    months = by_month(days, maker.dossier.plan.year)
    least = least_a_month(maker)
    values.update(
        ke_hoach_tra_loi=[topic_report.cited(maker, d) for d in main],
        hoat_dong_ke_hoach=topic_report.planned(maker, main),
        linh_vuc_thuong=[lower_first(name) for name in values["linh_vuc"]],
        bai_viet=bool(days),
        tong_so_bai=two_digits(len(days)),
        trung_binh_thang=decimal_comma(len(days) / (len(months) or 1), 1, trim=True),
        theo_thang=[{"thang": m, "so_bai": n} for m, n in months.items()] if days else [],
        muc_toi_thieu=two_digits(least),
        thang_thieu=[f"tháng {m}" for m, n in months.items() if days and n < least],
        nam_sau=str(maker.dossier.plan.year + 1),
    )


def published(maker: Maker) -> list[date]:
    """Return the days of publication; an item without a day does not count."""
    found = []
    for row in kept_rows(maker, "bai_viet") if keeps(maker, "bai_viet") else ():
        try:
            found.append(parse_date(str(row.get("ngay", ""))))
        except ValueError:
            continue  # the annex shows the row with a blank day
    return found


def by_month(days: Sequence[date], year: int) -> dict[int, int]:
    """Return the number of items of each month, from January to the last month with one."""
    counts = Counter(day.month for day in days if day.year == year)
    return {month: counts[month] for month in range(1, max(counts, default=0) + 1)}


def least_a_month(maker: Maker) -> int:
    """Return how many items a month the plan asks for, 0 where it does not say."""
    kept = str(maker.answers[LEAST]) if maker.answers.has(LEAST) else ""
    return int(kept) if kept.isdigit() else 0
