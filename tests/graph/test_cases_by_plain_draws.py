"""Every result of every case by a second route: plain numpy draws of the inputs, and Python's own arithmetic on them.

Nothing of the sampling, of the estimators or of the formula language is shared: distributions are drawn by numpy's
generators from their parameters, formulas are evaluated as Python, probabilities are counted.
"""

import math
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from weighbridge.graph.nodes import Input, Relation, Share, Shares
from weighbridge.text.units import factor, parse_unit
from weighbridge.uncertainty.distributions import Discrete, Pert, Point, Triangular, Uniform

COUNT = 400_000
NAMES = sorted(path.parent.name for path in Path(__file__).parents[2].glob("*/cases/*/case.yaml"))
WITH_UNIT = re.compile(r"(\d[\d.]*) ([A-Za-z]\w*(?:/[A-Za-z]\w*)*)")
FUNCTIONS = {"min": np.minimum, "max": np.maximum, "sqrt": np.sqrt, "exp": np.exp, "log": np.log, "abs": np.abs}


def drawn(law, generator):
    match law:
        case Point():
            return law.value
        case Uniform():
            return generator.uniform(law.low, law.high, COUNT)
        case Triangular():
            return generator.triangular(law.low, law.mode, law.high, COUNT)
        case Pert():
            one = 1 + 4 * (law.mode - law.low) / (law.high - law.low)
            return law.low + (law.high - law.low) * generator.beta(one, 6 - one, COUNT)
        case Discrete():
            weights = np.array(law.weights) / sum(law.weights)
            return generator.choice(np.array(law.values), COUNT, p=weights)
    raise TypeError(law)


def mixed(composition, generator):
    if composition.means is not None:
        return generator.dirichlet(np.array(composition.means) * composition.concentration, COUNT).T
    assert set(composition.low) == {0.0}
    assert set(composition.high) == {1.0}
    return generator.dirichlet(np.ones(len(composition.parts)), COUNT).T


class Inputs:
    """The inputs of a case, each drawn once for each distribution that it may have."""

    def __init__(self):
        self.generator, self.known = np.random.default_rng(11), {}

    def __call__(self, name, law, make):
        if (name, law) not in self.known:
            self.known[name, law] = make(law, self.generator)
        return self.known[name, law]


class ByHand:
    """The quantities of a case under some choices, computed once each."""

    def __init__(self, case, inputs, choices):
        self.model, self.choices = case.model, {**case.choices, **choices}
        self.inputs, self.known = inputs, {}

    def __call__(self, name):
        if name not in self.known:
            self.known[name] = self.compute(name)
        return self.known[name]

    def compute(self, name):
        match self.model.node(name, self.choices):
            case Input() as node:
                return self.inputs(name, node.law(self.choices), drawn)
            case Shares() as node:
                return self.inputs(name, node.composition, mixed)
            case Share() as node:
                return self(node.whole)[node.index]
            case Relation() as node:
                names = {need.replace(".", "__"): self(need) for need in node.needs}
                text = node.text
                for need in node.needs:
                    text = text.replace(need, need.replace(".", "__"))
                return eval(WITH_UNIT.sub(self.in_root_units, text), FUNCTIONS, names)

    def in_root_units(self, found):
        """A number with a unit behind it, in a formula, as a bare number of root units."""
        return repr(float(found[1]) * factor(parse_unit(found[2], self.model.spellings)))


@pytest.fixture(scope="module")
def by_hand(opened):
    """The second route of a case, by its name and the choices that are taken."""
    inputs = cache(lambda name: Inputs())
    return lambda name, choices: ByHand(opened(name), inputs(name), choices)


def near(figure, batches, pooled):
    slack = 2.093 * np.std(batches, ddof=1) / math.sqrt(len(batches))
    return abs(figure.value - pooled) <= 2 * math.hypot(figure.numerical_uncertainty, slack)


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_of_every_finding(opened, verified, by_hand, name):
    units = opened(name).model.units
    for check in verified(name).checks:
        for finding in check.findings:
            draws = by_hand(name, finding.choices)
            for side in (finding.stated, finding.computed):
                if side.mean is not None:
                    values = np.broadcast_to(draws(side.name), COUNT) / factor(units[side.name])
                    rows = values.reshape(20, -1)
                    assert near(side.mean, rows.mean(axis=1), values.mean()), (check.name, finding.choices)
                    assert near(side.standard_uncertainty, rows.std(axis=1), values.std()), check.name
                    ends, levels = side.coverage_interval, (0.025, 0.975)
                    parts, whole = np.quantile(rows, levels, axis=1), np.quantile(values, levels)
                    for end, part, one in zip(ends, parts, whole, strict=True):
                        assert near(end, part, one), check.name


def at_most_of_a_sample(tail, draws, asked):
    """The upper end by Hill's A(n), where one input below a one-sided check is a table: k of n is (k + 1)/(n + 1)."""
    laws = [draws.model.node(leaf, draws.choices) for leaf in draws.model.leaves(asked.computed, draws.choices)]
    tables = [
        node.laws["typical"] for node in laws if isinstance(node, Input) and isinstance(node.laws["typical"], Discrete)
    ]
    if not tables:
        return tail
    ((_, origins),) = [(asked.relation, table.origins) for table in tables if asked.relation == "at_most"]
    return (tail * origins + 1) / (origins + 1)


METHOD = 0.05  # how far off a tail by highest density may lie, as a share of it: densities are measured over stretches


def no_likelier(ratio):
    """The share of draws whose logarithm is no likelier than nothing: by a histogram, a little smoothed."""
    logs = np.log(ratio)
    counts, edges = np.histogram(logs, 2000)
    reach = np.arange(-200, 201) * (edges[1] - edges[0]) / (0.04 * logs.std())
    density = np.convolve(counts, np.exp(-(reach**2) / 2), "same")
    at = np.interp([0.0, *logs], (edges[1:] + edges[:-1]) / 2, density, left=0.0, right=0.0)
    return (at[1:] <= at[0]).mean()


@pytest.mark.parametrize("name", NAMES)
def test_every_tail_under_every_combination(opened, verified, by_hand, name):
    off = {}
    for check in verified(name).checks:
        asked = opened(name).model.checks[check.name]
        for combination in check.combinations:
            if combination.tail_probability is None:
                continue
            draws = by_hand(name, combination.choices)
            above, is_equal = (draws(asked.computed) >= draws(asked.stated)).mean(), check.relation == "equals"
            tail = {"at_most": above, "at_least": 1 - above}.get(check.relation)
            tail = no_likelier(draws(asked.computed) / draws(asked.stated)) if is_equal else tail
            tail = at_most_of_a_sample(tail, draws, asked)
            spread, found = math.sqrt(max(tail * (1 - tail), 1 / COUNT) / COUNT), combination.tail_probability
            slack = math.hypot(found.numerical_uncertainty, 2 * spread, METHOD * tail * is_equal)
            off[check.name, found.value, tail] = abs(found.value - tail) / slack
    # Two intervals that cover at 95 %: by chance one in twenty lies beyond, of Student’s t hardly any at twice that.
    assert {key: by for key, by in off.items() if by > 2} == {}
    assert sum(by > 1 for by in off.values()) <= max(1, 0.1 * len(off))


@pytest.mark.parametrize("name", NAMES)
def test_no_draw_leaves_the_bounds(opened, verified, by_hand, name):
    """Bounds enclose: the least and the greatest of all plain draws lie within them."""
    draws, units = by_hand(name, {}), opened(name).model.units
    for quantity, side in verified(name).quantities.items():
        if side.bounds is not None:
            values = np.broadcast_to(draws(quantity), COUNT) / factor(units[quantity])
            low, high = side.bounds
            assert low <= values.min() + 1e-5 * abs(low) + 1e-12, quantity
            assert values.max() <= high + 1e-5 * abs(high) + 1e-12, quantity
