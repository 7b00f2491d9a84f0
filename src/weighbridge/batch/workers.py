"""Jobs given to workers, a few at a time: one that fails, lasts too long or is ended from outside ends no other.

A system that has no memory left ends a process at once, and with it, in Python, every job that its pool was given. Of
which of them that came shows when those that were under way are done again, each by itself.
"""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Generic, TypeVar

from ..base import unfollowed

if sys.platform != "win32":
    import resource

K = TypeVar("K")
R = TypeVar("R")

AHEAD = 3  # jobs a worker, so that none waits while memory stays flat
LONGEST = 600.0  # seconds of one piece of work, ten times what the largest case may take: against hanging alone
MOST_MEMORY = 4 << 30  # bytes that a process may take beyond what it begins with, four times what a case may need
GRACE = 1.5  # times the longest: then a process is ended that did not notice

_is_worker = False


class TooLongError(BaseException):
    """Work that lasted longer than it may; no ``Exception``, so that nothing within the work takes it for its own."""


@dataclass(frozen=True)
class Job(Generic[K, R]):
    """A function to be called with arguments, and the key by which its result is known."""

    key: K
    function: Callable[..., R]
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class Done(Generic[K, R]):
    """A job that is done: its result, or the error because of which it has none.

    A ``BrokenExecutor`` says that its process was ended, by itself or from outside.
    """

    job: Job[K, R]
    result: R | None = None
    error: BaseException | None = None


def done_by(jobs: Iterable[Job[K, R]], workers: int, executor: Executor | None = None) -> Iterator[Done[K, R]]:
    """Each job once it is done, in no order; few are under way, and the next are taken when some are done.

    Args:
        workers: how many processes; ``AHEAD`` times as many jobs are under way.
        executor: what the jobs are given to; processes of this machine where none is given, which have limits.

    Raises:
        Exception: whatever the executor that was given raises of a job, as when one of its workers was ended.
    """
    if executor is not None:
        yield from _round(iter(jobs), executor, workers * AHEAD, [])
        return
    waiting = iter(jobs)
    while True:
        lost: list[Job[K, R]] = []
        with _processes(workers) as pool:
            yield from _round(waiting, pool, workers * AHEAD, lost)
        if not lost:
            return
        for job in lost:
            yield from _by_itself(job)


def _round(jobs: Iterator[Job[K, R]], executor: Executor, ahead: int, lost: list[Job[K, R]]) -> Iterator[Done[K, R]]:
    """Jobs that are done, until there are no more, or until the pool breaks: then those under way are lost."""
    under_way: dict[Future[R], Job[K, R]] = {}
    try:
        while _give(jobs, executor, ahead, under_way, lost):
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                job = under_way.pop(future)
                if isinstance(executor, ProcessPoolExecutor) and (error := future.exception()) is not None:
                    if isinstance(error, BrokenExecutor):
                        lost.append(job)
                    else:
                        yield Done(job, error=error)
                else:
                    yield Done(job, future.result())
    except KeyboardInterrupt:  # what is done already need not be done again
        for future, job in under_way.items():
            if future.done() and not future.cancelled() and future.exception() is None:
                yield Done(job, future.result())
        raise


def _give(
    jobs: Iterator[Job[K, R]],
    executor: Executor,
    ahead: int,
    under_way: dict[Future[R], Job[K, R]],
    lost: list[Job[K, R]],
) -> bool:
    """Give an executor as many jobs as may be under way, none once some were lost; whether any is under way."""
    for job in islice(jobs, 0 if lost else ahead - len(under_way)):
        try:
            under_way[executor.submit(job.function, *job.arguments)] = job
        except BrokenExecutor:
            if not isinstance(executor, ProcessPoolExecutor):
                raise
            lost.append(job)
            break
    return bool(under_way)


def _by_itself(job: Job[K, R]) -> Iterator[Done[K, R]]:
    """A job in a process that has no other."""
    lost: list[Job[K, R]] = []
    with _processes(1) as pool:
        yield from _round(iter([job]), pool, 1, lost)
    if lost:
        yield Done(job, error=BrokenExecutor("its process was ended"))


@contextlib.contextmanager
def _processes(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that end with the block; where it is left early, at once, whatever they are at."""
    # A process may begin when its parent has ended already, so it is told whose child it is; of a server it is not.
    is_child = multiprocessing.get_start_method() != "forkserver"
    pool = ProcessPoolExecutor(workers, initializer=_begin, initargs=(os.getpid() if is_child else None,))
    try:
        yield pool
    except BaseException:
        processes = list((getattr(pool, "_processes", None) or {}).values())  # `terminate_workers` is of Python 3.14
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()  # they hold no file: what they find is written by who asked
        raise
    pool.shutdown()


def _begin(parent: int | None = None) -> None:
    """What a process of ours does first: it leaves the keyboard to its parent, shows nothing, and has its limits.

    Args:
        parent: the process with which it ends; whose child it is now where none is given.
    """
    global _is_worker
    _is_worker = True
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # forked, it would have its parent's way to stop
    unfollowed()
    threading.Thread(target=_end_with, args=(os.getppid() if parent is None else parent,), daemon=True).start()
    with contextlib.suppress(OSError, ValueError):
        _limit_memory()


def _end_with(parent: int) -> None:
    """End this process once its parent has ended, however that ended: nobody would give it work, or end it."""
    above = multiprocessing.parent_process() if sys.platform == "win32" else None
    if above is not None:  # there an id is given again, and a launcher may stand in between
        above.join()
        os._exit(1)
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


def _limit_memory() -> None:
    """Let this process have no more than ``MOST_MEMORY`` beyond what it has, where the system can say what that is."""
    if sys.platform != "linux":
        return
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + MOST_MEMORY
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


@contextlib.contextmanager
def within(seconds: float | None) -> Iterator[None]:
    """A block that raises ``TooLongError`` where it lasts longer; in a process of ours, and nowhere else.

    What doesn't notice, such as a library that never comes back to Python, is ended with its process.
    """
    if not _is_worker or seconds is None:
        yield
        return
    with open(os.devnull, "w", encoding="utf-8") as nowhere, contextlib.ExitStack() as undone:
        faulthandler.dump_traceback_later(GRACE * seconds, exit=True, file=nowhere)
        undone.callback(faulthandler.cancel_dump_traceback_later)
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, _too_long)
            signal.setitimer(signal.ITIMER_REAL, seconds)
            undone.callback(signal.setitimer, signal.ITIMER_REAL, 0.0)
        yield


def _too_long(*_: object) -> None:
    raise TooLongError
