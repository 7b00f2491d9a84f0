"""Whose dinars, francs or pounds a text speaks of: by currencies that it names, and by places."""

from __future__ import annotations

from collections.abc import Sequence

from .language import Language
from .tokens import Token
from .units_in_text import is_money

CERTAIN = "!"  # behind the code of a currency that the text names itself


def currencies_said(known: Language, some: Sequence[Token]) -> frozenset[str]:
    """Codes of currencies that some tokens point to; those named for certain once more with a sign behind.

    >>> from .language import language
    >>> from .tokens import tokens
    >>> sorted(currencies_said(language("en"), tokens("Mosul lost 5 Iraqi dinars")))
    ['IQD', 'IQD!']
    """
    found = set()
    for at in range(len(some)):
        place = known.places.at(some, at)
        if place is not None:
            found.add(place[0])
        unit = known.units.at(some, at)
        if unit is not None and is_money(unit[0].unit) and not unit[0].doubt:
            found |= {unit[0].unit, unit[0].unit + CERTAIN}
    return frozenset(found)
