"""From outcomes to a verdict, step by step; against oracles that are too slow to be used."""

# ruff: noqa: E501 (a row of a table stands on one line)

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_cases import FITS, HAUL, PRODUCT, case_text
from weighbridge.checks.results import OUTCOMES, Figure, Finding
from weighbridge.report.sentences import QUESTIONS, verdict_sentence, verdict_steps
from weighbridge.verdict.results import DEPENDS, CheckResult, Combination, Question
from weighbridge.verdict.rule import holm, overall, turned_by, turning_choices, unusual, weigh

HOLDS, ROUNDING, STRAINED, FAILS, CANNOT = OUTCOMES


def check(name, kind, outcome, tail=None, depends_on=(), relation="at_most", silent=False):
    figure = Figure(value=tail, numerical_uncertainty=0.0) if tail is not None else None
    return CheckResult(
        name=name,
        question="",
        kind=kind,
        relation=relation,
        claims=[],
        outcome=outcome,
        may_be_silent=silent,
        depends_on=list(depends_on),
        turned_by=list(depends_on),
        find_leaning=list,
        combinations=[],
        findings=[Finding.model_construct(tail_probability=figure)],
    )


def dependent(name, kind, *choices):
    return check(name, kind, DEPENDS, 0.2 if kind == "typical" else None, choices)


def decisive(verdict):
    """The step that decides, and the checks of which it speaks."""
    (last,) = (step for step in verdict.rule if step.decides)
    assert last is verdict.rule[-1]
    return last.asks, last.found


# checks, outcome, what it depends on, the question that decides, the checks that decide it
ASKS = Question
RULE = [
    ([], CANNOT, [], ASKS.SILENT, ()),
    ([check("a", "possible", HOLDS)], HOLDS, [], ASKS.NOTHING_MORE, ()),
    ([check("a", "agrees", ROUNDING)], ROUNDING, [], ASKS.ROUNDING, ("a",)),
    ([check("a", "agrees", ROUNDING), check("b", "possible", HOLDS)], ROUNDING, [], ASKS.ROUNDING, ("a",)),
    ([check("a", "agrees", ROUNDING), check("b", "typical", STRAINED, 0.03)], STRAINED, [], ASKS.STRAINING, ("b",)),
    ([check("a", "agrees", ROUNDING), dependent("b", "possible", "mass")], DEPENDS, ["mass"], ASKS.TURNING, ("b",)),
    ([check("a", "agrees", ROUNDING), check("b", "possible", FAILS)], FAILS, [], ASKS.FAILING, ("b",)),
    ([check("a", "possible", HOLDS, silent=True), check("b", "possible", CANNOT)], HOLDS, [], ASKS.NOTHING_MORE, ()),
    ([check("a", "agrees", ROUNDING, silent=True)], ROUNDING, [], ASKS.ROUNDING, ("a",)),
    ([check("a", "possible", CANNOT)], CANNOT, [], ASKS.SILENT, ("a",)),
    ([check("a", "possible", CANNOT), check("b", "agrees", HOLDS)], HOLDS, [], ASKS.NOTHING_MORE, ()),
    ([check("a", "possible", FAILS)], FAILS, [], ASKS.FAILING, ("a",)),
    ([check("a", "possible", FAILS, silent=True)], FAILS, [], ASKS.FAILING, ("a",)),
    ([check("a", "agrees", FAILS), check("b", "reachable", FAILS)], FAILS, [], ASKS.FAILING, ("a", "b")),
    ([check("a", "reachable", FAILS), dependent("b", "typical", "mix")], FAILS, [], ASKS.FAILING, ("a",)),
    ([dependent("a", "possible", "mass"), check("b", "possible", HOLDS)], DEPENDS, ["mass"], ASKS.TURNING, ("a",)),
    ([dependent("a", "possible", "mass"), check("b", "typical", FAILS, 0.0)], DEPENDS, ["mass"], ASKS.TURNING, ("a",)),
    ([dependent("a", "typical", "mix", "mass"), dependent("b", "reachable", "mass", "month")], DEPENDS, ["mix", "mass", "month"], ASKS.TURNING, ("a", "b")),
    ([check("a", "typical", STRAINED, 0.03)], STRAINED, [], ASKS.STRAINING, ("a",)),
    ([check("a", "typical", FAILS, 0.001)], STRAINED, [], ASKS.STRAINING, ("a",)),
    # Only a typical check can be strained; one that may be silent is, where it can tell.
    ([check("a", "typical", FAILS, 0.001, silent=True)], STRAINED, [], ASKS.STRAINING, ("a",)),
    ([check("a", "typical", STRAINED, 0.001, silent=True)], STRAINED, [], ASKS.STRAINING, ("a",)),
    ([check("a", "typical", STRAINED, 0.03), check("b", "typical", HOLDS, 0.5)], HOLDS, [], ASKS.NOTHING_MORE, ()),
    ([check("a", "typical", STRAINED, 0.02), check("b", "typical", HOLDS, 0.5)], STRAINED, [], ASKS.STRAINING, ("a",)),
    ([check("a", "typical", STRAINED, 0.02), check("b", "typical", STRAINED, 0.04)], STRAINED, [], ASKS.STRAINING, ("a", "b")),
    ([check("a", "typical", STRAINED, 0.03), check("b", "typical", STRAINED, 0.03)], HOLDS, [], ASKS.NOTHING_MORE, ()),
    ([check("a", "typical", STRAINED, 0.06, relation="equals")], STRAINED, [], ASKS.STRAINING, ("a",)),
    ([check("a", "typical", CANNOT, 0.001)], CANNOT, [], ASKS.SILENT, ("a",)),
    ([check("a", "typical", STRAINED, 0.03), dependent("b", "possible", "mass")], DEPENDS, ["mass"], ASKS.TURNING, ("b",)),
]  # fmt: skip


@pytest.mark.parametrize(("checks", "outcome", "depends_on", "asks", "found"), RULE)
def test_the_rule_decides_by_the_first_question_that_finds_something(checks, outcome, depends_on, asks, found):
    verdict = weigh("it", checks)
    assert (verdict.outcome, verdict.depends_on) == (outcome, depends_on)
    assert decisive(verdict) == (asks, found)
    assert [step.asks for step in verdict.rule] == list(Question)[: len(verdict.rule)]
    assert (verdict.about, verdict.checks) == ("it", [each.name for each in checks])


def test_no_verdict_denies_a_check_that_fails_or_is_strained():
    """Where a check came out so, the steps name it, and "nothing fails" stands only beside Holm's correction."""
    seen = 0
    for checks, *_ in RULE:
        steps = verdict_steps(weigh("it", checks), checks)
        if "nothing fails" in " ".join(steps):
            seen += 1
            weak = unusual(checks)
            assert all(each.kind == "typical" and each.reference.tail_probability.value > 0.05 / 2 for each in weak)
            assert all(f"{each.name} " in steps[-2] for each in weak)
    assert seen >= 2


@pytest.mark.parametrize("tails", [(0.03, 0.03), (0.03, 0.5)])
def test_what_is_strained_only_before_holms_correction_is_named_in_the_steps(tails):
    checks = [check(name, "typical", STRAINED if p < 0.05 else HOLDS, p) for name, p in zip("ab", tails, strict=True)]
    strained = " and ".join(f"{each.name} is strained" for each in unusual(checks))
    steps = verdict_steps(weigh("it", checks), checks)
    assert f"{strained} alone, but not after Holm's correction for 2 typical checks" in steps


def test_a_verdict_tallies_its_checks_and_speaks_of_no_person():
    for checks, *_ in RULE:
        sentence = verdict_sentence(weigh("it", checks), checks)
        assert ("Checks: " in sentence) == bool(checks)
        for word in ("lie", "false", "wrong", "invent", "untrue", "author", "exaggerat"):
            assert word not in sentence.lower()


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


def came_to(combinations):
    """What a check comes to, whether it may be silent, and the choices that turn it: by themselves, with others."""
    outcome, silent = overall(combinations)
    return outcome, silent, *(turned_by(combinations) if outcome == DEPENDS else ([], []))


@pytest.mark.parametrize(
    ("outcomes", "outcome", "silent", "turning"),
    [
        ([HOLDS, CANNOT], HOLDS, True, []),
        ([CANNOT, FAILS], FAILS, True, []),
        ([CANNOT, CANNOT], CANNOT, False, []),
        ([HOLDS, HOLDS], HOLDS, False, []),
        ([HOLDS, CANNOT, FAILS], DEPENDS, False, ["c0"]),
        ([CANNOT, HOLDS, FAILS], DEPENDS, False, ["c0"]),
        ([CANNOT, HOLDS, HOLDS], HOLDS, True, []),
    ],
)
def test_a_cannot_tell_is_no_turn(outcomes, outcome, silent, turning):
    combinations = grid([len(outcomes)], lambda point: outcomes[point[0]])
    assert came_to(combinations) == (outcome, silent, turning, [])
    assert turning_choices(combinations) == turning


def test_what_differs_only_across_a_cannot_tell_names_its_choices():
    """It holds and it fails, and between them it cannot tell: the verdict may not pass over that."""
    corners = {(0, 0): HOLDS, (0, 1): CANNOT, (1, 0): CANNOT, (1, 1): FAILS}
    outcome, _, alone, joint = came_to(grid([2, 2], corners.get))
    assert outcome == DEPENDS
    assert {*alone, *joint} == {"c0", "c1"}


@given(grids(OUTCOMES))
def test_it_depends_exactly_where_two_telling_outcomes_differ(sized):
    _, combinations = sized
    telling = {each.outcome for each in combinations} - {CANNOT}
    outcome, silent, alone, joint = came_to(combinations)
    assert (outcome == DEPENDS) == (len(telling) > 1)
    assert silent == (len(telling) == 1 and any(each.outcome == CANNOT for each in combinations))
    # What it depends on is named, or the verdict would pass over it.
    assert (outcome == DEPENDS) == bool(alone or joint)


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
    outcome, _, alone, joint = came_to(combinations)
    assert set(alone) | set(joint) == set(turning_choices(combinations))
    assert not set(alone) & set(joint)
    assert (outcome == DEPENDS) == bool(alone or joint)
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


# The rule as a result has it, as far as the step that decides.

ASKS_FAILING, ASKS_TURNING, ASKS_STRAINING, ASKS_SILENT, ASKS_ROUNDING, _ = (QUESTIONS[one] for one in Question)


TURNING_READINGS = """\
title: Small
article: {title: A, url: "https://example.org/article", language: en}
claims:
  stated:
    quote: {exact: x}
    readings: {one: {value: 50.00 one, reason: r, preferred: true}, two: {value: 55.00 one, reason: r}}
assumptions: {other: {of: it, uniform: {low: {value: 40 one, sources: [ferson-2015]}, high: {value: 53 one, sources: [ferson-2015]}}}}
checks: {fits: {question: Well?, kind: possible, stated: stated, at_most: other}}
"""


BELL = "assumptions: {x: {of: it, normal: {mean: {value: 40 one, sources: [ferson-2015]}, standard_uncertainty: {value: 5 one, sources: [ferson-2015]}}}}"


WIDE = "assumptions: {x: {of: it, fixed: {value: {value: 100 one, sources: [ferson-2015]}}}}"


LAST = "Then it holds."


ENDINGS = {
    "fails": (case_text({**HAUL, "mass": "6000 tonne"}, PRODUCT, fits=FITS), [(ASKS_FAILING, "fits")]),
    "depends on stated": (TURNING_READINGS, [(ASKS_FAILING, "no"), (ASKS_TURNING, "fits")]),
    "strained": (case_text({"stated": "48.50 one"}, BELL, fits="kind: typical, stated: stated, at_most: x"), [(ASKS_FAILING, "no"), (ASKS_TURNING, "no"), (ASKS_STRAINING, "fits")]),
    "cannot tell": (case_text({"stated": "5.000 one"}, WIDE, fits="kind: possible, stated: stated, at_most: x"), [(ASKS_FAILING, "no"), (ASKS_TURNING, "no"), (ASKS_STRAINING, "no"), (ASKS_SILENT, "no, none")]),
    "holds only through rounding": (case_text({**HAUL, "mass": "603.0 tonne"}, PRODUCT, fits=FITS), [(ASKS_FAILING, "no"), (ASKS_TURNING, "no"), (ASKS_STRAINING, "no"), (ASKS_SILENT, "yes"), (ASKS_ROUNDING, "fits")]),
    "holds": (case_text(HAUL, PRODUCT, fits=FITS), [(ASKS_FAILING, "no"), (ASKS_TURNING, "no"), (ASKS_STRAINING, "no"), (ASKS_SILENT, "yes"), (ASKS_ROUNDING, "no"), (LAST, "nothing else was found")]),
}  # fmt: skip


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_rule_is_told_as_far_as_the_step_that_decides(make_case, ending):
    text, steps = ENDINGS[ending]
    result = make_case(text).verify()
    assert result.verdict.outcome == ending
    assert [(step.asks, step.found) for step in result.verdict.rule] == steps
    assert [step.decides for step in result.verdict.rule] == [False] * (len(steps) - 1) + [True]
    frame = result.rule
    assert list(frame.columns) == ["step", "asks", "found", "decides"]
    assert list(frame["step"]) == list(range(1, len(steps) + 1))
    assert list(zip(frame["asks"], frame["found"], strict=True)) == steps
    assert list(frame["decides"]) == [""] * (len(steps) - 1) + [ending]


def test_the_verdict_on_a_claim_that_no_check_touches_says_so(make_case):
    result = make_case(case_text({"aside": "7 truck", **HAUL}, PRODUCT, fits=FITS)).verify()
    (aside,) = [said.verdict for said in result.claims if said.name == "aside"]
    assert (aside.outcome, aside.rule[-1].asks, aside.rule[-1].found) == (
        "cannot tell",
        ASKS_SILENT,
        "no check touches it",
    )
    assert result.verdict.outcome == "holds"


@pytest.mark.parametrize("name", ["raqqa-2017", "oil-2015", "ihs-2016", "azernews-trucks"])
def test_every_verdict_of_a_case_has_one_step_that_decides(verified, name):
    result = verified(name)
    for verdict in (result.verdict, *(said.verdict for said in result.claims)):
        assert [step.decides for step in verdict.rule].count(True) == 1
        assert verdict.rule[-1].decides
        assert all(step.found == ("yes" if step.asks == ASKS_SILENT else "no") for step in verdict.rule[:-1])
