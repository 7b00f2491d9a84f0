"""The parts of a workbook (.xlsx), each unpacked to no more than it declares, and what a reader of workbooks raises.

What is wrong is typed; whoever opened the file says it in words, with the remedy that helps there.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Any, TypeVar

T = TypeVar("T")

LARGEST_CONTENT = 250_000_000  # bytes, unpacked; the World Bank's workbook has less than four million
MOST_MEMBERS = 1_000
LIST = "xl/workbook.xml"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
# Whatever zipfile and zlib raise of a file that is cut short, encrypted or damaged.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Unsound(StrEnum):
    """What is wrong with a file that should be a workbook."""

    TOO_LARGE = "too large"
    LOCKED = "locked by a password"
    NO_WORKBOOK = "an archive of something else"
    DAMAGED = "damaged"


class UnsoundWorkbook(Exception):
    """A file that is no sound workbook; ``members`` are its parts, ``said`` is what the library says of damage."""

    def __init__(self, why: Unsound, members: Sequence[zipfile.ZipInfo] = (), said: str = "") -> None:
        self.why, self.members, self.said = why, members, said
        super().__init__(why.value)

    @property
    def size(self) -> str:
        """What it unpacks to, in words."""
        total = sum(member.file_size for member in self.members)
        return f"unpacks to {total:,} bytes in {len(self.members):,} parts"


def sheets(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The name and the text of each sheet of a workbook, once its list of parts was found sound.

    Every part is unpacked, to no more than it declares and against its checksum: no reader behind can get more from it.

    Raises:
        UnsoundWorkbook: it unpacks to too much, is locked, is no workbook, or is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _refuse(members)
            for member in members:
                unpacked = archive.read(member)
                if _SHEET.fullmatch(member.filename):
                    yield member.filename, unpacked
    except DAMAGE as error:
        raise UnsoundWorkbook(Unsound.DAMAGED, said=str(error)[:80]) from None


def _refuse(members: Sequence[zipfile.ZipInfo]) -> None:
    """Raise for what the list of parts shows."""
    if sum(member.file_size for member in members) > LARGEST_CONTENT or len(members) > MOST_MEMBERS:
        raise UnsoundWorkbook(Unsound.TOO_LARGE, members)
    if any(member.flag_bits & 1 for member in members):
        raise UnsoundWorkbook(Unsound.LOCKED, members)
    if LIST not in {member.filename for member in members}:
        raise UnsoundWorkbook(Unsound.NO_WORKBOOK, members)


def opened(content: bytes) -> Any:
    """A workbook by python-calamine, which is loaded here: who reads no workbook does not pay for it."""
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(content))


def guarded(read: Callable[[], T], refusal: Callable[[BaseException], Exception]) -> T:
    """What is read; whatever the reader raises becomes a refusal. A panic of its inside is no ``Exception``."""
    try:
        return read()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        raise refusal(error) from None
