"""Logs and reviews against what was committed last: that has to be their beginning, for they are only added to."""

from __future__ import annotations

from pathlib import Path

from ..base import REVIEWS, GitError, Place, Problem, committed, committed_files, git, shown, work_tree
from .log import RESTORE


def history_faults(path: Path) -> list[Problem] | None:
    """What was altered in a file that is only added to since it was committed; None where no commit has it."""
    path = path.parent.resolve() / path.name  # a link in its place is not the file that was committed
    kept = committed(path)
    if kept is None:
        return None
    before = kept.replace(b"\r\n", b"\n")
    now = path.read_bytes().replace(b"\r\n", b"\n") if path.is_file() else b""
    if now.startswith(before):
        return []
    pairs = zip(before.split(b"\n"), now.split(b"\n"), strict=False)
    line = next((number for number, (then, here) in enumerate(pairs, 1) if then != here), None)
    found = "the file differs here from the one that was committed last, which has to be its beginning"
    return [Problem(Place(shown(path), line), found, RESTORE)]


def committed_reviews(case_file: Path) -> list[Path]:
    """The files of reviewers beside a case that were committed, whether they are still there or not."""
    folder = case_file.resolve().parent / REVIEWS
    root = work_tree(folder.parent)
    if root is None:
        return []
    try:
        within = folder.relative_to(root).as_posix()
        listing = git(root, "ls-tree", "-r", "-z", "HEAD", "--", within)
    except (GitError, ValueError):
        return []
    return [root / name for name, _, _ in committed_files(listing) if name.endswith(".yaml")]
