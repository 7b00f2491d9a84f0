"""The sheet *Distributions*: how each input is drawn, its figures one below the other, and what moves together.

What is drawn refers to these cells; they refer to the parameters on the sheets of the inputs. A sample, or a list of
values with weights, has a table beside its block: its values in order, and what share of the weight each reaches.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from ...graph import SHAPE, Input, NodeKind, Shares
from ...uncertainty import AS_WRITTEN, Composition, Discrete, Empirical, Uniform, root
from ..cells import EXACT, Live, Reference
from ..grid import titled
from .basis import Basis
from .laws import Law, drawn_as, filled, law_of, parameters_of
from .mix_laws import by_part, drawn_in_turn, order_figures, room_figures

ABOUT = (
    "How each input is drawn: a point between 0 and 1 goes into the formula of its shape. Change an input on its own "
    "sheet, and everything here follows."
)
NAME, VALUE, WEIGHT, UP_TO, SORTED, REACHED = range(6)
HEADS = ("Figure", "Value")
SAMPLE_HEADS = ("", "Value", "Weight", "Share of the weight up to it", "In order", "Share of the weight up to it")


@dataclass
class LawCells:
    """The sheet, and what each input is at a point between 0 and 1."""

    basis: Basis
    laws: dict[str, Law] = field(default_factory=dict)
    cells: dict[str, dict[str, Reference]] = field(default_factory=dict)
    unseen: dict[str, Reference] = field(default_factory=dict)
    roots: dict[str, tuple[tuple[str, ...], dict[tuple[int, int], Reference]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sheet = titled("Distributions", "How each input is drawn", ABOUT)
        self.sheet.widths.update({NAME: 44, VALUE: 16, WEIGHT: 14, UP_TO: 16, SORTED: 14, REACHED: 16})
        self.sheet.frozen = (3, 0)
        self.row = 3
        for name, node in self.basis.nodes.items():
            if isinstance(node, Shares):
                self._mix(name, node.composition)
            elif isinstance(node, Input):
                self._input(name, node)
        for group in self.basis.correlated():
            self._together(group)

    def at(self, name: str, point: str) -> tuple[str, float] | None:
        """The formula of an input at a point, in its own unit, and how closely it comes; none where there is none."""
        law = self.laws.get(name)
        return (law.at(point, lambda key: self.cell(name, key)), law.within) if law else None

    def cell(self, name: str, key: str) -> str:
        """The text of the cell of a figure of an input: as it is drawn where it is drawn in another shape."""
        known = self.cells[name]
        return str(known.get(f"drawn {key}") or known[key])

    def _title(self, name: str, words: str) -> None:
        self.row += 1
        self.sheet.put(self.row, NAME, f"{self.basis.called(name)} ({name}): {words}", "head")
        self.sheet.put(self.row, VALUE, self.basis.unit(name), "head")
        self.row += 1

    def _put(self, name: str, key: str, formula: str, value: float, within: float = EXACT) -> Reference:
        """A figure in a row of its own."""
        self.sheet.put(self.row, NAME, key)
        found = self.sheet.put(self.row, VALUE, Live(formula, value, within), "derived")
        self.cells.setdefault(name, {})[key] = found
        self.row += 1
        return found

    def _input(self, name: str, node: Input) -> None:
        law = node.as_written(self.basis.choices)
        drawn, changed = drawn_as(
            law, self.basis.choices.get(SHAPE, AS_WRITTEN) if node.is_shape_judged else AS_WRITTEN
        )
        if isinstance(drawn, Discrete):
            self._listed(name, drawn)
            return
        if node.kind is NodeKind.CLAIM:  # one that is exact may become another that is not
            law = drawn = Uniform(*law.support())
        shape = law_of(drawn)
        if shape is None or not self.basis.is_drawn(name):
            return
        self._title(name, shape.words)
        for key, value in parameters_of(law).items():
            self._put(name, key, str(self.basis.inputs.parameter(name, key)), self._shown(name, key, value))
        self.laws[name] = shape
        for figures, cell in ((changed, self._as_given(name)), (shape.figures, lambda key: self.cell(name, key))):
            for figure in figures:
                size = self.basis.size(name) if _has_unit(figure.key) else 1.0
                self._put(name, figure.key, filled(figure.formula, cell), figure.value / size, shape.within)
        self.row += 1

    def _as_given(self, name: str) -> Callable[[str], str]:
        """The cells of the parameters that the case gives."""
        return lambda key: str(self.cells[name][key])

    def _shown(self, name: str, key: str, value: float) -> float:
        return value / self.basis.size(name) if _has_unit(key) else value

    def _listed(self, name: str, law: Discrete) -> None:
        """Values with their weights, in the order of the case, and beside them in the order of their size."""
        self._title(name, "a sample: its values as they are" if isinstance(law, Empirical) else "a few values")
        for place, head in enumerate(SAMPLE_HEADS):
            self.sheet.put(self.row, place, head, "head")
        first, last = self.row + 1, self.row + len(law.values)
        spans = {place: self._span(place, first, last) for place in (VALUE, WEIGHT)}
        values, weights = np.array(law.values) / self.basis.size(name), np.array(law.weights)
        for at, (value, weight) in enumerate(zip(values.tolist(), weights.tolist(), strict=True), 1):
            self.row += 1
            self.sheet.put(self.row, NAME, f"value {at}")
            for place, key, figure in ((VALUE, "value", value), (WEIGHT, "weight", weight)):
                given = self.basis.given(name, f"{key} {at}", figure)
                self.sheet.put(self.row, place, Live(given, figure), "derived")
            lesser = float(np.sort(values)[at - 1])
            pairs = ((UP_TO, self._here(VALUE), value), (REACHED, self._here(SORTED), lesser))
            self.sheet.put(self.row, SORTED, Live(f"SMALL({spans[VALUE]},{at})", lesser), "derived")
            for place, here, upto in pairs:
                share = float(weights[values <= upto].sum() / weights.sum())
                text = f"SUMPRODUCT(({spans[VALUE]}<={here})*{spans[WEIGHT]})/SUM({spans[WEIGHT]})"
                self.sheet.put(self.row, place, Live(text, share), "derived")
        self.row += 1
        before = self._span(REACHED, first, last - 1)
        count = f"SUMPRODUCT(--({before}<{{p}}))" if last > first else "0"
        self.laws[name] = Law("", (), f"INDEX({self._span(SORTED, first, last)},1+{count})")
        reached, ordered = self._span(REACHED, first, last), self._span(SORTED, first, last)
        ends = np.array(law.support()) / self.basis.size(name)
        for key, upto, end in (("low", "<=0", ends[0]), ("high", f"<1-{EXACT}", ends[1])):
            self._put(name, key, f"INDEX({ordered},1+SUMPRODUCT(--({reached}{upto})))", float(end))
        if isinstance(law, Empirical):
            self.unseen[name] = self._put(
                name, "what may lie beyond all values", f"1/(SUM({spans[WEIGHT]})+1)", law.unseen
            )
        self.row += 1

    def _here(self, place: int) -> str:
        return str(Reference(self.sheet.name, self.row, place))

    def _span(self, place: int, first: int, last: int) -> str:
        """The cells of a column from one row to another."""
        end = str(Reference(self.sheet.name, last, place)).rpartition("!")[2]
        return f"{Reference(self.sheet.name, first, place)}:{end}"

    def _mix(self, name: str, mix: Composition) -> None:
        """The figures of a mix, the mean shares as shares of their sum."""
        self._title(name, "a mix of parts" if mix.means else "a mix of parts, each as likely as any other")
        given = self.basis.inputs
        sizes = [self.basis.size(f"{name}.{part}") for part in mix.parts]
        for kind, values in (("low", mix.low), ("high", mix.high)):
            for part, value, size in zip(mix.parts, values, sizes, strict=True):
                key = f"{kind} {part}"
                self._put(name, key, self.basis.given(name, key, value / size), value / size)
        if mix.means is not None:
            means = [str(given.parameter(name, f"mean {part}")) for part in mix.parts]
            for part, mean, cell in zip(mix.parts, mix.means, means, strict=True):
                self._put(name, f"mean {part}", f"{cell}/({'+'.join(means)})", mean)
            self._put(name, "concentration", str(given.parameter(name, "concentration")), mix.concentration)
        cell = lambda key: self.cell(name, key)  # noqa: E731
        for figure in (*order_figures(mix), *room_figures(mix)):
            self._put(name, figure.key, filled(figure.formula, cell), figure.value)
        if mix.means is None:
            self._middle(name, mix, cell)
        self.row += 1

    def _middle(self, name: str, mix: Composition, cell: Callable[[str], str]) -> None:
        """The shares with every point in its middle, in the order in which they are drawn."""
        shares = mix.quantile(np.full((mix.dimensions, 1), 0.5))
        places = [str(Reference(self.sheet.name, self.row + at, VALUE)) for at in range(len(mix.parts))]
        drawn = drawn_in_turn(mix, cell, ["0.5"] * mix.dimensions, places)
        for at, (index, draw) in enumerate(zip(mix.order, drawn or (), strict=False), 1):
            self._put(name, middle_of(at), draw.formula, float(shares[index][0]), draw.within)

    def middle_share(self, name: str, mix: Composition, part: str) -> str:
        """The formula of the share of a part with every point in its middle; nothing where there is none."""
        known = [self.cells[name].get(middle_of(at)) for at in range(1, len(mix.parts) + 1)]
        return by_part(mix, part, lambda key: self.cell(name, key), list(map(str, known))) if all(known) else ""

    def _together(self, group: tuple[str, ...]) -> None:
        """The normals' correlations of inputs that move together, and their lower root (Cholesky's)."""
        ranks = self.basis.model.ranks(group, self.basis.choices)
        lower = root(ranks)
        if lower is None:
            return
        self.row += 1
        self.sheet.put(self.row, NAME, f"moving together: {', '.join(map(self.basis.called, group))}", "head")
        self.row += 1
        cells: dict[tuple[int, int], Reference] = {}
        for one in range(len(group)):
            for other in range(one + 1):
                normal = self._normal_correlation(group[one], group[other])
                done = "".join(f"-{cells[one, k]}*{cells[other, k]}" for k in range(other))
                text = (
                    f"SQRT(MAX(0,1{done}))"
                    if one == other
                    else f"IF({cells[other, other]}<0.000001,0,({normal}{done})/{cells[other, other]})"
                )
                self.sheet.put(self.row, NAME, f"root, {group[one]} by {group[other]}")
                cells[one, other] = self.sheet.put(self.row, VALUE, Live(text, float(lower[one, other])), "derived")
                self.row += 1
        for name in group:
            self.roots[name] = (group, cells)
        self.row += 1

    def _normal_correlation(self, one: str, other: str) -> str:
        """2 sin(π ρ / 6) of the rank correlation that the case declares of two inputs; nothing declared is zero."""
        for correlation in reversed(list(self.basis.model.correlations.values())):
            if {one, other} <= set(correlation.between) and isinstance(self.basis.nodes[correlation.rank], Input):
                return f"2*SIN(PI()*{self.basis.inputs.parameter(correlation.rank, 'value')}/6)"
        return "0"


def _has_unit(key: str) -> bool:
    """Whether a figure of a distribution is in the unit of its input."""
    return key.removeprefix("drawn ") in UNITS_OF_INPUT


UNITS_OF_INPUT = frozenset(
    {
        *("value", "low", "high", "mode", "mean", "standard_uncertainty", "median", "centre", "scale"),
        *("its mean", "its standard deviation"),
    }
)


def middle_of(place: int) -> str:
    """The key of the share that is drawn at a place, with every point in its middle."""
    return f"middle of {place}"
