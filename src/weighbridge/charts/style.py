"""How every chart looks: sizes in millimetres, type in points, colours and lines that survive a grey copy."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import matplotlib
from matplotlib import style as matplotlib_style
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

COLUMN, PAGE = 85.0, 175.0  # mm, the widths of one column and of the type area
MARGIN = 1.5  # mm, around everything
INCH = 25.4  # mm
TEXT, HEADING = 7.0, 8.5  # pt, at the printed size
LINE = 3.2  # mm, from one line of TEXT to the next
CHARACTER = 1.37  # mm, more than the mean width of a character of TEXT
TITLE = 6.5  # mm, what a title of one line takes at the top
TITLE_LINE, TITLE_CHARACTER = 4.1, 1.95  # mm, from one line of a title to the next; more than the mean of its letters
KEY = 3.75  # mm, from one line of a legend to the next

# Okabe and Ito's colours, which people with any kind of colour vision tell apart.
BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
BLUE, VERMILLION, PURPLE = "#0072B2", "#D55E00", "#CC79A7"
GREY, PALE, PALEST = "#595959", "#C8C8C8", "#E8E8E8"

SOLID, DASHED, DOTTED, CHAIN = "-", (0, (5, 2)), (0, (1, 1.2)), (0, (6, 1.5, 1, 1.5))

SETTINGS = {
    # DejaVu comes with matplotlib: places reckoned from the size of a text are the same on every machine.
    "font.family": ["DejaVu Sans", "sans-serif"],
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": TEXT,
    "axes.labelsize": TEXT,
    "axes.titlesize": TEXT,
    "xtick.labelsize": TEXT,
    "ytick.labelsize": TEXT,
    "legend.fontsize": TEXT,
    "legend.frameon": False,
    "legend.borderpad": 0.0,
    "legend.borderaxespad": 0.0,
    "legend.handlelength": 2.2,
    "legend.columnspacing": 1.6,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "xtick.minor.width": 0.4,
    "ytick.minor.width": 0.4,
    "grid.color": PALEST,
    "grid.linewidth": 0.5,
    "lines.linewidth": 1.1,
    "lines.markersize": 4.5,
    "hatch.linewidth": 0.5,
    "svg.fonttype": "none",  # text stays text: it can be searched, read aloud and translated
    "pdf.fonttype": 42,
    "savefig.bbox": None,
}


@contextmanager
def applied(salt: str) -> Iterator[None]:
    """These settings, over matplotlib's own defaults, for as long as the block lasts.

    Args:
        salt: what the identifiers in an SVG are made from; another for each chart, as a page may hold several.
    """
    with matplotlib.rc_context(), matplotlib_style.context(["default", {**SETTINGS, "svg.hashsalt": salt}]):
        yield


def figure(width: float, height: float) -> Figure:
    """An empty figure, white; sizes in mm."""
    return Figure(figsize=(width / INCH, height / INCH), dpi=300, facecolor="white")


def axes_at(canvas: Figure, left: float, bottom: float, width: float, height: float, **options: object) -> Axes:
    """Axes at a fixed place, in mm from the lower left corner: no layout that would hang on the size of texts."""
    whole, high = canvas.get_size_inches() * INCH
    return canvas.add_axes((left / whole, bottom / high, width / whole, height / high), **options)


def wrapped(text: str, width: float) -> list[str]:
    """A text as lines of TEXT that fit into ``width`` mm."""
    return textwrap.wrap(text, int((width - 2 * MARGIN) / CHARACTER), break_long_words=False, break_on_hyphens=False)


def titled(title: str, width: float) -> list[str]:
    """A title as lines of HEADING, bold, that fit into ``width`` mm."""
    return textwrap.wrap(title, int((width - 2 * MARGIN) / TITLE_CHARACTER), break_long_words=False)


def head(title: str, width: float) -> float:
    """What a title takes at the top, in mm."""
    return TITLE + (len(titled(title, width)) - 1) * TITLE_LINE


def frame(canvas: Figure, title: str, source: str) -> None:
    """The title above and the sources below, inside the figure."""
    width, height = canvas.get_size_inches() * INCH
    left = MARGIN / width
    for place, line in enumerate(titled(title, width)):
        top = 1 - (MARGIN + place * TITLE_LINE) / height
        canvas.text(left, top, line, size=HEADING, weight="bold", va="top", ha="left")
    for place, line in enumerate(reversed(wrapped(source, width))):
        canvas.text(left, (MARGIN + place * LINE) / height, line, color=GREY, va="bottom", ha="left")


def legend(canvas: Figure, handles: Sequence[Artist], top: float, columns: int, **options: object) -> None:
    """A legend at the left margin, its upper edge ``top`` mm below that of the figure."""
    width, height = canvas.get_size_inches() * INCH
    at = (MARGIN / width, 1 - top / height)
    canvas.legend(handles=handles, loc="upper left", bbox_to_anchor=at, ncols=columns, **options)


def below(source: str, width: float, keys: int, columns: int) -> float:
    """How much a legend of so many keys and the sources take at the bottom, in mm, with a little air between."""
    return math.ceil(keys / columns) * KEY + 1.5 + len(wrapped(source, width)) * LINE + MARGIN


def per(unit: str) -> str:
    """A unit for an axis.

    >>> per("tonne/truck")
    'tonne per truck'
    """
    return unit.replace("/", " per ")
