"""What would have to be true: any formula solved for any number that it rests on.

With everything else as written, the value at which the formula meets what is wanted; from the outer bounds, what that
value may be over all that the rest may be; and draw by draw, how it is spread.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from pydantic import Field

from ..base import RemediedError, Result, suggestion
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
    outer_bounds,
)
from ..text import (
    Written,
    describe,
    factor,
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

FAR, STEPS, CLOSE = 1e4, 24, 1e-13
NOTHING = 2  # beside the signs: no bounds, as about a pole; beyond it there may be more
ENOUGH = 1e-6  # how small what is left of a draw's equation has to be, as a share of what is left a little off
SLIGHT = 1e-3  # how far off that is, as a share of the value


@dataclass(frozen=True)
class Solution:
    """The values of one number at which a formula is what is wanted, in the number's own unit.

    ``as_written`` holds every stretch of them that was found with all else as written, one of no width where all
    else is a number; none where something is drawn. ``bounds`` hold what the value may be over all that the rest may
    be; ``figures`` how it is spread, where each draw has just one. ``unsolved`` is the share of draws in which none was
    found between the ends of ``looked``, ``several`` that in which more than one was. It is looked in steps of a factor
    of about two: two values within one step, or one where it only touches, can be missed.
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
    figures, unsolved, several = equation.figures(scale) if drawn else (None, None, None)
    return Solution(
        formula=formula,
        unknown=unknown,
        wanted=wanted,
        unit=show(model.units[leaf]),
        as_written=() if drawn else tuple(_scaled(one, scale) for one in equation.stretches(written=True)),
        bounds=tuple(_scaled(one, scale) for one in equation.stretches(written=False)),
        figures=figures,
        unsolved=unsolved,
        several=several,
        looked=_scaled(equation.line.reach, scale),
    )


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
        )

    def in_words(self) -> str:
        return solution_sentence(self)


def solution_sentence(found: Solved) -> str:
    """What one number would have to be for a formula to be what is wanted, all else as written, bounded or drawn."""
    for_it = f"For {found.formula} to be {found.wanted}, {found.unknown} would have to be"
    looked = span(found.looked, found.unit)
    outermost = " or ".join(span(one, found.unit) for one in found.bounds)
    if not found.bounds and not found.as_written:
        steps = "looked through in steps of a factor of one and a half"
        return f"{for_it} something that was not found from {looked}, {steps}."
    if found.mean is not None and found.coverage_interval is not None:
        ends = with_unit(" to ".join(str(end.estimate) for end in found.coverage_interval), found.unit)
        return f"{for_it} {ends} in 95 % of draws ({found.mean.estimate} in the mean); at the outermost {outermost}."
    if found.unsolved is not None or found.several is not None:
        return f"{for_it} {outermost} at the outermost; {_drawn(found)}, of those from {looked}."
    if not found.as_written:
        return f"{for_it} {outermost}, within hedges; with the other numbers as written no value was found."
    texts = spans([*found.as_written, *found.bounds])
    exact = " or ".join(with_unit(text, found.unit) for text in texts[: len(found.as_written)])
    hedged = " or ".join(texts[len(found.as_written) :])
    return f"{for_it} {exact}" + (f" ({hedged} with hedges)." if found.bounds != found.as_written else ".")


def _drawn(found: Solved) -> str:
    """Why no spread of the value is given: in some draws there is none, in others more than one."""
    without = [f"in {percent(found.unsolved)} of draws no value will do"] if found.unsolved else []
    return " and ".join([*without, *([f"in {percent(found.several)} more than one will"] if found.several else [])])
