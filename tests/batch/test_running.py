"""Chunks handed to executors: all results come, few wait, a dying process takes only its job."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager

import pytest

from vbgen.batch.executors import Here, processes
from vbgen.batch.running import AHEAD, Hire, Work, chunked, run
from vbgen.errors import UsageError


def doubled(jobs: Sequence[int]) -> list[int]:
    return [2 * job for job in jobs]


def deadly(jobs: Sequence[int]) -> list[int]:
    if 13 in jobs:
        os._exit(9)
    return doubled(jobs)


def refusing(jobs: Sequence[int]) -> list[int]:
    raise UsageError.at("x", "y")


def nothing() -> None:
    """Prepare nothing."""


def two_processes() -> AbstractContextManager[Executor]:
    return processes(2, nothing, ())


def here() -> AbstractContextManager[Executor]:
    return processes(1, nothing, ())


def lost(job: int) -> int:
    return -job


def results_of(work: Work[int, int], jobs: Iterable[int], hire: Hire) -> list[int]:
    with hire() as executor:
        return list(run(work, chunked(jobs, 5), executor, hire, 2, lost))


@pytest.mark.parametrize("hire", [here, two_processes], ids=["one process", "two processes"])
def test_every_job_has_its_result(hire) -> None:  # type: ignore[no-untyped-def]
    found = results_of(doubled, range(50), hire)
    assert sorted(found) == [2 * n for n in range(50)]


def test_no_job_is_no_result() -> None:
    assert results_of(doubled, (), here) == []


def test_a_job_that_kills_its_process_is_lost_and_no_other() -> None:
    found = results_of(deadly, range(60), two_processes)
    assert sorted(found) == sorted([*(2 * n for n in range(60) if n != 13), -13])


def test_an_error_of_use_ends_everything() -> None:
    with pytest.raises(UsageError):
        results_of(refusing, range(9), here)


def test_only_a_few_chunks_are_taken_ahead() -> None:
    taken: list[int] = []

    def chunks():  # type: ignore[no-untyped-def]
        for n in range(100):
            taken.append(n)
            yield (n,)

    with here() as executor:
        next(run(doubled, chunks(), executor, here, 1, lost))
    assert len(taken) <= AHEAD + 1


def test_chunks_leave_nothing_out() -> None:
    assert list(chunked("abcdefg", 3)) == [tuple("abc"), tuple("def"), ("g",)]


def test_work_in_this_process_tells_its_error_through_the_future() -> None:
    with pytest.raises(ZeroDivisionError):
        Here().submit(lambda: 1 // 0).result()
