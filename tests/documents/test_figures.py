"""Figures of the annex: computed once, traced to cells, missing where something is missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbgen.documents.periodic import stat_forms
from vbgen.documents.periodic.collect_figures import read_number
from vbgen.documents.periodic.figures import Figures, Sources, figures
from vbgen.documents.periodic.progress import by_lead, judge
from vbgen.errors import PlanInvalid
from vbgen.model.progress import Item, Returned, State, Window
from vbgen.model.progress_record import Figure, Origin

Q1 = Window("2024-Q1", date(2023, 12, 15), date(2024, 3, 14))
FORMS = """
hieu_luc_ghi_chu: dùng tạm
bieu:
  - so: 1
    ten: Biểu một
    linh_vuc: chi-dao
    dong:
      - {ma: "1/1", nhan: Đầu mục, loai: heading}
      - {ma: "1/2", nhan: Tỷ lệ, don_vi_tinh: "%", loai: ratio, cong_thuc: {tu: "1/2.2", mau: "1/2.1"}, nguon: tinh}
      - {ma: "1/2.1", nhan: Giao, don_vi_tinh: Việc, loai: count, nguon: moi_don_vi}
      - {ma: "1/2.2", nhan: Xong, don_vi_tinh: Việc, loai: count, nguon: moi_don_vi}
      - {ma: "1/3", nhan: Tổng, don_vi_tinh: Người, loai: sum, cong_thuc: {tong: ["1/3.1", "1/3.2"]}, nguon: tinh}
      - {ma: "1/3.1", nhan: Nam, don_vi_tinh: Người, loai: count, nguon: moi_don_vi}
      - {ma: "1/3.2", nhan: Nữ, don_vi_tinh: Người, loai: count, nguon: moi_don_vi}
      - {ma: "1/4", nhan: Có khảo sát, don_vi_tinh: "Có = 1, không = 0", loai: flag, nguon: moi_don_vi}
      - {ma: "1/5", nhan: Hình thức, loai: choice, chon: {0: a, 1: b, 2: cả hai}, gop: {khac_nhau: 2}, nguon: moi_don_vi}
      - {ma: "1/6", nhan: Lũy kế, don_vi_tinh: Việc, loai: cumulative, nguon: moi_don_vi}
      - {ma: "1/7", nhan: Nhiệm vụ, don_vi_tinh: Việc, loai: cumulative, nguon: tien_do.tong}
      - {ma: "1/8", nhan: Nhiệm vụ xong, don_vi_tinh: Việc, loai: cumulative, nguon: tien_do.xong}
      - {ma: "1/9", nhan: Văn bản, don_vi_tinh: Văn bản, loai: count, nguon: so_van_ban}
"""  # noqa: E501


def given_by(code: str, **values: str) -> list[Figure]:
    return [
        Figure(code, unit, value, "2024-03-10", "", Origin(f"{unit}.xlsx", "", "Số liệu", "D5"))
        for unit, value in values.items()
    ]


def compute(*supplied: Figure, **more: Any) -> Figures:
    return figures(stat_forms.parse(FORMS, "thu"), Sources(Q1, judge([], Q1, {}), supplied, **more))


def value(found: Figures, code: str) -> Any:
    return found.by_code[code].as_json()["value"]


def test_counts_are_summed_over_units_and_traced_to_their_cells() -> None:
    found = compute(*given_by("1/3.1", A="7", B="5"), labels={"A": "Phòng A"})
    entry = found.by_code["1/3.1"].as_json()
    assert (entry["value"], entry["as_of"], entry["reason"]) == (12, "2024-03-10", "")
    assert [(r["unit"], r["file"], r["cell"], r["value"]) for r in entry["rows"]] == [
        ("Phòng A", "A.xlsx", "D5", 7),
        ("B", "B.xlsx", "D5", 5),
    ]


def test_flags_are_taken_by_maximum() -> None:
    assert value(compute(*given_by("1/4", A="0", B="1", C="0")), "1/4") == 1
    assert value(compute(*given_by("1/4", A="0", B="0")), "1/4") == 0


def test_choices_combine_by_their_own_rule() -> None:
    assert value(compute(*given_by("1/5", A="1", B="1")), "1/5") == 1
    assert value(compute(*given_by("1/5", A="0", B="1")), "1/5") == 2


@pytest.mark.parametrize(
    ("top", "bottom", "expected"),
    [
        ("193457", "195197", 99.11),
        ("1", "3", 33.33),
        ("2", "3", 66.67),
        ("1", "800", 0.13),  # 0.125: half goes up
        ("5", "5", 100),
        ("0", "0", "không phát sinh"),
        ("0", "9", 0),
        ("3", "0", None),
    ],
)
def test_ratios_to_two_decimals_half_up(top: str, bottom: str, expected: object) -> None:
    found = compute(*given_by("1/2.2", A=top), *given_by("1/2.1", A=bottom))
    entry = found.by_code["1/2"].as_json()
    assert entry["value"] == expected
    assert (entry["numerator"], entry["denominator"]) == (int(top), int(bottom))
    assert bool(entry["reason"]) == (expected is None)


def test_a_ratio_of_which_a_count_is_missing_is_missing_with_its_reason() -> None:
    found = compute(*given_by("1/2.2", A="3"))
    assert value(found, "1/2") is None
    assert "1/2.1" in found.by_code["1/2"].reason


def test_what_nobody_supplied_is_missing_and_never_nought() -> None:
    noted = Figure("1/6", "A", "", "", "Chưa thống kê")
    found = compute(noted, labels={"A": "Phòng A"})
    assert value(found, "1/6") is None and found.by_code["1/6"].reason == "Phòng A: Chưa thống kê"
    assert value(found, "1/3.1") is None and found.by_code["1/3.1"].reason


def test_units_that_should_have_supplied_are_named() -> None:
    found = compute(*given_by("1/6", A="2"), suppliers=lambda row: ("A", "B"))
    assert value(found, "1/6") == 2
    assert "B" in found.by_code["1/6"].note


def test_totals_add_up_and_say_what_they_lack() -> None:
    whole = compute(*given_by("1/3.1", A="7"), *given_by("1/3.2", B="5"))
    assert value(whole, "1/3") == 12 and not whole.by_code["1/3"].note
    part = compute(*given_by("1/3.1", A="7"))
    assert value(part, "1/3") == 7 and "1/3.2" in part.by_code["1/3"].note
    assert value(compute(), "1/3") is None


def test_tasks_come_from_the_progress_counted() -> None:
    items = [Item("2024-I-01.1", "I/1", "I", ("A",)), Item("2024-I-02.1", "I/2", "I", ("A",))]
    done = Returned("2024-Q1", Q1.until, "2024-I-01.1", "A", State.DONE)
    progress = judge(items, Q1, by_lead([done]))
    found = figures(stat_forms.parse(FORMS, "thu"), Sources(Q1, progress))
    assert (value(found, "1/7"), value(found, "1/8")) == (2, 1)
    assert found.by_code["1/8"].as_json()["rows"] == [{"task": "I/1", "codes": ["2024-I-01.1"]}]


def test_documents_come_from_the_register() -> None:
    found = compute(documents=("05/KH-VP", "06/CV-VP"))
    assert value(found, "1/9") == 2


def test_cumulative_figures_that_fall_and_ratios_above_one_are_findings() -> None:
    fallen = compute(*given_by("1/6", A="4"), before={"1/6": Decimal(5)})
    assert [p.code for p in fallen.findings] == ["SL-03"]
    above = compute(*given_by("1/2.2", A="4"), *given_by("1/2.1", A="3"))
    assert [p.code for p in above.findings] == ["SL-02"]
    assert not compute(*given_by("1/6", A="5"), before={"1/6": Decimal(5)}).findings


@given(st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 10**9), min_size=1))
def test_a_further_unit_changes_the_sum_by_its_own_number(values: dict[str, int]) -> None:
    units = {unit: str(number) for unit, number in values.items()}
    before = value(compute(*given_by("1/6", **units)), "1/6")
    after = value(compute(*given_by("1/6", **units, G="17")), "1/6")
    assert before == sum(values.values()) and after == before + 17


@pytest.mark.parametrize("name", ["bieu-cchc", "kstthc"])
def test_the_shipped_forms_are_sound(name: str) -> None:
    forms = stat_forms.load(name)
    rows = list(forms.by_code.values())
    assert len(rows) == sum(len(form.rows) for form in forms.forms)
    for row in rows:
        if row.kind == "ratio":
            assert forms.by_code[row.numerator].kind != "ratio"
            assert row.unit == "%"


def test_every_shipped_figure_can_be_computed_from_nothing() -> None:
    found = figures(stat_forms.load("bieu-cchc"), Sources(Q1, judge([], Q1, {})))
    assert all(
        v.value is None or v.row.source.startswith(("tien", "so_", "tinh")) for v in found.values
    )


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("bieu: [{so: 1, ten: a, dong: [{ma: '1/1', nhan: a, loai: hieu}]}]", "loại lạ"),
        ("bieu: [{so: 1, ten: a, dong: [{ma: '1/1', nhan: a, loai: ratio}]}]", "thiếu tử số"),
        (
            "bieu: [{so: 1, ten: a, dong: [{ma: x, nhan: a, loai: sum, cong_thuc: {tong: [y]}}]}]",
            "mã lạ y",
        ),
        ("bieu: [{so: 1, ten: a, dong: [{nhan: a, loai: count}]}]", "ma"),
        ("bieu: [", "không đọc được"),
    ],
    ids=["unknown kind", "ratio without counts", "unknown part", "no code", "no YAML"],
)
def test_a_wrong_declaration_is_named(wrong: str, words: str) -> None:
    with pytest.raises(PlanInvalid, match=words):
        stat_forms.parse(wrong, "thu")


def test_rows_hold_between_their_days() -> None:
    text = FORMS.replace("nhan: Nam,", "nhan: Nam, den: 2023-12-31,")
    forms = stat_forms.parse(text, "thu")
    assert "1/3.1" in forms.by_code and "1/3.1" not in forms.on(Q1.until).by_code


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", "12"), ("1.234", "1234"), ("1.234.567,5", "1234567.5"), ("12,5", "12.5"),
     ("12.5", "12.5"), ("1 234", "1234"), ("-3", "-3"), ("mười", None), ("1,2,3", None),
     ("", None)],
)  # fmt: skip
def test_numbers_are_read_as_offices_write_them(text: str, number: str | None) -> None:
    assert read_number(text) == (None if number is None else Decimal(number))
