"""Small models made at random from seeds, against a second route: plain numpy draws and Python's own arithmetic.

The stated numerical uncertainty is a 95 % interval; so over all models and figures about 95 in 100 must hold the truth.
That of the plain draws is not zero, so it is added in quadrature.
"""

import math

import numpy as np
import pytest

from weighbridge import Settings
from weighbridge.uncertainty.estimates import Figures

MODELS, PLAIN, BATCHES = 200, 200_000, 20
TOGETHER = 10  # models in one case, for reading a case takes longer than drawing from it


def law(random):
    """A distribution at random: how a case writes it, and how numpy draws it."""
    low, width, kind = random.uniform(1, 5), random.uniform(0.5, 4), random.integers(5)
    middle, high = low + width * random.uniform(0.1, 0.9), low + width
    if kind == 0:
        return f"uniform: {{low: {low!r} one, high: {high!r} one}}", lambda g, n: g.uniform(low, high, n)
    if kind == 1:
        text = f"triangular: {{low: {low!r} one, mode: {middle!r} one, high: {high!r} one}}"
        return text, lambda g, n: g.triangular(low, middle, high, n)
    if kind == 2:
        one = 1 + 4 * (middle - low) / width
        text = f"pert: {{low: {low!r} one, mode: {middle!r} one, high: {high!r} one}}"
        return text, lambda g, n: low + width * g.beta(one, 6 - one, n)
    if kind == 3:
        text = f"normal: {{mean: {10 + low!r} one, standard_uncertainty: {width / 4!r} one}}"
        return text, lambda g, n: g.normal(10 + low, width / 4, n)
    factor = 1 + width / 8
    text = f"lognormal: {{median: {low!r} one, geometric_standard_deviation: {factor!r} one}}"
    return text, lambda g, n: low * np.exp(math.log(factor) * g.standard_normal(n))


def formula(random, names):
    """An expression over the names, one of them met twice; the same text is a formula and Python."""
    text = str(names[0])
    for name in [*names[1:], random.choice(names)]:
        sign = random.choice(["+", "-", "*", "/", "min", "max"])
        text = f"{sign}({text}, {name})" if len(sign) > 1 else f"({text} {sign} {name})"
    return text


def model(seed):
    random = np.random.default_rng(seed)
    names = [f"x{seed}_{number}" for number in range(random.integers(1, 5))]
    laws = {name: law(random) for name in names}
    return laws, formula(random, names)


def plain(laws, text, seed):
    """The figures by plain draws, each from twenty batches so that its own uncertainty is known."""
    generator = np.random.default_rng([seed, 1])
    values = {name: draw(generator, PLAIN) for name, (_, draw) in laws.items()}
    y = np.broadcast_to(eval(text, {"min": np.minimum, "max": np.maximum}, values), PLAIN)
    rows = y.reshape(BATCHES, -1)
    figures = [rows.mean(axis=1), rows.std(axis=1), *np.quantile(rows, [0.025, 0.975], axis=1)]
    pooled = [y.mean(), y.std(), *np.quantile(y, [0.025, 0.975])]
    slacks = [2.093 * batch.std(ddof=1) / math.sqrt(BATCHES) for batch in figures]
    return list(zip(pooled, slacks, strict=True))


@pytest.fixture(scope="module")
def distances(make_model):
    """For each model and each of its four figures, how far the two routes are apart, in units of what both state."""
    found = []
    for first in range(0, MODELS, TOGETHER):
        models = {seed: model(seed) for seed in range(first, first + TOGETHER)}
        laws = {name: words for laws, _ in models.values() for name, (words, _) in laws.items()}
        case = make_model(laws, {f"y{seed}": text for seed, (_, text) in models.items()}, Settings(points=256))
        for seed, (laws, text) in models.items():
            figures = Figures.of(case.draws.of(f"y{seed}", case.choices))
            ours = (figures.mean, figures.standard_uncertainty, *figures.interval)
            found.append(
                [
                    abs(one.value - value) / max(math.hypot(one.numerical_uncertainty, slack), 1e-12)  # x − x is exact
                    for one, (value, slack) in zip(ours, plain(laws, text, seed), strict=True)
                ]
            )
    return np.array(found)


def test_graph_and_numpy_agree_at_the_stated_rate(distances):
    """Mean, standard uncertainty and both ends: of 200 at 95 % fewer than 181 happen once in a thousand times."""
    agreeing = (distances <= 1).sum(axis=0)
    assert (agreeing >= 181).all(), agreeing


def test_no_figure_is_far_off(distances):
    """Of 800 figures the farthest is off by chance about twice as far as 19 in 20 are; a mistake would show as ten."""
    assert (distances <= 1).mean() > 0.94
    assert distances.max() < 2.5


def test_the_models_are_not_all_alike():
    texts = [model(seed)[1].replace(f"x{seed}_", "x") for seed in range(MODELS)]
    assert len(set(texts)) > MODELS / 2
    for sign in ("+", "-", "*", "/", "min", "max"):
        assert sum(sign in text for text in texts) > 20
