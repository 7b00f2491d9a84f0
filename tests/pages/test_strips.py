"""Both sides of a check on one scale: every figure where it belongs, whatever the figures are."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.pages.strips import LEFT, MOST_TICKS, RIGHT, WIDE, strip

NOTHING = (None, None, None)
NUMBERS = st.floats(-1e12, 1e12, allow_nan=False).filter(lambda value: value == 0 or abs(value) > 1e-9)
SIDES = st.one_of(
    st.tuples(NUMBERS, NUMBERS, NUMBERS).map(lambda three: (sorted(three)[1], min(three), max(three))),
    st.tuples(st.none(), NUMBERS, NUMBERS).map(lambda two: (None, min(two[1:]), max(two[1:]))),
    NUMBERS.map(lambda value: (value, None, None)),
    NUMBERS.map(lambda value: (None, value, None)),
    NUMBERS.map(lambda value: (None, None, value)),
    st.just(NOTHING),
)


def test_the_sides_lie_as_their_figures_do():
    found = strip((50.0, 44.5, 56.8), (35.0, 19.0, 54.0))
    assert not found.by_factors
    assert [tick.label for tick in found.ticks] == ["0", "20", "40", "60"]
    zero, twenty, *_ = [tick.place for tick in found.ticks]
    per_tonne = (twenty - zero) / 20
    for side, figures in ((found.stated, (50, 44.5, 56.8)), (found.computed, (35, 19, 54))):
        places = (side.at, side.low, side.high)
        assert places == pytest.approx([zero + value * per_tonne for value in figures], abs=0.02)


def test_sides_that_lie_far_apart_are_shown_by_factors():
    found = strip((2500.0, 2440.0, 2560.0), (None, 51_000.0, 700_000.0))
    assert found.by_factors
    places = {tick.label: tick.place for tick in found.ticks}
    assert places["100,000"] - places["10,000"] == pytest.approx(places["1 million"] - places["100,000"], abs=0.02)
    assert found.stated.at < found.computed.low


def test_numbers_that_nearly_agree_are_told_apart_on_a_scale_that_does_not_begin_at_zero():
    found = strip((30.0, 29.5, 30.5), (30.2, 30.1, 30.3))
    assert next(tick.label for tick in found.ticks) != "0"
    assert found.computed.at - found.stated.at > 5


@pytest.mark.parametrize(
    ("side", "below", "above"),
    [((None, None, 75.0), True, False), ((None, 13.0, None), False, True), ((None, 13.0, 75.0), False, False)],
)
def test_a_side_without_an_end_reaches_the_edge(side, below, above):
    found = strip((50.0, 45.0, 55.0), side).computed
    assert (found.open_below, found.open_above) == (below, above)
    assert (found.low == 0.0, found.high == 100.0) == (below, above)


@pytest.mark.parametrize("side", [(math.inf, None, None), (None, -math.inf, math.nan), NOTHING])
def test_nothing_is_drawn_of_what_is_no_number(side):
    assert strip(side, NOTHING) is None
    assert strip(side, (5.0, None, None)).stated is None


def test_a_figure_without_ends_is_a_mark_and_no_band():
    found = strip((105.0, None, None), (None, 200.0, 600.0)).stated
    assert found.low == found.at == found.high
    assert not (found.open_below)
    assert not (found.open_above)


@given(SIDES, SIDES)
def test_whatever_the_figures_are_they_lie_on_the_scale_in_their_order(stated, computed):
    found = strip(stated, computed)
    known = [value for side in (stated, computed) for value in side if value is not None]
    if not known:
        assert found is None
        return
    assert found.by_factors == (min(known) > 0 and max(known) / min(known) > WIDE)
    places = [tick.place for tick in found.ticks]
    assert places == sorted(places)
    assert all(LEFT <= place <= RIGHT for place in places)
    assert len(places) <= MOST_TICKS + 1
    labels = [tick.label for tick in found.ticks]
    assert len({*labels}) == len(labels)
    placed = []
    for figures, side in ((stated, found.stated), (computed, found.computed)):
        if side is None:
            continue
        assert 0 <= side.low <= side.high <= 100
        assert side.at is None or side.low <= side.at <= side.high
        ends = [
            (figures[0], side.at),
            *([(figures[1], side.low), (figures[2], side.high)] if figures[0] is None else []),
        ]
        placed += [(value, place) for value, place in ends if value is not None]
    placed.sort()
    assert all(earlier[1] <= later[1] for earlier, later in itertools.pairwise(placed))
