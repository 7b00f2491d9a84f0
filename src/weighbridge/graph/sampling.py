"""Draws of every quantity of a graph: each input is drawn once, whatever uses it."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from ..base import WeighbridgeError
from ..uncertainty import DIMENSIONS, Figures, Point, coordinates, folded, joined, refuse_points, root
from .declarations import Kind
from .evaluate import Arrays
from .formula import fold
from .model import Model, ModelError
from .nodes import Choices, Input, Node, NodeKind, Relation, Share, Shares
from .order import needs_first
from .round_off import Rounded, Rounding, takes_away, without

# The error of a quantile falls with about this power of the number of points; those of mean and spread fall faster.
RATE = 0.75
MOST_FACTOR = 16
SAMPLED = 8  # draws by which rounding is judged
NARROW = 1e-6  # as a share of a value, a spread that may be rounding although nothing is taken away
STEPS_DOWN = 50  # formulas below one another that are drawn each as the one above asks for it; more go one by one
LARGEST = 1e150  # squares of such draws, and so their spread, are still numbers


@dataclass(frozen=True)
class Settings:
    """How many points, under how many random shifts, from which seed; and to how many digits figures are wanted.

    ``digits`` are those of a standard uncertainty that are to be meaningful (n_dig of JCGM 101:2008, 7.9.2); points are
    added until they are, up to ``most_points``. None takes ``points`` as they are.

    Raises:
        WeighbridgeError: fewer than two randomisations, digits that are not 1 to 4, a seed below zero, or points that
            are no power of two up to 2**20.

    >>> Settings(points=4096).points, Settings(digits=9)
    Traceback (most recent call last):
    ...
    weighbridge.base.errors.WeighbridgeError: 9 digits of an uncertainty, expected 1 to 4, or None for a fixed number
    """

    points: int = 1024
    randomisations: int = 16
    seed: int = 2017
    digits: int | None = 2
    most_points: int = 2**15

    def __post_init__(self) -> None:
        if self.randomisations < 2:
            raise WeighbridgeError(f"{self.randomisations} randomisation leaves no scatter, expected two or more")
        if self.digits is not None and not 1 <= self.digits <= 4:
            raise WeighbridgeError(
                f"{self.digits} digits of an uncertainty, expected 1 to 4, or None for a fixed number"
            )
        refuse_points(self.points, self.seed)
        if self.digits is not None and self.most_points > self.points:
            refuse_points(self.most_points, self.seed)


@dataclass(frozen=True)
class Places:
    """Which coordinates of the point set each input takes; a fixed figure takes none."""

    spans: Mapping[str, tuple[int, int]]

    @classmethod
    def of(cls, model: Model, every_claim: bool = False) -> Places:
        """Those of a graph. The first coordinates of a lattice rule are its best: typical checks have them.

        Args:
            every_claim: whether numbers of the article that are exact have one too, for whoever changes such a number.
        """
        typical = [check for check in model.checks.values() if check.kind == Kind.TYPICAL]
        first = model.below(*(side for check in typical for side in (check.computed, check.stated)))
        spans, start = {}, 0
        for name in sorted(model.inputs(), key=lambda name: (name not in first, name)):
            end = start + max(_dimensions(node, every_claim) for node in model.nodes[name].values())
            spans[name] = (start, end)
            start = end
        return cls(spans)

    @property
    def dimensions(self) -> int:
        """How many coordinates the inputs of the case take."""
        return max((end for _, end in self.spans.values()), default=0)


@dataclass(eq=False, repr=False)
class Draws:
    """Draws under any choices, kept in the cache of the graph: what does not depend on a choice is drawn once.

    ``second`` names the inputs that are taken from a second point set, for the budget; ``elsewhere`` what rests on
    inputs that have other coordinates than in the draws that these were made of.
    """

    model: Model
    settings: Settings = field(default_factory=Settings)
    second: frozenset[str] = frozenset()
    where: Places | None = field(default=None, repr=False)
    kin: Draws | None = field(default=None, repr=False)
    elsewhere: frozenset[str] = field(default=frozenset(), repr=False)

    def __post_init__(self) -> None:
        self.places = self.where or Places.of(self.model)
        self.number = self.model.cache.new()

    def __repr__(self) -> str:
        return f"{self.settings.randomisations} times {self.settings.points} draws"

    def known_as(self, name: str) -> int:
        """The number under which identities are kept: that of the first like draws, whatever their settings."""
        kin = self.kin
        if kin and (
            kin.model is self.model or (self.model.kin and name not in self.model.kin.touched | self.elsewhere)
        ):
            return kin.known_as(name)
        return self.number

    def known_under(self, name: str, choices: Choices) -> tuple[int, tuple[tuple[str, str], ...]]:
        """The same with the options that can change it: where one is left to the reference, that of these draws."""
        relevant = self.model.relevant(name, choices)
        return self.known_as(name) if self.model.says_all(name, relevant) else self.number, relevant

    def of(self, name: str, choices: Choices) -> np.ndarray:
        """Draws of a quantity in root units, shape (randomisations, points).

        Raises:
            ModelError: when a draw is not a number (a root of a negative, zero by zero), or too large for a spread.
        """
        below = self.model.in_order(name, choices)
        if len(below) > STEPS_DOWN and self._draws_key(name, choices) not in self.model.cache:
            for one in below:
                self._kept(one, choices)
        return self._kept(name, choices)

    def _kept(self, name: str, choices: Choices) -> np.ndarray:
        return self.model.cache.array(self._draws_key(name, choices), lambda: self._draw(name, choices))

    def _draws_key(self, name: str, choices: Choices) -> Hashable:
        settings = self.settings
        return "draws", self.identity(name, choices), settings.points, settings.randomisations, settings.seed

    def identity(self, name: str, choices: Choices) -> int:
        """The number of a quantity's definition under some choices and of the coordinates that its inputs take."""
        model = self.model
        found = model.cache.found(self._identity_key(name, choices))
        if found is not None:
            return found
        is_known = lambda one: self._identity_key(one, choices) in model.cache  # noqa: E731
        for one in needs_first(name, is_known, lambda one: model.node(one, choices).needs):
            self._kept_identity(one, choices)
        return self._kept_identity(name, choices)

    def _identity_key(self, name: str, choices: Choices) -> Hashable:
        return "drawn", name, self.known_under(name, choices)

    def _kept_identity(self, name: str, choices: Choices) -> int:
        model = self.model
        key = self._identity_key(name, choices)
        return model.cache.kept(key, lambda: self._identity(name, model.node(name, choices), choices))

    def _identity(self, name: str, node: Node, choices: Choices) -> int:
        identity = self.model.cache.identity
        match node:
            case Input():
                law = node.law(choices)
                return identity("drawn", law, *(() if isinstance(law, Point) else self._partners(name, choices)))
            case Shares():
                return identity("mix", node.composition, self._coordinates(name))
            case Share():
                return identity("share", self.identity(node.whole, choices), node.index)
        return identity("formula", node.expression, *(self.identity(need, choices) for need in node.needs))

    def _partners(self, name: str, choices: Choices) -> tuple[Hashable, ...]:
        """The coordinates of an input; of one that moves with others, theirs, its place among them, the ranks."""
        partners = self.model.together(name, choices)
        places = tuple(self._coordinates(other) for other in partners)
        if len(partners) == 1:
            return places
        return (*places, partners.index(name), self.model.ranks(partners, choices).tobytes())

    def finer(self, points: int) -> Draws:
        """The same from more points."""
        if points == self.settings.points:
            return self
        return self.under(replace(self.settings, points=points))

    def under(self, settings: Settings) -> Draws:
        """The same from as many points as other settings say."""
        return Draws(self.model, settings, self.second, self.places, self)

    def unrefined(self) -> Draws:
        """The same, to which no points are added: what is tried under other numbers is tried on as many."""
        return self.under(replace(self.settings, digits=None))

    def over(self, model: Model) -> Draws:
        """The same draws of a graph in which some quantities are defined otherwise; inputs keep their coordinates."""
        kin = self if model.kin and model.kin.model is self.model else None
        return Draws(model, self.settings, self.second, self.places, kin)

    def anew(self, model: Model) -> Draws:
        """The draws of a graph by itself, whose inputs have coordinates of their own; what is drawn alike is shared."""
        if model.kin is None or model.kin.model is not self.model:
            return Draws(model, self.settings)
        if not model.kin.touched:
            return Draws(model, self.settings, where=self.places, kin=self)
        places = Places.of(model)
        moved = [name for name, span in places.spans.items() if self.places.spans.get(name) != span]
        return Draws(model, self.settings, where=places, kin=self, elsewhere=model.resting_on(moved))

    def renewed(self, names: frozenset[str]) -> Draws:
        """The same draws, but for some inputs, which are drawn anew."""
        return Draws(self.model, self.settings, names, self.places)

    def _draw(self, name: str, choices: Choices) -> np.ndarray:
        node = self.model.node(name, choices)
        match node:
            case Input():
                law = node.law(choices)
                return (
                    np.broadcast_to(law.value, self._shape)
                    if isinstance(law, Point)
                    else self._within_reach(name, law.quantile(self._rank(name, choices)))
                )
            case Shares():
                return node.composition.quantile(self._points(name))
            case Share():
                return self.of(node.whole, choices)[node.index]
            case Relation():
                return self._related(name, node, choices)
        raise TypeError(node)

    def _within_reach(self, name: str, draws: np.ndarray, size: float | None = None) -> np.ndarray:
        """The draws; raises ``ModelError`` where they are so large that no spread can be computed.

        Args:
            size: that of the largest, where it is known.
        """
        largest = _size(draws) if size is None else size
        if largest > LARGEST:
            raise ModelError(
                f"`{name}` reaches {largest:.3g} in root units, expected at most {LARGEST:.3g}; "
                "check its unit and its formula",
                name,
            )
        return draws

    def _related(self, name: str, node: Relation, choices: Choices) -> np.ndarray:
        values = {need: self.of(need, choices) for need in node.needs}
        result = np.broadcast_to(fold(node.expression, Arrays(values)), self._shape)
        size = _size(result)
        if not math.isfinite(size):
            raise ModelError(
                f"`{name}` = {node.text} is not a number for some of its inputs: "
                "a zero below a line, or the root or logarithm of a negative"
            )
        result = self._within_reach(name, result, size)
        narrow = np.ptp(result[0, :SAMPLED]) <= NARROW * abs(result[0, 0])
        return without(result, self._rounded(name, choices)) if narrow or self._cancels(name, choices) else result

    def _cancels(self, name: str, choices: Choices) -> bool:
        """Whether anything is taken away in a formula or below it: without that, little is left to rounding; kept."""
        key = ("cancels", self.identity(name, choices))
        return self.model.cache.kept(key, lambda: self._cancel(name, choices))

    def _cancel(self, name: str, choices: Choices) -> bool:
        formulas = (self.model.node(one, choices) for one in self.model.in_order(name, choices))
        return any(isinstance(one, Relation) and takes_away(one.expression) for one in formulas)

    def _rounded(self, name: str, choices: Choices) -> Rounded:
        """A few draws of a quantity, and by how much rounding may have changed each; kept."""
        settings = self.settings
        below = self.model.in_order(name, choices)
        for one in below if len(below) > STEPS_DOWN else (name,):
            key = ("rounded", self.identity(one, choices), settings.points, settings.randomisations, settings.seed)
            found = self.model.cache.kept(key, lambda one=one: self._round(self.model.node(one, choices), one, choices))
        return found

    def _round(self, node: Node, name: str, choices: Choices) -> Rounded:
        if isinstance(node, Relation):
            return fold(node.expression, Rounding(lambda need: self._rounded(need, choices)))
        return Rounded.of(self.of(name, choices)[0, :SAMPLED])

    def _rank(self, name: str, choices: Choices) -> np.ndarray:
        """Where in its distribution each draw of an input lies: its own points, or those joined with its partners'."""
        partners = self.model.together(name, choices)
        if len(partners) == 1:
            return self._points(name)[0]
        ranks = self.model.ranks(partners, choices)
        if not np.any(ranks[np.triu_indices(len(partners), 1)]):
            return self._points(name)[0]
        lower = root(ranks)
        if lower is None:
            names = ", ".join(f"`{partner}`" for partner in partners)
            raise ModelError(f"no inputs can be correlated as is declared of {names}", name)
        settings = replace(self.settings, digits=None, most_points=0)
        key = ("ranks", *self._partners(name, choices), settings)
        return self.model.cache.array(key, lambda: self._joined(name, partners, lower))

    def _joined(self, name: str, partners: tuple[str, ...], lower: np.ndarray) -> np.ndarray:
        own = np.stack([self._points(other)[0] for other in partners])
        return joined(own, lower)[partners.index(name)]

    def own_points(self, name: str) -> np.ndarray:
        """The coordinates of the points that a leaf takes, before any are joined; shape (coordinates, randomisations,
        points)."""
        return self._points(name)

    def points_of(self, name: str, choices: Choices) -> np.ndarray | None:
        """Where each draw of a leaf lies: in the distribution of an input, in the unit cube of a composition.

        Shape (randomisations, points) of an input, with one axis more for a composition; none for a fixed number.
        """
        node = self.model.node(name, choices)
        if isinstance(node, Shares):
            return self._points(name)
        return self._rank(name, choices) if self.model.is_drawn(name, choices) else None

    @property
    def size(self) -> int:
        """How many draws there are of each quantity."""
        return self.settings.randomisations * self.settings.points

    @property
    def _shape(self) -> tuple[int, int]:
        return self.settings.randomisations, self.settings.points

    def _coordinates(self, name: str) -> range:
        start, end = self.places.spans[name]
        shift = self.places.dimensions if name in self.second else 0
        return range(start + shift, end + shift)

    def _points(self, name: str) -> np.ndarray:
        settings = self.settings
        asked = self._coordinates(name), settings.points, settings.randomisations, settings.seed
        return self.model.cache.array(("points", *asked), lambda: folded(coordinates(*asked)))

    @property
    def has_second(self) -> bool:
        """Whether the point set has coordinates enough for every input to be drawn twice."""
        return 2 * self.dimensions <= DIMENSIONS

    @property
    def dimensions(self) -> int:
        """How many coordinates of the point set the inputs of the case take."""
        return self.places.dimensions


def _size(draws: np.ndarray) -> float:
    """The size of the largest draw; infinite, or not a number, where a draw is."""
    return float(max(draws.max(), -draws.min()))


def _dimensions(node: Node, every_claim: bool = False) -> int:
    if isinstance(node, Shares):
        return node.composition.dimensions
    if every_claim and node.kind is NodeKind.CLAIM:
        return 1
    return int(isinstance(node, Input) and not all(isinstance(law, Point) for law in node.laws.values()))


def settled(draws: Draws, name: str, choices: Choices) -> tuple[Draws, Figures, bool]:
    """Draws that are fine enough for the wanted digits of a quantity, its figures, and whether they are.

    They are not where ``most_points`` come first. The case as written has the digits that are wanted; under any other
    choice one fewer will do, for there only the outcome is compared.
    """
    settings, model = draws.settings, draws.model
    digits = settings.digits
    if digits is not None and model.relevant(name, choices) != model.relevant(name, model.reference):
        digits = max(1, digits - 1)
    key = ("settled", draws.identity(name, choices), replace(settings, digits=digits))
    points, figures, fine = model.cache.kept(key, lambda: _settled(draws, name, choices, digits))
    return draws.finer(points), figures, fine


def _settled(draws: Draws, name: str, choices: Choices, digits: int | None) -> tuple[int, Figures, bool]:
    """How many points are enough for so many digits, the figures of so many, and whether the most there may be are."""
    most, figures = draws.settings.most_points, Figures.of(draws.of(name, choices))
    while digits is not None:
        tolerance, points = figures.tolerance(digits), draws.settings.points
        if figures.numerical_uncertainty <= tolerance:
            break
        if points >= most:
            return points, figures, False
        wanted = (figures.numerical_uncertainty / tolerance) ** (1 / RATE)
        factor = 2 ** math.ceil(math.log2(min(max(wanted, 2.0), MOST_FACTOR)))
        draws = draws.finer(min(points * factor, most))
        figures = Figures.of(draws.of(name, choices))
    return draws.settings.points, figures, True
