"""What a result depends on, as one digest: a case, all evidence that it can draw on, and the kit that weighs it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from ..base import regular, review_files, run_record
from ..evidence import Holdings

READ = (".csv", ".json", ".yaml")
PACKAGE = "datapackage.json"


class Fingerprints:
    """Digests of cases; that of a folder which several cases share is made once."""

    def __init__(self) -> None:
        self._folders: dict[Path, str] = {}

    def of(self, case_file: Path, *options: str) -> str:
        """The digest of a case: another as soon as anything is that its result could depend on.

        It may be another where the result is the same, for all tables that a case could name are in it.
        """
        folder = case_file.parent
        own = [case_file, *review_files(case_file), *_read_in(folder)]
        shared = (self._of_folder(one) for one in Holdings.of(case_file).folders)
        return _digest(["case", str(case_file), *options, self._kit, *shared, *map(_of_file, dict.fromkeys(own))])

    @cached_property
    def _kit(self) -> str:
        """The kit, its files and the libraries that it computes with."""
        root = Path(__file__).parents[1]
        files = sorted(path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        record = run_record()
        return _digest([record.weighbridge, record.libraries_line, *map(_of_file, files)])

    def _of_folder(self, folder: Path) -> str:
        """The tables and sources of a folder, and what describes them."""
        if folder not in self._folders:
            files = [*_read_in(folder), folder.parent / PACKAGE]
            self._folders[folder] = _digest([str(folder), *map(_of_file, files)])
        return self._folders[folder]


def _read_in(folder: Path) -> Iterator[Path]:
    """The files of a folder that could be read, by name."""
    with suppress(OSError):
        yield from sorted(path for path in folder.iterdir() if path.suffix in READ)


def _of_file(path: Path) -> str:
    """The digest of a file with its name; what cannot be read has the error for its content."""
    try:
        with regular(path).open("rb") as file:
            return f"{path} {hashlib.file_digest(file, 'sha256').hexdigest()}"
    except OSError as error:
        return f"{path} {error.errno}"


def _digest(parts: list[str]) -> str:
    """One digest of several texts, in which none can pass for two."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part.encode("utf-8", "surrogatepass")).digest())
    return whole.hexdigest()
