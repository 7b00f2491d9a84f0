"""How every chart looks: sizes in millimetres, type in points, colours and shapes that survive a grey copy.

A colour never carries a meaning alone where another that means something else comes near it: then the shape differs.
"""

from __future__ import annotations

import warnings
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import matplotlib
from matplotlib import style as matplotlib_style
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from ..answers import Badge
from ..text import words

COLUMN, PAGE = 85.0, 175.0  # mm, the widths of one column and of the type area
MARGIN = 2.0  # mm, around everything
INCH = 25.4  # mm
POINT = INCH / 72  # mm
TEXT, SMALL, SUBTITLE, HEADING = 7.0, 6.5, 7.5, 9.0  # pt, at the printed size; nothing is smaller than SMALL
LINE = 3.2  # mm, from one line of TEXT to the next
SMALL_LINE, SUBTITLE_LINE, TITLE_LINE = 2.9, 3.5, 4.2  # mm, the same for the others
UNDER = 2.2  # mm, between the words above and what is drawn, and between this and the sources
SOURCE_LINES = 2  # at most
KEY = 3.75  # mm, from one line of a legend to the next
LONGEST = 1_000  # characters of a text in a chart, which is no place for more

# Okabe and Ito's colours, which people with any kind of colour vision tell apart.
BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
BLUE, VERMILLION = "#0072B2", "#D55E00"
PINE = "#00694D"  # a green that is dark enough for letters
WHITE, GREY, PALE, PALEST = "#FFFFFF", "#595959", "#C8C8C8", "#E8E8E8"
HALO = {"facecolor": "white", "edgecolor": "none", "pad": 0.4, "alpha": 0.85}  # behind letters that cross a line
ACCENT, TINT = "#B3370B", "#FBE3D6"  # what is examined: its line and its words; what its wording allows

# How a verdict is drawn, beside its word and its shape: fill and ink. Dark and light alternate, so that neighbours in
# meaning differ in a grey copy too.
LOOKS = {
    Badge.FITS: (BLUE, WHITE),
    Badge.ROUNDING: ("#A9D8F2", BLACK),
    Badge.UNLIKELY: ("#F4BE50", BLACK),
    Badge.DOES_NOT_FIT: ("#8A2B06", WHITE),
    Badge.DEPENDS: ("#D9A6C4", BLACK),
    Badge.CANT_SAY: ("#F1F1F1", GREY),
}

SOLID, DASHED, DOTTED, CHAIN = "-", (0, (5, 2)), (0, (1, 1.2)), (0, (6, 1.5, 1, 1.5))

SETTINGS = {
    # DejaVu comes with matplotlib: places reckoned from the size of a text are the same on every machine.
    "font.family": ["DejaVu Sans", "sans-serif"],
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": TEXT,
    "text.parse_math": False,  # two amounts in dollars are no formula
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
    "pdf.fonttype": 3,  # letters as outlines, embedded in a third of the time; the SVG keeps them as text
    "savefig.bbox": None,
}


@contextmanager
def applied(salt: str) -> Iterator[None]:
    """These settings, over matplotlib's own defaults, for as long as the block lasts.

    Args:
        salt: what the identifiers in an SVG are made from; another for each chart, as a page may hold several.
    """
    settings = ["default", {**SETTINGS, "svg.hashsalt": salt}]
    with matplotlib.rc_context(), matplotlib_style.context(settings), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")  # a box stands for the letter
        yield


@cache
def _font(size: float, weight: str) -> FontProperties:
    return FontProperties(family="DejaVu Sans", size=size, weight=weight)


@cache
def measure(text: str, size: float = TEXT, weight: str = "normal") -> float:
    """How wide a text on one line is, in mm.

    >>> 8 < measure("50 tonnes") < 14
    True
    """
    words = text.split(" ")
    return sum(_advance(word, size, weight) for word in words) + (len(words) - 1) * _advance(" ", size, weight)


@cache
def _advance(word: str, size: float, weight: str) -> float:
    """How wide one word is, in mm; the same words stand in many lines that are tried."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        width, _, _ = text_to_path.get_text_width_height_descent(word, _font(size, weight), ismath=False)
    return width * POINT


def wrapped(text: str, width: float, size: float = TEXT, weight: str = "normal") -> list[str]:
    """A text as lines that fit into ``width`` mm; a word that alone is wider is cut in two, a text without end is cut.

    >>> wrapped("No convoy that was counted averaged as much", 30)
    ['No convoy that was', 'counted averaged as', 'much']
    """
    lines: list[str] = []
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
    for word in shown.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and measure(joined, size, weight) <= width:
            lines[-1] = joined
            continue
        while measure(word, size, weight) > width and len(word) > 1:
            fits = max(1, bisect_right(range(1, len(word)), width, key=partial(_beginning, word, size, weight)))
            lines.append(word[:fits])
            word = word[fits:]
        lines.append(word)
    return lines


def _beginning(word: str, size: float, weight: str, length: int) -> float:
    """How wide the first letters of a word are, in mm."""
    return measure(word[:length], size, weight)


def balanced(text: str, width: float, size: float = TEXT, weight: str = "normal") -> list[str]:
    """A text as no more lines than its width needs, all about as long: no word stands alone on the last.

    >>> balanced("No counted convoy averaged as much", 41), wrapped("No counted convoy averaged as much", 41)
    (['No counted convoy', 'averaged as much'], ['No counted convoy averaged as', 'much'])
    """
    best = wrapped(text, width, size, weight)
    for share in range(98, 50, -2):
        tighter = wrapped(text, width * share / 100, size, weight)
        if len(tighter) > len(best):
            break
        best = tighter
    return best


def shortened(text: str, width: float, size: float = TEXT) -> str:
    """A text on one line of ``width`` mm; what does not fit is cut off after a word, with an ellipsis.

    >>> shortened("aggregate from a quarry", 20), shortened("stone", 20)
    ('aggregate…', 'stone')
    """
    if measure(text, size) <= width:
        return text
    first = wrapped(text, width - measure("…", size), size)[0]
    return f"{first.rstrip(',;: ')}…"


def inner(width: float) -> float:
    """What is left of a width between the margins, in mm."""
    return width - 2 * MARGIN


def credited(source: str, width: float) -> list[str]:
    """The line of credits in at most two lines that fit into a width in mm; the names that do not fit are counted.

    >>> credited("Sources: " + "; ".join(["The Gazette", "The Journal", "The Courier"] * 5) + ".", 85)[-1]
    'Journal; The Courier; The Gazette and 8 more (listed with the data)'
    """
    names = source.rstrip(".").split("; ")
    for kept in range(len(names), 0, -1):
        more = f" and {len(names) - kept} more (listed with the data)" if kept < len(names) else ""
        lines = wrapped("; ".join(names[:kept]) + (more or source[len(source.rstrip(".")) :]), inner(width), SMALL)
        if len(lines) <= SOURCE_LINES:
            return lines
    return [*lines[: SOURCE_LINES - 1], f"{lines[SOURCE_LINES - 1][:-1]}…"]


@dataclass(frozen=True)
class Sheet:
    """The paper that a chart is drawn on; between its words above and its sources below lies what the chart draws.

    Attributes:
        figure: of matplotlib, of the whole size.
        width, height: of the whole, in mm.
        top: how far below the upper edge what is drawn begins, in mm.
        depth: how high what is drawn is, in mm.
    """

    figure: Figure
    width: float
    height: float
    top: float
    depth: float

    @classmethod
    def of(cls, width: float, depth: float, title: str, subtitle: str, source: str) -> Sheet:
        """A white sheet with title, subtitle and sources, and room for ``depth`` mm between them."""
        head = _head(title, subtitle, width)
        feet = credited(source, width) if source else []
        top = MARGIN + sum(line for *_, line in head) + UNDER
        height = top + depth + (UNDER + len(feet) * SMALL_LINE if feet else 0) + MARGIN
        sheet = cls(blank(width, height), width, height, top, depth)
        down = MARGIN - top
        for text, options, line in head:
            sheet.text(MARGIN, down, text, va="top", **options)
            down += line
        for place, text in enumerate(feet):
            sheet.text(MARGIN, depth + UNDER + place * SMALL_LINE, text, va="top", size=SMALL, color=GREY)
        return sheet

    @property
    def is_wide(self) -> bool:
        """Whether there is more room than that of one column."""
        return self.width > COLUMN

    def axes(self, left: float, down: float, width: float, height: float, **options: object) -> Axes:
        """Axes at a fixed place: no layout that would hang on the size of texts.

        Args:
            left, down: their upper left corner, in mm from the left edge and from where what is drawn begins.
            width, height: in mm.
        """
        bottom = self.height - self.top - down - height
        place = (left / self.width, bottom / self.height, width / self.width, height / self.height)
        return self.figure.add_axes(place, **options)

    def text(self, left: float, down: float, text: str, **options: Any) -> Text:
        """A text at a fixed place, in mm from the left edge and from where what is drawn begins."""
        return self.figure.text(left / self.width, 1 - (self.top + down) / self.height, text, **options)

    def legend(self, handles: Sequence[Artist], down: float, columns: int, **options: object) -> None:
        """A legend at the left margin, for charts whose marks have no room for words beside them."""
        at = (MARGIN / self.width, 1 - (self.top + down) / self.height)
        self.figure.legend(handles=handles, loc="upper left", bbox_to_anchor=at, ncols=columns, **options)


def _head(title: str, subtitle: str, width: float) -> list[tuple[str, dict[str, Any], float]]:
    """The lines above: text, looks, and what each takes in mm."""
    room = inner(width)
    bold = {"size": HEADING, "weight": "bold"}
    return [
        *((line, bold, TITLE_LINE) for line in balanced(title, room, HEADING, "bold")),
        *((line, {"size": SUBTITLE}, SUBTITLE_LINE) for line in balanced(subtitle, room, SUBTITLE)),
    ]


def blank(width: float, height: float) -> Figure:
    """An empty figure, white; sizes in mm."""
    return Figure(figsize=(width / INCH, height / INCH), dpi=300, facecolor="white")


def per(unit: str) -> str:
    """A unit for an axis, in words.

    >>> per("tonne/truck"), per("USD/tonne")
    ('tonnes a truck', 'US dollars a tonne')
    """
    return words.with_unit("", unit)
