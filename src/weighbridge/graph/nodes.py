"""The nodes of the graph: inputs as leaves, formulas as inner nodes, and where each of their numbers comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from ..text import WIDTHS, CalendarUnit, HedgeRule, Period, Written, hedge
from ..uncertainty import AS_WRITTEN, Composition, Distribution, Interval, has_shapes, shaped
from .formula import Expression, names_in

WIDTH, SHAPE = "hedge width", "shape"  # the choices that every case has which something in it gives rise to
Choices = Mapping[str, str]
Key = tuple[str, str] | None  # the choice and the option under which a node holds; none for the case as written


class NodeKind(StrEnum):
    """What a quantity is in the case."""

    CLAIM = "claim"
    EVIDENCE = "evidence"
    ASSUMPTION = "assumption"
    SHARE = "share"
    DEFINITION = "definition"
    FORMULA = "formula"


class Taken(StrEnum):
    """How the numbers of the article are taken where bounds are asked for."""

    WITH_HEDGES = "with hedges"  # by what their hedges and their rounding allow
    AS_WRITTEN = "as written"  # as they stand
    BY_THE_LETTER = "by the letter"  # "more than 100" as anything above it, and not only as what readers expect


class Role(StrEnum):
    """What a figure is to its node."""

    STATED = "stated"  # the number of a claim, as the article writes it
    HEDGE = "hedge"  # what the wording of a claim allows
    SHAPE = "shape"  # the distribution within that
    VALUE = "value"  # the figure of a piece of evidence
    NUMBER = "number"  # a number in a formula
    PARAMETER = "parameter"  # of a distribution or of a composition
    ROW = "row"  # one of the rows of a table that make an empirical distribution
    UNIT = "unit"  # how much a unit of the case's own is
    THING = "counted in"  # what a unit of the case's own counts
    PARTS = "parts"  # that nothing is known of the parts of a composition
    DEFINITION = "definition"  # what a word means, by its definition


ONE_OF = {"values": "value", "weights": "weight"}  # the parameters of which a distribution has several


@dataclass(frozen=True)
class Slot:
    """A parameter: its name; which one, of several (from 0); of a composition, whose share.

    ``end`` is ``low`` or ``high`` for an end of the range in which a judged parameter might as well lie.
    """

    parameter: str
    index: int | None = None
    part: str | None = None
    end: str | None = None

    @property
    def label(self) -> str:
        """The name by which a reader finds it.

        >>> Slot("values", 0).label, Slot("mean", part="iron").label, Slot("high", end="low").label
        ('value 1', 'mean iron', 'fair low of high')
        """
        name = self.parameter if self.index is None else f"{ONE_OF[self.parameter]} {self.index + 1}"
        name = name if self.part is None else f"{name} {self.part}"
        return name if self.end is None else f"fair {self.end} of {name}"


@dataclass(frozen=True)
class TableRow:
    """A row of a table of evidence: the line of its file, and its key where it has one.

    ``read_from`` is the file that the row was taken over from, with its SHA-256, where that is recorded.
    """

    table: str
    line: int
    key: str | None = None
    read_from: str | None = None

    def __str__(self) -> str:
        return f"{self.table}.csv:{self.line}"


class DateOf(StrEnum):
    """What happened on the date of a figure."""

    FIGURE = ""  # it is of that date
    PUBLICATION = "published"
    READING = "read"


@dataclass(frozen=True)
class FigureDate:
    """A date as precise as it is known (``2017``, ``2017-02``), and what happened then."""

    text: str
    of: DateOf = DateOf.FIGURE

    def __str__(self) -> str:
        return f"{self.of} {self.text}".strip()


@dataclass(frozen=True)
class Figure:
    """Where one number comes from: a quotation, a row of a table, sources, or a reason.

    ``slot`` names the parameter that it is, ``cue`` the wording of a hedge, ``evidence`` the evidence of the case that
    a parameter is taken from; ``fair`` says how far else it might lie; ``written`` is the number as it was read.
    """

    role: Role
    text: str
    sources: tuple[str, ...] = ()
    reason: str | None = None
    quote: str | None = None
    row: TableRow | None = None
    date: FigureDate | None = None
    mark: str | None = None
    evidence: str | None = None
    fair: Fair | None = None
    slot: Slot | None = None
    cue: str | None = None
    written: Written | None = None

    def quantity(self) -> Written:
        """The number with its unit: as it was read from the case, or else by its text."""
        return self.written or Written.parse(self.text)

    @property
    def label(self) -> str:
        """What it is, for a reader; whatever computes asks for role, slot and cue."""
        if self.slot is not None:
            return self.slot.label
        if self.cue is not None:
            return f"{self.role} {self.cue}"
        if self.role is Role.ROW and self.row is not None:
            return self.row.key or f"row {self.row.line}"
        return self.role.value


@dataclass(frozen=True)
class Fair:
    """Between which values a judged number might as well have been put, in root units, and why."""

    low: float
    high: float
    figures: tuple[Figure, Figure]


class Laws(Mapping[str, Distribution]):
    """Distributions by hedge width or way to shorten a number: a mapping that never changes, and so has a hash.

    >>> from weighbridge.uncertainty import Point
    >>> Laws.alike(Point(1.0)) == Laws.alike(Point(1.0)), len({Laws.alike(Point(1.0)), Laws.alike(Point(1.0))})
    (True, 1)
    """

    def __init__(self, laws: Mapping[str, Distribution]) -> None:
        self._laws = dict(laws)
        self._hash = hash(frozenset(self._laws.items()))

    @classmethod
    def alike(cls, law: Distribution) -> Laws:
        """The same distribution whatever a hedge allows: for all that is not a claim."""
        return cls(dict.fromkeys(WIDTHS, law))

    def __getitem__(self, width: str) -> Distribution:
        return self._laws[width]

    def __iter__(self) -> Iterator[str]:
        return iter(self._laws)

    def __len__(self) -> int:
        return len(self._laws)

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"Laws({self._laws})"


@dataclass(frozen=True)
class Input:
    """A leaf: a claim, a piece of evidence or an assumption.

    ``written`` is the number as it stands, ``grain`` half a unit of its last written digit,
    ``step`` a unit of its last significant one; all in root units.

    Attributes:
        letter: what a word such as "more than" allows at its letter, in root units; none where there is no such word.
        is_direction: whether the article gives no number, but only which way something went.
        is_rounded: whether the case says to what it was rounded.
        is_shape_judged: whether no source supports the shape of its distribution, which then is a choice.
    """

    name: str
    kind: NodeKind
    laws: Laws
    figures: tuple[Figure, ...]
    written: tuple[float, float] | None = None
    grain: float = 0.0
    step: float = 0.0
    is_direction: bool = False
    is_rounded: bool = False
    letter: Interval | None = None
    of: str | None = None
    needs: tuple[str, ...] = ()
    is_shape_judged: bool = False

    def law(self, choices: Choices) -> Distribution:
        """Its distribution under the chosen hedge width, or way to shorten, in the chosen shape: what is drawn."""
        law = self.as_written(choices)
        return shaped(law, choices.get(SHAPE, AS_WRITTEN)) if self.is_shape_judged else law

    def as_written(self, choices: Choices) -> Distribution:
        """The same in the shape that the case gives it; only a claim has more than one."""
        return self.laws.get(choices.get(WIDTH, WIDTHS[0]), self.laws[WIDTHS[0]])

    @property
    def is_bare(self) -> bool:
        """Whether it is one number of the article, without a hedge, a range or a declared rounding."""
        if self.is_rounded:
            return False
        if self.kind is not NodeKind.CLAIM or self.written is None or self.written[0] != self.written[1]:
            return False
        cues = [figure.cue for figure in self.figures if figure.role is Role.HEDGE and figure.cue is not None]
        return all(hedge(cue).rule in (HedgeRule.ROUNDING, HedgeRule.EXACT) for cue in cues)

    def support(self, choices: Choices) -> Interval:
        """The least and the greatest that it can be; another shape moves neither, for the case says what they are."""
        return self.as_written(choices).support()

    @property
    def has_shapes(self) -> bool:
        """Whether the shape of its distribution is a choice."""
        return self.is_shape_judged and any(map(has_shapes, self.laws.values()))


@dataclass(frozen=True)
class CalendarLength(Input):
    """A leaf that says how many days a month or a year has: a definition, which nobody stated, judged or corrects.

    ``unit`` says of what it is the length; ``during`` which one is meant, where the case says so.
    """

    unit: CalendarUnit = CalendarUnit.MONTH
    during: Period | None = None


@dataclass(frozen=True)
class Shares:
    """A leaf of several parts that sum to one."""

    name: str
    composition: Composition
    figures: tuple[Figure, ...]
    of: str | None = None
    kind: NodeKind = NodeKind.ASSUMPTION
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Share:
    """One part of a composition, as a quantity of its own."""

    name: str
    whole: str
    index: int
    kind: NodeKind = NodeKind.SHARE
    of: str | None = None

    @property
    def needs(self) -> tuple[str, ...]:
        """The composition it is a part of."""
        return (self.whole,)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """None of its own: those of the composition are its figures."""
        return ()


@dataclass(frozen=True)
class Relation:
    """An inner node: a formula over other quantities."""

    name: str
    expression: Expression
    text: str
    of: str | None = None
    reason: str | None = None
    figures: tuple[Figure, ...] = ()
    kind: NodeKind = NodeKind.FORMULA

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """The names it uses."""
        return names_in(self.expression)


Node = Input | Shares | Share | Relation
