"""The files of a deposit: where each stands, what it is, what it is to the run, and its terms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from ..text import sha256
from .licences import Licence

FORMATS = {
    ".cff": "application/yaml",
    ".csv": "text/csv",
    ".html": "text/html",
    ".json": "application/json",
    ".md": "text/markdown",
    ".sha256": "text/plain",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
}


class Role(StrEnum):
    """What a file is to the run."""

    INPUT = "input"  # the case, its record, the tables and sources that it draws on
    RESULT = "result"  # what the run gave
    RECORD = "record"  # what describes the deposit and how it was made


@dataclass(frozen=True)
class Part:
    """A file of a deposit.

    Attributes:
        path: within the deposit, with ``/`` between folders.
        what: what it is, in a few words.
    """

    path: str
    content: bytes
    what: str
    role: Role
    licence: Licence

    @property
    def format(self) -> str:
        """Its media type, by its ending; plain text where it has none."""
        return FORMATS.get(PurePosixPath(self.path).suffix.lower(), "text/plain")

    @property
    def sha256(self) -> str:
        """The SHA-256 of its content."""
        return sha256(self.content)
