"""The hashes of a deposit in the format of ``sha256sum``: written, and held against what stands in a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..text import checksum_line, checksum_lines, read_checksum, sha256

NAME = "MANIFEST.sha256"


def manifest(files: Mapping[str, bytes]) -> str:
    """A line for each file: its SHA-256, two spaces, its path; in order.

    >>> print(manifest({"a.txt": b""})[56:])
    7852b855  a.txt
    <BLANKLINE>
    """
    return "".join(checksum_line(path, sha256(content)) for path, content in sorted(files.items()))


def manifest_size(paths: list[str]) -> int:
    """How many bytes the manifest of some files takes, which does not depend on what is in them.

    >>> manifest_size(["a.txt"]) == len(manifest({"a.txt": b""}))
    True
    """
    return sum(len(checksum_line(path, "0" * 64).encode()) for path in paths)


def read_manifest(text: str) -> dict[str, str]:
    """The hash of each path that a manifest names; what is no line of one is passed over."""
    return dict(filter(None, (read_checksum(line) for _, line in checksum_lines(text))))


def differing(folder: Path) -> list[str] | None:
    """The files of a folder that are not as its manifest has them, or that it doesn't name; none where it has none.

    What a manifest names and is not there differs as well.
    """
    try:
        named = read_manifest((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    here = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    here.pop(NAME, None)
    return sorted(
        name for name in {*named, *here} if name not in here or name not in named or named[name] != _hash(here[name])
    )


def _hash(path: Path) -> str:
    try:
        return sha256(path.read_bytes())
    except OSError:
        return ""  # what can't be read is not as it was
