"""Which changes turned an outcome: each tried alone and taken back alone, and where none does it, the smallest set.

A search over sets of changes, whatever the outcome of a set is found by. Minimal sets by delta debugging (Zeller and
Hildebrandt, "Simplifying and isolating failure-inducing input", IEEE Transactions on Software Engineering 28, 2002),
then every smaller set in order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from ..base import Spent
from .results import Causes

Made = frozenset[str]


@dataclass
class Search:
    """The search for what turned one outcome.

    Attributes:
        names: the changes, in the order in which they are tried.
        turns: whether the outcome is the later one once these changes are made.
        turns_back: whether it is the earlier one once all changes but these are made.
        is_idle: whether a change by itself alters nothing that the outcome rests on, neither made nor taken back.
    """

    names: Sequence[str]
    turns: Callable[[Made], bool]
    turns_back: Callable[[Made], bool]
    is_idle: Callable[[str], bool] = field(default=lambda name: False)
    found: Causes = field(default_factory=Causes)

    def run(self) -> Causes:
        """What turned the outcome, as far as the budget went."""
        try:
            alone = self._each(self.turns, "alone")
            taken_back = self._each(self.turns_back, "taken_back")
            if not alone:
                self._note(together=self._smallest(self.turns, "together"))
            if not taken_back:
                self._note(back_together=self._smallest(self.turns_back, "back_together"))
        except Spent:
            self._note(is_smallest=False)
        return self.found

    def _each(self, turns: Callable[[Made], bool], field_name: str) -> list[str]:
        found: list[str] = []
        for name in self.names:
            if turns(frozenset([name])):
                found.append(name)
                self._note(**{field_name: found})
        return found

    def _smallest(self, turns: Callable[[Made], bool], field_name: str) -> list[str]:
        """The first of the smallest sets that turn it; none where all changes together don't."""
        if not turns(frozenset(self.names)):
            return []
        least = minimal(self.names, lambda kept: turns(frozenset(kept)))
        self._note(**{field_name: least})
        busy = [name for name in self.names if not self.is_idle(name)]
        for size in range(2, len(least)):
            for some in combinations(busy, size):
                if turns(frozenset(some)):
                    return list(some)
        for some in combinations(busy, len(least)):  # of as many, the first in order, whichever way one looks
            if list(some) == least or turns(frozenset(some)):
                return list(some)
        return least

    def _note(self, **found: object) -> None:
        """Keep what was found so far, for the budget may be spent at any step."""
        self.found = self.found.model_copy(update=found)


def minimal(names: Collection[str], holds: Callable[[Sequence[str]], bool]) -> list[str]:
    """A part of some names that still holds, of which none can be left out; in their order.

    >>> minimal("abcdefgh", lambda kept: {"b", "g"} <= set(kept))
    ['b', 'g']
    """
    kept = list(names)
    size = max(1, len(kept) // 2)
    while True:
        before = list(kept)
        for part in _in_parts(before, size):
            without = [name for name in kept if name not in part]
            if len(without) < len(kept) and without and holds(without):
                kept = without
        if kept != before:
            continue
        if size == 1:
            return kept
        size = max(1, size // 2)


def _in_parts(names: Sequence[str], size: int) -> Iterable[frozenset[str]]:
    return (frozenset(names[start : start + size]) for start in range(0, len(names), size))
