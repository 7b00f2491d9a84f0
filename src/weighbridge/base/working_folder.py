"""A folder to work in, laid out with the files of the project that this program came with."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from .errors import CaseError, Place, Problem
from .files import BESIDE, SUFFIX, StoreError, exclusive, fill_folder, make_folder, put_file, remove_folder
from .paths import own_project, shown
from .project_files import project_files

NOTEBOOKS = "notebooks"


def lay_out(folder: Path) -> list[str]:
    """The files that were put into a folder, by their paths within it: all of them, or none.

    They are written where nobody looks, and what they stand in takes its place within the folder then: a shell that
    works in it stays in it. What is hidden may stand there already, such as what a file manager or git keeps.

    Raises:
        CaseError: the program has no project at hand.
        StoreError: the folder holds something, or it cannot be written to.
    """
    project = own_project()
    names = project_files(project)
    if not any(name.startswith(f"{NOTEBOOKS}/") for name in names):
        remedy = "install Weighbridge from its wheel, or work in a clone of it"
        raise CaseError([Problem(Place(shown(project)), "there are no notebooks that could be laid out", remedy)])
    _refuse_what_is_there(folder)  # before anything is read
    make_folder(folder)
    with exclusive(folder):
        _refuse_what_is_there(folder)
        beside = folder / f"{BESIDE}{secrets.token_hex(8)}{SUFFIX}"
        try:
            fill_folder(beside, {name: (project / name).read_bytes() for name in names})
            for part in sorted(beside.iterdir()):
                put_file(part, folder / part.name)
        finally:
            remove_folder(beside)
    return names


def _refuse_what_is_there(folder: Path) -> None:
    """Raise where a folder holds something that is seen: nothing of it is written over, and nothing mixed with it."""
    try:
        there = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except (OSError, ValueError):  # it is made, or refused, by what writes
        return
    if there:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        fault = f"holds `{there[0]}`{more} already"
        remedy = "nothing was written; name a folder that is empty or not there yet"
        raise StoreError(Problem(Place(shown(folder)), fault, remedy))
