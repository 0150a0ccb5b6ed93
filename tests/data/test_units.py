"""The register of communes, the former units and the bodies that changed hang together."""

from __future__ import annotations

import csv
import gzip
import io
import unicodedata
from collections import Counter, defaultdict
from datetime import date
from typing import Any

import pytest
from ruamel.yaml import YAML

from vbgen.resources import data

Row = dict[str, str]


def read_yaml(*parts: str) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load(data(*parts).read_text(encoding="utf-8"))
    return loaded


def read_csv(*parts: str) -> list[Row]:
    raw = data(*parts).read_bytes()
    text = (gzip.decompress(raw) if parts[-1].endswith(".gz") else raw).decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def units() -> list[Row]:
    return read_csv("units", "don-vi-hanh-chinh.csv")


@pytest.fixture(scope="module")
def former() -> list[Row]:
    return read_csv("units", "don-vi-cu.csv.gz")


@pytest.fixture(scope="module")
def communes(units: list[Row]) -> list[Row]:
    return [unit for unit in units if unit["tinh"]]


def test_the_country_has_its_official_number_of_units(units: list[Row]) -> None:
    assert Counter(unit["loai"] for unit in units) == {
        "tinh": 28,
        "thanh-pho": 6,
        "xa": 2621,
        "phuong": 687,
        "dac-khu": 13,
    }


def test_codes_are_unique_and_shaped_by_level(units: list[Row]) -> None:
    assert len({unit["ma"] for unit in units}) == len(units)
    assert {len(unit["ma"]) for unit in units if unit["tinh"]} == {5}
    assert {len(unit["ma"]) for unit in units if not unit["tinh"]} == {2}


def test_each_commune_lies_in_a_province_that_is_listed(units: list[Row]) -> None:
    provinces = {unit["ma"]: unit["ten"] for unit in units if not unit["tinh"]}
    assert all(provinces[unit["tinh"]] == unit["ten_tinh"] for unit in units if unit["tinh"])


def test_a_name_alone_is_no_identity(communes: list[Row]) -> None:
    provinces = defaultdict(set)
    for unit in communes:
        provinces[unit["ten"]].add(unit["tinh"])
    assert len(provinces["Xã Tân Tiến"]) == 7
    # 238 in the raw list of the second source, which writes hòa and hoà side by side.
    assert sum(len(found) > 1 for found in provinces.values()) == 246


def test_within_a_province_a_name_is_unique(communes: list[Row]) -> None:
    assert len({(unit["tinh"], unit["ten"]) for unit in communes}) == len(communes)


@pytest.mark.parametrize(
    ("code", "place"),
    [
        pytest.param("00004", "Ba Đình", id="a bare name"),
        pytest.param("00691", "Phường Hà Giang 2", id="a name with a number"),
        pytest.param("79", "Thành phố Hồ Chí Minh", id="a person"),
        pytest.param("44", "Quảng Trị", id="a province"),
    ],
)
def test_place_names_follow_the_rule_on_numbers_and_persons(
    units: list[Row], code: str, place: str
) -> None:
    assert next(unit["dia_danh"] for unit in units if unit["ma"] == code) == place


def test_former_units_have_successors_that_exist(former: list[Row], units: list[Row]) -> None:
    codes = {unit["ma"] for unit in units if unit["tinh"]}
    assert len(former) == 10040
    assert all(row["ke_thua"] for row in former)
    assert {code for row in former for code in row["ke_thua"].split("|")} == codes


def test_former_units_ended_the_day_before_the_new_ones_began(
    former: list[Row], units: list[Row]
) -> None:
    assert {row["hieu_luc_den"] for row in former} == {"2025-06-30"}
    assert {unit["hieu_luc_tu"] for unit in units} == {"2025-07-01"}


def test_sixty_three_provinces_became_thirty_four(units: list[Row], former: list[Row]) -> None:
    old = read_csv("units", "tinh-cu.csv")
    assert len(old) == 63
    names = {unit["ma"]: unit["ten"] for unit in units if not unit["tinh"]}
    assert {row["ke_thua"] for row in old} == names.keys()
    assert all(names[row["ke_thua"]] == row["ten_ke_thua"] for row in old)
    merged = Counter(row["ke_thua"] for row in old)
    assert sum(count == 1 for count in merged.values()) == 11
    assert {(row["tinh"], row["ten_tinh"]) for row in former} == {
        (row["ma"], row["ten"]) for row in old
    }


def test_a_ward_went_into_the_province_that_took_over_its_own(
    former: list[Row], units: list[Row]
) -> None:
    province_of = {unit["ma"]: unit["tinh"] for unit in units}
    after = {row["ma"]: row["ke_thua"] for row in read_csv("units", "tinh-cu.csv")}
    for row in former:
        found = {province_of[code] for code in row["ke_thua"].split("|")}
        assert found == {after[row["tinh"]]}, row


def test_later_changes_rename_units_that_are_listed(units: list[Row]) -> None:
    listed = {unit["ma"]: unit for unit in units}
    changes = read_yaml("units", "thay-doi.yml")["thay_doi"]
    changed = [unit for change in changes for unit in change["don_vi"]]
    assert len({unit["ma"] for unit in changed}) == len(changed)
    for unit in changed:
        assert listed[unit["ma"]]["ten"] == unit["ten_cu"]
    assert all(change["tu"] > date(2025, 7, 1) and change["can_cu"] for change in changes)
    after = Counter({unit["ma"]: unit for unit in changed}.get(u["ma"], u)["loai"] for u in units)
    assert after == {"thanh-pho": 9, "tinh": 25, "xa": 2599, "phuong": 709, "dac-khu": 13}


def test_bodies_that_ended_have_a_day_a_mark_and_a_source() -> None:
    bodies = read_yaml("units", "co-quan-doi-ten.yml")["co_quan"]
    names = [body["ten"] for body in bodies]
    assert len(set(names)) == len(names)
    for body in bodies:
        assert isinstance(body["den"], date)
        assert body["xac_minh"] in {"R", "R2", "R3", "P", "G", "D"}
        assert body["nguon"] and body["ke_thua"]
        assert body["kieu"] in {"ten", "cap"}


def test_a_successor_is_not_itself_a_body_that_ended_before(units: list[Row]) -> None:
    bodies = read_yaml("units", "co-quan-doi-ten.yml")["co_quan"]
    ended = {body["ten"]: body["den"] for body in bodies}
    for body in bodies:
        assert all(ended.get(name, date.max) > body["den"] for name in body["ke_thua"]), body


def test_the_provinces_among_them_are_those_whose_name_is_gone(units: list[Row]) -> None:
    current = {unit["ten"] for unit in units if not unit["tinh"]}
    gone = {
        row["ten"]: [row["ten_ke_thua"]]
        for row in read_csv("units", "tinh-cu.csv")
        if row["ten"] not in current
    }
    bodies = read_yaml("units", "co-quan-doi-ten.yml")["co_quan"]
    assert {body["ten"]: body["ke_thua"] for body in bodies if body["loai"] == "tinh"} == gone
    assert len(gone) == 29


def test_the_compressed_list_carries_no_clock() -> None:
    assert data("units", "don-vi-cu.csv.gz").read_bytes()[4:8] == bytes(4)
