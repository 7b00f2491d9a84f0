"""The ways to read an article: combinations of choices that differ in what a check compares, each counted once.

A choice that changes nothing in what is compared must not multiply the count: what is assumed of a mix that a check
leaves free has no part in its bounds, and two days in one month have one price. Whether a combination counts follows
from what is compared and not from how that comes out: what fits in all of eighteen different ways fits in eighteen.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from .one_apart import OneApart
from .results import Combination


def distinct(combinations: Sequence[Combination]) -> list[Combination]:
    """The combinations without those that compare the same as another, in the order in which these first stand.

    Of several that compare the same the one is kept of which the draws leave least open, and of these the first, which
    for the case as written is the case as written.

    >>> from weighbridge.checks import Outcome
    >>> prices = {"1 May": 5, "2 May": 5, "3 May": 6}
    >>> days = [Combination({"day": day}, Outcome.HOLDS, compared=price) for day, price in prices.items()]
    >>> [one.choices["day"] for one in distinct(days)]
    ['1 May', '3 May']
    """
    found: dict[Hashable, Combination] = {}
    for one in combinations:
        if one.way not in found or len(one.may_be) < len(found[one.way].may_be):
            found[one.way] = one  # what is there already keeps its place
    return list(found.values())


def set_aside(combinations: Sequence[Combination]) -> list[str]:
    """The choices that change nothing in what is compared, whatever is taken of the others; in their order.

    >>> from weighbridge.checks import Outcome
    >>> taken = [{"mix": mix, "market": market} for mix in ("iron", "any") for market in ("port", "yard")]
    >>> set_aside([Combination(one, Outcome.HOLDS, compared=one["market"]) for one in taken])
    ['mix']
    """
    names = combinations[0].choices if combinations else {}
    apart = OneApart([one.choices for one in combinations])
    several = (name for name in names if _is_several(combinations, name))
    return [name for name in several if not _tells(combinations, apart.without(name))]


def _is_several(combinations: Sequence[Combination], name: str) -> bool:
    return len({one.choices[name] for one in combinations}) > 1


def _tells(combinations: Sequence[Combination], others: Sequence[int]) -> bool:
    """Whether what is compared depends on a choice under any setting of the others, which have these numbers."""
    known: dict[int, Hashable] = {}
    return any(known.setdefault(rest, one.way) != one.way for one, rest in zip(combinations, others, strict=True))
