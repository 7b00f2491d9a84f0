"""Checks over all ways to read the article, and verdicts, as sentences: at best, at worst, and how far off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..answers import count_words, tally_sentences
from ..checks import FROM_BEST_TO_WORST, Finding, Outcome, Side
from ..text import (
    Names,
    apart,
    brief,
    capital,
    in_turn,
    listed,
    number,
    one_in,
    percent,
    sentence,
    shortened,
    some_of,
    with_unit,
)
from ..verdict import (
    DEPENDS,
    Agreement,
    CheckResult,
    Combination,
    Overall,
    Question,
    Range,
    Reached,
    RuleStep,
    Tally,
    Verdict,
    distinct,
    set_aside,
    settled,
)
from ..what_if import IN_WAYS, IT_IS, PLAIN, PREDICATES
from .sides import NOBODY, called

NOTHING_CAUGHT = "No comparison would have caught an error of three times."
NOT_TRUE = "That does not make them true."
QUESTIONS = {
    Question.FAILING: "Is there a comparison that does not fit, whichever way it is read where it can say?",
    Question.APART: "Do numbers fit each relation by itself and not all of them at once?",
    Question.TURNING: "Does a comparison fit in some fair ways to read it and not in others?",
    Question.STRAINING: "Is there one that is unlikely or does not fit, whichever way it is read?",
    Question.SILENT: "Could any comparison have caught an error of three times?",
    Question.ROUNDING: "Do numbers agree only allowing for rounding and wording?",
    Question.NOTHING_MORE: "Then it fits.",
}
AT_THE_LETTER = "right only at the letter of its words"
AFTER_ROUNDING = "allowing for all rounding and wording"
NOT_STANDING = (Outcome.STRAINED, Outcome.FAILS)
THE_ARTICLE = "the article"
MOST_IN_QUOTES, FEW_IN_QUOTES = 11, 8  # words of a question that stands in a sentence, beside a little or a name
SHORT_NAME = 7  # words of a name that leaves room for another
LONGEST_CLAUSE = 20  # words of an option, beside those that introduce it
DOES = {  # before a number of ways
    **{outcome: PREDICATES[outcome] for outcome in FROM_BEST_TO_WORST},
    Outcome.THROUGH_ROUNDING: IN_WAYS[Outcome.THROUGH_ROUNDING],
}
COUNTED: dict[Overall, tuple[str, str]] = {  # after a number of comparisons: one, or several
    Outcome.HOLDS: ("fits", "fit"),
    Outcome.THROUGH_ROUNDING: ("fits with rounding", "fit with rounding"),
    Outcome.STRAINED: ("is unlikely", "are unlikely"),
    Outcome.FAILS: ("does not fit", "do not fit"),
    DEPENDS: ("depends on how the article is read", "depend on how the article is read"),
    Outcome.CANNOT_TELL: ("can't say", "can't say"),
}
ENDINGS = {
    Outcome.HOLDS: f"Nothing that we asked speaks against the numbers. {NOT_TRUE}",
    Outcome.THROUGH_ROUNDING: f"The numbers agree only allowing for rounding and wording. {NOT_TRUE}",
    Outcome.STRAINED: "At least one number is unusual under what is assumed, in every fair way to read the article.",
    Outcome.FAILS: "In no fair way to read the article do all its numbers fit.",
    DEPENDS: "Fair ways to read the article give different answers.",
}
ENDINGS_WHERE_LOOKED = {
    Outcome.STRAINED: "In every way to read the article that we looked at, at least one number is unusual.",
    Outcome.FAILS: "In no way to read the article that we looked at do all its numbers fit.",
}


# What a check comes to, as a label of data: the words of outcomes and the names of choices.


def outcome_words(
    found: Range, may_be_silent: bool = False, alone: Sequence[str] = (), joint: Sequence[str] = ()
) -> str:
    """An outcome, or what it depends on: first what turns it by itself, then what turns it together with others.

    A label for tables and files: outcomes and choices stand in it by the names that they have in data. What stands
    under every choice, or under none, depends on nothing: then both ends are named.

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
    """The outcome of a check over all choices, as a label."""
    return outcome_words(check.range, check.may_be_silent, check.turned_by, check.turned_jointly)


def verdict_words(verdict: Verdict) -> str:
    """The outcome of a verdict, as a label."""
    return outcome_words(verdict.range, alone=verdict.turned_by, joint=_jointly(verdict))


def _jointly(verdict: Verdict) -> list[str]:
    return [choice for choice in verdict.depends_on if choice not in verdict.turned_by]


# The same as sentences.


def over_all(check: CheckResult, names: Names = NOBODY) -> str:
    """In how many ways to read the article a check came out how, what changes it, and where it is best and worst.

    Nothing where there is but one way.
    """
    if check.tally is not None:
        return _tallied(check, check.tally, names)
    outcomes = [one.outcome for one in distinct(settled(check.combinations))]
    many, once = len(outcomes), counted_once(check.combinations, names)
    if many < 2:
        return once
    if len(set(outcomes)) == 1:
        same = f"{'Both' if many == 2 else f'All {number(many, 6)}'} ways to read it give the same answer."
        return " ".join(filter(None, [same, once]))
    silent = outcomes.count(Outcome.CANNOT_TELL)
    judged = [one for one in DOES if one in outcomes and one != Outcome.CANNOT_TELL]
    counts = [f"{DOES[one]} in {number(outcomes.count(one), 6)}" for one in judged]
    ways = f"There are {number(many, 6)} ways to read it."
    turning = depends_sentences(check.turned_by, check.turned_jointly, names) if check.outcome == DEPENDS else ""
    unsaid = f"In {number(silent, 6)} we can't say." if silent else ""
    said = [ways, *in_turn("It", counts, "It also"), unsaid, once, turning, range_sentence(check.range, names)]
    return " ".join(filter(None, said))


def _tallied(check: CheckResult, tally: Tally, names: Names) -> str:
    """The same where there are too many ways to be listed."""
    alike = tally.sets - tally.ways
    once = f"Of {count_words(tally.sets)} sets of options, the others compare the same." if alike else ""
    turning = depends_sentences(check.turned_by, check.turned_jointly, names) if check.outcome == DEPENDS else ""
    return " ".join(filter(None, [*tally_sentences(tally), once, turning, range_sentence(check.range, names)]))


def counted_once(combinations: Sequence[Combination], names: Names = NOBODY) -> str:
    """How many sets of options are not counted, for they compare the same as another; and which choices change nothing.

    Nothing where all of them differ.
    """
    alike = len(combinations) - len(distinct(combinations))
    if not alike:
        return ""
    same = "compares the same as another and is" if alike == 1 else "compare the same as others and are"
    said = f"Of {number(len(combinations), 6)} sets of options, {number(alike, 6)} {same} not counted."
    idle = [names.choice(one) for one in set_aside(combinations)]
    verb = "changes" if len(idle) == 1 else "change"
    together = [f"{capital(listed(idle))} {verb} nothing here."] if idle else []
    apart_ = [sentence(f"{one} changes nothing here") for one in idle]
    return " ".join(filter(None, [said, brief(together, apart_)]))


def depends_sentences(alone: Sequence[str], joint: Sequence[str], names: Names = NOBODY, subject: str = "It") -> str:
    """On which choices an answer depends, first those that change it by themselves.

    >>> depends_sentences(["mix"], ["market", "month"])
    'It depends on the mix. Together with other choices, it also depends on the market and the month.'
    """
    named, jointly = (some_of([names.choice(one) for one in several]) for several in (alone, joint))
    single = in_turn(f"{subject} depends on", named, "It also depends on")
    begin = "Together with other choices, it also depends on" if alone else f"{subject} depends on"
    together = "" if alone or len(joint) < 2 else "taken together"
    return " ".join([*single, *in_turn(begin, jointly, "It also depends on", end=together)])


def range_sentence(found: Range, names: Names = NOBODY) -> str:
    """How something comes out as written, at best and at worst, and which choices lead there; nothing if all are alike.

    >>> range_sentence(Range(Outcome.HOLDS, Reached(Outcome.HOLDS), Reached(Outcome.FAILS, {"mix": "any"})))
    'As we read the article, it fits. At worst it does not fit, if we take “any”.'
    """
    if found.best is None or found.worst is None or not found.is_wide:
        return ""
    ends = [(end, name) for end, name in ((found.best, "best"), (found.worst, "worst")) if end.choices]
    said = [_end(end, name, names) for end, name in ends]
    return " ".join([f"As we read the article, {IT_IS[found.as_written]}.", *said])


def _end(end: Reached, name: str, names: Names) -> str:
    """What comes out at best or at worst, and what is taken then."""
    clauses = some_of(
        [shortened(names.option(choice, option), LONGEST_CLAUSE) for choice, option in end.choices.items()]
    )
    begin = f"At {name} {IT_IS[end.outcome]}"
    return brief([f"{begin}, if {listed(clauses)}."], [f"{begin}.", *in_turn("For that,", clauses, "For that also,")])


def verdict_sentence(verdict: Verdict, checks: Sequence[CheckResult], names: Names = NOBODY) -> str:
    """The sentences of a verdict, with how its checks came out, and on which of our estimates they rest."""
    endings = ENDINGS if verdict.is_whole else {**ENDINGS, **ENDINGS_WHERE_LOOKED}
    ending = _nothing_caught(verdict, checks) if verdict.outcome == Outcome.CANNOT_TELL else endings[verdict.outcome]
    judged = list(dict.fromkeys(one for check in checks for one in _judged(check)))
    said = [
        _opening(verdict, names),
        ending,
        _looked(verdict),
        together_sentence(verdict.together, names),
        range_sentence(verdict.range, names),
        sizes_sentence(checks, names),
        _tally(checks),
        *in_turn("It rests on our estimate of", [names.lever(one) for one in judged], "It also rests on that of"),
    ]
    return " ".join(filter(None, said))


def _looked(verdict: Verdict) -> str:
    """How many combinations were looked at, where that was not all of them."""
    found = verdict.looked
    if found is None or found.of is None or found.is_whole:
        return ""
    of = count_words(found.of)
    return f"We looked at {found.looked:,} of {of} ways to read the article; there may be better ones."


def _opening(verdict: Verdict, names: Names) -> str:
    """What the verdict is of, and the word for it; or on which choices it depends."""
    about = THE_ARTICLE if verdict.claim is None else names.of(verdict.claim)
    if verdict.outcome == DEPENDS:
        choices = verdict.turned_by, _jointly(verdict), names
        if len(about.split()) <= SHORT_NAME:
            return depends_sentences(*choices, f"Whether {about} fits")
        return f"{capital(about)}: it depends. {depends_sentences(*choices)}"
    we = "we " if verdict.outcome == Outcome.CANNOT_TELL else ""
    return f"{capital(about)}: {we}{PLAIN[Outcome(verdict.outcome)]}."


def _tally(checks: Sequence[CheckResult]) -> str:
    """How many comparisons came out how; nothing where there is but one, of which all else is said."""
    if len(checks) < 2:
        return ""
    counts = Counter(check.outcome for check in checks)
    said = [f"{many} {words[many > 1]}" for one, words in COUNTED.items() if (many := counts[one])]
    return " ".join(in_turn(f"Of {len(checks)} comparisons,", said, "Of the others,"))


def _nothing_caught(verdict: Verdict, checks: Sequence[CheckResult]) -> str:
    """That no check could have caught an error; only as written, where one can say in other ways to read it."""
    if not checks:
        return "No comparison touches it."
    return NOTHING_CAUGHT if verdict.range.best is None else f"As we read it, n{NOTHING_CAUGHT[1:]}"


def together_sentence(together: Sequence[Agreement], names: Names = NOBODY) -> str:
    """That relations which fit one by one do not when they are asked for at once, and which numbers; else nothing."""
    return " ".join(_at_once(one, names) for one in together)


def _at_once(one: Agreement, names: Names) -> str:
    begin = "Taken one at a time, they may fit." if len(one.checks) > 1 else "Taken by itself, it may fit."
    numbers = in_turn("They are", [names.of(claim) for claim in one.claims], "They are also")
    together = f"No values of {listed([names.of(claim) for claim in one.claims])} that wording allows fit all at once."
    apart_ = "No values of some numbers that their wording allows fit all relations at once."
    return brief([begin, together], [begin, apart_, *numbers])


def sizes_sentence(checks: Sequence[CheckResult], names: Names = NOBODY) -> str:
    """By how much the numbers are off as written, check by check; nothing where all fit."""
    sizes = [
        (called(check.reference.stated, names), size_words(check.reference))
        for check in checks
        if check.range.as_written in NOT_STANDING
    ]
    begin = "As we read it,"
    said = [
        brief([f"{begin} {name} {size}."], [f"{begin} one number {size}."], [f"One number {size}."])
        for name, size in sizes
        if size
    ]
    return " ".join(said)


def size_words(finding: Finding) -> str:
    """How far the stated number is from where the check would fit, or how improbable it is.

    Twice and more is given as a multiple, less in percent.
    """
    if finding.tail_probability is not None:
        return f"has a probability of {percent(finding.tail_probability)}, {one_in(finding.tail_probability)}"
    if finding.nearest is not None:
        low, high = apart(list(finding.nearest))
        return f"is between {with_unit(f'{low} and {high}', finding.stated.unit)}, the nearest of whole things"
    if finding.outcome == Outcome.STRAINED:
        return f"is {AT_THE_LETTER}"
    reach, step = finding.reach, finding.severity.step
    for end, too_much in ((reach.holds_to, True), (reach.holds_from, False)):
        if end is None or (end.value >= 1 if too_much else end.value <= 1):
            continue
        # Of two numbers below zero the larger multiple is the lower.
        side = "high" if too_much != (step is None and _is_negative(finding.stated)) else "low"
        if step is not None:
            return f"is {_amount(abs(1 - end.value) * step, finding.stated.unit)} too {side}, {AFTER_ROUNDING}"
        if end.value > 0 and finding.stated.unit == "percent" and _is_negative(finding.stated):
            return f"is too {'large' if too_much else 'small'} a fall by {_multiple(1 / end.value)}, {AFTER_ROUNDING}"
        if end.value > 0:
            return f"is {_multiple(1 / end.value)} too {side}, {AFTER_ROUNDING}"
    return ""


def _is_negative(stated: Side) -> bool:
    return stated.as_written is not None and max(stated.as_written) < 0


def _amount(size: float, unit: str) -> str:
    """So much of a unit; by how much a percentage is off is said in points."""
    return with_unit(number(size), "percentage_point" if unit in ("percent", "%") else unit)


def _multiple(times: float) -> str:
    """How far a number is off that is so many times what it may be: as a multiple, or in percent of what it may be.

    >>> [_multiple(times) for times in (3, 1.25, 0.8, 0.25)]
    ['3 times', '25%', '20%', '4 times']
    """
    if not 0.5 < times < 2:
        return f"{number(max(times, 1 / times))} times"
    return f"{number(100 * abs(times - 1))}%"


def _judged(check: CheckResult) -> list[str]:
    """The numbers of judgement that turn a check by themselves; where none does, those that do so together."""
    alone = [one.input for one in check.leans_on]
    return alone or (check.leans_jointly.inputs if check.leans_jointly else [])


# The steps of the rule.


def answer_words(step: RuleStep, checks: Sequence[CheckResult]) -> str:
    """What one step of the rule found: the questions of the checks, or that there are none."""
    if step.decides and step.asks in (Question.TURNING, Question.STRAINING) and not step.found:
        return "none by itself, but all of them taken together"
    if step.asks == Question.SILENT:
        return ("no, none" if checks else "no comparison touches it") if step.decides else "yes"
    return _questions(step.found, checks) or ("nothing else was found" if step.asks == Question.NOTHING_MORE else "no")


def _questions(found: Sequence[str], checks: Sequence[CheckResult]) -> str:
    """Some checks by their questions; by how many they are, where these would be long together."""
    asked = [_quoted(check.question) for check in checks if check.name in found]
    if len(" ".join(asked).split()) <= MOST_IN_QUOTES:
        return ", ".join(asked)
    return f"{len(found)} of {len(checks)} comparisons"


def _quoted(question: str, most: int = MOST_IN_QUOTES) -> str:
    return f"“{shortened(question, most)}”"


def verdict_steps(verdict: Verdict, checks: Sequence[CheckResult], names: Names = NOBODY) -> list[str]:
    """The steps that led to a verdict: what each of its checks came to, and rests on, and what decided."""
    came_to = [f"{_quoted(check.question)}: {_came_to(check)}" for check in checks]
    resting = [one for check in checks for one in _resting(check, names)]
    return [*came_to, *resting, *_deciding(verdict.rule[-1], checks)]


def _resting(check: CheckResult, names: Names) -> list[str]:
    """On which of our estimates a check rests, a clause or more."""
    quoted, judged = _quoted(check.question, FEW_IN_QUOTES), [names.lever(one) for one in _judged(check)]
    said = in_turn(f"{quoted} rests on our estimate of", judged, f"{quoted} also rests on that of")
    return [one.rstrip(".") for one in said]


def _came_to(check: CheckResult) -> str:
    """What a check comes to over all ways to read it, in few words."""
    found = check.range
    if check.outcome == DEPENDS:
        return "depends on how the article is read"
    if found.overall == Outcome.CANNOT_TELL and found.best is not None:
        return f"can't say as we read it, {PLAIN[found.best.outcome]} in other ways to read it"
    if found.is_wide and found.best and found.worst:
        return f"{PLAIN[found.best.outcome]} at best, {PLAIN[found.worst.outcome]} at worst"
    silent = ", or can't say" if check.may_be_silent else ""
    return f"{PLAIN[Outcome(check.outcome)]}{silent}"


def _deciding(last: RuleStep, checks: Sequence[CheckResult]) -> list[str]:
    found = _questions(last.found, checks)
    if last.asks == Question.FAILING:
        silent = any(check.may_be_silent for check in checks if check.name in last.found)
        return [f"Does not fit, whichever way it is read{' where it can say' if silent else ''}: {found}"]
    if last.asks == Question.APART:
        return [f"No values fit all of them at once: {found}"]
    if last.asks == Question.TURNING:
        return [f"Changed by the way to read it: {found or 'the comparisons taken together'}"]
    if last.asks == Question.STRAINING:
        return [f"Unlikely or does not fit, whichever way it is read: {found or 'the comparisons taken together'}"]
    if last.asks == Question.SILENT:
        return ["No comparison would have caught an error of three times" if checks else "No comparison touches it"]
    return [
        "Nothing was found that does not fit, and at least one comparison would have caught an error of three times"
    ]
