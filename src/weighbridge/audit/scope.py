"""What an audit looks at: a case, the project that it stands in, and what the user gave besides."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..case import Case


@dataclass(frozen=True)
class Scope:
    """A case to be audited.

    Attributes:
        root: the folder of the project, with ``data/``, ``notebooks/`` and ``README.md``; none for a case elsewhere.
        article: the file with the article's text, where the user has one.
        runs_notebooks: whether notebooks are executed again; without it their saved numbers could not be checked.
    """

    case: Case
    root: Path | None
    article: Path | None = None
    runs_notebooks: bool = True
