"""An amount in a text: a numeral with the unit beside it and the words that loosen it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from ..text import unit_names
from .digits import Signs
from .language import Language, UnitForm
from .numerals import HYPHENS, Numeral, numeral_at
from .powers import MINUS
from .tokens import NUMERAL, Token
from .units_in_text import Unit, is_money, money_before, unit_at

PAUSES = (",", ";", ".", "!", "?", ")", "،", "؛", "؟")
TIMES = ("day", "hour", "minute", "second", "week", "month", "year")
NO_MEASURES = (*TIMES, "percent", "truck", "person", "one")
HALF = Decimal("0.5")
SIGNS_BEFORE = "(~∼≈[=<>≤≥⩽⩾±/"  # signs behind which a dash is a minus


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
        per_form: what the unit below the line means, where it may mean several.
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
    per_form: UnitForm | None = None
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
    core = with_cue_behind(known, some, core)
    if money is not None:
        core = replace(core, form=money[0])
        again = unit_at(known, some, core.end)
        same = again is not None and again.form.unit in (money[0].unit, *money[0].others) and not again.form.per
        same = same and (some[core.end].text.isalpha() or not is_numeral(known, some, core.end + 1))
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
    """The unit of which there is a part of a one: half a day, une demi-heure, a quarter of a cubic foot; no rate."""
    if core.numeral.share is None:
        return None
    over = known.words("of").at(some, core.end)
    article = known.words("article").at(some, over[1] if over else core.end)
    unit = unit_at(known, some, article[1]) if article is not None else None
    if unit is None or unit.below:
        return None
    is_time = unit.form.unit in NO_MEASURES[:7]
    return unit if over or (is_time and core.numeral.share == (1, 2)) else None


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


def is_numeral(known: Language, some: Sequence[Token], at: int) -> bool:
    word = known.numbers.at(some, at)
    return at < len(some) and (some[at].sort == NUMERAL or (word is not None and word[0].role not in ("and", "minus")))


def over_hyphen(some: Sequence[Token], at: int) -> int:
    if 0 < at < len(some) and some[at].text in HYPHENS and some[at].start == some[at - 1].end:
        return at + 1
    return at


def with_cue_behind(known: Language, some: Sequence[Token], core: Amount) -> Amount:
    """An amount with loosening words right behind its number: 50+, 50 or more."""
    if core.cue != "none":
        return core
    is_set_off = core.end < len(some) and some[core.end].text == ","
    first = core.end + 1 if is_set_off else over_hyphen(some, core.end)
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
    return any(one is not None and one[1] > end and is_numeral(known, some, one[1]) for one in longer)


def without_link(loosened: Amount, core: Amount, link: int) -> Amount:
    """The amount without its cue where the cue is the link that begins at a token: выросла до 60 тысяч."""
    return core if loosened.cue_span is not None and loosened.cue_span[0] == link < core.first else loosened
