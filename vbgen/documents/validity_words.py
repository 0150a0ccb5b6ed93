"""What is said about a name or a citation that does not hold on the day of a draft."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vbgen.documents.cited_validity import Force
from vbgen.documents.former_names import Name
from vbgen.documents.passages import Days, NamedUnit, Passage
from vbgen.errors import Place, Problem
from vbgen.model.citation import Citation
from vbgen.vi.dates import short_date

FORMER, ENDED, NOT_YET = "HL-01", "HL-02", "HL-03"
_PLACES_SHOWN = 3


def name_problem(name: Name, spelling: str, where: Passage | NamedUnit) -> Problem:
    """Say that a name had ended, or did not exist yet, with the name of the day."""
    if not name.ended(where.days):
        return _early(name, spelling, where)
    about = "khoảng " if name.about else ""
    successors = "; ".join(name.successors)
    one = f'"{name.successors[0]}"' if len(name.successors) == 1 else "tên mới"
    return Problem(
        where.place,
        f'"{spelling}" là tên cũ, dùng đến hết {about}ngày {_day(name.until)}; '
        f"văn bản ghi ngày {_day(where.days.last)}",
        f"tên đúng vào ngày của văn bản{_colon(successors)}",
        f'thay bằng {one}, hoặc ghi rõ "(cũ)", "trước sắp xếp" nếu nói về trước đây; '
        "đơn vị vẫn còn thì ghi tu hoặc den ở danh mục đơn vị",
        "warning",
        FORMER,
    )


def _early(name: Name, spelling: str, where: Passage | NamedUnit) -> Problem:
    return Problem(
        where.place,
        f'"{spelling}" chỉ có từ ngày {_day(name.since)}; '
        f"văn bản ghi ngày {_day(where.days.first)}",
        f"tên đúng vào ngày của văn bản{_colon(name.before)}",
        "dùng tên của ngày ấy, hoặc sửa ngày dự kiến ban hành",
        "warning",
        FORMER,
    )


def citation_problem(
    force: Force, key: str, place: Place | str, days: Days, passages: Iterable[Passage] = ()
) -> Problem | None:
    """Say that a cited document was no longer, or not yet, in force; None where it was."""
    where = _cited_at(passages)
    if force.ended(days):
        what = "đã hết giai đoạn" if force.programme else "hết hiệu lực"
        after = ", ".join(force.replaced_by)
        return Problem(
            place,
            f"{key} {what} sau ngày {_day(force.until)}; văn bản ghi ngày {_day(days.last)}{where}",
            "văn bản viện dẫn còn hiệu lực vào ngày của văn bản"
            + (f"; văn bản thay thế: {after}" if after else ""),
            f"viện dẫn {after}" if after else "viện dẫn văn bản đang có hiệu lực, hoặc bỏ viện dẫn",
            "warning",
            ENDED,
        )
    if force.not_yet(days):
        return Problem(
            place,
            f"{key} có hiệu lực từ ngày {_day(force.since)}; "
            f"văn bản ghi ngày {_day(days.first)}{where}",
            "văn bản viện dẫn có hiệu lực vào ngày của văn bản",
            "viện dẫn văn bản đang có hiệu lực, hoặc sửa ngày dự kiến ban hành",
            "warning",
            NOT_YET,
        )
    return None


def _cited_at(passages: Iterable[Passage]) -> str:
    places = list(dict.fromkeys(str(p.place) for p in passages))
    if not places:
        return ""
    more = f" và {len(places) - _PLACES_SHOWN} chỗ khác" if len(places) > _PLACES_SHOWN else ""
    return f" (viện dẫn ở {', '.join(places[:_PLACES_SHOWN])}{more})"


def _colon(text: str) -> str:
    return f": {text}" if text else ""


def _day(day: date | None) -> str:
    return short_date(day) if day is not None else "…"


def question_problem(citation: Citation) -> Problem:
    """Say what the plan itself records as doubtful of a document it cites (``cau_hoi``)."""
    return Problem(
        citation.place or "ke-hoach.yaml",
        f"{citation.short()}: {citation.question}",
        f"cách đọc đã chọn: {citation.reading or citation.short()}",
        "khi đã rõ, sửa văn bản này và xóa cau_hoi",
        "warning",
    )
