"""Where a formula is least and greatest: at the place that is found its value is the bound, however it was found."""

import math

import numpy as np
import pytest

from small_cases import CASES, case_text, sections, unfiled
from weighbridge.case import open_case
from weighbridge.graph import Apply, ModelError, Name, Relation, Shares, corners, outer_bounds
from weighbridge.graph.bounds import box_of, leaves_of
from weighbridge.graph.box import Domain

X, Y = "uniform: {low: 1 one, high: 3 one}", "uniform: {low: -2 one, high: 5 one}"
MIX = "composition: {parts: {a: {}, b: {high: 0.4 one}, c: {}}}"

ASKED, USUAL = "kind: possible, stated: s, equals: x", "kind: typical, stated: s, equals: z"

# A formula over x (1 to 3), y (-2 to 5) and a mix, and how its places are found.
FORMULAS = {
    "x + y": "one way",
    "x - y": "one way",
    "x / (x + 3)": "one way",
    "x / (y + 4)": "one way",
    "x * y": "searched",
    "(x * y) / x": "one way",
    "(x - 2) ** 2": "searched",
    "(x - 2.3) ** 2 + y": "searched",
    "x * (4 - x)": "searched",
    "sin(x)": "searched",
    "abs(y)": "searched",
    "min(x, y)": "one way",
    "max(x, 2) - x": "one way",
    "x / (x + y + 9) + y / (x + y + 9)": "one way",
    "x - x": "one way",
    "mix.a * x + mix.b * 5 + mix.c": "mix",
    "(mix.a + 2 * mix.b) * (y + 3)": "mix",
    "mix.a * x - mix.b * y": "mix",
}


def model_of(formula):
    """The graph of a formula, and the options taken."""
    more = sections({"f": f"{formula} in one"}, {"x": X, "y": Y, "mix": MIX})
    case = unfiled(case_text({"s": "1 one"}, more, asked=ASKED))
    return case.model, case.choices


def value_at(model, choices, expression, mix, place):
    """The value of an expression at a place: each input so far up from its lower end."""
    box = box_of(model, leaves_of(model, expression, choices), choices, "with hedges")
    known = {name: low + (high - low) * place.get(name, 0.0) for name, (low, high) in box.items()} | dict(mix)
    return Domain(model, choices, {name: (value, value) for name, value in known.items()}).value(expression, known)


@pytest.mark.parametrize("formula", FORMULAS)
def test_at_the_places_that_are_found_a_formula_is_at_its_bounds(formula):
    model, choices = model_of(formula)
    found = corners(model, Name("f"), choices)
    low, high = outer_bounds(model, Name("f"), choices)
    least = min(value_at(model, choices, Name("f"), one.mix, one.least) for one in found.cases)
    most = max(value_at(model, choices, Name("f"), one.mix, one.most) for one in found.cases)
    assert (least, most) == (pytest.approx(low, rel=3e-6, abs=1e-6), pytest.approx(high, rel=3e-6, abs=1e-6))


@pytest.mark.parametrize(("formula", "way"), FORMULAS.items())
def test_a_place_is_looked_for_only_where_no_slope_tells_it(formula, way):
    found = corners(*model_of(formula)[:1], Name("f"), model_of(formula)[1])
    assert bool(found.compositions) == (way == "mix")
    if way != "mix":
        assert found.cases[0].is_searched == (way == "searched")


@pytest.mark.parametrize("seed", range(20))
def test_of_products_and_sums_made_at_random_nothing_lies_beyond_the_places(seed):
    random = np.random.default_rng(seed)
    parts = [f"{random.integers(1, 9)} * {random.choice(['x', 'y', 'x * y', 'x / (y + 9)'])}" for _ in range(3)]
    model, choices = model_of(" + ".join(parts))
    (case,) = corners(model, Name("f"), choices).cases
    ends = [value_at(model, choices, Name("f"), {}, place) for place in (case.least, case.most)]
    for at in random.random((200, 2)):
        value = value_at(model, choices, Name("f"), {}, dict(zip("xy", at, strict=True)))
        assert ends[0] - 1e-6 * max(1, abs(ends[0])) <= value <= ends[1] + 1e-6 * max(1, abs(ends[1]))


@pytest.mark.parametrize("name", CASES)
def test_in_every_case_each_formula_is_at_its_bounds_there(name):
    case = open_case(CASES[name])
    model, choices = case.model, case.choices
    for quantity in model.nodes:
        if not isinstance(model.node(quantity, choices), Relation):
            continue
        try:
            low, high = outer_bounds(model, Name(quantity), choices)
        except ModelError:
            continue
        found = corners(model, Name(quantity), choices).cases
        least = min(value_at(model, choices, Name(quantity), one.mix, one.least) for one in found)
        most = max(value_at(model, choices, Name(quantity), one.mix, one.most) for one in found)
        assert math.isclose(least, low, rel_tol=1e-12)
        assert math.isclose(most, high, rel_tol=1e-12)


def test_an_input_without_ends_has_no_places():
    bell = "normal: {mean: 4 one, standard_uncertainty: 1 one}"
    case = unfiled(case_text({"s": "1 one"}, sections({"f": "z + s in one"}, {"z": bell}), asked=USUAL))
    with pytest.raises(ModelError, match="`z` has no ends"):
        corners(case.model, Apply("+", (Name("z"), Name("s"))), case.choices)


def test_a_mix_that_does_not_enter_linearly_has_no_place_that_is_known():
    model, choices = model_of("mix.a * mix.b + x")
    (case,) = corners(model, Name("f"), choices).cases
    assert isinstance(model.node("mix", choices), Shares)
    assert (case.least, case.most) == (None, None)
