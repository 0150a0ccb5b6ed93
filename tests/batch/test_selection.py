"""Units meant by code, name, kind, province or group; what means nothing is named."""

from __future__ import annotations

import pytest

from vbgen.batch.selection import select_units
from vbgen.errors import UsageError
from vbgen.model.unit import Group, Register, Unit, UnitName


def unit(code: str, name: str, kind: str, province: str = "") -> Unit:
    return Unit(code, (UnitName(name),), kind, "UBND", province=province)


REGISTER = Register(
    (
        unit("1", "Xã Tân Lập", "xa", "tỉnh Thái Nguyên"),
        unit("2", "Xã Tân Lập", "xa", "tỉnh Lào Cai"),
        unit("3", "Phường Một", "phuong", "tỉnh Lào Cai"),
        unit("4", "Xã Nguyên, Bình", "xa", "thành phố Hà Nội"),
        unit("VP", "Văn phòng", "van-phong"),
    ),
    (Group("cao", "Các xã vùng cao", members=("2", "4")), Group("lc", "Lào Cai", members=("3",))),
)


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        ((), "1234"),
        (("3",), "3"),
        (("phường một",), "3"),
        (("Xã Tân Lập (tỉnh Lào Cai)",), "2"),
        (("xã",), "124"),
        (("xa", "phuong"), "1234"),
        (("3,1",), "13"),
        (("Xã Nguyên, Bình",), "4"),
        (("Thái Nguyên",), "1"),
        (("Hà Nội",), "4"),
        (("Các xã vùng cao",), "24"),
        (("Lào Cai",), "3"),
        (("tinh:Lào Cai",), "23"),
        (("loai:phường, ma:1",), "13"),
        (("TP. Hà Nội", "Tỉnh Thái Nguyên"), "14"),
    ],
    ids=[
        "nothing asked is all", "code", "name", "name with its province", "kind in words",
        "kinds by code", "a list", "a name with a comma", "province without its word", "city",
        "group", "a group before a province of that name", "province said to be one", "said kinds",
        "provinces with their level",
    ],
)  # fmt: skip
def test_units_are_found_in_the_order_of_the_register(wanted: tuple[str, ...], codes: str) -> None:
    assert "".join(u.code for u in select_units(REGISTER, wanted)) == codes


def test_a_name_that_recurs_is_refused_with_the_codes() -> None:
    with pytest.raises(UsageError) as caught:
        select_units(REGISTER, ("Xã Tân Lập",))
    assert "1 (tỉnh Thái Nguyên), 2 (tỉnh Lào Cai)" in caught.value.problems[0].remedy


def test_every_word_that_means_nothing_is_named_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        select_units(REGISTER, ("Phường Mốt", "loai:huyện", "3"))
    assert [p.place for p in caught.value.problems] == ["--units Phường Mốt", "--units loai:huyện"]
    assert "Phường Một" in caught.value.problems[0].remedy


@pytest.mark.parametrize(
    ("word", "near"),
    [("thai nguyen", "Thái Nguyên"), ("tinh:Lao Cai", "Lào Cai"), ("loai:phương", "phường")],
)
def test_provinces_and_kinds_are_suggested_too(word: str, near: str) -> None:
    with pytest.raises(UsageError) as caught:
        select_units(REGISTER, (word,))
    assert caught.value.problems[0].remedy == f'có phải "{near}"?'


@pytest.mark.parametrize("empty", ["", " , "])
def test_an_empty_list_is_not_everything(empty: str) -> None:
    with pytest.raises(UsageError, match="không ghi đơn vị nào"):
        select_units(REGISTER, (empty,))


def test_what_is_not_a_part_of_the_office_gets_no_documents() -> None:
    assert select_units(REGISTER, ("VP",)) == ()
