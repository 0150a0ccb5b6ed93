from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.dossiers import EXAMPLES, read_dossier, write_workspace

from vbgen.documents.calendar import WorkCalendar, load_calendar
from vbgen.documents.dossier import Dossier
from vbgen.documents.schedule import Entry, Schedule, Wanted, schedule
from vbgen.model.issued import IssuedDocument

CALENDAR = load_calendar(range(2023, 2028))


# --- the plan of 2024 ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reform() -> Dossier:
    return read_dossier(EXAMPLES / "ke-hoach-cchc-2024")


@pytest.fixture(scope="module")
def year(reform: Dossier) -> Schedule:
    return schedule(reform, CALENDAR)


def of(entries: Iterable[Entry], code: str) -> list[Entry]:
    return [e for e in entries if e.code == code]


QUARTERLY = "2024-03-20 2024-06-20 2024-09-20 2024-12-20"
YEAR_END = "2024-12-31"
SHEET = [  # the domain sheet's table: state, and the day it means in practice
    ("2024-I-01.1", "fixed", "2024-01-30"),
    ("2024-I-01.2", "recurring", QUARTERLY),
    ("2024-I-02.1", "period_end", "2024-03-29"),
    ("2024-I-02.2", "assumed", YEAR_END),
    ("2024-I-02.3", "assumed", YEAR_END),
    ("2024-I-03.1", "assumed", YEAR_END),
    ("2024-I-03.2", "assumed", YEAR_END),
    ("2024-I-04.1", "assumed", YEAR_END),
    ("2024-I-04.2", "assumed", YEAR_END),
    ("2024-I-04.3", "assumed", YEAR_END),
    ("2024-I-05.1", "fixed", "2024-12-09"),
    ("2024-I-05.2", "fixed", "2024-12-09"),
    ("2024-I-05.3", "fixed", "2024-12-09"),
    ("2024-II-06.1", "assumed", YEAR_END),
    ("2024-II-06.2", "assumed", YEAR_END),
    ("2024-II-06.3", "assumed", YEAR_END),
    ("2024-II-07.1", "period_end", "2024-03-29"),
    ("2024-II-07.2", "period_end", "2024-03-29"),
    ("2024-II-07.3", "period_end", "2024-03-29"),
    ("2024-II-07.4", "recurring", QUARTERLY),
    ("2024-II-08.1", "period_end", "2024-01-31"),
    ("2024-II-08.2", "assumed", YEAR_END),
    ("2024-III-09.1", "fixed", "2024-08-30"),
    ("2024-III-09.2", "fixed", "2024-09-27"),
    ("2024-III-10.1", "fixed", "2024-08-30"),
    ("2024-III-10.2", "fixed", "2024-09-27"),
    ("2024-III-11.1", "open", ""),
    ("2024-III-12.1", "open", ""),
    ("2024-III-13.1", "period_end", "2024-09-30"),
    ("2024-IV-14.1", "assumed", YEAR_END),
    ("2024-IV-15.1", "assumed", YEAR_END),
    ("2024-V-16.1", "assumed", YEAR_END),
    ("2024-V-17.1", "assumed", YEAR_END),
    ("2024-V-17.2", "assumed", YEAR_END),
    ("2024-V-18.1", "open", ""),
    ("2024-V-19.1", "assumed", YEAR_END),
    ("2024-V-19.2", "assumed", YEAR_END),
    ("2024-V-20.1", "assumed", YEAR_END),
    ("2024-VI-21.1", "assumed", YEAR_END),
    ("2024-VI-22.1", "assumed", YEAR_END),
    ("2024-VII-23.1", "period_end", "2024-03-29"),
    ("2024-VII-23.2", "recurring", QUARTERLY),
    ("2024-VII-24.1", "period_end", "2024-03-29"),
    ("2024-VII-24.2", "recurring", QUARTERLY),
    ("2024-VII-25.1", "assumed", YEAR_END),
    ("2024-VII-25.2", "assumed", YEAR_END),
    ("2024-VII-26.1", "assumed", YEAR_END),
    ("2024-VII-27.1", "assumed", YEAR_END),
    ("2024-VII-28.1", "assumed", YEAR_END),
    ("2024-VII-29.1", "recurring", ""),
]


@pytest.mark.parametrize(("code", "state", "days"), SHEET, ids=[row[0] for row in SHEET])
def test_the_products_of_2024_are_due_as_the_domain_sheet_says(
    year: Schedule, code: str, state: str, days: str
) -> None:
    entries = of(year.entries, code)
    assert {e.state.value for e in entries} == {state}
    found = sorted({e.working_due.isoformat() for e in entries if e.working_due})
    assert found == days.split()


def test_every_named_product_of_the_plan_stands_in_the_schedule(
    reform: Dossier, year: Schedule
) -> None:
    named = {d.code for d in reform.plan.deliverables}
    assert named == {code for code, _, _ in SHEET}
    assert named <= {e.code for e in year.entries}


def test_an_entry_is_one_code_period_and_unit(year: Schedule) -> None:
    identities = [e.identity for e in year.entries]
    assert len(identities) == len(set(identities))


def test_the_due_day_is_kept_beside_the_working_day(year: Schedule) -> None:
    (entry,) = of(year.entries, "2024-I-02.1")
    assert (entry.due, entry.working_due) == (date(2024, 3, 31), date(2024, 3, 29))
    assert entry.deadline == "Quý I/2024"


def test_a_product_of_each_unit_has_an_entry_for_each(year: Schedule) -> None:
    units = [e.unit_code for e in of(year.entries, "2024-IV-14.1")]
    assert sorted(u or "" for u in units) == ["BTCD", "CTTĐT", "TTPVHCC", "TTXT"]


def test_groups_are_resolved_to_members_and_leads_are_no_partners(year: Schedule) -> None:
    (entry,) = of(year.entries, "2024-II-08.1")
    assert entry.leads == ("Phòng Hành chính - Tổ chức",)
    assert len(entry.partners) == len(set(entry.partners)) == 6
    assert all(not set(e.leads) & set(e.partners) for e in year.entries)


def test_the_office_as_lead_means_its_drafting_unit(year: Schedule) -> None:
    (entry,) = of(year.entries, "2024-V-16.1")
    assert entry.lead_codes == ("HCTC",)


def test_work_led_from_outside_is_shown_and_is_not_the_offices(year: Schedule) -> None:
    (entry,) = of(year.entries, "2024-IV-15.1")
    assert entry.role == "outside"
    assert entry.leads == ("Sở Nội vụ",)


def test_what_is_no_document_has_no_type_and_has_a_title(year: Schedule) -> None:
    (entry,) = of(year.entries, "2024-VII-27.1")
    assert entry.type is None
    assert entry.title.startswith("Phần mềm")


def test_titles_name_the_period(year: Schedule) -> None:
    titles = {e.period: e.title for e in of(year.entries, "2024-I-01.2")}
    assert "quý III năm 2024 và phương hướng, nhiệm vụ quý IV năm 2024" in titles["2024-Q3"]


def test_papers_that_prepare_a_report_come_before_its_sending_day(year: Schedule) -> None:
    letters = {e.period: e.due for e in of(year.entries, "2024-I-01.a")}
    returned = {e.period: e.due for e in of(year.entries, "2024-I-01.b")}
    assert letters["2024-Q1"] == date(2024, 3, 7)  # 5 working days before 14/3
    assert returned["2024-Q1"] == date(2024, 3, 14)  # 4 working days before 20/3


def test_a_year_that_was_not_written_is_noted(year: Schedule) -> None:
    notes = [w for w in year.warnings if w.level == "note"]
    assert any("2024-III-13.1" in n.problem for n in notes)


def test_the_same_dossier_gives_the_same_schedule(reform: Dossier, year: Schedule) -> None:
    assert schedule(reform, CALENDAR) == year


# --- as of a day ------------------------------------------------------------------------------


def test_without_a_day_nothing_is_judged_overdue(year: Schedule) -> None:
    assert {e.overdue for e in year.entries} == {None}


def test_only_fixed_days_and_ended_periods_are_overdue(reform: Dossier) -> None:
    late = schedule(replace(reform, as_of=date(2025, 2, 1)), CALENDAR).entries
    assert {e.state.value for e in late if e.overdue} == {"fixed", "period_end"}
    assert {e.state.value for e in late if e.overdue is False} == {"assumed", "open", "recurring"}
    (plan,) = of(late, "2024-I-01.1")
    assert plan.days_late == (date(2025, 2, 1) - date(2024, 1, 30)).days


def test_the_due_day_itself_is_not_late(reform: Dossier) -> None:
    on_the_day = schedule(replace(reform, as_of=date(2024, 1, 30)), CALENDAR)
    (entry,) = of(on_the_day.entries, "2024-I-01.1")
    assert entry.overdue is False


def issued(code: str, unit: str = "", period: str = "") -> IssuedDocument:
    return IssuedDocument(
        number=45,
        symbol="TB-VP",
        issued=date(2024, 3, 29),
        issuer="Văn phòng UBND tỉnh",
        type="thong-bao",
        type_name="Thông báo",
        subject="việc gì",
        series="VP",
        deliverable=code,
        unit=unit,
        period=period,
    )


def test_an_issued_document_ends_its_own_entry_only(reform: Dossier, year: Schedule) -> None:
    unit, *others = (e.unit_code or "" for e in of(year.entries, "2024-I-05.2"))
    papers = (issued("2024-I-05.2", unit=unit), issued("2024-I-01.2", period="2024-Q1"))
    dossier = replace(reform, as_of=date(2024, 12, 20), issued=papers)
    entries = schedule(dossier, CALENDAR).entries
    done = [e for e in entries if e.issued]
    assert sorted((e.code, e.unit_code, e.period) for e in done) == [
        ("2024-I-01.2", None, "2024-Q1"),
        ("2024-I-05.2", unit, None),
    ]
    assert not any(e.overdue for e in done)
    late = [e.unit_code for e in of(entries, "2024-I-05.2") if e.overdue]
    assert late == others


def test_what_is_finished_without_a_document_is_not_overdue(reform: Dossier) -> None:
    dossier = replace(reform, as_of=date(2024, 12, 1))
    finished = schedule(dossier, CALENDAR, finished=["2024-III-13.1"])
    (entry,) = of(finished.entries, "2024-III-13.1")
    assert entry.overdue is False


def test_json_has_exactly_the_promised_fields(reform: Dossier) -> None:
    dossier = replace(reform, issued=(issued("2024-I-01.2", period="2024-Q1"),))
    entry = next(e for e in schedule(dossier, CALENDAR).entries if e.issued)
    shape = json.loads(json.dumps(entry.as_json()))
    assert list(shape) == [
        *("code", "task", "deliverable", "type", "title", "unit", "unit_code", "leads"),
        *("partners", "role", "state", "due", "working_due", "period", "overdue", "issued"),
    ]
    assert shape["issued"] == {"number": 45, "symbol": "TB-VP", "date": "2024-03-29"}
    assert (shape["due"], shape["period"], shape["unit"]) == ("2024-03-20", "2024-Q1", None)


# --- narrowing --------------------------------------------------------------------------------


def codes(reform: Dossier, **wanted: object) -> list[str]:
    asked = Wanted(**wanted)  # type: ignore[arg-type]
    return [e.code for e in schedule(reform, CALENDAR, wanted=asked).entries]


def test_what_is_due_in_a_month_or_quarter(reform: Dossier) -> None:
    assert codes(reform, due="2024-01") == ["2024-I-01.1", "2024-II-08.1"]
    assert set(codes(reform, due="2024-01")) < set(codes(reform, due="2024-Q1"))
    assert codes(reform, due="2024-07") == []


def test_what_is_due_between_two_days(reform: Dossier) -> None:
    found = codes(reform, since=date(2024, 8, 1), until=date(2024, 8, 31))
    assert found == ["2024-III-09.1", "2024-III-10.1"]
    assert "2024-III-11.1" not in codes(reform, since=date(2024, 1, 1))


def test_by_state_and_type(reform: Dossier) -> None:
    assert "2024-III-11.1" in codes(reform, state="open")
    assert set(codes(reform, type="to-trinh", state="fixed")) == {"2024-III-09.b", "2024-III-10.a"}
    assert "2024-I-02.1" in codes(reform, type="ke-hoach")


def test_a_unit_sees_what_it_leads_and_where_it_takes_part(reform: Dossier) -> None:
    entries = schedule(reform, CALENDAR, wanted=Wanted(unit="NC")).entries
    roles = {e.code: e.role for e in entries}
    assert roles["2024-III-09.1"] == "own"
    assert roles["2024-I-01.1"] == "own"
    assert roles["2024-II-08.1"] == "partner"
    assert "2024-VII-27.1" not in roles  # its partners are an open group: nobody in particular
    assert "2024-IV-15.1" not in roles


def test_a_unit_sees_its_own_paper_and_not_those_of_its_fellows(reform: Dossier) -> None:
    entries = schedule(reform, CALENDAR, wanted=Wanted(unit="BTCD")).entries
    assert [e.unit_code for e in of(entries, "2024-IV-14.1")] == ["BTCD"]


# --- other plans ------------------------------------------------------------------------------

OFFICE = """
van_phong: {ma: TH, ten: Trường THPT Số 1, ky_hieu: THPT1, dia_danh: Huế,
            nguoi_ky: [{ma: ht, quyen_han: [HIỆU TRƯỞNG]}]}
don_vi_soan_thao: TV
cai_dat: {khi_trung_ngay_nghi: sau, het_nam: 14/12, khac: {truoc_ngay: ca_ngay}}
"""
UNITS = """
don_vi:
  - {ma: TH, ten: Trường THPT Số 1, loai: van-phong}
  - {ma: TV, ten: Tổ Văn phòng}
  - {ma: CM, ten: Tổ Chuyên môn, den: 30/6/2026, ke_thua: [KH]}
  - {ma: SGD, ten: Sở Giáo dục và Đào tạo, loai: ngoai}
"""


def plan_of(*deadlines: str, more: str = "") -> str:
    rows = "".join(
        f"""
      - so: {number}
        nhiem_vu: Việc {number}
        dong:
          - san_pham: Báo cáo
            chu_tri: [CM]
            thoi_han: "{deadline}"
            van_ban:
              - {{ma: 2026-I-{number:02d}.1, ten: Báo cáo, loai: bao-cao-chuyen-de, {more}}}"""
        for number, deadline in enumerate(deadlines, 1)
    )
    head = "nam: 2026\ntrich_yeu: Bồi dưỡng\nnhiem_vu:\n  - nhom: I\n    ten: A\n"
    return f"{head}    cac_nhiem_vu:{rows}\n"


def small(
    folder: Path, *deadlines: str, supplement: str = "", more: str = "lap: mot_lan"
) -> list[Entry]:
    files = {"van-phong": OFFICE, "don-vi": UNITS, "ke-hoach": plan_of(*deadlines, more=more)}
    if supplement:
        files["bo-sung"] = supplement
    return list(schedule(read_dossier(write_workspace(folder, files)), CALENDAR).entries)


def test_settings_of_another_office_are_followed(tmp_path: Path) -> None:
    before, whole = small(tmp_path, "Trước ngày 28/3/2026", "Cả năm 2026")
    assert before.due == date(2026, 3, 28)  # Saturday, read as "on that day"
    assert before.working_due == date(2026, 3, 30)
    assert whole.due == date(2026, 12, 14)


def test_a_frequency_without_a_regime_goes_by_the_calendar(tmp_path: Path) -> None:
    entries = small(tmp_path, "Định kỳ hằng tháng")
    assert [e.period for e in entries] == [f"2026-{month:02d}" for month in range(1, 13)]
    assert entries[1].due == date(2026, 2, 28)
    assert {e.state.value for e in entries} == {"recurring"}


def test_a_frequency_that_the_regime_has_goes_by_the_regime(tmp_path: Path) -> None:
    entries = small(tmp_path, "Định kỳ 6 tháng, năm")
    assert [(e.period, e.due) for e in entries] == [
        ("2026-06T", date(2026, 6, 20)),
        ("2026", date(2026, 12, 20)),
    ]


def test_the_regime_of_the_deliverable_comes_before_the_offices(tmp_path: Path) -> None:
    entries = small(tmp_path, "Theo định kỳ", more="che_do: kstthc")
    assert {e.period for e in entries} == {"2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2026"}


def test_a_day_of_the_following_month_returns_each_month(tmp_path: Path) -> None:
    entries = small(tmp_path, "Trước ngày 05 của tháng liền kề")
    assert len(entries) == 12
    assert (entries[0].period, entries[0].due) == ("2026-01", date(2026, 2, 5))


def test_an_open_deadline_waits_until_its_day_is_entered(tmp_path: Path) -> None:
    phrases = (
        "Sau 03 tháng kể từ khi có văn bản của Sở",
        "Trong 10 ngày làm việc kể từ ngày có kết luận",
        "Theo Kế hoạch được phê duyệt",
        "Sau khi nghiệm thu",
    )
    supplement = """
su_kien:
  - {ten: có văn bản của Sở, ngay: 30/11/2025}
theo_ma:
  2026-I-02.1: {ngay_su_kien: 24/4/2026}
  2026-I-03.1: {han: 15/5/2026}
"""
    found = {e.code: e for e in small(tmp_path, *phrases, supplement=supplement)}
    assert found["2026-I-01.1"].due == date(2026, 2, 28)
    assert found["2026-I-02.1"].due == date(2026, 5, 13)
    assert found["2026-I-03.1"].due == date(2026, 5, 15)
    assert found["2026-I-04.1"].due is None
    assert found["2026-I-04.1"].working_due is None
    states = [found[f"2026-I-{n:02d}.1"].state.value for n in range(1, 5)]
    assert states == ["fixed", "fixed", "fixed", "open"]


@pytest.mark.parametrize("name", ["2026-I-01.1@2026-06T", "2026-I-01.1"])
def test_a_day_may_be_entered_for_one_period_alone(name: str, tmp_path: Path) -> None:
    supplement = f"theo_ma: {{{name}: {{han: 15/7/2026}}}}"
    found = [
        (e.period, e.due) for e in small(tmp_path, "Định kỳ 6 tháng, năm", supplement=supplement)
    ]
    entered = date(2026, 7, 15)
    if "@" in name:
        assert found == [("2026-06T", entered), ("2026", date(2026, 12, 20))]
    else:
        assert found == [(None, entered)]


def test_a_day_entered_that_is_none_is_named_and_not_used(tmp_path: Path) -> None:
    supplement = "theo_ma: {2026-I-01.1: {ngay_su_kien: 31/02/2026}}"
    files = {"van-phong": OFFICE, "don-vi": UNITS, "ke-hoach": plan_of("Sau khi nghiệm thu")}
    folder = write_workspace(tmp_path, {**files, "bo-sung": supplement})
    found = schedule(read_dossier(folder), CALENDAR)
    assert found.entries[0].due is None
    assert any("28 ngày" in w.problem for w in found.warnings)


def test_a_year_without_holidays_is_said(tmp_path: Path) -> None:
    files = {"van-phong": OFFICE, "don-vi": UNITS, "ke-hoach": plan_of("Quý I/2026")}
    found = schedule(read_dossier(write_workspace(tmp_path, files)), WorkCalendar())
    assert "chưa có lịch nghỉ" in found.warnings[0].problem
