"""What was it then? The interval of true values that the evidence and the claim leave together.

Before the claim, the truth is distributed as the case draws the computed side of a *typical* check. The claim changes
that by Bayes' theorem: with a probability that is called trust the number is right within its words, that is within the
room of the stated side, and otherwise it is a mistake of a stated kind (``mistakes.csv``). Trust is never one hidden
number; results are given for each on a grid.

With x the logarithm of what is stated over the truth, a draw of the truth and of the room weighs trust · K(x) where
the number is right, with K a kernel around x = 0, and (1 − trust) · m(x) where it is not, with m the density of the
mistake. What is within the kernel and not at x = 0 is moved there by the regression of the truth on x (M. A. Beaumont,
W. Zhang, D. J. Balding, "Approximate Bayesian computation in population genetics", Genetics 162, 2002, 2025-2035),
which is exact for normal logarithms. No density of either side is needed by itself, so the two may share inputs.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from ..base import Faults, RemediedError, suggestion
from ..checks import Figure, Weighing
from ..graph import Draws, Kind, ModelError, Name, outer_bounds
from ..text import factor, show, significant
from ..uncertainty import Estimate, over_randomisations, quantiles
from ..verdict import Weigher
from .results import Silence, TrueValue, TrueValues

TABLE = Path(__file__).with_name("mistakes.csv")
TRUSTS = (0.10, 0.25, 0.50, 0.75, 0.90)
ENDS = (0.025, 0.5, 0.975)
POINTS = 2**13  # a randomisation: a kernel sees a part of the draws
FEWEST = 1000  # draws without which there is no density
NEAR = 0.1  # half-width of the kernel, as a share of the spread of the logarithms
EFFECTIVE = 100.0  # as many equally heavy draws at least (L. Kish, Survey Sampling, 1965)
QUARTILES = 1.349  # of a normal distribution lie so many standard deviations apart


@dataclass(frozen=True)
class Mistake:
    """A kind of mistake: how the logarithm of what is stated over the truth is distributed where a number isn't right.

    Attributes:
        name: as results name it.
        times_too_high: the median of stated over true; none where the number is unrelated to the truth.
        give_or_take: the geometric standard deviation of stated over true, a factor above one; none likewise.
        assumed: the same in words, as it stands after *is*.
        reason: why it is taken so.
    """

    name: str
    times_too_high: float | None
    give_or_take: float | None
    assumed: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        if (self.times_too_high is None) != (self.give_or_take is None):
            raise RemediedError(f"mistake `{self.name}` has one of two figures", "give both, or neither of them")
        if self.times_too_high is not None and not 0 < self.times_too_high < math.inf:
            raise RemediedError(f"mistake `{self.name}`: {self.times_too_high:g} times too high", "give more than zero")
        if self.give_or_take is not None and not 1 < self.give_or_take < math.inf:
            raise RemediedError(
                f"mistake `{self.name}`: give or take a factor of {self.give_or_take:g}", "give a factor above one"
            )

    @property
    def is_unrelated(self) -> bool:
        """Whether the number has nothing to do with the truth."""
        return self.times_too_high is None

    def weights(self, off: np.ndarray, right: np.ndarray) -> np.ndarray:
        """How heavy each draw is where the number is such a mistake.

        A number that is unrelated to the truth is spread as the evidence with the room of the claim: its density at
        what is stated is that of a right one, averaged over the truth.

        Args:
            off: the logarithm of stated over true, shape (randomisations, points).
            right: how heavy each draw is where the number is right, same shape.
        """
        if self.times_too_high is None or self.give_or_take is None:
            return np.broadcast_to(right.mean(axis=1, keepdims=True), right.shape)
        spread = math.log(self.give_or_take)
        standard = (off - math.log(self.times_too_high)) / spread
        return np.exp(-0.5 * np.square(standard)) / (spread * math.sqrt(2 * math.pi))


@cache
def mistakes_table() -> dict[str, Mistake]:
    """The kinds of mistake by name, an editorial choice each; with the reason for it."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["mistake"]: _mistake(**row) for row in csv.DictReader(lines)}


def _mistake(mistake: str, times_too_high: str, give_or_take: str, assumed: str, reason: str) -> Mistake:
    figures = (float(one) if one else None for one in (times_too_high, give_or_take))
    return Mistake(mistake, *figures, assumed, reason)


def true_values(
    weigher: Weigher,
    check: str,
    choices: Mapping[str, str] | None = None,
    trusts: Sequence[float] = TRUSTS,
    mistakes: Sequence[str | Mistake] | None = None,
) -> TrueValues:
    """The true value of what a check states, for every trust in the source and every kind of mistake.

    Args:
        choices: those that differ from the case as written.
        trusts: probabilities that the number is right within its words, before any evidence.
        mistakes: by name, or kinds of one's own; all of ``mistakes.csv`` where none are given.

    Raises:
        Faults: a trust outside 0 to 1, an unknown kind of mistake, or none of either.
        ModelError: there is no such check.
    """
    kinds = _asked(trusts, mistakes)
    model, asked = weigher.model, weigher.model.check(check)
    taken = {**model.reference, **(choices or {})}
    weighing = Weighing(model, weigher.draws, asked, taken)
    found = TrueValues(
        check=check,
        choices={choice: option for choice, option in taken.items() if option != model.reference.get(choice)},
        quantity=asked.stated,
        unit=show(model.units[asked.stated]),
    )
    try:
        silent = _silence(weighing)
        return found.model_copy(update={"silent": silent} if silent else _told(weigher, weighing, trusts, kinds))
    except ModelError:
        return found.model_copy(update={"silent": Silence.NOT_A_NUMBER})


def _asked(trusts: Sequence[float], mistakes: Sequence[str | Mistake] | None) -> list[Mistake]:
    """The kinds of mistake that are asked for, where nothing is wrong with what is asked."""
    table = mistakes_table()
    named = list(table) if mistakes is None else list(mistakes)
    wrong = [
        RemediedError(f"a trust of {trust:g} is not a probability", "give numbers from 0 to 1, such as 0.5")
        for trust in trusts
        if not 0 <= trust <= 1
    ]
    wrong += [
        RemediedError(f"unknown kind of mistake `{one}`", suggestion(one, table))
        for one in named
        if isinstance(one, str) and one not in table
    ]
    if not trusts:
        wrong.append(RemediedError("no trust is given", "give one or more numbers from 0 to 1"))
    if not named:
        wrong.append(RemediedError("no kind of mistake is given", f"name one or more of {', '.join(table)}"))
    if wrong:
        raise Faults(wrong)
    return [table[one] if isinstance(one, str) else one for one in named]


def _silence(weighing: Weighing) -> Silence | None:
    """Why nothing can be given, as far as that is known before anything is drawn."""
    check, model, choices = weighing.check, weighing.model, weighing.choices
    if check.kind != Kind.TYPICAL:
        return Silence.NO_DISTRIBUTION
    if weighing.states_a_direction:
        return Silence.DIRECTION
    if not weighing.scale.is_ratio:
        return Silence.NO_MULTIPLES
    if weighing.samples or not any(model.has_width(one, choices) for one in model.leaves(check.computed, choices)):
        return Silence.NO_DISTRIBUTION
    return None


def _told(weigher: Weigher, weighing: Weighing, trusts: Iterable[float], kinds: Iterable[Mistake]) -> dict[str, object]:
    """The evidence by itself, and the value for each trust and mistake with which there is one."""
    name, choices = weighing.check.stated, weighing.choices
    side, unit = weigher.side(name, choices), factor(weighing.model.units[name])
    draws = _dense(weighing.enough)
    if draws.size < FEWEST:
        return {"silent": Silence.FEW_DRAWS}
    evidence = Evidence(*(draws.of(one, choices) / unit for one in (weighing.check.computed, name)))
    if evidence.nearness is None:
        return {"silent": Silence.NO_DISTRIBUTION}
    low, high = outer_bounds(weighing.model, Name(name), choices)
    least = (low if low > 0 else high) / unit
    found = {(mistake.name, trust): evidence.left(trust, mistake, least) for mistake in kinds for trust in trusts}
    values = [value for value in found.values() if value]
    written = side.as_written
    return {
        "stated": written[0] if written and written[0] == written[1] else None,
        "least": significant(least),
        "without_the_claim": tuple(map(Figure.of, quantiles(evidence.truth, ENDS))),
        "values": values,
        "excluded": list(dict.fromkeys(mistake for (mistake, _), value in found.items() if value is None)),
        "silent": None if values else Silence.EXCLUDED,
    }


def _dense(draws: Draws) -> Draws:
    """Draws of which those near one value are still many; as they are where their number is fixed."""
    settings = draws.settings
    return draws if settings.digits is None else draws.finer(max(settings.points, min(POINTS, settings.most_points)))


@dataclass(eq=False)
class Evidence:
    """What a case draws of the truth and of the room of the claim; shape (randomisations, points) each, in one unit."""

    truth: np.ndarray
    stated: np.ndarray

    def left(self, trust: float, mistake: Mistake, least: float) -> TrueValue | None:
        """What evidence and claim leave; None where they exclude each other, as hardly a draw fits both."""
        left = self.weighted(trust, mistake)
        if not left.effective >= EFFECTIVE:
            return None
        is_right = np.arange(self._values.shape[1]) < self.truth.shape[1]
        heaviest = trust * self._peak
        low, median, high = (Figure.of(left.quantile(level)) for level in ENDS)
        as_much = self._values >= least if least > 0 else self._values <= least
        return TrueValue(
            trust=trust,
            mistake=mistake.name,
            still_right=Figure.of(left.share(is_right[None, :], heaviest)),
            median=median,
            low=low,
            high=high,
            reaches=Figure.of(left.share(as_much, heaviest)),
        )

    def weighted(self, trust: float, mistake: Mistake) -> Weighted:
        """The truth as it may be where the number is right, then as it may be where it is not, each with its weight."""
        weights = trust * self._right, (1 - trust) * mistake.weights(self._off, self._right)
        return Weighted(self._values, np.concatenate(weights, axis=1), self._order)

    @cached_property
    def nearness(self) -> float | None:
        """The half-width of the kernel on the scale of logarithms; None where both sides take a few values only.

        The ratio of two sides is as smooth as the wider of those that are smooth, unless they move together.
        """
        smooth = [side for side in (self.truth, self.stated) if not _has_steps(side)]
        spreads = [_spread(np.log(np.abs(side[side != 0]))) for side in smooth]
        return NEAR * min(max(spreads), _spread(self._off)) if spreads else None

    @cached_property
    def _off(self) -> np.ndarray:
        """The logarithm of stated over true; infinite where these have not the same sign."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.truth * self.stated > 0, np.log(self.stated / self.truth), np.inf)

    @property
    def _peak(self) -> float:
        return 0.75 / (self.nearness or math.inf)

    @cached_property
    def _right(self) -> np.ndarray:
        """How heavy each draw is where the number is right (V. A. Epanechnikov, Theory Probab. Appl. 14, 1969)."""
        return self._peak * np.maximum(0.0, 1 - np.square(self._off / (self.nearness or math.inf)))

    @cached_property
    def _moved(self) -> np.ndarray:
        """The truth where the number is right: draws within the kernel, moved to where true and stated are the same.

        A side that takes a few values only keeps them; nothing is moved beyond what the claim's words allow.
        """
        if _has_steps(self.truth):
            return self.truth
        if _has_steps(self.stated):
            return self.stated
        both = np.isfinite(self._off)
        off = self._off[both]
        varying = off.var()
        slope = -np.cov(np.log(np.abs(self.truth[both])), off)[0, 1] / varying if varying else 0.0
        moved = self.truth * np.exp(slope * np.where(self._right > 0, self._off, 0.0))
        return np.clip(moved, self.stated.min(), self.stated.max())

    @cached_property
    def _values(self) -> np.ndarray:
        """What the truth may be where the number is right, and where it is not; twice as many points."""
        return np.concatenate([self._moved, self.truth], axis=1)

    @cached_property
    def _order(self) -> np.ndarray:
        return np.argsort(self._values, axis=None)


@dataclass(eq=False)
class Weighted:
    """Draws that have weights: their quantiles and the shares of them, with numerical uncertainty.

    Attributes:
        values: shape (randomisations, points).
        weights: same shape.
        order: the places of the values in ascending order, all randomisations in a row.
    """

    values: np.ndarray
    weights: np.ndarray
    order: np.ndarray

    @cached_property
    def total(self) -> float:
        """The sum of all weights."""
        return float(self.weights.sum())

    @property
    def effective(self) -> float:
        """How many draws of one weight would say as much (L. Kish, Survey Sampling, 1965)."""
        squares = float(np.square(self.weights).sum())
        return self.total**2 / squares if squares else 0.0

    def share(self, hits: np.ndarray, heaviest: float = 0.0) -> Estimate:
        """The share of the weight that hits, a ratio of two means: its uncertainty is that of what is left over.

        Args:
            hits: shape (randomisations, points), or one that can be broadcast to it.
            heaviest: the most that one draw can weigh; three such draws may have been missed (the rule of three).
        """
        hit, every = (self.weights * hits).sum(axis=1), self.weights.sum(axis=1)
        share = float(hit.sum() / every.sum())
        found = over_randomisations(share + (hit - share * every) / every.mean())
        return Estimate(share, max(found.numerical_uncertainty, 3 * heaviest / self.total))

    def quantile(self, level: float) -> Estimate:
        """The value below which a share of the weight lies; its uncertainty found on the scale of probability."""
        value = self._at(level)
        slack = self.share(self.values <= value).numerical_uncertainty
        return Estimate(value, max(value - self._at(level - slack), self._at(level + slack) - value))

    def _at(self, level: float) -> float:
        place = int(np.searchsorted(self._below, level * self.total))
        return float(self.values.ravel()[self.order[min(place, self.order.size - 1)]])

    @cached_property
    def _below(self) -> np.ndarray:
        return np.cumsum(self.weights.ravel()[self.order])


def _has_steps(draws: np.ndarray) -> bool:
    """Whether many draws have the same value, so that there is no density."""
    some = np.sort(draws[0])
    return bool(np.count_nonzero(np.diff(some)) < some.size / 2)


def _spread(draws: np.ndarray) -> float:
    """The standard deviation, or what the quartiles make of it where that is less: far tails widen no kernel."""
    finite = draws[np.isfinite(draws)]
    if not finite.size:
        return 0.0
    first, third = np.quantile(finite, (0.25, 0.75))
    return float(min(finite.std(), (third - first) / QUARTILES) or finite.std())
