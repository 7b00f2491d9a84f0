"""Units as they stand in a text: words and signs, with powers, and what stands below the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ..text import unit_names
from .language import Language, UnitForm
from .numerals import HYPHENS
from .powers import MINUS
from .tokens import NUMERAL, SIGN, WORD, Token

BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
POWERS = {"²": 2, "³": 3}
LENGTHS = ("m", "km", "cm", "mm", "foot", "inch", "yard", "mile")
AREA, VOLUME = 2, 3
CENTS = ("us_cent", "euro_cent", "penny_sterling")
SHORT = 3  # letters of a sign of money that may stand before its number


@dataclass(frozen=True)
class Unit:
    """A unit that stands in a text, and the token behind it.

    Attributes:
        form: what it means.
        power: 2 for an area, 3 for a volume, below zero where it stands below the line.
        pers: what stands below the line, as units.
    """

    end: int
    form: UnitForm
    power: int = 1
    pers: tuple[str, ...] = ()
    is_bracketed: bool = False

    @property
    def name(self) -> str:
        """The unit with its power, as ``units.txt`` spells it."""
        return powered(self.form.unit, self.power)

    @property
    def below(self) -> tuple[str, ...]:
        """All that stands below the line."""
        return ((self.form.per,) if self.form.per else ()) + self.pers


def powered(unit: str, power: int) -> str:
    """A unit to a power: m**2."""
    return unit if power == 1 else f"{unit}**{power}"


@cache
def is_money(unit: str) -> bool:
    """Whether a unit is a currency of ``units.txt``."""
    return unit in CENTS or (len(unit) == 3 and unit.isupper() and unit in unit_names())


def unit_at(known: Language, some: Sequence[Token], at: int) -> Unit | None:
    """The unit that begins at a token, over a hyphen or in brackets; None where none does.

    What joins it to a quotient by signs, ``kg/ha``, ``m s−1``, is taken with it; "per" and "a" are left to the grammar.
    """
    if at >= len(some):
        return None
    token = some[at]
    if token.text in HYPHENS and at and token.start == some[at - 1].end:
        return _product(known, some, at + 1) if at + 1 < len(some) and some[at + 1].start == token.end else None
    if token.text in BRACKETS:
        inside = _product(known, some, at + 1)
        if inside is not None and inside.end < len(some) and some[inside.end].text == BRACKETS[token.text]:
            return replace(inside, end=inside.end + 1, is_bracketed=True)
        return None
    return _product(known, some, at)


def _product(known: Language, some: Sequence[Token], at: int) -> Unit | None:
    """A unit with the units behind it that have a negative power or stand behind a stroke."""
    found = _powered(known, some, at)
    if found is None or found.power < 0:
        return found
    while found.end < len(some):
        at = found.end
        if some[at].text in ("/", "·") and some[at].start == some[at - 1].end:
            below = _powered(known, some, at + 1)
            if below is None or some[at].text == "·":
                break
            found = replace(found, end=below.end, pers=(*found.pers, powered(below.form.unit, below.power)))
            continue
        below = _powered(known, some, at)
        if below is None or below.power > 0:
            break
        found = replace(found, end=below.end, pers=(*found.pers, powered(below.form.unit, -below.power)))
    return found


def _powered(known: Language, some: Sequence[Token], at: int) -> Unit | None:
    """A unit with its power: square metres, m², m2, metres squared, s−1; none in the name of a day of the week."""
    if known.words("weekday").at(some, at) is not None:
        return None
    for role, power in (("square", AREA), ("cubic", VOLUME)):
        if (word := known.words(role).at(some, at)) is not None:
            place = word[1] + (word[1] < len(some) and some[word[1]].text in HYPHENS)
            length = known.units.at(some, place)
            if length is not None and length[0].unit in LENGTHS and length[0].factor == 1:
                return Unit(length[1], length[0], power)
    found = known.units.at(some, at) or _with_sign(known, some, at)
    if found is None or _is_other_word(known, some, at, found[1]) or model_at(some, at) is not None:
        return None
    form, end = found
    if form.unit in LENGTHS and form.factor == 1:
        for role, power in (("squared", AREA), ("cubed", VOLUME)):
            if (word := known.words(role).at(some, end)) is not None:
                return Unit(word[1], form, power)
    power, end = _power(some, end)
    return Unit(end, form, power) if power else None


def model_at(some: Sequence[Token], at: int) -> int | None:
    """The token behind the name of a make, capitals with a number: C-17, AK-47; None where none stands."""
    if at + 2 >= len(some) or some[at].sort != WORD or not some[at].text.isupper() or some[at + 1].text not in HYPHENS:
        return None
    name, hyphen, number = some[at : at + 3]
    is_joined = name.end == hyphen.start and hyphen.end == number.start
    return at + 3 if is_joined and number.sort == NUMERAL and number.text.isdigit() else None


def _with_sign(known: Language, some: Sequence[Token], at: int) -> tuple[UnitForm, int] | None:
    """A unit of one word that ends in a sign of power: km²."""
    if at < len(some) and some[at].sort == WORD and some[at].text[-1] in POWERS:
        token = some[at]
        bare = token._replace(text=token.text[:-1], form=token.form[:-1])
        found = known.units.at([bare], 0)
        if found is not None:
            form = found[0]
            return replace(form, unit=powered(form.unit, POWERS[token.text[-1]])), at + 1
    return None


def _power(some: Sequence[Token], at: int) -> tuple[int, int]:
    """The power behind a unit, and the token behind that: ``m2``, ``m^2``, ``s−1``."""
    if at >= len(some) or some[at].start != some[at - 1].end:
        return 1, at
    place, sign = at, 1
    while place < len(some) and some[place].text in ("^", "*") and some[place].start == some[place - 1].end:
        place += 1
    raised = place > at
    if place < len(some) and some[place].text in MINUS and some[place].start == some[place - 1].end:
        place, sign = place + 1, -1
    if place < len(some) and some[place].sort == NUMERAL and some[place].start == some[place - 1].end:
        text, allowed = some[place].text, ("1", "2", "3") if sign < 0 or raised else ("2", "3")
        follows = some[place + 1] if place + 1 < len(some) else None
        is_joined = follows is not None and follows.start == some[place].end and follows.sort == WORD
        if text in allowed and not is_joined:
            return sign * int(text), place + 1
        return (0, at) if text not in allowed and sign > 0 else (1, at)
    return 1, at


def _is_other_word(known: Language, some: Sequence[Token], at: int, end: int) -> bool:
    """Whether a form is more likely another word: "in", "a" … before words; a letter that goes on in digits."""
    token = some[at]
    if end - at > 1 or token.sort != WORD:
        return False
    if known.words("stop").at(some, at) is None:
        return False
    follows = some[end] if end < len(some) else None
    if follows is None or follows.sort == SIGN:
        return False
    return known.words("dimension").at(some, end) is None


def money_before(known: Language, some: Sequence[Token], end: int) -> tuple[UnitForm, int] | None:
    """The sign or code of money that ends before a token, and where it begins: $, US$, Rs, USD."""
    if end and some[end - 1].text in MINUS and end > 1:
        found = money_before(known, some, end - 1)
        return found if found and some[end - 1].start == some[end - 2].end else None
    found = known.units.before(some, end)
    if found is None:
        return None
    form, first = found
    text = "".join(one.text for one in some[first:end])
    is_sign = not text.isalpha() or text.isupper() or len(text) <= SHORT
    if not (is_money(form.unit) or form.kind == "money") or not is_sign:
        return None
    if text.isalpha() and known.words("stop").at(some, first) is not None:
        return None
    return form, first
