"""The progress workbooks of all units, or of some, written one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vbgen.app.files import write_whole
from vbgen.app.progress import Ground
from vbgen.batch.workers import in_order
from vbgen.documents.periodic.progress_form import ProgressForm, RowMaker
from vbgen.errors import Problem, UsageError
from vbgen.exports.progress_form import progress_workbook
from vbgen.vi.dates import short_date
from vbgen.vi.slug import slug


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A form on disk. ``kept``: a workbook somebody filled in stands there; this is beside it."""

    path: Path
    unit: str
    unit_code: str
    period: str
    rows: int
    kept: Path | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the entry of ``--format json`` (docs/json.md)."""
        return {
            "path": str(self.path.resolve()),
            "unit": self.unit,
            "unit_code": self.unit_code,
            "period": self.period,
            "rows": self.rows,
        }


@dataclass(frozen=True, slots=True)
class _Order:
    """A form to be written; all that is known of it, so that another process can do it."""

    form: ProgressForm
    path: Path
    overwrite: bool


def write_forms(
    ground: Ground, units: Sequence[str], out: Path, overwrite: bool = False, workers: int = 1
) -> Iterator[WrittenForm]:
    """Write the workbook of each unit and yield it, in the order of ``units``.

    ``out`` is a folder, or a ``.xlsx`` file where there is one unit. ``workers``: processes; each
    holds one workbook in memory at a time.
    """
    yield from in_order(_write_form, _orders(ground, units, out, overwrite), workers)


def _orders(ground: Ground, units: Iterable[str], out: Path, overwrite: bool) -> Iterator[_Order]:
    maker = row_maker(ground)
    for unit in units:
        path = out if out.suffix == ".xlsx" else out / form_name(ground, unit)
        yield _Order(make_form(ground, maker, unit), path, overwrite)


def _write_form(order: _Order) -> WrittenForm:
    form = order.form
    path, kept = _write(order.path, progress_workbook(form), order.overwrite)
    return WrittenForm(path, form.unit_name, form.unit, form.period, len(form.rows), kept)


def row_maker(ground: Ground) -> RowMaker:
    """Return what makes the rows of this period's forms."""
    collected = {a.period for answers in ground.answers.values() for a in answers}
    earlier = [w.code for w in ground.windows() if w.code in collected and w != ground.window]
    ws = ground.workspace
    return RowMaker(ws.plan, ws.register, ground.window, ground.answers, earlier)


def make_form(ground: Ground, maker: RowMaker, unit: str) -> ProgressForm:
    """Return what stands in a unit's workbook."""
    led, joined = ground.scope.led.get(unit, ()), ground.scope.joined.get(unit, ())
    return ProgressForm(
        unit=unit,
        unit_name=ground.labels[unit],
        office_name=ground.workspace.office.body.name,
        period=ground.period.code,
        period_label=ground.period.label,
        until=short_date(ground.period.end),
        marks=ground.marks(unit),
        rows=maker.rows(led, joined, unit),
        figures=ground.asked(unit),
    )


def form_name(ground: Ground, unit: str) -> str:
    """Return the file name of a unit's form: regime, period, code and name of the unit."""
    head = slug(f"tien-do-{ground.regime.code}-{ground.period.code}-{unit}")
    return f"{slug(f'{head} {ground.labels[unit]}', max(75, len(head)))}.xlsx"


def _write(path: Path, data: bytes, overwrite: bool) -> tuple[Path, Path | None]:
    """Write a form; one that stands there otherwise (somebody filled it) is kept unless told."""
    old = path.read_bytes() if path.is_file() else data
    if old != data and not overwrite:
        beside = path.with_name(f"{path.stem}.moi{path.suffix}")
        write_whole(beside, data)
        return beside, path
    if old is data or old != data:
        write_whole(path, data)
    return path, None


def kept_problem(written: WrittenForm) -> Problem:
    """Say that a workbook was not overwritten."""
    assert written.kept is not None
    return Problem(
        written.kept.name,
        "tệp đã có và khác biểu mới (có thể đã điền), nên được giữ nguyên",
        "không mất nội dung đã điền",
        f"biểu mới ở {written.path.name}; chạy lại với --overwrite để thay hẳn",
        "warning",
    )


def chosen_units(ground: Ground, unit: str | None, everyone: bool) -> tuple[str, ...]:
    """Return the codes of the units asked for; without a choice it is an error of use."""
    from vbgen.app.find import find_unit

    if unit and everyone:
        raise UsageError.at(
            "--unit, --all", "hai cách chọn cùng lúc", "một cách", "bỏ một trong hai"
        )
    if not unit:
        return ground.units
    found = find_unit(ground.workspace, unit)
    if found.code not in ground.units:
        raise UsageError.at(
            f"--unit {unit}",
            "đơn vị này không có việc và số liệu phải báo cáo",
            "một đơn vị thuộc cơ quan, có tên ở cột Chủ trì hoặc Phối hợp của kế hoạch",
            "chọn: " + ", ".join(ground.units[:12]),
        )
    return (found.code,)
