"""Words from right to left on a terminal: isolated where it orders them, and else as they are.

Most terminals put one sign behind the other, and a few show the marks of an isolate as boxes. So the marks go only to
those that are known to order Arabic and Hebrew themselves, and never into a file or a pipe.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TextIO

from ..base import isolated

LEAST_VTE = 5800  # the version of GNOME's terminals, 0.58, that began to order them
ORDERING = {"Apple_Terminal", "mintty"}  # by the name that they give themselves
WITHIN = ("TMUX", "STY")  # programs between, which count the marks as signs


def orders_directions(environment: Mapping[str, str]) -> bool:
    """Whether a terminal is one that orders words from right to left, by what it says of itself.

    >>> orders_directions({"VTE_VERSION": "7600"}), orders_directions({"VTE_VERSION": "7600", "TMUX": "x"})
    (True, False)
    >>> orders_directions({"TERM": "xterm"}), orders_directions({"KONSOLE_VERSION": "230804"})
    (False, True)
    """
    if any(environment.get(one) for one in WITHIN):
        return False
    version = environment.get("VTE_VERSION", "")
    if version.isascii() and version.isdecimal() and len(version) < 9 and int(version) >= LEAST_VTE:
        return True
    named = environment.get("TERM_PROGRAM") in ORDERING
    return named or bool(environment.get("KONSOLE_VERSION") or environment.get("MLTERM"))


def ordered(text: str, stream: TextIO | None) -> str:
    """A text for a stream, with isolates around words from right to left where a terminal behind it orders them."""
    if text.isascii() or stream is None:
        return text
    try:
        is_terminal = stream.isatty()
    except ValueError:  # closed
        return text
    return isolated(text) if is_terminal and orders_directions(os.environ) else text
