"""What would have to be true: any formula solved for any number that it rests on.

With everything else as written, the value at which the formula meets what is wanted; from the outer bounds, what that
value may be over all that the rest may be; and draw by draw, how it is spread.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from pydantic import Field

from ..base import Budget, Looked, RemediedError, Result, Spent, Thing, paid_by, pay, suggestion, unsaid
from ..checks import Figure
from ..graph import (
    Apply,
    Arrays,
    Choices,
    Draws,
    Expression,
    Input,
    Model,
    ModelError,
    Name,
    NodeKind,
    Number,
    Relation,
    Share,
    Shares,
    Taken,
    fold,
    leaves_of,
    names_in,
    outer_bounds,
)
from ..text import (
    Names,
    Written,
    brief,
    capital,
    describe,
    factor,
    in_full,
    in_turn,
    is_counted,
    number,
    percent,
    same_calendar,
    same_kind,
    show,
    significant,
    span,
    spans,
    with_unit,
)
from ..uncertainty import Estimate, Figures, Interval, probability
from .levers import levers_of
from .line import Line

WORDED = "Allowing for the wording it could be"
MOST_WORK = 400_000
DRAWS = 400  # what it costs to look at a value in all draws
ENDED = "There the search ended, for this formula takes much work; there may be other values, or nearer bounds."
FAR, STEPS, CLOSE = 1e4, 24, 1e-13
NOTHING = 2  # beside the signs: no bounds, as about a pole; beyond it there may be more
ENOUGH = 1e-6  # how small what is left of a draw's equation has to be, as a share of what is left a little off
LONGEST_NAME = 8  # words of a name that stands beside a range
NEAR = 1e-9  # of a whole number, as a share of it
SLIGHT = 1e-3  # how far off that is, as a share of the value


@dataclass(frozen=True)
class Solution:
    """The values of one number at which a formula is what is wanted, in the number's own unit.

    ``as_written`` holds every stretch of them that was found with all else as written, one of no width where all
    else is a number; none where something is drawn. ``bounds`` hold what the value may be over all that the rest may
    be; ``figures`` how it is spread, where each draw has just one. ``unsolved`` is the share of draws in which none was
    found between the ends of ``looked``, ``several`` that in which more than one was. It is looked in steps of a factor
    of about two: two values within one step, or one where it only touches, can be missed. ``called`` has the names for
    people of the formula, the unknown and what is wanted; ``is_count`` is whether the unknown counts things; ``cut``
    says how much was looked at where the budget of the search was spent.
    """

    formula: str
    unknown: str
    wanted: str
    unit: str
    as_written: tuple[Interval, ...]
    bounds: tuple[Interval, ...]
    figures: Figures | None
    unsolved: Estimate | None
    several: Estimate | None
    looked: Interval
    is_count: bool = False
    called: Mapping[str, str] = field(default_factory=dict)
    cut: Looked | None = None


def solve_for(draws: Draws, formula: str, unknown: str, wanted: str, choices: Choices) -> Solution:
    """The values of ``unknown`` at which ``formula`` is ``wanted``.

    Args:
        unknown: a claim, a piece of evidence or an assumption on which the formula rests.
        wanted: a quantity of the case, or a number with its unit (``30 tonne/truck``).

    Raises:
        ModelError: a name that isn't there, a number on which the formula does not rest, a part of a mix, something
            wanted of another kind or that rests on the unknown itself.
    """
    model = draws.model
    _refuse_other_than_formula(model, formula, choices)
    leaf = _leaf(model, formula, unknown, choices)
    gap = Apply("-", (Name(formula), _goal(model, formula, leaf, wanted, choices)))
    equation = Equation(draws, gap, leaf, choices)
    rest = [name for name in leaves_of(model, gap, choices) if name != leaf and model.has_width(name, choices)]
    drawn = any(model.node(name, choices).kind not in (NodeKind.CLAIM, NodeKind.DEFINITION) for name in rest)
    scale = factor(model.units[leaf])
    said, cut = _in_turn(
        ((), lambda: () if drawn else tuple(_scaled(one, scale) for one in equation.stretches(written=True))),
        ((), lambda: tuple(_scaled(one, scale) for one in equation.stretches(written=False))),
        ((None, None, None), lambda: equation.figures(scale) if drawn else (None, None, None)),
    )
    figures, unsolved, several = said[2]
    return Solution(
        formula=formula,
        unknown=unknown,
        wanted=wanted,
        unit=show(model.units[leaf]),
        as_written=said[0],
        bounds=said[1],
        figures=figures,
        unsolved=unsolved,
        several=several,
        looked=_scaled(equation.line.reach, scale),
        is_count=is_counted(model.units[leaf]) and not model.units[leaf].dimensionless,
        called={**{name: model.names.of(name) for name in (formula, unknown)}, wanted: _called(model, wanted)},
        cut=cut,
    )


def _in_turn(*questions: tuple[Any, Callable[[], Any]]) -> tuple[list[Any], Looked | None]:
    """What each question gives, from one budget; nothing of those that it does not pay for, and how many it did."""
    budget, answers = Budget(MOST_WORK), [nothing for nothing, _ in questions]
    for at, (_, ask) in enumerate(questions):
        try:
            with paid_by(budget):
                answers[at] = ask()
        except Spent as spent:
            if spent.budget is not budget:
                raise
            return answers, Looked(at=Thing.ROUTES, looked=at, of=len(questions))
    return answers, None


def _called(model: Model, wanted: str) -> str:
    """What is wanted in words: a quantity by its name, a number with its unit."""
    if wanted in model.nodes:
        return model.names.of(wanted)
    written = Written.parse(wanted, model.spellings)
    return with_unit(number(float(written.low), in_full(float(written.low))), show(written.unit))


def _refuse_other_than_formula(model: Model, name: str, choices: Choices) -> None:
    """Raise where what should be solved is a check, or a number on which nothing else bears."""
    if name in model.checks and name not in model.nodes:
        check = model.checks[name]
        raise ModelError(f"`{name}` is a check; name one of its sides, `{check.stated}` or `{check.computed}`", name)
    if not isinstance(model.node(name, choices), Relation):
        raise ModelError(
            f"`{name}` is not a formula; name first the formula, then the number in it, then what is wanted", name
        )


def _scaled(ends: Interval, scale: float) -> Interval:
    return ends[0] / scale, ends[1] / scale


def _leaf(model: Model, formula: str, unknown: str, choices: Choices) -> str:
    """The leaf that an unknown is; raises where the formula cannot be solved for it."""
    leaves = model.leaves(formula, choices)
    if unknown not in model.nodes:
        whole = unknown.split(".")[0]
        remedy = f"ask for `{whole}` itself" if whole in leaves else suggestion(unknown, leaves)
        raise ModelError(f"`{formula}` cannot be solved for `{unknown}`; {remedy}", unknown)
    node = model.node(unknown, choices)
    if isinstance(node, Shares | Share):
        raise ModelError(f"`{unknown}` is a mix; its region is that of a check of kind `reachable`", unknown)
    if isinstance(node, Relation):
        read = next((leaf for leaf in leaves if leaf.startswith(f"{unknown}.")), None)  # a claim "of each"
        if read is None:
            raise ModelError(f"`{unknown}` is a formula; {suggestion(unknown, leaves)}", unknown)
        return read
    if unknown not in leaves:
        raise ModelError(f"`{formula}` does not rest on `{unknown}`; {suggestion(unknown, leaves)}", unknown)
    seats = [one.seats for one in levers_of(model, (formula,), choices).values() if one.name == unknown]
    held = [name for those in seats for name, _ in those if name != unknown and name in leaves]
    if held:
        raise ModelError(
            f"`{unknown}` is also a parameter of `{held[0]}`, which is drawn; solve for `{held[0]}`", unknown
        )
    return unknown


def _goal(model: Model, formula: str, leaf: str, wanted: str, choices: Choices) -> Expression:
    if wanted in model.nodes:
        if leaf in model.leaves(wanted, choices):
            raise ModelError(f"`{wanted}` rests on `{leaf}` itself; want a number, or another quantity", wanted)
        goal, unit = Name(wanted), model.units[wanted]
    else:
        try:
            written = Written.parse(wanted, model.spellings)
        except RemediedError as error:
            number = any(map(str.isdigit, wanted))
            remedy = error.remedy if number else suggestion(wanted, model.nodes, otherwise=error.remedy)
            raise ModelError(f"{error.message}; {remedy}", wanted) from None
        if written.is_range:
            raise ModelError(f"`{wanted}` is a range; want one number at a time", wanted)
        goal, unit = Number(float(written.low), show(written.unit), written.unit), written.unit
    if not same_kind(unit, model.units[formula]):
        here, there = describe(model.units[formula]), describe(unit)
        raise ModelError(f"`{formula}` is in {here}, and {there} is wanted; both must measure the same kind of thing")
    if not same_calendar(unit, model.units[formula]):
        here, there = describe(model.units[formula]), describe(unit)
        found = f"`{formula}` is in {here}, and {there} is wanted, which a month of no fixed length lies between"
        raise ModelError(f"{found}; want it in {here}")
    return goal


@dataclass(frozen=True)
class Equation:
    """A gap that is to be closed by one leaf."""

    draws: Draws
    gap: Expression
    leaf: str
    choices: Choices

    @property
    def line(self) -> Line:
        """The values that are looked through: from where the number stands to ten thousand times more and less."""
        node = self.draws.model.node(self.leaf, self.choices)
        assert isinstance(node, Input)
        start = node.written[0] if node.written else float(node.law(self.choices).quantile(np.array(0.5)))
        return Line(start, FAR)

    def stretches(self, written: bool) -> list[Interval]:
        """The stretches of values for which the gap can be closed, in ascending order."""
        sign = lambda value: self._sign(value, written)  # noqa: E731
        low, high = self.line.reach
        down, lowest = self.line.turns(sign, low, STEPS, CLOSE)
        up, highest = self.line.turns(sign, high, STEPS, CLOSE)
        turns = [(turn, turn.after, turn.before) for turn in reversed(down)]
        turns += [(turn, turn.before, turn.after) for turn in up]
        found, start = [], lowest if sign(lowest) == 0 else None
        for turn, before, after in turns:
            at = self.line.between(turn.near, turn.far, 0.5)
            if after == 0:
                start = at
            elif before == 0 and start is not None:
                found.append((start, at))
                start = None
            elif NOTHING not in (before, after) and self._is_closed(at, written):
                found.append((at, at))  # from below to above, and not about a pole: a point
        return [*found, *([(start, highest)] if sign(highest) == 0 and start is not None else [])]

    def _sign(self, value: float, written: bool) -> int:
        """Whether the gap lies below zero, above it, or can be closed, at a value; or nothing can be said of it."""
        ends = self._ends(value, written)
        return NOTHING if ends is None else (ends[0] > 0) - (ends[1] < 0)

    def _is_closed(self, at: float, written: bool) -> bool:
        """Whether the gap is all but nothing at a value, beside what it is a little off it."""
        here, off = self._ends(at, written), self._ends(at * 1.01 or 1.0, written)
        return here is not None and off is not None and max(map(abs, here)) < max(map(abs, off))

    def _ends(self, value: float, written: bool) -> Interval | None:
        taken = Taken.AS_WRITTEN if written else Taken.WITH_HEDGES
        try:
            return outer_bounds(self.draws.model, self.gap, self.choices, {self.leaf: value}, taken)
        except ModelError:
            return None

    def figures(self, scale: float) -> tuple[Figures | None, Estimate, Estimate]:
        """How the value that closes the gap is spread, and the shares of draws without one and with several.

        There is no spread of *the* value where some draws have none, or more than one.
        """
        shape = (self.draws.settings.randomisations, self.draws.settings.points)
        root, many = self._roots(self._grid(), np.arange(shape[0] * shape[1]))
        unsolved, several = (
            probability(hits.reshape(shape)) if hits.any() else Estimate(0.0) for hits in (many == 0, many > 1)
        )
        return (Figures.of(root.reshape(shape) / scale) if (many == 1).all() else None), unsolved, several

    def _grid(self) -> np.ndarray:
        """The values between which the gap is looked at: along the whole line, and closely where it can be closed."""
        parts = np.linspace(0.0, 1.0, 2 * STEPS + 1).tolist()
        stretches = [self.line.reach, *self.stretches(written=False)]
        return np.unique([self.line.between(*ends, part) for ends in stretches for part in parts])

    def _roots(self, grid: np.ndarray, every: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The first value in each draw at which the gap is closed, and how many there are. A pole is none."""
        from scipy.optimize.elementwise import find_root

        left = np.stack([self._left(np.full(every.size, value), every) for value in grid.tolist()])
        below = left < 0  # a gap that is closed on the grid itself counts as above, so that it is met once
        crosses = (below[1:] != below[:-1]) & np.isfinite(left[1:]) & np.isfinite(left[:-1])
        root, many = np.full(every.size, np.nan), np.zeros(every.size, dtype=int)
        cells, draws = np.nonzero(crosses)
        for cell in np.unique(cells).tolist():
            these = draws[cells == cell]
            found = find_root(self._left, (grid[cell], grid[cell + 1]), args=(these,)).x
            off = np.abs(self._left(found + SLIGHT * np.where(found == 0, 1.0, np.abs(found)), these))
            closed = np.abs(self._left(found, these)) <= ENOUGH * off
            these, found = these[closed], found[closed]
            root[these] = np.where(many[these] == 0, found, root[these])
            many[these] += 1
        return root, many

    def _left(self, value: np.ndarray, index: np.ndarray) -> np.ndarray:
        """What is left of the gap in some draws, named by their index, at a value for each."""
        pay(DRAWS * (1 + index.size * len(self.draws.model.below(*names_in(self.gap))) // 2**16))
        return fold(self.gap, Arrays(_Values(self, value, index)))


class _Values(dict[str, np.ndarray]):
    """Some draws of what does not rest on the unknown, and everything else anew from its values."""

    def __init__(self, equation: Equation, value: np.ndarray, index: np.ndarray) -> None:
        super().__init__({equation.leaf: value})
        self.equation, self.index = equation, index
        self.touched = equation.draws.model.resting_on([equation.leaf])

    def __missing__(self, name: str) -> np.ndarray:
        draws, choices = self.equation.draws, self.equation.choices
        node = draws.model.node(name, choices)
        if name in self.touched and isinstance(node, Relation):
            self[name] = fold(node.expression, Arrays(self))
        else:
            self[name] = draws.of(name, choices).ravel()[self.index]
        return self[name]


class Solved(Result):
    """What one number would have to be for a formula to be what is wanted, in the number's unit."""

    formula: str
    unknown: str
    wanted: str
    unit: str
    as_written: list[tuple[float, float]] = Field(
        description="with all else as written; nothing where something is drawn"
    )
    bounds: list[tuple[float, float]] = Field(description="over all that the rest may be")
    mean: Figure | None = None
    coverage_interval: tuple[Figure, Figure] | None = Field(None, description="95 %, probabilistically symmetric")
    unsolved: Figure | None = Field(None, description="the share of draws in which no value was found")
    several: Figure | None = Field(None, description="the share of draws in which more than one was found")
    looked: tuple[float, float]
    is_count: bool = Field(False, description="whether the unknown counts things, which come in whole numbers")
    called: dict[str, str] = Field(
        default_factory=dict, description="what the formula, the unknown and what is wanted are called for people"
    )
    cut: Looked | None = Field(
        None,
        exclude_if=unsaid,
        description="how many routes to a solution were gone before the budget was spent; stands only then",
    )

    @classmethod
    def of(cls, found: Solution) -> Solved:
        """The solution as it is published, rounded."""
        rounded = lambda ends: [(significant(low), significant(high)) for low, high in ends]  # noqa: E731
        figures = found.figures
        return cls(
            formula=found.formula,
            unknown=found.unknown,
            wanted=found.wanted,
            unit=found.unit,
            as_written=rounded(found.as_written),
            bounds=rounded(found.bounds),
            mean=Figure.of(figures.mean) if figures else None,
            coverage_interval=(Figure.of(figures.interval[0]), Figure.of(figures.interval[1])) if figures else None,
            unsolved=Figure.of(found.unsolved) if found.unsolved and found.unsolved.value else None,
            several=Figure.of(found.several) if found.several and found.several.value else None,
            looked=rounded([found.looked])[0],
            is_count=found.is_count,
            called=dict(found.called),
            cut=found.cut,
        )

    def name(self, given: str) -> str:
        """What the formula, the unknown or what is wanted is called for people."""
        return self.called.get(given) or Names().of(given)

    def in_words(self) -> str:
        return solution_sentence(self)


def solution_sentence(found: Solved) -> str:
    """What one number would have to be for a formula to be what is wanted, all else as written, bounded or drawn."""
    unknown, looked = found.name(found.unknown), span(found.looked, found.unit)
    would = f"{capital(unknown) if len(unknown.split()) <= LONGEST_NAME else 'The number sought'} would have to be"
    outermost = [span(one, found.unit) for one in found.bounds]
    at_most = in_turn("At the outermost it would be", outermost, "Or it would be", "or")
    ended = [f"{found.cut.sentence} {ENDED}"] if found.cut else []
    if not found.bounds and not found.as_written:
        return ended[0] if ended else _none_found(found)
    if found.mean is not None and found.coverage_interval is not None:
        ends = with_unit(" to ".join(str(end.estimate) for end in found.coverage_interval), found.unit)
        mean = f"Its mean is {with_unit(str(found.mean.estimate), found.unit)}."
        said = [f"{would} {ends}, in 95% of draws.", mean, *at_most]
    elif found.unsolved is not None or found.several is not None:
        said = [*in_turn(would, outermost, "Or it would be", "or"), _drawn(found), f"We looked from {looked}."]
    elif not found.as_written:
        none = "With the numbers exactly as written we found no value."
        said = [*in_turn(would, outermost, "Or it would be", "or"), "That allows for the wording.", none]
    else:
        exact, room = _exact(found), [with_unit(text, found.unit) for text in _room(found)]
        said = in_turn(would, exact, "Or it would be", "or")
        if found.bounds != found.as_written:
            said += in_turn(WORDED, room, "Or it could be", "or")
    return " ".join([*said, *_wanted(found, "would then be"), *ended])


def _exact(found: Solved) -> list[str]:
    """The values with all else as written; of things that are counted the nearest whole number."""
    if found.is_count and all(low == high and round(low) >= 1 for low, high in found.as_written):
        wholes = [(round(low), math.isclose(low, round(low), rel_tol=NEAR)) for low, _ in found.as_written]
        texts = [f"{'' if exactly else 'about '}{number(one, in_full(one))}" for one, exactly in wholes]
    else:
        texts = spans([*found.as_written, *found.bounds])[: len(found.as_written)]
    return [with_unit(text, found.unit) for text in texts]


def _room(found: Solved) -> list[str]:
    """The values that the wording allows; of things that are counted from the least whole number to the greatest."""
    wholes = [(float(math.ceil(low)), float(math.floor(high))) for low, high in found.bounds]
    if found.is_count and all(1 <= low <= high for low, high in wholes):
        return spans(wholes, [max(map(in_full, ends)) for ends in wholes])
    return spans([*found.as_written, *found.bounds])[len(found.as_written) :]


def _wanted(found: Solved, would_be: str) -> list[str]:
    """What a formula would be then."""
    formula = capital(found.name(found.formula))
    return [brief([f"{formula} {would_be} {found.name(found.wanted)}."], [f"{formula} {would_be} as wanted."])]


def _none_found(found: Solved) -> str:
    """That no value does it, and where it was looked for."""
    unknown, formula = found.name(found.unknown), found.name(found.formula)
    where = f"We looked from {span(found.looked, found.unit)}, in steps of a factor of one and a half."
    return brief(
        [f"We found no value of {unknown} for which {formula} would be {found.name(found.wanted)}.", where],
        [f"We found no value of {unknown} that gives what is wanted.", where],
    )


def _drawn(found: Solved) -> str:
    """Why no spread of the value is given: in some draws there is none, in others more than one."""
    if not found.several:
        return f"In {percent(found.unsolved)} of draws no value will do."
    several = f"in {percent(found.several)} of draws more than one value will do"
    return capital(
        f"in {percent(found.unsolved)} of draws no value will do, {several}." if found.unsolved else f"{several}."
    )
