"""The statistical forms: unique codes, formulas that resolve, identities that can hold."""

from __future__ import annotations

from typing import Any

import pytest
from ruamel.yaml import YAML

from vbgen.resources import data

KINDS = {"heading", "count", "cumulative", "ratio", "sum", "flag", "choice"}
SOURCES = {"moi_don_vi", "dau_moi", "tien_do.tong", "tien_do.xong", "tinh", "so_van_ban"}

Line = dict[str, Any]


def read_yaml(*parts: str) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load(data(*parts).read_text(encoding="utf-8"))
    return loaded


FORMS = read_yaml("forms-stat", "bieu-cchc.yml")["bieu"]
LINES: dict[str, Line] = {line["ma"]: line for form in FORMS for line in form["dong"]}
SETTLEMENT = read_yaml("forms-stat", "kstthc.yml")
each = pytest.mark.parametrize("line", LINES.values(), ids=list(LINES))


def test_seven_forms_one_per_field() -> None:
    assert [form["so"] for form in FORMS] == list(range(1, 8))
    assert len({form["linh_vuc"] for form in FORMS}) == 7


def test_a_code_is_unique_over_all_forms_and_begins_with_its_form() -> None:
    codes = [line["ma"] for form in FORMS for line in form["dong"]]
    codes += [column["ma"] for column in SETTLEMENT["cot"]]
    assert len(set(codes)) == len(codes)
    for form in FORMS:
        assert all(line["ma"].startswith(f"{form['so']}/") for line in form["dong"])


@each
def test_a_row_is_whole(line: Line) -> None:
    assert line["nhan"] and line["loai"] in KINDS
    assert line["cap"] in {"chung", "tinh", "so", "xa"}
    if line["loai"] == "heading":
        assert "nguon" not in line and "don_vi_tinh" not in line
    else:
        assert line["nguon"] in SOURCES and line["don_vi_tinh"]
    assert line["in"] == bool(line["stt"])
    assert not line["in"] or line["ma"].split("/")[1] == line["stt"]


@each
def test_only_ratios_and_sums_are_computed(line: Line) -> None:
    computed = line["loai"] in {"ratio", "sum"}
    assert ("cong_thuc" in line) == computed == (line.get("nguon") == "tinh")
    assert (line.get("don_vi_tinh") == "%") == (line["loai"] == "ratio")


@each
def test_a_ratio_divides_two_counts_of_one_unit_that_stand_below_it(line: Line) -> None:
    if line["loai"] != "ratio":
        return
    order = list(LINES)
    parts = [LINES[line["cong_thuc"][key]] for key in ("tu", "mau")]
    assert {part["loai"] for part in parts} in ({"count"}, {"cumulative"})
    assert parts[0]["don_vi_tinh"] == parts[1]["don_vi_tinh"]
    place = order.index(line["ma"])
    assert {order.index(part["ma"]) for part in parts} == {place + 1, place + 2}
    assert bool(line.get("luy_ke")) == (parts[0]["loai"] == "cumulative")


@each
def test_a_sum_adds_rows_of_its_own_unit_and_never_itself(line: Line) -> None:
    if line["loai"] != "sum":
        return
    parts = [LINES[code] for code in line["cong_thuc"]["tong"]]
    assert len(parts) > 1 and line not in parts
    assert {part["don_vi_tinh"] for part in parts} == {line["don_vi_tinh"]}
    allowed = {"cumulative", "sum"} if line.get("luy_ke") else {"count"}
    assert {part["loai"] for part in parts} <= allowed


def test_a_row_is_added_up_in_one_sum_only() -> None:
    parts = [code for line in LINES.values() for code in line.get("cong_thuc", {}).get("tong", [])]
    assert len(set(parts)) == len(parts)


@each
def test_bounds_and_choices_are_well_formed(line: Line) -> None:
    assert all(LINES[code]["loai"] == "count" for code in line.get("khong_qua", []))
    assert ("chon" in line) == ("gop" in line) == (line["loai"] == "choice")
    if "gop" in line:
        assert line["gop"]["khac_nhau"] in line["chon"]


def test_the_two_rows_of_progress_feed_the_share_of_the_plan_done() -> None:
    formula = LINES["1/2"]["cong_thuc"]
    assert LINES[formula["tu"]]["nguon"] == "tien_do.xong"
    assert LINES[formula["mau"]]["nguon"] == "tien_do.tong"


def test_settlement_identities_name_columns_and_sums() -> None:
    columns = {column["ma"]: column for column in SETTLEMENT["cot"]}
    assert [column["stt"] for column in SETTLEMENT["cot"]] == list(range(1, 14))
    for identity in SETTLEMENT["dong_nhat_thuc"]:
        assert columns[identity["bang"]]["loai"] == "sum"
        assert all(columns[code]["loai"] in {"count", "sum"} for code in identity["tong"])
    for carried in SETTLEMENT["noi_ky"]:
        assert {carried["ky_nay"], carried["ky_truoc"]} <= columns.keys()


def test_settlement_identities_hold_together_for_a_table_that_adds_up() -> None:
    values = {"4": 30, "5": 15, "6": 5, "8": 20, "9": 18, "10": 2, "12": 9, "13": 1}
    values |= {"7": 40, "11": 10, "3": 50}
    for identity in SETTLEMENT["dong_nhat_thuc"]:
        number = identity["bang"].split("/")[1]
        assert values[number] == sum(values[code.split("/")[1]] for code in identity["tong"])
