"""Findings and checks as sentences of at most 25 words, each made of a result; none goes further than its outcome.

"Fits" means possible and consistent, never true; a sentence speaks of numbers, never of the people who wrote them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..answers import bounds_text, written
from ..checks import DaysNeeded, Finding, Flip, Mixes, Note, Outcome, Sample, Side, Whose
from ..evidence import Source
from ..graph import Check, Comparison, Kind
from ..text import (
    MONTHS,
    Names,
    apart,
    brief,
    capital,
    few_digits,
    in_turn,
    number,
    one_in,
    percent,
    shortened,
    significant,
    span,
    stretches,
    with_unit,
)
from ..verdict import CheckResult
from ..what_if import IT_IS, PLAIN, WITHOUT_COMMA, joint_sentence, leaning_sentence, options_sentence, turn_words
from .flip_words import headline, in_order, places, unit_of_places
from .sides import NOBODY, as_stated, beside_flips, called, extent, reach, short, side, side_sentences
from .verdicts import AT_THE_LETTER, over_all
from .workings import threefold

FINE = 5  # digits of what whole things give: one more than a share or a mean has as a rule
CAN_ALL_BE = "We can't say: every number written with so many digits can come from so many."
OPPOSITE = "One side is a rise, the other a fall."
THE_STATED = "The stated number is"
LEGEND = "“Fits” means possible and consistent, not true."
BY_THE = {
    Whose.ARTICLE: "By the article's other numbers it is",
    Whose.BOTH: "By the article's other numbers and ours it is",
    Whose.OURS: "By our figures it is",
}
BY_ITS = {**BY_THE, Whose.ARTICLE: "By its other numbers it is", Whose.BOTH: "By its other numbers and ours it is"}
WHY = 18  # words of what the case says, in a sentence that goes on
REASON = 23  # words of a reason that the case gives, behind those that introduce it
SUCH = {
    Comparison.EQUALS: "would be no likelier than this",
    Comparison.AT_MOST: "would be as high or higher",
    Comparison.AT_LEAST: "would be as low or lower",
}
TOGETHER = {
    Comparison.EQUALS: "values as far out as this or farther have a probability of",
    Comparison.AT_MOST: "as much or more has a probability of",
    Comparison.AT_LEAST: "as little or less has a probability of",
}

NOT_WEIGHED = "We can't weigh this comparison: something in it is no number, or has no ends."


def flips_in_words(flips: list[Flip], unit: str) -> str:
    """Where the outcome flips: ``fits up to 51.8, unlikely from 51.8 to 55, does not fit above 55 tonnes a truck``."""
    if not flips:
        return "the same at any size"
    ordered = in_order(flips)
    outcomes = [WITHOUT_COMMA[one] for one in (*(flip.below for flip in ordered), ordered[-1].above)]
    found = places(ordered)
    return stretches(outcomes, found, with_unit(found[-1], unit_of_places(ordered, unit)))


def finding_sentence(check: Check | CheckResult, finding: Finding, names: Names = NOBODY) -> str:
    """The sentences of a finding: for which numbers it would fit, then both sides, then what it comes to."""
    if finding.not_weighed is not None:
        return NOT_WEIGHED
    facts = {
        Kind.POSSIBLE: _possible,
        Kind.TYPICAL: _typical,
        Kind.AGREES: _agrees,
        Kind.REACHABLE: _reachable,
    }[check.kind](check.relation, finding, names)
    return " ".join([*filter(None, facts), _ending(check, finding)])


def check_sentence(check: CheckResult, names: Names = NOBODY, sources: Mapping[str, Source] | None = None) -> str:
    """The sentences of a check: its finding as written, on what that rests, all ways to read it, weak sources."""
    found = check.reference
    said = [
        finding_sentence(check, found, names),
        leaning_sentence(check.leans_on, found.outcome) or joint_sentence(check.leans_jointly),
        over_all(check, names),
        premise_sentence(check.premise),
        weak_sources_sentence(found.weak_sources, sources),
    ]
    return " ".join(filter(None, said))


def judgement_sentence(check: CheckResult) -> str:
    """On which estimates a check rests together, and under which options on others; nothing where on none."""
    together = check.joint_move
    told = [one.input for one in check.leans_on] + (together.inputs if together else [])
    found = [joint_sentence(together), options_sentence(check.leans_under_options, told)]
    return " ".join(filter(None, [*found, *turn_words.not_looked_at(check.leans_on)]))


def note_words(note: Note, finding: Finding) -> str:
    """What a reader of the figures of a finding has to know besides, as a clause."""
    draws = number(finding.draws or 0, 6)
    return {
        Note.NEAR_THRESHOLD: f"the probability is on the line between {_in_quotes(finding.may_be)}: "
        f"{draws} draws do not show on which side",
        Note.TOO_FEW_DRAWS: f"{draws} draws do not support as many digits as were asked for",
        Note.NO_BUDGET: "the case has too many random inputs to show where the uncertainty comes from",
        Note.REGION_ENCLOSES: "the mixes shown enclose the exact ones; the inputs do not all push one way",
        Note.OPPOSITE: "the direction is opposite: one side is a rise, the other a fall",
        Note.LOOSE_BOUNDS: "the search for the ends of this range ended early, so it may be narrower",
        Note.PART_OF_RANGE: f"only a part of the stated range lies within {reach(finding.computed)}",
    }[note]


def _in_quotes(outcomes: Sequence[Outcome]) -> str:
    return " and ".join(f"“{PLAIN[one]}”" for one in outcomes)


def chance(finding: Finding) -> str:
    """The tail probability of a typical check; between which ends it lies, where it rests on a sample; else nothing."""
    if finding.sample is None:
        return percent(finding.tail_probability) if finding.tail_probability else ""
    low, high = finding.sample.tail
    return (
        f"{percent(low)} to {percent(high)}" if low.value else f"at most {percent(high) if high.value < 1 else '100%'}"
    )


# The facts of each kind of check, a sentence or two each.


def _headline(finding: Finding, beside: Outcome | None = None) -> str:
    """Which stated numbers would fit; nothing where the answer does not go by size."""
    if finding.nearest is not None or finding.stated.worded is not None:
        return ""
    return headline(finding.flips, finding.stated.unit, beside_flips(finding), beside)


def _stated(finding: Finding, beside: Side | None = None) -> str:
    """The stated side as a sentence."""
    worded = finding.stated.worded is not None
    return side_sentences("The article says" if worded else THE_STATED, finding.stated, beside)


def _way(finding: Finding) -> str:
    """That one side is a rise and the other a fall, where that is so."""
    return OPPOSITE if Note.OPPOSITE in finding.notes else ""


def _typical(relation: Comparison, finding: Finding, names: Names) -> list[str]:
    of = called(finding.computed, names)
    bare = f"We compare it with {shortened(of, WHY)}."
    return [
        _headline(finding, finding.outcome),
        _stated(finding),
        brief([f"We compare it with {of}: {side(as_stated(finding), finding.stated, names)}."], [bare]),
        _way(finding),
        _probability(relation, finding, names),
    ]


def _probability(relation: Comparison, finding: Finding, names: Names) -> str:
    """How probable so far a number is, and that this is so under what is assumed."""
    sample = finding.sample
    if sample is not None:
        return f"By {_values(sample)}, {TOGETHER[relation]} {chance(finding)} under what is assumed."
    tail = finding.tail_probability
    if tail is None:
        return ""
    of = f" {names.several(finding.computed.name) or ''}".rstrip()
    begin, ending = f"Under what is assumed, {one_in(tail)}", f"{SUCH[relation]} ({chance(finding)})."
    return brief([f"{begin}{of} {ending}"], [f"{begin} {ending}"])


def _values(sample: Sample) -> str:
    """How many values a table has, and of how many origins these are."""
    counts = ((sample.rows, "value"), (sample.origins, "origin"))
    rows, origins = (f"1 {one}" if many == 1 else f"{number(many, 6)} {one}s" for many, one in counts)
    return f"{rows} of {origins}"


def _possible(relation: Comparison, finding: Finding, names: Names) -> list[str]:
    """The bound first, for it is what the evidence says; hedges as wide as the article's may reach beyond it."""
    stated, computed = finding.stated, as_stated(finding)
    if computed.bounds is None:
        return [_headline(finding), _stated(finding), _way(finding)]
    limit = bounds_text(relation, stated, computed)
    if relation == Comparison.EQUALS:
        anything = f"Anything {'at' if computed.bounds[0] == computed.bounds[1] else 'from'} {limit} would fit"
        allowed = [f"{anything}.", "Evidence and assumptions allow nothing else."]
        joined = f"{anything}: evidence and assumptions allow nothing else."
    else:  # the end is rounded outwards, so what is said to fit is named by the end and not by its figure
        anything = "anything up to that" if relation == Comparison.AT_MOST else "anything from that on"
        allowed = [f"Evidence and assumptions allow {limit}.", f"{capital(anything)} would fit."]
        joined = f"Evidence and assumptions allow {limit}; {anything} would fit."
    said = written(stated, beside=computed.bounds) if stated.as_written else ""
    value = f"{THE_STATED} {said}." if said else _stated(finding)
    return [brief([joined], allowed), _with_wording(relation, finding), value, _way(finding)]


def _with_wording(relation: Comparison, finding: Finding) -> str:
    """Which numbers would fit if they were worded as loosely as the article's; nothing where that makes no odds."""
    stated, computed = finding.stated, as_stated(finding)
    ordered = in_order(finding.flips)
    found = places(ordered, beside_flips(finding))
    if not found or stated.bounds == stated.as_written or _at_the_bounds(relation, ordered, stated, computed):
        return ""
    reached = with_unit(" to ".join(found), unit_of_places(ordered, stated.unit))
    way = "from" if len(found) > 1 or ordered[0].above in (Outcome.HOLDS, Outcome.THROUGH_ROUNDING) else "up to"
    on = " on" if way == "from" and len(found) == 1 else ""
    return brief(
        [f"With wording as loose as the article's, anything {way} {reached}{on} would fit."],
        [f"Allowing for wording, anything {way} {reached}{on} would fit."],
    )


def _at_the_bounds(relation: Comparison, flips: Sequence[Flip], stated: Side, computed: Side) -> bool:
    """Whether the outcome flips nowhere but at the bounds that a check asks for, as far as figures are shown."""
    low, high = computed.bounds or (0.0, 0.0)
    asked = {Comparison.AT_MOST: (high,), Comparison.AT_LEAST: (low,), Comparison.EQUALS: (low, high)}
    shown = {significant(end, 3) for end in asked[relation]} if computed.unit == stated.unit else set()
    return all(flip.at is not None and significant(flip.at.value, 3) in shown for flip in flips)


def _agrees(relation: Comparison, finding: Finding, names: Names) -> list[str]:
    if relation == Comparison.COUNTED_IN:
        return _counted(finding)
    days = in_turn("They meet for", [days_words(one) for one in finding.days_needed], "They also meet for")
    others = BY_ITS[finding.whose] if finding.stated.worded else BY_THE[finding.whose]
    return [
        _headline(finding, finding.outcome),
        _stated(finding, finding.computed),
        side_sentences(others, as_stated(finding), finding.stated, names, few_digits),
        _way(finding),
        *days,
    ]


def _counted(finding: Finding) -> list[str]:
    """What whole things give next to what is stated: a number that it may be, or two between which it lies."""
    stated, nearest = finding.stated, finding.nearest
    whole = short(finding.computed)
    if nearest is None or stated.as_written is None:
        return [_stated(finding), f"It would have to come from a whole number out of {whole}."]
    if finding.outcome == Outcome.HOLDS:
        one = min(nearest, key=lambda given: abs(given - stated.as_written[0]))
        given = with_unit(number(one, FINE), stated.unit)
        said = brief([f"A whole number out of {whole} gives {given}."], [f"A whole number gives {given}."])
        return [_stated(finding), said]
    low, high = apart(list(nearest), FINE)
    between = with_unit(f"{low} or {high}", stated.unit)
    nothing = [f"A whole number out of {whole} gives {between}, and nothing between."]
    return [_stated(finding), brief(nothing, [f"It is a share of {whole}.", f"Whole numbers give {between}."])]


def days_words(one: DaysNeeded) -> str:
    """For how long a month or a year two sides agree.

    >>> days_words(DaysNeeded(unit="month", days=(28.0, 31.0), needed=(28.0, 28.0)))
    'a month of 28 days'
    >>> days_words(DaysNeeded(unit="year", during="2015", days=(365.0, 365.0), needed=None))
    'no year of 365 days (2015)'
    """
    meant = "" if one.during is None else f" ({_dated(one.during)})"
    which = "no" if one.needed is None else "any" if one.needed == one.days and one.days[0] != one.days[1] else "a"
    return f"{which} {one.unit} of {span(one.needed or one.days, digits=4)} days{meant}"


def _dated(period: str) -> str:
    """A year, or a month of a year, in words."""
    year, _, month = period.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month else year


def _reachable(relation: Comparison, finding: Finding, names: Names) -> list[str]:
    region, given = finding.region, bounds_text(relation, finding.stated, as_stated(finding))
    exact = region is None or region.exact
    reached = f"Mixes give {'anything from' if exact else 'nothing outside'} {given}."
    return [_headline(finding, finding.outcome), reached, _stated(finding, finding.computed), *_mixes(region)]


def _mixes(region: Mixes | None) -> list[str]:
    """Which mixes give the stated number, by the shares between which all of them lie."""
    if region is None or not region.extent:
        return ["No mix gives it."]
    shares = extent(list(region.extent.items()))
    return in_turn("Some mixes give it, all within these shares:", shares, "They lie within these as well:")


# What it comes to.


def _ending(check: Check | CheckResult, finding: Finding) -> str:
    if finding.outcome == Outcome.CANNOT_TELL:
        return _silence(check, finding)
    if finding.outcome == Outcome.STRAINED and finding.tail_probability is None:
        return f"It is unlikely: it is {AT_THE_LETTER}."
    return f"{capital(IT_IS[finding.outcome])}."


def _silence(check: Check | CheckResult, finding: Finding) -> str:
    """That a check can't say, and why: it says the same of other numbers, or would seldom catch one that is off."""
    caught, severity = threefold(finding), finding.severity
    if check.relation == Comparison.COUNTED_IN:
        return CAN_ALL_BE
    if finding.sample and finding.sample.too_small:
        return _too_small(finding.sample)
    if finding.stated.worded is not None:
        low, high = finding.computed.bounds or (1.0, -1.0)
        if low <= 0 <= high and finding.tail_probability is None:
            return "We can't say: rounding and wording allow both a rise and a fall."
        return "We can't say: the answer would be the same for the opposite direction."
    if severity.step is not None and finding.stated.as_written:  # what can be zero has no multiples
        at = sum(finding.stated.as_written) / 2
        both = " and for ".join(apart([at + by * severity.step for by in (-2 / 3, 2)]))
        return f"We can't say: the answer would be the same for {with_unit(both, finding.stated.unit)}."
    if caught is None or severity.at_a_third == severity.at_three_times:
        return "We can't say: the answer would be the same for a third and for three times the stated number."
    return f"We can't say: of numbers three times {caught.error}, only {percent(caught.caught)} would be caught."


def _too_small(sample: Sample) -> str:
    """Why a check can't say that rests on too few values."""
    low = sample.tail[0]
    closely = "below" if low.value <= low.numerical_uncertainty else "more closely than to"
    least = f"no probability {closely} 1 in {number(1 / sample.least_tail)}"
    return f"We can't say: so few values show {least if sample.least_tail < 1 else 'no probability at all'}."


# What the case says of itself.


def premise_sentence(premise: str | None) -> str:
    """That a check is the analyst's own, and why; nothing where the article raises it."""
    return f"It is our own question and counts towards no verdict. Our reason: {_reason(premise)}" if premise else ""


def _reason(text: str, most: int = REASON) -> str:
    """A reason that the case gives, as the end of a sentence."""
    said = shortened(text, most).rstrip(".")
    return said if said.endswith(("…", "?", "!")) else f"{said}."


def weak_sources_sentence(weak: Mapping[str, str], sources: Mapping[str, Source] | None = None) -> str:
    """That a finding rests on figures for which only weak sources were found, and why; nothing where none is.

    >>> weak_sources_sentence({"forum": "a forum post"})
    'One of its sources is weak: a forum post.'
    """
    if not weak:
        return ""
    if len(weak) == 1 and not sources:
        return f"One of its sources is weak: {_reason(next(iter(weak.values())), WHY)}"
    begin = "Some of its figures have only a weak source."
    return " ".join([begin, *(_weak(sources[key].short_name if sources else "", why) for key, why in weak.items())])


def _weak(name: str, why: str) -> str:
    """A weak source by its short name, and why it is weak."""
    called_, reason = shortened(name, 7).rstrip("."), _reason(why, WHY)
    return f"{called_}: {reason}" if name else capital(reason)
