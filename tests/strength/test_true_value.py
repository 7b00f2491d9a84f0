"""The true value that evidence and claim leave: closed forms, quadrature, laws, what cannot be asked or said."""

import math
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, special, stats

from small_cases import case_text, hedged_claims, unfiled
from weighbridge.base import Faults, RemediedError
from weighbridge.checks import Error, Weighing
from weighbridge.graph import ModelError, Settings
from weighbridge.strength import likelihoods, true_values
from weighbridge.strength.mistakes import Mistake, mistakes_table
from weighbridge.strength.posterior import ENDS, Evidence
from weighbridge.strength.results import Basis, Silence
from weighbridge.strength.true_value import TRUSTS
from weighbridge.uncertainty import coordinates, folded

TABLE = mistakes_table()
TOO_HIGH, EITHER_WAY, UNRELATED = TABLE.values()
POINTS = 2**15


@cache
def spread_evenly(points=POINTS, seed=1, dimensions=2):
    """Points of the unit cube, shape (dimensions, 16, points)."""
    return folded(coordinates(range(dimensions), points, 16, seed))


def lognormal(median, factor, at):
    return median * np.exp(math.log(factor) * special.ndtri(at))


def close(figure, exact, room=0.0):
    """A drawn figure is the exact one within twice its numerical uncertainty, and what its kernel blurs."""
    return figure.value == pytest.approx(exact, abs=2 * figure.numerical_uncertainty + room * abs(exact))


# Closed form: normal logarithms of everything.


def normal_posterior(truth, claim, trust, mistake):
    """The two parts of what is left on the scale of logarithms: (weight, mean, standard deviation) each.

    Of a normal truth and a normal observation of it the precisions add, and each weighs its mean (A. Gelman and others,
    Bayesian Data Analysis, 3rd edition, 2.5); what was to be observed has the sum of both variances.
    """
    (mean, u), (stated, room) = truth, claim
    parts = []
    for prior, shift, spread in ((trust, 0.0, 0.0), (1 - trust, mistake.times_too_high, mistake.give_or_take)):
        seen, v = stated - (math.log(shift) if shift else 0.0), room**2 + (math.log(spread) ** 2 if spread else 0.0)
        precision = 1 / u**2 + 1 / v
        weight = prior * stats.norm.pdf(seen, mean, math.sqrt(u**2 + v))
        parts.append((weight, (mean / u**2 + seen / v) / precision, math.sqrt(1 / precision)))
    total = sum(weight for weight, _, _ in parts)
    return [(weight / total, at, spread) for weight, at, spread in parts]


def below(parts, value):
    return sum(weight * stats.norm.cdf(math.log(value), at, spread) for weight, at, spread in parts)


def quantile(parts, level):
    return math.exp(optimize.brentq(lambda x: below(parts, math.exp(x)) - level, -9, 19))


def test_of_two_observations_that_are_as_good_the_middle_is_left():
    """By hand: a truth of 25 and a claim of 36, each within a factor e^0.2, leave the square root of 25 · 36 = 30,
    within e^(0.2 / √2); 97.5 % lie below 30 · e^(1.96 · 0.1414) = 39.6."""
    at = spread_evenly()
    truth, stated = lognormal(25, math.exp(0.2), at[0]), lognormal(36, math.exp(0.2), at[1])
    found = Evidence(truth, stated).left(1.0, TOO_HIGH, 30.0)
    assert close(found.median, 30.0, 0.002)
    assert close(found.high, 39.58, 0.003)
    assert close(found.reaches, 0.5, 0.005)
    assert found.still_right.value == 1


@pytest.mark.parametrize("trust", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("mistake", [TOO_HIGH, EITHER_WAY, Mistake("too low", 0.5, 1.2)], ids=lambda one: one.name)
@pytest.mark.parametrize("room", [1.02, 1.1, 1.5])
@pytest.mark.parametrize(("median", "factor"), [(30, 1.4), (50, 2.0), (80, 1.2)])
def test_of_normal_logarithms(median, factor, room, mistake, trust):
    at = spread_evenly()
    found = Evidence(lognormal(median, factor, at[0]), lognormal(50, room, at[1])).left(trust, mistake, 45.0)
    claim = math.log(50), math.log(room)
    parts = normal_posterior((math.log(median), math.log(factor)), claim, trust, mistake)
    assert close(found.still_right, parts[0][0], 0.004)
    assert close(found.reaches, 1 - below(parts, 45.0), 0.01)
    for level, figure in zip(ENDS, (found.low, found.median, found.high), strict=True):
        assert close(figure, quantile(parts, level), 0.004), level


def test_the_numerical_uncertainty_covers_what_it_says():
    """At the rate of 95 %, over 60 sets of draws: of the probability that the number is right, and of the middle."""
    parts = normal_posterior((math.log(30), math.log(1.4)), (math.log(50), math.log(1.1)), 0.5, TOO_HIGH)
    middle = quantile(parts, 0.5)
    hits = np.zeros(2)
    for seed in range(60):
        at = spread_evenly(2**11, seed)
        found = Evidence(lognormal(30, 1.4, at[0]), lognormal(50, 1.1, at[1])).left(0.5, TOO_HIGH, 45.0)
        pairs = (found.still_right, parts[0][0]), (found.median, middle)
        hits += [abs(figure.value - exact) <= figure.numerical_uncertainty + 0.001 * exact for figure, exact in pairs]
    assert (hits >= 51).all(), hits


# Two sides that share an input: what cancels out says nothing.


def test_what_both_sides_share_is_learnt_only_as_far_as_it_matters():
    """Truth m · b and claim m · a: the claim is right where a = b, whatever m is, so m stays as wide as it was."""
    at = spread_evenly(2**14, dimensions=3)
    shared, ours, theirs = (
        lognormal(*one, place) for one, place in zip([(10, 1.5), (3, 1.3), (5, 1.05)], at, strict=True)
    )
    found = Evidence(shared * ours, shared * theirs).left(1.0, TOO_HIGH, 45.0)
    u, room = math.log(1.3) ** 2, math.log(1.05) ** 2
    middle = math.log(10) + (math.log(3) / u + math.log(5) / room) / (1 / u + 1 / room)
    spread = math.sqrt(math.log(1.5) ** 2 + 1 / (1 / u + 1 / room))
    assert close(found.median, math.exp(middle), 0.01)
    assert math.log(found.high.value / found.low.value) == pytest.approx(2 * 1.96 * spread, rel=0.03)


# Quadrature: what was computed by independent code for the first case, with a claim within 6 %.

TONNES = np.linspace(4, 120, 200_001)


def left_by_quadrature(density, stated, room, trust, mistake):
    """The cumulated posterior on a grid of tonnes, for a claim with a normal logarithm."""
    off = math.log(stated) - np.log(TONNES)
    spread = math.hypot(room, math.log(mistake.give_or_take))
    right = stats.norm.pdf(off, 0, room)
    wrong = stats.norm.pdf(off, math.log(mistake.times_too_high), spread)
    weight = density * (trust * right + (1 - trust) * wrong)
    return np.cumsum(weight) / weight.sum()


COUNTED = np.log([42.0, 26, 36, 19.7, 31.2, 28.5])
MEANS = np.log([42, 30.4, 26, 18.1, 65, 36, 59.9, 11.8, 55.6, 62.5, 19.7, 31.2, 28.5])


def log_t(values, probability):
    """The predictive quantiles of a sample on the scale of logarithms."""
    spread = values.std(ddof=1) * math.sqrt(1 + 1 / values.size)
    return np.exp(values.mean() + spread * special.stdtrit(values.size - 1, probability))


def log_t_density(values):
    spread = values.std(ddof=1) * math.sqrt(1 + 1 / values.size)
    return stats.t.pdf((np.log(TONNES) - values.mean()) / spread, values.size - 1) / TONNES


TRIANGLE = stats.triang(15.4 / 45, 15, 45)
PRIORS = {  # how it is drawn, its density, and what was published of it: the middle, 5 and 95 %, at least 45 tonnes
    "announced convoys": (TRIANGLE.ppf, TRIANGLE.pdf(TONNES), (44, 25, 53), 0.48),
    "counted convoys": (lambda p: log_t(COUNTED, p), log_t_density(COUNTED), (33, 22, 52), 0.28),
    "all convoys": (lambda p: log_t(MEANS, p), log_t_density(MEANS), (45, 22, 54), 0.51),
}


@pytest.mark.parametrize("name", PRIORS)
def test_of_the_first_case_as_computed_independently(name):
    draw, _, published, reaching = PRIORS[name]
    at = spread_evenly()
    left = Evidence(draw(at[0]), 50 * np.exp(0.06 * special.ndtri(at[1]))).weighted(0.5, TOO_HIGH)
    found = [left.quantile(level).value for level in (0.5, 0.05, 0.95)]
    assert found == pytest.approx(published, abs=0.6)
    assert left.share(left.values >= 45).value == pytest.approx(reaching, abs=0.012)


@pytest.mark.parametrize("name", PRIORS)
@pytest.mark.parametrize("trust", TRUSTS)
@pytest.mark.parametrize("mistake", [TOO_HIGH, EITHER_WAY], ids=lambda one: one.name)
def test_against_quadrature(name, trust, mistake):
    draw, density, _, _ = PRIORS[name]
    at = spread_evenly()
    found = Evidence(draw(at[0]), 50 * np.exp(0.06 * special.ndtri(at[1]))).left(trust, mistake, 45.0)
    share = left_by_quadrature(density, 50, 0.06, trust, mistake)
    for level, figure in zip(ENDS, (found.low, found.median, found.high), strict=True):
        assert share[np.searchsorted(TONNES, figure.value)] == pytest.approx(level, abs=0.006)
    assert found.reaches.value == pytest.approx(1 - share[np.searchsorted(TONNES, 45.0)], abs=0.012)


# The first case on the points of ``TRIANGLE``, by a histogram of the room of its claim.


@pytest.fixture(scope="module")
def first_case(raqqa):
    return true_values(raqqa.with_({"convoy_mean_load.mode": "30.4 tonne/truck"}).weigher, "usual_load")


def test_of_the_first_case_on_known_points(raqqa, first_case):
    """The room of 2500 over 50 by all pairs of their quantiles, the truth by its density: no draws, and no kernel."""
    model = raqqa.weigher.model
    mass, trucks = (model.node(name, model.reference).law(model.reference) for name in ("mass", "trucks"))
    at = (np.arange(1500) + 0.5) / 1500
    room = np.log(mass.quantile(at)[:, None] / 1000 / trucks.quantile(at)[None, :]).ravel()
    edges = np.linspace(math.log(14), math.log(62), 3001)
    shares = np.histogram(room, edges)[0] / room.size
    middle, width = (edges[1:] + edges[:-1]) / 2, edges[1] - edges[0]
    tonnes = np.exp(middle)
    prior = TRIANGLE.pdf(tonnes) * tonnes
    shift = np.arange(-2999, 3000) * width
    for value in first_case.values:
        mistake = TABLE[value.mistake]
        right = prior * shares / width
        if mistake.is_unrelated:
            wrong = prior * (right.sum() * width)
        else:
            spread = math.log(mistake.give_or_take)
            density = stats.norm.pdf(shift, -math.log(mistake.times_too_high), spread)
            wrong = prior * np.convolve(shares, density, "valid")
        weight = value.trust * right + (1 - value.trust) * wrong
        share = np.cumsum(weight) / weight.sum()
        assert close(value.still_right, value.trust * right.sum() / weight.sum(), 0.01)
        for level, figure in zip(ENDS, (value.low, value.median, value.high), strict=True):
            assert np.interp(math.log(figure.value), middle, share) == pytest.approx(level, abs=0.008)


def test_every_trust_and_mistake_is_named(first_case):
    assert [(one.mistake, one.trust) for one in first_case.values] == [(name, t) for name in TABLE for t in TRUSTS]
    assert (first_case.quantity, first_case.unit, first_case.stated) == ("load", "tonne/truck", 50)
    assert first_case.least == pytest.approx(2442.586 / 54.9374, rel=1e-5)
    assert [round(one.value) for one in first_case.without_the_claim] == [19, 34, 54]
    assert (first_case.choices, first_case.excluded, first_case.silent) == ({}, [], None)


def test_another_choice_is_weighed_and_named(raqqa):
    choice = {"convoys": "likeliest as with scrap"}
    found = true_values(raqqa.weigher, "usual_load", choice, [0.5], ["too high"])
    assert found.choices == choice
    assert len(found.values) == 1
    assert found.without_the_claim[1].value < 33


# Laws.

FEWER = settings(max_examples=25)
medians, factors = st.floats(20, 90), st.floats(1.15, 2.5)
rooms, trusts = st.floats(1.01, 1.5), st.floats(0, 1)
kinds = st.sampled_from(list(TABLE.values()))
AT = spread_evenly(2**10)


def drawn(median, factor, room):
    return Evidence(lognormal(median, factor, AT[0]), lognormal(50, room, AT[1]))


@FEWER
@given(medians, factors, rooms, kinds)
def test_full_trust_leaves_the_room_of_the_claim_cut_by_the_evidence(median, factor, room, kind):
    evidence = drawn(median, factor, room)
    found = evidence.left(1.0, kind, 45.0)
    if found:
        assert found.still_right.value == 1
        assert evidence.stated.min() <= found.low.value <= found.high.value <= evidence.stated.max()
        (_, middle, _), _ = normal_posterior(
            (math.log(median), math.log(factor)), (math.log(50), math.log(room)), 1.0, EITHER_WAY
        )
        narrower = min(math.log(room), math.log(factor))
        assert math.log(found.median.value) == pytest.approx(middle, abs=0.25 * narrower + 0.002)


@FEWER
@given(medians, factors, rooms)
def test_no_trust_in_a_number_that_says_nothing_leaves_the_evidence(median, factor, room):
    found = drawn(median, factor, room).left(0.0, UNRELATED, 45.0)
    if found:
        assert found.still_right.value == 0
        truth = np.sort(lognormal(median, factor, AT[0]), axis=None)
        for level, figure in zip(ENDS, (found.low, found.median, found.high), strict=True):
            assert np.searchsorted(truth, figure.value, "right") / truth.size == pytest.approx(level, abs=0.002)


@FEWER
@given(medians, factors, rooms, trusts)
def test_a_number_that_says_nothing_stays_as_probable_as_it_was_trusted(median, factor, room, trust):
    found = drawn(median, factor, room).left(trust, UNRELATED, 45.0)
    if found:
        assert abs(found.still_right.value - trust) <= 2 * found.still_right.numerical_uncertainty + 1e-9


@FEWER
@given(medians, factors, rooms, kinds, st.lists(trusts, min_size=2, max_size=5, unique=True))
def test_the_more_trust_the_more_probable(median, factor, room, kind, several):
    evidence = drawn(median, factor, room)
    found = [one for trust in sorted(several) if (one := evidence.left(trust, kind, 0.9 * evidence.stated.min()))]
    for chances in ([one.still_right for one in found], [one.reaches for one in found]):
        for less, more in pairwise(chances):
            assert less.value <= more.value + less.numerical_uncertainty + more.numerical_uncertainty


@FEWER
@given(medians, factors, rooms, kinds, trusts, st.sampled_from([1e-6, 0.4536, 1000.0, -1.0]))
def test_a_unit_changes_nothing(median, factor, room, kind, trust, unit):
    """A number below zero has multiples like any other: what is at least as much lies as far beyond zero or farther."""
    evidence = drawn(median, factor, room)
    one = evidence.left(trust, kind, 45.0)
    other = Evidence(unit * evidence.truth, unit * evidence.stated).left(trust, kind, unit * 45.0)
    assert (one is None) == (other is None)
    if one and other:
        ends = (other.low, other.high) if unit > 0 else (other.high, other.low)
        assert [end.value for end in ends] == pytest.approx([unit * one.low.value, unit * one.high.value], rel=2e-3)
        assert other.still_right.value == pytest.approx(one.still_right.value, rel=1e-4, abs=1e-9)
        assert other.reaches.value == pytest.approx(one.reaches.value, rel=1e-4, abs=1e-9)


@FEWER
@given(medians, factors, rooms, trusts)
def test_an_error_either_way_is_the_same_upside_down(median, factor, room, trust):
    """Trucks a tonne instead of tonnes a truck: what is left is one over what was left."""
    evidence = drawn(median, factor, room)
    one = evidence.left(trust, EITHER_WAY, 45.0)
    other = Evidence(1 / evidence.truth, 1 / evidence.stated).left(trust, EITHER_WAY, 1 / 45.0)
    if one and other:
        assert 1 / other.median.value == pytest.approx(one.median.value, rel=5e-3)
        assert other.still_right.value == pytest.approx(one.still_right.value, rel=1e-3, abs=1e-9)


# Sides that take a few values only, sides far apart.


def test_a_truth_of_a_few_values_stays_one_of_them():
    """48 or 20, as probable; 50 within 2 normal spreads of 0.05 can be 48 alone."""
    at = spread_evenly()
    found = Evidence(np.where(at[0] < 0.5, 48.0, 20.0), lognormal(50, math.exp(0.05), at[1])).left(0.5, TOO_HIGH, 45.0)
    assert (found.median.value, found.low.value, found.high.value) == (48, 20, 48)
    off = [math.log(50 / value) for value in (48, 20)]
    right = [0.5 * stats.norm.pdf(x, 0, 0.05) for x in off]
    wrong = [0.5 * stats.norm.pdf(x, math.log(1.6), math.hypot(0.05, math.log(1.4))) for x in off]
    assert close(found.still_right, sum(right) / sum(right + wrong), 0.005)
    assert close(found.reaches, (right[0] + wrong[0]) / sum(right + wrong), 0.005)


def test_a_claim_without_room_is_met_exactly_or_not_at_all():
    at = spread_evenly()
    found = Evidence(lognormal(40, 1.5, at[0]), np.full_like(at[0], 50.0)).left(0.5, TOO_HIGH, 50.0)
    parts = normal_posterior((math.log(40), math.log(1.5)), (math.log(50), 1e-9), 0.5, TOO_HIGH)
    assert close(found.still_right, parts[0][0], 0.005)
    assert found.high.value >= 50
    alone = Evidence(lognormal(40, 1.5, at[0]), np.full_like(at[0], 50.0)).left(1.0, TOO_HIGH, 50.0)
    assert (alone.low.value, alone.high.value, alone.reaches.value) == (50, 50, 1)


def test_where_no_draw_lies_near_the_claim_it_is_not_right_within_three_draws():
    """From 10 to 20 and a claim of 40: twice too high is all that is left."""
    at = spread_evenly()
    found = Evidence(10 + 10 * at[0], 40 + 0.4 * at[1]).left(0.5, TOO_HIGH, 40.0)
    assert found.still_right.value == 0
    assert 0 < found.still_right.numerical_uncertainty < 0.01
    assert 10 < found.low.value < found.high.value < 20


@pytest.mark.parametrize("kind", TABLE.values(), ids=list(TABLE))
def test_evidence_and_claim_that_exclude_each_other_leave_nothing(kind):
    at = spread_evenly()
    assert Evidence(10 + at[0], 4000 + 40 * at[1]).left(0.5, kind, 4000.0) is None


# Cases, and what cannot be said.


def law(kind, **parameters):
    inner = ", ".join(f"{name}: {{value: {value}, reason: r}}" for name, value in parameters.items())
    return f"assumptions: {{other: {{of: it, {kind}: {{{inner}}}}}}}"


USUAL = law("lognormal", median="10 tonne", geometric_standard_deviation="1.5 one")

FLAT = law("uniform", low="10 tonne", high="11 tonne")


def small(claims, rest, check, fine=None):
    return unfiled(case_text(hedged_claims(claims), rest, asked=check), fine).weigher


@pytest.mark.parametrize(
    ("claims", "rest", "check", "silence"),
    [
        ("stated=12 tonne~about", FLAT, "kind: possible, stated: stated, at_most: other", Silence.NO_DISTRIBUTION),
        ("stated=12 tonne~about; a=3 tonne", "", "kind: agrees, stated: stated, equals: a", Silence.NO_DISTRIBUTION),
        (
            "stated=0 tonne~about",
            law("normal", mean="1 tonne", standard_uncertainty="2 tonne"),
            "kind: typical, stated: stated, equals: other",
            Silence.NO_MULTIPLES,
        ),
        (
            "stated=rose",
            law("normal", mean="1 percent", standard_uncertainty="2 percent"),
            "kind: typical, stated: stated, equals: other",
            Silence.DIRECTION,
        ),
        ("stated=12000 tonne~about", FLAT, "kind: typical, stated: stated, at_most: other", Silence.EXCLUDED),
    ],
)
def test_what_cannot_be_said_has_a_reason(claims, rest, check, silence):
    found = true_values(small(claims, rest, check), "asked")
    assert found.silent == silence
    assert found.values == []
    assert found.excluded == (list(TABLE) if silence == Silence.EXCLUDED else [])


def test_of_too_few_draws_there_is_no_density():
    few = Settings(points=32, randomisations=4, digits=None)
    weigher = small("stated=12 tonne~about", USUAL, "kind: typical, stated: stated, at_most: other", few)
    assert true_values(weigher, "asked").silent == Silence.FEW_DRAWS


def test_with_a_mistake_that_nothing_fits_the_others_are_told_and_it_is_named():
    weigher = small("stated=300 tonne~about", USUAL, "kind: typical, stated: stated, at_most: other")
    found = true_values(weigher, "asked", mistakes=["too high", Mistake("ten times too high", 20.0, 1.5)])
    assert found.silent is None
    assert {one.mistake for one in found.values} == {"ten times too high"}
    assert found.excluded == ["too high"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"trusts": [1.2]}, "a trust of 1.2 is not a probability; give numbers from 0 to 1, such as 0.5"),
        ({"trusts": [-0.1]}, "a trust of -0.1 is not a probability; give numbers from 0 to 1, such as 0.5"),
        ({"trusts": [math.nan]}, "a trust of nan is not a probability; give numbers from 0 to 1, such as 0.5"),
        ({"trusts": []}, "no trust is given; give one or more numbers from 0 to 1"),
        ({"mistakes": ["to high"]}, "unknown kind of mistake `to high`; did you mean `too high`?"),
        ({"mistakes": []}, "no kind of mistake is given; name one or more of too high, off either way, unrelated"),
        ({"choices": {"convoy": "x"}}, "there is no choice `convoy`; did you mean `convoys`?"),
        (
            {"choices": {"market": "ports"}},
            "`market` has no option `ports`; did you mean `port`?",
        ),
        (
            {"trusts": [0.5, 50], "mistakes": ["x"]},
            "a trust of 50 is not a probability; give numbers from 0 to 1, such as 0.5; unknown kind of mistake `x`; "
            "expected one of `off either way`, `too high`, `unrelated`",
        ),
    ],
)
def test_what_cannot_be_asked(raqqa, asked, message):
    with pytest.raises(Faults) as caught:
        true_values(raqqa.weigher, "usual_load", **asked)
    assert str(caught.value) == message


def test_a_check_that_there_is_not(raqqa):
    with pytest.raises(ModelError, match="usual_lod"):
        true_values(raqqa.weigher, "usual_lod")


@pytest.mark.parametrize(
    ("figures", "message"),
    [
        ((0.0, 1.4), "mistake `own`: 0 times too high; give more than zero"),
        ((1.6, 1.0), "mistake `own`: give or take a factor of 1; give a factor above one"),
        ((math.inf, 1.4), "mistake `own`: inf times too high; give more than zero"),
        ((1.6, None), "mistake `own` has one of two figures; give both, or neither of them"),
    ],
)
def test_a_kind_of_mistake_that_there_cannot_be(figures, message):
    with pytest.raises(RemediedError) as caught:
        Mistake("own", *figures)
    assert str(caught.value) == message


def test_every_kind_of_mistake_says_what_is_assumed_and_why():
    for mistake in TABLE.values():
        assert mistake.assumed
        assert "editorial choice" in mistake.reason or mistake.is_unrelated
    assert EITHER_WAY.give_or_take**1.96 == pytest.approx(3, abs=0.005)
    median, factor = TOO_HIGH.times_too_high, TOO_HIGH.give_or_take
    assert (median / factor**1.96, median * factor**1.96) == (
        pytest.approx(0.83, abs=0.005),
        pytest.approx(3.1, abs=0.05),
    )


# Tables: the next value by its predictive law.


@pytest.mark.parametrize(
    ("option", "where"),
    [("counted ones only", "basis == 'counted'"), ("every known mean alike", "payload > 0")],
)
def test_of_a_table_the_next_value_is_drawn(raqqa, option, where):
    """Against the logarithms of the rows of the table, read by pandas."""
    found = true_values(raqqa.weigher, "usual_load", {"convoys": option}, [0.5], ["too high"])
    values = np.log(raqqa.table("payloads").query(f"statistic == 'mean' and {where}")["payload"].astype(float))
    assert (found.basis, found.rows) == (Basis.VALUES, values.size)
    assert 2 <= found.origins < found.rows
    share = left_by_quadrature(log_t_density(values.to_numpy()), 50, 0.0587, 0.5, TOO_HIGH)
    (value,) = found.values
    assert share[np.searchsorted(TONNES, value.median.value)] == pytest.approx(0.5, abs=0.015)
    assert share[np.searchsorted(TONNES, value.low.value)] == pytest.approx(0.025, abs=0.005)
    assert found.without_the_claim[1].value == pytest.approx(math.exp(values.mean()), rel=2e-3)


def test_rows_of_one_origin_may_share_what_makes_them_alike(raqqa):
    """Few origins are a small sample, whose next value may lie farther out than that of many."""
    few, many = (
        true_values(raqqa.weigher, "usual_load", {"convoys": option})
        for option in ("counted ones only", "every known mean alike")
    )
    assert few.origins < many.origins
    for found in (few, many):
        assert found.by_origins[0] < min(one.low.value for one in found.values)
        assert found.by_origins[1] > max(one.high.value for one in found.values)
    assert few.by_origins[1] / few.by_origins[0] > many.by_origins[1] / many.by_origins[0]


def test_the_odds_move_by_the_likelihood_ratio(raqqa):
    """Of a number that is right against one that is exactly f times too high, as ``likelihoods`` has it."""
    reference = raqqa.weigher.model.reference
    weighing = Weighing(raqqa.weigher.model, raqqa.weigher.draws, raqqa.weigher.model.check("usual_load"), reference)
    ratios = {(one.factor, one.error): one.ratio for one in likelihoods(weighing).ratios}
    for factor in (1.5, 2.0, 3.0):
        exactly = Mistake("exactly so", factor, 1.02)
        (value,) = true_values(raqqa.weigher, "usual_load", {}, [0.5], [exactly]).values
        odds, told = value.still_right.value / (1 - value.still_right.value), ratios[factor, Error.TOO_HIGH]
        assert odds == pytest.approx(told.value, abs=told.numerical_uncertainty + 0.02 * told.value)
