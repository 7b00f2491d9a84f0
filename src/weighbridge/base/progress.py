"""How far a long run has come: loops say what they do, and who started the run may follow them.

Nothing is printed here, and where nobody follows, a loop costs nothing.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from enum import Enum, auto
from typing import TypeVar

T = TypeVar("T")


class Work(Enum):
    """What a loop goes through."""

    CASES = auto()
    COMBINATIONS = auto()
    FLIPS = auto()
    CORRECTIONS = auto()
    PASSAGES = auto()
    CHANGES = auto()
    SETTINGS = auto()


Follower = Callable[[Iterable[T], Work, int | None], Iterator[T]]

_follower: ContextVar[Follower | None] = ContextVar("follower", default=None)


def steps(items: Iterable[T], work: Work, total: int | None = None) -> Iterable[T]:
    """The items as they are, each of them a step of the work that a follower can count.

    Args:
        total: how many there are; none where that shows only at the end.

    >>> list(steps([3, 4], Work.CASES, 2))
    [3, 4]
    """
    follower = _follower.get()
    return items if follower is None else follower(items, work, total)


@contextlib.contextmanager
def followed_by(follower: Follower) -> Iterator[None]:
    """Within, every ``steps`` goes through a follower, which gives the items and counts them.

    >>> def aloud(items, work, total):
    ...     for count, item in enumerate(items, 1):
    ...         print(f"{work.name.lower()}: {count} of {total}")
    ...         yield item
    >>> with followed_by(aloud):
    ...     names = list(steps(["one", "two"], Work.CASES, 2))
    cases: 1 of 2
    cases: 2 of 2
    """
    token = _follower.set(follower)
    try:
        yield
    finally:
        _follower.reset(token)


def unfollowed() -> None:
    """Let nobody follow from here on: for a process made from one that is followed, whose terminal is not its own."""
    _follower.set(None)
