"""Documents staged, recorded and moved: what cannot be recorded is not moved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vbgen.batch.manifest import Entry
from vbgen.batch.writing import (
    BESIDE_IT,
    FROZEN,
    MADE,
    SAME,
    Desk,
    There,
    reason_of,
    state_of,
)
from vbgen.errors import UsageError

ENTRY = Entry("a/b.docx", "cong-van", "Công văn", "Xã Một", "1", None, None, "d", file="f")


def test_a_document_is_recorded_and_in_place(tmp_path: Path) -> None:
    final = tmp_path / "out" / "a" / "b.docx"
    desk = Desk(tmp_path, "w1")
    desk.stage(b"document", final, ENTRY)
    assert not final.exists()
    assert desk.place() == {}
    assert final.read_bytes() == b"document"
    assert json.loads((tmp_path / "w1.jsonl").read_text(encoding="utf-8"))["path"] == ENTRY.path
    assert not list(tmp_path.glob("*.docx"))


def test_without_a_record_nothing_is_moved(tmp_path: Path) -> None:
    (tmp_path / "w1.jsonl").mkdir()
    final = tmp_path / "b.docx"
    desk = Desk(tmp_path, "w1")
    desk.stage(b"document", final, ENTRY)
    assert set(desk.place()) == {ENTRY.path}
    assert not list(tmp_path.glob("*.docx"))


def test_what_lies_beside_a_person_s_file_is_not_vouched_for(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "w1")
    desk.stage(b"document", tmp_path / "b.moi.docx", ENTRY, vouch=False)
    assert desk.place() == {}
    assert not (tmp_path / "w1.jsonl").exists()


@pytest.mark.parametrize(
    ("there", "frozen", "overwrite", "state"),
    [
        (There(), False, False, MADE),
        (There(), True, False, MADE),
        (There("new"), False, False, SAME),
        (There("new"), True, False, FROZEN),
        (There("old", entry=ENTRY), False, False, MADE),
        (There("old", entry=ENTRY), True, True, FROZEN),
        (There("other"), False, False, BESIDE_IT),
        (There("other"), False, True, MADE),
        (There("", torn=True), False, False, MADE),
        (There(""), False, False, BESIDE_IT),
    ],
    ids=[
        "no file", "issued and gone", "the same already", "issued", "ours", "issued, overwrite",
        "a person's", "a person's, overwrite", "torn", "locked by a password",
    ],
)  # fmt: skip
def test_what_is_done_follows_from_what_is_there(
    there: There, frozen: bool, overwrite: bool, state: str
) -> None:
    assert state_of(there, "new", frozen=frozen, overwrite=overwrite) == state


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "x"), "đang mở trong Word"),
        (OSError(28, "x"), "đĩa đã đầy"),
        (UsageError.at("mẫu", "hỏng"), "mẫu: hỏng"),
        (ZeroDivisionError("x"), "lỗi của vbgen"),
    ],
    ids=["open in Word", "disk full", "an error with its place", "a defect"],
)
def test_a_reason_is_told_in_plain_words(error: Exception, said: str) -> None:
    assert said in reason_of(error)
