"""The nodes of the graph: inputs as leaves, formulas as inner nodes, and where each of their numbers comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..text import WIDTHS
from ..uncertainty import Composition, Distribution
from .formula import Expression, names_in

WIDTH = "hedge width"


Choices = Mapping[str, str]


Key = tuple[str, str] | None  # the choice and the option under which a node holds; none for the case as written


@dataclass(frozen=True)
class Figure:
    """Where one number comes from: a quotation, a row of a table, sources, or a reason.

    ``table`` is the table that the row is of; ``date_of`` says of what the date is: none of the figure itself, else
    when its source was *published* or *read*; ``cue`` is the word of a hedge that the figure stands for; ``evidence``
    names the evidence of the case that a parameter is taken from; ``fair`` says how far else it might lie.
    """

    label: str
    text: str
    sources: tuple[str, ...] = ()
    reason: str | None = None
    quote: str | None = None
    row: str | None = None
    table: str | None = None
    date: str | None = None
    date_of: str | None = None
    mark: str | None = None
    evidence: str | None = None
    fair: Fair | None = None
    cue: str | None = None


@dataclass(frozen=True)
class Fair:
    """Between which values a judged number might as well have been put, in root units, and why."""

    low: float
    high: float
    figures: tuple[Figure, Figure]


@dataclass(frozen=True)
class Input:
    """A leaf: a claim, a piece of evidence or an assumption.

    ``written`` is the number as it stands, ``grain`` half a unit of its last written digit,
    ``step`` a unit of its last significant one; all in root units.
    """

    name: str
    kind: str
    laws: Mapping[str, Distribution]
    figures: tuple[Figure, ...]
    written: tuple[float, float] | None = None
    grain: float = 0.0
    step: float = 0.0
    of: str | None = None
    needs: tuple[str, ...] = ()

    def law(self, choices: Choices) -> Distribution:
        """Its distribution under the chosen hedge width, or way to shorten; only a claim has more than one."""
        return self.laws.get(choices.get(WIDTH, WIDTHS[0]), self.laws[WIDTHS[0]])


@dataclass(frozen=True)
class Shares:
    """A leaf of several parts that sum to one."""

    name: str
    composition: Composition
    figures: tuple[Figure, ...]
    of: str | None = None
    kind: str = "assumption"
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Share:
    """One part of a composition, as a quantity of its own."""

    name: str
    whole: str
    index: int
    kind: str = "share"
    of: str | None = None

    @property
    def needs(self) -> tuple[str, ...]:
        """The composition it is a part of."""
        return (self.whole,)


@dataclass(frozen=True)
class Relation:
    """An inner node: a formula over other quantities."""

    name: str
    expression: Expression
    text: str
    of: str | None = None
    reason: str | None = None
    figures: tuple[Figure, ...] = ()
    kind: str = "formula"

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """The names it uses."""
        return names_in(self.expression)


Node = Input | Shares | Share | Relation
