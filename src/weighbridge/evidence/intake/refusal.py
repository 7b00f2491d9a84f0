"""What keeps a file from being taken over: every problem at once, each with its place in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ...base import CaseError, Place, Problem

MOST_SHOWN = 12  # problems of one kind: who has seen as many knows the kind


class IntakeError(CaseError):
    """A file, or what was asked of it, that cannot become rows of a table; nothing is written."""


def refused(file: str, message: str, remedy: str, line: int | None = None) -> IntakeError:
    """The error for one problem.

    >>> print(refused("cu.csv", "the row has 3 cells, the header 2", "put `1,5` in quotes", 4))
    cu.csv:4: the row has 3 cells, the header 2; put `1,5` in quotes
    """
    return IntakeError([Problem(Place(file, line), message, remedy)])


def refuse_all(problems: Iterable[Problem]) -> None:
    """Raise ``IntakeError`` with all problems, where there are any; of many the first, and how many more there are."""
    found = list(dict.fromkeys(problems))
    if found:
        raise IntakeError(_capped(found))


def all_of(*steps: Callable[[], Any]) -> list[Any]:
    """What each step gives, once all have been tried; raises ``IntakeError`` with the problems of all."""
    given, problems = [], []
    for step in steps:
        try:
            given.append(step())
        except IntakeError as error:
            problems += error.problems
    if problems:
        raise IntakeError(problems)
    return given


def _capped(problems: Sequence[Problem]) -> list[Problem]:
    if len(problems) <= MOST_SHOWN:
        return list(problems)
    last = problems[MOST_SHOWN - 1]
    more = f"{last.message} (and {len(problems) - MOST_SHOWN} more cells or lines like these)"
    return [*problems[: MOST_SHOWN - 1], Problem(last.place, more, last.remedy)]
