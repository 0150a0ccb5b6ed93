"""One function over many things, in several processes, the results in the order of the things.

What is under way is bounded, so that neither things nor results pile up in memory. Where processes
cannot be had, or die, this process does their work itself: the function must bear being called
again for the same thing.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")

MOST = 8  # processes; more do not pay for the memory they take
WORTH = 60  # things, below which starting processes takes longer than they save
_AHEAD = 8  # things handed out per process before the first result is waited for


def workers_for(things: int) -> int:
    """Return how many processes that many things are worth: one below :data:`WORTH`."""
    return 1 if things < WORTH else min(MOST, _cores())


def _cores() -> int:
    """Return the processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def in_order(
    work: Callable[[Thing], Result], things: Iterable[Thing], workers: int = 1
) -> Iterator[Result]:
    """Yield ``work`` of each thing, in order; what it raises is raised here.

    With several ``workers`` the function, things and results pass between processes by pickle, and
    a script that calls this needs its ``if __name__ == "__main__"``.
    """
    pool = _pool(workers) if workers > 1 else None
    if pool is None:
        yield from map(work, things)
        return
    left = iter(things)
    under_way: deque[tuple[Thing, Future[Result] | None]] = deque()
    try:
        for thing in itertools.islice(left, workers * _AHEAD):
            under_way.append((thing, _hand_out(pool, work, thing)))
        while under_way:
            yield _result(work, *under_way.popleft())
            for thing in itertools.islice(left, 1):
                under_way.append((thing, _hand_out(pool, work, thing)))
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor | None:
    """Return the processes, none where the system has no means for them."""
    # Spawned: the same on every system, and safe beside the threads of a progress bar.
    context = multiprocessing.get_context("spawn")
    try:
        return ProcessPoolExecutor(workers, context, initializer=begin)
    except (OSError, ImportError, NotImplementedError):
        return None


def _hand_out(
    pool: ProcessPoolExecutor, work: Callable[[Thing], Result], thing: Thing
) -> Future[Result] | None:
    try:
        with _interrupts_ignored():
            return pool.submit(work, thing)
    except (BrokenProcessPool, OSError):
        return None


def _result(work: Callable[[Thing], Result], thing: Thing, future: Future[Result] | None) -> Result:
    if future is not None:
        try:
            return future.result()
        except BrokenProcessPool:
            pass
    return work(thing)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Let a process that is started here inherit deafness to Ctrl-C: this one ends the run."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.default_int_handler)


def begin() -> None:
    """Leave Ctrl-C to the parent, and end with it, should it be killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
