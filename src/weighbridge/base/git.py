"""Git, asked without a shell, in a way in which a folder that came from elsewhere can make it run nothing.

Of a repository that may come from anywhere only what git keeps is asked for, and never how the files of its work tree
differ from it: for that, git would run the programs that the repository's own settings name (filters, a monitor of
files). Nothing is fetched either.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

# What points git to another place than the folder it is called in; hooks and some editors set it.
ELSEWHERE = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE"),
)
SECONDS = 20  # after which git is given up: a disk over a network may never answer


class GitError(Exception):
    """Git could not be run, or refused: its first line says why.

    ``is_missing`` says that there is no git on this machine.
    """

    def __init__(self, message: str, is_missing: bool = False) -> None:
        self.is_missing = is_missing
        super().__init__(message)


def work_tree(path: Path) -> Path | None:
    """The work tree of git in which a path lies; none where there is none above it."""
    resolved = path.resolve()
    return next((folder for folder in (resolved, *resolved.parents) if (folder / ".git").exists()), None)


def git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """What git prints, asked in a folder.

    Args:
        given: what it reads from its standard input.

    Raises:
        GitError: there is no git on this machine, it refuses, or it does not answer.
    """
    kept = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    # No transport at all: a repository may name a program by which missing objects are fetched.
    environment = {**kept, "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C", "GIT_PAGER": "cat"}
    program = shutil.which("git")
    if program is None or not os.path.isabs(program):  # one in the working folder may be a stranger's
        raise GitError("there is no git on this machine", is_missing=True)
    command = [program, "-c", "core.fsmonitor=false", "--no-optional-locks", "--literal-pathspecs", *words]
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=SECONDS, input=given)
    except FileNotFoundError as error:
        raise GitError("there is no git on this machine", is_missing=True) from error
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise GitError(f"git does not answer: {type(error).__name__}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it does not say why"]
        raise GitError(said[0].removeprefix("fatal: "))
    return done.stdout


def committed(path: Path) -> bytes | None:
    """A file as it was committed last, as git keeps it; none where git has no commit of it."""
    place = path.parent.resolve() / path.name  # a link in its place is not the file that was committed
    root = work_tree(place.parent)
    if root is None:
        return None
    try:
        return git(root, "cat-file", "blob", f"HEAD:{place.relative_to(root).as_posix()}")
    except (GitError, ValueError):
        return None


def committed_files(listing: bytes) -> Iterator[tuple[str, str, str]]:
    """The path, the mode and the id of each file of a listing by ``git ls-tree -r -z``."""
    for line in filter(None, listing.split(b"\0")):
        about, _, name = line.partition(b"\t")
        mode, _, digest = about.decode("ascii").split()[:3]
        yield os.fsdecode(name), mode, digest


def contents(folder: Path, digests: Sequence[str]) -> list[bytes]:
    """The contents of committed files by their ids, as git keeps them: no filter of the repository is run.

    Raises:
        GitError: git does not have one of them, as where only a part of a repository was cloned.
    """
    told = git(folder, "cat-file", "--batch", given="".join(f"{digest}\n" for digest in digests).encode("ascii"))
    found, at = [], 0
    for digest in digests:
        end = told.index(b"\n", at)
        _, _, size = told[at:end].decode("ascii", "replace").partition(" blob ")
        if not size.isdigit():
            raise GitError(f"git does not have the file {digest[:10]}")
        found.append(told[end + 1 : end + 1 + int(size)])
        at = end + 1 + int(size) + 1
    return found
