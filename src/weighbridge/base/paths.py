"""Where the tables, the sources and the cases are: the shared ones in ``data/``, and a case's own beside it."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from .errors import CaseError, Place, Problem, suggestion

CASE_FILE = "case.yaml"
REVIEWS = "reviews"  # the folder beside a case in which reviewers write


def data_folder() -> Path:
    """The project's ``data``: named by ``WEIGHBRIDGE_DATA``, above the working folder, or beside the source."""
    if named := os.environ.get("WEIGHBRIDGE_DATA"):
        return Path(named)
    beside = Path(__file__).resolve().parents[3]
    here = _working_folder()
    for folder in (*((here, *here.parents) if here else ()), beside):
        if (folder / "data" / "cases").is_dir():
            return folder / "data"
    return beside / "data"


def case_names() -> list[str]:
    """The names of the cases in the project's data."""
    return sorted(path.parent.name for path in (data_folder() / "cases").glob(f"*/{CASE_FILE}"))


def find_case(name: str) -> Path:
    """The case file of a name, of a folder or of a file; raises ``CaseError`` with the nearest names."""
    path = Path(name)
    try:
        for candidate in (path, path / CASE_FILE, data_folder() / "cases" / name / CASE_FILE):
            if candidate.is_file():
                return candidate
        is_folder = path.is_dir()
    except (OSError, ValueError):  # a name that no file can have
        is_folder = False
    if is_folder and name:
        raise CaseError([Problem(Place(name), f"the folder holds no {CASE_FILE}", _other_command(path, name))])
    known = case_names()
    looked = f"looked in {shown(data_folder() / 'cases')}; name a folder, or set WEIGHBRIDGE_DATA"
    raise CaseError(
        [
            Problem(
                Place(f"case `{name[:60]}`"),
                "there is no such case",
                suggestion(name[:60], known, "`weighbridge list` has those that there are" if known else looked),
            )
        ]
    )


def _other_command(folder: Path, name: str) -> str:
    """What to do with a folder that is no case: it may be one of cases."""
    try:
        of_cases = any(one.is_file() for one in folder.glob(f"*/{CASE_FILE}"))
    except OSError:
        of_cases = False
    if of_cases:
        command = f"weighbridge verify --all {shlex.quote(name)}"
        return f"it holds folders of cases; name one of them, or weigh all: `{command}`"
    return "see docs/cases.md"


def review_files(case_file: Path) -> list[Path]:
    """The files of reviewers beside a case, in the order of their names."""
    folder = case_file.parent / REVIEWS
    return sorted(folder.glob("*.yaml")) if folder.is_dir() else []


def shown(path: Path) -> str:
    """A path as the user would write it: relative where it lies below the working folder, by its name or by links.

    With ``/`` on every system, for it may be saved or compared; Windows reads that sign as well as its own.

    >>> shown(Path("data") / "cases")
    'data/cases'
    """
    here = _working_folder()
    try:
        named = Path(os.path.abspath(path)) if here else path
        if here and named.is_relative_to(here):
            return named.relative_to(here).as_posix()
        return (path.resolve().relative_to(here) if here else path).as_posix()
    except (OSError, ValueError, RuntimeError):  # below another folder; or the links lead round
        return path.as_posix()


def named(path: Path) -> str:
    """A path as ``shown`` writes it, of a link that stands there and not of what it leads to."""
    here = _working_folder()
    try:
        return (Path(os.path.abspath(path)).relative_to(here) if here else path).as_posix()
    except (OSError, ValueError):
        return path.as_posix()


def _working_folder() -> Path | None:
    """The folder that the process works in; none where it was deleted meanwhile."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return None
