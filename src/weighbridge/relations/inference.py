"""What the quantities of a passage imply, all of it: the one place that puts the rules together."""

from __future__ import annotations

from ..quantities import Mentions
from .amounts import Amount, amounts
from .changes import growth, shares, sums
from .denominations import is_denomination, notes
from .links import STRENGTH, Words
from .parts import gaps, inclusions, wholes
from .quotients import pairs, quotients
from .rates import conversions, durations, price_ratios, rates, stated_prices
from .relation import Operation, Relation


def relations(mentions: Mentions) -> tuple[Relation, ...]:
    """Every figure that follows from quantities of a passage, what puts them together the strongest first.

    A quotient that the passage states is given once, as the comparison with that. Of quantities that no word puts
    together only ratios are given that are familiar, and their ``link`` says so.
    """
    words = Words(mentions, _amounts(mentions))
    first = [*conversions(words), *growth(words), *shares(words), *sums(words), *durations(words)]
    first += [*gaps(words), *wholes(words), *inclusions(words), *notes(words)]
    spent = frozenset(
        frozenset((*one.terms, *((one.stated,) if one.stated is not None else ())))
        for one in first
        if one.operation != Operation.QUOTIENT
    )
    stated, compared = stated_prices(words, pairs(words))
    of_rates, taken = rates(words, frozenset(one.stated for one in stated if one.stated is not None))
    used = frozenset(place for one in (*of_rates, *stated) for place in (*one.terms, *_stated(one)))
    found = [*first, *of_rates, *stated, *quotients(words, taken | compared | spent), *price_ratios(words, used)]
    return tuple(sorted(found, key=lambda one: (STRENGTH.index(one.link), one.terms)))


def _amounts(mentions: Mentions) -> tuple[Amount, ...]:
    """The quantities that something may follow from: the face value of a note is none."""
    return tuple(one for one in amounts(mentions.quantities) if not is_denomination(mentions, one.mention))


def _stated(one: Relation) -> tuple[int, ...]:
    return () if one.stated is None else (one.stated,)
