"""Between which likelihood ratios every way to read a case lies, and which choice moves them most."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from ..checks import Error
from ..verdict import CheckResult, Weigher
from .likelihood import ASKED, likelihoods_of, likelihoods_over_all
from .results import LikelihoodRange, LikelihoodRanges, LikelihoodRatio, Likelihoods

FARTHEST = 1e6  # a ratio without an end is told apart from others up to this
NOTHING_NEAR = 10.0  # how many times less than near one number lies near another, where next to nothing does
SAME = 1.1  # a choice that moves a ratio by less moves nothing


def likelihood_ranges_of(weigher: Weigher, check: CheckResult) -> LikelihoodRanges:
    """For each error the least and the most likelihood ratio over every combination of the options that count."""
    every, singles = likelihoods_over_all(weigher, check), likelihoods_of(weigher, check)
    written, telling = every[0], [one for one in every if not one.silent]
    of = {"check": check.name, "quantity": written.quantity, "unit": written.unit, "ways": len(every)}
    if not telling:
        return LikelihoodRanges(**of, silent_ways=len(every), silent=written.silent)
    ranges = (_range(telling, singles, *asked) for asked in ASKED)
    return LikelihoodRanges(
        **of,
        stated=telling[0].stated,
        seen=telling[0].seen,
        silent_ways=len(every) - len(telling),
        ranges=[one for one in ranges if one],
    )


def _range(
    telling: Sequence[Likelihoods], singles: Sequence[Likelihoods], factor: float, error: Error
) -> LikelihoodRange | None:
    """That of one error; None where under no combination any draw lies near either number."""
    found = [
        (size, ratio_of, one.choices)
        for one in telling
        if (ratio_of := asked_of(one, factor, error)) is not None and (size := size_of(ratio_of)) is not None
    ]
    if not found:
        return None
    by_size = lambda one: one[0]  # noqa: E731
    (_, least, under), (_, most, over) = min(found, key=by_size), max(found, key=by_size)
    moves = dict(_moves(singles, factor, error))
    moved_by = max(moves, key=lambda choice: moves[choice], default=None)
    return LikelihoodRange(
        factor=factor,
        error=error,
        least=least,
        least_under=under,
        most=most,
        most_under=over,
        moved_by=moved_by if moved_by is not None and moves[moved_by] > math.log(SAME) else None,
    )


def asked_of(found: Likelihoods, factor: float, error: Error) -> LikelihoodRatio | None:
    """The ratio against one error; None where there is none."""
    return next((one for one in found.ratios if (one.factor, one.error) == (factor, error)), None)


def size_of(ratio: LikelihoodRatio) -> float | None:
    """How large a ratio is: its figure; without one infinite or zero, where its one end leaves no other; else None.

    That is so where next to nothing lies near one of the two numbers: ten times less than near the other at the least.

    >>> size_of(LikelihoodRatio(factor=10, error="too high", least=500.0)) == math.inf
    True
    >>> size_of(LikelihoodRatio(factor=10, error="too high", least=0.0, most=0.02))
    0.0
    >>> size_of(LikelihoodRatio(factor=10, error="too high", least=0.2)) is None
    True
    """
    if ratio.ratio is not None:
        return ratio.ratio.value
    if ratio.most is None:
        return math.inf if ratio.least >= NOTHING_NEAR else None
    return 0.0 if ratio.most <= 1 / NOTHING_NEAR else None


def _moves(singles: Sequence[Likelihoods], factor: float, error: Error) -> Iterator[tuple[str, float]]:
    """By how much each choice moves a ratio by itself at most, on the scale of logarithms."""
    written, *changed = singles
    start, moves = _logarithm(written, factor, error), dict[str, float]()
    for one in changed:
        (choice,) = one.choices
        end = _logarithm(one, factor, error)
        if start is not None and end is not None:
            moves[choice] = max(moves.get(choice, 0.0), abs(end - start))
    yield from moves.items()


def _logarithm(found: Likelihoods, factor: float, error: Error) -> float | None:
    ratio = asked_of(found, factor, error)
    size = size_of(ratio) if ratio is not None else None
    return None if size is None else math.log(min(max(size, 1 / FARTHEST), FARTHEST))
