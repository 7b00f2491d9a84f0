"""From outcomes to a verdict, step by step; against oracles that are too slow to be used."""

from itertools import product

# ruff: noqa: E501 (a row of a table stands on one line)
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge import open_case
from weighbridge.checks.results import Figure, Finding
from weighbridge.verdict.results import CheckResult, Combination
from weighbridge.verdict.rule import check_outcome, holm, turning_choices, weigh

OUTCOMES = ("holds", "holds only through rounding", "strained", "fails", "cannot tell")


def check(name, kind, outcome, tail=None, depends_on=(), relation="at_most"):
    figure = Figure(value=tail, numerical_uncertainty=0.0) if tail is not None else None
    return CheckResult.model_construct(
        name=name,
        kind=kind,
        relation=relation,
        outcome=outcome,
        depends_on=list(depends_on),
        turned_by=list(depends_on),
        findings=[Finding.model_construct(tail_probability=figure)],
    )


def dependent(name, kind, *choices):
    return check(name, kind, f"depends on {' and '.join(choices)}", 0.2 if kind == "typical" else None, choices)


# checks, outcome, what it depends on, the last step, the sentence's middle
RULE = [
    ([], "cannot tell", [], "no check touches it"),
    ([check("a", "possible", "holds")], "holds", [], "nothing fails, nothing turns, and at least one check could have caught a threefold error"),
    ([check("a", "agrees", "holds only through rounding")], "holds only through rounding", [], "nothing fails"),
    ([check("a", "agrees", "holds only through rounding"), check("b", "possible", "holds")], "holds only through rounding", [], "nothing fails"),
    ([check("a", "agrees", "holds only through rounding"), check("b", "typical", "strained", 0.03)], "strained", [], "for 1 typical checks: b"),
    ([check("a", "agrees", "holds only through rounding"), dependent("b", "possible", "mass")], "depends on mass", ["mass"], "b: turned by fair choices"),
    ([check("a", "agrees", "holds only through rounding"), check("b", "possible", "fails")], "fails", [], "fails under every combination: b"),
    ([check("a", "possible", "holds, or cannot tell"), check("b", "possible", "cannot tell")], "holds", [], "nothing fails"),
    ([check("a", "possible", "cannot tell")], "cannot tell", [], "no check had severity"),
    ([check("a", "possible", "cannot tell"), check("b", "agrees", "holds")], "holds", [], "nothing fails"),
    ([check("a", "possible", "fails")], "fails", [], "fails under every combination: a"),
    ([check("a", "agrees", "fails"), check("b", "reachable", "fails")], "fails", [], "fails under every combination: a, b"),
    ([check("a", "reachable", "fails"), dependent("b", "typical", "mix")], "fails", [], "fails under every combination: a"),
    ([dependent("a", "possible", "mass"), check("b", "possible", "holds")], "depends on mass", ["mass"], "a: turned by fair choices"),
    ([dependent("a", "typical", "mix", "mass"), dependent("b", "reachable", "mass", "month")], "depends on mix, mass and month", ["mix", "mass", "month"], "a, b: turned by fair choices"),
    ([check("a", "typical", "strained", 0.03)], "strained", [], "strained after Holm's correction for 1 typical checks: a"),
    ([check("a", "typical", "fails", 0.001)], "strained", [], "strained after Holm's correction for 1 typical checks: a"),
    ([check("a", "typical", "strained", 0.03), check("b", "typical", "holds", 0.5)], "holds", [], ("a is strained alone, but not after Holm's correction for 2 typical checks", "nothing fails")),
    ([check("a", "typical", "strained", 0.02), check("b", "typical", "holds", 0.5)], "strained", [], "for 2 typical checks: a"),
    ([check("a", "typical", "strained", 0.02), check("b", "typical", "strained", 0.04)], "strained", [], "for 2 typical checks: a, b"),
    ([check("a", "typical", "strained", 0.03), check("b", "typical", "strained", 0.03)], "holds", [], ("a is strained and b is strained alone, but not after Holm's correction for 2 typical checks", "nothing fails")),
    ([check("a", "typical", "strained", 0.06, relation="equals")], "strained", [], "for 1 typical checks: a"),
    ([check("a", "typical", "cannot tell", 0.001)], "cannot tell", [], "no check had severity"),
    ([check("a", "typical", "strained", 0.03), dependent("b", "possible", "mass")], "depends on mass", ["mass"], "b: turned by fair choices"),
]  # fmt: skip


@pytest.mark.parametrize(("checks", "outcome", "depends_on", "step"), RULE)
def test_the_rule(checks, outcome, depends_on, step):
    verdict = weigh("it", checks)
    assert verdict.outcome == outcome
    assert verdict.depends_on == depends_on
    assert verdict.steps[: len(checks)] == [f"{each.name} ({each.kind}): {each.outcome}" for each in checks]
    expected = (step,) if isinstance(step, str) else step
    for part, told in zip(expected, verdict.steps[len(checks) :], strict=True):
        assert part in told
    assert verdict.checks == [each.name for each in checks]
    assert verdict.sentence.startswith(f"it: {outcome}. ")


ENDINGS = {
    "holds": "Taken together, nothing that was asked decides against the numbers; that does not make them true.",
    "holds only through rounding": "The numbers fit only through what rounding and hedges permit; that does not make them true.",
    "strained": "At least one number is unusual under what is assumed.",
    "fails": "At least one check fails under every fair choice in which it can tell.",
    "cannot tell": "No check could have caught an error of a factor three.",
    "no check": "No check touches it.",
}


@pytest.mark.parametrize(("checks", "outcome", "depends_on", "step"), RULE)
def test_no_sentence_goes_further_than_its_outcome(checks, outcome, depends_on, step):
    sentence = weigh("it", checks).sentence
    expected = outcome if checks else "no check"
    assert [ending for ending in ENDINGS.values() if ending in sentence] == [
        ending for name, ending in ENDINGS.items() if name == expected
    ]
    assert ("Checks: " in sentence) == bool(checks)
    for word in ("lie", "false", "wrong", "invent", "untrue", "author", "exaggerat"):
        assert word not in sentence.lower()


def test_a_sentence_does_not_deny_a_check_that_fails_under_all():
    """A typical check fails under every reading while another turns: the verdict must not say that nothing fails."""
    verdict = weigh("it", [dependent("a", "possible", "mass"), check("b", "typical", "fails", 0.0)])
    told = " ".join([*verdict.steps, verdict.sentence])
    assert "nothing fails" not in told
    assert "no check fails under every reading" not in told


def test_strained_and_unusual_is_not_said_to_be_possible_where_nothing_asked():
    """A typical check alone has not asked whether the number is possible: its sentence may not say that it is."""
    sentence = weigh("it", [check("a", "typical", "fails", 0.0)]).sentence
    assert "The numbers are possible" not in sentence
    assert "What was asked holds" not in sentence


@pytest.mark.parametrize(
    ("kind", "outcome"),  # only a typical check can be strained
    [
        ("possible", "fails, or cannot tell"),
        ("typical", "fails, or cannot tell"),
        ("typical", "strained, or cannot tell"),
    ],
)
def test_what_never_held_does_not_become_holds_because_a_choice_cannot_tell(kind, outcome):
    """A check that fails or is strained wherever it says anything: no verdict *holds*, no step "nothing fails"."""
    verdict = weigh("it", [check("a", kind, outcome, 0.001 if kind == "typical" else None)])
    assert not verdict.outcome.startswith("holds")
    assert "nothing fails" not in " ".join(verdict.steps)


def test_what_fits_only_through_rounding_or_cannot_tell_is_not_said_to_hold():
    verdict = weigh("it", [check("a", "agrees", "holds only through rounding, or cannot tell")])
    assert verdict.outcome == "holds only through rounding"


def grid(sizes, outcome_of):
    names = [f"c{index}" for index in range(len(sizes))]
    return [
        Combination(choices=dict(zip(names, map(str, point), strict=True)), outcome=outcome_of(point))
        for point in product(*map(range, sizes))
    ]


@st.composite
def grids(draw, outcomes=OUTCOMES[:3]):
    sizes = draw(st.lists(st.integers(1, 3), min_size=0, max_size=4))
    points = list(product(*map(range, sizes)))
    found = draw(st.lists(st.sampled_from(outcomes), min_size=len(points), max_size=len(points)))
    return sizes, grid(sizes, dict(zip(points, found, strict=True)).get)


@given(grids())
def test_something_turns_exactly_where_outcomes_differ(sized):
    _, combinations = sized
    assert bool(turning_choices(combinations)) == (len({each.outcome for each in combinations}) > 1)


@given(grids())
def test_turning_choices_against_every_pair(sized):
    _, combinations = sized
    expected = set()
    for one, other in product(combinations, combinations):
        differing = [name for name in one.choices if one.choices[name] != other.choices[name]]
        if len(differing) == 1 and one.outcome != other.outcome:
            expected.add(differing[0])
    assert set(turning_choices(combinations)) == expected


@pytest.mark.parametrize(
    ("outcomes", "outcome", "turning"),
    [
        (["holds", "cannot tell"], "holds, or cannot tell", []),
        (["cannot tell", "fails"], "fails, or cannot tell", []),
        (["cannot tell", "cannot tell"], "cannot tell", []),
        (["holds", "holds"], "holds", []),
        (["holds", "cannot tell", "fails"], "depends", ["c0"]),
        (["cannot tell", "holds", "fails"], "depends", ["c0"]),
        (["cannot tell", "holds", "holds"], "holds, or cannot tell", []),
    ],
)
def test_a_cannot_tell_is_no_turn(outcomes, outcome, turning):
    combinations = grid([len(outcomes)], lambda point: outcomes[point[0]])
    assert check_outcome(combinations) == (outcome, turning, [])
    assert turning_choices(combinations) == turning


def test_what_differs_only_across_a_cannot_tell_names_its_choices():
    """It holds and it fails, and between them it cannot tell: the verdict may not pass over that."""
    corners = {(0, 0): "holds", (0, 1): "cannot tell", (1, 0): "cannot tell", (1, 1): "fails"}
    outcome, alone, joint = check_outcome(grid([2, 2], corners.get))
    assert outcome == "depends"
    assert {*alone, *joint} == {"c0", "c1"}


@given(grids(OUTCOMES))
def test_it_depends_exactly_where_two_telling_outcomes_differ(sized):
    _, combinations = sized
    telling = {each.outcome for each in combinations} - {"cannot tell"}
    outcome, alone, joint = check_outcome(combinations)
    assert (outcome == "depends") == (len(telling) > 1)
    # What it depends on is named, or the verdict would pass over it.
    assert (outcome == "depends") == bool(alone or joint)


@given(grids(OUTCOMES))
def test_turning_choices_among_telling_outcomes_against_every_pair(sized):
    _, combinations = sized
    telling = [each for each in combinations if each.outcome != "cannot tell"]
    expected = set()
    for one, other in product(telling, telling):
        differing = [name for name in one.choices if one.choices[name] != other.choices[name]]
        if len(differing) == 1 and one.outcome != other.outcome:
            expected.add(differing[0])
    assert set(turning_choices(combinations)) == expected


@given(grids(), st.randoms(use_true_random=False))
def test_the_order_of_combinations_does_not_matter(sized, chance):
    _, combinations = sized
    shuffled = combinations[:]
    chance.shuffle(shuffled)
    assert turning_choices(shuffled) == turning_choices(combinations)


@given(grids())
def test_what_turns_by_itself_and_what_turns_with_others_are_all_that_turns(sized):
    _, combinations = sized
    outcome, alone, joint = check_outcome(combinations)
    assert set(alone) | set(joint) == set(turning_choices(combinations))
    assert not set(alone) & set(joint)
    assert (outcome == "depends") == bool(alone or joint)
    for choice in alone:
        assert any(
            other.outcome != combinations[0].outcome
            and {name for name in other.choices if other.choices[name] != combinations[0].choices[name]} == {choice}
            for other in combinations
        )


@pytest.mark.parametrize(
    ("sizes", "outcome_of", "turning"),
    [
        ([2, 2], lambda point: "fails" if point[0] else "holds", ["c0"]),
        ([2, 2], lambda point: "fails" if point == (1, 1) else "holds", ["c0", "c1"]),
        ([2, 2], lambda point: "fails" if point[0] != point[1] else "holds", ["c0", "c1"]),
        ([2, 3, 2], lambda point: "fails" if point[1] == 2 else "holds", ["c1"]),
        ([2, 2], lambda point: "holds", []),
    ],
)
def test_the_choices_that_turn_an_outcome(sizes, outcome_of, turning):
    assert turning_choices(grid(sizes, outcome_of)) == turning


def rejected_by_hand(tails, level):
    """Holm's procedure as a closed test (Marcus, Peritz, Gabriel 1976): a name is kept out only if every subset of
    names that holds it is, by Bonferroni's rule for its own size."""
    names = list(tails)
    subsets = [set(subset) for subset in powerset(names) if subset]
    return {
        name
        for name in names
        if all(any(tails[other] < level / len(subset) for other in subset) for subset in subsets if name in subset)
    }


def powerset(names):
    for pattern in product((False, True), repeat=len(names)):
        yield [name for name, taken in zip(names, pattern, strict=True) if taken]


@given(
    st.lists(st.sampled_from([0.0, 0.001, 0.01, 0.0125, 0.016, 0.017, 0.02, 0.025, 0.03, 0.05, 0.2, 1.0]), max_size=6)
)
def test_holm_is_the_closed_test_of_bonferroni(values):
    tails = {f"n{index}": value for index, value in enumerate(values)}
    kept = holm(tails, 0.05)
    assert set(kept) == rejected_by_hand(tails, 0.05)
    assert [tails[name] for name in kept] == sorted(tails[name] for name in kept)


READINGS = """\
title: A small case
article: {title: A, url: "https://example.org", language: en}
claims:
  stated:
    quote: {exact: x}
    readings:
      one: {value: 50.00 one, reason: r, preferred: true}
      two: {value: 55.00 one, reason: r}
      far: {value: 500.00 one, reason: r, ruled_out: another text settles it}
assumptions: {other: {of: it, uniform: {low: {value: 40 one, reason: r}, high: {value: 60 one, reason: r}}}}
checks: {can: {question: Can it?, kind: possible, stated: stated, at_most: other}}
"""


def test_a_reading_that_is_ruled_out_does_not_count_yet_is_shown(make_case):
    result = make_case(READINGS).verify()
    can = result["can"]
    assert {combination.choices["stated"] for combination in can.combinations} == {"one", "two"}
    assert (can.outcome, result.verdict.outcome) == ("holds", "holds")
    shown = {finding.choices["stated"]: finding for finding in can.findings}
    assert shown["far"].outcome == "fails"
    assert shown["far"].ruled_out == "another text settles it"
    assert [name for name, finding in shown.items() if finding.ruled_out] == ["far"]


def test_the_same_reading_counts_when_nothing_rules_it_out(make_case):
    result = make_case(READINGS.replace(", ruled_out: another text settles it", "")).verify()
    assert result["can"].outcome == "depends on stated"
    assert result.verdict.outcome == "depends on stated"
    assert result["can"].sentence.endswith(
        "Over all 6 combinations of fair choices: depends on stated (holds in 4, fails in 2)."
    )


def test_raqqa_shows_the_reading_that_its_source_rules_out():
    result = open_case("raqqa-2017").verify()
    out = [finding for check in result.checks for finding in check.findings if finding.ruled_out]
    assert {(finding.changed, finding.choices[finding.changed], finding.ruled_out) for finding in out} == {
        ("mass", "short", "the Arabic text has the metric tonne"),
        ("mass", "long", "the Arabic text has the metric tonne"),
        ("money", "of_each_truck", "the Arabic text speaks of the value of the load"),
    }
    for combination in (c for check in result.checks for c in check.combinations):
        assert combination.choices.get("money") != "of_each_truck"
        assert combination.choices.get("mass") not in ("short", "long")
