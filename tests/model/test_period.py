from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbgen.documents.periodic.regimes import load_regimes
from vbgen.model.period import PeriodCode, Regime, read_regime


@pytest.fixture(scope="module")
def cchc() -> Regime:
    return load_regimes()["cchc"]


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2024-03", date(2024, 3, 1), date(2024, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-Q2", date(2024, 4, 1), date(2024, 6, 30)),
        ("2024-06T", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-09T", date(2024, 1, 1), date(2024, 9, 30)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_code_names_calendar_days(code: str, first: date, last: date) -> None:
    parsed = PeriodCode.parse(code)
    assert str(parsed) == code
    assert parsed.days() == (first, last)


@pytest.mark.parametrize("code", ["2024-13", "2024-Q5", "2024-07T", "24-Q1", "", "2024-3", "quý I"])
def test_what_is_no_code_is_refused_with_the_known_forms(code: str) -> None:
    with pytest.raises(ValueError, match=r"không phải mã kỳ.*2024-Q1"):
        PeriodCode.parse(code)


@given(
    st.one_of(
        st.builds(PeriodCode, st.integers(1000, 9999), st.just("month"), st.integers(1, 12)),
        st.builds(PeriodCode, st.integers(1000, 9999), st.just("quarter"), st.integers(1, 4)),
        st.builds(PeriodCode, st.integers(1000, 9999), st.sampled_from(["half", "nine", "year"])),
    )
)
def test_every_code_reads_back(code: PeriodCode) -> None:
    assert PeriodCode.parse(str(code)) == code


def test_the_reform_regime_has_four_periods_with_cut_off_and_sending_day(cchc: Regime) -> None:
    assert [(p.code, p.start, p.end, p.send_by) for p in cchc.periods(2024)] == [
        ("2024-Q1", date(2023, 12, 15), date(2024, 3, 14), date(2024, 3, 20)),
        ("2024-06T", date(2023, 12, 15), date(2024, 6, 14), date(2024, 6, 20)),
        ("2024-Q3", date(2024, 6, 15), date(2024, 9, 14), date(2024, 9, 20)),
        ("2024", date(2023, 12, 15), date(2024, 12, 14), date(2024, 12, 20)),
    ]


def test_labels_name_the_period_and_the_next_one(cchc: Regime) -> None:
    labels = [(p.label, p.next_label) for p in cchc.periods(2026)]
    assert labels[0] == ("quý I năm 2026", "quý II năm 2026")
    assert labels[-1] == ("năm 2026", "năm 2027")


def test_periods_follow_each_other_over_the_turn_of_the_year(cchc: Regime) -> None:
    first = cchc.period("2024-Q1")
    assert cchc.before(first).code == "2023"
    assert cchc.after(first).code == "2024-06T"
    assert cchc.after(cchc.period("2024")).code == "2025-Q1"
    assert cchc.year_before(first).code == "2023-Q1"


def test_a_period_the_regime_does_not_have_is_refused_with_those_it_has(cchc: Regime) -> None:
    with pytest.raises(ValueError, match=r"không có kỳ 2024-Q2; các kỳ: 2024-Q1, 2024-06T"):
        cchc.period("2024-Q2")


def test_the_basis_cited_is_the_one_of_the_reports_own_day(cchc: Regime) -> None:
    assert "581/BNV-CCHC" in [b.number for b in cchc.bases_on(date(2024, 3, 20))]
    later = [b.number for b in cchc.bases_on(date(2025, 9, 20))]
    assert "4625/BNV-CCHC" in later
    assert "581/BNV-CCHC" not in later


def test_inner_steps_count_working_days_back_from_the_sending_day(cchc: Regime) -> None:
    assert [(h.source, h.workdays) for h in cchc.hops] == [("don-vi", 4), ("dau-moi", 2)]


def test_an_offices_own_regime_comes_before_the_shipped_one_and_holds_in_its_years() -> None:
    own = {
        "ma": "cchc",
        "ten": "Báo cáo của tỉnh",
        "hieu_luc_den": date(2025, 12, 31),
        "ky": [
            {
                "ma": "{nam}-09T",
                "nhan": "09 tháng đầu năm {nam}",
                "tu": {"ngay": 29, "thang": 2},
                "den": {"ngay": 14, "thang": 9},
                "gui": {"ngay": 5, "thang": 1, "nam_lech": 1},
            }
        ],
    }
    regime = load_regimes(2025, [own])["cchc"]
    assert regime.name == "Báo cáo của tỉnh"
    (period,) = regime.periods(2025)
    assert (period.start, period.send_by) == (date(2025, 2, 28), date(2026, 1, 5))
    assert "cchc" not in load_regimes(2026, [own])
    assert read_regime(own).hops == ()


@pytest.mark.parametrize("name", sorted(load_regimes()))
@pytest.mark.parametrize("year", [2024, 2027])
def test_each_shipped_regimes_codes_are_codes_and_days_in_order(name: str, year: int) -> None:
    for period in load_regimes()[name].periods(year):
        assert str(PeriodCode.parse(period.code)) == period.code
        assert period.start < period.end < period.send_by
