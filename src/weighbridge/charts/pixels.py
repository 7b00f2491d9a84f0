"""A drawing as a PNG of few colours, which Pillow chooses; it is shown each colour once, and not a million points."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

COLOURS = 64  # that a PNG keeps, most of them shades of edges
# Chosen for coverage: by frequency, the few points in the colour of a mark would take that of its neighbour.
CHOICE = {"colors": COLOURS, "method": Image.Quantize.MAXCOVERAGE, "dither": Image.Dither.NONE}
AGAIN = 4  # of the points that Pillow is shown, how many have the commonest colour, for each of another


def png(pixels: np.ndarray) -> bytes:
    """A picture as a PNG with a palette, without a date.

    Args:
        pixels: red, green, blue and opacity of each, from 0 to 255, shape (height, width, 4); all are opaque.

    >>> png(np.full((2, 3, 4), 255, dtype=np.uint8))[1:4]
    b'PNG'
    """
    content = io.BytesIO()
    (_by_colours(pixels) or _image(pixels).quantize(**CHOICE)).save(content, "png", compress_level=6)
    return content.getvalue()


def _by_colours(pixels: np.ndarray) -> Image.Image | None:
    """The picture in the colours that Pillow would choose for the whole of it; None if another might come first.

    For coverage it takes the colour that is farthest from the mean of all points, then always the one that is farthest
    from those taken, and of several the one that its table has first. So the same colours in the same order, with a
    mean from which the same one is farthest, lead to the same palette; and each has its place there by itself.
    """
    flat = np.ascontiguousarray(pixels).view(np.uint32).ravel()
    begins = np.concatenate([[0], np.flatnonzero(flat[1:] != flat[:-1]) + 1])  # where another colour begins
    lengths = np.diff(begins, append=flat.size)
    found, first, which = np.unique(flat[begins], return_index=True, return_inverse=True)
    order = np.argsort(first)
    counts, colours = np.bincount(which, lengths)[order], found[order].view(np.uint8).reshape(-1, 4)
    shown = np.ones(len(colours), dtype=np.int64)  # how often Pillow is shown each
    shown[counts.argmax()] += AGAIN * len(colours)
    if len(farthest := _farthest(colours, counts)) > 1 or _farthest(colours, shown) != farthest:
        return None
    more = np.repeat(colours, shown - 1, axis=0)
    chosen = _image(np.concatenate([colours, more])[None]).quantize(**CHOICE)
    places = np.empty(len(found), dtype=np.uint8)
    places[order] = np.asarray(chosen)[0, : len(colours)]
    picture = Image.fromarray(np.repeat(places[which], lengths).reshape(pixels.shape[:2]))
    picture.putpalette(chosen.getpalette())
    return picture


def _farthest(colours: np.ndarray, counts: np.ndarray) -> list[int]:
    """Which colours are farthest from the mean of points of which so many have each, rounded as Pillow rounds it."""
    parts = colours[:, :3].astype(np.int64)
    mean = (counts @ parts / counts.sum() + 0.5).astype(np.int64)
    away = np.square(parts - mean).sum(axis=1)
    return np.flatnonzero(away == away.max()).tolist()


def _image(pixels: np.ndarray) -> Image.Image:
    return Image.frombuffer("RGBA", pixels.shape[1::-1], pixels.tobytes(), "raw", "RGBA", 0, 1).convert("RGB")
