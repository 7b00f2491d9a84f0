"""Where something turns along a line: every turn of a staircase, in order and to the tolerance; where looking ends."""

import math
from bisect import bisect_left
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from weighbridge.what_if.line import MOST_HALVINGS, REACH, Line

CLOSE = 1e-6


def staircase(*edges):
    """How many of the edges lie below a value: a function that rises by one at each."""
    edges = sorted(edges)
    return lambda value: bisect_left(edges, value)


def band(low, high):
    """Inside between two values, outside everywhere else."""
    return lambda value: "inside" if low < value < high else "outside"


def asked(told):
    """The same function, with a list of the values that it was asked for."""
    values = []

    def ask(value):
        values.append(value)
        return told(value)

    return ask, values


# Ways along a line: from where, to where, and edges on the way; as the three kinds of line have them.

positive = st.floats(1e-3, 1e3)
signed = st.floats(-1e3, 1e3).filter(lambda value: abs(value) > 1e-3)
starts = st.one_of(positive, st.just(0.0), signed.map(lambda value: -abs(value)))
parts = st.lists(st.floats(0.001, 0.999), min_size=0, max_size=6)


@st.composite
def ways(draw):
    """A start, an end, and edges between them, none at zero itself; above zero everything stays above zero."""
    start = draw(starts)
    end = draw(st.floats(0.01, 100.0)) * start if start > 0 else draw(signed)
    assume(not math.isclose(start, end, rel_tol=1e-2))
    line = Line(start)
    edges = [line.between(start, end, part) for part in draw(parts)]
    return start, end, [edge for edge in edges if abs(edge) > 1e-6]


def told_of(turns):
    """What is found before and after each turn."""
    return [(turn.before, turn.after) for turn in turns]


def middles(turns):
    return [(turn.near + turn.far) / 2 for turn in turns]


def is_close(turn, close, start, end):
    """Closed in to a share of its value; near zero hardly a share is close enough, and halving ends it."""
    width, halved = abs(turn.far - turn.near), abs(end - start) * 0.5 ** (MOST_HALVINGS - 1)
    return width <= close * max(abs(turn.near), abs(turn.far)) * (1 + 1e-9) + halved


@given(ways(), st.integers(1, 12), st.sampled_from([1e-2, CLOSE, 1e-12]))
def test_every_turn_of_a_staircase_is_closed_in(way, steps, close):
    """Every edge lies within one turn, which tells how many; and no turn is wider than the tolerance."""
    start, end, edges = way
    told, edges = staircase(*edges), sorted(edges)
    turns, reached = Line(start).turns(told, end, steps, close)
    assert reached == end
    for turn in turns:
        assert (told(turn.near), told(turn.far)) == (turn.before, turn.after)
        assert turn.before != turn.after
        assert is_close(turn, close, start, end)
        for edge in edges[min(turn.before, turn.after) : max(turn.before, turn.after)]:
            assert min(turn.near, turn.far) <= edge <= max(turn.near, turn.far)
    assert all(one.after == other.before for one, other in pairwise(turns))
    found = (turns[0].before, turns[-1].after) if turns else (told(start), told(start))
    assert found == (told(start), told(end))


@given(ways(), st.integers(1, 12))
def test_turns_come_in_the_order_in_which_they_are_met(way, steps):
    start, end, edges = way
    turns, _ = Line(start).turns(staircase(*edges), end, steps, CLOSE)
    away = [abs(value - start) for turn in turns for value in (turn.near, turn.far)]
    assert away == sorted(away)


@given(ways(), st.integers(1, 12), st.integers(1, 12))
def test_of_a_staircase_the_number_of_steps_changes_nothing(way, few, many):
    start, end, edges = way
    told = staircase(*edges)
    one, other = (Line(start).turns(told, end, steps, CLOSE)[0] for steps in (few, many))
    if all(b - a > 8 * CLOSE * max(abs(a), abs(b)) for a, b in pairwise(sorted(edges))):
        assert told_of(one) == told_of(other)
        assert middles(one) == pytest.approx(middles(other), rel=4 * CLOSE, abs=1e-12)


@given(ways(), st.integers(1, 12))
def test_nothing_is_asked_beyond_start_and_end(way, steps):
    start, end, edges = way
    told, values = asked(staircase(*edges))
    Line(start).turns(told, end, steps, CLOSE)
    low, high = sorted((start, end))
    slack = 1e-12 * max(abs(low), abs(high))
    assert low - slack <= min(values)
    assert max(values) <= high + slack


@given(ways(), st.integers(1, 12))
def test_nothing_is_found_where_nothing_turns(way, steps):
    start, end, _ = way
    told, values = asked(lambda value: "always")
    assert Line(start).turns(told, end, steps, CLOSE) == ([], end)
    assert len(values) == steps + 1


@given(ways(), st.integers(1, 12), st.floats(0.001, 0.999))
def test_looking_ends_where_nothing_can_be_said(way, steps, part):
    """No turn is told beyond the last value of which something was said, and all up to there are."""
    start, end, edges = way
    wall, upwards = Line(start).between(start, end, part), end > start
    stairs = staircase(*edges)
    told, values = asked(lambda value: None if (value > wall if upwards else value < wall) else stairs(value))
    turns, reached = Line(start).turns(told, end, steps, CLOSE)
    assert reached in values
    assert told(reached) is not None
    assert abs(reached - start) <= abs(wall - start)
    assert all(abs(turn.far - start) <= abs(reached - start) for turn in turns)
    assert sum(after - before for before, after in told_of(turns)) == stairs(reached) - stairs(start)


def test_where_nothing_can_be_said_at_the_start_nothing_is_looked_at():
    told, values = asked(lambda value: None if value == 5 else value > 7)
    assert Line(5.0).turns(told, 10.0, 4, CLOSE) == ([], 5.0)
    assert values[0] == 5


def test_a_way_of_no_length_is_not_walked():
    told, values = asked(staircase(5.0))
    assert Line(5.0).turns(told, 5.0, 8, CLOSE) == ([], 5.0)
    assert values == [5.0]


# Where there is more than a staircase.


@given(st.floats(0.1, 10.0), st.integers(2, 12), st.floats(0.0, 0.8))
def test_a_band_that_is_wider_than_a_step_is_never_missed(start, steps, part):
    """It begins somewhere on the way and is a little wider than one step: some step ends inside it."""
    line, end = Line(start), start * 100
    low = line.between(start, end, part * (1 - 1.1 / steps) + 1e-3)
    high = low * (end / start) ** (1.05 / steps)
    assume(high < end)
    turns, _ = line.turns(band(low, high), end, steps, CLOSE)
    assert told_of(turns) == [("outside", "inside"), ("inside", "outside")]
    assert middles(turns) == pytest.approx([low, high], rel=2 * CLOSE)


def test_a_band_within_one_step_can_be_missed_and_more_steps_find_it():
    """Two turns within one step: what is found is found, and what is not may be there."""
    assert Line(1.0).turns(band(20, 21), 100.0, 4, CLOSE)[0] == []
    found, _ = Line(1.0).turns(band(20, 21), 100.0, 200, CLOSE)
    assert middles(found) == pytest.approx([20, 21], rel=2 * CLOSE)


def test_several_answers_within_one_step():
    """From fails by way of strained to holds within a single step: both turns, each before its next."""
    outcome = lambda value: "fails" if value < 12.0 else "strained" if value < 12.5 else "holds"  # noqa: E731
    turns, _ = Line(10.0).turns(outcome, 20.0, 1, CLOSE)
    assert told_of(turns) == [("fails", "strained"), ("strained", "holds")]
    assert middles(turns) == pytest.approx([12.0, 12.5], rel=2 * CLOSE)


def test_a_hole_on_the_way_hides_no_turn():
    """Halving meets values of which nothing can be said; the turn is told between those of which something was."""
    turns, reached = Line(2.0).turns(lambda value: None if 2.5 < value < 3.5 else value > 3, 4.0, 1, CLOSE)
    assert reached == 4.0
    assert told_of(turns) == [(False, True)]
    assert 2.0 <= turns[0].near <= 3 <= turns[0].far <= 4.0


def test_halving_comes_to_an_end():
    """A tolerance that no two binary fractions meet costs no more than the most halvings."""
    told, values = asked(staircase(math.pi))
    turns, _ = Line(1.0).turns(told, 100.0, 1, 0.0)
    assert len(values) <= 3 + MOST_HALVINGS
    assert middles(turns) == pytest.approx([math.pi], rel=1e-14)


# The line itself.


@pytest.mark.parametrize(
    ("start", "logarithmic", "reach"),
    [
        (50.0, True, (0.5, 5000.0)),
        (1e-6, True, (1e-8, 1e-4)),
        (0.0, False, (-100.0, 100.0)),
        (-2.0, False, (-200.0, 200.0)),
    ],
)
def test_how_far_a_number_is_looked_at(start, logarithmic, reach):
    """A hundredth of it to a hundred times it; of what is zero or below it, to both sides alike."""
    assert Line(start).is_logarithmic is logarithmic
    assert Line(start).reach == pytest.approx(reach, rel=1e-15)
    assert REACH == 100


@given(positive, positive, st.floats(0.0, 1.0))
def test_equal_parts_of_a_way_above_zero_are_equal_factors(one, other, part):
    line = Line(one)
    assert line.between(one, other, part) == pytest.approx(one * (other / one) ** part, rel=1e-12)
    assert line.between(one, other, 0.5) == pytest.approx(math.sqrt(one * other), rel=1e-12)


@given(signed, signed, st.floats(0.0, 1.0))
def test_equal_parts_of_a_way_from_below_zero_are_equal_distances(one, other, part):
    assert Line(-1.0).between(one, other, part) == pytest.approx(one + part * (other - one), abs=1e-9)


@given(positive, st.integers(1, 12), st.floats(0.0101, 0.99))
def test_a_way_to_zero_ends_as_far_off_as_is_looked(start, steps, part):
    """Zero lies infinitely far off on a line of logarithms: what turns down to a hundredth is found."""
    turns, reached = Line(start).turns(staircase(part * start), 0.0, steps, CLOSE)
    assert reached == pytest.approx(start / REACH, rel=1e-12)
    assert middles(turns) == pytest.approx([part * start], rel=2 * CLOSE)


@pytest.mark.parametrize("start", [0.5, 0.0, -0.1, 30.0])
@pytest.mark.parametrize("steps", [1, 3, 8])
def test_a_way_through_zero_is_walked_to_its_end(start, steps):
    """A rank correlation of a half can be as low as minus a half: what turns below zero turns there, not at zero."""
    turns, reached = Line(start).turns(staircase(-0.2), -0.5, steps, CLOSE)
    assert reached == -0.5
    assert told_of(turns) == [(1, 0)]
    assert middles(turns) == pytest.approx([-0.2], rel=10 * CLOSE)
