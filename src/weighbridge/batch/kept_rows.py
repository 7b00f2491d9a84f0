"""Rows that were kept beside results, each known by what it depends on, so that a run goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ..base import CaseError, Place, Problem, exclusive, make_folder, regular, shown, write_all
from .parts import Row

FOLDER = ".weighbridge-rows"
LARGEST = 1_000_000  # bytes of a row


class KeptRows:
    """The rows of a folder of results: a file for each, written once all that belongs to it stands there whole."""

    def __init__(self, out: Path, columns: Mapping[str, type]) -> None:
        self.out, self.folder, self._columns = out, out / FOLDER, columns

    @contextmanager
    def held(self) -> Iterator[None]:
        """A block in which no other run keeps rows there.

        Raises:
            CaseError: a link stands in the place of the folder.
            StoreError: another run holds it, or it cannot be written.
        """
        make_folder(self.out)
        if self.folder.is_symlink():  # which would have files written elsewhere
            raise CaseError(
                [Problem(Place(shown(self.folder)), "a link stands there", "remove it, or name another folder")]
            )
        make_folder(self.folder)
        with exclusive(self.folder) as self._write:
            yield

    def found(self, name: str, fingerprint: str) -> Row | None:
        """The row that was kept by a name, if it has this fingerprint and its files are there as they were written."""
        try:
            path = regular(self.folder / _file_of(name))
            kept = json.loads(path.read_text(encoding="utf-8")) if path.stat().st_size <= LARGEST else {}
            if kept["fingerprint"] != fingerprint or not self._is_row(kept["row"]):
                return None
            is_whole = all(_digest((self.out / file).read_bytes()) == digest for file, digest in kept["files"].items())
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None  # none was kept, or something else stands there
        return kept["row"] if is_whole else None

    def _is_row(self, row: object) -> bool:
        """Whether it has the columns of a row, and in each what belongs there."""
        return (
            isinstance(row, dict)
            and row.keys() == self._columns.keys()
            and all(value is None or isinstance(value, self._columns[name]) for name, value in row.items())
        )

    def keep(self, name: str, fingerprint: str, row: Row, files: Mapping[str, str]) -> None:
        """Write the files of a result, and then its row; raises ``StoreError`` where that cannot be."""
        write_all(self.out, files)
        digests = {file: _digest(text.encode("utf-8")) for file, text in files.items()}
        kept = {"fingerprint": fingerprint, "row": row, "files": digests}
        self._write({_file_of(name): json.dumps(kept, indent=1) + "\n"})


def _file_of(name: str) -> str:
    """The file of a name, whatever signs that has."""
    return f"{_digest(name.encode('utf-8', 'surrogateescape'))[:32]}.json"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
