"""Articles made at random whose numbers fit, with an error planted in one of them; and what becomes of it.

Five numbers (six in the ring) follow from fewer that are drawn at random, so that one, two or three relations tie them.
Trucks are whole, and a bare number of them is exact. Each number is written with two to four digits, bare or with a
hedge, so that the truth lies within what the writing permits.
Then one is multiplied or divided by 2, 3 or 10. Run as a program it prints the tables of docs/planted-errors.md.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import numpy as np
from scipy.optimize import linprog

from weighbridge.case import Case
from weighbridge.casefile.claim_leaves import claim_input
from weighbridge.casefile.located_yaml import parse_document
from weighbridge.text.numbers import Written
from weighbridge.what_if.demands import Demands
from weighbridge.what_if.reconcile import ENOUGH, fit

HERE = Path(__file__).parent / "cases" / "none" / "case.yaml"
PAGE = Path(__file__).parents[1] / "docs" / "planted-errors.md"
SEEDS = 500
FACTORS = (2, 3, 10)
CUES = ("none",) * 4 + ("about", "approximately", "nearly", "more than")  # half of all numbers stand bare
COUNTED = "truck"  # the unit of things that are counted: a whole number of them, exact where it is written bare
NARROW = 1e-3  # what stands for the hedge of an exact number in a programme: only its tolerance is measured by it
HARSH = 3.0  # how many times their hedge the other numbers may be off in the harsher run

RIGHT, AMONG, UNNOTICED, NONE, WRONG, MISSED = OUTCOMES = (
    "it alone is named",
    "it is one of several named",
    "not noticed",
    "no one number would do",
    "another alone is named",
    "several others are named",
)


@dataclass(frozen=True)
class Told:
    """A number of the article by the numbers that are drawn: ``times`` what stands ``over``, by what ``under``."""

    unit: str
    over: str
    under: str = ""
    times: float = 1.0


@dataclass(frozen=True, eq=False)
class Structure:
    """What an article tells: products of the drawn numbers or, where ``sums``, sums of them.

    ``drawn`` has the ends between which each is drawn, alike on the scale of logarithms, in the unit it is told in.
    """

    title: str
    relations: int
    drawn: Mapping[str, tuple[float, float]]
    told: Mapping[str, Told]
    checks: tuple[tuple[str, str], ...]
    sums: bool = False

    @property
    def text(self) -> str:
        """The case, each number standing in for those to come."""
        head = 'article: {title: A, url: "https://example.org/article", language: en}'
        lines = [f"title: {self.title}", head, "claims:"]
        lines += [f"  {name}: {{quote: {{exact: x}}, value: 11 {told.unit}}}" for name, told in self.told.items()]
        lines += ["formulas:"]
        lines += [
            f"  given_{at}: {{expression: {formula}, unit: {self.told[stated].unit}}}"
            for at, (stated, formula) in enumerate(self.checks)
        ]
        lines += ["checks:"]
        lines += [
            f"  check_{at}: {{question: Well?, kind: agrees, stated: {stated}, equals: given_{at}}}"
            for at, (stated, _) in enumerate(self.checks)
        ]
        return "\n".join(lines) + "\n"

    def truths(self, random: np.random.Generator) -> dict[str, float]:
        """Numbers that fit exactly, each in the unit it is told in."""
        drawn = {name: math.exp(random.uniform(*np.log(ends))) for name, ends in self.drawn.items()}
        drawn = {name: float(round(one)) if self.told[name].unit == COUNTED else one for name, one in drawn.items()}
        join: Callable[[Iterable[float]], float] = math.fsum if self.sums else math.prod

        def joined(names: str) -> float:
            return join(drawn[name] for name in names.split()) if names else 1.0

        return {name: told.times * joined(told.over) / joined(told.under) for name, told in self.told.items()}


def of_each(unit: str, *names: str) -> dict[str, Told]:
    return {name: Told(unit, name) for name in names}


STRUCTURES = (
    Structure(
        "a product of four",
        1,
        {"days": (5, 200), "daily": (3, 80), "load": (8, 50), "price": (50, 900)},
        {
            "days": Told("day", "days"),
            "daily": Told("truck/day", "daily"),
            "load": Told("tonne/truck", "load"),
            "price": Told("USD/tonne", "price"),
            "money": Told("USD", "days daily load price"),
        },
        (("money", "days * daily * load * price"),),
    ),
    Structure(
        "four parts and their total",
        1,
        dict.fromkeys(("north", "east", "south", "west"), (20, 2000)),
        {**of_each("tonne", "north", "east", "south", "west"), "total": Told("tonne", "north east south west")},
        (("total", "north + east + south + west"),),
        sums=True,
    ),
    Structure(
        "two products, one after the other",
        2,
        {"trucks": (100, 3000), "load": (8, 50), "price": (50, 900)},
        {
            "trucks": Told("truck", "trucks"),
            "load": Told("tonne/truck", "load"),
            "mass": Told("tonne", "trucks load"),
            "price": Told("USD/tonne", "price"),
            "money": Told("USD", "trucks load price"),
        },
        (("mass", "trucks * load"), ("money", "mass * price")),
    ),
    Structure(
        "three parts, their total, one share",
        2,
        dict.fromkeys(("iron", "copper", "rest"), (20, 2000)),
        {
            **of_each("tonne", "iron", "copper", "rest"),
            "total": Told("tonne", "iron copper rest"),
            "share": Told("percent", "iron", "iron copper rest", 100.0),
        },
        (("total", "iron + copper + rest"), ("share", "iron / total")),
        sums=True,
    ),
    Structure(
        "a month and a year, in barrels and in money",
        3,
        {"monthly": (3000, 90000), "price": (20, 120)},
        {
            "monthly": Told("barrel/month", "monthly"),
            "price": Told("USD/barrel", "price"),
            "yearly": Told("barrel/year", "monthly", times=12.0),
            "by_month": Told("USD/month", "monthly price"),
            "by_year": Told("USD/year", "monthly price", times=12.0),
        },
        (("yearly", "monthly"), ("by_month", "monthly * price"), ("by_year", "yearly * price")),
    ),
    Structure(
        "two parts, their total, both shares",
        3,
        dict.fromkeys(("iron", "copper"), (20, 2000)),
        {
            **of_each("tonne", "iron", "copper"),
            "total": Told("tonne", "iron copper"),
            "iron_share": Told("percent", "iron", "iron copper", 100.0),
            "copper_share": Told("percent", "copper", "iron copper", 100.0),
        },
        (("total", "iron + copper"), ("iron_share", "iron / total"), ("copper_share", "copper / total")),
        sums=True,
    ),
    Structure(
        "three products in a ring, of six numbers",
        3,
        {"trucks": (100, 3000), "load": (8, 50), "price": (50, 900)},
        {
            "trucks": Told("truck", "trucks"),
            "load": Told("tonne/truck", "load"),
            "mass": Told("tonne", "trucks load"),
            "price": Told("USD/tonne", "price"),
            "money": Told("USD", "trucks load price"),
            "worth": Told("USD/truck", "load price"),
        },
        (("mass", "trucks * load"), ("money", "mass * price"), ("money", "trucks * worth")),
    ),
)


@dataclass(frozen=True)
class Writing:
    """A number as the article has it: its cue, its value, its unit, and with how many digits it is written."""

    cue: str
    value: Decimal
    unit: str
    digits: int

    @classmethod
    def near(cls, value: float, unit: str, cue: str, digits: int) -> Writing:
        shown = Decimal(f"{value:.{digits - 1}e}")
        return cls(cue, shown.to_integral_value() if unit == COUNTED else shown, unit, digits)

    @property
    def text(self) -> str:
        return f"{self.value:f} {self.unit}"

    @property
    def interval(self) -> tuple[float, float]:
        """What it permits, by the kit's own table of cues, in its unit."""
        return Written.parse(self.text).interval(self.cue, "typical")

    def times(self, factor: float) -> Writing:
        """The same number, so many times as much, with as many digits."""
        return Writing.near(float(self.value) * factor, self.unit, self.cue, self.digits)


def writing(random: np.random.Generator, truth: float, unit: str, reach: float) -> Writing:
    """A number that may stand for a truth: the truth lies anywhere within ``reach`` times what the writing permits.

    Digits are drawn anew until they will do: what "about 1400" permits is less than the step from 1400 to 1500.
    """
    cue = str(random.choice(CUES))
    while True:
        digits = int(random.integers(2, 5))
        first = Writing.near(truth, unit, cue, digits)
        middle, half = ends(first)
        moved = float(first.value) + truth - middle - random.uniform(-1, 1) * reach * half
        if moved > 0:
            found = Writing.near(moved, unit, cue, digits)
            middle, half = ends(found)
            if abs(truth - middle) <= reach * half:
                return found


def ends(one: Writing) -> tuple[float, float]:
    """The middle of what a writing permits, and how far it reaches to either side."""
    low, high = one.interval
    return (low + high) / 2, (high - low) / 2


@dataclass(frozen=True)
class Article:
    """Numbers as they are written, with the one that was planted, if any, and by which factor."""

    structure: Structure
    numbers: Mapping[str, Writing]
    planted: str | None
    factor: float


def article(seed: int, reach: float = 1.0, plant: bool = True) -> Article:
    """An article from a seed; the planted number itself is honest before it is multiplied or divided."""
    random = np.random.default_rng([2017, seed])
    structure = STRUCTURES[seed % len(STRUCTURES)]
    size, down = FACTORS[seed // len(STRUCTURES) % len(FACTORS)], bool(random.integers(2))
    planted = str(random.choice(list(structure.told)))
    truths = structure.truths(random)
    numbers = {
        name: writing(random, truths[name], told.unit, 1.0 if plant and name == planted else reach)
        for name, told in structure.told.items()
    }
    factor = 1 / size if down else float(size)
    if plant:
        numbers[planted] = numbers[planted].times(factor)
    return Article(structure, numbers, planted if plant else None, factor)


@cache
def opened(structure: Structure) -> Case:
    """The case of a structure, read once."""
    return Case(HERE, parse_document(structure.text, "case.yaml"))


def demands(one: Article) -> Demands:
    """What the checks demand of an article's numbers, each read from its text as in a case."""
    case = opened(one.structure)
    nodes = {}
    for name, number in one.numbers.items():
        claim = case.text.claims[name].model_copy(update={"hedge": number.cue})
        nodes[name] = None, claim_input(name, claim, number.text, None)[0]
    return Demands(case.draws.over(case.model.redefined(nodes)), case.choices)


TOLERANCE = 1e-7  # of the solver: what a programme takes for nothing, in hedges


def suspects(asked: Demands) -> tuple[str, ...] | None:
    """The suspects as ``reconcile`` finds them, without the correction itself; none where all meet."""
    found = fit(asked)
    return None if found.meet else found.suspects


def by_hand(one: Article, stretch: float = ENOUGH) -> tuple[str, ...] | None:
    """The suspects by a second route, which knows neither checks nor tangents: see ``meets``."""
    names = sorted(one.numbers)
    all_meet, *others_meet = meets(one, stretch, (None, *names))
    return None if all_meet else tuple(name for name, meet in zip(names, others_meet, strict=True) if meet)


def meets(one: Article, stretch: float, without: Sequence[str | None]) -> list[bool]:
    """Whether some values of the drawn numbers put all numbers told, or all but one, within so many times their hedges.

    One linear programme for all these questions: by how much of a hedge, in each of them, the numbers told miss.
    """
    blocks = [demanded(one, stretch, name) for name in without]
    drawn = len(one.structure.drawn)
    rows = np.zeros((sum(len(limits) for _, limits in blocks), len(blocks) * (drawn + 1)))
    start = 0
    for at, (slopes, limits) in enumerate(blocks):
        part = slice(start, start + len(limits))
        rows[part, at * drawn : (at + 1) * drawn], rows[part, at - len(blocks)] = slopes, -1.0
        start += len(limits)
    bounds = [(0, None) if one.structure.sums else (None, None)] * (len(blocks) * drawn) + [(0, None)] * len(blocks)
    cost = np.append(np.zeros(len(blocks) * drawn), np.ones(len(blocks)))
    found = linprog(cost, A_ub=rows, b_ub=np.concatenate([limits for _, limits in blocks]), bounds=bounds)
    return (found.x[-len(blocks) :] <= TOLERANCE).tolist()


def demanded(one: Article, stretch: float, without: str | None) -> tuple[np.ndarray, np.ndarray]:
    """What every number told but one demands of those that are drawn: rows and their limits, in hedges.

    In logarithms where the numbers told are products, as they are where they are sums and shares.
    """
    structure = one.structure
    rows, limits = [], []
    for name, told in structure.told.items():
        if name == without:
            continue
        value = float(one.numbers[name].value)
        low, high = ((end / value) ** stretch for end in one.numbers[name].interval)
        over, under = (
            np.array([float(drawn in names.split()) for drawn in structure.drawn]) for names in (told.over, told.under)
        )
        if structure.sums:
            over, wide = told.times * over / value, high - low
            rows += [(over - high * under) / wide, (low * under - over) / wide]
            limits += [0.0, 0.0] if told.under else [high / wide, -low / wide]
        else:
            wide = math.log(high / low) or NARROW
            rows += [(over - under) / wide, (under - over) / wide]
            limits += [math.log(end * value / told.times) / wide * sign for end, sign in ((high, 1), (low, -1))]
    return np.array(rows), np.array(limits)


@dataclass(frozen=True)
class Result:
    """What became of an article: which numbers were named, none where all met."""

    article: Article
    named: tuple[str, ...] | None

    @property
    def outcome(self) -> str:
        """Which of the outcomes it is; of an article without a plant every number is another."""
        if self.named is None:
            return UNNOTICED
        if self.article.planted in self.named:
            return RIGHT if len(self.named) == 1 else AMONG
        return (NONE, WRONG, MISSED)[min(len(self.named), 2)]


Results = Sequence[Result]


@cache
def run(reach: float = 1.0, plant: bool = True, seeds: int = SEEDS, kit: bool = True) -> Results:
    """What becomes of every article, as the kit finds it, or by hand."""
    articles = [article(seed, reach, plant) for seed in range(seeds)]
    return tuple(Result(one, suspects(demands(one)) if kit else by_hand(one)) for one in articles)


def size(factor: float) -> int:
    """By how much a number was multiplied or divided."""
    return round(max(factor, 1 / factor))


def counts(results: Results) -> list[int]:
    """How often each outcome came."""
    found = Counter(result.outcome for result in results)
    return [found[outcome] for outcome in OUTCOMES]


def table(head: str, rows: Iterable[tuple[str, Results]], outcomes: Sequence[str] = OUTCOMES) -> str:
    """A table of counts, a row for each group of articles, without outcomes that are not asked for."""
    shown = [OUTCOMES.index(outcome) for outcome in outcomes]
    lines = [f"| {head} | articles | {' | '.join(outcomes)} |", f"| --- |{' --- |' * (len(outcomes) + 1)}"]
    for name, results in rows:
        found = counts(results)
        lines.append(f"| {name} | {sum(found)} | {' | '.join(str(found[at]) for at in shown)} |")
    return "\n".join(lines)


def by_structure(results: Results) -> list[tuple[str, Results]]:
    """Results of each structure, and of all."""
    groups = [
        (f"{one.title}: {one.relations}", [result for result in results if result.article.structure is one])
        for one in STRUCTURES
    ]
    return [*groups, ("all", results)]


def by_factor(results: Results) -> list[tuple[str, Results]]:
    """Results of each factor."""
    return [(f"× or ÷ {by}", [result for result in results if size(result.article.factor) == by]) for by in FACTORS]


def page(kit: bool = True) -> dict[str, str]:
    """The tables of the page by name. Those of the harsher run are found by hand where there is no time for the kit."""
    told, planted = "what ties the numbers: relations", run()
    sloppy, nothing = run(HARSH, kit=kit), run(HARSH, plant=False, kit=kit)
    blamed = (UNNOTICED, NONE, WRONG, MISSED)
    return {
        "structure": table(told, by_structure(planted)),
        "factor": table("factor", by_factor(planted)),
        "nothing planted": table(told, [("all structures", run(plant=False))], blamed),
        "harsh": table(told, by_structure(sloppy)),
        "harsh, nothing planted": table(told, by_structure(nothing), blamed),
    }


def tables_of(text: str) -> dict[str, str]:
    """The tables that stand in a page, each behind a comment with its name."""
    return dict(re.findall(r"<!-- table: (.*?) -->\n(.*?)\n(?:\n|\Z)", text, re.DOTALL))


if __name__ == "__main__":
    for name, text in page().items():
        print(f"{name}\n\n{text}\n")
