"""A run over many rows: stretches go to any executor, a few at a time, and each is kept when it is done."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ..base import CaseError, Place, Problem, Work, shown, steps
from ..quantities import language as language_of
from .parts import Parts, Row
from .row import columns_of, row_of
from .source import Item, Sort, Source, open_source

STRETCH = 50  # rows: about a second of work, and little lost when a run is stopped
AHEAD = 3  # stretches a worker, so that none waits while memory stays flat
UnderWay = dict[Future[list[Row]], tuple[int, int]]  # each stretch that was given away: its number, its rows


@dataclass(frozen=True)
class Report:
    """What came of a run: the output, how many rows it has, and those that could not be weighed, with why."""

    out: Path
    rows: int
    bad: int
    first_problems: tuple[tuple[int, str], ...]


def weigh_many(
    path: Path,
    out: Path,
    column: str | None = None,
    executor: Executor | None = None,
    workers: int | None = None,
    language: str | None = None,
) -> Report:
    """Weigh every row of a CSV or a JSONL file, and write a row of results for each.

    A run that was stopped goes on where it stopped when it is called again with the same file, column and output.

    Args:
        column: that of the texts, or of the folders of cases; by its name where it is not given.
        executor: what the work is given to, such as ``dask.distributed.Client(...).get_executor()``; processes of this
            machine where none is given.
        workers: how many processes, and how many stretches are under way.
        language: that of the texts; guessed for each where it is not given.

    Raises:
        CaseError: the file has no such column, the output cannot be written, or a worker was ended from outside.
        LanguageError: there is no such language.
        StoreError: another run writes the same output, or the disk is full.
    """
    from importlib.metadata import version

    if language is not None:
        language_of(language)
    source = open_source(path, column)
    count = workers or os.cpu_count() or 1
    parts = Parts(out, source, STRETCH, version("weighbridge"), language or "")
    with parts.held():
        _weigh_all(source, parts, executor, count, language)
        stretches = -(-source.rows // STRETCH)
        report = _report(parts, stretches, source.rows)
        parts.put_together(stretches, columns_of(source.sort))
    return report


def _weigh_all(source: Source, parts: Parts, executor: Executor | None, workers: int, language: str | None) -> None:
    """Weigh what is not done yet, and keep it."""
    pool = ProcessPoolExecutor(workers) if executor is None else None
    try:
        for _ in steps(_done(source, parts, executor or pool, workers * AHEAD, language), Work.PASSAGES, source.rows):
            pass
    except BaseException as error:  # also when it is stopped by hand: what waits is not begun
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)
        if not isinstance(error, (BrokenExecutor, CancelledError)):
            raise
        found = "a worker was ended from outside, as a system does that has no memory left"
        remedy = "run it again, with fewer --workers: what is done stays"
        raise CaseError([Problem(Place(shown(parts.out)), found, remedy)]) from None
    if pool is not None:
        pool.shutdown()


def _done(source: Source, parts: Parts, executor: Executor, ahead: int, language: str | None) -> Iterator[int]:
    """The number of each row once its stretch is kept."""
    under_way: UnderWay = {}
    items, number = source.items(), 0
    try:
        while stretch := list(islice(items, STRETCH)):
            if parts.is_done(number):
                yield from range(len(stretch))
            else:
                under_way[executor.submit(weigh_stretch, stretch, source.sort, language)] = number, len(stretch)
            number += 1
            while len(under_way) >= ahead:
                yield from _keep(parts, under_way, wait(under_way, return_when=FIRST_COMPLETED).done)
        while under_way:
            yield from _keep(parts, under_way, wait(under_way, return_when=FIRST_COMPLETED).done)
    except KeyboardInterrupt:  # what is done already need not be done again
        for _ in _keep(parts, under_way, [one for one in under_way if one.done() and not one.cancelled()]):
            pass
        raise


def _keep(parts: Parts, under_way: UnderWay, done: Iterable[Future[list[Row]]]) -> Iterator[int]:
    """The number of each row of stretches that are done, once these are kept."""
    for future in done:
        number, rows = under_way.pop(future)
        parts.keep(number, future.result())
        yield from range(rows)


def weigh_stretch(items: list[Item], sort: Sort, language: str | None = None) -> list[Row]:
    """The rows of results of some items, in their order: what a worker does."""
    return [row_of(item, sort, language) for item in items]


def _report(parts: Parts, stretches: int, rows: int) -> Report:
    problems = [(row["row"], row["problem"]) for found in parts.rows(stretches) for row in found if row["problem"]]
    return Report(parts.out, rows, len(problems), tuple(problems[:3]))
