"""Marks that differ in meaning: far enough apart in colour to people with deuteranopia, or of another shape."""

import itertools

import numpy as np
import pytest
from colour_vision import apart, contrast, deuteranope, place
from matplotlib.colors import to_hex, to_rgb
from matplotlib.text import Text

ENOUGH = 10.0  # in CAM02-UCS


def shape(artist):
    """The shape of a mark without its colour: marker, filled or hollow; dashes of a line; how a band lies."""
    if hasattr(artist, "get_marker"):
        hollow = to_hex(artist.get_markerfacecolor()) == "#ffffff"
        return artist.get_marker(), hollow, artist.get_linestyle()
    box = artist.get_extents()
    return "band", "tall" if box.height > box.width else "wide"


def colour(artist):
    return to_rgb(artist.get_color() if hasattr(artist, "get_color") else artist.get_facecolor())


def marks(figure):
    """What every mark of a figure means, by the label that says it: its colour and its shape."""
    found = [one for axes in figure.axes for one in (*axes.lines, *axes.patches)]
    return {one.get_label(): (colour(one), shape(one)) for one in found if not one.get_label().startswith("_")}


def test_marks_that_differ_in_meaning_differ_in_colour_or_in_shape(printed):
    for name in ("loads", "prices"):
        for figure in printed[name].figures.values():
            found = marks(figure)
            assert len(found) >= 4, name
            for (one, (a, this)), (other, (b, that)) in itertools.combinations(found.items(), 2):
                assert this != that or apart(a, b, deuteranope) >= ENOUGH, (name, one, other)


def test_words_can_be_read(every):
    """WCAG 2 asks for a contrast of 4.5 of letters to what is behind them."""
    for name, one in every.items():
        for text in one.figure.findobj(Text):
            if text.get_visible() and text.get_text().strip():
                behind = text.get_bbox_patch()
                ground = to_rgb(behind.get_facecolor()) if behind is not None else "white"
                on_mark = to_hex(text.get_color()) == "#ffffff"  # which badges test
                assert contrast(text.get_color(), ground) >= 4.5 or on_mark, (name, text.get_text())


@pytest.mark.parametrize(
    ("one", "other", "is_enough"), [("#0072B2", "#B3370B", True), ("#777777", "#7B7B7B", False), ("red", "red", False)]
)
def test_the_measure_tells_what_anybody_sees(one, other, is_enough):
    assert (apart(one, other, deuteranope) >= ENOUGH) == is_enough


def test_red_and_green_of_one_lightness_come_close_with_deuteranopia():
    red, green = "#C05A5A", "#6F8B3A"
    assert apart(red, green) > 2 * apart(red, green, deuteranope)


def test_white_and_black_lie_at_the_ends():
    """CAM02-UCS gives a lightness of 100 to white, none to black, and neither has a colour."""
    assert place(np.ones(3)) == pytest.approx([100, 0, 0], abs=2.5)
    assert place(np.zeros(3))[0] == pytest.approx(0, abs=0.5)
