"""A sheet measured in mm: for charts that are made of words and bars, each at a place that is reckoned beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ..base import visible
from . import style
from .style import Sheet


def in_mm(sheet: Sheet) -> Axes:
    """Axes over everything that is drawn, in mm from its upper left corner, with nothing of their own."""
    axes = sheet.axes(0, 0, sheet.width, sheet.depth)
    # Without ticks: a dozen would be made, and nothing of them drawn.
    axes.set(xticks=[], yticks=[], xlim=(0, sheet.width), ylim=(sheet.depth, 0))
    axes.axis("off")
    return axes


def box(axes: Axes, left: float, down: float, width: float, height: float, **looks: Any) -> Rectangle:
    """A box by its upper left corner and its size, in mm."""
    patch = Rectangle((left, down), width, height, **{"linewidth": 0.0, "edgecolor": "none", **looks})
    return axes.add_patch(patch)


def write(axes: Axes, left: float, down: float, lines: Sequence[str], line: float = style.LINE, **looks: Any) -> float:
    """Lines of text below each other, the first of which begins ``down`` mm below; how far down they end.

    Each line is centred on its own height, so that capitals and small letters keep one distance.
    """
    for place, text in enumerate(lines):
        middle = down + (place + 0.5) * line
        axes.text(left, middle, visible(text), **{"va": "center_baseline", "size": style.TEXT, **looks})
    return down + len(lines) * line


def paragraphs(notes: Sequence[str], width: float) -> list[str]:
    """Notes as lines that fit between the margins of a sheet of a width in mm."""
    return [line for note in notes for line in style.wrapped(note, style.inner(width))]
