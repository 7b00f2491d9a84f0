"""Budgets: Sobol' indices against closed forms, against SALib, and against a brute-force double loop."""

import math

import numpy as np
import pytest
from SALib.analyze import sobol
from SALib.sample import sobol as sobol_sample

from weighbridge import Settings
from weighbridge.graph.model import ModelError

UNIFORM = "uniform: {low: 0 one, high: 1 one}"
TURN = f"uniform: {{low: {-math.pi!r} one, high: {math.pi!r} one}}"
FINE = Settings(points=2**13)


def entries(case, name):
    return {" ".join(entry.inputs): entry for entry in case[name].accounts.entries}


def near(figure, truth, slack=0.0):
    return abs(figure.value - truth) <= 2 * figure.numerical_uncertainty + slack


def test_the_additive_model(make_model):
    """y = 3 a + b: nine parts of ten come from a, alone and in all; in units of y, 3/√12 and 1/√12."""
    case = make_model({"a": UNIFORM, "b": UNIFORM}, {"y": "3 * a + b"}, FINE)
    found = entries(case, "y")
    for name, share, u in (("a", 0.9, 3 / math.sqrt(12)), ("b", 0.1, 1 / math.sqrt(12))):
        assert near(found[name].first_order, share, 1e-4)
        assert near(found[name].total_index, share, 1e-4)
        assert near(found[name].alone, u, 1e-4)
        assert near(found[name].total, u, 1e-4)
    assert list(found) == ["a", "b"]
    assert near(case["y"].accounts.standard_uncertainty, math.sqrt(10 / 12), 1e-4)


@pytest.mark.parametrize("scale", ["1e-200", "1e-90", "1e90", "1e149"])
def test_a_budget_of_very_large_and_very_small_numbers_is_that_of_others(make_model, scale):
    laws = dict.fromkeys("ab", f"uniform: {{low: 0 one, high: {scale} one}}")
    found = entries(make_model(laws, {"y": "3 * a + b"}, FINE), "y")
    assert near(found["a"].total_index, 0.9, 1e-4)
    assert found["a"].alone.value / float(scale) == pytest.approx(3 / math.sqrt(12), rel=1e-4)


def test_a_pure_interaction(make_model):
    """y = (a − ½)(b − ½): neither does anything alone, each has a part in all of it."""
    found = entries(make_model({"a": UNIFORM, "b": UNIFORM}, {"y": "(a - 0.5) * (b - 0.5)"}, FINE), "y")
    for name in "ab":
        assert near(found[name].first_order, 0.0, 2e-3)
        assert near(found[name].total_index, 1.0, 2e-3)


# Without a sine in the language: its Taylor polynomial to x¹³ on [−π, π], off by less than 0.00002 of the sine.
SINE = "({x} - {x}**3/6 + {x}**5/120 - {x}**7/5040 + {x}**9/362880 - {x}**11/39916800 + {x}**13/6227020800)"


def test_ishigami_against_its_closed_form(make_model):
    """sin x + 7 sin² y + 0.1 z⁴ sin x, of T. Ishigami and T. Homma, ISUMA 1990."""
    laws = dict.fromkeys("xyz", TURN)
    formula = f"{SINE.format(x='x')} + 7 * {SINE.format(x='y')}**2 + 0.1 * z**4 * {SINE.format(x='x')}"
    found = entries(make_model(laws, {"v": formula}, FINE), "v")
    for name, first, total in (("x", 0.3139, 0.5576), ("y", 0.4424, 0.4424), ("z", 0.0, 0.2437)):
        assert near(found[name].first_order, first, 3e-3)
        assert near(found[name].total_index, total, 3e-3)


LAWS = {
    "load": "triangular: {low: 15 one, mode: 30 one, high: 60 one}",
    "price": "lognormal: {median: 300 one, geometric_standard_deviation: 1.3 one}",
    "share": "uniform: {low: 0.1 one, high: 0.9 one}",
    "many": "pert: {low: 20 one, mode: 50 one, high: 70 one}",
}
FORMULA = "many * load * price * share / (1 + share ** 2) - min(load, 40) * 20"


def quantiles(unit):
    from scipy import stats

    return np.column_stack(
        [
            15 + 45 * stats.triang(1 / 3).ppf(unit[:, 0]),
            20 + 50 * stats.beta(1 + 4 * 0.6, 5 - 4 * 0.6).ppf(unit[:, 1]),
            300 * np.exp(math.log(1.3) * stats.norm.ppf(unit[:, 2])),
            0.1 + 0.8 * unit[:, 3],
        ]
    )


def by_hand(inputs):
    load, many, price, share = inputs.T
    return many * load * price * share / (1 + share**2) - np.minimum(load, 40) * 20


def test_against_salib(make_model):
    """SALib's own sample and estimators on the same model written in numpy."""
    problem = {"num_vars": 4, "names": ["load", "many", "price", "share"], "bounds": [[1e-9, 1 - 1e-9]] * 4}
    sample = sobol_sample.sample(problem, 2**14, calc_second_order=False, seed=1)
    truth = sobol.analyze(problem, by_hand(quantiles(sample)), calc_second_order=False, seed=1)
    found = entries(make_model(LAWS, {"y": FORMULA}, FINE), "y")
    for index, name in enumerate(problem["names"]):
        assert near(found[name].first_order, truth["S1"][index], 2 * truth["S1_conf"][index] + 2e-3)
        assert near(found[name].total_index, truth["ST"][index], 2 * truth["ST_conf"][index] + 2e-3)


def test_a_composition_is_one_input_by_a_double_loop(make_model):
    """Iron and copper by Dirichlet shares, a price beside: the variance of conditional means, by brute force."""
    laws = {"s": "composition: {parts: {a: {}, b: {}, c: {}}}", "p": "uniform: {low: 1 one, high: 3 one}"}
    found = entries(make_model(laws, {"y": "p * (s.a + 4 * s.b + 10 * s.c)"}, FINE), "y")
    random = np.random.default_rng(2)
    worth = random.dirichlet([1, 1, 1], 1_000_000) @ np.array([1, 4, 10])
    price = random.uniform(1, 3, 1_000_000)
    variance = (worth * price).var()
    assert list(found) == ["s", "p"]
    assert near(found["s"].first_order, (2 * worth).var() / variance, 3e-3)
    assert near(found["p"].first_order, (worth.mean() * price).var() / variance, 3e-3)
    assert near(found["s"].total_index, 1 - (worth.mean() * price).var() / variance, 3e-3)


def test_the_case_itself_by_plain_numpy(raqqa):
    """The price of the mix in raqqa-2017: what the shares bring alone, by conditional means over plain draws."""
    case = raqqa
    found = entries(case, "mix_price")["shares"]
    fixed = lambda name: case[name].side.bounds[0]  # noqa: E731
    law = lambda name: case.model.node(name, case.choices).law(case.choices)  # noqa: E731
    composition = case.model.node("shares", case.choices).composition
    random, count = np.random.default_rng(4), 1_000_000
    shares = random.dirichlet(np.array(composition.means) * composition.concentration, count)
    middle = lambda name: sum(law(name).support()) / 2  # noqa: E731
    iron = middle("iron_port") * 1000
    means = [iron, middle("aluminium_ratio") * fixed("aluminium_price"), middle("copper_ratio") * fixed("copper_price")]
    assert near(found.alone, (shares @ np.array(means)).std(), 0.6)


def test_the_budget_of_a_check_is_that_of_the_difference(raqqa_result):
    budget = raqqa_result["usual_load"].reference.budget
    assert budget.result == "convoy_mean_load - load"
    assert budget.unit == "tonne/truck"
    spread = math.fsum(entry.alone.value**2 for entry in budget.entries)
    assert math.sqrt(spread) == pytest.approx(budget.standard_uncertainty.value, rel=0.01)  # no interactions here
    assert budget.entries[1].unsupported == {"trucks": ["shape"]}
    assert all(finding.budget is None for finding in raqqa_result["usual_load"].findings[1:])


def test_a_budget_for_a_reader(raqqa_result):
    frame = raqqa_result.budget_of("usual_price")
    assert list(frame.columns) == [
        "comes from", "alone", "in all", "unit", "share alone (%)", "share in all (%)", "no source for", "set by"
    ]  # fmt: skip
    assert (frame["comes from"][0], frame["set by"][0]) == ("the mix of metals", "shares")
    assert frame["share in all (%)"].is_monotonic_decreasing
    assert (frame["unit"] == "US dollars a tonne").all()
    assert frame["no source for"][0] == "concentration"
    with pytest.raises(ModelError) as caught:
        raqqa_result.budget_of("can_carry")
    assert str(caught.value) == "`can_carry` is of kind possible and has no budget; ask for that of a quantity"


def test_what_is_fixed_has_no_budget(make_model):
    case = make_model({"a": "fixed: {value: 3 one}"}, {"y": "2 * a"})
    assert case["y"].accounts.entries == []
    assert case["y"].accounts.standard_uncertainty.value == 0


def test_too_many_inputs_for_two_point_sets(make_model):
    """Fifty-one of the model and the claim that a case has to have."""
    laws = {f"x{number}": UNIFORM for number in range(51)}
    case = make_model(laws, {"y": "x0 + x1"})
    with pytest.raises(ModelError, match="52 random inputs, and a budget needs two coordinates for each, of 100"):
        case["y"].accounts  # noqa: B018


def test_a_finding_without_a_budget_says_why(make_case, minimal_case):
    lines = [f"  x{number}: {{of: it, reason: r, {UNIFORM}}}" for number in range(51)]
    text = minimal_case.replace("checks:", "").replace("  itself: {question", "checks:\n  itself: {question")
    text += "  usual: {question: b, kind: typical, stated: stated, at_most: mass}\n"
    text += "\n".join(["assumptions:", *lines, "  unit: {of: it, reason: r, fixed: {value: 9 tonne}}"])
    text += "\nformulas:\n  mass: {expression: unit * (x0 + x1), unit: tonne, of: a thing}\n"
    case = make_case(text)
    finding = case.verify()["usual"].reference
    assert finding.budget is None
    assert "the case has too many random inputs to show where the uncertainty comes from" in finding.notes
    assert "No budget: the case has 52 random inputs" in case.explain("mass")
