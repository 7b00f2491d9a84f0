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
from .power import Truth
from .results import STANDS, Outcome
from .run import THIRD, THRICE, Weighing

GLANCED = 256  # of the points of each randomisation, where one number is moved
LOOKS = (128, 512)  # the same for combinations: the second look is at what the first leaves open
STEEP = frozenset({"log", "sqrt", "exp", "tan", "**"})  # not numbers, or beyond all bounds, for some numbers
Sides = tuple[int, int]  # what the stated side and the computed one are, by their identities
Ways = dict[Sides, Choices]  # one of the combinations under which they are that


def is_plain(nodes: Iterable[Node]) -> bool:
    """Whether formulas are numbers for all draws where they are numbers for a part of them.

    Not so where a few draws may be the root or the logarithm of a negative, or grow beyond all bounds.
    """
    parts = chain.from_iterable(walk(node.expression) for node in nodes if isinstance(node, Relation))
    return not any(isinstance(part, Apply) and part.operation in STEEP for part in parts)


def first_looks(draws: Draws, check: Check, combinations: Sequence[Choices]) -> list[Outcome | None]:
    """The outcome under each combination by a part of the draws; None where that leaves a doubt.

    For checks by bounds, and where a part of the draws could mislead, nothing but None.
    """
    below = (draws.model.nodes[name].values() for name in draws.model.below(*check.sides))
    if not check.is_drawn or not is_plain(chain.from_iterable(below)):
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
    """The outcomes that are beyond doubt: those with as much unseen of a sample are looked at in one array."""
    groups: dict[float, dict[Sides, np.ndarray]] = {}
    positive: dict[int, bool] = {}
    sampled, (stated, computed) = _rests_on_a_sample(part.model, check), check.sides
    for side, choices in ways.items():
        try:
            if side[0] not in positive:
                is_direction = Weighing(part.model, part, check, choices).states_a_direction
                positive[side[0]] = not is_direction and outer_bounds(part.model, Name(stated), choices)[0] > 0
            if positive[side[0]]:
                unseen = Weighing(part.model, part, check, choices).unseen if sampled else 0.0
                ratio = part.of(computed, choices) / part.of(stated, choices)
                groups.setdefault(unseen, {})[side] = ratio
        except ModelError:  # reported where it is weighed
            continue
    found: dict[Sides, Outcome] = {}
    for unseen, ratios in groups.items():
        for side, outcome in zip(ratios, _outcomes(check.relation, unseen, list(ratios.values())), strict=True):
            if outcome is not None and (
                outcome not in STANDS or _catches(part, check, ways[side], ratios[side], unseen)
            ):
                found[side] = outcome
    return found


def _outcomes(relation: Comparison, unseen: float, ratios: Sequence[np.ndarray]) -> list[Outcome | None]:
    """The outcome of each ratio, where it is beyond doubt; the density of each has to be found by itself."""
    if relation == Comparison.EQUALS:
        return [_by_density(Typical(relation, ratio, unseen)) for ratio in ratios]
    return _Look(relation, tuple(levels(relation, unseen)), np.stack(ratios)).outcomes()


def _by_density(found: Typical) -> Outcome | None:
    """The outcome of a check for equality, where it is beyond doubt that it is this one, and has severity."""
    if not found.is_clear(1.0):
        return None
    here, likeliest = found.outcome(1.0), found.law.likeliest
    others = (THIRD, THRICE) if here is not Outcome.FAILS else () if likeliest is None else (likeliest,)
    severe = any(found.outcome(other) is not here and found.is_clear(other) for other in others)
    return here if severe else None


def _catches(part: Draws, check: Check, choices: Choices, ratio: np.ndarray, unseen: float) -> bool:
    """Whether it is beyond doubt that a threefold error would be caught often enough."""
    if not any(part.model.has_width(leaf, choices) for leaf in part.model.leaves(check.computed, choices)):
        return True
    truth = Truth(part.of(check.computed, choices) / part.of(check.stated, choices).mean())
    return truth.is_seen(Typical(check.relation, ratio, unseen), check.relation)


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
