"""Other fair readings of the numbers of a passage, with what follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..quantities import Doubt, Meaning, Mentions
from ..relations import Relation, in_unit, relations
from .results import OtherCurrencies, OtherReading

MOST = 12  # other readings that are followed to what they would change; editorial
NEAR = 4  # sentences around the numbers of a relation: what stands farther off changes nothing in it


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
        rest_on_it = ((at, one) for at, one in enumerate(implied) if place in one.readings)
        changes = ((at, recomputed(mentions, one, place, other)) for at, one in rest_on_it)
        yield OtherReading(place, other, tuple(changes))


def recomputed(mentions: Mentions, relation: Relation, place: int, meaning: Meaning) -> Relation | None:
    """What a relation becomes once one of its numbers is taken otherwise, in the unit that it had.

    None where the same numbers no longer make such a relation.
    """
    places, passage = _around(mentions, relation)
    at = places.index(place)
    changed = [replace(one, meaning=meaning) if at == here else one for here, one in enumerate(passage.quantities)]
    for one in relations(replace(passage, quantities=tuple(changed))):
        terms, stated = tuple(places[term] for term in one.terms), None if one.stated is None else places[one.stated]
        if (one.operation, terms, stated) == (relation.operation, relation.terms, relation.stated):
            readings = tuple(places[reading] for reading in one.readings)
            return in_unit(replace(one, terms=terms, stated=stated, readings=readings), relation.unit)
    return None


def _around(mentions: Mentions, relation: Relation) -> tuple[list[int], Mentions]:
    """The quantities near those of a relation: their places, and the passage with them alone."""
    known = (*relation.terms, *(() if relation.stated is None else (relation.stated,)))
    numbers = [mentions.quantities[place].in_sentence for place in known]
    first, last = min(numbers) - NEAR, max(numbers) + NEAR
    places = [place for place, one in enumerate(mentions.quantities) if first <= one.in_sentence <= last]
    return places, replace(mentions, quantities=tuple(mentions.quantities[place] for place in places))


def other_currencies(mentions: Mentions) -> Iterator[OtherCurrencies]:
    """The numbers whose currency is one of several that are called alike, those of one currency together."""
    found: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for place, one in enumerate(mentions.quantities):
        others = tuple(other.unit for other in one.others if other.doubt == Doubt.CURRENCY)
        if others:
            found.setdefault((one.meaning.unit, others), []).append(place)
    return (OtherCurrencies(tuple(places), taken, others) for (taken, others), places in found.items())
