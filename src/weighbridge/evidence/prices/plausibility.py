"""Whether a price may stand beside those of the table: what nobody should take over without having looked at it.

A price in the place of another is held against what two files of the publisher ordinarily differ by. A new one is held
against its neighbours and against the whole table. All bounds but the first are those of the table itself, so that a
file in another unit, of another metal or of no price at all shows first in its figures.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from .price_file import Publisher
from .price_unit import usd_per_tonne
from .revision_limits import ordinary_difference

# Our choice. Of the 411 months from 2015 on, three metals, none would have been held up when it was new; of the months
# before 2010, which no bound is from, six: copper in 1966, 1968 and twice in 2008, aluminium in 1988 and 2008.
ROOM = 1.5  # times the largest step of the table from one month to the next, as a ratio
FEWEST_STEPS = 12
# A long ton is within 2 % of a tonne: from a file in such tons the prices of another market cannot be told.
UNITS = ("USD/lb", "USc/lb", "USD/kg", "USD/short_ton", "USD/troy_ounce")
SAME, NEARLY_ALL = 0.03, 0.9  # by how much, as a ratio, prices may be off and be the same; how many of them have to be
Key = tuple[str, str]


class Ground(StrEnum):
    """Why a price is in doubt."""

    REVISION = "revision"
    STEP = "step"
    RANGE = "range"


@dataclass(frozen=True)
class Doubt:
    """Why a price should be looked at before it is taken over.

    Attributes:
        ground: which bound it is beyond.
        low, high: the bound: of the change in percent, or of the price in USD per tonne.
        beside: the month that it is compared with, for a step.
    """

    ground: Ground
    low: float
    high: float
    beside: str | None = None


@dataclass(frozen=True)
class Bounds:
    """What the table says of a metal: its prices by month, its lowest and highest, its largest step as a logarithm."""

    prices: Mapping[str, float]
    low: float
    high: float
    step: float


def bounds_of(known: Mapping[Key, float]) -> dict[str, Bounds]:
    """What the table says of each metal of which it has enough months.

    >>> known = {("copper", f"{year}-{m:02}"): 100.0 + 10 * (m % 2) for year in (2017, 2018) for m in range(1, 13)}
    >>> round(bounds_of(known)["copper"].step, 4)
    0.0953
    """
    found = {}
    for metal in sorted({metal for metal, _ in known}):
        prices = {month: price for (other, month), price in sorted(known.items()) if other == metal}
        steps = [
            abs(math.log(prices[later] / prices[earlier]))
            for earlier, later in pairwise(prices)
            if _months_between(earlier, later) == 1
        ]
        if len(steps) >= FEWEST_STEPS:
            found[metal] = Bounds(prices, min(prices.values()), max(prices.values()), max(steps))
    return found


def doubts(
    known: Mapping[Key, float],
    given: Mapping[Key, float],
    publisher: Publisher,
    sources: Mapping[Key, str] | None = None,
) -> dict[Key, Doubt]:
    """Those prices of a file that should be looked at, each with its reason.

    Args:
        known: the prices of the table.
        given: those that would change it, new ones among them.
        publisher: of the file.
        sources: from which source each price of the table is, where that is not the same publisher.
    """
    found: dict[Key, Doubt] = {}
    origins = sources or {}
    tables = bounds_of(known)
    trusted = {metal: dict(table.prices) for metal, table in tables.items()}
    for (metal, month), price in sorted(given.items()):
        old = known.get((metal, month))
        if old is not None:
            doubt = _beyond_revision(old, price, ordinary_difference(publisher, origins.get((metal, month), ""), metal))
        elif metal in tables:
            doubt = _beyond_range(price, tables[metal]) or _beyond_step(
                month, price, trusted[metal], tables[metal].step
            )
        else:
            doubt = None  # a table of too few months says nothing of a new one
        if doubt:
            found[metal, month] = doubt
        elif metal in trusted:
            trusted[metal][month] = price
    return found


def _beyond_revision(old: float, new: float, percent: float) -> Doubt | None:
    change = 100 * (new / old - 1)
    return Doubt(Ground.REVISION, -percent, percent) if abs(change) > percent else None


def _beyond_range(price: float, table: Bounds) -> Doubt | None:
    """Beyond all prices of the table by more than the price may move in a month."""
    room = math.exp(ROOM * table.step)
    return None if table.low / room <= price <= table.high * room else Doubt(Ground.RANGE, table.low, table.high)


def _beyond_step(month: str, price: float, trusted: Mapping[str, float], step: float) -> Doubt | None:
    """Farther from a neighbour than prices move; over several months as much as in a random walk."""
    before = max((other for other in trusted if other < month), default=None)
    after = min((other for other in trusted if other > month), default=None)
    for beside in (before, after):
        if beside is not None:
            room = ROOM * step * math.sqrt(abs(_months_between(beside, month)))
            if abs(math.log(price / trusted[beside])) > room:
                return Doubt(Ground.STEP, 100 * math.expm1(-room), 100 * math.expm1(room), beside)
    return None


def _months_between(one: str, other: str) -> int:
    return 12 * (int(other[:4]) - int(one[:4])) + int(other[5:7]) - int(one[5:7])


def likely_unit(known: Mapping[Key, float], given: Mapping[Key, float]) -> str | None:
    """The unit in which the file's prices would be those of the table; None where there is no such.

    >>> likely_unit({("copper", "2017-02"): 5940.91}, {("copper", "2017-02"): 2.69})
    'USD/lb'
    """
    ratios = [math.log(known[key] / price) for key, price in given.items() if key in known]
    for unit in UNITS:
        near = sum(abs(ratio - math.log(usd_per_tonne(unit))) < SAME for ratio in ratios)
        if ratios and near >= NEARLY_ALL * len(ratios):
            return unit
    return None


def likely_metal(known: Mapping[Key, float], given: Mapping[Key, float]) -> str | None:
    """The metal whose prices of the same months those of the file are; None where they are nobody's.

    >>> known = {("copper", "2017-02"): 5940.91, ("aluminium", "2017-02"): 1860.75}
    >>> likely_metal(known, {("aluminium", "2017-02"): 5940.0})
    'copper'
    """
    for other in sorted({metal for metal, _ in known}):
        pairs = [(price, known.get((other, month))) for (metal, month), price in given.items() if metal != other]
        ratios = [abs(math.log(price / theirs)) for price, theirs in pairs if theirs is not None]
        if ratios and len(ratios) == len(given) and max(ratios) < SAME:
            return other
    return None
