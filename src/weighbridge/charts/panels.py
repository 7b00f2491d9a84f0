"""The two panels of the chart of prices: all the years, and the months around the case for iron alone."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, LogLocator, MultipleLocator, NullFormatter

from ..text import MONTHS
from . import stated, style
from .moment import in_words
from .style import BLACK, BLUE, CHAIN, DASHED, GREEN, GREY, PAGE, SOLID, VERMILLION

MONTH = "month of the case"
METALS = {
    "copper": ("copper", VERMILLION, SOLID),
    "aluminium": ("aluminium", BLUE, DASHED),
    "iron_ore": ("iron ore (not scrap)", GREEN, CHAIN),
}
SCRAP = {"copper_scrap": VERMILLION, "aluminium_scrap": BLUE, "iron_scrap": BLACK}
LEVELS = {
    "port": ("o", "scrap, at a port"),
    "yard": ("v", "scrap, at a yard"),
    "spot": ("X", "scrap, on the spot"),
    "consumer": ("s", "scrap, at a works"),
    "import": ("D", "scrap, value at the customs"),
    "export": ("D", "scrap, value at the customs"),
}
WINDOW = 8 / 12  # years before and after the month, so that figures for the whole of two years have their middle in it
PANEL, HEADS, AXIS, COLUMNS = 64.0, 4.5, 14.0, 3  # mm for panels, what is above and below; columns of the legend
THEN = {"color": GREY, "linewidth": 0.9, "linestyle": style.DOTTED}
Box = tuple[float, float, float, float]


def draw(canvas: Figure, data: pd.DataFrame) -> None:
    """Both panels and their legend."""
    _, tall = canvas.get_size_inches() * style.INCH
    bottom = tall - style.TITLE - HEADS - PANEL
    whole = style.axes_at(canvas, 17, bottom, 77, PANEL)
    near = style.axes_at(canvas, 109, bottom, 63, PANEL)
    month = data[data["kind"] == MONTH].iloc[0]
    box = _box(data, month)
    for axes in (whole, near):
        _contents(axes, data, month)
    _whole(whole, data, box)
    _near(near, data, box, month)
    style.legend(canvas, _handles(data), style.TITLE + HEADS + PANEL + AXIS, COLUMNS)


def height(data: pd.DataFrame, source: str) -> float:
    """The height of the whole figure in mm."""
    return round(style.TITLE + HEADS + PANEL + AXIS + style.below(source, PAGE, len(_handles(data)), COLUMNS), 1)


def _box(data: pd.DataFrame, month: pd.Series) -> Box:
    """What the second panel shows: the window in years, and in price all that concerns iron, with some air."""
    left, right = month["at"] - WINDOW, month["at"] + WINDOW
    iron = data["label"].isin(["iron_ore", "iron_scrap"]) & data["at"].between(left, right)
    shown = data[iron | data["kind"].isin([stated.STATED, *stated.BANDS])]
    return left, right, shown["low"].min() / 1.15, shown["high"].max() * 1.15


def _contents(axes: Axes, data: pd.DataFrame, month: pd.Series) -> None:
    axes.set_yscale("log")
    stated.draw(axes, data, "y")
    axes.axvline(month["at"], **THEN, zorder=1)
    for metal, (_, colour, dashes) in METALS.items():
        rows = data[(data["kind"] == "metal") & (data["label"] == metal)]
        axes.plot(rows["at"], rows["low"], color=colour, linestyle=dashes, zorder=2, gid=metal)
    for row in data[data["kind"] == "scrap"].itertuples():
        _scrap(axes, row)


def _scrap(axes: Axes, row: Any) -> None:
    """A marker at each end of what was paid, a bar between, and a thread as long as the time it covers."""
    colour = SCRAP.get(row.label, BLACK)
    ends = list(dict.fromkeys((row.low, row.high)))
    axes.plot([row.begin, row.end], [row.low] * 2, color=colour, linewidth=0.5, zorder=2.5)
    looks = {"marker": LEVELS[row.level][0], "markersize": 4.2, "markerfacecolor": colour, "markeredgecolor": "white"}
    axes.plot([row.at] * len(ends), ends, color=colour, **looks, markeredgewidth=0.4, zorder=3, gid="scrap")


def _whole(axes: Axes, data: pd.DataFrame, box: Box) -> None:
    """All years and all metals; a frame shows what the other panel enlarges."""
    metals = data[data["kind"] == "metal"]
    low, high = data["low"].min(), data["high"].max()
    axes.set_xlim(metals["begin"].min(), metals["end"].max())
    axes.set_ylim(low / 1.3, high * 1.3)
    _money(axes, data, (1.0,))
    axes.xaxis.set_major_locator(MultipleLocator(4))
    axes.xaxis.set_minor_locator(MultipleLocator(1))
    axes.set_xlabel("year")
    years = sorted(metals["start"])
    axes.set_title(f"{in_words(years[0])} to {in_words(years[-1])}", loc="left")
    left, right, least, most = box
    framed = {"fill": False, "linewidth": 0.6, "edgecolor": BLACK, "zorder": 4}
    axes.add_patch(Rectangle((left, least), right - left, most - least, **framed))
    _names(axes, data, box)


def _names(axes: Axes, data: pd.DataFrame, box: Box) -> None:
    """The kinds of scrap by name, at the right of the frame and at the middle of their prices there."""
    near = data[(data["kind"] == "scrap") & data["at"].between(box[0], box[1])]
    for material, rows in near.groupby("label"):
        middle = math.sqrt(rows["low"].min() * rows["high"].max())
        axes.text(box[1] + 0.1, middle, material.replace("_", " "), va="center", color=SCRAP.get(material, BLACK))


def _near(axes: Axes, data: pd.DataFrame, box: Box, month: pd.Series) -> None:
    """The months around the case."""
    axes.set_xlim(box[0], box[1])
    axes.set_ylim(box[2], box[3])
    _money(axes, data, (1.0, 2.0, 3.0, 5.0))
    axes.xaxis.set_major_locator(MultipleLocator(0.25))
    axes.xaxis.set_major_formatter(FuncFormatter(_begin))
    axes.set_xlabel("beginning of the month")
    axes.set_title(f"the frame, enlarged: iron around {month['label']}", loc="left")


def _begin(at: float, _: int) -> str:
    """The month that begins at a place: ``Jan`` over ``2017``."""
    months = round(at * 12)
    return f"{MONTHS[months % 12][:3]}\n{months // 12}"


def _money(axes: Axes, data: pd.DataFrame, steps: tuple[float, ...]) -> None:
    axes.yaxis.set_major_locator(LogLocator(subs=steps))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda price, _: f"{price:,.0f}"))
    axes.yaxis.set_minor_formatter(NullFormatter())
    unit = data[data["kind"] == stated.STATED]["unit"].iloc[0]
    axes.set_ylabel(f"{style.per(unit)} (log scale)")


def _handles(data: pd.DataFrame) -> list[Any]:
    month = data[data["kind"] == MONTH]["label"].iloc[0]
    then = Line2D([], [], **THEN, label=f"{month}, the month of the case")
    covered = Line2D([], [], color=BLACK, linewidth=0.5, label="time that a price covers")
    reach = Line2D([], [], color=BLACK, linestyle="none", marker="|", markersize=8, label="lowest to highest price")
    lines = [Line2D([], [], color=colour, linestyle=dashes, label=label) for label, colour, dashes in METALS.values()]
    used = [level for level in LEVELS if level in set(data["level"])]
    marks = dict(LEVELS[level] for level in used)
    points = [
        Line2D([], [], color=BLACK, linestyle="none", marker=mark, markersize=4.2, label=label)
        for mark, label in marks.items()
    ]
    return [*stated.handles(data), then, covered, *lines, *points, reach]
