"""The search for what turned an outcome, held against trying every set."""

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge import open_case
from weighbridge.base import Budget, Spent
from weighbridge.difference.causes import Search, minimal
from weighbridge.difference.changed_case import Pair
from weighbridge.difference.results import Subject
from weighbridge.difference.trials import Bench

NAMES = tuple("abcdefg")


def sets(names, sizes=None):
    """Every set of some names, the smaller first, in order."""
    return chain.from_iterable(combinations(names, size) for size in sizes or range(len(names) + 1))


def search(names, turns, **more):
    """A search in which an outcome is the later one where a set of changes turns it, and the earlier one elsewhere."""
    every = frozenset(names)
    return Search(sorted(names), turns, lambda back: not turns(every - back), **more)


# An outcome that some changes turn: as a function of those that are made, what turns it alone, what taken back alone
# turns it back, and the smallest sets of both.
SEARCHES = {
    "one does": (lambda made: "a" in made, ["a"], ["a"], [], []),
    "two together": (lambda made: {"b", "d"} <= made, [], ["b", "d"], ["b", "d"], []),
    "each of two": (lambda made: bool({"b", "d"} & made), ["b", "d"], [], [], ["b", "d"]),
    "one, unless another is made": (
        lambda made: "a" in made and ("b" not in made or "c" in made),
        ["a"],
        ["a", "c"],
        [],
        [],
    ),
    "any two of three": (lambda made: len({"a", "b", "c"} & made) > 1, [], [], ["a", "b"], ["a", "b"]),
    "three together": (lambda made: {"a", "c", "g"} <= made, [], ["a", "c", "g"], ["a", "c", "g"], []),
    "a small set behind a larger one": (
        lambda made: {"a", "b", "c"} <= made or {"f", "g"} <= made,
        [],
        [],
        ["f", "g"],
        ["a", "f"],
    ),
    "all together": (lambda made: len(made) == len(NAMES), [], list(NAMES), list(NAMES), []),
}


@pytest.mark.parametrize("name", SEARCHES)
def test_what_turned_it_is_found(name):
    turns, alone, back, together, back_together = SEARCHES[name]
    found = search(NAMES, turns).run()
    assert (found.alone, found.taken_back) == (alone, back)
    assert (found.together, found.back_together) == (together, back_together)
    assert found.is_smallest


@given(st.lists(st.frozensets(st.sampled_from(NAMES), min_size=1, max_size=4), min_size=1, max_size=4))
def test_it_is_what_trying_every_set_finds(causes):
    """The outcome turns where any of some sets is made as a whole."""
    turns = lambda made: any(one <= made for one in causes)  # noqa: E731
    every = frozenset(NAMES)
    found = search(NAMES, turns).run()
    assert found.alone == [name for name in NAMES if turns(frozenset([name]))]
    assert found.taken_back == [name for name in NAMES if not turns(every - {name})]
    if not found.alone:
        assert tuple(found.together) == next(one for one in sets(NAMES) if turns(frozenset(one)))
    if not found.taken_back:
        assert tuple(found.back_together) == next(one for one in sets(NAMES) if not turns(every - frozenset(one)))


@given(st.lists(st.frozensets(st.sampled_from(NAMES), min_size=1, max_size=4), min_size=1, max_size=4))
def test_the_other_way_round_is_the_mirror(causes):
    turns = lambda made: any(one <= made for one in causes)  # noqa: E731
    every = frozenset(NAMES)
    found, mirror = search(NAMES, turns).run(), search(NAMES, lambda made: not turns(every - made)).run()
    assert (found.alone, found.taken_back) == (mirror.taken_back, mirror.alone)
    assert (found.together, found.back_together) == (mirror.back_together, mirror.together)


def test_changes_that_alter_nothing_are_not_combined():
    counts = []
    for idle in ((), "bcde"):
        tried = set()

        def turns(made, tried=tried):
            tried.add(made)
            return {"a", "f", "g"} <= made

        found = search(NAMES, turns, is_idle=lambda name, idle=idle: name in idle).run()
        assert found.together == ["a", "f", "g"]
        counts.append(len(tried))
    assert counts[1] < counts[0]


@pytest.mark.parametrize("steps", range(0, 30, 3))
def test_what_was_found_before_the_budget_was_spent_is_kept(steps):
    left = [steps]

    def turns(made):
        left[0] -= 1
        if left[0] < 0:
            raise Spent(Budget(0))
        return {"b", "d"} <= made

    found = search(NAMES, turns).run()
    assert found.alone == []
    assert set(found.taken_back) <= {"b", "d"}
    assert not found.is_smallest or found.together == ["b", "d"]


@given(st.frozensets(st.sampled_from(NAMES), max_size=5))
def test_a_minimal_part_is_all_that_is_needed(needed):
    found = minimal(NAMES, lambda kept: needed <= set(kept))
    assert set(found) == (needed or set(found))
    assert len(found) == max(len(needed), 1)


@pytest.mark.parametrize("most", [0, 1, 3, 50])
def test_so_many_sets_of_changes_are_tried_and_no_more(most):
    before = open_case("raqqa-2017")
    bench = Bench(Pair.of(before, before.with_(trucks="20 truck", mass="900 tonne")), most)
    bench.causes({(Subject.ARTICLE, ""): ("depends", "fails")})
    assert len(bench.kept) <= most
    assert bench.report().was_cut == (len(bench.kept) == most)
