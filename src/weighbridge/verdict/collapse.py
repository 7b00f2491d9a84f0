"""The choices that change an outcome, and the combinations by these alone: what is left once the others are set aside.

Of ninety-six combinations of choices a reader can see twelve. A choice is set aside only where it changes nothing:
under every setting of the others the outcome is the same, whatever its option. Options of which that is so among
themselves are alike, and count as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations as subsets

from ..checks import Outcome
from .one_apart import OneApart
from .results import Combination

MOST_MET = 16  # choices of which pairs are tried: of all that are listed one by one there are never more
Options = tuple[str, ...]  # of one choice, those that are alike
Place = tuple[Options, ...]  # one group of options of each of several choices


@dataclass(frozen=True)
class Influence:
    """What one choice does to an outcome, over all settings of the others.

    Attributes:
        choice: its name.
        groups: its options, those together that are alike: the outcome is the same under every setting of the others.
        changes: under how many settings of the others the outcome depends on it.
        settings: how many settings of the others there are that differ in what is compared.
    """

    choice: str
    groups: tuple[Options, ...]
    changes: int
    settings: int

    @property
    def share(self) -> float:
        """Under what share of the settings of the others the outcome depends on it."""
        return self.changes / self.settings

    def group(self, option: str) -> Options:
        """The options that are alike to this one, itself among them."""
        return next(group for group in self.groups if option in group)


@dataclass(frozen=True)
class Collapse:
    """Combinations of choices by those that matter.

    The combinations are every one of the options that they hold, the case as written first, as a check has them.
    """

    combinations: Sequence[Combination]

    @cached_property
    def influences(self) -> tuple[Influence, ...]:
        """Each choice that has several options, the one that changes the outcome under most settings first."""
        names = self.combinations[0].choices if self.combinations else {}
        found = [one for one in (self._influence(name) for name in names) if sum(map(len, one.groups)) > 1]
        return tuple(sorted(found, key=lambda one: -one.share))

    @property
    def mattering(self) -> tuple[Influence, ...]:
        """The choices that change the outcome under some setting of the others."""
        return tuple(one for one in self.influences if one.changes)

    @property
    def idle(self) -> tuple[str, ...]:
        """The choices that change nothing: the outcome is the same under every setting of the others.

        >>> from weighbridge.checks import Outcome
        >>> table = {("port", "May"): Outcome.HOLDS, ("port", "June"): Outcome.HOLDS,
        ...     ("yard", "May"): Outcome.FAILS, ("yard", "June"): Outcome.FAILS}
        >>> found = Collapse([Combination(dict(zip(("market", "month"), key)), said) for key, said in table.items()])
        >>> found.idle, [one.choice for one in found.mattering]
        (('month',), ['market'])
        """
        return tuple(one.choice for one in self.influences if not one.changes)

    def best(self, most: int) -> tuple[Influence, ...]:
        """The choices, at most so many, by which the outcomes are told apart best.

        Those by which the fewest combinations come out otherwise than most of their cell; of several that do equally
        well, those that change the outcome under more settings.
        """
        matter = self.mattering[:MOST_MET]
        chosen = subsets(matter, min(most, len(matter)))
        return min(chosen, key=lambda some: sum(map(_apart, self.cells(some).values())))

    def cells(self, influences: Iterable[Influence]) -> dict[Place, list[Combination]]:
        """The combinations by the groups of options that they take of some choices, in the order in which these stand.

        Every combination is in one cell; without choices all of them are in one.
        """
        by = tuple(influences)
        found: dict[Place, list[Combination]] = {}
        for one in self.combinations:
            found.setdefault(tuple(each.group(one.choices[each.choice]) for each in by), []).append(one)
        return found

    @cached_property
    def _apart(self) -> OneApart[str]:
        return OneApart([one.choices for one in self.combinations])

    def _influence(self, name: str) -> Influence:
        """What a choice does: its options by the outcomes that they lead to under each setting of the others."""
        profiles: dict[str, dict[int, Outcome]] = {}
        others = self._apart.without(name)
        for rest, one in zip(others, self.combinations, strict=True):
            profiles.setdefault(one.choices[name], {})[rest] = one.outcome
        groups: list[list[str]] = []
        for option, profile in profiles.items():
            alike = next((group for group in groups if profiles[group[0]] == profile), None)
            alike.append(option) if alike else groups.append([option])
        # Settings of the others under which every option compares the same as under another one count once.
        settings: dict[int, list[Combination]] = {}
        for rest, one in zip(others, self.combinations, strict=True):
            settings.setdefault(rest, []).append(one)
        said = {
            tuple((one.choices[name], one.way) for one in several): {one.outcome for one in several}
            for several in settings.values()
        }
        changes = sum(len(outcomes) > 1 for outcomes in said.values())
        return Influence(name, tuple(map(tuple, groups)), changes, len(said))


def counts(combinations: Iterable[Combination]) -> dict[Outcome, int]:
    """How many combinations come out in each way, the most frequent first, of as many the better first."""
    found = Counter(one.outcome for one in combinations)
    return dict(sorted(found.items(), key=lambda item: (-item[1], tuple(Outcome).index(item[0]))))


def _apart(combinations: Sequence[Combination]) -> int:
    """How many combinations come out otherwise than most of them."""
    return len(combinations) - max(counts(combinations).values())
