"""Between which shares of many things a property lies, by how many of a random sample have it.

C. J. Clopper, E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial",
Biometrika 26, 1934. It covers at least as often as it says, whatever the share.
"""

from __future__ import annotations

from .intervals import Interval

COVERAGE = 0.95


def share_interval(hits: int, drawn: int, coverage: float = COVERAGE) -> Interval:
    """The least and the greatest share of all that ``hits`` of so many drawn independently are compatible with.

    >>> low, high = share_interval(0, 1000)
    >>> low, round(high, 5)
    (0.0, 0.00368)
    >>> [round(end, 4) for end in share_interval(3, 10)]
    [0.0667, 0.6525]
    """
    from scipy.special import betaincinv

    if not drawn:
        return 0.0, 1.0
    tail = (1 - coverage) / 2
    low = float(betaincinv(hits, drawn - hits + 1, tail)) if hits else 0.0
    high = float(betaincinv(hits + 1, drawn - hits, 1 - tail)) if hits < drawn else 1.0
    return low, high
