"""Who has returned the period's workbook, who is late, what is doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from vbgen.app.collect import doubt_json
from vbgen.app.files import write_whole
from vbgen.app.progress import Ground
from vbgen.documents import types
from vbgen.documents.dossier import Draft
from vbgen.errors import UsageError
from vbgen.model.progress_record import Doubt, Return
from vbgen.vi.dates import short_date
from vbgen.vi.text import two_digits

STATES = {
    "returned": "đã gửi đủ",
    "partial": "đã gửi, còn thiếu dòng",
    "waiting": "chưa gửi, còn hạn",
    "late": "chưa gửi, đã quá hạn",
}


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """One unit: what it owes, what came back, when."""

    unit: str
    name: str
    state: str
    owed: tuple[str, ...]
    missing: tuple[str, ...]
    returns: tuple[Return, ...]
    doubts: tuple[Doubt, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the entry of ``--format json`` (docs/json.md)."""
        return {
            "unit": self.name,
            "unit_code": self.unit,
            "state": self.state,
            "rows": len(self.owed),
            "filled": len(self.owed) - len(self.missing),
            "missing": list(self.missing),
            "files": [r.file for r in self.returns],
            "last": self.returns[-1].collected_at if self.returns else None,
            "doubts": [doubt_json(d) for d in self.doubts],
        }


@dataclass(frozen=True)
class CollectionStatus:
    """All units of a period; ``due`` is the day by which they were to send."""

    period: str
    label: str
    due: date
    units: tuple[UnitStatus, ...]
    unplaced: tuple[Doubt, ...]

    @property
    def reminded(self) -> tuple[UnitStatus, ...]:
        """The units to remind: nothing came back, or rows are missing or doubtful."""
        return tuple(u for u in self.units if u.state != "returned" or u.doubts)

    def as_json(self) -> dict[str, Any]:
        """Return the shape of ``--format json`` (docs/json.md)."""
        return {
            "period": self.period,
            "due": self.due.isoformat(),
            "units": [unit.as_json() for unit in self.units],
            "unplaced": [doubt_json(d) for d in self.unplaced],
            "remind": [unit.name for unit in self.reminded],
        }


def collection_status(ground: Ground, as_of: date) -> CollectionStatus:
    """Return how the collection of a period stands on a day."""
    due = unit_due(ground)
    returns: dict[str, list[Return]] = {}
    doubts: dict[str, list[Doubt]] = {}
    with ground.records.reading() as book:
        for back in book.progress.returns(ground.regime.code, ground.period.code):
            returns.setdefault(back.unit, []).append(back)
        for doubt in book.progress.doubts(ground.regime.code, ground.period.code):
            doubts.setdefault(doubt.unit, []).append(doubt)
    units = tuple(
        _unit(ground, unit, tuple(returns.get(unit, ())), tuple(doubts.get(unit, ())), as_of > due)
        for unit in ground.units
        if unit in ground.scope.led
    )
    unplaced = tuple(d for unit, own in doubts.items() if unit not in ground.labels for d in own)
    return CollectionStatus(ground.period.code, ground.period.label, due, units, unplaced)


def _unit(
    ground: Ground, unit: str, returns: tuple[Return, ...], doubts: tuple[Doubt, ...], late: bool
) -> UnitStatus:
    owed = ground.owed(unit)
    missing = tuple(code for code in owed if not _answered(ground, code, unit))
    if not missing:
        state = "returned"
    elif returns:
        state = "partial"
    else:
        state = "late" if late else "waiting"
    return UnitStatus(unit, ground.labels[unit], state, owed, missing, returns, doubts)


def _answered(ground: Ground, code: str, unit: str) -> bool:
    return any(a.period == ground.period.code for a in ground.answers.get((code, unit), ()))


def unit_due(ground: Ground) -> date:
    """Return the day by which units send: so many working days before the report goes out."""
    hop = next((h for h in ground.regime.hops if h.source == "don-vi"), None)
    days = hop.workdays if hop else 0
    return ground.calendar.add_workdays(ground.period.send_by, -days)


def write_reminder(ground: Ground, status: CollectionStatus, as_of: date, target: Path) -> None:
    """Write the letter to the units to remind; :class:`UsageError` for another kind of file."""
    from vbgen.app.drafting import Options, Studio, dossier_of

    if target.suffix.lower() != ".docx":
        raise UsageError.at(
            f"-o {target.name}",
            "công văn đôn đốc là tệp Word",
            "tên tệp kết thúc bằng .docx",
            f"đổi thành {target.with_suffix('.docx').name}",
        )
    doc_type = types.load("cong-van-don-doc-tien-do")
    more = {"collection": _told(status, as_of)}
    studio = Studio(ground.workspace, dossier_of(ground.workspace, as_of, more), Options(as_of))
    write_whole(target, studio.render(Draft(doc_type, doc_type.abstract, target.stem))[0])


def _told(status: CollectionStatus, as_of: date) -> dict[str, Any]:
    units = [
        {
            "ten": unit.name,
            "tinh_hinh": STATES[unit.state],
            "thieu": two_digits(len(unit.missing)) if unit.missing else "-",
            "xem_lai": two_digits(len(unit.doubts)) if unit.doubts else "-",
        }
        for unit in status.reminded
    ]
    return {
        "nhan": status.label,
        "han": short_date(status.due),
        "ngay": short_date(as_of),
        "so_don_vi": two_digits(len(units)),
        "don_vi": units,
    }
