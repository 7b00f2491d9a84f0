"""What an amount is for each of: per day, a kilogram, each; behind it or before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from .amounts import Amount, over_hyphen
from .digits import Signs
from .language import Language, UnitForm
from .nouns import known_at, stuff_at
from .numerals import numeral_at
from .tokens import NUMERAL, Token
from .units_in_text import is_money, powered, unit_at

QUOTES = ("'", '"', "”", "’", "»")
MOST_PERS = 2
EACH_BACK = 5  # tokens before an amount among which "each" may stand
PRICE_BACK = 8  # tokens before an amount of money among which "per tonne" may stand


class Per(NamedTuple):
    """What an amount is for each of.

    Its name, whether it is a unit, how many of it, the token behind it, its form, and what there is so much of: "a ton
    of copper".
    """

    name: str
    is_unit: bool
    count: Decimal
    end: int
    form: UnitForm | None = None
    stuff: str | None = None


def with_rates(known: Language, some: Sequence[Token], core: Amount, signs: Signs) -> Amount:
    """An amount with what it is for each of, up to two of them."""
    while len(core.pers) < MOST_PERS and (per := _per_at(known, some, core, signs)) is not None:
        pers, units = (*core.pers, per.name), (*core.pers_are_units, per.is_unit)
        core = replace(core, pers=pers, pers_are_units=units, divided_by=core.divided_by * per.count, end=per.end)
        core = replace(core, per_form=core.per_form or per.form)
        if core.thing is None and core.form is not None and is_money(core.form.unit):
            core = replace(core, thing=per.stuff)  # a price is that of what is sold
    return core


def _per_at(known: Language, some: Sequence[Token], core: Amount, signs: Signs) -> Per | None:
    """What stands behind "per", "a" or a stroke; None where nothing does."""
    at = over_hyphen(some, core.end)
    if at < len(some) and some[at].text in QUOTES and some[at].start == some[at - 1].end:
        at += 1
    if (rate := known.rates.at(some, at)) is not None and not _is_apart(known, some, rate[1]):
        return Per(rate[0], True, Decimal(1), rate[1])
    if known.words("each").at(some, at) is not None:
        return None
    if (per := known.words("per").at(some, at)) is not None:
        return _below(known, some, per[1], signs, any_noun=some[at].text != "/")
    found = _behind(known, some, core, at, "article", signs) or _behind(known, some, core, at, "per unit", signs)
    return None if found is None or found.count != 1 or _is_apart(known, some, found.end) else found


def _behind(known: Language, some: Sequence[Token], core: Amount, at: int, role: str, signs: Signs) -> Per | None:
    """What stands behind an article, or a preposition that says "per" before a unit alone: 6,000 dollars la tonne."""
    word = known.words(role).at(some, at)
    if word is None or core.is_bare:
        return None
    found = _below(known, some, word[1], signs, any_noun=False)
    return found if found is not None and (role == "article" or found.is_unit) else None


def _is_apart(known: Language, some: Sequence[Token], at: int) -> bool:
    """Whether words of distance follow, so that "a week" is no rate: a week later."""
    return known.words("apart").at(some, at) is not None


def _below(known: Language, some: Sequence[Token], at: int, signs: Signs, any_noun: bool) -> Per | None:
    """A unit or a thing below the line, with a number before it where there is one."""
    at, by = over_hyphen(some, at), Decimal(1)
    number = numeral_at(known, some, at, signs) if at < len(some) else None
    if number is not None and number.value > 0 and any_noun and not number.reason:
        at, by = number.end, number.value
    unit = unit_at(known, some, at)
    if unit is not None and not unit.form.per and not unit.pers:
        by = by * unit.form.factor ** max(unit.power, 1)
        stuff, end = _over_stuff(known, some, unit.end)
        form = unit.form if unit.power == 1 else None
        return Per(powered(unit.form.unit, unit.power), True, by, end, form, stuff)
    noun = known_at(known, some, at)
    if noun is None and any_noun:
        noun = stuff_at(known, some, at)
    return None if noun is None else Per(noun.thing, False, by, noun.end)


def _over_stuff(known: Language, some: Sequence[Token], at: int) -> tuple[str | None, int]:
    """What the unit below the line is of, "of land", and the token behind it; None where nothing says it."""
    over = known.words("of").at(some, at)
    stuff = stuff_at(known, some, over[1]) if over is not None and over[1] < len(some) else None
    return (stuff.thing, stuff.end) if stuff is not None and stuff.end == over[1] + 1 else (None, at)


def with_each(known: Language, some: Sequence[Token], core: Amount, floor: int) -> Amount:
    """An amount with "each" behind it, or shortly before: each containing 50 kg."""
    behind = known.words("each").at(some, core.end)
    if behind is not None:
        return replace(core, each=True, end=behind[1])
    if core.pers or core.form is None:
        return core
    cue = known.cues_before.before(some, core.first)
    first = core.first if cue is None else cue[1]
    for place in range(first - 1, max(first - EACH_BACK, floor) - 1, -1):
        if some[place].sort == "numeral" or some[place].text in ".;:":
            break
        found = known.words("each").at(some, place)
        if found is not None:
            noun = known_at(known, some, found[1])
            if noun is not None and noun.end <= core.first:
                return replace(core, pers=(noun.thing,), pers_are_units=(False,))
            return replace(core, each=True)
    return core


def with_rate_before(known: Language, some: Sequence[Token], core: Amount, floor: int) -> Amount:
    """An amount with an adverb of rate right before it, which belongs to no other: täglich 3,5 Millionen Zigaretten."""
    if core.form is not None and is_money(core.form.unit) and (priced := _priced(known, some, core, floor)) is not None:
        return priced
    rate = None if core.pers or core.is_bare else known.rates.before(some, core.first)
    if rate is None or rate[1] != core.first - 1 or rate[1] < floor:
        return core
    return replace(core, pers=(rate[0],), pers_are_units=(True,), first=rate[1])


def _priced(known: Language, some: Sequence[Token], core: Amount, floor: int) -> Amount | None:
    """Money with "per" and a unit before it: the price per tonne of copper was $6,000."""
    if core.pers:
        return None
    for place in range(core.first - 1, max(core.first - PRICE_BACK, floor) - 1, -1):
        if some[place].sort == NUMERAL or some[place].text in ".;":
            return None
        per = known.words("per").at(some, place)
        unit = unit_at(known, some, per[1]) if per is not None else None
        if unit is not None and not unit.below and not is_money(unit.form.unit):
            by, name = unit.form.factor ** max(unit.power, 1), powered(unit.form.unit, unit.power)
            form = unit.form if unit.power == 1 else None
            by = core.divided_by * by
            return replace(core, pers=(name,), pers_are_units=(True,), divided_by=by, per_form=form)
    return None
