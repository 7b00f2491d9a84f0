"""Which slips a number of the article may hold, by its unit and its digits, and the graph once one is undone."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from ..graph import Apply, Check, Choices, Input, Laws, Model, Name, NodeKind, Relation
from ..text import above_the_line, factor, is_counted, parse_unit
from ..uncertainty import DistributionError, between
from .levers import Lever, levers_of, pulled
from .slip_table import SlipKind, SlipRule, kinds, swapped_digits

# Behind the name of a number that a slip multiplies by another: no name of a case has a blank.
AS_WRITTEN = " as written"
TIMES, OVER = (SlipRule.OVER_ALL, SlipRule.PERCENT_OF), (SlipRule.OVER_EACH, SlipRule.POINTS)


@dataclass(frozen=True)
class Slip:
    """One slip of one number: its kind, in which number, and what that would have to be.

    ``by`` is a factor; ``other`` the number that multiplies it, divides it, or changes places with it; ``also`` are
    kinds that change the number in the same way.
    """

    kind: SlipKind
    number: str
    change: str
    by: float = 1.0
    other: str | None = None
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of every kind of slip that this may be."""
        return (self.kind.slip, *self.also)

    @property
    def multiplies(self) -> bool:
        """Whether the number is multiplied by another."""
        return self.kind.rule in TIMES

    @property
    def divides(self) -> bool:
        """Whether the number is divided by another."""
        return self.kind.rule in OVER

    def undone(self, value: float, stands: float) -> float:
        """What a value near the number that stands there becomes, where no other number is needed for that.

        Raises:
            DistributionError: a percentage of its own new base would have no end.

        >>> kind = SlipKind("margin for markup", SlipRule.BASE, "-1", "percent", "")
        >>> round(Slip(kind, "margin", "", by=1.25).undone(0.2, 0.2), 9)
        0.25
        """
        if self.kind.rule == SlipRule.DIGITS:
            return value + stands * (self.by - 1)
        return _on_another_base(value, int(self.kind.factor)) if self.kind.rule == SlipRule.BASE else value * self.by


def _on_another_base(share: float, sign: int) -> float:
    """p / (1 + p), or p / (1 - p): the same difference as a share of the value at its other end."""
    if 1 + sign * share <= 0:
        raise DistributionError(f"{share:g} of a value", "expected less than all of it")
    return share / (1 + sign * share)


def possible_slips(model: Model, check: Check, choices: Choices) -> list[Slip]:
    """Every slip of every number of the article below a check, each change of a number once, in the table's order."""
    levers = levers_of(model, check.sides, choices)
    numbers = {name: lever for name, lever in levers.items() if lever.kind == NodeKind.CLAIM}
    found: dict[tuple[object, ...], Slip] = {}
    for kind in kinds():
        for number in numbers:
            for slip in _of(model, numbers, number, kind, choices):
                key = (slip.number, slip.other, slip.multiplies, slip.divides, float(f"{slip.by:.9g}"))
                known = found.get(key)
                found[key] = replace(known, also=(*known.also, kind.slip)) if known else slip
    return list(found.values())


def slipped(model: Model, slip: Slip, numbers: Mapping[str, Lever], choices: Choices) -> Model:
    """The graph in which the number is what it would be after the slip is undone.

    Args:
        numbers: the article's, as ``claims_of`` finds them.

    Raises:
        DistributionError: there is no such number.
    """
    one = numbers[slip.number]
    if slip.kind.rule == SlipRule.EXCHANGE and slip.other:
        return _exchanged(model, one, numbers[slip.other], choices)
    if slip.other:
        return _multiplied(model, one, slip.other, slip.multiplies, choices)
    if slip.kind.rule in (SlipRule.DIGITS, SlipRule.BASE):
        return _moved(model, one, lambda value: slip.undone(value, one.value), choices)
    return pulled(model, one, one.value * slip.by, choices)


def claims_of(model: Model, choices: Choices) -> dict[str, Lever]:
    """The numbers of the article that a graph holds, by name."""
    levers = levers_of(model, tuple(model.nodes), choices)
    return {name: lever for name, lever in levers.items() if lever.kind == NodeKind.CLAIM}


def _of(model: Model, numbers: dict[str, Lever], number: str, kind: SlipKind, choices: Choices) -> Iterator[Slip]:
    """The slips of one kind in one number."""
    lever = numbers[number]
    match kind.rule:
        case SlipRule.FACTOR if _applies(kind, lever):
            by = float(kind.factor)
            yield Slip(kind, number, f"× {_times(by)}" if by > 1 else f"÷ {_times(1 / by)}", by)
        case SlipRule.SIGN if lever.unit.dimensionless:
            yield Slip(kind, number, "with the other sign", -1.0)
        case SlipRule.UNIT | SlipRule.RATE:
            yield from _in_another_unit(lever, kind)
        case SlipRule.BASE if _is_percent(lever):
            yield from _other_base(lever, kind)
        case SlipRule.POINTS | SlipRule.PERCENT_OF if _is_percent(lever):
            sign = "÷" if kind.rule == SlipRule.POINTS else "×"
            rest = [name for name, other in numbers.items() if name != number and _is_percent(other)]
            yield from (Slip(kind, number, f"{sign} {other}", other=other) for other in rest)
        case SlipRule.OVER_ALL | SlipRule.OVER_EACH:
            yield from _per_unit(numbers, lever, kind)
        case SlipRule.EXCHANGE:
            rest = [other for other in numbers if other > number and numbers[other].unit == lever.unit]
            yield from (Slip(kind, number, f"exchanged with {other}", other=other) for other in rest)
        case SlipRule.DIGITS:
            yield from _swapped(model, lever, kind, choices)


def _times(factor: float) -> str:
    """A factor for reading.

    >>> _times(3.141592653589793), _times(10.0), _times(1e6)
    ('π', '10', '1,000,000')
    """
    if math.isclose(factor, math.pi, rel_tol=1e-9):
        return "π"
    return f"{factor:.10g}" if factor < 10_000 else f"{factor:,.10g}"


def _applies(kind: SlipKind, lever: Lever) -> bool:
    dimension = dict(lever.unit.dimensionality)
    return {"any": True, "share": not dimension, "length": dimension == {"[length]": 1}}[kind.applies_to]


def _is_percent(lever: Lever) -> bool:
    return lever.unit == parse_unit("percent")


def _in_another_unit(lever: Lever, kind: SlipKind) -> Iterator[Slip]:
    """A number taken in the unit that was meant, or per the unit of time that was meant."""
    given, meant = parse_unit(kind.applies_to), parse_unit(kind.factor)
    by = factor(meant) / factor(given)
    if kind.rule == SlipRule.UNIT and kind.applies_to in above_the_line(lever.unit):
        yield Slip(kind, lever.name, f"in {kind.factor}", by)
    elif kind.rule == SlipRule.RATE and kind.applies_to in above_the_line(lever.unit**-1):
        yield Slip(kind, lever.name, f"per {kind.factor}", 1 / by)


def _other_base(lever: Lever, kind: SlipKind) -> Iterator[Slip]:
    """A percentage of the value at one end of a difference, taken of the value at its other end."""
    base = 1 + int(kind.factor) * lever.value
    if base > 0:
        meant, given = (f"{100 * share:.3g}" for share in (lever.value / base, lever.value))
        yield Slip(kind, lever.name, f"{meant} for {given} percent by another base", 1 / base)


def _per_unit(numbers: dict[str, Lever], lever: Lever, kind: SlipKind) -> Iterator[Slip]:
    """A number given for all that was meant for each, or the other way about, by each number of things counted.

    A share is neither.
    """
    if lever.unit.dimensionless:
        return
    for name, count in numbers.items():
        dimension = set(dict(count.unit.dimensionality))
        if name == lever.name or not dimension or not is_counted(count.unit):
            continue
        already = dict(lever.unit.dimensionality).get(next(iter(dimension)), 0) < 0
        if already == (kind.rule == SlipRule.OVER_EACH):
            yield Slip(kind, lever.name, f"{'÷' if already else '×'} {name}", other=name)


def _swapped(model: Model, lever: Lever, kind: SlipKind, choices: Choices) -> Iterator[Slip]:
    """Digits that follow each other, changed about; a number does not begin with a zero, and a range is none."""
    node = model.node(lever.seats[0][0], choices)
    if not isinstance(node, Input) or node.written is None or node.written[0] != node.written[1]:
        return
    written = node.figures[0].quantity()
    if written.share is not None or written.nature is not None:
        return  # "a third" has no digits
    for other in swapped_digits(written.low):
        by = float(other / written.low)
        yield Slip(kind, lever.name, f"{_plain(written.low * Decimal(by))} for {_plain(written.low)}", by)


def _plain(number: Decimal) -> str:
    return f"{float(number):,.10g}"


def _moved(model: Model, lever: Lever, undone: Callable[[float], float], choices: Choices) -> Model:
    """The graph in which a number has another value, and each end of its room goes where that end would have gone."""
    leaf = lever.seats[0][0]
    node = model.node(leaf, choices)
    assert isinstance(node, Input)
    written = node.written or (lever.value, lever.value)
    width = lambda unit: undone(lever.value + unit / 2) - undone(lever.value - unit / 2)  # noqa: E731
    moved = replace(
        node,
        laws=Laws({name: between(*sorted(map(undone, law.support()))) for name, law in node.laws.items()}),
        written=(undone(written[0]), undone(written[1])),
        grain=width(2 * node.grain) / 2,
        step=width(node.step),
    )
    return model.redefined({leaf: (model.variant(leaf, choices), moved)})


def _exchanged(model: Model, one: Lever, other: Lever, choices: Choices) -> Model:
    """The graph in which two numbers changed places: each takes its digits with it.

    Two bare numbers have the room of their digits. That of a hedge stays where its words stand, in proportion to the
    number.
    """
    bare = are_bare(model, one, other, choices)
    moved = pulled(pulled(model, one, other.value, choices), other, one.value, choices)
    digits = {}
    for here, there in ((one, other), (other, one)):
        leaf, before = here.seats[0][0], model.node(there.seats[0][0], choices)
        node = moved.node(leaf, choices)
        assert isinstance(node, Input)
        assert isinstance(before, Input)
        node = replace(node, grain=before.grain, step=before.step)
        digits[leaf] = model.variant(leaf, choices), replace(node, laws=before.laws) if bare else node
    return moved.redefined(digits)


def are_bare(model: Model, one: Lever, other: Lever, choices: Choices) -> bool:
    """Whether both of two numbers stand without a hedge, so that their digits alone say how closely they are known."""
    nodes = [model.node(lever.seats[0][0], choices) for lever in (one, other)]
    return all(isinstance(node, Input) and node.is_bare for node in nodes)


def _multiplied(model: Model, lever: Lever, other: str, times: bool, choices: Choices) -> Model:
    """The graph in which a number is taken for each of others, so many times, or for all of them, so many parts."""
    nodes, units = dict(model.nodes), dict(model.units)
    leaf = lever.seats[0][0]
    key, node = model.variant(leaf, choices), model.node(leaf, choices)
    written = f"{leaf}{AS_WRITTEN}"
    expression = Apply("*" if times else "/", (Name(written), Name(other)))
    nodes[leaf] = {**nodes[leaf], key: Relation(leaf, expression, f"{written} {'*' if times else '/'} {other}")}
    nodes[written], units[written] = {None: node}, units[leaf]
    return replace(model, nodes=nodes, units=units, shape=None, kin=None, formulas=None)
