"""Other fair readings of the numbers of a passage, with what follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..quantities import Doubt, Meaning, Mentions
from ..relations import Relation, in_unit, relations
from .results import OtherCurrencies, OtherReading

MOST = 12  # other readings that are followed to what they would change; editorial


def other_readings(mentions: Mentions, implied: Sequence[Relation]) -> Iterator[OtherReading]:
    """Every other fair reading of a number that something rests on, but for currencies, with what that becomes."""
    used = {place for one in implied for place in one.readings}
    readings = [
        (place, other)
        for place in sorted(used)
        for other in mentions.quantities[place].others
        if other.doubt != Doubt.CURRENCY
    ]
    for place, other in readings[:MOST]:
        otherwise = relations(with_meaning(mentions, place, other))
        rest_on_it = ((at, one) for at, one in enumerate(implied) if place in one.readings)
        changes = [(at, _in_unit(next(alike(otherwise, one), None), one.unit)) for at, one in rest_on_it]
        yield OtherReading(place, other, tuple(changes))


def _in_unit(relation: Relation | None, unit: str) -> Relation | None:
    """What a relation becomes, in the unit that it had, so that the two can be compared."""
    return None if relation is None else in_unit(relation, unit)


def other_currencies(mentions: Mentions) -> Iterator[OtherCurrencies]:
    """The numbers whose currency is one of several that are called alike, those of one currency together."""
    found: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for place, one in enumerate(mentions.quantities):
        others = tuple(other.unit for other in one.others if other.doubt == Doubt.CURRENCY)
        if others:
            found.setdefault((one.meaning.unit, others), []).append(place)
    return (OtherCurrencies(tuple(places), taken, others) for (taken, others), places in found.items())


def alike(found: tuple[Relation, ...], relation: Relation) -> Iterator[Relation]:
    """Those of some relations that put the same numbers together in the same way."""
    for one in found:
        if (one.operation, one.terms, one.stated) == (relation.operation, relation.terms, relation.stated):
            yield one


def with_meaning(mentions: Mentions, place: int, meaning: Meaning) -> Mentions:
    """The same passage with one number taken otherwise."""
    changed = [replace(one, meaning=meaning) if at == place else one for at, one in enumerate(mentions.quantities)]
    return replace(mentions, quantities=tuple(changed))
