"""Reports of a small office: shape, agreement, checks, closing, versions, traces, charts."""

from __future__ import annotations

import atexit
import io
import shutil
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook
from support.progress_office import (
    LATER,
    PERIOD,
    PLAN,
    UNITS,
    call,
    collect,
    fill,
    fill_figures,
    forms,
    make_office,
)


def done(number: str, symbol: str, day: str) -> dict[str, str]:
    return {"trang_thai": "Hoàn thành", "so": number, "ky_hieu": symbol, "ngay": day}


ALL_DONE = {
    "2025-I-01.1": done("01", "KH-VPX", "06/01/2025"),
    "2025-I-01.2": {"trang_thai": "Chưa thực hiện"},
    "2025-I-02.1": {"trang_thai": "Hoàn thành", "xong": "10/3/2025"},
    "2025-II-04.1": done("5", "QĐ-VPX", "20/02/2025"),
    "2025-II-05.1": {"trang_thai": "Đang thực hiện"},
    "2025-II-06.1": {"trang_thai": "Đang thực hiện"},
}
UNITS_OF_FORMS = ("TH", "PC", "CN", "LT")
LATE = {"2025-II-04.1": {"trang_thai": "Đang thực hiện", "kho_khan": "Chờ ý kiến"}}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return make_office(tmp_path / "vp")


@cache
def blank_forms(period: str) -> Path:
    """The forms of a period, made once; tests fill in copies."""
    home = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    forms(make_office(home / "vp"), home / "bieu", period)
    return home / "bieu"


def copied(office: Path, period: str = PERIOD) -> dict[str, Path]:
    """Blank forms of the office to fill in, by unit."""
    folder = office.parent / f"bieu-{period}"
    shutil.copytree(blank_forms(period), folder, dirs_exist_ok=True)
    return {unit: next(folder.glob(f"*-{unit.lower()}-*.xlsx")) for unit in UNITS_OF_FORMS}


def returned(
    office: Path, answers: dict[str, dict[str, str]], *units: str, period: str = PERIOD
) -> list[Path]:
    made = copied(office, period)
    chosen = units or tuple(made)
    files = [fill(made[unit], answers) for unit in chosen]
    collect(office, *files, period=period)
    return files


def report(office: Path, *more: object, period: str = PERIOD) -> tuple[int, dict[str, Any]]:
    return call("report", office, "--period", period, "-o", office / "out", *more)


def texts(path: str | Path) -> list[str]:
    document = docx.Document(str(path))
    return [p.text for p in document.paragraphs if p.text.strip()]


def cells(path: str | Path) -> list[list[str]]:
    document = docx.Document(str(path))
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def main(printed: dict[str, Any]) -> str:
    return str(printed["documents"][0]["path"])


def codes(printed: dict[str, Any]) -> set[str]:
    return {finding["code"] for finding in printed["findings"]}


def test_the_json_has_the_promised_shape(office: Path) -> None:
    returned(office, ALL_DONE)
    code, printed = report(office)
    assert code == 0
    assert printed["period"] == {
        "code": "2025-Q1", "label": "quý I năm 2025", "from": "2024-12-15", "to": "2025-03-14",
        "send_by": "2025-03-20",
    }  # fmt: skip
    assert set(printed) >= {
        "period", "documents", "counts", "tasks", "by_unit", "by_group", "figures",
        "missing_units", "version", "differences",
    }  # fmt: skip
    assert printed["counts"] == {
        "total": 6, "done_on_time": 3, "done_late": 0, "doing": 2, "overdue": 0, "not_due": 1,
        "not_arising": 0, "stopped": 0, "not_reported": 0, "regular": 1,
    }  # fmt: skip
    assert printed["tasks"] == {"total": 5, "done": 2}
    figure = {f["code"]: f for f in printed["figures"]}["1/2"]
    assert set(figure) >= {
        "code", "label", "value", "unit", "as_of", "numerator", "denominator", "rows",
    }  # fmt: skip
    assert (figure["value"], figure["numerator"], figure["denominator"]) == (40, 2, 5)
    assert printed["missing_units"] == [] and printed["version"] == 1


def test_title_and_opening_name_the_same_period(office: Path) -> None:
    returned(office, ALL_DONE)
    _, printed = report(office)
    shown = texts(main(printed))
    opening = next(t for t in shown if t.startswith("Thực hiện"))
    assert "quý I năm 2025" in printed["documents"][0]["title"]
    assert "quý I năm 2025" in opening and "14/3/2025" in opening


def test_nothing_late_and_nothing_missing_is_said_as_that(office: Path) -> None:
    returned(office, ALL_DONE)
    shown = texts(main(report(office)[1]))
    assert any("đã hoàn thành 02/05 nhiệm vụ của Kế hoạch năm, đạt 40%" in t for t in shown)
    assert "Không có sản phẩm quá hạn chưa hoàn thành." in shown
    assert "Các đơn vị có nhiệm vụ trong kỳ đã gửi báo cáo đầy đủ." in shown
    assert "- Hoàn thành: 03 sản phẩm (50%), đúng hạn toàn bộ;" in shown


def test_what_is_late_is_named_with_unit_and_reason_or_a_blank(office: Path) -> None:
    answers = {**ALL_DONE, **LATE}
    made = copied(office)
    bare = {**answers, "2025-II-04.1": {"trang_thai": "Đang thực hiện"}}
    files = [fill(made[u], bare if u == "CN" else answers) for u in made]
    collect(office, *files)
    _, printed = report(office)
    rows = [row for row in cells(main(printed)) if "2025-II-04.1" in row[1] and len(row) == 5]
    assert [(row[2], row[4]) for row in rows] == [
        ("Phòng Pháp chế", "Chờ ý kiến"), ("Trung tâm Công nghệ", "…………"),
    ]  # fmt: skip
    assert "ly_do.2025-II-04.1.CN" in printed["blanks"]
    assert "02 lượt sản phẩm quá hạn chưa hoàn thành, theo đơn vị chủ trì:" in texts(main(printed))


def test_units_that_gave_nothing_are_named(office: Path) -> None:
    returned(office, ALL_DONE, "TH", "PC")
    _, printed = report(office)
    assert printed["missing_units"] == ["Trung tâm Công nghệ", "Phòng Lưu trữ"]
    assert any(
        t.startswith("Còn 02/04 đơn vị chưa gửi báo cáo") and "Phòng Lưu trữ" in t
        for t in texts(main(printed))
    )


def test_a_period_in_which_nothing_was_returned_makes_no_claims(office: Path) -> None:
    code, printed = report(office)
    shown = texts(main(printed))
    assert code == 0 and printed["counts"]["not_reported"] == 6
    assert any("chưa có đơn vị nào gửi tiến độ" in t for t in shown)
    assert not any(t.startswith("Không có sản phẩm quá hạn") for t in shown)
    assert all(f["value"] is None or f["kind"] != "count" or f["form"] == "1"
               for f in printed["figures"])  # fmt: skip
    assert not any(t.startswith("So với") for t in shown)


def test_a_period_is_compared_with_the_one_before(office: Path) -> None:
    returned(office, {**ALL_DONE, **LATE})
    report(office, "--close")
    returned(office, ALL_DONE, period=LATER)
    _, printed = report(office, period=LATER)
    told = [t for t in texts(main(printed)) if t.startswith("So với quý I năm 2025")]
    assert len(told) == 1
    assert "số sản phẩm quá hạn chưa hoàn thành giảm từ 01 xuống 00" in told[0]
    assert "số nhiệm vụ hoàn thành tăng từ 01 lên 02" in told[0]


def test_the_annual_report_names_what_had_the_whole_year(office: Path) -> None:
    returned(office, ALL_DONE, period="2025")
    shown = texts(main(report(office, period="2025")[1]))
    at = shown.index("Sản phẩm có thời hạn cả năm chưa hoàn thành đến ngày chốt số liệu:")
    assert shown[at + 1] == "- Kho lưu trữ (2025-II-06.1), Phòng Lưu trữ: đang thực hiện."


def test_the_next_period_names_what_falls_due_in_it(office: Path) -> None:
    returned(office, ALL_DONE, period="2025-06T")
    _, printed = report(office, period="2025-06T")
    rows = [row for row in cells(main(printed)) if row[-1] in ("30/9/2025", "31/12/2025")]
    assert {row[1] for row in rows} == {
        "Hồ sơ số hóa (2025-II-05.1)", "Báo cáo (2025-I-01.2)", "Kho lưu trữ (2025-II-06.1)",
    }  # fmt: skip


def test_annex_and_text_print_the_same_figure(office: Path) -> None:
    made = copied(office)
    for path in made.values():
        fill(path, ALL_DONE)
        fill_figures(path, {"3/3.1.1": 195197, "3/3.1.2": 193457, "3/1.1": 0})
    collect(office, *made.values())
    _, printed = report(office)
    figure = {f["code"]: f for f in printed["figures"]}["3/3.1"]
    assert figure["value"] == 99.11
    rows = {row[1]: row for row in cells(main(printed)) if len(row) == 5}
    label = figure["label"]
    assert rows[label][3] == "99,11"
    total = figure["denominator"]
    assert any(
        t.startswith(f"+ {label}: 99,11% (") and f"/{total:,}".replace(",", ".") in t
        for t in texts(main(printed))
    )
    assert "CK-11" not in codes(printed)


def test_missing_figures_are_a_dash_with_a_reason_and_nothing_of_nothing_says_so(
    office: Path,
) -> None:
    made = copied(office)
    for path in made.values():
        fill(path, ALL_DONE)
        fill_figures(path, {"3/3.1.1": 0, "3/3.1.2": 0})
    collect(office, *made.values())
    _, printed = report(office)
    rows = {row[1]: row for row in cells(main(printed)) if len(row) == 5}
    assert rows["Tỷ lệ hồ sơ giải quyết đúng hạn của sở, ban, ngành"][3] == "không phát sinh"
    lacking = rows["Số thủ tục đã đơn giản hóa"]
    assert lacking[3] == "-" and lacking[4] == "Chưa có đơn vị nào cung cấp số liệu"


def test_documents_of_the_register_are_listed_and_make_their_products_done(office: Path) -> None:
    returned(office, {**ALL_DONE, "2025-II-04.1": {"trang_thai": "Đang thực hiện"}})
    code, _ = call(
        "issue", office, "2025-II-04.1", "--number", "7", "--date", "2025-03-03",
        "--symbol", "QĐ-VPX",
    )  # fmt: skip
    assert code == 0
    _, printed = report(office)
    assert (printed["counts"]["done_late"], printed["counts"]["overdue"]) == (1, 0)
    figure = {f["code"]: f for f in printed["figures"]}["1/1"]
    assert figure["value"] == 1 and figure["rows"] == [{"document": "07/QĐ-VPX"}]
    assert any("Trong kỳ đã ban hành 01 quyết định" in t for t in texts(main(printed)))
    listed = [row for row in cells(main(printed)) if row[1] == "07/QĐ-VPX"]
    assert listed and listed[0][2] == "03/3/2025"


# --- checks before closing -------------------------------------------------------------------


def test_checking_writes_nothing_and_ends_with_one(office: Path) -> None:
    returned(office, {**ALL_DONE, "2025-II-04.1": {"trang_thai": "Đang thực hiện"}}, "TH", "PC")
    code, printed = report(office, "--check")
    assert code == 1 and printed["documents"] == [] and printed["trace"] is None
    assert not list((office / "out").glob("*.docx"))
    assert {"CK-01", "CK-02", "CK-08"} <= codes(printed)
    assert all(f["remedy"] and f["place"] and f["required"] for f in printed["findings"])


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param({"trang_thai": "Hoàn thành"}, "CK-03", id="done without a paper"),
        pytest.param(
            {"trang_thai": "Hoàn thành", "so": "9", "ky_hieu": "BC-VPX", "ngay": "20/3/2025"},
            "CK-04",
            id="paper after the cut-off",
        ),
        pytest.param(
            {"trang_thai": "Hoàn thành", "so": "9", "ky_hieu": "BC-VPX", "ngay": "02/01/2025"},
            "CK-04",
            id="paper before the plan",
        ),
        pytest.param(
            {"trang_thai": "Hoàn thành", "so": "5", "ky_hieu": "QĐ-VPX", "ngay": "20/02/2025"},
            "CK-05",
            id="one paper for two tasks",
        ),
    ],
)
def test_a_doubtful_answer_is_found_before_closing(
    office: Path, answer: dict[str, str], code: str
) -> None:
    returned(office, {**ALL_DONE, "2025-I-01.2": answer})
    found = [f for f in report(office, "--check")[1]["findings"] if f["code"] == code]
    assert any("2025-I-01.2" in f["place"] for f in found)


def test_what_was_open_and_is_not_answered_again_is_found(office: Path) -> None:
    carried = {"2025-II-05.1": {"trang_thai": "Chuyển kỳ sau"}}
    returned(office, {**ALL_DONE, **carried})
    without = {k: v for k, v in ALL_DONE.items() if k not in ("2025-II-05.1", "2025-II-06.1")}
    returned(office, without, period=LATER)
    found = report(office, "--check", period=LATER)[1]["findings"]
    places = {f["code"]: f["place"] for f in found if f["code"] in ("CK-09", "CK-10")}
    assert "2025-II-06.1" in places["CK-09"] and "2025-II-05.1" in places["CK-10"]


def test_a_number_typed_into_a_template_is_found(office: Path) -> None:
    from vbgen.documents.periodic.report_checks import printed_problems

    made = copied(office)
    for path in made.values():
        fill(path, ALL_DONE)
        fill_figures(path, {"3/1.1": 12})
    collect(office, *made.values())
    from vbgen.app.drafting import dossier_of
    from vbgen.app.opening import open_workspace
    from vbgen.app.progress import ground
    from vbgen.app.report_material import draw

    base = ground(open_workspace(office), PERIOD)
    facts = draw(base, dossier_of(base.workspace)).facts
    good = ["1.1", "Số thủ tục đã đơn giản hóa", "Thủ tục", "12", ""]
    assert not list(printed_problems(facts, good))
    wrong = [*good[:3], "13", ""]
    assert [p.code for p in printed_problems(facts, wrong)] == ["CK-11"]
    assert list(printed_problems(facts, ["+ Số thủ tục đã đơn giản hóa: 13 thủ tục;"]))


# --- closing ---------------------------------------------------------------------------------


def files_of(office: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((office / "out").glob("*2025-q1*"))}


def test_closing_with_findings_closes_and_names_each(office: Path) -> None:
    returned(office, ALL_DONE, "TH")
    code, printed = report(office, "--close")
    assert code == 1 and printed["closed"] and printed["findings"]
    again, same = report(office)
    assert again == 0 and same["closed"] and same["findings"] == printed["findings"]


def test_a_closed_report_is_made_again_byte_by_byte(office: Path) -> None:
    returned(office, ALL_DONE)
    report(office, "--close")
    before = files_of(office)
    (office / "bo-sung.yaml").write_text("chung: {so_cuoc_hop: '9'}\n", encoding="utf-8")
    for path in (office / "out").glob("*2025-q1*"):
        path.unlink()
    code, _ = report(office)
    assert code == 0 and len(before) == 2
    assert files_of(office) == before


def test_collecting_for_a_closed_period_is_refused(office: Path) -> None:
    files = returned(office, ALL_DONE)
    report(office, "--close")
    code, printed = collect(office, *files)
    assert code == 2 and "đã chốt" in printed["errors"][0]["problem"]


def test_a_correction_is_a_new_version_with_its_differences(office: Path) -> None:
    files = returned(office, ALL_DONE)
    report(office, "--close")
    before = files_of(office)
    fill(files[0], {"2025-I-01.2": {"trang_thai": "Đang thực hiện"}})
    call("collect", office, files[0], "--period", PERIOD, "-o", office / "out", "--new-version")
    code, refused = report(office, "--close")
    assert code == 2 and "--new-version" in refused["errors"][0]["remedy"]
    assert report(office)[1]["version"] == 1
    _, preview = report(office, "--new-version")
    assert (preview["version"], preview["closed"]) == (2, False)
    _, printed = report(office, "--close", "--new-version")
    assert (printed["version"], printed["closed"]) == (2, True)
    changed = {d["path"]: (d["before"], d["after"]) for d in printed["differences"]}
    assert changed["counts.not_due"] == (1, 0) and changed["counts.doing"] == (2, 3)
    assert "counts.total" not in changed
    assert Path(main(printed)).stem.endswith("-ban-2")
    assert {name: data for name, data in files_of(office).items() if name in before} == before
    assert report(office)[1]["version"] == 2


def test_closing_the_same_again_changes_nothing(office: Path) -> None:
    returned(office, ALL_DONE)
    report(office, "--close")
    before = files_of(office)
    _, printed = report(office, "--close", "--new-version")
    assert printed["version"] == 1 and files_of(office) == before


# --- trace, units, charts --------------------------------------------------------------------


def test_the_trace_leads_to_the_cells_and_counts_them_again(office: Path) -> None:
    files = returned(office, ALL_DONE)
    _, printed = report(office)
    book = load_workbook(printed["trace"])
    heads = {cell.value: cell.column - 1 for cell in book["Sản phẩm"][1]}
    by_name = {path.name: load_workbook(path) for path in files}
    rows = list(book["Sản phẩm"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == sum(c["total"] for c in printed["by_unit"].values())
    for row in rows:
        sheet = by_name[row[heads["Tệp"]]][row[heads["Trang tính"]]]
        cell = sheet[row[heads["Ô"]]]
        assert cell.value == row[heads["Trạng thái đơn vị ghi"]]
        assert sheet.cell(cell.row, 1).value == row[heads["Mã"]]
    assert sum(row[heads["Lượt"]] for row in rows) == printed["counts"]["total"]
    summary = book["Tổng hợp"]
    assert summary["B4"].value == printed["counts"]["done_on_time"]
    assert str(summary["B5"].value).startswith("=COUNTIFS(")


def test_each_unit_has_its_own_report(office: Path) -> None:
    returned(office, {**ALL_DONE, **LATE})
    _, printed = report(office, "--all-units")
    units = {d["unit_code"]: d for d in printed["documents"] if d["type"] == "bao-cao-don-vi"}
    assert set(units) == {"TH", "PC", "CN", "LT"}
    shown = texts(units["PC"]["path"])
    assert "Đơn vị chủ trì 02 sản phẩm của Kế hoạch năm:" in shown
    assert any("2025-II-04.1" in t and "Chờ ý kiến" in t for t in shown)
    whole = "\n".join([*shown, *map(str, cells(units["PC"]["path"]))])
    assert not any(code in whole for code in ("2025-II-05.1", "2025-II-06.1", "2025-I-01"))
    assert "- Hoàn thành dứt điểm sản phẩm quá hạn: Quyết định (2025-II-04.1)." in shown
    storage = texts(units["LT"]["path"])
    assert not any("quá hạn:" in t for t in storage)


def test_charts_are_put_in_with_words_for_them(office: Path) -> None:
    pytest.importorskip("matplotlib")
    returned(office, ALL_DONE)
    plain = Path(main(report(office)[1])).read_bytes()
    _, printed = report(office, "--charts")
    data = Path(main(printed)).read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        pictures = [n for n in archive.namelist() if n.endswith(".png")]
        xml = archive.read("word/document.xml").decode("utf-8")
    assert len(pictures) == 2 and all(f'id="{900 + n}"' in xml for n in (1, 2))
    assert "Phòng Pháp chế: hoàn thành 2" in xml
    assert report(office, "--charts")[0] == 0 and Path(main(printed)).read_bytes() == data
    assert plain != data


def test_an_unknown_period_or_regime_is_refused(office: Path) -> None:
    assert report(office, period="2025-Q2")[0] == 2
    assert report(office, "--regime", "la")[0] == 2


# --- what must not matter, and what must ------------------------------------------------------


def numbers(printed: dict[str, Any]) -> dict[str, Any]:
    return {key: printed[key] for key in ("counts", "tasks", "by_unit", "by_group")} | {
        f["code"]: f["value"] for f in printed["figures"]
    }


def filled(tmp_path: Path, name: str) -> tuple[Path, list[Path]]:
    office = make_office(tmp_path / name / "vp")
    made = copied(office)
    for path in made.values():
        fill(path, {**ALL_DONE, **LATE})
        fill_figures(path, {"3/3.1.1": 10, "3/3.1.2": 9})
    return office, list(made.values())


def mixed(path: Path) -> None:
    """Turn the order of rows and of sheets round."""
    book = load_workbook(path)
    for name in ("Tiến độ", "Số liệu"):
        sheet = book[name]
        rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), 2):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value
    book.move_sheet("Số liệu", -1)
    book.save(path)


def split(path: Path) -> list[Path]:
    """Make two files of one: the first half of the rows, and the others."""
    parts = []
    for part in (0, 1):
        book = load_workbook(path)
        for name in ("Tiến độ", "Số liệu"):
            sheet = book[name]
            middle = 2 + (sheet.max_row - 1) // 2
            gone = range(middle, sheet.max_row + 1) if part == 0 else range(2, middle)
            for row in reversed(gone):
                sheet.delete_rows(row)
        parts.append(path.with_name(f"{path.stem}-{part}.xlsx"))
        book.save(parts[-1])
    return parts


@pytest.mark.parametrize("change", ["files", "rows", "split"])
def test_order_and_parts_of_returns_do_not_matter(tmp_path: Path, change: str) -> None:
    office, files = filled(tmp_path, "mot")
    collect(office, *files)
    expected = numbers(report(office)[1])
    other, again = filled(tmp_path, "hai")
    if change == "files":
        again.reverse()
    if change == "rows":
        for path in again:
            mixed(path)
    if change == "split":
        again = [part for path in again for part in split(path)]
    collect(other, *again)
    assert numbers(report(other)[1]) == expected


def test_one_more_row_changes_exactly_the_figures_that_count_it(tmp_path: Path) -> None:
    office, files = filled(tmp_path, "mot")
    collect(office, *files)
    before = numbers(report(office)[1])
    storage = next(f for f in files if "-lt-" in f.name)
    fill_figures(storage, {"3/3.1.1": 14})
    fill(storage, {"2025-II-06.1": {"trang_thai": "Hoàn thành", "xong": "01/3/2025"}})
    collect(office, storage)
    after = numbers(report(office)[1])
    changed = {key for key in before if before[key] != after[key]}
    assert changed == {
        "counts", "tasks", "by_unit", "by_group", "1/2", "1/2.2", "3/3.1", "3/3.1.1",
    }  # fmt: skip
    units = {u for u in before["by_unit"] if before["by_unit"][u] != after["by_unit"][u]}
    assert units == {"Phòng Lưu trữ"}
    assert after["3/3.1.1"] - before["3/3.1.1"] == 4


# --- the smallest and the largest --------------------------------------------------------------


def test_an_office_of_one_unit_has_no_plural(tmp_path: Path) -> None:
    units = "don_vi:\n  - {ma: VPX, ten: Văn phòng X, loai: van-phong}\n" \
            "  - {ma: TH, ten: Phòng Tổng hợp, loai: phong}\n"  # fmt: skip
    start, end = PLAN.index("          - san_pham: Báo cáo"), PLAN.index("      - so: 2")
    plan = PLAN[:start] + PLAN[end:]
    plan = plan[: plan.index("      - so: 2")].replace("[Các phòng]", "[Phòng Tổng hợp]")
    plan = plan.replace("            phoi_hop: Các phòng\n", "")
    office = make_office(tmp_path / "vp", plan, units)
    made = forms(office, tmp_path / "bieu")
    collect(office, *[fill(path, ALL_DONE) for path in made.values()])
    shown = texts(main(report(office)[1]))
    assert any("nhiệm vụ duy nhất của Kế hoạch năm đã hoàn thành (100%)" in t for t in shown)
    assert "Đơn vị có nhiệm vụ trong kỳ đã gửi báo cáo." in shown
    assert "- Hoàn thành: 01 sản phẩm (100%), đúng hạn." in shown


def large(folder: Path, units: int = 40, rows: int = 200) -> Path:
    """An office of many units and a plan of many rows."""
    listed = "".join(
        f"  - {{ma: D{n}, ten: Phòng chuyên môn số {n}, loai: phong}}\n"
        for n in range(1, units + 1)
    )
    register = UNITS.replace("nhom:", listed + "nhom:", 1)
    task = (
        "      - so: {no}\n        muc_tieu: Mục tiêu {no}\n        nhiem_vu: Nhiệm vụ {no}\n"
        "        dong:\n          - san_pham: Báo cáo chuyên đề số {no}\n"
        "            chu_tri: Phòng chuyên môn số {unit}\n            thoi_han: {due}\n"
        "            van_ban: [{{ma: 2025-II-{no:02d}.1, ten: Báo cáo chuyên đề số {no},"
        " loai: khac}}]\n"
    )
    dues = ("Tháng 02/2025", "Quý I/2025", "Quý III/2025", "Cả năm 2025")
    more = "".join(
        task.format(no=n + 6, unit=n % units + 1, due=dues[n % 4]) for n in range(1, rows + 1)
    )
    return make_office(folder, PLAN + more, register)


@pytest.mark.slow
def test_forty_units_and_two_hundred_rows(tmp_path: Path) -> None:
    office = large(tmp_path / "vp")
    made = forms(office, tmp_path / "bieu")
    states = ("Hoàn thành", "Đang thực hiện", "Chưa thực hiện", "")
    answers = {
        f"2025-II-{n + 6:02d}.1": {"trang_thai": states[n % 3], "kho_khan": "Thiếu người"}
        for n in range(1, 201)
    }
    collect(office, *[fill(path, answers) for path in made.values()])
    code, printed = report(office)
    assert code == 0 and printed["counts"]["total"] == 206
    rows = cells(main(printed))
    assert sum(len(row) == 7 and row[0].startswith("2025-") for row in rows) == 206
    late = [r for r in rows if len(r) == 5 and r[4] == "Thiếu người"]
    assert len(late) == printed["counts"]["overdue"] > 30
