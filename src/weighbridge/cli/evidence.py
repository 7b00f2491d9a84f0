"""The command ``evidence add``: any table of a file into the evidence of a case, or into the shared one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from ..base import command_line, day_of_run, exclusive, make_folder, shown, tidy
from ..evidence.intake import (
    Intake,
    Layout,
    Request,
    Target,
    conditions,
    contents,
    described_source,
    found_in,
    intake,
    lines_without,
    overview,
    preview,
    slug,
    suggested,
    use_in_a_case,
)
from .output import say
from .problems import BAD_INPUT, NOT_WRITTEN, reports_problems


@click.group("evidence")
def evidence_commands() -> None:
    """The tables of evidence.

    \b
    Example:
      weighbridge evidence add copper.csv
    """


@evidence_commands.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--case", metavar="NAME", help="Into the evidence of this case; without it, into the shared evidence.")
@click.option("--table", metavar="NAME", help="What the table is called; the file's name where it is not said.")
@click.option("--column", "columns", multiple=True, metavar="HEADING[=NAME]", help="A column of figures.")
@click.option("--keep", multiple=True, metavar="HEADING[=NAME]", help="A column that says what the figures are of.")
@click.option("--where", multiple=True, metavar="HEADING=VALUE", help="Take only the rows that have this value.")
@click.option("--date", metavar="HEADING", help="The column of dates.")
@click.option("--dates-across", is_flag=True, help="The header holds the dates: a column for each.")
@click.option("--dated", metavar="DATE", help="One date that all figures hold for, as in 2017-02.")
@click.option("--monthly", is_flag=True, help="Each day stands for its month.")
@click.option("--date-format", metavar="FORM", help="How dates are written: DD/MM/YYYY, MMM-YY; excel; or quarters.")
@click.option("--unit", metavar="UNIT", help="The unit of the figures, as in USD/tonne.")
@click.option("--decimal", type=click.Choice([".", ","]), help="The decimal sign, where the file leaves it open.")
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook.")
@click.option("--header-row", metavar="LINE", help="The line of the header: 5, or 5-6 for two; 0 where there is none.")
@click.option("--delimiter", metavar="SIGN", help="The sign between columns.")
@click.option("--encoding", metavar="NAME", help="The encoding of a text file, as in cp1256.")
@click.option("--without-row", multiple=True, metavar="LINE", help="Leave out a line, 45, or several, 45-50.")
@click.option("--source", metavar="KEY", help="The source of the figures.")
@click.option("--source-title", metavar="TITLE", help="Describes a new source: its title.")
@click.option("--source-url", metavar="ADDRESS", help="Where the file was downloaded.")
@click.option("--source-publisher", metavar="NAME", help="Who publishes it.")
@click.option("--accessed", metavar="DATE", help="The day of the download.")
@click.option("--licence", metavar="TEXT", help="The terms of a new source.")
@click.option(
    "--mark", type=click.Choice(["V", "D", "S"]), default="V", help="V read there, D worked out, S second-hand."
)
@click.option("--note", metavar="TEXT", default="", help="What else one must know of each figure.")
@click.option("--yes", is_flag=True, help="Write what is shown; without it nothing is written.")
@reports_problems(undone=NOT_WRITTEN)
def add(file: Path, case: str | None, yes: bool, **said: Any) -> None:
    """Take over a table from FILE, a CSV or a workbook, into the evidence.

    With FILE alone: what is in it, and the command that takes it over. With columns, dates, unit and source: each row
    as it would be written, and how it was read.

    \b
    Examples:
      weighbridge evidence add copper.csv
      weighbridge evidence add copper.csv --case my-case --date Date --column Price --unit USD/tonne
    """
    request = _request(file, said)
    layout = Layout(said["sheet"], said["header_row"], said["delimiter"], said["encoding"])
    target, day = Target.of(case), day_of_run()
    read, found = found_in(file, layout)
    if request.lacking:
        for line in overview(read, found, int(day[:4])):
            say(line)
        _ask(request, suggested(found), yes)
        return
    planned = intake(read, found, request, target, day, version("weighbridge"))
    for line in preview(planned):
        say(line)
    if not planned.addition.new:
        if yes:
            tidy(target.base, target.evidence)
        say("It changes nothing: every row stands there already.")
        return
    contents(planned)
    if not yes:
        say(f"Nothing is written. To write it: {_typed()} --yes")
        return
    _write(planned)


def _request(file: Path, said: dict[str, Any]) -> Request:
    """What is asked, from the options as they were typed."""
    new = None
    if said["source_title"] and said["source"]:
        where = said["source_url"], said["source_publisher"], said["accessed"]
        new = described_source(said["source"], said["source_title"], *where, said["mark"], said["licence"])
    return Request(
        table=said["table"] or slug(file.stem).replace("_", "-")[:60],
        columns=said["columns"],
        keep=said["keep"],
        where=conditions(said["where"]),
        without=lines_without(said["without_row"]),
        new_source=new,
        **{name: said[name] for name in ("date", "dates_across", "dated", "monthly", "unit", "decimal", "date_format")},
        note=" ".join(said["note"].split()),  # a row of a table stands on one line
        source=said["source"],
        mark=said["mark"],
    )


def _ask(request: Request, options: dict[str, list[str]], yes: bool) -> None:
    """Say what is still needed, and the command with it; with ``--yes`` that is a fault."""
    say("Still needed:", err=yes)
    for need in request.lacking.values():
        say(f"  {need}", err=yes)
    known = {**options, "unit": ["--unit", "UNIT"], "source": ["--source", "KEY"]}
    words = [word for name, said in known.items() if name in request.lacking for word in said]
    say(f"For instance: {_typed(words)}", err=yes)
    say("Nothing is written.", err=yes)
    if yes:
        sys.exit(BAD_INPUT)


def _typed(more: Sequence[str] = ()) -> str:
    """The command as it was typed, without ``--yes``, and with more options."""
    context = click.get_current_context()
    names = [shown(context.params["file"])] if context.params["file"] else []
    words: list[str] = []
    for option in context.command.params:
        value, name = context.params.get(option.name or ""), max(option.opts, key=len)
        if name in ("file", "--yes") or value in (None, (), "", False) or value == option.default:
            continue
        for one in value if isinstance(value, tuple) else (value,):
            words += [name] if one is True else [name, str(one)]
    return command_line(["weighbridge", "evidence", "add"], names, [*words, *more])


def _write(planned: Intake) -> None:
    """Write all of it at once, while nobody else can change what it was planned for."""
    target = planned.target
    make_folder(target.evidence)
    with exclusive(target.base) as write, exclusive(target.evidence):
        fresh = Target(target.base, target.case)
        again = intake(planned.file, planned.found, planned.request, fresh, planned.day, planned.version)
        if not again.addition.new:
            say("It changes nothing any more: another run has added the rows.")
            return
        files = contents(again)
        write(files)
    say(f"Written: {', '.join(shown(target.base / name) for name in reversed(files))}.")
    say(f"To use it, write into the case:\n{use_in_a_case(again)}")
