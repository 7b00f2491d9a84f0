"""Writing several files so that each of them is whole at any moment, whatever stops the run."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from .errors import RemediedError

SUFFIX = ".new"


class StoreError(RemediedError):
    """Files that could not be written; those that were there are as they were."""


def write_all(files: Sequence[tuple[Path, str]]) -> None:
    """Write each text to its file: first all beside their places, then each into its place in one step, in this order.

    A run that is killed leaves each file either old or new. What has to be read last should be named last.

    Raises:
        StoreError: a file cannot be written.
    """
    waiting = [(path.with_name(f".{path.name}{SUFFIX}"), path, text) for path, text in files]
    try:
        for beside, path, text in waiting:
            _write(beside, text)
            if path.exists():
                shutil.copymode(path, beside)
        for beside, path, _ in waiting:
            os.replace(beside, path)
        for folder in {path.parent for _, path, _ in waiting}:
            _settle(folder)
    except OSError as error:
        for beside, *_ in waiting:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
        name = Path(error.filename2 or error.filename or files[0][0]).name.removeprefix(".").removesuffix(SUFFIX)
        raise StoreError(
            f"{name} cannot be written: {error.strerror}", "nothing was changed; mend that and run it again"
        ) from None


def _write(path: Path, text: str) -> None:
    """The whole text, down to the disk: a file that takes its name before its content is on the disk could be empty."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """The names of a folder, down to the disk, where the system lets one open a folder."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
