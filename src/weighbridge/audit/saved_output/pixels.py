"""Whether two pictures show the same: their points compared, since libraries pack the same picture into other bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass

from ...base import needs

LEVELS = 64  # of 256 shades of grey: less is the edge of a letter, drawn by another library


@dataclass(frozen=True)
class Differing:
    """Where two pictures differ: in how many points, and between which of them, from the left and from the top.

    Attributes:
        points: how many differ; none where the pictures are not of one size.
        box: left, top, right and bottom of the part that differs.
    """

    points: int | None
    box: tuple[int, int, int, int] = (0, 0, 0, 0)

    @property
    def words(self) -> str:
        """The same in words: ``23 points differ, between 40, 18 and 47, 30``."""
        if self.points is None:
            return "the pictures are not of one size"
        left, top, right, bottom = self.box
        return f"{self.points:,} points differ, between {left}, {top} and {right}, {bottom} from the upper left"


def differing(saved: bytes, today: bytes) -> Differing | None:
    """Where two pictures differ to the eye; none where they do not.

    Raises:
        MissingLibraryError: pillow is not installed.
        ValueError: the saved one is no picture.
    """
    if saved == today:
        return None
    import numpy as np

    with needs("a comparison of pictures", "notebooks"):
        from PIL import Image

    try:
        one, other = (np.asarray(Image.open(io.BytesIO(data)).convert("L"), int) for data in (saved, today))
    except (OSError, SyntaxError):  # pillow raises the latter for a broken PNG
        raise ValueError("it is no picture") from None
    if one.shape != other.shape:
        return Differing(None)
    rows, columns = np.nonzero(np.abs(one - other) > LEVELS)
    if not rows.size:
        return None
    return Differing(int(rows.size), (int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max())))
