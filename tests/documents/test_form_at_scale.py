"""The decree's form on plans small and huge, of other offices and subjects, in print too."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest
from support import layout, nd30, office
from support.effective import components
from support.schemas import assert_valid, requires_schemas

from vbgen.app.drafting import Options, Studio, dossier_of
from vbgen.app.opening import open_workspace
from vbgen.documents.decree_types import decree_types
from vbgen.documents.jobs import jobs
from vbgen.docview import read
from vbgen.vi.letters import roman

EXAMPLES = Path(__file__).parents[2] / "examples"
CELL = 3000  # letters in a long cell
WORDS = "Rà soát, cập nhật hồ sơ của từng điểm xung yếu & báo cáo <kết quả>; "

OFFICE = """
van_phong:
  ma: CCTL
  ten: Chi cục Thủy lợi và Phòng, chống thiên tai tỉnh Cà Mau
  ten_goi: Chi cục
  co_quan_chu_quan: [SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG TỈNH CÀ MAU]
  tieu_de: ["CHI CỤC THỦY LỢI VÀ PHÒNG, CHỐNG THIÊN TAI"]
  ky_hieu: CCTL
  dia_danh: Cà Mau
  tham_quyen: CHI CỤC TRƯỞNG CHI CỤC THỦY LỢI VÀ PHÒNG, CHỐNG THIÊN TAI
  nguoi_ky:
    - {ma: cct, quyen_han: [CHI CỤC TRƯỞNG], ho_ten: Nguyễn Thị Ánh Nguyệt}
  nguoi_ky_mac_dinh: cct
don_vi_soan_thao: QLCT
noi_nhan_mac_dinh: [Lãnh đạo Chi cục, Các phòng và trạm]
luu: VT, {don_vi}
cai_dat:
  bo_co_chu: "13"
  co_chu: 13
  le: {tren: 25, duoi: 20, trai: 35, phai: 20}
"""
UNITS = """
don_vi:
  - {ma: QLCT, ten: Phòng Quản lý công trình, loai: phong, nguoi_dung_dau: TRƯỞNG PHÒNG}
  - {ma: TQT, ten: Trạm Quan trắc, loai: su-nghiep, nguoi_dung_dau: TRẠM TRƯỞNG}
nhom:
  - {ma: tat-ca, ten: Các phòng và trạm, loai: [phong, su-nghiep]}
"""
PLAN = """
nam: 2031
trich_yeu: Phòng, chống thiên tai và bảo đảm an toàn công trình thủy lợi mùa mưa, bão năm 2031
chu_de: phòng, chống thiên tai
ngay_du_kien: 15/3/2031
ma: 2031-I-01.1
mo_dau: ["Chi cục lập Kế hoạch phòng, chống thiên tai năm 2031 như sau:"]
noi_dung: [I. MỤC TIÊU, "- Không để xảy ra sự cố công trình.", II. NHIỆM VỤ,
           "Nhiệm vụ và thời hạn nêu tại Phụ lục kèm theo."]
phu_luc: {tieu_de: NHIỆM VỤ PHÒNG, ket: "Phụ lục có {so} nhiệm vụ."}
nhiem_vu:
"""


def tasks(count: int, letters: int = 0, groups: int = 1) -> str:
    """A number of tasks, in groups; with ``letters``, each has two cells of so many letters."""
    found = []
    for number in range(1, count + 1):
        group, first = divmod(number - 1, -(-count // groups))
        if not first:
            found.append(f"  - nhom: {roman(group + 1)}\n    ten: CÔNG TRÌNH\n    cac_nhiem_vu:\n")
        text = (WORDS * (letters // len(WORDS) + 1))[:letters].strip() or "Rà soát công trình"
        product = f"{{ma: 2031-{roman(group + 1)}-{number:02d}.1, ten: Kế hoạch, loai: ke-hoach}}"
        product += f", {{ma: 2031-{roman(group + 1)}-{number:02d}.2, ten: Bản đồ, loai: khac}}"
        who = "chu_tri: Phòng Quản lý công trình, phoi_hop: Các phòng và trạm"
        found.append(
            f"      - so: {number}\n        muc_tieu: An toàn {number}\n"
            f"        nhiem_vu: |\n          {text}\n        hoat_dong: |\n          - {text}\n"
            f'        dong:\n          - {{san_pham: "Kế hoạch, bản đồ", {who},'
            f" thoi_han: Quý II/2031, van_ban: [{product}]}}\n"
        )
    return "".join(found)


@cache
def made(folder: Path, header_set: str | None = None, body: int | None = None) -> dict[str, bytes]:
    """What a workspace calls for of the decree's types, the first of each; the plan alone in a
    header set.
    """
    workspace = open_workspace(folder)
    dossier = dossier_of(workspace)
    studio = Studio(workspace, dossier, Options(header_set=header_set, body_size=body))
    first = {draft.type.slug: draft for draft in reversed(jobs(dossier).drafts)}
    wanted = {slug: d for slug, d in first.items() if d.type.base in decree_types()}
    if header_set is not None:
        wanted = {"ke-hoach": first["ke-hoach"]}
    return {slug: studio.render(draft)[0] for slug, draft in wanted.items()}


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A plan of an office, a year and a subject that no example knows."""
    return made(_workspace(tmp_path_factory.mktemp("other"), tasks(4)))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The example of three tasks."""
    folder = tmp_path_factory.mktemp("small")
    shutil.copytree(EXAMPLES / "ke-hoach-mau", folder, dirs_exist_ok=True)
    return made(folder)


def _workspace(folder: Path, rows: str) -> Path:
    files = {"van-phong": OFFICE, "don-vi": UNITS, "ke-hoach": PLAN + rows}
    for stem, text in files.items():
        (folder / f"{stem}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_small_plan_and_its_documents_have_the_form_of_the_decree(small) -> None:
    for data in small.values():
        nd30.check_form(data, "14", 14)


def test_another_office_and_subject_have_the_form_in_their_own_settings(other) -> None:
    for slug, data in other.items():
        nd30.check_form(data, "13", 13)
        view = read(data)
        assert all(s.left_mm == pytest.approx(35, abs=0.1) for s in view.sections), slug
        assert not any(name in view_text(view) for name in ("Quảng Trị", "cải cách", "2024"))


def view_text(view) -> str:  # type: ignore[no-untyped-def]
    """All text of a document."""
    return "\n".join(paragraph.text for paragraph in view.paragraphs())


@requires_schemas
def test_a_huge_plan_holds_every_task_and_letter(tmp_path: Path) -> None:
    """500 tasks, two cells of 3,000 letters in each."""
    data = made(_workspace(tmp_path, tasks(500, CELL, groups=7)))["ke-hoach"]
    nd30.check_form(data, "13", 13)
    assert_valid(data)
    text = view_text(read(data))
    assert all(f"An toàn {number}\n" in text for number in range(1, 501))
    assert text.count("điểm xung yếu & báo cáo <kết quả>") >= 2 * 500 * (CELL // len(WORDS))


@office.requires_libreoffice
@pytest.mark.slow
def test_plans_of_every_size_in_print(small, other, tmp_path: Path) -> None:
    """Margins, numbers, headings, signatures, lines, sizes; the long cells whole."""
    example = EXAMPLES / "ke-hoach-cchc-2024"
    drafts = {
        "13/14": made(example, "13", 14)["ke-hoach"],
        "long cells": made(_workspace(tmp_path, tasks(4, CELL)))["ke-hoach"],
        **{f"small {slug}": data for slug, data in small.items()},
        **{f"other {slug}": data for slug, data in other.items()},
    }
    faults = []
    for (name, data), pdf in zip(drafts.items(), office.to_pdf(*drafts.values()), strict=True):
        view = read(data)
        found = components(view)
        try:
            layout.check_pages(pdf, view, found)
            layout.check_level(pdf, found)
            layout.check_one_line(pdf, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
            nd30.check_rules(pdf, found)
            nd30.check_printed(pdf, found)
        except AssertionError as error:
            faults.append(f"{name}: {str(error).splitlines()[0]}")
    assert not faults, "\n".join(faults)
