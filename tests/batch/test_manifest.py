"""The manifest: read back as written, tolerant of other versions, with room for findings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbgen.batch import journal, manifest
from vbgen.batch.manifest import Entry, as_line, from_plain
from vbgen.errors import UsageError

ENTRY = Entry("a/b.docx", "cong-van", "Công văn V/v x", "Xã Một", "1", None, "2026-I-01.1", "d")

texts = st.text(max_size=20)
entries = st.builds(
    Entry, path=texts, type=texts, title=texts, unit=st.none() | texts, unit_code=st.none() | texts,
    period=st.none() | texts, deliverable=st.none() | texts, digest=texts,
    blanks=st.lists(texts, max_size=3).map(tuple), reason=texts, bytes=st.integers(0),
    findings=st.lists(texts, max_size=2).map(tuple),
)  # fmt: skip


@given(entries)
def test_an_entry_is_read_back_from_its_line(entry: Entry) -> None:
    line = as_line(entry)
    assert "\n" not in line
    assert from_plain(json.loads(line)) == entry


def test_a_manifest_is_read_back_by_path(tmp_path: Path) -> None:
    manifest.write(tmp_path, [ENTRY])
    assert manifest.read(tmp_path) == {"a/b.docx": ENTRY}


def test_names_of_a_later_version_are_no_hindrance(tmp_path: Path) -> None:
    raw = {**json.loads(as_line(ENTRY)), "later": 1}
    (tmp_path / manifest.NAME).write_text(json.dumps({"documents": [raw]}), encoding="utf-8")
    assert manifest.read(tmp_path) == {"a/b.docx": ENTRY}


@pytest.mark.parametrize("text", ["", "{", '{"documents": 1}', '{"documents": [{}]}'])
def test_an_unreadable_manifest_vouches_for_nothing(text: str, tmp_path: Path) -> None:
    (tmp_path / manifest.NAME).write_text(text, encoding="utf-8")
    assert manifest.read(tmp_path) == {}


def test_a_line_cut_off_by_a_kill_is_left_out(tmp_path: Path) -> None:
    folder = tmp_path / journal.NAME
    folder.mkdir()
    (folder / "1.jsonl").write_text(f"{as_line(ENTRY)}\n{as_line(ENTRY)[:50]}", encoding="utf-8")
    assert journal.left(tmp_path) == {"a/b.docx": (ENTRY,)}


def test_two_batches_do_not_share_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_PATIENCE", 0.0)
    refused = pytest.raises(UsageError, match="một lệnh vbgen batch khác")
    with journal.workplace(tmp_path), refused, journal.workplace(tmp_path):
        pytest.fail("the second must not get in")
    with journal.workplace(tmp_path):  # the lock is free again
        journal.clear(tmp_path)


def test_a_lock_that_went_while_one_waited_for_it_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the batch before ends, removes its folder and lets go of a lock that is nowhere."""
    tries = []

    def gone_at_first(handle: IO[bytes]) -> bool:
        if not tries:
            journal.clear(tmp_path)
        tries.append(handle)
        return True

    monkeypatch.setattr(journal, "_try", gone_at_first)
    with journal.workplace(tmp_path) as work:
        assert (work / journal.LOCK).is_file()
    assert len(tries) == 2


@pytest.mark.parametrize("existed", [True, False])
def test_a_batch_that_did_nothing_leaves_nothing(existed: bool, tmp_path: Path) -> None:
    out = tmp_path / "out"
    if existed:
        out.mkdir()
    with pytest.raises(UsageError), journal.workplace(out):
        raise UsageError.at("--scheduler", "no cluster")
    assert out.exists() == existed
    assert not (out / journal.NAME).exists()


def test_what_a_killed_batch_staged_is_thrown_away(tmp_path: Path) -> None:
    folder = tmp_path / journal.NAME
    folder.mkdir()
    (folder / "x-1-0.docx").write_bytes(b"half")
    with journal.workplace(tmp_path):
        assert not list(folder.glob("*.docx"))
