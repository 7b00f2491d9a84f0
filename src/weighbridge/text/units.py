"""Units of measurement, strict: only those of ``units.txt``, and a bare ton is refused.

pint's own default ``ton`` is a short ton and its ``mt`` a milli-tonne, neither of which it says; an empty registry
with a table of our own refuses both. Figures are kept in root units (kg, m, day, USD, truck) and converted for display.
"""

from __future__ import annotations

import math
import re
from functools import cache
from pathlib import Path

import pint

from ..base import RemediedError, suggestion

DEFINITIONS = Path(__file__).with_name("units.txt")
BARE_TONS = ("ton", "tons", "Ton", "t")
AMBIGUOUS = {
    **dict.fromkeys(BARE_TONS, "write `tonne` (1000 kg), `short_ton` (2000 lb) or `long_ton` (2240 lb)"),
    **dict.fromkeys(("mt", "kt", "tonnes"), "write `tonne` (1000 kg)"),
    **dict.fromkeys(("$", "dollar", "dollars"), "write the currency: `USD`"),
    "%": "write `percent`",
}
_POWER = r"(\s*\*\*\s*-?[1-9][0-9]?)?"
_SHAPE = re.compile(rf"\s*[^\W\d]\w*{_POWER}(\s*[*/]\s*[^\W\d]\w*{_POWER})*\s*")
COUNTED = {"[vehicle]", "[person]"}  # the dimensions of what comes in whole numbers
COUNTED_IN = (
    "things are counted in `truck` (any vehicle), `person` or `one`; all units are in src/weighbridge/text/units.txt"
)
LONGEST = 80


class UnitError(RemediedError):
    """A unit that is unknown, ambiguous, or doesn't fit."""


@cache
def registry() -> pint.UnitRegistry:
    """The registry made from ``units.txt``."""
    units = pint.UnitRegistry(None, cache_folder=None)
    units.load_definitions(DEFINITIONS)
    return units


@cache
def unit_names() -> frozenset[str]:
    """Every unit's name.

    >>> "tonne" in unit_names(), "ton" in unit_names()
    (True, False)
    """
    lines = DEFINITIONS.read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("=")[0].strip() for line in lines if re.match(r"\w+ =", line))


@cache
def parse_unit(text: str) -> pint.Unit:
    """The unit that ``text`` names, such as ``USD/tonne`` or ``tonne/m**3``.

    >>> show(parse_unit("USD / tonne"))
    'USD/tonne'
    >>> parse_unit("ton")
    Traceback (most recent call last):
    ...
    weighbridge.text.units.UnitError: a bare `ton` has three meanings; write `tonne` (1000 kg), `short_ton` (2000 lb) \
or `long_ton` (2240 lb)
    """
    words = re.findall(r"[^\W\d]\w*|[$%]", text[:LONGEST])
    for word in words:
        if word in AMBIGUOUS:
            found = f"a bare `{word}` has three meanings" if word in BARE_TONS else f"unknown unit `{word}`"
            raise UnitError(found, AMBIGUOUS[word])
        if word not in unit_names():
            raise UnitError(f"unknown unit `{word}`", suggestion(word, unit_names(), otherwise=COUNTED_IN))
    if len(text) > LONGEST or not _SHAPE.fullmatch(text):
        raise UnitError(
            f"`{text.strip()[:40]}` is not a unit", "write unit names joined by `*`, `/` and `**`, such as `USD/tonne`"
        )
    unit = registry().parse_units(text)
    if not 1e-200 <= factor(unit) <= 1e200:
        raise UnitError(f"`{text.strip()[:40]}` is larger or smaller than any unit of measurement", "use lower powers")
    return unit


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
    return set(dict(unit.dimensionality)) <= COUNTED and all(p == 1 for p in dict(unit.dimensionality).values())


def is_percentage(unit: pint.Unit) -> bool:
    """Whether it is percent, or percentage points: a hundredth, of nothing or of a difference.

    >>> is_percentage(parse_unit("percent")), is_percentage(parse_unit("one"))
    (True, False)
    """
    return not dict(unit.dimensionality) and math.isclose(factor(unit), 0.01)


def is_money(unit: pint.Unit) -> bool:
    """Whether it measures money, or money for something: each currency is a dimension of its own.

    >>> [is_money(parse_unit(unit)) for unit in ("USD/tonne", "EUR", "tonne/truck")]
    [True, True, False]
    """
    return any(name.startswith("[currency_") for name in dict(unit.dimensionality))


@cache
def show(unit: pint.Unit) -> str:
    """The unit as the case file writes it; nothing for a bare number."""
    return "" if unit.dimensionless and factor(unit) == 1 else f"{unit:C}"


def above_the_line(unit: pint.Unit) -> set[str]:
    """The names of the units that it is a product of, without those it is divided by.

    >>> sorted(above_the_line(parse_unit("tonne * km / day")))
    ['km', 'tonne']
    """
    return {name for name, power in registry().Quantity(1, unit).unit_items() if power > 0}


def describe(unit: pint.Unit) -> str:
    """The unit for a message: in backticks, or said to be none."""
    return f"`{show(unit)}`" if show(unit) else "a bare number"


def kind_of(unit: pint.Unit) -> str:
    """What is measured, for messages: ``[mass] / [vehicle]``."""
    return str(unit.dimensionality)
