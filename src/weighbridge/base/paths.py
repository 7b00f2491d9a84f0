"""Where the tables, the sources and the cases are: the shared ones in ``data/``, and a case's own beside it.

A wheel carries the project's files within the package. What was installed is read and never written to: who changes
something works in a project, which ``weighbridge notebooks`` lays out.
"""

from __future__ import annotations

import os
from pathlib import Path

from .command_line import command_line
from .errors import CaseError, Place, Problem, suggestion

CASE_FILE = "case.yaml"
TABLES = ("evidence", "library")  # the folders of tables beside the cases
REVIEWS = "reviews"  # the folder beside a case in which reviewers write
PACKAGE = Path(__file__).resolve().parents[1]
INSTALLED = PACKAGE / "_project"  # where a wheel has the files of the project; there is none beside a source


def data_folder() -> Path:
    """The project's ``data``: named by ``WEIGHBRIDGE_DATA``, above the working folder, or that of this program."""
    if named := os.environ.get("WEIGHBRIDGE_DATA"):
        return Path(named)
    here = _working_folder()
    above = (here, *here.parents) if here else ()
    return next((folder / "data" for folder in above if _is_project(folder)), own_project() / "data")


def own_project() -> Path:
    """The project that this program came with: installed with it, or around its source."""
    return INSTALLED if INSTALLED.is_dir() else PACKAGE.parents[1]


def is_installed(path: Path) -> bool:
    """Whether a path lies in the project that was installed with the program, which nothing changes."""
    try:
        return INSTALLED.is_dir() and path.resolve().is_relative_to(INSTALLED)
    except (OSError, ValueError, RuntimeError):  # a name that no file can have; links that lead round
        return False


def guide(name: str) -> str:
    """Where a page of the documents is, as a user would open it: ``docs/cases.md``.

    Outside a project it is the whole path of the page that was installed.
    """
    page = Path("docs") / name
    if (data_folder().parent / page).is_file() and not is_installed(data_folder()):
        return page.as_posix()
    return shown(INSTALLED / page) if (INSTALLED / page).is_file() else page.as_posix()


def folders_above(case_file: Path) -> list[Path]:
    """The folders that a case lies in, the nearest first, as far as that of its project: what is above that is not its.

    Of a case that lies in no project these are all folders up to the first of the disk.
    """
    above = []
    for folder in case_file.resolve().parents:
        above.append(folder)
        if _is_project(folder):
            break
    return above


def _is_project(folder: Path) -> bool:
    """Whether a folder holds the data of a project: others have a ``data/cases`` too, of cases of another kind."""
    data = folder / "data"
    if not (data / "cases").is_dir():
        return False
    return any((data / one).is_dir() for one in TABLES) or any((data / "cases").glob(f"*/{CASE_FILE}"))


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
        command = command_line(["weighbridge", "verify", "--all"], [name])
        return f"it holds folders of cases; name one of them, or weigh all: `{command}`"
    return f"see {guide('cases.md')}"


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
