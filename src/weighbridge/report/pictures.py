"""A picture for a page: an image with the words for those who hear it, and the figures that it plots."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MOST_ROWS = 60  # of the data of a picture that a page shows; the rest stands in the chart's own file


@dataclass(frozen=True)
class Picture:
    """An image that a page shows in a figure of its own.

    An SVG goes into the page as an image and not as markup: its identifiers meet no others, and nothing in it can act.

    Attributes:
        title: what it shows, as a sentence that states the finding.
        alt: the same in short, beginning with the conclusion, for those who hear it.
        description: the picture in full, in words.
        image: an SVG document, or the bytes of a PNG.
        narrow: the same for a telephone, where there is one.
        data: the figures that it plots, a row each.
    """

    title: str
    alt: str
    description: str
    image: str | bytes
    narrow: str | bytes | None = None
    data: Sequence[Mapping[str, Any]] = field(default=())

    @property
    def address(self) -> str:
        """The image as a ``data:`` address."""
        return _address(self.image)

    @property
    def narrow_address(self) -> str | None:
        """The image for a telephone as a ``data:`` address, where there is one."""
        return None if self.narrow is None else _address(self.narrow)

    @property
    def rows(self) -> Sequence[Mapping[str, Any]]:
        """The first rows of its data, at most ``MOST_ROWS``."""
        return self.data[:MOST_ROWS]


def _address(image: str | bytes) -> str:
    kind = "svg+xml" if isinstance(image, str) else "png"
    content = image.encode("utf-8") if isinstance(image, str) else image
    return f"data:image/{kind};base64,{b64encode(content).decode('ascii')}"
