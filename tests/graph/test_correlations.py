"""Inputs that move together: the ranks that were declared, the laws that stay, and what is refused."""

import math

import numpy as np
import pytest
from scipy import stats

from weighbridge import Settings
from weighbridge.base.errors import CaseError
from weighbridge.uncertainty.copula import joined, pearson, root

CASE = """\
title: Inputs that move together
article: {title: A, url: "https://example.org", language: en}
claims:
  stated: {quote: {exact: x}, value: 5 one}
assumptions:
  a: {of: it, reason: a test, triangular: {low: 1 one, mode: 2 one, high: 6 one}}
  b: {of: it, reason: a test, lognormal: {median: 3 one, geometric_standard_deviation: 1.5 one}}
  c: {of: it, reason: a test, uniform: {low: 0 one, high: 2 one}}
  s: {of: it, reason: a test, composition: {parts: {p: {}, q: {}}}}
  f: {of: it, reason: a test, fixed: {value: 7 one}}
  rho: {of: it, reason: a test, fixed: {value: 0.6 one}}
  much: {of: it, reason: a test, fixed: {value: 1.5 one}}
  minus: {of: it, reason: a test, fixed: {value: -0.9 one}}
formulas:
  y: {expression: a + b, unit: one, of: a sum}
  z: {expression: a * c, unit: one, of: a product}
correlations:
  tied: TIED
checks:
  usual: {question: Well?, kind: typical, stated: stated, equals: y}
"""


def text(tied, more=""):
    return CASE.replace("TIED", tied).replace("checks:", f"{more}checks:")


@pytest.mark.parametrize("rank", [-1.0, -0.9, -0.3, 0.0, 0.6, 0.95, 1.0])
def test_the_ranks_are_those_declared_and_the_laws_stay(make_case, rank):
    case = make_case(text("{between: [a, b], rank: rho}"), Settings(points=2**12)).with_(rho=f"{rank} one")
    a, b = (case.draws.of(name, case.choices).ravel() for name in "ab")
    assert stats.spearmanr(a, b).statistic == pytest.approx(rank, abs=0.005)
    assert stats.kstest(a, stats.triang(0.2, 1, 5).cdf).statistic < 0.003
    assert stats.kstest(b, stats.lognorm(math.log(1.5), scale=3).cdf).statistic < 0.003


def test_three_that_move_together(make_case):
    case = make_case(text("{between: [a, b, c], rank: rho}"), Settings(points=2**12))
    drawn = [case.draws.of(name, case.choices).ravel() for name in "abc"]
    for one in range(3):
        for other in range(one):
            assert stats.spearmanr(drawn[one], drawn[other]).statistic == pytest.approx(0.6, abs=0.01)


def test_the_spread_of_a_sum_follows(make_case):
    """A second route: plain numpy draws of two normals with the correlation that belongs to the ranks."""
    case = make_case(text("{between: [a, b], rank: rho}"), Settings(points=2**13))
    r, generator, count = pearson(0.6), np.random.default_rng(3), 2_000_000
    one, other = generator.standard_normal((2, count))
    other = r * one + math.sqrt(1 - r * r) * other
    truth = stats.triang(0.2, 1, 5).ppf(stats.norm.cdf(one)) + 3 * np.exp(math.log(1.5) * other)
    drawn = case.draws.of("y", case.choices)
    assert drawn.mean() == pytest.approx(truth.mean(), rel=0.002)
    assert drawn.std() == pytest.approx(truth.std(), rel=0.004)
    assert np.quantile(drawn, [0.025, 0.975]) == pytest.approx(np.quantile(truth, [0.025, 0.975]), rel=0.005)


def test_an_input_that_is_not_named_stays_as_it_was(make_case):
    tied = make_case(text("{between: [a, b], rank: rho}"))
    other = tied.with_(rho="0 one")
    assert (tied.draws.of("c", tied.choices) == other.draws.of("c", other.choices)).all()
    assert (tied.draws.of("b", tied.choices) != other.draws.of("b", other.choices)).any()


def test_the_strength_is_a_quantity_like_any_other(make_case):
    """It can be set, be an alternative, and stands in the chain of whatever rests on the inputs."""
    more = (
        "alternatives:\n  strength: {question: How strongly?, options: {usual: {reason: r}, "
        "none: {reason: r, set: {rho: 0 one}}}}\n"
    )
    case = make_case(text("{between: [a, b], rank: rho}", more))
    assert "strength" in case.model.reached_by("y")
    assert "strength" not in case.model.reached_by("stated")
    sides = [f.computed.standard_uncertainty.value for f in case.verify()["usual"].findings if f.choices["strength"]]
    assert len(set(sides)) >= 2
    assert "rho" in str(case["y"].explain())


def test_correlated_inputs_have_one_line_in_the_budget(make_case):
    entries = make_case(text("{between: [a, b], rank: rho}"))["y"].accounts.entries
    assert [entry.inputs for entry in entries] == [["a", "b"]]
    assert entries[0].first_order.value == pytest.approx(1, abs=0.01)


def test_a_root_of_correlations_that_are_all_one():
    lower = root(np.ones((3, 3)))
    points = np.random.default_rng(1).random((3, 50))
    together = joined(points, lower)
    assert together == pytest.approx(np.broadcast_to(points[0], (3, 50)), abs=1e-6)


REFUSED = [
    ("{between: [a, b], rank: rh}", "`tied`: unknown name `rh` under `rank`", "did you mean `rho`?"),
    ("{between: [a, bb], rank: rho}", "`tied`: unknown name `bb` under `between`", ""),
    (
        "{between: [a, s], rank: rho}",
        "`tied`: `s` is not an input with a distribution of its own",
        "correlate the inputs",
    ),
    (
        "{between: [a, y], rank: rho}",
        "`tied`: `y` is not an input with a distribution of its own",
        "correlate the inputs",
    ),
    ("{between: [a, s.p], rank: rho}", "`tied`: `s.p` is not an input with a distribution of its own", "correlate"),
    ("{between: [a, a], rank: rho}", "`tied`: an input is named twice", "name each once"),
    ("{between: [a, b], rank: much}", "`tied`: the rank correlation `much` is 1.5", "expected -1 to 1"),
    ("{between: [a, b], rank: c}", "`tied`: `c` is not a fixed bare number", "make it an assumption"),
    (
        "{between: [a, b, c], rank: minus}",
        "`tied`: no inputs can have the rank correlations that are declared of `a`, `b`, `c`",
        "bring them closer to zero",
    ),
    (
        "{between: [a, b], rank: rho}\n  again: {between: [b, a], rank: rho}",
        "`again`: `a` and `b` are already correlated by `tied`",
        "declare each pair once",
    ),
]


def test_refused(make_case):
    for tied, message, remedy in REFUSED:
        with pytest.raises(CaseError) as caught:
            make_case(text(tied)).model  # noqa: B018
        found = [p for p in caught.value.problems if message in str(p)]
        assert found, (tied, message)
        assert remedy in str(found[0])
        assert ":" in str(found[0].place)


def test_a_fixed_figure_moves_with_nothing(make_case):
    """So that an analyst can set an input to a figure without touching what the case says of it."""
    case = make_case(text("{between: [a, f], rank: rho}"))
    alone = make_case(text("{between: [b, c], rank: rho}"))
    assert (case.draws.of("a", case.choices) == alone.draws.of("a", alone.choices)).all()
    set_ = make_case(text("{between: [a, b], rank: rho}")).with_(a="3 one")
    assert (set_.draws.of("a", set_.choices) == 3).all()


def test_a_claim_that_is_tied_is_still_a_stated_number(make_case):
    case = make_case(text("{between: [a, stated], rank: rho}"))
    finding = case.verify()["usual"].reference
    assert finding.stated.as_written == (5.0, 5.0)
    assert all(flip.at is not None for flip in finding.flips)
    assert finding.tail_under_any_dependence is None


def test_one_input_is_no_correlation(make_case):
    with pytest.raises(CaseError, match="between"):
        make_case(text("{between: [a], rank: rho}")).model  # noqa: B018
