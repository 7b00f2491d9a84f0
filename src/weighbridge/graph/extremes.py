"""The least and the greatest value of a formula over a box of its inputs.

Where slopes or elasticities show that it runs one way in every input, they are its values at two corners. Where they do
not, the formula is written as a quotient of polynomials, in which all that cancels out is gone: it may be a number, or
run one way after all, by slopes that are exact. What is left is searched by branch and bound. Both have a budget; where
it is spent, the ends enclose all the same, but may lie farther apart than they need to.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, reduce

from ..base import Budget, pay
from ..uncertainty import MOST_SPLITS, Box, Enclosure, Interval, Search, negative, tighter
from .box import Domain, Known, one_way
from .cancellation import Cancelled
from .formula import Apply, Expression, Name, Number, names_in, walk
from .nodes import Relation
from .quotients import Polynomial, Quotient

MOST_WORK = 56_000  # operations of interval arithmetic, to search for one end: hundreds of splits of a small formula
LEAST_SPLITS = 4
EVALUATIONS = 4  # of the formula for each split: either half, and the middle of either
TOGETHER = 8  # inputs of which the slopes cost as much as one operation
Runs = Mapping[str, Interval]  # of inputs, the ends of a slope or an elasticity of one sign


@dataclass(frozen=True)
class Ends:
    """Between which values an expression lies; and whether it comes to them, as far as the search was to tell."""

    low: float
    high: float
    is_tight: bool = True


def extremes(domain: Domain, expression: Expression, free: frozenset[str], known: Known) -> Ends:
    """The least and the greatest value of an expression.

    Args:
        free: the inputs and shares that can be set without regard to the others.
        known: enclosures over this very box that were found before.

    Raises:
        NoBounds: the expression is not known to be a number all over the box.
    """
    met = dict(known)
    whole = domain.enclosure(expression, met)
    pay((1 + len(met)) * (1 + len(whole.slopes) // TOGETHER))
    runs = _plain_runs(domain, expression, free, whole)
    if runs is not None:
        try:
            return Ends(*domain.at_ends(expression, runs))
        except (ArithmeticError, ValueError):  # too large for a number: the enclosures have an end all the same
            pass
    return _BothWays(domain, expression, free, whole).extremes()


def one_way_runs(domain: Domain, expression: Expression, free: frozenset[str], known: Known) -> Runs | None:
    """In which inputs an expression is known to rise or to fall over the whole box; none where that isn't known of all.

    Args:
        free: the inputs and shares that can be set without regard to the others.
        known: enclosures over this very box that were found before.

    Returns:
        of each such input the ends of a slope or an elasticity; what does not matter is left out.

    Raises:
        NoBounds: the expression is not known to be a number all over the box.
    """
    whole = domain.enclosure(expression, dict(known))
    runs = _plain_runs(domain, expression, free, whole)
    return runs if runs is not None else _BothWays(domain, expression, free, whole).runs_of_all


def _plain_runs(domain: Domain, expression: Expression, free: frozenset[str], whole: Enclosure) -> Runs | None:
    """The same as far as slopes and elasticities of the formula as it is written show it."""
    runs = whole.slopes if one_way(whole.slopes) else domain.elasticities(expression)
    return runs if runs is not None and one_way(runs) and free.issuperset(runs) else None


@dataclass(frozen=True)
class _BothWays:
    """A formula that runs both ways in some input, as far as its slopes and elasticities show."""

    domain: Domain
    expression: Expression
    free: frozenset[str]
    whole: Enclosure

    def extremes(self) -> Ends:
        """By what is left once all that cancels out is gone, else by search."""
        if self._quotient is not None and self._quotient.value is not None:
            value = float(self._quotient.value)
            return Ends(value, value)
        runs = self.runs_of_all
        if runs is not None:
            try:
                return Ends(*self.domain.at_ends(self._forms[-1], runs))
            except (ArithmeticError, ValueError):
                pass
        return self._searched()

    @property
    def runs_of_all(self) -> Runs | None:
        """Of all inputs that are left, how it runs in them; none where that isn't known of each."""
        if self._quotient is not None and self._quotient.value is not None:
            return {}
        runs = self._runs
        moved = {name for name in self._uses(self._forms[-1]) if self.domain.box[name][0] < self.domain.box[name][1]}
        return {name: runs[name] for name in moved} if moved <= runs.keys() & self.free else None

    @cached_property
    def _quotient(self) -> Quotient | None:
        """The formula as a quotient of polynomials in what the box holds; none where it is too large to be one."""
        return Cancelled(self.domain).quotient(self.expression)

    @cached_property
    def _forms(self) -> tuple[Expression, ...]:
        """The formula as it is written; and what is left of it, where that uses its inputs fewer times."""
        if self._quotient is None:
            return (self.expression,)
        try:
            left = self._quotient.expression
            self.domain.enclosure(left)
        except ArithmeticError:  # written out, it grows beyond all bounds, or may be divided by zero
            return (self.expression,)
        fewer = self._uses(left).total() < self._uses(self.expression).total()
        return (self.expression, left) if fewer else (self.expression,)

    def _uses(self, expression: Expression) -> Counter[str]:
        """How often each input and share of the box is used."""
        return self.domain.folded(expression, _Uses, self._use)

    def _use(self, name: str, value_of: Callable[[str], Counter[str]]) -> Counter[str]:
        if name in self.domain.box:
            return Counter([name])
        return sum((value_of(part) for part in self.domain.rest_of(name)[1]), Counter())

    @cached_property
    def _runs(self) -> Mapping[str, Interval]:
        """The inputs in which it is known to run one way, each with the ends of a slope or an elasticity there."""
        runs = dict(self._shown_runs)
        for name in self._slopes:
            sign = self._sign_of_slope(self._slopes[name])
            runs.update({name: (sign, sign)} if sign else {})
        return runs

    @cached_property
    def _shown_runs(self) -> Mapping[str, Interval]:
        """The same as far as slopes and elasticities show it, of the formula as it is written and of what is left."""
        found = [self.whole.slopes]
        if len(self._forms) > 1:
            left = self._forms[-1]
            found += [self.domain.enclosure(left).slopes, self.domain.elasticities(left) or {}]
        return {name: ends for slopes in found for name, ends in slopes.items() if ends[0] >= 0 or ends[1] <= 0}

    @cached_property
    def _slopes(self) -> Mapping[str, Quotient]:
        """The exact slopes in all other inputs, as far as these stand in no root, logarithm or the like."""
        quotient, found = self._quotient, {}
        if quotient is None:
            return {}
        inside = {name for one in quotient.symbols if not isinstance(one, Name) for name in names_in(one)}
        cancelled = Cancelled(self.domain)
        for name in sorted(self._uses(self.expression).keys() - inside - self._shown_runs.keys()):
            slope = cancelled.slope(self.expression, name)
            try:
                if slope is not None:
                    self.domain.enclosure(slope.expression)
                    found[name] = slope
            except ArithmeticError:  # too large a number, or divided by what may be nothing once written out
                pass
        return found

    def _sign_of_slope(self, slope: Quotient) -> float:
        """1 or −1, where a slope has one sign all over the box, else 0."""
        try:
            signs = [self._sign(one) for one, power in slope.powers.items() if power % 2]
            return math.prod(signs) * (1.0 if slope.scale >= 0 else -1.0)
        except ArithmeticError:
            return 0.0

    def _sign(self, polynomial: Polynomial) -> float:
        """1 or −1, where it does not change its sign over the box, else 0; nothing at all counts as above zero."""
        found = self.domain.enclosure(polynomial.expression)
        low, high = found.low, found.high
        if low < 0 < high and one_way(found.slopes) and self.free.issuperset(found.slopes):
            low, high = self.domain.at_ends(polynomial.expression, found.slopes)
        return 1.0 if low >= 0 else -1.0 if high <= 0 else 0.0

    def _searched(self) -> Ends:
        """By branch and bound, over the inputs in which it is not known to run one way."""

        exact = {name: slope.expression for name, slope in self._slopes.items() if name not in self._runs}

        def upright(box: Box) -> Enclosure:
            """Where the formula lies over a part of the box, with exact slopes where these are known."""
            part = replace(self.domain, box=box)
            found = reduce(tighter, map(part.enclosure, self._forms))
            steep = {name: part.enclosure(exact[name]) for name in found.slopes.keys() & exact.keys()}
            return tighter(
                found, replace(found, slopes={**found.slopes, **{n: (s.low, s.high) for n, s in steep.items()}})
            )

        def turned(box: Box) -> Enclosure:
            """The same of the formula with the other sign, whose least value is the greatest of the formula."""
            return negative(upright(box))

        least, most = dict(self.domain.box), dict(self.domain.box)
        for name, (low, _) in self._runs.items():
            if name in self.free:
                first, last = self.domain.box[name] if low >= 0 else self.domain.box[name][::-1]
                least[name], most[name] = (first, first), (last, last)
        size = sum(map(self._size, (*self._forms, *exact.values())))
        splits = self.domain.share_of(MOST_WORK) // (EVALUATIONS * size)
        budgets = [Budget(max(LEAST_SPLITS, min(MOST_SPLITS, splits))) for _ in range(2)]
        low = Search(upright, self.free, budgets[0]).minimum(least, upright(least))
        high = -Search(turned, self.free, budgets[1]).minimum(most, turned(most))
        pay(EVALUATIONS * size * sum(budget.spent for budget in budgets))
        return Ends(low, high, not any(budget.is_spent for budget in budgets))

    def _size(self, expression: Expression) -> int:
        """How many operations an enclosure of an expression takes, each the dearer the more inputs it has."""
        met: dict[str, Counter[str]] = {}
        inputs = self.domain.folded(expression, _Uses, self._use, met)
        nodes = (self.domain.model.node(name, self.domain.choices) for name in met)
        formulas = (expression, *(node.expression for node in nodes if isinstance(node, Relation)))
        many = sum(isinstance(part, Apply) for formula in formulas for part in walk(formula))
        return max(1, many) * (1 + len(inputs) // TOGETHER)


@dataclass(frozen=True)
class _Uses:
    """The algebra of how often each input is used."""

    value_of: Callable[[str], Counter[str]]

    def number(self, number: Number) -> Counter[str]:
        return Counter()

    def name(self, name: str) -> Counter[str]:
        return self.value_of(name)

    def apply(self, operation: str, arguments: list[Counter[str]]) -> Counter[str]:
        return sum(arguments, Counter())
