"""From the outcomes of checks to a verdict, for a claim and for the article: the rule, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from operator import ne

from ..checks import THRESHOLDS, Outcome
from ..graph import Comparison, Kind
from .results import DEPENDS, CheckResult, Combination, Overall, Question, RuleStep, Verdict

HARD = (Kind.AGREES, Kind.POSSIBLE, Kind.REACHABLE)
DECIDES: dict[Question, Overall] = {
    Question.FAILING: Outcome.FAILS,
    Question.TURNING: DEPENDS,
    Question.STRAINING: Outcome.STRAINED,
    Question.SILENT: Outcome.CANNOT_TELL,
    Question.ROUNDING: Outcome.THROUGH_ROUNDING,
    Question.NOTHING_MORE: Outcome.HOLDS,
}


def turning_choices(
    combinations: Sequence[Combination], silent: frozenset[Outcome] = frozenset({Outcome.CANNOT_TELL})
) -> list[str]:
    """The choices that turn an outcome: two combinations differ in that choice alone, and come out differently.

    A ``silent`` outcome is not a turn: a check that *cannot tell* has lost its severity, and says nothing.
    """
    choices, taken = _options(combinations)
    turning = []
    for at, choice in enumerate(choices):
        by_rest: dict[tuple[str, ...], set[Outcome]] = {}
        for options, outcome in taken:
            if outcome not in silent:
                by_rest.setdefault(options[:at] + options[at + 1 :], set()).add(outcome)
        turning += [choice] if any(len(outcomes) > 1 for outcomes in by_rest.values()) else []
    return turning


def turning_alone(combinations: Sequence[Combination]) -> list[str]:
    """The choices that turn the outcome of the case as written, which is the first combination, by themselves."""
    choices, taken = _options(combinations)
    written = taken[0][0]
    near = [(options, outcome) for options, outcome in taken if sum(map(ne, options, written)) <= 1]
    alone = []
    for at, choice in enumerate(choices):
        rest = written[:at] + written[at + 1 :]
        outcomes = {outcome for options, outcome in near if options[:at] + options[at + 1 :] == rest}
        alone += [choice] if len(outcomes - {Outcome.CANNOT_TELL}) > 1 else []
    return alone


def _options(combinations: Sequence[Combination]) -> tuple[list[str], list[tuple[tuple[str, ...], Outcome]]]:
    """The choices that reach a check, and the options taken in each combination with its outcome."""
    choices = list(combinations[0].choices) if combinations else []
    return choices, [(tuple(one.choices[choice] for choice in choices), one.outcome) for one in combinations]


def overall(combinations: Sequence[Combination]) -> tuple[Overall, bool]:
    """The outcome over all combinations in which a check can tell, and whether there are others.

    ``DEPENDS`` where it comes out in more than one way; *cannot tell* where it never can.

    >>> overall([Combination({}, outcome) for outcome in (Outcome.HOLDS, Outcome.CANNOT_TELL)])
    (<Outcome.HOLDS: 'holds'>, True)
    """
    outcomes = {combination.outcome for combination in combinations}
    said = outcomes - {Outcome.CANNOT_TELL}
    if len(said) > 1:
        return DEPENDS, False
    return next(iter(said or outcomes)), bool(said) and said != outcomes


def turned_by(combinations: Sequence[Combination]) -> tuple[list[str], list[str]]:
    """The choices that turn an outcome that depends, by themselves; and those that do so together with others."""
    alone = turning_alone(combinations)
    # Where two outcomes meet only across a silent one, the choices that lead into the silence are named.
    turning = turning_choices(combinations) or turning_choices(combinations, frozenset())
    return alone, [choice for choice in turning if choice not in alone]


def holm(tails: dict[str, float], level: float) -> list[str]:
    """The names whose tail probabilities stay below ``level`` after Holm's correction for their number.

    S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6, 1979.

    >>> holm({"a": 0.001, "b": 0.03, "c": 0.04}, 0.05)
    ['a']
    """
    kept: list[str] = []
    for rank, (name, tail) in enumerate(sorted(tails.items(), key=lambda item: (item[1], item[0]))):
        if tail >= level / (len(tails) - rank):
            break
        kept.append(name)
    return kept


def weigh(about: str, checks: Sequence[CheckResult]) -> Verdict:
    """The verdict that these checks allow.

    In this order: *fails* when a check of kind agrees, possible or reachable fails under every combination; *depends*
    when combinations disagree; *strained* when a typical check is, after Holm's correction; *cannot tell* when no
    check had severity; else *holds*.
    """
    rule = _rule(checks)
    outcome = DECIDES[rule[-1].asks]
    depending = [check for check in checks if check.depends_on] if outcome == DEPENDS else []
    alone = list(dict.fromkeys(choice for check in depending for choice in check.turned_by))
    named = list(dict.fromkeys(choice for check in depending for choice in check.depends_on))
    return Verdict(
        about=about,
        outcome=outcome,
        turned_by=alone,
        depends_on=[*alone, *(choice for choice in named if choice not in alone)],
        checks=[check.name for check in checks],
        rule=rule,
    )


def _rule(checks: Sequence[CheckResult]) -> list[RuleStep]:
    """The questions in their order, each with the checks that were found, as far as the one that decides."""
    silent = [check for check in checks if check.outcome == Outcome.CANNOT_TELL]
    found = {
        Question.FAILING: [check for check in checks if check.kind in HARD and check.outcome == Outcome.FAILS],
        Question.TURNING: [check for check in checks if check.depends_on],
        Question.STRAINING: _strained(checks),
        Question.SILENT: silent,
        Question.ROUNDING: [check for check in checks if check.outcome == Outcome.THROUGH_ROUNDING],
        Question.NOTHING_MORE: [],
    }
    steps: list[RuleStep] = []
    for asks, those in found.items():
        all_silent = asks == Question.SILENT and len(silent) == len(checks)
        decides = asks == Question.NOTHING_MORE or (all_silent if asks == Question.SILENT else bool(those))
        steps.append(RuleStep(asks=asks, found=tuple(check.name for check in those), decides=decides))
        if decides:
            break
    return steps


def unusual(checks: Sequence[CheckResult]) -> list[CheckResult]:
    """The checks that come out strained or worse where they can tell."""
    return [check for check in checks if check.outcome in (Outcome.STRAINED, Outcome.FAILS)]


def _strained(checks: Sequence[CheckResult]) -> list[CheckResult]:
    """Typical checks that come out strained or worse and stay so after Holm's correction, as one-sided tails."""
    tails = {}
    for check in checks:
        tail = check.reference.tail_probability
        if check.kind == Kind.TYPICAL and tail is not None and check.outcome != Outcome.CANNOT_TELL:
            tails[check.name] = tail.value / (2 if check.relation == Comparison.EQUALS else 1)
    corrected = holm(tails, THRESHOLDS[Comparison.AT_MOST][0])
    return [check for check in unusual(checks) if check.name in corrected]
