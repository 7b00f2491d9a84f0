"""The lengths of months and years as quantities of a case, where months or years meet days in a formula or a check.

Nothing is added to a case in which they do not meet. A length is a definition, not an assumption: exact where a claim
says ``during`` which month or year, else any that the Gregorian calendar has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from ..base import RemediedError, pint
from ..graph import (
    CalendarLength,
    Check,
    Comparison,
    Expression,
    Figure,
    FigureDate,
    Input,
    Key,
    Laws,
    Name,
    Node,
    NodeKind,
    Number,
    Relation,
    Role,
    from_days,
    in_days,
    meets_days,
    operands_in_days,
    walk,
)
from ..text import (
    MONTHS,
    CalendarUnit,
    Claim,
    Period,
    lengths,
    parse_unit,
    powers_of_time,
    same_calendar,
    same_kind,
)
from ..uncertainty import Discrete, Point

Nodes = Mapping[str, Mapping[Key, Node]]
DAY = "day"


class Wired(NamedTuple):
    """The nodes, the units and the checks of a case as they belong together."""

    nodes: Nodes
    units: Mapping[str, pint.Unit]
    checks: Mapping[str, Check]


def with_calendar_lengths(
    nodes: Nodes, units: Mapping[str, pint.Unit], checks: Mapping[str, Check], claims: Mapping[str, Claim]
) -> Wired:
    """Nodes, units and checks of a case, in which months and years meet days by way of their lengths.

    A formula in which they meet is computed in days and given back in its own unit; the computed side of a check whose
    stated side is of the other family gets a formula of its own; so does an option that gives a quantity by the day
    which the case as written gives by the month. What is broken otherwise is left as it is, to be reported elsewhere.
    """
    if not _has_calendar_units(nodes, units):
        return Wired(nodes, units, checks)
    made = _Calendar({name: dict(variants) for name, variants in nodes.items()}, dict(units), dict(checks), claims)
    made.variants()
    made.formulas()
    made.sides()
    return Wired(made.nodes, made.units, made.checks)


def _has_calendar_units(nodes: Nodes, units: Mapping[str, pint.Unit]) -> bool:
    """Whether any quantity, option or number of a formula is in months or years."""
    options = (node for variants in nodes.values() for key, node in variants.items() if key is not None)
    formulas = (node for variants in nodes.values() for node in variants.values() if isinstance(node, Relation))
    numbers = (one for node in formulas for one in walk(node.expression) if isinstance(one, Number) and one.unit)
    written = chain(units.values(), map(_unit_as_written, options), map(_known_unit, numbers))
    return any(part in powers_of_time(unit) for unit in written if unit is not None for part in CalendarUnit)


def _known_unit(number: Number) -> pint.Unit | None:
    """The unit of a number, or None for one that is unknown, which is reported elsewhere."""
    try:
        return number.of_unit
    except RemediedError:
        return None


def _unit_as_written(node: Node) -> pint.Unit | None:
    """The unit in which a claim, a figure or a distribution is written; None for what has no number of its own."""
    if not isinstance(node, Input) or not node.figures:
        return None
    return node.figures[0].quantity().unit


@dataclass
class _Calendar:
    """A case as lengths are put into it."""

    nodes: dict[str, dict[Key, Node]]
    units: dict[str, pint.Unit]
    checks: dict[str, Check]
    claims: Mapping[str, Claim]
    lengths: dict[str, CalendarLength] = field(default_factory=dict)

    def variants(self) -> None:
        """Options and readings that are in days, where the case as written is in months, or the other way about."""
        for name, variants in list(self.nodes.items()):
            for key, node in list(variants.items()):
                unit = _unit_as_written(node) if key else None
                if key and unit and same_kind(unit, self.units[name]) and not same_calendar(unit, self.units[name]):
                    self._convert_variant(name, key, replace(node, name=f"{name}.{key[1]}"), unit)

    def _convert_variant(self, name: str, key: Key, leaf: Node, unit: pint.Unit) -> None:
        expression = self._converted(Name(leaf.name), unit, self.units[name], name, name)
        self.nodes[leaf.name], self.units[leaf.name] = {None: leaf}, unit
        self.nodes[name][key] = Relation(name, expression, leaf.name, of=leaf.of)

    def formulas(self) -> None:
        """Formulas in which months or years meet days, or which turn the one into the other."""
        for name, variants in list(self.nodes.items()):
            for key, node in list(variants.items()):
                # What was made here is left alone: of a length, months and days are meant to meet.
                known = isinstance(node, Relation) and not any(need in self.lengths for need in node.needs)
                if known and meets_days(node.expression, self.units, self.units[name]):
                    self.nodes[name][key] = replace(node, expression=self._in_own_unit(name, node.expression))

    def _in_own_unit(self, name: str, expression: Expression) -> Expression:
        """A formula in days, given back in its own unit."""

        def operand(one: Name | Number) -> Expression:
            """A name in days, by the month or year that it is dated to; a number by that of the formula."""
            of, unit = (one.name, self.units[one.name]) if isinstance(one, Name) else (name, one.of_unit)
            return in_days(one, unit, lambda part: self._length(part, of))

        days = operands_in_days(expression, operand)
        return from_days(days, self.units[name], lambda part: self._length(part, name))

    def sides(self) -> None:
        """The computed sides of checks whose stated sides are in months where they are in days, or the other way."""
        for name, check in list(self.checks.items()):
            if check.relation is Comparison.COUNTED_IN or not all(side in self.units for side in check.sides):
                continue
            stated, computed = (self.units[side] for side in check.sides)
            if same_kind(stated, computed) and not same_calendar(stated, computed):
                side = self._side(check)
                self.checks[name] = check.model_copy(update={check.relation.value: side})

    def _side(self, check: Check) -> str:
        """The name of the formula that gives the computed side of a check as the stated one is: by the month or day."""
        unit, computed = self.units[check.stated], self.units[check.computed]
        name = f"{check.computed}.as_{check.stated}"
        expression = self._converted(Name(check.computed), computed, unit, check.computed, check.stated)
        of = next((node.of for node in self.nodes[check.computed].values() if node.of), None)
        self.nodes[name] = {None: Relation(name, expression, check.computed, of=of)}
        self.units[name] = unit
        return name

    def _converted(self, what: Expression, unit: pint.Unit, wanted: pint.Unit, dated: str, beside: str) -> Expression:
        """Something in one unit given in another, by way of days; each length by the date of the side that needs it."""
        days = in_days(what, unit, lambda part: self._length(part, dated))
        return from_days(days, wanted, lambda part: self._length(part, beside))

    def _length(self, unit: CalendarUnit, dated: str) -> str:
        """The name of the quantity that says how many days such a unit has, by the date of another; added once."""
        during = self._period(dated)
        if unit is CalendarUnit.YEAR and during is not None:
            during = Period(during.year)
        is_average = unit is CalendarUnit.MONTH and during is None and bool(self._below(dated) & self.averages)
        leaf = average_month() if is_average else calendar_length(unit, during)
        if leaf.name not in self.lengths:
            self.lengths[leaf.name] = leaf
            self.nodes[leaf.name], self.units[leaf.name] = {None: leaf}, parse_unit(DAY)
        return leaf.name

    @cached_property
    def averages(self) -> frozenset[str]:
        """What is given by the month and set against something by the year: then no single month is meant.

        Else a month of 28 days would do for the one relation, and a twelfth of a year for the other.
        """
        found: set[str] = set()
        for check in self.checks.values():
            below = set().union(*map(self._below, check.sides))
            by = {unit: {one for one in below if unit in powers_of_time(self.units[one])} for unit in CalendarUnit}
            found |= by[CalendarUnit.MONTH] if by[CalendarUnit.YEAR] else set()
        return frozenset(found)

    def _period(self, name: str) -> Period | None:
        """The month or year of a quantity: that of the claims it rests on, else of those that it is checked against.

        A claim that is dated counts for the undated beside it; where several disagree, none of them is taken.
        """
        if found := self._dates(name):
            return _common(found)
        for check in self.checks.values():
            if any(name in self._below(side) for side in check.sides):
                found |= {date for side in check.sides for date in self._dates(side)}
        return _common(found)

    def _dates(self, name: str) -> set[Period]:
        claims = (self.claims.get(below) for below in self._below(name))
        return {Period.parse(claim.during) for claim in claims if claim is not None and claim.during}

    def _below(self, name: str) -> set[str]:
        """Every quantity that one rests on under any choice, itself included; names that are not there are not."""
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current not in seen and current in self.nodes:
                seen.add(current)
                waiting += [need for node in self.nodes[current].values() for need in node.needs]
        return seen


def _common(periods: set[Period]) -> Period | None:
    """The one that all are, or else the year in which they all lie; None where there is none."""
    if len(periods) == 1:
        return next(iter(periods))
    years = {period.year for period in periods}
    return Period(years.pop()) if len(years) == 1 else None


def calendar_length(unit: CalendarUnit, during: Period | None = None) -> CalendarLength:
    """The leaf of how many days a month or a year has: one figure where it is dated, else any that the calendar has.

    For what is drawn, each number of days is as likely as it is frequent.

    >>> leaf = calendar_length(CalendarUnit.MONTH, Period(2016, 2))
    >>> leaf.name, leaf.written, leaf.figures[0].text
    ('month.length_2016_02', (29.0, 29.0), '29 day')
    """
    counts = {float(days): float(many) for days, many in lengths(unit, during).items()}
    name = f"{unit}.length" + ("" if during is None else f"_{during}".replace("-", "_"))
    return _leaf(name, counts, _in_words(unit, during), unit, during)


def average_month() -> CalendarLength:
    """The leaf of how many days a twelfth of a year has, of 365 days or of 366.

    >>> average_month().name, average_month().figures[0].text
    ('month.length_average', '30.4167 to 30.5 day')
    """
    counts = {days / 12: float(many) for days, many in lengths(CalendarUnit.YEAR, None).items()}
    return _leaf("month.length_average", counts, "an average month", CalendarUnit.MONTH, None)


def _leaf(
    name: str, counts: Mapping[float, float], about: str, unit: CalendarUnit, during: Period | None
) -> CalendarLength:
    """A length by the numbers of days that it may have, each with how often it has them."""
    least, most = min(counts), max(counts)
    law = Point(least) if least == most else Discrete(tuple(counts), tuple(counts.values()))
    text = f"{least:g} {DAY}" if least == most else f"{least:g} to {most:g} {DAY}"
    date = None if during is None else FigureDate(str(during))
    reason = f"the days of {about} in the Gregorian calendar"
    return CalendarLength(
        name=name,
        kind=NodeKind.DEFINITION,
        laws=Laws.alike(law),
        figures=(Figure(Role.DEFINITION, text, reason=reason, date=date),),
        written=(least, most),
        of=f"the length of {about}",
        unit=unit,
        during=during,
    )


def _in_words(unit: CalendarUnit, during: Period | None) -> str:
    """What a length is one of.

    >>> _in_words(CalendarUnit.MONTH, Period(2015)), _in_words(CalendarUnit.MONTH, Period(2015, 2))
    ('a month of 2015', 'February 2015')
    """
    if during is None or (during.month is None and unit is CalendarUnit.MONTH):
        return f"a {unit}" + ("" if during is None else f" of {during}")
    return f"the year {during.year}" if during.month is None else f"{MONTHS[during.month - 1]} {during.year}"
