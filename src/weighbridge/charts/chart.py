"""A chart: a title that states what was found, the data it plots, the same in words, and who is to be credited.

Each is drawn at two widths, for a column and for a page. An SVG is the same to the last byte on every run, so that its
digest in the saved output of a notebook shows whether anything that is plotted has changed.
"""

from __future__ import annotations

import io
import os
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from ..base import ENDED, ISOLATE, csv_cell, isolated, visible, write_all
from ..pages import Picture
from . import pixels, style
from .style import COLUMN, PAGE, Sheet

# Dates and versions would differ from run to run, and from machine to machine.
METADATA = {
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
BUILD = "WEIGHBRIDGE_BUILD"
EXPLAIN = (
    "explain"  # the column of the data with what `weighbridge explain` is asked for each row; several joined by `;`
)
MOMENT = "%Y-%m-%dT%H:%M"  # of a time in the data
DOTS = 200  # an inch of a PNG
SHOWN = 150 / style.INCH  # CSS pixels a mm on a screen, at most: half as large again as in print
NARROW = "(max-width: 36em)"  # screens that show the narrowest of its widths
_TAG, _IDENTIFIER = re.compile(r"<[^>]*>"), re.compile(r"""(\bid="|\burl\(#|\bhref="#)""")
_BETWEEN_MARKS = re.compile(f"[^{ISOLATE}{ENDED}]+")


def named(*parts: str) -> str:
    """A name for files and for identifiers in an SVG.

    >>> named("raqqa-2017", "usual_load")
    'raqqa-2017-usual-load'
    """
    return re.sub(r"[\W_]+", "-", "-".join(parts)).strip("-")


@dataclass(eq=False, repr=False)
class Chart:
    """A figure for print, at each of its widths.

    Attributes:
        name: what its files are called.
        title: states what was found, in one sentence without a full stop.
        alt: the chart in one or two sentences; begins with the conclusion.
        description: what is plotted, in words made from the data.
        data: exactly what is plotted, each figure with its unit.
        draw: puts the data on a sheet, between the words above and those below.
        depth: how much room it needs there, in mm, at a width in mm.
        source: the credits, ``Sources: A; B; C.``; of what fits into two lines each picture shows.
        subtitle: what is measured, and in which unit.
        widths: in mm.

    >>> from weighbridge import open_case
    >>> from weighbridge.charts import dot_plot
    >>> chart = dot_plot(open_case("raqqa-2017"), "loads")
    >>> chart.name, chart.widths, chart.data["kind"].iloc[0]
    ('raqqa-2017-loads', (85.0, 175.0), 'convoys')
    """

    name: str
    title: str
    alt: str
    description: str
    data: pd.DataFrame
    draw: Callable[[Sheet, pd.DataFrame], None]
    depth: Callable[[float], float]
    source: str
    subtitle: str = ""
    widths: tuple[float, ...] = (COLUMN, PAGE)

    def __post_init__(self) -> None:
        self.title, self.subtitle, self.source = map(_in_line, (self.title, self.subtitle, self.source))
        self.alt, self.description = map(_in_line, (self.alt, self.description))

    @property
    def width(self) -> float:
        """The widest, in mm: the one that a notebook shows."""
        return max(self.widths)

    def figure(self, width: float | None = None) -> Figure:
        """A new matplotlib figure, to look at or to change; as wide as the widest if no width is given."""
        width = width or self.width
        with style.applied(self._mark(width)):
            sheet = Sheet.of(width, self.depth(width), self.title, self.subtitle, self.source)
            self.draw(sheet, self.data)
        for text in sheet.figure.findobj(Text):  # at the end, when nothing is broken into lines any more
            if (shown := isolated(visible(text.get_text()))) != text.get_text():
                text.set_text(shown)
        return sheet.figure

    def svg(self, width: float | None = None, figure: Figure | None = None) -> str:
        """The chart as a document that says its title and its alternative text to those who hear it.

        Its identifiers begin with the name of the chart and the width, so that a page can hold several.
        """
        mark = self._mark(width or self.width)
        document = self._file("svg", width, figure).decode("utf-8")
        document = _TAG.sub(lambda tag: _IDENTIFIER.sub(rf"\g<1>{mark}-", tag[0]), document)
        before, tag, rest = document.partition("<svg ")
        attributes, close, inside = rest.partition(">")
        spoken = f'role="img" aria-labelledby="{mark}-title {mark}-desc" '
        title = f'\n <title id="{mark}-title">{escape(self.title)}</title>'
        words = f'\n <desc id="{mark}-desc">{escape(self.alt)}</desc>'
        whole = f"{before}{tag}{spoken}{attributes}{close}{title}{words}{inside}"
        return _BETWEEN_MARKS.sub(lambda part: visible(part[0]), whole)

    def pdf(self, width: float | None = None, figure: Figure | None = None) -> bytes:
        """The chart as a page of PDF, with its letters embedded."""
        return self._file("pdf", width, figure)

    def png(self, width: float | None = None, figure: Figure | None = None) -> bytes:
        """The chart as a picture of 200 dots an inch, for screens, without a date."""
        figure = figure or self.figure(width)
        with style.applied(self.name):
            figure.set_dpi(DOTS)
            canvas = FigureCanvasAgg(figure)
            canvas.draw()
        return pixels.png(np.asarray(canvas.buffer_rgba()))

    def picture(self) -> Picture:
        """The chart for a page, drawn at every width."""
        svg, size = {}, {}
        for width in self.widths:
            figure, whole = self.figure(width), round(width)
            svg[whole] = self.svg(width, figure)
            size[whole] = tuple(round(inches * style.INCH * SHOWN) for inches in figure.get_size_inches())
        return Picture(self.name, self.title, self.alt, self.description, self.source, svg, size, self.csv)

    def save(self, folder: str | Path) -> list[Path]:
        """Write NAME-85mm.svg, .pdf and .png, the same at 175 mm, NAME.csv (the data) and NAME.txt (all words).

        Everything is made before anything is written, and then moved into place, so that no file is ever half there.

        Raises:
            StoreError: a file cannot be written; it says which of the others were replaced.
        """
        contents = {}
        for width in self.widths:
            figure, name = self.figure(width), f"{self.name}-{width:.0f}mm"
            contents[f"{name}.svg"] = self.svg(width, figure).encode()
            contents[f"{name}.pdf"] = self.pdf(width, figure)
            contents[f"{name}.png"] = self.png(width, figure)
        contents[f"{self.name}.csv"] = self.csv.encode()
        contents[f"{self.name}.txt"] = self.all_words.encode()
        return write_all(Path(folder), contents)

    def save_if_asked(self) -> Chart:
        """The chart itself, saved in ``charts`` below the folder that ``WEIGHBRIDGE_BUILD`` names if it names one."""
        if folder := os.environ.get(BUILD):
            self.save(Path(folder) / "charts")
        return self

    def html(self, figure: Figure | None = None) -> str:
        """The picture as an element of a page, as wide as the text, with the words for those who hear it.

        A telephone shows the narrowest, of which the letters are large enough there.

        JupyterLab shows it in a notebook that is not trusted yet, where it drops an SVG.
        """
        looks = f"width:100%;max-width:{self.width * SHOWN:.0f}px"
        image = f'<img src="{_address(self.png(self.width, figure))}" alt="{escape(self.alt)}" style="{looks}">'
        narrow = f'<source media="{NARROW}" srcset="{_address(self.png(min(self.widths)))}">'
        return f"<picture>{narrow}{image}</picture>"

    @property
    def all_words(self) -> str:
        """Everything that the chart says, a paragraph each: title, what is measured, the same in words, the credits."""
        parts = (self.title, self.subtitle, self.alt, self.description, self.source)
        return "\n\n".join(filter(None, parts)) + "\n"

    def words(self, figure: Figure | None = None) -> str:
        """The chart as text; the digests of what is plotted change with any number and any coordinate."""
        return f"{self.title}\n{self.alt}\nPlotted: {self.plotted}. Drawing: {_digest(self.svg(figure=figure))}."

    @property
    def plotted(self) -> str:
        """How many rows are plotted, and a digest of them, which changes with any number."""
        return f"{len(self.data)} rows, {_digest(self.csv)}"

    @cached_property
    def csv(self) -> str:
        """The plotted figures as CSV; no text in it is a formula to a spreadsheet."""
        data = self.data.map(csv_cell)
        data.columns = [csv_cell(str(name)) for name in data.columns]
        return data.to_csv(index=False, lineterminator="\n", date_format=MOMENT)

    def _mark(self, width: float) -> str:
        return f"{self.name}-{width:.0f}mm"

    def _file(self, kind: str, width: float | None, figure: Figure | None) -> bytes:
        figure, content = figure or self.figure(width), io.BytesIO()
        with style.applied(self._mark(width or self.width)):
            figure.savefig(content, format=kind, metadata=METADATA[kind])
        return content.getvalue()

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """For a notebook: the picture, the words for where there are no pictures, and what is plotted.

        The plotted figures are shown by nothing: with them a saved notebook says which of them moved, and not that some
        did.
        """
        figure = self.figure()  # put together once
        words = self.words(figure)  # before the picture, which is drawn at dots of its own
        return {"text/html": self.html(figure), "text/plain": words, "text/csv": self.csv}

    def __repr__(self) -> str:
        return f"{self.name}: {self.title}"


def _digest(text: str) -> str:
    return f"SHA-256 {sha256(text.encode()).hexdigest()[:16]}"


def _address(png: bytes) -> str:
    return f"data:image/png;base64,{b64encode(png).decode('ascii')}"


def _in_line(text: str) -> str:
    """A text on one line, with nothing unseen in it."""
    return visible(text, lines=False)
