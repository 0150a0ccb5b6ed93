"""Names and citations held against the day of each draft."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from support.dossiers import EXAMPLES, read_dossier, write_workspace

from vbgen.documents.jobs import jobs
from vbgen.documents.validity import validity_problems
from vbgen.errors import Problem

Look = Callable[..., list[Problem]]

OFFICE = """
van_phong:
  ma: SM
  ten: Sở Mẫu tỉnh {province}
  ky_hieu: SM
  dia_danh: {province}
  nguoi_ky: [{{ma: gd, quyen_han: [GIÁM ĐỐC]}}]
don_vi_soan_thao: VPS
noi_nhan_mac_dinh: [{recipient}]
can_cu_tham_quyen:
  - {power}
cai_dat: {{ho_tro: tat_ca}}
"""
UNITS = """
don_vi:
  - {ma: VPS, ten: Văn phòng Sở, loai: phong}
  - {ma: NV, ten: Phòng Nghiệp vụ, loai: phong}
"""
PLAN = """
nam: {year}
trich_yeu: Việc của năm
ngay_du_kien: {day}
van_ban:
  - Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ về cơ chế một cửa
  - Quyết định số 07/QĐ-SM ngày 05/01/2022 của Sở Giao thông vận tải về nội quy
{more}
mo_dau:
  - Kế hoạch như sau.
noi_dung:
  - {text}
nhiem_vu:
  - nhom: I
    ten: VIỆC
    cac_nhiem_vu:
      - so: 1
        nhiem_vu: {task}
        dong:
          - {{san_pham: Báo cáo, chu_tri: {lead}, phoi_hop: NV, thoi_han: Cả năm}}
"""
POWER = "Quyết định số 12/2025/QĐ-UBND ngày 03/3/2025 của UBND tỉnh quy định chức năng của Sở Mẫu"


@pytest.fixture
def found(tmp_path: Path) -> Look:
    """Look at a small workspace with the given words in it."""

    def look(text: str = "Việc thứ nhất.", day: str = "05/8/2026", **more: str) -> list[Problem]:
        files = {
            "van-phong": OFFICE.format(
                province=more.get("province", "Ví Dụ"),
                recipient=more.get("recipient", "Lãnh đạo Sở"),
                power=more.get("power", POWER),
            ),
            "don-vi": UNITS + more.get("units", ""),
            "ke-hoach": PLAN.format(
                year=day[-4:],
                day=day,
                text=_quoted(text),
                task=_quoted(more.get("task", "Làm việc")),
                lead=more.get("lead", "VPS"),
                more=more.get("citations", ""),
            ),
            "bo-sung": more.get("supplement", "chung: {}"),
        }
        dossier = read_dossier(write_workspace(tmp_path, files))
        return list(validity_problems(dossier, jobs(dossier).drafts))

    return look


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


def names(problems: list[Problem]) -> list[str]:
    return [m[1] for p in problems if (m := re.match(r'"(.+?)" (?:là tên cũ|chỉ có)', p.problem))]


# --- bodies -------------------------------------------------------------------------------------


def test_a_former_name_is_named_with_its_place_last_day_and_successor(found: Look) -> None:
    (problem,) = found("Sở Giao thông vận tải lập danh mục.")
    assert str(problem.place).startswith("ke-hoach.yaml:")
    assert problem.level == "warning"
    assert "28/02/2025" in problem.problem and "khoảng" in problem.problem
    assert "05/8/2026" in problem.problem
    assert "Sở Xây dựng" in problem.required and "Sở Xây dựng" in problem.remedy


def test_on_its_own_days_the_name_is_right(found: Look) -> None:
    assert found("Sở Giao thông vận tải lập danh mục.", day="28/02/2025") == []


RIGHT = {
    "marked cũ": "Hồ sơ của Sở Giao thông vận tải (cũ) được bàn giao.",
    "marked as before the change": "Số liệu của Sở Giao thông vận tải trước sắp xếp được giữ.",
    "told of as past": "Trước đây, Sở Giao thông vận tải quản lý việc này.",
    "two names marked together": "Tài liệu của Sở Giao thông vận tải, Ban Dân tộc (cũ) được lưu.",
    "issuer of an older document": "Theo Quyết định số 07/QĐ-SGT ngày 05/01/2022 của Sở Giao thông "
    "vận tải về nội quy, Văn phòng Sở thực hiện.",
    "title of an older document": "Theo Quyết định số 07/QĐ-UBND ngày 05/01/2022 của UBND tỉnh về "
    "tổ chức Ban Dân tộc.",
    "an entry of the register": "Thực hiện [[07/QĐ-SM]].",
    "the successor": "Sở Xây dựng lập danh mục.",
    "a longer word": "Ban Dân tộchọc.",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT.keys())
def test_history_and_older_documents_keep_the_former_name(found: Look, text: str) -> None:
    assert names(found(text)) == []


WRONG = {
    "in capitals": ("SỞ GIAO THÔNG VẬN TẢI", "SỞ GIAO THÔNG VẬN TẢI"),
    "another dash": ("Sở Lao động – Thương binh và Xã hội chủ trì.",
                     "Sở Lao động – Thương binh và Xã hội"),
    "a short name": ("Giao Sở KH&ĐT thẩm định.", "Sở KH&ĐT"),
    "the subject after a citation": (
        "Theo Quyết định số 07/QĐ-UBND ngày 05/01/2022 của UBND tỉnh, Ban Dân tộc chủ trì.",
        "Ban Dân tộc",
    ),
    "after the citation's end": (
        "Theo Quyết định số 07/QĐ-UBND ngày 05/01/2022; Ban Dân tộc phối hợp.", "Ban Dân tộc"),
    "the level that is gone": ("Hướng dẫn UBND cấp huyện.", "UBND cấp huyện"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "spelling"), WRONG.values(), ids=WRONG.keys())
def test_the_name_is_found_however_it_is_typed(found: Look, text: str, spelling: str) -> None:
    assert names(found(text)) == [spelling]


def test_every_text_that_is_printed_is_looked_at(found: Look) -> None:
    assert names(found(task="Phối hợp với Ban Dân tộc")) == ["Ban Dân tộc"]
    assert names(found(recipient="Sở Tài nguyên và Môi trường")) == ["Sở Tài nguyên và Môi trường"]
    supplement = "chung: {noi_hop: Hội trường Ban Dân tộc}"
    assert names(found(supplement=supplement)) == ["Ban Dân tộc"]


def test_the_same_name_at_one_place_is_said_once(found: Look) -> None:
    assert len(found("Ban Dân tộc làm việc này, Ban Dân tộc làm việc kia.")) == 1


# --- the office's own register ------------------------------------------------------------------


def test_a_unit_that_ended_may_not_lead_and_its_successor_is_named(found: Look) -> None:
    units = "  - {ma: TC, ten: Phòng Tổ chức, loai: phong, den: 30/6/2025, ke_thua: [NV]}\n"
    (problem,) = found(units=units, lead="TC")
    assert names([problem]) == ["Phòng Tổ chức"]
    assert "30/6/2025" in problem.problem and "Phòng Nghiệp vụ" in problem.required
    assert found(units=units, lead="TC", day="30/6/2025") == []


def test_a_unit_that_does_not_exist_yet_may_not_lead(found: Look) -> None:
    units = "  - {ma: DN, ten: Phòng Đối ngoại, loai: phong, tu: 01/9/2026}\n"
    (problem,) = found(units=units, lead="DN")
    assert "chỉ có từ ngày 01/9/2026" in problem.problem


def test_the_own_register_comes_before_the_shipped_list(found: Look) -> None:
    units = "  - {ma: GT, ten: Sở Giao thông vận tải, loai: ngoai, den: 31/12/2026}\n"
    assert found("Sở Giao thông vận tải lập danh mục.", units=units, lead="GT") == []
    undated = "  - {ma: GT, ten: Sở Giao thông vận tải, loai: ngoai}\n"
    assert len(found("Việc.", units=undated, lead="GT")) == 1


RENAMED = """
  - ma: HC
    ten: Phòng Hành chính
    loai: phong
    ten_cu: [{ten: Phòng Tổ chức, den: 30/6/2025}]
"""


@pytest.mark.parametrize(
    ("day", "text", "expected"),
    [
        ("01/7/2025", "Phòng Tổ chức theo dõi.", ["Phòng Tổ chức"]),
        ("30/6/2025", "Phòng Tổ chức theo dõi.", []),
        ("30/6/2025", "Phòng Hành chính theo dõi.", ["Phòng Hành chính"]),
        ("01/7/2025", "Phòng Hành chính theo dõi.", []),
    ],
    ids=["old after", "old before", "new before", "new after"],
)
def test_a_renamed_units_names_hold_on_their_own_sides(
    found: Look, day: str, text: str, expected: list[str]
) -> None:
    assert names(found(text, day=day, units=RENAMED, lead="HC")) == expected


def test_a_longer_name_of_the_register_is_not_the_shorter_former_one(found: Look) -> None:
    units = RENAMED + "\n  - {ma: X, ten: Phòng Tổ chức cán bộ, loai: phong}\n"
    assert found("Phòng Tổ chức cán bộ theo dõi.", units=units) == []


# --- places -------------------------------------------------------------------------------------


PLACES = {
    "a merged province": ("Học tập tại tỉnh Quảng Bình.", "tỉnh Quảng Bình", "Tỉnh Quảng Trị"),
    "a district, with its communes": ("Kiểm tra tại huyện Cam Lộ.", "huyện Cam Lộ", "Xã Cam Lộ"),
    "a commune-level town": ("Họp tại thị trấn Cam Lộ.", "thị trấn Cam Lộ", "Xã Cam Lộ"),
    "a city below the province": ("Họp tại thành phố Đông Hà.", "thành phố Đông Hà", "Phường"),
    "a district no table knows": ("Tại huyện Không Có.", "huyện Không Có", "xã, phường"),
}


@pytest.mark.parametrize(("text", "spelling", "heir"), PLACES.values(), ids=PLACES.keys())
def test_a_former_place_name_is_named_with_its_heirs(
    found: Look, text: str, spelling: str, heir: str
) -> None:
    (problem,) = found(text, province="Quảng Trị")
    assert names([problem]) == [spelling]
    assert heir in problem.required
    assert "30/6/2025" in problem.problem


@pytest.mark.parametrize(
    "text",
    [
        "Họp tại thành phố Hà Nội.",
        "Họp tại tỉnh Quảng Trị.",
        "Các xã, phường, đặc khu thực hiện.",
        "Tại huyện Cam Lộ (cũ).",
        "Theo Quyết định số 5/QĐ-UBND ngày 02/3/2021 của UBND tỉnh về quy hoạch huyện Cam Lộ.",
    ],
)
def test_places_of_today_and_of_history_are_right(found: Look, text: str) -> None:
    assert found(text, province="Quảng Trị") == []


def test_before_the_reform_no_place_name_is_former(found: Look) -> None:
    assert found("Tại huyện Cam Lộ, tỉnh Quảng Bình.", day="30/6/2025") == []


def test_a_commune_made_a_ward_later_keeps_its_name_until_that_day(found: Look) -> None:
    text = "Họp tại xã Lộc Ninh."
    assert found(text, day="29/4/2026", province="Đồng Nai") == []
    commune, province = sorted(
        found(text, day="30/4/2026", province="Đồng Nai"), key=lambda p: str(p.place)
    )
    assert "Phường Lộc Ninh" in commune.required
    assert "Thành phố Đồng Nai" in province.required  # the office's own name


# --- citations ----------------------------------------------------------------------------------


def test_a_replaced_decree_is_named_once_with_its_successor(found: Look) -> None:
    (problem,) = found("Thực hiện [[61/2018/NĐ-CP]].", task="Theo [[61/2018/NĐ-CP]]")
    assert "61/2018/NĐ-CP hết hiệu lực sau ngày 30/6/2025" in problem.problem
    assert "118/2025/NĐ-CP" in problem.required and "118/2025/NĐ-CP" in problem.remedy
    assert problem.problem.count("ke-hoach.yaml:") == 2  # both places that cite it
    assert found("Thực hiện [[61/2018/NĐ-CP]].", day="30/6/2025") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Theo Nghị định số 61/2018/NĐ-CP và Nghị định số 107/2021/NĐ-CP.", 2),
        ("Theo Nghị định số 118/2025/NĐ-CP thay thế Nghị định số 61/2018/NĐ-CP.", 0),
        ("Thông tư số 01/2018/TT-VPCP hướng dẫn thi hành Nghị định số 61/2018/NĐ-CP.", 0),
        ("Nghị định số 61/2018/NĐ-CP (trước đây) quy định như vậy.", 0),
    ],
)
def test_numbers_typed_in_a_sentence_are_looked_at(found: Look, text: str, count: int) -> None:
    assert len(found(text)) == count


def test_what_is_not_in_force_yet_is_named(found: Look) -> None:
    (problem,) = found("Theo Nghị định số 118/2025/NĐ-CP.", day="15/6/2025")
    assert "có hiệu lực từ ngày 01/7/2025" in problem.problem


def test_a_document_of_the_office_is_in_force_from_its_date(found: Look) -> None:
    own = "  - Kế hoạch số 09/KH-SM ngày 01/10/2026 của Sở Mẫu về việc riêng"
    (problem,) = found("Thực hiện [[09/KH-SM]].", citations=own)
    assert "09/KH-SM có hiệu lực từ ngày 01/10/2026" in problem.problem


@pytest.mark.parametrize(
    ("keys", "count"),
    [("con_hieu_luc: co", 0), ("hieu_luc_den: 31/12/2026", 0),
     ("hieu_luc_den: 31/01/2026, thay_the_boi: [01/2026/NĐ-CP]", 1)],
    ids=["still in force", "longer", "its own end"],
)  # fmt: skip
def test_the_own_register_of_citations_comes_first(found: Look, keys: str, count: int) -> None:
    own = (
        "  - {van_ban: Nghị định số 107/2021/NĐ-CP ngày 06/12/2021 của Chính phủ về một cửa, "
        + keys
        + "}"
    )
    problems = found("Theo [[107/2021/NĐ-CP]].", citations=own)
    assert len(problems) == count
    assert all("01/2026/NĐ-CP" in p.required for p in problems)


def test_a_law_among_the_legal_bases_is_known_by_its_name_and_day(
    found: Look, tmp_path: Path
) -> None:
    power = "Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025"
    decision = "chung: {}"
    problems = found(power=power, supplement=decision, task="Ban hành quy chế", lead="VPS")
    assert problems == []  # no decision among the drafts: nothing rests on it
    plan = (tmp_path / "ke-hoach.yaml").read_text(encoding="utf-8")
    (tmp_path / "ke-hoach.yaml").write_text(
        plan.replace("san_pham: Báo cáo", "san_pham: Quyết định"), encoding="utf-8"
    )
    dossier = read_dossier(tmp_path)
    (problem,) = validity_problems(dossier, jobs(dossier).drafts)
    assert "15/6/2025" in problem.problem and "72/2025/QH15" in problem.required
    assert str(problem.place).startswith("van-phong.yaml:")


# --- the day of each draft ----------------------------------------------------------------------


def test_each_draft_is_held_against_its_own_day(found: Look) -> None:
    supplement = "theo_ma: {2025-I-01.1: {ngay_du_kien: 20/12/2025}}"
    later = found(day="15/01/2025", task="Cùng Ban Dân tộc", supplement=supplement)
    assert "20/12/2025" in later[0].problem
    body = found("Cùng Ban Dân tộc.", day="15/01/2025", supplement=supplement)
    assert body == []  # the plan alone prints its body


def test_the_plan_of_2024_is_right_on_its_own_days_and_old_two_years_later() -> None:
    folder = EXAMPLES / "ke-hoach-cchc-2024"
    dossier = read_dossier(folder)
    now = validity_problems(dossier, jobs(dossier).drafts)
    assert [p for p in now if "cau_hoi" not in p.remedy] == []  # only what the plan itself asks
    later = read_dossier(folder, date(2026, 8, 1))
    problems = validity_problems(later, jobs(later).drafts)
    assert any("42/2022/NĐ-CP" in p.problem and "224/2026/NĐ-CP" in p.remedy for p in problems)
    assert any("UBND cấp huyện" in p.problem for p in problems)
    assert {p.level for p in problems} == {"warning"}


@pytest.mark.parametrize(
    ("of", "numbers"),
    [
        ("ke-hoach", ["35-CT/TU", "3647/QĐ-UBND", "150/2020/NĐ-CP"]),
        ("2024-I-03.2", ["35-CT/TU"]),
        ("ke-hoach-don-vi", ["35-CT/TU"]),
        ("2024-II-07.1", []),
    ],
    ids=["the plan", "a paper on the task that cites it", "papers on all tasks", "another task"],
)
def test_a_recorded_question_is_said_with_the_drafts_that_cite_the_document(
    of: str, numbers: list[str]
) -> None:
    dossier = read_dossier(EXAMPLES / "ke-hoach-cchc-2024")
    drafts = [d for d in jobs(dossier).drafts if of in (d.type.slug, d.code)]
    assert drafts
    asked = [p for p in validity_problems(dossier, drafts) if "cau_hoi" in p.remedy]
    assert [p.problem.partition(":")[0].rpartition(" ")[2] for p in asked] == numbers
    assert all(p.place.file == "ke-hoach.yaml" for p in asked)
