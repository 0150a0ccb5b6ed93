"""The workbook of what is missing: what was filled stays and reaches the draft."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from vbgen.app.ask import keep_workbook, questions
from vbgen.app.build import build
from vbgen.app.opening import open_workspace
from vbgen.cli.main import run
from vbgen.documents.asked_words import GAP
from vbgen.exports.supplement_xlsx import FACTS
from vbgen.render import content_digest

GOOD = Path(__file__).parents[2] / "examples" / "ke-hoach-mau"
PLAN_ROW = """      - so: 4
        muc_tieu: Có ý kiến của các đơn vị
        nhiem_vu: Lấy ý kiến
        dong:
          - san_pham: Công văn
            chu_tri: Văn phòng Sở
            phoi_hop: Các phòng, đơn vị thuộc Sở
            thoi_han: Tháng 3/2026
            van_ban:
              - {ma: 2026-II-04.1, ten: Công văn, loai: cong-van-lay-y-kien, trich_yeu: góp ý}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(GOOD, tmp_path / "viec"))
    with (folder / "ke-hoach.yaml").open("a", encoding="utf-8") as plan:
        plan.write(PLAN_ROW)
    return folder


def facts(path: Path) -> dict[tuple[str, str], int]:
    rows = load_workbook(path)[FACTS].iter_rows(min_row=2, values_only=True)
    return {(str(r[0] or ""), str(r[1])): n for n, r in enumerate(rows, 2)}


def test_what_was_filled_stays_and_is_no_longer_asked(workspace: Path) -> None:
    opened = open_workspace(workspace)
    asked = [q for q in questions(opened) if q.code == "2026-II-04.1" and not q.columns]
    assert asked, "the letter asks for something"
    path = keep_workbook(opened, questions(opened))
    row = facts(path)["2026-II-04.1", asked[0].key]
    book = load_workbook(path)
    book[FACTS].cell(row, 3, "=SUM(A1) là chữ do người gõ")
    book[FACTS].cell(row, 3).data_type = "s"
    book.save(path)
    again = open_workspace(workspace)
    assert asked[0].key not in [q.key for q in questions(again) if q.code == "2026-II-04.1"]
    keep_workbook(again, questions(again))
    kept = load_workbook(path)[FACTS]
    assert (
        kept.cell(facts(path)["2026-II-04.1", asked[0].key], 3).value
        == "=SUM(A1) là chữ do người gõ"
    )
    made = build(again, ["2026-II-04.1"]).documents[0]
    text = "\n".join(p.text for p in docx.Document(str(made.path)).paragraphs)
    assert "=SUM(A1) là chữ do người gõ" in text


def test_a_workspace_that_answers_in_yaml_gets_the_list_and_no_second_file(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / "bo-sung.yaml").write_text("chung: {han_gop_y: 10/3/2026}\n", encoding="utf-8")
    assert run(["ask", str(workspace), "2026-II-04.1"]) == 1
    shown = capsys.readouterr()
    assert shown.out == "2026-II-04.1 · thu_dien_tu\n"
    assert "bo-sung.yaml: điền tiếp vào đó" in shown.err
    assert not (workspace / "bo-sung.xlsx").exists()


@pytest.mark.parametrize(
    "narrowed",
    [["cong-van-lay-y-kien"], ["--task", "4"], ["--due", "2026-03"]],
    ids=["by type", "by task", "by due day"],
)
def test_only_the_drafts_chosen_are_asked_about(workspace: Path, narrowed: list[str]) -> None:
    assert run(["ask", str(workspace), *narrowed]) == 1
    codes = {code for code, _ in facts(workspace / "bo-sung.xlsx")}
    assert "2026-II-04.1" in codes
    assert not any(code.startswith("ke-hoach-don-vi") for code in codes)


def test_the_workbook_shows_the_sentence_that_needs_the_fact(workspace: Path) -> None:
    opened = open_workspace(workspace)
    path = keep_workbook(opened, questions(opened, which=["2026-II-04.1"]))
    row = facts(path)["2026-II-04.1", "han_gop_y"]
    assert GAP in str(load_workbook(path)[FACTS].cell(row, 4).value)


def test_both_forms_at_once_are_refused(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_workbook(open_workspace(workspace), ())
    (workspace / "bo-sung.yaml").write_text("chung: {}\n", encoding="utf-8")
    assert run(["build", str(workspace)]) == 2
    assert "bo-sung.yaml, bo-sung.xlsx" in capsys.readouterr().err


def test_asking_alone_changes_no_draft(built: Path) -> None:
    def drafts() -> dict[str, str]:
        made = build(open_workspace(built)).documents
        return {d.path.name: content_digest(d.path.read_bytes()) for d in made}

    before = drafts()
    assert run(["ask", str(built)]) == 1
    assert drafts() == before


def test_a_list_said_to_be_empty_stays_so_and_is_no_longer_asked(workspace: Path) -> None:
    opened = open_workspace(workspace)
    path = keep_workbook(opened, questions(opened, which=["bao-cao"]))
    book = load_workbook(path)
    book["han_che"].cell(2, 2, "không có")
    book.save(path)
    for _ in range(2):
        opened = open_workspace(workspace)
        assert opened.supplement.by_code["2026-I-01.2"]["han_che"] == ()
        asked = questions(opened, which=["bao-cao"])
        assert "han_che" not in {q.key for q in asked}
        keep_workbook(opened, asked)


REPORT_ROW = PLAN_ROW.replace(
    "{ma: 2026-II-04.1, ten: Công văn, loai: cong-van-lay-y-kien, trich_yeu: góp ý}",
    "{ma: 2026-II-04.1, ten: Báo cáo, loai: bao-cao-don-vi, che_do: quy-lich}",
)


@pytest.mark.parametrize("turned", [False, True], ids=["as written by ask", "period first"])
def test_answers_for_one_unit_and_period_are_used_in_either_order(
    turned: bool, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(GOOD, tmp_path / "viec"))
    with (folder / "ke-hoach.yaml").open("a", encoding="utf-8") as plan:
        plan.write(REPORT_ROW)
    opened = open_workspace(folder)
    path = keep_workbook(opened, questions(opened, which=["2026-II-04.1"]))
    book = load_workbook(path)
    for (code, key), row in facts(path).items():
        head, unit, period = code.split("@")
        book[FACTS].cell(row, 1, f"{head}@{period}@{unit}" if turned else code)
        book[FACTS].cell(row, 3, f"điều của {unit}, {period}, {key}")
    book.save(path)
    again = open_workspace(folder)
    assert [w.problem for w in again.warnings] == [w.problem for w in opened.warnings]
    assert questions(again, which=["2026-II-04.1"]) == ()
    made = build(again, ["2026-II-04.1"]).documents
    assert len({(d.draft.unit_code, d.draft.period_code) for d in made}) == len(made) > 1
    for one in made:
        text = "\n".join(p.text for p in docx.Document(str(one.path)).paragraphs)
        assert f"điều của {one.draft.unit_code}, {one.draft.period_code}, kho_khan" in text
