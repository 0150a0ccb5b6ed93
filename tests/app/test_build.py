"""Drafts written: whole, the same each time, a person's edits kept, an issued file untouched."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from vbgen.app import manifest
from vbgen.app.build import build
from vbgen.app.opening import open_workspace
from vbgen.cli.main import run

GOOD = Path(__file__).parents[2] / "examples" / "ke-hoach-mau"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "viec"))


def built(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    code = run(["build", *arguments, "--format", "json"])
    return code, json.loads(capsys.readouterr().out)


def text_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_the_shape_of_the_answer(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = built(capsys, str(workspace))
    assert code == 0
    for entry in answer["documents"]:
        assert set(entry) == {"path", "type", "title", "unit", "unit_code", "period", "deliverable"}
        assert Path(entry["path"]).is_absolute()
        assert Path(entry["path"]).is_file()
    assert {"deliverable", "type", "title", "reason"} == set(answer["declined"][0])


def test_which_is_a_type_a_code_or_a_stem(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, everything = built(capsys, str(workspace))
    guide = next(d for d in everything["documents"] if d["type"] == "huong-dan")
    for which in ("huong-dan", "2026-II-02.1", Path(guide["path"]).stem):
        _, answer = built(capsys, str(workspace), which)
        assert answer["documents"] == [guide]


def test_the_title_stands_in_the_properties_and_the_language_is_vietnamese(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, answer = built(capsys, str(workspace), "ke-hoach")
    entry = answer["documents"][0]
    properties = docx.Document(entry["path"]).core_properties
    assert properties.title == entry["title"]
    assert "vi-VN" in zipfile.ZipFile(entry["path"]).read("word/styles.xml").decode("utf-8")


def test_the_same_input_gives_the_same_bytes(workspace: Path, tmp_path: Path) -> None:
    one = build(open_workspace(workspace), out=tmp_path / "1")
    two = build(open_workspace(workspace), out=tmp_path / "2")
    assert [d.path.read_bytes() for d in one.documents] == [
        d.path.read_bytes() for d in two.documents
    ]
    assert (tmp_path / "1" / manifest.NAME).read_bytes() == (
        tmp_path / "2" / manifest.NAME
    ).read_bytes()


def test_the_manifest_names_no_absolute_path(workspace: Path) -> None:
    build(open_workspace(workspace))
    text = (workspace / "out" / manifest.NAME).read_text(encoding="utf-8")
    assert str(workspace) not in text
    assert set(manifest.read(workspace / "out")) == {
        p.name for p in (workspace / "out").glob("*.docx")
    }


def edit(path: Path) -> str:
    document = docx.Document(str(path))
    document.add_paragraph("Câu do người soạn thêm.")
    document.save(str(path))
    return path.name


def change_plan(workspace: Path) -> None:
    plan = workspace / "ke-hoach.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("khang trang", "sạch đẹp"), "utf-8")


def test_an_edited_draft_is_kept_and_the_new_one_lies_beside(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, answer = built(capsys, str(workspace), "ke-hoach")
    path = Path(answer["documents"][0]["path"])
    edit(path)
    change_plan(workspace)
    code, answer = built(capsys, str(workspace), "ke-hoach")
    assert code == 1
    assert "Câu do người soạn thêm." in text_of(path)
    assert "sạch đẹp" in text_of(Path(answer["documents"][0]["path"]))
    assert run(["build", str(workspace), "ke-hoach", "--overwrite"]) == 0
    assert "Câu do người soạn thêm." not in text_of(path)
    assert not path.with_name("ke-hoach.moi.docx").exists()  # it is the draft now


def test_what_is_not_drafted_is_said_also_where_the_drafts_are_chosen(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert built(capsys, str(workspace), "--task", "3")[1]["declined"][0]["type"] == "khac"
    assert built(capsys, str(workspace), "--task", "2")[1]["declined"] == []
    assert run(["build", str(workspace), "--task", "3"]) == 0
    assert "không soạn 1." in capsys.readouterr().err


def test_a_misnamed_file_is_found_by_its_likeness(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / "don-vi.yaml").rename(workspace / "donvi.yaml")
    assert run(["build", str(workspace)]) == 2
    assert 'đổi tên "donvi.yaml" thành "don-vi.yaml"' in capsys.readouterr().err


def test_an_untouched_draft_follows_the_plan(workspace: Path) -> None:
    first = build(open_workspace(workspace), ["ke-hoach"]).documents[0]
    change_plan(workspace)
    second = build(open_workspace(workspace), ["ke-hoach"])
    assert second.exit_code == 0
    assert "sạch đẹp" in text_of(first.path)


def test_a_file_that_no_manifest_vouches_for_is_never_overwritten(workspace: Path) -> None:
    path = workspace / "out" / "ke-hoach.docx"
    path.parent.mkdir()
    path.write_bytes(b"another program's file")
    result = build(open_workspace(workspace), ["ke-hoach"])
    assert path.read_bytes() == b"another program's file"
    assert result.documents[0].path.name == "ke-hoach.moi.docx"


def test_a_template_of_the_workspace_comes_before_the_shipped_one(workspace: Path) -> None:
    own = workspace / "templates" / "docx" / "huong-dan.docx"
    own.parent.mkdir(parents=True)
    document = docx.Document()
    document.add_paragraph("Mẫu riêng: {{ tieu_de }}")
    document.save(str(own))
    made = build(open_workspace(workspace), ["huong-dan"]).documents[0]
    assert "Mẫu riêng: Hướng dẫn" in text_of(made.path)


def test_a_template_that_asks_for_what_is_not_offered_writes_nothing(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = workspace / "templates" / "docx" / "huong-dan.docx"
    own.parent.mkdir(parents=True)
    document = docx.Document()
    document.add_paragraph("{{ co_quan.khong_co }}")
    document.save(str(own))
    assert run(["build", str(workspace)]) == 2
    assert "khong_co" in capsys.readouterr().err
    assert not list((workspace / "out").glob("*")) if (workspace / "out").exists() else True


def test_an_output_that_cannot_be_written_ends_with_2(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "tep"
    blocked.write_text("một tệp", encoding="utf-8")
    assert run(["build", str(workspace), "-o", str(blocked / "con")]) == 2
    assert "không ghi được" in capsys.readouterr().err


HOSTILE = "Sở A & B <c> \"d\" 'e' {{ f }} {% g %} 100% \\n {# h #}"


def test_text_arrives_exactly_as_typed(workspace: Path) -> None:
    plan = workspace / "ke-hoach.yaml"
    text = plan.read_text(encoding="utf-8")
    quoted = HOSTILE.replace("'", "''")
    text = text.replace("muc_tieu: Nơi tiếp dân khang trang", f"muc_tieu: '{quoted}'")
    text = text.replace("san_pham: Nơi tiếp nhận hồ sơ", f"san_pham: '{quoted}'")
    plan.write_text(text, encoding="utf-8")
    made = build(open_workspace(workspace), ["ke-hoach"]).documents[0]
    assert text_of(made.path).count(HOSTILE) == 2


def test_emphasis_becomes_italic_and_bold_and_a_star_can_be_kept(workspace: Path) -> None:
    plan = workspace / "ke-hoach.yaml"
    text = plan.read_text(encoding="utf-8")
    text = text.replace("a) Mỗi việc có", "a) **Mỗi** *việc* 2 \\* 3 có")
    plan.write_text(text, encoding="utf-8")
    made = build(open_workspace(workspace), ["ke-hoach"]).documents[0]
    line = next(p for p in docx.Document(str(made.path)).paragraphs if p.text.startswith("a) Mỗi"))
    assert line.text.startswith("a) Mỗi việc 2 * 3 có")
    assert [r.text for r in line.runs if r.bold] == ["Mỗi"]
    assert [r.text for r in line.runs if r.italic] == ["việc"]


def test_a_citation_is_full_once_and_short_afterwards(workspace: Path) -> None:
    made = build(open_workspace(workspace), ["ke-hoach"]).documents[0]
    text = text_of(made.path)
    assert text.count("Kế hoạch số 05/KH-UBND ngày 05/01/2026 của UBND tỉnh") == 1
    assert text.count("05/KH-UBND") == 2
