"""Figures and their numerical uncertainty: worked values, and whether the stated 95 % are 95 %."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from weighbridge import Settings
from weighbridge.checks.results import Figure
from weighbridge.uncertainty.estimates import (
    Estimate,
    coverage_interval,
    mean,
    probability,
    quantile,
    standard_uncertainty,
    students_t,
)

SHOWN = [
    # A unit of the last digit shown is no less than the uncertainty.
    (51.7846, 0.03, "51.8"),
    (51.7846, 0.05, "51.8"),
    (51.7846, 0.06, "51.8"),
    (51.7846, 0.4, "52"),
    (51.7846, 0.6, "52"),
    (51.7846, 0.004, "51.8"),
    (51.7846, 6.0, "50"),
    (0.0748, 0.0009, "0.075"),
    (0.0748, 0.0005, "0.075"),
    (0.0748, 0.00004, "0.0748"),
    (1234.56, 40.0, "1,200"),
    (64.2, 0.42, "64"),
    (123_456_789.0, 600.0, "123 million"),  # three digits at most, however sure
    (3.0, 40.0, "0"),
    (-0.04, 0.2, "0"),  # and no minus sign before a zero
    (-0.04, 0.6, "0"),
    # What was computed and not drawn has three digits.
    (51.7846, 0.0, "51.8"),
    (1 / 3, 0.0, "0.333"),
    (123_456.0, 0.0, "123,000"),
    (0.0, 0.0, "0"),
    (-2.5, 0.0, "−2.5"),
    (math.inf, 0.0, "infinity"),
    (51.7846, math.inf, "51.8"),
]


def test_digits():
    assert [(value, u, str(Estimate(value, u))) for value, u, _ in SHOWN] == SHOWN


@given(st.floats(-1e9, 1e9), st.floats(1e-9, 1e9))
def test_rounding_is_honest(value, uncertainty):
    """A unit of the last digit is no less than the uncertainty, but for a first digit, and less than ten times that,
    unless three digits are all that is shown."""
    estimate = Estimate(value, uncertainty)
    unit = 10.0**estimate.last_place
    third = 10.0 ** (math.floor(math.log10(abs(value))) - 2 if value else -2)
    assert abs(estimate.rounded() - value) <= unit / 2 * (1 + 1e-9)
    assert unit <= max(10 * uncertainty, third) * (1 + 1e-8)
    assert unit >= uncertainty * (1 - 1e-8) or unit <= abs(value) < 10 * unit * (1 + 1e-9)
    assert unit >= third * (1 - 1e-9)


@given(st.floats(-1e9, 1e9), st.floats(1e-9, 1e9))
def test_what_is_kept_goes_as_far_as_two_digits_of_the_uncertainty(value, uncertainty):
    """JCGM 100:2008, 7.2.6: half a unit of the last place kept is a twentieth of the uncertainty at most."""
    kept = Figure.of(Estimate(value, uncertainty))
    last = 10.0 ** (math.floor(math.log10(kept.numerical_uncertainty)) - 1)
    slack = 4 * math.ulp(max(abs(value), last))  # decimals are not binary fractions
    assert abs(kept.value - value) <= last / 2 + slack
    assert last / 2 <= 0.05 * kept.numerical_uncertainty * (1 + 1e-9)
    assert kept.value / last == pytest.approx(round(kept.value / last), abs=1e-3, rel=1e-12)
    assert kept.numerical_uncertainty == pytest.approx(uncertainty, rel=0.05 + 1e-9)
    assert kept.numerical_uncertainty / last == pytest.approx(round(kept.numerical_uncertainty / last), abs=1e-6)


@pytest.mark.parametrize(
    ("value", "uncertainty", "scale", "kept"),
    [
        (51.7846, 0.0312, 1.0, (51.785, 0.031)),
        (51.7846, 6.04, 1.0, (51.8, 6.0)),
        (1234.56, 40.0, 1.0, (1235, 40)),
        (51_784.6, 31.2, 1000.0, (51.785, 0.031)),
        (51.7846123456789, 0.0, 1.0, (51.7846123457, 0.0)),  # computed, not drawn: twelve digits
    ],
)
def test_a_figure_is_kept_with_its_uncertainty(value, uncertainty, scale, kept):
    assert Figure.of(Estimate(value, uncertainty), scale) == Figure(value=kept[0], numerical_uncertainty=kept[1])


@given(st.floats(1e-6, 1e6), st.floats(0, 1e3), st.floats(1e-3, 1e3))
def test_another_unit_scales_both(value, uncertainty, scale):
    assert Estimate(value, uncertainty).scaled(scale) == Estimate(value * scale, uncertainty * scale)


# Any printed table of Student's t, two-sided 95 %.
STUDENTS_T = {1: 12.706, 4: 2.776, 10: 2.228, 15: 2.131, 30: 2.042, 10**6: 1.960}


def test_students_t():
    found = {degrees: students_t(degrees) for degrees in STUDENTS_T}
    assert found == pytest.approx(STUDENTS_T, abs=5e-4)
    assert found == pytest.approx({degrees: stats.t(degrees).ppf(0.975) for degrees in STUDENTS_T}, rel=1e-9)


def test_a_mean_by_hand():
    """Three randomisations with the means 1, 2 and 6: mean 3, standard error √7/√3, t(2) = 4.3027."""
    found = mean(np.array([[0.0, 2.0], [2.0, 2.0], [5.0, 7.0]]))
    assert found.value == 3
    assert found.numerical_uncertainty == pytest.approx(4.30265 * math.sqrt(7 / 3), rel=1e-5)


def test_a_standard_uncertainty_by_hand():
    """About the mean 0 the mean squares are 1 and 4: u = √2.5; the half-width t(1) · 1.5 is divided by 2u."""
    found = standard_uncertainty(np.array([[-1.0, 1.0], [-2.0, 2.0]]))
    assert found.value == pytest.approx(math.sqrt(2.5))
    assert found.numerical_uncertainty == pytest.approx(12.7062 * 1.5 / (2 * math.sqrt(2.5)), rel=1e-5)


def test_what_does_not_vary_has_no_uncertainty():
    same = np.full((16, 64), 3.25)
    assert mean(same) == Estimate(3.25, 0.0)
    assert standard_uncertainty(same) == Estimate(0.0, 0.0)
    assert quantile(same, 0.9) == Estimate(3.25, 0.0)


def test_a_quantile_by_hand():
    """Of 1 to 100: the least number at or below which the share lies."""
    draws = np.random.default_rng(1).permutation(np.arange(1.0, 101.0)).reshape(4, 25)
    assert quantile(draws, 0.25).value == 25
    assert quantile(draws, 0.251).value == 26
    assert quantile(draws, 0.5).value == 50
    assert quantile(draws, 0.0).value == 1
    assert quantile(draws, 1.0).value == 100


@pytest.mark.parametrize("level", [0.005, 0.025, 0.4999, 0.5, 0.5001, 0.9, 0.975])
def test_a_quantile_lies_between_no_two_atoms(level):
    """Half of the draws 0 and half 10: every quantile is one of the two, as in the inverse of the distribution."""
    draws = np.repeat([0.0, 10.0], 512).reshape(4, 256)
    found = quantile(draws, level)
    assert found.value == (0.0 if level <= 0.5 else 10.0)
    many = np.random.default_rng(2).integers(0, 7, size=(16, 256)).astype(float)
    assert quantile(many, level).value == np.quantile(many, level, method="inverted_cdf")


def test_the_coverage_interval_is_two_quantiles():
    draws = np.random.default_rng(1).normal(size=(16, 256))
    assert coverage_interval(draws) == (quantile(draws, 0.025), quantile(draws, 0.975))
    assert coverage_interval(draws, 0.5) == (quantile(draws, 0.25), quantile(draws, 0.75))


@pytest.mark.parametrize("hit", [False, True])
def test_the_rule_of_three(hit):
    """Never seen in n draws: less often than 3 in n (the upper 95 % limit of that many independent draws)."""
    found = probability(np.full((16, 1024), hit))
    assert found == Estimate(float(hit), 3 / 16_384)
    exact = 1 - 0.05 ** (1 / 16_384)
    assert exact == pytest.approx(3 / 16_384, rel=0.002)


def test_a_probability_is_the_share_of_hits():
    hits = np.array([[True, False, False, False], [True, True, True, False]])
    found = probability(hits)
    assert found.value == 0.5
    assert found.numerical_uncertainty == pytest.approx(12.7062 * 0.25, rel=1e-5)


# Coverage. The 95 % interval of a figure must hold the true value in 95 of 100 runs, each with its own seed. With 200
# runs and exactly 95 % it holds it in 179 or more, except once in 2000 times: P(X < 179 | 200, 0.95) = 0.00048.
# There is no upper limit: an interval cannot be finer than the draws it is made of, and with one input it is wider.
SEEDS, LEAST = 200, 179


def test_the_acceptance_limit_is_that_of_the_binomial():
    assert stats.binom(SEEDS, 0.95).cdf(LEAST - 1) < 0.001 < stats.binom(SEEDS, 0.95).cdf(LEAST)


S = 1.5  # the geometric standard deviation of each factor below
MODELS = {
    # One input. Its truth is the triangular distribution itself.
    "triangular": (
        {"x": "triangular: {low: 15 one, mode: 30 one, high: 60 one}"},
        "x",
        stats.triang(15 / 45, 15, 45),
    ),
    # Four normals of different spread: a normal with the root of the sum of squares, √(1 + 4 + 9 + 16).
    "sum of normals": (
        {f"x{n}": f"normal: {{mean: {n} one, standard_uncertainty: {n} one}}" for n in (1, 2, 3, 4)},
        "x1 + x2 + x3 + x4",
        stats.norm(10, math.sqrt(30)),
    ),
    # Two factors and a divisor, lognormal: a lognormal whose log-variance is the sum of the three.
    "product of lognormals": (
        {f"x{n}": f"lognormal: {{median: {n} one, geometric_standard_deviation: {S} one}}" for n in (1, 2, 3)},
        "x1 * x2 / x3",
        stats.lognorm(math.sqrt(3) * math.log(S), scale=2 / 3),
    ),
}
LEVELS = (0.005, 0.025, 0.5, 0.975, 0.995)
TAILS = (0.5, 0.1, 0.05, 0.03, 0.01, 0.005, 0.003, 0.001)
FIGURES = {
    "mean": (mean, lambda truth: truth.mean()),
    "standard uncertainty": (standard_uncertainty, lambda truth: truth.std()),
    **{
        f"quantile {level}": ((lambda d, p=level: quantile(d, p)), (lambda truth, p=level: truth.ppf(p)))
        for level in LEVELS
    },
}


@pytest.fixture(scope="module")
def runs(make_model):
    """For each model, the draws of 200 seeds and the true distribution."""
    known = {}

    def runs(name):
        if name not in known:
            laws, formula, truth = MODELS[name]
            case = make_model(laws, {"y": formula})
            drawn = [type(case.draws)(case.model, Settings(seed=seed)).of("y", case.choices) for seed in range(SEEDS)]
            known[name] = drawn, truth
        return known[name]

    return runs


def covered(estimates, truth):
    return sum(abs(found.value - truth) <= found.numerical_uncertainty for found in estimates)


@pytest.mark.parametrize("model", MODELS)
def test_the_stated_uncertainty_of_figures_covers(runs, model):
    drawn, truth = runs(model)
    held = {
        name: covered([estimate(draws) for draws in drawn], true_value(truth))
        for name, (estimate, true_value) in FIGURES.items()
    }
    assert {name: count for name, count in held.items() if count < LEAST} == {}


def test_what_is_kept_covers_as_well(runs):
    """The interval that the kept value and the kept uncertainty make, both rounded, holds the truth as often."""
    drawn, truth = runs("product of lognormals")
    for name, (estimate, true_value) in FIGURES.items():
        found = [estimate(draws) for draws in drawn]
        kept = [Figure.of(each) for each in found]
        assert any(one.value != each.value for one, each in zip(kept, found, strict=True)), name
        assert covered(kept, true_value(truth)) >= LEAST, name


def tails_covered(runs, model, tails):
    """How often the stated uncertainty of each tail probability holds the true one."""
    drawn, truth = runs(model)
    thresholds = {tail: truth.ppf(1 - tail) for tail in tails}
    return {tail: covered([probability(draws >= at) for draws in drawn], tail) for tail, at in thresholds.items()}


@pytest.mark.parametrize("model", MODELS)
def test_the_stated_uncertainty_of_tail_probabilities_covers(runs, model):
    held = tails_covered(runs, model, TAILS)
    assert {tail: count for tail, count in held.items() if count < LEAST} == {}


def test_with_one_input_the_grid_hides_its_own_error(runs):
    """With one input every randomisation holds 51 or 52 of 1024 points in such a tail, and often all hold 51."""
    fractions = (0.02, 0.05, 0.1, 0.2, 0.5, 0.8, 0.9, 0.95, 0.98)
    held = tails_covered(runs, "triangular", [(51 + fraction) / 1024 for fraction in fractions])
    assert {tail: count for tail, count in held.items() if count < LEAST} == {}


@pytest.mark.parametrize("model", ["sum of normals", "product of lognormals"])
def test_the_stated_uncertainty_is_no_larger_than_it_must_be(runs, model):
    """Covering is not a art for an interval as wide as a barn: this is t times the true scatter, within a third."""
    drawn, truth = runs(model)
    for name, (estimate, true_value) in FIGURES.items():
        found = [estimate(draws) for draws in drawn]
        scatter = math.sqrt(np.mean([(each.value - true_value(truth)) ** 2 for each in found]))
        stated = np.mean([each.numerical_uncertainty for each in found])
        if scatter < 1e-12:  # exact but for rounding: the folded points of a symmetric law cancel out
            assert stated < 1e-11, name
            continue
        assert 0.67 < stated / (students_t(15) * scatter) < 1.5, name


@given(st.integers(-950, 950))
def test_figures_of_any_size_are_those_of_ordinary_ones(power):
    """A unit that is a power of two changes none but the last bit: no fourth power is lost above or below."""
    draws = np.random.default_rng(7).normal(3.0, 1.0, (16, 64))
    scale = math.ldexp(1.0, power)
    for figure in (mean, standard_uncertainty):
        found, expected = figure(draws * scale), figure(draws).scaled(scale)
        assert math.isclose(found.value, expected.value, rel_tol=1e-14)
        assert math.isclose(found.numerical_uncertainty, expected.numerical_uncertainty, rel_tol=1e-12)
