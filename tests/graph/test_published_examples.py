"""Published examples with Student's t, angles, correlations and constants of physics, each as a case of its own.

Figures that are called printed were read as Sandia National Laboratories' Suncal quotes them in its tests
(github.com/sandialabs/suncal, test/test_uncertainty.py): from the GUM (JCGM 100:2008), annex H.2; NIST Technical Note
1900, examples E3 and E13; the manual of the NIST Uncertainty Machine, example 10; and NPL report DEM-ES-011, table 9.2.
None was read in the publication itself. Everything else is an independent computation of these tests.
"""

import math
from itertools import combinations

import numpy as np
import pytest
from scipy import stats

from weighbridge import Settings
from weighbridge.graph.bounds import outer_bounds
from weighbridge.graph.formula import Name
from weighbridge.uncertainty.estimates import (
    coverage_interval,
    mean,
    quantiles,
    standard_uncertainty,
)
from weighbridge.uncertainty.shortest import shortest_interval

MANY = Settings(points=2**14)


def normal(expectation, spread):
    return f"normal: {{mean: {expectation!r} one, standard_uncertainty: {spread!r} one}}"


def within(found, printed, half):
    """Whether a figure is the printed one: to half of its last digit, and what drawing leaves open."""
    assert found.numerical_uncertainty <= half
    return abs(found.value - printed) <= half + found.numerical_uncertainty


# GUM H.2: five simultaneous readings of voltage (V), current (mA) and phase (rad), table H.2.
READINGS = np.array(
    [
        [5.007, 4.994, 5.005, 4.990, 4.999],
        [19.663, 19.639, 19.640, 19.685, 19.678],
        [1.0456, 1.0438, 1.0468, 1.0428, 1.0433],
    ]
) * np.array([[1.0], [1e-3], [1.0]])
H2 = """\
title: GUM H.2
article: {{title: A, url: "https://example.org", language: en}}
claims:
  stated: {{quote: {{exact: x}}, value: 5 one}}
assumptions:
{inputs}
formulas:
  resistance: {{expression: volt / ampere * cos(phase), unit: one, reason: r}}
  reactance: {{expression: volt / ampere * sin(phase), unit: one, reason: r}}
  impedance: {{expression: volt / ampere, unit: one, reason: r}}
correlations:
{ties}
checks:
  itself: {{question: a, kind: agrees, stated: stated, equals: stated}}
"""
NAMES = ("volt", "ampere", "phase")


@pytest.fixture(scope="module")
def impedance(make_case):
    """The case: means of readings, and for each of three pairs a rank correlation of its own, as of normals."""
    centres, spreads = READINGS.mean(axis=1), READINGS.std(axis=1, ddof=1) / math.sqrt(READINGS.shape[1])
    pearson = np.corrcoef(READINGS)
    laws = [normal(float(centre), float(u)) for centre, u in zip(centres, spreads, strict=True)]
    inputs = [f"  {name}: {{of: it, reason: r, {law}}}" for name, law in zip(NAMES, laws, strict=True)]
    ties = []
    for one, other in combinations(range(3), 2):
        rank = 6 / math.pi * math.asin(pearson[one, other] / 2)
        inputs.append(f"  r{one}{other}: {{of: their ranks, fixed: {{value: {{value: {rank!r} one, reason: r}}}}}}")
        ties.append(f"  c{one}{other}: {{between: [{NAMES[one]}, {NAMES[other]}], rank: r{one}{other}}}")
    return make_case(H2.format(inputs="\n".join(inputs), ties="\n".join(ties)), MANY)


@pytest.mark.parametrize(
    ("quantity", "printed", "u"),  # table H.4
    [("resistance", 127.732, 0.071), ("reactance", 219.847, 0.295), ("impedance", 254.260, 0.236)],
)
def test_resistance_reactance_and_impedance_measured_together(impedance, quantity, printed, u):
    draws = impedance.draws.of(quantity, impedance.choices)
    assert within(mean(draws), printed, 0.0005)
    # The GUM goes on with rounded correlations: not rounded, its own law of propagation gives 0.2956 for 0.295.
    assert within(standard_uncertainty(draws), u, 0.001)


def test_the_readings_of_the_impedance_are_those_of_the_published_table():
    """Table H.2: means, their standard uncertainties, and the correlations, all as the GUM prints them."""
    assert READINGS.mean(axis=1) == pytest.approx([4.9990, 19.6610e-3, 1.04446], rel=1e-9)
    assert READINGS.std(axis=1, ddof=1) / math.sqrt(5) == pytest.approx([0.0032, 0.0095e-3, 0.00075], rel=0.02)
    pearson = np.corrcoef(READINGS)
    assert [pearson[0, 1], pearson[0, 2], pearson[1, 2]] == pytest.approx([-0.36, 0.86, -0.65], abs=0.005)


@pytest.mark.parametrize("quantity", ["resistance", "reactance", "impedance"])
def test_the_impedance_by_linear_propagation(impedance, quantity):
    """The law of propagation (JCGM 100:2008, 5.2.2), with slopes by the product rule."""
    v, i, phi = READINGS.mean(axis=1)
    z, cos, sin = v / i, math.cos(phi), math.sin(phi)
    slopes = {
        "resistance": (z * cos / v, -z * cos / i, -z * sin),
        "reactance": (z * sin / v, -z * sin / i, z * cos),
        "impedance": (1 / i, -z / i, 0.0),
    }[quantity]
    u = math.sqrt(slopes @ (np.cov(READINGS) / READINGS.shape[1]) @ np.array(slopes))
    found = standard_uncertainty(impedance.draws.of(quantity, impedance.choices))
    assert found.value == pytest.approx(u, rel=2e-3)


# NIST TN 1900, E13: the coefficient of linear expansion, from four Student's t of three degrees of freedom each. The
# printed standard uncertainties are those of the t, its scale times √3.
EXPANSION = {"l0": (1.4999, 0.0001), "l1": (1.5021, 0.0002), "t0": (288.15, 0.02), "t1": (373.10, 0.05)}


@pytest.fixture(scope="module")
def expansion(make_model):
    law = "student_t: {{centre: {!r} one, scale: {!r} one, degrees_of_freedom: 3 one}}"
    laws = {name: law.format(centre, u / math.sqrt(3)) for name, (centre, u) in EXPANSION.items()}
    return make_model(laws, {"alpha": "(l1 - l0) / (l0 * (t1 - t0))"}, Settings(points=2**15))["alpha"].draws


def test_the_coefficient_of_thermal_expansion(expansion):
    """Printed: 1.7266e-5 by Gauss's formula, 1.7268e-5 by Monte Carlo; 1.76e-6 and 1.74e-6 for u.

    The variance of Student's t of three degrees has no finite variance itself, so two draws of it differ that much.
    """
    assert abs(mean(expansion).value - 1.7267e-5) < 0.001e-5
    found = standard_uncertainty(expansion)
    assert abs(found.value - 1.75e-6) < 0.02e-6
    (l0, u0), (l1, u1), (t0, v0), (t1, v1) = (EXPANSION[name] for name in ("l0", "l1", "t0", "t1"))
    run, width = l1 - l0, t1 - t0
    parts = (u1 / run, u0 * l1 / (l0 * run), v0 / width, v1 / width)
    linear = run / (l0 * width) * math.hypot(*parts)
    assert linear == pytest.approx(1.755e-6, abs=0.0005e-6)  # prints as 1.76e-6, with what the rounding of inputs adds
    assert abs(found.value - linear) < 0.02e-6


def test_the_quantiles_of_thermal_expansion_by_plain_draws(expansion):
    """Quantiles are robust against far tails; by numpy's own generator of Student's t, four million draws."""
    generator = np.random.default_rng(20151012)
    plain = {n: c + u / math.sqrt(3) * generator.standard_t(3, 4_000_000) for n, (c, u) in EXPANSION.items()}
    alpha = (plain["l1"] - plain["l0"]) / (plain["l0"] * (plain["t1"] - plain["t0"]))
    levels = (0.025, 0.16, 0.5, 0.84, 0.975)
    for found, value, level in zip(quantiles(expansion, levels), np.quantile(alpha, levels), levels, strict=True):
        density = stats.norm.pdf(stats.norm.ppf(level)) / 1.3e-6  # roughly; enough for the error of plain draws
        spread = math.sqrt(level * (1 - level) / 4_000_000) / density
        assert abs(found.value - value) < found.numerical_uncertainty + 4 * spread


def test_a_mean_of_four_readings_is_students_t(make_model):
    """JCGM 101:2008, 6.4.9.2: of four readings the mean has three degrees, and 95 % within 3.182 s / 2 of it."""
    readings = np.array([10.1, 9.8, 10.4, 9.9])
    centre, scale = float(readings.mean()), float(readings.std(ddof=1) / 2)
    law = f"student_t: {{centre: {centre!r} one, scale: {scale!r} one, degrees_of_freedom: 3 one}}"
    low, high = coverage_interval(make_model({"x": law}, {"y": "x"}, MANY)["y"].draws)
    for end, sign in ((low, -1), (high, 1)):
        assert abs(end.value - (centre + sign * 3.1824 * scale)) <= end.numerical_uncertainty + 1e-4


def test_students_t_has_no_ends_until_they_are_given(make_model):
    law = "student_t: {{centre: 5 one, scale: 1 one, degrees_of_freedom: 3 one{}}}"
    case = make_model({"x": law.format(", low: 2 one, high: 9 one")}, {"y": "3 * x"})
    assert outer_bounds(case.model, Name("y"), case.choices) == (6, 27)
    assert case["y"].draws.min() >= 6
    bare = make_model({"x": law.format("")}, {"y": "3 * x"})
    with pytest.raises(Exception, match="`x` has no ends, so there are no bounds; give it `low` and `high`"):
        outer_bounds(bare.model, Name("y"), bare.choices)


def test_the_constant_of_stefan_and_boltzmann(make_model):
    """Example 10 of the manual: powers from 1e-34 to 1e50 in one formula, and printed to six digits."""
    laws = {
        "h": normal(6.62606957, 2.9e-7),  # in 1e-34 J s
        "r": normal(8.3144621, 7.5e-6),
        "rydberg": normal(10973731.568539, 5.5e-5),
        "electron": normal(5.4857990946, 2.2e-9),  # in 1e-4 u
        "alpha": normal(7.2973525698e-3, 2.4e-12),
    }
    formula = (
        "32 * 3.141592653589793 ** 5 * (h * 1e-34) * r ** 4 * rydberg ** 4"
        " / (15 * (electron * 1e-4) ** 4 * 0.001 ** 4 * 299792458 ** 6 * alpha ** 8)"
    )
    draws = make_model(laws, {"sigma": formula}, MANY)["sigma"].draws
    assert within(mean(draws), 5.67037e-8, 0.000005e-8)
    assert within(standard_uncertainty(draws), 2.05e-13, 0.005e-13)
    printed = {0.005: 5.67032e-8, 0.995: 5.67043e-8, 0.16: 5.67035e-8, 0.84: 5.67039e-8}
    for found, value in zip(quantiles(draws, list(printed)), printed.values(), strict=True):
        assert within(found, value, 0.0000051e-8)


def test_a_falling_ball_viscometer(make_model):
    """TN 1900, E3: 5.82 mPa s with u = 1.11, and 95 % from 4.05 to 8.39, where Gauss's formula gives 5.69."""
    laws = {
        "mu": normal(4.63, 0.0463),
        "t_m": normal(61, 6.1),
        "rho_m": normal(1180, 0.5),
        "rho_c": normal(810, 0.5),
        "t_c": normal(36.6, 5.49),
        "rho_b": normal(2217, 0.5),
    }
    formula = "mu * t_m * (rho_b - rho_m) / (t_c * (rho_b - rho_c))"
    draws = make_model(laws, {"viscosity": formula}, MANY)["viscosity"].draws
    low, high = coverage_interval(draws)
    assert within(mean(draws), 5.82, 0.01)
    assert within(standard_uncertainty(draws), 1.11, 0.01)
    assert within(low, 4.05, 0.01)
    assert within(high, 8.39, 0.01)


def test_the_logarithm_of_a_uniform(make_model):
    """NPL DEM-ES-011, table 9.2: mean −0.665, u 0.606, shortest 95 % interval from −1.895 to 0.095."""
    case = make_model({"x": "uniform: {low: 0.1 one, high: 1.1 one}"}, {"y": "log(x)"}, MANY)
    draws = case["y"].draws
    assert within(mean(draws), -0.665, 0.0005)
    assert within(standard_uncertainty(draws), 0.606, 0.0005)
    low, high = shortest_interval(draws)
    # The density rises up to the upper end, log 1.1, so the interval ends there and begins at the 5 % quantile.
    assert abs(high.value - math.log(1.1)) <= high.numerical_uncertainty
    assert abs(low.value - math.log(0.1 + 0.05)) <= low.numerical_uncertainty
    assert abs(low.value + 1.895) < 0.0025
    assert abs(high.value - 0.095) < 0.0005
