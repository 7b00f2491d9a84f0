"""Made-up tables of choices: every combination of some options, with an outcome for each."""

import math
from collections import defaultdict
from itertools import product

from hypothesis import strategies as st

from weighbridge.checks import Outcome
from weighbridge.graph import Comparison, Kind
from weighbridge.verdict import Collapse, Combination
from weighbridge.verdict.results import CheckResult, Range


def table(options, outcome):
    """Every combination of some options, the first as written, with the outcome that a function of them gives."""
    every = (dict(zip(options, taken, strict=True)) for taken in product(*options.values()))
    return Collapse([Combination(choices, outcome(choices)) for choices in every])


@st.composite
def tables(draw, most_choices=4, most_options=3, outcomes=tuple(Outcome)):
    """Combinations of a few choices, of which only some may change the outcome, drawn at random."""
    options = {
        f"choice {at}": tuple(f"option {one} of {at}" for one in range(draw(st.integers(1, most_options))))
        for at in range(draw(st.integers(1, most_choices)))
    }
    names = draw(st.lists(st.sampled_from(list(options)), unique=True))  # only these may change anything
    said = {}

    def outcome(taken):
        key = tuple(taken[name] for name in names)
        if key not in said:
            said[key] = draw(st.sampled_from(outcomes))
        return said[key]

    return table(options, outcome)


def check_of(combinations):
    """A check with these combinations, as written first; nothing else of it is asked for."""
    found = Range(combinations[0].outcome)
    return CheckResult("fits", "Well?", Kind.POSSIBLE, Comparison.AT_MOST, [], [], combinations, found, False, [], [])


def entropy(weights):
    """The entropy of some weights, in bits, whatever they sum to."""
    total = sum(weights)
    return -sum(one / total * math.log(one / total, 2) for one in weights if one)


def enumerated(rows, thing):
    """The mutual information of outcome and thing, every row with the product of one over the number of options."""
    options = {name: {taken[name] for taken, _ in rows} for name in rows[0][0]}
    weight = math.prod(1 / len(found) for found in options.values())
    by_outcome, by_option, by_both = (defaultdict(float) for _ in range(3))
    for taken, outcome in rows:
        by_outcome[outcome] += weight
        by_option[taken[thing]] += weight
        by_both[outcome, taken[thing]] += weight
    assert math.isclose(sum(by_both.values()), 1)
    return entropy(by_outcome.values()) + entropy(by_option.values()) - entropy(by_both.values())


@st.composite
def open_tables(draw):
    """Small tables in which some outcomes are left open between two or three."""
    sets = st.sets(st.sampled_from((Outcome.HOLDS, Outcome.STRAINED, Outcome.FAILS)), min_size=1, max_size=3)
    found = []
    for taken in product("xy", "123"):
        may_be = tuple(one for one in Outcome if one in draw(st.shared(sets, key=str(taken))))
        left_open = may_be if len(may_be) > 1 else ()
        found.append(Combination(dict(zip("ab", taken, strict=True)), may_be[0], left_open=left_open))
    return found
