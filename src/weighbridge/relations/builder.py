"""A relation made of amounts and a rule, with what it is worth and whether it agrees with what is stated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, product

from ..text import factor, parse_unit, same_kind
from .amounts import Amount, Family, family_of, readings
from .figures import Figure, Rule
from .relation import Agreement, Link, Operation, Relation

MOST_READINGS = 32  # combinations of readings that are tried; editorial
PLAIN = (1.0, 10_000.0)  # between which a figure reads well in a unit
UNITS = {
    Family.MASS: ("tonne", "kg", "g", "mg"),
    Family.VOLUME: ("m**3", "litre", "millilitre"),
    Family.AREA: ("km**2", "hectare", "m**2"),
    Family.ENERGY: ("GWh", "MWh", "kWh", "Wh"),
}


def relation(
    operation: Operation,
    figure: Figure,
    link: Link,
    expression: str,
    of: str | None = None,
    per: str | None = None,
    stated: Amount | None = None,
) -> Relation:
    """A relation by its figure; ``expression`` has ``{0}``, ``{1}`` … for its terms in their order."""
    low, high = figure.ends("typical")
    loose_low, loose_high = figure.ends("generous")
    known = [*figure.terms, *([stated] if stated else [])]
    middle = sum(stated.room.written) / 2 * stated.scale / factor(parse_unit(figure.unit)) if stated else 0.0
    return Relation(
        operation=operation,
        terms=tuple(term.place for term in figure.terms),
        link=link,
        expression=expression.format(*(f"q{term.place}" for term in figure.terms)),
        value=figure.value,
        low=low,
        high=high,
        loose_low=loose_low,
        loose_high=loose_high,
        unit=figure.unit,
        of=of,
        per=per,
        stated=stated.place if stated else None,
        agreement=_agreement(figure, stated) if stated else None,
        ratio=middle / figure.value if stated else None,
        readings=tuple(term.place for term in known if not term.mention.is_certain),
        written=figure.written,
    )


def _agreement(figure: Figure, stated: Amount) -> Agreement:
    """Whether it agrees under the readings that are taken; open where it does not, and does under other fair ones."""
    chosen = islice(product(*map(readings, (*figure.terms, stated))), MOST_READINGS)
    first = _of_readings(figure, next(chosen))
    if first == Agreement.NO and any(_of_readings(figure, one) != Agreement.NO for one in chosen):
        return Agreement.OPEN
    return first


def _of_readings(figure: Figure, chosen: Sequence[Amount]) -> Agreement:
    *terms, stated = chosen
    return replace(figure, terms=tuple(terms)).agreement(stated)


def in_unit(one: Relation, unit: str) -> Relation:
    """A relation in another unit of its kind; as it is where its unit is of another kind."""
    if one.unit == unit or not same_kind(parse_unit(one.unit), parse_unit(unit)):
        return one
    by = factor(parse_unit(one.unit)) / factor(parse_unit(unit))
    ends = {name: getattr(one, name) * by for name in ("value", "low", "high", "loose_low", "loose_high")}
    return replace(one, unit=unit, written=(one.written[0] * by, one.written[1] * by), **ends)


def quotient(above: Amount, below: Amount, unit: str) -> Figure:
    """One amount by another."""
    return Figure((above, below), lambda values: values[0] / values[1], (1, -1), unit)


def products(one: Amount, other: Amount, unit: str) -> Figure:
    """One amount times another."""
    return Figure((one, other), lambda values: values[0] * values[1], (1, 1), unit)


def of_alike(terms: Sequence[Amount], rule: Rule, unit: str) -> Figure:
    """A figure of amounts that have one unit: a sum, a share, a growth."""
    alike = unit == terms[0].unit
    return Figure(tuple(terms), rule, (1 if alike else 0, *[0] * (len(terms) - 1)), unit)


def readable(figure: Figure) -> Figure:
    """The same in a unit in which it reads well: grams, where it is less than a kilogram."""
    above, _, below = figure.unit.partition("/")
    if PLAIN[0] <= figure.value < PLAIN[1]:
        return figure
    kind, by = family_of(above), family_of(below) if below else Family.OTHER
    if kind == Family.MONEY and by in UNITS:
        found = [replace(figure, unit=f"{above}/{one}") for one in UNITS[by]]
    elif kind in UNITS:
        found = [replace(figure, unit=f"{one}/{below}" if below else one) for one in UNITS[kind]]
    else:
        return figure
    return next((one for one in found if PLAIN[0] <= one.value < PLAIN[1]), figure)
