"""What inspections found, followed from the notice to the document that closes it. Pure.

A finding (phát hiện) is a row of the list ``phat_hien`` in ``bo-sung``: unit, number, what is
wrong, the remedy asked for and its deadline; then the state, the closing document, the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from vbgen.documents.dossier import Dossier
from vbgen.documents.inspection import EARLIER, FINDINGS, Row, day_in, rows_of, unit_of
from vbgen.model.task import Task
from vbgen.vi.unicode import fold

DONE, DOING, OPEN = "da_khac_phuc", "dang", "chua"
STATES = {DONE: "Đã khắc phục", DOING: "Đang khắc phục", OPEN: "Chưa khắc phục"}
_SPELLINGS = {fold(word): code for code, label in STATES.items() for word in (code, label)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``remedy``: what is asked; ``result``: what the unit did; texts as written.

    ``written``: how its row names the unit.
    """

    unit: str
    year: int
    number: str
    text: str
    field: str = ""
    remedy: str = ""
    due: str = ""
    state: str = OPEN
    result: str = ""
    document: str = ""
    day: str = ""
    reason: str = ""
    written: str = ""

    @property
    def open(self) -> bool:
        """Not remedied yet."""
        return self.state != DONE

    def overdue(self, on: date) -> bool:
        """Tell whether it is still open after its deadline, where that is a day."""
        due = day_in(self.due)
        return self.open and due is not None and due < on


@dataclass(frozen=True, slots=True)
class Tally:
    """Findings counted: every one is in exactly one of ``done``, ``doing``, ``untouched``."""

    total: int = 0
    done: int = 0
    doing: int = 0
    untouched: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class PastVisit:
    """An earlier inspection of a unit; counts are empty where they are not known."""

    unit: str
    year: int
    notice: str = ""
    found: str = ""
    remedied: str = ""


def state_of(text: str) -> str | None:
    """Return the state a cell means (empty: not remedied); None for an unknown one."""
    return _SPELLINGS.get(fold(text)) if text.strip() else OPEN


def findings(dossier: Dossier, task: Task | None = None, unit: str = "") -> tuple[Finding, ...]:
    """Return the findings of all years in the order written, of one task or unit if asked.

    Rows that name no known unit are left to the check of the workspace.
    """
    read = (_finding(dossier, row) for row in rows_of(dossier, FINDINGS, task))
    return tuple(f for f in read if f is not None and unit in ("", f.unit))


def _finding(dossier: Dossier, row: Row) -> Finding | None:
    unit = unit_of(dossier.register, row)
    if unit is None:
        return None
    year = _text(row, "nam")
    return Finding(
        unit=unit.code,
        year=int(year) if year.isdecimal() else dossier.plan.year,
        number=_text(row, "so"),
        text=_text(row, "noi_dung"),
        field=_text(row, "linh_vuc"),
        remedy=_text(row, "khac_phuc"),
        due=_text(row, "thoi_han"),
        state=state_of(_text(row, "trang_thai")) or OPEN,
        result=_text(row, "ket_qua"),
        document=_text(row, "van_ban"),
        day=_text(row, "ngay"),
        reason=_text(row, "ly_do"),
        written=_text(row, "don_vi"),
    )


def _text(row: Row, key: str) -> str:
    value = row.get(key, "")
    return value.strip() if isinstance(value, str) else ""


def tally(found: Iterable[Finding], on: date) -> Tally:
    """Count findings by state as they stand on a day."""
    listed = tuple(found)
    states = Counter(f.state for f in listed)
    overdue = sum(f.overdue(on) for f in listed)
    return Tally(len(listed), states[DONE], states[DOING], states[OPEN], overdue)


def history(dossier: Dossier, unit: str = "") -> tuple[PastVisit, ...]:
    """Return the inspections of earlier years, by unit and year, the latest first.

    What ``lich_su_kiem_tra`` says holds; figures it lacks are counted from the findings' rows, of
    which an office may have kept only those still open.
    """
    past = {key: PastVisit(*key, "", str(t.total), str(t.done)) for key, t in _counted(dossier)}
    for row in dossier.supplement.lists.get(EARLIER, ()):
        who, year = unit_of(dossier.register, row), _text(row, "nam")
        if who is not None and year.isdecimal():
            key = (who.code, int(year))
            counted = past.get(key, PastVisit(*key))
            found = _text(row, "so_phat_hien") or counted.found
            remedied = _text(row, "da_khac_phuc") or counted.remedied
            past[key] = PastVisit(*key, _text(row, "thong_bao"), found, remedied)
    wanted = (p for p in past.values() if unit in ("", p.unit))
    order = {u.code: n for n, u in enumerate(dossier.register.units)}
    return tuple(sorted(wanted, key=lambda p: (order[p.unit], -p.year)))


def _counted(dossier: Dossier) -> Iterator[tuple[tuple[str, int], Tally]]:
    """Count the findings of earlier years, by unit and year."""
    gathered: dict[tuple[str, int], list[Finding]] = {}
    for f in findings(dossier):
        if f.year < dossier.plan.year:
            gathered.setdefault((f.unit, f.year), []).append(f)
    for key, found in gathered.items():
        yield key, tally(found, date.max)


def field_of(dossier: Dossier, name: str) -> str | None:
    """Return the number of the plan's group that a field's code, name or number means."""
    for group in dossier.plan.groups:
        names = {f.name for f in dossier.plan.fields if f.code == group.field}
        if name and name in {group.number, str(group.title), group.field, *names}:
            return group.number
    return None
