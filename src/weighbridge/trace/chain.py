"""The chain from a quantity back to quotations, rows and reasons, with the working of formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..answers import arithmetic, written
from ..checks import Side
from ..graph import Choices, Floats, Model, Name, Node, NodeKind, Relation, Share, Shares, fold
from ..report import sides
from ..text import factor, few_digits, number, own_digits, with_unit
from ..verdict import Weigher
from .explanation import Explanation, Told
from .grounds import cited, ground_lines, keys_of
from .mathematics import equation

KINDS = {
    NodeKind.CLAIM: "a number of the article",
    NodeKind.EVIDENCE: "a figure from a source",
    NodeKind.ASSUMPTION: "our assumption",
    NodeKind.DEFINITION: "by definition",
}
CLOSE = 0.01  # an average of draws this near to the formula of averages is not told from it


@dataclass(frozen=True)
class Chain:
    """The chain of one quantity: its lines, the sources that it leads to, and its formulas in LaTeX."""

    lines: list[str]
    keys: list[str]
    steps: list[str]


def quantity_chain(weigher: Weigher, name: str, choices: Choices) -> Explanation:
    """The chain of a quantity under these choices, as an explanation."""
    found = chain(weigher.model, name, choices, lambda part: weigher.side(part, choices))
    told = Told(found.lines, chain=found.lines, steps=found.steps, keys=found.keys)
    return Explanation(name, [told], cited(found.keys, weigher.sources))


def chain(model: Model, name: str, choices: Choices, side_of: Callable[[str], Side]) -> Chain:
    """How a quantity comes about, from the top down: each formula with its working, each leaf with its ground."""
    found, seen = Chain([], [], []), set()

    def visit(current: str, indent: str) -> None:
        """The lines of one quantity, then of what it needs; what was shown once is only named."""
        node = model.node(current, choices)
        again = current in seen
        seen.add(current)
        found.lines.extend(indent + line for line in _lines(model, current, choices, side_of, again))
        if again:
            return
        found.keys.extend(key for key in keys_of(node.figures) if key not in found.keys)
        found.steps.extend(_step(model, current, choices, side_of))
        for need in node.needs:
            visit(need, indent + "    ")

    visit(name, "")
    return found


def _lines(model: Model, name: str, choices: Choices, side_of: Callable[[str], Side], again: bool) -> Iterator[str]:
    """One quantity: what it is called and its value, how it is computed or where it comes from."""
    node = model.node(name, choices)
    called = called_in(model, name, node)
    if again:
        yield f"`{name}`: shown above"
        return
    if isinstance(node, Shares):
        yield f"`{name}`: {called}, {KINDS[NodeKind.ASSUMPTION]}"
        yield from (f"  {line}" for line in ground_lines(node.figures))
        return
    value = sides.side(side_of(name))
    if isinstance(node, Share):
        yield f"`{name}`: {called}, {value}"
    elif isinstance(node, Relation):
        yield f"`{name}`: {called}, {value}"
        yield f"  `{node.text}`"
        yield from (f"  {line}" for line in working_lines(model, name, choices, side_of))
        yield from (f"  because {reason}" for reason in [node.reason] if reason)
    else:
        option = choices.get(name) if node.kind == NodeKind.CLAIM else None
        yield f"`{name}`: {called}, {value}, {KINDS[node.kind]}" + (f", read as “{option}”" if option else "")
        yield from (f"  {line}" for line in ground_lines(node.figures))


def working_lines(model: Model, name: str, choices: Choices, side_of: Callable[[str], Side]) -> Iterator[str]:
    """A formula with its numbers put in; where it is drawn, also what the averages alone give, if that differs."""
    node = model.node(name, choices)
    if not isinstance(node, Relation):
        return
    line = arithmetic(model, name, choices, side_of, lambda side: figure_text(model, side, choices))
    left, _, right = line.partition(" = ")
    if not isinstance(node.expression, Name) or left != right.removesuffix(" on average"):
        yield line
    result = side_of(name)
    at_means = _at_means(model, node, side_of) if result.as_written is None else None
    if at_means is None or result.mean is None:
        return
    alone = at_means / factor(model.units[name])
    slack = max(2 * result.mean.numerical_uncertainty, CLOSE * abs(result.mean.value))
    if abs(alone - result.mean.value) > slack:
        shown = with_unit(number(alone), result.unit)
        yield f"of the averages alone it would be {shown}; each draw is computed by itself"


def _at_means(model: Model, node: Relation, side_of: Callable[[str], Side]) -> float | None:
    """What a formula gives, in root units, of the averages of all that it is made of; none where one has none."""
    values: dict[str, float] = {}
    for need in node.needs:
        one = side_of(need)
        if one.as_written is not None and one.as_written[0] == one.as_written[1]:
            values[need] = one.as_written[0] * factor(model.units[need])
        elif one.mean is not None:
            values[need] = one.mean.value * factor(model.units[need])
        else:
            return None
    try:
        return float(fold(node.expression, Floats(values.__getitem__)))
    except (ArithmeticError, ValueError):
        return None


def _step(model: Model, name: str, choices: Choices, side_of: Callable[[str], Side]) -> Sequence[str]:
    """A formula in LaTeX: in names, with its numbers, and what it gives; nothing where a quantity is no formula."""
    node = model.node(name, choices)
    if not isinstance(node, Relation):
        return []
    result = side_of(name)
    drawn = " on average" if result.as_written is None and result.mean is not None else ""
    values = {need: figure_text(model, side_of(need), choices) for need in node.needs}
    return equation(name, node.expression, values, f"{figure_text(model, result, choices)}{drawn}")


def figure_text(model: Model, side: Side, choices: Choices) -> str:
    """A quantity by one figure with its unit: one that was read with its own digits, a computed one as answers have it.

    What is drawn is shown by its mean.
    """
    if side.as_written is None and side.worded is None:
        return sides.short(side)
    is_computed = isinstance(model.node(side.name, choices), Relation)
    return written(side, few_digits) if is_computed else written(side, own_digits)


def called_in(model: Model, name: str, node: Node) -> str:
    """What a quantity is called for people; where no name is short, or the kit made it itself, by what it is of."""
    whole, of = name.partition(".")[0], node.of
    if (whole == name or isinstance(node, Share)) and (model.names.has(name) or not of):
        return model.names.of(name)
    return of or model.names.of(whole)
