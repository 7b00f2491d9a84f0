"""A file that somebody downloaded: its bytes and their hash, once it is of a kind that can hold a table."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from ...text import sha256
from .refusal import refused

LARGEST = 50_000_000  # bytes; a table of daily prices since 1900 has about a million
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_MARKUP = (b"<!doctype html", b"<html", b"<?xml")
_OTHERS = {
    b"%PDF": ("a PDF", "copy its table into a spreadsheet, look it over, and save it as CSV"),
    b"PAR1": ("a Parquet file", "save it as CSV"),
    b"\x1f\x8b": ("a compressed file", "unpack it first"),
    b"{": ("JSON", "save its table as CSV"),
    b"[": ("JSON", "save its table as CSV"),
}
_EXPECTED = "name a CSV file or a workbook (.xlsx, .xls)"


@dataclass(frozen=True)
class File:
    """A file by its name, with its bytes and their SHA-256; ``kind`` is ``text``, ``xlsx`` or ``xls``."""

    name: str
    content: bytes
    sha256: str
    kind: str


def read_file(path: Path) -> File:
    """The file of a path.

    Raises:
        IntakeError: it is missing, a folder, empty, too large, or of a kind that holds no table.
    """
    content = _bytes(path)
    return File(path.name, content, sha256(content), _kind(path.name, content))


def _bytes(path: Path) -> bytes:
    name = path.name or str(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise refused(name, "is a folder, expected a file", _EXPECTED)
        if not stat.S_ISREG(found.st_mode):  # a pipe has no end, and no size to tell it by
            raise refused(name, "is not a file", _EXPECTED)
        if found.st_size > LARGEST:
            found_size = f"has {found.st_size:,} bytes, expected at most {LARGEST:,}"
            raise refused(name, found_size, "keep the rows and columns that you need, and save them as CSV")
        content = path.read_bytes()
    except OSError as error:
        raise refused(name, f"cannot be read: {error.strerror}", "check its name and permissions") from None
    except ValueError:  # a name that no file can have
        raise refused(repr(str(path)[:40]), "is not the name of a file", _EXPECTED) from None
    if not content.strip():
        raise refused(name, "is empty", "download it again")
    return content


def _kind(name: str, content: bytes) -> str:
    head = content[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.lower().startswith(_MARKUP):
        raise refused(name, "is a web page, expected a table", "download the file itself, not the page about it")
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise refused(name, "is locked by a password", "save a copy without a password")
        return "xls"
    if content.startswith(b"PK"):
        return "xlsx"
    for sign, (what, remedy) in _OTHERS.items():
        if head.startswith(sign):
            raise refused(name, f"is {what}, expected a table", remedy)
    return "text"
