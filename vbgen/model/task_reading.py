"""Raw fields read into tasks, rows and deliverables.

A row may list its deliverables (``van_ban``) with their stored codes; where it does not, they
follow from the product cell, paired in order with the time cell, and what cannot be paired is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from vbgen.errors import Place
from vbgen.model.deadline import Deadline, DeadlineError
from vbgen.model.fields import Fields, Placed, Problems
from vbgen.model.task import (
    CODE,
    FAN_OUTS,
    ISSUERS,
    NORMATIVE,
    Deliverable,
    Row,
    Target,
    Task,
    TaskGroup,
)
from vbgen.model.unit import Register
from vbgen.vi.letters import letter

ROW_CELLS = ("muc_tieu", "nhiem_vu", "hoat_dong", "san_pham", "chu_tri", "phoi_hop", "thoi_han")
UNIT_CELLS = frozenset({"chu_tri", "phoi_hop"})
_PIECES = re.compile(r"\s*[;\n]\s*|\s*,\s+(?=[A-ZĐÀ-Ỹ])")


@dataclass(frozen=True, slots=True)
class Scope:
    """What reading needs to know: year, register, which type a product's name means, problems."""

    year: int
    register: Register
    infer_type: Callable[[str], str]
    problems: Problems


NOTHING = Placed("", Place())


@dataclass(frozen=True, slots=True)
class _Shared:
    """What a row gives each of its deliverables."""

    prefix: str
    leads: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    time: Placed = NOTHING
    normative: str = "khong"


def read_group(f: Fields, scope: Scope) -> TaskGroup:
    """Read one group of ``nhiem_vu``."""
    number, field = str(f.required("nhom", "I")), str(f.text("linh_vuc"))
    tasks = tuple(_task(t, number, field, scope) for t in f.maps("cac_nhiem_vu", "nhiệm vụ"))
    group = TaskGroup(number, f.required("ten"), field, tasks, f.place)
    f.done()
    return group


def _task(f: Fields, group: str, field: str, scope: Scope) -> Task:
    number = str(f.required("so", "1"))
    watcher = f.text("theo_doi")
    read_units(watcher, scope)
    shared = _Shared(
        f"{scope.year}-{group}-{number.zfill(2)}",
        normative=f.choice("quy_pham", NORMATIVE, "khong"),
    )
    rows = _rows(f, shared, scope)
    task = Task(
        number=number,
        goal=f.text("muc_tieu"),
        task=f.text("nhiem_vu"),
        activity=f.text("hoat_dong"),
        rows=rows,
        supporting=_supporting(f, rows, shared, scope),
        watcher=str(watcher),
        normative=shared.normative,
        group=group,
        field=str(f.text("linh_vuc", field)),
        extra=f.pairs("khac"),
        place=f.place,
    )
    if not (task.goal or task.task or task.activity):
        f.missing("nhiem_vu")
    f.done()
    return task


def _rows(f: Fields, shared: _Shared, scope: Scope) -> tuple[Row, ...]:
    """Read the rows; a task of one row may write its cells directly."""
    rows: list[Row] = []
    spoken: dict[str, Placed] = {}
    inner = f.maps("dong", "dòng của nhiệm vụ")
    for row_f in inner or (f,):
        made = sum(len(row.deliverables) for row in rows)
        cells = {role: text for role in ROW_CELLS if (text := _cell(row_f, role))}
        if not inner:  # the task's own cells are not the row's
            cells = {
                r: t for r, t in cells.items() if r not in {"muc_tieu", "nhiem_vu", "hoat_dong"}
            }
        spoken = _spoken(cells, spoken)
        for role in ("san_pham", "chu_tri", "thoi_han"):
            if not spoken.get(role):
                row_f.missing(role)
        row_shared = replace(
            shared,
            leads=read_units(spoken["chu_tri"], scope),
            partners=read_units(spoken["phoi_hop"], scope),
            time=spoken["thoi_han"],
        )
        rows.append(Row(cells, _deliverables(row_f, spoken, row_shared, made, scope), row_f.place))
        if inner:
            row_f.done()
    return tuple(rows)


def _cell(f: Fields, role: str) -> Placed:
    if role not in UNIT_CELLS:
        return f.text(role)
    names = f.texts(role)
    joined = ";\n".join(name.rstrip(";") for name in names)
    return Placed(joined, names[0].place if names else f.place_at(role))


def _spoken(cells: dict[str, Placed], above: dict[str, Placed]) -> dict[str, Placed]:
    """The row's cells; lead, partners and time of the rows above where its own are empty."""
    spoken = {role: cells.get(role, NOTHING) for role in ROW_CELLS}
    for role in ("chu_tri", "phoi_hop", "thoi_han"):
        spoken[role] = cells.get(role) or above.get(role, NOTHING)
    return spoken


def _deliverables(
    f: Fields, cells: dict[str, Placed], shared: _Shared, made: int, scope: Scope
) -> tuple[Deliverable, ...]:
    given = f.maps("van_ban", "sản phẩm")
    if given:
        return tuple(_deliverable(d, str(made + i), shared, scope) for i, d in enumerate(given, 1))
    pieces = [p for p in _PIECES.split(cells["san_pham"]) if p.strip(" -.")]
    times = _pair(pieces, cells["thoi_han"], scope)
    return tuple(
        Deliverable(
            code=f"{shared.prefix}.{made + i}",
            name=piece.strip(" -."),
            type=scope.infer_type(piece.strip(" -.")),
            leads=shared.leads,
            partners=shared.partners,
            deadline=_deadline(time, scope),
            deadline_text=str(time),
            normative=shared.normative,
            condition="nếu có" if "nếu có" in piece else "",
            place=cells["san_pham"].place,
        )
        for i, (piece, time) in enumerate(zip(pieces, times, strict=True), 1)
    )


def _pair(pieces: list[str], cell: Placed, scope: Scope) -> list[Placed]:
    """Pair products with the parallel list of times of their cell, in order."""
    times = [Placed(t.strip(), cell.place) for t in re.split(r"[;\n]", cell) if t.strip()]
    if len(times) == len(pieces):
        return times
    if len(times) > 1:
        scope.problems.add(
            cell.place,
            f"ô thời gian có {len(times)} thời hạn cho {len(pieces)} sản phẩm, không ghép được",
            "một thời hạn chung, hoặc mỗi sản phẩm một thời hạn theo đúng thứ tự",
            "ghi rõ từng sản phẩm và thời hạn của nó trong van_ban",
            level="warning",
        )
    return [cell] * len(pieces)


def _supporting(
    f: Fields, rows: tuple[Row, ...], shared: _Shared, scope: Scope
) -> tuple[Deliverable, ...]:
    """Read the documents the plan does not name; they follow the task's first row unless told."""
    first = rows[0].deliverables[0] if rows and rows[0].deliverables else None
    base = shared
    if first is not None:
        base = replace(
            shared,
            leads=first.leads,
            partners=first.partners,
            time=Placed(first.deadline_text, first.place),
        )
    return tuple(
        replace(_deliverable(d, letter(i), base, scope), supporting=True)
        for i, d in enumerate(f.maps("ho_tro", "văn bản hỗ trợ"), 1)
    )


def _deliverable(f: Fields, index: str, shared: _Shared, scope: Scope) -> Deliverable:
    name = f.text("ten")
    time = f.text("thoi_han") or shared.time
    kind = f.text("loai") or Placed(scope.infer_type(name), f.place)
    made = Deliverable(
        code=_code(f, f"{shared.prefix}.{index}"),
        name=str(name),
        type=str(kind),
        subject=str(f.text("trich_yeu")),
        leads=_own_units(f, "chu_tri", shared.leads, scope),
        partners=_own_units(f, "phoi_hop", shared.partners, scope),
        deadline=_deadline(time, scope),
        deadline_text=str(time),
        condition=str(f.text("dieu_kien")),
        normative=f.choice("quy_pham", NORMATIVE, shared.normative),
        fan_out=f.choice("lap", FAN_OUTS, "mot_lan") if "lap" in f else "",
        regime=str(f.text("che_do")),
        issuer=f.choice("ban_hanh", ISSUERS, "van_phong") if "ban_hanh" in f else "",
        targets=tuple(_target(t) for t in f.maps("chi_tieu", "chỉ tiêu")),
        after=str(f.text("theo")),
        place=kind.place if isinstance(kind.place, Place) else f.place,
    )
    f.done()
    return made


def _code(f: Fields, derived: str) -> str:
    code = str(f.text("ma", derived))
    if not CODE.fullmatch(code):
        f.problems.add(
            f.place_at("ma"),
            f'mã sản phẩm "{code}" không đúng dạng',
            "năm-nhóm-nhiệm vụ.sản phẩm, ví dụ 2024-II-07.1 (văn bản hỗ trợ: 2024-II-07.a)",
            f"ghi {derived}",
        )
    return code


def _own_units(f: Fields, key: str, inherited: tuple[str, ...], scope: Scope) -> tuple[str, ...]:
    return read_units(_cell(f, key), scope) if key in f else inherited


def _target(f: Fields) -> Target:
    target = Target(
        value=str(f.required("gia_tri", "80")),
        comparator=f.choice("so_sanh", (">=", ">", "=", "<=", "<"), ">="),
        unit=str(f.text("don_vi", "%")),
        what=str(f.text("noi_dung")),
        level=str(f.text("cap")),
    )
    f.done()
    return target


def _deadline(text: Placed, scope: Scope) -> Deadline | None:
    if not text:
        return None
    try:
        return Deadline.parse(str(text), scope.year)
    except DeadlineError as error:
        scope.problems.add(text.place, error.reason, error.required, error.remedy)
        return None


def read_units(cell: Placed, scope: Scope) -> tuple[str, ...]:
    """Return the codes of the units and groups named in a cell (parted by ";" or line breaks).

    An unknown name is a problem with the nearest known one; a name that several units bear is a
    problem that asks for the code.
    """
    codes: list[str] = []
    for piece in re.split(r"[;\n]", cell):
        name = piece.strip().rstrip(".,")
        if not name:
            continue
        found = scope.register.find(name)
        if len(found) == 1:
            codes.append(found[0].code)
        else:
            _unknown_unit(name, cell, scope)
    return tuple(dict.fromkeys(codes))


def _unknown_unit(name: str, cell: Placed, scope: Scope) -> None:
    found = scope.register.find(name)
    if found:
        scope.problems.add(
            cell.place,
            f'"{name}" là tên của {len(found)} đơn vị',
            "một đơn vị xác định",
            "ghi mã đơn vị: " + ", ".join(u.code for u in found[:8]),
        )
        return
    near = scope.register.suggest(name)
    scope.problems.add(
        cell.place,
        f'đơn vị "{name}" không có trong danh mục đơn vị',
        "tên, tên khác hoặc mã của một đơn vị, một nhóm trong don-vi.yaml",
        f'có phải "{near}"?' if near else "thêm đơn vị này vào don-vi.yaml",
    )
