"""Lists of files with their SHA-256, in the format of ``sha256sum``, which checks them without Python.

A name with a backslash or a line break is written with escapes, and a backslash begins the line (coreutils).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile(r"(?P<escaped>\\?)(?P<digest>[0-9a-f]{64}) [ *](?P<name>.+)")
_ESCAPES = {"\\\\": "\\", "\\n": "\n", "\\r": "\r"}


def checksum_line(name: str, digest: str) -> str:
    """A line of such a list, with its line end.

    >>> checksum_line("a\\\\b", "0" * 64) == "\\\\" + "0" * 64 + "  a\\\\\\\\b\\n"
    True
    """
    escaped = name
    for escape, sign in _ESCAPES.items():
        escaped = escaped.replace(sign, escape)
    begin = "\\" if escaped != name else ""
    return f"{begin}{digest}  {escaped}\n"


def read_checksum(line: str) -> tuple[str, str] | None:
    """The name and the digest of a line without its end; none where it is no line of such a list.

    >>> read_checksum("0" * 64 + "  a.csv") == ("a.csv", "0" * 64)
    True
    """
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    name = match["name"]
    if match["escaped"]:
        name = re.sub(r"\\[\\nr]", lambda found: _ESCAPES[found[0]], name)
    return name, match["digest"]


def checksum_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of such a list with their numbers, from 1, whichever line ends it has."""
    yield from enumerate(text.replace("\r\n", "\n").removesuffix("\n").split("\n"), 1)
