"""Where a case gives losses: what knowing a choice is worth, by hand, by enumeration, and what is refused."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from choice_tables import check_of, table, tables
from small_cases import ROOT
from weighbridge.base import CaseError
from weighbridge.casefile import Loss
from weighbridge.checks import OUTCOMES
from weighbridge.strength import settling
from weighbridge.strength.losses import losses_by_outcome

HOLDS, ROUNDING, STRAINED, FAILS, CANNOT = OUTCOMES
PRINT = Loss.model_validate({"reason": "a correction", "fits": 0, "unlikely": "4", "does not fit": 10, "otherwise": 3})
LEAVE = Loss.model_validate({"reason": "a story lost", "fits": 5, "fits with rounding": 5, "otherwise": 0})


def test_the_loss_under_each_outcome_by_the_words_of_answers():
    found = losses_by_outcome({"print it": PRINT, "leave it out": LEAVE})
    assert found == {
        "print it": {HOLDS: 0, ROUNDING: 3, STRAINED: 4, FAILS: 10, CANNOT: 3},
        "leave it out": {HOLDS: 5, ROUNDING: 5, STRAINED: 0, FAILS: 0, CANNOT: 0},
    }


def test_an_example_worked_by_hand():
    """Two markets, two days. At the port it fits on both days; at the yard on the first day alone.

    | | first day | second day |
    | --- | --- | --- |
    | port | fits | fits |
    | yard | fits | does not fit |

    Printing costs 0, 0, 0 and 10: 2.5 on average. Leaving it out costs 5, 5, 5 and 0: 3.75. So it is printed, and 2.5
    is to be expected. Were the market known: at the port printing costs nothing; at the yard it costs 5 on average and
    leaving it out 2.5; so 1.25 is to be expected, 1.25 less. The same goes for the day: the table is the same the other
    way about. Were all known, nothing would be lost: 2.5 less.
    """
    rows = table({"market": ("port", "yard"), "day": ("1", "2")}, lambda t: FAILS if t == LAST else HOLDS)
    found = settling(check_of(rows.combinations), {"print it": PRINT, "leave it out": LEAVE})
    assert (found.action, found.worth) == ("print it", 2.5)
    assert {one.name: one.worth for one in found.settlers} == {"market": 1.25, "day": 1.25}


LAST = {"market": "yard", "day": "2"}


def test_a_choice_may_remove_disagreement_and_be_worth_nothing():
    """Where one action is never worse, whatever is found changes nothing in what is done."""
    rows = table({"market": ("port", "yard")}, lambda taken: HOLDS if taken["market"] == "port" else FAILS)
    never_worse = Loss(reason="r", otherwise=0)
    found = settling(check_of(rows.combinations), {"wait": never_worse, "print it": PRINT})
    assert (found.bits, found.action, found.worth, found.settlers[0].worth) == (1.0, "wait", 0.0, 0.0)


def test_without_losses_nothing_has_a_worth():
    rows = table({"market": ("port", "yard")}, lambda taken: HOLDS if taken["market"] == "port" else FAILS)
    found = settling(check_of(rows.combinations))
    assert (found.action, found.worth, found.settlers[0].worth) == (None, None, None)


amounts = st.integers(0, 20)
given_losses = st.lists(st.tuples(*[amounts] * 5), min_size=2, max_size=3)


def as_losses(rows):
    keys = ("fits", "fits with rounding", "unlikely", "does not fit", "can't say")
    return {
        f"action {at}": Loss.model_validate({"reason": "r", **dict(zip(keys, row, strict=True))})
        for at, row in enumerate(rows)
    }


@given(tables(most_choices=3), given_losses)
def test_it_is_what_the_best_rule_of_all_gains(found, rows):
    """By enumeration of every rule that names an action for each option; and never more than knowing all would gain."""
    losses = as_losses(rows)
    by_outcome = losses_by_outcome(losses)
    settled = settling(check_of(found.combinations), losses)
    mean = lambda pick: sum(by_outcome[pick(one)][one.outcome] for one in found.combinations) / len(found.combinations)  # noqa: E731
    as_it_is = min(mean(lambda one, action=action: action) for action in losses)
    each = sum(min(by_outcome[action][one.outcome] for action in losses) for one in found.combinations)
    assert settled.worth == pytest.approx(as_it_is - each / len(found.combinations), abs=1e-9)
    for settler in settled.settlers:
        options = sorted({one.choices[settler.name] for one in found.combinations})
        rules = [dict(zip(options, taken, strict=True)) for taken in product(losses, repeat=len(options))]
        best = min(mean(lambda one, name=settler.name, rule=rule: rule[one.choices[name]]) for rule in rules)
        assert settler.worth == pytest.approx(as_it_is - best, abs=1e-9)
        assert 0 <= settler.worth <= settled.worth + 1e-9


# In a case file.

GIVEN = """\
losses:
  print it: {reason: a correction, fits: 0, does not fit: 10, otherwise: 3}
  leave it out: {reason: a story lost, fits: 5, otherwise: 0}
"""


def test_a_case_gives_losses(minimal_case, make_case):
    found = make_case(minimal_case + GIVEN).text.losses
    assert {name: one.under("does_not_fit") for name, one in found.items()} == {"print it": 10, "leave it out": 0}
    assert make_case(minimal_case).text.losses == {}


def test_the_example_of_the_guide_can_be_read(minimal_case, make_case):
    guide = (ROOT / "docs" / "cases.md").read_text(encoding="utf-8")
    (example,) = (text for text in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL) if text.startswith("losses:"))
    found = losses_by_outcome(make_case(minimal_case + example).text.losses)
    assert {action: loss[FAILS] for action, loss in found.items()} == {"print it": 10, "leave it out": 0}


OTHER = "  leave it out: {reason: a story lost, otherwise: 0}\n"


@pytest.mark.parametrize(
    ("lines", "line", "said", "remedy"),
    [
        ("  print it: {fits: 0, otherwise: 3}", 2, "`reason` is missing", 'add `reason: "why"`'),
        ("  print it: {reason: r, fits: 0}", 2, "no loss under `fits with rounding`, `unlikely`", "`otherwise: 0`"),
        (
            "  print it: {reason: r, fits: 0, fits with rounding: 0, unlikely: 1, does not fit: 2}",
            *(2, "no loss under `can't say`", "add it, or one for all that is not named"),
        ),
        ("  print it: {reason: r, holds: 0, otherwise: 3}", 2, "unknown key `holds`", "`fits`"),
        ("  print it: {reason: r, doesnt fit: 0, otherwise: 3}", 2, "unknown key `doesnt fit`", "`does not fit`"),
        (
            "  print it:\n    reason: r\n    fits: -2\n    otherwise: 3",
            4,
            "a loss of `-2`",
            "add as much to every loss",
        ),
        ("  print it:\n    reason: r\n    fits: 10 USD\n    otherwise: 3", 4, "`10 USD`", "write the number alone"),
        ("  print it:\n    reason: r\n    otherwise: $3", 4, "`$3`", "write the number alone"),
        ("  print it:\n    reason: r\n    otherwise: '1,000'", 4, "`1,000`, expected a plain number", "digits"),
        ("  print it:\n    reason: r\n    otherwise: 1e400", 4, "`1e400`, expected a plain number", "digits"),
        ("  print it:\n    reason: r\n    otherwise: nan", 4, "`nan`, expected a plain number", "digits"),
        ("  print it:\n    reason: r\n    otherwise: much", 4, "`much`, expected a plain number", "digits"),
        ("  print it:\n    reason: r\n    otherwise: 9999999999999", 4, "expected a plain number", "1000000000000"),
        ("  print it:\n    reason: r\n    otherwise: [1, 2]", 4, "not a number", "a plain number"),
        ("  print it:\n    reason: r\n    otherwise:", 4, "it is empty", "`otherwise: 0`"),
        ("  print it: 10", 2, "`print it` is `10`, expected a mapping", "otherwise: 10"),
    ],
)
def test_what_is_refused_of_a_loss(lines, line, said, remedy, minimal_case, make_case):
    text = f"{minimal_case}losses:\n{lines}\n{OTHER}"
    with pytest.raises(CaseError) as error:
        make_case(text)
    (problem,) = error.value.problems
    assert problem.place.line == minimal_case.count("\n") + line
    assert said in problem.message
    assert remedy in problem.remedy


def test_every_problem_is_reported_at_once(minimal_case, make_case):
    text = f"{minimal_case}losses:\n  print it:\n    reason: r\n    fits: -1\n    otherwise: 2 USD\n{OTHER}"
    with pytest.raises(CaseError) as error:
        make_case(text)
    start = minimal_case.count("\n")
    assert [problem.place.line for problem in error.value.problems] == [start + 4, start + 5]


def test_one_action_leaves_nothing_to_decide(minimal_case, make_case):
    with pytest.raises(CaseError) as error:
        make_case(f"{minimal_case}losses:\n{OTHER}")
    (problem,) = error.value.problems
    assert problem.place.line == minimal_case.count("\n") + 1
    assert (problem.message, problem.remedy) == (
        "`losses` has one action, at least two",
        "add what else may be done, with its losses",
    )


def test_the_keys_are_the_words_that_are_said_of_outcomes():
    from weighbridge.casefile.losses import OUTCOME_KEYS
    from weighbridge.strength.losses import FIELDS
    from weighbridge.what_if import IN_WAYS

    assert {outcome: OUTCOME_KEYS[field] for outcome, field in FIELDS.items()} == IN_WAYS
