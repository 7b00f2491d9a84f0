"""Likelihood ratios of a check: against quadrature, against figures computed by others, and where there is none."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from small_cases import NOWHERE, case_text, unfiled
from weighbridge.case import Case, open_case
from weighbridge.casefile.located_yaml import parse_document
from weighbridge.checks import Error, Weighing
from weighbridge.evidence.rows import Row
from weighbridge.evidence.sources import Source
from weighbridge.graph import Settings
from weighbridge.strength import likelihoods, likelihoods_of
from weighbridge.strength.results import Basis, Silence

HIGH, LOW = Error.TOO_HIGH, Error.TOO_LOW
FIFTY = {"trucks": "50 truck, hedge: near", "mass": "2500 tonne, hedge: approximately"}
LOAD = "\nformulas: {load: {expression: mass / trucks, unit: tonne/truck}}"
USUAL = "kind: typical, stated: load, at_most: usual"


def law(kind, unit="tonne/truck", **parameters):
    bare = ("geometric_standard_deviation", "degrees_of_freedom")
    given = ", ".join(
        f"{name}: {{value: {value} {'one' if name in bare else unit}, reason: r}}" for name, value in parameters.items()
    )
    return f"assumptions: {{usual: {{of: such trucks, reason: r, {kind}: {{{given}}}}}}}"


def flat(low, high, of="usual"):
    """An assumption that is flat between two ends, each with its unit."""
    ends = f"low: {{value: {low}, reason: r}}, high: {{value: {high}, reason: r}}"
    return f"  {of}: {{of: it, reason: r, uniform: {{{ends}}}}}"


def die(*values, of="usual"):
    """One of a few values, the second twice as likely as the first, and so on."""
    inner = ", ".join(f"{{value: {value}, weight: {weight} one, reason: r}}" for weight, value in enumerate(values, 1))
    return f"  {of}: {{of: it, reason: r, discrete: [{inner}]}}"


def assumed(*lines):
    return "\n".join(["assumptions:", *lines])


def formula(name, expression, unit="tonne/truck"):
    return f"\nformulas: {{{name}: {{expression: {expression}, unit: {unit}, reason: r, of: it}}}}"


def found(claims, rest, check=USUAL, settings=None):
    """The likelihood ratios of the one check of a case as it is written."""
    return likelihoods(weighing(claims, rest, check, settings))


def weighing(claims, rest, check=USUAL, settings=None):
    case = unfiled(case_text(claims, rest, asked=check), settings)
    return Weighing(case.model, case.draws, case.model.checks["asked"], case.choices, thorough=False)


def one(result, factor, error=HIGH):
    return next(each for each in result.ratios if (each.factor, each.error) == (factor, error))


# Figures that others computed, by quadrature and by millions of plain draws.

TRIANGLES = {
    "announced convoys": (law("triangular", low=15, mode=30.4, high=60), (0.55, 1.00, 8.8)),
    "the same points, a PERT": (law("pert", low=15, mode=30.4, high=60), (0.29, 0.42, 3.9)),
    "as heavy as a quarry's": (law("triangular", low=15, mode=30.4, high=65), (0.71, 1.31, 11)),
    "likeliest as with scrap": (law("triangular", low=15, mode=18.1, high=60), (0.55, 0.56, 1.3)),
}


@pytest.mark.parametrize("name", TRIANGLES)
def test_fifty_tonnes_a_truck_against_convoys(name):
    """Their figures are of 50 itself; ours have the room of "near 50 trucks" and of "approximately 2500 tons"."""
    rest, figures = TRIANGLES[name]
    result = found(FIFTY, rest + LOAD)
    assert (result.basis, result.silent) == (Basis.DRAWS, None)
    for factor, figure in zip((1.5, 2.0, 3.0), figures, strict=True):
        ratio = one(result, factor)
        assert ratio.ratio.value == pytest.approx(figure, rel=0.12)
        assert ratio.least <= ratio.ratio.value <= ratio.most
        assert ratio.least * 0.98 <= figure * (1 if factor < 3 else 0.97) <= ratio.most * 1.02


SIX = (42.0, 26.0, 36.0, 19.7, 31.2, 28.5)
THIRTEEN = (*SIX, 30.4, 18.1, 65.0, 59.9, 11.8, 55.6, 62.5)
APART = tuple(f"s{place}" for place in range(13))  # the sources of rows, an origin each
TABLE = "assumptions:\n  usual: {of: such trucks, empirical: {table: own, column: value}}"
EXACT = {"load": "50 tonne/truck, hedge: exactly"}


def tabled(values, claims=None, rest="", check=USUAL, keys=APART):
    """The same of a case with a table of values, each with the key of its source."""
    rows = tuple(
        Row("own", line, {"key": f"r{line}", "value": f"{value!r}", "unit": "tonne/truck", "source": key, "mark": "V"})
        for line, (value, key) in enumerate(zip(values, keys, strict=False), 2)
    )
    known = {key: Source(key, {"custom": {"trust": "V"}}) for key in keys}
    document = parse_document(case_text(claims or EXACT, TABLE + rest, asked=check), "case.yaml")
    case = Case(NOWHERE, document, own_tables={"own": rows}, newcomers=known)
    return likelihoods(Weighing(case.model, case.draws, case.model.checks["asked"], case.choices, thorough=False))


@pytest.mark.parametrize(("values", "figures"), [(SIX, (0.24, 0.27, 1.3)), (THIRTEEN, (0.75, 0.86, 1.7))])
def test_fifty_tonnes_a_truck_against_a_table(values, figures):
    """By the predictive t of the logarithms, every row a witness of its own; their figures are of 50 itself."""
    exact, loose = tabled(values), tabled(values, FIFTY, LOAD)
    assert (exact.basis, exact.rows, exact.origins) == (Basis.VALUES, len(values), len(values))
    for factor, figure in zip((1.5, 2.0, 3.0), figures, strict=True):
        assert one(exact, factor).ratio.value == pytest.approx(figure, rel=0.03)
        assert one(loose, factor).ratio.value == pytest.approx(figure, rel=0.06)


# Quadrature: the law of the computed side, the room of the stated one, and any factor.

CASES = [
    ("triangular", {"low": 10, "mode": 30, "high": 90}, stats.triang(0.25, 10, 80), "40 tonne/truck, hedge: about"),
    ("pert", {"low": 10, "mode": 30, "high": 110}, stats.beta(1.8, 4.2, 10, 100), "40 tonne/truck, hedge: about"),
    ("uniform", {"low": 5, "high": 90}, stats.uniform(5, 85), "40 tonne/truck, hedge: about"),
    (
        "lognormal",
        {"median": 30, "geometric_standard_deviation": 2},
        stats.lognorm(math.log(2), scale=30),
        "41 tonne/truck, hedge: none",
    ),
    (
        "lognormal",
        {"median": 30, "geometric_standard_deviation": 1.3},
        stats.lognorm(math.log(1.3), scale=30),
        "44.5 tonne/truck, hedge: none",
    ),
    ("normal", {"mean": 40, "standard_uncertainty": 12}, stats.norm(40, 12), "55 tonne/truck, hedge: roughly"),
]


@pytest.mark.parametrize(("kind", "parameters", "density", "stated"), CASES)
def test_it_is_what_quadrature_says(kind, parameters, density, stated):
    """h at ln m is the mean over the room of c(s m) s m, c the density of what is computed."""
    asked = weighing({"load": stated}, law(kind, **parameters))
    low, high = (end / 1000 for end in asked.model.node("load", {}).law(asked.choices).support())
    room = low + (high - low) * (np.arange(2000) + 0.5) / 2000
    h = lambda multiple: np.mean(density.pdf(room * multiple) * room * multiple)  # noqa: E731
    for ratio in likelihoods(asked).ratios:
        off = h(1 / ratio.factor if ratio.error == HIGH else ratio.factor)
        expected = h(1.0) / off if off else math.inf
        if ratio.ratio is None:
            assert ratio.least <= expected
            assert ratio.most is None
        else:
            assert ratio.least * 0.99 <= expected <= (ratio.most or math.inf) * 1.01
            if 0.05 < expected < 20:
                assert ratio.ratio.value == pytest.approx(expected, rel=0.1)


def test_two_modes_that_do_not_touch():
    """A third of the loads at 20 to 22, the others at 46 to 54."""
    modes = [("light", 20, 22), ("heavy", 46, 54)]
    laws = [flat(f"{low} tonne/truck", f"{high} tonne/truck", name) for name, low, high in modes]
    rest = assumed(*laws, die("0 one", "1 one", of="heavy_one"))
    rest += formula("usual", "light + heavy_one * (heavy - light)")
    result = found({"load": "50 tonne/truck, hedge: none"}, rest)
    assert one(result, 1.5).ratio is None  # 33 lies in the gap
    assert one(result, 1.5).least > 50
    assert one(result, 1.5).most is None
    other = found({"load": "42 tonne/truck, hedge: exactly"}, rest)  # and so does 42
    assert one(other, 2.0).ratio is None
    assert (one(other, 2.0).least, one(other, 2.0).most < 0.02) == (0.0, True)
    assert (one(other, 1.5).least, one(other, 1.5).most) == (0.0, None)  # 42 and 28: neither


# Hypothesis laws.

narrow_or_wide = st.tuples(st.floats(8, 40), st.floats(1.3, 5), st.floats(0, 1))


def triangle(low, times, place):
    return {"low": round(low, 3), "mode": round(low + place * low * (times - 1), 3), "high": round(low * times, 3)}


@settings(max_examples=15, deadline=None)
@given(narrow_or_wide, st.sampled_from(["kg/truck", "short_ton/truck"]))
def test_another_unit_changes_nothing(points, unit):
    claims, times = {"load": "20.5 tonne/truck, hedge: none"}, {"kg/truck": 1000.0, "short_ton/truck": 1 / 0.90718474}
    parameters = triangle(*points)
    here = found(claims, law("triangular", **parameters))
    there = found(
        claims, law("triangular", unit, **{key: repr(value * times[unit]) for key, value in parameters.items()})
    )
    assert_alike(here, there)


@settings(max_examples=15, deadline=None)
@given(narrow_or_wide)
def test_a_check_upside_down_says_the_same_of_the_other_direction(points):
    """Trucks a tonne instead of tonnes a truck: too high becomes too low."""
    upside_down = formula("there", "1 / usual", "truck/tonne")[:-1]
    upside_down += ", here: {expression: 1 / load, unit: truck/tonne, reason: r}}"
    claims, rest = {"load": "20.5 tonne/truck, hedge: none"}, law("triangular", **triangle(*points))
    here = found(claims, rest)
    there = found(claims, rest + upside_down, "kind: typical, stated: here, at_least: there")
    turned = there.model_copy(
        update={
            "ratios": [each.model_copy(update={"error": LOW if each.error == HIGH else HIGH}) for each in there.ratios]
        }
    )
    assert_alike(here, turned)


@settings(max_examples=15, deadline=None)
@given(narrow_or_wide, st.sampled_from([1.5, 2.0, 3.0]))
def test_the_hypothesis_of_one_number_is_the_number_of_another(points, factor):
    """That 20 is twice too high is that the truth is 10: of exact numbers both ratios are of the same two densities."""
    rest = law("triangular", **triangle(*points))
    stated = 20.0
    whole, part = (f"{value!r} tonne/truck, hedge: exactly" for value in (stated, stated / factor))
    results = [found({"load": text}, rest) for text in (whole, part)]
    if any(result.silent for result in results):
        return
    down, up = one(results[0], factor), one(results[1], factor, LOW)
    if down.ratio is not None and up.ratio is not None:
        assert down.ratio.value * up.ratio.value == pytest.approx(1.0, rel=0.05)


def assert_alike(one_, other):
    assert (one_.silent, len(one_.ratios)) == (other.silent, len(other.ratios))
    for first in one_.ratios:
        second = one(other, first.factor, first.error)
        assert (first.ratio is None) == (second.ratio is None)
        if first.ratio is not None and second.ratio is not None:
            slack = 0.02 + (first.ratio.numerical_uncertainty / first.ratio.value if first.ratio.value else 1.0)
            assert second.ratio.value == pytest.approx(first.ratio.value, rel=slack)


@pytest.mark.parametrize("relation", ["at_most", "at_least", "equals"])
def test_every_relation_is_asked_alike(relation):
    """What counts is how likely a value is, not how much lies beyond it."""
    rest, first = law("triangular", low=15, mode=30.4, high=60) + LOAD, None
    result = found(FIFTY, rest, f"kind: typical, stated: load, {relation}: usual")
    first = found(FIFTY, rest)
    assert result.ratios == first.ratios


# Where there is no draw, no density, no number.

TRIANGLE = law("triangular", low=15, mode=30.4, high=60)
SILENT = [
    (
        "a check of what is possible",
        {"load": "50 tonne/truck"},
        TRIANGLE,
        "kind: possible, stated: load, at_most: usual",
        Silence.NO_DISTRIBUTION,
    ),
    (
        "numbers of the article alone",
        {"load": "50 tonne/truck", "other": "50 tonne/truck"},
        "",
        "kind: agrees, stated: load, equals: other",
        Silence.NO_DISTRIBUTION,
    ),
    ("a fixed side", {"load": "50 tonne/truck, hedge: about"}, law("fixed", value=50), USUAL, Silence.NO_DISTRIBUTION),
    (
        "a direction",
        {"load": "rose"},
        assumed(flat("-5 percent", "9 percent")),
        "kind: typical, stated: load, equals: usual",
        Silence.DIRECTION,
    ),
    ("a number that can be zero", {"load": "0 to 5 tonne/truck"}, TRIANGLE, USUAL, Silence.NO_MULTIPLES),
    (
        "nothing near it, nor near what it would be off from",
        {"load": "4000 tonne/truck"},
        TRIANGLE,
        USUAL,
        Silence.FEW_DRAWS,
    ),
    (
        "a die, held against an exact number",
        {"load": "20 tonne/truck, hedge: exactly"},
        assumed(die("20 tonne/truck", "40 tonne/truck")),
        USUAL,
        Silence.SINGLE_VALUES,
    ),
    (
        "a number that is none for some draws",
        {"load": "20 tonne/truck"},
        TRIANGLE + formula("some", "sqrt(usual - load) * sqrt(load)"),
        "kind: typical, stated: load, at_most: some",
        Silence.NOT_A_NUMBER,
    ),
]


@pytest.mark.parametrize(
    ("claims", "rest", "check", "why"), [row[1:] for row in SILENT], ids=[row[0] for row in SILENT]
)
def test_where_nothing_can_be_given_it_is_said_why(claims, rest, check, why):
    result = found(claims, rest, check)
    assert (result.silent, result.ratios) == (why, [])


def test_a_law_of_a_few_values_has_a_density_by_the_room_of_the_number():
    """One of three loads is near 20, two near 40: 40 is as likely, of what "about" leaves alike, by two to one."""
    law_ = assumed(die("20 tonne/truck", "40 tonne/truck"))
    result = found({"load": "40 tonne/truck, hedge: about"}, law_)
    assert one(result, 2.0).ratio.value == pytest.approx(2.0, rel=0.1)
    assert one(result, 3.0).ratio is None


def test_where_no_draw_lies_near_what_it_would_be_off_from_there_is_a_least():
    ratio = one(found(FIFTY, TRIANGLE + LOAD), 10.0)
    assert (ratio.ratio, ratio.most) == (None, None)
    assert ratio.least > 500


def test_where_no_draw_lies_near_the_stated_number_there_is_a_most():
    ratio = one(found({"load": "90 tonne/truck"}, TRIANGLE), 3.0)
    assert (ratio.ratio, ratio.least) == (None, 0.0)
    assert 0 < ratio.most < 0.005


def test_of_few_draws_there_is_less_to_say():
    few = found(FIFTY, TRIANGLE + LOAD, settings=Settings(points=64, digits=None))
    many = found(FIFTY, TRIANGLE + LOAD, settings=Settings(points=4096, digits=None))
    assert few.draws == 1024
    for factor in (1.5, 2.0):
        wide, close = one(few, factor), one(many, factor)
        assert wide.most - wide.least > close.most - close.least
        assert wide.least <= close.ratio.value <= wide.most
    nothing = found(FIFTY, TRIANGLE + LOAD, settings=Settings(points=2, randomisations=2, digits=None))
    assert nothing.silent == Silence.FEW_DRAWS or all(each.ratio is None for each in nothing.ratios)


def test_a_loss_is_off_by_a_factor_as_a_gain_is():
    """Below zero on both sides R is above zero; what lies on the other side of zero is near nothing."""
    below = assumed(flat("-60 USD", "20 USD"))
    above = assumed(flat("-20 USD", "60 USD"))
    lost, won = (found({"load": f"{sign}30.5 USD, hedge: none"}, rest) for sign, rest in (("-", below), ("", above)))
    for factor, expected in ((2.0, 2.0), (3.0, 3.0)):  # of a flat law the density of the logarithm is as the value
        for result in (lost, won):
            assert one(result, factor).ratio.value == pytest.approx(expected, rel=0.12)


@pytest.mark.parametrize("power", [-30, -9, 9, 30])
def test_huge_and_small_numbers(power):
    parameters = {key: f"{value}e{power}" for key, value in (("low", 15), ("mode", 30.4), ("high", 60))}
    claims = {"load": f"50e{power} tonne/truck, hedge: exactly"}
    expected = found(EXACT, TRIANGLE)
    assert_alike(found(claims, law("triangular", **parameters)), expected)


# Tables.


def test_a_table_of_one_row_or_of_one_value_has_no_spread():
    for values in ((30.0,), (30.0, 30.0, 30.0)):
        result = tabled(values)
        assert (result.silent, result.ratios) == (Silence.FEW_ROWS, [])


def test_a_table_with_a_zero_has_no_logarithm():
    assert tabled((30.0, 0.0, 12.0)).silent == Silence.NO_MULTIPLES


def test_a_loss_held_against_a_table_of_gains_lies_near_none_of_them():
    assert tabled(SIX, {"load": "-50 tonne/truck, hedge: exactly"}).silent == Silence.FEW_DRAWS


def test_a_table_on_the_stated_side_is_no_distribution_of_the_truth():
    """What is held against a fixed number: nobody says where the truth of that may lie."""
    fixed = "\n  limit: {of: it, reason: r, fixed: {value: {value: 30 tonne/truck, reason: r}}}"
    result = tabled(SIX, rest=fixed, check="kind: typical, stated: usual, at_most: limit")
    assert result.silent == Silence.NO_DISTRIBUTION


def test_a_table_on_both_sides_is_the_same_value_on_both():
    """Twice what is stated, drawn from the same table: it lies at two, whatever the value."""
    twice = (
        "\n  two: {of: it, reason: r, uniform: {low: {value: 1.9 one, reason: r}, high: {value: 2.1 one, reason: r}}}"
    )
    twice += formula("doubled", "usual * two")
    result = tabled(SIX, rest=twice, check="kind: typical, stated: usual, equals: doubled")
    ratio = one(result, 2.0, LOW)
    assert (ratio.ratio, ratio.least) == (None, 0.0)
    assert ratio.most < 0.01


def test_the_ends_span_rows_as_witnesses_and_origins_as_witnesses():
    """Six values of two origins: by origins one degree of freedom."""
    keys = ("a", "a", "b", "b", "b", "b")
    alone, shared = tabled(SIX), tabled(SIX, keys=keys)
    assert (shared.rows, shared.origins) == (6, 2)
    centre = (np.log(SIX[:2]).mean() + np.log(SIX[2:]).mean()) / 2
    weights = np.array([1 / 4, 1 / 4, *[1 / 8] * 4])
    variance = weights @ (np.log(SIX) - centre) ** 2 * 2
    law_ = stats.t(1, centre, math.sqrt(variance * 1.5))
    for factor in (1.5, 2.0, 3.0):
        by_rows, by_origins = one(alone, factor).ratio.value, law_.pdf(math.log(50)) / law_.pdf(math.log(50 / factor))
        ratio = one(shared, factor)
        assert ratio.ratio.value == pytest.approx(by_rows, rel=1e-3)
        assert ratio.least == pytest.approx(min(by_rows, by_origins), rel=0.01)
        assert ratio.most == pytest.approx(max(by_rows, by_origins), rel=0.01)


def test_of_one_origin_there_is_a_figure_and_no_bound():
    ratio = one(tabled(SIX, keys=["a"] * 6), 2.0)
    assert ratio.ratio.value == pytest.approx(0.27, rel=0.03)
    assert (ratio.least, ratio.most) == (0.0, None)


ENDS = (("0.9999999 one", "1.0000001 one"), ("0.5 one", "2 one"))  # next to nothing, and as wide as the table


def test_a_formula_over_a_table_is_drawn_from_its_predictive_law():
    """Times one, it is the table itself by another way: by 16 384 draws instead of a formula."""
    check = "kind: typical, stated: load, at_most: product"
    times = [f"\n{flat(*ends, of='times')}{formula('product', 'usual * times')}" for ends in ENDS]
    drawn, exact = tabled(SIX, rest=times[0], check=check), tabled(SIX)
    assert (drawn.basis, drawn.draws, exact.draws) == (Basis.VALUES, 16384, None)
    for ratio in drawn.ratios:
        expected = one(exact, ratio.factor, ratio.error).ratio.value
        assert ratio.least <= expected <= (ratio.most or math.inf)
        if expected < 20:
            assert ratio.ratio.value == pytest.approx(expected, rel=0.1)
    wide = tabled(SIX, rest=times[1], check=check)
    assert one(wide, 1.5).ratio.value > 1.5 * one(exact, 1.5).ratio.value


# All options of a case.


@pytest.fixture(scope="module")
def raqqa():
    return open_case("raqqa-2017")


def test_the_case_as_written_and_each_change_that_counts(raqqa):
    """What is ruled out does not count; nothing is drawn anew for a choice that does not reach the check."""
    check = raqqa.verify()["usual_load"]
    every = likelihoods_of(raqqa.weigher, check)
    assert every[0].choices == {}
    assert not any("mass" in each.choices for each in every)
    assert all(each.check == "usual_load" and len(each.choices) <= 1 for each in every)
    assert all(
        finding.ruled_out or any(finding.changed in each.choices for each in every) for finding in check.findings[1:]
    )
    assert (every[0].quantity, every[0].unit, every[0].stated, every[0].seen) == (
        "load",
        "tonne/truck",
        (50, 50),
        [HIGH],
    )


def test_a_check_without_a_distribution_is_silent_under_every_option(raqqa):
    found_ = likelihoods_of(raqqa.weigher, raqqa.verify()["can_carry"])
    assert {each.silent for each in found_} == {Silence.NO_DISTRIBUTION}
