"""Units of measurement, strict: only those of ``units.txt`` and what a case declares, and a bare ton is refused.

pint's own default ``ton`` is a short ton and its ``mt`` a milli-tonne, neither of which it says; an empty registry
with a table of our own refuses both. Figures are kept in root units (kg, m, day, USD, truck) and converted for display.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from threading import Lock

from ..base import pint
from .unit_spellings import Ground, Spellings, UnitError, definitions, expression, without_suffix

CALENDAR = ("month", "year")  # the units of time that have no fixed number of days
COUNTED = {"[vehicle]", "[person]"}  # the dimensions of what comes in whole numbers
DECLARED = "[counted_"  # how the dimension of a thing begins that a case declares as counted
DIFFERENCES = {"percentage_point", "basis_point"}  # between two shares: never a share themselves
STANDARD = Spellings()
_CENTS = re.compile(r"([A-Z]{3}) / 100")
LARGEST = 1e200  # the largest unit, and the inverse of the smallest, in root units


_registering = Lock()


@cache
def registry() -> pint.UnitRegistry:
    """The registry made from ``units.txt``; what is seldom used, most currencies and what cases declare, is added."""
    units = pint.UnitRegistry(None, cache_folder=None)
    units.load_definitions([f"{name} = {meaning}" for name, meaning in definitions().items() if not _is_money(meaning)])
    return units


@cache
def register(name: str, meaning: str) -> str:
    """The name of a unit that the registry has from now on; ``meaning`` is in the notation of pint."""
    with _registering:
        if name not in registry():
            registry().define(f"{name} = {meaning}")
    return name


def _is_money(meaning: str) -> bool:
    """Whether a definition is that of a currency, or of a hundredth of one."""
    return meaning.startswith("[currency_") or bool(_CENTS.fullmatch(meaning))


@lru_cache(maxsize=10_000)
def parse_unit(text: str, spellings: Spellings = STANDARD) -> pint.Unit:
    """The unit that ``text`` names, such as ``USD/tonne`` or ``tonnes per cubic metre``.

    Args:
        spellings: what the case declares beside the units of ``units.txt``.

    Raises:
        UnitError: it is no unit, or a word with several meanings; with the spellings that work.

    >>> show(parse_unit("USD per metric ton"))
    'USD/tonne'
    >>> parse_unit("ton")
    Traceback (most recent call last):
    ...
    weighbridge.text.unit_spellings.UnitError: a bare `ton` has three meanings; write `tonne` (1000 kg), `short_ton` \
(2000 lb) or `long_ton` (2240 lb)
    """
    names = expression(text, spellings)
    for name in re.findall(r"\w+", names):
        _register_money(name)
    unit = registry().parse_units(names)
    if not 1 / LARGEST <= factor(unit) <= LARGEST:
        raise UnitError(f"`{text.strip()[:40]}` is larger or smaller than any unit of measurement", "use lower powers")
    return unit


def _register_money(name: str) -> None:
    """Add a currency to the registry; before a hundredth of one its whole."""
    meaning = definitions().get(name, "")
    if _is_money(meaning):
        if cents := _CENTS.fullmatch(meaning):
            _register_money(cents[1])
        register(name, meaning)


@cache
def factor(unit: pint.Unit) -> float:
    """How many root units one ``unit`` is.

    >>> factor(parse_unit("short_ton"))
    907.18474
    """
    try:
        return float(registry().Quantity(1, unit).to_root_units().magnitude)
    except OverflowError:
        return math.inf


@cache
def size_of_unit(name: str) -> float:
    """How many root units the unit is that ``powers_of_time`` names, one that a case declares among them.

    >>> size_of_unit("week") / size_of_unit("day")
    7.0
    """
    return factor(registry().parse_units(name))


def same_kind(one: pint.Unit, other: pint.Unit) -> bool:
    """Whether one unit converts into the other.

    >>> same_kind(parse_unit("tonne"), parse_unit("short_ton")), same_kind(parse_unit("USD"), parse_unit("EUR"))
    (True, False)
    """
    return one.dimensionality == other.dimensionality


def is_counted(unit: pint.Unit) -> bool:
    """Whether it measures things that come in whole numbers: trucks, people, bare numbers.

    >>> [is_counted(parse_unit(unit)) for unit in ("truck", "percent * person", "one", "tonne", "barrel")]
    [True, True, True, False, False]
    """
    powers = dict(unit.dimensionality)
    things = all(name in COUNTED or name.startswith(DECLARED) for name in powers)
    return things and all(power == 1 for power in powers.values()) and not is_difference_of_shares(unit)


def is_difference_of_shares(unit: pint.Unit) -> bool:
    """Whether it measures by how many points two shares differ, which is not a share.

    >>> [is_difference_of_shares(parse_unit(unit)) for unit in ("percentage points", "percent", "bps/year")]
    [True, False, True]
    """
    return not DIFFERENCES.isdisjoint(above_the_line(unit))


def is_percentage(unit: pint.Unit) -> bool:
    """Whether it is percent, or percentage points: a hundredth, of nothing or of a difference.

    >>> is_percentage(parse_unit("percent")), is_percentage(parse_unit("one"))
    (True, False)
    """
    return not dict(unit.dimensionality) and math.isclose(factor(unit), 0.01)


@cache
def powers_of_time(unit: pint.Unit) -> Mapping[str, float]:
    """The units of time that it is a product of, each with its power; whatever cancels out is left out.

    >>> dict(powers_of_time(parse_unit("USD/month"))), dict(powers_of_time(parse_unit("tonne")))
    ({'month': -1}, {})
    """
    one = registry()
    return {
        name: power
        for name, power in one.Quantity(1, unit).unit_items()
        if dict(one.parse_units(name).dimensionality) == {"[time]": 1}
    }


@cache
def calendar_power(unit: pint.Unit) -> float:
    """The power of months and years together: twelve months are exactly a year, and neither is so many days.

    >>> [calendar_power(parse_unit(unit)) for unit in ("USD/month", "truck/year", "tonne/day", "day/month")]
    [-1, -1, 0, -1]
    """
    return sum(power for name, power in powers_of_time(unit).items() if name in CALENDAR)


def same_calendar(one: pint.Unit, other: pint.Unit) -> bool:
    """Whether one unit converts into the other without the length of a month or a year.

    >>> same_calendar(parse_unit("USD/month"), parse_unit("USD/year"))
    True
    >>> same_calendar(parse_unit("USD/month"), parse_unit("USD/week"))
    False
    """
    return same_kind(one, other) and calendar_power(one) == calendar_power(other)


def is_money(unit: pint.Unit) -> bool:
    """Whether it measures money, or money for something: each currency is a dimension of its own.

    >>> [is_money(parse_unit(unit)) for unit in ("USD/tonne", "EUR", "tonne/truck")]
    [True, True, False]
    """
    return any(name.startswith("[currency_") for name in dict(unit.dimensionality))


@cache
def show(unit: pint.Unit) -> str:
    """The unit as the case file writes it; nothing for a bare number."""
    return "" if unit.dimensionless and factor(unit) == 1 else without_suffix(f"{unit:C}")


def above_the_line(unit: pint.Unit) -> set[str]:
    """The names of the units that it is a product of, without those it is divided by.

    >>> sorted(above_the_line(parse_unit("tonne * km / day")))
    ['km', 'tonne']
    """
    return {name for name, power in registry().Quantity(1, unit).unit_items() if power > 0}


@cache
def parts_of(unit: pint.Unit) -> tuple[tuple[pint.Unit, float], ...]:
    """The units that it is a product of, each with its power.

    >>> [(show(part), power) for part, power in parts_of(parse_unit("USD/tonne"))]
    [('USD', 1), ('tonne', -1)]
    """
    return tuple((registry().parse_units(name), power) for name, power in registry().Quantity(1, unit).unit_items())


@cache
def root_units(unit: pint.Unit) -> pint.Unit:
    """The root units in which figures of it are kept.

    >>> show(root_units(parse_unit("USD/short_ton")))
    'USD/kg'
    """
    return registry().Quantity(1, unit).to_root_units().units


def meaning_of(unit: pint.Unit, spellings: Spellings) -> str | None:
    """What a single unit is by definition, as ``units.txt`` or the case has it; none where it is defined by itself.

    >>> meaning_of(parse_unit("short_ton"), STANDARD), meaning_of(parse_unit("kg"), STANDARD)
    ('2000 * lb', None)
    """
    name = next((name for name, _ in registry().Quantity(1, unit).unit_items()), "one")
    own = spellings.grounds.get(name)
    meaning = own.text if own is not None else definitions().get(name, "")
    return without_suffix(meaning) if meaning and not meaning.startswith("[") else None


def grounds_of(unit: pint.Unit, spellings: Spellings) -> tuple[Ground, ...]:
    """What the case says of those units in ``unit`` that it declares, each once; nothing of other units."""
    found: dict[Ground, None] = {}
    names = (name for name, _ in registry().Quantity(1, unit).unit_items()) if spellings.grounds else ()
    waiting = [spellings.grounds[name] for name in names if name in spellings.grounds]
    while waiting:
        ground = waiting.pop(0)
        found[ground] = None
        waiting += ground.rests_on
    return tuple(found)


def describe(unit: pint.Unit) -> str:
    """The unit for a message: in backticks, or said to be none."""
    return f"`{show(unit)}`" if show(unit) else "a bare number"


def kind_of(unit: pint.Unit) -> str:
    """What is measured, for messages: ``[mass] / [vehicle]``."""
    return str(unit.dimensionality)


def is_count(unit: str) -> bool:
    """Whether a unit, as ``show`` writes it, is of things that are counted; one that a case declares is not known.

    >>> is_count("truck"), is_count("tonne/truck"), is_count("one"), is_count("a_thing_of_a_case")
    (True, False, False, False)
    """
    try:
        found = parse_unit(unit)
    except UnitError:
        return False
    return is_counted(found) and not found.dimensionless
