"""Two amounts that are one: 5 feet 2 inches, 3 hours 20 minutes, 13 dollars and 45 cents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from ..text import factor, parse_unit, same_kind, unit_names
from .amounts import Amount
from .language import Language
from .meanings import DURATIONS, plain
from .tokens import NUMERAL, Token
from .units_in_text import is_money

CENTS = 2  # digits behind a currency that are cents: 15 dollars 50
WHOLE = {"us_cent": "USD", "euro_cent": "EUR", "penny_sterling": "GBP"}


def composite(known: Language, some: Sequence[Token], one: Amount, other: Amount) -> Amount | None:
    """The amount that two side by side are together, in the unit of the first; None where they are two.

    The second has the smaller unit and holds less than one of the first. "And" may stand between, but not between
    lengths of time, which are listed more often than added.
    """
    if one.form is None or one.pers or one.thing is not None or (one.cue_span and one.cue_span[0] > one.first):
        return None
    if other.numeral.reason or other.spread is not None or other.is_negative or one.numeral.power:
        return None
    between = some[one.end : other.first]
    has_and = len(between) == 1 and known.words("and").at(between, 0) is not None
    if between and not has_and:
        return None
    share = _share(one, other, has_and, some)
    if share is None or not 0 < share < 1:
        return None
    number = plain(one.numeral.number + share)
    numeral = replace(one.numeral, number=number, end=other.numeral.end, share=None)
    return replace(one, numeral=numeral, end=other.end, share_of=None, thing=other.thing, pers=other.pers)


def _share(one: Amount, other: Amount, has_and: bool, some: Sequence[Token]) -> Decimal | None:
    """How much of the first unit the second amount is."""
    if one.form is None or one.form.factor != 1 or one.numeral.number != one.numeral.number.to_integral_value():
        return None
    unit = one.form.unit
    if other.form is None:
        token = some[other.numeral.first]
        is_cents = token.sort == NUMERAL and len(token.text) == CENTS and other.is_bare and not has_and
        return other.numeral.value / 100 if is_cents and is_money(unit) else None
    small = other.form.unit
    if is_money(unit):
        is_part = small in WHOLE and (WHOLE[small] == unit or bool(other.form.doubt))
        return other.numeral.value / 100 if is_part else None
    if unit not in unit_names() or small not in unit_names() or small == unit or (has_and and unit in DURATIONS):
        return None
    return other.numeral.value * ratio(small, unit) if ratio(small, unit) else None


@cache
def ratio(small: str, unit: str) -> Decimal:
    """How many of a unit one of another is; 0 where they measure different things."""
    one, other = parse_unit(small), parse_unit(unit)
    return Decimal(repr(factor(one) / factor(other))) if same_kind(one, other) else Decimal(0)
