"""The cases in a folder: each with its file, and whatever stands in the place of one with what is wrong with it."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from .errors import CaseError, Place, Problem
from .paths import CASE_FILE, data_folder, guide, shown
from .regular import NO_FILE

BESIDE = ("evidence", "library")  # folders of tables and sources that cases beside them share
DOCUMENTS = (".md", ".txt")  # files that say something to whoever looks into the folder
_MOVE = f"a case is a folder with a {CASE_FILE}; move it into one, or away"

_NO_NAME = "the name of the folder is no text in UTF-8", "give it another name"


@dataclass(frozen=True)
class CaseFolder:
    """What stands in a folder of cases: a case by the name of its own folder, or what is wrong with it."""

    name: str
    path: Path
    problem: Problem | None = None


def case_folders(folder: Path | None = None) -> list[CaseFolder]:
    """What a folder of cases holds, by name; what is hidden, or shared by the cases, is passed over.

    Args:
        folder: that of the project's data, where none is named.

    Raises:
        CaseError: there is no such folder, it cannot be read, or it holds no case.
    """
    where = data_folder() / "cases" if folder is None else folder
    remedy = "run this in the project, or name its data folder in WEIGHBRIDGE_DATA"
    if folder is not None:
        remedy = f"name a folder that holds folders of cases, each with its {CASE_FILE}"
    try:
        names = sorted(os.listdir(where))
    except (OSError, ValueError) as error:
        raise CaseError([Problem(Place(shown(where)), _no_folder(error), remedy)]) from None
    found = [one for name in names if (one := _looked_at(where, name)) is not None]
    if not any(one.problem is None for one in found):
        if folder is not None and CASE_FILE in names:
            remedy = (
                f"it is a case itself: leave `--all` out, or name the folder above, {shown(where.resolve().parent)}"
            )
        problems = [one.problem for one in found if one.problem is not None]
        raise CaseError([Problem(Place(shown(where)), "there is no case", remedy), *problems])
    return found


def _looked_at(where: Path, name: str) -> CaseFolder | None:
    """What stands there by a name; none for what is no case and was not meant as one."""
    path = where / name / CASE_FILE
    if name.startswith(".") or name in (CASE_FILE, *BESIDE) or Path(name).suffix in DOCUMENTS:
        return None
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        return CaseFolder(name, path, _fault(where / name, error))
    if stat.S_ISREG(mode):
        return CaseFolder(name, path, None if _is_text(name) else Problem(Place(shown(where / name)), *_NO_NAME))
    found = "is a folder" if stat.S_ISDIR(mode) else NO_FILE
    return CaseFolder(name, path, Problem(Place(shown(path)), f"{found}, expected the file of a case", _MOVE))


def _is_text(name: str) -> bool:
    """Whether a name can be written into a file: some systems allow names of any bytes."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _fault(folder: Path, error: OSError) -> Problem:
    """Why there is no case file in what stands in a folder of cases."""
    place = Place(shown(folder))
    if error.errno == errno.ELOOP:
        return Problem(place, "the links lead round", "remove the link that stands there")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        if not os.path.lexists(folder / CASE_FILE) and folder.is_dir():
            return Problem(
                place, f"the folder holds no {CASE_FILE}", f"see {guide('cases.md')}, or move the folder away"
            )
        if folder.is_file():
            return Problem(place, "is a file, expected the folder of a case", _MOVE)
        if folder.exists():
            return Problem(place, f"{NO_FILE}, expected the folder of a case", "remove it, or move it away")
        return Problem(place, "the link leads to nothing", "remove it, or bring back what it leads to")
    return Problem(place, f"cannot be read: {error.strerror}", "check the permissions of the folder")


def _no_folder(error: OSError | ValueError) -> str:
    match getattr(error, "errno", None):
        case errno.ENOENT:
            return "there is no such folder"
        case errno.ENOTDIR:
            return "is a file, expected a folder of cases"
        case errno.ELOOP:
            return "the links lead round"
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"
