"""Whether the article's own numbers fit each other when all their relations are asked for at once.

Relations that fit two at a time may not fit together: a month's figure may need the top of its room for one, and the
bottom for another. Numbers fit when one set of values, each within its room, satisfies all of them. That does not
depend on which of several equivalent relations are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..checks import FROM_BEST_TO_WORST, OUTCOMES, STANDS, Outcome, OutcomesOnGrid
from ..graph import MOST_LISTED, Choices, Comparison, Draws, Grid, Kind, Model, NodeKind
from ..what_if import Demands, meets_as_written, meets_together
from .many_combinations import Asked, numbered, told
from .relations_on_grid import worst_alone
from .results import Agreement, CheckResult, Combination


def agreements(draws: Draws, checks: Mapping[str, CheckResult]) -> Iterator[Agreement]:
    """The relations that share numbers, each group by itself, under every combination of choices that reaches them."""
    model = draws.model
    for names, claims in _groups(model, checks):
        if len(names) > 1:
            key = ("agreement", model.number, names, draws.settings)
            yield model.cache.kept(key, lambda names=names, claims=claims: _agreement(draws, checks, names, claims))


def _groups(model: Model, checks: Mapping[str, CheckResult]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The checks of kind *agrees* that share numbers, directly or by way of others, with those numbers."""
    groups: list[tuple[set[str], set[str]]] = []
    for name, check in model.counting.items():
        if check.kind == Kind.AGREES and check.relation == Comparison.EQUALS and name in checks:
            joined = {name}, _numbers(model, *check.sides)
            for group in [group for group in groups if group[1] & joined[1]]:
                groups.remove(group)
                joined = joined[0] | group[0], joined[1] | group[1]
            groups.append(joined)
    return [(tuple(one for one in checks if one in names), tuple(sorted(numbers))) for names, numbers in groups]


def _numbers(model: Model, *sides: str) -> set[str]:
    below = model.below(*sides)
    kinds = {leaf: {node.kind for node in model.nodes[leaf].values()} for leaf in below}
    return {leaf.split(".")[0] for leaf in below if NodeKind.CLAIM in kinds[leaf]}


def _agreement(
    draws: Draws, checks: Mapping[str, CheckResult], names: tuple[str, ...], claims: tuple[str, ...]
) -> Agreement:
    sides = tuple(dict.fromkeys(side for name in names for side in draws.model.checks[name].sides))
    asking = _Asking(draws, [checks[name] for name in names], draws.model.reached_by(*sides))
    if draws.model.how_many(*sides) <= MOST_LISTED:
        combinations = asking.weigh(list(draws.model.combinations(*sides)))
        return Agreement(names, claims, combinations, asking.alone(combinations))
    found = told(
        Asked(
            model=draws.model,
            sides=sides,
            grid=Grid.of(draws.model, *sides),
            resting_on=sides,
            identity=numbered(draws, drawn=False, bounded=True),
            weigh=asking.weigh,
            seed=draws.settings.seed,
            by_bounds=asking.on_grid,
        )
    )
    return Agreement(names, claims, found.combinations, asking.alone(found.combinations), found.tally)


@dataclass(frozen=True, eq=False)
class _Asking:
    """Relations that are asked for at once, with what each of them says by itself.

    Attributes:
        reached: the choices that reach any of them.
    """

    draws: Draws
    checks: Sequence[CheckResult]
    reached: tuple[str, ...]

    def weigh(self, every: Sequence[Choices]) -> list[Combination]:
        """What they say together under some combinations."""
        found = []
        for choices in every:
            said = self._said(choices)
            worst = max(said.values(), key=_rank)
            outcome = _at_once(self.draws, said, choices) if worst in STANDS else worst
            found.append(Combination({one: choices[one] for one in self.reached}, outcome))
        return found

    def alone(self, combinations: Sequence[Combination]) -> list[Outcome]:
        """The worst that any of them says by itself in each combination."""
        return [max(self._said(one.choices).values(), key=_rank) for one in combinations]

    def on_grid(self, grid: Grid) -> OutcomesOnGrid:
        """The worst that any of them says by itself in all combinations; those where all stand are to be weighed.

        Raises:
            TooMany: there are more combinations than fit into an array.
            NotPlain: of one of them only some combinations were looked at.
        """
        codes = worst_alone(self.checks, grid)
        return OutcomesOnGrid(codes, np.isin(codes, [OUTCOMES.index(one) for one in STANDS]))

    def _said(self, choices: Choices) -> dict[str, Outcome]:
        return {check.name: self._outcome(check, choices) for check in self.checks}

    def _outcome(self, check: CheckResult, choices: Choices) -> Outcome:
        if check.tally and check.tally.outcomes:
            return check.tally.outcomes.at(check.tally.outcomes.grid.place(choices))
        written = check.combinations[0].choices
        key = tuple((one, choices[one]) for one in written)
        known = self._known[check.name].get(key)
        if known is None:
            assert check.tally is not None
            known = self._known[check.name][key] = check.tally.find(dict(key))
        return known

    @cached_property
    def _known(self) -> dict[str, dict[tuple[tuple[str, str], ...], Outcome]]:
        return {
            check.name: {tuple(one.choices.items()): one.outcome for one in check.combinations} for check in self.checks
        }


def _rank(outcome: Outcome) -> int:
    return FROM_BEST_TO_WORST.index(outcome) if outcome in FROM_BEST_TO_WORST else -1


def _at_once(draws: Draws, said: Mapping[str, Outcome], choices: Choices) -> Outcome:
    """What relations say together that stand one by one."""
    demands = Demands(draws, choices, frozenset(said))
    holds = meets_as_written(demands)
    if not holds and not meets_together(demands):  # what meets at the end of its last digit holds, as one by one
        return Outcome.FAILS
    if holds is None:  # too many numbers to choose from: as their relations do one by one
        holds = all(outcome == Outcome.HOLDS for outcome in said.values())
    return Outcome.HOLDS if holds else Outcome.THROUGH_ROUNDING
