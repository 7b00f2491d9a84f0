"""A text file of any usual encoding, or a saved page, as plain text that leads back to the file."""

from __future__ import annotations

import codecs
import os
import re
import select
import stat
from dataclasses import dataclass, field
from pathlib import Path

from ..base import CaseError, Place, Problem, shown
from .article import sha256
from .folds import Replaced, line_and_column
from .web_page import Meta, is_web_page, plain_text

LARGEST_TEXT = 10_000_000  # bytes; twice the Bible
PATIENCE = 10.0  # seconds that a pipe may take to begin
MOST_CONTROLS = 0.2  # of the bytes of a text; editorial

_BYTE_ORDER_MARKS = (  # the longest first: that of UTF-32 begins as that of UTF-16 does
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_AS_TEXT = "open it, copy the text into a file of its own, and name that"
# What a file is by its first bytes, and what to do.
_NO_TEXT = (
    (b"%PDF-", "a PDF", "copy the text out of the PDF into a text file, and name that"),
    (b"PK\x03\x04", "a zip archive, or a document of Word or another office program", _AS_TEXT),
    (b"\xd0\xcf\x11\xe0", "a document of an old office program", _AS_TEXT),
    (b"{\\rtf", "a document in RTF", "save it as plain text, and name that"),
    (b"\x1f\x8b", "compressed", "unpack it first"),
    (b"BZh", "compressed", "unpack it first"),
    (b"\xfd7zXZ\x00", "compressed", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!", "a rar archive", "unpack it first"),
    (b"\x89PNG", "a picture", "type out or copy what it says into a text file, and name that"),
    (b"\xff\xd8\xff", "a picture", "type out or copy what it says into a text file, and name that"),
    (b"GIF8", "a picture", "type out or copy what it says into a text file, and name that"),
    (b"RIFF", "a picture, a sound or a film", "type out or copy what it says into a text file, and name that"),
    (b"II*\x00", "a picture", "type out or copy what it says into a text file, and name that"),
    (b"MM\x00*", "a picture", "type out or copy what it says into a text file, and name that"),
    (b"SQLite format 3", "a database", "copy the text into a file of its own, and name that"),
)
_NO_CHARACTERS = re.compile(b"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_PLAIN = re.compile("[ -~\n\r\t\u00a0]")
# Signs that every code page of Windows has at the same place: curly quotation marks, dashes, the no-break space.
_SIGNS_OF_WINDOWS = re.compile(b"[\x82\x84\x85\x8b\x91-\x97\x9b\xa0\xa6\xa7\xa9\xab-\xae\xb0\xb1\xb6\xb7\xbb]")
_DECLARED = re.compile(
    rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})"
    rb"|<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]{1,40})"
)
_CODE_PAGES = (  # the commonest first
    *("cp1252", "cp1256", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1257", "koi8_r", "koi8_u", "cp866"),
    *("iso8859_6", "iso8859_5", "mac_roman", "gb18030", "big5", "cp932", "euc_jp", "euc_kr"),
)


class DocumentError(CaseError):
    """A file of which no text can be read."""


@dataclass(frozen=True)
class Document:
    """The text of a file.

    Attributes:
        text: the plain text: of a page what a reader sees.
        original: the whole file as characters, markup and all.
        name: of the file, as it is shown.
        encoding: in which it was read.
        sha256: of its bytes.
        notes: what was taken and may be wrong, a sentence each.
        meta: what a page says of itself.
    """

    text: str
    original: str
    name: str
    encoding: str
    sha256: str
    notes: tuple[str, ...] = ()
    meta: Meta = field(default_factory=Meta)
    markup: Replaced | None = field(default=None, repr=False)

    def origin(self, at: int) -> int:
        """Where in ``original`` the character at ``at`` of ``text`` begins."""
        return self.markup.start(at) if self.markup else at

    def place(self, at: int) -> tuple[int, int]:
        """The line and the column of the file, both from 1, of the character at ``at`` of ``text``.

        >>> read_document(b"<p>Near<br>50 trucks").place(5)
        (1, 12)
        """
        return line_and_column(self.original, self.origin(at))


def read_document(source: Path | bytes, name: str = "the text") -> Document:
    """The text of a file, or of bytes; a page of the web is known by its content, not by its name.

    The encoding is that of a byte order mark, else UTF-8, else what the page declares, else UTF-16, else the likeliest
    code page, of which a note says that it is a guess. Nothing is ever fetched.

    Args:
        name: what bytes are called in messages.

    Raises:
        DocumentError: it cannot be read, is larger than ``LARGEST_TEXT`` bytes, or is no text; with the remedy.

    >>> read_document("Preis 5 €".encode("utf-16-le")).text
    'Preis 5 €'
    """
    if not isinstance(source, bytes):
        name = shown(Path(source))
    content = source if isinstance(source, bytes) else _content(Path(source), name)
    if len(content) > LARGEST_TEXT:
        raise _refused(name, f"has more than {LARGEST_TEXT:,} bytes", "name the file of the text")
    for first, what, remedy in _NO_TEXT:
        if content.startswith(first):
            raise _refused(name, f"is {what}, not text", remedy)
    original, encoding, notes = _decoded(content, name)
    if not is_web_page(original):
        return Document(original, original, name, encoding, sha256(content), notes)
    text, markup, meta = plain_text(original)
    return Document(text, original, name, encoding, sha256(content), notes, meta, markup)


def _content(path: Path, name: str) -> bytes:
    if re.match(r"https?:/", str(path)):
        named = re.sub("^(https?):/+", r"\1://", str(path))  # a path has no two slashes in a row
        raise _refused(named, "is an address, and nothing is fetched", "save the page, and name the file")
    try:
        with open(path, "rb", opener=_at_once) as file:  # a device has no end; a pipe is welcome
            if stat.S_ISFIFO(os.fstat(file.fileno()).st_mode):
                if not select.select([file], [], [], PATIENCE)[0]:
                    found = f"is a pipe into which nothing was written for {PATIENCE:g} seconds"
                    raise _refused(name, found, "name the file of the text")
                os.set_blocking(file.fileno(), True)
            return file.read(LARGEST_TEXT + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise _refused(name, f"cannot be read: {why}", "name the file of the text") from None


def _at_once(path: str, flags: int) -> int:
    """The handle of a file; opening a pipe does not wait for who writes into it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _refused(name: str, fault: str, remedy: str) -> DocumentError:
    return DocumentError([Problem(Place(name), fault, remedy)])


def _decoded(content: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    """The characters of a file, their encoding, and what was guessed of it."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding), encoding, ()
            except UnicodeDecodeError:
                break
    odd = len(_NO_CHARACTERS.findall(content))
    may_be_utf_8 = b"\0" not in content and odd <= len(content) * MOST_CONTROLS  # a copied PDF has some
    if may_be_utf_8 and (text := _as(content, "utf-8")) is not None:
        return text, "utf-8", ()
    if not odd:
        if (declared := _declared(content)) and (text := _as(content, declared)) is not None:
            return text, declared, ()
        return _guessed(content, name)
    for encoding in _byte_orders(content):
        text = _as(content, encoding)
        if text is not None and not _CONTROLS.search(text) and _PLAIN.search(text):
            note = f"{name} does not say its encoding; it was read as {encoding.upper()}, which is a guess"
            return text, encoding, (note,)
    raise _refused(name, "is not text: it holds bytes that no text has", "name the file of the text")


def _as(content: bytes, encoding: str) -> str | None:
    """The characters in an encoding; None where it has none for these bytes, or is no encoding of text."""
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _declared(content: bytes) -> str:
    """The encoding that a page declares; that of Windows for Latin-1, as every browser takes it."""
    found = _DECLARED.search(content[:4096])
    if not found:
        return ""
    encoding = (found[1] or found[2]).decode("ascii", "replace").lower()
    return "cp1252" if encoding in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else encoding


def _byte_orders(content: bytes) -> tuple[str, str]:
    """Both byte orders of UTF-16, that first in which spaces and ends of lines are what they should be."""
    sample = content[:4096]
    little = sum(sample[at : at + 2] in (b" \x00", b"\n\x00") for at in range(0, len(sample), 2))
    big = sum(sample[at : at + 2] in (b"\x00 ", b"\x00\n") for at in range(0, len(sample), 2))
    return ("utf-16-le", "utf-16-be") if little >= big else ("utf-16-be", "utf-16-le")


def _guessed(content: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    """The characters in the likeliest code page, or in UTF-8 of which little is broken."""
    loose = content.decode("utf-8", "replace")
    broken = loose.count("\ufffd")
    if len(re.findall(r"[^\x00-\x7f]", loose)) > 5 * broken:
        return loose, "utf-8", (f"{name} is in UTF-8 with {broken} broken places, which stand as \ufffd",)
    beyond = _SIGNS_OF_WINDOWS.sub(b"", content.translate(None, bytes(range(128))))
    encoding = _likeliest(content) if beyond else "cp1252"
    text = _as(content, encoding) if encoding else None
    if text is None:
        raise _refused(name, "is text in no encoding that is known", "save it as UTF-8, and name that file")
    called = re.sub("^cp125", "Windows-125", encoding)
    remedy = "if letters look wrong, save it as UTF-8"
    return text, encoding, (f"{name} does not say its encoding; it was read as {called}, which is a guess: {remedy}",)


def _likeliest(content: bytes) -> str:
    """The code page in which a text looks most like a language; of several that do, the commonest. Empty where none."""
    from charset_normalizer import from_bytes  # takes 0.1 s, and hardly any text needs it

    found = list(from_bytes(content, cp_isolation=list(_CODE_PAGES)))
    if not found:
        return ""
    best = (found[0].chaos, found[0].coherence)
    alike = {name for one in found if (one.chaos, one.coherence) == best for name in one.could_be_from_charset}
    return min(alike, key=lambda name: _CODE_PAGES.index(name) if name in _CODE_PAGES else len(_CODE_PAGES))
