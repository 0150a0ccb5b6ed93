"""Killed at any moment, a batch resumes to the bytes of an undisturbed run."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import perf_counter

import pytest

from vbgen.app.batch import Asked, Means, batch
from vbgen.app.opening import open_workspace
from vbgen.app.workspace import Workspace
from vbgen.render import content_digest

Tree = Callable[[Path], dict[str, bytes]]
FOLDERS, KILLS = 5, 10  # kills in a row, in each folder

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="needs processes that fork"),
]


def _batch(workspace: Workspace, out: Path) -> None:
    batch(workspace, out, Asked(), Means(2))


def started(workspace: Workspace, out: Path) -> multiprocessing.process.BaseProcess:
    process = multiprocessing.get_context("fork").Process(target=_batch, args=(workspace, out))
    process.start()
    return process


def killed(workspace: Workspace, out: Path, after: float) -> bool:
    """Run a batch and kill it after so many seconds; tell whether it was still running."""
    process = started(workspace, out)
    process.join(after)
    running = process.is_alive()
    if running and process.pid:
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    return running


def test_fifty_kills_leave_the_bytes_of_an_undisturbed_run(
    shipped: Path, tmp_path: Path, tree: Tree
) -> None:
    workspace = open_workspace(shipped)
    before = perf_counter()
    started(workspace, tmp_path / "whole").join()
    seconds = perf_counter() - before
    whole = tree(tmp_path / "whole")
    moments, kills = random.Random(30), 0
    for number in range(FOLDERS):
        out = tmp_path / str(number)
        for _ in range(KILLS):
            kills += killed(workspace, out, moments.uniform(0, seconds))
            for path, data in tree(out).items():
                if path in whole and path.endswith(".docx"):
                    assert data == whole[path], f"{path} is in place and is not the document"
        resumed = started(workspace, out)
        resumed.join()
        assert resumed.exitcode == 0
        assert tree(out) == whole
    assert kills > FOLDERS, "the kills came too late to disturb anything"


def test_a_second_ctrl_c_leaves_nobody_waiting(shipped: Path, tmp_path: Path, tree: Tree) -> None:
    """The first one ends the batch once what is under way is done; the second changes nothing."""
    workspace, moments = open_workspace(shipped), random.Random(32)
    for number in range(FOLDERS):
        process = started(workspace, tmp_path / "out")
        process.join(moments.uniform(0.05, 0.2))
        for pause in (0.001 * number, 60):
            with suppress(ProcessLookupError):
                os.kill(process.pid or 0, signal.SIGINT)
            process.join(pause)
        assert process.exitcode is not None
    resumed = started(workspace, tmp_path / "out")
    resumed.join()
    assert resumed.exitcode == 0


def test_a_kill_while_documents_are_replaced_loses_no_record(
    country: Path, tmp_path: Path, tree: Tree
) -> None:
    """The old files are in place: each stays vouched for until the new one is."""
    out, whole = tmp_path / "out", tmp_path / "whole"
    before = open_workspace(country)
    started(before, out).join()
    plan = country / "ke-hoach.yaml"
    text = plan.read_text(encoding="utf-8").replace("Bộ Mẫu ban hành", "Bộ Mẫu lập")
    plan.write_text(text.replace("12/01/2026", "13/02/2026"), encoding="utf-8")
    after = open_workspace(country)
    started(after, whole).join()
    moments = random.Random(31)
    for _ in range(KILLS):
        killed(after, out, moments.uniform(0.02, 0.3))
        for path in out.rglob("[!.]*.docx"):
            if zipfile.is_zipfile(path):
                content_digest(path.read_bytes())
    resumed = started(after, out)
    resumed.join()
    assert resumed.exitcode == 0
    assert tree(out) == tree(whole)
