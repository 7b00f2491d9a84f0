"""Changes tried on a case, within a budget: each set once, its outcomes kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..base import Budget, Spent, WeighbridgeError, Work, steps
from .causes import Made, Search
from .changed_case import Pair, Weighed
from .comparison import Target
from .results import Causes, Subject, Trials

MOST_WEIGHED, LEAST_TRIED = 1_500, 25  # comparisons of all sets of changes together; sets of a case of very many


def enough_for(checks: int) -> int:
    """How many sets of changes are tried of a case of so many checks: counted, so that every machine tries the same.

    >>> enough_for(3), enough_for(15), enough_for(200)
    (500, 100, 25)
    """
    return max(LEAST_TRIED, MOST_WEIGHED // max(1, checks))


@dataclass
class Bench:
    """Where changes are tried.

    Attributes:
        most: how many sets of changes are tried; as many as ``enough_for`` the case, where none is given.
    """

    pair: Pair
    most: int | None = None
    kept: dict[Made, Weighed | None] = field(default_factory=dict)
    was_cut: bool = False

    def __post_init__(self) -> None:
        self.budget = Budget(enough_for(len(self.pair.before.model.checks)) if self.most is None else self.most)

    @property
    def every(self) -> Made:
        """All changes."""
        return frozenset(self.pair.edits)

    @property
    def _ends(self) -> tuple[Made, Made]:
        """No change, and all."""
        return frozenset(), self.every

    def causes(self, turned: Mapping[Target, tuple[str, str]]) -> dict[Target, Causes]:
        """What turned each outcome, by what it was before and is after."""
        found = {}
        for target, (before, after) in steps(turned.items(), Work.CHANGES, len(turned)):
            search = Search(
                names=sorted(self.pair.edits),
                turns=lambda made, target=target, after=after: self._is(target, made, after),
                turns_back=lambda back, target=target, before=before: self._is(target, self.every - back, before),
                is_idle=lambda name, target=target: self._is_idle(target, name),
            )
            found[target] = search.run()
        return found

    def ends_agree(self, turned: Mapping[Target, tuple[str, str]]) -> bool:
        """Whether no change gives the outcomes before and all of them give those after, so that trying can tell."""
        try:
            ends = [(at, made, end) for at, pair in turned.items() for made, end in zip(self._ends, pair, strict=True)]
            return all(self._is(at, made, end) for at, made, end in ends)
        except Spent:
            return False

    def report(self) -> Trials:
        """How it went."""
        alone = [name for name in sorted(self.pair.edits) if self.kept.get(frozenset([name]), ...) is None]
        return Trials(changes=len(self.pair.edits), tried=len(self.kept), unreadable=alone, was_cut=self.was_cut)

    def weighed(self, made: Made) -> Weighed | None:
        """The outcomes with some changes made; none where these make no case.

        Raises:
            Spent: nothing is left of the budget, and it was not tried before.
        """
        if made not in self.kept:
            if not self.budget.take():
                self.was_cut = True
                raise Spent(self.budget)
            try:
                self.kept[made] = self.pair.weighed(made)
            except WeighbridgeError:
                self.kept[made] = None
        return self.kept[made]

    def _is(self, target: Target, made: Made, outcome: str) -> bool:
        found = self.weighed(made)
        return found is not None and found.outcomes.get(target) == outcome

    def _is_idle(self, target: Target, name: str) -> bool:
        """Whether nothing that an outcome rests on differs by a change, neither made alone nor taken back alone."""
        pairs = ((frozenset(), frozenset([name])), (self.every, self.every - {name}))
        return all(_alike(target, self.weighed(one), self.weighed(other)) for one, other in pairs)


def _alike(target: Target, one: Weighed | None, other: Weighed | None) -> bool:
    if one is None or other is None:
        return False
    subject, name = target
    if subject in (Subject.CHECK, Subject.AS_WRITTEN):
        return one.compared.get(name) == other.compared.get(name)
    return one.compared == other.compared
