"""The two panels of a price history: all the years, and the months around the case for what is enlarged."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import MonthLocator, YearLocator, date2num, num2date
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from ..text import MONTHS
from . import stated_band, style
from .dates import in_words
from .style import BLACK, BLUE, CHAIN, DASHED, DOTTED, GREEN, GREY, ORANGE, PAGE, PURPLE, SKY, SOLID, VERMILLION

LINE, POINT, MOMENT = "line", "point", "month of the case"
COLOURS = ((VERMILLION, SOLID), (BLUE, DASHED), (GREEN, CHAIN), (ORANGE, DOTTED), (PURPLE, SOLID), (SKY, DASHED))
MARKS = ("o", "v", "X", "s", "D", "^", "P")
# Eight months before and after the middle of the case's: of whole years, two have their middle in it.
WINDOW = pd.Timedelta(days=243)
NAME = pd.Timedelta(days=37)  # from the frame to the names beside it
MOST_YEARS = 6  # that are numbered on the axis
PANEL, HEADS, AXIS, COLUMNS = 64.0, 4.5, 14.0, 3  # mm for panels, what is above and below; columns of the legend
THEN = {"color": GREY, "linewidth": 0.9, "linestyle": style.DOTTED}


@dataclass(frozen=True)
class Texts:
    """What a legend says of lines and of levels, whose colour a point takes, and what is enlarged."""

    lines: Mapping[str, str]
    levels: Mapping[str, str]
    beside: Mapping[str, str]
    enlarged: str
    things: tuple[str, ...]

    def look(self, thing: str) -> tuple[str, Any]:
        """The colour and the dashes of a line."""
        return COLOURS[list(self.lines).index(thing) % len(COLOURS)]

    def colour(self, thing: str) -> str:
        """The colour of a point: that of the line it stands beside, or black."""
        return self.look(self.beside[thing])[0] if thing in self.beside else BLACK

    def mark(self, level: str) -> str:
        """The mark of a level; levels that the legend says the same of have the same."""
        return MARKS[list(dict.fromkeys(self.levels.values())).index(self.levels[level]) % len(MARKS)]


@dataclass(frozen=True)
class Box:
    """What the second panel shows, of time and of price."""

    left: pd.Timestamp
    right: pd.Timestamp
    low: float
    high: float


def draw(canvas: Figure, data: pd.DataFrame, texts: Texts, title: str) -> None:
    """Both panels and their legend."""
    _, tall = canvas.get_size_inches() * style.INCH
    top = style.head(title, PAGE) + HEADS + PANEL
    whole = style.axes_at(canvas, 17, tall - top, 77, PANEL)
    near = style.axes_at(canvas, 109, tall - top, 63, PANEL)
    moment = data[data["kind"] == MOMENT].iloc[0]
    box = _box(data, moment, texts)
    for axes in (whole, near):
        _contents(axes, data, moment, texts)
    _whole(whole, data, box, texts)
    _near(near, data, box, f"the frame, enlarged: {texts.enlarged} around {moment['label']}")
    style.legend(canvas, _handles(data, texts), top + AXIS, COLUMNS)


def height(data: pd.DataFrame, texts: Texts, title: str, source: str) -> float:
    """The height of the whole figure in mm."""
    above = style.head(title, PAGE) + HEADS + PANEL + AXIS
    return round(above + style.below(source, PAGE, len(_handles(data, texts)), COLUMNS), 1)


def _box(data: pd.DataFrame, moment: pd.Series, texts: Texts) -> Box:
    """The window in time, and in price all that concerns the enlarged things, with some air."""
    left, right = moment["at"] - WINDOW, moment["at"] + WINDOW
    near = data["label"].isin(texts.things) & data["at"].between(left, right)
    shown = data[near | data["kind"].isin([stated_band.STATED, *stated_band.BANDS])]
    return Box(left, right, shown["low"].min() / 1.15, shown["high"].max() * 1.15)


def _contents(axes: Axes, data: pd.DataFrame, moment: pd.Series, texts: Texts) -> None:
    axes.set_yscale("log")
    stated_band.draw(axes, data, "y")
    axes.axvline(date2num(moment["at"]), **THEN, zorder=1)
    for thing in texts.lines:
        rows = data[(data["kind"] == LINE) & (data["label"] == thing)]
        colour, dashes = texts.look(thing)
        axes.plot(date2num(rows["at"]), rows["low"], color=colour, linestyle=dashes, zorder=2, gid=thing)
    for row in data[data["kind"] == POINT].itertuples():
        _point(axes, row, texts)


def _point(axes: Axes, row: Any, texts: Texts) -> None:
    """A marker at each end of what was paid, a bar between, and a thread as long as the time it covers."""
    colour = texts.colour(row.label)
    ends = list(dict.fromkeys((row.low, row.high)))
    axes.plot(date2num([row.begin, row.end]), [row.low] * 2, color=colour, linewidth=0.5, zorder=2.5)
    looks = {"marker": texts.mark(row.level), "markersize": 4.2, "markerfacecolor": colour, "markeredgecolor": "white"}
    at = [date2num(row.at)] * len(ends)
    axes.plot(at, ends, color=colour, **looks, markeredgewidth=0.4, zorder=3, gid=POINT)


def _whole(axes: Axes, data: pd.DataFrame, box: Box, texts: Texts) -> None:
    """All years and everything; a frame shows what the other panel enlarges."""
    lines = data[data["kind"] == LINE]
    axes.set_xlim(date2num(lines["begin"].min()), date2num(lines["end"].max()))
    axes.set_ylim(data["low"].min() / 1.3, data["high"].max() * 1.3)
    _money(axes, data, (1.0,))
    years = lines["end"].max().year - lines["begin"].min().year
    axes.xaxis.set_major_locator(
        YearLocator(max(1, 2 * math.ceil(years / MOST_YEARS / 2) if years > MOST_YEARS else 1))
    )
    axes.xaxis.set_major_formatter(FuncFormatter(lambda at, _: f"{num2date(at).year}"))
    axes.xaxis.set_minor_locator(YearLocator(1))
    axes.set_xlabel("year")
    axes.set_title(f"{in_words(lines['start'].min())} to {in_words(lines['start'].max())}", loc="left")
    left, right = date2num([box.left, box.right])
    framed = {"fill": False, "linewidth": 0.6, "edgecolor": BLACK, "zorder": 4}
    axes.add_patch(Rectangle((left, box.low), right - left, box.high - box.low, **framed))
    _names(axes, data, box, texts)


def _names(axes: Axes, data: pd.DataFrame, box: Box, texts: Texts) -> None:
    """The things on points by name, at the right of the frame and at the middle of their prices there."""
    near = data[(data["kind"] == POINT) & data["at"].between(box.left, box.right)]
    for thing, rows in near.groupby("label"):
        middle = math.sqrt(rows["low"].min() * rows["high"].max())
        at = date2num(box.right + NAME)
        axes.text(at, middle, thing.replace("_", " "), va="center", color=texts.colour(thing))


def _near(axes: Axes, data: pd.DataFrame, box: Box, title: str) -> None:
    """The months around the case."""
    axes.set_xlim(*date2num([box.left, box.right]))
    axes.set_ylim(box.low, box.high)
    _money(axes, data, (1.0, 2.0, 3.0, 5.0))
    axes.xaxis.set_major_locator(MonthLocator((1, 4, 7, 10)))
    axes.xaxis.set_major_formatter(FuncFormatter(_month))
    axes.set_xlabel("beginning of the month")
    axes.set_title(title, loc="left")


def _month(at: float, _: int) -> str:
    """The month that begins at a place: ``Jan`` over ``2017``."""
    begin = num2date(at)
    return f"{MONTHS[begin.month - 1][:3]}\n{begin.year}"


def _money(axes: Axes, data: pd.DataFrame, steps: tuple[float, ...]) -> None:
    axes.yaxis.set_major_locator(LogLocator(subs=steps))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda price, _: f"{price:,.0f}"))
    axes.yaxis.set_minor_formatter(NullFormatter())
    unit = data[data["kind"] == stated_band.STATED]["unit"].iloc[0]
    axes.set_ylabel(f"{style.per(unit)} (log scale)")


def _handles(data: pd.DataFrame, texts: Texts) -> list[Any]:
    month = data[data["kind"] == MOMENT]["label"].iloc[0]
    then = Line2D([], [], **THEN, label=f"{month}, the month of the case")
    covered = Line2D([], [], color=BLACK, linewidth=0.5, label="time that a price covers")
    reach = Line2D([], [], color=BLACK, linestyle="none", marker="|", markersize=8, label="lowest to highest price")
    looks = [(*texts.look(thing), label) for thing, label in texts.lines.items()]
    lines = [Line2D([], [], color=colour, linestyle=dashes, label=label) for colour, dashes, label in looks]
    marks = {texts.levels[level]: texts.mark(level) for level in texts.levels if level in set(data["level"])}
    points = [
        Line2D([], [], color=BLACK, linestyle="none", marker=mark, markersize=4.2, label=label)
        for label, mark in marks.items()
    ]
    return [*stated_band.handles(data), then, covered, *lines, *points, reach]
