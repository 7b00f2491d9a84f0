"""Formulas with their numbers put in, and what the article's numbers imply by themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from ..checks import Side
from ..graph import PRECEDENCE, Apply, Choices, Expression, Model, Name, NodeKind, Number, Relation
from ..text import (
    CLOSELY,
    DIGITS,
    EXACT_DIGITS,
    apart,
    few_digits,
    in_full,
    number,
    own_digits,
    same_place,
    significant,
    with_unit,
)

SIGNS: Final = {"+": "+", "-": "−", "*": "×", "/": "÷", "**": "^"}
LONGEST: Final = 90  # characters of a line


def written(side: Side, digits: Callable[[float], int] = in_full, beside: Sequence[float] = ()) -> str:
    """A quantity as the article's own numbers give it, allowing for nothing: everywhere in the same digits.

    Args:
        side: the quantity.
        digits: how many it has by itself; more where its room, or what is beside it, would read the same.
        beside: figures in its unit that it is compared with.
    """
    if side.worded is not None:
        return f"“{side.worded}”"
    ends = side.as_written or side.bounds
    if ends is None:
        return ""
    (low, high), room = ends, side.bounds or ends
    digits = like_others(low, beside, digits)
    if significant(low) == significant(high):
        return with_unit(number(low, max(digits(low), room_digits(low, room, beside, digits)[0])), side.unit)
    own = [digits(end) if side.as_written else DIGITS for end in ends]
    ranges = [] if side.as_written else [(0, 1)]
    first, last = apart([low, high, *beside], [*own, *map(digits, beside)], ranges=ranges)[:2]
    return with_unit(f"{first} to {last}", side.unit)


def like_others(value: float, beside: Sequence[float], digits: Callable[[float], int]) -> Callable[[float], int]:
    """How many digits a value has by itself: all, where it is one of those that it is compared with."""
    return in_full if significant(value) in map(significant, beside) else digits


def room_digits(
    value: float, room: tuple[float, float], beside: Sequence[float] = (), own: Callable[[float], int] = in_full
) -> tuple[int, list[int]]:
    """In how many digits a value is told apart from its room and from others, and in how many the ends of the room are.

    Each end is on its side of the value as it is shown, and no farther than twice as far off as it is.

    Args:
        value: the value.
        room: the ends between which it may lie.
        beside: what it is compared with, on the side of which it stays.
        own: how many digits it has by itself.

    >>> room_digits(12.9, (12.85, 12.95)), room_digits(50.0, (44.5, 56.8))
    ((4, [4, 4]), (3, [3, 3]))
    >>> room_digits(1620.4, (1620.4, 1620.4), [1620.0])[0]
    5
    """
    for digits in range(DIGITS, EXACT_DIGITS):
        shown = significant(value, max(own(value), digits))
        places = same_place(room, [digits] * 2)
        ends = all(_is_told(end, value, shown, place) for end, place in zip(room, places, strict=True))
        if ends and all(_is_beside(other, value, shown) for other in beside):
            break
    return digits, places


def _is_told(end: float, value: float, shown: float, digits: int) -> bool:
    """Whether an end in so many digits is on its side of a number as it is shown, no farther than twice as far off."""
    if significant(end) == significant(value):
        return True
    told = significant(end, digits)
    is_near = abs(told - end) <= abs(end - value) * (1 + CLOSELY)
    return is_near and (told < shown, told > shown) == (end < value, end > value)


def _is_beside(other: float, value: float, shown: float) -> bool:
    """Whether a number as it is shown is on its side of another."""
    return significant(other) == significant(value) or (shown < other, shown > other) == (value < other, value > other)


def implied(model: Model, name: str, choices: Choices, side_of: Callable[[str], Side]) -> str:
    """A quantity that is made of the article's numbers alone, with its working, in one line.

    Empty where it is a number of the article itself, rests on anything else, or would take more than a line.
    """
    if not _is_the_articles(model, name, choices):
        return ""
    line = arithmetic(model, name, choices, side_of, lambda side: written(side, few_digits))
    return line if len(line) <= LONGEST else ""


def _is_the_articles(model: Model, name: str, choices: Choices) -> bool:
    kinds = {model.node(leaf, choices).kind for leaf in model.leaves(name, choices)}
    return NodeKind.CLAIM in kinds and kinds <= {NodeKind.CLAIM, NodeKind.DEFINITION}


def arithmetic(
    model: Model, name: str, choices: Choices, side_of: Callable[[str], Side], figure: Callable[[Side], str]
) -> str:
    """A formula with its numbers and what it gives; nothing where a quantity is no formula.

    ``2,500 tonnes ÷ 50 trucks = 50 tonnes a truck``

    Args:
        figure: how a quantity is written.
    """
    node = model.node(name, choices)
    if not isinstance(node, Relation):
        return ""
    if not all(_has_a_figure(side_of(each)) for each in (name, *node.needs)):
        return ""
    figures = {need: _as_stated if _is_claim(model, need, choices) else figure for need in node.needs}
    values = {need: _in_brackets(side_of(need), shown) for need, shown in figures.items()}
    result = side_of(name)
    drawn = " on average" if result.as_written is None and result.mean is not None else ""
    return f"{working(node.expression, values)} = {figure(result)}{drawn}"


def _has_a_figure(side: Side) -> bool:
    """Whether there is anything to write of a quantity: not of one that is larger than any number."""
    return any(given is not None for given in (side.worded, side.as_written, side.bounds, side.mean))


def _is_claim(model: Model, name: str, choices: Choices) -> bool:
    return model.node(name, choices).kind == NodeKind.CLAIM


def _as_stated(side: Side) -> str:
    """A number of the article with all its digits, ``$1,329.30``, and not only as many as we need."""
    return written(side, own_digits)


def _in_brackets(side: Side, figure: Callable[[Side], str]) -> str:
    """A side by one figure; a range in brackets, for it stands beside signs."""
    ends = side.as_written
    is_one = side.mean is not None if ends is None else ends[0] == ends[1]
    return figure(side) if is_one or side.worded is not None else f"({figure(side)})"


def working(expression: Expression, values: Mapping[str, str], binding: int = 0) -> str:
    """A formula with its values put in.

    >>> from weighbridge.graph import parse
    >>> working(parse("mass / (trucks + 1)"), {"mass": "2,500 tonnes", "trucks": "50 trucks"})
    '2,500 tonnes ÷ (50 trucks + 1)'
    """
    match expression:
        case Number(value, unit):
            return with_unit(number(value, own_digits(value)), unit)
        case Name(name):
            return values[name]
        case Apply("negative", (argument,)):
            text = "−" + working(argument, values, PRECEDENCE["negative"])
            return f"({text})" if binding > PRECEDENCE["negative"] else text
        case Apply(operation, (left, right)) if operation in PRECEDENCE:
            rank = PRECEDENCE[operation]
            # A power binds to the right, the others to the left.
            first, second = (rank + 1, rank) if operation == "**" else (rank, rank + 1)
            text = f"{working(left, values, first)} {SIGNS[operation]} {working(right, values, second)}"
            return f"({text})" if rank < binding else text
        case Apply(function, arguments):
            return f"{function}({', '.join(working(argument, values) for argument in arguments)})"


def quotient(expression: Expression) -> tuple[str, str] | None:
    """The names above and below the line, where an expression is one by the other."""
    if isinstance(expression, Apply) and expression.operation == "/":
        above, below = expression.arguments
        if isinstance(above, Name) and isinstance(below, Name):
            return above.name, below.name
    return None
