"""The command ``log``: what a case rests on as it was recorded, and what changed since."""

from __future__ import annotations

import click

from ..case import open_case
from ..record import ALL_RECORDED, begin_log, entry_line, log_lines, log_of, no_log, record_changes, unrecorded
from .output import say
from .problems import NOT_WRITTEN, reports_problems


@click.command("log")
@click.argument("case")
@click.option("--why", help="Record what changed, with this reason; where there is no log, begin it.")
@click.option(
    "--input", "inputs", multiple=True, metavar="NAME", help="Record this input alone; may stand several times."
)
@click.option("--who", help="Who made the change.")
@click.option("--reason-stands", help="Why the reason of a number still stands that changed without it.")
@reports_problems(undone=NOT_WRITTEN)
def log(case: str, why: str | None, inputs: tuple[str, ...], who: str | None, reason_stands: str | None) -> None:
    """The log of a CASE: its inputs as they were recorded, every change with its reason, and what isn't recorded."""
    opened = open_case(case)
    begun = log_of(opened)
    if why is None:
        if inputs or who or reason_stands:
            raise click.UsageError("`--input`, `--who` and `--reason-stands` say more of a change: add `--why`.")
        say("\n".join(log_lines(begun, unrecorded(opened))) if begun else no_log(opened.path))
    elif begun is None:
        path = begin_log(opened, why)
        say(f"{path.name} was begun with the inputs of {opened.name} as they stand.")
    else:
        entries = record_changes(opened, why, inputs, who, reason_stands)
        say("\n".join(map(entry_line, entries)) or ALL_RECORDED)
