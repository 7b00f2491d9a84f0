"""Whether likelihood ratios mean what they say: the tables of docs/strength.md.

2 000 articles tell a number that is honest or off by a known factor, with even chances (``honest_numbers``). What the
kit gives for each is then the odds that it is honest. Run as a program it prints the tables.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy import special

from coverage_page import table
from honest_numbers import LAWS, Honest, density, honest, odds, of_few_origins, otherwise
from made_up import FACTORS
from weighbridge.checks import Error
from weighbridge.strength.results import LikelihoodRatio

PAGE = Path(__file__).parents[1] / "docs" / "strength.md"
ARTICLES, OTHERWISE, ORIGINS = 2000, 300, 600
# Odds between which lie those that are said to be 1 : 9, 1 : 3 and so on: halfway, on the scale of logarithms.
NAMED = (1 / 20, 1 / 9, 1 / 3, 1.0, 3.0, 9.0, 20.0)
ENDS = (0.0, *(math.sqrt(low * high) for low, high in pairwise(NAMED)), math.inf)
TITLES = ("1 : 20 or less", "1 : 9", "1 : 3", "1 : 1", "3 : 1", "9 : 1", "20 : 1 or more")
LEVEL = 1 - 0.05 / len(TITLES)  # of each interval, so that all of them hold at 95 %
ERRORS = 3.0  # standard errors within which a score has to lie


@dataclass(frozen=True)
class Said:
    """What is said of an article: the odds that it is honest, and whether it is."""

    article: Honest
    ratio: LikelihoodRatio
    odds: float

    @property
    def chance(self) -> float:
        """The probability that it is honest."""
        return self.odds / (1 + self.odds)

    @property
    def is_honest(self) -> bool:
        """Whether it is."""
        return self.article.is_honest


def said(articles: Iterable[Honest]) -> tuple[Said, ...]:
    """What the kit says of articles; without those of which it says nothing."""
    found = [(one, one.ratio) for one in articles]
    known = [(one, ratio, odds(ratio)) for one, ratio in found if ratio is not None]
    return tuple(Said(one, ratio, chances) for one, ratio, chances in known if chances is not None)


@cache
def everything_said(count: int = ARTICLES) -> tuple[Said, ...]:
    """What is said of all articles of which anything is."""
    return said(honest(seed) for seed in range(count))


# Scores.


@dataclass(frozen=True)
class Forecasts:
    """Probabilities that something is so, and whether it is; shape (forecasts,)."""

    chances: np.ndarray
    came_true: np.ndarray

    @classmethod
    def of(cls, several: Sequence[Said], turned: Callable[[Said], float] = lambda one: one.chance) -> Forecasts:
        """Those of some articles; ``turned`` makes other probabilities of what is said."""
        return cls(np.array([turned(one) for one in several]), np.array([float(one.is_honest) for one in several]))

    @property
    def brier(self) -> float:
        """The mean squared error (G. W. Brier, Monthly Weather Review 78, 1950, 1-3), a proper score."""
        return float(np.mean((self.came_true - self.chances) ** 2))

    @property
    def expected_brier(self) -> float:
        """What it is on average where the probabilities are right."""
        return float(np.mean(self.chances * (1 - self.chances)))

    @property
    def logarithmic(self) -> float:
        """The mean of −log2 of the probability of what came true (I. J. Good 1952), in bits: 1 for even chances."""
        return float(-np.mean(np.log2(np.where(self.came_true > 0, self.chances, 1 - self.chances))))

    @property
    def z(self) -> float:
        """By how many standard errors the Brier score is off what it should be (D. J. Spiegelhalter 1986)."""
        p, slope = self.chances, 1 - 2 * self.chances
        return float(((self.came_true - p) * slope).sum() / math.sqrt((slope**2 * p * (1 - p)).sum()))


def interval(true: int, many: int, level: float = LEVEL) -> tuple[float, float]:
    """The interval of a probability of which so many of so many came true (C. J. Clopper, E. S. Pearson 1934)."""
    beyond = (1 - level) / 2
    low = special.betaincinv(true, many - true + 1, beyond) if true else 0.0
    high = special.betaincinv(true + 1, many - true, 1 - beyond) if true < many else 1.0
    return float(low), float(high)


def bins(several: Sequence[Said]) -> list[tuple[str, list[Said]]]:
    """Articles by the odds that are said of them."""
    return [
        (title, [one for one in several if low <= one.odds < high])
        for title, (low, high) in zip(TITLES, pairwise(ENDS), strict=True)
    ]


# The tables.


def bins_table(several: Sequence[Said]) -> str:
    """How many of those that are said to be 9 : 1 are honest."""
    rows = []
    for title, found in bins(several):
        true, many = sum(one.is_honest for one in found), len(found)
        low, high = interval(true, many) if many else (0.0, 1.0)
        mean = f"{np.mean([one.chance for one in found]):.1%}" if found else ""
        rows.append([title, many, mean, true, f"{true / many:.1%}" if many else "", f"{low:.1%} to {high:.1%}"])
    return table(["said to be", "articles", "which means", "are honest", "of them", "which leaves open"], rows)


def score_row(title: str, several: Sequence[Said], turned: Callable[[Said], float] | None = None) -> list[object]:
    """The scores of some articles."""
    one = Forecasts.of(several, turned) if turned else Forecasts.of(several)
    return [
        title,
        len(several),
        f"{one.brier:.3f}",
        f"{one.expected_brier:.3f}",
        f"{one.z:+.1f}",
        f"{one.logarithmic:.2f}",
    ]


SCORES = ["which", "articles", "Brier score", "if right", "standard errors off", "logarithmic score, bits"]


# By law, by factor and by direction.
GROUPS: dict[str, Callable[[Honest], bool]] = {
    **{name: lambda one, name=name: one.kind == name for name in LAWS},
    **{f"× or ÷ {factor:g}": lambda one, factor=factor: one.factor == factor for factor in FACTORS},
    **{f"may be {error}": lambda one, error=error: one.error == error for error in Error},
}


def groups() -> list[tuple[str, list[Said]]]:
    """The articles of each group, and all."""
    every = everything_said()
    found = [(title, [one for one in every if belongs(one.article)]) for title, belongs in GROUPS.items()]
    return [*found, ("all", list(every))]


def scores_table() -> str:
    """The scores by law, by factor and by direction."""
    return table(SCORES, [score_row(*group) for group in groups()])


def exact(one: Said) -> float:
    """The likelihood ratio by quadrature over the room of the number; infinite, or zero, where one side has nothing."""
    low, high = one.article.number.room()
    room = low + (high - low) * (np.arange(400) + 0.5) / 400
    h = lambda multiple: float(np.mean(density(one.article.law, room * multiple) * room * multiple))  # noqa: E731
    stated, off = h(1.0), h(1 / one.article.factor if one.article.error == Error.TOO_HIGH else one.article.factor)
    return stated / off if off else math.inf if stated else math.nan


def is_within(one: Said) -> bool:
    """Whether the exact ratio lies between the ends that the kit gives."""
    ratio, value = one.ratio, exact(one)
    return math.isnan(value) or ratio.least * (1 - 1e-6) <= value <= (
        math.inf if ratio.most is None else ratio.most
    ) * (1 + 1e-6)


def quadrature_table() -> str:
    """How near the ratios are to quadrature, by law; a table of values has a formula instead of draws."""
    rows = []
    for name in LAWS[:-1]:
        several = [one for one in everything_said() if one.article.kind == name]
        figures = [one for one in several if one.ratio.ratio is not None]
        off = [abs(one.odds / exact(one) - 1) for one in figures if exact(one)]
        within = sum(map(is_within, several))
        rows.append(
            [name, len(several), within, len(figures), f"{np.median(off):.1%}", f"{np.quantile(off, 0.95):.1%}"]
        )
    head = ["law", "articles", "within the ends", "with a figure", "off by, in the middle", "off by, 19 in 20"]
    return table(head, rows)


def otherwise_table() -> str:
    """The same where a case assumes another law than that of the truth, between the same ends."""
    rows = []
    for name in ("uniform", "triangular", "pert"):
        rows += [score_row(f"{name} is assumed, {other} is so", several) for other, several in other_laws(name)]
    return table(SCORES, rows)


@cache
def other_laws(assumed: str) -> list[tuple[str, tuple[Said, ...]]]:
    """What is said of articles whose loads follow another law than the case assumes."""
    return [
        (other, said(otherwise(seed, assumed, other) for seed in range(OTHERWISE)))
        for other in ("uniform", "triangular", "pert")
        if other != assumed
    ]


# How much of the variance of a table's values lies between their origins.
BETWEEN = {"none": 0.0, "half": 0.5, "all": 1.0}


@cache
def of_origins(between: float) -> tuple[Said, ...]:
    """What is said by tables of 12 values of 4 origins."""
    return said(of_few_origins(seed, between) for seed in range(ORIGINS))


def cautious(one: Said) -> float:
    """The probability by that end of a ratio which lies nearer to even odds; one half where even odds lie within."""
    most = math.inf if one.ratio.most is None else one.ratio.most
    end = max(one.ratio.least, 1.0) if one.odds > 1 else min(most, 1.0)
    return end / (1 + end)


def origins_table() -> str:
    """The scores by tables of which the rows of one origin are alike, by the figure and by the cautious end."""
    rows = []
    for name, between in BETWEEN.items():
        several = of_origins(between)
        rows.append(score_row(f"{name}: the figure", several))
        rows.append(score_row(f"{name}: the end nearer to even odds", several, cautious))
    return table(["of the variance between origins", *SCORES[1:]], rows)


def page() -> dict[str, str]:
    """The tables of the page by name."""
    return {
        "odds": bins_table(everything_said()),
        "scores": scores_table(),
        "quadrature": quadrature_table(),
        "otherwise": otherwise_table(),
        "origins": origins_table(),
    }


if __name__ == "__main__":
    for name, text in page().items():
        print(f"<!-- table: {name} -->\n{text}\n")
