"""From outcomes to a verdict, step by step; against oracles that are too slow to be used."""

# ruff: noqa: E501 (a row of a table stands on one line)

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_cases import FITS, HAUL, PRODUCT, case_text
from weighbridge.checks.results import OUTCOMES, Figure, Finding, Reach, Severity, Side
from weighbridge.report.verdicts import QUESTIONS, outcome_words, verdict_sentence
from weighbridge.verdict.ranges import DEPENDS, Reached
from weighbridge.verdict.results import CheckResult, Combination, Question
from weighbridge.verdict.rule import range_of, turned_by, turning_choices, weigh

HOLDS, ROUNDING, STRAINED, FAILS, CANNOT = OUTCOMES


def check(name, *outcomes, choice="c0", kind="possible", premise=None):
    """A check that comes out so under the options 0, 1, … of one choice; the first is the case as written."""
    combinations = [Combination({choice: str(at)}, outcome) for at, outcome in enumerate(outcomes)]
    found, silent = range_of(combinations)
    alone, joint = turned_by(combinations) if found.is_wide else ([], [])
    figure = Figure(value=0.03, numerical_uncertainty=0.0) if kind == "typical" else None
    finding = Finding.model_construct(
        stated=Side(name="it", unit="tonne", as_written=(5.0, 5.0)),
        outcome=outcomes[0],
        tail_probability=figure,
        reach=Reach(),
        severity=Severity.model_construct(step=None),
    )
    return CheckResult(
        name=name,
        question="",
        kind=kind,
        relation="at_most",
        claims=[],
        range=found,
        may_be_silent=silent,
        depends_on=[*alone, *joint],
        turned_by=alone,
        premise=premise,
        combinations=combinations,
        findings=[finding],
    )


def decisive(verdict):
    """The step that decides, and the checks of which it speaks."""
    (last,) = (step for step in verdict.rule if step.decides)
    assert last is verdict.rule[-1]
    return last.asks, last.found


# checks, outcome, what it depends on, the question that decides, the checks that decide it
ASKS = Question
RULE = [
    ([], CANNOT, [], ASKS.SILENT, ()),
    ([check("a", HOLDS)], HOLDS, [], ASKS.NOTHING_MORE, ()),
    ([check("a", ROUNDING)], ROUNDING, [], ASKS.ROUNDING, ("a",)),
    ([check("a", ROUNDING), check("b", HOLDS)], ROUNDING, [], ASKS.ROUNDING, ("a",)),
    ([check("a", HOLDS, ROUNDING)], ROUNDING, ["c0"], ASKS.ROUNDING, ("a",)),
    ([check("a", ROUNDING), check("b", STRAINED)], STRAINED, [], ASKS.STRAINING, ("b",)),
    ([check("a", ROUNDING), check("b", HOLDS, FAILS)], DEPENDS, ["c0"], ASKS.TURNING, ("b",)),
    ([check("a", ROUNDING), check("b", FAILS)], FAILS, [], ASKS.FAILING, ("b",)),
    ([check("a", HOLDS, CANNOT), check("b", CANNOT)], HOLDS, [], ASKS.NOTHING_MORE, ()),
    ([check("a", CANNOT)], CANNOT, [], ASKS.SILENT, ("a",)),
    ([check("a", CANNOT), check("b", HOLDS)], HOLDS, [], ASKS.NOTHING_MORE, ()),
    ([check("a", FAILS, CANNOT)], FAILS, [], ASKS.FAILING, ("a",)),
    ([check("a", FAILS), check("b", FAILS)], FAILS, [], ASKS.FAILING, ("a", "b")),
    ([check("a", FAILS), check("b", HOLDS, STRAINED)], FAILS, [], ASKS.FAILING, ("a",)),
    # What an outcome of a probability comes to is no better than one of bounds.
    ([check("a", FAILS, kind="typical")], FAILS, [], ASKS.FAILING, ("a",)),
    ([check("a", FAILS, kind="typical"), check("b", HOLDS, FAILS)], FAILS, [], ASKS.FAILING, ("a",)),
    # What stands under no choice depends on none, however badly it stands.
    ([check("a", STRAINED, FAILS)], STRAINED, ["c0"], ASKS.STRAINING, ("a",)),
    ([check("a", FAILS, STRAINED)], FAILS, ["c0"], ASKS.STRAINING, ("a",)),
    ([check("a", STRAINED), check("b", HOLDS, FAILS)], STRAINED, ["c0"], ASKS.STRAINING, ("a",)),
    # What cannot tell as written holds under no other choice for it; and what is silent betters nothing.
    ([check("a", CANNOT, HOLDS)], CANNOT, [], ASKS.SILENT, ("a",)),
    ([check("a", CANNOT, FAILS), check("b", HOLDS)], FAILS, [], ASKS.FAILING, ("a",)),
    ([check("a", FAILS, CANNOT), check("b", HOLDS)], FAILS, [], ASKS.FAILING, ("a",)),
    ([check("a", HOLDS, CANNOT), check("b", FAILS, HOLDS)], DEPENDS, ["c0"], ASKS.TURNING, ("b",)),
    # Two that fall under different options leave no combination in which both stand.
    ([check("a", HOLDS, FAILS), check("b", FAILS, HOLDS)], FAILS, [], ASKS.STRAINING, ()),
    ([check("a", HOLDS, FAILS), check("b", FAILS, HOLDS, choice="c1")], DEPENDS, ["c0", "c1"], ASKS.TURNING, ("a", "b")),
    # The analyst's own premise is shown, and counts for nothing.
    ([check("a", HOLDS), check("b", FAILS, premise="not asked")], HOLDS, [], ASKS.NOTHING_MORE, ()),
    ([check("a", FAILS, premise="not asked")], CANNOT, [], ASKS.SILENT, ()),
]  # fmt: skip


@pytest.mark.parametrize(("checks", "outcome", "depends_on", "asks", "found"), RULE)
def test_the_rule_decides_by_the_first_question_that_finds_something(checks, outcome, depends_on, asks, found):
    verdict = weigh("it", checks)
    assert (verdict.outcome, verdict.depends_on) == (outcome, depends_on)
    assert decisive(verdict) == (asks, found)
    assert [step.asks for step in verdict.rule] == list(Question)[: len(verdict.rule)]
    assert (verdict.claim, verdict.checks) == ("it", [each.name for each in checks if each.premise is None])


def test_a_verdict_names_its_best_and_its_worst_and_the_choice_that_leads_to_each():
    verdict = weigh("it", [check("a", HOLDS, FAILS), check("b", STRAINED, ROUNDING, choice="c1")])
    assert (verdict.range.as_written, verdict.outcome) == (STRAINED, DEPENDS)
    assert verdict.range.best == Reached(ROUNDING, {"c1": "1"})
    assert verdict.range.worst == Reached(FAILS, {"c0": "1"})


# Laws of the rule, over checks of every kind of outcome under two choices of three options each.

several_checks = st.lists(
    st.tuples(st.lists(st.sampled_from(OUTCOMES), min_size=3, max_size=3), st.sampled_from(["c0", "c1"])),
    min_size=1,
    max_size=5,
)


def named(drawn):
    return [check(f"k{at}", *outcomes, choice=choice) for at, (outcomes, choice) in enumerate(drawn)]


@given(several_checks)
def test_the_range_is_that_of_the_worst_check_in_every_combination(drawn):
    """Against plain enumeration; one that is silent counts as it is written, or as the best that it ever is."""
    worst_of = lambda said: max((one for one in said if one != CANNOT), key=OUTCOMES.index, default=CANNOT)  # noqa: E731
    worsts = []
    for taken in product(range(3), repeat=2):
        said = []
        for outcomes, choice in drawn:
            told = [one for one in (outcomes[taken[int(choice[1])]], outcomes[0]) if one != CANNOT]
            said.append((told or sorted(outcomes, key=OUTCOMES.index))[0])
        worsts.append(worst_of(said))
    found, told = weigh("it", named(drawn)).range, [one for one in worsts if one != CANNOT]
    as_written = worst_of([outcomes[0] for outcomes, _ in drawn])
    assert found.as_written == (as_written if as_written == worsts[0] else CANNOT)
    if told:
        ranks = [OUTCOMES.index(end.outcome) for end in (found.best, found.worst)]
        assert found.as_written == CANNOT or ranks[0] <= OUTCOMES.index(found.as_written) <= ranks[1]
        assert found.best.outcome == min(told, key=OUTCOMES.index)
        assert found.worst.outcome == max(told, key=OUTCOMES.index)


@given(several_checks, st.integers(1, 9))
def test_padding_changes_no_verdict(drawn, many):
    """Checks that hold, and a second time the same ones, better nothing and worsen nothing."""
    checks = named(drawn)
    plain = weigh("it", checks)
    padding = [check(f"pad{at}", HOLDS, choice="other") for at in range(many)]
    again = [replace(one, name=f"{one.name} again") for one in checks]
    for more in (weigh("it", [*checks, *padding]), weigh("it", [*checks, *again])):
        if plain.range.as_written != CANNOT:  # what held would else be told of nothing that was asked
            assert (more.outcome, more.range, more.depends_on) == (plain.outcome, plain.range, plain.depends_on)


@given(several_checks, st.randoms(use_true_random=False))
def test_names_and_order_change_no_verdict(drawn, chance):
    checks = named(drawn)
    shuffled = [replace(one, name=f"z{one.name}") for one in checks]
    chance.shuffle(shuffled)
    one, other = weigh("it", checks), weigh("it", shuffled)
    assert (one.outcome, set(one.depends_on)) == (other.outcome, set(other.depends_on))
    ends = lambda found: [end and end.outcome for end in (found.best, found.worst)]  # noqa: E731
    assert ends(one.range) == ends(other.range)


@given(several_checks, st.sampled_from(OUTCOMES[:4]))
def test_one_more_check_never_betters_a_verdict(drawn, outcome):
    plain, more = weigh("it", named(drawn)).range, weigh("it", [*named(drawn), check("more", outcome)]).range
    if plain.worst is not None:
        assert OUTCOMES.index(more.worst.outcome) >= OUTCOMES.index(plain.worst.outcome)
        assert OUTCOMES.index(more.best.outcome) >= OUTCOMES.index(plain.best.outcome)


def test_what_as_many_draws_as_there_may_be_leave_open_turns_nothing():
    """A tail of 0.01016 give or take 0.0005 beside the threshold of 0.01 names no date."""
    clear = Combination({"date": "1"}, STRAINED)
    left_open = Combination({"date": "2"}, FAILS, left_open=(STRAINED, FAILS))
    assert turning_choices([clear, left_open]) == []
    found, _ = range_of([clear, left_open])
    assert (found.overall, found.is_wide) == (STRAINED, False)
    # Beside one that holds for certain it is turned all the same, whichever of the two it comes to.
    assert turning_choices([Combination({"date": "1"}, HOLDS), left_open]) == ["date"]


LEFT_OPEN = [  # the outcomes that each combination may have, the outcome that it has, and what all of them come to
    ([((HOLDS, STRAINED), HOLDS), ((STRAINED, FAILS), FAILS)], STRAINED),
    ([((HOLDS, STRAINED), HOLDS), ((HOLDS, STRAINED), STRAINED)], HOLDS),
    ([((STRAINED, FAILS), STRAINED), ((STRAINED, FAILS), FAILS)], STRAINED),
    ([((HOLDS, STRAINED), STRAINED), ((FAILS,), FAILS)], STRAINED),
]


@pytest.mark.parametrize(("several", "overall"), LEFT_OPEN)
def test_what_is_left_open_twice_is_not_made_to_differ(several, overall):
    found, _ = range_of(
        [Combination({"c0": str(at)}, one, left_open=may_be) for at, (may_be, one) in enumerate(several)]
    )
    assert found.overall == overall


def test_what_is_left_open_between_two_outcomes_leads_from_the_one_to_the_other():
    """No two neighbours are known to differ, and both ends are: then the choices that lead there are named."""
    places = [{"c0": "0", "c1": "0"}, {"c0": "1", "c1": "0"}, {"c0": "1", "c1": "1"}]
    outcomes = [(HOLDS, ()), (HOLDS, (HOLDS, STRAINED)), (STRAINED, ())]
    several = [Combination(place, one, left_open=may_be) for place, (one, may_be) in zip(places, outcomes, strict=True)]
    assert range_of(several)[0].overall == DEPENDS
    assert turned_by(several) == ([], ["c0", "c1"])


OPEN = st.sampled_from([(one,) for one in OUTCOMES[:4]] + [(HOLDS, STRAINED), (STRAINED, FAILS), (CANNOT, STRAINED)])


@given(st.lists(st.tuples(OPEN, st.integers(0, 1)), min_size=8, max_size=8))
def test_what_depends_always_names_a_choice(drawn):
    places = [dict(zip(("c0", "c1", "c2"), map(str, point), strict=True)) for point in product(range(2), repeat=3)]
    several = [
        Combination(place, may_be[at % len(may_be)], left_open=may_be)
        for place, (may_be, at) in zip(places, drawn, strict=True)
    ]
    found, silent = range_of(several)
    alone, joint = turned_by(several)
    words = outcome_words(found, silent, alone, joint)
    assert words
    if found.overall == DEPENDS:
        assert words.startswith("depends on c")


def test_a_verdict_tallies_its_checks_and_speaks_of_no_person():
    for checks, *_ in RULE:
        counting = [each for each in checks if each.premise is None]
        sentence = verdict_sentence(weigh("it", checks), counting)
        assert (f"Of {len(counting)} comparisons, " in sentence) == (len(counting) > 1)
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
    found, silent = range_of(combinations)
    return found, silent, *(turned_by(combinations) if found.is_wide else ([], []))


@pytest.mark.parametrize(
    ("outcomes", "outcome", "silent", "turning"),
    [
        ([HOLDS, CANNOT], HOLDS, True, []),
        ([CANNOT, FAILS], FAILS, True, []),
        ([CANNOT, CANNOT], CANNOT, False, []),
        ([HOLDS, HOLDS], HOLDS, False, []),
        ([HOLDS, CANNOT, FAILS], DEPENDS, True, ["c0"]),
        ([CANNOT, HOLDS, FAILS], DEPENDS, True, ["c0"]),
        ([CANNOT, HOLDS, HOLDS], CANNOT, True, []),
    ],
)
def test_a_cannot_tell_is_no_turn(outcomes, outcome, silent, turning):
    combinations = grid([len(outcomes)], lambda point: outcomes[point[0]])
    found, *rest = came_to(combinations)
    assert (found.overall, *rest) == (outcome, silent, turning, [])
    assert turning_choices(combinations) == turning


def test_what_differs_only_across_a_cannot_tell_names_its_choices():
    """It holds and it fails, and between them it cannot tell: the verdict may not pass over that."""
    corners = {(0, 0): HOLDS, (0, 1): CANNOT, (1, 0): CANNOT, (1, 1): FAILS}
    found, _, alone, joint = came_to(grid([2, 2], corners.get))
    assert found.overall == DEPENDS
    assert {*alone, *joint} == {"c0", "c1"}


@given(grids(OUTCOMES))
def test_it_depends_exactly_where_it_stands_under_some_choices_and_not_under_others(sized):
    _, combinations = sized
    telling = {each.outcome for each in combinations} - {CANNOT}
    found, silent, alone, joint = came_to(combinations)
    stands = {outcome in (HOLDS, ROUNDING) for outcome in telling}
    assert (found.overall == DEPENDS) == (len(stands) > 1)
    assert silent == (bool(telling) and any(each.outcome == CANNOT for each in combinations))
    # What it turns on is named, or the verdict would pass over it.
    assert found.is_wide == (len(telling) > 1) == bool(alone or joint)


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
    found, _, alone, joint = came_to(combinations)
    assert set(alone) | set(joint) == set(turning_choices(combinations))
    assert not set(alone) & set(joint)
    assert found.is_wide == bool(alone or joint)
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


# The rule as a result has it, as far as the step that decides.

ASKS_FAILING, ASKS_APART, ASKS_TURNING, ASKS_STRAINING, ASKS_SILENT, ASKS_ROUNDING, _ = (
    QUESTIONS[one] for one in Question
)


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


LAST = "Then it fits."


ENDINGS = {
    "fails": (case_text({**HAUL, "mass": "6000 tonne"}, PRODUCT, fits=FITS), [(ASKS_FAILING, "“Well?”")]),
    "depends on stated": (TURNING_READINGS, [(ASKS_FAILING, "no"), (ASKS_APART, "no"), (ASKS_TURNING, "“Well?”")]),
    "strained": (case_text({"stated": "48.50 one"}, BELL, fits="kind: typical, stated: stated, at_most: x"), [(ASKS_FAILING, "no"), (ASKS_APART, "no"), (ASKS_TURNING, "no"), (ASKS_STRAINING, "“Well?”")]),
    "cannot tell": (case_text({"stated": "5.000 one"}, WIDE, fits="kind: possible, stated: stated, at_most: x"), [(ASKS_FAILING, "no"), (ASKS_APART, "no"), (ASKS_TURNING, "no"), (ASKS_STRAINING, "no"), (ASKS_SILENT, "no, none")]),
    "holds only through rounding": (case_text({**HAUL, "mass": "603.0 tonne"}, PRODUCT, fits=FITS), [(ASKS_FAILING, "no"), (ASKS_APART, "no"), (ASKS_TURNING, "no"), (ASKS_STRAINING, "no"), (ASKS_SILENT, "yes"), (ASKS_ROUNDING, "“Well?”")]),
    "holds": (case_text(HAUL, PRODUCT, fits=FITS), [(ASKS_FAILING, "no"), (ASKS_APART, "no"), (ASKS_TURNING, "no"), (ASKS_STRAINING, "no"), (ASKS_SILENT, "yes"), (ASKS_ROUNDING, "no"), (LAST, "nothing else was found")]),
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
        "no comparison touches it",
    )
    assert result.verdict.outcome == "holds"


@pytest.mark.parametrize("name", ["raqqa-2017", "oil-2015", "ihs-2016", "azernews-trucks"])
def test_every_verdict_of_a_case_has_one_step_that_decides(verified, name):
    result = verified(name)
    for verdict in (result.verdict, *(said.verdict for said in result.claims)):
        assert [step.decides for step in verdict.rule].count(True) == 1
        assert verdict.rule[-1].decides
        assert all(step.found == ("yes" if step.asks == ASKS_SILENT else "no") for step in verdict.rule[:-1])
