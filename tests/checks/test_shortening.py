# ruff: noqa: E501 (a row of a table stands on one line)
"""Whether an article's own numbers agree, under each way in which they may have been shortened."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

HOLDS, ROUNDING, FAILS = "holds", "holds only through rounding", "fails"
NEAREST, CUT, UP = "rounded to the nearest", "cut off", "rounded up"

# What is stated, what it follows from, and under which ways to shorten all numbers the two meet.
WAYS = [
    # Percentages: 12 of 33 are 36.36 percent.
    ("part=12.0 truck; whole=33.0 truck; stated=36 percent", "part / whole", HOLDS, {NEAREST, CUT}),
    # 12.05 of 32.95 are 36.6.
    ("part=12.0 truck; whole=33.0 truck; stated=37 percent", "part / whole", ROUNDING, {NEAREST, UP}),
    ("part=12.0 truck; whole=33.0 truck; stated=38 percent", "part / whole", FAILS, set()),
    # Rates: 29 690 USD for 100 tonnes make 296.9 USD a tonne, which cut off is 296.
    ("sum=29690.0 USD; mass=100.0 tonne; stated=296 USD/tonne", "sum / mass", FAILS, {CUT}),
    # 297 lies within what a bare 290 is read as, 282.6 to 297.4, for it is round; rounded up it would be 275.3 at least.
    ("sum=29700.0 USD; mass=100.0 tonne; stated=290 USD/tonne", "sum / mass", ROUNDING, {NEAREST, CUT}),
    ("sum=29700.0 USD; mass=100.0 tonne; stated=300 USD/tonne", "sum / mass", ROUNDING, {NEAREST, UP}),
    # Totals and parts, each cut off or rounded up in its own place: 12.9 and 13.9 are 26.8.
    ("a=12 tonne; b=13 tonne; stated=26 tonne", "a + b", ROUNDING, {NEAREST, CUT}),
    ("a=12 tonne; b=13 tonne; stated=24 tonne", "a + b", ROUNDING, {NEAREST, UP}),
    ("a=12 tonne; b=13 tonne; stated=28 tonne", "a + b", FAILS, set()),
    # People are counted, and 12 and 13 of them are 25 in any way of writing.
    ("a=12 person; b=13 person; stated=25 person", "a + b", HOLDS, {NEAREST, CUT, UP}),
    ("a=12 person; b=13 person; stated=26 person", "a + b", FAILS, set()),
    ("a=12 person; b=13 person; stated=24 person", "a + b", FAILS, set()),
    # Unless a word before one of them says that it is not counted out.
    ("a=50 person ~ about; b=13 person; stated=65 person", "a + b", ROUNDING, {NEAREST, CUT, UP}),
    # Differences: what is cut off on both sides may differ by one either way.
    ("a=80 tonne; b=56 tonne; stated=24 tonne", "a - b", HOLDS, {NEAREST, CUT, UP}),
    ("a=80.0 tonne; b=56.0 tonne; stated=25 tonne", "a - b", FAILS, {UP}),
    # Growth: from 1.2 to 1.5 is a quarter; written 20 percent it is not.
    ("old=1.20 tonne; new=1.50 tonne; stated=25.0 percent", "(new - old) / old", HOLDS, {NEAREST, CUT, UP}),
    ("old=1.20 tonne; new=1.50 tonne; stated=20.0 percent", "(new - old) / old", FAILS, set()),
    # Ranges are their own hedge, whatever way is taken: a year at 1 to 3 a day against 400 to 500.
    ("daily=1 to 3 truck/day; stated=400 to 500 truck/year", "daily", HOLDS, {NEAREST, CUT, UP}),
    ("daily=2 to 3 truck/day; stated=400 to 500 truck/year", "daily", FAILS, set()),
    # Hedged numbers keep their hedge.
    ("sum=29700.0 USD; mass=100.0 tonne; stated=290 USD/tonne ~ about", "sum / mass", ROUNDING, {NEAREST, CUT, UP}),
    # One end in common is not a meeting: 125 000 a month would round to 120 thousand from the wrong side, and 1.5 is not over 1.5.
    ("monthly=120 thousand truck/month; stated=1.5 million truck/year ~ over", "monthly", FAILS, {CUT}),
]


@pytest.mark.parametrize(("claims", "formula", "outcome", "ways"), WAYS)
def test_ways_to_shorten(agreement, claims, formula, outcome, ways):
    found = agreement(claims, formula)
    assert {one.name for one in found.conventions if one.meets} == ways
    assert [one.name for one in found.conventions] == [NEAREST, CUT, UP]
    assert found.outcome == outcome


def shorten(value, way):
    return {NEAREST: lambda v: math.floor(v + 0.5), CUT: math.trunc, UP: math.ceil}[way](value)


@given(st.floats(5, 400), st.floats(5, 400), st.sampled_from([NEAREST, CUT, UP]))
def test_numbers_that_were_shortened_in_one_way_meet_under_it(agreement, a, b, way):
    """A law: whatever is shortened in one way, its sum, shortened in the same way, meets it (the sum to the unit)."""
    one, other, total = (shorten(v, way) for v in (a, b, a + b))
    if min(one, other, total) % 10 == 0:  # a zero at the end counts as rounded, which only widens
        return
    found = agreement(f"a={one} one; b={other} one; stated={total} one", "a + b")
    assert {c.name: c.meets for c in found.conventions}[way]
