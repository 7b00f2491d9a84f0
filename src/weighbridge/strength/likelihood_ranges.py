"""Between which likelihood ratios every way to read a case lies, and which choice moves them most."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from ..checks import Error
from ..verdict import CheckResult, Weigher
from .likelihood import ASKED, likelihoods_over_all
from .results import LikelihoodRange, LikelihoodRanges, LikelihoodRatio, Likelihoods

FARTHEST = 1e6  # a ratio without an end is told apart from others up to this
NOTHING_NEAR = 10.0  # how many times less than near one number lies near another, where next to nothing does
SAME = 1.1  # a choice that moves a ratio by less moves nothing


def likelihood_ranges_of(weigher: Weigher, check: CheckResult) -> LikelihoodRanges:
    """For each error the least and the most likelihood ratio over every combination of the options that count."""
    every = likelihoods_over_all(weigher, check)
    written, telling = every[0], [one for one in every if not one.silent]
    of = {"check": check.name, "quantity": written.quantity, "unit": written.unit, "ways": len(every)}
    if not telling:
        return LikelihoodRanges(**of, silent_ways=len(every), silent=written.silent)
    ranges = (_range(telling, *asked) for asked in ASKED)
    return LikelihoodRanges(
        **of,
        stated=telling[0].stated,
        seen=telling[0].seen,
        silent_ways=len(every) - len(telling),
        ranges=[one for one in ranges if one],
    )


def _range(telling: Sequence[Likelihoods], factor: float, error: Error) -> LikelihoodRange | None:
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
    return LikelihoodRange(
        factor=factor,
        error=error,
        least=least,
        least_under=under,
        most=most,
        most_under=over,
        moved_by=_moved_by([(choices, size) for size, _, choices in found]),
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


def _moved_by(sizes: Sequence[tuple[Mapping[str, str], float]]) -> str | None:
    """The choice without which the range would be narrowest; None where it is no range.

    Of choices as good as each other that which gives the widest range by itself.

    Args:
        sizes: each ratio, with the choices in which its combination differs from the case as written.

    >>> port, yard, late = {}, {"market": "yard"}, {"market": "yard", "day": "late"}
    >>> _moved_by([(port, 1.0), (yard, 9.0), (late, 8.0)]), _moved_by([(port, 1.0), (yard, 1.05)])
    ('market', None)
    """
    if _width(size for _, size in sizes) <= math.log(SAME):
        return None
    left = {}
    for choice in sorted({choice for choices, _ in sizes for choice in choices}):
        without = _width(size for choices, size in sizes if choice not in choices)
        alone = _width(size for choices, size in sizes if choices.keys() <= {choice})
        left[choice] = (without, -alone)
    return min(left, key=lambda choice: left[choice], default=None)


def _width(sizes: Iterable[float]) -> float:
    """How far ratios lie apart on the scale of logarithms, those without an end as far as is told apart."""
    logs = [math.log(min(max(size, 1 / FARTHEST), FARTHEST)) for size in sizes]
    return max(logs, default=0.0) - min(logs, default=0.0)
