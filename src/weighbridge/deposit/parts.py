"""The files of a deposit: where each stands, what it is, what it is to the run, and its terms."""

from __future__ import annotations

import re
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
LONGEST_NAME = 60  # characters of a name that a case or a file brings along
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)  # which Windows takes for devices


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


def safe_name(name: str) -> str:
    """A name that every system takes for a file of that name and nothing else: ASCII letters, digits, ``.``, ``-``, ``_``.

    >>> safe_name("raqqa-2017"), safe_name("../a b; rm -rf"), safe_name("nul.yaml"), safe_name("ردمة")
    ('raqqa-2017', 'a-b-rm--rf', 'file-nul.yaml', 'file')
    """
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.")[:LONGEST_NAME].rstrip("-.") or "file"
    return f"file-{plain}" if _RESERVED.fullmatch(plain) else plain
