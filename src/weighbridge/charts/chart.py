"""A chart: a figure, the data it plots, the same in words, and who is to be credited.

An SVG is the same to the last byte on every run, so that its digest in the saved output of a notebook shows whether
anything that is plotted has changed.
"""

from __future__ import annotations

import io
import os
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from ..base import write_all
from . import style

# Dates and versions would differ from run to run, and from machine to machine.
METADATA = {
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
BUILD = "WEIGHBRIDGE_BUILD"
MOMENT = "%Y-%m-%dT%H:%M"  # of a time in the data
DOTS, COLOURS = 200, 64  # dots an inch of a PNG; how many colours it keeps, most of them shades of edges
SHOWN = 150 / style.INCH  # CSS pixels a mm on a screen: half as large again as in print


def named(*parts: str) -> str:
    """A name for files and for identifiers in an SVG.

    >>> named("raqqa-2017", "usual_load")
    'raqqa-2017-usual-load'
    """
    return re.sub(r"[\W_]+", "-", "-".join(parts)).strip("-")


@dataclass(frozen=True, eq=False, repr=False)
class Chart:
    """A figure for print.

    Attributes:
        name: what its files are called.
        title: what it shows, as a heading.
        data: exactly what is plotted, each figure with its unit.
        draw: puts the data into an empty figure.
        size: width and height in mm.
        alt: the chart in words, made from the data.
        source: the line of credits.
    """

    name: str
    title: str
    data: pd.DataFrame
    draw: Callable[[Figure, pd.DataFrame], None]
    size: tuple[float, float]
    alt: str
    source: str

    def figure(self) -> Figure:
        """A new matplotlib figure, to look at or to change."""
        with style.applied(self.name):
            canvas = style.figure(*self.size)
            self.draw(canvas, self.data)
            style.frame(canvas, self.title, self.source)
        return canvas

    def _file(self, kind: str) -> bytes:
        figure, content = self.figure(), io.BytesIO()
        with style.applied(self.name):
            figure.savefig(content, format=kind, metadata=METADATA[kind])
        return content.getvalue()

    def svg(self) -> str:
        """The chart as a document, with its title and the alternative text for those who hear it."""
        document = self._file("svg").decode("utf-8")
        before, tag, rest = document.partition("<svg ")
        attributes, close, inside = rest.partition(">")
        named = f'role="img" aria-labelledby="{self.name}-title {self.name}-desc" '
        title = f'\n <title id="{self.name}-title">{escape(self.title)}</title>'
        words = f'\n <desc id="{self.name}-desc">{escape(self.alt)}</desc>'
        return f"{before}{tag}{named}{attributes}{close}{title}{words}{inside}"

    def pdf(self) -> bytes:
        """The chart as a page of PDF, with its letters embedded."""
        return self._file("pdf")

    def png(self) -> bytes:
        """The chart as a picture of 200 dots an inch, for screens, without a date."""
        figure, content = self.figure(), io.BytesIO()
        with style.applied(self.name):
            figure.set_dpi(DOTS)
            canvas = FigureCanvasAgg(figure)
            canvas.draw()
        picture = Image.fromarray(np.asarray(canvas.buffer_rgba())[..., :3])
        # Chosen for coverage: by frequency, the few points in the colour of a mark would take that of its neighbour.
        palette = {"colors": COLOURS, "method": Image.Quantize.MAXCOVERAGE, "dither": Image.Dither.NONE}
        picture.quantize(**palette).save(content, "png", optimize=True)
        return content.getvalue()

    def save(self, folder: str | Path) -> list[Path]:
        """Write NAME.svg, NAME.pdf, NAME.csv (the data) and NAME.txt (the chart in words, and its sources).

        Everything is made before anything is written, and then moved into place, so that no file is ever half there.

        Raises:
            StoreError: a file cannot be written; it says which of the others were replaced.
        """
        contents = {
            "svg": self.svg().encode(),
            "pdf": self.pdf(),
            "csv": self._csv().encode(),
            "txt": f"{self.title}\n\n{self.alt}\n\n{self.source}\n".encode(),
        }
        return write_all(Path(folder), {f"{self.name}.{ending}": content for ending, content in contents.items()})

    def save_if_asked(self) -> Chart:
        """The chart itself, saved in ``charts`` below the folder that ``WEIGHBRIDGE_BUILD`` names if it names one."""
        if folder := os.environ.get(BUILD):
            self.save(Path(folder) / "charts")
        return self

    def html(self) -> str:
        """The picture as an element of a page, with the words for those who hear it.

        JupyterLab shows it in a notebook that is not trusted yet, where it drops an SVG.
        """
        picture = b64encode(self.png()).decode("ascii")
        words = escape(f"{self.title}\n{self.alt}")
        return f'<img src="data:image/png;base64,{picture}" alt="{words}" width="{self.size[0] * SHOWN:.0f}">'

    def words(self) -> str:
        """The chart as text; the digests of what is plotted change with any number and any coordinate."""
        digest = lambda text: sha256(text.encode()).hexdigest()[:16]  # noqa: E731
        rows = f"{len(self.data)} rows, SHA-256 {digest(self._csv())}"
        return f"{self.title}\n{self.alt}\nPlotted: {rows}. Drawing: SHA-256 {digest(self.svg())}."

    def _csv(self) -> str:
        return self.data.to_csv(index=False, lineterminator="\n", date_format=MOMENT)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """For a notebook: the picture, and the words for where there are no pictures."""
        return {"text/html": self.html(), "text/plain": self.words()}

    def __repr__(self) -> str:
        return f"{self.name}: {self.title}"
