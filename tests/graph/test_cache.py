"""What is computed once and kept: nothing twice, nothing stale, and whatever a change does not reach is shared.

The oracle of the first law is a process of its own for each variant of a case, in which nothing was ever kept.
"""

import multiprocessing
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import weighbridge
from variants import EDITS, OPTIONS, QUANTITIES, SET, SETTINGS, answers, opened, send_answers
from weighbridge import open_case
from weighbridge.graph.cache import LARGE, Cache
from weighbridge.uncertainty import compositions, distributions
from weighbridge.what_if.demands import Demands
from weighbridge.what_if.trial import Trial

ORDERS = [("weighed", "drawn"), ("drawn", "weighed"), ("solved", "weighed", "drawn"), ("weighed", "solved")] * 2
ORDERS += [("turns", "weighed", "drawn")]  # numbers are moved, which takes longer


@pytest.fixture(scope="module")
def afresh(tmp_path_factory):
    """The answers of a variant, from a process in which no case was opened before."""
    folder, kept = str(tmp_path_factory.mktemp("afresh")), os.environ.get("PYTHONPATH", "")
    forks = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if forks else "spawn")
    if forks:
        context.set_forkserver_preload(["variants"])

    @cache
    def afresh(variant, asked):
        ours, theirs = context.Pipe()
        process = context.Process(target=send_answers, args=(theirs, folder, variant, asked))
        process.start()
        theirs.close()
        with ours:
            found = ours.recv()
        process.join()
        return found

    with pytest.MonkeyPatch.context() as environment:  # the server that forks finds the module by it
        environment.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(Path(__file__).parents[1]), kept])))
        afresh(((), (), (), ()), ("drawn",))
    return afresh


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return str(tmp_path_factory.mktemp("kept"))


@pytest.fixture(scope="module")
def kept(folder):
    """The case as written, weighed, whose cache all variants share."""
    case = opened(folder)
    assert case.verify().checks
    return case


CHANGES = [(place, name) for place, of in enumerate([EDITS, SET, OPTIONS, SETTINGS]) for name in of]
AS_READ_AND_SET = [(1, "mass"), (2, "mass")]  # a number that was set has no readings any more


def variant(changes):
    return tuple(tuple(sorted(name for at, name in changes if at == place)) for place in range(4))


few = st.lists(st.sampled_from(CHANGES), max_size=2, unique=True).filter(lambda few: sorted(few) != AS_READ_AND_SET)


@settings(max_examples=50)
@given(few.map(variant), st.sampled_from(ORDERS))
def test_a_changed_case_answers_as_one_that_was_opened_for_the_first_time(folder, kept, afresh, variant, order):
    """To the last bit, whatever was weighed before in this process and in whichever order it is asked."""
    found = answers(opened(folder, *variant, beside=kept), order)
    expected = afresh(variant, ("drawn", "solved", "weighed", *(["turns"] if "turns" in order else [])))
    assert found == {name: expected[name] for name in order}


@pytest.mark.parametrize(
    "change",
    [
        lambda case: case.with_({"convoy_mean_load.high": "45 tonne/truck"}, trucks="60 truck"),
        lambda case: case.under(market="yard with cable", mix="like Iraqi scrap in Jordan", departure="2 July 2015"),
    ],
    ids=["set", "under other options"],
)
def test_a_real_case_that_was_changed_answers_as_one_that_was_opened_for_it(raqqa, raqqa_result, change):
    """With what the small case lacks: an empirical distribution, an event, a region of mixes."""
    assert raqqa_result == raqqa.verify()  # it has been weighed, and is kept
    found, expected = change(raqqa), change(weighbridge.open_case("raqqa-2017"))
    assert found.verify().model_dump_json() == expected.verify().model_dump_json()


def test_each_change_changes_the_answer(folder, kept):
    """None of the changes above is idle; and the case as written answers afterwards what it answered before."""
    before, result, idle = answers(kept, ("weighed", "drawn")), kept.verify(), []
    for change in CHANGES:
        found = opened(folder, *variant([change]), beside=kept).verify()
        if all(getattr(found, part) == getattr(result, part) for part in ("sampled", "quantities", "checks")):
            idle.append(change)
    assert idle == []
    assert answers(kept, ("weighed", "drawn")) == before


@pytest.fixture
def drawings(monkeypatch):
    """A list that grows by one with every inversion of a distribution: what drawing consists of."""
    made = []

    def counted(original):
        def quantile(self, *arguments):
            made.append(self)
            return original(self, *arguments)

        return quantile

    for module in (distributions, compositions):
        for kind in vars(module).values():
            if isinstance(kind, type) and "quantile" in vars(kind):
                monkeypatch.setattr(kind, "quantile", counted(kind.quantile))
    return made


def test_weighing_twice_is_one_computation(folder, drawings):
    case = opened(folder, sampled=("seed",))
    first = case.verify()
    checks, after = first.checks, len(drawings)
    assert after > 0
    assert case.verify() is first
    assert first.checks is checks
    assert len(drawings) == after


def test_what_was_weighed_is_shown_without_a_draw(folder, drawings):
    case = opened(folder, sampled=("seed",))
    assert case.verify().checks
    after = len(drawings)
    assert case.outline()
    for name in QUANTITIES:
        assert case[name].side
        assert case[name].draws is not None
        assert str(case[name])
    assert len(drawings) == after


def test_an_explanation_asked_again_draws_nothing(folder, drawings):
    """The first time it may: it has the budget of each quantity, which weighing does not need."""
    case = opened(folder, sampled=("seed",))
    first = [case.explain(name) for name in ("load", "price", "worth")]
    after = len(drawings)
    assert [case.explain(name) for name in ("load", "price", "worth")] == first
    assert len(drawings) == after


# What an analyst asks of a case that was weighed, first of all of its checks.
QUESTIONS = {
    "correction": lambda case: case.reconcile(),
    "slips": lambda case: case.slips("fits"),
    "flips": lambda case: case.flips("fits").to_csv(),
    "explanation": lambda case: case.explain("fits"),
}


@pytest.fixture
def computations(monkeypatch):
    """A list that grows with every value and array that a cache has to make, every trial and every set of demands."""
    made = []

    def watched(keep):
        return lambda cache, key, make: keep(cache, key, lambda: made.append(key[0]) or make())

    monkeypatch.setattr(Cache, "kept", watched(Cache.kept))
    monkeypatch.setattr(Cache, "array", watched(Cache.array))
    for begins in (Trial, Demands):
        begin = begins.__init__
        counted = lambda one, *given, _begin=begin, **named: made.append(one) or _begin(one, *given, **named)  # noqa: E731
        monkeypatch.setattr(begins, "__init__", counted)
    return made


@pytest.fixture
def broken(folder, drawings, computations):
    """A case that was weighed and whose check fails, so that there is something to mend; and how much was made."""
    case = opened(folder, sampled=("seed",)).with_(trucks="2 truck")
    assert case.verify().form
    assert case.verify()["fits"].reference.outcome == "fails"
    return case, lambda: (len(drawings), len(computations))


@pytest.mark.parametrize("asked", ["correction", "slips"])
def test_a_weighed_case_is_asked_and_computes_nothing_new(broken, asked):
    """Its result as a form holds the answers: neither is anything drawn nor is anything kept that was not there."""
    case, made = broken
    before = made()
    assert before > (0, 0)
    assert QUESTIONS[asked](case)
    assert made() == before


@pytest.mark.parametrize("asked", QUESTIONS)
def test_a_question_asked_again_computes_nothing_new(broken, asked):
    case, made = broken
    first, after = QUESTIONS[asked](case), made()
    assert QUESTIONS[asked](case) == first
    assert made() == after


def test_where_the_outcome_turns_is_found_once_for_whoever_asks(broken):
    """No result holds where every number turns a check: the first to ask has it found, and all others share it."""
    case, made = broken
    case.flips("fits")
    case.explain("fits")  # which also asks what the check rests on jointly, and under every option
    after = made()
    assert case.headlines("fits")
    assert case.explain("fits")
    assert len(case.flips("fits", turning=True)) > 0
    assert made() == after


def test_a_change_renews_what_rests_on_it_and_shares_the_rest(folder):
    """Draws of what a change does not reach are the same array, not an equal one."""
    case = opened(folder)
    draws = {name: case.draws.of(name, case.choices) for name in QUANTITIES}
    assert case.verify().checks
    faults = []
    changed_and_what_rests_on_it = [
        *((name, case.with_({name: value}), rest) for name, (value, rest) in SET.items()),
        *((name, case.under(**{name: option}), rest) for name, (option, rest) in OPTIONS.items()),
    ]
    for name, changed, rest in changed_and_what_rests_on_it:
        for quantity in QUANTITIES:
            found = changed.draws.of(quantity, changed.choices)
            if quantity not in rest and found is not draws[quantity]:
                faults.append(f"{name}: {quantity} was drawn anew")
            direct = quantity in (name.split(".")[0], "load", "price", "worth")
            if quantity in rest and direct and np.array_equal(found, draws[quantity]):
                faults.append(f"{name}: {quantity} is that of before")
    assert faults == []


def test_a_change_back_is_the_first_result_again(folder):
    case = opened(folder)
    again = case.with_(trucks="5 truck").with_(trucks="6 truck")
    assert [check.outcome for check in again.verify().checks] == [check.outcome for check in case.verify().checks]
    assert (again.draws.of("worth", again.choices) == case.draws.of("worth", case.choices)).all()


def test_another_seed_and_more_points_are_other_draws(folder):
    case, other, finer = opened(folder), opened(folder, sampled=("seed",)), opened(folder, sampled=("points",))
    for name in ("usual", "discount", "shares.iron", "worth"):
        first, second, third = (each.draws.of(name, each.choices) for each in (case, other, finer))
        assert (first != second).any()
        assert third.shape != first.shape


def test_several_threads_share_a_cache():
    """Each gets what belongs to its key, whatever the others push out, and no two definitions one number."""
    kept, wrong, every = Cache(limit=3 * 8 * 1024), [], 400

    def ask(first):
        for at in range(first, first + every):
            key = at % 7
            found = kept.array(key, lambda key=key: np.full(1024, float(key)))
            wrong.extend([key] if found[0] != key else [])
            kept.identity("number", at)

    switching = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(6) as pool:
            list(pool.map(ask, range(0, 6 * 50, 50)))
    finally:
        sys.setswitchinterval(switching)
    assert wrong == []
    numbers = [kept.identity("number", at) for at in range(250 + every)]
    assert len(set(numbers)) == len(numbers)
    arrays = [key for key in range(7) if key in kept]
    assert 0 < len(arrays) <= 3


def test_larger_arrays_push_out_no_smaller_ones():
    cache = Cache(limit=2 * LARGE)
    small = cache.array("small", lambda: np.zeros(10))
    for at in range(5):
        cache.array(("large", at), lambda: np.zeros(LARGE // 8))
    assert cache.array("small", lambda: np.ones(10)) is small
    assert ("large", 4) in cache
    assert ("large", 0) not in cache


@pytest.mark.parametrize("options", [{"shape": "flat"}, {"hedge width": "generous"}, {"convoys": "announced ones too"}])
def test_a_case_under_options_says_what_it_says_by_itself(options):
    """What it shares with the case under others is kept by what it rests on, never by which options are ours."""
    shared = open_case("raqqa-2017")
    shared.weigher.check("usual_load")
    changed = shared.with_(trucks="45 truck")
    changed.weigher.check("usual_load")
    alone = open_case("raqqa-2017").with_(trucks="45 truck")
    for one, other in ((shared, open_case("raqqa-2017")), (changed, alone)):
        found, fresh = (case.under(options).weigher for case in (one, other))
        assert found.as_read("usual_load") == fresh.as_read("usual_load")
        assert found.outcome_as_read("usual_load") == fresh.as_read("usual_load").reference.outcome
        said = [[(way.choices, way.outcome) for way in each.combinations("usual_load")] for each in (found, fresh)]
        assert said[0] == said[1]
