"""What is wrong, where, and how it is mended: problems for readers, errors with the keys they stand under."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from .safe_text import visible

NONE_TO_NAME = "there is none that could be named: write one, or leave this out"
MOST_SHOWN = 40  # problems, which is what a screen holds; when they are mended, the next are shown
LONGEST = 1_000  # characters of what was found, and of a remedy, that a line shows of a file that holds more


@dataclass(frozen=True)
class Place:
    """A line of a file, or the option of a command that stands in for one."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


def line_of(text: str, at: int) -> int:
    """The line of a text, from 1, on which a character of it stands.

    >>> line_of("a\\nb", 2)
    2
    """
    return text.count("\n", 0, at) + 1


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, what was found, what was expected, and the remedy.

    ``path`` holds the keys at which it stands in a file that has keys; two problems that read alike are one.

    >>> print(Problem(Place("case.yaml", 3), "unknown unit `tonn`", "did you mean `tonne`?"))
    case.yaml:3: unknown unit `tonn`; did you mean `tonne`?
    """

    place: Place
    message: str
    remedy: str = ""
    path: tuple[str, ...] | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        parts = [_in_a_line(part) for part in (self.message, self.remedy) if part]
        return f"{_in_a_line(str(self.place))}: {'; '.join(parts)}"


def _in_a_line(text: str) -> str:
    """A text as a part of one line that can be read, whatever it quotes: nothing unseen, and not without end."""
    line = visible(text, lines=False)
    return line if len(line) <= LONGEST else f"{line[: LONGEST // 2]} … {line[-LONGEST // 2 :]}"


class WeighbridgeError(Exception):
    """The base of every error that Weighbridge raises on purpose: its message says what is wrong and the remedy.

    >>> try:
    ...     raise RemediedError("unknown unit `tonn`", "did you mean `tonne`?")
    ... except WeighbridgeError as error:
    ...     print(error)
    unknown unit `tonn`; did you mean `tonne`?
    """

    def lines(self) -> list[str]:
        """Its message, a line for each thing that is wrong, with nothing unseen in it."""
        return [_in_a_line(line) for line in str(self).splitlines() if line.strip()]

    def _render_traceback_(self) -> list[str]:
        """What a notebook and IPython show of it: the message alone, for the fault is in what was asked for."""
        lines, name = self.lines(), type(self).__name__
        more = [f"{name}: and {len(lines) - MOST_SHOWN:,} more problems"] if len(lines) > MOST_SHOWN else []
        return [*(f"{name}: {line}" for line in lines[:MOST_SHOWN]), *more]


class RemediedError(WeighbridgeError, ValueError):
    """A value that can't be used, with the remedy kept apart from the message.

    ``at`` holds the keys that lead from the entry being read to what is wrong, as far as they are known.
    """

    def __init__(self, message: str, remedy: str = "", at: tuple[str, ...] = ()) -> None:
        self.message, self.remedy, self.at = message, remedy, at
        super().__init__(f"{message}; {remedy}" if remedy else message)


class Faults(WeighbridgeError):
    """Everything that is wrong with one entry, each error with its own keys."""

    def __init__(self, errors: Iterable[RemediedError]) -> None:
        self.errors = tuple(errors)
        super().__init__("; ".join(str(error) for error in self.errors))


@contextmanager
def under(*keys: str) -> Iterator[None]:
    """A block in which every error is one of what stands under these keys.

    >>> try:
    ...     with under("readings", "metric"), under("value"):
    ...         raise RemediedError("`120` has no unit")
    ... except RemediedError as error:
    ...     print(error.at)
    ('readings', 'metric', 'value')
    """
    try:
        yield
    except (RemediedError, Faults) as raised:
        for error in raised.errors if isinstance(raised, Faults) else (raised,):
            error.at = (*keys, *error.at)
        raise


class CaseError(WeighbridgeError):
    """A case or a table that can't be used; holds all its problems, in the order of their lines.

    >>> error = CaseError([Problem(Place("case.yaml", 3), "unknown unit `tonn`", "did you mean `tonne`?")])
    >>> str(error), error.problems[0].place.line
    ('case.yaml:3: unknown unit `tonn`; did you mean `tonne`?', 3)
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        unique = dict.fromkeys(problems)
        self.problems = sorted(unique, key=lambda p: (p.place.file, p.place.line or 0))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def weighable(one: Any) -> Any:
    """The object itself, if it is a case: its name alone can't be asked.

    Raises:
        RemediedError: it can't be weighed.

    >>> weighable("oil")
    Traceback (most recent call last):
    weighbridge.base.errors.RemediedError: 'oil' is not a case; open one first, by `weighbridge.open_case("name")`
    """
    if not hasattr(one, "verify"):
        remedy = 'open one first, by `weighbridge.open_case("name")`'
        raise RemediedError(f"{_in_a_line(repr(one))} is not a case", remedy)
    return one


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known words that a misspelt one may stand for, the most alike first; at most three."""
    return difflib.get_close_matches(str(word), sorted({str(option) for option in known}), n=3, cutoff=0.6)


def suggestion(word: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """The remedy for a misspelt word: the nearest known words; where none is near ``otherwise``, else the list.

    Where there are no known words and no ``otherwise``, it says that there are none.

    >>> suggestion("exat", ["exact", "prefix", "suffix"])
    'did you mean `exact`?'
    >>> suggestion("zzz", ["exact", "prefix"])
    'expected one of `exact`, `prefix`'
    """
    options = sorted({str(option) for option in known})
    if near := nearest(word, options):
        return "did you mean " + " or ".join(f"`{option}`" for option in near) + "?"
    if otherwise is not None:
        return otherwise
    if not options:
        return NONE_TO_NAME
    if len(options) > 12:
        return f"none of the {len(options)} known names is near"
    return "expected one of " + ", ".join(f"`{option}`" for option in options)
