"""What several checks say at worst under every combination of choices, where of each of them all outcomes are known.

A check is known by the choices that reach it alone; its outcomes are spread over the others. So of a million
combinations only those have to be weighed in which every relation stands by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..checks import FROM_BEST_TO_WORST, OUTCOMES, Outcome
from ..graph import LARGEST, Grid, NotPlain, TooMany
from .outcome_grid import OutcomeGrid
from .results import CheckResult, Combination

BY_RANK = np.array([OUTCOMES.index(one) for one in (Outcome.CANNOT_TELL, *FROM_BEST_TO_WORST)], dtype=np.int8)
RANKS = np.argsort(BY_RANK).astype(np.int8)  # of each outcome, its place in that order


def worst_alone(checks: Sequence[CheckResult], grid: Grid) -> np.ndarray:
    """Of each combination the place among ``OUTCOMES`` of the worst that any of some checks says by itself.

    Silence counts only where all of them are silent.

    Raises:
        TooMany: there are more combinations than fit into an array.
        NotPlain: of one of them only some combinations were looked at.
    """
    if grid.size > LARGEST:
        raise TooMany
    ranks = np.zeros(grid.shape, dtype=np.int8)
    for check in checks:
        np.maximum(ranks, RANKS[_spread(_known(check), grid)], out=ranks)
    return BY_RANK[ranks]


def _known(check: CheckResult) -> OutcomeGrid:
    if check.tally is None:
        return _of_listed(check.combinations)
    if check.tally.outcomes is None:
        raise NotPlain(check.name)
    return check.tally.outcomes


def _of_listed(combinations: Sequence[Combination]) -> OutcomeGrid:
    """The outcomes of combinations that are all listed, the case as written first."""
    names = combinations[0].choices
    options = {name: tuple(dict.fromkeys(one.choices[name] for one in combinations)) for name in names}
    alike = tuple(dict.fromkeys(several, ()) for several in options.values())
    grid = Grid(tuple(options), tuple(options.values()), alike, len(combinations)).open
    codes = np.zeros(grid.shape, dtype=np.int8)
    for one in combinations:
        codes[grid.place(one.choices)] = OUTCOMES.index(one.outcome)
    return OutcomeGrid.known(grid, codes)


def _spread(known: OutcomeGrid, grid: Grid) -> np.ndarray:
    """The outcomes of one check over the choices of a grid, an array that broadcasts over it."""
    codes, written = known.codes, known.grid.at(known.grid.written)
    met = [choice for choice in known.grid.choices if choice in grid.axis]
    for axis, choice in enumerate(known.grid.choices):
        options = grid.options[grid.axis[choice]] if choice in grid.axis else (written[choice],)
        codes = codes.take([known.grid.place({**written, choice: one})[axis] for one in options], axis=axis)
    codes = codes.reshape([len(grid.options[grid.axis[choice]]) for choice in met])
    codes = np.transpose(codes, [met.index(choice) for choice in grid.choices if choice in met])
    return codes.reshape([many if choice in met else 1 for choice, many in zip(grid.choices, grid.shape, strict=True)])
