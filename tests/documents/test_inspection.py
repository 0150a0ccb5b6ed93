"""Units chosen for inspection: by hand or by the stated rule, always enough, always the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.dossiers import read_dossier, write_workspace

from vbgen.documents import inspection
from vbgen.documents.calendar import load_calendar
from vbgen.documents.dossier import Dossier
from vbgen.documents.inspection import choose, needed, programme
from vbgen.model.unit import Register

CODES = st.lists(st.text("ABCDEĐ", min_size=1, max_size=4), unique=True, max_size=30)
SEEDS = st.text("0123456789", max_size=6)
YEARS = st.dictionaries(st.text("ABCDEĐ", min_size=1, max_size=4), st.integers(2000, 2030))

OFFICE = """
van_phong:
  ten: Ủy ban nhân dân xã Tân Lập
  ky_hieu: UBND
  dia_danh: Tân Lập
  nguoi_ky: [{ma: ct, quyen_han: [CHỦ TỊCH]}]
don_vi_soan_thao: VH
"""
PLAN = """
nam: 2026
chu_de: phòng cháy, chữa cháy
trich_yeu: Phòng cháy, chữa cháy năm 2026
ngay_du_kien: 15/01/2026
noi_dung: [I. NHIỆM VỤ]
nhiem_vu:
  - nhom: I
    ten: KIỂM TRA
    cac_nhiem_vu:
      - so: 1
        nhiem_vu: Kiểm tra an toàn phòng cháy, chữa cháy
        dong:
          - san_pham: Kế hoạch
            chu_tri: [VH]
            thoi_han: Quý I/2026
            van_ban:
              - {ma: 2026-I-01.1, ten: Kế hoạch kiểm tra, loai: ke-hoach-kiem-tra%s}
"""


def units(count: int, *more: str) -> str:
    lines = [f"{{ma: D{n:02d}, ten: Thôn số {n}, loai: phong}}" for n in range(1, count + 1)]
    lines += ["{ma: VH, ten: Phòng Văn hóa - Xã hội, loai: phong, kiem_tra: khong}", *more]
    return "don_vi:\n" + "".join(f"  - {line}\n" for line in lines)


@pytest.fixture
def opened(tmp_path: Path):  # type: ignore[no-untyped-def]
    def make(count: int, supplement: str = "", targets: str = "", *more: str) -> Dossier:
        files = {"van-phong": OFFICE, "don-vi": units(count, *more), "ke-hoach": PLAN % targets}
        return read_dossier(write_workspace(tmp_path, {**files, "bo-sung": supplement or "{}"}))

    return make


TARGET = ', chi_tieu: [{gia_tri: 30, don_vi: "%"}]'


@given(st.integers(0, 400), st.decimals("0.1", "100", places=1))
def test_the_share_is_reached_and_one_unit_less_would_not(total: int, percent: Decimal) -> None:
    count = needed(total, percent)
    assert count * 100 >= Fraction(percent) * total
    assert count == 0 or (count - 1) * 100 < Fraction(percent) * total


@pytest.mark.parametrize(
    ("total", "percent", "count"), [(11, "30", 4), (7, "30", 3), (10, "30", 3), (3, "33.4", 2)]
)
def test_a_part_of_a_unit_counts_as_a_whole_one(total: int, percent: str, count: int) -> None:
    assert needed(total, Decimal(percent)) == count


@given(CODES, YEARS, st.data(), SEEDS)
def test_the_choice_does_not_depend_on_the_order(
    codes: list[str], last: dict[str, int], data: st.DataObject, seed: str
) -> None:
    count = data.draw(st.integers(0, len(codes)))
    other = data.draw(st.permutations(codes))
    assert choose(codes, last, count, seed) == choose(other, last, count, seed)


@given(CODES, YEARS, st.data(), SEEDS)
def test_nobody_left_out_waits_longer_than_somebody_chosen(
    codes: list[str], last: dict[str, int], data: st.DataObject, seed: str
) -> None:
    chosen = choose(codes, last, data.draw(st.integers(0, len(codes))), seed)
    left = set(codes) - chosen
    assert all(last.get(a, 0) <= last.get(b, 0) for a in chosen for b in left)


@given(CODES, st.data(), SEEDS)
def test_a_new_unit_takes_at_most_its_own_place(
    codes: list[str], data: st.DataObject, seed: str
) -> None:
    count = data.draw(st.integers(0, len(codes)))
    before = choose(codes, {}, count, seed)
    after = choose([*codes, "MỚI"], {}, count, seed)
    assert len(before - after) <= 1
    assert after - before <= {"MỚI"}


@given(CODES, YEARS, st.data(), SEEDS)
def test_fixed_units_leave_the_rest_of_the_places_to_the_rule(
    codes: list[str], last: dict[str, int], data: st.DataObject, seed: str
) -> None:
    count = data.draw(st.integers(0, len(codes)))
    alone = choose(codes, last, count, seed)
    kept = data.draw(st.sets(st.sampled_from(sorted(alone)))) if alone else set()
    assert choose(codes, last, count, seed, kept) | kept == alone


def test_another_seed_draws_other_units() -> None:
    codes = [f"D{n:02d}" for n in range(40)]
    drawn = {choose(codes, {}, 12, str(seed)) for seed in range(20)}
    assert len(drawn) == 20


def test_the_draw_stays_what_it_was_in_earlier_versions() -> None:
    codes = [f"D{n:02d}" for n in range(1, 12)]
    assert sorted(choose(codes, {}, 4, "2026")) == ["D04", "D05", "D10", "D11"]


def test_without_rows_the_rule_chooses_the_share_the_plan_promises(opened) -> None:  # type: ignore[no-untyped-def]
    made = programme(opened(11, targets=TARGET), None)
    assert (made.minimum.source, made.needed, len(made.chosen)) == ("ke_hoach", 4, 4)
    assert made.ruled == made.chosen
    assert made.seed == "2026"


@given(order=st.permutations(range(8)))
def test_the_order_of_the_register_changes_nothing(order: list[int], tmp_path_factory) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("so")
    files = {"van-phong": OFFICE, "don-vi": units(7), "ke-hoach": PLAN % TARGET}
    dossier = read_dossier(write_workspace(folder, files))
    shuffled = Register(tuple(dossier.register.units[i] for i in order), dossier.register.groups)
    chosen = programme(replace(dossier, register=shuffled), None).chosen
    assert {u.code for u in chosen} == {u.code for u in programme(dossier, None).chosen}


def test_rows_are_the_choice_by_hand(opened) -> None:  # type: ignore[no-untyped-def]
    rows = "kiem_tra: [{don_vi: D05}, {don_vi: Thôn số 2}]"
    made = programme(opened(11, rows, TARGET), None)
    assert [u.code for u in made.chosen] == ["D02", "D05"]
    assert made.ruled == ()


def test_the_rule_fills_up_what_was_chosen_by_hand(opened) -> None:  # type: ignore[no-untyped-def]
    rows = "chung: {kiem_tra_cach_chon: quy_tac}\nkiem_tra: [{don_vi: D05}]"
    made = programme(opened(11, rows, TARGET), None)
    assert len(made.chosen) == 4
    assert "D05" not in {u.code for u in made.ruled}


def test_a_recorded_draw_stays_when_the_register_grows(opened) -> None:  # type: ignore[no-untyped-def]
    drawn = [u.code for u in programme(opened(11, targets=TARGET), None).chosen]
    rows = "kiem_tra:\n" + "".join(f"  - {{don_vi: {c}, chon: quy_tac}}\n" for c in drawn)
    made = programme(opened(13, rows, TARGET), None)
    assert [u.code for u in made.chosen] == drawn
    assert made.ruled == made.chosen


def test_who_waited_longest_is_chosen(opened) -> None:  # type: ignore[no-untyped-def]
    rows = "lich_su_kiem_tra:\n" + "".join(
        f"  - {{don_vi: D{n:02d}, nam: {2025 - n}}}\n" for n in range(1, 11)
    )
    made = programme(opened(10, rows, TARGET), None)
    assert [u.code for u in made.chosen] == ["D08", "D09", "D10"]


def test_the_setting_of_the_workspace_wins_over_the_plan(opened) -> None:  # type: ignore[no-untyped-def]
    rows = 'chung: {kiem_tra_ty_le: "50%", kiem_tra_ly_do: theo hướng dẫn của tỉnh}'
    made = programme(opened(11, rows, TARGET), None)
    assert (made.needed, made.minimum.reason) == (6, "theo hướng dẫn của tỉnh")


def test_units_of_the_registers_own_day_make_up_the_whole(opened) -> None:  # type: ignore[no-untyped-def]
    late = "{ma: M, ten: Thôn Mới, loai: phong, tu: 01/3/2026}"
    assert len(programme(opened(5, "", TARGET, late), None).counted) == 5
    rows = "chung: {kiem_tra_ngay_danh_muc: 02/3/2026}"
    assert len(programme(opened(5, rows, TARGET, late), None).counted) == 6


def test_a_unit_outside_the_whole_is_visited_and_not_counted(opened) -> None:  # type: ignore[no-untyped-def]
    made = programme(opened(5, "kiem_tra: [{don_vi: VH}, {don_vi: D01}]", TARGET), None)
    assert [u.code for u in made.extra] == ["VH"]
    assert [u.code for u in made.chosen] == ["D01"]


def test_neither_plan_nor_office_states_a_share_so_the_default_holds(opened) -> None:  # type: ignore[no-untyped-def]
    made = programme(opened(10), None)
    assert (made.minimum.source, made.minimum.percent) == ("mac_dinh", inspection.DEFAULT_SHARE)


@pytest.mark.parametrize(
    ("kind", "more", "due"),
    [
        ("bien-ban-kiem-tra", "", date(2026, 5, 14)),
        ("bao-cao-phuc-vu-kiem-tra", "", date(2026, 5, 7)),
        ("bao-cao-phuc-vu-kiem-tra", ", han_bao_cao: 11/5/2026", date(2026, 5, 11)),
        ("thong-bao-ket-luan-kiem-tra", "", None),
    ],
)
def test_papers_of_a_visit_are_due_by_its_day(  # type: ignore[no-untyped-def]
    opened, kind: str, more: str, due: date | None
) -> None:
    dossier = opened(3, f"kiem_tra: [{{don_vi: D01, ngay: 14/5/2026{more}}}]", TARGET)
    paper = replace(dossier.plan.by_code["2026-I-01.1"], type=kind)
    add = load_calendar((2026,)).add_workdays
    assert inspection.visit_due(dossier, paper, "D01", add) == due
    assert inspection.visit_due(dossier, paper, "D02", add) is None
