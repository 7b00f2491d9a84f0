"""The smallest joint correction that makes an article's numbers fit each other and the evidence, and whose it may be.

Weighted least squares on the scale of logarithms, as plant data are reconciled (D. R. Kuehn, H. Davidson, Chemical
Engineering Progress 57, 1961; S. Narasimhan, C. Jordache, Data Reconciliation and Gross Error Detection, 2000): each
number moves against the width that its hedge leaves it. Inequalities bind only where they would be broken. Each step is
a least distance problem, solved by non-negative least squares (C. L. Lawson, R. J. Hanson, Solving Least Squares
Problems, 1974, chapter 23). Whose it may be is seen by leaving out each number in turn: do the others meet within their
hedges?
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .demand import Array, Demands, Stated

MOST_STEPS, LONGEST_STEP = 30, 2.0
CLOSE = 1e-9
BROKEN = 1e-6  # how far a constraint may be off, on the scale of logarithms, and count as kept
FREE = math.log(1e12)  # how far a number that is left out may move
ENOUGH = 1.0 - 1e-6  # two intervals that have but one end in common do not meet


@dataclass(frozen=True)
class Reconciliation:
    """What would have to be corrected, and whether one number alone can be to blame.

    Attributes:
        shifts: by how much the logarithm of each number moves; none where no correction was found.
        objective: the sum of the squares of shifts over spreads, which is the least there is.
        binding: the checks that keep the numbers from where they stand.
        stretch: how many times as wide all hedges would have to be for the numbers to meet; at most 1 where they do.
        suspects: the numbers without which the others meet within their hedges; empty where all meet, or where it
            takes more than one.
    """

    numbers: tuple[Stated, ...]
    shifts: tuple[float, ...] | None
    objective: float
    binding: tuple[str, ...]
    stretch: float
    suspects: tuple[str, ...]

    @property
    def meet(self) -> bool:
        """Whether the numbers meet within what rounding and hedges permit."""
        return self.stretch <= ENOUGH


def reconcile(demands: Demands) -> Reconciliation:
    """The smallest joint correction, and the numbers that may be to blame.

    Raises:
        ValueError: the checks demand nothing of any number, or something that cannot be weighed at them as they stand.
    """
    numbers = demands.numbers
    if not numbers:
        raise ValueError("no check compares the article's numbers with anything but whole things")
    if not np.isfinite(demands.kept(np.zeros(len(numbers)))).all():
        broken = demands.kept(np.zeros(len(numbers)))
        names = dict.fromkeys(name for name, kept in zip(demands.names, broken, strict=True) if not np.isfinite(kept))
        raise ValueError(f"on the scale of logarithms nothing can be said of {', '.join(names)}")
    shifts = _smallest(demands)
    stretch = stretched(demands)
    without = [number.name for number in numbers if stretch > ENOUGH and stretched(demands, number.name) <= ENOUGH]
    return Reconciliation(
        numbers=numbers,
        shifts=None if shifts is None else tuple(shifts.tolist()),
        objective=math.nan if shifts is None else float(np.sum((shifts / _spreads(numbers)) ** 2)),
        binding=() if shifts is None else _binding(demands, shifts),
        stretch=stretch,
        suspects=tuple(without),
    )


def untouched(demands: Demands) -> Reconciliation:
    """What there is to correct where every check holds as it stands: nothing."""
    return Reconciliation(demands.numbers, (0.0,) * len(demands.numbers), 0.0, (), 0.0, ())


def _spreads(numbers: tuple[Stated, ...]) -> Array:
    return np.array([number.spread for number in numbers])


def _binding(demands: Demands, shifts: Array) -> tuple[str, ...]:
    """The checks whose demand is just met, and was not at the numbers as they stand."""
    if not np.any(shifts):
        return ()
    met = np.abs(demands.kept(shifts)) <= 10 * BROKEN
    return tuple(dict.fromkeys(name for name, met in zip(demands.names, met, strict=True) if met))


def _smallest(demands: Demands) -> Array | None:
    """The shifts of the smallest correction; none where no step leads to numbers that keep every constraint."""
    spreads, shifts = _spreads(demands.numbers), np.zeros(len(demands.numbers))
    if _is_kept(demands, shifts):
        return shifts
    for _ in range(MOST_STEPS):
        slopes, limits = _linear(demands, shifts)
        distance = least_distance(slopes * spreads, limits)
        if distance is None:
            return None
        shifts, arrived = _stepped(demands, shifts, distance * spreads, (slopes, limits))
        if arrived:
            break
    return shifts if _is_kept(demands, shifts) else None


def _is_kept(demands: Demands, shifts: Array) -> bool:
    kept = demands.kept(shifts)  # NaN is not kept
    return bool((np.where(demands.equations, -np.abs(kept), kept) >= -BROKEN).all())


def _linear(demands: Demands, shifts: Array) -> tuple[Array, Array]:
    """The constraints near some shifts as ``slopes @ shifts >= limits``, an equation as two of them."""
    slopes = demands.slopes(shifts)
    limits = slopes @ shifts - demands.kept(shifts)
    twice = demands.equations
    return np.vstack([slopes, -slopes[twice]]), np.concatenate([limits, -limits[twice]])


def _stepped(demands: Demands, start: Array, goal: Array, linear: tuple[Array, Array]) -> tuple[Array, bool]:
    """From some shifts towards others, a long way in several steps; and whether no further step is needed.

    None is where the goal is reached and the constraints are there what their slopes promised, or where nothing can be
    said of them: that is no way on.
    """
    way = goal - start
    part = min(1.0, LONGEST_STEP / max(np.abs(way).max(initial=0.0), CLOSE))
    shifts, kept = start + part * way, demands.kept(start + part * way)
    if not np.isfinite(kept).all() or np.abs(way).max(initial=0.0) <= CLOSE:
        return shifts, True
    promised = linear[0][: len(kept)] @ shifts - linear[1][: len(kept)]
    return shifts, part == 1.0 and bool(np.abs(promised - kept).max() <= CLOSE)


def least_distance(slopes: Array, limits: Array) -> Array | None:
    """The shortest vector with ``slopes @ vector >= limits``; None where there is none.

    >>> least_distance(np.array([[1.0, 1.0]]), np.array([2.0])).round(6).tolist()
    [1.0, 1.0]
    >>> least_distance(np.array([[1.0], [-1.0]]), np.array([1.0, 1.0])) is None
    True
    """
    from scipy.optimize import nnls

    scale = np.maximum(np.linalg.norm(slopes, axis=1), CLOSE)
    system = np.vstack([(slopes / scale[:, None]).T, limits / scale])
    target = np.zeros(len(system))
    target[-1] = 1.0
    residual = system @ nnls(system, target)[0] - target
    return None if abs(residual[-1]) <= CLOSE else -residual[:-1] / residual[-1]


def stretched(demands: Demands, without: str | None = None) -> float:
    """How many times as wide all hedges would have to be for the numbers to meet; infinite where none is enough.

    Args:
        without: a number that is left out of account: it may be anything.
    """
    shifts = np.zeros(len(demands.numbers))
    stretch = 0.0
    if _is_kept(demands, shifts):
        return stretch
    for _ in range(MOST_STEPS):
        slopes, limits = _linear(demands, shifts)
        found = _narrowest(demands, slopes, limits, without)
        if found is None:
            return math.inf
        stretch = found[1]
        shifts, arrived = _stepped(demands, shifts, found[0], (slopes, limits))
        if arrived:
            break
    return stretch if _is_kept(demands, shifts) else math.inf


def _narrowest(demands: Demands, slopes: Array, limits: Array, without: str | None) -> tuple[Array, float] | None:
    """Shifts that keep linear constraints within the least common stretch of all hedges (a linear programme)."""
    from scipy.optimize import linprog

    numbers = demands.numbers
    held = [index for index, number in enumerate(numbers) if number.name != without]
    rows = np.zeros((2 * len(held), len(numbers) + 1))
    for row, index in enumerate(held):
        rows[2 * row, [index, -1]] = 1.0, -numbers[index].above
        rows[2 * row + 1, [index, -1]] = -1.0, numbers[index].below
    upper = np.vstack([np.hstack([-slopes, np.zeros((len(slopes), 1))]), rows])
    bounds = [(-FREE, FREE)] * len(numbers) + [(0.0, None)]
    cost = np.append(np.zeros(len(numbers)), 1.0)
    found = linprog(cost, A_ub=upper, b_ub=np.concatenate([-limits, np.zeros(len(rows))]), bounds=bounds)
    return (found.x[:-1], float(found.x[-1])) if found.success else None
