"""The data of a git revision, in a folder of their own, from which a case is opened as from any other."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..base import (
    CASE_FILE,
    CaseError,
    GitError,
    Place,
    Problem,
    committed_files,
    contents,
    data_folder,
    fill_folder,
    git,
    suggestion,
    work_tree,
)

FILES = ("100644", "100755")  # modes of what is a file; links are left where they are
NO_GIT = "compare two cases, or two results that `weighbridge verify --json` wrote"


class NoSuchRevision(CaseError):
    """A repository has no revision of a name."""


@dataclass(frozen=True)
class Repository:
    """The git work tree that holds the data.

    Attributes:
        root: its folder.
        data: the folder of the data within, as git names it.
    """

    root: Path
    data: PurePosixPath

    @classmethod
    def of(cls, data: Path | None = None) -> Repository:
        """That which holds the project's data, or other data.

        Raises:
            CaseError: the data are in no git work tree.
        """
        folder = (data or data_folder()).resolve()
        root = work_tree(folder)
        if root is None:
            raise _fault(folder.as_posix(), "the data are in no git work tree, so there are no revisions", NO_GIT)
        return cls(root, PurePosixPath(folder.relative_to(root).as_posix()))

    def commit(self, revision: str) -> str:
        """The id of a revision.

        Raises:
            CaseError: there is none of this name, or git does not answer.
        """
        if revision.startswith("-"):
            raise _fault(revision, "no name of a git revision begins with a dash", "name a commit, a branch or a tag")
        try:
            words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
            return git(self.root, *words).decode("ascii").split()[-1]
        except GitError as error:
            raise self._no_revision(revision, error) from None

    def _no_revision(self, revision: str, error: GitError) -> CaseError:
        """Why there is no such revision, with the remedy."""
        place = f"git revision `{revision[:60]}`"
        if error.is_missing:
            return _fault(place, str(error), f"install git; or {NO_GIT}")
        with contextlib.suppress(GitError):
            if git(self.root, "rev-parse", "--is-shallow-repository").strip() == b"true":
                found = "it is not in this clone, which has only the last part of the history"
                return _fault(place, found, "fetch the rest: `git fetch --unshallow`")
            names = git(self.root, "for-each-ref", "--format=%(refname:short)").decode("utf-8", "replace").split()
            near = suggestion(revision, names, "`git log` has those that there are")
            return NoSuchRevision([Problem(Place(place), "there is no such revision", near)])
        return _fault(place, f"git refuses: {error}", f"mend that, or {NO_GIT}")

    def cases(self, commit: str) -> list[str]:
        """The names of the cases of a revision."""
        paths = [PurePosixPath(name) for name, _, _ in self._files(commit, f"{self.data}/cases")]
        return sorted(path.parent.name for path in paths if path.name == CASE_FILE and len(path.parts) == self._depth)

    @property
    def _depth(self) -> int:
        return len(self.data.parts) + 3

    def case(self, commit: str, name: str, folder: Path, label: str) -> Path:
        """The case file of a revision, written into a folder with all data that a case may draw on.

        Args:
            label: what the revision is called in messages.

        Raises:
            CaseError: the revision does not have the case.
        """
        known = self.cases(commit)
        if name not in known:
            found = f"{label} has no case of this name"
            raise _fault(f"case `{name[:60]}`", found, suggestion(name, known, "it may have had another name then"))
        others, own = f"{self.data}/cases/", f"{self.data}/cases/{name}/"
        listed = ((path, digest) for path, mode, digest in self._files(commit, str(self.data)) if mode in FILES)
        self._write(commit, [one for one in listed if one[0].startswith(own) or not one[0].startswith(others)], folder)
        return folder / self.data.name / "cases" / name / CASE_FILE

    def _write(self, commit: str, files: list[tuple[str, str]], folder: Path) -> None:
        try:
            several = contents(self.root, [digest for _, digest in files])
        except GitError as error:
            raise _fault(
                f"git revision `{commit[:10]}`", str(error), "fetch what is missing: `git fetch --refetch`"
            ) from None
        found = {}
        for (name, _), content in zip(files, several, strict=True):
            within = PurePosixPath(name).relative_to(self.data.parent)
            if ".." in within.parts or within.is_absolute():
                continue  # git makes no such path; who did has no good in mind
            found[within.as_posix()] = content
        fill_folder(folder, found)

    def _files(self, commit: str, *wanted: str) -> list[tuple[str, str, str]]:
        try:
            return list(committed_files(git(self.root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *wanted)))
        except GitError as error:
            raise _fault(f"git revision `{commit[:10]}`", f"git refuses: {error}", NO_GIT) from None


def _fault(place: str, message: str, remedy: str) -> CaseError:
    return CaseError([Problem(Place(place), message, remedy)])
