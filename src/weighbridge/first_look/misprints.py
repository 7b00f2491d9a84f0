"""Which slip of one number would make a relation of a passage agree as it is written."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ..quantities import Meaning, Mentions
from ..relations import Agreement, Operation, Relation
from .readings import recomputed
from .results import Misprint

MOST = 3  # misprints that are named; editorial
NEAR_ONE = 0.5  # a ratio farther from one agrees with no rounding


def misprints(mentions: Mentions, at: int, relation: Relation) -> tuple[Misprint, ...]:
    """Slips of a single number that would make a relation agree exactly, digits that changed places before others."""
    from ..what_if import SlipRule, kinds, swapped_digits

    places = (*relation.terms, *(() if relation.stated is None else (relation.stated,)))
    found: list[Misprint] = []
    for kind in kinds():
        for place in places:
            meaning = mentions.quantities[place].meaning
            if kind.rule == SlipRule.DIGITS and meaning.low == meaning.high:
                changes = [float(other / meaning.low) for other in swapped_digits(meaning.low)]
            elif kind.rule == SlipRule.FACTOR and kind.applies_to == "any":
                changes = [float(kind.factor)]
            else:
                continue
            for by in changes:
                if (
                    _may_agree(relation, by)
                    and _agrees(mentions, relation, place, by)
                    and not _known(found, place, by, meaning)
                ):
                    found.append(Misprint(at, place, kind.slip, float(meaning.low) * by, float(meaning.high) * by))
    return tuple(found[:MOST])


def _known(found: list[Misprint], place: int, by: float, meaning: Meaning) -> bool:
    value = float(meaning.low) * by
    return any(one.place == place and abs(one.low - value) <= 1e-9 * abs(value) for one in found)


def _may_agree(relation: Relation, by: float) -> bool:
    """Whether a number so many times as large can bring both sides together; a quick look before all is worked out."""
    if relation.ratio is None or relation.operation not in (Operation.PRODUCT, Operation.QUOTIENT):
        return True
    return any(abs(relation.ratio * times - 1) <= NEAR_ONE for times in (by, 1 / by))


def _agrees(mentions: Mentions, relation: Relation, place: int, by: float) -> bool:
    """Whether the relation agrees as written once one of its numbers is so many times as large."""
    one = recomputed(mentions, relation, place, _times(mentions.quantities[place].meaning, by))
    return one is not None and one.agreement == Agreement.EXACT


def _times(meaning: Meaning, by: float) -> Meaning:
    """A meaning so many times as large."""
    low, high = (_rounded(end * Decimal(repr(by))) for end in (meaning.low, meaning.high))
    unit = meaning.value.split()[-1]
    value = f"{low:f} {unit}" if low == high else f"{low:f} to {high:f} {unit}"
    return replace(meaning, low=low, high=high, value=value)


def _rounded(number: Decimal) -> Decimal:
    return Decimal(f"{number:.12g}").normalize() + 0
