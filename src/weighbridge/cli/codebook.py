"""The command ``codebook``: the pages on the evidence and on the library, rendered from their descriptions."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from ..base import CaseError, data_folder, exclusive, shown
from ..casefile import derived_row_problems
from ..evidence import PAGE, read_package, render
from .output import say
from .problems import reports_problems


@click.command("codebook")
@click.option("--write", is_flag=True, help="Write the pages to data/README.md and data/library/README.md.")
@reports_problems
def print_codebook(write: bool) -> None:
    """The codebooks of the evidence and of the library, rendered from the datapackage.json of each.

    Both are held against their tables. A figure that was worked out is worked out again from the columns that it rests
    on.

    \b
    Example:
      weighbridge codebook --write
    """
    data = data_folder()
    folders = {data: "evidence", **({data / "library": "."} if (data / "library").is_dir() else {})}
    if not write:
        say("\n".join(_page(folder, tables) for folder, tables in folders.items()), nl=False)
        return
    with contextlib.ExitStack() as held:  # from reading the tables to writing the pages
        writers = {folder: held.enter_context(exclusive(folder)) for folder in folders}
        pages = {folder: _page(folder, tables) for folder, tables in folders.items()}
        for folder, page in pages.items():
            writers[folder]({PAGE: page})
            say(f"Written: {shown(folder / PAGE)}")


def _page(folder: Path, tables: str) -> str:
    """The page on the tables of a folder; raises ``CaseError`` with all that is wrong with them."""
    package = read_package(folder, shown(folder), tables)
    if problems := derived_row_problems(package, folder, tables):
        raise CaseError(problems)
    return render(package)
