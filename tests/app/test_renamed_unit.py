"""A unit renamed on 01/7/2025 has its right name in documents of both sides of that day."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from vbgen.app.api import open_workspace
from vbgen.app.build import build
from vbgen.app.drafting import Options
from vbgen.app.issue import Request, issue
from vbgen.app.status import status
from vbgen.docview.reader import read

ROOT = Path(__file__).parents[2]
OLD, NEW = "Phòng Chuyên môn", "Phòng Nghiệp vụ"
SIDES = {"the day before": ("30/6/2025", OLD, NEW), "the day itself": ("01/7/2025", NEW, OLD)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small example in 2025; the unit leads, takes part, receives and has its own plan."""
    made = tmp_path / "viec"
    shutil.copytree(ROOT / "examples" / "ke-hoach-mau", made)
    for path in made.glob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("2026", "2025"), "utf-8")
    _edit(made / "don-vi.yaml", "ten: Phòng Nghiệp vụ,",
          f"ten: Phòng Nghiệp vụ, ten_cu: [{{ten: {OLD}, den: 30/6/2025}}],")  # fmt: skip
    _edit(made / "ke-hoach.yaml", "noi_nhan: [UBND tỉnh,", f"noi_nhan: [UBND tỉnh, {NEW},")
    _edit(made / "ke-hoach.yaml", "phoi_hop: Trung tâm Dịch vụ", "phoi_hop: TT")
    _edit(made / "ke-hoach.yaml", "05/01/2025", "05/01/2024")
    _edit(made / "van-phong.yaml", "[Lãnh đạo Sở,", f"[Lãnh đạo Sở, {OLD},")
    _edit(made / "van-phong.yaml", "03/3/2025", "03/3/2024")
    return made


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def printed(folder: Path, day: str, *which: str) -> str:
    """The text of the drafts of that day."""
    _edit(folder / "ke-hoach.yaml", "ngay_du_kien: 12/01/2025", f"ngay_du_kien: {day}")
    result = open_workspace(folder).build(which)
    assert result.remarks == ()
    texts = [p.shown for b in result.documents for p in read(b.path.read_bytes()).paragraphs()]
    return "\n".join(texts)


@pytest.mark.parametrize(("day", "right", "wrong"), SIDES.values(), ids=SIDES.keys())
def test_the_plan_names_it_in_its_table_and_among_its_recipients(
    folder: Path, day: str, right: str, wrong: str
) -> None:
    lines = printed(folder, day, "ke-hoach").split("\n")
    assert f"- {right};" in lines
    assert right in lines  # the cell of the task table
    assert not [line for line in lines if wrong in line]


@pytest.mark.parametrize(("day", "right", "wrong"), SIDES.values(), ids=SIDES.keys())
def test_its_own_plan_bears_it_in_header_title_and_signature(
    folder: Path, day: str, right: str, wrong: str
) -> None:
    text = printed(folder, day, "ke-hoach-don-vi-nv")
    assert right.upper() in text.split("\n")
    assert f"của {right}" in text
    assert wrong not in text
    assert wrong.upper() not in text


@pytest.mark.parametrize(("day", "right", "wrong"), SIDES.values(), ids=SIDES.keys())
def test_other_documents_name_it_as_lead_and_recipient(
    folder: Path, day: str, right: str, wrong: str
) -> None:
    text = printed(folder, day, "2025-II-02.1")
    assert f"- {right};" in text.split("\n")
    assert wrong not in text


def test_what_was_issued_before_keeps_the_name_and_what_comes_after_has_the_new_one(
    folder: Path,
) -> None:
    build(open_workspace(folder), ["thong-bao-nhiem-vu-nv"])
    signed = Request("thong-bao-nhiem-vu-nv", "5", date(2025, 6, 30))
    issue(open_workspace(folder), signed, datetime(2025, 7, 1, 8, tzinfo=UTC))
    result = build(
        open_workspace(folder),
        ["thong-bao-nhiem-vu-nv", "ke-hoach-don-vi-nv"],
        options=Options(date(2025, 7, 15)),
    )
    by_type = {b.draft.type.slug: b for b in result.documents}
    assert by_type["thong-bao-nhiem-vu"].unit == OLD
    assert by_type["thong-bao-nhiem-vu"].state == "frozen"
    assert by_type["ke-hoach-don-vi"].unit == NEW


def test_the_former_name_in_the_plans_words_is_named_by_build_and_status(folder: Path) -> None:
    _edit(folder / "ke-hoach.yaml", "Văn phòng Sở theo dõi", f"{OLD} theo dõi")
    _edit(folder / "ke-hoach.yaml", "ngay_du_kien: 12/01/2025", "ngay_du_kien: 01/7/2025")
    workspace = open_workspace(folder)
    for remarks in (workspace.build(["ke-hoach"]).remarks, status(workspace).remarks):
        (problem,) = remarks
        assert f'"{OLD}" là tên cũ' in problem.problem
        assert NEW in problem.required
        assert problem.level == "warning"
