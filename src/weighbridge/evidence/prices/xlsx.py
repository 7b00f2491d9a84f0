"""A workbook (.xlsx) that somebody downloaded: looked at before it is opened, so that a wrong one is refused.

The bytes are read once. What is hashed is what is checked, and what is checked is what the reader sees.
"""

from __future__ import annotations

import html
import io
import re
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...text import sha256
from ..workbook_parts import (
    DAMAGE,
    LARGEST_CONTENT,
    LIST,
    MOST_MEMBERS,
    Unsound,
    UnsoundWorkbook,
    guarded,
    opened,
    sheets,
)
from .price_file import PriceFileError

LARGEST_FILE = 50_000_000  # the World Bank's workbook has less than a million bytes
LAST_ROW, LAST_COLUMN = 20_000, "ZZ"  # a reader holds the whole rectangle up to the last cell in memory
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
# Where a cell says where it is: three letters or more are beyond ZZ, and rows of 20 000 and more too far down.
_FAR = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{3}|[A-Za-z]{0,2}(?:[2-9][0-9]{4}|[0-9]{6}))""")
_SHEET_NAME = re.compile(r"""<(?:\w+:)?sheet\s[^>]*?name=["']([^"']*)["']""")
LARGEST_LIST = 1_000_000
AGAIN = "download it again"
NOT_ONE = "expected the workbook that the World Bank publishes, an .xlsx file"


@dataclass(frozen=True)
class Workbook:
    """A workbook that was found sound: its name, the SHA-256 of its bytes, its sheets."""

    name: str
    sha256: str
    sheets: tuple[str, ...]
    _reader: Any

    def rows(self, sheet: str) -> list[list[Any]]:
        """The cells of a sheet, row by row, as numbers, texts and dates; an empty cell is an empty text.

        Raises:
            PriceFileError: the sheet cannot be read.
        """
        read = lambda: self._reader.get_sheet_by_name(sheet).to_python(skip_empty_area=False)  # noqa: E731
        return guarded(read, lambda error: _damaged(self.name, error))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; raises ``PriceFileError`` where there are none, or too many."""
    try:
        found = path.stat()
        size = found.st_size
        # A device or a pipe has no end, and no size to tell it by.
        regular = stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)
        content = path.read_bytes() if regular and size <= LARGEST_FILE else b"?"
    except OSError as error:
        remedy = "name a file, not a folder" if path.is_dir() else "check its name and permissions"
        raise PriceFileError(f"{path.name or path} cannot be read: {error.strerror}", remedy) from None
    except ValueError:  # a name that no file can have
        raise PriceFileError(
            f"`{str(path)[:40]!r}` is not the name of a file", "name the file you downloaded"
        ) from None
    if not regular:
        raise PriceFileError(f"{path.name} is not a file", "name the file that you downloaded")
    if size > LARGEST_FILE:
        raise PriceFileError(f"{path.name} has {size:,} bytes, at most {LARGEST_FILE:,}", NOT_ONE)
    if not content.strip():
        raise PriceFileError(f"{path.name} is empty", AGAIN)
    return content


def is_page(content: bytes) -> bool:
    """Whether a file is a web page, whatever its name says.

    >>> is_page(b"<!DOCTYPE html><html>"), is_page(b"PK")
    (True, False)
    """
    head = content[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return head.startswith((b"<!doctype html", b"<html")) or (head.startswith(b"<") and b"<html" in head)


def open_workbook(path: Path, content: bytes | None = None) -> Workbook:
    """Look at a file, and open it if it is a sound .xlsx.

    Args:
        content: its bytes, where they have been read already.

    Raises:
        PriceFileError: it is missing, empty, a web page, locked by a password, an old .xls, cut short, damaged, no
            workbook, or unpacks to more than a workbook does.
    """
    content = read_bytes(path) if content is None else content
    _refuse_by_head(path.name, content)
    _refuse_by_content(path.name, content)
    reader = guarded(lambda: opened(content), lambda error: _damaged(path.name, error))
    return Workbook(path.name, sha256(content), tuple(reader.sheet_names), reader)


def sheet_names(content: bytes) -> tuple[str, ...]:
    """The names of a workbook's sheets, as its list has them; none where there is no such list to be read.

    A workbook that is too large to be opened may still be named by them.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.getinfo(LIST).file_size > LARGEST_LIST:
                return ()
            text = archive.read(LIST).decode("utf-8")
    except (*DAMAGE, KeyError):
        return ()
    return tuple(html.unescape(name) for name in _SHEET_NAME.findall(text))


def _refuse_by_head(name: str, content: bytes) -> None:
    """What its first bytes say."""
    if is_page(content):
        raise PriceFileError(f"{name} is a web page, not a workbook", "download the file itself, not the page about it")
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise PriceFileError(f"{name} is locked by a password", "save a copy without a password")
        raise PriceFileError(f"{name} is a workbook of the old kind (.xls)", "open it and save it as .xlsx")
    if not content.startswith(b"PK"):
        raise PriceFileError(f"{name} is not a workbook: {_beginning(content)}", NOT_ONE)


def _beginning(content: bytes) -> str:
    """With which signs a file begins, where they can be read."""
    try:
        signs = content[:8].decode("ascii").strip()
    except UnicodeDecodeError:
        signs = ""
    return f"it begins with `{signs}`" if signs.isprintable() and signs else "it is a file of another kind, or damaged"


def _refuse_by_content(name: str, content: bytes) -> None:
    """What its list of members says, and then its members."""
    try:
        for sheet, unpacked in sheets(content):
            _refuse_by_extent(name, sheet, unpacked)
    except UnsoundWorkbook as error:
        raise _unsound(name, error) from None


def _unsound(name: str, error: UnsoundWorkbook) -> PriceFileError:
    if error.why == Unsound.TOO_LARGE:
        most = f"at most {LARGEST_CONTENT:,} in {MOST_MEMBERS:,}"
        return PriceFileError(f"{name} {error.size}, {most}", "it is not a workbook that a bank publishes")
    if error.why == Unsound.LOCKED:
        return PriceFileError(f"{name} is locked by a password", "save a copy without a password")
    if error.why == Unsound.DAMAGED:
        return PriceFileError(f"{name} is cut short or damaged: {error.said}", AGAIN)
    packed = [member.filename for member in error.members if member.filename.casefold().endswith(".csv")]
    remedy = f"unpack it, and name the file in it: {', '.join(packed[:3])}" if packed else NOT_ONE
    return PriceFileError(f"{name} is an archive, but not a workbook: it has no part {LIST}", remedy)


def _refuse_by_extent(name: str, sheet: str, content: bytes) -> None:
    """A single cell far out makes a reader hold everything between: billions of empty cells."""
    # The name of the attribute is r and no longer: `error="ABC"` is another one.
    far = any(content[match.start() - 1 : match.start()].isspace() for match in _FAR.finditer(content))
    if far or content.count(b"row") > 2 * LAST_ROW + 10:  # a row is opened and closed, under any prefix
        found = f"{name} has cells beyond row {LAST_ROW:,} or column {LAST_COLUMN} in {sheet}"
        raise PriceFileError(found, "it is not a workbook of monthly prices")


def _damaged(name: str, error: BaseException) -> PriceFileError:
    """Whatever the reader raises."""
    return PriceFileError(f"{name} is damaged: {str(error)[:80]}", AGAIN)
