"""Charts as a page shows them: an image for each width of the page, its words, and the figures that it plots."""

from __future__ import annotations

import csv
import io
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

MOST_ROWS = 40  # of the data of a chart that a page shows; the rest stands in the chart's own file


@dataclass(frozen=True)
class Picture:
    """A chart, drawn at one or more widths, with its words: what ``charts`` makes and a page takes.

    Attributes:
        name: an identifier, which begins those of its SVGs.
        title: states what was found.
        alt: the same in a sentence or two, for those who hear it.
        description: everything that is plotted, in words.
        source: every source, in one line.
        svg: the drawing by its width in mm; its letters are text.
        size: width and height in CSS pixels by its width in mm.
        data: the plotted figures as CSV.
    """

    name: str
    title: str
    alt: str
    description: str
    source: str
    svg: dict[int, str]
    size: dict[int, tuple[int, int]]
    data: str


@dataclass(frozen=True)
class Image:
    """An image at one width: as an address that holds it, with its size in CSS pixels."""

    address: str
    width: int
    height: int


@dataclass(frozen=True)
class PictureRow:
    """A chart for a template.

    Attributes:
        picture: the chart and its words.
        wide: the image for a page.
        narrow: the image for a telephone; the same where there is one width only.
        heads, rows: the data, at most ``MOST_ROWS`` of them.
        left: how many rows more there are.
    """

    picture: Picture
    wide: Image
    narrow: Image
    heads: list[str]
    rows: list[list[str]]
    left: int


def picture_rows(pictures: Sequence[Picture]) -> list[PictureRow]:
    """Everything that a page shows of several charts, in their order."""
    return [_picture_row(picture) for picture in pictures]


def _picture_row(picture: Picture) -> PictureRow:
    heads, *rows = list(csv.reader(io.StringIO(picture.data))) or [[]]
    narrow, wide = (_image(picture, choose(picture.svg)) for choose in (min, max))
    return PictureRow(picture, wide, narrow, heads, rows[:MOST_ROWS], max(0, len(rows) - MOST_ROWS))


def _image(picture: Picture, width: int) -> Image:
    """A drawing as an image and not as markup: its identifiers meet no others, and nothing in it can act."""
    content = b64encode(picture.svg[width].encode("utf-8")).decode("ascii")
    return Image(f"data:image/svg+xml;base64,{content}", *picture.size[width])
