"""What an audit looks at: a case, the project that it stands in, and what the user gave besides."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ..base import CASE_FILE, data_folder
from ..case import Case
from .saved_output import Replays

DATA, CASES = "data", "cases"
SOURCE = "src/weighbridge"  # of the program, in a clone


@dataclass(frozen=True)
class Scope:
    """A case to be audited.

    Attributes:
        root: the folder of the project, with ``data/``, ``notebooks/`` and ``README.md``; none for a case elsewhere.
        article: the file with the article's text, where the user has one.
        runs_notebooks: whether notebooks are executed again; without it their saved numbers could not be checked.
        replays: notebooks as they were executed; who audits several cases gives all of them the same.
        draws_charts: whether charts are drawn again, which takes longer than to weigh the case.
    """

    case: Case
    root: Path | None
    article: Path | None = None
    runs_notebooks: bool = True
    replays: Replays = field(default_factory=Replays)
    draws_charts: bool = True

    @property
    def own_tables(self) -> Path:
        """The folder of the tables and sources beside the case file, whether there is one or not."""
        return self.case.path.resolve().parent / "evidence"


def has_program(root: Path) -> bool:
    """Whether a project holds its program: one that was installed, or laid out to work in, holds the rest alone."""
    return (root / SOURCE).is_dir()


def project_of(case_file: Path) -> Path | None:
    """The folder of the project that a case file stands in; none for a case elsewhere.

    >>> project_of(Path("/tmp/mine/case.yaml")) is None
    True
    """
    whole = case_file.resolve()
    cases = whole.parents[1] if len(whole.parents) > 1 else whole.parent
    if whole.name != CASE_FILE or cases.name != CASES or cases.parent.name != DATA:
        return None
    is_shared = cases.parent == data_folder().resolve()
    return cases.parent.parent if is_shared or (cases.parent / "evidence").is_dir() else None
