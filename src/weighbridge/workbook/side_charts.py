"""Charts of both sides of a comparison: spans along one axis, drawn from live cells, so that they move with these.

The colours are those of the kit's other charts (Okabe and Ito), and every span has its own height and mark besides. All
words of a chart are references to cells: a text that begins with ``=`` would be a formula there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from .cells import Live, Reference, Sheet
from .grid import Column, Grid, titled
from .texts import cell_text

# The same colours as in weighbridge.charts.style, which would load matplotlib.
VERMILLION, BLUE, SKY, GREY, PALE = "#D55E00", "#0072B2", "#56B4E9", "#595959", "#C8C8C8"
LOOKS = (
    {"color": VERMILLION, "width": 5.0, "mark": "diamond"},
    {"color": BLUE, "width": 5.0, "mark": "circle"},
    {"color": SKY, "width": 2.5, "mark": "square"},
)
WIDE, HIGH = 560, 240  # pixels
MANY_TIMES = 200.0  # how far apart two ends are, of which the lesser would be lost on a plain scale
NUMBERS = ((1e9, '#,##0.0,,," billion"'), (1e6, '#,##0.0,," million"'), (1e3, "#,##0"))  # of an axis, by its end
FACE = {"name": "Arial", "size": 9, "bold": False, "color": GREY}
COLUMNS = {
    "question": Column("Comparison", 46),
    "label": Column("What is drawn", 46),
    "unit": Column("Unit", 24, "unit"),
    "low": Column("From", 14, "derived"),
    "high": Column("To", 14, "derived"),
    "middle": Column("Value", 14, "derived"),
    "left": Column("Height", 8, "figure"),
    "right": Column("Height", 8, "figure"),
}
ABOUT = "What the charts on the sheet Checks draw: each side in the unit of the stated one, as the workbook stands."


@dataclass(frozen=True)
class Span:
    """One side of a comparison: from where to where it reaches, and its value, in the unit of the chart."""

    label: str
    low: Live
    high: Live
    middle: Live | None = None


class ChartData:
    """The sheet that holds what charts draw."""

    def __init__(self) -> None:
        self.sheet = titled("Chart data", "What the charts draw", ABOUT)
        self.sheet.frozen = (4, 1)
        self.grid = Grid(self.sheet, COLUMNS)

    def chart(self, question: str, unit: str, spans: Sequence[Span]) -> SideChart:
        """A chart of spans, each of which gets a row.

        Args:
            unit: in words, as it stands under the axis.
        """
        rows = []
        for height, span in zip(range(len(spans), 0, -1), spans, strict=True):
            rows.append(self.grid.next())
            self.grid.put_all(question=question, label=span.label, unit=unit, low=span.low, high=span.high)
            self.grid.put_all(middle=span.middle, left=float(height), right=float(height))
        return SideChart(self.sheet, tuple(rows), _is_wide(spans), _numbers(spans), _said(question, unit, spans))

    def place(self, row: int, key: str) -> Reference:
        """The cell of a column in a row."""
        return Reference(self.sheet.name, row, self.grid.places[key])


def _is_wide(spans: Sequence[Span]) -> bool:
    """Whether the ends are so far apart that the axis is one of multiples; never where one is zero or less."""
    ends = [end.value for span in spans for end in (span.low, span.high) if isinstance(end.value, float)]
    return bool(ends) and min(ends) > 0 and max(ends) / min(ends) > MANY_TIMES


def _numbers(spans: Sequence[Span]) -> str:
    """How the figures of the axis are written: short enough to stand beside each other."""
    ends = [end.value for span in spans for end in (span.low, span.high) if isinstance(end.value, float)]
    largest = max(map(abs, ends), default=0.0)
    return next((form for least, form in NUMBERS if largest >= least), "General")


def _said(question: str, unit: str, spans: Sequence[Span]) -> str:
    """What a chart shows, for those who don't see it."""
    told = (f"{span.label}: {_number(span.low)} to {_number(span.high)}" for span in spans)
    return f"{question} {'; '.join(told)} {unit}, as the workbook was made."


def _number(live: Live) -> str:
    return f"{live.value:,.4g}" if isinstance(live.value, float) else str(live.value)


@dataclass(frozen=True)
class SideChart:
    """A chart that the writer draws, from rows of the sheet that holds its data."""

    data: Sheet
    rows: tuple[int, ...]
    is_wide: bool
    numbers: str
    said: str

    def insert(self, book: xlsxwriter.Workbook, page: Worksheet, row: int, column: int) -> None:
        """Draw it on a sheet, its upper left corner in a cell."""
        chart: Any = book.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
        places = {key: place for place, key in enumerate(COLUMNS)}
        cell = lambda at, key: [self.data.name, at, places[key]]  # noqa: E731
        pair = lambda at, first: [self.data.name, at, places[first], at, places[first] + 1]  # noqa: E731
        for at, look in zip(self.rows, LOOKS, strict=False):
            line = {"color": look["color"], "width": look["width"]}
            series = {"name": cell(at, "label"), "categories": pair(at, "low"), "values": pair(at, "left")}
            chart.add_series({**series, "line": line, "marker": {"type": "none"}})
        shown = [at for at in self.rows if (at, places["middle"]) in self.data.cells]
        for at in shown:
            look = LOOKS[self.rows.index(at)]
            mark = {"type": look["mark"], "size": 12, "fill": {"color": "#000000"}, "border": {"color": "#FFFFFF"}}
            series = {
                "categories": [*cell(at, "middle"), at, places["middle"]],
                "values": [*cell(at, "left"), at, places["left"]],
            }
            chart.add_series({**series, "name": cell(at, "label"), "marker": mark, "line": {"none": True}})
        chart.set_title({"name": cell(self.rows[0], "question"), "name_font": {**FACE, "size": 10, "bold": True}})
        self._axes(chart, cell(self.rows[0], "unit"))
        hidden = list(range(len(self.rows), len(self.rows) + len(shown)))
        chart.set_legend({"position": "bottom", "font": FACE, "delete_series": hidden})
        chart.set_size({"width": WIDE, "height": HIGH})
        page.insert_chart(row, column, chart, {"description": cell_text(self.said)[:1000], "object_position": 1})

    def _axes(self, chart: Any, unit: list[Any]) -> None:
        """One axis for the figures, with its unit; heights mean nothing."""
        scale = {"log_base": 10} if self.is_wide else {}
        grid = {"visible": True, "line": {"color": PALE, "width": 0.5}}
        font = {"name_font": FACE, "num_font": FACE}
        chart.set_x_axis({"name": unit, **font, **scale, "major_gridlines": grid, "num_format": self.numbers})
        top = len(self.rows) + 1
        chart.set_y_axis({"visible": False, "min": 0, "max": top, "major_gridlines": {"visible": False}})
