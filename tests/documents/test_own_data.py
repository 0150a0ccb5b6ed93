"""The office's own regimes and holiday years: read, checked, used before the shipped ones."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from vbgen.documents.calendar import load_calendar
from vbgen.documents.own_data import own_holidays, own_regimes
from vbgen.documents.periodic.regimes import load_regimes
from vbgen.model.fields import Problems
from vbgen.resources import data
from vbgen.sources.yaml_file import parse_yaml

REGIME = """
che_do:
  - ma: an-toan
    ten: Báo cáo an toàn
    noi_nhan: Công an tỉnh
    can_cu: [{so: 09/2019/NĐ-CP, loai: Nghị định, co_quan: Chính phủ, ngay: 24/01/2019}]
    ngay_noi_bo: [{khau: Đơn vị gửi, tu: don-vi, den: dau-moi, truoc_ngay_gui: 3}]
    ky:
      - ma: "{nam}-06T"
        loai: sau_thang
        nhan: 06 tháng đầu năm {nam}
        tu: {ngay: 15, thang: 12, nam_lech: -1}
        den: {ngay: 14, thang: 6}
        gui: {ngay: 18, thang: 6}
"""
YEAR = """
ngay_nghi:
  - nam: 2027
    nghi:
      - {ngay: 05/02/2027, ten: Tết}
      - {ngay: 2027-03-01, ten: Nghỉ hoán đổi, ly_do: hoan_doi}
    lam_bu: [{ngay: 06/3/2027, thay_cho: 01/3/2027}]
"""


def test_an_own_regime_gives_its_periods_and_inner_steps() -> None:
    problems = Problems()
    own = own_regimes(parse_yaml(REGIME, "che-do-bao-cao.yaml"), problems)
    assert problems.found == []
    regime = load_regimes(2026, own)["an-toan"]
    (period,) = regime.periods(2026)
    assert (period.code, period.label) == ("2026-06T", "06 tháng đầu năm 2026")
    assert (period.start, period.send_by) == (date(2025, 12, 15), date(2026, 6, 18))
    assert regime.hops[0].workdays == 3
    assert regime.bases[0].day == date(2019, 1, 24)


def test_an_own_year_replaces_the_shipped_one_and_ends_its_doubt() -> None:
    problems = Problems()
    own = own_holidays(parse_yaml(YEAR, "ngay-nghi.yaml"), problems)
    assert problems.found == []
    assert load_calendar([2027]).doubts([date(2027, 3, 1)])
    calendar = load_calendar([2027], own)
    assert not calendar.doubts([date(2027, 3, 1)])
    assert not calendar.is_workday(date(2027, 3, 1))
    assert calendar.is_workday(date(2027, 3, 6))


@pytest.mark.parametrize("name", ["cchc.yml", "kstthc.yml", "thang.yml"])
def test_a_shipped_regime_can_be_copied_and_changed(name: str) -> None:
    problems = Problems()
    text = data("regimes", name).read_text(encoding="utf-8")
    (own,) = own_regimes(parse_yaml(text, "che-do-bao-cao.yaml"), problems)
    assert problems.found == []
    code = str(own["ma"])
    assert load_regimes(own=[own])[code] == load_regimes()[code]


@pytest.mark.parametrize("year", [2026, 2027])
def test_a_shipped_year_can_be_copied_and_changed(year: int) -> None:
    problems = Problems()
    text = data("calendar", f"ngay-nghi-{year}.yml").read_text(encoding="utf-8")
    own = own_holidays(parse_yaml(text, "ngay-nghi.yaml"), problems)
    assert problems.found == []
    assert load_calendar([year], own).years == load_calendar([year]).years


MALFORMED = {
    "an unknown key": (REGIME.replace("noi_nhan:", "nguoi_nhan:"), 'không có khóa "nguoi_nhan"', 5),
    "no period": (REGIME.split("    ky:", maxsplit=1)[0], 'thiếu "ky"', 3),
    "a code that is none": (REGIME.replace("{nam}-06T", "{nam}-H1"), "mã kỳ", 9),
    "a day that is none": (REGIME.replace("{ngay: 14, thang: 6}", "{ngay: 31, thang: 6}"),
                           "ngày 31 tháng 6 không có thật", 13),
    "a month that is none": (REGIME.replace("{ngay: 14, thang: 6}", "{ngay: 14, thang: 13}"),
                             "không phải số nguyên", 13),
    "no sending day": (REGIME.replace("        gui: {ngay: 18, thang: 6}\n", ""), 'thiếu "gui"', 9),
    "a list where a text is": (REGIME.replace("ten: Báo cáo an toàn", "ten: [a]"), '"ten"', 4),
    "words": ("che_do: hằng quý", "chế độ báo cáo phải gồm", 1),
}  # fmt: skip


@pytest.mark.parametrize(("text", "problem", "line"), MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_regime_is_named_at_its_line(text: str, problem: str, line: int) -> None:
    problems = Problems()
    own_regimes(parse_yaml(text, "che-do-bao-cao.yaml"), problems)
    assert [p for p in problems.errors if problem in p.problem and p.place.line == line]  # type: ignore[union-attr]


WRONG_DAYS = {
    "another year": (YEAR.replace("05/02/2027", "05/02/2026"), "không thuộc năm 2027", 5),
    "no day": (YEAR.replace("05/02/2027", "31/02/2027"), "không phải ngày có thật", 5),
    "a worked Monday": (YEAR.replace("06/3/2027", "08/3/2027"), "không phải thứ Bảy", 7),
    "an unknown reason": (YEAR.replace("hoan_doi", "doi"), "ly_do: doi", 6),
    "no year": (YEAR.replace("nam: 2027\n    ", ""), 'thiếu "nam"', 3),
}


@pytest.mark.parametrize(("text", "problem", "line"), WRONG_DAYS.values(), ids=WRONG_DAYS.keys())
def test_a_malformed_year_is_named_at_its_line(text: str, problem: str, line: int) -> None:
    problems = Problems()
    own_holidays(parse_yaml(text, "ngay-nghi.yaml"), problems)
    assert [p for p in problems.errors if problem in p.problem and p.place.line == line]  # type: ignore[union-attr]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = Path(__file__).parents[2]
    return Path(shutil.copytree(root / "examples" / "ke-hoach-mau", tmp_path / "viec"))


def test_the_schedule_of_a_workspace_uses_both(folder: Path) -> None:
    from vbgen.app.opening import open_workspace
    from vbgen.app.schedule import schedule_of

    (folder / "che-do-bao-cao.yaml").write_text(REGIME, encoding="utf-8")
    year = YEAR.replace("2027", "2026").replace("05/02/2026", "31/3/2026")
    year = year.replace("06/3/2026", "07/3/2026").replace("01/3/2026", "02/3/2026")
    (folder / "ngay-nghi.yaml").write_text(year, encoding="utf-8")
    plan = folder / "ke-hoach.yaml"
    text = plan.read_text(encoding="utf-8")
    for old, new in (
        ("thoi_han: Quý IV/2026", "thoi_han: Theo định kỳ"),
        ("loai: bao-cao,", "loai: bao-cao, lap: theo_ky, che_do: an-toan,"),
        ("Trước ngày 31/3/2026", "Chậm nhất ngày 31/3/2026"),
    ):
        assert old in text
        text = text.replace(old, new)
    plan.write_text(text, encoding="utf-8")
    entries = schedule_of(open_workspace(folder))[0].entries
    by_code = {e.code: e for e in entries}
    assert (by_code["2026-I-01.2"].period, by_code["2026-I-01.2"].due) == (
        "2026-06T",
        date(2026, 6, 18),
    )
    assert by_code["2026-II-02.1"].working_due == date(2026, 3, 30)


def test_a_faulty_own_file_stops_every_command_with_its_place(folder: Path) -> None:
    from vbgen.app.opening import open_workspace
    from vbgen.errors import PlanInvalid

    (folder / "ngay-nghi.yaml").write_text("ngay_nghi: [{nam: 2026, nghi: [{ten: A}]}]", "utf-8")
    with pytest.raises(PlanInvalid, match=r"ngay-nghi\.yaml:1"):
        open_workspace(folder)


def test_a_citation_whose_type_does_not_fit_its_symbol_is_an_error(folder: Path) -> None:
    from vbgen.app.opening import open_workspace
    from vbgen.errors import PlanInvalid

    plan = folder / "ke-hoach.yaml"
    text = plan.read_text(encoding="utf-8")
    wrong = text.replace("  - Kế hoạch số 05/KH-UBND", "  - Quyết định số 05/KH-UBND")
    assert wrong != text
    plan.write_text(wrong, encoding="utf-8")
    with pytest.raises(PlanInvalid, match='tên loại "Quyết định" không hợp'):
        open_workspace(folder)


def test_a_deadline_that_is_none_is_told_with_what_is_near(folder: Path) -> None:
    from vbgen.app.opening import open_workspace
    from vbgen.errors import PlanInvalid

    plan = folder / "ke-hoach.yaml"
    text = plan.read_text(encoding="utf-8").replace("Tháng 01/2026", "Trước ngày 31/02/2026")
    plan.write_text(text, encoding="utf-8")
    with pytest.raises(PlanInvalid) as caught:
        open_workspace(folder)
    (problem,) = caught.value.problems
    assert problem.problem == 'thời hạn "Trước ngày 31/02/2026" không phải ngày có thật'
    assert "28/02/2026" in problem.remedy


@pytest.mark.parametrize(
    ("phrase", "problem"),
    [
        ("Trước ngày 15/01/2027", "ở sau năm 2026"),
        ("Quý I/2026 và Quý I/2027", "ở sau năm 2026"),
        ("Trước ngày 01/01/2026", "ở trước năm 2026"),
        ("Quý IV/2025", "ở trước năm 2026"),
        ("Trước ngày 01/01/2027", ""),
        ("Trước ngày 31/01 năm liền kề", ""),
    ],
)
def test_a_deadline_outside_the_plans_year_is_an_error(
    folder: Path, phrase: str, problem: str
) -> None:
    from vbgen.app.opening import open_workspace
    from vbgen.errors import PlanInvalid

    plan = folder / "ke-hoach.yaml"
    text = plan.read_text(encoding="utf-8").replace("Trước ngày 31/3/2026", phrase)
    plan.write_text(text, encoding="utf-8")
    if not problem:
        open_workspace(folder)
        return
    with pytest.raises(PlanInvalid, match=problem):
        open_workspace(folder)
