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
    """The files that were put into a folder, by their paths within it; none where all of them stand there already.

    They are written where nobody looks, and each part of the project takes its place whole: a shell that works in the
    folder stays in it, and after a run that was stopped the next one goes on. What is hidden may stand there, such as
    what a file manager or git keeps.

    Raises:
        CaseError: the program has no project at hand.
        StoreError: the folder holds something else, or it cannot be written to.
    """
    project = own_project()
    contents = {name: (project / name).read_bytes() for name in project_files(project)}
    if not any(name.startswith(f"{NOTEBOOKS}/") for name in contents):
        remedy = "install Weighbridge from its wheel, or work in a clone of it"
        raise CaseError([Problem(Place(shown(project)), "there are no notebooks that could be laid out", remedy)])
    _standing(folder, contents)  # raises before a folder is locked that is somebody's
    make_folder(folder)
    with exclusive(folder):
        there = _standing(folder, contents)
        lacking = {name: content for name, content in contents.items() if name.split("/")[0] not in there}
        beside = folder / f"{BESIDE}{secrets.token_hex(8)}{SUFFIX}"
        try:
            fill_folder(beside, lacking)
            for part in sorted({name.split("/")[0] for name in lacking}):
                put_file(beside / part, folder / part)
        finally:
            remove_folder(beside)
    return list(lacking)


def _standing(folder: Path, contents: dict[str, bytes]) -> set[str]:
    """The parts that stand in a folder as they would be laid out; none where there is no folder.

    Raises:
        StoreError: it holds something else that is seen: that is not written over, and nothing is mixed with it.
    """
    try:
        there = {name for name in os.listdir(folder) if not name.startswith(".")}
    except (OSError, ValueError):  # it is made, or refused, by what writes
        return set()
    for name in sorted(there):
        wanted = {one: content for one, content in contents.items() if one.split("/")[0] == name}
        if not wanted or _held(folder, name) != wanted:
            fault = f"holds `{name}` already, which this did not lay out" if not wanted else f"holds another `{name}`"
            remedy = "nothing was written; name a folder that is empty or not there yet"
            raise StoreError(Problem(Place(shown(folder)), fault, remedy))
    return there


def _held(folder: Path, part: str) -> dict[str, bytes] | None:
    """The files of a part of a folder with their bytes; none where that can't be said, as where a link stands there."""
    place = folder / part
    try:
        found = [one for one in (place, *place.rglob("*")) if one.is_symlink() or not one.is_dir()]
        if any(one.is_symlink() or not one.is_file() for one in found):
            return None
        return {one.relative_to(folder).as_posix(): one.read_bytes() for one in found}
    except OSError:
        return None
