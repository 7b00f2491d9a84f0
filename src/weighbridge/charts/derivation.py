"""How a result comes about, as a graph: quotations, rows and estimates at the left, the result at the right.

Each box stands below what it is made of and farther to the right; the line from what it is made of comes in from above.
The boxes take their places from the order and the depth alone: the right edge of a box is nearer to the right margin
the nearer it is to the result, so that no line meets a box that it does not belong to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from ..base import visible
from ..case import Case
from ..text import capital
from ..trace import Box, BoxKind, boxes
from . import credit, style
from .canvas import in_mm
from .chart import EXPLAIN, Chart, named
from .style import BLACK, GREY, MARGIN, PALE, SMALL, SMALL_LINE, Sheet

STEP, INDENT = 3.4, 3.4  # mm from a box to one that is made of it, at its left and at its right edge
TOP, PAD, AIR, CUT = 0.5, 0.9, 1.6, 1.6  # mm above all, within a box, between two, and of a corner that is cut off
KEY_WIDTH, KEY_HEIGHT = 7.0, 3.4  # mm of a shape in the legend
MOST_LINES = 4  # of a box for its words, and as many for its figure
# Outline, width of the line and what fills it: shapes differ, so that no colour is needed to tell them apart.
LOOKS: dict[BoxKind, dict[str, Any]] = {
    BoxKind.QUOTATION: {"facecolor": "#FBE3D6", "edgecolor": "#B3370B"},
    BoxKind.SOURCE: {"facecolor": "#D3E5F1", "edgecolor": "#0072B2"},
    BoxKind.ESTIMATE: {"facecolor": "#FFF6DF", "edgecolor": "#8A6100", "linestyle": (0, (3, 1.5))},
    BoxKind.DEFINITION: {"facecolor": "#E8E8E8", "edgecolor": GREY, "linestyle": (0, (1, 1))},
    BoxKind.QUANTITY: {"facecolor": "white", "edgecolor": BLACK},
    BoxKind.RESULT: {"facecolor": "white", "edgecolor": BLACK, "linewidth": 1.6},
    BoxKind.AGAIN: {"facecolor": "none", "edgecolor": PALE},
    BoxKind.MORE: {"facecolor": "none", "edgecolor": PALE},
}
KEYED = (BoxKind.QUOTATION, BoxKind.SOURCE, BoxKind.ESTIMATE, BoxKind.DEFINITION, BoxKind.QUANTITY, BoxKind.RESULT)


@dataclass(frozen=True)
class Placed:
    """A box on a sheet, in mm from the upper left corner of what is drawn.

    Attributes:
        head, body: its lines of words, and of its figure; on one line where both fit.
        into: the place in the order of the box that is made of it; none for the result.
        rail: where the line to that box runs down.
    """

    box: Box
    left: float
    down: float
    right: float
    height: float
    head: tuple[str, ...]
    body: tuple[str, ...]
    is_one_line: bool
    into: int | None
    rail: float


def chain(case: Case, name: str) -> Chart:
    """How a quantity comes about: a graph from the words of the article, rows and estimates to the result.

    Args:
        name: of a quantity; what it is made of is folded where it is more than can be drawn.

    Raises:
        CaseError: there is no such quantity; it names the nearest.

    >>> from weighbridge import charts, open_case
    >>> charts.chain(open_case("raqqa-2017"), "load").title
    'The load of a truck: 2,500 tonnes ÷ 50 trucks = 50 tonnes a truck'
    """
    whole = boxes(case.material, case[name].name)
    made = list(whole.walk())
    title = _title(whole)
    keys = [key for box in made for key in box.keys if key in case.holdings.sources]
    sources = credit.line(case, keys)
    return Chart(
        named(case.name, name, "chain"),
        title,
        f"{title}. {_counted(made)}",
        " ".join(f"{_said(box)}." for box in made),
        pd.DataFrame(_records(whole)),
        lambda sheet, _: _draw(sheet, whole),
        lambda width: _depth(whole, width),
        f"Sources: {sources}." if sources else "Source: the article.",
        "Read from the left: what each number is made of",
    )


def _title(whole: Box) -> str:
    """What it is called, and its figure; the working where both fit into a line or two."""
    working = f"{capital(whole.called)}: {whole.figure}"
    if len(working) <= TITLE:
        return working
    result = whole.figure.rpartition(" = ")[2]
    return f"{capital(whole.called)}: {result}"


TITLE = 80  # characters


def _counted(made: Sequence[Box]) -> str:
    """What it is made of, counted by kind."""
    counts = {kind: len({box.name + box.called for box in made if box.kind is kind}) for kind in BoxKind}
    words = {
        BoxKind.QUOTATION: ("number of the article", "numbers of the article"),
        BoxKind.SOURCE: ("figure from a source", "figures from sources"),
        BoxKind.ESTIMATE: ("estimate of ours", "estimates of ours"),
        BoxKind.DEFINITION: ("definition", "definitions"),
    }
    parts = [
        f"{counts[kind]} {one if counts[kind] == 1 else many}" for kind, (one, many) in words.items() if counts[kind]
    ]
    return f"It is made of {', '.join(parts)}." if parts else "It is made of nothing else."


def _said(box: Box) -> str:
    """A box in a sentence, with what it is made of."""
    below = ", ".join(one.called for one in box.below)
    figure = f": {box.figure}" if box.figure else ""
    return f"{capital(box.called)}{figure} ({box.kind}{f'; from {below}' if below else ''})"


def _records(whole: Box) -> list[dict[str, Any]]:
    """A row for each box, in the order in which they stand, with the names by which each is explained."""
    rows = []
    for box, into, depth in _order(whole):
        rows.append(
            {
                EXPLAIN: box.name,
                "kind": box.kind.value,
                "called": box.called,
                "figure": box.figure,
                "goes into": into,
                "steps to the result": depth,
                "row": box.row,
                "same as": ";".join(box.same_as),
                "source": ";".join(box.keys),
            }
        )
    return rows


def _order(box: Box, into: str = "", depth: int = 0) -> Iterator[tuple[Box, str, int]]:
    """Each box after all that it is made of, with what it goes into and how many steps that is from the result."""
    for one in box.below:
        yield from _order(one, box.name, depth + 1)
    yield box, into, depth


def places(whole: Box, width: float) -> list[Placed]:
    """Where each box stands on a sheet of a width in mm, from above."""
    order, found, down = list(_order(whole)), [], TOP
    ids = {id(box): at for at, (box, *_) in enumerate(order)}
    parents = {id(one): ids[id(box)] for box, *_ in order for one in box.below}
    for box, _, depth in order:
        right = width - MARGIN - depth * INDENT
        left = min(MARGIN + box.height * STEP, right - LEAST)
        room = right - left - 2 * PAD - (CUT if box.kind in CORNERED else 0)
        head, body, is_one_line = _lines(box, room)
        height = (len(head) + (0 if is_one_line else len(body))) * SMALL_LINE + 2 * PAD
        rail = right + INDENT / 2
        found.append(Placed(box, left, down, right, height, head, body, is_one_line, parents.get(id(box)), rail))
        down += height + AIR
    return found


LEAST = 30.0  # mm, of the width of a box
SHIFT = {BoxKind.ESTIMATE: CUT, BoxKind.RESULT: 0.7}  # mm by which words begin farther to the right
CORNERED = (BoxKind.SOURCE, BoxKind.ESTIMATE)


def _lines(box: Box, room: float) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """The words of a box and its figure as lines, and whether both fit on one."""
    if not box.figure:
        called = f"{box.called}, as above" if box.kind is BoxKind.AGAIN else box.called
        weight = "normal" if box.kind in (BoxKind.AGAIN, BoxKind.MORE) else "bold"
        return tuple(_cut(style.wrapped(called, room, SMALL, weight))), (), False
    if style.measure(f"{box.called}: ", SMALL, "bold") + style.measure(box.figure, SMALL) <= room:
        return (f"{box.called}:",), (box.figure,), True
    words, figure = style.wrapped(box.called, room, SMALL, "bold"), style.wrapped(box.figure, room, SMALL)
    return tuple(_cut(words)), tuple(_cut(figure)), False


def _cut(lines: list[str]) -> list[str]:
    return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][:-1]}…"]


def _keys(whole: Box, width: float) -> list[list[BoxKind]]:
    """The kinds that are drawn, in rows of the legend that fit into a width."""
    drawn = [kind for kind in KEYED if any(box.kind is kind for box in whole.walk())]
    rows: list[list[BoxKind]] = [[]]
    for kind in drawn:
        if sum(map(_key_width, (*rows[-1], kind))) > style.inner(width):
            rows.append([])
        rows[-1].append(kind)
    return rows


def _key_width(kind: BoxKind) -> float:
    return KEY_WIDTH + 1.2 + style.measure(kind.value, SMALL) + 3.0


def _depth(whole: Box, width: float) -> float:
    """How high the boxes and the legend below them are, in mm."""
    last = places(whole, width)[-1]
    return last.down + last.height + AIR + len(_keys(whole, width)) * (KEY_HEIGHT + 1.2)


def _draw(sheet: Sheet, whole: Box) -> None:
    axes, placed = in_mm(sheet), places(whole, sheet.width)
    for one in placed:
        if one.into is not None:
            _line(axes, one, placed[one.into], is_last=_is_last(placed, one))
    for one in placed:
        _shape(axes, one.box.kind, one.left, one.down, one.right - one.left, one.height, one.box.name)
        _words(axes, one)
    _legend(axes, _keys(whole, sheet.width), placed[-1].down + placed[-1].height + AIR)


def _is_last(placed: Sequence[Placed], one: Placed) -> bool:
    """Whether no box below it goes into the same one: it has the arrow."""
    return not any(other.into == one.into for other in placed[placed.index(one) + 1 :])


def _line(axes: Axes, one: Placed, into: Placed, is_last: bool) -> None:
    """From the right edge of a box to a line that runs down into the box that is made of it."""
    middle = one.down + one.height / 2
    axes.plot([one.right, one.rail, one.rail], [middle, middle, into.down], color=GREY, linewidth=0.7, zorder=1)
    if is_last:
        tip = [(one.rail - 0.7, into.down - 1.2), (one.rail + 0.7, into.down - 1.2), (one.rail, into.down)]
        axes.add_patch(Polygon(tip, closed=True, facecolor=GREY, edgecolor="none", zorder=1.5))


def _shape(axes: Axes, kind: BoxKind, left: float, down: float, width: float, height: float, name: str) -> None:
    """The outline of a box by its kind: rounded, with a corner or both left corners cut, plain, or doubled."""
    looks = {"linewidth": 0.7, "zorder": 2, **LOOKS[kind]}
    axes.add_patch(Polygon(_corners(kind, left, down, left + width, down + height), closed=True, gid=name, **looks))
    if kind is BoxKind.RESULT:
        inner = _corners(kind, left + 0.7, down + 0.7, left + width - 0.7, down + height - 0.7)
        axes.add_patch(Polygon(inner, closed=True, facecolor="none", edgecolor=BLACK, linewidth=0.5, zorder=2.1))


def _corners(kind: BoxKind, left: float, up: float, right: float, low: float) -> list[tuple[float, float]]:
    """The corners of a shape, from the upper left one on."""
    cut = min(CUT, (low - up) / 2)
    match kind:
        case BoxKind.SOURCE:  # a sheet of paper, of which a corner is folded
            return [(left, up), (right - cut, up), (right, up + cut), (right, low), (left, low)]
        case BoxKind.ESTIMATE:  # pointed at the left
            return [(left + cut, up), (right, up), (right, low), (left + cut, low), (left, (up + low) / 2)]
        case BoxKind.QUOTATION:  # all corners cut a little, as if round
            c = cut / 2
            return [
                *((left + c, up), (right - c, up), (right, up + c), (right, low - c)),
                *((right - c, low), (left + c, low), (left, low - c), (left, up + c)),
            ]
    return [(left, up), (right, up), (right, low), (left, low)]


def _words(axes: Axes, one: Placed) -> None:
    """The words of a box, and its figure below them or behind them."""
    begin = one.left + PAD + SHIFT.get(one.box.kind, 0.0)
    plain = one.box.kind in (BoxKind.AGAIN, BoxKind.MORE)
    looks = {"size": SMALL, "color": GREY if plain else BLACK, "va": "center_baseline", "zorder": 3}
    bold = {**looks, "weight": "normal" if plain else "bold"}
    down = one.down + PAD + SMALL_LINE / 2
    for at, text in enumerate(one.head):
        axes.text(begin, down + at * SMALL_LINE, visible(text), **bold)
    behind = style.measure(f"{one.head[-1]} ", SMALL, "bold") if one.is_one_line else 0.0
    first = 0 if one.is_one_line else len(one.head)
    for at, text in enumerate(one.body):
        axes.text(begin + behind, down + (first + at) * SMALL_LINE, visible(text), **looks)


def _legend(axes: Axes, rows: Sequence[Sequence[BoxKind]], down: float) -> None:
    """What each shape stands for."""
    for row in rows:
        left = MARGIN
        for kind in row:
            _shape(axes, kind, left, down, KEY_WIDTH, KEY_HEIGHT, f"key {kind.name.lower()}")
            looks = {"size": SMALL, "va": "center_baseline", "color": GREY}
            axes.text(left + KEY_WIDTH + 1.2, down + KEY_HEIGHT / 2, kind.value, **looks)
            left += _key_width(kind)
        down += KEY_HEIGHT + 1.2
