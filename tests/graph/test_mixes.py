"""Regions of mixes: against linear programming, a grid, and sums done by hand."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import linprog

from weighbridge.graph.mixes import is_linear, polytope, region
from weighbridge.uncertainty.compositions import Composition

NAMES = "abcde"


@st.composite
def problems(draw, parts=None):
    """A composition and, for each part, the least and the most of computed over stated for that part alone."""
    raw = draw(st.lists(st.integers(1, 9), min_size=parts or 2, max_size=parts or 5))
    mix = [share / sum(raw) for share in raw]
    low = tuple(round(share * draw(st.sampled_from([0, 0, 0.5])), 6) for share in mix)
    high = tuple(min(1.0, round(share + (1 - share) * draw(st.sampled_from([0.2, 1])) + 1e-6, 6)) for share in mix)
    least = [draw(st.integers(1, 40)) / 10 for _ in mix]
    most = [value + draw(st.integers(0, 20)) / 10 for value in least]
    return Composition(tuple(NAMES[: len(mix)]), low, high), np.array(least), np.array(most)


@given(problems(), st.lists(st.integers(-9, 9), min_size=5, max_size=5))
def test_the_corners_reach_as_far_as_linear_programming(problem, direction):
    """The farthest point of the region in any direction, and whether there is a region at all (HiGHS)."""
    composition, least, most = problem
    corners = polytope(composition, least, most)
    direction = np.array(direction[: len(least)], dtype=float)
    best = linprog(
        -direction,
        A_ub=[least, -most],
        b_ub=[1.0, -1.0],
        A_eq=[np.ones(len(least))],
        b_eq=[1.0],
        bounds=list(zip(composition.low, composition.high, strict=True)),
    )
    assume(best.status == 0 or not np.isclose(least.min(), 1, atol=1e-6))
    if best.status == 2:
        assert len(corners) == 0
        return
    assert (corners @ direction).max() == pytest.approx(-best.fun, abs=1e-7)


def test_a_grid_of_the_simplex():
    """Every mix of a grid that gives the value lies within the extents; every corner gives it, and keeps its bounds."""
    reached = []

    @given(problems(parts=3))
    def look(problem):
        composition, least, most = problem
        corners = polytope(composition, least, most)
        low, high = np.array(composition.low), np.array(composition.high)
        steps = np.linspace(0, 1, 41)
        grid = np.array([(a, b, 1 - a - b) for a in steps for b in steps if a + b <= 1 + 1e-12])
        inside = grid[(grid >= low).all(axis=1) & (grid <= high).all(axis=1) & (grid @ least <= 1) & (grid @ most >= 1)]
        if len(inside):
            reached.append(len(inside))
            assert len(corners)
            assert (inside.min(axis=0) >= corners.min(axis=0) - 1e-9).all()
            assert (inside.max(axis=0) <= corners.max(axis=0) + 1e-9).all()
        for corner in corners:
            assert corner.sum() == pytest.approx(1, abs=1e-9)
            assert (corner >= low - 1e-8).all()
            assert (corner <= high + 1e-8).all()
            assert corner @ least <= 1 + 1e-7
            assert corner @ most >= 1 - 1e-7

    look()
    assert len(reached) >= 20


def test_corners_of_three_parts_go_round():
    """For a chart: neighbours in the list are neighbours on the edge, so that no two sides cross."""
    whole = Composition(("a", "b", "c"), (0.1, 0.1, 0.1), (0.6, 0.6, 0.6))
    corners = polytope(whole, np.zeros(3), np.full(3, 2.0))
    assert len(corners) == 6
    steps = np.diff(np.vstack([corners, corners[:2]])[:, :2], axis=0)
    turns = steps[:-1, 0] * steps[1:, 1] - steps[:-1, 1] * steps[1:, 0]
    assert (turns > 0).all()


CASE = """\
title: Two metals
article: {{title: An article, url: "https://example.org/article", language: en}}
claims:
  price: {{quote: {{exact: a price}}, value: {price}}}
assumptions:
  iron: {{of: scrap, reason: a test, {iron}}}
  copper: {{of: scrap, reason: a test, {copper}}}
  shares: {{of: a load, reason: a test, composition: {{parts: {parts}}}}}
formulas:
  mix: {{expression: "{formula}", unit: USD/tonne, reason: a test}}
checks:
  some_mix: {{question: Which mixes?, kind: reachable, stated: price, equals: mix, by: shares}}
"""


@pytest.fixture(scope="module")
def mixes(make_case):
    def mixes(
        price="300 USD/tonne",
        iron="fixed: {value: 250 USD/tonne}",
        copper="fixed: {value: 5000 USD/tonne}",
        parts="{iron: {}, copper: {}}",
        formula="shares.iron * iron + shares.copper * copper",
    ):
        case = make_case(CASE.format(price=price, iron=iron, copper=copper, parts=parts, formula=formula))
        return region(case.model, "price", "mix", "shares", case.choices)

    return mixes


READ_AS = (33.541 / 4750, 66.459 / 4750)  # of copper, by the 283.541 to 316.459 USD that a bare 300 is read as


def test_the_copper_that_a_price_needs(mixes):
    """300 = 250 (1 − c) + 5000 c gives c = 50/4750; the bare 300 is read as "about 300", 283.54 to 316.46."""
    found = mixes()
    assert found.exact
    assert found.extent()["copper"] == pytest.approx(READ_AS, abs=1e-6)
    assert found.extent()["iron"] == pytest.approx((1 - READ_AS[1], 1 - READ_AS[0]), abs=1e-6)
    # Written to the dollar, 299.5 to 300.5.
    assert mixes("300.0 USD/tonne").extent()["copper"] == pytest.approx((49.95 / 4750, 50.05 / 4750), abs=1e-9)


def test_prices_that_are_not_certain_widen_the_region(mixes):
    """Least copper: iron at its dearest, copper at its dearest, the price at its lowest; most copper the other way."""
    found = mixes(
        "400.0 USD/tonne",
        iron="uniform: {low: 240 USD/tonne, high: 290 USD/tonne}",
        copper="uniform: {low: 3500 USD/tonne, high: 5500 USD/tonne}",
    )
    assert found.exact
    least, most = (399.95 - 290) / (5500 - 290), (400.05 - 240) / (3500 - 240)
    assert found.extent()["copper"] == pytest.approx((least, most), abs=1e-9)


def test_a_constant_beside_the_shares(mixes):
    """A discount of 50 USD/t for everything: c = 100/4750."""
    found = mixes("300.0 USD/tonne", formula="shares.iron * iron + shares.copper * copper - 50 USD/tonne")
    assert found.extent()["copper"] == pytest.approx((99.95 / 4750, 100.05 / 4750), abs=1e-9)


def test_bounds_of_the_shares_are_kept(mixes):
    parts = "{iron: {low: 0.99 one}, copper: {}}"
    assert mixes(parts=parts).extent()["copper"] == pytest.approx((READ_AS[0], 0.01), abs=1e-6)


@pytest.mark.parametrize(
    ("price", "parts"),
    [
        ("6000 USD/tonne", "{iron: {}, copper: {}}"),  # dearer than copper
        ("100.0 USD/tonne", "{iron: {}, copper: {}}"),  # cheaper than iron
        ("300.0 USD/tonne", "{iron: {}, copper: {low: 0.5 one}}"),
    ],
)
def test_an_empty_region(mixes, price, parts):
    found = mixes(price, parts=parts)
    assert found.is_empty
    assert found.extent() == {}
    assert found.corners.shape == (0, 2)


def test_a_third_part_makes_a_polygon(mixes):
    """Along each edge of the triangle the two metals of that edge alone give the price, or cannot."""
    found = mixes(
        "1000.0 USD/tonne",
        parts="{iron: {}, copper: {}, dross: {}}",
        formula="shares.iron * iron + shares.copper * copper + shares.dross * 2000 USD/tonne",
    )
    low, high = 999.95, 1000.05
    assert found.extent()["copper"] == pytest.approx((0, (high - 250) / 4750), abs=1e-9)
    assert found.extent()["dross"] == pytest.approx((0, (high - 250) / 1750), abs=1e-9)
    assert found.extent()["iron"][0] == pytest.approx(1 - (high - 250) / 1750, abs=1e-9)
    assert found.extent()["iron"][1] == pytest.approx(1 - (low - 250) / 4750, abs=1e-9)
    assert len(found.corners) == 4


def test_a_region_is_exact_only_where_the_inputs_push_one_way(make_case):
    text = CASE.format(
        price="300.0 USD/tonne",
        iron="uniform: {low: -1 USD/tonne, high: 1 USD/tonne}",
        copper="fixed: {value: 5000 USD/tonne}",
        parts="{iron: {}, copper: {}}",
        formula="shares.copper * copper + (shares.iron - 0.5) * iron",
    )
    case = make_case(text)
    assert is_linear(case.model, "mix", "shares", case.choices)
    found = region(case.model, "price", "mix", "shares", case.choices)
    assert not found.exact
    # The true region lies inside: copper = (price − (iron share − 0.5) · iron) / 5000, at every price and iron.
    shares = [c for c in np.linspace(0, 1, 20_001) if abs(5000 * c - 300) <= 0.05 + abs(0.5 - c)]
    low, high = found.extent()["copper"]
    assert low <= min(shares)
    assert max(shares) <= high
