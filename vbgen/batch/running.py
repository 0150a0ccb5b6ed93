"""Chunks of work handed to an executor of the standard ``concurrent.futures`` interface.

Processes of this machine, or the workers of a Dask cluster: the same function, the same chunks.
Only a few chunks wait at a time, so that memory does not grow with their number. Where a process
dies, its chunks are tried again job by job, so that one bad job does not take others with it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import AbstractContextManager
from itertools import chain, islice
from typing import TypeVar

from vbgen.errors import UserError

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 3  # chunks that wait or run, for each worker
Work = Callable[[Sequence[T]], Sequence[R]]
Hire = Callable[[], AbstractContextManager[Executor]]


def chunked(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Yield the items in chunks."""
    stream = iter(items)
    while chunk := tuple(islice(stream, size)):
        yield chunk


def run(
    work: Work[T, R],
    chunks: Iterable[Sequence[T]],
    executor: Executor,
    hire: Hire,
    workers: int,
    lost: Callable[[T], R],
) -> Iterator[R]:
    """Yield the results of all chunks as they come.

    ``work`` itself reports what fails; an error that comes out of it is the executor's, or a
    UserError, which ends everything. ``hire`` opens another executor when ``executor`` broke;
    ``lost`` is the result of a job that a process died of.
    """
    waiting = iter(chunks)
    broken: list[Sequence[T]] = []
    yield from _all(executor, work, waiting, workers, broken)
    for rest in waiting:
        with hire() as another:
            yield from _all(another, work, chain((rest,), waiting), workers, broken)
    yield from _one_by_one(work, (job for chunk in broken for job in chunk), hire, lost)


def _all(
    executor: Executor,
    work: Work[T, R],
    chunks: Iterator[Sequence[T]],
    workers: int,
    broken: list[Sequence[T]],
) -> Iterator[R]:
    """Yield the results of chunks until there are none left or the executor broke."""
    for chunk, future in _submitted(executor, work, chunks, workers):
        try:
            results = future.result()
        except UserError:
            raise
        except Exception:  # noqa: BLE001 - whatever an executor calls a dead worker
            broken.append(chunk)
        else:
            yield from results


def _submitted(
    executor: Executor, work: Work[T, R], chunks: Iterator[Sequence[T]], workers: int
) -> Iterator[tuple[Sequence[T], Future[Sequence[R]]]]:
    """Keep a few chunks ahead of the workers; yield each when it is done, or all when it broke."""
    running: dict[Future[Sequence[R]], Sequence[T]] = {}
    for chunk in chunks:
        try:
            running[executor.submit(work, chunk)] = chunk
        except BrokenExecutor as error:
            dead: Future[Sequence[R]] = Future()
            dead.set_exception(error)
            yield chunk, dead
            break
        if len(running) >= AHEAD * workers:
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(future), future
    while running:
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            yield running.pop(future), future


def _one_by_one(
    work: Work[T, R], jobs: Iterable[T], hire: Hire, lost: Callable[[T], R]
) -> Iterator[R]:
    """Run the jobs of broken chunks alone; a job that breaks its process again is lost."""
    waiting = deque(jobs)
    while waiting:
        with hire() as executor:
            while waiting:
                job = waiting.popleft()
                try:
                    results = executor.submit(work, (job,)).result()
                except Exception:  # noqa: BLE001 - as above
                    yield lost(job)
                    break
                yield from results
