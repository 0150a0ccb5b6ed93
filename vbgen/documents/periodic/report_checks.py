"""What is examined before a period is closed (domain: checks before closing), each with its code.

Everything is read from the facts, so that a closed report is examined as it was closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from vbgen.documents.periodic import report_words as words
from vbgen.documents.periodic.progress_doubts import Cited, twice_cited
from vbgen.errors import Place, Problem
from vbgen.model.progress import State, Status
from vbgen.model.progress_record import Doubt
from vbgen.vi.numbers import ratio
from vbgen.vi.text import join_list

Facts = Mapping[str, Any]
Row = Mapping[str, Any]
# Code -> what it examines; shown in the documentation and in the trace.
CHECKS = {
    "CK-01": "mọi đơn vị có nhiệm vụ đã gửi báo cáo",
    "CK-02": "sản phẩm đến hạn có trạng thái",
    "CK-03": "sản phẩm hoàn thành có văn bản (số, ngày) và ngày hoàn thành",
    "CK-04": "không có ngày sau ngày chốt số liệu hoặc trước ngày của kế hoạch",
    "CK-05": "một văn bản không đứng ở hai nhiệm vụ",
    "CK-06": "các trạng thái cộng lại bằng tổng số",
    "CK-07": "tỷ lệ tính đúng từ tử số và mẫu số",
    "CK-08": "sản phẩm quá hạn có lý do và thời hạn mới",
    "CK-09": "sản phẩm kỳ trước chưa xong được báo tiếp",
    "CK-10": "sản phẩm chuyển từ kỳ trước có mặt trong kỳ này",
    "CK-11": "số trong lời văn bằng số trong phụ lục",
    "CK-12": "số lũy kế không giảm so với kỳ trước",
    "CK-13": "không còn điều nghi ngờ khi thu",
    "CK-14": "biểu thống kê đủ số liệu",
}


def checks(
    found: Facts,
    *,
    plan_day: date,
    own_code: str,
    office_symbol: str,
    doubts: Iterable[Doubt] = (),
    figures: Iterable[Problem] = (),
) -> tuple[Problem, ...]:
    """Return every finding, in the order of the codes.

    ``plan_day``, ``own_code``: the plan's own day and code; ``doubts``: those open after
    collecting; ``figures``: what does not hold between the statistical figures.
    """
    rows = tuple(found["leads"].values())
    return (
        *_missing_units(found),
        *_silent(found, rows),
        *_without_paper(found, rows),
        *_days(found, rows, plan_day, own_code),
        *_twice(rows, office_symbol, found),
        *_partition(found),
        *_ratios(found),
        *_overdue(rows),
        *_left_open(rows),
        *(_as_check(p) for p in figures),
        *(_doubtful(d) for d in doubts),
        *_lacking_figures(found),
    )


def _finding(code: str, where: str, problem: str, remedy: str, required: str = "") -> Problem:
    return Problem(Place(text=where), problem, required or CHECKS[code], remedy, "warning", code)


def _where(row: Row) -> str:
    return f"{row['code']} · {row['unit']}"


def _missing_units(found: Facts) -> Iterator[Problem]:
    for unit in found["missing_units"]:
        yield _finding(
            "CK-01",
            unit,
            "đơn vị chưa gửi báo cáo kỳ này",
            "đôn đốc bằng `vbgen progress status … -o đôn-đốc.docx`, thu lại rồi chốt",
        )


def _silent(found: Facts, rows: Sequence[Row]) -> Iterator[Problem]:
    until = found["period"]["to"]
    for row in rows:
        if row["lead_status"] == Status.NOT_REPORTED and row["due"] and row["due"] < until:
            yield _finding(
                "CK-02",
                _where(row),
                f"thời hạn {words.day(row['due'])} đã qua nhưng chưa có trạng thái",
                "yêu cầu đơn vị báo trạng thái, thu lại",
            )


def _without_paper(found: Facts, rows: Sequence[Row]) -> Iterator[Problem]:
    for row in rows:
        if row["state"] != State.DONE or row["basis"] == "register":
            continue
        if found["items"][row["code"]]["document"] and not row["number"]:
            yield _finding(
                "CK-03",
                _where(row),
                "Hoàn thành nhưng chưa có số văn bản",
                "bổ sung số, ký hiệu, ngày; hoặc ghi sổ bằng `vbgen issue`",
            )
        if not row["day"]:
            yield _finding(
                "CK-03",
                _where(row),
                "Hoàn thành nhưng chưa có ngày hoàn thành, ngày ban hành",
                "bổ sung một trong hai ngày",
            )


def _days(found: Facts, rows: Sequence[Row], plan_day: date, own: str) -> Iterator[Problem]:
    until, first = found["period"]["to"], plan_day.isoformat()
    for row in rows:
        if row["basis"] != "returned":
            continue
        for name, day in (("ngày hoàn thành", row["day"]), ("ngày văn bản", row["paper_day"])):
            if day and day > until:
                problem = f"{name} {words.day(day)} sau ngày chốt số liệu {words.day(until)}"
            elif day and day < first and row["code"] != own:
                problem = f"{name} {words.day(day)} trước ngày của kế hoạch {words.day(first)}"
            else:
                continue
            yield _finding("CK-04", _where(row), problem, "kiểm tra lại ngày, nhất là năm")


def _twice(rows: Sequence[Row], office_symbol: str, found: Facts) -> Iterator[Problem]:
    cited = [
        Cited(
            row["code"],
            found["items"][row["code"]]["task"],
            row["unit_code"],
            row["number"],
            row["symbol"],
            date.fromisoformat(row["paper_day"]),
        )
        for row in rows
        if row["number"] and row["paper_day"] and row["state"] == State.DONE
    ]
    for one, others in twice_cited(cited, office_symbol).items():
        paper = f"{one.number}/{one.symbol}".rstrip("/")
        told = f"{paper} ngày {words.day(one.day.isoformat())}"
        yield _finding(
            "CK-05",
            f"{one.code} · {found['units'].get(one.unit, one.unit)}",
            f"văn bản {told} cũng đứng ở {join_list(others)}",
            "giữ văn bản ở đúng nhiệm vụ của nó",
        )


def _partition(found: Facts) -> Iterator[Problem]:
    named = [("toàn bộ", found["counts"]), *found["by_unit"].items(), *found["by_group"].items()]
    for name, counts in named:
        added = sum(counts[status.value] for status in Status)
        if added != counts["total"]:
            yield _finding(
                "CK-06", name, f"cộng các trạng thái được {added}, tổng số {counts['total']}",
                "báo lỗi này cho người phát triển; chưa dùng số liệu",
            )  # fmt: skip


def _ratios(found: Facts) -> Iterator[Problem]:
    for figure in found["figures"].values():
        a, b, value = (figure[key] for key in ("numerator", "denominator", "value"))
        if figure["kind"] == "ratio" and isinstance(value, int | float) and b:
            right = ratio(Decimal(str(a)), Decimal(str(b)))
            if right != Decimal(str(value)):
                yield _finding(
                    "CK-07", f"dòng {figure['code']}", f"ghi {value}, tính được {right}",
                    "tính lại từ hai số đã lưu",
                )  # fmt: skip


def _overdue(rows: Sequence[Row]) -> Iterator[Problem]:
    for row in rows:
        if row["lead_status"] != Status.OVERDUE:
            continue
        lacking = [
            name for name, key in (("lý do", "reason"), ("thời hạn mới", "new_due")) if not row[key]
        ]
        if lacking:
            yield _finding(
                "CK-08",
                _where(row),
                f"quá hạn từ {words.day(row['due'])} nhưng chưa có {join_list(lacking)}",
                "yêu cầu đơn vị ghi lý do và thời hạn mới (kèm văn bản cho phép)",
            )


def _left_open(rows: Sequence[Row]) -> Iterator[Problem]:
    for row in rows:
        if row["left_open"]:
            state, period = row["left_open"]["state"], row["left_open"]["period"]
            yield _finding(
                "CK-10" if state == State.CARRIED else "CK-09",
                _where(row),
                f'kỳ {period} báo "{state}", kỳ này không có dòng trả lời',
                "yêu cầu đơn vị báo tiếp, thu lại",
            )


def _as_check(problem: Problem) -> Problem:
    """A cumulative figure that fell is a check of its own; others keep their codes."""
    if problem.code != "SL-03":
        return problem
    return _finding("CK-12", str(problem.place), problem.problem, problem.remedy, problem.required)


def _doubtful(doubt: Doubt) -> Problem:
    place = Place(doubt.file, sheet=doubt.sheet, cell=doubt.cell)
    return Problem(place, doubt.problem, doubt.required, doubt.remedy, "warning", "CK-13")


def _lacking_figures(found: Facts) -> Iterator[Problem]:
    lacking: dict[str, list[str]] = {}
    for figure in found["figures"].values():
        if figure["value"] is None and figure["kind"] not in ("ratio", "sum"):
            lacking.setdefault(figure["form"], []).append(figure["code"])
    for form, codes in lacking.items():
        yield _finding(
            "CK-14",
            f"biểu {form}",
            f"chưa có số liệu ở {words.count(len(codes))} dòng: {', '.join(codes)}",
            "thu số liệu của đơn vị đầu mối, hoặc để đơn vị ghi lý do ở cột Ghi chú",
        )


def printed_problems(found: Facts, texts: Sequence[str]) -> Iterator[Problem]:
    """Yield the figures that a rendered document prints otherwise than the facts have them.

    ``texts``: its paragraphs in order, cells of tables among them. In the annex a figure stands two
    cells after its label, in the text after label and colon.
    """
    lines = [t.lstrip("-+ ").rstrip(";.") for t in texts]
    for form in found["forms"].values():
        for row in form["rows"]:
            figure = found["figures"].get(row["code"])
            if figure is None or figure["value"] is None:
                continue
            said = set(words.figure_sentence(figure, row))
            shown = words.number(figure["value"], row["kind"])
            label = f"{row['label']}: "
            wrong = {t for t in lines if t.startswith(label) and t not in said}
            wrong |= _wrong_cells(texts, row, form, shown)
            for text in wrong:
                yield _finding(
                    "CK-11",
                    f"dòng {row['code']}",
                    f'văn bản in "{text}", số liệu là {shown}',
                    "dùng mẫu lấy số từ biểu, không gõ số vào mẫu",
                )


def _wrong_cells(texts: Sequence[str], row: Row, form: Row, shown: str) -> set[str]:
    """Return the values that the annex prints for a row (found by its number and label)."""
    if sum(r["label"] == row["label"] and r["number"] == row["number"] for r in form["rows"]) != 1:
        return set()
    cells = zip(texts, texts[1:], texts[2:], texts[3:], strict=False)
    same = [c for c in cells if c[:3] == (row["number"], row["label"], row["unit"])]
    return {c[3] for c in same if c[3] != shown and len(same) == 1}
