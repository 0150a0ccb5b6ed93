import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from vbgen.cli.main import run
from vbgen.records import Records

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> str:
    target = shutil.copytree(ROOT / "examples" / "ke-hoach-mau", tmp_path / "việc")
    return str(target)


def test_issue_then_status_in_text(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["issue", folder, "ke-hoach", "--number", "5", "--date", "2026-01-15"]) == 0
    assert capsys.readouterr().out == (
        "Đã ghi sổ: Kế hoạch số 05/KH-SM ngày 15 tháng 01 năm 2026 của Sở Mẫu"
        " về nâng cao chất lượng phục vụ của Sở Mẫu năm 2026.\n"
    )
    assert run(["issue", folder, "2026-I-01.1", "--number", "5", "--date", "15/1/2026"]) == 0
    assert capsys.readouterr().out.startswith("Sổ đã có sẵn, không đổi: Kế hoạch số 05/KH-SM")
    assert run(["status", folder]) == 0
    out = capsys.readouterr().out
    assert "Đã ban hành (1)\n  Kế hoạch số 05/KH-SM" in out
    assert "Điều cần hỏi (0)" in out


def test_json_is_alone_on_standard_output(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    args = ["issue", folder, "2026-II-02.1", "--number", "45", "--date", "2026-03-29"]
    assert run([*args, "--as-of", "2026-03-20", "--format", "json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["issued"]["symbol"] == "HD-SM"
    assert "ở sau ngày ghi sổ" in told.err
    assert run(["status", folder, "--format", "json"]) == 0
    shape = json.loads(capsys.readouterr().out)
    assert [d["number"] for d in shape["issued"]] == [45]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["2026-I-01.1", "--number", "1", "--date", "30/2/2026"], "không phải ngày có thật"),
        (["2026-I-01.9", "--number", "1", "--date", "3/2/2026"], "không có văn bản nào"),
        (["2026-I-01.1", "--number", "x", "--date", "3/2/2026"], "không phải số văn bản"),
        (["2026-I-01.1", "--date", "3/2/2026"], "thiếu số văn bản"),
        (["2026-I-01.1", "--number", "1"], "thiếu ngày"),
    ],
    ids=["impossible day", "unknown document", "no number", "number missing", "day missing"],
)
def test_a_refused_entry_ends_with_2_and_makes_no_file(
    folder: str, arguments: list[str], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["issue", folder, *arguments, "--format", "json"]) == 2
    (error,) = json.loads(capsys.readouterr().out)["errors"]
    assert problem in error["problem"]
    assert error["remedy"]
    assert not (Path(folder) / "so-theo-doi.sqlite").exists()


def test_a_taken_number_ends_with_2(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    day = ["--date", "2026-03-29"]
    assert run(["issue", folder, "ke-hoach", "--number", "45", *day]) == 0
    assert run(["issue", folder, "ke-hoach-don-vi-nv", "--number", "45", *day]) == 0, "its own"
    own = ["--issuer", "SM", "--correct", "do Sở ban hành"]
    assert run(["issue", folder, "ke-hoach-don-vi-nv", *own]) == 2
    assert "đã cấp cho Kế hoạch 45/KH-SM" in capsys.readouterr().err


def test_correct_and_withdraw(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    entry = ["issue", folder, "ke-hoach"]
    assert run([*entry, "--number", "45", "--date", "2026-03-29"]) == 0
    assert run([*entry, "--number", "54", "--correct", "gõ nhầm"]) == 0
    assert "số 54/KH-SM ngày 29 tháng 3" in capsys.readouterr().out
    assert run([*entry, "--withdraw", "chưa ký"]) == 0
    assert "Đã rút khỏi sổ: Kế hoạch số 54/KH-SM" in capsys.readouterr().out


def test_the_register_goes_to_workbooks(folder: str, tmp_path: Path) -> None:
    run(["issue", folder, "ke-hoach", "--number", "45", "--date", "2026-03-29"])
    one, all_of_it = tmp_path / "sổ.xlsx", tmp_path / "bảng.xlsx"
    assert run(["status", folder, "--register", str(one), "--export", str(all_of_it)]) == 0
    assert one.read_bytes()[:2] == all_of_it.read_bytes()[:2] == b"PK"
    assert run(["status", folder, "--register", str(tmp_path / "sổ.pdf")]) == 2


def test_of_two_commands_at_once_that_want_one_number_one_gets_it(folder: str) -> None:
    def start(what: str) -> "subprocess.Popen[str]":
        arguments = [folder, what, "--number", "45", "--date", "2026-03-29", "--symbol", "KH-SM"]
        return subprocess.Popen(
            [sys.executable, "-m", "vbgen", "issue", *arguments, "--issuer", "SM"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1"},
        )

    both = [start("ke-hoach"), start("ke-hoach-don-vi-nv")]
    told = [process.communicate(timeout=60) for process in both]
    assert sorted(process.returncode for process in both) == [0, 2], told
    assert len(Records(Path(folder) / "so-theo-doi.sqlite").issued()) == 1
    assert "số 45 năm 2026 đã cấp" in "".join(err for _, err in told)
