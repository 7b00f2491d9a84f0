"""The examples of JCGM 101:2008 (Supplement 1 to the GUM), from case files through the public interface.

The figures come with marks. S: quoted in another project's test. C: recalled, and confirmed only by an independent
Monte Carlo of 4 million draws. None was read in the standard itself.

``delta`` is the standard's tolerance (7.9.2): half a unit of the last of so many significant digits of u(y), two unless
said otherwise. What is found may be off by that and by its own stated numerical uncertainty, which is small beside it.
"""

import math

import pytest

from weighbridge import Settings
from weighbridge.estimate import Estimate, coverage_interval, mean, standard_uncertainty

NORMAL = "normal: {mean: 0 one, standard_uncertainty: 1 one}"


def rectangle(half):
    return f"uniform: {{low: {-half!r} one, high: {half!r} one}}"


ROOT_THREE = math.sqrt(3)


@pytest.fixture(scope="module")
def estimates(make_model):
    """Mean, standard uncertainty and symmetric 95 % interval of a formula over inputs, from 262 144 draws."""

    def estimates(laws, formula):
        draws = make_model(laws, {"y": formula}, Settings(points=2**14))["y"].draws
        return mean(draws), standard_uncertainty(draws), *coverage_interval(draws)

    return estimates


def agrees(found, printed, delta):
    assert found.numerical_uncertainty <= delta
    return abs(found.value - printed) <= delta + found.numerical_uncertainty


FOUR = ("x1", "x2", "x3", "x4")
NARROW, WIDE = rectangle(ROOT_THREE), rectangle(10 * ROOT_THREE)


@pytest.mark.parametrize(
    ("laws", "u", "interval", "delta"),
    [
        # 9.2.2, table 2: four normals. Mark S.
        ([NORMAL] * 4, 2.0, (-3.92, 3.92), 0.05),
        # 9.2.3, table 3: four rectangles of standard uncertainty 1. Mark S.
        ([NARROW] * 4, 2.0, (-3.88, 3.88), 0.05),
        # 9.2.4, table 4: three of them, and a fourth ten times as wide; three digits of u. Mark C.
        ([NARROW] * 3 + [WIDE], 10.1, (-17.0, 17.0), 0.05),
    ],
    ids=["9.2.2", "9.2.3", "9.2.4"],
)
def test_the_additive_model(estimates, laws, u, interval, delta):
    expectation, spread, low, high = estimates(dict(zip(FOUR, laws, strict=True)), " + ".join(FOUR))
    assert agrees(expectation, 0.0, delta)
    assert agrees(spread, u, delta)
    assert agrees(low, interval[0], delta)
    assert agrees(high, interval[1], delta)


def test_the_normal_interval_is_too_wide(estimates):
    """9.2.4: the GUM's own ±1.96 u is [−19.9, 19.9] (mark C), for a sum that one rectangle dominates."""
    laws = dict(zip(FOUR, [NARROW] * 3 + [WIDE], strict=True))
    _, spread, low, high = estimates(laws, " + ".join(FOUR))
    assert agrees(Estimate(1.96 * spread.value), 19.9, 0.05)
    for end in (low, high):
        assert abs(end.value) + end.numerical_uncertainty < 1.96 * spread.value - 2.5


@pytest.mark.parametrize(
    ("x1", "expected", "u", "delta"),
    [
        # 9.4, uncorrelated; all figures in 10⁻⁶. Mark C.
        (0.0, 50, 50, 0.5),
        (0.010, 150, 112, 5),  # u is 11 in units of 10⁻⁵
        (0.050, 2551, 502, 5),  # u is 50 in units of 10⁻⁵
    ],
)
def test_the_comparison_loss(estimates, x1, expected, u, delta):
    """9.4: δY = X1² + X2². The standard's interval is the shortest one, which comes later."""
    s = 0.005
    laws = {
        "x1": f"normal: {{mean: {x1} one, standard_uncertainty: {s} one}}",
        "x2": f"normal: {{mean: 0 one, standard_uncertainty: {s} one}}",
    }
    expectation, spread, *_ = (each.scaled(1e6) for each in estimates(laws, "x1 ** 2 + x2 ** 2"))
    assert agrees(expectation, expected, delta)
    assert agrees(spread, u, delta)
    # By a second route: the mean of a square is m² + s², its variance 2s⁴ + 4m²s²; and no digit is dropped here.
    assert agrees(expectation, (x1**2 + 2 * s**2) * 1e6, 0.5)
    assert agrees(spread, math.sqrt(4 * s**4 + 4 * x1**2 * s**2) * 1e6, 0.5)


def test_the_mass_calibration(estimates):
    """9.3, table 5: mean 1.234 and u 0.0754, where first order gives 0.0539. Mark C. The interval comes later."""
    laws = {
        "m_rc": "normal: {mean: 100000 one, standard_uncertainty: 0.050 one}",  # mg
        "dm_rc": "normal: {mean: 1.234 one, standard_uncertainty: 0.020 one}",  # mg
        "rho_a": "uniform: {low: 1.10 one, high: 1.30 one}",  # kg/m³, like the next two
        "rho_w": "uniform: {low: 7000 one, high: 9000 one}",
        "rho_r": "uniform: {low: 7950 one, high: 8050 one}",
    }
    formula = "(m_rc + dm_rc) * (1 + (rho_a - 1.2) * (1 / rho_w - 1 / rho_r)) - 100000"
    expectation, spread, *_ = estimates(laws, formula)
    assert agrees(expectation, 1.234, 0.0005)
    assert agrees(spread, 0.0754, 0.0005)
    # By a second route: the product of two independent differences, of which the first has the mean 0.
    water, mass = math.log(9000 / 7000) / 2000, math.log(8050 / 7950) / 100
    square = 1 / (7000 * 9000) + 1 / (7950 * 8050) - 2 * water * mass
    assert agrees(spread, math.sqrt(0.050**2 + 0.020**2 + 1e10 * 0.2**2 / 12 * square), 0.0002)
    first_order = math.hypot(0.050, 0.020)
    assert agrees(Estimate(first_order), 0.0539, 0.00005)
    assert spread.value - spread.numerical_uncertainty > first_order + 0.02


def test_a_case_shows_the_digits_that_are_supported(make_model):
    """The same through the side of a check: 9.2.3 at the usual number of draws, 2.00 being what they support."""
    side = make_model(dict.fromkeys(FOUR, NARROW), {"y": " + ".join(FOUR)})["y"].side
    assert float(str(side.mean.estimate)) == 0
    assert abs(side.mean.value) <= side.mean.numerical_uncertainty
    assert str(side.standard_uncertainty.estimate) == "2.00"
    assert abs(side.standard_uncertainty.value - 2.0) <= side.standard_uncertainty.numerical_uncertainty
    for end, printed in zip(side.coverage_interval, (-3.88, 3.88), strict=True):
        assert abs(end.value - printed) <= end.numerical_uncertainty + 0.005  # half of the last digit of the standard
        last = 10.0**end.estimate.last_place
        assert abs(float(str(end.estimate)) - printed) <= 0.005 + end.numerical_uncertainty + last / 2
