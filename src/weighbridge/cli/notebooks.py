"""The command ``notebooks``: a folder to work in, with the notebooks and what they read."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from ..base import NOTEBOOKS, command_line, install, lay_out, shown
from .output import say
from .problems import NOT_WRITTEN, reports_problems


@click.command("notebooks")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@reports_problems(undone=NOT_WRITTEN)
def lay_out_notebooks(folder: Path) -> None:
    """Lay out the notebooks in DIR, with the cases, evidence, library and guides, to be changed at will.

    DIR is made, or is empty. Commands that run in DIR use what is in it, and so do its notebooks.

    \b
    Example:
      weighbridge notebooks my-notebooks
    """
    names = lay_out(folder)
    if names:
        say(f"Written: {shown(folder)}, with the notebooks and the cases, evidence and library that they use.")
        say("Commands and notebooks that run in this folder use what is in it, so all of it can be changed.")
    else:
        say(f"Nothing is written: all of it stands in {shown(folder)} already.")
    opens = command_line(["jupyter", "lab"], [shown(folder / NOTEBOOKS)], hyphen="./")
    needed = f"{install('lab')}, then " if find_spec("jupyterlab") is None else ""
    say(f"To open them: {needed}`{opens}`.")
