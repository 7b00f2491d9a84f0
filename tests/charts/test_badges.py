"""How a verdict is drawn: told apart by shape, by word, and by colour however one sees; its words are legible."""

from itertools import combinations

import pytest
from colour_vision import apart, contrast, deuteranope, grey, linear, place

from weighbridge.answers import BADGES, Badge
from weighbridge.charts.style import GREY, LOOKS, PALEST
from weighbridge.checks import Outcome

PAIRS = list(combinations(Badge, 2))


def test_the_scale_runs_from_black_to_white_and_greys_have_next_to_no_colour():
    assert apart("#ffffff", "#000000") == pytest.approx(100, abs=0.5)
    assert place(linear("#000000")) == pytest.approx([0, 0, 0], abs=1e-6)
    for shade in ("#404040", "#808080", "#ffffff"):
        assert abs(place(linear(shade))[1:]).max() < 2.5
    assert apart("#ff0000", "#00b000") > 2 * apart("#ff0000", "#00b000", deuteranope), "red and green look alike"


def test_no_two_verdicts_share_a_shape_or_a_word():
    assert len({badge.mark for badge in Badge}) == len({badge.marked for badge in Badge}) == len(Badge)


@pytest.mark.parametrize("seen", [lambda light: light, deuteranope], ids=["everybody", "deuteranopia"])
def test_no_two_verdicts_are_near_in_colour(seen):
    near = {(one, other): apart(LOOKS[one][0], LOOKS[other][0], seen) for one, other in PAIRS}
    assert {pair: distance for pair, distance in near.items() if distance < 10} == {}


def test_in_a_grey_copy_what_fits_is_told_from_what_does_not():
    for one, other in (
        (Badge.FITS, Badge.UNLIKELY),
        (Badge.FITS, Badge.CANT_SAY),
        (Badge.DOES_NOT_FIT, Badge.UNLIKELY),
    ):
        assert apart(LOOKS[one][0], LOOKS[other][0], grey) > 10


def test_words_on_a_tile_are_legible():
    assert {badge: contrast(*looks) for badge, looks in LOOKS.items() if contrast(*looks) < 4.5} == {}
    assert contrast(GREY, PALEST) >= 4.5


def test_every_outcome_has_a_verdict():
    assert {BADGES[outcome] for outcome in Outcome} == set(Badge) - {Badge.DEPENDS}
