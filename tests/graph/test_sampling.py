"""Draws: one array for one quantity, whatever uses it and wherever it is written; and plain numpy as a second route."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refusals import refusal
from weighbridge import Settings
from weighbridge.base import WeighbridgeError
from weighbridge.graph.model import ModelError

LAWS = {
    "x": "uniform: {low: 1 one, high: 3 one}",
    "w": "triangular: {low: 2 one, mode: 3 one, high: 7 one}",
    "z": "lognormal: {median: 2 one, geometric_standard_deviation: 1.5 one}",
    "s": "composition: {parts: {a: {}, b: {}, c: {}}}",
}


FIRST_DRAWS = [-0.013826129795306744, 0.5424528057150966, 0.7247138257530351]  # of p below


@pytest.fixture(scope="module")
def draws(make_model):
    def draws(formula, settings=None, **more):
        case = make_model(LAWS, {"y": formula, **more}, settings)
        return case.draws.of("y", case.choices)

    return draws


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("x - x", 0.0),
        ("x / x", 1.0),
        ("w - w", 0.0),
        ("z / z", 1.0),
        ("s.b - s.b", 0.0),
        ("(x + w) - (x + w)", 0.0),
        ("max(x, x) - min(x, x)", 0.0),
        # By way of two formulas.
        ("one_way - other_way", 0.0),
    ],
)
def test_a_quantity_is_itself_in_every_draw(draws, formula, value):
    more = {"one_way": "x * w", "other_way": "x * w"} if "way" in formula else {}
    found = draws(formula, **more)
    assert found.shape == (16, 1024)
    assert (found == value).all()


def test_a_quantity_used_twice_is_one_array(make_model):
    case = make_model(LAWS, {"twice": "2 * x", "sum": "x + x", "kept": "x"})
    x = case.draws.of("x", case.choices)
    assert case.draws.of("x", case.choices) is x
    assert (case.draws.of("twice", case.choices) == 2 * x).all()
    assert (case.draws.of("sum", case.choices) == x + x).all()
    assert np.std(x) > 0.5


def test_shares_are_drawn_together(draws):
    assert draws("s.a + s.b + s.c") == pytest.approx(np.ones((16, 1024)), abs=1e-15)


@settings(max_examples=15)
@given(st.permutations(sorted(LAWS)), st.permutations(["p", "q", "r"]), st.permutations(["assumptions", "formulas"]))
def test_the_order_of_a_case_is_no_matter(make_case, minimal_case, laws, names, sections):
    """Sections and entries in any order give the same draws, to the last bit."""
    formulas = {"p": "q * s.a + r", "q": "x / w - z", "r": "sqrt(z) * s.c"}
    written = {
        "assumptions": [f"  {name}: {{of: it, reason: a test, {LAWS[name]}}}" for name in laws],
        "formulas": [f'  {name}: {{expression: "{formulas[name]}", unit: one, reason: a test}}' for name in names],
    }
    text = minimal_case + "".join(f"{section}:\n" + "\n".join(written[section]) + "\n" for section in sections)
    case = make_case(text, Settings(points=64, randomisations=2))
    found = case.draws.of("p", case.choices)
    by_hand = {name: case.draws.of(name, case.choices) for name in ("x", "w", "z", "s.a", "s.c")}
    expected = (by_hand["x"] / by_hand["w"] - by_hand["z"]) * by_hand["s.a"] + np.sqrt(by_hand["z"]) * by_hand["s.c"]
    assert (found == expected).all()
    assert found[0, :3] == pytest.approx(FIRST_DRAWS, rel=1e-12)


def test_two_inputs_of_one_law_are_not_one(make_model):
    law = LAWS["x"]
    case = make_model({"a": law, "b": law}, {"y": "a - b"})
    a, b = (case.draws.of(name, case.choices).ravel() for name in "ab")
    assert abs(np.corrcoef(a, b)[0, 1]) < 0.02


def test_against_plain_numpy(make_model):
    """The mean, the spread and five quantiles of a small graph, against a million draws of numpy's own generator."""
    formulas = {"load": "w * x / z", "y": "min(load, 6) + s.a * x ** 2"}
    case = make_model(LAWS, formulas, Settings(points=2**14))
    found = case.draws.of("y", case.choices)
    generator, count = np.random.default_rng(5), 1_000_000
    x, w = generator.uniform(1, 3, count), generator.triangular(2, 3, 7, count)
    z, a = 2 * np.exp(np.log(1.5) * generator.standard_normal(count)), generator.dirichlet([1, 1, 1], count)[:, 0]
    truth = np.minimum(w * x / z, 6) + a * x**2
    assert found.mean() == pytest.approx(truth.mean(), abs=4 * truth.std() / math.sqrt(count))
    assert found.std() == pytest.approx(truth.std(), rel=0.005)
    levels = [0.025, 0.25, 0.5, 0.75, 0.975]
    assert np.quantile(found, levels) == pytest.approx(np.quantile(truth, levels), rel=0.01)


def test_settings_say_how_many(draws):
    found = draws("x * w", Settings(points=128, randomisations=5, seed=3))
    assert found.shape == (5, 128)
    assert (found == draws("x * w", Settings(points=128, randomisations=5, seed=3))).all()
    assert (found != draws("x * w", Settings(points=128, randomisations=5, seed=4))).all()


def test_a_constant_fills_the_shape(draws):
    assert (draws("7") == np.full((16, 1024), 7.0)).all()


def test_a_draw_that_is_no_number_is_refused(draws):
    for formula in ("sqrt(2 - x)", "log(x - 2)", "1 / (x - x)", "(x - x) / (x - x)", "(2 - x) ** 0.5"):
        assert refusal(draws, formula, error=ModelError) == (
            f"`y` = {formula} is not a number for some of its inputs: "
            "a zero below a line, or the root or logarithm of a negative"
        )


@pytest.mark.parametrize("formula", ["x * exp(700)", "(x * 1e50) ** 6", "exp(x * 233)"])
def test_a_draw_too_large_is_refused_with_its_name(draws, formula):
    found = refusal(draws, formula, error=ModelError)
    assert found.startswith("`y` reaches ")
    assert " in root units, expected at most 1e+150; " in found
    assert found.endswith("; check its unit and its formula")


@pytest.mark.parametrize(
    "wrong", [{"points": 1000}, {"points": 0}, {"points": 2**21}, {"most_points": 5000}, {"seed": -1}], ids=str
)
def test_settings_of_which_nothing_can_be_drawn_are_refused_where_they_are_made(wrong):
    """And not where a check of a case is weighed, which may be a cell of a notebook much further down."""
    with pytest.raises(WeighbridgeError, match=r"a power of two up to 2\*\*20|expected zero or more"):
        Settings(**wrong)


def test_the_most_points_do_not_matter_where_none_are_added():
    assert Settings(most_points=1000).points == Settings(digits=None, most_points=5000).points == 1024
