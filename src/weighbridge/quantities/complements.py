"""What completes an amount: a proportion, how many times, what is counted or measured, for each of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .amounts import Amount, is_numeral, over_hyphen, with_cue_behind
from .digits import Signs
from .language import Language
from .nouns import Noun, known_at, noun_at, single_at, stuff_at
from .numerals import Numeral, numeral_at
from .rates import with_each, with_rates
from .things import is_counted
from .tokens import NUMERAL, Token
from .units_in_text import LENGTHS, is_money, model_at, unit_at


def complete(known: Language, some: Sequence[Token], core: Amount, signs: Signs, floor: int = 0) -> Amount:
    """A core with all that follows: proportion, rate, thing, "each", loosening words behind.

    Args:
        floor: the token behind the amount before it: "each" before that belongs there.
    """
    found = _proportion(known, some, core, signs)
    found = _ratio(known, some, found)
    found = with_rates(known, some, found, signs)
    found = replace(found, phrase_end=found.end)
    found = _thing(known, some, found)
    found = with_rates(known, some, found, signs)
    found = with_each(known, some, found, floor)
    return with_cue_behind(known, some, found)


def _proportion(known: Language, some: Sequence[Token], core: Amount, signs: Signs) -> Amount:
    """One in five, 20 out of 30."""
    if core.form is not None or core.share_of is not None or core.numeral.power:
        return core
    joint = known.words("in").at(some, core.end)
    if joint is None or joint[1] >= len(some):
        return core
    whole = numeral_at(known, some, joint[1], signs)
    if whole is None or whole.power or whole.cue or whole.value <= core.numeral.value or whole.share:
        return core
    one, other = core.numeral.value, whole.value
    is_short = joint[1] == core.end + 1
    if one != one.to_integral_value() or other != other.to_integral_value() or one <= 0:
        return core
    if is_short and (unit_at(known, some, whole.end) is not None or not _is_one_in(core.numeral, whole)):
        return core
    return replace(core, share_of=(int(one), int(other)), end=whole.end)


def _is_one_in(part: Numeral, whole: Numeral) -> bool:
    """Whether "in" joins a part and its whole, not a number and a year or a place."""
    return part.value < 10 and part.in_words == whole.in_words and not 1900 <= whole.value <= 2100


def _ratio(known: Language, some: Sequence[Token], core: Amount) -> Amount:
    """Three times as many, 2.5-fold, a factor of three."""
    if core.form is not None or core.share_of is not None:
        return core
    times = known.words("times").at(some, core.end)
    if times is not None and not is_numeral(known, some, times[1]):
        return replace(core, is_ratio=True, end=times[1])
    if known.words("factor").before(some, core.first) is not None:
        return replace(core, is_ratio=True)
    return core


def _thing(known: Language, some: Sequence[Token], core: Amount) -> Amount:
    """An amount with what is counted or measured."""
    if core.thing is not None or core.is_ratio:
        return core
    over = known.words("of").at(some, core.end)
    noun: Noun | None
    if over is not None:
        is_count = core.form is None and core.share_of is None
        noun = noun_at(known, some, over[1]) if is_count else None
        noun = noun or stuff_at(known, some, over[1])
        if noun is not None and core.pers and not noun.is_known:
            noun = None
    elif core.form is not None:
        noun = _stuff_beside(known, some, core)
    elif core.pers:
        noun = None
    else:
        noun = noun_at(known, some, over_hyphen(some, core.end)) or _noun_of_a_kind(known, some, core)
        if noun is None and core.numeral.value == 1 and not core.numeral.in_words:
            noun = single_at(known, some, core.end)
    if noun is None:
        return core
    return replace(core, thing=noun.thing, is_known_thing=noun.is_known, end=noun.end)


def _noun_of_a_kind(known: Language, some: Sequence[Token], core: Amount) -> Noun | None:
    """The thing behind its calibre or its make: 900 155mm shells, 12 40-foot containers, 21 C-17 planes."""
    make = at = model_at(some, core.end)
    if at is None and core.end < len(some) and some[core.end].sort == NUMERAL:
        size = unit_at(known, some, core.end + 1)
        at = size.end if size is not None and size.form.unit in LENGTHS and size.power == 1 else None
    noun = None if at is None else noun_at(known, some, over_hyphen(some, at))
    return noun if noun is not None and (noun.is_known or make is not None) else None


def _stuff_beside(known: Language, some: Sequence[Token], core: Amount) -> Noun | None:
    """A known stuff right behind its unit: 50 mg ethanol; none behind a currency."""
    noun = known_at(known, some, core.end)
    is_stuff = noun is not None and not is_counted(noun.thing)
    return noun if is_stuff and core.form is not None and not is_money(core.form.unit) else None
