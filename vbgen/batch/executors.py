"""Executors for a batch: processes of this machine, this very process, or a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

from vbgen.errors import UsageError

P = ParamSpec("P")
T = TypeVar("T")


class Here(Executor):
    """Runs each piece of work at once, in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run ``fn`` and return a future that is done."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - as an executor does: the future tells it
            future.set_exception(error)
        return future


@contextmanager
def processes(
    count: int, prepare: Callable[..., None], arguments: tuple[Any, ...]
) -> Iterator[Executor]:
    """Open a pool of ``count`` processes, each prepared once; with one, work in this process."""
    if count < 2:
        prepare(*arguments)
        yield Here()
        return
    from concurrent.futures import ProcessPoolExecutor

    from vbgen.batch.workers import interrupts_noted

    with interrupts_noted() as pressed:
        pool = ProcessPoolExecutor(count, initializer=_begin, initargs=(prepare, arguments))
        try:
            executor = _UntilInterrupted(pool, pressed)
            executor.submit(_ready).result()  # processes start now, small, before the parent grows
            yield executor
        finally:
            # What is under way ends by itself, soon: a worker that is killed while it answers
            # would leave half an answer, and the parent waiting for the rest.
            pool.shutdown(cancel_futures=True)


class _UntilInterrupted(Executor):
    """Hands work on to a pool; after a Ctrl-C it ends the run instead."""

    def __init__(self, pool: Executor, pressed: Callable[[], bool]) -> None:
        self._pool, self._pressed = pool, pressed

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Submit to the pool; KeyboardInterrupt after a Ctrl-C."""
        from vbgen.batch.workers import interrupts_late

        if self._pressed():
            raise KeyboardInterrupt
        with interrupts_late():
            return self._pool.submit(fn, *args, **kwargs)


def _begin(prepare: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    """Prepare a worker."""
    import gc

    from vbgen.batch.workers import begin

    begin()
    prepare(*arguments)
    gc.collect()
    gc.freeze()  # what is prepared stays; collecting need not look at it again


def _ready() -> None:
    """Nothing: the first work of a worker."""


@contextmanager
def dask_cluster(address: str) -> Iterator[Executor]:
    """Open the ``concurrent.futures`` client of a Dask cluster; UsageError where there is none."""
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError.at(
            "--scheduler",
            "chưa cài phần dùng cụm Dask",
            "gói vbgen[dask]",
            'cài bằng: python -m pip install "vbgen[dask]"',
        ) from error
    try:
        client = Client(address, timeout="5s")
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError.at(
            f"--scheduler {address}",
            "không nối được với cụm Dask ở địa chỉ này",
            "địa chỉ của bộ điều phối đang chạy (tcp://MÁY:8786)",
            "kiểm tra địa chỉ và mạng, hoặc bỏ --scheduler để chạy trên máy này",
        ) from error
    with client, client.get_executor(pure=False) as executor:
        yield executor
