"""What made a result: the version of Weighbridge, the day, the commit of the data, and the libraries."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version

from pydantic import Field

from .clock import day_of_run
from .git import GitError, committed_files, git, work_tree
from .paths import data_folder, folders_above, is_installed
from .regular import regular
from .strict import Strict

# The libraries on which a figure rests; that each is a dependency of the project, a test holds.
LIBRARIES = ("numpy", "pint", "pydantic", "ruamel.yaml", "scipy")
CHANGED = "+changes"
KEPT_IN = ("evidence", "library")  # the folders above a case that hold its tables
DATA = (".csv", ".json", ".yaml")
HEAD = "# branch.oid "
PACKAGE = Path(__file__).resolve().parents[1]


class RunRecord(Strict):
    """What made a result, so that who holds one can make it again, or say why theirs differs."""

    weighbridge: str = Field(description="the version of Weighbridge")
    date: str = Field(description="the day of the run, by ISO 8601; that of SOURCE_DATE_EPOCH where it is set")
    commit: str | None = Field(
        None,
        description="the commit of the git work tree that holds the case, with `+changes` where the case, its tables "
        "or the program differ from it; none outside git",
    )
    python: str = Field(description="the version of Python")
    libraries: dict[str, str] = Field(description="the libraries on which figures rest, with their versions")

    @property
    def short_commit(self) -> str:
        """The commit as people cite it: its first ten digits, with ``+changes`` where there are any; empty without."""
        digest, changed, _ = (self.commit or "").partition(CHANGED)
        return digest[:10] + changed

    @property
    def line(self) -> str:
        """All but the libraries in a line.

        >>> RunRecord(weighbridge="0.1.0", date="2026-11-24", commit="9878ca6d79ddd", python="3.12", libraries={}).line
        'Weighed on 2026-11-24 with Weighbridge 0.1.0, commit 9878ca6d79.'
        """
        commit = f", commit {self.short_commit}" if self.commit else ""
        return f"Weighed on {self.date} with Weighbridge {self.weighbridge}{commit}."

    @property
    def libraries_line(self) -> str:
        """Python and the libraries, with their versions, in a line."""
        return ", ".join([f"Python {self.python}", *(f"{name} {number}" for name, number in self.libraries.items())])


def run_record(path: Path | None = None) -> RunRecord:
    """What makes a result now. Takes a few milliseconds, and never fails: what cannot be had is left out.

    Args:
        path: the file of a case; without one, the record is of the project's data.

    >>> run_record().weighbridge
    '0.1.0'
    """
    return RunRecord(
        weighbridge=_version("weighbridge"),
        date=day_of_run(),
        commit=_commit(path or data_folder()),
        python=python_version(),
        libraries=_libraries(),
    )


@cache
def _libraries() -> dict[str, str]:
    return {name: _version(name) for name in LIBRARIES}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # run from its source, without having been installed
        return "unknown"


def _commit(path: Path) -> str | None:
    """The commit of the work tree that holds a path, marked where what makes the figures differs from it."""
    try:
        root = work_tree(path)
        if root is None or is_installed(path):  # what was installed is of no commit of the folder around it
            return None
        inputs = [part.relative_to(root).as_posix() for part in _inputs(path.resolve()) if part.is_relative_to(root)]
        head, differs = (_of_our_own if PACKAGE.is_relative_to(root) else _of_another)(root, inputs)
    except (GitError, OSError, ValueError, RuntimeError):  # no git, no commit yet, links that lead round
        return None
    return head + (CHANGED if differs else "")


def _of_our_own(root: Path, inputs: list[str]) -> tuple[str, bool]:
    """The commit of the repository whose program runs here, which is trusted already; and whether inputs differ."""
    words = ("status", "--porcelain=v2", "--branch", "-z", "--untracked-files=all", "--", *inputs)
    entries = git(root, *words).decode("utf-8", "replace").split("\0")
    heads = [entry.removeprefix(HEAD) for entry in entries if entry.startswith(HEAD)]
    new = any(entry.startswith("? ") and entry.endswith(DATA) for entry in entries)
    if len(heads) != 1 or heads[0].startswith("("):
        raise GitError("there is no commit yet")
    return heads[0], new or any(entry.startswith(("1 ", "2 ", "u ")) for entry in entries)


def _of_another(root: Path, inputs: list[str]) -> tuple[str, bool]:
    """The same of a repository that may come from anywhere: its files are compared here and not by git."""
    head = git(root, "rev-parse", "HEAD").decode("ascii").strip()
    listing = git(root, "ls-tree", "-r", "-z", "--full-tree", "HEAD", "--", *inputs)
    return head, _differs(root, {name: (mode, digest) for name, mode, digest in committed_files(listing)}, inputs)


def _inputs(path: Path) -> Iterator[Path]:
    """What makes a case's figures: its file, the tables beside and above it, and the program."""
    yield path
    yield from (folder / kept for folder in (folders_above(path) if path.suffix else ()) for kept in KEPT_IN)
    yield PACKAGE


def _differs(root: Path, committed: dict[str, tuple[str, str]], inputs: list[str]) -> bool:
    """Whether a file that was committed differs or is missing, or data lie there that were not committed."""
    return any(one not in committed for name in inputs for one in _data(root, name)) or not all(
        _is_blob(f"{root}/{name}", *about) for name, about in committed.items()
    )


def _data(root: Path, name: str) -> Iterator[str]:
    """The paths of the data in a folder, or of a file itself."""
    place = root / name
    if place.is_file():
        yield name
    else:
        for folder, _, files in os.walk(place):
            within = Path(folder).relative_to(root).as_posix()
            yield from (f"{within}/{file}" for file in files if file.endswith(DATA))


def _is_blob(path: str, mode: str, digest: str) -> bool:
    """Whether a file is as git keeps it, whichever line ends the work tree has; a link is what it leads to."""
    if mode == "160000":  # another repository within
        return True
    try:
        content = os.fsencode(os.readlink(path)) if mode == "120000" else _content(path)
    except OSError:
        return False
    if _digest(content, len(digest)) == digest:
        return True
    return b"\r\n" in content and _digest(content.replace(b"\r\n", b"\n"), len(digest)) == digest


def _content(path: str) -> bytes:
    with open(regular(Path(path)), "rb", buffering=0) as file:
        return file.read()


def _digest(content: bytes, digits: int) -> str:
    """The name that git gives to a content: by SHA-1 of 40 digits, or SHA-256 of 64."""
    made = hashlib.new("sha256" if digits == 64 else "sha1", b"blob %d\0" % len(content), usedforsecurity=False)
    made.update(content)
    return made.hexdigest()
