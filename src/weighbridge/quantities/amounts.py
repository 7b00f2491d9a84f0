"""An amount in a text: a numeral with its unit, what is counted or measured, and for each of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..text import unit_names
from .digits import Signs
from .language import Language, UnitForm
from .nouns import Noun, known_at, noun_at, single_at, stuff_at
from .numerals import HYPHENS, MINUS, Numeral, numeral_at
from .things import is_counted
from .tokens import NUMERAL, Token
from .units_in_text import Unit, is_money, money_before, powered, unit_at

TIMES = ("day", "hour", "minute", "second", "week", "month", "year")
NO_MEASURES = (*TIMES, "percent", "truck", "person", "one")
QUOTES = ("'", '"', "”", "’", "»")
HALF = Decimal("0.5")
MOST_PERS = 2
SIGNS_BEFORE = "(~∼≈[=<>≤≥⩽⩾±/"  # signs behind which a dash is a minus
PAUSES = (",", ";", ".", "!", "?", ")", "،", "؛", "؟")
EACH_BACK = 5  # tokens before an amount among which "each" may stand


class Per(NamedTuple):
    """What an amount is for each of: its name, whether it is a unit, how many of it, and the token behind it."""

    name: str
    is_unit: bool
    count: Decimal
    end: int


@dataclass(frozen=True)
class Amount:
    """A numeral with what belongs to it.

    Attributes:
        first, end: its tokens, from the sign of money or the cue to the last word of its thing.
        form: what the unit means; None where there is none.
        power: of the unit: 2 for an area.
        thing: what is counted, or what there is so much of.
        pers: what it is for each of: units, or keys of things.
        pers_are_units: for each, whether it is a unit.
        divided_by: a number that stands behind "per": 12 per 1,000 people.
        each: whether "each" stands with it.
        cue, cue_span: what loosens it, and its tokens.
        share_of: part and whole of a proportion.
        phrase_end: the token behind its unit, before its thing.
        has_sign: whether its money stands before its number.
        spread: how far it may lie to either side, where the text says so: ±.
    """

    numeral: Numeral
    first: int
    end: int
    form: UnitForm | None = None
    power: int = 1
    thing: str | None = None
    is_known_thing: bool = False
    pers: tuple[str, ...] = ()
    pers_are_units: tuple[bool, ...] = ()
    divided_by: Decimal = Decimal(1)
    each: bool = False
    cue: str = "none"
    cue_span: tuple[int, int] | None = None
    share_of: tuple[int, int] | None = None
    is_ratio: bool = False
    is_negative: bool = False
    spread: Decimal | None = None
    phrase_end: int = 0
    has_sign: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether nothing says what it is of."""
        return self.form is None and self.thing is None and self.share_of is None and not self.is_ratio


def core_at(known: Language, some: Sequence[Token], at: int, signs: Signs, floor: int = 0) -> Amount | None:
    """A numeral with the sign of money before it and the unit right behind; None where no numeral begins there.

    Args:
        floor: the token behind the amount before it: a sign of money before that belongs there.
    """
    money = money_before(known, some, at)
    money = None if money is not None and money[1] < floor else money
    numeral = numeral_at(known, some, at, signs, money is not None)
    if numeral is None:
        return _one_unit(known, some, at)
    first = at if money is None else money[1]
    first, negative = _sign(some, numeral, first)
    core = Amount(numeral, first, numeral.end, is_ratio=numeral.is_ratio, is_negative=negative)
    core = replace(core, share_of=numeral.share, spread=numeral.room)
    core = _with_cue_behind(known, some, core)
    if money is not None:
        core = replace(core, form=money[0])
        again = unit_at(known, some, core.end)
        same = again is not None and again.form.unit in (money[0].unit, *money[0].others) and not again.form.per
        same = same and (some[core.end].text.isalpha() or not _is_numeral(known, some, core.end + 1))
        core = replace(core, has_sign=True)
        return replace(core, form=again.form, end=again.end) if again is not None and same else core
    unit = unit_at(known, some, core.end) or _unit_over_of(known, some, core)
    if unit is not None and is_money(unit.form.unit) and not numeral.power:
        core = _with_size_behind(known, some, core, unit)
        unit = unit if core.form is None else None
    unit = unit or _half_of(known, some, core)
    if unit is None or (numeral.in_words and _is_letter(some, core.end, unit)):
        return core
    return _and_a_half(known, some, _with_unit(core, unit))


def _half_of(known: Language, some: Sequence[Token], core: Amount) -> Unit | None:
    """The unit of time of which there is half a one: half a day, une demi-heure; no rate of a half."""
    article = known.words("article").at(some, core.end) if core.numeral.share == (1, 2) else None
    unit = unit_at(known, some, article[1]) if article is not None else None
    return unit if unit is not None and unit.form.unit in NO_MEASURES[:7] and not unit.below else None


def _and_a_half(known: Language, some: Sequence[Token], core: Amount) -> Amount:
    """An amount with "and a half" behind its unit, which may be named again: 2 tonnes and a half, شهرين ونصف الشهر."""
    joint = None if core.numeral.power else known.numbers.at(some, core.end)
    if joint is None or joint[0].role != "and":
        return core
    part = known.numbers.at(some, joint[1])
    if part is not None and part[0].role in ("article", "one"):
        part = known.numbers.at(some, part[1])
    if part is None or part[0].role != "fraction" or part[0].value != Fraction(HALF):
        return core
    over = known.words("the").at(some, part[1])
    again = unit_at(known, some, over[1] if over else part[1])
    is_same = again is not None and core.form is not None and again.form.unit == core.form.unit
    if not is_same and known.words("of").at(some, part[1]) is not None:
        return core
    numeral = replace(core.numeral, number=core.numeral.number + HALF)
    return replace(core, numeral=numeral, end=again.end if is_same and again is not None else part[1])


def _one_unit(known: Language, some: Sequence[Token], at: int) -> Amount | None:
    """One of a unit of mass, length, area or volume behind an article, with what it is of: a tonne of copper."""
    article = known.numbers.at(some, at)
    if article is None or article[0].role not in ("article", "one"):
        return None
    unit = unit_at(known, some, article[1])
    is_measure = unit is not None and unit.form.unit in unit_names() and unit.form.unit not in NO_MEASURES
    if unit is not None and unit.form.unit in TIMES:
        is_measure = known.cues_before.before(some, at) is not None  # "less than an hour", but "a day of rest"
    if unit is None or not is_measure or unit.below or is_money(unit.form.unit):
        return None
    over = any(known.words("of").at(some, place) is not None for place in range(article[1] + 1, unit.end + 1))
    is_loosened = known.cues_before.before(some, at) is not None
    if not (over or is_loosened) or known.words("per").before(some, at) is not None:
        return None
    numeral = Numeral(at, article[1], Decimal(1), in_words=True, words=1)
    return _with_unit(Amount(numeral, at, article[1]), unit)


def _unit_over_of(known: Language, some: Sequence[Token], core: Amount) -> Unit | None:
    """The unit behind "of" where a word of number stands before it: 1,2 milliard d'euros, hundreds of tonnes."""
    numeral = core.numeral
    over = known.words("of").at(some, core.end) if numeral.power or numeral.in_words else None
    return None if over is None or numeral.share or numeral.is_ratio else unit_at(known, some, over[1])


def _with_size_behind(known: Language, some: Sequence[Token], core: Amount, unit: Unit) -> Amount:
    """An amount of money whose word of size stands behind the currency: 75 USD million."""
    size = known.numbers.at(some, unit.end)
    if size is None or size[0].role != "scale" or numeral_at(known, some, unit.end, Signs()) is None:
        return core
    power = len(str(size[0].value.numerator)) - 1
    return replace(core, numeral=replace(core.numeral, power=power), form=unit.form, end=size[1])


def _is_letter(some: Sequence[Token], at: int, unit: Unit) -> bool:
    """Whether a unit is a Latin letter, which stands behind digits alone: "one in", "two A"."""
    text = some[at].text
    return unit.end == at + 1 and len(text) <= 2 and text.isalpha() and text.isascii()


def _with_unit(core: Amount, unit: Unit) -> Amount:
    """An amount with a unit; a common fraction of one is a number."""
    below = unit.below
    return replace(
        core,
        form=unit.form,
        power=unit.power,
        end=unit.end,
        pers=below,
        pers_are_units=(True,) * len(below),
        share_of=None,
    )


def _sign(some: Sequence[Token], numeral: Numeral, first: int) -> tuple[int, bool]:
    """Where the number begins with its minus sign, and whether it has one; a dash between two words is none."""
    at = numeral.first
    if first < at and some[at - 1].text in MINUS:
        return first, True
    for place in {first, at}:
        before = place - 1
        if before < 0 or some[before].text not in MINUS or some[before].end != some[place].start:
            continue
        is_apart = before == 0 or some[before - 1].end < some[before].start or some[before - 1].text in SIGNS_BEFORE
        if is_apart:
            return min(before, first), True
    return first, False


def _with_cue_behind(known: Language, some: Sequence[Token], core: Amount) -> Amount:
    """An amount with loosening words right behind its number: 50+, 50 or more."""
    if core.cue != "none":
        return core
    is_set_off = core.end < len(some) and some[core.end].text == ","
    first = core.end + 1 if is_set_off else _over_hyphen(some, core.end)
    found = known.cues_after.at(some, first)
    if found is None or _goes_on(known, some, first, found[1]):
        return core
    if is_set_off and found[1] < len(some) and some[found[1]].text not in PAUSES:
        return core  # "50 trucks, average speed 30 miles an hour"
    return replace(core, cue=found[0], cue_span=(first, found[1]), end=found[1])


def _goes_on(known: Language, some: Sequence[Token], at: int, end: int) -> bool:
    """Whether loosening words belong to the number behind them: "20 and less than 30", "5 + 3"."""
    follows = some[end] if end < len(some) else None
    if follows is None:
        return False
    if follows.sort == NUMERAL or follows.text in ("/", "-") or known.numbers.at(some, end) is not None:
        return True
    longer = (known.cues_before.at(some, place) for place in range(at, end))
    return any(one is not None and one[1] > end and _is_numeral(known, some, one[1]) for one in longer)


def complete(known: Language, some: Sequence[Token], core: Amount, signs: Signs, floor: int = 0) -> Amount:
    """A core with all that follows: proportion, rate, thing, "each", loosening words behind.

    Args:
        floor: the token behind the amount before it: "each" before that belongs there.
    """
    found = _proportion(known, some, core, signs)
    found = _ratio(known, some, found)
    found = _rates(known, some, found, signs)
    found = replace(found, phrase_end=found.end)
    found = _thing(known, some, found)
    found = _rates(known, some, found, signs)
    found = with_each(known, some, found, floor)
    return _with_cue_behind(known, some, found)


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
    if times is not None and not _is_numeral(known, some, times[1]):
        return replace(core, is_ratio=True, end=times[1])
    if known.words("factor").before(some, core.first) is not None:
        return replace(core, is_ratio=True)
    return core


def _is_numeral(known: Language, some: Sequence[Token], at: int) -> bool:
    word = known.numbers.at(some, at)
    return at < len(some) and (some[at].sort == NUMERAL or (word is not None and word[0].role not in ("and", "minus")))


def _rates(known: Language, some: Sequence[Token], core: Amount, signs: Signs) -> Amount:
    """An amount with what it is for each of, up to two of them."""
    while len(core.pers) < MOST_PERS and (per := _per_at(known, some, core, signs)) is not None:
        pers, units = (*core.pers, per.name), (*core.pers_are_units, per.is_unit)
        core = replace(core, pers=pers, pers_are_units=units, divided_by=core.divided_by * per.count, end=per.end)
    return core


def _per_at(known: Language, some: Sequence[Token], core: Amount, signs: Signs) -> Per | None:
    """What stands behind "per", "a" or a stroke; None where nothing does."""
    at = _over_hyphen(some, core.end)
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


def _over_hyphen(some: Sequence[Token], at: int) -> int:
    if 0 < at < len(some) and some[at].text in HYPHENS and some[at].start == some[at - 1].end:
        return at + 1
    return at


def _is_apart(known: Language, some: Sequence[Token], at: int) -> bool:
    """Whether words of distance follow, so that "a week" is no rate: a week later."""
    return known.words("apart").at(some, at) is not None


def _below(known: Language, some: Sequence[Token], at: int, signs: Signs, any_noun: bool) -> Per | None:
    """A unit or a thing below the line, with a number before it where there is one."""
    at, by = _over_hyphen(some, at), Decimal(1)
    number = numeral_at(known, some, at, signs) if at < len(some) else None
    if number is not None and number.value > 0 and any_noun and not number.reason:
        at, by = number.end, number.value
    unit = unit_at(known, some, at)
    if unit is not None and not unit.form.per and not unit.pers:
        by = by * unit.form.factor ** max(unit.power, 1)
        end = _over_stuff(known, some, unit.end)
        return Per(powered(unit.form.unit, unit.power), True, by, end)
    noun = known_at(known, some, at)
    if noun is None and any_noun:
        noun = stuff_at(known, some, at)
    return None if noun is None else Per(noun.thing, False, by, noun.end)


def _over_stuff(known: Language, some: Sequence[Token], at: int) -> int:
    """Behind "of land" that only says of what the unit below the line is."""
    over = known.words("of").at(some, at)
    stuff = stuff_at(known, some, over[1]) if over is not None and over[1] < len(some) else None
    return stuff.end if stuff is not None and stuff.end == over[1] + 1 else at


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
        noun = noun_at(known, some, _over_hyphen(some, core.end))
        if noun is None and core.numeral.value == 1 and not core.numeral.in_words:
            noun = single_at(known, some, core.end)
    if noun is None:
        return core
    return replace(core, thing=noun.thing, is_known_thing=noun.is_known, end=noun.end)


def _stuff_beside(known: Language, some: Sequence[Token], core: Amount) -> Noun | None:
    """A known stuff right behind its unit: 50 mg ethanol; none behind a currency."""
    noun = known_at(known, some, core.end)
    is_stuff = noun is not None and not is_counted(noun.thing)
    return noun if is_stuff and core.form is not None and not is_money(core.form.unit) else None


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
    rate = None if core.pers or core.is_bare else known.rates.before(some, core.first)
    if rate is None or rate[1] != core.first - 1 or rate[1] < floor:
        return core
    return replace(core, pers=(rate[0],), pers_are_units=(True,), first=rate[1])


def without_link(loosened: Amount, core: Amount, link: int) -> Amount:
    """The amount without its cue where the cue is the link that begins at a token: выросла до 60 тысяч."""
    return core if loosened.cue_span is not None and loosened.cue_span[0] == link < core.first else loosened
