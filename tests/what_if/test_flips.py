"""Where outcomes turn: closed forms, exact bounds, the case read anew, and how sure the place of a turn is."""

# ruff: noqa: E501 (a row of a table stands on one line)

import math
import warnings
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from levers_by_name import lever, shown
from scipy import special, stats
from scipy.integrate import quad
from scipy.optimize import brentq

import exact_tails as exact
import small_cases
from weighbridge import Settings, open_case
from weighbridge.casefile.overrides import Change, with_changes
from weighbridge.casefile.reader import read_case
from weighbridge.checks.results import Outcome
from weighbridge.checks.run import Weighing
from weighbridge.graph.bounds import outer_bounds
from weighbridge.graph.formula import Name
from weighbridge.graph.nodes import WIDTH
from weighbridge.graph.sampling import Draws
from weighbridge.text.units import factor, show
from weighbridge.what_if.flips import Trial, swing
from weighbridge.what_if.levers import levers_of

OIL = str(Path(__file__).parents[1] / "cases" / "oil-2015")
FIXED = Settings(digits=None)
COARSE = Settings(points=256, digits=None)


def case_text(claims, assumptions, formula, check, more="", evidence=""):
    """A case of claims, assumptions by name, one formula `y` and one check `asked`."""
    given = [f"evidence:\n{evidence}"] if evidence else []
    given += [small_cases.sections({"y": formula}, assumptions), more]
    return small_cases.case_text(claims, "\n".join(given), asked=check)


def trial(case, name, settings=FIXED, check="asked", choices=None):
    """The trial of a lever of a check."""
    check, choices = case.model.checks[check], {**case.choices, **(choices or {})}
    one = lever(case.model, name, (check.stated, check.computed), choices)
    return Trial(Draws(case.model, settings), check, choices, one)


def assert_sound(found, trial):
    """What every swing has to be: turns in ascending order, chained, looked at, and fitting to what is found where it stands."""
    places = [at.value for at, _, _ in found.turns]
    assert places == sorted(places)
    assert all(before == below for (_, _, before), (_, below, _) in pairwise(found.turns))
    assert all(below != above for _, below, above in found.turns)
    assert all(found.looked[0] <= place <= found.looked[1] for place in places)
    assert found.looked[0] <= found.lever.value <= found.looked[1]
    assert found.outcome == trial.outcome(found.lever.value)
    assert outcome_told(found, found.lever.value) == found.outcome
    for end in found.looked:
        assert outcome_told(found, end) == trial.outcome(end)


def told_of(found):
    """The outcomes below and above each turn."""
    return [turn[1:] for turn in found.turns]


def outcome_told(found, value):
    """The outcome at a value, by the turns that a swing tells."""
    below = [turn for turn in found.turns if turn[0].value <= value]
    above = [turn for turn in found.turns if turn[0].value > value]
    return below[-1][2] if below else above[0][1] if above else found.outcome


# A closed form for the tail: the outcome at every value of the lever is known, and so is where it turns.

THRESHOLDS = {"at_most": (0.05, 0.005), "at_least": (0.05, 0.005)}


def exact_outcome(relation, cdf):
    """The outcome by the share of the computed side that lies below the stated one."""
    tail = {"at_most": lambda p: 1 - p, "at_least": lambda p: p}[relation]
    strained, fails = THRESHOLDS[relation]

    def outcome(value):
        found = tail(cdf(value))
        return Outcome.FAILS if found < fails else Outcome.STRAINED if found < strained else Outcome.HOLDS

    return outcome


def exact_turns(outcome, low, high):
    """Where it turns between two values: by a fine grid, then by halving to the last digits."""
    grid = np.geomspace(low, high, 400) if low > 0 else np.linspace(low, high, 400)

    def between(a, b):
        if outcome(a) == outcome(b):
            return []
        middle = (a + b) / 2
        if b - a < 1e-13 * max(abs(a), abs(b)):
            return [(middle, outcome(a), outcome(b))]
        return [*between(a, middle), *between(middle, b)]

    return [turn for a, b in pairwise(grid.tolist()) for turn in between(a, b)]


def triangular(x, low, mode, high):
    if not low < x < high:
        return float(x >= high)
    rising = x <= mode and mode > low
    return (
        (x - low) ** 2 / ((high - low) * (mode - low))
        if rising
        else 1 - (high - x) ** 2 / ((high - low) * (high - mode))
    )


def uniform(x, low, high):
    return min(max((x - low) / (high - low), 0.0), 1.0) if high > low else float(x >= high)


def normal(x, mean, spread):
    return float(special.ndtr((x - mean) / spread))


def cut_normal(x, mean, spread, low, high):
    if not low < high:
        return float(x >= high)
    below, here, above = (normal(at, mean, spread) for at in (low, min(max(x, low), high), high))
    return (here - below) / (above - below)


def lognormal(x, median, factor):
    return float(special.ndtr(math.log(x / median) / math.log(factor)))


def pert(x, low, mode, high):
    first = 1 + 4 * (mode - low) / (high - low)
    return float(special.betainc(first, 6 - first, min(max((x - low) / (high - low), 0.0), 1.0)))


def beta(x, mean, concentration):
    return float(special.betainc(concentration * mean, concentration * (1 - mean), x))


TRI = {"x": "triangular: {low: 10 one, mode: 20 one, high: 40 one}"}
FLAT = {"x": "uniform: {low: 10 one, high: 40 one}"}
BELL = {"x": "normal: {mean: 40 one, standard_uncertainty: 5 one}"}
CUT = {"x": "normal: {mean: 40 one, standard_uncertainty: 5 one, low: 30 one, high: 60 one}"}
SKEW = {"x": "lognormal: {median: 300 one, geometric_standard_deviation: 2.5 one}"}
SMOOTH = {"x": "pert: {low: 5 one, mode: 30 one, high: 65 one}"}
NARROW = {"x": "normal: {mean: 100 one, standard_uncertainty: 1 one}"}
FEW = {"x": "discrete: [{value: 1 one, weight: 4 one, reason: r}, {value: 3 one, weight: 1 one, reason: r}]"}
MIX = {"x": "composition: {concentration: 20 one, parts: {a: {mean: 0.25 one}, b: {mean: 0.75 one}}}"}
AMOUNTS = {"x": "composition: {concentration: 20 one, parts: {a: {mean: 25 kg}, b: {mean: 75 kg}}}"}
FACTOR = {**TRI, "by": "fixed: {value: 1 one}"}
SHIFT = {**BELL, "by": "fixed: {value: 0 one}"}
DEBT = {**BELL, "by": "fixed: {value: -4 one}"}
TIED = {
    "x": "normal: {mean: 20 one, standard_uncertainty: 4 one}",
    "w": "normal: {mean: 12 one, standard_uncertainty: 3 one}",
    "rank": "fixed: {value: 0 one}",
}
TIE = "correlations: {tie: {between: [x, w], rank: rank}}"
SPREAD = lambda rank: math.sqrt(25 + 24 * 2 * math.sin(math.pi * rank / 6))  # noqa: E731

# The assumptions, the formula and the stated number; the lever, the law of the computed side at each of its values, and
# between which values nearly all of it lies.
EQUAL = [
    ("the high end", TRI, "x", 37, "x.high", lambda v: exact.triangular(10, 20, v), (10, 4000)),
    ("a mean", BELL, "x", 45, "x.mean", lambda v: exact.normal(v, 5), (0.1, 4200)),
    ("a mean, narrowly", NARROW, "x", 101, "x.mean", lambda v: exact.normal(v, 1), (50, 200)),
    ("a median", SKEW, "x", 90, "x.median", lambda v: exact.lognormal(v, 2.5), (0.01, 1e7)),
    ("a factor", FACTOR, "by * x", 30, "by", lambda v: exact.triangular(10 * v, 20 * v, 40 * v), (0.09, 4100)),
    ("the stated number itself", TRI, "x", 25, "stated", lambda v: exact.triangular(10, 20, 40), (9.9, 40.1)),
]  # fmt: skip
METHOD = 0.01  # how far off a turn may lie, as a share of it, since density is measured over stretches of the law


@pytest.mark.parametrize(
    ("assumptions", "formula", "stated", "name", "law", "ends"), [pytest.param(*row[1:], id=row[0]) for row in EQUAL]
)
def test_where_the_tail_by_highest_density_passes_a_threshold(make_case, assumptions, formula, stated, name, law, ends):
    """Every turn and no other, by a law that is known."""
    case = make_case(
        case_text({"stated": f"{stated:.6f} one"}, assumptions, formula, "kind: typical, stated: stated, equals: y")
    )
    tried = trial(case, name)
    found = swing(tried, (stated / 8, stated * 8) if name in ("stated", "x.mean") else None)
    assert_sound(found, tried)
    tail = lambda v: exact.hd_tail(law(v), v if name == "stated" else stated, ends)  # noqa: E731

    def outcome(value):
        found = tail(value)
        return Outcome.FAILS if found < 0.01 else Outcome.STRAINED if found < 0.1 else Outcome.HOLDS

    expected = exact_turns(outcome, *found.looked)
    assert expected
    assert told_of(found) == [turn[1:] for turn in expected]
    for (at, _, _), (truth, _, _) in zip(found.turns, expected, strict=True):
        assert 0 < at.numerical_uncertainty < 0.2 * abs(truth)
        assert abs(at.value - truth) <= 2 * at.numerical_uncertainty + METHOD * truth


# The assumptions, the formula, the relation and the stated number; the lever, and the share below it at each of its values.
CLOSED = [
    ("the high end of a triangle", TRI, "x", "at_most", 30, "x.high", lambda v: triangular(30, 10, 20, v)),
    ("the mode of a triangle", TRI, "x", "at_most", 37, "x.mode", lambda v: triangular(37, 10, v, 40)),
    ("the low end of a triangle", TRI, "x", "at_least", 12, "x.low", lambda v: triangular(12, v, 20, 40)),
    ("the high end of a flat one", FLAT, "x", "at_most", 35, "x.high", lambda v: uniform(35, 10, v)),
    ("the low end of a flat one", FLAT, "x", "at_least", 11, "x.low", lambda v: uniform(11, v, 40)),
    ("a mean", BELL, "x", "at_most", 45, "x.mean", lambda v: normal(45, v, 5)),
    ("a mean, narrowly", NARROW, "x", "at_most", 101, "x.mean", lambda v: normal(101, v, 1)),
    ("a standard uncertainty", BELL, "x", "at_most", 50, "x.standard_uncertainty", lambda v: normal(50, 40, v)),
    ("a cut above", CUT, "x", "at_most", 50, "x.high", lambda v: cut_normal(50, 40, 5, 30, v)),
    ("a cut below", CUT, "x", "at_least", 32, "x.low", lambda v: cut_normal(32, 40, 5, v, 60)),
    ("a median", SKEW, "x", "at_least", 90, "x.median", lambda v: lognormal(90, v, 2.5)),
    ("a geometric standard deviation", SKEW, "x", "at_most", 1500, "x.geometric_standard_deviation", lambda v: lognormal(1500, 300, v)),
    ("the mode of a smooth one", SMOOTH, "x", "at_most", 55, "x.mode", lambda v: pert(55, 5, v, 65)),
    ("a weight", FEW, "x", "at_most", 2, "x.weight 2", lambda v: 4 / (4 + v)),
    ("a value", FEW, "x", "at_most", 2, "x.value 2", lambda v: 4 / 5 if v >= 2 else 1.0),
    ("how alike mixes are", MIX, "x.a", "at_most", 0.4, "x.concentration", lambda v: beta(0.4, 0.25, v)),
    ("a mean share", MIX, "x.a", "at_most", 0.4, "x.a.mean", lambda v: beta(0.4, v, 20)),
    ("a mean amount", AMOUNTS, "x.a", "at_most", 0.4, "x.a.mean", lambda v: beta(0.4, v / (v + 75), 20)),
    ("what is nothing", SHIFT, "x + by", "at_most", 45, "by", lambda v: normal(45 - v, 40, 5)),
    ("what is owed", DEBT, "x + by", "at_most", 45, "by", lambda v: normal(45 - v, 40, 5)),
    ("a rank correlation", TIED, "x + w", "at_most", 41, "rank", lambda v: normal(41, 32, SPREAD(v))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("assumptions", "formula", "relation", "stated", "name", "cdf"),
    [pytest.param(*row[1:], id=row[0]) for row in CLOSED],
)
def test_where_the_tail_passes_a_threshold(make_case, assumptions, formula, relation, stated, name, cdf):
    """Every turn and no other; each within twice its told uncertainty, for these are many and the seed is one."""
    check, more = f"kind: typical, stated: stated, {relation}: y", TIE if "rank" in assumptions else ""
    case = make_case(case_text({"stated": f"{stated:.6f} one"}, assumptions, formula, check, more))
    tried = trial(case, name)
    found = swing(tried)
    assert_sound(found, tried)
    expected = exact_turns(exact_outcome(relation, cdf), *found.looked)
    assert expected
    assert told_of(found) == [turn[1:] for turn in expected]
    for (at, _, _), (truth, _, _) in zip(found.turns, expected, strict=True):
        assert 0 < at.numerical_uncertainty < 0.2 * abs(truth)
        assert abs(at.value - truth) <= 2 * at.numerical_uncertainty


@pytest.mark.parametrize(
    ("stated", "spread"), [(18.37, 1e-3), (47.0, 1e-3), (130.0, 1e-3), (400.0, 2e-3), (400.0, 5e-3)]
)
def test_a_band_much_narrower_than_a_step_is_met(make_case, stated, spread):
    """Where the computed side passes the stated one there is a band in which it stands, be it a hundredth wide."""
    laws = {"k": "fixed: {value: 10 one}", "x": f"normal: {{mean: 1 one, standard_uncertainty: {spread} one}}"}
    text = case_text({"stated": f"{stated:.6f} one"}, laws, "k * x", "kind: typical, stated: stated, equals: y")
    tried = trial(make_case(text), "k")
    found = swing(tried)
    assert_sound(found, tried)
    far, near = (special.ndtri(1 - tail / 2) * spread for tail in (0.01, 0.1))
    expected = [stated / (1 + by) for by in (far, near, -near, -far)]
    assert [at.value for at, _, _ in found.turns] == pytest.approx(expected, rel=2e-4)


def test_a_hedged_number_moves_with_all_that_its_hedge_allows(make_case):
    """The stated side is drawn as well: the tail by quadrature over the interval of the hedge."""
    text = case_text(
        {"stated": "50 one, hedge: about"},
        {"x": "normal: {mean: 40 one, standard_uncertainty: 8 one}"},
        "x",
        "kind: typical, stated: stated, at_most: y",
    )
    case = make_case(text)
    low, high = case.model.node("stated", case.choices).law(case.choices).support()
    assert high - low > 5
    above = lambda v: quad(lambda part: 1 - normal(v / 50 * (low + part * (high - low)), 40, 8), 0, 1)[0]  # noqa: E731
    found = swing(trial(case, "stated"))
    assert told_of(found) == [(Outcome.HOLDS, Outcome.STRAINED), (Outcome.STRAINED, Outcome.FAILS)]
    for (at, _, _), tail in zip(found.turns, (0.05, 0.005), strict=True):
        truth = brentq(lambda v, tail=tail: above(v) - tail, 30, 100)
        assert abs(at.value - truth) <= 2 * at.numerical_uncertainty


def test_a_rank_correlation_of_a_half_is_moved_to_below_zero(make_case):
    """Over a range that lies on both sides of zero: a turn to either side of it."""
    laws = {**TIED, "rank": "fixed: {value: 0.5 one}"}
    case = make_case(
        case_text({"stated": "41.000000 one"}, laws, "x + w", "kind: typical, stated: stated, at_most: y", TIE)
    )
    tried = trial(case, "rank")
    found = swing(tried, (-0.9, 0.9))
    assert_sound(found, tried)
    expected = exact_turns(exact_outcome("at_most", lambda v: normal(41, 32, SPREAD(v))), -0.9, 0.9)
    assert (
        told_of(found)
        == [(Outcome.FAILS, Outcome.STRAINED), (Outcome.STRAINED, Outcome.HOLDS)]
        == [turn[1:] for turn in expected]
    )
    for (at, _, _), (truth, _, _) in zip(found.turns, expected, strict=True):
        assert abs(at.value - truth) <= 2 * at.numerical_uncertainty


# How sure the place of a turn is, over many seeds.

SEEDS = 60
LEAST_HITS = int(stats.binom.ppf(0.001, SEEDS, 0.95))  # fewer would be met once in a thousand, were it 95 %
TWO = {
    "x": "normal: {mean: 20 one, standard_uncertainty: 4 one}",
    "w": "normal: {mean: 12 one, standard_uncertainty: 3 one}",
}
# The assumptions, the formula, the relation and the stated number; the lever, between where it is moved, and where it turns.
MANY_SEEDS = {
    "the mean of a sum of two normals": (TWO, "x + w", "at_most", 30, "x.mean", (3.0, 33.0), [18 + 5 * special.ndtri(p) for p in (0.005, 0.05)]),
    "the low end of a flat one": (FLAT, "x", "at_least", 11, "x.low", None, [(11 - 40 * p) / (1 - p) for p in (0.05, 0.005)]),
    "the high end of a triangle": (TRI, "x", "at_most", 30, "x.high", None, [brentq(lambda v, p=p: 1 - triangular(30, 10, 20, v) - p, 30.01, 50) for p in (0.005, 0.05)]),
}  # fmt: skip


@pytest.fixture(scope="module", params=MANY_SEEDS)
def many_seeds(request, make_case):
    """Where it turns for each of the seeds and how sure that is, shape (seeds, turns); and where it turns in truth."""
    assumptions, formula, relation, stated, name, ends, truths = MANY_SEEDS[request.param]
    check = f"kind: typical, stated: stated, {relation}: y"
    case = make_case(case_text({"stated": f"{stated:.6f} one"}, assumptions, formula, check))
    found = [swing(trial(case, name, replace(FIXED, seed=seed)), ends) for seed in range(SEEDS)]
    assert {len(each.turns) for each in found} == {len(truths)}
    values, told = (
        np.array([[getattr(at, key) for at, _, _ in each.turns] for each in found])
        for key in ("value", "numerical_uncertainty")
    )
    return values, told, np.array(truths)


def test_the_told_uncertainty_covers_at_its_rate(many_seeds):
    values, told, truths = many_seeds
    hits = (np.abs(values - truths) <= told).sum(axis=0)
    assert (hits >= LEAST_HITS).all(), hits


def test_the_told_uncertainty_is_about_as_wide_as_it_has_to_be(many_seeds):
    """Some two standard deviations of what is found, more where three in all draws is more; and it lies about the truth."""
    values, told, truths = many_seeds
    spread = values.std(axis=0, ddof=1)
    assert (np.median(told, axis=0) < 8 * spread).all()
    assert (np.median(told, axis=0) > 1.2 * spread).all()
    assert (np.abs(values.mean(axis=0) - truths) < spread).all()


@pytest.mark.parametrize("truth", [0.0, 0.002, -0.3])
def test_near_zero_a_turn_is_as_uncertain_as_elsewhere(make_case, truth):
    """A shift that is nothing, of a sum with a standard deviation of 5: how sure it is does not hang on where zero is."""
    stated = 32 + truth + 5 * stats.norm.ppf(0.95)
    laws = {**TWO, "by": "fixed: {value: 0 one}"}
    case = make_case(
        case_text({"stated": f"{stated:.8f} one"}, laws, "x + w + by", "kind: typical, stated: stated, at_most: y")
    )
    found = [swing(trial(case, "by", replace(COARSE, seed=seed)), (-1.0, 1.0)) for seed in range(20)]
    places = [at for each in found for at, _, _ in each.turns]
    assert len(places) == 20
    hits = sum(abs(at.value - truth) <= at.numerical_uncertainty for at in places)
    assert hits >= stats.binom.ppf(0.001, 20, 0.95)


# Bounds and the article's own numbers: exact.

RANGE = {"x": "uniform: {low: 13 one, high: 75 one}"}
BODY = {
    "x": "uniform: {low: 13 one, high: 75 one}",
    "body": "uniform: {low: 50 one, high: 92 one}",
    "density": "uniform: {low: 0.3 one, high: 1.1 one}",
}
PRICES = {"level": "fixed: {value: 1 one}", "mix": "composition: {parts: {a: {}, b: {high: 0.8 one}}}"}
SHARE = {"share": "30.0 percent", "part": "30.0 truck", "total": "100.0 truck"}
WHOLE = {"share": "34 percent", "people": "27 person"}
# What half a unit of the last digit is of the stated 50.00 and 15.00, and of the share, the part and the total. Numbers hold
# where any one of them, moved so far and no other, lets them meet: the one that reaches farthest on each side.
LOW, HIGH, P, T = 49.995, 50.005, 0.05 / 30, 0.05 / 100
DOWN, UP = (Outcome.HOLDS, Outcome.FAILS), (Outcome.FAILS, Outcome.HOLDS)
OUT_AND_IN = [
    (Outcome.FAILS, Outcome.THROUGH_ROUNDING),
    (Outcome.THROUGH_ROUNDING, Outcome.HOLDS),
    (Outcome.HOLDS, Outcome.THROUGH_ROUNDING),
    (Outcome.THROUGH_ROUNDING, Outcome.FAILS),
]
EXACT = [
    ("above the most", {"stated": "50.00 one"}, RANGE, "x", "kind: possible, stated: stated, at_most: y", "x.high", None, [(LOW, *UP)]),
    ("a difference that can be less than nothing", {"stated": "1 one", "gross": "160.0 one"}, {"cost": "fixed: {value: 100 one}"}, "gross - cost", "kind: possible, stated: stated, at_most: y", "cost", None, [(160.05 - 0.5, *DOWN)]),
    ("beside another limit", {"stated": "50.00 one"}, BODY, "min(x, body * density)", "kind: possible, stated: stated, at_most: y", "x.high", None, [(LOW, *UP)]),
    ("a product", {"stated": "50.00 one"}, BODY, "min(x, body * density)", "kind: possible, stated: stated, at_most: y", "density.high", None, [(LOW / 92, *UP)]),
    ("a product, by its other side", {"stated": "50.00 one"}, BODY, "min(x, body * density)", "kind: possible, stated: stated, at_most: y", "body.high", None, []),
    ("a band of a thousandth", {"stated": "152.85 one"}, {"k": "fixed: {value: 4.5 one}", "x": "fixed: {value: 25.5 one}"}, "k + x", "kind: possible, stated: stated, equals: y", "x", None, [(152.845 - 4.5, *UP), (152.855 - 4.5, *DOWN)]),
    ("the stated number", {"stated": "50.00 one"}, RANGE, "x", "kind: possible, stated: stated, at_most: y", "stated", None, [(75 * 50 / LOW, *DOWN)]),
    ("below the least", {"stated": "50.00 one"}, RANGE, "x", "kind: possible, stated: stated, at_least: y", "x.low", None, [(HIGH, *DOWN)]),
    ("outside, by the most", {"stated": "50.00 one"}, RANGE, "x", "kind: possible, stated: stated, equals: y", "x.high", None, [(LOW, *UP)]),
    ("outside, by the least", {"stated": "50.00 one"}, RANGE, "x", "kind: possible, stated: stated, equals: y", "x.low", None, [(HIGH, *DOWN)]),
    ("outside, to either side", {"stated": "50.00 one"}, RANGE, "x", "kind: possible, stated: stated, equals: y", "stated", None, [(13 * 50 / HIGH, *UP), (75 * 50 / LOW, *DOWN)]),
    ("a price of the mix", {"stated": "15.00 one"}, PRICES, "level * (10 * mix.a + 20 * mix.b)", "kind: reachable, stated: stated, equals: y, by: mix", "level", None, [(14.995 / 18, *UP), (15.005 / 10, *DOWN)]),
    ("the most of a share", {"stated": "15.00 one"}, PRICES, "level * (10 * mix.a + 20 * mix.b)", "kind: reachable, stated: stated, equals: y, by: mix", "mix.b.high", None, [(0.4995, *UP)]),
    ("a part, beside its share", SHARE, {}, "part / total", "kind: agrees, stated: share, equals: y", "part", None,
     [(at, *turn) for at, turn in zip((30 * (1 - P) * (1 - T) / (1 + P), 30 * (1 - P), 30 / (1 - P), 30 * (1 + P) * (1 + T) / (1 - P)), OUT_AND_IN, strict=True)]),
    ("a total, beside a share of it", SHARE, {}, "part / total", "kind: agrees, stated: share, equals: y", "total", None,
     [(at, *turn) for at, turn in zip((100 * (1 - P) / (1 + P) / (1 + T), 100 * (1 - P), 100 / (1 - P), 100 * (1 + P) / (1 - P) / (1 - T)), OUT_AND_IN, strict=True)]),
    ("a share, beside the part", SHARE, {}, "part / total", "kind: agrees, stated: share, equals: y", "share", None,
     [(at, *turn) for at, turn in zip((30 * (1 - P) / (1 + T) / (1 + P), 30 * (1 - P), 30 / (1 - P), 30 * (1 + P) / (1 - T) / (1 - P)), OUT_AND_IN, strict=True)]),
    ("a share of whole people", WHOLE, {}, "people / people", "kind: agrees, stated: share, counted_in: people", "share", (32, 36), [(900 / 27 * 34 / 34.5, *UP), (900 / 27 * 34 / 33.5, *DOWN)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("claims", "assumptions", "formula", "check", "name", "ends", "expected"),
    [pytest.param(*row[1:], id=row[0]) for row in EXACT],
)
def test_where_bounds_decide_a_turn_is_exact(make_case, claims, assumptions, formula, check, name, ends, expected):
    tried = trial(make_case(case_text(claims, assumptions, formula, check)), name)
    scale = factor(tried.lever.unit)
    found = swing(tried, tuple(end * scale for end in ends) if ends else None)
    assert_sound(found, tried)
    assert told_of(found) == [turn[1:] for turn in expected]
    for (at, _, _), (truth, _, _) in zip(found.turns, expected, strict=True):
        assert shown(tried.lever, at.value) == pytest.approx(truth, rel=1e-6)
        assert at.numerical_uncertainty == 0


STATED = [
    ("ihs-2016", "the_revenue"),
    ("ihs-2016", "the_oil"),
    ("ihs-2016", "the_income_from_oil"),
    ("azernews-trucks", "the_year"),
    (OIL, "as_published"),
]


@pytest.mark.parametrize(("folder", "name"), STATED, ids=[name for _, name in STATED])
def test_of_the_stated_number_a_swing_tells_what_the_finding_tells(folder, name):
    """A finding has the multiples of the stated number at which it flips: another way to the same, without any steps."""
    case = open_case(folder)
    check = case.model.checks[name]
    tried = trial(case, check.stated, check=name)
    found, flips = swing(tried), Weighing(case.model, tried.draws, check, case.choices).answer.turns()
    assert_sound(found, tried)
    assert told_of(found) == [turn[1:] for turn in flips]
    expected = [at.value * tried.lever.value for at, _, _ in flips]
    assert [at.value for at, _, _ in found.turns] == pytest.approx(expected, rel=1e-6)


# A number that no source supports, and where it might fairly lie.

ENDS = {
    "declared, and it turns within": ("{value: 30 one, reason: r, fair: {low: {value: 19.5 one, reason: r}, high: {value: 40 one, reason: r}}}", True, "judgement", (19.5, 40)),
    "declared, and it turns without": ("{value: 30 one, reason: r, fair: {low: {value: 21 one, reason: r}, high: {value: 40 one, reason: r}}}", False, "judgement", (21, 40)),
    "declared, and it turns twice within": ("{value: 30 one, reason: r, fair: {low: {value: 19.05 one, reason: r}, high: {value: 40 one, reason: r}}}", True, "judgement", (19.05, 40)),
    "declared of a number with a source": ("{value: 30 one, sources: [ferson-2015], fair: {low: {value: 15 one, reason: r}, high: {value: 40 one, reason: r}}}", True, "judgement", (15, 40)),
    "declared, of no width": ("{value: 30 one, reason: r, fair: {low: {value: 30 one, reason: r}, high: {value: 30 one, reason: r}}}", False, "judgement", (30, 30)),
    "not declared, and half of it is beyond": ("{value: 30 one, reason: r}", True, "judgement", (15, 60)),
    "not declared, and half of it is not": ("{value: 50 one, reason: r}", False, "judgement", (25, 100)),
    "with a source": ("{value: 30 one, sources: [ferson-2015]}", False, "source", None),
    "with a weak source": ("{value: 30 one, sources: [eng-tips-26754]}", False, "weak source", None),
    "from evidence": ("{evidence: known}", False, "source", None),
    "from evidence, and a range declared": ("{evidence: known, fair: {low: {value: 15 one, reason: r}, high: {value: 40 one, reason: r}}}", True, "judgement", (15, 40)),
}  # fmt: skip


def of_ends(make_case, high):
    """Flat from nothing to its high end, at most 19: strained below 20, and fails below 19.0955."""
    evidence = "  known: {what: x, value: 30 one, source: ferson-2015, date: 2017}"
    text = case_text(
        {"stated": "19.000000 one"},
        {"x": f"uniform: {{low: 0 one, high: {high}}}"},
        "x",
        "kind: typical, stated: stated, at_most: y",
        evidence=evidence,
    )
    return make_case(text)


@pytest.mark.parametrize(("high", "leans", "support", "fair"), ENDS.values(), ids=ENDS)
def test_what_an_outcome_leans_on(make_case, high, leans, support, fair):
    """It turns all the same; but only what is judged can lean, and only where it turns within the fair range."""
    tried = trial(of_ends(make_case, high), "known" if "evidence" in high else "x.high")
    found = swing(tried)
    assert_sound(found, tried)
    assert told_of(found) == [(Outcome.FAILS, Outcome.STRAINED), (Outcome.STRAINED, Outcome.HOLDS)]
    assert found.leans is leans
    assert tried.lever.support({"eng-tips-26754": "a forum post"}) == support
    assert tried.lever.fair == (None if fair is None else pytest.approx(fair, rel=1e-12))
    if fair is not None:
        expected = [at for at in (19 / 0.995, 20.0) if fair[0] <= at <= fair[1]]
        assert [at.value for at, _, _ in found.within(tried.lever.fair)] == pytest.approx(expected, rel=2e-3)
        nearby = swing(tried, tried.lever.fair)
        assert_sound(nearby, tried)
        assert nearby.looked == pytest.approx(fair, rel=1e-12)
        assert [at.value for at, _, _ in nearby.turns] == pytest.approx(expected, rel=2e-3)
        assert nearby.leans is leans


@pytest.mark.parametrize("ends", [(40.0, 50.0), (1.0, 29.0)])
def test_a_range_in_which_it_does_not_stand_is_not_looked_through(make_case, ends):
    tried = trial(of_ends(make_case, "30 one"), "x.high")
    found = swing(tried, ends)
    assert (found.turns, found.looked, found.leans, found.outcome) == ((), (30.0, 30.0), False, Outcome.HOLDS)


def test_outcomes_on_both_sides_are_in_ascending_order_and_chained(make_case):
    """Too little, just so, too much; wherever the lever stands, the same four turns."""
    five = [Outcome.FAILS, Outcome.STRAINED, Outcome.HOLDS, Outcome.STRAINED, Outcome.FAILS]
    places = []
    for mean, here in ((20, Outcome.STRAINED), (30, Outcome.HOLDS), (45, Outcome.STRAINED), (50, Outcome.FAILS)):
        laws = {"x": f"normal: {{mean: {mean} one, standard_uncertainty: 6 one}}"}
        tried = trial(
            make_case(case_text({"stated": "33.000000 one"}, laws, "x", "kind: typical, stated: stated, equals: y")),
            "x.mean",
        )
        found = swing(tried)
        assert_sound(found, tried)
        assert found.outcome == here
        assert told_of(found) == list(pairwise(five))
        places.append([at for at, _, _ in found.turns])
    for one, other in zip(places[0] * 3, [at for found in places[1:] for at in found], strict=True):
        assert abs(one.value - other.value) <= max(one.numerical_uncertainty, other.numerical_uncertainty)


# At the edge.


def test_a_value_at_the_end_that_makes_no_distribution_ends_the_looking(make_case):
    """A mean share of one is none: what turns before it is found."""
    tried = trial(
        make_case(case_text({"stated": "0.900000 one"}, MIX, "x.a", "kind: typical, stated: stated, at_most: y")),
        "x.a.mean",
    )
    found = swing(tried)
    assert_sound(found, tried)
    assert tried.lever.ends == (0.0, 1.0)
    assert tried.answer(1.0) is None
    assert tried.outcome(1.0) is None
    assert tried.drawn(1.0) is None
    assert 0.25 < found.looked[1] < 1.0
    assert told_of(found) == [(Outcome.FAILS, Outcome.STRAINED), (Outcome.STRAINED, Outcome.HOLDS)]


def test_a_geometric_standard_deviation_is_looked_at_down_to_one(make_case):
    """From 1.3 down it turns at two places above one: where ln(3.5/3) is 1.645 and 2.576 times its logarithm."""
    laws = {"x": "lognormal: {median: 3 one, geometric_standard_deviation: 1.3 one}"}
    tried = trial(
        make_case(case_text({"stated": "3.500000 one"}, laws, "x", "kind: typical, stated: stated, at_most: y")),
        "x.geometric_standard_deviation",
    )
    found = swing(tried)
    assert_sound(found, tried)
    assert told_of(found) == [(Outcome.FAILS, Outcome.STRAINED), (Outcome.STRAINED, Outcome.HOLDS)]
    expected = [math.exp(math.log(3.5 / 3) / special.ndtri(1 - tail)) for tail in (0.005, 0.05)]
    assert [at.value for at, _, _ in found.turns] == pytest.approx(expected, rel=3e-3)


@pytest.mark.parametrize(
    ("laws", "formula", "name"),
    [
        (
            {"x": "fixed: {value: 10 one}", "u": "uniform: {low: 20 one, high: 100 one}"},
            "min(exp(x), u) * 100 / x",
            "x",
        ),
        ({"u": "uniform: {low: 10 one, high: 40 one}"}, "sqrt(u - 5.1835)", "u.low"),
    ],
    ids=["grows beyond all bounds", "seldom a root of what is negative"],
)
def test_what_is_a_number_for_a_part_of_the_draws_only_is_none(make_case, laws, formula, name):
    """A first look from a part of the draws may not tell an outcome where all of them have none."""
    tried = trial(
        make_case(case_text({"stated": "4 one"}, laws, formula, "kind: typical, stated: stated, equals: y")), name
    )
    found = swing(tried)
    assert_sound(found, tried)
    afresh = Trial(tried.draws, tried.check, tried.choices, tried.lever)
    assert [value for value, said in tried.glances.items() if afresh.said(value) != said] == []


@pytest.mark.parametrize("kind", ["typical", "possible"])
def test_a_stated_side_that_becomes_nothing_is_looked_at_like_any_other(make_case, kind):
    """The load less the tare: from a tare of ten on there is no load, and less than nothing is less than needed."""
    laws = {"tare": "fixed: {value: 2 one}", "x": "uniform: {low: 5 one, high: 40 one}"}
    text = case_text({"gross": "10.00 one"}, laws, "gross - tare", f"kind: {kind}, stated: y, at_least: x")
    tried = trial(make_case(text), "tare")
    found = swing(tried)
    assert_sound(found, tried)
    assert [tried.outcome(tare) for tare in (9.0, 9.995, 10.0, 12.0)] == [Outcome.FAILS] * 4
    assert found.looked[1] > 100
    # Strained where a twentieth of what it has to be at least lies below it, and fails where next to nothing does.
    expected = [3.25, 4.825] if kind == "typical" else [5.005]
    assert [at.value for at, _, _ in found.turns] == pytest.approx(expected, rel=3e-3)


def test_where_nothing_can_be_said_nothing_is(make_case):
    """A root of what is negative: the trial says so instead of failing."""
    laws = {"x": "uniform: {low: 1 one, high: 2 one}", "by": "fixed: {value: 0.5 one}"}
    tried = trial(
        make_case(
            case_text({"stated": "0.500000 one"}, laws, "sqrt(x - by)", "kind: typical, stated: stated, at_most: y")
        ),
        "by",
    )
    assert tried.outcome(0.5) == Outcome.HOLDS
    assert tried.answer(3.0) is None
    found = swing(tried)
    assert_sound(found, tried)
    assert found.looked[1] <= 1.0


@pytest.mark.parametrize(("laws", "name", "far"), [(SHIFT, "by", 100.0), (DEBT, "by", 400.0)])
def test_what_is_nothing_or_owed_is_looked_at_to_both_sides(make_case, laws, name, far):
    tried = trial(
        make_case(case_text({"stated": "45.000000 one"}, laws, "x + by", "kind: typical, stated: stated, at_most: y")),
        name,
    )
    found = swing(tried)
    assert_sound(found, tried)
    assert found.looked == (-far, far)
    assert told_of(found) == [(Outcome.FAILS, Outcome.STRAINED), (Outcome.STRAINED, Outcome.HOLDS)]


def test_a_number_of_which_both_sides_are_made_turns_nothing(make_case):
    laws = {"x": "uniform: {low: 1 one, high: 2 one}"}
    tried = trial(
        make_case(case_text({"stated": "5 one"}, laws, "x * stated", "kind: typical, stated: stated, at_most: y")),
        "stated",
    )
    found = swing(tried)
    assert (found.turns, found.outcome) == ((), Outcome.HOLDS)
    assert found.looked == pytest.approx((0.05, 500), rel=1e-12)


def test_draws_are_refined_near_a_threshold_where_digits_are_wanted(make_case):
    """With the settings that a case has by itself: the same turns, a little surer."""
    case = make_case(case_text({"stated": "30.000000 one"}, TWO, "x + w", "kind: typical, stated: stated, equals: y"))
    few, more = (swing(trial(case, "x.mean", settings)) for settings in (COARSE, replace(COARSE, digits=2)))
    assert told_of(few) == told_of(more)
    for (one, _, _), (other, _, _) in zip(few.turns, more.turns, strict=True):
        assert abs(one.value - other.value) <= one.numerical_uncertainty + other.numerical_uncertainty
    assert sum(at.numerical_uncertainty for at, _, _ in more.turns) < sum(
        at.numerical_uncertainty for at, _, _ in few.turns
    )


# A case of the project, by the trial and by reading it anew.

THOROUGH = Settings(points=2**11, digits=None, seed=7)


@pytest.fixture(scope="module")
def raqqa():
    return open_case("raqqa-2017")


@pytest.fixture(scope="module")
def swings(raqqa):
    """Every lever of every check of the case, found once, with warnings as errors; by check and lever."""
    found = {}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name, check in raqqa.model.checks.items():
            draws = Draws(raqqa.model, COARSE)
            for one in levers_of(raqqa.model, (check.stated, check.computed), raqqa.choices).values():
                tried = Trial(draws, check, raqqa.choices, one)
                found[name, one.name] = swing(tried), tried
    return found


def test_every_swing_of_the_case_is_sound(swings):
    assert len(swings) > 40
    for found, tried in swings.values():
        assert_sound(found, tried)


def test_a_swing_starts_from_the_outcome_of_the_case_itself(raqqa, swings):
    """The lever where it stands is the case as written, by the weighing that knows of no lever."""
    for (name, _), (found, _) in swings.items():
        assert found.outcome == plain_outcome(raqqa, name, raqqa.choices)


def plain_outcome(case, name, choices):
    draws = Draws(case.model, COARSE)
    return Weighing(case.model, draws, case.model.checks[name], choices, thorough=False).answer.outcome(1.0)


OPTIONS = [
    ("usual_load", "quarry_mean", {"convoys": "as heavy as a quarry's"}),
    ("usual_load", "trucks", {"convoys": "counted ones only"}),
    ("usual_load", "mass", {"convoys": "every known mean alike", "mass": "short"}),
    ("usual_price", "money", {"money": "of_each_truck"}),
    ("usual_price", "looted_goods", {"money": "proceeds", "mix": "like Iraqi scrap in Jordan"}),
    ("usual_price", "iron_yard_2015", {"market": "yard", "departure": "2 July 2015"}),
    ("some_mix", "iron_yard_high", {"market": "yard", WIDTH: "generous"}),
]


@pytest.mark.parametrize(("name", "set_", "options"), OPTIONS)
def test_under_other_options_it_is_the_case_under_them_that_swings(raqqa, name, set_, options):
    tried = trial(raqqa, set_, COARSE, name, options)
    found = swing(tried)
    assert_sound(found, tried)
    assert found.outcome == plain_outcome(raqqa, name, tried.choices)


def test_swinging_leaves_graph_and_draws_as_they_were(raqqa):
    case = raqqa
    check = case.model.checks["usual_price"]
    draws = Draws(case.model, COARSE)
    before = {side: draws.of(side, case.choices).copy() for side in (check.stated, check.computed)}
    ends = {side: outer_bounds(case.model, Name(side), case.choices) for side in before}
    for name in ("copper_price", "iron_on_the_day", "shares.concentration"):
        swing(
            Trial(
                draws,
                check,
                case.choices,
                lever(case.model, name, (check.stated, check.computed), case.choices),
            )
        )
    assert all((draws.of(side, case.choices) == values).all() for side, values in before.items())
    assert {side: outer_bounds(case.model, Name(side), case.choices) for side in before} == ends


GRID = [
    ("usual_load", "convoy_mean_load.high"),
    ("can_carry", "heaviest_in_syria"),
    ("usual_price", "iron_on_the_day"),
    ("usual_price", "shares.concentration"),
]


@pytest.mark.parametrize(("name", "set_"), GRID)
def test_the_case_read_anew_is_on_the_side_of_each_turn_that_is_told(raqqa, name, set_):
    """Over the whole of what was looked at, and close by each turn; by the reader, and from other and finer draws."""
    check = raqqa.model.checks[name]
    one = lever(raqqa.model, set_, (check.stated, check.computed), raqqa.choices)
    found = swing(Trial(Draws(raqqa.model, FIXED), check, raqqa.choices, one))
    told = [(at.value, 3 * at.numerical_uncertainty + 1e-5 * at.value) for at, _, _ in found.turns]
    assert told
    near = [place + side * off for place, off in told for side in (-1, 1) if place + side * off > found.looked[0]]
    grid = [*np.geomspace(*found.looked, 14 - len(near))[1:-1].tolist(), *near]
    for value in grid:
        if all(abs(value - place) >= 0.99 * off for place, off in told):
            text = f"{shown(one, value)!r} {show(one.unit) or 'one'}"
            anew = read_case(
                with_changes(raqqa.document, [Change(set_, text, set_)]), raqqa.holdings, raqqa.model.units
            )[1]
            weighing = Weighing(anew, Draws(anew, THOROUGH), check, raqqa.choices, thorough=False)
            assert weighing.answer.outcome(1.0) == outcome_told(found, value), text


def test_the_case_itself_says_the_same_of_a_value_on_either_side(raqqa):
    """By ``with_`` and its own weigher, from the settings that it has by itself."""
    for high, outcome in (
        ("49 tonne/truck", Outcome.FAILS),
        ("54 tonne/truck", Outcome.STRAINED),
        ("58 tonne/truck", Outcome.HOLDS),
    ):
        case = raqqa.with_({"convoy_mean_load.high": high})
        assert case.weigher.finding("usual_load", case.choices).outcome == outcome
    check = raqqa.model.checks["usual_load"]
    one = lever(raqqa.model, "convoy_mean_load.high", (check.stated, check.computed), raqqa.choices)
    found = swing(Trial(Draws(raqqa.model, FIXED), check, raqqa.choices, one), one.fair)
    assert told_of(found) == [(Outcome.FAILS, Outcome.STRAINED), (Outcome.STRAINED, Outcome.HOLDS)]
    assert [outcome_told(found, 1000.0 * tonnes) for tonnes in (49, 54, 58)] == [
        Outcome.FAILS,
        Outcome.STRAINED,
        Outcome.HOLDS,
    ]
    assert found.leans


def test_of_a_number_with_nine_digits_the_turns_beside_it_are_told():
    """They lie nearer than a millionth of it, at the end of the room of its last digit."""
    claims = {"part": "340300800 USD", "whole": "340300800 USD"}
    text = small_cases.case_text(claims, fits="kind: agrees, stated: part, equals: whole")
    for told in small_cases.unfiled(text).headlines("fits"):
        assert "the answer changes below $340,300,700 or above $340,300,900." in told
        assert "At the article's $340,300,800 it fits; just outside it would not fit." in told
