"""The outcomes of a typical check by a part of the draws, as far as that leaves no doubt what all of them would say.

Every so-many-th point of a lattice rule is a lattice rule. Most combinations of choices lie far from every threshold,
and need no more to be told apart; all of them are looked at together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from ..graph import (
    Apply,
    Check,
    Choices,
    Comparison,
    Draws,
    Input,
    Model,
    ModelError,
    Name,
    Node,
    Relation,
    outer_bounds,
    walk,
)
from ..uncertainty import Empirical, shares_of
from .kinds import CLEAR, Level, Typical, levels
from .look_by_density import LookByDensity
from .power import Truth
from .results import STANDS, Outcome
from .run import THIRD, THRICE, Weighing

GLANCED = 256  # of the points of each randomisation, where one number is moved
LOOKS = (128, 512)  # the same for combinations: the second look is at what the first leaves open
TOGETHER = 2**19  # draws that are looked at in one array
STEEP = frozenset({"log", "sqrt", "exp", "tan", "**"})  # not numbers, or beyond all bounds, for some numbers
Sides = tuple[int, int]  # what the stated side and the computed one are, by their identities
Ways = dict[Sides, Choices]  # one of the combinations under which they are that


def is_plain(nodes: Iterable[Node]) -> bool:
    """Whether formulas are numbers for all draws where they are numbers for a part of them.

    Not so where a few draws may be the root or the logarithm of a negative, or grow beyond all bounds.
    """
    parts = chain.from_iterable(walk(node.expression) for node in nodes if isinstance(node, Relation))
    return not any(isinstance(part, Apply) and part.operation in STEEP for part in parts)


def is_plain_check(draws: Draws, check: Check) -> bool:
    """Whether a check asks for a probability, of formulas that are plain under any choices."""
    below = (draws.model.nodes[name].values() for name in draws.model.below(*check.sides))
    return check.is_drawn and is_plain(chain.from_iterable(below))


def first_looks(draws: Draws, check: Check, combinations: Sequence[Choices]) -> list[Outcome | None]:
    """The outcome under each combination by a part of the draws; None where that leaves a doubt.

    For checks by bounds, and where a part of the draws could mislead, nothing but None; for equality too, for a part of
    the draws tells little of a density, and all of them are weighed together soon enough.
    """
    if check.relation == Comparison.EQUALS or not is_plain_check(draws, check):
        return [None] * len(combinations)
    stated, computed = check.sides
    sides = [(draws.identity(stated, choices), draws.identity(computed, choices)) for choices in combinations]
    waiting: Ways = dict(zip(sides, combinations, strict=True))
    found: dict[Sides, Outcome] = {}
    for points in LOOKS:
        if 2 * points <= draws.settings.points:
            part = draws.unrefined().finer(points)
            found |= _looked(part, check, {side: way for side, way in waiting.items() if side not in found})
    return [found.get(side) for side in sides]


def _looked(part: Draws, check: Check, ways: Ways) -> dict[Sides, Outcome]:
    """The outcomes that are beyond doubt."""
    found: dict[Sides, Outcome] = {}
    for _, sides, look in looks_at(part, check, ways):
        for at, (side, outcome) in enumerate(zip(sides, look.outcomes(), strict=True)):
            if outcome is not None and (outcome not in STANDS or look.catches(at, truth_of(part, check, ways[side]))):
                found[side] = outcome
    return found


def looks_at(part: Draws, check: Check, ways: Ways) -> Iterable[tuple[float, list[Sides], _Look | LookByDensity]]:
    """Those that can be weighed, many in one array: how much is unseen of a sample, which they are, and the look.

    Those with as much unseen are looked at together, of no more draws at once than a processor holds near.
    """
    groups: dict[float, dict[Sides, tuple[np.ndarray, np.ndarray]]] = {}
    positive: dict[int, bool] = {}
    sampled, (stated, computed) = _rests_on_a_sample(part.model, check), check.sides
    for side, choices in ways.items():
        try:
            if side[0] not in positive:
                is_direction = Weighing(part.model, part, check, choices).states_a_direction
                positive[side[0]] = not is_direction and outer_bounds(part.model, Name(stated), choices)[0] > 0
            if positive[side[0]]:
                unseen = Weighing(part.model, part, check, choices).unseen if sampled else 0.0
                both = part.of(computed, choices), part.of(stated, choices)
                groups.setdefault(unseen, {})[side] = both
        except ModelError:  # reported where it is weighed
            continue
    many = max(1, TOGETHER // part.size)
    for unseen, group in groups.items():
        sides = list(group)
        for some in (sides[at : at + many] for at in range(0, len(sides), many)):
            yield unseen, some, _look(check.relation, unseen, _ratios([group[side] for side in some]))


def _ratios(several: Sequence[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """The ratios of pairs of draws, shape (pairs, randomisations, points)."""
    found = np.empty((len(several), *several[0][0].shape))
    for ratio, (computed, stated) in zip(found, several, strict=True):
        np.divide(computed, stated, out=ratio)
    return found


def _look(relation: Comparison, unseen: float, ratio: np.ndarray) -> _Look | LookByDensity:
    passed = tuple(levels(relation, unseen))
    return LookByDensity(passed, ratio) if relation == Comparison.EQUALS else _Look(relation, passed, ratio, unseen)


def truth_of(part: Draws, check: Check, choices: Choices) -> np.ndarray | None:
    """Some draws of what the case takes the truth to be, as multiples of what is stated; None where it is fixed."""
    if not any(part.model.has_width(leaf, choices) for leaf in part.model.leaves(check.computed, choices)):
        return None
    few = slice(None, None, max(1, part.settings.points // LOOKS[0]))  # of every randomisation as many as a look takes
    return part.of(check.computed, choices)[:, few] / part.of(check.stated, choices).mean()


def _rests_on_a_sample(model: Model, check: Check) -> bool:
    """Whether a check rests on the values of a table under any choice."""
    leaves = chain.from_iterable(model.nodes[name].values() for name in model.below(*check.sides))
    laws = (law for leaf in leaves if isinstance(leaf, Input) for law in leaf.laws.values())
    return any(isinstance(law, Empirical) for law in laws)


@dataclass(frozen=True)
class _Look:
    """Ratios of two sides that are compared by a most or a least, shape (combinations, randomisations, points)."""

    relation: Comparison
    passed: tuple[Level, ...]
    ratio: np.ndarray
    unseen: float

    def catches(self, at: int, truth: np.ndarray | None) -> bool:
        """Whether it is beyond doubt of one of them that a threefold error would be caught often enough."""
        one = Typical(self.relation, self.ratio[at], self.unseen)
        return truth is None or Truth(truth).is_seen(one, self.relation)

    def outcomes(self) -> list[Outcome | None]:
        """The outcome of each at the stated value, where it is beyond doubt that it is this one, and has severity."""
        order = [self.passed[0][1], *(worse for _, _, worse in self.passed)]
        share, near = self._shares(1.0, slice(None))
        bounds = np.array([level for level, _, _ in self.passed])[:, None]
        place = (share < bounds).sum(axis=0)  # 0 for the best outcome, and up to the worst
        clear = (np.abs(share - bounds) > near).all(axis=0)
        severe = np.zeros(len(share), dtype=bool)
        ends = np.array([np.inf, *bounds[:, 0], -np.inf])
        for multiples in self._multiples(order, place):
            asked = np.flatnonzero(clear & ~severe & np.isfinite(multiples))
            if len(asked):
                there, off = self._shares(multiples[asked][:, None, None], asked)
                least, most = ends[place[asked] + 1], ends[place[asked]]
                severe[asked] = (there + off < least) | (there - off > most)
        settled = zip(place.tolist(), (clear & severe).tolist(), strict=True)
        return [order[at] if is_settled else None for at, is_settled in settled]

    def _multiples(self, order: Sequence[Outcome], place: np.ndarray) -> Iterable[np.ndarray]:
        """The multiples at which another outcome shows severity: of what fails, one at which it hardly can fail."""
        fails = np.array([one is Outcome.FAILS for one in order])[place]
        mild = (self.ratio.min if self.relation == Comparison.AT_MOST else self.ratio.max)(axis=(1, 2))
        yield np.where(fails, np.where(mild > 0, mild, np.nan), THIRD)
        yield np.where(fails, np.nan, THRICE)

    def _shares(self, multiple: float | np.ndarray, which: slice | np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The share of draws beyond a multiple, and how far off that it might be were all of them drawn."""
        ratio = self.ratio[which]
        share, u = shares_of(ratio >= multiple if self.relation == Comparison.AT_MOST else ratio <= multiple)
        return share, CLEAR * u
