"""The least change that keeps what checks demand, and the least common stretch of all hedges that leaves room for it.

Each step is a least distance problem, solved by non-negative least squares (C. L. Lawson, R. J. Hanson, Solving Least
Squares Problems, 1974, chapter 23), or a linear programme, of the demands as they are near where one stands.
"""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np

from ..base import Work, pay, steps
from .demands import Array, Demands, Stated, Tangent

MOST_STEPS, LONGEST_STEP = 100, 2.0
CLOSE, EXACT = 1e-9, 1e-12
DEPENDENT = 1e-7  # what is left of an equation that follows from others, beside the largest
BROKEN = 1e-6  # how far a constraint may be off, on the scale of logarithms, and count as kept
PART, NARROWEST = 1e-3, 1e-12  # the same as a part of the narrowest hedge, and the least that a spread is taken for
FREE = math.log(1e12)  # how far a number that is left out may move
LOOSE = 1e-6  # how far a tangent gives way at the price of one spread, where the tangents do not meet
ENOUGH = 1.0 - 1e-6  # two intervals that have but one end in common do not meet
PROGRAMME, CELLS = 200, 4  # what a programme costs, and of how many cells of its matrix each adds as much as a step
NEAREST = 1e-6  # what a spread of shift costs beside a stretch of one: it only chooses between equals


def spreads_of(numbers: tuple[Stated, ...]) -> Array:
    """The spread of each number, none of them nothing; shape (numbers,)."""
    return np.array([max(number.spread, NARROWEST) for number in numbers])


def binding(demands: Demands, shifts: Array) -> tuple[str, ...]:
    """The checks whose demand is just met, and that rest on a number that had to move."""
    moved = np.abs(shifts) > CLOSE
    if not moved.any():
        return ()
    here = demands.at(shifts)
    met = (np.abs(here.kept) <= 10 * _slack(demands)) & (np.abs(here.slopes) @ moved > CLOSE)
    return tuple(dict.fromkeys(name for name, met in zip(demands.names, met, strict=True) if met))


def smallest(demands: Demands) -> Array | None:
    """The shifts of the smallest correction; none where no step leads to numbers that keep every constraint.

    Exact numbers stay as they are, unless the others alone cannot keep every constraint.
    """
    exact = np.array([one.below == one.above for one in demands.numbers], dtype=bool)
    found = _smallest(demands, ~exact) if exact.any() and not exact.all() else None
    return _smallest(demands, np.ones(len(exact), dtype=bool)) if found is None else found


def _smallest(demands: Demands, movable: Array) -> Array | None:
    """The same where some numbers may move and the others may not.

    A step that turns back is shortened: where constraints are bent far more than the numbers have room, whole steps
    would go to and fro for ever.
    """
    spreads, here = spreads_of(demands.numbers), demands.standing
    if _is_kept(demands, here.kept):
        return here.shifts
    before, part = np.zeros(len(spreads)), 1.0
    for _ in range(MOST_STEPS):
        limits = here.slopes @ here.shifts - here.kept
        distance = _nearest(here.slopes * spreads * movable, limits, demands.equations)
        if distance is None:
            return None
        way = distance * spreads * movable - here.shifts
        part = part / 2 if (way / spreads) @ (before / spreads) < 0 else min(1.0, 1.5 * part)
        before = way
        here, arrived = _stepped(demands, here, here.shifts + part * way)
        if (arrived and part == 1.0) or np.abs(way).max() <= CLOSE:
            break
    return here.shifts if _is_kept(demands, here.kept) else None


def _nearest(slopes: Array, limits: Array, equations: Array) -> Array | None:
    """The least distance that keeps linear constraints; ``equations`` says which of them are kept at their limits.

    Of equations that follow from one another as many are taken as say something new: the rest agree but for rounding.
    Where not all can be kept, which far from where they are tangents may be their fault, they give way a little.
    """
    turned, sizes, directions = np.linalg.svd(slopes[equations], full_matrices=False)
    new = sizes > DEPENDENT * sizes.max(initial=0.0)
    rows, ends = sizes[new, None] * directions[new], turned[:, new].T @ limits[equations]
    others = ~equations
    others[others] = ~_follows(slopes[others], limits[others], directions[new], ends / sizes[new])
    slopes, limits = (np.concatenate(parts) for parts in ((slopes[others], rows, -rows), (limits[others], ends, -ends)))
    found = least_distance(slopes, limits)
    if found is None:
        found = least_distance(np.hstack([slopes, LOOSE * np.eye(len(slopes))]), limits)
    return None if found is None else found[: slopes.shape[1]]


def _follows(slopes: Array, limits: Array, directions: Array, at: Array) -> Array:
    """Which inequalities are kept wherever all equations are, so that the same demand is not made twice.

    But for the last digits of their slopes, that is, of which a solver would make a contradiction.

    Args:
        directions: orthonormal ones, along which the equations say where one is, and ``at`` where that is.
    """
    along = slopes @ directions.T
    beside = np.linalg.norm(slopes - along @ directions, axis=1)
    return (beside <= DEPENDENT * np.linalg.norm(slopes, axis=1)) & (along @ at >= limits - BROKEN / 10)


def _is_kept(demands: Demands, kept: Array) -> bool:
    """Whether every constraint is kept; one of which nothing can be said (NaN) is not."""
    return bool((np.where(demands.equations, -np.abs(kept), kept) >= -_slack(demands)).all())


def _slack(demands: Demands) -> float:
    """How far a constraint may be off and count as kept: next to nothing beside the narrowest hedge."""
    return min(BROKEN, PART * float(spreads_of(demands.numbers).min()))


def _stepped(demands: Demands, here: Tangent, goal: Array) -> tuple[Tangent, bool]:
    """From some shifts towards others, a long way in several steps; and whether no further step is needed.

    None is where the goal is reached and the constraints are there what their slopes promised, or where nothing can be
    said of them however short the step: that is no way on.
    """
    way = goal - here.shifts
    farthest = float(np.abs(way).max(initial=0.0))
    if farthest <= CLOSE:
        return demands.at(goal), True
    part = min(1.0, LONGEST_STEP / farthest)
    while not (there := demands.at(here.shifts + part * way)).is_known:
        part /= 2
        if part * farthest <= CLOSE:
            return here, True
    return there, part == 1.0 and bool(np.abs(here.promised(there.shifts) - there.kept).max() <= EXACT)


def least_distance(slopes: Array, limits: Array) -> Array | None:
    """The shortest vector with ``slopes @ vector >= limits``; None where there is none.

    >>> least_distance(np.array([[1.0, 1.0]]), np.array([2.0])).round(6).tolist()
    [1.0, 1.0]
    >>> least_distance(np.array([[1.0], [-1.0]]), np.array([1.0, 1.0])) is None
    True
    """
    from scipy.optimize import nnls

    if not slopes.size:  # scipy's solver is compiled: without a column it ends the process
        return np.zeros(slopes.shape[1]) if (limits <= 0).all() else None
    pay(PROGRAMME + slopes.size // CELLS)
    scale = np.maximum(np.linalg.norm(slopes, axis=1), CLOSE)
    limits = limits / scale
    far = max(float(limits.max(initial=0.0)), CLOSE)  # the distance grows with the limits; of about 1 it is found best
    system = np.vstack([(slopes / scale[:, None]).T, limits / far])
    target = np.zeros(len(system))
    target[-1] = 1.0
    residual = system @ nnls(system, target)[0] - target
    return None if abs(residual[-1]) <= CLOSE else -far * residual[:-1] / residual[-1]


NEWTON, MOST_WAYS = 4, 500  # steps towards a solution; sets of numbers of which it is sought
STARTS = 8  # from where else a way is sought, where none leads from the numbers as they are written


def meets_together(demands: Demands) -> bool:
    """Whether some values of all numbers within their room keep every demand.

    That none do is certain where interval arithmetic shows it. Else it is what steps from several starts have found: a
    way that leads to such values can be missed where demands are bent far more than the numbers have room.
    """
    if not demands.numbers:
        return _is_kept(demands, demands.standing.kept)
    if stretched(demands) <= ENOUGH:
        return True
    room = [(np.array([one.below]), np.array([one.above])) for one in demands.numbers]
    if demands.broken_anywhere(room, _slack(demands))[0]:
        return False
    low, high = (np.array([end[0] for end in ends]) for ends in zip(*room, strict=True))
    starts = np.random.default_rng(0).random((STARTS, len(low)))
    return any(stretched(demands, start=low + (high - low) * start) <= ENOUGH for start in starts)


def meets_as_written(demands: Demands) -> bool | None:
    """Whether numbers, each to its last digit, keep all demands: as many of them as there are independent demands.

    The others stay as they are written. That does not depend on which of several equivalent demands are made. None
    where there are too many ways to choose those numbers, or where a demand is no equation.
    """
    here = demands.standing
    if not here.is_known or not demands.equations.all():
        return None
    many = independent(here.slopes)
    free = [at for at, one in enumerate(demands.numbers) if one.last_digit[0] < one.last_digit[1]]
    if math.comb(len(free), min(many, len(free))) > MOST_WAYS:
        return None
    return any(_solved(demands, here, list(some)) for some in combinations(free, min(many, len(free))))


def independent(slopes: Array) -> int:
    """How many demands do not follow from the others, as far as their slopes show."""
    sizes = np.linalg.svd(slopes, compute_uv=False) if slopes.size else np.zeros(0)
    return int((sizes > DEPENDENT * sizes.max(initial=0.0)).sum())


def _solved(demands: Demands, here: Tangent, some: list[int]) -> bool:
    """Whether some numbers solve the demands without leaving their last digit (Newton's steps, by least squares)."""
    for _ in range(NEWTON):
        way = np.zeros(len(demands.numbers))
        way[some] = np.linalg.lstsq(here.slopes[:, some], -here.kept, rcond=None)[0]
        here = demands.at(here.shifts + way)
        if not here.is_known:
            return False
    within = all(
        one.last_digit[0] - CLOSE <= shift <= one.last_digit[1] + CLOSE
        for one, shift in zip(demands.numbers, here.shifts.tolist(), strict=True)
        if shift
    )
    return within and _is_kept(demands, here.kept)


def stretched(demands: Demands, without: str | None = None, start: Array | None = None) -> float:
    """How many times as wide all hedges would have to be for the numbers to meet; infinite where none is enough.

    Args:
        without: a number that is left out: it may be anything.
        start: the shifts from which a way is sought; none to begin with the numbers as they are written.
    """
    here = demands.standing if start is None else demands.at(start)
    if not here.is_known:
        return math.inf
    if start is None and _is_kept(demands, here.kept):
        return 0.0
    for _ in range(MOST_STEPS):
        found = _narrowest(demands, here, without)
        if found is None:
            return math.inf
        here, arrived = _stepped(demands, here, found)
        if arrived:
            break
    return _needed(demands.numbers, here.shifts, without) if _is_kept(demands, here.kept) else math.inf


def _needed(numbers: tuple[Stated, ...], shifts: Array, without: str | None) -> float:
    """How many times as wide hedges would have to be for some shifts."""
    needed = [0.0]
    for one, shift in zip(numbers, shifts.tolist(), strict=True):
        room = one.above if shift > 0 else -one.below
        if one.name != without and abs(shift) > CLOSE * one.spread:
            needed.append(abs(shift) / room if room else math.inf)
    return max(needed)


def _narrowest(demands: Demands, here: Tangent, without: str | None) -> Array | None:
    """Shifts that keep the constraints as tangents within the least common stretch of all hedges (a linear programme).

    Of several the nearest to where one stands, for else steps could go to and fro between them for ever. Where no
    stretch is enough, which far from where they are tangents may be their fault, those that break them least.
    All is measured in spreads, so that a narrow hedge is more than what the programme takes for rounding.
    """
    from scipy.optimize import linprog

    pay(PROGRAMME + here.slopes.size // CELLS)
    numbers, many, spreads = demands.numbers, len(demands.numbers), spreads_of(demands.numbers)
    twice = demands.equations
    slopes, kept = np.vstack([here.slopes, -here.slopes[twice]]), np.concatenate([here.kept, -here.kept[twice]])
    scale = np.maximum(np.linalg.norm(slopes * spreads, axis=1), CLOSE)
    slopes, kept, stands = slopes * spreads / scale[:, None], kept / scale, here.shifts / spreads
    held = np.array([number.name != without for number in numbers])
    above, below = (np.array([getattr(one, end) for one in numbers])[held, None] for end in ("above", "below"))
    own, far, none = np.eye(many)[held], spreads[held, None], np.zeros((int(held.sum()), 1))
    # A column for how far each number moves up, one for how far down, the stretch, what is broken.
    upper = np.vstack(
        [
            np.hstack([-slopes, slopes, np.zeros((len(slopes), 1)), -np.ones((len(slopes), 1))]),
            np.hstack([own, -own, -above / far, none]),
            np.hstack([-own, own, below / far, none]),
        ]
    )
    most = np.concatenate([kept, -stands[held], stands[held]])
    ends = [(0.0, end) for end in (*(FREE / spreads - stands).tolist(), *(FREE / spreads + stands).tolist())]
    for broken in (0.0, None):
        cost = np.concatenate([np.full(2 * many, NEAREST), [1.0 if broken == 0 else NEAREST, 1.0]])
        found = linprog(cost, A_ub=upper, b_ub=most, bounds=[*ends, (0.0, None), (0.0, broken)])
        if found.success:
            return here.shifts + (found.x[:many] - found.x[many : 2 * many]) * spreads
    return None


def without_which_the_others_meet(demands: Demands) -> tuple[str, ...]:
    """The numbers each of which, left out, lets the others meet within what rounding and hedges permit.

    Most are decided without a programme: one that may move as it likes and still leaves a check broken, and one that
    by moving alone keeps every demand. Only for the rest is it asked by how much hedges would have to be stretched.
    """
    decided = zip(demands.numbers, _broken_however_it_moves(demands), _mend_alone(demands), strict=True)
    return tuple(
        number.name
        for number, broken, mends in steps(decided, Work.CORRECTIONS, len(demands.numbers))
        if mends or (not broken and stretched(demands, number.name) <= ENOUGH)
    )


def _broken_however_it_moves(demands: Demands) -> Array:
    """For each number whether a check is broken wherever it lies and the others within their room."""
    many = len(demands.numbers)
    ends = [(np.full(many, one.below), np.full(many, one.above)) for one in demands.numbers]
    for index, (below, above) in enumerate(ends):
        below[index], above[index] = -FREE, FREE
    return demands.broken_anywhere(ends, _slack(demands))


def _mend_alone(demands: Demands) -> Array:
    """For each number whether every demand is kept once it alone has moved: to where it closes the widest gap."""
    from scipy.optimize.elementwise import bracket_root, find_root

    many, here = len(demands.numbers), demands.standing
    which = int(np.argmax(np.where(demands.equations, np.abs(here.kept), -here.kept)))
    moves = np.flatnonzero(here.slopes[which])
    towards = np.clip(-here.kept[which] / here.slopes[which, moves], -FREE / 2, FREE / 2)

    def left(by: Array, index: Array) -> Array:
        """What is left of the widest gap once one number has moved, for each of several."""
        return demands.of_one(which, _moved(many, by, index))

    mends, ends = np.zeros(many, dtype=bool), (np.minimum(towards, 0.0), np.maximum(towards, 0.0))
    if len(moves):
        found = bracket_root(left, *ends, xmin=-FREE, xmax=FREE, args=(moves,))
        moves, ends = moves[found.success], tuple(end[found.success] for end in found.bracket)
    roots = find_root(left, ends, args=(moves,)).x if len(moves) else np.zeros(0)
    for index, by in zip(moves.tolist(), roots, strict=True):
        mends[index] = _is_kept(demands, demands.kept(_moved(many, by, np.array(index))))
    return mends


def _moved(many: int, by: Array, index: Array) -> Array:
    """Shifts of which one is not nothing; shape (..., numbers)."""
    return np.asarray(by)[..., None] * (np.arange(many) == np.asarray(index)[..., None])
