"""Charts as a page shows them: an image for each width of the page, its words, and the figures that it plots."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

MOST_ROWS = 40  # of the data of a chart that a page shows; the rest stands in the chart's own file
IMAGE = "data:image/"


class Picture(Protocol):
    """A chart, drawn at one or more widths, with its words: what ``charts`` makes and a page takes.

    Attributes:
        name: an identifier.
        title: states what was found.
        alt: the same in a sentence or two, for those who hear it.
        description: everything that is plotted, in words.
        source: every source, in one line.
        png: the image by its width in mm, as an address that holds it: ``data:image/png;base64,…``.
        size: width and height in CSS pixels by its width in mm.
        data: the plotted figures as CSV.
    """

    name: str
    title: str
    alt: str
    description: str
    source: str
    png: Mapping[int, str]
    size: Mapping[int, tuple[int, int]]
    data: str


@dataclass(frozen=True)
class Image:
    """An image at one width: where it is, and its size in CSS pixels."""

    address: str
    width: int
    height: int


@dataclass(frozen=True)
class PictureRow:
    """A chart for a template.

    Attributes:
        wide: the image for a page.
        narrow: the image for a telephone; the same where there is one width only.
        heads, rows: the data, at most ``MOST_ROWS`` of them.
        left: how many rows more there are.
    """

    anchor: str
    title: str
    alt: str
    description: str
    source: str
    wide: Image
    narrow: Image
    heads: list[str]
    rows: list[list[str]]
    left: int


def picture_row(picture: Picture) -> PictureRow:
    """Everything that a page shows of a chart.

    Raises:
        ValueError: an image is no address that holds it; a page loads nothing from elsewhere.
    """
    narrow, wide = (_image(picture, choose(picture.png)) for choose in (min, max))
    heads, *rows = list(csv.reader(io.StringIO(picture.data))) or [[]]
    return PictureRow(
        f"chart-{picture.name}",
        picture.title,
        picture.alt,
        picture.description,
        picture.source,
        wide,
        narrow,
        heads,
        rows[:MOST_ROWS],
        max(0, len(rows) - MOST_ROWS),
    )


def picture_rows(pictures: Sequence[Picture]) -> list[PictureRow]:
    """Everything that a page shows of several charts, in their order."""
    return [picture_row(picture) for picture in pictures]


def _image(picture: Picture, width: int) -> Image:
    address = picture.png[width]
    if not address.startswith(IMAGE):
        raise ValueError(f"the image of `{picture.name}` does not begin with `{IMAGE}`")
    return Image(address, *picture.size[width])
