"""A log against the one that was committed last: that has to be its beginning, for a log is only added to."""

from __future__ import annotations

from pathlib import Path

from ..base import GitError, Place, Problem, git, shown, work_tree
from .log import RESTORE, log_file


def history_faults(case_file: Path) -> list[Problem] | None:
    """What was altered in the log of a case since it was committed; None where no commit of it is at hand."""
    path = log_file(case_file).resolve()
    before = _committed(path)
    if before is None:
        return None
    now = path.read_bytes().replace(b"\r\n", b"\n") if path.is_file() else b""
    if now.startswith(before):
        return []
    pairs = zip(before.split(b"\n"), now.split(b"\n"), strict=False)
    line = next((number for number, (then, here) in enumerate(pairs, 1) if then != here), None)
    found = "the log differs here from the one that was committed last, which has to be its beginning"
    return [Problem(Place(shown(path), line), found, RESTORE)]


def _committed(path: Path) -> bytes | None:
    """The log as it was committed last."""
    root = work_tree(path)
    if root is None:
        return None
    try:
        return git(root, "cat-file", "blob", f"HEAD:{path.relative_to(root).as_posix()}").replace(b"\r\n", b"\n")
    except (GitError, ValueError):
        return None
