"""What must hold between the parts of a plan (domain.md: rules between entities).

Each check is one function over the plan and the register; all run, all problems are gathered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from vbgen.errors import Place
from vbgen.model.citation import conflicts
from vbgen.model.deadline import Deadline
from vbgen.model.fields import Problems, did_you_mean
from vbgen.model.office import Office
from vbgen.model.plan import Plan
from vbgen.model.task import Deliverable
from vbgen.model.unit import Register
from vbgen.vi.dates import short_date
from vbgen.vi.letters import from_roman, roman
from vbgen.vi.patterns import Pattern

REFERENCE = Pattern(r"(?<!\\)\[\[([^\[\]]+)\]\]")


def check_plan(plan: Plan, office: Office, register: Register, problems: Problems) -> None:
    """Run every check."""
    for check in (_citations, _references, _numbers, _codes, _units, _deadlines, _signer, _counts):
        check(plan, office, register, problems)


def _citations(plan: Plan, office: Office, register: Register, problems: Problems) -> None:
    problems.found.extend(conflicts(plan.citations))


def texts_of(plan: Plan) -> Iterator[tuple[str, Place | str]]:
    """Yield every text of the plan in which citations may be referred to."""
    for paragraph in (*plan.opening, *plan.body):
        yield paragraph.text, paragraph.place
    for task in plan.tasks:
        for cell in (task.goal, task.task, task.activity, *task.extra.values()):
            yield cell, cell.place
        for row in task.rows:
            for text in row.cells.values():
                yield text, text.place
        for d in task.all_deliverables:
            yield d.subject, d.place


def _references(plan: Plan, office: Office, register: Register, problems: Problems) -> None:
    known = plan.citation_by_key
    asked: list[tuple[str, Place | str]] = [(plan.parent, plan.place)] if plan.parent else []
    for text, place in texts_of(plan):
        asked += [(key.strip(), place) for key in REFERENCE.findall(text)]
    for key, place in asked:
        if key not in known:
            problems.add(
                place,
                f'văn bản "{key}" được viện dẫn nhưng không có trong sổ van_ban',
                "số, ký hiệu của một văn bản đã ghi trong van_ban",
                did_you_mean(key, known, "thêm văn bản này vào van_ban"),
            )


def _numbers(plan: Plan, office: Office, register: Register, problems: Problems) -> None:
    """Task numbers run on through the plan, or begin anew in each group; groups count I, II, …."""
    seen: dict[tuple[str, str], Place] = {}
    for index, group in enumerate(plan.groups, 1):
        if _group_value(group.number) != index:
            problems.add(
                group.place,
                f'nhóm "{group.number}" không đúng thứ tự',
                f"nhóm thứ {index} mang số {roman(index)}",
                f"sửa nhom: {roman(index)}",
            )
        for task in group.tasks:
            key = (group.number, task.number)
            if key in seen:
                problems.add(
                    task.place,
                    f"số nhiệm vụ {task.number} trùng trong nhóm {group.number}",
                    "mỗi nhiệm vụ một số",
                    f"đổi số; số này đã dùng ở {seen[key]}",
                )
            seen.setdefault(key, task.place)
    _running_numbers(plan, problems)


def _group_value(number: str) -> int | None:
    try:
        return from_roman(number)
    except ValueError:
        return None


def _running_numbers(plan: Plan, problems: Problems) -> None:
    restarts = len(plan.groups) > 1 and all(
        g.tasks[0].number == "1" for g in plan.groups if g.tasks
    )
    expected = 0
    for group in plan.groups:
        expected = 0 if restarts else expected
        for task in group.tasks:
            expected += 1
            if task.number != str(expected):
                problems.add(
                    task.place,
                    f"nhiệm vụ số {task.number} không nối tiếp",
                    f"số {expected} theo thứ tự trong phụ lục",
                    f"sửa so: {expected}",
                )
                expected = int(task.number) if task.number.isdigit() else expected


def _codes(plan: Plan, office: Office, register: Register, problems: Problems) -> None:
    seen: dict[str, Deliverable] = {}
    for task in plan.tasks:
        for d in task.all_deliverables:
            if d.code in seen:
                problems.add(
                    d.place,
                    f"mã sản phẩm {d.code} trùng",
                    "mỗi sản phẩm một mã, ghi một lần và giữ nguyên",
                    f"đặt mã khác; mã này đã dùng ở {seen[d.code].place}",
                )
            seen.setdefault(d.code, d)
    wanted = [(plan.own_code, plan.place)] if plan.own_code else []
    wanted += [(d.after, d.place) for d in seen.values() if d.after]
    for code, place in wanted:
        if code not in seen:
            problems.add(
                place,
                f'mã "{code}" không phải mã của sản phẩm nào',
                "mã của một sản phẩm trong nhiem_vu",
                did_you_mean(code, seen, "sửa mã"),
            )


def _units(plan: Plan, office: Office, register: Register, problems: Problems) -> None:
    """Lead and partner differ; a paragraph's unit is in the register."""
    for d in plan.by_code.values():
        both = set(d.leads) & set(d.partners)
        if both:
            problems.add(
                d.place,
                f"{register.label(sorted(both)[0])} vừa chủ trì vừa phối hợp ở {d.code}",
                "đơn vị chủ trì không đồng thời là đơn vị phối hợp",
                "bỏ đơn vị này khỏi phoi_hop",
                level="warning",
            )
    for paragraph in plan.body:
        if paragraph.unit and not register.find(paragraph.unit):
            problems.add(
                paragraph.place,
                f'đơn vị "{paragraph.unit}" không có trong danh mục đơn vị',
                "mã của một đơn vị trong don-vi.yaml",
                f'có phải "{register.suggest(paragraph.unit)}"?',
            )
    codes = {f.code for f in plan.fields}
    for place, code in _fields_used(plan):
        if code and code not in codes:
            problems.add(
                place,
                f'lĩnh vực "{code}" chưa khai trong linh_vuc',
                "mã của một lĩnh vực đã khai",
                did_you_mean(code, codes, "thêm lĩnh vực này vào linh_vuc"),
            )


def _fields_used(plan: Plan) -> Iterable[tuple[Place | str, str]]:
    yield from ((p.place, p.field) for p in plan.body)
    yield from ((g.place, g.field) for g in plan.groups)


def _deadlines(plan: Plan, office: Office, register: Register, problems: Problems) -> None:
    """A deadline lies in the plan's year (or says "năm liền kề") and not before the plan itself."""
    for d in plan.deliverables:
        if d.deadline is None or d.code == plan.own_code:
            continue
        ends = _ends_outside(d.deadline, plan.year)
        for end in ends:
            side = "sau" if end.year > plan.year else "trước"
            problems.add(
                d.place,
                f'thời hạn "{d.deadline_text}" của {d.code} ở {side} năm {plan.year}',
                f"trong năm {plan.year}, hoặc ghi rõ năm liền kề",
                "sửa năm của thời hạn",
            )
        due = d.deadline.due
        if not ends and due and plan.issued and due < plan.issued:
            problems.add(
                d.place,
                f'thời hạn "{d.deadline_text}" của {d.code} trước ngày ban hành kế hoạch',
                f"từ ngày {short_date(plan.issued)} trở đi",
                "sửa thời hạn",
                level="warning",
            )


def _ends_outside(deadline: Deadline, year: int) -> list[date]:
    """Return where statements end outside the year; "trước ngày 01/01" of the next is inside."""
    ends = (atom.window(year) for atom in deadline.outside_year())
    outside = [window[1] for window in ends if window and window[1].year != year]
    if not outside and deadline.due is not None and deadline.due.year < year:
        return [deadline.due]
    return outside


def _signer(plan: Plan, office: Office, register: Register, problems: Problems) -> None:
    known = [s.code for s in office.body.signers]
    if plan.signer and plan.signer not in known:
        problems.add(
            plan.place,
            f'người ký "{plan.signer}" không có trong van-phong.yaml',
            "mã của một người ký đã khai",
            did_you_mean(plan.signer, known, "thêm người ký hoặc sửa nguoi_ky"),
        )
    if plan.number and not re.fullmatch(r"\d{1,6}", plan.number):
        problems.add(
            plan.place,
            f'số của kế hoạch "{plan.number}" không phải chữ số Ả Rập',
            "chỉ ghi số, ký hiệu do vbgen đặt (PL I/1/II.3.c)",
            "ví dụ so: 15",
            clause="PL I/1/II.3.c",
        )


_COUNT = Pattern(r"có\s+(\d+)\s+nhiệm vụ")


def _counts(plan: Plan, office: Office, register: Register, problems: Problems) -> None:
    """A count of tasks in words equals the rows."""
    texts = [(p.text, p.place) for p in (*plan.opening, *plan.body)]
    for text, place in [*texts, (plan.appendix_end, plan.appendix_end.place)]:
        match = _COUNT.search(text)
        if match and int(match.group(1)) != len(plan.tasks):
            problems.add(
                place,
                f'"{match.group(0)}" nhưng phụ lục có {len(plan.tasks)} nhiệm vụ',
                "con số bằng số nhiệm vụ trong phụ lục",
                f"sửa thành {len(plan.tasks)}, hoặc dùng {{so}} ở dòng kết của phụ lục",
            )
