"""Work spread over processes: order, errors, bounds, and doing without."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from vbgen.batch import workers
from vbgen.batch.workers import in_order, workers_for
from vbgen.errors import UserError


def doubled(number: int) -> int:
    return number * 2


def refused(number: int) -> int:
    if number == 7:
        raise UserError.at("bảy", "không được", "số khác", "bỏ số bảy")
    return number


def deadly(number: int) -> int:
    """Die in any process but a test's own."""
    if number == 5 and multiprocessing.parent_process() is not None:
        os._exit(9)
    return number


@pytest.mark.parametrize("count", [1, 2], ids=["one process", "two processes"])
def test_results_come_in_the_order_of_the_things(count: int) -> None:
    assert list(in_order(doubled, range(40), count)) == [n * 2 for n in range(40)]
    assert list(in_order(doubled, [], count)) == []


@pytest.mark.parametrize("count", [1, 2], ids=["one process", "two processes"])
def test_what_the_work_raises_is_raised_here_with_its_problems(count: int) -> None:
    found: list[int] = []
    with pytest.raises(UserError) as raised:
        found.extend(in_order(refused, range(40), count))
    assert raised.value.problems[0].remedy == "bỏ số bảy"


def test_an_error_of_the_things_themselves_is_not_taken_for_a_lack_of_processes() -> None:
    def things() -> Iterator[int]:
        yield from range(20)
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        list(in_order(doubled, things(), 2))


def test_things_are_taken_no_faster_than_results_are_wanted() -> None:
    taken = []

    def things() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    results = in_order(doubled, things(), 2)
    assert [next(results) for _ in range(3)] == [0, 2, 4]
    results.close()  # type: ignore[attr-defined]
    assert len(taken) < 30


def test_a_process_that_dies_leaves_nothing_undone() -> None:
    assert list(in_order(deadly, range(30), 2)) == list(range(30))


def test_without_processes_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(workers, "ProcessPoolExecutor", none)
    assert list(in_order(doubled, range(5), 2)) == [0, 2, 4, 6, 8]


def test_few_things_are_not_worth_a_process() -> None:
    assert workers_for(workers.WORTH - 1) == 1
    assert 1 <= workers_for(workers.WORTH) <= workers.MOST


SCRIPT = """
import signal
import sys
from vbgen.batch.workers import in_order

def told(number):
    print(number, flush=True)
    return number

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a test run behind & has none
    try:
        for _ in in_order(told, range(10**7), 2):
            pass
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="process groups of POSIX")
@pytest.mark.parametrize("lines", [1, 500], ids=["while starting", "under way"])
def test_an_interrupt_ends_all_processes_without_a_word(tmp_path: Path, lines: int) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    child = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        assert child.stdout is not None
        for _ in range(lines):
            child.stdout.readline()
        os.killpg(child.pid, signal.SIGINT)
        _, errors = child.communicate(timeout=60)  # ends when every process that could write has
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
    assert (child.returncode, errors) == (130, b"")
