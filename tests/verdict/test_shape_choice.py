"""The shape of what was judged as a choice: what it reaches, how often it multiplies, and that it turns outcomes."""

import math

import pytest
from scipy import stats

from refusals import refusal
from small_cases import case_text, unfiled

AS_WRITTEN, FLAT, PEAKED = "as written", "flat", "peaked"
SOURCED = "{sources: [ferson-2015], reason: measured so}"


def judged(law, more=""):
    """An assumption with one law, given as ``kind: parameter=value, …``."""
    kind, _, given = law.partition(": ")
    pairs = (one.split("=") for one in given.split(", "))
    inner = ", ".join(f"{name}: {{value: {value} one, reason: r}}" for name, value in pairs)
    return f"assumptions:\n  x: {{of: it, {kind}: {{{inner}}}{more}}}"


def asked(law, check="kind: typical, stated: stated, at_most: x", stated="50.00 one", more=""):
    return unfiled(case_text({"stated": stated}, judged(law, more), asked=check))


def beta(low, mode, high):
    first = 1 + 4 * (mode - low) / (high - low)
    return stats.beta(first, 6 - first, low, high - low)


def lognormal(mean, deviation):
    sigma = math.sqrt(math.log(1 + (deviation / mean) ** 2))
    return stats.lognorm(sigma, scale=mean / math.sqrt(1 + (deviation / mean) ** 2))


BELL, FLAT_BELL = "normal: mean=40, standard_uncertainty=6", stats.uniform(40 - 6 * 3**0.5, 12 * 3**0.5)
TRIANGLE = "triangular: low=15, mode=30.4, high=60"
# Each law, and by scipy the laws that are run for it: as written, flat, peaked; None where that changes nothing.
LAWS = [
    (TRIANGLE, stats.triang(15.4 / 45, 15, 45), stats.uniform(15, 45), beta(15, 30.4, 60)),
    ("pert: low=15, mode=30.4, high=60", beta(15, 30.4, 60), stats.uniform(15, 45), stats.triang(15.4 / 45, 15, 45)),
    ("uniform: low=20, high=60", stats.uniform(20, 40), None, beta(20, 40, 60)),
    ("uniform: low=-20, high=55", stats.uniform(-20, 75), None, beta(-20, 17.5, 55)),
    (BELL, stats.norm(40, 6), FLAT_BELL, stats.triang(0.5, 40 - 6 * 6**0.5, 12 * 6**0.5)),
    # Hardly anything of it lies below zero, where it is cut off: moments are those of the whole.
    (f"{BELL}, low=0", stats.norm(40, 6), FLAT_BELL, lognormal(40, 6)),
    ("lognormal: median=40, geometric_standard_deviation=1.2", stats.lognorm(math.log(1.2), scale=40), None, None),
]  # fmt: skip


@pytest.mark.parametrize(("law", "written", "flat", "peaked"), LAWS[:-1], ids=[row[0] for row in LAWS[:-1]])
def test_each_shape_is_run_and_is_what_it_is_said_to_be(law, written, flat, peaked):
    case = asked(law)
    ways = {AS_WRITTEN: written, **({FLAT: flat} if flat else {}), PEAKED: peaked}
    assert case.model.choices["shape"].options == tuple(ways)
    for shape, oracle in ways.items():
        found = case.under(shape=shape).verify()["asked"].reference
        assert found.tail_probability.value == pytest.approx(oracle.sf(50), abs=2e-3), shape
        assert found.choices["shape"] == shape
    by_shape = {one.choices["shape"]: one.tail_probability.value for one in case.verify()["asked"].combinations}
    assert by_shape == pytest.approx({shape: oracle.sf(50) for shape, oracle in ways.items()}, abs=2e-3)


def test_of_a_lognormal_a_flat_one_and_a_normal_of_the_same_moments():
    case = asked(LAWS[-1][0])
    mean, deviation = LAWS[-1][1].mean(), LAWS[-1][1].std()
    others = {FLAT: stats.uniform(mean - 3**0.5 * deviation, 12**0.5 * deviation), PEAKED: stats.norm(mean, deviation)}
    for shape, oracle in others.items():
        found = case.under(shape=shape).verify()["asked"].reference
        assert found.tail_probability.value == pytest.approx(oracle.sf(50), abs=2e-3), shape


def test_the_same_three_points_hold_or_are_strained_by_their_shape():
    check = asked(TRIANGLE).verify()["asked"]
    assert {one.choices["shape"]: str(one.outcome) for one in check.combinations} == {
        AS_WRITTEN: "holds", FLAT: "holds", PEAKED: "strained",
    }  # fmt: skip
    assert (check.outcome, check.turned_by) == ("depends on shape", ["shape"])
    assert [(found.changed, found.choices["shape"]) for found in check.findings if found.changed == "shape"] == [
        ("shape", FLAT),
        ("shape", PEAKED),
    ]


def test_the_loads_of_raqqa_by_their_shape(raqqa):
    """Against twenty million plain draws of the rooms of both numbers."""
    plain = {AS_WRITTEN: 0.08709, FLAT: 0.21877, PEAKED: 0.04496}
    for shape, expected in plain.items():
        found = raqqa.under(shape=shape).verify()["usual_load"].reference.tail_probability
        assert found.value == pytest.approx(expected, abs=1.5 * found.numerical_uncertainty), shape
        assert found.numerical_uncertainty < 0.002


# What has no shape that could be another, or one that a source supports.
ENDS = "low: {value: 40 one, reason: r}, high: {value: 60 one, reason: r}"
WITHOUT = {
    "fixed": "x: {of: it, fixed: {value: {value: 60 one, reason: r}}}",
    "no width": f"x: {{of: it, uniform: {{{ENDS.replace('40', '60')}}}}}",
    "two values": "x: {of: it, reason: r, discrete: [{value: 40 one, weight: 1 one}, {value: 60 one, weight: 1 one}]}",
    "a shape with a source": f"x: {{of: it, shape: {SOURCED}, uniform: {{{ENDS}}}}}",
}


@pytest.mark.parametrize("law", WITHOUT.values(), ids=WITHOUT)
def test_what_has_but_one_shape_is_no_choice(law):
    case = unfiled(
        case_text({"stated": "50.00 one"}, f"assumptions:\n  {law}", asked="kind: typical, stated: stated, at_most: x")
    )
    assert "shape" not in case.model.choices
    assert len(case.verify()["asked"].combinations) == 2  # by the width of the hedge


def test_a_source_of_a_shape_stands_in_the_provenance():
    case = asked(TRIANGLE, more=f", shape: {SOURCED}")
    assert "ferson-2015" in {source for origin in case.rests_on for outlet in origin.outlets for source in [outlet.key]}
    assert "measured so" in str(case["x"].explain())


BOUNDED = [
    "kind: possible, stated: stated, at_most: x",
    "kind: possible, stated: stated, equals: x",
    "kind: possible, stated: stated, at_least: x",
]


@pytest.mark.parametrize("check", BOUNDED)
@pytest.mark.parametrize(
    "law", [TRIANGLE, "uniform: low=20, high=60", "normal: mean=40, standard_uncertainty=6, low=0, high=99"]
)
def test_bounds_know_no_shape(law, check):
    """Beside a typical check, for which the shape is a choice: it makes no combinations of a check by bounds."""
    text = case_text(
        {"stated": "50.00 one"}, judged(law), asked=check, usual="kind: typical, stated: stated, at_most: x"
    )
    case = unfiled(text)
    assert len(case.verify()["usual"].combinations) > 1
    found = case.verify()["asked"]
    assert [one.choices for one in found.combinations] == [{"hedge width": "typical"}, {"hedge width": "generous"}]
    for shape in case.model.choices["shape"].options:
        other = case.under(shape=shape).verify()["asked"]
        assert other.reference.computed.bounds == found.reference.computed.bounds
        assert other.reference.outcome == found.reference.outcome


def test_the_shape_is_one_choice_for_all_that_was_judged(raqqa_result):
    counts = {
        name: len(raqqa_result[name].combinations) for name in ("usual_load", "usual_price", "some_mix", "can_carry")
    }
    # A mix, a day and three bounds are ruled out and do not count; for some mix, it does not matter which is likely.
    expected = {"usual_load": 6 * 2 * 3, "usual_price": 2 * 3 * 2 * 3 * 2 * 3, "some_mix": 2 * 3 * 3 * 2}
    assert counts == {**expected, "can_carry": 2 * 2}


def test_a_number_is_moved_in_the_shape_that_is_taken():
    """Flat from 15 to `high`, more than 50 has the probability 0.05 where high is (50 − 0.05 · 15) / 0.95."""
    (row,) = [row for row in asked(TRIANGLE).under(shape=FLAT).all_flips() if row["input"] == "x.high"]
    turned = [
        float(word) for word in " ".join(map(str, row.values())).replace(",", "").split() if word.startswith("51.8")
    ]
    assert turned, row
    assert turned[0] == pytest.approx((50 - 0.05 * 15) / 0.95, abs=0.06)


def test_another_distribution_loses_the_source_of_the_shape_before():
    case = asked(TRIANGLE, more=f", shape: {SOURCED}")
    assert "shape" not in case.model.choices
    changed = case.with_(
        x={"uniform": {"low": {"value": "20 one", "reason": "r"}, "high": {"value": "60 one", "reason": "r"}}}
    )
    assert changed.model.choices["shape"].options == (AS_WRITTEN, PEAKED)


TWO_READINGS = "readings: {one: {value: 50 one, reason: r, preferred: true}, two: {value: 55 one, reason: r}}"
SHAPED = "uniform, triangular, pert, normal, lognormal, student_t"
NO_OTHER = f"has no shape that could be another; leave `shape` out; it is for {SHAPED}"
NAMED_SHAPE = """
alternatives:
  shape: {question: q, options: {a: {reason: r}, b: {reason: r, set: {x.high: 70 one}}}}"""
FEW = f"assumptions:\n  x: {{of: it, reason: r, shape: {SOURCED}, discrete: [{{value: 60 one, weight: 1 one}}]}}"
REFUSED = [
    (
        judged(TRIANGLE, f", shape: {SOURCED}").replace("ferson-2015", "nobody"),
        "case.yaml:6: `x.shape`: unknown source `nobody`; add it to evidence/sources.json beside the case",
    ),
    (judged("fixed: value=60", f", shape: {SOURCED}"), f"case.yaml:6: `x.shape`: `fixed` {NO_OTHER}"),
    (FEW, f"case.yaml:6: `x.shape`: `discrete` {NO_OTHER}"),
    (
        judged(TRIANGLE, ", shape: {sources: []}"),
        "case.yaml:6: `sources` has 0 entries in `x.shape`; it needs at least 1",
    ),
    (judged(TRIANGLE, ", shape: {reason: r}"), "case.yaml:6: `sources` is missing in `x.shape`; add `sources: ...`"),
    (
        judged(TRIANGLE) + NAMED_SHAPE,
        "case.yaml:8: `shape`: there is already a choice of this name; choose another name",
    ),
]


@pytest.mark.parametrize(("more", "told"), REFUSED)
def test_what_is_wrong_is_reported_with_its_line(more, told):
    text = case_text({"stated": "50.00 one"}, more, asked="kind: typical, stated: stated, at_most: x")
    assert refusal(lambda: unfiled(text).model) == told


def test_a_claim_with_readings_may_not_take_the_name():
    text = case_text({"stated": "50.00 one"}, judged(TRIANGLE), asked="kind: typical, stated: shape, at_most: x")
    text = text.replace("claims:\n", f"claims:\n  shape: {{quote: {{exact: x}}, {TWO_READINGS}}}\n")
    assert "`shape`: there is already a choice of this name; choose another name" in refusal(
        lambda: unfiled(text).model
    )
