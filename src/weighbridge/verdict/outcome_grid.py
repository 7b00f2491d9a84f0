"""The outcome of a check under every combination of choices as one array, and what follows from it exactly.

A million outcomes take a megabyte, where a million combinations would take one each. The questions are those of
``rule``, which asks them of combinations that are listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations as pairs_of

import numpy as np

from ..checks import FROM_BEST_TO_WORST, OUTCOMES, Outcome
from ..graph import Grid
from .ranges import Range, Reached

SILENT = OUTCOMES.index(Outcome.CANNOT_TELL)
MayBe = tuple[Outcome, ...]


@dataclass(frozen=True, eq=False)
class OutcomeGrid:
    """Outcomes on a grid, the case as written at its first place.

    Attributes:
        codes: of each combination the place among ``OUTCOMES`` of the outcome by which a verdict takes it.
        kinds: of each, which of ``may_be`` the draws leave open.
        may_be: the outcomes that are left open together, or one outcome.
    """

    grid: Grid
    codes: np.ndarray
    kinds: np.ndarray
    may_be: tuple[MayBe, ...]

    @classmethod
    def known(cls, grid: Grid, codes: np.ndarray) -> OutcomeGrid:
        """Outcomes of which the draws leave none open."""
        return cls(grid, codes, codes, tuple((outcome,) for outcome in OUTCOMES))

    @property
    def written(self) -> Outcome:
        """The outcome of the case as written."""
        return OUTCOMES[self.codes.flat[0]]

    def at(self, place: Sequence[int]) -> Outcome:
        """The outcome at a place."""
        return OUTCOMES[self.codes[tuple(place)]]

    def counts(self) -> dict[Outcome, int]:
        """How many combinations come out in each way, by the order of outcomes."""
        found = np.bincount(self.codes.ravel(), minlength=len(OUTCOMES)).tolist()
        return {outcome: many for outcome, many in zip(OUTCOMES, found, strict=True) if many}

    def range(self) -> tuple[Range, bool]:
        """How it comes out over all combinations in which it can tell, and whether there are others."""
        counts = self.counts()
        told = [outcome for outcome in FROM_BEST_TO_WORST if outcome in counts]
        if not told:
            return Range(self.written), False
        best, worst = (Reached(one, self.fewest_changes(one)) for one in (told[0], told[-1]))
        return Range(self.written, best, worst), Outcome.CANNOT_TELL in counts

    def fewest_changes(self, outcome: Outcome) -> dict[str, str]:
        """The fewest options by which the case as written comes to an outcome that occurs; the first of as few."""
        place = self.grid.unravelled(nearest(self.codes == OUTCOMES.index(outcome)))
        taken = self.grid.at(place)
        return {self.grid.choices[axis]: taken[self.grid.choices[axis]] for axis, at in enumerate(place) if at}

    def turning(self, silent: frozenset[Outcome] = frozenset({Outcome.CANNOT_TELL})) -> list[str]:
        """The choices that turn an outcome, as ``rule.turning_choices`` has it."""
        bits = np.left_shift(1, self.kinds.astype(np.int64))
        speaking = sum(1 << at for at, may_be in enumerate(self.may_be) if not silent & {*may_be})
        return [
            choice
            for axis, choice in enumerate(self.grid.choices)
            if any(self._differ(met & speaking) for met in _met_along(bits, axis))
        ]

    def turning_alone(self) -> list[str]:
        """The choices that turn the outcome of the case as written by themselves, as ``rule.turning_alone`` has it."""
        found = []
        for axis, choice in enumerate(self.grid.choices):
            line = self.kinds[tuple(slice(None) if at == axis else 0 for at in range(self.kinds.ndim))]
            several = [self.may_be[kind] for kind in dict.fromkeys(line.tolist())]
            found += [choice] if _any_apart([one for one in several if Outcome.CANNOT_TELL not in one]) else []
        return found

    def _differ(self, met: int) -> bool:
        return _any_apart([may_be for at, may_be in enumerate(self.may_be) if met >> at & 1])

    def depends_on(self) -> list[str]:
        """The choices that turn an outcome, into silence too where nothing else does; as ``rule`` has it."""
        return self.turning() or self.moving()

    def moving(self) -> list[str]:
        """The choices that turn an outcome, into silence too: by these alone every outcome is known."""
        found = self.turning(frozenset())
        over_all, _ = self.range()
        if found or not over_all.is_wide or over_all.best is None or over_all.worst is None:
            return found
        return list(dict.fromkeys([*over_all.best.choices, *over_all.worst.choices]))

    def by(self, choices: Sequence[str]) -> tuple[dict[str, tuple[str, ...]], np.ndarray]:
        """The options of some choices, also those that are alike, and the codes by these, all others as written."""
        axes = [self.grid.axis[choice] for choice in choices]
        codes = self.codes[tuple(slice(None) if at in axes else 0 for at in range(self.codes.ndim))]
        codes = np.transpose(codes, [sorted(axes).index(axis) for axis in axes])
        options: dict[str, tuple[str, ...]] = {}
        for at, axis in enumerate(axes):
            alike = self.grid.alike[axis]
            places = [(option, place) for place, (one, same) in enumerate(alike.items()) for option in (one, *same)]
            options[self.grid.choices[axis]] = tuple(option for option, _ in places)
            codes = codes.take([place for _, place in places], axis=at)
        return options, codes


def _any_apart(several: Sequence[MayBe]) -> bool:
    """Whether two of some come out differently, whatever those come to that are left open."""
    return any(not {*one} & {*other} for one, other in pairs_of(several, 2))


def _met_along(bits: np.ndarray, axis: int) -> Iterator[int]:
    """Which kinds are met as one choice is varied, each set of kinds once."""
    yield from np.unique(np.bitwise_or.reduce(bits, axis=axis)).tolist()


def changes(shape: Sequence[int]) -> np.ndarray:
    """In how many choices each place differs from the first one.

    >>> changes((2, 2)).tolist()
    [[0, 1], [1, 2]]
    """
    found = np.zeros(tuple(shape), dtype=np.int16)
    for axis, many in enumerate(shape):
        if many > 1:
            moved: list[slice] = [slice(None)] * len(shape)
            moved[axis] = slice(1, None)
            found[tuple(moved)] += 1
    return found


def nearest(asked: np.ndarray) -> int:
    """The number of the place that differs from the first one in the fewest choices, of those that are asked for."""
    return int(np.argmin(np.where(asked, changes(asked.shape), np.iinfo(np.int16).max)))
