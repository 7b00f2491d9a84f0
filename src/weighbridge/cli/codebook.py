"""The command ``codebook``: the page on the evidence, rendered from its description."""

from __future__ import annotations

import click

from ..base import CaseError, data_folder, shown, write_all
from ..casefile import derived_row_problems
from ..evidence import PAGE, read_package, render
from .output import say
from .problems import reports_problems


@click.command("codebook")
@click.option("--write", is_flag=True, help="Write the page to data/README.md.")
@reports_problems
def print_codebook(write: bool) -> None:
    """The codebook of the evidence, rendered from data/datapackage.json, which it holds against the tables.

    A figure that was worked out is worked out again from the columns that it rests on.
    """
    folder = data_folder()
    package = read_package(folder, shown(folder))
    if problems := derived_row_problems(package, folder):
        raise CaseError(problems)
    page = render(package)
    if not write:
        say(page, nl=False)
        return
    write_all(folder, {PAGE: page})
    say(f"Written: {shown(folder / PAGE)}")
