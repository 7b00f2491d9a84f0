"""A PNG has the colours that Pillow chooses for the whole picture, to the byte."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from weighbridge.charts.pixels import CHOICE, png


def flat(height: int, width: int, *colours: tuple[int, int, int]) -> np.ndarray:
    """Stripes of some colours, as a drawing has them."""
    return np.stack([np.tile((*colours[row % len(colours)], 255), (width, 1)) for row in range(height)]).astype(
        np.uint8
    )


def shades(seed: int, colours: int) -> np.ndarray:
    """A white sheet with points of many colours."""
    drawn = np.random.default_rng(seed)
    picture = flat(80, 120, (255, 255, 255))
    found = drawn.integers(0, 256, size=(colours, 3))
    at = drawn.integers(0, (80, 120), size=(3000, 2))
    picture[at[:, 0], at[:, 1], :3] = found[drawn.integers(0, colours, size=3000)]
    return picture


PICTURES = {
    "one colour": flat(3, 5, (255, 255, 255)),
    "two colours": flat(8, 9, (255, 255, 255), (0, 0, 0)),
    "two as far from their mean": flat(8, 8, (10, 10, 10), (20, 20, 20), (30, 30, 30)),
    "a dark sheet": flat(9, 9, (0, 0, 0), (0, 0, 0), (250, 250, 250), (3, 200, 90)),
    "farthest from the mean of others": flat(10, 10, *[(128, 128, 128)] * 4, *[(255, 255, 255)] * 5, (0, 0, 0)),
    **{f"{many} shades": shades(many, many) for many in (10, 63, 64, 65, 500, 2500)},
}


@pytest.mark.parametrize("which", PICTURES)
def test_as_pillow_makes_it_of_every_point(which: str) -> None:
    content = io.BytesIO()
    whole = Image.fromarray(np.ascontiguousarray(PICTURES[which][..., :3])).quantize(**CHOICE)
    whole.save(content, "png", compress_level=6)
    assert png(PICTURES[which]) == content.getvalue()


def test_a_part_of_a_larger_array_is_a_picture_too() -> None:
    whole = shades(7, 100)
    assert png(whole[10:40, 20:50]) == png(whole[10:40, 20:50].copy())
