"""Rates that are converted twice: a formula multiplies by 365, and its unit turns days into years by itself.

A formula is taken apart into its terms: of each, the units of time of what goes in, and the bare numbers that multiply
or divide it. Where these units differ from those that are declared, the unit converts; a bare number that is such a
conversion too (12, 24, 30, 365) then converts once more. A number with a unit (``365 day/year``) is no bare one.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product

from ..base import RemediedError, pint
from ..graph import Check, Comparison, Input, Key, Node, Number, Relation, fold
from ..text import (
    CalendarUnit,
    factor,
    listed,
    parse_unit,
    powers_of_time,
    same_kind,
    size_of_unit,
    unit_names,
    without_suffix,
)
from .cross_checks import Fault, option_path
from .located_yaml import Keys

Nodes = Mapping[str, Mapping[Key, Node]]
Powers = Mapping[str, float]
# How many days a month or a year is taken to have, over the mean one: 28 to 31, and 360 to 366 as banks count.
LEEWAY = {CalendarUnit.MONTH: (28 / 30.436875, 31 / 30.436875), CalendarUnit.YEAR: (360 / 365.2425, 366 / 365.2425)}
EXACT = 1e-9
LARGEST = 1e12  # no power of a year is so many seconds
MOST_TERMS, MOST_FACTORS = 64, 8  # beyond them a formula is not taken apart further


@dataclass(frozen=True)
class Factor:
    """A bare number in a term: as a multiplier, as it is written, and the formula in which it stands.

    ``named`` says whether it stands there by the name of a quantity.
    """

    by: float
    text: str
    formula: str
    key: Key
    named: bool = False


@dataclass(frozen=True)
class Term:
    """What a formula adds up, or one of them: the units of time of what goes in, and its bare numbers."""

    powers: tuple[tuple[str, float], ...] = ()
    factors: tuple[Factor, ...] = ()

    def times(self, other: Term, power: float = 1.0) -> Term:
        """The product of this term and a power of another."""
        powers = dict(self.powers)
        for unit, exponent in other.powers:
            powers[unit] = powers.get(unit, 0.0) + power * exponent
        factors = tuple(_raised(one, power) for one in other.factors)
        return Term(_sorted(powers), (*self.factors, *factors)[:MOST_FACTORS])


def _raised(one: Factor, power: float) -> Factor:
    return Factor(one.by**power if one.by > 0 else 1.0, one.text, one.formula, one.key, one.named)


def _sorted(powers: Powers) -> tuple[tuple[str, float], ...]:
    return tuple(sorted((unit, power) for unit, power in powers.items() if power))


Terms = tuple[Term, ...]


@dataclass(frozen=True)
class Found:
    """A term that is converted twice: by these numbers, and between these units of time.

    ``formula`` or ``check`` is what converts by its unit, where that is not the formula in which the numbers stand.
    """

    factors: tuple[Factor, ...]
    converts: Powers
    formula: str | None = None
    check: str | None = None

    @property
    def size(self) -> float:
        """What the numbers come to."""
        return math.prod(one.by for one in self.factors)


def double_conversions(
    nodes: Nodes, units: Mapping[str, pint.Unit], checks: Mapping[str, Check], claims: Collection[str]
) -> Iterator[Fault]:
    """Every formula that converts a rate by a bare number, where its unit, another formula or a check converts it too.

    What is broken otherwise is passed over. Each formula is reported once, where it stands; a reading that multiplies
    (``times``) is a formula that stands at its claim.
    """
    if not any(powers_of_time(unit) for unit in units.values()):
        return
    apart = _Apart(nodes, units)
    apart.take_all()
    seen: set[tuple[str, Key]] = set()
    for found in (*apart.in_formulas(), *apart.in_checks(checks)):
        place = found.factors[0].formula, found.factors[0].key
        if place not in seen:
            seen.add(place)
            section = ("claims",) if place[0] in claims else ("formulas",)
            yield _fault(nodes, found, section)


@dataclass
class _Apart:
    """Formulas taken apart into their terms, each once."""

    nodes: Nodes
    units: Mapping[str, pint.Unit]
    known: dict[str, Terms] = field(default_factory=dict)

    def take_all(self) -> None:
        """Take every quantity apart, what others need first, so that no chain of formulas is too long."""
        for start in self.nodes:
            trail = [start]
            while trail:
                needs = {need for node in self.nodes[trail[-1]].values() for need in node.needs if need in self.nodes}
                unknown = next((need for need in sorted(needs) if need not in self.known and need not in trail), None)
                if unknown is None:
                    self.of(trail.pop())
                else:
                    trail.append(unknown)

    def in_formulas(self) -> Iterator[Found]:
        """Where a formula converts what goes into it, or what it adds to something else."""
        for name, variants in self.nodes.items():
            for key, node in variants.items():
                if isinstance(node, Relation):
                    for term, others in self.joined(name, key, node):
                        yield from _twice(term, others, formula=name)

    def joined(self, name: str, key: Key, node: Relation) -> Iterator[tuple[Term, Powers]]:
        """Each term of a formula with the units of time that it is given in: the declared ones, or those beside it."""
        algebra = _TermsOf(self, name, key)
        try:
            terms = fold(node.expression, algebra)
        except (RemediedError, KeyError, ArithmeticError):
            return
        declared = powers_of_time(self.units[name])
        yield from ((term, declared) for term in terms)
        yield from algebra.joined

    def in_checks(self, checks: Mapping[str, Check]) -> Iterator[Found]:
        """Where a check converts one side to the unit of the other."""
        for name, check in checks.items():
            if check.relation is Comparison.COUNTED_IN or not all(side in self.units for side in check.sides):
                continue
            if same_kind(*(self.units[side] for side in check.sides)):
                for one, other in (check.sides, check.sides[::-1]):
                    for term in self.of(one):
                        yield from _twice(term, powers_of_time(self.units[other]), check=name)

    def of(self, name: str) -> Terms:
        """The terms of a quantity as others see them: in its own unit, with the bare numbers that it brings along.

        What a formula multiplies by name stays its own affair: it may count places, and has no unit to say so.
        """
        if name not in self.known:
            own = _sorted(powers_of_time(self.units[name]))
            self.known[name] = (Term(own),)  # what goes in a circle ends here
            brought = (
                tuple(one for one in term.factors if not (one.named and one.formula)) for term in self._terms(name)
            )
            self.known[name] = tuple(dict.fromkeys(Term(own, factors) for factors in brought))
        return self.known[name]

    def _terms(self, name: str) -> Iterator[Term]:
        for key, node in self.nodes.get(name, {}).items():
            if isinstance(node, Relation):
                try:
                    yield from fold(node.expression, _TermsOf(self, name, key))
                except (RemediedError, KeyError, ArithmeticError):
                    yield Term()
            else:
                yield Term(factors=tuple(_named(name, node, self.units[name])))


def _named(name: str, node: Node, unit: pint.Unit) -> Iterator[Factor]:
    """The bare number that a quantity is, where it is one figure."""
    if isinstance(node, Input) and unit.dimensionless and factor(unit) == 1:
        low, high = node.written or next(iter(node.laws.values())).support()
        if low == high and low > 0:
            yield Factor(low, name, "", None, named=True)


class _TermsOf:
    """The algebra of terms, for ``graph.fold``; ``joined`` are terms that are added in units of time that differ."""

    def __init__(self, apart: _Apart, formula: str, key: Key) -> None:
        self.apart, self.formula, self.key = apart, formula, key
        self.joined: list[tuple[Term, Powers]] = []

    def number(self, number: Number) -> Terms:
        if number.unit:
            return (Term(_sorted(powers_of_time(number.of_unit))),)
        return (Term(factors=(Factor(number.value, f"{number.value:g}", self.formula, self.key),)),)

    def name(self, name: str) -> Terms:
        """The terms of a quantity; a bare number that is a quantity stands in the formula that names it."""
        found = self.apart.of(name)
        here = lambda one: one if one.formula else Factor(one.by, one.text, self.formula, self.key, True)  # noqa: E731
        return tuple(Term(term.powers, tuple(here(one) for one in term.factors)) for term in found)

    def apply(self, operation: str, arguments: list[Terms]) -> Terms:
        """The terms of a result; of what has no bare numbers that could be told apart, its units of time alone."""
        match operation:
            case "*" | "/":
                power = 1.0 if operation == "*" else -1.0
                found = (one.times(other, power) for one, other in product(*arguments))
                return tuple(dict.fromkeys(found))[:MOST_TERMS]
            case "negative" | "abs":
                return arguments[0]
            case "sqrt":
                return tuple(Term().times(one, 0.5) for one in arguments[0])
            case "**":
                return self._power(*arguments)
            case "exp" | "log":
                return (Term(),)
        return self._join(arguments)

    def _power(self, base: Terms, exponent: Terms) -> Terms:
        bare = exponent[0].factors if len(exponent) == 1 and not exponent[0].powers else ()
        if len(bare) != 1:
            return (Term(),)
        return tuple(Term().times(one, bare[0].by) for one in base)

    def _join(self, arguments: list[Terms]) -> Terms:
        found = tuple(dict.fromkeys(term for terms in arguments for term in terms))[:MOST_TERMS]
        self.joined += [(one, dict(other.powers)) for one in found for other in found if other.powers != one.powers]
        return found


def _twice(term: Term, given_in: Powers, formula: str | None = None, check: str | None = None) -> Iterator[Found]:
    """The bare numbers of a term that convert what a unit converts by itself, as many of them as do."""
    converts = dict(Term(term.powers).times(Term(_sorted(given_in)), -1.0).powers)
    for many in range(len(term.factors) if converts else 0, 0, -1):
        for some in combinations(term.factors, many):
            elsewhere = None if all(one.formula == formula for one in some) else formula
            found = Found(some, converts, elsewhere, check)
            if _is_conversion(found):
                yield found
                return


def _is_conversion(found: Found) -> bool:
    """Whether numbers together are the whole conversion, or a step of it.

    A step (24 of hours into years) only of numbers that stand in the formula that converts: whoever wrote them there
    can say by a unit that they count something else.
    """
    if _is_about(found.size, found.converts):
        return True
    here = found.formula is None and found.check is None and not any(one.named for one in found.factors)
    return here and _step(found.size, found.converts) is not None


def _step(size: float, converts: Powers) -> tuple[str, str] | None:
    """Two units of time, the smaller first, between which a number converts as a step of a conversion."""
    return next((pair for pair in _steps(converts) if _is_about(size, {pair[0]: -1.0, pair[1]: 1.0})), None)


def _steps(converts: Powers) -> Iterator[tuple[str, str]]:
    """Two units of time, the smaller one first, between the smallest and the largest that are converted."""
    sizes = [size_of_unit(unit) for unit in converts]
    between = sorted(
        (unit for unit in _units_of_time() if min(sizes) <= size_of_unit(unit) <= max(sizes)), key=size_of_unit
    )
    return combinations(between, 2)


def _units_of_time() -> list[str]:
    return [name for name in unit_names() if powers_of_time(parse_unit(name))]


def _is_about(size: float, converts: Powers) -> bool:
    """Whether a number is what units of time are converted by, or one over it, by any length of a month or a year.

    >>> [_is_about(size, {"day": -1.0, "month": 1.0}) for size in (30.0, 1 / 31, 28.0, 12.0)]
    [True, True, True, False]
    >>> [_is_about(size, {"month": 1.0, "year": -1.0}) for size in (12.0, 1 / 12, 12.2)]
    [True, True, False]
    """
    if not 1 / LARGEST < size < LARGEST:
        return False
    mean = math.prod(size_of_unit(unit) ** power for unit, power in converts.items())
    low, high = -EXACT, EXACT
    for unit, power in converts.items():
        if unit in LEEWAY and not all(other in LEEWAY for other in converts):
            ends = sorted(power * math.log(end) for end in LEEWAY[CalendarUnit(unit)])
            low, high = low + ends[0], high + ends[1]
    return any(low <= math.log(one / mean) <= high for one in (size, 1 / size)) and abs(math.log(mean)) > EXACT


def _fault(nodes: Nodes, found: Found, section: Keys) -> Fault:
    """Where the formula stands, what it does twice, and what to write in its place."""
    name, key = found.factors[0].formula, found.factors[0].key
    node = nodes[name][key]
    assert isinstance(node, Relation)
    path = option_path(key, nodes) if key else (*section, name, "expression")
    if section == ("claims",):
        path = (*section, name, *(("readings", key[1]) if key else ()), "times")
    numbers = listed([f"`{one.text}`" for one in found.factors])
    between = listed([f"{without_suffix(unit)}s" for unit in sorted(found.converts, key=size_of_unit)])
    other = "its unit" if found.formula is None else f"the unit of `{found.formula}`"
    other = other if found.check is None else f"the check `{found.check}`"
    message = f"`{name}`: `{node.text[:60]}` converts between {between} twice, by {numbers} and by {other}"
    return path, message, _remedy(found, numbers)


def _remedy(found: Found, numbers: str) -> str:
    """What to write in place of a number that converts: nothing, or the number with its unit."""
    mean = math.prod(size_of_unit(unit) ** power for unit, power in found.converts.items())
    steps = [_step(one.by, found.converts) for one in found.factors]
    rightly = (found.size > 1) == (mean > 1)
    remedy = f"leave {numbers} out"
    if rightly and all(steps):
        sizes = [max(one.by, 1 / one.by) for one in found.factors]
        given = [f"`{size:g} {small}/{large}`" for size, (small, large) in zip(sizes, filter(None, steps), strict=True)]
        remedy += f", or write {'it with its unit' if len(given) == 1 else 'them with their units'}: {listed(given)}"
    if any(one.named for one in found.factors):
        return f"{remedy}; if it counts something else, multiply in one formula and convert in another"
    others = listed([f"`{one.text} one`" for one in found.factors])
    return f"{remedy}; what counts something else is written {others}"
