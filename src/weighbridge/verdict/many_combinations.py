"""Checks that more combinations of choices reach than can be weighed one by one.

Three ways, the first that can be gone: combinations that come to the same definitions are weighed once; outcomes by
bounds follow from arrays; else some combinations are weighed, and of the rest a random sample says how often they come
out how. The first two are exact. The third says so.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..base import Work, steps
from ..checks import OUTCOMES, Outcome, OutcomesOnGrid
from ..graph import MOST_LISTED, Choices, Draws, Grid, Input, Model, ModelError, NotPlain, Numbered, TooMany
from .outcome_grid import OutcomeGrid, changes, nearest
from .random_places import Effect, Place, at_random, distinct_places, trimmed, walks
from .ranges import Range
from .results import Combination
from .rule import range_of, settled, turned_by
from .tally import Tally

AT_RANDOM = 1000  # places that are drawn: an outcome that none of them has is that of 1 in 270 at most, at 95 %
TOGETHER = 256  # combinations that are weighed in one array
Weigh = Callable[[Sequence[Choices]], list[Combination]]


@dataclass(frozen=True)
class Asked:
    """What is asked under very many combinations of choices.

    Attributes:
        sides: the quantities that are compared.
        grid: the combinations of the choices that reach them.
        resting_on: all that an outcome rests on: these quantities, and those by which it is known what is caught.
        identity: the number of a quantity's definition under some choices.
        weigh: what it says under some combinations, each of them with all choices.
        seed: from which combinations are drawn at random.
        effect: how large the computed side is beside the stated one, roughly.
        by_bounds: the outcomes on the grid, where it is a check that may be answered by bounds.
        telling: places that are looked at besides, where not all can be.
    """

    model: Model
    sides: tuple[str, ...]
    grid: Grid
    resting_on: tuple[str, ...]
    identity: Callable[[str, Choices], int]
    weigh: Weigh
    seed: int
    effect: Effect | None = None
    by_bounds: Callable[[Grid], OutcomesOnGrid] | None = None
    telling: Callable[[Grid], Sequence[Place]] = lambda _: ()

    def choices(self, grid: Grid, place: Place) -> dict[str, str]:
        """All choices at a place, those that the grid does not have as written."""
        return {**self.model.reference, **grid.at(place)}

    def weighed(self, grid: Grid, places: Sequence[Place]) -> list[Combination]:
        """What it says at some places, as many at a time as fit into one array."""

        def each() -> Iterator[Combination]:
            for at in range(0, len(places), TOGETHER):
                yield from self.weigh([self.choices(grid, place) for place in places[at : at + TOGETHER]])

        return list(steps(each(), Work.COMBINATIONS, len(places)))

    def outcome(self, options: Mapping[str, str]) -> Outcome:
        """The outcome under some options, all others as written."""
        return self.weigh([{**self.model.reference, **options}])[0].outcome


def numbered(draws: Draws, drawn: bool, bounded: bool) -> Callable[[str, Choices], int]:
    """The number of a quantity's definition: as it is drawn, and as it is bounded and its words loosen it, or one."""
    known: dict[Hashable, int] = {}

    def identity(name: str, choices: Choices) -> int:
        """The number of the definition that a quantity has under some choices."""
        by_draws = draws.identity(name, choices) if drawn else None
        bounds = draws.model.identity(name, choices) if bounded else None
        words = _words(draws.model, name, choices) if bounded else ()
        return known.setdefault((by_draws, bounds, words), len(known))

    return identity


def _words(model: Model, name: str, choices: Choices) -> tuple[Hashable, ...]:
    """What the words beside its numbers allow, as far as bounds do not show it."""
    nodes = (model.node(leaf, choices) for leaf in model.leaves(name, choices))
    return tuple((node.letter, node.is_bare) for node in nodes if isinstance(node, Input))


@dataclass(frozen=True)
class Told:
    """What is known of a check under all combinations: some of them listed, and how all of them come out."""

    combinations: list[Combination]
    tally: Tally | None
    range: Range
    may_be_silent: bool
    turned_by: list[str]
    turned_jointly: list[str]


def listed(combinations: list[Combination]) -> Told:
    """What follows from combinations that are all listed."""
    over_all, silent = range_of(combinations)
    alone, joint = turned_by(combinations) if over_all.is_wide else ([], [])
    return Told(combinations, None, over_all, silent, alone, joint)


def told(asked: Asked) -> Told:
    """What can be known: all outcomes where these follow, else those of a sample."""
    asked = replace(asked, grid=asked.grid.open)
    for exactly in (_by_definitions, _by_bounds):
        try:
            return exactly(asked)
        except (TooMany, NotPlain, ModelError):  # what has no bounds somewhere is reported where it is weighed
            continue
    return _sampled(asked)


def _by_definitions(asked: Asked) -> Told:
    """Each definition of what is compared weighed once; raises ``TooMany`` where there are too many."""
    numbered = Numbered(asked.model, asked.grid, asked.identity).together(asked.resting_on)
    if numbered.values.max(initial=0) >= MOST_LISTED:
        raise TooMany
    grid, numbers = asked.grid.only(numbered.axes), numbered.values.ravel()
    ordered = np.argsort(changes(grid.shape).ravel(), kind="stable")  # those that differ in fewest choices first
    _, first = np.unique(numbers[ordered], return_index=True)
    places = [grid.unravelled(int(ordered[at])) for at in np.sort(first)]
    rank = np.argsort(np.argsort(first))  # of each definition, which of those that are weighed
    combinations = asked.weighed(grid, places)
    outcomes = settled(combinations)
    may_be = tuple(dict.fromkeys(one.may_be for one in combinations))
    codes = np.array([OUTCOMES.index(one.outcome) for one in outcomes], dtype=np.int8)
    kinds = np.array([may_be.index(one.may_be) for one in combinations], dtype=np.int8)
    which = rank[numbers].reshape(grid.shape)
    found = OutcomeGrid(grid, codes[which], kinds[which], may_be)
    counts = {outcome: int(np.sum(codes == at)) for at, outcome in enumerate(OUTCOMES) if np.any(codes == at)}
    return _exactly(asked, found, combinations, len(places), counts)


def _by_bounds(asked: Asked) -> Told:
    """Outcomes that follow from arrays; raises ``NotPlain`` where they do not, or too many are too near to tell."""
    if asked.by_bounds is None:
        raise NotPlain
    grid = asked.grid
    found = asked.by_bounds(grid)
    near = np.flatnonzero(found.near)
    if near.size > MOST_LISTED:
        raise NotPlain
    codes = found.codes.copy()
    for flat, one in zip(near, asked.weighed(grid, [grid.unravelled(int(at)) for at in near]), strict=True):
        codes.flat[flat] = OUTCOMES.index(one.outcome)
    outcomes = OutcomeGrid.known(grid, codes)
    ends = [grid.place({**asked.model.reference, **outcomes.fewest_changes(one)}) for one in outcomes.counts()]
    weighed = np.unique(codes[found.near])  # what relations come to together where each by itself stands, is listed
    ends += [grid.unravelled(nearest(found.near & (codes == one))) for one in weighed]
    drawn = at_random(grid, AT_RANDOM, asked.seed, asked.sides)
    places = distinct_places([grid.written], list(grid.single_changes()), ends, drawn)
    combinations = asked.weighed(grid, places)
    return _exactly(asked, outcomes, combinations, grid.size, outcomes.counts())


def _exactly(
    asked: Asked, found: OutcomeGrid, combinations: list[Combination], ways: int, counts: Mapping[Outcome, int]
) -> Told:
    over_all, silent = found.range()
    alone = found.turning_alone() if over_all.is_wide else []
    joint = [choice for choice in found.depends_on() if choice not in alone] if over_all.is_wide else []
    tally = Tally(
        sets=asked.grid.sets, ways=ways, counts=counts, drawn=0, looked=ways, find=asked.outcome, outcomes=found
    )
    return Told(combinations, tally, over_all, silent, alone, joint)


def _sampled(asked: Asked) -> Told:
    """Some combinations weighed: those that tell most, and some at random."""
    grid = asked.grid
    far = walks(grid, asked.effect) if asked.effect else []
    drawn = at_random(grid, AT_RANDOM, asked.seed, asked.sides)
    places = distinct_places([grid.written], list(grid.single_changes()), far, asked.telling(grid))
    known = dict(zip(places, asked.weighed(grid, places), strict=True))
    waiting = [place for place in dict.fromkeys(drawn) if place not in known]
    seen = {one.outcome for one in known.values()}
    known |= zip(waiting, asked.weighed(grid, waiting), strict=True)
    _trim(asked, known, seen)
    combinations = list(known.values())
    outcome_at = dict(zip(known, (one.outcome for one in settled(combinations)), strict=True))
    found = [outcome_at[place] for place in drawn]
    counts = {outcome: found.count(outcome) for outcome in OUTCOMES if outcome in found}
    tally = Tally(grid.sets, grid.size, counts, len(drawn), len(known), asked.outcome)
    return replace(listed(combinations), tally=tally)


def _trim(asked: Asked, known: dict[Place, Combination], seen: set[Outcome]) -> None:
    """Of each outcome that only the random ones have, the way back from one of them to the case as written.

    So that the fewest changes are named which lead there, and the choices that turn it.
    """

    def at(place: Place) -> Combination:
        if place not in known:
            known[place] = asked.weigh([asked.choices(asked.grid, place)])[0]
        return known[place]

    for outcome in OUTCOMES:
        places = [place for place, one in known.items() if one.outcome is outcome]
        if outcome not in seen and places:
            fewest = min(places, key=lambda place: sum(map(bool, place)))
            trimmed(fewest, lambda place, outcome=outcome: at(place).outcome is outcome)
