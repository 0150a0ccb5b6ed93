"""The findings of an inspection in words: lists, counts, what is left, the years before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from vbgen.documents import findings as found
from vbgen.documents import inspection
from vbgen.documents.blanks import Blank, Facts
from vbgen.documents.findings import Finding, PastVisit
from vbgen.documents.inspection import Programme, Row
from vbgen.model.task import TaskGroup
from vbgen.model.unit import Unit
from vbgen.vi.dates import short_date
from vbgen.vi.numbers import percent
from vbgen.vi.text import Count

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

BLANK_ROWS = 3
OTHER_FIELD = "Nội dung khác"
_CELLS = ("noi_dung", "khac_phuc", "thoi_han", "trang_thai", "ket_qua", "van_ban", "ly_do")


def parts(maker: Maker, made: Programme) -> dict[str, Callable[[], Any]]:
    """Return the names about findings, each with what works it out.

    For a document of one unit they are that unit's, else everybody's.
    """
    every = found.findings(maker.dossier, maker.draft.task, maker.draft.unit_code)
    year = maker.dossier.plan.year
    now = [f for f in every if f.year == year]
    before = [f for f in every if f.year < year and f.open]
    done = made.inspected
    clean = not now and maker.draft.unit in done
    unknown = not now and not clean and maker.draft.unit is not None
    return {
        "co_phat_hien": lambda: bool(now),
        "khong_phat_hien": lambda: clean,
        "phat_hien": lambda: _empty(maker) if unknown else lines(maker, now),
        "chua_xong": lambda: _empty(maker) if unknown else lines(maker, (f for f in now if f.open)),
        "ton_truoc": partial(lines, maker, before),
        "dem": partial(counts, maker, now),
        "dem_truoc": partial(counts, maker, before),
        "lich_su": lambda: [
            past_visit(maker, p) for p in found.history(maker.dossier, maker.draft.unit_code)
        ],
        "ket_qua": partial(results, maker, made, now),
        "theo_don_vi": lambda: [_of_unit(maker, unit, now) for unit in done],
        "theo_linh_vuc": partial(by_field, maker, now),
        "con_lai": partial(left, maker, now),
    }


def names(maker: Maker, units: Iterable[Unit]) -> str:
    """Return the names of units, joined."""
    return ", ".join(maker.dossier.register.full_label(unit, maker.day) for unit in units)


def share_of(part: int, whole: int) -> str:
    """Return a share in percent, or words where there is nothing to have a share of."""
    return percent(part, whole, trim=True) if whole else "không phát sinh"


def results(maker: Maker, made: Programme, now: Sequence[Finding]) -> dict[str, Any]:
    """Return how far the inspection has come: inspected units, their share, who is left."""
    done = made.inspected
    counted = sum(unit in made.chosen for unit in done)
    faulty = {f.unit for f in now}
    return {
        "so": Count(counted),
        "ty_le": share_of(counted, len(made.counted)),
        "dat": counted >= made.needed,
        "chua_kiem_tra": names(maker, (u for u in made.units if u not in done)),
        "khong_han_che": names(maker, (u for u in done if u.code not in faulty)),
        "co_han_che": Count(len(faulty)),
    }


def lines(maker: Maker, listed: Iterable[Finding]) -> list[Facts]:
    """Return findings as printed, numbered where they have no number of their own."""
    return [_line(maker, f, n) for n, f in enumerate(listed, 1)]


def _line(maker: Maker, f: Finding, n: int) -> Facts:
    """What a finding's state calls for and is missing is a blank, anything else missing is not."""
    state = found.STATES[f.state]
    overdue = f.overdue(maker.day)
    proof = " ".join(part for part in (f.document, _dated(f)) if part)
    required = {"noi_dung": f.text, "khac_phuc": f.remedy, "thoi_han": _day_or_text(f.due)}
    called_for = {
        "ket_qua": (f.result, f.state != found.OPEN and not f.document),
        "van_ban": (proof, not f.open and not f.result),
        "ly_do": (f.reason, f.open),
    }
    own = {key: text for key, text in required.items() if text}
    own |= {key: text for key, (text, wanted) in called_for.items() if text or not wanted}
    known = {
        **{key: text.rstrip(" .;") for key, text in own.items()},
        "so": f.number or str(n),
        "nam": str(f.year),
        "don_vi": unit_name(maker, f.unit),
        "linh_vuc": field_name(maker, f.field),
        "trang_thai": f"{state} (quá hạn)" if overdue else state,
    }
    ids = {"don_vi": f.written, "so": f.number, "noi_dung": f.text}
    return Facts(known, cell(maker, inspection.FINDINGS, ids), _CELLS)


def _empty(maker: Maker) -> list[Facts]:
    """Return blank rows where it is not known yet what was found."""
    known = {"nam": "", "linh_vuc": "", "don_vi": unit_name(maker, maker.draft.unit_code)}
    rows = range(1, BLANK_ROWS + 1)
    ask = cell(maker, inspection.FINDINGS, {})
    columns = maker.asked.rows.setdefault((inspection.FINDINGS, ()), {})
    columns.update(dict.fromkeys(("don_vi", "so", "linh_vuc")))
    return [Facts({**known, "so": str(n)}, ask, _CELLS) for n in rows]


def _typed(text: str) -> Count | str:
    """Return a count that was typed as the others are printed; what is no number stays."""
    return Count(text) if text.isdecimal() else text


def cell(maker: Maker, kind: str, ids: Mapping[str, str]) -> Callable[[str], Blank]:
    """Return what gives a blank for a cell of a row, the row known by ``ids``."""
    return partial(maker.asked.cell, kind, tuple((k, text) for k, text in ids.items() if text))


def _dated(f: Finding) -> str:
    shown = _day_or_text(f.day)
    return f"ngày {shown}" if shown and shown not in f.document else ""


def _day_or_text(text: str) -> str:
    day = inspection.day_in(text)
    return short_date(day) if day else text


def unit_name(maker: Maker, code: str) -> str:
    """Return the name of a unit on the day of the draft."""
    unit = maker.dossier.register.by_code.get(code)
    return maker.dossier.register.full_label(unit, maker.day) if unit else ""


def group_name(maker: Maker, group: TaskGroup) -> str:
    """Return the name of a group's field of work; its title where it has none."""
    known = {f.code: f.name for f in maker.dossier.plan.fields}
    return known.get(group.field, str(group.title))


def field_name(maker: Maker, name: str) -> str:
    """Return the name of the field that a row means; as written where the plan has none."""
    number = found.field_of(maker.dossier, name)
    group = next((g for g in maker.dossier.plan.groups if g.number == number), None)
    return group_name(maker, group) if group else name


def counts(maker: Maker, listed: Iterable[Finding]) -> dict[str, Any]:
    """Return findings counted by state on the day of the draft."""
    t = found.tally(listed, maker.day)
    return {
        "tong": Count(t.total),
        "da": Count(t.done),
        "dang": Count(t.doing),
        "chua": Count(t.untouched),
        "con": Count(t.doing + t.untouched),
        "qua_han": Count(t.overdue),
        "ty_le": share_of(t.done, t.total),
    }


def _of_unit(maker: Maker, unit: Unit, now: Sequence[Finding]) -> dict[str, Any]:
    own = (f for f in now if f.unit == unit.code)
    return {"ten": unit_name(maker, unit.code), **counts(maker, own)}


def by_field(maker: Maker, now: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return the findings counted by field, in the plan's order, what has no field last."""
    gathered: dict[str, list[Finding]] = {
        group_name(maker, group): [] for group in maker.dossier.plan.groups
    }
    for f in now:
        gathered.setdefault(field_name(maker, f.field) or OTHER_FIELD, []).append(f)
    return [{"ten": name, **counts(maker, own)} for name, own in gathered.items() if own]


def left(maker: Maker, now: Sequence[Finding]) -> list[dict[str, str]]:
    """Return, by unit, the numbers of the findings still open, with their deadlines."""
    gathered: dict[str, list[str]] = {}
    for line, f in zip(lines(maker, now), now, strict=True):
        if f.open:
            due = f" (thời hạn: {_day_or_text(f.due)})" if f.due else ""
            gathered.setdefault(line["don_vi"], []).append(f"số {line['so']}{due}")
    return [{"ten": unit, "so": ", ".join(numbers)} for unit, numbers in gathered.items()]


def past_visit(maker: Maker, p: PastVisit) -> Facts:
    """Return an earlier inspection of a unit."""
    known = {
        "ten": unit_name(maker, p.unit),
        "nam": str(p.year),
        "thong_bao": p.notice,
        **({"so_phat_hien": _typed(p.found)} if p.found else {}),
        **({"da_khac_phuc": _typed(p.remedied)} if p.remedied else {}),
    }
    ask = cell(maker, inspection.EARLIER, {"don_vi": p.unit, "nam": str(p.year)})
    return Facts(known, ask, ("so_phat_hien", "da_khac_phuc"))


def seen(maker: Maker, tasks: Mapping[str, int]) -> list[Facts]:
    """Return what the team saw at the unit, field by field: tasks done and not done, findings.

    ``tasks``: how many tasks the unit has in each of the plan's groups, by the group's number.
    """
    unit = maker.draft.unit
    if unit is None:
        return []
    year = maker.dossier.plan.year
    own = found.findings(maker.dossier, maker.draft.task, unit.code)
    fields = Counter(found.field_of(maker.dossier, f.field) for f in own if f.year == year)
    rows = [
        _seen_in(maker, group, unit, tasks.get(group.number, 0), fields[group.number])
        for group in maker.dossier.plan.groups
        if group.number in tasks or fields[group.number]
    ]
    return [*rows, *([_elsewhere(maker, fields[None])] if fields[None] else [])]


def _seen_in(maker: Maker, group: TaskGroup, unit: Unit, tasks: int, findings: int) -> Facts:
    row = _row_of_field(maker, group, unit)
    cells = ("hoan_thanh", "chua_hoan_thanh")
    known = {
        **({} if tasks else dict.fromkeys(cells, Count(0))),
        **{key: _typed(str(row[key])) for key in cells if row.get(key)},
        "ten": group_name(maker, group),
        "so_nhiem_vu": Count(tasks),
        "nhan_xet": str(row.get("nhan_xet", "")).rstrip(" .;"),
        "so_phat_hien": Count(findings),
    }
    named = {"don_vi": unit.code, "linh_vuc": group.field or group.number}
    ids = {key: str(row.get(key, text)) for key, text in named.items()}
    return Facts(known, cell(maker, "ket_qua_kiem_tra", ids), cells)


def _elsewhere(maker: Maker, findings: int) -> Facts:
    """Return the row of findings that belong to no field of the plan."""
    none = dict.fromkeys(("so_nhiem_vu", "hoan_thanh", "chua_hoan_thanh"), Count(0))
    known = {**none, "ten": OTHER_FIELD, "nhan_xet": "", "so_phat_hien": Count(findings)}
    return Facts(known, maker.blank, ())


def _row_of_field(maker: Maker, group: TaskGroup, unit: Unit) -> Row:
    for row in inspection.rows_of(maker.dossier, "ket_qua_kiem_tra", maker.draft.task):
        same_unit = inspection.unit_of(maker.dossier.register, row) == unit
        field = str(row.get("linh_vuc", ""))
        if same_unit and found.field_of(maker.dossier, field) == group.number:
            return row
    return {}
