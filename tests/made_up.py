"""Articles made up at random of which the truth is known, as they are and with one number off.

An article tells numbers that belong together: parts and their total, trucks and their load, a day and a year. The
truths fit exactly; each is then written as a newspaper would write it, so that the truth lies within what the writing
permits (``written_room``). A false article is the same with one number multiplied or divided by 1.5, 2, 3 or 10.
Other articles tell one number, drawn from what a case assumes, to be held against that by a check of how usual it is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from scipy.optimize import linprog

from small_cases import case_text, unfiled
from weighbridge.case import Case
from written_room import CUES, Writing, permitted

SEED = 2013
FACTORS = (1.5, 2.0, 3.0, 10.0)
TRIES = 500  # to write a number in which its truth has room
TOUCHING = 1e-9  # intervals that have one end in common, as floating point has it

Values = Mapping[str, float]
Ends = Mapping[str, np.ndarray]  # of each number the least and the greatest that it permits


# How writers write.


@dataclass(frozen=True)
class Loose:
    """How much wider or narrower than usual a writer takes hedges: lognormal, by the spread among readers."""

    spread: bool = False

    def reach(self, random: np.random.Generator, cue: str) -> float:
        """How many times the usual width."""
        return 10.0 ** (permitted(cue).sigma * random.standard_normal()) if self.spread else 1.0


def write_count(random: np.random.Generator, truth: float, unit: str, loose: Loose) -> Writing:
    """A number of things: exactly; behind a word; or, from a thousand on, as a round number."""
    manner = random.choice(["exact", "exact", "hedged", "round"])
    if manner == "hedged":
        return write_hedged(random, truth, unit, loose, finest=0)
    found = placed(random, truth, unit, "none", 1.0, 2) if manner == "round" else None
    return found or Writing.at(truth, unit, 0)


def write_measure(random: np.random.Generator, truth: float, unit: str, loose: Loose) -> Writing:
    """A measured number: rounded to two, three or four digits, round, behind a word, or between two ends."""
    manner = random.choice(["rounded", "rounded", "rounded", "round", "hedged", "hedged", "range"])
    if manner == "hedged":
        return write_hedged(random, truth, unit, loose)
    if manner == "range":
        return write_range(random, truth, unit)
    found = placed(random, truth, unit, "none", 1.0, 1) if manner == "round" else None
    return found or Writing.rounded(truth, unit, int(random.integers(2, 5)))


def write_percentage(random: np.random.Generator, truth: float, unit: str, loose: Loose) -> Writing:
    """A percentage: whole, to a tenth, or behind a word."""
    manner = random.choice(["whole", "whole", "tenth", "hedged"])
    if manner == "hedged":
        return write_hedged(random, truth, unit, loose)
    return Writing.at(truth, unit, -1 if manner == "tenth" else 0)


def write_hedged(
    random: np.random.Generator, truth: float, unit: str, loose: Loose, finest: int | None = None
) -> Writing:
    """A number behind a word that loosens it, the truth anywhere within what this writer means by it."""
    cue = str(random.choice(CUES))
    found = placed(random, truth, unit, cue, loose.reach(random, cue), finest)
    assert found is not None, f"no way to write {truth} {unit} behind {cue}"
    return found


def write_range(random: np.random.Generator, truth: float, unit: str) -> Writing:
    """Two ends of two or three digits with the truth between them."""
    low, high = truth * (1 - random.uniform(0, 0.2)), truth * (1 + random.uniform(0, 0.2))
    step = math.floor(math.log10(low)) - int(random.integers(1, 3))
    return Writing.between(low, high, unit, step)


def placed(
    random: np.random.Generator, truth: float, unit: str, cue: str, reach: float, finest: int | None
) -> Writing | None:
    """A number of few digits, such that the truth lies anywhere within ``reach`` times what it permits.

    Digits are drawn anew until they will do: what "about 1400" permits is less than the step from 1400 to 1500. A
    round number has one or two; behind a word more and more are tried, so that there always is one that will do.

    Args:
        finest: the power of ten of the last digit that may be written.

    Returns:
        none where no round number will do.
    """
    for tried in range(TRIES):
        digits = int(random.integers(1, 3 if cue == "none" else 4)) + (0 if cue == "none" else tried // 50)
        step = math.floor(math.log10(truth)) + 1 - digits
        step = step if finest is None else max(step, finest)
        first = Writing.at(truth, unit, step, cue)
        low, high = first.stretched(reach) if first.value else (truth, truth)
        moved = float(first.value) + truth - random.uniform(low, high)
        found = Writing.at(moved, unit, step, cue) if moved > 0 else first
        if found.value > 0 and found.allows(truth, reach):
            return found
    return None


# What articles tell.


@dataclass(frozen=True)
class Told:
    """A number of an article: its unit, how such numbers are written, and the month or year that is meant."""

    unit: str
    write: Callable[[np.random.Generator, float, str, Loose], Writing]


@dataclass(frozen=True, eq=False)
class Kind:
    """What an article tells.

    Attributes:
        truths: numbers that fit exactly, drawn at random, each in its unit.
        told: how each is written.
        relations: each stated number with the formula that gives it.
        by_hand: whether values within these ends keep all relations, by interval arithmetic.
    """

    title: str
    truths: Callable[[np.random.Generator], Values]
    told: Mapping[str, Told]
    relations: Mapping[str, str]
    by_hand: Callable[[Ends], bool]


def log_uniform(random: np.random.Generator, low: float, high: float) -> float:
    """A number between two ends, alike on the scale of logarithms."""
    return math.exp(random.uniform(math.log(low), math.log(high)))


def whole(random: np.random.Generator, low: float, high: float) -> int:
    """A whole one."""
    return round(log_uniform(random, low, high))


def meet(*intervals: np.ndarray) -> bool:
    """Whether intervals have a number in common."""
    low, high = max(one[0] for one in intervals), min(one[1] for one in intervals)
    return bool(low <= high + TOUCHING * abs(high))


PARTS = ("north", "east", "south")


def people(random: np.random.Generator) -> Values:
    parts = {name: whole(random, 12, 2500) for name in PARTS}
    return {**parts, "total": sum(parts.values())}


def masses(random: np.random.Generator) -> Values:
    parts = {name: log_uniform(random, 20, 2000) for name in PARTS}
    return {**parts, "total": sum(parts.values())}


def masses_and_share(random: np.random.Generator) -> Values:
    found = masses(random)
    share = 100 * found["north"] / found["total"]
    return {**found, "share": share} if 3 <= share <= 97 else masses_and_share(random)


def convoy(random: np.random.Generator) -> Values:
    trucks, load = whole(random, 5, 400), log_uniform(random, 8, 45)
    return {"trucks": trucks, "load": load, "mass": trucks * load}


def payments(random: np.random.Generator) -> Values:
    receivers, each = whole(random, 20, 9000), log_uniform(random, 15, 900)
    return {"receivers": receivers, "each": each, "money": receivers * each}


def rates(random: np.random.Generator) -> Values:
    daily = log_uniform(random, 300, 90000)
    yearly = daily * int(random.choice([365, 365, 365, 366]))
    return {"daily": daily, "monthly": yearly / 12, "yearly": yearly}


def share(random: np.random.Generator) -> Values:
    of = whole(random, 20, 9000)
    part = max(1, round(of * random.uniform(0.03, 0.97)))
    return {"part": part, "of": of, "share": 100 * part / of}


def growth(random: np.random.Generator) -> Values:
    before, by = log_uniform(random, 50, 90000), log_uniform(random, 0.04, 2.5)
    return {"before": before, "after": before * (1 + by), "change": 100 * by}


def decline(random: np.random.Generator) -> Values:
    before, by = log_uniform(random, 50, 90000), random.uniform(0.04, 0.9)
    return {"before": before, "after": before * (1 - by), "change": 100 * by}


def parts_meet(ends: Ends) -> bool:
    return meet(ends["total"], sum(ends[name] for name in PARTS))


def parts_and_share_meet(ends: Ends) -> bool:
    """A linear programme over the three parts: they, their total and the share of the first within their ends."""
    low, high = np.array([ends[name] for name in PARTS]).T
    of_total, one, first = ends["total"], np.ones(3), np.array([1.0, 0.0, 0.0])
    least, most = ends["share"] / 100
    scale = float(of_total[1])
    rows = np.array([one, -one, first - most * one, least * one - first])
    limits = np.array([of_total[1], -of_total[0], 0.0, 0.0]) / scale + TOUCHING
    found = linprog(np.zeros(3), A_ub=rows, b_ub=limits, bounds=list(zip(low / scale, high / scale, strict=True)))
    return found.status == 0


def rates_meet(ends: Ends) -> bool:
    days = np.array([365.0, 366.0])
    return meet(ends["yearly"], 12 * ends["monthly"], days * ends["daily"])


def product_meets(stated: str, first: str, second: str) -> Callable[[Ends], bool]:
    return lambda ends: meet(ends[stated], ends[first] * ends[second])


def share_meets(ends: Ends) -> bool:
    return meet(ends["share"], 100 * ends["part"] / ends["of"][::-1])


def change_meets(ends: Ends) -> bool:
    return meet(ends["change"], 100 * (ends["after"] / ends["before"][::-1] - 1))


def each(unit: str, write: Callable[..., Writing], *names: str) -> dict[str, Told]:
    return {name: Told(unit, write) for name in names}


SUM = "north + east + south"
CHANGE = {"change": "(after - before) / before"}
KINDS = (
    Kind(
        "people in three places, and their total",
        people,
        each("person", write_count, *PARTS, "total"),
        {"total": SUM},
        parts_meet,
    ),
    Kind(
        "three masses and their total",
        masses,
        each("tonne", write_measure, *PARTS, "total"),
        {"total": SUM},
        parts_meet,
    ),
    Kind(
        "trucks, the load of each, and the mass",
        convoy,
        {
            "trucks": Told("truck", write_count),
            "load": Told("tonne/truck", write_measure),
            "mass": Told("tonne", write_measure),
        },
        {"mass": "trucks * load"},
        product_meets("mass", "trucks", "load"),
    ),
    Kind(
        "people, the average that each gets, and the money",
        payments,
        {
            "receivers": Told("person", write_count),
            "each": Told("USD/person", write_measure),
            "money": Told("USD", write_measure),
        },
        {"money": "receivers * each"},
        product_meets("money", "receivers", "each"),
    ),
    Kind(
        "a day, a month and a year",
        rates,
        {
            "daily": Told("barrel/day", write_measure),
            "monthly": Told("barrel/month", write_measure),
            "yearly": Told("barrel/year", write_measure),
        },
        {"yearly": "monthly", "yearly_by_day": "daily"},
        rates_meet,
    ),
    Kind(
        "so many of so many, in percent",
        share,
        {
            "part": Told("person", write_count),
            "of": Told("person", write_count),
            "share": Told("percent", write_percentage),
        },
        {"share": "part / of"},
        share_meets,
    ),
    Kind(
        "before, after, and the rise in percent",
        growth,
        {**each("tonne", write_measure, "before", "after"), "change": Told("rise", write_percentage)},
        CHANGE,
        change_meets,
    ),
    Kind(
        "before, after, and the fall in percent",
        decline,
        {**each("tonne", write_measure, "before", "after"), "change": Told("fall", write_percentage)},
        CHANGE,
        change_meets,
    ),
    Kind(
        "three masses, their total, and the share of one",
        masses_and_share,
        {**each("tonne", write_measure, *PARTS, "total"), "share": Told("percent", write_percentage)},
        {"total": SUM, "share": "north / total"},
        parts_and_share_meet,
    ),
)


@dataclass(frozen=True, eq=False)
class Article:
    """Numbers as they are written, with their truths; where one is off, which, and how many times too high it is."""

    kind: Kind
    truths: Values
    numbers: Mapping[str, Writing]
    off: str | None = None
    times: float = 1.0

    @property
    def case(self) -> Case:
        """The case of the article, read from its text."""
        units = {
            name: "percent" if told.unit in ("rise", "fall") else told.unit for name, told in self.kind.told.items()
        }
        lines, checks = ["formulas:"], {}
        for name, formula in self.kind.relations.items():
            stated = name.removesuffix("_by_day")
            lines.append(f"  given_{name}: {{expression: {formula}, unit: {units[stated]}}}")
            checks[f"check_{name}"] = f"kind: agrees, stated: {stated}, equals: given_{name}"
        claims = {name: f"{one.text}, hedge: {one.cue}" for name, one in self.numbers.items()}
        return unfiled(case_text(claims, "\n".join(lines), **checks))

    def ends(self, width: str) -> Ends:
        """What each number permits; what fell is below zero."""
        found = {name: np.array(one.room(width)) for name, one in self.numbers.items()}
        return {name: -one[::-1] if self.numbers[name].unit == "fall" else one for name, one in found.items()}

    def fits(self, width: str) -> bool:
        """Whether its numbers fit each other by interval arithmetic, which knows nothing of the kit."""
        return self.kind.by_hand(self.ends(width))

    def falsified(self, seed: int) -> Article:
        """The same with one number off: which and to which side by the seed, by how much in turn."""
        random = np.random.default_rng([SEED, seed, 1])
        off = str(random.choice(list(self.numbers)))
        factor = FACTORS[seed // (len(KINDS)) % len(FACTORS)]
        times = factor if random.integers(2) else 1 / factor
        return replace(self, numbers={**self.numbers, off: self.numbers[off].times(times)}, off=off, times=times)


@cache
def article(seed: int, loose: Loose = Loose()) -> Article:
    """A true article from a seed; the same truths whatever its writers mean by their words."""
    kind = KINDS[seed % len(KINDS)]
    random = np.random.default_rng([SEED, seed])
    truths = kind.truths(random)
    numbers = {name: told.write(random, truths[name], told.unit, loose) for name, told in kind.told.items()}
    return Article(kind, truths, numbers)
