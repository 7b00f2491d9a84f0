"""The option ``--many`` of ``weigh``: a file of passages or of cases, a row of results for each."""

from __future__ import annotations

import sys
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from ..base import CaseError, Place, Problem, needs, shown
from ..batch import Report, weigh_many
from .interruption import STOPPED
from .output import say
from .progress import shows_progress

PATIENCE = "10s"  # that a scheduler has to answer


def weigh_file(
    path: Path, out: Path | None, column: str | None, workers: int | None, dask: str | None, language: str | None
) -> None:
    """Weigh each row of a file, and say what came of them; raises ``CaseError`` where no output is named."""
    if out is None:
        raise CaseError(
            [Problem(Place("--many"), "no output is named", "add `--output FILE.csv` or `--output FILE.parquet`")]
        )
    cluster = _cluster(dask) if dask else None
    try:
        with shows_progress():
            report = weigh_many(path, out, column, executor=cluster, workers=workers, language=language)
    except KeyboardInterrupt:
        say(f"{shown(out)}: stopped; what is done is kept; run the same command again to do the rest", err=True)
        sys.exit(STOPPED)
    for line in _told(report):
        say(line, err=True)


def _told(report: Report) -> list[str]:
    """The run in a few lines."""
    lines = [f"{report.out.as_posix()}: {report.rows:,} rows"]
    if report.bad:
        lines += [f"{report.bad:,} of them could not be weighed; the column `problem` says why:"]
        lines += [f"  row {row}: {problem}" for row, problem in report.first_problems]
    return lines


def _cluster(address: str) -> Executor:
    """The executor of a cluster that dask's scheduler leads."""
    with needs("`--dask`", "scale"):
        from dask.distributed import Client
    try:
        client: Any = Client(address, timeout=PATIENCE)
    except (OSError, ValueError, TimeoutError) as error:
        remedy = "start a scheduler with `dask scheduler`, and give the address that it prints"
        raise CaseError(
            [Problem(Place("--dask"), f"no scheduler answers at {address[:80]}: {error}", remedy)]
        ) from None
    return client.get_executor()
