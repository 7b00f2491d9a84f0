r"""Commands as they are shown to be copied: each word stays one word and does nothing, whatever stands in it.

People copy them from pages about strangers' cases, into a shell that nobody here knows. What ``shlex`` quotes is a word
to the shells of POSIX. To PowerShell typographic quotation marks are quotation marks as well, and end such a word; to
the command prompt of Windows single ones are none, and a ``&`` or ``|`` begins another command. These signs stand
between double quotation marks, which each of them knows.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable

from .safe_text import visible

_ACTING = re.compile("[‘’‚‛&|<>]")
_APART = re.compile("""(['‘’‚‛&|<>]+|"+)""")


def command_line(words: Iterable[str]) -> str:
    r"""Words as they are typed, on one line and with nothing unseen.

    >>> print(command_line(["weighbridge", "verify", "raqqa-2017", "--set", "trucks=40 truck"]))
    weighbridge verify raqqa-2017 --set 'trucks=40 truck'
    >>> print(command_line(["--under", "kind=it’s; calc"]), command_line(["--under", "kind=iron & copper"]))
    --under 'kind=it'"’"'s; calc' --under 'kind=iron '"&"' copper'
    >>> print(command_line(["a\nb\x1b", "$(x)"]))
    'a b\x1b' '$(x)'
    """
    shown = [visible(word, lines=False) for word in words]
    if not any(map(_ACTING.search, shown)):
        return shlex.join(shown)
    return " ".join(shlex.quote(word) if _is_plain(word) else _in_pieces(word) for word in shown)


def _is_plain(word: str) -> bool:
    return not _APART.search(word)


def _in_pieces(word: str) -> str:
    """A word put together from quoted pieces, in which double quotation marks are everywhere even in number."""
    return "".join(_quoted(piece) for piece in _APART.split(word) if piece)


def _quoted(piece: str) -> str:
    if piece[0] == '"':  # one more would turn inside out what the command prompt takes for quoted
        return "$'" + r"\x22" * len(piece) + "'"
    return f'"{piece}"' if _APART.fullmatch(piece) else f"'{piece}'"
