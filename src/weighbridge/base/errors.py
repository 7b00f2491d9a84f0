"""What went wrong, told so that the reader can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A line of a file, or the option of a command that stands in for one."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, what was found, what was expected, and the remedy.

    >>> print(Problem(Place("case.yaml", 3), "unknown unit `tonn`", "did you mean `tonne`?"))
    case.yaml:3: unknown unit `tonn`; did you mean `tonne`?
    """

    place: Place
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" + (f"; {self.remedy}" if self.remedy else "")


class WeighbridgeError(Exception):
    """The base of every error that Weighbridge raises on purpose."""


class RemediedError(WeighbridgeError, ValueError):
    """A value that can't be used, with the remedy kept apart from the message."""

    def __init__(self, message: str, remedy: str = "") -> None:
        self.message, self.remedy = message, remedy
        super().__init__(f"{message}; {remedy}" if remedy else message)


class CaseError(WeighbridgeError):
    """A case or a table that can't be used; holds all its problems, in the order of their lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        unique = dict.fromkeys(problems)
        self.problems = sorted(unique, key=lambda p: (p.place.file, p.place.line or 0))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def suggestion(word: str, known: Iterable[str]) -> str:
    """The remedy for a misspelt word: the nearest known words, or the list where none is near.

    >>> suggestion("exat", ["exact", "prefix", "suffix"])
    'did you mean `exact`?'
    >>> suggestion("zzz", ["exact", "prefix"])
    'expected one of `exact`, `prefix`'
    """
    options = sorted({str(option) for option in known})
    near = difflib.get_close_matches(str(word), options, n=3, cutoff=0.6)
    if near:
        return "did you mean " + " or ".join(f"`{option}`" for option in near) + "?"
    if not options:
        return ""
    if len(options) > 12:
        return f"none of the {len(options)} known names is near"
    return "expected one of " + ", ".join(f"`{option}`" for option in options)
