"""Bounds of formulas in which an input cancels out, wholly or in part: exact, and found without a search."""

import math
from itertools import product

import pytest

from weighbridge.graph.bounds import outer_bounds
from weighbridge.graph.elasticities import Elastic, Elasticities, NoElasticity
from weighbridge.graph.formula import Name, fold, parse

CHAINS = {
    "(a / b) * (b / c) * (c / a)": (1.0, 1.0),
    "(a / b) * (b / c)": (1 / 6, 2 / 3),
    "sqrt(a * b) / b": (math.sqrt(1 / 4), math.sqrt(2 / 2)),
    "a ** 2 / (a * a * c)": (1 / 6, 1 / 3),
    "(a / b) * (b + c)": (1 * (4 + 3) / 4, 2 * (2 + 6) / 2),
    "(b + c) / b - c / b": (1.0, 1.0),
    "(a + c) / (a + b + c)": (4 / 8, 8 / 10),
    # Of an angle d, from 0.2 to 1.2, and what is left of it.
    "tan(d) / sin(d)": (1 / math.cos(0.2), 1 / math.cos(1.2)),
    "a * cos(d) / (a * d)": (math.cos(1.2) / 1.2, math.cos(0.2) / 0.2),
    "sin(d) / d * (b / c) * (c / b)": (math.sin(1.2) / 1.2, math.sin(0.2) / 0.2),
    "exp(a) / a": (math.e, math.exp(2) / 2),
    "b / log(b) * log(b) / (a * b)": (1 / 2, 1.0),
    "log(c) / c": (math.log(6) / 6, math.log(3) / 3),
}
INPUTS = {
    name: f"uniform: {{low: {low} one, high: {high} one}}"
    for name, low, high in (("a", 1, 2), ("b", 2, 4), ("c", 3, 6), ("d", 0.2, 1.2))
}


@pytest.fixture(scope="module")
def model(make_model):
    return make_model(INPUTS, {f"f{at}": f"{text} in one" for at, text in enumerate(CHAINS)}).model


@pytest.mark.parametrize("text", CHAINS)
def test_bounds_of_a_chain_are_those_at_its_corners(model, text):
    name = f"f{list(CHAINS).index(text)}"
    found = outer_bounds(model, Name(name), model.reference)
    assert found == pytest.approx(CHAINS[text], rel=1e-12)
    grid = [(1, 1.3, 2), (2, 3.1, 4), (3, 4.7, 6), (0.2, 0.9, 1.2)]
    values = [eval(text, vars(math), dict(zip("abcd", point, strict=True))) for point in product(*grid)]
    assert found[0] <= min(values) * (1 + 1e-9)
    assert found[1] >= max(values) * (1 - 1e-9)


@pytest.mark.parametrize("text", CHAINS)
def test_an_elasticity_lies_between_its_ends(text):
    """At every point of a grid, by a difference quotient."""
    boxes = {"a": (1.0, 2.0), "b": (2.0, 4.0), "c": (3.0, 6.0), "d": (0.2, 1.2)}
    if "- c" in text:  # the difference may lie at zero as far as its ends tell
        with pytest.raises(NoElasticity):
            elasticities(text, boxes)
        return
    found = elasticities(text, boxes)
    for point in product(*((low, (low + high) / 2, high) for low, high in boxes.values())):
        at = dict(zip(boxes, point, strict=True))
        for name in boxes:
            up, down = (eval(text, vars(math), {**at, name: at[name] * by}) for by in (1 + 1e-6, 1 - 1e-6))
            low, high = found.get(name, (0.0, 0.0))
            assert low - 1e-8 <= math.log(up / down) / 2e-6 <= high + 1e-8


def elasticities(text, boxes):
    known = {name: Elastic(*ends, {name: (1.0, 1.0)}) for name, ends in boxes.items()}
    return fold(parse(text), Elasticities(known.__getitem__)).elasticities


@pytest.mark.parametrize(
    "text", ["-a", "log(a)", "sin(2 * a)", "cos(a)", "tan(b)", "min(a, b)", "a ** b", "a - b", "0 * a"]
)
def test_what_may_not_be_above_zero_or_bends_has_none(text):
    with pytest.raises(NoElasticity):
        elasticities(text, {"a": (1.0, 2.0), "b": (2.0, 4.0)})
