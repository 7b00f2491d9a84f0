"""The one place where outcomes and figures become sentences. None goes further than its outcome.

"Holds" means possible and consistent, never true; a sentence speaks of numbers, never of the people who wrote them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from .figure import COMPUTED_DIGITS, Figure, significant
from .finding import CANNOT_TELL, FAILS, HOLDS, STANDS, STRAINED, THROUGH_ROUNDING, Finding, Flip, Mixes, Side
from .schema import Check

CAN_ALL_BE = "cannot tell, for every number written with so many digits can come from so many."
LEGEND = "“Holds” means possible and consistent, not true."


def number(value: float, digits: int = 3) -> str:
    """A figure for reading, with so many significant digits.

    >>> number(15000.0), number(45.606), number(0.0712)
    ('15,000', '45.6', '0.0712')
    """
    rounded = significant(value, digits)
    if rounded == 0:
        return "0"
    whole = abs(rounded) >= 10 ** (digits - 1)
    text = f"{rounded:,.0f}" if whole else np.format_float_positional(rounded, digits, fractional=False, trim="-")
    return text.replace("-", "−")


def with_unit(text: str, unit: str) -> str:
    """A figure and its unit; a bare number stays bare."""
    return f"{text} {unit}".strip()


def span(ends: tuple[float, float], unit: str = "", digits: int = 3) -> str:
    """One figure where both ends are the same, else from one to the other.

    >>> span((200.0, 600.0), "USD/barrel"), span((50.0, 50.0), "tonne/truck")
    ('200 to 600 USD/barrel', '50 tonne/truck')
    """
    low, high = number(ends[0], digits), number(ends[1], digits)
    while low == high and ends[0] != ends[1] and digits < COMPUTED_DIGITS:  # two ends are not shown as one figure
        digits += 1
        low, high = number(ends[0], digits), number(ends[1], digits)
    return with_unit(low if low == high else f"{low} to {high}", unit)


def percent(figure: Figure) -> str:
    """A probability in percent, with the digits it supports.

    >>> percent(Figure(value=0.069, numerical_uncertainty=0.0004))
    '6.90 %'
    """
    if figure.value < 1e-3:
        return "less than 0.1 %"
    if figure.value > 0.999:
        return "more than 99.9 %"
    return f"{figure.estimate.scaled(100)} %"


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


def turning(flips: list[Flip], unit: str) -> str:
    """Where the outcome flips, in words: ``holds up to 51.8, strained from 51.8 to 55, fails above 55 tonne/truck``."""
    if not flips:
        return "does not flip"
    ordered = sorted(flips, key=lambda flip: flip.multiple.value)
    outcomes = [*(flip.below for flip in ordered), ordered[-1].above]
    return stretches(outcomes, [_at(flip) for flip in ordered], _at(ordered[-1], unit))


def stretches(outcomes: Sequence[str], ends: Sequence[str], last: str) -> str:
    """Outcomes from the least value to the greatest, each with where it begins and ends; ``last`` has the unit too.

    >>> stretches(["holds", "strained", "fails"], ["51.8", "55"], "55 tonne")
    'holds up to 51.8, strained from 51.8 to 55, fails above 55 tonne'
    """
    between = [f"{told} from {low} to {high}" for told, low, high in zip(outcomes[1:], ends, ends[1:], strict=False)]
    return ", ".join([f"{outcomes[0]} up to {ends[0]}", *between, f"{outcomes[-1]} above {last}"])


def _at(flip: Flip, unit: str = "") -> str:
    if flip.at is None:
        return f"{number(flip.multiple.value)} times what is stated"
    return with_unit(number(flip.at.value), unit)


def headline(flips: list[Flip], unit: str) -> str:
    """Where a check holds, said first: the range of stated values for which it would hold."""
    lower = [flip for flip in flips if flip.above in STANDS and flip.below in (FAILS, STRAINED)]
    upper = [flip for flip in flips if flip.below in STANDS and flip.above in (FAILS, STRAINED)]
    if lower and upper and lower[0].multiple.value > upper[-1].multiple.value:  # a gap between what whole things give
        return f"Would hold up to {_at(upper[-1], unit)}, and again from {_at(lower[0], unit)}"
    if lower and upper:
        return f"Would hold from {_at(lower[0])} to {_at(upper[-1], unit)}"
    if upper:
        return f"Would hold up to {_at(upper[-1], unit)}"
    if lower:
        return f"Would hold from {_at(lower[0], unit)}"
    return "No multiple of the stated value would turn it"


def finding_sentence(
    check: Check,
    stated: Side,
    computed: Side,
    outcome: str,
    flips: list[Flip],
    tail: Figure | None,
    region: Mixes | None,
) -> str:
    """The rendered sentence of a finding: where it flips first, then the figures, then the outcome."""
    digits = 6 if check.kind == "agrees" else 3
    value = span(stated.as_written, stated.unit, digits) if stated.as_written else side(stated)
    if check.kind == "possible":
        return f"{_possible(check, stated, computed, flips)}: {_ending(outcome)}"
    facts = {
        "typical": lambda: _typical(check.relation, value, computed, tail),
        "agrees": lambda: _agrees(check, value, computed),
        "reachable": lambda: _reachable(value, computed, region),
    }[check.kind]()
    ending = CAN_ALL_BE if outcome == CANNOT_TELL and check.relation == "counted_in" else _ending(outcome)
    return f"{headline(flips, stated.unit)}. {facts}: {ending}"


def _typical(relation: str, value: str, computed: Side, tail: Figure | None) -> str:
    share, of = percent(tail) if tail else "no known size", computed.of or computed.name
    if relation == "equals":
        told = "a value at least as far out, to either side, has the probability"
        return f"The stated {value} stands against {of}: {told} {share} under what is assumed"
    word = "as much or more" if relation == "at_most" else "as little or less"
    return f"The stated {value} stands against {of}: {word} has the probability {share} under what is assumed"


def _possible(check: Check, stated: Side, computed: Side, flips: list[Flip]) -> str:
    """The bound first, for it is what the evidence says; hedges as wide as the article's may reach beyond it."""
    value = span(stated.as_written, stated.unit) if stated.as_written else side(stated)
    if computed.bounds is None:
        return f"{headline(flips, stated.unit)}. The stated {value}"
    low, high = (with_unit(number(end), computed.unit) for end in computed.bounds)
    both = f"from {span(computed.bounds, computed.unit)}"
    bound = {"at_most": f"up to {high}", "at_least": f"from {low}", "equals": both}[check.relation]
    ordered = sorted(flips, key=lambda flip: flip.multiple.value)
    reached = " to ".join([*(_at(flip) for flip in ordered[:-1]), *(_at(flip, stated.unit) for flip in ordered[-1:])])
    wider = reached and stated.bounds != stated.as_written and reached not in bound
    hedged = f" ({reached} with hedges as wide as these)" if wider else ""
    return f"Would hold {bound}, the outermost that evidence and assumptions allow{hedged}. The stated {value}"


def _agrees(check: Check, value: str, computed: Side) -> str:
    if check.relation == "counted_in":
        return f"The stated {value} would have to come from a whole number out of {side(computed)}"
    return f"The stated {value} stands against {side(computed)} by the article's other numbers"


def _reachable(value: str, computed: Side, region: Mixes | None) -> str:
    mixes = f"some mixes, all within {_extent(region)}" if region and region.extent else "no mix"
    reached = "Some mix gives anything from" if region is None or region.exact else "Mixes give at most from"
    return f"{reached} {reach(computed)}; the stated {value} is given by {mixes}"


def over_all(words: str, outcomes: Sequence[str]) -> str:
    """How a check came out over all fair choices, with how often; nothing where there is but one way to take it.

    >>> over_all("depends on mix", ["holds", "fails", "holds"])
    'Over all 3 combinations of fair choices: depends on mix (holds in 2, fails in 1).'
    """
    if len(outcomes) < 2:
        return ""
    counts = ", ".join(f"{name} in {outcomes.count(name)}" for name in dict.fromkeys(outcomes))
    return f"Over all {len(outcomes)} combinations of fair choices: {words} ({counts})."


def leaning(weak: Mapping[str, str]) -> str:
    """That a finding rests on figures for which only weak sources were found, and which; nothing where none is.

    >>> leaning({"forum": "a forum post"})
    'Some of its figures have only a weak source: forum (a forum post).'
    """
    if not weak:
        return ""
    return f"Some of its figures have only a weak source: {listed([f'{key} ({why})' for key, why in weak.items()])}."


def _extent(region: Mixes) -> str:
    return ", ".join(f"{name} {span((100 * low, 100 * high))} %" for name, (low, high) in region.extent.items())


def _ending(outcome: str) -> str:
    return {
        HOLDS: "holds.",
        THROUGH_ROUNDING: "holds only through what rounding and hedges permit.",
        STRAINED: "strained.",
        FAILS: "fails.",
        CANNOT_TELL: "cannot tell, for the check would say the same at a third and at three times the stated value.",
    }[outcome]


def outcome_words(outcome: str, alone: Sequence[str] = (), joint: Sequence[str] = ()) -> str:
    """An outcome, or what it depends on: first what turns it by itself, then what turns it together with others.

    >>> outcome_words("depends", ["mix"], ["market", "discount"])
    'depends on mix, and together with other choices on market and discount'
    """
    if not alone and not joint:
        return outcome
    if not alone:
        return f"depends on {listed(joint)}, taken together"
    rest = f", and together with other choices on {listed(joint)}" if joint else ""
    return f"depends on {listed(alone)}{rest}"


def listed(names: Sequence[str]) -> str:
    """Names in a row, the last behind an ``and``.

    >>> listed(["mix", "market", "month"])
    'mix, market and month'
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def verdict_sentence(about: str, outcome: str, counts: Mapping[str, int], leaning: Sequence[str] = ()) -> str:
    """The sentence of a verdict, with how the checks came out, and on which judged numbers they lean."""
    tally = f" Checks: {'; '.join(f'{count} {name}' for name, count in counts.items())}." if counts else ""
    ending = {
        HOLDS: "Taken together, nothing that was asked decides against the numbers; that does not make them true.",
        THROUGH_ROUNDING: "The numbers fit only through what rounding and hedges permit; that does not make them true.",
        STRAINED: "At least one number is unusual under what is assumed.",
        FAILS: "At least one check fails under every fair choice in which it can tell.",
        CANNOT_TELL: "No check could have caught an error of a factor three." if counts else "No check touches it.",
    }.get(outcome, "Fair readings and alternatives give different outcomes.")
    judged = f" It leans on judgement: {listed(leaning)}." if leaning else ""
    return f"{about}: {outcome}. {ending}{tally}{judged}"
