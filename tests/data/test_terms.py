"""The 29 types, the abbreviations and the rules that recognise symbols."""

from __future__ import annotations

import re
from typing import Any

import pytest
from ruamel.yaml import YAML

from vbgen.resources import data
from vbgen.vi.slug import slug


def read_yaml(*parts: str) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load(data(*parts).read_text(encoding="utf-8"))
    return loaded


TYPES = read_yaml("terms", "the-loai.yml")


def test_the_decree_has_twenty_nine_types_in_its_order() -> None:
    assert [kind["so"] for kind in TYPES["the_loai"]] == list(range(1, 30))


def test_two_types_have_no_abbreviation_and_the_others_differ() -> None:
    short = [kind["viet_tat"] for kind in TYPES["the_loai"]]
    assert [kind["slug"] for kind in TYPES["the_loai"] if not kind["viet_tat"]] == [
        "cong-van",
        "thu-cong",
    ]
    given = [abbreviation for abbreviation in short if abbreviation]
    assert len(set(given)) == 27


@pytest.mark.parametrize("kind", [*TYPES["the_loai"], *TYPES["ban_sao"]], ids=lambda k: k["slug"])
def test_a_slug_is_its_name_without_marks(kind: dict[str, Any]) -> None:
    name = kind["ten"].removeprefix("Bản ") if "sao" in kind["slug"] else kind["ten"]
    assert kind["slug"] == slug(name)


def test_forms_named_are_those_of_the_decree() -> None:
    forms = {form for kind in TYPES["the_loai"] for form in kind["mau"]}
    assert forms == {f"1.{number}" for number in range(1, 11)}
    assert {form for kind in TYPES["ban_sao"] for form in kind["mau"]} == {"3.1", "3.2"}


def test_an_addressee_stands_in_letters_and_in_papers_sent_upwards() -> None:
    found = {kind["slug"]: kind["kinh_gui"] for kind in TYPES["the_loai"]}
    assert {kind for kind, how in found.items() if how == "co"} == {"cong-van"}
    assert {kind for kind, how in found.items() if how == "gui_len"} == {"bao-cao", "to-trinh"}


@pytest.mark.parametrize(
    ("number", "kinds"),
    [
        pytest.param("72/2025/QH15", {"Luật", "Bộ luật", "Nghị quyết"}, id="a law"),
        pytest.param("118/2025/NĐ-CP", {"Nghị định"}, id="a decree"),
        pytest.param("76/NQ-CP", {"Nghị quyết"}, id="a resolution of the Government"),
        pytest.param("66.7/2025/NQ-CP", {"Nghị quyết"}, id="a normative one with a dot"),
        pytest.param("19/2025/QĐ-TTg", {"Quyết định"}, id="a normative decision"),
        pytest.param("02/2017/TT-VPCP", {"Thông tư"}, id="a circular"),
        pytest.param("11/2023/QĐ-UBND", {"Quyết định"}, id="a normative decision of a province"),
        pytest.param("237/NQ-UBTVQH16", {"Nghị quyết"}, id="the Standing Committee"),
        pytest.param("15/KH-VP", set(), id="a plan of an office is none of them"),
        pytest.param("282/QĐ-TTg", set(), id="nor is a decision without a year"),
    ],
)
def test_normative_symbols_are_recognised(number: str, kinds: set[str]) -> None:
    found = {
        rule["loai"] for rule in TYPES["ngoai_nd30"] if re.fullmatch(rule["so_ky_hieu"], number)
    }
    assert found == kinds


@pytest.mark.parametrize(
    ("number", "party"),
    [
        pytest.param("35-CT/TU", True, id="a provincial committee"),
        pytest.param("02-NQ/TW", True, id="the centre"),
        pytest.param("05-HD/VPTW", True, id="the central office"),
        pytest.param("35/CT-TU", False, id="written the state's way"),
        pytest.param("15/KH-VP", False, id="a plan of an office"),
    ],
)
def test_party_symbols_are_recognised(number: str, party: bool) -> None:
    assert bool(re.fullmatch(TYPES["cua_dang"]["so_ky_hieu"], number)) is party


def test_an_issuers_tail_is_listed_once() -> None:
    tails = [rule["duoi"] for rule in TYPES["duoi_ky_hieu"]]
    assert len(set(tails)) == len(tails)


def test_an_abbreviation_is_listed_once_and_shorter_than_what_it_stands_for() -> None:
    entries = read_yaml("terms", "viet-tat.yml")["viet_tat"]
    short = [entry["tat"] for entry in entries]
    assert len(set(short)) == len(short)
    assert all(len(entry["tat"]) < len(entry["day_du"]) for entry in entries)
    kinds = {"co_quan", "chuc_vu", "nguoi", "viec", "chi_so", "he_thong"}
    assert {entry["loai"] for entry in entries} == kinds


def test_each_field_has_its_form_and_names_without_a_gap() -> None:
    fields = read_yaml("terms", "linh-vuc.yml")["linh_vuc"]
    forms = read_yaml("forms-stat", "bieu-cchc.yml")["bieu"]
    assert {field["ma"]: field["bieu"] for field in fields} == {
        form["linh_vuc"]: form["so"] for form in forms
    }
    for field in fields:
        for early, late in zip(field["ten"], field["ten"][1:], strict=False):
            assert (late["tu"] - early["den"]).days == 1
