"""A case computed a second way: figures from raw text, ranges in fractions, outcomes by plain rules, tails by draws.

What is asked here of the kit is only how it reads the case: which name means what, and between which ends an
input may lie. Those ends are computed again as well where a number of the article has a word such as "about".
Its arithmetic, its units, its bounds, its draws and its rules are not used.
"""

from __future__ import annotations

import ast
import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import product

import numpy as np

from ...case import Case
from ...checks import Outcome
from ...graph import Check, Comparison, Input, Kind, NodeKind, Relation, Share
from .plain_draws import Array, draws_of, generator, value_of
from .plain_formula import Ends, Found, dotted, names_of, range_of, tree_of
from .plain_units import OneRoute
from .raw_values import RawValues

MOST_RANGES = 8  # of which every combination of ends is tried
THRICE = Fraction(3)
STRAINED, FAILS = 0.05, 0.005  # one-sided tails, as docs/cases.md has them
TO_BOTH_SIDES = 2  # as many for both sides


@dataclass
class SecondRoute:
    """A case under the choices that it is written with.

    Attributes:
        values: what the file and the tables say, read as text.
    """

    case: Case
    values: RawValues
    _drawn: dict[str, Array] = field(default_factory=dict)

    @cached_property
    def choices(self) -> Mapping[str, str]:
        """The option of every choice as the case is written."""
        return self.case.choices

    def figure(self, name: str) -> dict[str, Ends]:
        """The figures of an input as its file and its tables have them, by the names of its distribution's parameters.

        Of a claim and of evidence that is one, `written`.

        Raises:
            OneRoute: the input is one that this route cannot read.
        """
        model = self.case.model
        if model.variant(name, self.choices) is not None and model.node(name, self.choices).kind != NodeKind.CLAIM:
            raise OneRoute("an option sets it")
        match model.node(name, self.choices).kind:
            case NodeKind.CLAIM:
                text = self.case.text.claims.get(name)
                reading = text and self.choices.get(name, text.preferred)
                return {"written": self.values.claim(name, reading)}
            case NodeKind.EVIDENCE:
                return {"written": self.values.evidence(name)}
            case NodeKind.ASSUMPTION:
                return self.values.parameters(name)[1]
        raise OneRoute("what is neither a number of the article nor of a source nor of ours")

    def hedged(self, name: str) -> Ends:
        """Between which ends a number of the article may lie, by the word before it."""
        text = self.case.text.claims.get(name)
        return self.values.hedged(name, text and self.choices.get(name, text.preferred))

    def range(self, name: str, ends_of: Callable[[Input], Ends]) -> Found:
        """The range of a quantity over the ranges of its inputs.

        Raises:
            OneRoute: an input or a formula is one that this route cannot follow.
        """
        node = self.case.model.node(name, self.choices)
        if isinstance(node, Input):
            return Found(ends_of(node), Counter([name]))
        if isinstance(node, Share):
            whole = self.case.model.node(node.whole, self.choices)
            low, high = whole.composition.low[node.index], whole.composition.high[node.index]  # type: ignore[union-attr]
            return Found((Fraction(low), Fraction(high)), Counter({node.whole: 2}))  # no share varies apart from others
        if not isinstance(node, Relation):
            raise OneRoute("a mix")
        if names_of(node.text, self.values.units) != set(node.needs):
            raise OneRoute("a formula with the length of a month or a year")
        return range_of(node.text, self.values.units, lambda one: self.range(one, ends_of))

    def room(self, node: Input) -> Ends:
        """Between which ends an input may lie."""
        return _fractions(*node.support(self.choices))

    def written(self, node: Input) -> Ends:
        """The ends of an input as it is written."""
        return _fractions(*(node.written or node.support(self.choices)))

    def outcome(self, check: Check) -> Outcome:
        """The outcome of a check by plain rules; raises ``OneRoute`` where they don't decide it."""
        if check.kind is Kind.POSSIBLE:
            return self._possible(check)
        if check.kind is Kind.AGREES and check.relation is Comparison.EQUALS:
            return self._agrees(check)
        if check.kind is Kind.TYPICAL and check.relation in (Comparison.AT_MOST, Comparison.AT_LEAST):
            share, slack = self.tail(check)
            if min(abs(share - STRAINED), abs(share - FAILS)) <= slack:
                raise OneRoute("a tail that plain draws don't tell from a threshold")
            return Outcome.HOLDS if share >= STRAINED else Outcome.STRAINED if share >= FAILS else Outcome.FAILS
        raise OneRoute(f"a check of the kind {check.kind.value} {check.relation.value}")

    def _possible(self, check: Check) -> Outcome:
        """Whether the two ranges leave any way; nothing is said where a third and three times as much pass too."""
        stated, computed = self._sides(check, self.room)
        passes = [self._meet(check, stated, computed, multiple) for multiple in (Fraction(1), 1 / THRICE, THRICE)]
        return Outcome.CANNOT_TELL if all(passes) else Outcome.HOLDS if passes[0] else Outcome.FAILS

    @staticmethod
    def _meet(check: Check, stated: Ends, computed: Ends, multiple: Fraction) -> bool:
        enough = multiple * stated[0] <= computed[1] or check.relation is Comparison.AT_LEAST
        little = multiple * stated[1] >= computed[0] or check.relation is Comparison.AT_MOST
        return enough and little

    def _agrees(self, check: Check) -> Outcome:
        """As written where one number moved within its last digit does it; else by whether the rooms overlap."""
        stated, computed = self._sides(check, self.room)
        leaves = {leaf for side in check.sides for leaf in self.case.model.leaves(side, self.choices)}
        nodes = {leaf: self.case.model.node(leaf, self.choices) for leaf in leaves}
        if any(isinstance(node, Input) and node.letter is not None for node in nodes.values()):
            raise OneRoute("a word such as “more than”, taken at its letter")
        ratios = list(self._ratios(check, {name: node for name, node in nodes.items() if isinstance(node, Input)}))
        if min(ratios) <= 1 <= max(ratios):
            return Outcome.HOLDS
        overlaps = stated[0] < computed[1] and computed[0] < stated[1]
        return Outcome.THROUGH_ROUNDING if overlaps else Outcome.FAILS

    def _ratios(self, check: Check, nodes: Mapping[str, Input]) -> list[Fraction]:
        """Computed by stated: with every number as written, and with one at a time moved by half its last digit."""
        ends = {name: self.written(node) for name, node in nodes.items()}
        ranges = [name for name, (low, high) in ends.items() if low < high]
        if len(ranges) > MOST_RANGES:
            raise OneRoute("many ranges")
        grains = {name: Fraction(node.grain) if node.written else Fraction(0) for name, node in nodes.items()}
        moves = [("", Fraction(0)), *((name, by) for name, grain in grains.items() if grain for by in (-grain, grain))]
        found = []
        for corner in product((0, 1), repeat=len(ranges)):
            taken = {name: both[0] for name, both in ends.items()}
            taken |= {name: ends[name][end] for name, end in zip(ranges, corner, strict=True)}
            for moved, by in moves:
                points = {name: value + (by if name == moved else 0) for name, value in taken.items()}
                stated, computed = (
                    self.range(side, lambda node, points=points: (points[node.name], points[node.name])).ends[0]
                    for side in check.sides
                )
                found.append(computed / stated)
        return found

    def _sides(self, check: Check, ends_of: Callable[[Input], Ends]) -> tuple[Ends, Ends]:
        """The true ranges of both sides; raises ``OneRoute`` where they can't be had apart."""
        stated, computed = (self.range(side, ends_of) for side in check.sides)
        if not (stated.is_exact and computed.is_exact) or stated.inputs.keys() & computed.inputs.keys():
            raise OneRoute("a number that stands twice")
        if stated.ends[0] <= 0:
            raise OneRoute("a stated number that may be zero")
        return stated.ends, computed.ends

    def tail(self, check: Check) -> tuple[float, float]:
        """The share of plain draws in the tail of a one-sided check, and how far it may be off (five deviations)."""
        stated, computed = (self.draws(side) for side in check.sides)
        reached = computed >= stated if check.relation is Comparison.AT_MOST else computed <= stated
        share = float(np.mean(np.broadcast_to(reached, np.broadcast_shapes(stated.shape, computed.shape))))
        return share, 5 * math.sqrt(max(share * (1 - share), 1 / reached.size) / reached.size)

    def draws(self, name: str) -> Array:
        """Plain draws of a quantity, each input drawn once."""
        if name not in self._drawn:
            self._drawn[name] = self._draws(name)
        return self._drawn[name]

    def _draws(self, name: str) -> Array:
        model = self.case.model
        node = model.node(name, self.choices)
        if isinstance(node, Input):
            if len(model.together(name, self.choices)) > 1:
                raise OneRoute("inputs that move together")
            return draws_of(node.law(self.choices), generator(name))
        if not isinstance(node, Relation):
            raise OneRoute("a mix")
        tree, amounts = tree_of(node.text, self.values.units)
        used = {one.id for one in ast.walk(tree) if isinstance(one, ast.Name)} - amounts.keys()
        names = {one: dotted(one) for one in used if dotted(one) in model.nodes}
        if set(names.values()) != set(node.needs):
            raise OneRoute("a formula with the length of a month or a year")
        values = {name: float(value) for name, value in amounts.items()}
        return value_of(tree, {**values, **{one: self.draws(dotted_) for one, dotted_ in names.items()}})


def _fractions(low: float, high: float) -> Ends:
    if not (math.isfinite(low) and math.isfinite(high)):
        raise OneRoute("a number without ends")
    return Fraction(low), Fraction(high)


def by_thresholds(tail: float, to_both_sides: bool) -> Outcome:
    """The outcome at a tail probability, by the rule alone.

    >>> [by_thresholds(tail, to_both_sides=True).value for tail in (0.2, 0.05, 0.001)]
    ['holds', 'strained', 'fails']
    """
    share = tail / (TO_BOTH_SIDES if to_both_sides else 1)
    return Outcome.HOLDS if share >= STRAINED else Outcome.STRAINED if share >= FAILS else Outcome.FAILS
