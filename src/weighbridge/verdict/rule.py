"""From the outcomes of checks to a verdict, for a claim and for the article. The rule is told step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ..checks import THRESHOLDS, Outcome
from ..report import outcome_words, verdict_sentence
from ..text import listed
from .results import CheckResult, Combination, Rule, Verdict


def rule_rows(verdict: Verdict) -> list[dict[str, Any]]:
    """The rule for a verdict, a row for each step, as far as the one that decides."""
    return [
        {"step": step, "asks": one.asks, "found": one.found, "decides": verdict.outcome if one.decides else ""}
        for step, one in enumerate(verdict.rule, start=1)
    ]


HARD = ("agrees", "possible", "reachable")


OR_SILENT = f", or {Outcome.CANNOT_TELL}"  # the ending of an outcome that is lost under some choices


def turning_choices(
    combinations: Sequence[Combination], silent: frozenset[str] = frozenset({Outcome.CANNOT_TELL})
) -> list[str]:
    """The choices that turn an outcome: two combinations differ in that choice alone, and come out differently.

    A ``silent`` outcome is no turn: where a check *cannot tell* it lost its severity, and says nothing.
    """
    by_rest: dict[tuple[str, tuple[tuple[str, str], ...]], set[str]] = {}
    for combination in combinations:
        for choice in combination.choices:
            rest = tuple(sorted((k, v) for k, v in combination.choices.items() if k != choice))
            by_rest.setdefault((choice, rest), set()).add(combination.outcome)
    turning = {choice for (choice, _), outcomes in by_rest.items() if len(outcomes - silent) > 1}
    return [choice for choice in (combinations[0].choices if combinations else ()) if choice in turning]


def turning_alone(combinations: Sequence[Combination]) -> list[str]:
    """The choices that turn the outcome of the case as written, which is the first combination, by themselves."""
    first = combinations[0]
    alone = []
    for choice in first.choices:
        rest = {k: v for k, v in first.choices.items() if k != choice}
        near = [c.outcome for c in combinations if {k: v for k, v in c.choices.items() if k != choice} == rest]
        if len({first.outcome, *near} - {Outcome.CANNOT_TELL}) > 1:
            alone.append(choice)
    return alone


def check_outcome(combinations: Sequence[Combination]) -> tuple[str, list[str], list[str]]:
    """An outcome, or ``depends``; the choices that turn it by themselves; those that do so together with others.

    Where the check says one thing or nothing, it is that one thing *or cannot tell*.
    """
    outcomes = {combination.outcome for combination in combinations}
    telling = outcomes - {Outcome.CANNOT_TELL}
    if len(telling) > 1:
        alone = turning_alone(combinations)
        # Where two outcomes meet only across a silent one, the choices that lead into the silence are named.
        turning = turning_choices(combinations) or turning_choices(combinations, frozenset())
        return "depends", alone, [choice for choice in turning if choice not in alone]
    if not telling or telling == outcomes:
        return outcomes.pop(), [], []
    return telling.pop() + OR_SILENT, [], []


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
    outcome, depends_on, steps = _decision(rule[-1], checks)
    counts = Counter("depending" if check.depends_on else check.outcome for check in checks)
    judged = list(dict.fromkeys(one.input for check in checks for one in check.leans_on))
    leaning = [f"{check.name} leans on judgement: {_inputs(check)}" for check in checks if check.leans_on]
    return Verdict(
        about=about,
        outcome=outcome,
        depends_on=depends_on,
        checks=[check.name for check in checks],
        steps=[*(f"{check.name} ({check.kind}): {check.outcome}" for check in checks), *leaning, *steps],
        rule=rule,
        sentence=verdict_sentence(about, outcome, counts, judged),
    )


def _inputs(check: CheckResult) -> str:
    return ", ".join(swung.input for swung in check.leans_on)


FAILING = "Does a check of kind agrees, possible or reachable fail under every combination in which it can tell?"


TURNING = "Does a fair choice turn the outcome of a check?"


STRAINING = "Is a typical check strained, or worse, after Holm's correction for their number?"


SILENT = "Could any check have caught a threefold error?"


ROUNDING = "Do numbers agree only through rounding and hedges?"


NONE = "no"


def _rule(checks: Sequence[CheckResult]) -> list[Rule]:
    """The questions in their order, each with what was found, as far as the one that decides."""
    failing = [check for check in checks if check.kind in HARD and _told(check) == Outcome.FAILS]
    silent = not checks or all(check.outcome == Outcome.CANNOT_TELL for check in checks)
    found = {
        FAILING: _names(failing),
        TURNING: _names([check for check in checks if check.depends_on]),
        STRAINING: _names(_strained(checks)),
        SILENT: ("no, none" if checks else "no check touches it") if silent else "",
        ROUNDING: _names([check for check in checks if _told(check) == Outcome.THROUGH_ROUNDING]),
    }
    steps: list[Rule] = []
    for asks, answer in found.items():
        steps.append(Rule(asks=asks, found=answer or ("yes" if asks == SILENT else NONE), decides=bool(answer)))
        if answer:
            return steps
    return [*steps, Rule(asks="Then it holds.", found="nothing else was found", decides=True)]


def _decision(last: Rule, checks: Sequence[CheckResult]) -> tuple[str, list[str], list[str]]:
    """The outcome, the choices it depends on, and the steps that led to it."""
    if last.asks == FAILING:
        silent = any(check.outcome.endswith(OR_SILENT) for check in checks if check.name in last.found.split(", "))
        where = "every combination" + (" in which it can tell" if silent else "")
        return Outcome.FAILS, [], [f"fails under {where}: {last.found}"]
    if last.asks == TURNING:
        depending = [check for check in checks if check.depends_on]
        alone = list(dict.fromkeys(choice for check in depending for choice in check.turned_by))
        joint = list(dict.fromkeys(c for check in depending for c in check.depends_on if c not in alone))
        return outcome_words("depends", alone, joint), [*alone, *joint], [f"{last.found}: turned by fair choices"]
    typical = f"{_count_typical(checks)} typical checks"
    if last.asks == STRAINING:
        return Outcome.STRAINED, [], [f"strained after Holm's correction for {typical}: {last.found}"]
    if last.asks == SILENT:
        return Outcome.CANNOT_TELL, [], ["no check had severity" if checks else "no check touches it"]
    weak = [check for check in checks if _told(check) in (Outcome.STRAINED, Outcome.FAILS)]
    told = [f"{check.name} {'fails' if _told(check) == Outcome.FAILS else 'is strained'}" for check in weak]
    steps = [f"{listed(told)} alone, but not after Holm's correction for {typical}"] if weak else []
    last_step = "nothing fails, nothing turns, and at least one check could have caught a threefold error"
    return Outcome.THROUGH_ROUNDING if last.asks == ROUNDING else Outcome.HOLDS, [], [*steps, last_step]


def _told(check: CheckResult) -> str:
    """What a check says where it can tell."""
    return check.outcome.removesuffix(OR_SILENT)


def _names(checks: Sequence[CheckResult]) -> str:
    return ", ".join(check.name for check in checks)


def _strained(checks: Sequence[CheckResult]) -> list[CheckResult]:
    """Typical checks that come out strained or worse and stay so after Holm's correction, as one-sided tails."""
    tails = {}
    for check in checks:
        tail = check.reference.tail_probability
        if check.kind == "typical" and tail is not None and check.outcome != Outcome.CANNOT_TELL:
            tails[check.name] = tail.value / (2 if check.relation == "equals" else 1)
    corrected = holm(tails, THRESHOLDS["at_most"][0])
    return [check for check in checks if check.name in corrected and _told(check) in (Outcome.STRAINED, Outcome.FAILS)]


def _count_typical(checks: Sequence[CheckResult]) -> int:
    return sum(check.kind == "typical" for check in checks)
