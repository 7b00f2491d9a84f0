"""Quantities as people type them: a number with its unit, a range, or a number with its uncertainty.

A text is cut into amounts, each a numeral with words of size and the text of a unit; then what stands only once, a unit
or a word of size behind the last number, is given to the others too.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ..base import RemediedError, pint
from .hedges import hedge, hedge_table, last_place
from .numerals import (
    LARGEST_POWER,
    LETTERS,
    SHORT_WORDS,
    WORDS_OF_SIZE,
    MissingUnit,
    QuantityError,
    decimal_of,
    plain,
    size_of,
    too_large,
)
from .unit_spellings import CURRENCY_SIGNS, Spellings
from .units import UnitError, describe, factor, is_money, parse_unit, show

LONGEST = 120
NOT_A_NUMBER = "write it as `2500 tonne` or `1 to 3 million USD/day`"
NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
CUE_SIGNS = {"~": "about", "≈": "about", ">": "more than", "<": "less than", "≥": "at least", "≤": "at most"}

_MONEY = rf"(?:[A-Z]{{2,3}}(?=[\s\d+–-])|[A-Za-z]{{0,2}}[{CURRENCY_SIGNS}][A-Z]{{0,2}}|Rs\.?)"
_RAW = r"[.,]?\d(?:[\d.,'_]| (?=\d{3}(?!\d)))*(?:[eE][-+]?\d{1,3}(?!\d))?"
_START = rf"[-+–]?\s*(?:{_MONEY})?\s*[-+]?[.,]?\d"
_AHEAD = rf"\s*(?:(?:to|through|and|plus or minus|±|\+/-|\+-|\+|-|–|—|/\s*-)\s*(?={_START})|\()"
_UNIT = rf"(?:(?!{_AHEAD})[^\d]|(?<=[^\W\d])[23](?!\d)|(?<=[*^])\s*-?\d+|(?<=\*\s)-?\d+|1(?=\s*/))*"
_LONG = "|".join(WORDS_OF_SIZE)
_SIZE = (
    rf"(?:\s*(?i:(?P<word>(?:{_LONG})s?|{'|'.join(SHORT_WORDS)})(?!\w)(?:\s+(?P<second>(?:{_LONG})s?)(?!\w))?)"
    r"|(?P<letter>[kKmMbB])(?![\w²³^*/]|\s*/)|\s+(?P<k>k)(?=\s+[^\W\d]))"
)
_AMOUNT = re.compile(
    rf"\s*(?P<sign>[-+–])?\s*(?:(?P<money>{_MONEY})\s*(?P<inner>[-+])?)?(?P<raw>{_RAW})(?:\((?P<last>\d{{1,3}})\))?"
    rf"{_SIZE}?\s*(?P<unit>{_UNIT})"
)
_JOINT = re.compile(
    r"\s*(?:(?P<to>to|through|-|–|—)|(?P<and>and)|(?P<spread>plus or minus|±|\+/-|\+-))(?P<space>\s*)", re.IGNORECASE
)
_UP, _DOWN = re.compile(r"\s*/?\s*(?=\+\s*\d)"), re.compile(r"\s*/?\s*(?=[-–]\s*\d)")


@dataclass(frozen=True)
class Amount:
    """One number as typed, with its sign, its words of size as a power of ten, and the text of its unit.

    ``power`` is None where no word of size stands, ``is_bare_m`` where it is an ``m`` that might be metres;
    ``last`` is an uncertainty in brackets, in units of the last digit.
    """

    number: Decimal
    power: int | None
    unit: str
    money: str
    is_bare_m: bool = False
    last: Decimal | None = None


@dataclass(frozen=True)
class Amounts:
    """All numbers of a text, in its order: one; the two ends of a range; or a middle and its room to either side.

    ``is_dash`` where the two ends are joined by a dash without a space, ``is_below_first`` where the room below the
    middle stands before that above it.
    """

    parts: tuple[Amount, ...]
    is_range: bool = False
    is_dash: bool = False
    is_below_first: bool = False


class Quantity(NamedTuple):
    """A quantity in its unit: its ends, the places of its last digits, and its middle where it has one."""

    low: Decimal
    high: Decimal
    unit: pint.Unit
    place: int
    finest: int
    best: Decimal | None = None


def amounts(text: str) -> Amounts:
    """The numbers of a text that is a number, a range, or a number with its uncertainty; the text is ``plain``.

    Raises:
        QuantityError: it is none of these, or can be read in several ways.
    """
    inside = re.fullmatch(r"\(([^()]*)\)(.*)", text)
    text = f"{inside[1]} {inside[2].strip()}" if inside else text
    between = re.match(r"(?:between|from)\s+(?=\S)", text, re.IGNORECASE)
    first, end = _amount(text, between.end() if between else 0)
    if end == len(text):
        return Amounts((first,))
    for one, other in ((_UP, _DOWN), (_DOWN, _UP)) if first.last is None else ():
        if (sides := _sides(text, end, one, other)) is not None:
            return Amounts((first, *sides), is_below_first=one is _DOWN)
    joint = _JOINT.match(text, end)
    if joint is None or bool(joint["and"]) > bool(between):
        raise _no_quantity(text)
    second, end = _amount(text, joint.end())
    if end != len(text) or first.last is not None or second.last is not None:
        raise _no_quantity(text)
    is_dash = not joint["space"] and joint["to"] in ("-", "–", "—")
    return Amounts((first, second), not joint["spread"], is_dash)


def _sides(text: str, at: int, one: re.Pattern[str], other: re.Pattern[str]) -> tuple[Amount, Amount] | None:
    """The room on either side of a number, ``+10 -5``, in the order of the text; None where that doesn't stand here."""
    if (start := one.match(text, at)) is None:
        return None
    first, end = _amount(text, start.end())
    if (start := other.match(text, end)) is None:
        return None
    second, end = _amount(text, start.end())
    return (first, second) if end == len(text) else None


def _amount(text: str, at: int) -> tuple[Amount, int]:
    """The amount that stands at a place, and where it ends; raises where none does."""
    match = _AMOUNT.match(text, at)
    if match is None or (match["sign"] and match["inner"]):
        raise _no_quantity(text)
    number = decimal_of(match["raw"], text)
    last = match["last"] and Decimal(match["last"]).scaleb(int(number.as_tuple().exponent))
    sign = match["sign"] or match["inner"] or "+"
    power = None
    if match["letter"] or match["k"]:
        power = LETTERS[match["letter"] or match["k"]]
    elif match["word"]:
        power = size_of(match["word"]) + (size_of(match["second"]) if match["second"] else 0)
    unit = match["unit"].strip()
    is_bare_m = match["letter"] == "m" and not match["money"] and not unit
    return Amount(number if sign == "+" else -number, power, unit, match["money"] or "", is_bare_m, last), match.end()


def quantity(text: str, spellings: Spellings) -> Quantity:
    """What a text states, in one unit and without words of size.

    Raises:
        QuantityError: it is no quantity, can be read in several ways, or is too large or too small.
        UnitError: the unit is unknown, or has several meanings.
    """
    if len(text) > LONGEST:
        raise _no_quantity(text)
    typed = plain(text)
    _refuse_cue(typed, text)
    given = amounts(typed)
    units, powers = _units(given, text, spellings), _powers(given, text)
    found = [_alone(one, unit, power) for one, unit, power in zip(given.parts, units, powers, strict=True)]
    if given.is_range:
        low, high = _range(given, found, text)
        whole = found[0]._replace(low=low, high=high)
    elif given.parts[0].last is not None:
        room = given.parts[0].last.scaleb(powers[0])
        one = found[0]  # whose zeros at the end count: the uncertainty says so
        whole = one._replace(low=one.low - room, high=one.low + room, place=one.finest, best=one.low)
    else:
        whole = _with_room(found, given.is_below_first, text) if len(found) > 1 else found[0]
    return _measured(whole, text)


def _alone(one: Amount, unit: pint.Unit, power: int) -> Quantity:
    """An amount by itself."""
    number, place = one.number.scaleb(power), last_place(one.number) + power
    return Quantity(number, number, unit, place, min(int(one.number.as_tuple().exponent) + power, place))


def _with_room(found: list[Quantity], is_below_first: bool, text: str) -> Quantity:
    """A quantity from its middle and from how far it may lie to either side, or to both alike."""
    middle, *sides = found
    rooms = [_room(middle, side, text) for side in sides]
    below, above = (rooms[0], rooms[-1]) if is_below_first else (rooms[-1], rooms[0])
    place = min(one.place for one in found if one.unit == middle.unit)
    best, finest = middle.low, min(middle.finest, place)
    return middle._replace(low=best - below, high=best + above, place=place, finest=finest, best=best)


def _no_quantity(text: str) -> QuantityError:
    remedy = NOT_A_NUMBER
    if re.search(r"(\bper|/)\s*\d{2,}", text):
        remedy = "divide it out, for what stands behind `per` is a unit: 12 per 1000 people is `0.012 one/person`"
    elif counting := next((one for one in hedge_table().values() if one.counts and _begins(text, one.cue)), None):
        rest = " ".join(word for word in text.strip()[len(counting.cue) :].split() if word != "of")
        found = f"`{text[:40]}` begins with a word that counts without a number"
        write = f"write what it counts in, `{counting.base} {rest or 'truck'}`, and beside it `hedge: {counting.cue}`"
        return QuantityError(found, write)
    elif number := next((at for at, word in enumerate(NUMBER_WORDS, 1) if _begins(text, word)), None):
        rest = " ".join(text.split()[1:]) or "one"
        is_share = rest.casefold().startswith(("in ", "of ", "out of "))
        remedy = f"write the number in figures: `{number} {rest}`"
        remedy = "write both numbers in figures, as in `1 in 10000`" if is_share else remedy
    return QuantityError(f"`{text[:40]}` is not a number with a unit", remedy)


def _begins(text: str, words: str) -> bool:
    """Whether a text begins with some words, or is these."""
    return f"{text.strip().casefold()} ".startswith(f"{words} ")


def _refuse_cue(typed: str, text: str) -> None:
    """Raise where a cue stands before the number: it has its own key."""
    if (match := re.match(r"([~≈<>≤≥]|[^\W\d][^\W\d ]*(?: [^\W\d]+)*)\s*(?=(?:US)?[$€£]?\d)", typed)) is None:
        return
    try:
        cue = hedge(CUE_SIGNS.get(match[1], match[1])).cue
    except RemediedError:
        return
    found = f"`{text[:40]}` begins with a cue"
    raise QuantityError(found, f"write the number alone, `{typed[match.end() :]}`, and beside it `hedge: {cue}`")


def _units(given: Amounts, text: str, spellings: Spellings) -> list[pint.Unit]:
    """The unit of each amount; one without a unit takes that of the last that has one."""
    own = [_unit(one, text, spellings) for one in given.parts]
    shared = next((unit for unit in reversed(own) if unit), None)
    if shared is None:
        raise _without_unit(given, text)
    return [unit or shared for unit in own]


def _unit(one: Amount, text: str, spellings: Spellings) -> pint.Unit | None:
    """The unit of an amount: behind it, a currency before it, or both for money per something."""
    if one.power is None and (length := re.match(r"(mm?)\s+(?!per\b|squared\b|cubed\b)[^\W\d]", one.unit)):
        metres = {"m": "metres", "mm": "millimetres"}[length[1]]
        remedy = f"write `million` for millions, as in `{one.number:f} million{one.unit[len(length[1]) :]}`"
        raise QuantityError(f"`{length[1]}` in `{text[:40]}` may be {metres} or millions", remedy)
    per = re.match(r"/|per\b(?! *(cent|mille)\b)", one.unit)
    if not one.money:
        return parse_unit(f"1 {one.unit}" if per else one.unit, spellings) if one.unit else None
    money = parse_unit(one.money.strip("."), spellings)
    each = re.match(r"(a|an|each|every)\b", one.unit)
    if not is_money(money) or (one.unit and not per and not each):
        found = f"`{text[:40]}` has {describe(money)} before the number"
        raise QuantityError(found, f"write the whole unit behind it, as in `{one.number:f} {show(money)}`")
    return parse_unit(f"{show(money)} {one.unit}", spellings) if one.unit else money


def _without_unit(given: Amounts, text: str) -> QuantityError:
    if any(one.is_bare_m for one in given.parts):
        number = f"{given.parts[-1].number:f}"
        remedy = f"write `{number} m` for metres, `{number} million` and what there are millions of"
        return QuantityError(f"`m` in `{text[:40]}` may be metres or millions", remedy)
    return MissingUnit(f"`{text[:40]}` has no unit", "write a unit behind the number, `one` for a bare number")


def _powers(given: Amounts, text: str) -> list[int]:
    """The power of ten of each amount: its own word of size, or the one that stands behind all of them."""
    parts, shared = given.parts, next((one.power for one in reversed(given.parts) if one.power is not None), None)
    if any(one.is_bare_m for one in parts) and all(one.power is None or one.is_bare_m for one in parts):
        raise _without_unit(given, text)
    first, last = parts[0], parts[-1]
    is_complete = bool(first.unit or (first.money and last.money)) and first.power is None
    if given.is_range and is_complete and last.power is not None:
        if first.number <= last.number:
            raise _two_sizes("lower end", first.number, last.power, text)
        return [0, last.power]
    for side in () if given.is_range or first.power is None or first.unit or first.money else parts[1:]:
        if side.power is None and side.unit and abs(side.number) <= abs(first.number):
            raise _two_sizes("uncertainty", abs(side.number), first.power, text)
    return [(shared if one.power is None and not one.unit else one.power) or 0 for one in parts]


def _two_sizes(what: str, number: Decimal, power: int, text: str) -> QuantityError:
    """The error for a number that a word of size beside it may or may not be meant for."""
    found = f"the {what} of `{text[:40]}` may be {number:f} or {number:f} times 10**{power}"
    return QuantityError(found, f"write `{number:f}e{power}` or `{number:f}e0` for it, and one unit behind both")


def _range(given: Amounts, found: list[Quantity], text: str) -> tuple[Decimal, Decimal]:
    """The two ends of a range; raises where they have two units, run downwards, or could be others."""
    one, other = (each.unit for each in found)
    if one != other:
        raise UnitError(f"the ends of `{text[:40]}` are in {describe(one)} and {describe(other)}", "write one")
    low, high = (each.low for each in found)
    if given.is_dash and low < 0 <= high:
        signless = f"{abs(given.parts[1].number):f}"
        remedy = f"write `{given.parts[0].number:f} to {signless}` or `{given.parts[0].number:f} to -{signless}`"
        raise QuantityError(f"the dash in `{text[:40]}` may be a minus sign", remedy)
    if low > high:
        raise QuantityError(f"the range `{text}` runs downwards", "write the lower end first")
    return low, high


def _room(middle: Quantity, side: Quantity, text: str) -> Decimal:
    """How far a quantity may lie to one side of its middle, in the unit of the middle."""
    percent, points = parse_unit("percent"), parse_unit("percentage_point")
    own, unit = middle.unit, side.unit
    if own == unit == percent and len(re.findall("%|percent|per cent|pct|٪", text)) > 1:
        remedy = "write `percentage points` behind the uncertainty, or the two ends as a range"
        raise QuantityError(f"the uncertainty in `{text[:40]}` may be of the share or of the number", remedy)
    if unit == own or (unit == points and own == percent):
        return abs(side.low)
    if unit == percent:
        return abs(middle.low * side.low) / 100
    raise UnitError(f"`{text[:40]}` is in {describe(own)} and its uncertainty in {describe(unit)}", "write one unit")


def _measured(found: Quantity, text: str) -> Quantity:
    """The quantity itself; raises where it, or its last digit, cannot be held in root units."""
    shift = math.log10(factor(found.unit))
    for number in (found.low, found.high):
        if number and not -LARGEST_POWER <= number.adjusted() <= LARGEST_POWER - max(shift, 0):
            raise too_large(text)
        if number and number.adjusted() + shift < -LARGEST_POWER:
            raise too_large(text)
    return found
