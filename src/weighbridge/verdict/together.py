"""The worst of all parts under one combination of choices: as written, where that is best, and where it is worst.

Parts are checks, and relations that are asked for at once. Parts that share no choice that turns them do not meet: the
best of all is the worst of the best of each group, and the worst is the worst of any. So a case of a hundred choices
is gone through group by group, and the product of all of them is never made.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..base import Budget, Looked, Thing
from ..checks import FROM_BEST_TO_WORST, Outcome
from .outcome_grid import changes, nearest
from .ranges import Range, Reached

MOST_AT_ONCE = 2**22  # combinations of choices of one group that are gone through in an array
MOST_TRIED = 500  # combinations that are tried one by one, of a group that is larger or not known throughout
Options = Mapping[str, str]
Find = Callable[[Options], Outcome]


@dataclass(frozen=True, eq=False)
class Part:
    """What a check says by the choices that turn it, all others as written.

    Attributes:
        options: of each of these choices its options, the one as written first.
        ranks: the place among ``FROM_BEST_TO_WORST`` of each outcome, an array with an axis for each choice; none
            where not all of them are known.
        as_written: the outcome of the case as written.
        instead: what counts where it cannot tell; silent itself where it never tells.
        find: the outcome under some options.
        best, worst: the ends that are known, where the outcomes are not.
    """

    options: Mapping[str, tuple[str, ...]]
    ranks: np.ndarray | None
    as_written: Outcome
    instead: Outcome
    find: Find | None = None
    best: Reached | None = None
    worst: Reached | None = None

    @property
    def is_silent(self) -> bool:
        """Whether it never tells."""
        return self.instead is Outcome.CANNOT_TELL

    def rank(self, taken: Options) -> int:
        """The place of its outcome under some options, what is not among them as written."""
        if self.ranks is not None:
            place = (every.index(taken[choice]) if choice in taken else 0 for choice, every in self.options.items())
            return int(self.ranks[tuple(place)])
        assert self.find is not None
        return rank(self.find(taken), self.instead)


def rank(outcome: Outcome, instead: Outcome) -> int:
    """The place of an outcome from best to worst; of silence, that of what counts instead."""
    return FROM_BEST_TO_WORST.index(instead if outcome is Outcome.CANNOT_TELL else outcome)


def over_all(parts: Sequence[Part], written: Options) -> tuple[Range, Looked | None]:
    """The range of the worst of all parts, and how much was looked at where that was not all.

    Args:
        written: the choices that turn any part, as written, in the order in which they are named.
    """
    as_written = _worst(part.as_written for part in parts)
    telling = [part for part in parts if not part.is_silent]
    if not telling:
        return Range(as_written), None
    groups = [Group(tuple(several), written) for several in _groups(telling)]
    least = max(group.least for group in groups)
    most = max(group.most for group in groups)
    best = {choice: option for group in groups for choice, option in group.at_most(least).items()}
    worst = min((group.exactly(most) for group in groups if group.most == most), key=_first(groups, written))
    is_known = as_written == FROM_BEST_TO_WORST[max(part.rank({}) for part in telling)]
    ends = [Reached(FROM_BEST_TO_WORST[at], _in_order(taken, written)) for at, taken in ((least, best), (most, worst))]
    looked = [group.looked for group in groups if group.looked is not None]
    # What is worse wherever it tells is not bettered by its silence as written.
    return Range(as_written if is_known else Outcome.CANNOT_TELL, *ends), _summed(looked)


def _in_order(taken: Options, written: Options) -> dict[str, str]:
    return {choice: taken[choice] for choice in written if choice in taken}


def _first(groups: Sequence[Group], written: Options) -> Callable[[Options], tuple[int, list[int]]]:
    """The order of combinations: by how many choices are changed, then as they would be listed."""
    options = {choice: every for group in groups for choice, every in group.options.items()}

    def order(taken: Options) -> tuple[int, list[int]]:
        places = [options[one].index(taken[one]) if one in taken else 0 for one in written if one in options]
        return len(taken), places

    return order


def _worst(outcomes: Iterator[Outcome]) -> Outcome:
    """The worst of some outcomes; *cannot tell* where none tells."""
    said = [outcome for outcome in outcomes if outcome is not Outcome.CANNOT_TELL]
    return max(said, key=FROM_BEST_TO_WORST.index, default=Outcome.CANNOT_TELL)


def _groups(parts: Sequence[Part]) -> list[list[Part]]:
    """The parts that share choices that turn them, directly or by way of others."""
    groups: list[tuple[set[str], list[Part]]] = []
    for part in parts:
        choices, several = {*part.options}, [part]
        for group in [group for group in groups if group[0] & choices]:
            groups.remove(group)
            choices, several = choices | group[0], [*group[1], *several]
        groups.append((choices, several))
    return [several for _, several in groups]


def _summed(looked: Sequence[Looked]) -> Looked | None:
    if not looked:
        return None
    return Looked(
        at=Thing.COMBINATIONS, looked=sum(one.looked for one in looked), of=sum(one.of or 0 for one in looked)
    )


@dataclass(frozen=True, eq=False)
class Group:
    """Parts that meet, with the choices that turn any of them in the order in which these are named."""

    parts: tuple[Part, ...]
    written: Options

    @cached_property
    def options(self) -> dict[str, tuple[str, ...]]:
        """The options of each choice, the one as written first, then as they are met."""
        found: dict[str, dict[str, None]] = {}
        for choice, option in self.written.items():
            several = [part.options[choice] for part in self.parts if choice in part.options]
            if several:
                found[choice] = dict.fromkeys([option, *(one for options in several for one in options)])
        return {choice: tuple(options) for choice, options in found.items()}

    @cached_property
    def size(self) -> int:
        """How many combinations of these choices there are."""
        return math.prod(map(len, self.options.values()))

    @cached_property
    def _ranks(self) -> np.ndarray | None:
        """The worst of the parts in each combination; none where these are too many, or not all are known."""
        if self.size > MOST_AT_ONCE or any(part.ranks is None for part in self.parts):
            return None
        found = np.zeros([len(options) for options in self.options.values()], dtype=np.int8)
        for part in self.parts:
            np.maximum(found, self._spread(part), out=found)
        return found

    def _spread(self, part: Part) -> np.ndarray:
        """The outcomes of one part, broadcast over the choices that do not turn it."""
        assert part.ranks is not None
        ordered = [choice for choice in self.options if choice in part.options]
        ranks = np.transpose(part.ranks, [list(part.options).index(choice) for choice in ordered])
        for axis, choice in enumerate(ordered):
            known = part.options[choice]
            ranks = ranks.take([known.index(one) if one in known else 0 for one in self.options[choice]], axis=axis)
        shape = iter(ranks.shape)
        return ranks.reshape([next(shape) if choice in part.options else 1 for choice in self.options])

    @property
    def least(self) -> int:
        """The best that the worst of them comes to."""
        return int(self._ranks.min()) if self._ranks is not None else self._searched[0]

    @cached_property
    def most(self) -> int:
        """The worst that any of them comes to."""
        return int(self._ranks.max()) if self._ranks is not None else max(_end(part, worst=True) for part in self.parts)

    @property
    def looked(self) -> Looked | None:
        """How much was looked at; none where that was all, or where no other combination could be better."""
        return None if self._ranks is not None else self._searched[2]

    def at_most(self, limit: int) -> dict[str, str]:
        """The fewest changes under which none of the parts is worse."""
        if self._ranks is not None:
            return self._changes(self._ranks <= limit)
        as_written = max(part.rank({}) for part in self.parts)
        return {} if as_written <= limit else self._searched[1]

    def exactly(self, limit: int) -> dict[str, str]:
        """The fewest changes under which the worst of them is just so bad."""
        if self._ranks is not None:
            return self._changes(self._ranks == limit)
        reached = [taken for part in self.parts for at, taken in _reached(part) if at == limit]
        return min(reached, key=len)

    def _changes(self, asked: np.ndarray) -> dict[str, str]:
        place = np.unravel_index(nearest(asked), asked.shape) if asked.ndim else ()
        taken = zip(self.options.items(), map(int, place), strict=True)
        return {choice: options[at] for (choice, options), at in taken if at}

    @cached_property
    def _searched(self) -> tuple[int, dict[str, str], Looked | None]:
        """The best that was found one by one, the changes that lead there, and how much was looked at.

        From the case as written and from the best of each part by itself, one choice changed at a time as long as that
        is better. No combination can be better than the worst of the best of each part.
        """
        budget, bound = Budget(MOST_TRIED), max(_end(part, worst=False) for part in self.parts)
        starts: list[dict[str, str]] = [{}, *(taken for part in self.parts for _, taken in _reached(part))]
        found = min((self._descended(start, bound, budget) for start in starts), key=lambda one: (one[0], len(one[1])))
        is_all = found[0] == bound and all(part.ranks is not None for part in self.parts)
        looked = None if is_all else Looked(at=Thing.COMBINATIONS, looked=min(budget.spent, self.size), of=self.size)
        return *found, looked

    def _descended(self, start: dict[str, str], bound: int, budget: Budget) -> tuple[int, dict[str, str]]:
        here, taken = self._at(start, budget), start
        while here > bound:
            near = [self._with(taken, choice, one) for choice, every in self.options.items() for one in every]
            tried = ((self._at(one, budget), one) for one in near if one != taken)
            better = next((found for found in tried if found[0] < here), None)
            if better is None:
                break
            here, taken = better
        return here, taken

    def _with(self, taken: Options, choice: str, option: str) -> dict[str, str]:
        changed = {**taken, choice: option}
        return {
            one: changed[one] for one in self.options if changed.get(one, self.options[one][0]) != self.options[one][0]
        }

    def _at(self, taken: Options, budget: Budget) -> int:
        """The worst of the parts under some changes; the worst there is once nothing more may be looked at."""
        return max(part.rank(taken) for part in self.parts) if budget.take() else len(FROM_BEST_TO_WORST)


def _end(part: Part, worst: bool) -> int:
    """The best or the worst that a part comes to, as far as it is known."""
    return (max if worst else min)(at for at, _ in _reached(part))


def _reached(part: Part) -> list[tuple[int, dict[str, str]]]:
    """The best and the worst of a part, with the fewest changes that lead there."""
    if part.ranks is None:
        ends = [(part.as_written, {}), *((end.outcome, end.choices) for end in (part.best, part.worst) if end)]
        return [(rank(outcome, part.instead), dict(taken)) for outcome, taken in ends]
    distance, found = changes(part.ranks.shape), []
    for limit in (part.ranks.min(), part.ranks.max()):
        flat = np.argmin(np.where(part.ranks == limit, distance, np.iinfo(np.int16).max))
        place = np.unravel_index(flat, part.ranks.shape) if part.ranks.ndim else ()
        taken = zip(part.options.items(), map(int, place), strict=True)
        found.append((int(limit), {choice: every[at] for (choice, every), at in taken if at}))
    return found
