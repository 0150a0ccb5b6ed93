from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from vbgen.app.build import build
from vbgen.app.issue import Outcome, Request, digest_of, issue
from vbgen.app.opening import open_workspace
from vbgen.app.series import series_of
from vbgen.app.workspace import Workspace
from vbgen.errors import UserError
from vbgen.model.office import Settings

AT = datetime(2026, 12, 31, 9, tzinfo=UTC)
DAY = date(2026, 3, 20)
GUIDE, STEM = "2026-II-02.1", "2026-ii-02-1-huong-dan"
UNIT_FILE = "2026-iii-04-1-bao-cao-nv"
Enter = Callable[..., Outcome]


@pytest.fixture
def workspace(built: Path) -> Workspace:
    return open_workspace(built)


@pytest.fixture
def enter(workspace: Workspace) -> Enter:
    def one(what: str, number: str = "45", day: date | None = DAY, **more: Any) -> Outcome:
        return issue(open_workspace(workspace.root), Request(what, number, day, **more), AT)

    return one


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize(
    "name",
    [GUIDE, STEM, f"{STEM}.docx", f"{{out}}/{STEM}.docx"],
    ids=["code", "stem", "file name", "path"],
)  # fmt: skip
def test_a_draft_is_named_by_code_stem_or_file(
    enter: Enter, workspace: Workspace, name: str
) -> None:
    done = enter(name.replace("{out}", str(workspace.out)))
    d = done.document
    assert done.changed
    assert (d.number_symbol, d.issuer, d.subject) == ("45/HD-SM", "Sở Mẫu", "Nộp hồ sơ trực tuyến")
    assert (d.deliverable, d.file) == (GUIDE, "out/2026-ii-02-1-huong-dan.docx")
    assert d.digest
    assert open_workspace(workspace.root).issued() == (d,)


@pytest.mark.parametrize(
    ("what", "more", "symbol", "issuer"),
    [
        ("ke-hoach", {}, "KH-SM", "Sở Mẫu"),
        ("2026-III-04.3", {}, "SM-NV", "Sở Mẫu"),
        ("2026-III-04.4", {}, "2026/QĐ-UBND", "UBND tỉnh"),
        ("2026-III-04.5", {}, "KH-UBND", "UBND tỉnh"),
        ("2026-III-04.1", {"unit": "Phòng Nghiệp vụ"}, "BC-SM", "Sở Mẫu"),
        ("ke-hoach-don-vi-nv", {}, "KH-NV", "Phòng Nghiệp vụ"),
        (GUIDE, {"symbol": "HD-SNV", "issuer": "Sở Nội vụ"}, "HD-SNV", "Sở Nội vụ"),
        (GUIDE, {"issuer": "Trung tâm Dịch vụ"}, "HD-TT", "Trung tâm Dịch vụ"),
        ("2026-II-03.1", {"type": "bien-ban"}, "BB-SM", "Sở Mẫu"),
    ],
    ids=[
        "the plan", "a letter", "a normative decision", "led by the superior", "one unit of many",
        "a unit's own plan", "a body not in the register", "a unit instead of the office",
        "a paper for what is no document",
    ],
)  # fmt: skip
def test_symbol_and_issuer_follow_from_the_document(
    enter: Enter, what: str, more: dict[str, str], symbol: str, issuer: str
) -> None:
    d = enter(what, **more).document
    assert (d.symbol, d.issuer) == (symbol, issuer)


def test_number_and_symbol_may_be_typed_together(enter: Enter) -> None:
    d = enter(GUIDE, "045/HD-SMẫu").document
    assert (d.number, d.symbol) == (45, "HD-SMẫu")


def test_the_period_chooses_among_periodic_reports(enter: Enter) -> None:
    d = enter("2026-III-04.2", period="2026-Q1").document
    assert (d.period, d.file) == ("2026-Q1", "out/2026-iii-04-2-bao-cao-2026-q1.docx")


def test_a_paper_from_elsewhere_is_entered_by_its_file(enter: Enter, tmp_path: Path) -> None:
    scan = tmp_path / "ý kiến.pdf"
    scan.write_bytes(b"%PDF")
    d = enter(str(scan), "7/KH-SNV", issuer="Sở Nội vụ", subject="Kiểm tra  năm 2026").document
    assert (d.type, d.type_name, d.number_symbol) == ("ke-hoach", "Kế hoạch", "07/KH-SNV")
    assert (d.file, d.subject, d.issuer_code) == ("ý kiến.pdf", "Kiểm tra năm 2026", "")
    letter = enter(str(scan), "8", symbol="SNV-CC", issuer="Sở Nội vụ", subject="V/v x", unit="NV")
    assert letter.document.type == "cong-van"


def test_a_signed_file_from_elsewhere_stands_for_its_draft(
    enter: Enter, workspace: Workspace, tmp_path: Path
) -> None:
    signed = tmp_path / "đã ký" / f"{STEM}.docx"
    signed.parent.mkdir()
    signed.write_bytes((workspace.out / "ke-hoach.docx").read_bytes())
    d = enter(str(signed)).document
    assert (d.deliverable, d.file) == (GUIDE, signed.name)
    assert d.digest == digest_of(workspace.out / "ke-hoach.docx")


@pytest.mark.parametrize(
    ("unit", "file"),
    [("NV", f"out/{STEM}.docx"), ("TT", "")],
    ids=["the only lead: the draft itself", "another unit: a paper of its own"],
)
def test_a_unit_named_for_a_draft_that_is_not_per_unit(enter: Enter, unit: str, file: str) -> None:
    d = enter(GUIDE, unit=unit).document
    assert (d.deliverable, d.file) == (GUIDE, file)


REFUSED: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "unknown code": ("2026-IX-99.1", "1", {}, "không có văn bản nào"),
    "unknown file": ("khong-co.docx", "1", {}, "không có văn bản nào"),
    "a file that does not exist": ("x.pdf", "1", {"issuer": "Sở Y tế"}, "không có văn bản nào"),
    "no number": (GUIDE, "", {}, "thiếu số văn bản"),
    "number zero": (GUIDE, "0", {}, "không phải số văn bản"),
    "a word for a number": (GUIDE, "bốn", {}, "không phải số văn bản"),
    "no day": (GUIDE, "1", {"day": None}, "thiếu ngày ban hành"),
    "several units": ("2026-III-04.1", "1", {}, "có 3 văn bản"),
    "unknown unit": ("2026-III-04.1", "1", {"unit": "Phòng Lạ"}, "không có đơn vị này"),
    "several periods": ("2026-III-04.2", "1", {}, "có 4 văn bản"),
    "a period that is none": ("2026-III-04.2", "1", {"period": "quý 9"}, "không phải mã kỳ"),
    "another period": ("2026-III-04.2", "1", {"period": "2026-05"}, "không có văn bản của"),
    "a file of another unit": (UNIT_FILE, "1", {"unit": "TT"}, "không có văn bản của đơn vị"),
    "no symbol to infer": ("2026-II-03.1", "1", {}, "không suy được ký hiệu"),
    "unknown type": ("2026-II-03.1", "1", {"type": "giay-la"}, "không có loại văn bản"),
    "correcting what is not there": (GUIDE, "1", {"correct": "nhầm"}, "chưa có trong sổ"),
    "withdrawing what is not there": (GUIDE, "", {"withdraw": "nhầm"}, "chưa có trong sổ"),
    "a hidden character": (GUIDE, "1", {"subject": "a\x01b"}, "không thể có trong văn bản"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_changes_nothing(case: str, enter: Enter, workspace: Workspace) -> None:
    what, number, more, problem = REFUSED[case]
    before = snapshot(workspace.root)
    with pytest.raises(UserError, match=problem) as caught:
        enter(what, number, **more)
    assert all(p.required and p.remedy for p in caught.value.problems)
    assert snapshot(workspace.root) == before


def test_a_taken_number_changes_nothing(enter: Enter, workspace: Workspace) -> None:
    enter("2026-I-01.2")
    before = snapshot(workspace.root)
    with pytest.raises(UserError, match="số 45 năm 2026 đã cấp cho Báo cáo 45/BC-SM"):
        enter("2026-III-04.1", unit="NV")
    assert snapshot(workspace.root) == before


def test_the_same_command_twice_changes_nothing(enter: Enter, workspace: Workspace) -> None:
    enter(GUIDE)
    before = snapshot(workspace.root)
    again = enter(GUIDE)
    assert not again.changed
    assert snapshot(workspace.root) == before


def test_the_same_command_after_a_change_of_plan_changes_nothing(
    enter: Enter, workspace: Workspace
) -> None:
    enter(GUIDE)
    plan = workspace.root / "ke-hoach.yaml"
    text = plan.read_text(encoding="utf-8").replace("Nộp hồ sơ trực tuyến", "Nộp hồ sơ qua mạng")
    plan.write_text(text, encoding="utf-8")
    assert not enter(GUIDE).changed


def test_a_correction_changes_what_is_typed_and_keeps_the_rest(
    enter: Enter, workspace: Workspace
) -> None:
    first = enter(GUIDE, symbol="HD-SMẫu", subject="Nộp hồ sơ").document
    done = enter(GUIDE, "54", None, correct="gõ nhầm số")
    assert done.changed
    assert (done.document.number, done.document.issued) == (54, DAY)
    assert (done.document.symbol, done.document.subject) == (first.symbol, first.subject)
    assert not enter(GUIDE, "54", None, correct="gõ nhầm số").changed
    with workspace.records().reading() as book:
        assert {e.document.number: e.holds for e in book.issued.history()} == {45: False, 54: True}


def test_what_was_entered_by_mistake_can_be_withdrawn(enter: Enter, workspace: Workspace) -> None:
    enter(GUIDE)
    assert enter(GUIDE, "", None, withdraw="ghi nhầm văn bản").document.number == 45
    assert workspace.issued() == ()
    assert enter("2026-I-01.2", "45").changed


@pytest.mark.parametrize("what", [GUIDE, STEM], ids=["by code", "by file"])
def test_an_issued_file_is_not_built_again_while_others_are(
    enter: Enter, workspace: Workspace, what: str
) -> None:
    enter(what)
    frozen = workspace.out / f"{STEM}.docx"
    before = frozen.read_bytes()
    plan = workspace.root / "ke-hoach.yaml"
    text = plan.read_text(encoding="utf-8").replace("Trước ngày 31/3/2026", "Trước ngày 30/4/2026")
    plan.write_text(text.replace("Nộp hồ sơ trực tuyến", "Nộp hồ sơ"), encoding="utf-8")
    result = build(open_workspace(workspace.root), overwrite=True)
    states = {b.path.name: b.state for b in result.documents}
    assert states.pop(frozen.name) == "frozen"
    assert "frozen" not in states.values()
    assert "written" in states.values()
    assert frozen.read_bytes() == before


def test_a_draft_issued_by_its_code_stays_as_it_is_in_any_folder(
    enter: Enter, workspace: Workspace, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "nơi khác"
    build(workspace, out=elsewhere)
    for file in workspace.out.iterdir():
        file.unlink()
    enter(GUIDE)
    before = snapshot(elsewhere)
    build(open_workspace(workspace.root), [GUIDE], elsewhere)
    assert snapshot(elsewhere) == before


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2027, 1, 1), "ở sau ngày ghi sổ"), (date(2026, 3, 1), "số và ngày ngược với")],
    ids=["a day to come", "numbers against days"],
)
def test_what_is_odd_is_said_and_entered(enter: Enter, day: date, said: str) -> None:
    enter("2026-III-04.2", "44", period="2026-Q1")
    enter("2026-III-04.2", "50", date(2026, 7, 1), period="2026-06T")
    done = enter("2026-I-01.2", "46", day)
    assert done.changed
    assert said in " ".join(p.problem for p in done.remarks)


@pytest.mark.parametrize(
    ("setting", "slug", "series"),
    [
        ("", "ke-hoach-kiem-tra", "vp/ke-hoach"),
        ("", "cong-van-don-doc", "vp/cong-van"),
        ("", "phieu-trinh", "vp/phieu-trinh"),
        ("chung", "cong-van-don-doc", "vp/chung"),
        ("giay-moi+cong-van", "cong-van-don-doc", "vp/cong-van+giay-moi"),
        ("quyet-dinh + quy-che, giay-moi + cong-van", "giay-moi", "vp/cong-van+giay-moi"),
        ("quyet-dinh + quy-che", "ke-hoach", "vp/ke-hoach"),
    ],
    ids=["type", "letters", "outside", "one for all", "joined", "second of two", "not joined"],
)
def test_series_are_issuer_and_type_unless_joined(setting: str, slug: str, series: str) -> None:
    settings = Settings(values={"day_so": setting} if setting else {})
    assert series_of(settings, "VP", slug) == series


def test_an_unknown_type_in_the_setting_is_named() -> None:
    with pytest.raises(UserError, match='"quyet-din" không phải loại') as caught:
        series_of(Settings(values={"day_so": "quyet-din + quy-che"}), "VP", "ke-hoach")
    assert "quyet-dinh" in caught.value.problems[0].remedy
