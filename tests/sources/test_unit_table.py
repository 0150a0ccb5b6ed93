"""A register kept as a table reads like the YAML one, with cells as places."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from vbgen.errors import PlanInvalid
from vbgen.model.fields import Fields, Problems
from vbgen.model.unit import Register, read_register
from vbgen.sources.unit_table import column_name, read_unit_table


def read(path: Path) -> tuple[Register, Problems]:
    problems = Problems()
    return read_register(Fields(read_unit_table(path), problems, "danh mục")), problems


def workbook(
    path: Path, rows: list[list[object]], groups: list[list[object]] | None = None
) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if groups:
        sheet = book.create_sheet("nhom")
        for row in groups:
            sheet.append(row)
    book.save(path)
    return path


HEAD: list[object] = ["Mã", "Tên đơn vị", "Loại", "Tên khác", "Tỉnh"]


def test_a_workbook_with_vietnamese_headings(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "don-vi.xlsx",
        [
            HEAD,
            [101, "Xã Một", "xa", "X1; Xã I", "Lào Cai"],
            ["102", "Xã Hai", "xa", None, "Lào Cai"],
        ],
        [["ma", "ten", "loai"], ["cac-xa", "Các xã", "xa"]],
    )
    register, problems = read(path)
    assert not problems.found
    assert [u.code for u in register.units] == ["101", "102"]
    assert register.units[0].aliases == ("X1", "Xã I")
    assert len(register.members(register.groups[0])) == 2


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_with_any_usual_separator(separator: str, tmp_path: Path) -> None:
    path = tmp_path / "don-vi.csv"
    rows = [["ma", "ten", "loai"], ["A", "Phòng Một", "phong"]]
    path.write_text("\n".join(separator.join(r) for r in rows), encoding="utf-8-sig")
    register, problems = read(path)
    assert not problems.found
    assert register.by_code["A"].name == "Phòng Một"


def test_a_problem_names_sheet_and_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "don-vi.xlsx", [HEAD, ["A", "Phòng Một", "phongg", None, None]])
    _, problems = read(path)
    assert str(problems.found[0].place) == "don-vi.xlsx · Sheet!C2"


def test_a_table_without_headings_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "don-vi.xlsx", [["A", "Phòng Một", "phong"]])
    with pytest.raises(PlanInvalid, match="Mã"):
        read_unit_table(path)


def test_a_title_blank_rows_and_row_numbers_are_passed_over(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [None], ["DANH MỤC ĐƠN VỊ"], [None], ["STT", *HEAD],
        [1, "A", "Phòng Một", "phong"], [None], [2, "B", "Phòng Hai", "phongg"],
    ]  # fmt: skip
    register, problems = read(workbook(tmp_path / "don-vi.xlsx", rows))
    assert [u.code for u in register.units] == ["A", "B"]
    assert str(problems.found[0].place) == "don-vi.xlsx · Sheet!D7"


def test_a_cell_merged_down_the_column_holds_for_each_row(tmp_path: Path) -> None:
    book = Workbook()
    for row in [
        HEAD,
        *([str(n), f"Xã {n}", "xa", None, "Lào Cai" if n == 1 else None] for n in (1, 2, 3)),
    ]:
        book.active.append(row)
    book.active.merge_cells("E2:E3")
    book.save(tmp_path / "don-vi.xlsx")
    register, _ = read(tmp_path / "don-vi.xlsx")
    assert [u.province for u in register.units] == ["Lào Cai", "Lào Cai", ""]


def test_a_column_that_is_not_known_is_named_once(tmp_path: Path) -> None:
    path = tmp_path / "don-vi.csv"
    path.write_text("Mã,Tên,Loạii,Ghi chú\nA,Phòng A,phong,\nB,Phòng B,phong,\n", encoding="utf-8")
    with pytest.raises(PlanInvalid) as caught:
        read_unit_table(path)
    (problem,) = caught.value.problems  # the empty column says nothing
    assert (str(problem.place), problem.remedy) == ("don-vi.csv · C1", 'có phải "loại"?')


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "don-vi.xlsx"
    path.write_bytes(b"not a workbook")
    with pytest.raises(PlanInvalid, match="Excel"):
        read_unit_table(path)


@pytest.mark.parametrize(
    ("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_lettered_as_in_excel(index: int, name: str) -> None:
    assert column_name(index) == name


def test_each_unit_names_its_groups_in_a_column(tmp_path: Path) -> None:
    path = tmp_path / "don-vi.csv"
    path.write_text(
        "Mã,Tên,Loại,Nhóm\n1,Xã Một,xa,Các xã;Vùng cao\n2,Xã Hai,xa,Các xã\n3,Phòng Ba,phong,\n",
        encoding="utf-8",
    )
    register, problems = read(path)
    assert not problems.found
    found = {g.name: [u.code for u in register.members(g)] for g in register.groups}
    assert found == {"Các xã": ["1", "2"], "Vùng cao": ["1"]}
    assert register.find("vùng cao") == (register.group_by_code["vung-cao"],)


def test_a_former_name_stands_with_its_last_day(tmp_path: Path) -> None:
    path = tmp_path / "don-vi.csv"
    path.write_text(
        "Mã,Tên,Loại,Tên cũ\n1,Phường Một,phuong,Xã Một (đến 19/9/2026)\n", encoding="utf-8"
    )
    register, problems = read(path)
    assert not problems.found
    (unit,) = register.units
    assert unit.name_on(date(2026, 9, 19)) == "Xã Một"
    assert unit.name_on(date(2026, 9, 20)) == "Phường Một"


def test_a_former_name_without_a_day_is_a_problem_of_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "don-vi.csv"
    path.write_text("Mã,Tên,Loại,Tên cũ\n1,Phường Một,phuong,Xã Một\n", encoding="utf-8")
    _, problems = read(path)
    assert ["D2" in str(p.place) for p in problems.found] == [True]
