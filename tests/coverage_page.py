"""What Weighbridge says of articles whose truth is known: the tables of docs/coverage.md.

1 600 articles tell numbers that belong together (``made_up``), 400 one number that is drawn from what a case assumes
(``usual_numbers``); each is weighed as it is, and with one number off. Run as a program it prints the tables.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from scipy import special

from made_up import FACTORS, KINDS, Article, Loose, article
from usual_numbers import RELATIONS, Usual, stated_power, usual
from weighbridge.case import Case
from weighbridge.checks import Outcome
from weighbridge.checks.findings import power
from weighbridge.checks.run import Weighing
from weighbridge.verdict.results import Overall
from written_room import GENEROUS, THINGS, TYPICAL, Writing, permitted

PAGE = Path(__file__).parents[1] / "docs" / "coverage.md"
AGREEING, USUAL = 1600, 400
WIDTHS = (TYPICAL, GENEROUS)
CAUGHT = (Outcome.STRAINED, Outcome.FAILS)
ERRORS = 3.0  # standard errors within which a share has to lie
# What a check of how usual a number is may say of true ones: strained or fails, and fails.
ALLOWED = {"at_most": (0.05, 0.005), "at_least": (0.05, 0.005), "equals": (0.10, 0.01)}


# Numbers that belong together.


@dataclass(frozen=True)
class Weighed:
    """An article with its verdict: as written, the worst under any choice, and what that comes to."""

    article: Article
    as_written: Outcome
    worst: Outcome
    overall: Overall


def weighed(one: Article) -> Weighed:
    """An article read and weighed by the kit."""
    verdict = one.case.verify().verdict
    worst = verdict.worst.outcome if verdict.worst else Outcome.CANNOT_TELL
    return Weighed(one, verdict.as_written, worst, verdict.overall)


@cache
def true_ones(count: int = AGREEING) -> tuple[Weighed, ...]:
    """Articles as they are."""
    return tuple(weighed(article(seed)) for seed in range(count))


@cache
def false_ones(count: int = AGREEING) -> tuple[Article, ...]:
    """The same with one number off."""
    return tuple(article(seed).falsified(seed) for seed in range(count))


@cache
def caught_by_hand(one: Article) -> bool:
    """Whether no values within what the numbers permit keep all relations."""
    return not one.fits(TYPICAL)


def size(times: float) -> float:
    """By how much a number was multiplied or divided."""
    return max(times, 1 / times)


# A number that is drawn.


@dataclass(frozen=True)
class Held:
    """A number held against what is usual: the outcome, the same when it is off, and the power that the kit states."""

    true: Usual
    false: Usual
    outcome: Outcome
    outcome_off: Outcome
    power: float


def weighing(case: Case) -> Weighing:
    """The one check of a case as it is written."""
    return Weighing(case.weigher.model, case.draws, case.weigher.model.checks["asked"], case.choices)


@cache
def held(seed: int) -> Held:
    """A true number and the same off by a factor, both weighed by the kit."""
    true = usual(seed)
    false, found = true.falsified(seed), weighing(true.case)
    return Held(true, false, found.outcome, weighing(false.case).outcome, stated_power(false, power(found) or []))


# Hedges that are taken more loosely than usual.


def outside(cue: str, width: str) -> float:
    """With what probability a truth lies outside what a hedge permits, if writers differ as much as readers do.

    A writer means a width that is 10 to the power of sigma Z times the usual one, Z of the standard normal
    distribution, and the truth lies anywhere within it. Outside a width that is W times as wide it lies with the
    probability 1 - W / 10^(sigma Z) where that is above zero; its mean is an integral of the normal distribution.

    >>> round(outside("about", "typical"), 2), round(outside("about", "generous"), 2)
    (0.28, 0.07)
    """
    spread = permitted(cue).sigma * math.log(10)
    start = 0.0 if width == TYPICAL else 1.0  # standard deviations from which a writer means more than the width
    beyond = math.exp(start * spread + spread**2 / 2) * special.ndtr(-start - spread)
    return float(special.ndtr(-start) - beyond)


@cache
def loose_ones(count: int = AGREEING) -> tuple[Article, ...]:
    """True articles whose writers mean more or less by a hedge than is usual."""
    return tuple(article(seed, Loose(spread=True)) for seed in range(count))


def hedges(one: Article) -> list[str]:
    """The names of its numbers that stand behind a word that loosens."""
    return [name for name, number in one.numbers.items() if number.is_hedged]


def allowance(one: Article, width: str) -> float:
    """With what probability at most an article fails: that the truth of any hedged number lies outside its room."""
    return 1 - math.prod(1 - outside(one.numbers[name].cue, width) for name in hedges(one))


def most(shares: Iterable[float]) -> float:
    """How many of so many chances come true at most: their sum and three standard errors."""
    shares = list(shares)
    return sum(shares) + ERRORS * math.sqrt(sum(share * (1 - share) for share in shares))


def truths_outside(articles: Iterable[Article], width: str) -> int:
    """How many hedged numbers have a truth that lies outside what they permit."""
    count = 0
    for one in articles:
        for name in hedges(one):
            low, high = one.numbers[name].room(width)
            count += not low <= one.truths[name] <= high
    return count


# Writers who do otherwise than the kit takes them to.


def careful(value: float, unit: str) -> Writing:
    """As the kit takes writers to write: counts exactly, all else rounded, here to three digits."""
    return Writing.at(value, unit, 0) if unit in THINGS else Writing.rounded(value, unit, 3)


def tens(value: float, unit: str) -> Writing:
    """The same, but counts are rounded to tens without a word."""
    return Writing.at(value, unit, 1) if unit in THINGS and value >= 10 else careful(value, unit)


def dropped(value: float, unit: str) -> Writing:
    """The same, but the digits behind the third are dropped."""
    return careful(value, unit) if unit in THINGS else Writing.cut(value, unit, 3)


def one_digit(value: float, unit: str) -> Writing:
    """The same, but all but counts is rounded to one digit without a word."""
    return careful(value, unit) if unit in THINGS else Writing.rounded(value, unit, 1)


Write = Callable[[float, str], Writing]
WRITERS: dict[str, Write] = {
    "as they are taken to": careful,
    "counts are rounded to tens": tens,
    "digits after the third are dropped": dropped,
    "all but counts is rounded to one digit": one_digit,
}


def written_by(write: Write, one: Article) -> Article:
    """A true article with all numbers bare, written in one way."""
    return replace(one, numbers={name: write(one.truths[name], told.unit) for name, told in one.kind.told.items()})


def otherwise(write: Write, count: int = AGREEING) -> list[Article]:
    """True articles written in one way, as far as that makes a difference to them."""
    found = [article(seed) for seed in range(count)]
    pairs = [(written_by(write, one), written_by(careful, one)) for one in found]
    return [one for one, usual_one in pairs if write is careful or one.numbers != usual_one.numbers]


# The tables.


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as Markdown."""
    lines = [" | ".join(head), " | ".join("---" for _ in head), *(" | ".join(map(str, row)) for row in rows)]
    return "\n".join(f"| {line} |" for line in lines)


def by_kind(groups: Sequence[Article]) -> list[tuple[str, list[Article]]]:
    """Articles of each kind, and all."""
    found = [(kind.title, [one for one in groups if one.kind is kind]) for kind in KINDS]
    return [*found, ("all", list(groups))]


SHOWN = (Outcome.HOLDS, Outcome.THROUGH_ROUNDING, Outcome.CANNOT_TELL, Outcome.FAILS)


def true_table() -> str:
    """What is said of true articles whose numbers belong together."""
    said = {id(one.article): one for one in true_ones()}
    rows = []
    for title, several in by_kind([one.article for one in true_ones()]):
        counts = Counter(said[id(one)].as_written for one in several)
        other = sum(said[id(one)].worst in CAUGHT for one in several)
        rows.append([title, len(several), *(counts[outcome] for outcome in SHOWN), other])
    return table(["what is told", "articles", *SHOWN, "fails under some choice"], rows)


def false_table() -> str:
    """How many articles with one number off are caught, by kind and by factor."""
    rows = []
    for title, several in by_kind(false_ones()):
        cells = []
        for factor in FACTORS:
            off = [one for one in several if math.isclose(size(one.times), factor)]
            cells.append(f"{sum(map(caught_by_hand, off))} of {len(off)}")
        rows.append([title, *cells])
    return table(["what is told", *(f"× or ÷ {factor:g}" for factor in FACTORS)], rows)


def usual_true_table() -> str:
    """What is said of true numbers that are held against what is usual, and what may be."""
    rows = []
    for relation in RELATIONS:
        found = [one.outcome for one in everything_held() if one.true.relation == relation]
        strained, fails = ([share] * len(found) for share in ALLOWED[relation])
        caught, failed = sum(one in CAUGHT for one in found), found.count(Outcome.FAILS)
        rows.append([f"`{relation}`", len(found), caught, int(most(strained)), failed, int(most(fails))])
    return table(["the check", "articles", "strained or fails", "at most", "fails", "at most"], rows)


def everything_held() -> list[Held]:
    """All numbers that are held against what is usual."""
    return [held(seed) for seed in range(USUAL)]


def usual_false_table() -> str:
    """How many numbers that are off are caught, beside what the kit's stated powers promise."""
    groups: list[tuple[str, Callable[[Held], bool]]] = [
        (f"× or ÷ {factor:g}", lambda one, factor=factor: math.isclose(size(one.false.times), factor))
        for factor in FACTORS
    ]
    groups += [(f"`{name}`", lambda one, name=name: one.true.relation == name) for name in RELATIONS]
    return table(["which", "articles", "caught", "as the powers promise"], [usual_false_row(*one) for one in groups])


def usual_false_row(title: str, belongs: Callable[[Held], bool]) -> list[object]:
    """A row of that table: the promise is a sum of powers, give or take three standard errors."""
    found = [one for one in everything_held() if belongs(one)]
    promised, error = expected([one.power for one in found])
    return [title, len(found), sum(one.outcome_off in CAUGHT for one in found), f"{promised:.0f} ± {error:.0f}"]


def expected(shares: Sequence[float]) -> tuple[float, float]:
    """How many of so many chances come true, and three standard errors of that."""
    return sum(shares), most(shares) - sum(shares)


def loose_table() -> str:
    """True articles by writers who mean more or less by their hedges: what fails, and what may."""
    several, rows = [one for one in loose_ones() if hedges(one)], []
    for width in WIDTHS:
        chances = [outside(one.numbers[name].cue, width) for one in several for name in hedges(one)]
        fail = sum(not one.fits(width) for one in several)
        may = most(allowance(one, width) for one in several)
        outer = truths_outside(several, width)
        rows.append([width, len(chances), outer, int(most(chances)), len(several), fail, int(may)])
    head = ["width", "hedged numbers", "truth outside", "at most", "articles with one", "fail", "at most"]
    return table(head, rows)


def otherwise_table() -> str:
    """True articles by writers who do otherwise than the kit takes them to, and how many fail."""
    rows = []
    for title, write in WRITERS.items():
        several = otherwise(write)
        rows.append([title, len(several), *(sum(not one.fits(width) for one in several) for width in WIDTHS)])
    return table(
        ["what writers do", "articles that it changes", *(f"fail by the {width} width" for width in WIDTHS)], rows
    )


def page() -> dict[str, str]:
    """The tables of the page by name."""
    return {
        "true": true_table(),
        "false": false_table(),
        "usual, true": usual_true_table(),
        "usual, false": usual_false_table(),
        "looser": loose_table(),
        "otherwise": otherwise_table(),
    }


def tables_of(text: str) -> dict[str, str]:
    """The tables that stand in a page, each behind a comment with its name."""
    return dict(re.findall(r"<!-- table: (.*?) -->\n(.*?)\n(?:\n|\Z)", text, re.DOTALL))


if __name__ == "__main__":
    for name, text in page().items():
        print(f"<!-- table: {name} -->\n{text}\n")
