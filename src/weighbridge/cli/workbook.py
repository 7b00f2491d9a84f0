"""The command ``workbook``: a case as a spreadsheet that recalculates itself."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ..base import CaseError, Place, Problem, exclusive, make_folder, shown
from .options import Changes, takes_changes
from .output import say
from .problems import NOT_WRITTEN, reports_problems
from .progress import shows_progress

ENDING = ".xlsx"
SAY_MORE = "Change a yellow cell, and look at the sheet Checks. The sheet Read me says what each sheet holds."


@click.command("workbook")
@click.argument("case")
@click.option(
    "-o", "--output", "path", type=click.Path(path_type=Path), default=Path("audit.xlsx"), help="The file: audit.xlsx."
)
@takes_changes
@click.option("--replace", is_flag=True, help="Replace the file where there is one; it may hold changes of yours.")
@reports_problems(undone=NOT_WRITTEN)
def write_workbook(case: str, path: Path, changes: Changes, replace: bool) -> None:
    """A CASE as a workbook for a reviewer: inputs, working, a sample, checks, as formulas that recalculate.

    \b
    Example:
      weighbridge workbook raqqa-2017 -o audit.xlsx
    """
    _refuse_unless_new(path, replace)
    with shows_progress():
        from ..workbook import workbook_of

        content = workbook_of(changes.opened(case))
        make_folder(path.parent)
        with exclusive(path.parent) as write:
            _refuse_unless_new(path, replace)  # another run may have written it meanwhile
            write({path.name: content})
    say(f"{path.as_posix()}: the workbook of {case}{changes.behind}. {SAY_MORE}")


def _refuse_unless_new(path: Path, replace: bool) -> None:
    """Raise ``CaseError`` for a file that no spreadsheet would open by its name, or that would be lost."""
    place = Place(shown(path.parent / path.name))
    if path.suffix.lower() != ENDING:
        name = path.with_suffix(ENDING) if path.name else Path("audit.xlsx")
        found = f"a workbook is a file that ends in `{ENDING}`"
        raise CaseError([Problem(place, found, f"write `-o {name}`; {NOT_WRITTEN}")])
    if os.path.isfile(path) and not replace:
        remedy = f"name another file, or add `--replace`; {NOT_WRITTEN}"
        raise CaseError([Problem(place, "there is a file already, which may hold changes of yours", remedy)])
