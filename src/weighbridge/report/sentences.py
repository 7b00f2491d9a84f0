"""Findings, checks and verdicts as sentences, each made of a result; none goes further than its outcome.

"Holds" means possible and consistent, never true; a sentence speaks of numbers, never of the people who wrote them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..checks import (
    DaysNeeded,
    Finding,
    Flip,
    Mixes,
    Note,
    Outcome,
    Sample,
    Side,
)
from ..graph import Check, Comparison, Kind
from ..text import apart, in_full, listed, number, percent, significant, span, spans, stretches, with_unit
from ..verdict import CheckResult
from ..what_if import joint_sentence, leaning_sentence, options_sentence
from .flip_words import headline, in_order, places, unit_of_places
from .verdicts import AT_THE_LETTER, check_words, over_all
from .workings import threefold

FINE = 5  # digits of what whole things give: one more than a share or a mean has as a rule
CAN_ALL_BE = "cannot tell, for every number written with so many digits can come from so many."
LEGEND = "“Holds” means possible and consistent, not true."


def side(one: Side, beside: Side | None = None) -> str:
    """A side of a check in one line: as written, with what hedges permit; or a mean with its coverage interval.

    Where another side is shown beside it, with as many digits as tell them apart.
    """
    if one.worded is not None:
        return f"“{one.worded}”"
    if one.as_written is not None:
        exact = one.bounds in (None, one.as_written)
        ranges = [one.as_written] if exact or one.bounds is None else [one.as_written, one.bounds]
        digits = [_own_digits(one, 6 if exact else 3), *([3] if len(ranges) > 1 else [])]
        texts = spans([*ranges, *_ends(beside)], [*digits, *([6 if exact else 3] * len(_ends(beside)))])
        return f"{with_unit(texts[0], one.unit)}{'' if exact else f' ({texts[1]} with hedges)'}"
    if one.bounds is not None and one.bounds[0] == one.bounds[1]:
        return span(one.bounds, one.unit)
    if one.coverage_interval is not None and one.mean is not None:
        low, high = one.coverage_interval
        return f"{with_unit(str(one.mean.estimate), one.unit)} on average ({low.estimate} to {high.estimate}, 95 %)"
    return span(one.bounds, one.unit) if one.bounds else one.name


def _own_digits(one: Side, digits: int) -> int:
    """The digits of a number as it stands: all that are written of a short one."""
    low, high = one.as_written or (0.0, 0.0)
    return max(in_full(low, digits), in_full(high, digits))


def _ends(one: Side | None) -> list[tuple[float, float]]:
    """The ranges by which a side is shown; none where there is no side, or its words are shown."""
    if one is None or one.worded is not None:
        return []
    return [one.as_written or one.bounds] if one.as_written or one.bounds else []  # type: ignore[list-item]


def short(one: Side) -> str:
    """A side by one figure, for the working of a formula: as written, or its mean."""
    if one.as_written is not None:
        return span(one.as_written, one.unit, digits=6)
    if one.mean is not None:
        return with_unit(str(one.mean.estimate), one.unit)
    return side(one)


def reach(one: Side, beside: Side | None = None) -> str:
    """A side by its outer bounds, for checks that ask what is possible; beside another told apart from it."""
    if one.bounds is None:
        return side(one, beside)
    return with_unit(spans([one.bounds, *_ends(beside)])[0], one.unit)


def both_sides(finding: Finding) -> tuple[str, str]:
    """The two sides of a check as its kind sees them: by their bounds where no probability was asked for."""
    stated, computed = finding.stated, finding.computed
    if finding.tail_probability is not None:
        return side(stated), side(computed)
    return side(stated, computed), reach(computed, stated)


def flips_in_words(flips: list[Flip], unit: str) -> str:
    """Where the outcome flips, in words: ``holds up to 51.8, strained from 51.8 to 55, fails above 55 tonne/truck``."""
    if not flips:
        return "does not flip"
    ordered = in_order(flips)
    outcomes = [*(flip.below for flip in ordered), ordered[-1].above]
    ends = places(ordered)
    return stretches(outcomes, ends, with_unit(ends[-1], unit_of_places(ordered, unit)))


def finding_sentence(check: Check | CheckResult, finding: Finding) -> str:
    """The sentence of a finding: where it flips first, then the figures, then the outcome."""
    stated, computed, outcome = finding.stated, finding.computed, finding.outcome
    digits = 6 if check.kind == Kind.AGREES else 3
    is_number = stated.as_written and stated.worded is None
    # The article's own number as it is written, and more digits where the other side would read the same.
    own = [_own_digits(stated, digits), *([digits] * len(_ends(computed)))]
    value = with_unit(spans([*_ends(stated), *_ends(computed)], own)[0], stated.unit) if is_number else side(stated)
    if check.kind == Kind.POSSIBLE:
        return f"{_possible(check.relation, stated, computed, finding.flips, _way(finding))}: {_ending(finding)}"
    facts = {
        Kind.TYPICAL: lambda: _typical(check.relation, value, finding),
        Kind.AGREES: lambda: _agrees(check.relation, value, finding),
        Kind.REACHABLE: lambda: _reachable(value, reach(computed, stated), finding.region),
    }[check.kind]()
    ending = _ending(finding)
    if outcome == Outcome.CANNOT_TELL and check.relation == Comparison.COUNTED_IN:
        ending = CAN_ALL_BE
    elif outcome == Outcome.CANNOT_TELL and finding.sample and finding.sample.too_small:
        ending = _too_small(finding.sample)
    is_plain = finding.nearest is None and stated.worded is None
    begin = f"{headline(finding.flips, stated.unit, stated.as_written or (), outcome)}. " if is_plain else ""
    return f"{begin}{facts}: {ending}"


def check_sentence(check: CheckResult) -> str:
    """The sentences of a check: its finding as written, what that leans on, all choices, weak sources."""
    found = check.reference
    said = [
        finding_sentence(check, found),
        leaning_sentence(check.leans_on, found.outcome) or joint_sentence(check.leans_jointly),
        over_all(check_words(check), [one.outcome for one in check.combinations], check.range),
        premise_sentence(check.premise),
        weak_sources_sentence(found.weak_sources),
    ]
    return " ".join(filter(None, said))


def judgement_sentence(check: CheckResult) -> str:
    """On which estimates a check rests together, and under which options on others; nothing where on none."""
    together = check.joint_move
    told = [one.input for one in check.leans_on] + (together.inputs if together else [])
    found = [joint_sentence(together), options_sentence(check.leans_under_options, told)]
    return " ".join(filter(None, found))


def note_words(note: Note, finding: Finding) -> str:
    """What a reader of the figures of a finding has to know besides."""
    return {
        Note.NEAR_THRESHOLD: f"the tail probability is on the line between {listed(finding.may_be)}: "
        f"{finding.draws} draws do not tell on which side of the threshold it lies",
        Note.TOO_FEW_DRAWS: f"{finding.draws} draws do not support as many digits as were asked for",
        Note.NO_BUDGET: "the case has too many random inputs for a budget",
        Note.REGION_ENCLOSES: "the region encloses the exact one; the inputs do not all push one way",
        Note.OPPOSITE: "the direction is opposite: one side is a rise, the other a fall",
        Note.PART_OF_RANGE: f"only a part of the stated range lies within {reach(finding.computed)}",
    }[note]


def chance(finding: Finding) -> str:
    """The tail probability of a typical check; between which ends it lies, where it rests on a sample; else nothing."""
    if finding.sample is None:
        return percent(finding.tail_probability) if finding.tail_probability else ""
    low, high = finding.sample.tail
    return (
        f"{percent(low)} to {percent(high)}" if low.value else f"at most {percent(high) if high.value < 1 else '100 %'}"
    )


def _typical(relation: Comparison, value: str, finding: Finding) -> str:
    of = finding.computed.of or finding.computed.name
    word = {
        Comparison.EQUALS: "all values as far out as this or farther"
        if finding.sample
        else "all values no likelier than this one",
        Comparison.AT_MOST: "as much or more",
        Comparison.AT_LEAST: "as little or less",
    }[relation]
    sample, under = finding.sample, "under what is assumed"
    has = "have together" if relation == Comparison.EQUALS else "has"
    has += f" a probability of {chance(finding)}" if sample else f" the probability {chance(finding)}"
    has += f" {under}" + (f", by {_values(sample)}" if sample else "")
    return f"The stated {value} stands against {of}{_way(finding)}: {word} {has}"


def _way(finding: Finding) -> str:
    """That one side is a rise and the other a fall, where that is so."""
    return ", in the opposite direction" if Note.OPPOSITE in finding.notes else ""


def _values(sample: Sample) -> str:
    """How many values a table has, and of how many origins these are."""
    rows, origins = (f"1 {one}" if many == 1 else f"{many} {one}s" for many, one in _counts(sample))
    return f"{rows} of {origins}"


def _counts(sample: Sample) -> tuple[tuple[int, str], ...]:
    return (sample.rows, "value"), (sample.origins, "origin")


def _too_small(sample: Sample) -> str:
    """Why a check cannot tell that rests on too few values."""
    low = sample.tail[0]
    closely = "below" if low.value <= low.numerical_uncertainty else "more closely than to"
    least = f"no probability {closely} 1 in {number(1 / sample.least_tail)}"
    return f"cannot tell, for so few can show {least if sample.least_tail < 1 else 'no probability at all'}."


def _possible(relation: Comparison, stated: Side, computed: Side, flips: list[Flip], way: str) -> str:
    """The bound first, for it is what the evidence says; hedges as wide as the article's may reach beyond it."""
    if computed.bounds is None:
        value = span(stated.as_written, stated.unit, _own_digits(stated, 3)) if stated.as_written else side(stated)
        return f"{headline(flips, stated.unit, stated.as_written or ())}. The stated {value}{way}"
    ends, own = _ends(stated), [_own_digits(stated, 3)] * len(_ends(stated))
    low, high = apart([*computed.bounds, *(end for pair in ends for end in pair)], [3, 3, *own, *own])[:2]
    value = with_unit(spans([*ends, computed.bounds], [*own, 3])[0], stated.unit) if stated.as_written else side(stated)
    low, high = (with_unit(end, computed.unit) for end in (low, high))
    both = f"{'at' if low == high else 'from'} {reach(computed, stated)}"
    by_relation = {Comparison.AT_MOST: f"up to {high}", Comparison.AT_LEAST: f"from {low}", Comparison.EQUALS: both}
    ordered = in_order(flips)
    reached = " to ".join(places(ordered, computed.bounds))
    reached = with_unit(reached, unit_of_places(ordered, stated.unit)) if reached else ""
    wider = reached and stated.bounds != stated.as_written and not _at_the_bounds(relation, ordered, stated, computed)
    hedged = f" ({reached} with hedges as wide as these)" if wider else ""
    bound = by_relation[relation]
    return f"Would hold {bound}, the outermost that evidence and assumptions allow{hedged}. The stated {value}{way}"


def _at_the_bounds(relation: Comparison, flips: Sequence[Flip], stated: Side, computed: Side) -> bool:
    """Whether the outcome flips nowhere but at the bounds that a check asks for, as far as figures are shown."""
    low, high = computed.bounds or (0.0, 0.0)
    ends = {Comparison.AT_MOST: (high,), Comparison.AT_LEAST: (low,), Comparison.EQUALS: (low, high)}
    shown = {significant(end, 3) for end in ends[relation]} if computed.unit == stated.unit else set()
    return all(flip.at is not None and significant(flip.at.value, 3) in shown for flip in flips)


def _agrees(relation: Comparison, value: str, finding: Finding) -> str:
    if relation == Comparison.COUNTED_IN:
        return _counted(value, finding)
    said = _way(finding) + "".join(f", for {days_words(one)}" for one in finding.days_needed)
    computed = side(finding.computed, finding.stated)
    return f"The stated {value} stands against {computed} by the article's other numbers{said}"


def _counted(value: str, finding: Finding) -> str:
    """What whole things give next to what is stated: a number that it may be, or two between which it lies."""
    stated, nearest = finding.stated, finding.nearest
    if nearest is None or stated.as_written is None:
        return f"The stated {value} would have to come from a whole number out of {side(finding.computed)}"
    begin = f"A whole number out of {side(finding.computed)} gives"
    if finding.outcome == Outcome.HOLDS:
        one = min(nearest, key=lambda given: abs(given - stated.as_written[0]))
        return f"{begin} {with_unit(number(one, FINE), stated.unit)}, which may be the stated {value}"
    low, high = apart(list(nearest), FINE)
    return f"{begin} {low} or {with_unit(high, stated.unit)} and nothing between, where the stated {value} lies"


def days_words(one: DaysNeeded) -> str:
    """For how long a month or a year two sides agree.

    >>> days_words(DaysNeeded(unit="month", days=(28.0, 31.0), needed=(28.0, 28.0)))
    'a month of 28 days'
    >>> days_words(DaysNeeded(unit="year", during="2015", days=(365.0, 365.0), needed=(365.0, 365.0)))
    'a year of 365 days (2015)'
    """
    meant = "" if one.during is None else f" ({one.during})"
    if one.days[0] == one.days[1]:
        return f"a {one.unit} of {span(one.days, digits=4)} days{meant}"
    if one.needed is None or one.needed == one.days:
        return f"{'no' if one.needed is None else 'any'} {one.unit} of {span(one.days, digits=4)} days{meant}"
    return f"a {one.unit} of {span(one.needed, digits=4)} days{meant}"


def _reachable(value: str, computed: str, region: Mixes | None) -> str:
    mixes = f"some mixes, all within {_extent(region)}" if region and region.extent else "no mix"
    reached = "Some mix gives anything from" if region is None or region.exact else "Mixes give at most from"
    return f"{reached} {computed}; the stated {value} is given by {mixes}"


def premise_sentence(premise: str | None) -> str:
    """That a check is the analyst's own, and why; nothing where the article raises it."""
    return f"It is our own question and counts towards no verdict: {premise}." if premise else ""


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
    if finding.outcome == Outcome.CANNOT_TELL:
        return f"cannot tell, for {_silence(finding)}."
    if finding.outcome == Outcome.STRAINED and finding.tail_probability is None:
        return f"strained, for it is {AT_THE_LETTER}."
    return {
        Outcome.HOLDS: "holds.",
        Outcome.THROUGH_ROUNDING: "holds only through what rounding and hedges permit.",
        Outcome.STRAINED: "strained.",
        Outcome.FAILS: "fails.",
    }[finding.outcome]


def _silence(finding: Finding) -> str:
    """Why a check cannot tell: it says the same of other numbers, or would seldom catch a number that is off."""
    caught, severity = threefold(finding), finding.severity
    if finding.stated.worded is not None:
        low, high = finding.computed.bounds or (1.0, -1.0)
        if low <= 0 <= high and finding.tail_probability is None:
            return "both a rise and a fall lie within what rounding and hedges permit"
        return "the check would say the same of the opposite direction"
    if severity.step is not None and finding.stated.as_written:  # what can be zero has no multiples
        at = sum(finding.stated.as_written) / 2
        ends = apart([at + by * severity.step for by in (-2 / 3, 2)])
        return f"the check would say the same of {ends[0]} and of {with_unit(ends[1], finding.stated.unit)}"
    if caught is None or severity.at_a_third == severity.at_three_times:
        return "the check would say the same at a third and at three times the stated value"
    return f"a number three times {caught.error} would be caught with a probability of only {percent(caught.caught)}"
