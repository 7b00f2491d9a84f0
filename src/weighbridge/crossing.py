"""Where a check turns, once its bounds are narrow: the middle, or where a probability passes its threshold.

The place is as uncertain as that probability, carried over by the slope there.
"""

from __future__ import annotations

from .answer import THRESHOLDS
from .estimate import Estimate
from .finding import FAILS, HOLDS, STRAINED
from .trial import Trial
from .turning import Change, Line

CLOSE = 1e-4  # as near as turns can be told apart, as a share of the value
MOST_LINES = 8  # straight lines drawn until the probability is at its threshold
WIDEST = 0.5  # the farthest that the slope of a probability is looked for, as a share of the value
Turn = tuple[Estimate, str, str]  # the value there, the outcome below and above


def placed(trial: Trial, line: Line, turn: Change, size: float) -> list[Turn]:
    """Where a turn lies: in the middle of its narrow bounds, or where the probability passes the threshold.

    Two turns so near each other that they were met as one are told apart by their thresholds, where they are two.
    """
    before, after = (str(told[0]) for told in (turn.before, turn.after) if isinstance(told, tuple))
    if trial.tail(turn.near) is None:
        return [(Estimate(line.between(turn.near, turn.far, 0.5)), before, after)]
    if {before, after} != {HOLDS, FAILS}:
        return [(_estimate(trial, line, turn, threshold(trial.check.relation, before, after), size), before, after)]
    pairs = [(before, STRAINED), (STRAINED, after)]
    return [(_estimate(trial, line, turn, threshold(trial.check.relation, *pair), size), *pair) for pair in pairs]


def _estimate(trial: Trial, line: Line, turn: Change, goal: float, size: float) -> Estimate:
    at = _passed(trial, line, turn, goal)
    u = max(tail.numerical_uncertainty for end in (turn.near, turn.far) if (tail := trial.tail(end)))
    return Estimate(at, _left_open(trial, at, abs(turn.far - turn.near), u, max(abs(at), size)))


def _passed(trial: Trial, line: Line, turn: Change, goal: float) -> float:
    """Where the probability passes a threshold, by straight lines; step by step where it jumps over it."""
    ends = [(value, tail.value - goal) for value in (turn.near, turn.far) if (tail := trial.tail(value))]
    for _ in range(MOST_LINES):
        (near, below), (far, above) = ends
        at = line.between(near, far, below / (below - above)) if below != above else near
        there = trial.tail(at)
        if there is None or at in (near, far):
            break
        left = there.value - goal
        if abs(left) <= there.numerical_uncertainty / 100:
            return at
        ends = [ends[0], (at, left)] if below * left <= 0 else [(at, left), ends[1]]
    return _stepwise(trial, line, turn, goal)


def _stepwise(trial: Trial, line: Line, turn: Change, goal: float) -> float:
    """The same by halving."""
    near, far = turn.near, turn.far
    rises = _reaches(trial, far, goal)
    while abs(far - near) > CLOSE / 10 * max(abs(near), abs(far)):
        middle = line.between(near, far, 0.5)
        near, far = (near, middle) if _reaches(trial, middle, goal) == rises else (middle, far)
    return line.between(near, far, 0.5)


def _reaches(trial: Trial, value: float, goal: float) -> bool:
    tail = trial.tail(value)
    return tail is not None and tail.value >= goal


def _left_open(trial: Trial, at: float, step: float, u: float, size: float) -> float:
    """How far the uncertainty of a probability leaves open where it passes a threshold, by its slope there.

    ``size`` is what a value is large or small beside: itself, or the range where it can be zero.
    """
    least, widest = CLOSE * size, WIDEST * (size or 1.0)
    while step <= widest:
        below, above = (trial.tail(at + side * step / 2) for side in (-1, 1))
        if below is None or above is None:
            break
        rise = abs(above.value - below.value)
        if rise >= 2 * u:
            return max(u * step / rise, least)
        step = max(4 * step, least)
    return widest


def threshold(relation: str, one: str, other: str) -> float:
    """The tail probability at which one outcome turns to another.

    >>> threshold("at_most", "holds", "strained"), threshold("equals", "fails", "strained")
    (0.05, 0.01)
    """
    strained, fails = THRESHOLDS[relation]
    return strained if HOLDS in (one, other) else fails
