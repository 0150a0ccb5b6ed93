from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from vbgen.app.build import build
from vbgen.app.issue import Request, issue
from vbgen.app.opening import open_workspace
from vbgen.app.planned import changes
from vbgen.app.register_files import write_register, write_tables
from vbgen.app.status import Status, status, status_json
from vbgen.cli.main import run
from vbgen.errors import UsageError

AT = datetime(2026, 12, 31, 9, tzinfo=UTC)
GUIDE = "2026-II-02.1"
FILE = "2026-ii-02-1-huong-dan.docx"


def enter(folder: Path, what: str, number: int, day: date = date(2026, 3, 20)) -> None:
    issue(open_workspace(folder), Request(what, str(number), day), AT)


def look(folder: Path) -> Status:
    return status(open_workspace(folder))


def edit(folder: Path, old: str, new: str) -> None:
    plan = folder / "ke-hoach.yaml"
    text = plan.read_text(encoding="utf-8")
    assert old in text
    plan.write_text(text.replace(old, new), encoding="utf-8")


def test_a_fresh_workspace_has_blanks_and_questions_and_nothing_else(built: Path) -> None:
    found = look(built)
    assert (found.issued, found.differs, found.changes) == ((), (), ())
    assert {b.path.name for b in found.blanks} >= {FILE, "ke-hoach.docx"}
    numbered = [b for b in found.blanks if not b.path.name.startswith("phu-luc-du-toan")]
    assert all({"so", "ngay"} <= set(b.blanks) for b in numbered)
    assert [q.place for q in found.asked] == ["2026-III-04.6"]
    assert found.exit_code == 1


def test_looking_changes_nothing(built: Path) -> None:
    enter(built, GUIDE, 45)
    before = {p: p.read_bytes() for p in built.rglob("*") if p.is_file()}
    look(built)
    assert {p: p.read_bytes() for p in built.rglob("*") if p.is_file()} == before


def test_an_issued_document_is_listed_and_no_longer_blank(built: Path) -> None:
    enter(built, GUIDE, 45)
    found = look(built)
    assert [d.number_symbol for d in found.issued] == ["45/HD-SM"]
    assert found.differs == ()
    assert FILE not in {b.path.name for b in found.blanks}


def test_a_change_of_the_plan_is_told_for_what_is_issued(built: Path) -> None:
    enter(built, "ke-hoach", 5)
    edit(built, "Trước ngày 31/3/2026", "Trước ngày 30/4/2026")
    (differs,) = look(built).differs
    assert differs.document.number_symbol == "05/KH-SM"
    assert differs.what == (
        "đã ban hành “Trước ngày 31/3/2026”, theo kế hoạch nay là “Trước ngày 30/4/2026”"
    )


def test_what_later_documents_bring_is_no_difference(built: Path) -> None:
    enter(built, GUIDE, 45)
    enter(built, "ke-hoach", 5, date(2026, 4, 1))
    assert look(built).differs == ()


def test_a_document_the_plan_no_longer_calls_for_is_told(built: Path) -> None:
    enter(built, GUIDE, 45)
    edit(built, "loai: huong-dan, trich_yeu: Nộp hồ sơ trực tuyến", "loai: khac")
    assert [d.what for d in look(built).differs] == ["kế hoạch nay không còn văn bản này"]


@pytest.mark.parametrize(
    ("gone", "what"),
    [(True, "tệp đã ban hành không còn ở chỗ cũ"), (False, "tệp đã bị sửa sau khi ghi sổ")],
    ids=["removed", "changed"],
)
def test_an_issued_file_that_was_touched_is_told(built: Path, gone: bool, what: str) -> None:
    enter(built, GUIDE, 45)
    file = built / "out" / FILE
    if gone:
        file.unlink()
    else:
        file.write_bytes((built / "out" / "ke-hoach.docx").read_bytes())
    assert [d.what for d in look(built).differs] == [what]


def test_a_draft_edited_before_it_was_signed_is_no_difference(built: Path) -> None:
    file = built / "out" / FILE
    file.write_bytes((built / "out" / "ke-hoach.docx").read_bytes())
    enter(built, GUIDE, 45)
    assert look(built).differs == ()


def test_what_the_next_build_would_do_is_told(built: Path) -> None:
    edit(built, "V/v chấn chỉnh giờ tiếp dân", "V/v chấn chỉnh giờ làm việc")
    edit(built, "loai: huong-dan, trich_yeu: Nộp hồ sơ trực tuyến", "loai: khac")
    edited = built / "out" / "2026-iii-04-1-bao-cao-nv.docx"
    edited.write_bytes((built / "out" / "ke-hoach.docx").read_bytes())
    (built / "out" / "2026-iii-04-1-bao-cao-tt.docx").unlink()
    told = {c.path.name: c.state for c in look(built).changes}
    assert {name: told.get(name) for name in (
        FILE, "2026-iii-04-3-cong-van.docx", edited.name, "2026-iii-04-1-bao-cao-tt.docx",
    )} == {
        FILE: "gone",
        "2026-iii-04-3-cong-van.docx": "changed",
        edited.name: "edited",
        "2026-iii-04-1-bao-cao-tt.docx": "new",
    }  # fmt: skip


def test_after_a_build_nothing_is_left_to_change(built: Path) -> None:
    enter(built, "ke-hoach", 5)
    edit(built, "Trước ngày 31/3/2026", "Trước ngày 30/4/2026")
    assert look(built).changes
    build(open_workspace(built))
    assert look(built).changes == ()


def test_the_json_has_the_four_lists_and_absolute_paths(built: Path) -> None:
    enter(built, GUIDE, 45)
    (built / "out" / FILE).unlink()
    shape = status_json(open_workspace(built), look(built))
    assert {"issued", "differs", "blanks", "asked"} <= set(shape)
    assert shape["differs"] == [
        {
            "path": str((built / "out" / FILE).absolute()),
            "number": 45,
            "symbol": "HD-SM",
            "what": "tệp đã ban hành không còn ở chỗ cũ",
        }
    ]
    (issued,) = shape["issued"]
    assert (issued["date"], issued["deliverable"], issued["unit"]) == ("2026-03-20", GUIDE, None)


def test_the_register_and_every_table_go_to_a_workbook(built: Path, tmp_path: Path) -> None:
    enter(built, GUIDE, 45)
    workspace = open_workspace(built)
    write_register(workspace, tmp_path / "sổ.xlsx")
    write_tables(workspace, tmp_path / "bảng.xlsx")
    evidence = load_workbook(tmp_path / "sổ.xlsx").worksheets[0]
    assert [cell.value for cell in evidence[4]][1:4] == ["Hướng dẫn", "45", "HD-SM"]
    assert "Văn bản ban hành" in load_workbook(tmp_path / "bảng.xlsx").sheetnames
    with pytest.raises(UsageError, match="đuôi tệp"):
        write_register(workspace, tmp_path / "sổ.csv")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (("a", "b"), ("a", "b"), ()),
        (("a", "b"), ("a", "c"), ("đã ban hành “b”, theo kế hoạch nay là “c”",)),
        (("a",), ("a", "b"), ("kế hoạch nay thêm “b”",)),
        (("a", "b", "c"), ("a",), ("kế hoạch nay không còn “b / c”",)),
    ],
    ids=["nothing", "replaced", "added", "removed"],
)
def test_changes_are_told_passage_by_passage(
    before: tuple[str, ...], after: tuple[str, ...], told: tuple[str, ...]
) -> None:
    assert changes(before, after) == told


def test_drafts_in_the_folders_of_units_are_not_said_to_be_gone(built: Path) -> None:
    assert run(["batch", str(built), "--what", "ke-hoach-don-vi", "--jobs", "1"]) == 0
    assert "gone" not in {c.state for c in status(open_workspace(built)).changes}
