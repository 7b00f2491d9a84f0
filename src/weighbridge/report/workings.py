"""The workings of a finding as sentences: severity, power, dependence, roundings, the sources of its uncertainty."""

from __future__ import annotations

from ..checks import THREEFOLD, Accounts, Entry, Error, Figure, Finding, Power
from ..text import apart, number, percent, spans, with_unit

LITTLE = 0.005  # a share of the variance below which an input is only counted among the others


def threefold(finding: Finding) -> Power | None:
    """The power against a threefold error, in the direction that the check sees better; none without a truth."""
    known = [one for one in finding.power or [] if one.factor == THREEFOLD]
    return max(known, key=lambda one: one.caught.value, default=None)


def power_sentence(finding: Finding) -> str:
    """With what probability a number that is off would have been caught; nothing where no truth is assumed."""
    found = [(error, [one for one in finding.power or [] if one.error == error]) for error in Error]
    ways = [_caught(one) for _, powers in found for one in powers]
    if not ways:
        return ""
    caught = "the check would catch, with these probabilities, a number that is"
    return f"Were the actual value distributed as the case assumes, {caught} {'; '.join(ways)}."


def _caught(one: Power) -> str:
    return f"{number(one.factor)} times {one.error}, {percent(one.caught)} (fails: {percent(one.failed)})"


def severity_sentence(finding: Finding) -> str:
    """What the check would have said at other stated values, and over which values it says the same."""
    said = finding.severity
    others = f"a third of the stated value it would say {said.at_a_third}, at three times {said.at_three_times}"
    if said.step is not None:
        return _severity_of_shifts(finding, said.step)
    caught = "" if said.could_have_caught else " It could not have caught an error of a factor three."
    return f"At {others}, at ten times {said.at_ten_times}. Its answer stays the same {same(finding)}.{caught}"


def _severity_of_shifts(finding: Finding, step: float) -> str:
    """The same of a stated value that can be zero, which has no multiples: by how much more would be stated."""
    said, unit = finding.severity, finding.stated.unit
    more = [with_unit(number(times * step), unit) for times in (2, 9)]
    caught = "" if said.could_have_caught else " It could not have caught an error of that size."
    return f"Were {more[0]} more stated it would say {said.at_three_times}, {more[1]} more {said.at_ten_times}.{caught}"


def same(finding: Finding) -> str:
    """Over which stated values the outcome stays the same, by the values where one number is stated."""
    ends = finding.stated.as_written
    value = ends[0] if ends and ends[0] == ends[1] else None
    unit = finding.stated.unit if value else "times what is stated"
    found = [end for end in (finding.severity.same_from, finding.severity.same_to) if end]
    texts = iter(apart([end.value * (value or 1.0) for end in found]))
    low = next(texts) if finding.severity.same_from else ""
    high = next(texts) if finding.severity.same_to else ""
    if low and high:
        return f"from {low} to {with_unit(high, unit)}"
    return (
        with_unit(f"from {low}" if low else f"up to {high}", unit)
        if low or high
        else "whatever the size of the stated value"
    )


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
    ways = []
    for one in finding.conventions:
        if one.stated is None or one.computed is None:
            ways.append(f"{one.name}, that cannot be said: {one.reason}")
            continue
        stated, computed = spans([one.stated, one.computed])
        ways.append(f"{one.name}, {stated} against {with_unit(computed, unit)}, {meets[one.meets]}")
    return f"If every bare number was shortened in one way: {'; '.join(ways)}."


def share(figure: Figure) -> str:
    """A share of the variance in whole percent; what lies within its uncertainty of none is near none.

    >>> share(Figure(value=0.853, numerical_uncertainty=0.004))
    '85 %'
    """
    return "under 1 %" if figure.value < LITTLE else f"{100 * min(figure.value, 1.0):.0f} %"


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
