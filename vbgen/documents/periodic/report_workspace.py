"""What a periodic report tells from the workspace's own lists: inspection, remedies, propaganda."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from vbgen.documents import findings as found_by
from vbgen.documents.findings import Finding
from vbgen.documents.inspection import FINDINGS, VISITS, day_in, programme
from vbgen.documents.periodic import report_words as words
from vbgen.model.task import Task

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

ARTICLES = "bai_viet"
DATED = "ngay"


def workspace_parts(maker: Maker) -> dict[str, Callable[[], Any]]:
    """Return the names that need no collected progress, each with what works it out."""
    return {
        "kiem_tra": lambda: inspected(maker),
        "tin_bai": lambda: articles(maker),
        "mo_hinh": lambda: _rows_in_period(maker, "sang_kien"),
    }


def inspected(maker: Maker) -> dict[str, Any]:
    """Return the inspection as it stood at the cut-off; nothing where none is on record."""
    lists = maker.dossier.supplement.lists
    if not any(lists.get(kind) for kind in (VISITS, FINDINGS)):
        return {}
    made, until = programme(maker.dossier, _task(maker)), _until(maker)
    later = {code for code, row in made.visits.items() if _after(row.get(DATED), until)}
    done = [unit for unit in made.inspected if unit.code not in later]
    found = [
        _as_of(f, until)
        for f in found_by.findings(maker.dossier)
        if f.year == maker.dossier.plan.year and f.unit not in later
    ]
    count = found_by.tally(found, until)
    return {
        "ke_hoach": words.count(len(made.units)),
        "da_kiem_tra": words.count(len(done)),
        "cau": _inspected_sentence(len(made.units), len(done)),
        "cau_phat_hien": _found_sentence(count) if done else "",
    }


def _after(value: object, until: date) -> bool:
    day = day_in(value)
    return day is not None and day > until


def _as_of(finding: Finding, until: date) -> Finding:
    """Return a finding as it stood on a day: what was remedied later was still under way."""
    if finding.state == found_by.DONE and _after(finding.day, until):
        return replace(finding, state=found_by.DOING)
    return finding


def _inspected_sentence(planned: int, done: int) -> str:
    if not planned:
        return "Trong năm không có đơn vị thuộc diện kiểm tra."
    if not done:
        return f"Kế hoạch kiểm tra {words.count(planned)} đơn vị; chưa có kết quả kiểm tra."
    if done >= planned:
        return f"Đã kiểm tra toàn bộ {words.count(planned)} đơn vị theo kế hoạch."
    return (
        f"Đã kiểm tra {words.count(done)}/{words.count(planned)} đơn vị theo kế hoạch "
        f"({words.share(done, planned)})."
    )


def _found_sentence(count: found_by.Tally) -> str:
    if not count.total:
        return "Qua kiểm tra không phát hiện hạn chế phải khắc phục."
    if count.done == count.total:
        return f"Đã khắc phục toàn bộ {words.count(count.total)} hạn chế phát hiện qua kiểm tra."
    late = f", trong đó {words.count(count.overdue)} quá thời hạn" if count.overdue else ""
    rest = count.total - count.done
    return (
        f"Phát hiện {words.count(count.total)} hạn chế; đã khắc phục {words.count(count.done)} "
        f"({words.share(count.done, count.total)}), còn {words.count(rest)} đang hoặc chưa khắc "
        f"phục{late}."
    )


def articles(maker: Maker) -> str:
    """Return how many items were published in the period, empty where no list is kept."""
    lists = maker.dossier.supplement.lists
    if ARTICLES not in lists:
        return ""
    return words.count(sum(1 for _ in _dated(maker, ARTICLES)))


def _rows_in_period(maker: Maker, kind: str) -> list[Mapping[str, Any]]:
    rows = maker.dossier.supplement.lists.get(kind, ())
    return [row for row in rows if not row.get(DATED) or _within(maker, str(row[DATED]))]


def _dated(maker: Maker, kind: str) -> Iterator[Mapping[str, Any]]:
    for row in maker.dossier.supplement.lists.get(kind, ()):
        if _within(maker, str(row.get(DATED, ""))):
            yield row


def _within(maker: Maker, text: str) -> bool:
    day, period = day_in(text), maker.draft.period
    return day is not None and period is not None and period.start <= day <= period.end


def _until(maker: Maker) -> date:
    return maker.draft.period.end if maker.draft.period else maker.day


def _task(maker: Maker) -> Task | None:
    """The task that has the inspection plan, none where no task has one."""
    for task in maker.dossier.plan.tasks:
        if any(d.type == "ke-hoach-kiem-tra" for d in task.all_deliverables):
            return task
    return None
