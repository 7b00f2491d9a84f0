"""The choices that every case has which something in it gives rise to: how wide words are, how rare extremes."""

from __future__ import annotations

from collections.abc import Iterable

from ..graph import SHAPE, WIDTH, Choice, Input, Node
from ..text import WIDTHS
from ..uncertainty import AS_WRITTEN, FLAT, PEAKED, SHAPES, shaped

SHAPE_QUESTION = "How rare are the extremes of what we estimated?"
WIDTH_QUESTION = "How far does a word such as “about” let a number lie?"
WIDTH_REASONS = {"typical": "the usual width of such a word", "generous": "the width that a lenient reader allows"}
SHAPE_REASONS = {
    AS_WRITTEN: "the shape that the case gives each distribution that was judged",
    FLAT: "sources support the ends and hardly ever the shape between them; every value between the ends alike, or, "
    "without ends, over a range of the same mean and standard deviation",
    PEAKED: "sources support the points and hardly ever the shape over them; a smooth peak in place of a pointed one "
    "or of none, a pointed one in place of a smooth one; without ends, lognormal for normal and the other way round, "
    "or a triangle where a normal reaches below zero",
}


def choice_of_width() -> Choice:
    """How far the words of the article let its numbers lie.

    >>> choice_of_width().reference
    'typical'
    """
    return Choice(WIDTH, WIDTH_QUESTION, WIDTHS, WIDTHS[0], WIDTH_REASONS)


def choice_of_shape(leaves: Iterable[Node]) -> Choice | None:
    """The shape of all judged distributions together, with the options that change any; none where none does."""
    laws = {law for leaf in leaves if isinstance(leaf, Input) and leaf.has_shapes for law in leaf.laws.values()}
    options = tuple(s for s in SHAPES if s == AS_WRITTEN or any(shaped(law, s) != law for law in laws))
    if len(options) == 1:
        return None
    reasons = {option: SHAPE_REASONS[option] for option in options}
    return Choice(SHAPE, SHAPE_QUESTION, options, AS_WRITTEN, reasons)
