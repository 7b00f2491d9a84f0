"""Checks over all fair choices, and verdicts, as sentences: what comes out, at best and at worst, and how far off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..checks import Finding, Outcome, Side
from ..text import apart, listed, number, percent, with_unit
from ..verdict import DEPENDS, Agreement, CheckResult, Question, Range, Reached, RuleStep, Verdict

NOTHING_CAUGHT = "No check could have caught an error of a factor three."
NOT_TRUE = "that does not make them true."
QUESTIONS = {
    Question.FAILING: "Does a check fail under every combination in which it can tell?",
    Question.APART: "Do numbers that fit one relation at a time fail to fit all of them at once?",
    Question.TURNING: "Does a check stand under some fair choices and not under others?",
    Question.STRAINING: "Does a check stand under no fair choice?",
    Question.SILENT: "Could any check have caught a threefold error?",
    Question.ROUNDING: "Do numbers agree only through rounding and hedges?",
    Question.NOTHING_MORE: "Then it holds.",
}
AT_THE_LETTER = "right only at the letter of its words"
AFTER_ROUNDING = "after all rounding and hedges"
NOT_STANDING = (Outcome.STRAINED, Outcome.FAILS)


def over_all(words: str, outcomes: Sequence[Outcome], found: Range | None = None) -> str:
    """How a check came out over all fair choices, how often, and where best and worst; nothing where there is but one.

    >>> over_all("depends on mix", [Outcome.HOLDS, Outcome.FAILS, Outcome.HOLDS])
    'Over all 3 combinations of fair choices: depends on mix (holds in 2, fails in 1).'
    >>> over_all("holds", [Outcome.HOLDS, Outcome.HOLDS])
    'Both combinations of fair choices give the same.'
    """
    if len(outcomes) < 2:
        return ""
    if {words} == set(outcomes):
        return f"{'Both' if len(outcomes) == 2 else f'All {len(outcomes)}'} combinations of fair choices give the same."
    counts = ", ".join(f"{name} in {outcomes.count(name)}" for name in dict.fromkeys(outcomes))
    where = f" {range_sentence(found)}" if found and found.is_wide else ""
    return f"Over all {len(outcomes)} combinations of fair choices: {words} ({counts}).{where}"


def range_sentence(found: Range) -> str:
    """How something comes out as written, at best and at worst, and which choices lead there; nothing if all are alike.

    >>> range_sentence(Range(Outcome.HOLDS, Reached(Outcome.HOLDS), Reached(Outcome.FAILS, {"mix": "any"})))
    'As written it holds. At worst it fails, with mix “any”.'
    """
    if found.best is None or found.worst is None or not found.is_wide:
        return ""
    ends = [(end, name) for end, name in ((found.best, "best"), (found.worst, "worst")) if end.choices]
    told = [f"At {name} it {_predicate(end.outcome)}, with {_taken(end)}." for end, name in ends]
    return " ".join([f"As written it {_predicate(found.as_written)}.", *told])


def _taken(end: Reached) -> str:
    return listed([f"{choice} “{option}”" for choice, option in end.choices.items()])


def _predicate(outcome: Outcome) -> str:
    return "is strained" if outcome == Outcome.STRAINED else str(outcome)


def outcome_words(
    found: Range, may_be_silent: bool = False, alone: Sequence[str] = (), joint: Sequence[str] = ()
) -> str:
    """An outcome, or what it depends on: first what turns it by itself, then what turns it together with others.

    What stands under every choice, or under none, depends on nothing: then both ends are named.

    >>> turned = Range(Outcome.HOLDS, Reached(Outcome.HOLDS), Reached(Outcome.FAILS))
    >>> outcome_words(turned, alone=["mix"], joint=["market", "discount"])
    'depends on mix, and together with other choices on market and discount'
    >>> outcome_words(Range(Outcome.HOLDS, Reached(Outcome.HOLDS), Reached(Outcome.HOLDS)), may_be_silent=True)
    'holds, or cannot tell'
    >>> outcome_words(Range(Outcome.FAILS, Reached(Outcome.STRAINED), Reached(Outcome.FAILS)))
    'strained at best, fails at worst'
    >>> outcome_words(Range(Outcome.CANNOT_TELL, Reached(Outcome.HOLDS), Reached(Outcome.HOLDS)), may_be_silent=True)
    'cannot tell as written, holds under other choices'
    """
    if found.overall == Outcome.CANNOT_TELL and found.best is not None:
        return f"cannot tell as written, {_from_best_to_worst(found)} under other choices"
    if found.overall != DEPENDS or not (alone or joint):
        words = _from_best_to_worst(found) if found.is_wide else str(found.overall)
        return f"{words}, or {Outcome.CANNOT_TELL}" if may_be_silent else words
    if not alone:
        return f"depends on {listed(joint)}{', taken together' if len(joint) > 1 else ''}"
    rest = f", and together with other choices on {listed(joint)}" if joint else ""
    return f"depends on {listed(alone)}{rest}"


def _from_best_to_worst(found: Range) -> str:
    """The outcomes at both ends, or the one that both are."""
    ends = [end.outcome for end in (found.best, found.worst) if end is not None]
    return f"{ends[0]} at best, {ends[-1]} at worst" if found.is_wide else str(ends[0])


def check_words(check: CheckResult) -> str:
    """The outcome of a check over all choices, in words."""
    return outcome_words(check.range, check.may_be_silent, check.turned_by, check.turned_jointly)


def verdict_words(verdict: Verdict) -> str:
    """The outcome of a verdict, in words."""
    joint = [choice for choice in verdict.depends_on if choice not in verdict.turned_by]
    return outcome_words(verdict.range, alone=verdict.turned_by, joint=joint)


def verdict_sentence(verdict: Verdict, checks: Sequence[CheckResult]) -> str:
    """The sentence of a verdict, with how its checks came out, and on which judged numbers they lean."""
    counts = Counter("depending" if check.outcome == DEPENDS else check_words(check) for check in checks)
    tally = f" Checks: {'; '.join(f'{count} {name}' for name, count in counts.items())}." if counts else ""
    ending = {
        Outcome.HOLDS: f"Taken together, nothing that was asked decides against the numbers; {NOT_TRUE}",
        Outcome.THROUGH_ROUNDING: f"The numbers fit only through what rounding and hedges permit; {NOT_TRUE}",
        Outcome.STRAINED: "At least one number is unusual under what is assumed, whatever fair choice is taken.",
        Outcome.FAILS: "The numbers stand under no fair choice.",
        Outcome.CANNOT_TELL: _nothing_caught(verdict) if checks else "No check touches it.",
        DEPENDS: "Fair readings and alternatives give different outcomes.",
    }[verdict.outcome]
    judged = list(dict.fromkeys(one for check in checks for one in _judged(check)))
    leaning = f" It leans on judgement: {listed(judged)}." if judged else ""
    said = [ending, together_sentence(verdict.together), range_sentence(verdict.range), sizes_sentence(checks)]
    return f"{verdict.about}: {verdict_words(verdict)}. {' '.join(filter(None, said))}{tally}{leaning}"


def _nothing_caught(verdict: Verdict) -> str:
    """That no check could have caught an error; only as written, where one can tell under other choices."""
    return NOTHING_CAUGHT if verdict.range.best is None else f"As written, n{NOTHING_CAUGHT[1:]}"


def together_sentence(together: Sequence[Agreement]) -> str:
    """That relations which stand one by one fail when they are asked for at once, and which; else nothing."""
    return " ".join(
        f"One at a time, {listed(one.checks)} {'may stand' if len(one.checks) > 1 else 'stands'}; no values of "
        f"{listed(one.claims)} within their room satisfy all of them at once."
        for one in together
    )


def sizes_sentence(checks: Sequence[CheckResult]) -> str:
    """By how much the numbers are off as written, check by check; nothing where all stand."""
    sizes = {check.name: size_words(check.reference) for check in checks if check.range.as_written in NOT_STANDING}
    told = [f"{name} {size}" for name, size in sizes.items() if size]
    return f"By how much, as written: {'; '.join(told)}." if told else ""


def size_words(finding: Finding) -> str:
    """How far the stated number is from where the check would hold, or how improbable it is.

    Twice and more is told as a multiple, less in percent.
    """
    if finding.tail_probability is not None:
        return f"has a tail probability of {percent(finding.tail_probability)}"
    if finding.nearest is not None:
        low, high = apart(list(finding.nearest))
        return f"is between {low} and {with_unit(high, finding.stated.unit)}, the nearest that whole things give"
    if finding.outcome == Outcome.STRAINED:
        return f"is {AT_THE_LETTER}"
    reach, step = finding.reach, finding.severity.step
    for end, too_much in ((reach.holds_to, True), (reach.holds_from, False)):
        if end is None or (end.value >= 1 if too_much else end.value <= 1):
            continue
        # Of two numbers below zero the larger multiple is the lower.
        side = "high" if too_much != (step is None and _is_negative(finding.stated)) else "low"
        if step is not None:
            return f"is {_amount(abs(1 - end.value) * step, finding.stated.unit)} too {side} {AFTER_ROUNDING}"
        if end.value > 0:
            return f"is {_multiple(1 / end.value)} too {side} {AFTER_ROUNDING}"
    return ""


def _is_negative(stated: Side) -> bool:
    return stated.as_written is not None and max(stated.as_written) < 0


def _amount(size: float, unit: str) -> str:
    """So much of a unit; by how much a percentage is off is told in points."""
    return with_unit(number(size), "percentage points" if unit in ("percent", "%") else unit)


def _multiple(times: float) -> str:
    """How far a number is off that is so many times what it may be: as a multiple, or in percent of what it may be.

    >>> [_multiple(times) for times in (3, 1.25, 0.8, 0.25)]
    ['3 times', '25 %', '20 %', '4 times']
    """
    if not 0.5 < times < 2:
        return f"{number(max(times, 1 / times))} times"
    return f"{number(100 * abs(times - 1))} %"


def _judged(check: CheckResult) -> list[str]:
    """The numbers of judgement that turn a check by themselves; where none does, those that do so together."""
    alone = [one.input for one in check.leans_on]
    return alone or (check.leans_jointly.inputs if check.leans_jointly else [])


def answer_words(step: RuleStep, checks: Sequence[CheckResult]) -> str:
    """What one step of the rule found: the names of the checks, or that there are none."""
    if step.decides and step.asks in (Question.TURNING, Question.STRAINING) and not step.found:
        return "none by itself, but all of them taken together"
    if step.asks == Question.SILENT:
        return ("no, none" if checks else "no check touches it") if step.decides else "yes"
    return ", ".join(step.found) or ("nothing else was found" if step.asks == Question.NOTHING_MORE else "no")


def verdict_steps(verdict: Verdict, checks: Sequence[CheckResult]) -> list[str]:
    """The steps that led to a verdict: what each of its checks came to, and leans on, and what decided."""
    leaning = [f"{check.name} leans on judgement: {', '.join(_judged(check))}" for check in checks if _judged(check)]
    came_to = [f"{check.name} ({check.kind}): {check_words(check)}" for check in checks]
    return [*came_to, *leaning, *_deciding(verdict.rule[-1], checks)]


def _deciding(last: RuleStep, checks: Sequence[CheckResult]) -> list[str]:
    found = ", ".join(last.found)
    if last.asks == Question.FAILING:
        silent = any(check.may_be_silent for check in checks if check.name in last.found)
        return [f"fails under every combination{' in which it can tell' if silent else ''}: {found}"]
    if last.asks == Question.APART:
        return [f"no values satisfy all of them at once: {found}"]
    if last.asks == Question.TURNING:
        return [f"{found or 'the checks taken together'}: turned by fair choices"]
    if last.asks == Question.STRAINING:
        return [f"stands under no fair choice: {found or 'the checks taken together'}"]
    if last.asks == Question.SILENT:
        return ["no check had severity" if checks else "no check touches it"]
    return ["nothing fails, nothing turns, and at least one check could have caught a threefold error"]
