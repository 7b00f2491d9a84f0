"""The option ``--all`` of ``verify``: every case of a folder, a line each, or a row each as JSON or CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

import click

from ..base import command_line, csv_text, shown, visible, visible_json, write_all
from ..batch import TABLE, CaseRun, table_row, weigh_cases
from .charts import charts_of_cases
from .interruption import STOPPED
from .output import flush, say
from .problems import BAD_INPUT
from .progress import beside_progress, shows_progress

Form = Literal["lines", "json", "csv"]


def weigh_all(folder: str | None, out: Path | None, workers: int | None, form: Form) -> int:
    """Weigh every case of a folder, and print each as it ends; the exit code of the command.

    That is 0 where all were weighed, whatever came of them; 2 where any could not be; 1 where the run was stopped.
    """
    run = weigh_cases(None if folder is None else Path(folder), out)
    if out is not None:
        charts_of_cases()  # says what is missing; and workers that are made from this process need not load it
    rows: list[dict[str, Any]] = []
    try:
        with shows_progress():
            for row in run.rows(workers):
                rows.append(table_row(row))
                if form == "lines":
                    with beside_progress():
                        say(_line(rows[-1], folder))
                        flush()
    except KeyboardInterrupt:
        say(_stopped(run, out), err=True)
        return STOPPED
    if form != "lines":
        click.echo(_as_json(rows) if form == "json" else csv_text(rows), nl=False)
    if out is not None:
        write_all(out, {TABLE: csv_text(rows)})
    say(_sum(run, out), err=True)
    return BAD_INPUT if run.unweighed else 0


def _line(row: Mapping[str, Any], folder: str | None) -> str:
    """A case with what came of it, or with why nothing did, in a line; with the command that says all of it."""
    if row["outcome"] is not None:
        return visible(f"{row['case']}: {row['outcome']}: {row['answer']}", lines=False)
    first, *others = row["problem"].splitlines()
    case = row["case"] if folder is None else (Path(folder) / row["case"]).as_posix()
    again = command_line(["weighbridge", "verify"], [case])
    more = f" (and {len(others)} more: `{again}`)" if others else ""
    return visible(f"{row['case']}: not weighed: {first}{more}", lines=False)


def _sum(run: CaseRun, out: Path | None) -> str:
    """What the run came to."""
    parts = [f"{run.weighed:,} of {len(run.folders):,} cases weighed"]
    if run.kept:
        parts.append(f"{run.kept:,} of them in an earlier run, and nothing in them has changed since")
    if run.unweighed:
        parts.append(f"{run.unweighed:,} could not be weighed")
    if out is not None:
        parts.append(f"all rows are in {shown(out / TABLE)}")
    return "; ".join(parts)


def _stopped(run: CaseRun, out: Path | None) -> str:
    """That the run was stopped, and how to go on."""
    done = f"stopped; {run.done:,} of {len(run.folders):,} cases are done"
    if out is None:
        return f"{done}; with `--out DIR` a run that is stopped can go on where it stopped"
    return f"{done}; run the same command again to do the rest; every file in {shown(out)} is complete"


def _as_json(rows: Iterable[Mapping[str, Any]]) -> str:
    return visible_json(json.dumps(list(rows), ensure_ascii=False, indent=2)) + "\n"
