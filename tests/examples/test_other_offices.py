"""Two other offices and subjects go through the same commands with their own data alone."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from vbgen.app.api import Workspace, open_workspace
from vbgen.cli.main import run
from vbgen.docview.facts import DocView
from vbgen.docview.reader import read
from vbgen.model.task import NOT_DOCUMENTS

EXAMPLES = Path(__file__).parents[2] / "examples"
SCHOOL, COMMUNE = "ke-hoach-dao-tao-truong", "ke-hoach-pccc-xa-2026"
NAMES = (SCHOOL, COMMUNE)
LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\bNone\b|\bUndefined\b|: \.|\(\)")


@pytest.fixture(scope="module", params=NAMES, ids=["a school", "a commune"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of one example to work in."""
    target = tmp_path_factory.mktemp("other") / request.param
    return Path(shutil.copytree(EXAMPLES / request.param, target))


@pytest.fixture(scope="module")
def built(folder: Path) -> dict[str, DocView]:
    """Every draft of the example, read back, by file stem."""
    result = open_workspace(folder).build()
    assert result.exit_code == 0
    return {b.path.stem: read(b.path.read_bytes()) for b in result.documents}


def said(capsys: pytest.CaptureFixture[str], *args: str) -> Any:
    """What a command prints with ``--format json``."""
    capsys.readouterr()
    code = run([*args, "--format", "json"])
    told = capsys.readouterr()
    assert code in (0, 1), told.err
    return json.loads(told.out)


@cache
def workspace(name: str) -> Workspace:
    return open_workspace(EXAMPLES / name)


# --- both ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_it_is_read_without_a_warning_and_says_nothing_of_its_names(name: str) -> None:
    opened = workspace(name)
    assert opened.warnings == ()
    assert all(not s.name for s in opened.office.body.signers)  # nobody is named
    assert all(not u.head_name for u in opened.register.units)


@pytest.mark.parametrize("name", NAMES)
def test_every_sort_of_deadline_and_of_product_is_there(name: str) -> None:
    found = workspace(name).plan.by_code.values()
    states = {d.deadline.state.value for d in found if d.deadline}
    assert states == {"fixed", "period_end", "assumed", "open", "recurring"}
    assert {d.fan_out for d in found} >= {"mot_lan", "theo_ky", "theo_don_vi"}
    assert len({d.type for d in found if d.is_document}) >= 14
    assert len({d.type for d in found if d.type in NOT_DOCUMENTS}) >= 4


def test_every_draft_is_whole(built: dict[str, DocView]) -> None:
    assert len(built) > 40
    for stem, view in built.items():
        text = "\n".join(p.shown for p in view.paragraphs())
        assert not LEFT_OVER.search(text), (stem, LEFT_OVER.search(text))
        alone = stem.startswith("phu-luc")  # it goes with the plan and has no header of its own
        assert alone or "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text, stem
        assert view.core.title, stem


def test_nothing_of_the_other_examples_is_in_it(built: dict[str, DocView]) -> None:
    foreign = re.compile(r"Quảng Trị|CCHC|PAR INDEX|cải cách hành chính|Văn phòng UBND tỉnh|2024")
    for stem, view in built.items():
        text = "\n".join(p.shown for p in view.paragraphs())
        assert not foreign.search(text), (stem, foreign.search(text))


def test_what_is_declined_has_its_reason(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(capsys, "build", str(folder), "-o", str(tmp_path / "out"))
    declined = {d["deliverable"]: d["reason"] for d in told["declined"]}
    codes = {d["deliverable"] for d in told["documents"]}
    assert all(declined.values())
    assert not set(declined) & codes
    assert any("chủ trì, cơ quan chỉ phối hợp" in reason for reason in declined.values())
    plan = open_workspace(folder).plan
    assert {d.code for d in plan.deliverables} == (set(declined) | codes) & {
        d.code for d in plan.deliverables
    }


def test_the_schedule_has_each_product_once_a_period_and_unit(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    entries = said(capsys, "schedule", str(folder), "--as-of", "2026-05-05")["entries"]
    keys = [(e["code"], e["period"], e["unit_code"]) for e in entries]
    assert len(keys) == len(set(keys))
    assert {e["code"] for e in entries} == set(open_workspace(folder).plan.by_code)
    assert {e["role"] for e in entries} == {"own", "partner"}
    assert any(e["overdue"] for e in entries)
    for ending in ("xlsx", "ics", "docx"):
        target = tmp_path / f"lich.{ending}"
        assert run(["schedule", str(folder), "--as-of", "2026-05-05", "-o", str(target)]) == 0
        assert target.stat().st_size > 500


def test_what_is_missing_is_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.dumps(said(capsys, "ask", str(folder)), ensure_ascii=False)
    assert "kinh_phi" in told
    if folder.name == SCHOOL:  # the commune keeps its answers as YAML
        run(["ask", str(folder)])
        assert (folder / "bo-sung.xlsx").is_file()
        assert open_workspace(folder).warnings == ()


def test_the_status_lists_blanks_and_questions(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(capsys, "status", str(folder))
    assert told["issued"] == told["differs"] == []
    assert told["blanks"]
    assert bool(told["asked"]) is (folder.name == COMMUNE)  # is it normative?


def test_each_unit_gets_its_progress_form(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    args = ["progress", "form", str(folder), "--period", "2026-06T", "-o", str(tmp_path / "bieu")]
    assert run(args) == 0, capsys.readouterr().err
    inside = open_workspace(folder).register.inside()
    assert len(list((tmp_path / "bieu").glob("*.xlsx"))) == len(inside)


def test_a_period_of_its_own_regime_alone_is_known(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["progress", "form", str(folder), "--period", "2026-Q1"]) == 2
    assert "2026-06T" in capsys.readouterr().err


# --- the commune --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> DocView:
    out = tmp_path_factory.mktemp("xa")
    result = workspace(COMMUNE).build(["ke-hoach"], out)
    return read(result.documents[0].path.read_bytes())


def lines(view: DocView) -> list[str]:
    return [p.shown for p in view.paragraphs() if p.shown.strip()]


def test_the_people_s_committee_issues_under_two_lines_and_for_the_collective(
    commune: DocView,
) -> None:
    printed = lines(commune)
    assert printed[:2] == ["ỦY BAN NHÂN DÂN", "XÃ ĐỒNG MẪU"]
    at = printed.index("TM. ỦY BAN NHÂN DÂN")
    assert printed[at + 1] == "CHỦ TỊCH"


def test_the_appendix_has_seven_columns_with_the_watcher_last(commune: DocView) -> None:
    (table,) = (t for t in commune.tables() if len(t.grid_mm) == 7)
    heading = [cell.text for cell in table.rows[0].cells]
    assert heading[0] == "STT"
    assert heading[-1] == "Theo dõi, kiểm tra, đôn đốc"
    assert sum(table.grid_mm) <= max(s.text_width_mm for s in commune.sections) + 1
    watchers = {row.cells[-1].text for row in table.rows[1:] if len(row.cells) == 7}
    assert "Lãnh đạo UBND xã" in watchers


def sizes(view: DocView, wanted: str) -> set[float]:
    found = (p for p in view.paragraphs() if p.shown.strip() == wanted)
    return {run.format.size_pt for p in found for run in p.runs if run.shown.strip()}


def test_header_and_body_are_of_the_set_of_13(commune: DocView) -> None:
    assert sizes(commune, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == {12}
    assert sizes(commune, "Độc lập - Tự do - Hạnh phúc") == {13}
    body = next(p for p in commune.paragraphs() if p.shown.startswith("a) Giảm số vụ cháy"))
    assert {run.format.size_pt for run in body.runs} == {13}


def test_two_levels_of_administration_are_named_and_no_former_one(commune: DocView) -> None:
    text = "\n".join(lines(commune))
    assert not re.search(r"(?i)cấp huyện|UBND huyện|Bộ phận Một cửa", text)
    assert "Trung tâm Phục vụ hành chính công xã" in text


def test_a_letter_bears_the_committee_and_the_drafting_unit(tmp_path: Path) -> None:
    result = workspace(COMMUNE).build(["2026-I-04.1"], tmp_path)
    printed = lines(read(result.documents[0].path.read_bytes()))
    assert any(re.fullmatch(r"Số:\s+/UBND-VP", line) for line in printed)


# --- the school ---------------------------------------------------------------------------------


def test_the_school_stands_under_its_department_without_a_superior_of_its_own(
    tmp_path: Path,
) -> None:
    opened = workspace(SCHOOL)
    assert opened.office.superior is None
    result = opened.build(["ke-hoach"], tmp_path)
    printed = lines(read(result.documents[0].path.read_bytes()))
    assert printed[:3] == ["SỞ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG TRUNG HỌC", "PHỔ THÔNG SÔNG MẪU"]


def test_an_unknown_column_is_kept_with_its_values(tmp_path: Path) -> None:
    result = workspace(SCHOOL).build(["ke-hoach"], tmp_path)
    view = read(result.documents[0].path.read_bytes())
    (table,) = (t for t in view.tables() if len(t.grid_mm) == 8)
    assert table.rows[0].cells[-1].text == "Kinh phí (triệu đồng)"
    assert {"45", "60"} <= {row.cells[-1].text for row in table.rows}


@pytest.mark.parametrize(
    ("day", "right", "wrong"),
    [
        ("2026-07-31", "TỔ TIẾNG ANH", "TỔ NGOẠI NGỮ"),
        ("2026-08-01", "TỔ NGOẠI NGỮ", "TỔ TIẾNG ANH"),
    ],
)
def test_a_group_of_teachers_bears_the_name_of_the_day(
    tmp_path: Path, day: str, right: str, wrong: str
) -> None:
    opened = workspace(SCHOOL)
    result = opened.build(["ke-hoach-don-vi-nn"], tmp_path, as_of=date.fromisoformat(day))
    printed = lines(read(result.documents[0].path.read_bytes()))
    assert right in printed
    assert wrong not in printed


def test_the_school_s_own_holidays_move_its_working_days() -> None:
    entry = next(e for e in workspace(SCHOOL).schedule().entries if e.code == "2026-II-06.1")
    assert entry.due == date(2026, 11, 20)  # a day off at this school
    assert entry.working_due == date(2026, 11, 21)  # the Saturday worked for it
