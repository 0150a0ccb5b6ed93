"""Units: identity apart from name, names with validity, look-up with suggestions."""

from __future__ import annotations

from datetime import date

from vbgen.errors import Place
from vbgen.model.fields import Fields, Problems
from vbgen.model.raw import Raw
from vbgen.model.unit import Group, Register, Unit, read_register
from vbgen.sources.yaml_file import parse_yaml

REGISTER = """
don_vi:
  - {ma: VP, ten: Văn phòng, loai: van-phong}
  - ma: SXD
    ten: Sở Xây dựng
    ten_cu: [{ten: Sở Xây dựng và Giao thông, den: 30/6/2025}]
    ten_khac: [Sở XD]
    loai: truc-thuoc
  - {ma: SGT, ten: Sở Giao thông vận tải, loai: truc-thuoc, den: 28/02/2025, ke_thua: [SXD]}
  - {ma: TT1, ten: Xã Tân Tiến, loai: xa, tinh: Đồng Nai}
  - {ma: TT2, ten: Xã Tân Tiến, loai: xa, tinh: Lạng Sơn}
nhom:
  - {ma: tat-ca, ten: Các đơn vị, loai: [truc-thuoc]}
  - {ma: lien-quan, ten: Các đơn vị liên quan, mo: co}
"""


def register(text: str = REGISTER) -> Register:
    problems = Problems()
    raw: Raw = parse_yaml(text, "don-vi.yaml")
    made = read_register(Fields(raw, problems, "danh mục"))
    assert not problems.found, problems.found
    return made


def test_a_unit_is_found_by_code_name_former_name_and_alias() -> None:
    for name in ("SXD", "Sở Xây dựng", "sở xây dựng", "Sở XD", "Sở Xây dựng và Giao thông"):
        found = register().find(name)
        assert [u.code for u in found] == ["SXD"], name


def test_the_name_is_that_of_the_day() -> None:
    unit = register().by_code["SXD"]
    assert unit.name_on(date(2025, 6, 30)) == "Sở Xây dựng và Giao thông"
    assert unit.name_on(date(2025, 7, 1)) == "Sở Xây dựng"
    assert unit.name_on(None) == "Sở Xây dựng"


def test_a_recurring_name_is_ambiguous_and_told_apart_by_province() -> None:
    made = register()
    assert {u.code for u in made.find("Xã Tân Tiến")} == {"TT1", "TT2"}
    assert [u.code for u in made.find("Xã Tân Tiến (Lạng Sơn)")] == ["TT2"]
    assert made.full_label(made.by_code["TT1"]) == "Xã Tân Tiến (Đồng Nai)"
    assert made.full_label(made.by_code["SXD"]) == "Sở Xây dựng"


def test_groups_have_the_members_of_the_day_and_open_ones_none() -> None:
    made = register()
    everyone, related = made.group_by_code["tat-ca"], made.group_by_code["lien-quan"]
    assert [u.code for u in made.members(everyone, date(2025, 1, 1))] == ["SXD", "SGT"]
    assert [u.code for u in made.members(everyone, date(2025, 3, 1))] == ["SXD"]
    assert made.members(related) == ()


def test_resolving_names_each_unit_once() -> None:
    made = register()
    assert [u.code for u in made.resolve(["SXD", "tat-ca"], date(2025, 1, 1))] == ["SXD", "SGT"]


def test_the_nearest_name_is_suggested_with_and_without_marks() -> None:
    assert register().suggest("Sở Xây dung") == "Sở Xây dựng"
    assert register().suggest("So Xay dung") == "Sở Xây dựng"


def test_a_code_used_twice_is_a_problem() -> None:
    problems = Problems()
    text = "don_vi:\n  - {ma: A, ten: Một}\n  - {ma: A, ten: Hai}\n"
    read_register(Fields(parse_yaml(text, "don-vi.yaml"), problems, "danh mục"))
    assert [p.place for p in problems.found] == [Place("don-vi.yaml", 3, 5)]


def test_units_and_groups_are_plain_values() -> None:
    made = register()
    assert isinstance(made.find("tat-ca")[0], Group)
    assert isinstance(made.find("VP")[0], Unit)
    assert made == register()
