"""The sentences of a periodic report that agree with its numbers: none, one, some, all.

Counts come from the facts and are written as they are; a share comes from its two counts. What has
no data has no sentence here: the templates put a blank in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from vbgen.vi.dates import short_date
from vbgen.vi.numbers import decimal_comma, percent, thousands
from vbgen.vi.text import join_list, two_digits

NOT_ARISING = "không phát sinh"
DONE = ("done_on_time", "done_late")
NAMES = {
    "done_on_time": "Hoàn thành đúng hạn",
    "done_late": "Hoàn thành quá hạn",
    "doing": "Đang thực hiện",
    "overdue": "Quá hạn, chưa hoàn thành",
    "not_due": "Chưa thực hiện, còn hạn",
    "not_arising": "Không phát sinh",
    "stopped": "Tạm dừng, hủy",
    "not_reported": "Chưa báo cáo",
}
_LINES = {
    "doing": "Đang thực hiện, còn hạn",
    "overdue": "Quá hạn, chưa hoàn thành",
    "not_due": "Chưa thực hiện, còn hạn",
    "not_arising": "Không phát sinh trong kỳ",
    "stopped": "Tạm dừng hoặc hủy",
    "not_reported": "Đơn vị chưa báo cáo",
}
MOST_NAMED = 15  # so many units are named in a sentence; more stand in the annex
Counts = Mapping[str, int]


def count(number: int) -> str:
    """Return a count as printed: ``05``, ``12``, ``1.234``."""
    return two_digits(number) if number < 1000 else thousands(number)


def share(part: int, whole: int) -> str:
    """Return a share as printed, or that there is nothing to have a share of."""
    return percent(part, whole, trim=True) if whole else NOT_ARISING


def day(iso: str | None) -> str:
    """Return an ISO day as printed, empty for none."""
    return short_date(date.fromisoformat(iso)) if iso else ""


def number(value: Any, kind: str = "") -> str:
    """Return a figure's value as printed; ``-`` where it is missing."""
    if value is None:
        return "-"
    if isinstance(value, str):
        return value
    exact = Decimal(str(value))
    return decimal_comma(exact, 2, trim=kind != "ratio")


def done(counts: Counts) -> int:
    """Return how many are done, on time or late."""
    return sum(counts[key] for key in DONE)


def tasks_sentence(tasks: Counts, until: str, what: str = "Kế hoạch năm") -> str:
    """Return how many tasks are done of how many."""
    total, finished = tasks["total"], tasks["done"]
    head = f"Tính đến hết ngày {until}, "
    if not total:
        return f"{head}không có nhiệm vụ nào của {what} phát sinh phải thực hiện."
    if not finished:
        none = (
            "nhiệm vụ duy nhất"
            if total == 1
            else f"chưa có nhiệm vụ nào trong {count(total)} nhiệm vụ"
        )
        return f"{head}{none} của {what} {'chưa ' if total == 1 else ''}hoàn thành."
    if finished == total:
        every = "nhiệm vụ duy nhất" if total == 1 else f"toàn bộ {count(total)} nhiệm vụ"
        return f"{head}{every} của {what} đã hoàn thành (100%)."
    return (
        f"{head}đã hoàn thành {count(finished)}/{count(total)} nhiệm vụ của {what}, "
        f"đạt {share(finished, total)}."
    )


def products_sentence(counts: Counts) -> str:
    """Return how many deliverables there are and how many of them are regular."""
    total, regular = counts["total"], counts["regular"]
    if not total:
        return "Không có sản phẩm nào do các đơn vị chủ trì."
    if not regular:
        tail = ", đều có thời hạn"
    elif regular == total:
        tail = ", đều là sản phẩm thường xuyên"
    else:
        tail = (
            f", trong đó {count(regular)} sản phẩm thường xuyên và "
            f"{count(total - regular)} sản phẩm có thời hạn"
        )
    return f"Kế hoạch năm có {count(total)} sản phẩm do các đơn vị chủ trì{tail}:"


def product_lines(counts: Counts) -> list[str]:
    """Return one line for each place in which deliverables are; empty places have none."""
    total, finished = counts["total"], done(counts)
    lines = [f"Hoàn thành: {count(finished)} sản phẩm ({share(finished, total)}){_timely(counts)}"]
    if not finished:
        lines = [] if counts["not_reported"] == total else ["Chưa có sản phẩm nào hoàn thành"]
    lines += [
        f"{name}: {count(counts[key])} sản phẩm ({share(counts[key], total)})"
        for key, name in _LINES.items()
        if counts[key]
    ]
    return closed(lines) if total else []


def _timely(counts: Counts) -> str:
    on_time, late = (counts[key] for key in DONE)
    if not late:
        return ", đúng hạn toàn bộ" if on_time > 1 else ", đúng hạn"
    if not on_time:
        return ", quá hạn toàn bộ" if late > 1 else ", quá hạn"
    return f", gồm {count(on_time)} đúng hạn, {count(late)} quá hạn"


def overdue_sentence(number_of: int) -> str:
    """Return what is said before the list of what is overdue."""
    if not number_of:
        return "Không có sản phẩm quá hạn chưa hoàn thành."
    which = (
        "Sản phẩm quá hạn chưa hoàn thành"
        if number_of == 1
        else (f"{count(number_of)} lượt sản phẩm quá hạn chưa hoàn thành, theo đơn vị chủ trì")
    )
    return f"{which}:"


def units_sentence(missing: list[str], returned: int) -> str:
    """Return which units did not report."""
    whole = len(missing) + returned
    if not missing:
        return (
            "Các đơn vị có nhiệm vụ trong kỳ đã gửi báo cáo đầy đủ."
            if returned > 1
            else ("Đơn vị có nhiệm vụ trong kỳ đã gửi báo cáo." if returned else "")
        )
    head = (
        f"Chưa có đơn vị nào trong {count(whole)} đơn vị gửi báo cáo kỳ này"
        if not returned and whole > 1
        else f"Còn {count(len(missing))}/{count(whole)} đơn vị chưa gửi báo cáo kỳ này"
    )
    if len(missing) > MOST_NAMED:
        return f"{head} (danh sách tại Phụ lục)."
    return f"{head}: {join_list(missing, separator='; ')}."


def compared(now: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    """Return how this period stands against an earlier one."""
    a, b = before, now
    parts = [
        _moved("nhiệm vụ hoàn thành", a["tasks"]["done"], b["tasks"]["done"]),
        _moved("sản phẩm hoàn thành", done(a["counts"]), done(b["counts"])),
        _moved("sản phẩm quá hạn chưa hoàn thành", a["counts"]["overdue"], b["counts"]["overdue"]),
        _moved(
            "sản phẩm chưa có báo cáo", a["counts"]["not_reported"], b["counts"]["not_reported"]
        ),
    ]
    told = "; ".join(part for part in parts if part) or "kết quả thực hiện không đổi"
    return f"So với {before['period']['label']}: {told}."


def _moved(what: str, before: int, now: int) -> str:
    if before == now:
        return f"số {what} không đổi ({count(now)})" if now else ""
    way, to = ("tăng", "lên") if now > before else ("giảm", "xuống")
    return f"số {what} {way} từ {count(before)} {to} {count(now)}"


def closed(lines: list[str]) -> list[str]:
    """Close each line with a semicolon, the last one with a full stop."""
    bare = [line.rstrip(" ;.,") for line in lines]
    return [f"{line}{'.' if n == len(bare) else ';'}" for n, line in enumerate(bare, 1)]


def issued_sentence(documents: Mapping[str, Mapping[str, Any]]) -> str:
    """Return how many documents were issued in the period, by type."""
    if not documents:
        return "Trong kỳ, sổ văn bản chưa ghi nhận văn bản nào được ban hành."
    by_type: dict[str, int] = {}
    for found in documents.values():
        by_type[found["type"]] = by_type.get(found["type"], 0) + 1
    told = join_list(f"{count(n)} {name.lower()}" for name, n in by_type.items())
    if len(documents) == 1:
        return f"Trong kỳ đã ban hành {told}:"
    total = count(len(documents))
    return f"Trong kỳ đã ban hành {total} văn bản, gồm {told}:"


def figure_sentence(found: Mapping[str, Any], row: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the text says of a figure that has a value."""
    value = found["value"]
    label = row["label"]
    if value is None:
        return
    if row["kind"] == "flag":
        yield f"{label}: {'có' if value else 'không'}"
    elif row["kind"] == "choice":
        yield f"{label}: {row['choices'].get(str(value), value)}"
    elif row["kind"] == "ratio" and not isinstance(value, str):
        counted = f"{number(found['numerator'])}/{number(found['denominator'])}"
        yield f"{label}: {number(value, 'ratio')}% ({counted})"
    elif isinstance(value, str):
        yield f"{label}: {value}"
    else:
        yield f"{label}: {number(value)} {row['unit'].lower()}".rstrip()
