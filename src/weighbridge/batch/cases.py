"""Every case of a folder, weighed on several processes: a row for each, in the order of their names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..base import CaseFolder, Work, case_folders, steps
from ..case import Case, open_case
from ..pages import result_files
from ..report import Verification
from .fingerprint import Fingerprints
from .kept_rows import KeptRows
from .parts import Row
from .row import CASE_COLUMNS, Status, case_row, guarded, of_error, unweighed
from .source import Item, Sort
from .workers import Done, Job, done_by

TABLE = "cases.csv"
Files = dict[str, str]


@dataclass
class CaseRun:
    """A run over every case of a folder.

    Attributes:
        folders: what the folder holds: cases, and what stands in the place of one.
        out: where the files of each result are written, and how far a run has come is kept; nowhere where it is none.
        done: how many cases are done so far, in whichever order; their files are written.
        weighed: how many of the rows that were given so far are of cases that were weighed.
        kept: how many of them stood in ``out`` from an earlier run.
        unweighed: how many could not be weighed.
    """

    folders: list[CaseFolder]
    out: Path | None = None
    done: int = 0
    weighed: int = 0
    kept: int = 0
    unweighed: int = 0
    _fingerprints: Fingerprints = field(default_factory=Fingerprints, repr=False)

    def rows(self, workers: int | None = None, executor: Executor | None = None) -> Iterator[Row]:
        """The row of each case, as soon as it and those before it are done; a case that cannot be weighed says why.

        Args:
            workers: how many processes; one for each processor where it is none.
            executor: what the work is given to in their place, such as that of a cluster.

        Raises:
            StoreError: a file cannot be written, or another run writes to the same folder.
        """
        rows = KeptRows(self.out, CASE_COLUMNS) if self.out is not None else None
        with rows.held() if rows is not None else nullcontext():
            done = self._counted(self._done(rows, workers or os.cpu_count() or 1, executor))
            for row in _in_order(steps(done, Work.CASES, len(self.folders))):
                self.weighed += row["status"] == Status.WEIGHED
                self.unweighed += row["status"] != Status.WEIGHED
                yield row

    def _counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, each counted as it comes."""
        for row in rows:
            self.done += 1
            yield row

    def _done(self, rows: KeptRows | None, workers: int, executor: Executor | None) -> Iterator[Row]:
        """The rows in the order in which they are done."""
        at_once: list[Row] = []  # of cases that need no worker
        for done in done_by(self._jobs(rows, at_once), workers, executor):
            yield from _taken(at_once)
            yield _kept(done, rows)
        yield from _taken(at_once)

    def _jobs(self, rows: KeptRows | None, at_once: list[Row]) -> Iterator[Job[tuple[Item, str], tuple[Row, Files]]]:
        """What is to be done of each case; the rows of those of which nothing is go to ``at_once``."""
        names: dict[str, str] = {}  # of results, and of whose they are
        for number, folder in enumerate(self.folders, 1):
            item = Item(number, folder.name, str(folder.path), _refused(folder, names if rows is not None else None))
            if item.problem:
                at_once.append(unweighed(item, Sort.CASE, item.problem))
                continue
            fingerprint = self._fingerprints.of(folder.path) if rows is not None else ""
            found = rows.found(folder.name, fingerprint) if rows is not None else None
            if found is not None:
                self.kept += 1
                at_once.append({**found, "row": number})
            else:
                yield Job((item, fingerprint), weigh_case, (item, rows is not None))


def weigh_cases(folder: Path | None = None, out: Path | None = None) -> CaseRun:
    """A run over every case of a folder: that of the project's data, where none is named.

    Args:
        out: the folder for the files of each result, as ``verify CASE --out`` writes them. A run that was stopped goes
            on there where it stopped, and a case that is as it was is not weighed again.

    Raises:
        CaseError: there is no such folder, or it holds no case.

    >>> run = weigh_cases()
    >>> [one.name for one in run.folders][:2]
    ['azernews-trucks', 'captagon-italy']
    """
    return CaseRun(case_folders(folder), out)


def weigh_case(item: Item, with_files: bool) -> tuple[Row, Files]:
    """The row of a case, and its files where they are wanted: what a worker does."""
    files: Files = {}

    def weigh() -> Row:
        """The row; the files are put aside on the way."""
        case = open_case(item.content)
        result = case.verify()
        if with_files:
            files.update(files_of(case, result))
        return case_row(result)

    return guarded(item, Sort.CASE, weigh), files


def files_of(case: Case, result: Verification) -> Files:
    """The files of a result, by name; its page has no charts where what draws them is not installed."""
    try:
        from ..charts import all_of
    except ImportError:
        pictures = []
    else:
        pictures = [chart.picture() for chart in all_of(case)]
    return result_files(result, case.all_flips(), pictures)


def _refused(folder: CaseFolder, names: dict[str, str] | None) -> str:
    """Why something that stands in the folder is not weighed; empty where it is.

    Args:
        names: of results that are written, which no other may have: two links can lead to folders of one name.
    """
    if folder.problem is not None:
        return str(folder.problem)
    if names is None:
        return ""
    name = folder.path.resolve().parent.name
    if (first := names.setdefault(name, folder.name)) != folder.name:
        return f"its files would be called as those of `{first}`, {name}.json and so on; give its folder another name"
    return ""


def _kept(done: Done[tuple[Item, str], tuple[Row, Files]], rows: KeptRows | None) -> Row:
    """The row of a case that is done, once its files are written."""
    item, fingerprint = done.job.key
    if done.result is None:
        return of_error(item, Sort.CASE, done.error or RuntimeError("no result"))
    row, files = done.result
    if rows is not None and row["status"] == Status.WEIGHED:
        rows.keep(item.key, fingerprint, row, files)
    return row


def _taken(rows: list[Row]) -> list[Row]:
    """All of some rows, which are there no more."""
    taken = list(rows)
    rows.clear()
    return taken


def _in_order(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows by their numbers, from 1: each as soon as it and those before it are there."""
    waiting: dict[int, Row] = {}
    following = 1
    for row in rows:
        waiting[row["row"]] = row
        while following in waiting:
            yield waiting.pop(following)
            following += 1


def table_row(row: Row) -> dict[str, Any]:
    """The cells of a row by the names that a reader knows: its case first, and no number."""
    return {"case": row["key"], **{name: row[name] for name in CASE_COLUMNS if name not in ("row", "key")}}
