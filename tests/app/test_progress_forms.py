"""The workbook that a unit fills in: what is printed, locked, offered, hidden."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from support.progress_office import (
    LATER,
    PERIOD,
    call,
    collect,
    fill,
    fill_figures,
    forms,
    make_office,
)

from vbgen.app.opening import open_workspace
from vbgen.app.progress import ground
from vbgen.model.progress import State
from vbgen.records import FILE_NAME, Records

HEADINGS = [
    "Mã", "Nhiệm vụ", "Sản phẩm", "Vai trò", "Chủ trì", "Kỳ", "Thời hạn", "Trạng thái", "Kết quả",
    "Số văn bản", "Ký hiệu", "Ngày ban hành", "Trích yếu", "Ngày hoàn thành", "Giá trị",
    "Khó khăn - vướng mắc", "Đề xuất", "Tài liệu kiểm chứng", "Thời hạn mới", "Văn bản cho phép",
]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Path]]:
    home = tmp_path_factory.mktemp("forms")
    office = make_office(home / "vp")
    return office, forms(office, home / "bieu")


@pytest.fixture
def office(made: tuple[Path, dict[str, Path]], tmp_path: Path) -> Path:
    return Path(shutil.copytree(made[0], tmp_path / "vp"))


@pytest.fixture(scope="module")
def book(made: tuple[Path, dict[str, Path]]) -> Any:
    return load_workbook(made[1]["CN"])


def test_headings_stand_in_one_row_in_their_order(book: Any) -> None:
    sheet = book["Tiến độ"]
    assert [cell.value for cell in sheet[1]][:20] == HEADINGS
    assert [cell.value for cell in book["Số liệu"][1]] == [
        "Mã", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Tính đến ngày", "Ghi chú",
    ]  # fmt: skip


def test_rows_as_lead_come_first_and_partners_after_each_code_of_the_plan(book: Any) -> None:
    sheet = book["Tiến độ"]
    rows = [(r[0].value, r[3].value) for r in sheet.iter_rows(min_row=2)]
    assert rows == [
        ("2025-I-02.1", "Chủ trì"),
        ("2025-II-04.1", "Chủ trì"),
        ("2025-II-05.1", "Chủ trì"),  # one row for each of its two targets
        ("2025-II-05.1", "Chủ trì"),
        ("2025-I-01.1", "Phối hợp"),
        ("2025-I-01.2", "Phối hợp"),
    ]
    assert {r[5].value for r in sheet.iter_rows(min_row=2)} == {PERIOD}
    targets = [r[20].value for r in sheet.iter_rows(min_row=4, max_row=5)]
    assert targets == ["1. ≥ 80 % hồ sơ mới được số hóa", "2. ≥ 50 % hồ sơ cũ được số hóa"]


def test_states_are_chosen_from_a_list_and_the_rest_is_locked(book: Any) -> None:
    sheet = book["Tiến độ"]
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert [str(rule.sqref) for rule in lists] == ["H2:H7"]
    assert lists[0].formula1 == '"' + ",".join(State) + '"'
    locked = {HEADINGS[c.column - 1] for c in sheet[2][:20] if c.protection.locked}
    assert locked == set(HEADINGS[:7])
    assert all(c.protection.locked for c in sheet[1])


@pytest.mark.parametrize("name", ["Tiến độ", "Số liệu"])
def test_sheets_are_protected_without_a_password_and_print_on_a4_landscape(
    book: Any, name: str
) -> None:
    sheet = book[name]
    assert sheet.protection.sheet and not sheet.protection.password
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.print_title_rows == "$1:$1"
    assert "Trung tâm Công nghệ" in sheet.oddHeader.center.text


def test_a_hidden_sheet_says_whose_form_of_which_period_it_is(book: Any) -> None:
    sheet = book["_vbgen"]
    assert sheet.sheet_state == "hidden"
    assert dict(sheet.iter_rows(values_only=True)) == {
        "phien_ban": "1",
        "ke_hoach": "van-phong-x-2025-cai-tien-cong-viec",
        "don_vi": "CN",
        "ten_don_vi": "Trung tâm Công nghệ",
        "ky": PERIOD,
        "che_do": "cchc",
    }


def test_notes_are_vietnamese(book: Any) -> None:
    texts = [row[0].value for row in book["Hướng dẫn"].iter_rows()]
    assert "quý I năm 2025" in texts[0] and "14/3/2025" in texts[0]
    assert all(state in " ".join(texts) for state in State)


def test_the_unit_that_most_of_a_field_is_led_by_supplies_its_figures(
    made: tuple[Path, dict[str, Path]],
) -> None:
    base = ground(open_workspace(made[0]), PERIOD)
    codes = {unit: {row.code for row in base.asked(unit)} for unit in base.units}
    assert "1/3.1" in codes["TH"] and "1/3.1" not in codes["CN"]
    assert "1/5" in codes["TH"] and "1/5" in codes["CN"]
    sheet = load_workbook(made[1]["TH"])["Số liệu"]
    assert {r[0].value for r in sheet.iter_rows(min_row=2)} == codes["TH"]


def test_the_same_form_is_the_same_bytes(
    made: tuple[Path, dict[str, Path]], tmp_path: Path
) -> None:
    again = forms(made[0], tmp_path)
    assert {u: p.read_bytes() for u, p in again.items()} == {
        u: p.read_bytes() for u, p in made[1].items()
    }


def test_a_form_that_somebody_filled_is_kept(office: Path, tmp_path: Path) -> None:
    first = forms(office, tmp_path)["CN"]
    fill(first, {"2025-I-02.1": {"trang_thai": "Hoàn thành"}})
    filled = first.read_bytes()
    words = ["progress", "form", office, "--period", PERIOD, "--unit", "CN", "-o", tmp_path]
    code, printed = call(*words)
    assert code == 1 and first.read_bytes() == filled
    assert Path(printed["forms"][0]["path"]).name == f"{first.stem}.moi.xlsx"
    assert call(*words, "--overwrite")[0] == 0 and first.read_bytes() != filled


def test_one_unit_by_name_into_one_file(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "cn.xlsx"
    words = ["progress", "form", office, "--period", PERIOD, "-o", out]
    code, printed = call(*words, "--unit", "Trung tâm Công nghệ")
    assert (code, printed["forms"][0]["rows"]) == (0, 6) and out.is_file()
    assert call(*words, "--all")[0] == 2


@pytest.mark.parametrize(
    "words",
    [
        ["--period", "2025-Q9"],
        ["--period", "2024-Q1"],
        ["--period", PERIOD, "--unit", "Phòng Không Có"],
        ["--period", PERIOD, "--unit", "Sở Ngoài"],
        ["--period", PERIOD, "--regime", "khong-co"],
        ["--period", PERIOD, "--unit", "CN", "--all"],
    ],
    ids=[
        "unknown period",
        "another year",
        "unknown unit",
        "outside unit",
        "unknown regime",
        "both",
    ],
)
def test_wrong_use_changes_nothing(office: Path, tmp_path: Path, words: list[str]) -> None:
    code, printed = call("progress", "form", office, *words, "-o", tmp_path / "out")
    assert code == 2 and printed["errors"][0]["remedy"]
    assert not (tmp_path / "out").exists()


def test_rows_carried_over_are_marked_and_ended_ones_need_no_answer(
    office: Path, tmp_path: Path
) -> None:
    first = forms(office, tmp_path / "q1")["CN"]
    fill(first, {
        "2025-II-04.1": {"trang_thai": "Hoàn thành", "so": "12", "ky_hieu": "QĐ-VPX",
                         "ngay": "20/02/2025"},
        "2025-II-05.1": {"trang_thai": "Đang thực hiện"},
    })  # fmt: skip
    assert collect(office, first)[0] == 0
    sheet = load_workbook(forms(office, tmp_path / "half", LATER)["CN"])["Tiến độ"]
    before = {r[0].value: r[21].value for r in sheet.iter_rows(min_row=2, max_row=5)}
    assert before == {
        "2025-I-02.1": None,
        "2025-II-04.1": "Hoàn thành 12/QĐ-VPX (2025-Q1); không phải điền lại",
        "2025-II-05.1": "Chuyển từ 2025-Q1: Đang thực hiện",
    }
    colours = {r[0].value: r[7].fill.fgColor.rgb for r in sheet.iter_rows(min_row=2, max_row=5)}
    assert colours["2025-II-05.1"] != colours["2025-II-04.1"]


def test_an_offices_own_regime_needs_no_code(office: Path, tmp_path: Path) -> None:
    own = office / "che-do-bao-cao.yaml"
    own.write_text(
        "ma: rieng\nten: Báo cáo riêng\nbieu: []\nky:\n"
        "  - {ma: '{nam}-05', nhan: 'tháng 5 năm {nam}', tu: {ngay: 1, thang: 5},\n"
        "     den: {ngay: 20, thang: 5}, gui: {ngay: 25, thang: 5}}\n",
        encoding="utf-8",
    )
    words = ["progress", "form", office, "--regime", "rieng", "--period", "2025-05"]
    code, printed = call(*words, "-o", tmp_path)
    assert code == 0 and len(printed["forms"]) == 4
    own.write_text("ma: rieng\n", encoding="utf-8")
    assert call(*words, "-o", tmp_path)[0] == 2


# --- figures as they come back ------------------------------------------------------------


def figures_of(office: Path) -> dict[str, str]:
    with Records(office / FILE_NAME).reading() as book:
        return {f.code: f.value for f in book.progress.figures("cchc", PERIOD)}


def returned(office: Path, tmp_path: Path, **values: object) -> tuple[int, dict[str, Any]]:
    """Collect the form of Phòng Tổng hợp with these figures (``f1_3_1`` is 1/3.1)."""
    path = forms(office, tmp_path)["TH"]
    named = {k[1:].replace("_", "/", 1).replace("_", "."): v for k, v in values.items()}
    return collect(office, fill_figures(path, named))


def test_figures_are_taken_with_their_day(office: Path, tmp_path: Path) -> None:
    code, printed = returned(office, tmp_path, f1_3_1=7, f1_5=1, f4_2_1="1.234")
    assert (code, printed["doubts"]) == (0, [])
    assert figures_of(office) == {"1/3.1": "7", "1/5": "1", "4/2.1": "1234"}
    entry = ground(open_workspace(office), PERIOD).figures.by_code["1/3.1"].as_json()
    assert (entry["value"], entry["as_of"]) == (7, "2025-03-10")
    assert entry["rows"][0]["unit"] == "Phòng Tổng hợp" and entry["rows"][0]["cell"] == "D2"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"f1_3_1": "bảy"}, "không phải số"),
        ({"f1_3_1": -1}, "số âm"),
        ({"f1_3_1": 1.5}, "số nguyên"),
        ({"f1_5": 3}, "không phải 0 hoặc 1"),
        ({"f1_5_2": 7}, "lựa chọn"),
    ],
    ids=["a word", "negative", "a fraction", "no flag", "no choice"],
)
def test_impossible_figures_are_named_and_not_taken(
    office: Path, tmp_path: Path, values: dict[str, object], words: str
) -> None:
    code, printed = returned(office, tmp_path, **values)
    assert code == 1
    assert [d["sheet"] for d in printed["doubts"]] == ["Số liệu"]
    assert words in printed["doubts"][0]["problem"] and printed["doubts"][0]["cell"][0] == "D"
    assert figures_of(office) == {}


def test_relations_between_figures_are_named_and_the_figures_taken(
    office: Path, tmp_path: Path
) -> None:
    code, printed = returned(office, tmp_path, f1_4_1=5, f1_4_1_1=4, f1_4_1_2=3)
    assert code == 1 and "lớn hơn dòng này" in printed["doubts"][0]["problem"]
    assert figures_of(office) == {"1/4.1": "5", "1/4.1.1": "4", "1/4.1.2": "3"}


def test_figures_as_of_a_day_after_the_cut_off_are_a_doubt(office: Path, tmp_path: Path) -> None:
    path = fill_figures(forms(office, tmp_path)["TH"], {"1/3.1": 7}, "20/3/2025")
    code, printed = collect(office, path)
    assert code == 1 and printed["doubts"][0]["cell"] == "E2"
    assert figures_of(office) == {"1/3.1": "7"}


# --- who has returned ---------------------------------------------------------------------


def test_status_says_who_returned_who_is_late_and_what_is_doubtful(
    office: Path, tmp_path: Path
) -> None:
    made = forms(office, tmp_path)
    fill(made["LT"], {
        "2025-I-02.1": {"trang_thai": "Hoàn thành", "xong": "10/3/2025"},
        "2025-II-06.1": {"trang_thai": "Chưa thực hiện"},
    })  # fmt: skip
    fill(made["CN"], {"2025-I-02.1": {"trang_thai": "Hoàn thành"}})
    collect(office, made["LT"], made["CN"])
    words = ["progress", "status", office, "--period", PERIOD, "--as-of"]
    code, printed = call(*words, "2025-03-14")
    states = {u["unit_code"]: u["state"] for u in printed["units"]}
    assert code == 1 and printed["due"] == "2025-03-14"
    assert states == {"TH": "waiting", "PC": "waiting", "CN": "partial", "LT": "returned"}
    doubts = {u["unit_code"]: len(u["doubts"]) for u in printed["units"]}
    assert doubts == {"TH": 0, "PC": 0, "CN": 1, "LT": 0}
    assert printed["remind"] == ["Phòng Tổng hợp", "Phòng Pháp chế", "Trung tâm Công nghệ"]
    _, later = call(*words, "2025-03-17")
    assert {u["unit_code"]: u["state"] for u in later["units"]}["TH"] == "late"


def test_the_reminder_names_the_units_and_how_they_stand(office: Path, tmp_path: Path) -> None:
    from vbgen.docview import read

    letter = tmp_path / "don-doc.docx"
    words = [
        "progress",
        "status",
        office,
        "--period",
        PERIOD,
        "--as-of",
        "2025-03-17",
        "-o",
        letter,
    ]
    code, printed = call(*words)
    assert code == 1 and printed["letter"] == str(letter)
    text = "\n".join(p.text for p in read(letter).paragraphs())
    assert "quý I năm 2025" in text and "14/3/2025" in text
    assert all(unit["unit"] in text for unit in printed["units"])
    assert "chưa gửi, đã quá hạn" in text
    assert call(*words[:-1], tmp_path / "don-doc.pdf")[0] == 2
