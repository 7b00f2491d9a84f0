"""A run over many rows: stretches go to any executor, a few at a time, and each is kept when it is done."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

from ..base import CaseError, Place, Problem, Work, shown, steps
from ..quantities import language as language_of
from .parts import Parts, Row
from .row import columns_of, of_error, row_of
from .source import Item, Sort, Source, open_source
from .workers import Job, done_by

STRETCH = 50  # rows: about a second of work, and little lost when a run is stopped


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
    most = workers or os.cpu_count() or 1
    parts = Parts(out, source, STRETCH, version("weighbridge"), language or "")
    with parts.held():
        _weigh_all(source, parts, executor, most, language)
        stretches = -(-source.rows // STRETCH)
        report = _report(parts, stretches, source.rows)
        parts.put_together(stretches, columns_of(source.sort))
    return report


def _weigh_all(source: Source, parts: Parts, executor: Executor | None, workers: int, language: str | None) -> None:
    """Weigh what is not done yet, and keep it."""
    try:
        for _ in steps(_kept(source, parts, executor, workers, language), Work.PASSAGES, source.rows):
            pass
    except (BrokenExecutor, CancelledError):  # of an executor that was given
        found = "a worker was ended from outside, as a system does that has no memory left"
        remedy = "run it again, with fewer --workers: what is done stays"
        raise CaseError([Problem(Place(shown(parts.out)), found, remedy)]) from None


def _kept(source: Source, parts: Parts, executor: Executor | None, workers: int, language: str | None) -> Iterator[int]:
    """The number of each row once its stretch is kept."""
    found_done: list[int] = []  # rows of stretches that an earlier run kept

    def jobs() -> Iterator[Job[int, list[Row]]]:
        """The stretches that are still to be weighed."""
        items = source.items()
        for number in count():
            stretch = list(islice(items, STRETCH))
            if not stretch:
                return
            if parts.is_done(number):
                found_done.append(len(stretch))
            else:
                yield Job(number, weigh_stretch, (stretch, source.sort, language))

    for done in done_by(jobs(), workers, executor):
        rows = _one_by_one(done.job) if done.result is None else done.result
        parts.keep(done.job.key, rows)
        yield from range(len(rows) + sum(found_done))
        found_done.clear()
    yield from range(sum(found_done))


def _one_by_one(job: Job[int, list[Row]]) -> list[Row]:
    """The rows of a stretch whose worker was ended: each by itself, so that only what ends a worker has no result."""
    items, sort, language = job.arguments
    singles = (Job(at, weigh_stretch, ([item], sort, language)) for at, item in enumerate(items))
    found = sorted(done_by(singles, 1), key=lambda done: done.job.key)
    return [of_error(items[one.job.key], sort, one.error) if one.error else (one.result or [])[0] for one in found]


def weigh_stretch(items: list[Item], sort: Sort, language: str | None = None) -> list[Row]:
    """The rows of results of some items, in their order: what a worker does."""
    return [row_of(item, sort, language) for item in items]


def _report(parts: Parts, stretches: int, rows: int) -> Report:
    problems = [(row["row"], row["problem"]) for found in parts.rows(stretches) for row in found if row["problem"]]
    return Report(parts.out, rows, len(problems), tuple(problems[:3]))
