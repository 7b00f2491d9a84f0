"""Findings, checks and verdicts as sentences, each made of a result; none goes further than its outcome.

"Holds" means possible and consistent, never true; a sentence speaks of numbers, never of the people who wrote them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ..checks import (
    STANDS,
    THREEFOLD,
    Accounts,
    Entry,
    Error,
    Figure,
    Finding,
    Flip,
    Mixes,
    Note,
    Outcome,
    Power,
    Side,
)
from ..graph import Check, Comparison, Kind
from ..text import listed, number, percent, significant, span, stretches, with_unit
from ..verdict import DEPENDS, CheckResult, Overall, Question, RuleStep, Verdict, unusual
from ..what_if import leaning_sentence

CAN_ALL_BE = "cannot tell, for every number written with so many digits can come from so many."
NOTHING_CAUGHT = "No check could have caught an error of a factor three."
NOT_TRUE = "that does not make them true."
LEGEND = "“Holds” means possible and consistent, not true."
QUESTIONS = {
    Question.FAILING: "Does a check of kind agrees, possible or reachable fail under every combination in which it can "
    "tell?",
    Question.TURNING: "Does a fair choice turn the outcome of a check?",
    Question.STRAINING: "Is a typical check strained, or worse, after Holm's correction for their number?",
    Question.SILENT: "Could any check have caught a threefold error?",
    Question.ROUNDING: "Do numbers agree only through rounding and hedges?",
    Question.NOTHING_MORE: "Then it holds.",
}
LITTLE = 0.005  # a share of the variance below which an input is only counted among the others


def side(one: Side) -> str:
    """A side of a check in one line: as written, with what hedges permit; or a mean with its coverage interval."""
    if one.as_written is not None:
        exact = one.bounds in (None, one.as_written)
        text = span(one.as_written, one.unit, digits=6 if exact else 3)
        return text if exact else f"{text} ({span(one.bounds)} with hedges)"
    if one.bounds is not None and one.bounds[0] == one.bounds[1]:
        return span(one.bounds, one.unit)
    if one.coverage_interval is not None and one.mean is not None:
        low, high = one.coverage_interval
        return f"{with_unit(str(one.mean.estimate), one.unit)} on average ({low.estimate} to {high.estimate}, 95 %)"
    return span(one.bounds, one.unit) if one.bounds else one.name


def short(one: Side) -> str:
    """A side by one figure, for the working of a formula: as written, or its mean."""
    if one.as_written is not None:
        return span(one.as_written, one.unit, digits=6)
    if one.mean is not None:
        return with_unit(str(one.mean.estimate), one.unit)
    return side(one)


def reach(one: Side) -> str:
    """A side by its outer bounds, for checks that ask what is possible."""
    return span(one.bounds, one.unit) if one.bounds else side(one)


def both_sides(finding: Finding) -> tuple[str, str]:
    """The two sides of a check as its kind sees them: by their bounds where no probability was asked for."""
    bounded = finding.tail_probability is None
    return side(finding.stated), reach(finding.computed) if bounded else side(finding.computed)


def flips_in_words(flips: list[Flip], unit: str) -> str:
    """Where the outcome flips, in words: ``holds up to 51.8, strained from 51.8 to 55, fails above 55 tonne/truck``."""
    if not flips:
        return "does not flip"
    ordered = sorted(flips, key=lambda flip: flip.multiple.value)
    outcomes = [*(flip.below for flip in ordered), ordered[-1].above]
    return stretches(outcomes, [_at(flip) for flip in ordered], _at(ordered[-1], unit))


def _at(flip: Flip, unit: str = "") -> str:
    if flip.at is None:
        return f"{number(flip.multiple.value)} times what is stated"
    return with_unit(number(flip.at.value), unit)


def headline(flips: list[Flip], unit: str) -> str:
    """Where a check holds, said first: the ranges of stated values for which it would hold."""
    lower = [flip for flip in flips if flip.above in STANDS and flip.below in (Outcome.FAILS, Outcome.STRAINED)]
    upper = [flip for flip in flips if flip.below in STANDS and flip.above in (Outcome.FAILS, Outcome.STRAINED)]
    if len(lower) == len(upper) > 1:  # several modes, with gaps between them
        ranges = [f"from {_at(low)} to {_at(high, unit)}" for low, high in zip(lower, upper, strict=True)]
        return f"Would hold {listed(ranges)}"
    if lower and upper and lower[0].multiple.value > upper[-1].multiple.value:  # a gap between what whole things give
        return f"Would hold up to {_at(upper[-1], unit)}, and again from {_at(lower[0], unit)}"
    if lower and upper:
        return f"Would hold from {_at(lower[0])} to {_at(upper[-1], unit)}"
    if upper:
        return f"Would hold up to {_at(upper[-1], unit)}"
    if lower:
        return f"Would hold from {_at(lower[0], unit)}"
    return "No multiple of the stated value would turn it"


def finding_sentence(check: Check | CheckResult, finding: Finding) -> str:
    """The sentence of a finding: where it flips first, then the figures, then the outcome."""
    stated, computed, outcome = finding.stated, finding.computed, finding.outcome
    digits = 6 if check.kind == Kind.AGREES else 3
    value = span(stated.as_written, stated.unit, digits) if stated.as_written else side(stated)
    if check.kind == Kind.POSSIBLE:
        return f"{_possible(check.relation, stated, computed, finding.flips)}: {_ending(finding)}"
    facts = {
        Kind.TYPICAL: lambda: _typical(check.relation, value, computed, finding.tail_probability),
        Kind.AGREES: lambda: _agrees(check.relation, value, computed),
        Kind.REACHABLE: lambda: _reachable(value, computed, finding.region),
    }[check.kind]()
    ending = (
        CAN_ALL_BE if outcome == Outcome.CANNOT_TELL and check.relation == Comparison.COUNTED_IN else _ending(finding)
    )
    return f"{headline(finding.flips, stated.unit)}. {facts}: {ending}"


def check_sentence(check: CheckResult) -> str:
    """The sentences of a check: its finding as written, what that leans on, all choices, weak sources."""
    found = check.reference
    said = [
        finding_sentence(check, found),
        leaning_sentence(check.leans_on, found.outcome),
        over_all(check_words(check), [one.outcome for one in check.combinations]),
        weak_sources_sentence(found.weak_sources),
    ]
    return " ".join(filter(None, said))


def note_words(note: Note, finding: Finding) -> str:
    """What a reader of the figures of a finding has to know besides."""
    return {
        Note.NEAR_THRESHOLD: f"the tail probability is on the line between {listed(finding.may_be)}: "
        f"{finding.draws} draws do not tell on which side of the threshold it lies",
        Note.TOO_FEW_DRAWS: f"{finding.draws} draws do not support as many digits as were asked for",
        Note.NO_BUDGET: "the case has too many random inputs for a budget",
        Note.REGION_ENCLOSES: "the region encloses the exact one; the inputs do not all push one way",
        Note.PART_OF_RANGE: f"only a part of the stated range lies within {reach(finding.computed)}",
    }[note]


def _typical(relation: Comparison, value: str, computed: Side, tail: Figure) -> str:
    share, of = percent(tail), computed.of or computed.name
    if relation == Comparison.EQUALS:
        beyond = "all values that are no likelier have together the probability"
        return f"The stated {value} stands against {of}: {beyond} {share} under what is assumed"
    word = "as much or more" if relation == Comparison.AT_MOST else "as little or less"
    return f"The stated {value} stands against {of}: {word} has the probability {share} under what is assumed"


def _possible(relation: Comparison, stated: Side, computed: Side, flips: list[Flip]) -> str:
    """The bound first, for it is what the evidence says; hedges as wide as the article's may reach beyond it."""
    value = span(stated.as_written, stated.unit) if stated.as_written else side(stated)
    if computed.bounds is None:
        return f"{headline(flips, stated.unit)}. The stated {value}"
    low, high = (with_unit(number(end), computed.unit) for end in computed.bounds)
    both = f"from {span(computed.bounds, computed.unit)}"
    by_relation = {Comparison.AT_MOST: f"up to {high}", Comparison.AT_LEAST: f"from {low}", Comparison.EQUALS: both}
    ordered = sorted(flips, key=lambda flip: flip.multiple.value)
    reached = " to ".join([*(_at(flip) for flip in ordered[:-1]), *(_at(flip, stated.unit) for flip in ordered[-1:])])
    wider = reached and stated.bounds != stated.as_written and not _at_the_bounds(relation, ordered, stated, computed)
    hedged = f" ({reached} with hedges as wide as these)" if wider else ""
    bound = by_relation[relation]
    return f"Would hold {bound}, the outermost that evidence and assumptions allow{hedged}. The stated {value}"


def _at_the_bounds(relation: Comparison, flips: Sequence[Flip], stated: Side, computed: Side) -> bool:
    """Whether the outcome flips nowhere but at the bounds that a check asks for, as far as figures are shown."""
    low, high = computed.bounds or (0.0, 0.0)
    ends = {Comparison.AT_MOST: (high,), Comparison.AT_LEAST: (low,), Comparison.EQUALS: (low, high)}
    shown = {significant(end, 3) for end in ends[relation]} if computed.unit == stated.unit else set()
    return all(flip.at is not None and significant(flip.at.value, 3) in shown for flip in flips)


def _agrees(relation: Comparison, value: str, computed: Side) -> str:
    if relation == Comparison.COUNTED_IN:
        return f"The stated {value} would have to come from a whole number out of {side(computed)}"
    return f"The stated {value} stands against {side(computed)} by the article's other numbers"


def _reachable(value: str, computed: Side, region: Mixes | None) -> str:
    mixes = f"some mixes, all within {_extent(region)}" if region and region.extent else "no mix"
    reached = "Some mix gives anything from" if region is None or region.exact else "Mixes give at most from"
    return f"{reached} {reach(computed)}; the stated {value} is given by {mixes}"


def over_all(words: str, outcomes: Sequence[Outcome]) -> str:
    """How a check came out over all fair choices, with how often; nothing where there is but one way to take it.

    >>> over_all("depends on mix", [Outcome.HOLDS, Outcome.FAILS, Outcome.HOLDS])
    'Over all 3 combinations of fair choices: depends on mix (holds in 2, fails in 1).'
    """
    if len(outcomes) < 2:
        return ""
    counts = ", ".join(f"{name} in {outcomes.count(name)}" for name in dict.fromkeys(outcomes))
    return f"Over all {len(outcomes)} combinations of fair choices: {words} ({counts})."


def weak_sources_sentence(weak: Mapping[str, str]) -> str:
    """That a finding rests on figures for which only weak sources were found, and which; nothing where none is.

    >>> weak_sources_sentence({"forum": "a forum post"})
    'Some of its figures have only a weak source: forum (a forum post).'
    """
    if not weak:
        return ""
    return f"Some of its figures have only a weak source: {listed([f'{key} ({why})' for key, why in weak.items()])}."


def _extent(region: Mixes) -> str:
    return ", ".join(f"{name} {span((100 * low, 100 * high))} %" for name, (low, high) in region.extent.items())


def _ending(finding: Finding) -> str:
    return {
        Outcome.HOLDS: "holds.",
        Outcome.THROUGH_ROUNDING: "holds only through what rounding and hedges permit.",
        Outcome.STRAINED: "strained.",
        Outcome.FAILS: "fails.",
        Outcome.CANNOT_TELL: f"cannot tell, for {_silence(finding)}.",
    }[finding.outcome]


def _silence(finding: Finding) -> str:
    """Why a check cannot tell: it says the same of other numbers, or would seldom catch a number that is off."""
    caught = threefold(finding)
    if caught is None or finding.severity.at_a_third == finding.severity.at_three_times:
        return "the check would say the same at a third and at three times the stated value"
    return f"a number three times {caught.error} would be caught with a probability of only {percent(caught.caught)}"


def threefold(finding: Finding) -> Power | None:
    """The power against a threefold error, in the direction that the check sees better; none without a truth."""
    known = [one for one in finding.power or [] if one.factor == THREEFOLD]
    return max(known, key=lambda one: one.caught.value, default=None)


def power_sentence(finding: Finding) -> str:
    """With what probability a number that is off would have been caught; nothing where no truth is assumed."""
    found = [(error, [one for one in finding.power or [] if one.error == error]) for error in Error]
    ways = [f"{error}, {'; '.join(map(_caught, powers))}" for error, powers in found if powers]
    if not ways:
        return ""
    caught = "the check would catch (fail) a number that is"
    return f"Were the actual value distributed as the case assumes, {caught} {', and one that is '.join(ways)}."


def _caught(one: Power) -> str:
    return f"{number(one.factor)} times: {percent(one.caught)} ({percent(one.failed)})"


def outcome_words(
    outcome: Overall, may_be_silent: bool = False, alone: Sequence[str] = (), joint: Sequence[str] = ()
) -> str:
    """An outcome, or what it depends on: first what turns it by itself, then what turns it together with others.

    >>> outcome_words(DEPENDS, alone=["mix"], joint=["market", "discount"])
    'depends on mix, and together with other choices on market and discount'
    >>> outcome_words(Outcome.HOLDS, may_be_silent=True)
    'holds, or cannot tell'
    """
    if not alone and not joint:
        return f"{outcome}, or {Outcome.CANNOT_TELL}" if may_be_silent else str(outcome)
    if not alone:
        return f"depends on {listed(joint)}, taken together"
    rest = f", and together with other choices on {listed(joint)}" if joint else ""
    return f"depends on {listed(alone)}{rest}"


def check_words(check: CheckResult) -> str:
    """The outcome of a check over all choices, in words."""
    return outcome_words(check.outcome, check.may_be_silent, check.turned_by, check.turned_jointly)


def verdict_words(verdict: Verdict) -> str:
    """The outcome of a verdict, in words."""
    joint = [choice for choice in verdict.depends_on if choice not in verdict.turned_by]
    return outcome_words(verdict.outcome, alone=verdict.turned_by, joint=joint)


def verdict_sentence(verdict: Verdict, checks: Sequence[CheckResult]) -> str:
    """The sentence of a verdict, with how its checks came out, and on which judged numbers they lean."""
    counts = Counter("depending" if check.depends_on else check_words(check) for check in checks)
    tally = f" Checks: {'; '.join(f'{count} {name}' for name, count in counts.items())}." if counts else ""
    ending = {
        Outcome.HOLDS: f"Taken together, nothing that was asked decides against the numbers; {NOT_TRUE}",
        Outcome.THROUGH_ROUNDING: f"The numbers fit only through what rounding and hedges permit; {NOT_TRUE}",
        Outcome.STRAINED: "At least one number is unusual under what is assumed.",
        Outcome.FAILS: "At least one check fails under every fair choice in which it can tell.",
        Outcome.CANNOT_TELL: NOTHING_CAUGHT if checks else "No check touches it.",
        DEPENDS: "Fair readings and alternatives give different outcomes.",
    }[verdict.outcome]
    judged = list(dict.fromkeys(one.input for check in checks for one in check.leans_on))
    leaning = f" It leans on judgement: {listed(judged)}." if judged else ""
    return f"{verdict.about}: {verdict_words(verdict)}. {ending}{tally}{leaning}"


def answer_words(step: RuleStep, checks: Sequence[CheckResult]) -> str:
    """What one step of the rule found: the names of the checks, or that there are none."""
    if step.asks == Question.SILENT:
        return ("no, none" if checks else "no check touches it") if step.decides else "yes"
    return ", ".join(step.found) or ("nothing else was found" if step.asks == Question.NOTHING_MORE else "no")


def verdict_steps(verdict: Verdict, checks: Sequence[CheckResult]) -> list[str]:
    """The steps that led to a verdict: what each of its checks came to, and leans on, and what decided."""
    leaning = [
        f"{check.name} leans on judgement: {', '.join(one.input for one in check.leans_on)}"
        for check in checks
        if check.leans_on
    ]
    came_to = [f"{check.name} ({check.kind}): {check_words(check)}" for check in checks]
    return [*came_to, *leaning, *_deciding(verdict.rule[-1], checks)]


def _deciding(last: RuleStep, checks: Sequence[CheckResult]) -> list[str]:
    found = ", ".join(last.found)
    typical = f"{sum(check.kind == Kind.TYPICAL for check in checks)} typical checks"
    if last.asks == Question.FAILING:
        silent = any(check.may_be_silent for check in checks if check.name in last.found)
        return [f"fails under every combination{' in which it can tell' if silent else ''}: {found}"]
    if last.asks == Question.TURNING:
        return [f"{found}: turned by fair choices"]
    if last.asks == Question.STRAINING:
        return [f"strained after Holm's correction for {typical}: {found}"]
    if last.asks == Question.SILENT:
        return ["no check had severity" if checks else "no check touches it"]
    weak = [f"{one.name} {'fails' if one.outcome == Outcome.FAILS else 'is strained'}" for one in unusual(checks)]
    return [
        *([f"{listed(weak)} alone, but not after Holm's correction for {typical}"] if weak else []),
        "nothing fails, nothing turns, and at least one check could have caught a threefold error",
    ]


def severity_sentence(finding: Finding) -> str:
    """What the check would have said at other stated values, and over which values it says the same."""
    said = finding.severity
    others = f"a third of the stated value it would say {said.at_a_third}, at three times {said.at_three_times}"
    caught = "" if said.could_have_caught else " It could not have caught an error of a factor three."
    return f"At {others}, at ten times {said.at_ten_times}. Its answer stays the same {same(finding)}.{caught}"


def same(finding: Finding) -> str:
    """Over which stated values the outcome stays the same, by the values where one number is stated."""
    ends = finding.stated.as_written
    value = ends[0] if ends and ends[0] == ends[1] else None
    unit = finding.stated.unit if value else "times what is stated"
    low, high = (
        end and number(end.value * (value or 1.0)) for end in (finding.severity.same_from, finding.severity.same_to)
    )
    if low and high:
        return f"from {low} to {with_unit(high, unit)}"
    return with_unit(f"from {low}" if low else f"up to {high}", unit) if low or high else "at any stated value"


def dependence_sentence(finding: Finding) -> str:
    """The tail when nothing is known of how two sides without a common input depend on each other; else nothing."""
    bounds = finding.tail_under_any_dependence
    if bounds is None or finding.tail_probability is None:
        return ""
    low, high = map(percent, bounds)
    return (
        f"The probability of {percent(finding.tail_probability)} takes the two sides as independent. "
        f"Whatever the dependence of the two on each other, each as assumed, it lies between {low} and {high}."
    )


def conventions_sentence(finding: Finding) -> str:
    """Under which ways to shorten a number the article's numbers meet; nothing for other kinds of check."""
    if not finding.conventions:
        return ""
    unit = finding.stated.unit
    meets = {True: "they meet", False: "they do not meet"}
    ways = [
        f"{one.name}, {span(one.stated)} against {span(one.computed, unit)}, {meets[one.meets]}"
        for one in finding.conventions
    ]
    return f"If every bare number was shortened in one way: {'; '.join(ways)}."


def share(figure: Figure) -> str:
    """A share of the variance in whole percent; what lies within its uncertainty of none is near none.

    >>> share(Figure(value=0.853, numerical_uncertainty=0.004))
    '85 %'
    """
    return "under 1 %" if figure.value < LITTLE else f"{100 * min(figure.value, 1.0):.0f} %"


def parameters(entry: Entry) -> list[str]:
    """The parameters that no source supports; with the name of their input only where there are several inputs."""
    several = len(entry.inputs) > 1
    return [f"{name}: {label}" if several else label for name, label in _bare(entry)]


def _bare(entry: Entry) -> list[tuple[str, str]]:
    return [(name, label) for name, labels in entry.unsupported.items() for label in labels]


def budget_sentence(accounts: Accounts) -> str:
    """Which inputs the uncertainty comes from, the greatest first, and what has no source behind it."""
    if not accounts.entries:
        return f"Nothing in {accounts.result} is drawn, so it has no spread to account for."
    spread = with_unit(str(accounts.standard_uncertainty.estimate), accounts.unit)
    mattering = [entry for entry in accounts.entries if entry.total_index.value >= LITTLE]
    alone = [with_unit(str(entry.alone.estimate), accounts.unit) for entry in mattering]
    named = [
        f"{' with '.join(entry.inputs)} {share(entry.total_index)} ({by_itself} alone)"
        for entry, by_itself in zip(mattering, alone, strict=True)
    ]
    rest = "" if len(mattering) == len(accounts.entries) else ", and the others next to nothing"
    bare = [f"{name}: {label}" for entry in mattering for name, label in _bare(entry)]
    leaning = (
        f" No source stands behind {', '.join(bare)}."
        if bare
        else " Each parameter that brings more than 0.5 % has a source, weak or not."
    )
    return f"The standard uncertainty of {accounts.result}, {spread}, comes from {', '.join(named)}{rest}.{leaning}"
