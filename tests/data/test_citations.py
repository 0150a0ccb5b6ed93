"""The starter register of citations agrees with itself and with the symbols of issuers."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from ruamel.yaml import YAML

from vbgen.resources import data

MARKS = {"R", "R2", "R3", "S", "P", "D", "GK"}
STATES = {"con_hieu_luc", "sua_doi", "thay_the", "het_giai_doan", "chua_ro"}
# Named as amending what the register holds, but not citations of their own.
NOT_LISTED = {"48/2013/NĐ-CP", "92/2017/NĐ-CP", "63/2020/QH14"}
TYPES = {"NĐ": "Nghị định", "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị"}
TYPES |= {"TT": "Thông tư"}

Entry = dict[str, Any]


def read_yaml(*parts: str) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load(data(*parts).read_text(encoding="utf-8"))
    return loaded


ENTRIES: list[Entry] = read_yaml("citations", "van-ban.yml")["van_ban"]
BY_NUMBER = {entry["so"]: entry for entry in ENTRIES}
each = pytest.mark.parametrize("entry", ENTRIES, ids=list(BY_NUMBER))


def test_a_number_names_one_document() -> None:
    assert len(BY_NUMBER) == len(ENTRIES)


@each
def test_an_entry_is_whole(entry: Entry) -> None:
    assert isinstance(entry["ngay"], date)
    assert entry["muc_xac_minh"] in MARKS
    assert entry["tinh_trang"] in STATES
    assert entry["trich_yeu"] and not entry["trich_yeu"].endswith(".")
    year = re.search(r"/(20\d\d)/", entry["so"])
    assert year is None or int(year[1]) == entry["ngay"].year


@each
def test_the_type_fits_the_symbol(entry: Entry) -> None:
    symbol = entry["so"].split("/")[-1]
    kind = TYPES.get(symbol.split("-")[0]) if "-" in symbol else None
    if kind is None:  # laws and resolutions of the National Assembly; letters carry no type
        assert entry["loai"] in ({"Luật", "Nghị quyết"} if "QH" in symbol else {"Công văn"})
    else:
        assert entry["loai"] == kind


@each
def test_the_issuer_fits_the_symbols_tail(entry: Entry) -> None:
    tail = entry["so"].split("/")[-1]
    rules = read_yaml("terms", "the-loai.yml")["duoi_ky_hieu"]
    part = tail.split("-")[0 if entry["loai"] == "Công văn" else -1]
    issuers = [
        rule["co_quan"]
        for rule in rules
        if (re.fullmatch(rule["duoi"], part) if rule.get("mau") else rule["duoi"] == part)
    ]
    assert issuers == [entry["co_quan"]]


@each
def test_what_is_replaced_says_by_what_and_until_when(entry: Entry) -> None:
    if entry["tinh_trang"] == "thay_the":
        assert "hieu_luc_den" in entry
        assert "thay_the_boi" in entry or "ghi_chu" in entry
    else:
        assert "thay_the_boi" not in entry
    if entry["tinh_trang"] == "sua_doi":
        assert "sua_doi_boi" in entry or "ghi_chu" in entry


@each
def test_successors_are_later_and_resolve(entry: Entry) -> None:
    for number in [*entry.get("thay_the_boi", []), *entry.get("sua_doi_boi", [])]:
        assert number in BY_NUMBER or number in NOT_LISTED
        if number in BY_NUMBER:
            assert BY_NUMBER[number]["ngay"] > entry["ngay"]


@each
def test_validity_begins_before_it_ends_and_passes_to_the_successor(entry: Entry) -> None:
    begins = entry.get("hieu_luc_tu", entry["ngay"])
    ends = entry.get("hieu_luc_den", date.max)
    assert entry["ngay"] <= begins < ends
    for number in entry.get("thay_the_boi", []):
        later = BY_NUMBER[number]
        assert later.get("hieu_luc_tu", later["ngay"]) <= ends.replace(year=ends.year + 1)


def test_no_document_is_replaced_in_a_circle() -> None:
    for number in BY_NUMBER:
        seen, current = set(), number
        while current in BY_NUMBER and BY_NUMBER[current].get("thay_the_boi"):
            assert current not in seen
            seen.add(current)
            current = BY_NUMBER[current]["thay_the_boi"][0]


@pytest.mark.parametrize(
    ("number", "day", "expected"),
    [
        pytest.param("77/2015/QH13", date(2024, 1, 31), True, id="the law of 2015 in 2024"),
        pytest.param("77/2015/QH13", date(2025, 3, 1), False, id="the law of 2015 after its end"),
        pytest.param("72/2025/QH15", date(2025, 6, 16), True, id="the law of 2025 from its day"),
        pytest.param("61/2018/NĐ-CP", date(2025, 6, 30), True, id="the old one-stop decree"),
        pytest.param("61/2018/NĐ-CP", date(2025, 7, 1), False, id="one day too late"),
    ],
)
def test_validity_can_be_told_by_the_day(number: str, day: date, expected: bool) -> None:
    entry = BY_NUMBER[number]
    begins = entry.get("hieu_luc_tu", entry["ngay"])
    assert (begins <= day <= entry.get("hieu_luc_den", date.max)) is expected
