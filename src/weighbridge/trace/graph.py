"""The graph of one result for people: from quotations, rows and estimates to the result, folded to what can be drawn.

Each box stands after all that it is made of. What stands in several formulas is a box once, and is named where it is
needed again. A formula that only passes another quantity on, and the parts of a mix, have no boxes of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ..answers import arithmetic
from ..graph import Figure, Input, Name, NodeKind, Relation, Role, Share, Shares
from ..text import number, own_digits, shortened, show, signed, spans, with_unit
from .chain import called_in, figure_text
from .material import Material
from .parameters import slot_name

MOST_GROUNDS = 6  # of one quantity that have boxes of their own; the others are counted
CREDIT = 3  # words of who is credited
MOST_BOXES = 30  # in all; beyond them the grounds of what lies farthest from the result are counted


class BoxKind(StrEnum):
    """What a box stands for, which its shape tells."""

    QUOTATION = "the article's words"
    SOURCE = "a figure from a source"
    ESTIMATE = "our estimate"
    DEFINITION = "by definition"
    QUANTITY = "a number made of these"
    RESULT = "the result"
    AGAIN = "shown above"
    MORE = "more of them"


@dataclass
class Box:
    """One box: what it is called, its figure in words, and the boxes that it is made of.

    Attributes:
        name: the name by which ``weighbridge explain`` finds it.
        called: what it is called for people; of a ground its words.
        figure: its figure with its unit; of a formula its working.
        keys: the sources that stand behind it.
        row: the row of a table that it is.
        same_as: quantities that only pass it on, and have no box.
    """

    name: str
    kind: BoxKind
    called: str
    figure: str = ""
    keys: tuple[str, ...] = ()
    row: str = ""
    same_as: tuple[str, ...] = ()
    below: list[Box] = field(default_factory=list)

    @property
    def height(self) -> int:
        """How many boxes stand between it and the farthest ground below it."""
        return 1 + max((one.height for one in self.below), default=-1)

    def walk(self) -> Iterator[Box]:
        """What it is made of, each after what that is made of, and itself last."""
        for one in self.below:
            yield from one.walk()
        yield self


def boxes(material: Material, name: str) -> Box:
    """The box of a result, with all that it is made of below it, folded to at most ``MOST_BOXES``."""
    whole = _Walk(material).box(name)
    whole.kind = BoxKind.RESULT
    _fold(whole)
    return whole


@dataclass
class _Walk:
    """Makes boxes from a result down to its grounds; what was met once is named where it is met again."""

    material: Material
    seen: set[str] = field(default_factory=set)

    def box(self, name: str, passed: tuple[str, ...] = ()) -> Box:
        """The box of a quantity; ``passed`` are those that only pass it on."""
        material, model = self.material, self.material.model
        node = model.node(name, material.choices)
        if isinstance(node, Share):
            return self.box(node.whole)
        if isinstance(node, Relation) and isinstance(node.expression, Name) and node.expression.name in model.nodes:
            target = self.box(node.expression.name, (*passed, name))
            return target if passed else _renamed(target, name, called_in(model, name, node))
        called = called_in(model, name, node)
        if name in self.seen:
            return Box(name, BoxKind.AGAIN, called)
        self.seen.add(name)
        is_evidence = isinstance(node, Input) and node.kind is NodeKind.EVIDENCE
        called = self._said(name) if is_evidence else called
        made = Box(name, BoxKind.QUANTITY, called, self._figure(name), same_as=passed)
        made.below = [*self._grounds(name), *self._needs(node.needs)]
        return _merged(made, is_evidence)

    def _needs(self, needs: Sequence[str]) -> list[Box]:
        """The boxes of what a formula names, each once; the parts of one mix are the mix."""
        wholes = {}
        for need in needs:
            node = self.material.model.node(need, self.material.choices)
            wholes[node.whole if isinstance(node, Share) else need] = None
        return [self.box(one) for one in wholes]

    def _figure(self, name: str) -> str:
        """A quantity in words: a formula by its working, a mix by the averages of its parts, else by its figure."""
        material = self.material
        node = material.model.node(name, material.choices)
        if isinstance(node, Shares):
            parts = [f"{part.partition('.')[2]} {_short(material, part)}" for part in material.parts(name)]
            return f"{', '.join(parts).replace('_', ' ')} on average"
        if isinstance(node, Relation):
            figure = lambda side: figure_text(material.model, side, material.choices)  # noqa: E731
            return arithmetic(material.model, name, material.choices, material.side, figure)
        side = material.side(name)
        is_drawn = side.as_written is None and side.mean is not None and (not side.bounds or len({*side.bounds}) > 1)
        return f"{_short(material, name)}{' on average' if is_drawn else ''}"

    def _grounds(self, name: str) -> list[Box]:
        """The grounds of a leaf: a quotation, rows, sources, estimates and definitions."""
        node = self.material.model.node(name, self.material.choices)
        if isinstance(node, Relation):
            return []
        shown = [figure for figure in node.figures if figure.role in GROUNDS]
        made = [self._ground(name, figure) for figure in shown[:MOST_GROUNDS]]
        left = len(shown) - len(made)
        return [*made, *([Box(name, BoxKind.MORE, f"and {left} more")] if left else [])]

    def _ground(self, name: str, figure: Figure) -> Box:
        """One figure of a leaf as a box."""
        row, keys = str(figure.row) if figure.row else "", figure.sources
        if figure.quote is not None:
            return Box(name, BoxKind.QUOTATION, figure.quote, keys=keys)
        what = _label(figure)
        if figure.evidence is not None:
            called = _labelled(what, self._said(figure.evidence))
            kind = self._kind_of(figure.evidence)
            return Box(figure.evidence, kind, called, self._amount(figure), keys, row)
        own = slot_name(name, figure.slot) if figure.slot else name
        is_judged = figure.fair is not None or not (keys or figure.row)
        if figure.role is Role.DEFINITION:
            return Box(own, BoxKind.DEFINITION, "by definition", self._amount(figure), keys, row)
        if is_judged:
            return Box(own, BoxKind.ESTIMATE, _labelled(what, "our estimate"), _with_fair(figure), keys, row)
        called = what or (figure.row.key if figure.row and figure.row.key else "") or "a figure from"
        return Box(own, BoxKind.SOURCE, called.replace("-", " "), self._amount(figure), keys, row)

    def _amount(self, figure: Figure) -> str:
        """A figure with its unit, and who is the first to be credited for it."""
        keys = [key for key in figure.sources if key in self.material.holdings.sources]
        credit = f" ({shortened(self.material.holdings.sources[keys[0]].short_name, CREDIT)})" if keys else ""
        return f"{_amount(figure)}{credit}".strip()

    def _said(self, evidence: str) -> str:
        """What a piece of evidence is called, or all that the case says of it."""
        names = self.material.model.names
        return names.of(evidence) if names.has(evidence) else names.said.get(evidence) or names.of(evidence)

    def _kind_of(self, evidence: str) -> BoxKind:
        node = self.material.model.node(evidence, self.material.choices)
        is_sourced = any(figure.sources or figure.row for figure in node.figures)
        return BoxKind.SOURCE if is_sourced else BoxKind.ESTIMATE


LABELS = {"low": "lowest", "high": "highest", "mode": "likeliest", "concentration": "likeness of such mixes"}
GROUNDS = (Role.STATED, Role.VALUE, Role.PARAMETER, Role.ROW, Role.DEFINITION, Role.PARTS)


def _label(figure: Figure) -> str:
    """Which parameter a figure is, in words; nothing for the one of a number that is fixed."""
    slot = figure.slot
    if slot is None or slot.parameter == "value":
        return ""
    word = LABELS.get(slot.parameter, slot.label if slot.part is None else slot.parameter)
    return f"{word} {slot.part}".replace("_", " ") if slot.part else word.replace("_", " ")


def _with_fair(figure: Figure) -> str:
    """An estimate, and between which values it might as well lie."""
    if figure.fair is None:
        return _amount(figure)
    ends = [float(one.quantity().low) for one in figure.fair.figures]
    units = {show(one.quantity().unit) for one in (figure, *figure.fair.figures)}
    if len(units) > 1:
        return f"{_amount(figure)} (may be {' to '.join(_amount(one) for one in figure.fair.figures)})"
    return f"{_amount(figure)} (may be {signed(spans([(ends[0], ends[1])])[0], units.pop())})"


def _labelled(label: str, called: str) -> str:
    return f"{label}: {called}" if label else called


def _renamed(box: Box, name: str, called: str) -> Box:
    """A box under the name of what passes it on, which is what the reader asked for."""
    if box.kind is BoxKind.AGAIN:
        return Box(name, BoxKind.AGAIN, called)
    box.same_as = tuple(one for one in (*box.same_as, box.name) if one != name)
    box.name, box.called = name, called
    return box


def _merged(box: Box, is_evidence: bool) -> Box:
    """The box of a piece of evidence together with its one row: two boxes would say one thing twice."""
    if is_evidence and len(box.below) == 1 and box.below[0].kind is BoxKind.SOURCE:
        ground = box.below[0]
        return Box(box.name, BoxKind.SOURCE, box.called, ground.figure or box.figure, ground.keys, ground.row)
    return box


def _short(material: Material, name: str) -> str:
    return figure_text(material.model, material.side(name), material.choices)


def _amount(figure: Figure) -> str:
    """The number of a figure with its unit in words; as it is written where it is none."""
    written = figure.written
    if written is None or written.is_range:
        return "" if figure.role is Role.PARTS else figure.text if written is None else ""
    value = float(written.low)
    return with_unit(number(value, own_digits(value)), show(written.unit))


def _fold(whole: Box) -> None:
    """Count what lies farthest from the result, until no more boxes are left than can be drawn."""
    while _many(whole) > MOST_BOXES:
        found = list(_foldable(whole))
        if not found:
            left = len(whole.below) - MOST_GROUNDS
            if left > 0:
                whole.below = [*whole.below[:MOST_GROUNDS], Box(whole.name, BoxKind.MORE, f"and {left} more")]
            return
        _, box = max(found, key=lambda one: (one[0], -_many(one[1])))
        box.below = [Box(box.name, BoxKind.MORE, f"rests on {_many(box) - 1} more")]


def _many(box: Box) -> int:
    return sum(1 for _ in box.walk())


def _foldable(box: Box, depth: int = 0) -> Iterator[tuple[int, Box]]:
    """The boxes of which what they rest on can be counted instead, each with its distance from the result."""
    if depth and _many(box) > 2:
        yield depth, box
    for one in box.below:
        yield from _foldable(one, depth + 1)
