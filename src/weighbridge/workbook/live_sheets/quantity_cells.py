"""The sheet *Working*: every quantity of a case, inputs first, each with its value and its bounds as live formulas."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from ...base import pint
from ...graph import (
    Corners,
    Expression,
    Floats,
    Input,
    ModelError,
    Name,
    Node,
    NodeKind,
    Quantities,
    Relation,
    Shares,
    corners,
    fold,
    outer_bounds,
)
from ...text import factor
from ...uncertainty import Composition
from ..cells import EXACT, SPECIAL, Content, Live, Reference
from ..evidence import asked_of
from ..grid import Column, Grid, titled
from .basis import Basis
from .ends import HIGH, LOW, VALUE, Ends, place_words
from .formulas import LONGEST, Spreadsheet, Term, powers
from .law_cells import LawCells
from .mix_cells import MixCells

ABOUT = (
    "Every quantity, inputs first, then what rests on them; last what no formula here needs. Each cell is a formula of "
    "the cells of its inputs. Change a number on the sheets of the inputs, and everything here follows. All "
    "figures of a row are in its unit."
)
COLUMNS = {
    "name": Column("Name", 26),
    "called": Column("What it is", 40),
    "formula": Column("Formula", 44),
    "unit": Column("Unit", 16, "unit"),
    VALUE: Column("Value", 14, "derived"),
    LOW: Column("Lowest", 14, "derived"),
    HIGH: Column("Highest", 14, "derived"),
    "ends": Column("Where it is lowest; it is highest at the other ends", 60),
}
NO_END = "no end"
SPARE = "What enters through an assumption, or not at all, as the case stands"
TAKEN = {
    NodeKind.CLAIM: "as the article writes it",
    NodeKind.EVIDENCE: "as its source has it",
    NodeKind.ASSUMPTION: "the middle: as likely to be less as to be more",
    NodeKind.DEFINITION: "by definition, the middle of what it may be",
}
SEARCHED = "found by the library's search; this figure does not follow a change"
MIXED = "at a corner of the mix, see the sheet Mixes"
KINDS = tuple(TAKEN)


@dataclass
class Working:
    """The sheet, with the cell of every value and every bound."""

    basis: Basis
    laws: LawCells
    mixes: MixCells
    cells: dict[tuple[str, str], Reference] = field(default_factory=dict)
    values: dict[str, float] = field(default_factory=dict)
    close: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sheet = titled("Working", "The working", ABOUT)
        self.sheet.frozen = (4, 1)
        self.grid = Grid(self.sheet, COLUMNS)
        self.ends = Ends(self.basis, self.text)
        asked = {*asked_of(self.basis.case), *(name for name, node in self.basis.nodes.items() if _is_mix(node))}
        self._story({name: node for name, node in self.basis.nodes.items() if name in asked})
        spare = {name: node for name, node in self.basis.nodes.items() if name not in asked}
        if any(isinstance(node, Input | Relation) for node in spare.values()):
            self.sheet.put(self.grid.next() + 1, 0, SPARE, "section")
            self.grid.next()
            self._story(spare)

    def _story(self, nodes: Mapping[str, Node]) -> None:
        """Inputs, a row each, and below them what rests on them."""
        for name, node in sorted(nodes.items(), key=_place_in_story):
            if isinstance(node, Input):
                self._input(name, node)
            elif isinstance(node, Shares):
                self._mix(name, node.composition)
        for name, node in nodes.items():
            if isinstance(node, Relation):
                self._relation(name, node)

    def text(self, name: str, end: str) -> str:
        """The text of the cell of a quantity's value, least or greatest value."""
        return str(self.cells[name, end])

    def term(self, name: str, end: str = VALUE) -> Term:
        """The same as a part of a formula, with its units."""
        return Term(self.text(name, end), self.basis.units(name))

    def _begin(self, name: str, formula: str = "") -> None:
        self.grid.next()
        self.grid.put_all(name=name, called=self.basis.called(name), formula=formula, unit=self.basis.unit(name))

    def _put(self, name: str, end: str, content: Content) -> None:
        self.cells[name, end] = self.grid.put(end, content, "text" if isinstance(content, str) else None)

    # Inputs

    def _input(self, name: str, node: Input) -> None:
        self._begin(name)
        size, keys = self.basis.size(name), self.basis.inputs.keys(name)
        self._put(name, VALUE, self._value_of(name, node))
        for end, value in zip((LOW, HIGH), node.support(self.basis.choices), strict=True):
            known = self.laws.cells.get(name, {})
            key = end if end in keys or end in known else VALUE
            if not math.isfinite(value):
                self._put(name, end, NO_END)
            elif key in keys:
                self._put(name, end, Live(str(self.basis.inputs.parameter(name, key)), value / size))
            elif end in known:
                self._put(name, end, Live(str(known[end]), value / size))
            else:
                self._put(name, end, value / size)
        self.grid.put("ends", TAKEN.get(node.kind, ""))

    def _value_of(self, name: str, node: Input) -> Live | float:
        """The number as it is written, or the middle of what is assumed."""
        keys = self.basis.inputs.keys(name)
        if node.kind == NodeKind.CLAIM and node.written is not None and VALUE in keys:
            value, text = sum(node.written) / 2, str(self.basis.inputs.parameter(name, VALUE))
            if node.written[0] != node.written[1]:
                ends = [f"{VALUE} high"] if f"{VALUE} high" in keys else [LOW, HIGH]
                cells = [
                    *([text] if len(ends) == 1 else []),
                    *(str(self.basis.inputs.parameter(name, k)) for k in ends),
                ]
                text = f"({cells[0]}+{cells[1]})/2"
            return self._known(name, value, text, EXACT)
        law = node.law(self.basis.choices)
        value = float(law.quantile(_HALF)[0])
        found = self.laws.at(name, "0.5")
        if found is None:
            text = str(self.basis.inputs.parameter(name, VALUE)) if VALUE in keys else ""
            return self._known(name, value, text, EXACT)
        return self._known(name, value, *found)

    def _known(self, name: str, value: float, text: str, within: float) -> Live | float:
        self.values[name], self.close[name] = value, within
        shown = value / self.basis.size(name)
        return Live(text, shown, within) if text else shown

    def _mix(self, name: str, mix: Composition) -> None:
        """The shares of a mix: their means, or the middle of what may be; each between what the others leave."""
        middle = mix.means or tuple(float(share[0]) for share in mix.quantile(np.full((mix.dimensions, 1), 0.5)))
        cell = lambda key: self.laws.cell(name, key)  # noqa: E731
        for at, part in enumerate(mix.parts):
            share = f"{name}.{part}"
            self._begin(share, f"a part of {self.basis.called(name)}")
            text = cell(f"mean {part}") if mix.means else self.laws.middle_share(name, mix, part)
            self._put(share, VALUE, self._known(share, middle[at], text, EXACT))
            self._share_ends(share, mix, at, cell)
            self.grid.put("ends", "the mean share" if mix.means else "the middle of what it may be")

    def _share_ends(self, share: str, mix: Composition, at: int, cell: Callable[[str], str]) -> None:
        """What a share may be, given what the others leave."""
        part, others = mix.parts[at], [one for one in mix.parts if one != mix.parts[at]]
        size = self.basis.size(share)
        for end, other, function in ((LOW, HIGH, "MAX"), (HIGH, LOW, "MIN")):
            own = getattr(mix, end)
            left = 1 - sum(value for one, value in zip(mix.parts, getattr(mix, other), strict=True) if one != part)
            value = max(own[at], left) if end == LOW else min(own[at], left)
            text = f"{function}({cell(f'{end} {part}')},1-{'-'.join(cell(f'{other} {one}') for one in others)})"
            self._put(share, end, Live(text, value / size))

    # What rests on them

    def _relation(self, name: str, node: Relation) -> None:
        self._begin(name, node.text)
        unit = self.basis.model.units[name]
        value = self.value_of(Name(name))
        if value is None:
            self._put(name, VALUE, "no number")
        else:
            self.values[name] = value
            algebra = Spreadsheet(self.basis.inputs.factor, self.term)
            text = algebra.in_units(fold(node.expression, algebra), powers(unit)).text
            self.close[name] = max(self.close.get(need, EXACT) for need in node.needs) if node.needs else EXACT
            self._put(name, VALUE, Live(text, value / self.basis.size(name), self.close[name]))
        low, high, words = self.bounds(name, node.expression, unit, Name(name))
        self._put(name, LOW, low)
        self._put(name, HIGH, high)
        self.grid.put("ends", words)

    def value_of(self, expression: Expression) -> float | None:
        """The value of an expression, in root units, with every input at its own; none where it is no number."""
        known = Quantities(
            self.basis.model, self.basis.choices, lambda one: Floats(one.__getitem__), _missing, self.values
        )
        try:
            found = float(fold(expression, Floats(known.__getitem__)))
        except (ArithmeticError, ValueError):
            return None
        return found if math.isfinite(found) else None

    def bounds(
        self, name: str, expression: Expression, unit: pint.Unit, whole: Expression
    ) -> tuple[Content, Content, str]:
        """The least and the greatest value of an expression as cells, and at which ends they are.

        Args:
            name: of the quantity, or what is compared.
            whole: what the library is asked for: the quantity itself, or the same expression.
        """
        model, choices = self.basis.model, self.basis.choices
        try:
            ends = tuple(end / factor(unit) for end in outer_bounds(model, whole, choices))
            found = corners(model, whole, choices)
        except ModelError as error:
            return NO_END, NO_END, str(error)
        if not found.compositions and not found.cases[0].is_searched and isinstance(whole, Name):
            self.ends.places[name] = found.cases[0]
        texts = self._texts(name, expression, unit, found)
        if texts is None or max(map(len, texts)) > LONGEST:
            return ends[0], ends[1], SEARCHED
        within = 2 * SPECIAL if any(case.is_searched for case in found.cases) else EXACT
        words = MIXED if found.compositions else place_words(self.basis, found.cases[0].least or {})
        return Live(texts[0], ends[0], within), Live(texts[1], ends[1], within), words

    def _texts(self, name: str, expression: Expression, unit: pint.Unit, found: Corners) -> tuple[str, str] | None:
        if any(case.least is None or case.most is None for case in found.cases):
            return None
        if found.compositions:
            called = self.basis.called(name) if name in self.basis.nodes else name
            return self.mixes.bounds(called, expression, unit, found, self.ends)
        (case,) = found.cases
        low, high = (self.ends.at(expression, place or {}, {}, unit) for place in (case.least, case.most))
        return low, high


def _place_in_story(item: tuple[str, Node]) -> int:
    """Claims first, then evidence, assumptions with their mixes, definitions."""
    return KINDS.index(item[1].kind) if item[1].kind in KINDS else len(KINDS)


def _is_mix(node: Node) -> bool:
    return isinstance(node, Shares)


def _missing(node: Node) -> float:
    raise ModelError(f"`{node.name}` has no value", node.name)


_HALF = np.array([0.5])
