"""How much a search may look at, and how much it did: counted, never timed, so that every machine does the same.

A search asks its budget before each step, stops where nothing is left, and gives a record of it with its result. What
lies below a search, and does not know of it, pays for its work; whoever stands above may say from which budgets.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from pydantic import Field

from .strict import Strict

T = TypeVar("T")


class Thing(StrEnum):
    """What a search goes through, as it is called where there are several."""

    COMBINATIONS = "combinations"  # of choices
    NUMBERS = "numbers"  # that are moved, each by itself
    MOVES = "moves"  # of several numbers together
    RANGES = "ranges"  # within which estimates are moved together
    ROUTES = "routes"  # to a solution: as written, allowing for the wording, draw by draw
    SLIPS = "possible misprints"
    VALUES = "values"  # of one number, or of several at once
    READINGS = "readings"  # of a number: as written, or with a slip undone
    CAUSES = "causes"  # of a difference
    INPUTS = "inputs"
    DEMANDS = "demands"  # of checks, on the numbers of an article
    MIXES = "mixes"
    PARTS = "parts"  # of the range over which something is bounded

    def counted(self, many: int) -> str:
        """So many of them, in words.

        >>> Thing.INPUTS.counted(1), Thing.COMBINATIONS.counted(1_048_576)
        ('1 input', '1,048,576 combinations')
        """
        return f"{many:,} {self.value.removesuffix('s') if many == 1 else self.value}"


class Looked(Strict):
    """How much of something a search looked at before its budget was spent.

    >>> Looked(at=Thing.COMBINATIONS, looked=20_000, of=1_048_576).sentence
    'We looked at 20,000 of 1,048,576 combinations.'
    """

    at: Thing = Field(description="what was gone through")
    looked: int = Field(ge=0, description="how many of them were looked at")
    of: int | None = Field(None, ge=0, description="how many there are; none where nobody counted them")
    left_out: list[str] = Field(
        default_factory=list, description="those that were not looked at, where they have names"
    )

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out, as far as it was counted."""
        return self.of is not None and self.looked >= self.of and not self.left_out

    @property
    def sentence(self) -> str:
        """How much was looked at, in words; of what nobody counted, that there is more."""
        if self.of is None:
            return f"We looked at {self.at.counted(self.looked)} and stopped there; there may be more."
        if self.is_whole:
            return f"We looked at all {self.at.counted(self.of)}." if self.of > 1 else ""
        return f"We looked at {self.looked:,} of {self.at.counted(self.of)}."

    def __repr__(self) -> str:
        return self.sentence


@dataclass(eq=False)
class Budget:
    """How much may be spent, and how much was; what a step costs is for the search to say, by a count known beforehand.

    >>> budget = Budget(3)
    >>> [step for step in budget.within("abcde")]
    ['a', 'b', 'c']
    >>> budget.is_spent, budget.take()
    (True, False)
    """

    most: int
    spent: int = 0

    @property
    def left(self) -> int:
        """How much may still be spent."""
        return max(0, self.most - self.spent)

    @property
    def is_spent(self) -> bool:
        """Whether nothing is left, or something was asked for of which not enough was left."""
        return self.spent >= self.most

    def take(self, cost: int = 1) -> bool:
        """Whether a step may be taken, which then is paid for; once one may not, none may any more."""
        if cost > self.left:
            self.spent = max(self.spent, self.most)
            return False
        self.spent += cost
        return True

    def within(self, items: Iterable[T], cost: Callable[[T], int] = lambda _: 1) -> Iterator[T]:
        """The items as far as the budget goes, each paid for when it is its turn."""
        for item in items:
            if not self.take(cost(item)):
                return
            yield item


class Spent(Exception):
    """The budget of a search is spent; ``budget`` is whose."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        super().__init__("a budget is spent")


_paying: ContextVar[tuple[Budget, ...]] = ContextVar("paying", default=())


@contextlib.contextmanager
def paid_by(budget: Budget) -> Iterator[None]:
    """Within, every ``pay`` goes to this budget, and to those around it.

    Raises:
        Spent: nothing is left of one of them; who gave the budget catches it.
    """
    token = _paying.set((*_paying.get(), budget))
    try:
        yield
    finally:
        _paying.reset(token)


def pay(cost: int) -> None:
    """Pay for work that was done; for nothing where nobody has a budget. Raises ``Spent``."""
    for budget in reversed(_paying.get()):
        budget.spent += cost
        if budget.spent > budget.most:
            raise Spent(budget)


def priced(make: Callable[[], T]) -> tuple[T, int]:
    """What was made and what it cost, which nobody has paid yet: so that what is kept costs the same each time.

    Whoever kept the result pays for it whenever it is asked for. A budget is then spent at the same step, whatever was
    asked before; what would cost more than is left of it is not made to its end.

    Raises:
        Spent: it would.

    >>> priced(lambda: pay(3) or "made")
    ('made', 3)
    """
    around = _paying.get()
    bill = Budget(min((budget.left for budget in around), default=sys.maxsize))
    token = _paying.set((bill,))
    try:
        made = make()
    except Spent as spent:
        if spent.budget is not bill:
            raise
    else:
        return made, bill.spent
    finally:
        _paying.reset(token)
    pay(bill.spent)
    raise AssertionError("what is more than is left is spent")


def kept_for_its_price(keep: Callable[[Callable[[], tuple[T, int]]], tuple[T, int]], make: Callable[[], T]) -> T:
    """What is kept somewhere together with its price, made where nothing is; paid for whenever it is asked for.

    Args:
        keep: gives what is kept, from what makes it.
    """
    found, cost = keep(lambda: priced(make))
    pay(cost)
    return found
