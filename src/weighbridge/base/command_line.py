r"""Commands as they are shown to be copied: each word stays one word and does nothing, whatever stands in it.

People copy them from pages about strangers' cases, into a shell that nobody here knows. Nearly every word can be typed
alike everywhere: bare, or between double quotation marks where it holds nothing that a shell looks for there. Of any
other the form is that of one shell, and in the others it does nothing either. PowerShell takes typographic quotation
marks for such; the command prompt knows double ones alone, and looks between two ``%`` for a variable first.

A name that begins with a hyphen stands behind ``--``, for it would be read as an option.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

from .safe_text import visible

ONE_SHELL: Final = "for bash or zsh; the shells of Windows may read it otherwise"
_BARE = r"--?[a-z][a-z-]*|--|[A-Za-z0-9_./](?:[A-Za-z0-9_+=:./-]*)"
_PLAIN = r'(?:[^$`!"%“”„\\]|\\(?![\\"$`]|$))*'  # between double quotation marks the same to every shell
_ALIKE = re.compile(rf'(?:{_BARE}|"{_PLAIN.replace("|$", "")}")')
_TO_POWERSHELL = re.compile("[$`“”„]")  # what it looks for between double quotation marks
_ACTING = re.compile("[‘’‚‛&|<>]|%[^%]*%")  # beside what stands between marks, where these are not even in number
_APART = re.compile("""(['‘’‚‛&|<>%]+|"+)""")


class Shell(Enum):
    """Whose form a word has that cannot be typed alike everywhere."""

    POSIX = auto()
    WINDOWS = auto()


HERE: Final = Shell.WINDOWS if os.name == "nt" else Shell.POSIX
ANYWHERE: Final = Shell.POSIX  # of a page, which may be opened anywhere: ``one_shell`` says where it does not serve


def command_line(
    command: Sequence[str],
    names: Sequence[str | os.PathLike[str]] = (),
    options: Sequence[str] = (),
    form: Shell = HERE,
    hyphen: str = "--",
) -> str:
    r"""A command as it is typed, on one line and with nothing unseen.

    Args:
        command: the program, and the command of it.
        names: what stands without an option: cases, files (as texts or paths), passages.
        options: options, each with its value behind it.
        form: the shell whose form a word has that cannot be typed alike everywhere; by default that of this system.
        hyphen: what keeps a name that begins with a hyphen from being read as an option: ``--`` before all names, or
            ``./`` before that of a file.

    >>> print(command_line(["weighbridge", "verify"], ["raqqa-2017"], ["--set", "trucks=40 truck"]))
    weighbridge verify raqqa-2017 --set "trucks=40 truck"
    >>> print(command_line(["weighbridge", "verify"], ["-mine"], ["--under", "mass=short"]))
    weighbridge verify --under mass=short -- -mine
    >>> print(command_line(["jupyter", "lab"], ["-mine/notebooks"], hyphen="./"))
    jupyter lab ./-mine/notebooks
    >>> print(command_line(["weighbridge", "weigh"], ["$(x) for $5"], form=Shell.POSIX))
    weighbridge weigh '$(x) for $5'
    """
    texts = [os.fspath(name) for name in names]
    placed = [f"{hyphen}{one}" if one.startswith("-") and hyphen != "--" else one for one in texts]
    words = [*command, *placed, *options]
    if any(one.startswith("-") for one in placed):
        words = [*command, *options, "--", *placed]
    shown = [visible(word, lines=False) for word in words]
    acts = any(map(_ACTING.search, shown))
    return " ".join(_typed(word, form, acts) for word in shown)


def one_shell(command: str) -> str:
    """For which shells a command is that cannot be typed alike everywhere; empty where it can.

    >>> one_shell('weighbridge verify raqqa-2017 --set "trucks=40 truck"')
    ''
    >>> one_shell("weighbridge weigh 'a load of $5'").partition(";")[0]
    'for bash or zsh'
    """
    return "" if re.fullmatch(rf"{_ALIKE.pattern}(?: {_ALIKE.pattern})*", command) else ONE_SHELL


def _typed(word: str, shell: Shell, acts: bool) -> str:
    """A word of a command; ``acts`` where the command prompt could find something in one of them."""
    if re.fullmatch(_BARE, word):
        return word
    if re.fullmatch(_PLAIN, word):
        return f'"{word}"'
    if shell is Shell.WINDOWS and not _TO_POWERSHELL.search(word):
        return _for_windows(word)
    if not acts:
        return shlex.quote(word)
    return "".join(_quoted(piece) for piece in _APART.split(word) if piece)


def _for_windows(word: str) -> str:
    r"""A word as a program of Windows reads it: a mark within stands twice, and a ``%`` between the quoted pieces.

    So no two ``%`` have the name of a variable between them, and marks are everywhere even in number.
    """
    return "".join(piece if piece[0] == "%" else _between_marks(piece) for piece in re.split("(%+)", word) if piece)


def _between_marks(piece: str) -> str:
    r"""The same between marks: backslashes before one stand twice, those at the end too."""
    return '"' + re.sub(r'(\\*)("|$)', lambda found: found[1] * 2 + found[2] * 2, piece) + '"'


def _quoted(piece: str) -> str:
    """A piece of a word for a shell of POSIX, in which double quotation marks are everywhere even in number."""
    if piece[0] == '"':  # one more would turn inside out what the command prompt takes for quoted
        return "$'" + r"\x22" * len(piece) + "'"
    return f'"{piece}"' if _APART.fullmatch(piece) else f"'{piece}'"
