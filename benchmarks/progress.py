"""Progress of a whole country: forms for every commune, filled, collected, counted.

Each command is a process of its own, as an office runs it.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.measure import table
from vbgen.app.country import init_country

UNITS = (300, 1_000, 3_300)
TASKS, PERIOD = 18, "2026-Q1"
LEAD = "UBND các xã, phường, đặc khu"
STATES = ("Hoàn thành", "Hoàn thành", "Đang thực hiện", "Chưa thực hiện", "Không phát sinh")
WORK = ("Rà soát", "Niêm yết", "Đối chiếu", "Tổng hợp", "Cập nhật", "Kiểm tra")
ABOUT = ("hồ sơ trả chậm", "danh mục thủ tục", "phản ánh của người dân")
_ROW = re.compile(r'<row r="(\d+)".*?</row>', re.DOTALL)


def run() -> None:
    """Time and memory of forms, collection and status by the number of units."""
    found = []
    for units in UNITS:
        with tempfile.TemporaryDirectory() as folder:
            found += list(_played(Path(folder), units))
    head = ["command", "units", "rows", "s", "CPU s", "CPU ms per unit", "peak MB of a process"]
    table("Progress of many units", head, found)


def _played(folder: Path, units: int) -> Iterator[list[str]]:
    office = make_office(folder / "vp", units)
    rows = f"{units * TASKS:,}"
    forms, taken = _timed("progress", "form", office, "--period", PERIOD, "-o", folder / "bieu")
    yield ["progress form", f"{units:,}", rows, *_told(taken, units)]
    for number, form in enumerate(forms["forms"]):
        fill(Path(form["path"]), random.Random(number))
    out = ("--period", PERIOD, "-o", folder / "xem-lai")
    back, taken = _timed("collect", office, folder / "bieu", *out)
    yield [
        "collect",
        f"{units:,}",
        f"{sum(t['rows'] for t in back['taken']):,}",
        *_told(taken, units),
    ]
    _, taken = _timed("collect", office, folder / "bieu", *out)
    yield ["collect again", f"{units:,}", rows, *_told(taken, units)]
    _, taken = _timed("progress", "status", office, "--period", PERIOD)
    yield ["progress status", f"{units:,}", rows, *_told(taken, units)]


def make_office(folder: Path, units: int) -> Path:
    """Make the workspace of ``units`` communes, each with a row for every task."""
    init_country(folder, units)
    plan = folder / "ke-hoach.yaml"
    head = plan.read_text(encoding="utf-8").partition("nhiem_vu:\n  - nhom:")[0]
    head = head.replace("ma: 2026-I-01.1\n", "")
    plan.write_text(head + "".join(_tasks()), encoding="utf-8")
    return folder


def _tasks() -> Iterator[str]:
    yield "nhiem_vu:\n"
    for group, name, about in (("I", "CHỈ ĐẠO", "dieu-hanh"), ("II", "PHỤC VỤ", "phuc-vu")):
        yield f"  - nhom: {group}\n    ten: {name}\n    linh_vuc: {about}\n    cac_nhiem_vu:\n"
        first = 1 if group == "I" else TASKS // 2 + 1
        for number in range(first, first + TASKS // 2):
            yield _task(group, number)


def _task(group: str, number: int) -> str:
    work = f"{WORK[number % len(WORK)]} {ABOUT[number % len(ABOUT)]} tại trụ sở, đợt {number}"
    return (
        f"      - so: {number}\n        muc_tieu: Mục tiêu {number}\n        nhiem_vu: {work}\n"
        f"        dong:\n          - san_pham: Bảng kết quả {number}\n            chu_tri: {LEAD}\n"
        f"            phoi_hop: Văn phòng Bộ\n"
        f"            thoi_han: Quý {('I', 'II', 'III', 'IV')[number % 4]}/2026\n"
        f"            van_ban: [{{ma: 2026-{group}-{number:02d}.1, ten: Kết quả, loai: khac}}]\n"
    )


def fill(form: Path, chance: random.Random) -> None:
    """Fill a form in place, in its XML: a spreadsheet program would take far longer."""
    with zipfile.ZipFile(form) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    text = parts[sheet].decode("utf-8")
    parts[sheet] = _ROW.sub(lambda row: _filled(row, chance), text).encode("utf-8")
    with zipfile.ZipFile(form, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def _filled(row: re.Match[str], chance: random.Random) -> str:
    if row[1] == "1":
        return row[0]
    state = chance.choice(STATES)
    texts = {"H": state}
    if state == "Hoàn thành":
        texts |= {
            "I": "Đã làm xong, công khai tại trụ sở",
            "N": f"{chance.randint(20, 28)}/02/2026",
        }
        texts |= {"R": "Bảng niêm yết, ảnh chụp kèm theo"}
    elif state == "Đang thực hiện":
        texts |= {"I": f"Đạt {chance.randint(10, 90)}%", "P": "Thiếu người nhập liệu"}
    filled = row[0]
    for letter, told in texts.items():
        empty = re.compile(rf'<c r="{letter}{row[1]}"( s="\d+")[^>]*(/>|></c>)')
        cell = rf'<c r="{letter}{row[1]}"\1 t="inlineStr"><is><t>{told}</t></is></c>'
        filled = empty.sub(cell, filled)
    return filled


def _timed(*words: object) -> tuple[Any, tuple[float, float, float]]:
    """Run a command; return what it printed, and seconds, CPU seconds, peak MB of a process."""
    args = [sys.executable, "-m", "vbgen", *map(str, words), "--format", "json"]
    begun = perf_counter()
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(args, stdout=out, stderr=subprocess.DEVNULL)
        _, _, used = os.wait4(child.pid, 0)
        out.seek(0)
        printed = json.load(out)
    seconds = perf_counter() - begun
    return printed, (seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)


def _told(taken: Sequence[float], units: int) -> list[str]:
    seconds, cpu, peak = taken
    return [f"{seconds:.1f}", f"{cpu:.1f}", f"{cpu / units * 1000:.1f}", f"{peak:.0f}"]
