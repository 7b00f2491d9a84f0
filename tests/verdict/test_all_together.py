"""The worst of all checks under one combination: group by group of those that share choices, as if all were listed."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.checks import FROM_BEST_TO_WORST, Outcome
from weighbridge.verdict import together
from weighbridge.verdict.ranges import Range, Reached
from weighbridge.verdict.together import MOST_TRIED, Part, over_all

OUTCOMES = (*FROM_BEST_TO_WORST, Outcome.CANNOT_TELL)
OPTIONS = {"a": ("0", "1"), "b": ("0", "1", "2"), "c": ("0", "1"), "d": ("0", "1")}


def part(options, outcomes):
    """A part with an outcome for each combination of its choices, in the order in which they are listed."""
    told = [one for one in outcomes if one is not Outcome.CANNOT_TELL]
    best = min(told, key=FROM_BEST_TO_WORST.index, default=Outcome.CANNOT_TELL)
    instead = outcomes[0] if outcomes[0] in told else best
    ranks = [FROM_BEST_TO_WORST.index(one if one in told else instead) if told else 0 for one in outcomes]
    shape = [len(one) for one in options.values()]
    return Part(options, np.array(ranks, dtype=np.int8).reshape(shape), outcomes[0], instead)


@st.composite
def parts(draw):
    found = []
    for _ in range(draw(st.integers(0, 4))):
        names = draw(st.lists(st.sampled_from(sorted(OPTIONS)), max_size=2, unique=True))
        options = {name: OPTIONS[name] for name in names}
        many = int(np.prod([len(one) for one in options.values()]))
        found.append(part(options, draw(st.lists(st.sampled_from(OUTCOMES), min_size=many, max_size=many))))
    return found


def written_of(several):
    return {choice: options[0] for one in several for choice, options in one.options.items()}


def by_hand(several):
    """Every combination of all choices, one after the other."""
    told = [one for one in several if not one.is_silent]
    said = [one.as_written for one in several if one.as_written is not Outcome.CANNOT_TELL]
    as_written = max(said, key=FROM_BEST_TO_WORST.index, default=Outcome.CANNOT_TELL)
    if not told:
        return Range(as_written)
    written = written_of(several)
    options = {one: [first, *(o for o in OPTIONS[one] if o != first)] for one, first in written.items()}
    ends = []
    for chosen in product(*options.values()):
        taken = dict(zip(options, chosen, strict=True))
        worst = FROM_BEST_TO_WORST[max(one.rank(taken) for one in told)]
        ends.append(Reached(worst, {one: option for one, option in taken.items() if option != written[one]}))
    first = ends[0].outcome
    ends.sort(key=lambda end: len(end.choices))
    rank = FROM_BEST_TO_WORST.index
    best, worst = min(ends, key=lambda end: rank(end.outcome)), max(ends, key=lambda end: rank(end.outcome))
    return Range(as_written if as_written == first else Outcome.CANNOT_TELL, best, worst)


@given(parts())
def test_groups_by_themselves_say_what_all_combinations_say(several):
    assert over_all(several, written_of(several)) == (by_hand(several), None)


def test_two_to_the_two_hundred_combinations_of_a_case_are_answered():
    """Two hundred checks, each with a choice of its own: one is made worse by it, all others better."""
    several = [part({f"c{at}": ("0", "1")}, (Outcome.FAILS, Outcome.HOLDS)) for at in range(199)]
    several.append(part({"last": ("0", "1")}, (Outcome.HOLDS, Outcome.FAILS)))
    found, looked = over_all(several, written_of(several))
    assert looked is None
    assert (found.as_written, found.worst) == (Outcome.FAILS, Reached(Outcome.FAILS))
    assert found.best.outcome is Outcome.HOLDS
    assert len(found.best.choices) == 199


def chain(many, outcomes):
    """Parts each of which shares a choice with the next, so that all of them are one group."""
    return [part({f"c{at}": ("0", "1"), f"c{at + 1}": ("0", "1")}, outcomes) for at in range(many)]


def test_a_group_that_is_too_large_is_searched_and_is_exact_where_nothing_can_be_better():
    several = chain(60, (Outcome.HOLDS, Outcome.FAILS, Outcome.FAILS, Outcome.HOLDS))
    found, looked = over_all(several, written_of(several))
    assert looked is None
    assert (found.best.outcome, found.worst.outcome) == (Outcome.HOLDS, Outcome.FAILS)


def test_a_group_that_is_too_large_says_how_much_of_it_was_looked_at():
    """Each pair fits only where both differ from what is written: from there no single change is better."""
    several = chain(60, (Outcome.STRAINED, Outcome.FAILS, Outcome.FAILS, Outcome.HOLDS))
    found, looked = over_all(several, written_of(several))
    assert found.worst.outcome is Outcome.FAILS
    assert found.best.outcome is Outcome.STRAINED
    assert looked.of == 2**61
    assert 0 < looked.looked <= MOST_TRIED


@pytest.mark.parametrize("said", [Outcome.HOLDS, Outcome.FAILS])
def test_a_part_that_is_known_in_some_ways_only_is_asked_for_others(said):
    """It is not known of all combinations, so it is said that not all were looked at."""
    asked = []

    def find(taken):
        asked.append(dict(taken))
        return said if taken.get("a") == "1" else Outcome.FAILS

    one = Part(
        {"a": ("0", "1")}, None, Outcome.FAILS, Outcome.FAILS, find, Reached(said, {"a": "1"}), Reached(Outcome.FAILS)
    )
    found, looked = over_all([one], {"a": "0"})
    assert found.best.outcome is said
    assert {"a": "1"} in asked or said is Outcome.FAILS
    assert looked is not None


@pytest.mark.parametrize("most", range(1, 30))
def test_a_search_that_is_stopped_anywhere_has_an_answer(most, monkeypatch):
    """Each change makes it better by one: the last that may be looked at can be the one that is better."""
    monkeypatch.setattr(together, "MOST_TRIED", most)
    options = {f"c{at}": ("0", "1") for at in range(3)}

    def find(taken):
        return FROM_BEST_TO_WORST[3 - sum(option == "1" for option in taken.values())]

    one = Part(
        options, None, find({}), find({}), find, Reached(find(dict.fromkeys(options, "1")), {}), Reached(find({}))
    )
    found, looked = over_all([one], written_of([one]))
    assert found.best.outcome is find(found.best.choices)
    assert looked is not None
