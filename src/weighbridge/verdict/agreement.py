"""Whether the article's own numbers fit each other when all their relations are asked for at once.

Relations that fit two at a time may not fit together: a month's figure may need the top of its room for one, and the
bottom for another. Numbers fit when one set of values, each within its room, satisfies all of them. That does not
depend on which of several equivalent relations are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..checks import FROM_BEST_TO_WORST, STANDS, Outcome
from ..graph import Choices, Comparison, Draws, Kind, Model, NodeKind
from ..what_if import Demands, meets_as_written, meets_together
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
    model = draws.model
    sides = [side for name in names for side in model.checks[name].sides]
    reached, combinations, alone = model.reached_by(*sides), [], []
    by_check = {name: {tuple(one.choices.items()): one.outcome for one in checks[name].combinations} for name in names}
    reach = {name: model.reached_by(*model.checks[name].sides) for name in names}
    for choices in model.combinations(*sides):
        said = {name: by_check[name][tuple((one, choices[one]) for one in reach[name])] for name in names}
        worst = max(said.values(), key=_rank)
        outcome = _at_once(draws, said, choices) if worst in STANDS else worst
        combinations.append(Combination({one: choices[one] for one in reached}, outcome))
        alone.append(worst)
    return Agreement(names, claims, combinations, alone)


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
