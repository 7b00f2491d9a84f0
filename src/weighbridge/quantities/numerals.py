"""Numerals in a text: digits or words, with words of size, each with its tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from .digits import MOST_DIGITS, Signs, digits
from .language import Language
from .number_words import HYPHENS, number_in_words
from .powers import Power, lost_power, raised_ten, times_ten
from .tokens import NUMERAL, WORD, Token

SIZES = {3: "thousand", 5: "lakh", 7: "crore", 6: "million", 9: "billion", 12: "trillion"}
PLAIN = Signs()
PAUSES = (",", ".", ";", "!", "?", ":", "،", "؛", "؟")
GROUP = 3  # digits between two words of size
LONG_SHARE = 12  # digits of a fraction that has no end
TOO_LONG = f"it has more than {MOST_DIGITS} digits"


@dataclass(frozen=True)
class Numeral:
    """A number as it stands.

    Attributes:
        first, end: its tokens.
        number: as written, times ten to ``power``.
        power: of the words of size behind it, which a range may share.
        other: the other reading of its separator.
        cue: where it stands in place of a number, as "dozens" does.
        share: part and whole of a simple fraction, "two thirds".
        in_words: whether no digit stands in it.
        is_ratio: whether it says how many times: twice.
        reason: why it can't be read; empty where it can.
        is_grouped: whether its digits are parted, so that it is no year.
        words: how many words of number it has.
        room: its uncertainty where digits in brackets say it: 1.52(3).
    """

    first: int
    end: int
    number: Decimal
    power: int = 0
    other: Decimal | None = None
    cue: str = ""
    share: tuple[int, int] | None = None
    in_words: bool = False
    is_ratio: bool = False
    reason: str = ""
    is_grouped: bool = False
    words: int = 0
    room: Decimal | None = None

    @property
    def value(self) -> Decimal:
        """The number itself."""
        return self.number.scaleb(self.power)


def decimal_of(value: Fraction) -> Decimal:
    """A fraction as a decimal number, to twelve digits where it has no end."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(exact) == value:
        return exact.normalize() if exact != exact.to_integral_value() else exact.quantize(Decimal(1))
    return exact.quantize(Decimal(1).scaleb(exact.adjusted() - LONG_SHARE + 1))


def numeral_at(known: Language, some: Sequence[Token], at: int, signs: Signs, money: bool = False) -> Numeral | None:
    """The numeral that begins at a token; None where none does.

    Args:
        signs: which separators the text uses for what.
        money: whether a sign of money stands before it, so that m is a million.
    """
    token = some[at]
    if token.sort == NUMERAL:
        return _in_digits(known, some, at, signs, money)
    if token.sort != WORD:
        return None
    word = known.openings.at(some, at) or known.numbers.at(some, at)
    if word is None:
        return None
    if word[0].role == "minus" and _is_of_a_cue(known, some, at, word[1]):
        return None
    if word[0].role == "minus":
        negative = numeral_at(known, some, word[1], signs, money) if word[1] < len(some) else None
        return None if negative is None else _negative(negative, at)
    if word[0].role == "multiple":
        return Numeral(at, word[1], decimal_of(word[0].value), in_words=True, is_ratio=True, words=1)
    found = number_in_words(known, some, at)
    if found is None:
        return None
    if found.value >= 10**MOST_DIGITS:
        return Numeral(at, found.end, Decimal(0), reason=TOO_LONG, in_words=True)
    number, power = _by_size(found.value, found.scale if found.last in ("scale", "scales") else None)
    if found.last == "scales" and not power:  # مليونين: two of a million
        power = GROUP * ((len(str(int(found.value))) - 1) // GROUP)
        number = number.scaleb(-power)
    one = Numeral(at, found.end, number, power, None, found.cue, found.share, in_words=True, words=found.words)
    return one if found.cue or not power else _with_smaller(known, some, one)


def _is_of_a_cue(known: Language, some: Sequence[Token], at: int, end: int) -> bool:
    """Whether "minus" is a part of loosening words: au moins 35."""
    cue = known.cues_before.before(some, end)
    return cue is not None and cue[1] < at


def _negative(one: Numeral, first: int) -> Numeral:
    other = None if one.other is None else -one.other
    return Numeral(first, one.end, -one.number, one.power, other, one.cue, one.share, one.in_words)


def _by_size(value: Fraction, scale: Fraction | None) -> tuple[Decimal, int]:
    """A number and the power of ten of its word of size."""
    if scale is not None and scale >= 1000:
        number = decimal_of(value / scale)
        power = len(str(scale.numerator)) - 1
        if Fraction(10) ** power == scale and Fraction(number) * scale == value:
            return number, power
    return decimal_of(value), 0


def _in_digits(known: Language, some: Sequence[Token], at: int, signs: Signs, money: bool) -> Numeral:
    """A numeral in digits, with a fraction, a power of ten or words of size behind it."""
    token = some[at]
    read = digits(token.text, signs)
    grouped = not token.text.isdigit()
    if read.reason:
        return Numeral(at, at + 1, Decimal(0), reason=read.reason)
    if len(read.number.as_tuple().digits) > MOST_DIGITS:
        return Numeral(at, at + 1, Decimal(0), reason=TOO_LONG)
    number, other, end, share = read.number, read.other, at + 1, None
    if (raised := raised_ten(some, at)) is not None:
        return _powered(at, Decimal(1), raised)
    if (lost := lost_power(some, at)) is not None:
        return _powered(at, number, lost)
    if (room := _last_digits(some, at, number)) is not None:
        return Numeral(at, at + 4, number, room=room, is_grouped=True)
    if not grouped and (slash := _slash(some, at)) is not None:
        number, end, share = slash
    elif (tenfold := times_ten(some, end)) is not None:
        return _powered(at, number, tenfold)
    return _with_size(known, some, Numeral(at, end, number, 0, other, share=share, is_grouped=grouped), money, signs)


def _powered(first: int, number: Decimal, power: Power) -> Numeral:
    """A number times a power of ten, or why it is not read."""
    value = Decimal(0) if power.reason else number.scaleb(power.power)
    return Numeral(first, power.end, value, is_grouped=True, reason=power.reason)


def _with_size(known: Language, some: Sequence[Token], one: Numeral, money: bool, signs: Signs = PLAIN) -> Numeral:
    """A numeral with the words or letters of size that stand behind it."""
    letter = size_letter(known, some, one.end, money, signs)
    if letter is not None:
        power, end = letter
        return Numeral(one.first, end, one.number, power, one.other, is_grouped=True)
    found = number_in_words(known, some, one.end, Fraction(one.number))
    if found is not None and abs(found.value) >= 10**MOST_DIGITS:
        return Numeral(one.first, found.end, Decimal(0), reason=TOO_LONG)
    if found is None or found.roles[0] in ("article", "unit", "counting", "multiple"):
        return one
    scale = found.scale if found.last == "scale" else None
    if scale is not None and found.roles == ["scale"] * len(found.roles):
        power = len(str((found.total / Fraction(one.number)).numerator)) - 1 if one.number else 0
        sized = Numeral(one.first, found.end, one.number, power, one.other, found.cue, is_grouped=True)
        return _with_smaller(known, some, sized)
    number, power = _by_size(found.value, scale)
    return Numeral(one.first, found.end, number, power, None, found.cue, is_grouped=True)


def _with_smaller(known: Language, some: Sequence[Token], one: Numeral) -> Numeral:
    """A numeral with the numerals of smaller size right behind it: 53 millones 321 mil 555, 43 млн 598 тис."""
    at, has_and = _over_a_joined_and(known, some, one.end)
    is_next = at < len(some) and some[at].sort == NUMERAL and some[at].text.isdigit() and len(some[at].text) <= GROUP
    if not is_next or one.number != one.number.to_integral_value() or some[at].start > some[at - 1].end + 1:
        return one
    rest = _with_size(known, some, Numeral(at, at + 1, Decimal(some[at].text)), False)
    is_group = has_and or len(some[at].text) == GROUP
    is_smaller = rest.power < one.power if rest.power else one.power == GROUP and is_group
    if not is_smaller or rest.cue or rest.value >= Decimal(10) ** one.power:
        return one
    return replace(one, end=rest.end, number=one.number + rest.value.scaleb(-one.power), other=None)


def _over_a_joined_and(known: Language, some: Sequence[Token], at: int) -> tuple[int, bool]:
    """The token behind an "and" that is written together with what follows, and whether one stands there: و508."""
    joint = known.numbers.at(some, at) if at < len(some) and some[at].form in known.parts.prefixes else None
    return (joint[1], True) if joint is not None and joint[0].role == "and" else (at, False)


def _slash(some: Sequence[Token], at: int) -> tuple[Decimal, int, tuple[int, int] | None] | None:
    """A common fraction, 1/2, or a mixed number, 2 1/2, with its end; None where neither stands there."""
    if (simple := _fraction_at(some, at)) is not None:
        part, whole = simple
        value = Fraction(part, whole)
        return decimal_of(value), at + 3, (part, whole) if part < whole else None
    behind = _fraction_at(some, at + 1) if at + 1 < len(some) and some[at + 1].sort == NUMERAL else None
    if behind is None or behind[0] >= behind[1] or some[at + 1].start != some[at].end + 1:
        return None
    return decimal_of(Fraction(some[at].text) + Fraction(*behind)), at + 4, None


def _fraction_at(some: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Part and whole of digits, a stroke and digits without a space."""
    if at + 2 >= len(some) or some[at + 1].text not in ("/", "⁄") or some[at + 2].sort != NUMERAL:
        return None
    part, stroke, whole = some[at : at + 3]
    joined = part.end == stroke.start and stroke.end == whole.start
    if not (joined and part.text.isdigit() and whole.text.isdigit() and len(whole.text) <= 4 and len(part.text) <= 3):
        return None
    is_row = at + 3 < len(some) and some[at + 3].text == "/"
    if is_row or int(whole.text) == 0 or int(part.text) > 3 * int(whole.text):
        return None
    return int(part.text), int(whole.text)


def _last_digits(some: Sequence[Token], at: int, number: Decimal) -> Decimal | None:
    """The uncertainty in brackets right behind decimals, in units of the last digit: 1.52(3)."""
    if at + 3 >= len(some) or number == number.to_integral_value() or some[at + 1].text != "(":
        return None
    digits_in, closing = some[at + 2], some[at + 3]
    is_joined = some[at].end == some[at + 1].start and closing.text == ")"
    if not is_joined or not digits_in.text.isdigit() or len(digits_in.text) > 2:
        return None
    return Decimal(digits_in.text).scaleb(int(number.as_tuple().exponent))


def sizes_shown(known: Language, some: Sequence[Token]) -> frozenset[str]:
    """The letters that a text uses as a size and never as a unit: m in $5m, unless a wall of it is 5m high."""
    sizes, units = set(), set()
    for at in range(1, len(some)):
        if some[at - 1].sort != NUMERAL or known.suffixes.at(some, at) is None:
            continue
        before = known.units.before(some, at - 1)
        if size_letter(known, some, at, before is not None and before[0].unit.isupper()) is not None:
            sizes.add(some[at].text)
        elif known.words("dimension").at(some, at + 1) is not None:
            units.add(some[at].text)
    return frozenset(sizes - units)


def size_letter(
    known: Language, some: Sequence[Token], at: int, money: bool, signs: Signs = PLAIN
) -> tuple[int, int] | None:
    """The power of ten of a letter of size behind digits, and the token behind it; None where none stands there.

    A letter that is a unit too (5 m) is a size only with a sign of money before, or with a unit or a noun behind it; or
    at the end of a clause, where other numbers of the text use it so.
    """
    place = at + 1 if at < len(some) and some[at].text in HYPHENS and some[at].start == some[at - 1].end else at
    found = known.suffixes.at(some, place)
    if found is None or some[place].start > some[place - 1].end + 1:
        return None
    word, end = found
    is_attached = some[place].start == some[place - 1].end
    power = len(str(word.value.numerator)) - 1
    if money or (known.units.at(some, place) is None and (is_attached or len(some[place].text) > 1)):
        return power, end
    if is_attached and some[place].text in signs.shown_sizes and (end >= len(some) or some[end].text in PAUSES):
        return power, end
    sign = known.units.at(some, end) if end < len(some) and not some[end].text[0].isalpha() else None
    if sign is not None and sign[0].unit.isupper():
        return power, end  # 350 M€
    if end < len(some) and some[end].start > some[end - 1].end and known.words("dimension").at(some, end) is None:
        unit = known.units.at(some, end)
        is_money = unit is not None and unit[0].unit.isupper() and len(unit[0].unit) == 3
        if power == 12 or (some[place].text.islower() is False and power == 9):
            return (power, end) if is_money else None
        is_power = any(known.words(role).at(some, end) is not None for role in ("square", "cubic"))
        if is_power or (unit is not None and known.words("stop").at(some, end) is None):
            return power, end
        if is_plural(known, some[end]):
            return power, end
    return None


def is_plural(known: Language, token: Token) -> bool:
    """Whether a word looks like a noun in the plural; in a language without rules for plurals any word may be one."""
    if token.sort != WORD or known.words("stop").at([token], 0) is not None:
        return False
    if not known.has_plurals:
        return True
    return known.singular(token.form) != token.form
