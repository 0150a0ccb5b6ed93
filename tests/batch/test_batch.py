"""A batch: every unit's documents once, made anew only where something changed, edits kept."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from vbgen import resources
from vbgen.app.batch import Asked, BatchResult, Means, batch, planned, planned_with_remarks
from vbgen.app.build import build
from vbgen.app.country import GROUP
from vbgen.app.opening import open_workspace
from vbgen.batch import journal, manifest
from vbgen.cli.main import run
from vbgen.render import content_digest
from vbgen.render.package import members

Tree = Callable[[Path], dict[str, bytes]]
PER_UNIT, UNITS = 10, 4
ALL = PER_UNIT * UNITS
LETTER = "cong-van-giao-viec"


def made(country: Path, out: Path, asked: Asked | None = None, processes: int = 1) -> BatchResult:
    return batch(open_workspace(country), out, asked or Asked(), Means(processes))


def stamps(out: Path) -> dict[str, int]:
    return {p.relative_to(out).as_posix(): p.stat().st_mtime_ns for p in out.rglob("*.docx")}


def changed(before: dict[str, int], after: dict[str, int]) -> set[str]:
    return {name for name, stamp in after.items() if before.get(name) != stamp}


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8-sig")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8", newline="")


def test_each_commune_gets_ten_documents_in_a_folder_of_its_own(shipped: Path) -> None:
    jobs = planned(open_workspace(shipped), Asked())
    assert len(jobs) == ALL
    folders = {job.path.split("/")[0] for job in jobs}
    assert len(folders) == len({job.unit_code for job in jobs}) == UNITS
    assert len({job.path.casefold() for job in jobs}) == ALL
    assert all(job.path.isascii() and len(job.path) < 160 for job in jobs)


def test_the_list_is_shown_without_writing(
    country: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    code = run(["batch", str(country), "--dry-run", "--format", "json", "-o", str(out)])
    shown = json.loads(capsys.readouterr().out)
    assert (code, set(shown)) == (0, {"jobs"})
    assert all(set(job) == {"path", "type", "unit"} for job in shown["jobs"])
    assert len(shown["jobs"]) == ALL
    assert not out.exists()


def test_types_and_units_narrow_the_list(shipped: Path) -> None:
    workspace = open_workspace(shipped)
    unit = next(u for u in workspace.register.units if u.inside)
    jobs = planned(workspace, Asked(what=(LETTER, "ke-hoach-don-vi"), units=(unit.code,)))
    assert {(job.type, job.unit_code) for job in jobs} == {
        (LETTER, unit.code),
        ("ke-hoach-don-vi", unit.code),
    }


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--what", "cong-van-giao-viecc"], 'có phải "cong-van-giao-viec"?'),
        (["--what", "ke-hoach"], "không có văn bản nào theo từng đơn vị"),
        (["--units", "Xã Không Có"], "không có đơn vị"),
        (["--what", "2026-I-01.2"], "vbgen build THƯ_MỤC 2026-I-01.2"),
        (["--what", "2026-II-05.1"], "không phải văn bản"),
        (["--what", ""], "không ghi loại hay mã nào"),
        (["--units", "xa", "--all"], "--all"),
        (["--units", " , "], "không ghi đơn vị nào"),
    ],
    ids=[
        "a type misspelt",
        "a type that is not per unit",
        "an unknown unit",
        "made once, by build",
        "no document at all",
        "no type",
        "both choices",
        "no unit",
    ],
)
def test_wrong_use_ends_with_2_and_writes_nothing(
    options: list[str], said: str, country: Path, tmp_path: Path, capsys: Any
) -> None:
    out = tmp_path / "out"
    assert run(["batch", str(country), "-o", str(out), *options]) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_a_batch_makes_what_build_makes(country: Path, tmp_path: Path) -> None:
    made(country, tmp_path / "batch")
    built = build(open_workspace(country), [LETTER], tmp_path / "build")
    ours = {p.name: p.read_bytes() for p in (tmp_path / "batch").rglob("*.docx")}
    assert len(built.documents) == UNITS
    for document in built.documents:
        assert ours[document.path.name] == document.path.read_bytes()


def test_the_number_of_processes_changes_no_byte(country: Path, tmp_path: Path, tree: Tree) -> None:
    assert made(country, tmp_path / "1").counts["made"] == ALL
    assert made(country, tmp_path / "2", processes=2).counts["made"] == ALL
    assert tree(tmp_path / "1") == tree(tmp_path / "2")
    assert not (tmp_path / "2" / journal.NAME).exists()


def test_the_manifest_tells_each_document_without_an_absolute_path(
    country: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    made(country, out)
    text = (out / manifest.NAME).read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    entries = manifest.read(out)
    assert len(entries) == ALL
    for path, entry in entries.items():
        data = (out / path).read_bytes()
        assert (entry.bytes, entry.digest) == (len(data), content_digest(data))
        assert entry.title
        assert entry.unit
        assert entry.template
        assert entry.data
        assert (entry.state, entry.findings) == ("made", ())


def listed(out: Path) -> list[dict[str, Any]]:
    """The rows of the workbook by their headings; ``link``: where the file's cell leads."""
    sheet = load_workbook(io.BytesIO((out / "manifest.xlsx").read_bytes())).active
    assert sheet is not None
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
    head, *rows = sheet.iter_rows()
    names = [str(cell.value) for cell in head]
    return [
        {
            **{name: cell.value for name, cell in zip(names, row, strict=True)},
            "link": next((c.hyperlink.target for c in row if c.hyperlink), None),
        }
        for row in rows
    ]


def test_the_clerk_reads_the_manifest_in_excel(country: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    job = planned(open_workspace(country), Asked())[0]
    (out / job.path).mkdir(parents=True)
    made(country, out)
    failed, *others = listed(out)
    assert len(others) == ALL - 1
    assert {row["Tệp"] for row in others} | {job.path} == set(manifest.read(out))
    assert {row["Trạng thái"] for row in others} == {"đã soạn"}
    assert all(row["link"] == row["Tệp"] for row in others)
    assert {row["Loại"] for row in others} >= {"Công văn giao việc cho từng đơn vị", "Thông báo"}
    assert (failed["Trạng thái"], failed["link"]) == ("không soạn được", None)
    assert "là một thư mục" in failed["Lý do"]


def test_a_second_run_makes_nothing(country: Path, tmp_path: Path, tree: Tree) -> None:
    out = tmp_path / "out"
    made(country, out)
    before, files = stamps(out), tree(out)
    assert made(country, out).counts == {
        "made": 0, "same": ALL, "beside": 0, "frozen": 0, "failed": 0
    }  # fmt: skip
    assert (stamps(out), tree(out)) == (before, files)


def test_only_what_a_change_of_data_concerns_is_made_anew(country: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    made(country, out)
    before = stamps(out)
    unit = next(u for u in open_workspace(country).register.units if u.inside)
    replaced(country / "don-vi.csv", f"{unit.code},{unit.name},", f"{unit.code},UBND xã Mới,")
    result = made(country, out)
    assert result.exit_code == 0
    new = {name for name in changed(before, stamps(out)) if name not in before}
    assert len(new) == PER_UNIT  # the folder bears the unit's name
    assert changed(before, stamps(out)) == new
    (told,) = result.remarks
    assert f"{PER_UNIT} văn bản của lần soạn trước không còn" in told.problem
    left = {path for path, entry in manifest.read(out).items() if entry.state == "left"}
    assert {path.split("/")[0] for path in left} == {str(told.place)}
    assert {r["Tệp"] for r in listed(out) if r["Trạng thái"] == "không còn cần"} == left


def test_a_unit_that_left_the_register_is_told_until_its_files_are_gone(
    country: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    made(country, out)
    register = country / "don-vi.csv"
    *others, last = register.read_text(encoding="utf-8-sig").splitlines()
    register.write_text("\n".join(others), encoding="utf-8")
    folder = next(p for p in out.iterdir() if p.name.startswith(last.split(",")[0]))
    some = Asked(units=(others[-1].split(",")[0],))
    assert folder.name in [str(p.place) for p in made(country, out, some).remarks]
    shutil.rmtree(folder)
    assert made(country, out).remarks == ()
    assert len(manifest.read(out)) == ALL - PER_UNIT
    assert {entry.state for entry in manifest.read(out).values()} == {"made"}


def test_what_build_says_of_the_plan_is_said_once(
    country: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replaced(
        country / "ke-hoach.yaml", "được phục vụ theo cùng", "ở cấp huyện được phục vụ theo cùng"
    )
    replaced(
        country / "ke-hoach.yaml", "Theo dõi thời gian", "Cùng UBND cấp huyện theo dõi thời gian"
    )
    said = []
    for arguments in (
        ["build", str(country), LETTER, "-o", str(tmp_path / "build")],
        ["batch", str(country), "--what", LETTER, "-o", str(tmp_path / "batch")],
        ["batch", str(country), "--what", LETTER, "--dry-run"],
    ):
        assert run(arguments) == 0
        said.append([line for line in capsys.readouterr().err.splitlines() if "Lưu ý" in line])
    assert [len(lines) for lines in said] == [1, 1, 1]
    assert "cấp huyện" in said[0][0]
    assert said[0] == said[1] == said[2]


def test_a_unit_chosen_that_gets_nothing_is_named(shipped: Path) -> None:
    found = planned_with_remarks(open_workspace(shipped), Asked(units=("VPB", "xa")))
    assert found.jobs
    assert "1 đơn vị được chọn không có văn bản nào: Văn phòng Bộ" in found.remarks[0].problem


def test_a_unit_s_folder_is_the_same_whatever_units_are_chosen(country: Path) -> None:
    register = country / "don-vi.csv"
    more = "\n".join(f"{code},UBND xã Mới,,,xa,,,,,,{GROUP}" for code in ("cÓn", "CON", "ĐE", "de"))
    with register.open("a", encoding="utf-8") as file:
        file.write(more.replace(GROUP, f'"{GROUP}"'))
    workspace = open_workspace(country)
    every = {job.unit_code: job.path for job in planned(workspace, Asked(what=(LETTER,)))}
    assert len({path.split("/")[0].casefold() for path in every.values()}) == len(every)
    for code in ("cÓn", "CON", "ĐE", "de"):
        (job,) = planned(workspace, Asked(what=(LETTER,), units=(f"ma:{code}",)))
        assert job.path == every[code]


@pytest.mark.parametrize("name", ["manifest.xlsx", "manifest.json"])
def test_a_manifest_that_cannot_be_written_hides_no_outcome(
    name: str, country: Path, tmp_path: Path, tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    out, whole = tmp_path / "out", tmp_path / "whole"
    made(country, whole)
    (out / name).mkdir(parents=True)
    arguments = ["batch", str(country), "-o", str(out)]
    assert run(arguments) == 1
    said = capsys.readouterr().err
    assert f"{name} · không ghi được" in said
    assert f"đã soạn {ALL}" in said
    (out / name).rmdir()
    assert run(arguments) == 0
    assert f"giữ nguyên {ALL}" in capsys.readouterr().err
    assert tree(out) == tree(whole)


def test_a_damaged_manifest_is_told(country: Path, tmp_path: Path, tree: Tree) -> None:
    out = tmp_path / "out"
    made(country, out)
    files = tree(out)
    (out / manifest.NAME).write_text('{"version": 1, "docu', encoding="utf-8")
    result = made(country, out)
    assert (result.counts["same"], [p.place for p in result.remarks]) == (ALL, [manifest.NAME])
    assert tree(out) == files


def test_a_folder_that_is_a_file_is_named(
    country: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gui").write_text("a file", encoding="utf-8")
    assert run(["batch", str(country), "-o", str(tmp_path / "gui")]) == 2
    assert "gui · không ghi được: đã có tệp trùng tên" in capsys.readouterr().err


def test_other_files_of_the_workspace_are_no_input(country: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    made(country, out)
    (country / "~$bo-sung.xlsx").write_bytes(b"held by Excel")
    before = manifest.read(out)
    made(country, out, Asked(overwrite=True))
    assert manifest.read(out) == before


def test_only_documents_of_a_changed_template_are_made_anew(country: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    made(country, out)
    before = stamps(out)
    own = country / "templates" / "docx" / f"{LETTER}.docx"
    parts = members(resources.template(LETTER).read_bytes())
    with zipfile.ZipFile(own, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data.replace("Đề nghị".encode(), "Mời".encode()))
    result = made(country, out)
    assert result.counts["made"] == UNITS
    assert all(f"{LETTER}-" in name for name in changed(before, stamps(out)))


def test_a_person_s_edit_is_kept_and_the_new_draft_lies_beside(
    country: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    made(country, out)
    path = next(p for p in sorted(out.rglob("*.docx")) if LETTER in p.name)
    other = next(p for p in sorted(out.rglob("*.docx")) if "thong-bao" in p.name)
    path.write_bytes(other.read_bytes())
    result = made(country, out)
    assert (result.exit_code, result.counts["beside"]) == (1, 1)
    assert path.read_bytes() == other.read_bytes()
    beside = path.with_name(f"{path.stem}.moi.docx")
    entry = manifest.read(out)[path.relative_to(out).as_posix()]
    assert (entry.state, entry.digest) == ("beside", content_digest(beside.read_bytes()))
    assert made(country, out).counts["beside"] == 1  # and again, as long as the edit is there
    assert made(country, out, Asked(overwrite=True)).exit_code == 0
    assert path.read_bytes() == beside.read_bytes()


def test_a_file_of_unknown_origin_is_not_overwritten(country: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    job = planned(open_workspace(country), Asked())[0]
    strange = country.parent / "strange.docx"
    build(open_workspace(country), ["ke-hoach"], tmp_path / "b")
    strange = tmp_path / "b" / "ke-hoach.docx"
    (out / job.path).parent.mkdir(parents=True)
    (out / job.path).write_bytes(strange.read_bytes())
    assert made(country, out).counts["beside"] == 1
    assert (out / job.path).read_bytes() == strange.read_bytes()


@pytest.mark.parametrize("left", [b"", b"PK\x03\x04 half of it"], ids=["empty", "cut off"])
def test_a_damaged_file_is_made_again(left: bytes, country: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    made(country, out)
    path = min(out.rglob("*.docx"))
    whole = path.read_bytes()
    path.write_bytes(left)
    assert made(country, out).counts["made"] == 1
    assert path.read_bytes() == whole


def test_a_file_locked_by_a_password_is_a_person_s(country: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    made(country, out)
    path = min(out.rglob("*.docx"))
    locked = bytes.fromhex("d0cf11e0a1b11ae1") + b"as Word writes it"
    path.write_bytes(locked)
    assert made(country, out).counts["beside"] == 1
    assert path.read_bytes() == locked


def test_a_missing_file_is_made_again(country: Path, tmp_path: Path, tree: Tree) -> None:
    out = tmp_path / "out"
    made(country, out)
    files = tree(out)
    min(out.rglob("*.docx")).unlink()
    assert made(country, out).counts["made"] == 1
    assert tree(out) == files


def test_a_target_that_cannot_be_written_fails_alone(
    country: Path, tmp_path: Path, tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    out, whole = tmp_path / "out", tmp_path / "whole"
    made(country, whole)
    jobs = planned(open_workspace(country), Asked())
    (out / jobs[0].path).mkdir(parents=True)
    folder = jobs[-1].path.split("/")[0]
    (out / folder).write_text("a file where a folder has to be", encoding="utf-8")
    arguments = ["batch", str(country), "-o", str(out), "--jobs", "2", "--format", "json"]
    assert run(arguments) == 1
    shown = json.loads(capsys.readouterr().out)
    assert shown["counts"]["failed"] == 1 + PER_UNIT
    assert shown["counts"]["made"] == ALL - 1 - PER_UNIT
    assert "là một thư mục" in shown["jobs"][0]["reason"]
    entry = manifest.read(out)[jobs[0].path]
    assert (entry.state, entry.digest) == ("failed", "")
    (out / jobs[0].path).rmdir()
    (out / folder).unlink()
    assert run(arguments) == 0
    assert tree(out) == tree(whole)


def test_a_failed_template_stops_its_documents_alone(country: Path, tmp_path: Path) -> None:
    (country / "templates" / "docx" / f"{LETTER}.docx").write_bytes(b"no Word document")
    result = made(country, tmp_path / "out")
    assert (result.counts["failed"], result.counts["made"]) == (UNITS, ALL - UNITS)
    failed = next(o.entry for o in result.outcomes if o.state == "failed")
    assert f"{LETTER}.docx" in failed.reason


def test_an_issued_document_is_never_touched(country: Path, tmp_path: Path) -> None:
    out = country / "out"
    made(country, out)
    path = next(p for p in sorted(out.rglob("*.docx")) if LETTER in p.name)
    name = path.relative_to(country).as_posix()
    issue = ["issue", str(country), str(path), "--number", "7", "--date", "15/01/2026"]
    assert run(issue) == 0, name
    before = path.read_bytes()
    result = made(country, out, Asked(overwrite=True))
    assert result.counts["frozen"] == 1
    assert path.read_bytes() == before


def test_documents_of_other_commands_stay_in_the_manifest(country: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    workspace = open_workspace(country)
    build(workspace, ["ke-hoach"], out)
    made(country, out)
    build(workspace, ["ke-hoach"], out)
    assert len(manifest.read(out)) == ALL + 1
    assert made(country, out).counts["same"] == ALL


def test_status_finds_a_batch_s_drafts_in_their_folders(
    country: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made(country, country / "out")
    capsys.readouterr()
    run(["status", str(country), "--format", "json"])
    changes = json.loads(capsys.readouterr().out)["changes"]
    assert {Path(c["path"]).stem for c in changes} == {"ke-hoach", "2026-i-01-2-bao-cao"}
    assert {c["state"] for c in changes} == {"new"}


def test_a_part_made_first_is_not_made_twice(country: Path, tmp_path: Path, tree: Tree) -> None:
    out, whole = tmp_path / "out", tmp_path / "whole"
    made(country, whole)
    assert made(country, out, Asked(what=(LETTER,))).counts["made"] == UNITS
    result = made(country, out)
    assert (result.counts["same"], result.counts["made"]) == (UNITS, ALL - UNITS)
    assert tree(out) == tree(whole)
