"""How to cite the kit and how to run a case again."""

from __future__ import annotations

import shlex
from collections.abc import Iterable

AUTHOR, RELEASED, LICENCE = "The Weighbridge maintainers", "2026", "MIT licence"  # as in CITATION.cff


def citation(version: str, case: str) -> str:
    """A line of a bibliography for a result.

    >>> citation("0.1.0", "Fifty trucks")
    'The Weighbridge maintainers (2026). Weighbridge, version 0.1.0. Software, MIT licence. Case: “Fifty trucks”.'
    """
    return f"{AUTHOR} ({RELEASED}). Weighbridge, version {version}. Software, {LICENCE}. Case: “{case}”."


def command(case: str, settings: Iterable[tuple[str, str]] = ()) -> str:
    """The command that weighs a case again, with all that was set.

    >>> command("raqqa-2017", [("trucks", "40 truck")])
    "weighbridge verify raqqa-2017 --set 'trucks=40 truck' --out build"
    """
    words = ["weighbridge", "verify", case]
    for name, value in settings:
        words += ["--set", f"{name}={value}"]
    return shlex.join([*words, "--out", "build"])
