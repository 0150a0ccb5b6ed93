"""Forms and collection for many units: all taken, each once, names of files apart."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from support.progress_office import PERIOD, PLAN, call, make_office

from vbgen.app.collect import sift_all, terms_of
from vbgen.app.opening import open_workspace
from vbgen.app.progress import ground
from vbgen.app.progress_forms import write_forms
from vbgen.errors import OutputBlocked

UNITS, TASKS = 250, 18
STATES = ("Hoàn thành", "Đang thực hiện", "Chưa thực hiện", "Không phát sinh", "")


def register() -> str:
    """Communes of which many bear the same name, in several provinces."""
    units = (
        f"  - {{ma: X{i:04d}, ten: Xã Tân {i % 40}, loai: xa, tinh: Tỉnh {i % 34}}}\n"
        for i in range(UNITS)
    )
    return (
        "don_vi:\n  - {ma: VPX, ten: Văn phòng X, loai: van-phong}\n"
        "  - {ma: TH, ten: Phòng Tổng hợp, loai: phong}\n"
        + "".join(units)
        + "nhom:\n  - {ma: cac-xa, ten: Các xã, loai: [xa]}\n"
    )


def plan() -> str:
    head = PLAN[: PLAN.index("nhiem_vu:")].replace("[Các phòng]", "[Các xã]")
    tasks = (
        f"      - so: {n}\n        muc_tieu: Mục tiêu {n}\n        nhiem_vu: Việc chung số {n}\n"
        f"        dong:\n          - san_pham: Kết quả\n            chu_tri: Các xã\n"
        f"            thoi_han: Quý {('I', 'II', 'III', 'IV')[n % 4]}/2025\n"
        f"            van_ban: [{{ma: 2025-I-{n:02d}.1, ten: Kết quả, loai: khac}}]\n"
        for n in range(1, TASKS + 1)
    )
    group = "nhiem_vu:\n  - nhom: I\n    ten: CHUNG\n    linh_vuc: chi-dao\n    cac_nhiem_vu:\n"
    return head.replace("ma: 2025-I-01.1\n", "") + group + "".join(tasks)


def answered(form: Path, number: int) -> tuple[Path, Counter[str]]:
    """Answer a form as .csv and return what was said how often."""
    rows = CalamineWorkbook.from_path(str(form)).get_sheet_by_name("Tiến độ").to_python()
    told: Counter[str] = Counter()
    for at, row in enumerate(rows[1:]):
        state = STATES[(at * 7 + number) % len(STATES)]
        row[7], row[13] = state, "10/3/2025" if state == "Hoàn thành" else ""
        told[state] += 1
    target = form.with_suffix(".csv")
    with target.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([[str(cell) for cell in row] for row in rows])
    return target, told


@pytest.mark.slow
def test_many_units_give_many_rows_and_none_is_lost_or_doubled(tmp_path: Path) -> None:
    office = make_office(tmp_path / "vp", plan(), register())
    code, made = call("progress", "form", office, "--period", PERIOD, "-o", tmp_path / "bieu")
    communes = [f for f in made["forms"] if f["unit_code"] != "TH"]
    assert code == 0 and len(communes) == UNITS
    assert len({f["path"] for f in communes}) == len({f["unit"] for f in communes}) == UNITS
    told: Counter[str] = Counter()
    files = []
    for number, form in enumerate(communes):
        file, said = answered(Path(form["path"]), number)
        files.append(file)
        told.update(said)
    code, printed = call("collect", office, *files, "--period", PERIOD, "-o", tmp_path / "out")
    assert (code, printed["doubts"]) == (0, [])
    assert sum(entry["rows"] for entry in printed["taken"]) == UNITS * TASKS - told[""]
    base = ground(open_workspace(office), PERIOD)
    by_unit = [tally.as_json() for tally in base.progress.by_unit.values()]
    assert len(by_unit) == UNITS and base.missing_units() == ()
    counted = Counter({key: sum(t[key] for t in by_unit) for key in by_unit[0]})
    assert counted["done_on_time"] + counted["done_late"] == told["Hoàn thành"]
    assert counted["not_arising"] == told["Không phát sinh"]
    assert counted["not_reported"] == told[""]
    assert counted["total"] == UNITS * TASKS


def test_two_processes_give_what_one_gives(tmp_path: Path) -> None:
    base = ground(open_workspace(make_office(tmp_path / "vp")), PERIOD)
    made = {
        count: list(write_forms(base, base.units, tmp_path / str(count), workers=count))
        for count in (1, 2)
    }
    assert [form.unit_code for form in made[2]] == list(base.units)
    for one, other in zip(made[1], made[2], strict=True):
        assert one.path.name == other.path.name and one.as_json() | {"path": ""} == (
            other.as_json() | {"path": ""}
        )
        assert one.path.read_bytes() == other.path.read_bytes()
    broken = tmp_path / "hong.xlsx"
    broken.write_bytes(b"PK\x03\x04 and no more")
    files = [broken, *(form.path for form in made[1])]
    read = {count: list(sift_all(terms_of(base), files, count)) for count in (1, 2)}
    assert read[1] == read[2] and [path for path, _ in read[2]] == files
    assert read[2][0][1].doubts[0].file == "hong.xlsx"


def test_a_form_that_cannot_be_written_is_named_from_any_process(tmp_path: Path) -> None:
    base = ground(open_workspace(make_office(tmp_path / "vp")), PERIOD)
    (tmp_path / "tep").touch()
    with pytest.raises(OutputBlocked, match="trùng tên thư mục"):
        list(write_forms(base, base.units, tmp_path / "tep", workers=2))
