"""A text that a command was given: its words, the name of a file, or the standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..base import CaseError, Place, Problem, RemediedError

if TYPE_CHECKING:
    from ..text import Document

STANDARD_INPUT = "-"
LONGEST_NAME = 255  # bytes of a file's name on the systems that we know: anything longer is a text
SUFFIXES = (".txt", ".text", ".md", ".htm", ".html", ".pdf", ".doc", ".docx", ".rtf")  # of a file that may be missing


def document_of(named: str) -> Document:
    """The text that was named; raises ``CaseError`` where it is a file that can't be read as text."""
    from ..text import LARGEST_TEXT, read_document  # not needed by those who type a passage

    if named == STANDARD_INPUT:
        return read_document(_piped(LARGEST_TEXT + 1), name="standard input")
    if is_file(named) or is_address(named):
        return read_document(Path(named))
    return read_document(named.encode("utf-8", "surrogateescape"), name="the text")


def _piped(most: int) -> bytes:
    """What is piped in, up to some bytes; raises ``CaseError`` where that is nothing that can be read."""
    remedy = "pipe the text in, or name the file of the text"
    if sys.stdin is None:
        raise CaseError([Problem(Place("standard input"), "is closed", remedy)])
    try:
        return sys.stdin.buffer.read(most)
    except OSError as error:  # a folder was given for it
        raise CaseError([Problem(Place("standard input"), f"cannot be read: {error.strerror}", remedy)]) from None


def check_options(language: str | None, date: str | None = None) -> None:
    """Raise ``CaseError`` where the options name no language, or no date."""
    from ..quantities import language as language_of
    from ..text import read_period

    readers: tuple[tuple[str, str | None, Callable[[str], object]], ...] = (
        ("--language", language, language_of),
        ("--date", date, read_period),
    )
    for option, given, read in readers:
        if given is not None:
            try:
                read(given)
            except RemediedError as error:
                raise CaseError([Problem(Place(option), error.message, error.remedy)]) from None


def is_file(named: str) -> bool:
    """Whether the words are the name of a file, or of a folder, rather than a text."""
    if not named or "\n" in named or "\0" in named or len(named.encode("utf-8", "replace")) > LONGEST_NAME:
        return False
    looks_so = Path(named).suffix.lower() in SUFFIXES and not any(sign.isspace() for sign in named)
    return looks_so or Path(named).exists()


def is_address(named: str) -> bool:
    """Whether it is the address of a page, which is never fetched."""
    return named.startswith(("http://", "https://")) and not any(sign.isspace() for sign in named)
