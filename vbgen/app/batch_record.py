"""The record of a batch: the manifest for scripts and for the clerk, earlier runs included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from vbgen.app.batch_bench import Asked
from vbgen.batch import journal, manifest
from vbgen.batch.files import write_whole
from vbgen.batch.manifest import Entry
from vbgen.batch.writing import Outcome
from vbgen.documents import types
from vbgen.errors import OutputBlocked, Problem
from vbgen.exports.manifest_xlsx import NAME, manifest_xlsx
from vbgen.model.unit import Register, Unit
from vbgen.vi.text import first_of

LEFT = "left"
SHOWN = 5  # folders named


def record(
    out: Path,
    register: Register,
    asked: Asked,
    units: Iterable[Unit],
    before: Mapping[str, Entry],
    outcomes: Mapping[str, Outcome],
    *,
    damaged: bool,
) -> tuple[Problem, ...]:
    """Write both manifests; return what is to be said, as an error where one cannot be written.

    ``units`` are those asked for. What the batch did not touch stays listed. The journals go once
    ``manifest.json`` is in place.
    """
    stale = _expected(register, asked, units)
    entries = {path: o.entry for path, o in outcomes.items()}
    left: list[Entry] = []
    for path, entry in before.items():
        if path in entries:
            continue
        if not stale(entry):
            entries[path] = entry
        elif (out / path).exists():
            entries[path] = replace(entry, state=LEFT, reason="")
            left.append(entry)
    ordered = sorted(entries.values(), key=lambda e: e.path)
    remarks = [*_forgotten(damaged), *_about(left)]
    unwritten = _blocked(lambda: manifest.write(out, ordered))
    if not unwritten:
        journal.clear(out)
    workbook = manifest_xlsx(ordered, _type_names(ordered))
    unwritten += _blocked(lambda: write_whole(out / NAME, workbook))
    return (*remarks, *unwritten)


def _expected(register: Register, asked: Asked, units: Iterable[Unit]) -> Callable[[Entry], bool]:
    """Return what tells of an entry whether this batch would have made it, had it still a place."""
    chosen = {unit.code for unit in units}
    inside = {unit.code for unit in register.units if unit.inside}

    def one(entry: Entry) -> bool:
        if not entry.unit_code or "/" not in entry.path:  # made by ``build``
            return False
        what = not asked.what or entry.type in asked.what or entry.deliverable in asked.what
        return what and (entry.unit_code in chosen or entry.unit_code not in inside)

    return one


def _about(left: Sequence[Entry]) -> Iterator[Problem]:
    folders = list(dict.fromkeys(entry.path.split("/")[0] for entry in left))
    if folders:
        yield Problem(
            first_of(folders, SHOWN),
            f"{len(left)} văn bản của lần soạn trước không còn trong kế hoạch hoặc danh mục "
            "đơn vị (đổi tên, giải thể, bỏ việc), vẫn để nguyên",
            "thư mục chỉ có văn bản cần dùng",
            f'lọc trạng thái "không còn cần" trong {NAME}, chuyển đi văn bản không dùng nữa',
            "warning",
        )


def _forgotten(damaged: bool) -> Iterator[Problem]:
    if damaged:
        yield Problem(
            manifest.NAME,
            "tệp cũ không đọc được, đã lập lại từ những văn bản của lần soạn này",
            "tệp do vbgen ghi, không sửa tay",
            "chạy lại cho mọi đơn vị để danh sách đủ; văn bản có người sửa vẫn được giữ",
            "warning",
        )


def _type_names(entries: Iterable[Entry]) -> dict[str, str]:
    """Return what the types are called; one that is not known any more keeps its code."""
    known = set(types.slugs())
    return {slug: types.load(slug).name for slug in {e.type for e in entries} & known}


def _blocked(write: Callable[[], None]) -> tuple[Problem, ...]:
    try:
        write()
    except OutputBlocked as error:
        return error.problems
    return ()
