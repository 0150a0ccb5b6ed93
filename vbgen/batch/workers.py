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
    with interrupts_noted() as pressed:
        try:
            yield from _handed_out(pool, work, things, workers * _AHEAD, pressed)
        finally:
            pool.shutdown(cancel_futures=True)


def _handed_out(
    pool: ProcessPoolExecutor,
    work: Callable[[Thing], Result],
    things: Iterable[Thing],
    most: int,
    pressed: Callable[[], bool],
) -> Iterator[Result]:
    """Yield the results in order, ``most`` things under way; KeyboardInterrupt after a Ctrl-C."""
    left = iter(things)
    under_way: deque[tuple[Thing, Future[Result] | None]] = deque()
    for thing in itertools.islice(left, most):
        under_way.append((thing, _hand_out(pool, work, thing)))
    while under_way:
        if pressed():
            raise KeyboardInterrupt
        yield _result(work, *under_way.popleft())
        for thing in itertools.islice(left, 1):
            under_way.append((thing, _hand_out(pool, work, thing)))


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
        with interrupts_late():
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
def interrupts_noted() -> Iterator[Callable[[], bool]]:
    """Note a Ctrl-C, and yield what tells of it; at the end it counts, if nobody asked before.

    Where it strikes while ``concurrent.futures`` takes the locks of its futures, these stay locked,
    and a pool that is to end waits for them for good.
    """
    before = signal.getsignal(signal.SIGINT)
    main = threading.current_thread() is threading.main_thread()
    if not main or before in {signal.SIG_IGN, None}:
        yield lambda: False
        return
    noted: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: noted.append(number))
    try:
        yield lambda: bool(noted)
    finally:
        signal.signal(signal.SIGINT, before)
    if noted:
        raise KeyboardInterrupt


@contextmanager
def interrupts_late() -> Iterator[None]:
    """Let a process that is started here inherit deafness to Ctrl-C: this one ends the run."""
    if not hasattr(signal, "pthread_sigmask"):  # where it is not inherited
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begin() -> None:
    """Leave Ctrl-C to the parent, and end with it, should it be killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
