"""The command ``library update``: the commodity prices of the library renewed from the World Bank's workbook."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from ..base import CaseError, Place, Problem, command_line, data_folder, day_of_run, exclusive, shown
from ..evidence import read_sources
from ..evidence.prices import read_provenance
from ..library import (
    COMMODITIES,
    PROVENANCE,
    described,
    new_record,
    new_sources,
    read_workbook,
    refuse_doubtful,
    renewal,
)
from .output import say
from .problems import NOT_WRITTEN, reports_problems

TABLE, SOURCES = f"{COMMODITIES}.csv", "sources.json"


@click.command("update")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--accept", multiple=True, metavar="SERIES", help="A series whose doubtful figures are right.")
@click.option("--yes", is_flag=True, help="Write what is shown; without it nothing is written.")
@reports_problems(undone=NOT_WRITTEN)
def library_update(file: Path, accept: tuple[str, ...], yes: bool) -> None:
    """Compare the commodity prices with a FILE, and with --yes take over what it changes.

    FILE is the World Bank's monthly workbook, as downloaded. Figures that are far from those in their place are written
    only where --accept names their series.

    \b
    Example:
      weighbridge library update CMO-Historical-Data-Monthly.xlsx --yes
    """
    folder = data_folder() / "library"
    if not yes:
        if _plan(folder, file, accept):
            options = [*(word for one in accept for word in ("--accept", one)), "--yes"]
            typed = command_line(["weighbridge", "library", "update"], [file.as_posix()], options)
            say(f"Nothing is written. To write it: {typed}")
        return
    with exclusive(folder) as write:  # from reading the table to writing it
        if contents := _plan(folder, file, accept):
            write(contents)
            say(f"Written: {', '.join(shown(folder / name) for name in contents)}.")


def _plan(folder: Path, file: Path, accept: tuple[str, ...]) -> dict[str, str]:
    """What a file changes, said in lines; the files after it by name, the table last, or none where nothing changes."""
    before, record = _table(folder), _record(folder)
    found = renewal(read_workbook(file), before, record)
    for line in described(found):
        say(line)
    refuse_doubtful(found, accept)
    if found.text == before:
        say("It changes nothing: the table is of this edition.")
        return {}
    today = day_of_run()
    known = read_sources(data_folder() / "evidence" / SOURCES)
    listed = (folder / SOURCES).read_text(encoding="utf-8") if (folder / SOURCES).is_file() else "[]\n"
    return {
        SOURCES: listed if found.source in known else new_sources(listed, found, today),
        PROVENANCE: new_record(found, record, before, today, version("weighbridge"), accept),
        TABLE: found.text,
    }


def _table(folder: Path) -> str:
    path = folder / TABLE
    try:
        return path.read_text(encoding="utf-8") if path.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError([Problem(Place(shown(path)), f"cannot be read: {error}", "restore it")]) from None


def _record(folder: Path) -> dict[str, Any] | None:
    path = folder / PROVENANCE
    return read_provenance(path, shown(path)) if path.is_file() else None
