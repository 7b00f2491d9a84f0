"""Slips by name: what a number of the article would have been, had it been misprinted, misread or mistranslated.

``slips.csv`` is the table of them. Trying so many, some will mend whatever failed: that one does is no evidence that it
was made. Only what is known from outside can choose among them.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

import numpy as np
from pydantic import Field

from ..base import Result, Strict
from ..checks import STANDS, Outcome, Weighing, outcome_of
from ..graph import (
    Apply,
    Check,
    Choices,
    Comparison,
    Draws,
    Input,
    Laws,
    Model,
    ModelError,
    Name,
    NodeKind,
    Relation,
)
from ..text import above_the_line, factor, is_counted, listed, parse_unit
from ..uncertainty import DistributionError, Interval, Uniform, times
from .boxes import Ends, rough
from .levers import Lever, levers_of, pulled

TABLE = Path(__file__).with_name("slips.csv")
AT_ONCE = 4096  # slips of which rough bounds are found together
TOUCHING = 1e-6  # how far sides may lie apart, as a share of what is stated, and be looked at more closely
EVERYTHING = (-math.inf, math.inf)
# Behind the name of a number that a slip multiplies by another: no name of a case has a blank.
AS_WRITTEN = " as written"
NO_EVIDENCE = "Of so many, some mend by chance: that is no evidence that any of them happened."
ONE_SIDED = "It asks of one side only, and lets pass whatever lies far on the other."


class SlipRule(StrEnum):
    """How a slip changes a number."""

    FACTOR = "factor"  # multiplied
    UNIT = "unit"  # taken in another unit
    SIGN = "sign"  # with the other sign
    OVER_ALL = "over_all"  # given for each, where it was meant for all
    OVER_EACH = "over_each"  # given for all, where it was meant for each
    EXCHANGE = "exchange"  # in the place of another number
    DIGITS = "digits"  # two digits changed about


@dataclass(frozen=True)
class SlipKind:
    """A row of the table."""

    slip: str
    rule: SlipRule
    factor: str
    applies_to: str
    says: str


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


@cache
def kinds() -> tuple[SlipKind, ...]:
    """The rows of the table, in its order.

    >>> [kind.slip for kind in kinds()][:2]
    ['a zero dropped', 'a zero too many']
    """
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(SlipKind(**{**row, "rule": SlipRule(row["rule"])}) for row in csv.DictReader(lines))


def possible_slips(model: Model, check: Check, choices: Choices) -> list[Slip]:
    """Every slip of every number of the article below a check, each change of a number once."""
    levers = levers_of(model, check.sides, choices)
    numbers = {name: lever for name, lever in levers.items() if lever.kind == NodeKind.CLAIM}
    found: dict[tuple[str, str | None, float], Slip] = {}
    for number in numbers:
        for kind in kinds():
            for slip in _of(model, numbers, number, kind, choices):
                key = (slip.number, slip.other, round(slip.by, 9))
                known = found.get(key)
                found[key] = replace(known, also=(*known.also, kind.slip)) if known else slip
    return list(found.values())


def slipped(model: Model, slip: Slip, numbers: Mapping[str, Lever], choices: Choices) -> Model:
    """The graph in which the number is what it would be after the slip is undone.

    Args:
        numbers: the article's, as ``claims_of`` finds them.
    """
    one = numbers[slip.number]
    if slip.kind.rule == SlipRule.EXCHANGE and slip.other:
        other = numbers[slip.other]
        return pulled(pulled(model, one, other.value, choices), other, one.value, choices)
    if slip.kind.rule == SlipRule.DIGITS:
        return _moved(model, one, one.value * slip.by, choices)
    if slip.other:
        return _multiplied(model, one, slip.other, slip.kind.rule == SlipRule.OVER_ALL, choices)
    return pulled(model, one, one.value * slip.by, choices)


def claims_of(model: Model, choices: Choices) -> dict[str, Lever]:
    """The numbers of the article that a graph holds, by name."""
    levers = levers_of(model, tuple(model.nodes), choices)
    return {name: lever for name, lever in levers.items() if lever.kind == NodeKind.CLAIM}


def _of(model: Model, numbers: dict[str, Lever], number: str, kind: SlipKind, choices: Choices) -> Iterator[Slip]:
    """The slips of one kind in one number."""
    lever = numbers[number]
    if kind.rule == SlipRule.FACTOR and _applies(kind, lever):
        by = float(kind.factor)
        yield Slip(kind, number, f"× {_times(by)}" if by > 1 else f"÷ {_times(1 / by)}", by)
    elif kind.rule == SlipRule.UNIT and kind.applies_to in above_the_line(lever.unit):
        by = factor(parse_unit(kind.factor)) / factor(parse_unit(kind.applies_to))
        yield Slip(kind, number, f"in {kind.factor}", by)
    elif kind.rule == SlipRule.SIGN and lever.unit.dimensionless:
        yield Slip(kind, number, "with the other sign", -1.0)
    elif kind.rule in (SlipRule.OVER_ALL, SlipRule.OVER_EACH):
        yield from _per_unit(numbers, lever, kind)
    elif kind.rule == SlipRule.EXCHANGE:
        rest = [other for other in numbers if other > number and numbers[other].unit == lever.unit]
        yield from (Slip(kind, number, f"exchanged with {other}", other=other) for other in rest)
    elif kind.rule == SlipRule.DIGITS:
        yield from _swapped(model, lever, kind, choices)


def _times(factor: float) -> str:
    """A factor for reading.

    >>> _times(3.141592653589793), _times(10.0)
    ('π', '10')
    """
    return "π" if math.isclose(factor, math.pi, rel_tol=1e-9) else f"{factor:.10g}"


def _applies(kind: SlipKind, lever: Lever) -> bool:
    dimension = dict(lever.unit.dimensionality)
    return {"any": True, "share": not dimension, "length": dimension == {"[length]": 1}}[kind.applies_to]


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
    number = node.figures[0].quantity().low.normalize()
    _, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    text = "".join(map(str, digits)) + "0" * max(exponent, 0)
    for at in range(len(text) - 1):
        other = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        if other != text and other[0] != "0" and number > 0:
            by = float(Decimal(other) / Decimal(text))
            yield Slip(kind, lever.name, f"{_plain(number * Decimal(by))} for {_plain(number)}", by)


def _plain(number: Decimal) -> str:
    return f"{float(number):,.10g}"


def _moved(model: Model, lever: Lever, value: float, choices: Choices) -> Model:
    """The graph in which a number has another value and as much room on either side as before."""
    leaf = lever.seats[0][0]
    node = model.node(leaf, choices)
    assert isinstance(node, Input)
    by = value - lever.value
    laws = Laws({width: Uniform(*(end + by for end in law.support())) for width, law in node.laws.items()})
    return model.redefined({leaf: (model.variant(leaf, choices), replace(node, laws=laws, written=(value, value)))})


def _multiplied(model: Model, lever: Lever, other: str, times: bool, choices: Choices) -> Model:
    """The graph in which a number is taken for each of others, so many times, or for all of them, so many parts."""
    nodes, units = dict(model.nodes), dict(model.units)
    leaf = lever.seats[0][0]
    key, node = model.variant(leaf, choices), model.node(leaf, choices)
    written = f"{leaf}{AS_WRITTEN}"
    expression = Apply("*" if times else "/", (Name(written), Name(other)))
    nodes[leaf] = {**nodes[leaf], key: Relation(leaf, expression, f"{written} {'*' if times else '/'} {other}")}
    nodes[written], units[written] = {None: node}, units[leaf]
    return replace(model, nodes=nodes, units=units, shape=None)


class Mend(Strict):
    """A slip after which a check that failed does not, and what every check would then say."""

    slip: str = Field(description="its name in the table of slips")
    number: str
    change: str
    says: str
    outcomes: dict[str, Outcome]

    @property
    def failing(self) -> list[str]:
        """The checks that would still fail, or fail then."""
        return [check for check, outcome in self.outcomes.items() if outcome == Outcome.FAILS]


class Slips(Result):
    """The slips that mend a failing check, and how many were tried."""

    check: str
    fails: bool = Field(True, description="whether the check fails; no slip is tried where it does not")
    tried: int
    mends: list[Mend]
    from_outside: list[str] = Field(description="the checks that rest on more than the article's own numbers")
    one_sided: bool = Field(False, description="whether the check asks for a most or a least only")

    def in_words(self) -> str:
        return slips_sentence(self)


def slips_of(draws: Draws, name: str, choices: Choices) -> Slips:
    """The slips that mend a check, and what every check would then say; none is tried where it does not fail. Kept.

    Raises:
        ModelError: there is no such check.
    """
    draws, model = draws.unrefined(), draws.model
    key = ("slips", model.number, name, tuple(sorted(choices.items())), draws.settings)
    return model.cache.kept(key, lambda: _slips(draws, name, choices))


def _slips(draws: Draws, name: str, choices: Choices) -> Slips:
    model, check = draws.model, draws.model.check(name)
    if outcome_of(draws, check, choices) != Outcome.FAILS:
        return Slips(check=name, fails=False, tried=0, mends=[], from_outside=[])
    tried, trials = possible_slips(model, check, choices), Trials(draws, claims_of(model, choices), choices)
    worth = [slip for slip, may in zip(tried, trials.may_stand(check, tried), strict=True) if may]
    return Slips(
        check=name,
        tried=len(tried),
        mends=[trials.mend(slip) for slip in worth if trials.after(slip, check) in STANDS],
        from_outside=[other for other in model.checks if _from_outside(model, other, choices)],
        one_sided=check.relation in (Comparison.AT_MOST, Comparison.AT_LEAST),
    )


def _from_outside(model: Model, name: str, choices: Choices) -> bool:
    """Whether a check rests on more than the article's own numbers."""
    check = model.checks[name]
    leaves = {leaf for side in check.sides for leaf in model.leaves(side, choices)}
    return any(model.node(leaf, choices).kind != NodeKind.CLAIM for leaf in leaves)


@dataclass(frozen=True)
class Trials:
    """Checks weighed after a slip of one of the article's numbers is undone."""

    draws: Draws
    numbers: Mapping[str, Lever]
    choices: Choices

    def mend(self, slip: Slip) -> Mend:
        """A slip with what every check would say after it."""
        said = {name: self.after(slip, check, severe=True) for name, check in self.draws.model.checks.items()}
        return Mend(
            slip=", or ".join(slip.names),
            number=slip.number,
            change=slip.change,
            says=slip.kind.says,
            outcomes={name: outcome for name, outcome in said.items() if outcome},
        )

    def after(self, slip: Slip, check: Check, severe: bool = False) -> Outcome | None:
        """What a check says once a slip is undone; None where it then cannot be weighed."""
        before = self.draws.model
        if _turns_the_stated_side(slip, check):
            return Weighing(before, self.draws, check, self.choices, thorough=False).answer.outcome(slip.by)
        try:
            model = slipped(before, slip, self.numbers, self.choices)
        except (ModelError, DistributionError):
            return None
        same = model.nodes.keys() == before.nodes.keys()
        draws = self.draws.over(model) if same else Draws(model, self.draws.settings)
        return outcome_of(draws, check, self.choices, severe)

    def may_stand(self, check: Check, slips: Sequence[Slip]) -> Iterator[bool]:
        """Which slips could let a check stand, by rough bounds of its sides: where these lie apart it fails."""
        for start in range(0, len(slips), AT_ONCE):
            some = slips[start : start + AT_ONCE]
            stated, computed = self._rough_sides(check, some)
            slack = TOUCHING * np.maximum(np.abs(stated[0]), np.abs(stated[1]))
            enough = (computed[1] >= stated[0] - slack) | (check.relation == Comparison.AT_LEAST)
            little = (computed[0] <= stated[1] + slack) | (check.relation == Comparison.AT_MOST)
            whole = check.relation == Comparison.COUNTED_IN
            for slip, may in zip(some, np.broadcast_to(enough & little, len(some)).tolist(), strict=True):
                yield may or whole or _turns_the_stated_side(slip, check)

    def _rough_sides(self, check: Check, slips: Sequence[Slip]) -> tuple[Ends, Ends]:
        rooms = {name: self._room(one) for name, one in self.numbers.items()}
        ends = {name: (np.full(len(slips), low), np.full(len(slips), high)) for name, (low, high) in rooms.items()}
        for index, slip in enumerate(slips):
            for name, room in self._rooms_after(slip, rooms).items():
                ends[name][0][index], ends[name][1][index] = room
        given = {leaf: ends[name] for name, one in self.numbers.items() for leaf, _ in one.seats}
        known = rough(self.draws.model, self.choices, given)
        return known[check.stated], known[check.computed]

    def _rooms_after(self, slip: Slip, rooms: Mapping[str, Interval]) -> dict[str, Interval]:
        """Between which ends the numbers lie that a slip concerns, once it is undone."""
        one, room = self.numbers[slip.number], rooms[slip.number]
        if slip.kind.rule == SlipRule.DIGITS:
            by = one.value * slip.by - one.value
            return {slip.number: (room[0] + by, room[1] + by)}
        if slip.other is None:
            return {slip.number: times(room, (slip.by, slip.by))}
        other, beside = self.numbers[slip.other].value, rooms[slip.other]
        if slip.kind.rule == SlipRule.EXCHANGE:
            by = other / one.value
            return {slip.number: times(room, (by, by)), slip.other: times(beside, (1 / by, 1 / by))}
        through = beside[0] <= 0 <= beside[1]
        parts = EVERYTHING if through else (1 / beside[1], 1 / beside[0])
        return {slip.number: times(room, beside if slip.kind.rule == SlipRule.OVER_ALL else parts)}

    def _room(self, one: Lever) -> Interval:
        """Between which ends a number lies; anywhere where it stands in several places."""
        node = self.draws.model.node(one.seats[0][0], self.choices)
        return node.law(self.choices).support() if len(one.seats) == 1 and isinstance(node, Input) else EVERYTHING


def _turns_the_stated_side(slip: Slip, check: Check) -> bool:
    """Whether the stated side comes to lie below zero: the other side then has to be so too."""
    return slip.by < 0 and check.stated == slip.number


def slips_sentence(found: Slips) -> str:
    """Which slips would mend a failing check, how many were tried, and whether anything tells them apart.

    One after which the check can no longer tell has mended nothing: the check has lost its severity.
    """
    check, tried, mends = found.check, found.tried, found.mends
    if not found.fails:
        return f"{check} does not fail as the case is taken, so no slip is looked for."
    many = "1 slip" if tried == 1 else f"{tried} slips"
    if not mends:
        return f"{check} fails, and none of {many} that were tried mends it; that is no evidence either way."
    real = [mend for mend in mends if mend.outcomes.get(check) != Outcome.CANNOT_TELL]
    silent = [mend for mend in mends if mend not in real]
    words = f"Of {many} tried, {_count(real)} {check}" + (f": {_named(real)}" if real else "")
    words += f"; after {_named(silent)} it no longer fails, and could not tell" if silent else ""
    sided = f" {ONE_SIDED}" if found.one_sided and silent else ""
    return f"{words}.{sided} {NO_EVIDENCE} {_apart(mends, found.from_outside)}"


def _count(mends: Sequence[Mend]) -> str:
    return {0: "none mends", 1: "1 mends"}.get(len(mends), f"{len(mends)} mend")


def _named(mends: Sequence[Mend]) -> str:
    return listed([f"{mend.number} {mend.change}" for mend in mends])


def _apart(mends: Sequence[Mend], from_outside: Sequence[str]) -> str:
    clear = [mend for mend in mends if not mend.failing]
    failing = list(dict.fromkeys(check for mend in mends for check in mend.failing))
    if not clear:
        return f"After {'it' if len(mends) == 1 else 'each of them'} something fails ({listed(failing)})."
    if len(clear) == len(mends):
        return "After it no check fails." if len(mends) == 1 else "After each no check fails: nothing here chooses."
    kept = "one" if len(clear) == 1 else f"{len(clear)} of them"
    rest = "the other" if len(mends) - len(clear) == 1 else "each of the others"
    after = f"after {_named(clear)} no check fails, after {rest} something does ({listed(failing)})"
    return f"{_by(mends, from_outside)} {kept}: {after}."


def _by(mends: Sequence[Mend], from_outside: Sequence[str]) -> str:
    """What tells slips apart: evidence from outside only where each of those that are left fails by it."""
    chosen = all(set(mend.failing) & set(from_outside) for mend in mends if mend.failing)
    return "Evidence from outside does not exclude" if chosen else "The other checks do not exclude"
