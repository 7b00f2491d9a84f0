"""What large cases cost, as counts and not as times: twice as many claims and checks take about twice the work."""

import sys
from pathlib import Path

import pytest

from small_cases import case_text, unfiled
from weighbridge.checks import run
from weighbridge.graph import bounds
from weighbridge.what_if import slips, slips_of

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from large_cases import SHAPES, chain, independent_ratios, one_sum

FEW, MANY = 20, 40


@pytest.fixture
def evaluations(monkeypatch):
    """How many bounds are found, and how many checks weighed."""
    counts = {"bounds": 0, "weighings": 0}

    def counted(name, function):
        def counting(*arguments, **named):
            counts[name] += 1
            return function(*arguments, **named)

        return counting

    monkeypatch.setattr(bounds, "extremes", counted("bounds", bounds.extremes))
    monkeypatch.setattr(run, "to_the_last_digit", counted("weighings", run.to_the_last_digit))
    return counts


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if "20" not in shape])
def test_the_work_grows_with_the_number_of_checks(shape, evaluations):
    found = {}
    for size in (FEW, MANY):
        evaluations.update(bounds=0, weighings=0)
        checks = len([check.form() for check in unfiled(SHAPES[shape](size)).verify().checks])
        found[size] = {**evaluations, "checks": checks}
    least = FEW - 5  # a chain has no check of the claims that all its formulas share
    assert found[FEW]["checks"] >= least
    growth = found[MANY]["checks"] / found[FEW]["checks"]
    for what in ("bounds", "weighings"):
        assert 0 < found[MANY][what] <= 1.3 * growth * found[FEW][what]


def test_a_slip_is_asked_of_the_checks_that_it_touches(evaluations):
    """Of unrelated triples three checks rest on a number: the others are not weighed anew, however many there are."""
    weighed = {}
    for size in (30, 60):
        case = unfiled(independent_ratios(size))
        name = next(name for name in case.model.checks if slips_of(case.weigher.draws, name, case.choices).mends)
        other = unfiled(independent_ratios(size))
        evaluations.update(weighings=0)
        found = slips_of(other.weigher.draws, name, other.choices)
        weighed[size] = evaluations["weighings"] - size  # as the others stand, each is weighed once
        assert len(found.mends[0].outcomes) == size
    assert weighed[60] <= weighed[30] + 60


def test_a_long_chain_of_formulas_is_weighed():
    """Ninety formulas, each of the one before: none of them is reached by a call from the one above it."""
    assert len(unfiled(chain(95, 5)).verify().checks) == 90


def test_more_than_a_hundred_random_inputs_are_drawn():
    numbers = {f"part_{at}": "10 tonne, hedge: about" for at in range(105)}
    groups = [", ".join(list(numbers)[start : start + 35]) for start in range(0, 105, 35)]
    sums = [f'  sum_{at}: {{expression: "sum({names})", unit: tonne}}' for at, names in enumerate(groups)]
    more = "\n".join(["formulas:", *sums, '  all: {expression: "sum_0 + sum_1 + sum_2", unit: tonne, of: it}'])
    case = unfiled(
        case_text({**numbers, "total": "1050 tonne"}, more, fits="kind: typical, stated: total, equals: all")
    )
    assert str(case.verify()["fits"].reference.outcome) == "holds"
    draws = case.weigher.draws.of("all", case.choices)  # in kilograms
    assert draws.mean() == pytest.approx(1_050_000, rel=1e-3)
    assert draws.mean(axis=1).std() < 2_000  # no two of the inputs move together


def test_slips_stop_at_their_budget_and_say_so(monkeypatch):
    case = unfiled(one_sum(FEW))
    whole = next(
        found for name in case.model.checks if (found := slips_of(case.weigher.draws, name, case.choices)).mends
    )
    assert whole.looked is None
    assert "looked" not in whole.model_dump()
    monkeypatch.setattr(slips, "MOST_WORK", 1)
    monkeypatch.setattr(slips, "LEAST_WORK", 1)
    other = unfiled(one_sum(FEW))
    cut = slips_of(other.weigher.draws, whole.check, other.choices)
    assert (cut.mends, cut.looked.looked, cut.looked.of > 0) == ([], 0, True)
    assert f"We looked at 0 of {cut.looked.of} readings." in cut.sentence
