"""What a finding holds beyond its outcome, in sentences: its severity, its dependence, its roundings, its budget."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .figure import Figure
from .finding import Accounts, Entry, Finding
from .units import parse_unit, show
from .wording import number, percent, span, with_unit

LITTLE = 0.005  # a share of the variance below which an input is told only in sum


def severity(finding: Finding) -> str:
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


def severity_row(check: str, finding: Finding) -> dict[str, Any]:
    """The same as a row of text."""
    said = finding.severity
    return {
        "check": check,
        "at a third": said.at_a_third,
        "as stated": finding.outcome,
        "at three times": said.at_three_times,
        "at ten times": said.at_ten_times,
        "says the same": same(finding),
    }


def dependence(finding: Finding) -> str:
    """The tail when nothing is known of how two sides without a common input depend on each other; else nothing."""
    bounds = finding.tail_under_any_dependence
    if bounds is None or finding.tail_probability is None:
        return ""
    low, high = map(percent, bounds)
    return (
        f"The probability of {percent(finding.tail_probability)} takes the two sides as independent. "
        f"Whatever the dependence of the two on each other, each as assumed, it lies between {low} and {high}."
    )


def conventions(finding: Finding) -> str:
    """Under which ways to shorten a number the article's numbers meet; nothing for other kinds of check."""
    if not finding.conventions:
        return ""
    unit = finding.stated.unit
    meets = {True: "they meet", False: "they do not meet"}
    told = [
        f"{one.name}, {span(one.stated)} against {span(one.computed, unit)}, {meets[one.meets]}"
        for one in finding.conventions
    ]
    return f"If every bare number was shortened in one way: {'; '.join(told)}."


def rows(accounts: Accounts) -> Iterator[dict[str, Any]]:
    """A budget as rows of text, a row for each input."""
    unit = show(parse_unit(accounts.unit or "one"))
    for entry in accounts.entries:
        yield {
            "input": " with ".join(entry.inputs),
            f"alone ({unit or 'bare'})": str(entry.alone.estimate),
            f"in all ({unit or 'bare'})": str(entry.total.estimate),
            "share alone": share(entry.first_order),
            "share in all": share(entry.total_index),
            "no source for": ", ".join(_parameters(entry)),
        }


def share(figure: Figure) -> str:
    """A share of the variance in whole percent; what lies within its uncertainty of none is near none.

    >>> share(Figure(value=0.853, numerical_uncertainty=0.004))
    '85 %'
    """
    return "under 1 %" if figure.value < LITTLE else f"{100 * min(figure.value, 1.0):.0f} %"


def _parameters(entry: Entry) -> list[str]:
    """The unsupported parameters; the name of the input only where there are several."""
    several = len(entry.inputs) > 1
    return [label if several else label.split(": ", 1)[1] for label in entry.unsupported]


def budget(accounts: Accounts) -> str:
    """Which inputs the uncertainty comes from, the greatest first, and what has no source behind it."""
    if not accounts.entries:
        return f"Nothing in {accounts.result} is drawn, so it has no spread to account for."
    spread = with_unit(str(accounts.standard_uncertainty.estimate), accounts.unit)
    mattering = [entry for entry in accounts.entries if entry.total_index.value >= LITTLE]
    alone = [with_unit(str(entry.alone.estimate), accounts.unit) for entry in mattering]
    told = [
        f"{' with '.join(entry.inputs)} {share(entry.total_index)} ({by_itself} alone)"
        for entry, by_itself in zip(mattering, alone, strict=True)
    ]
    rest = "" if len(mattering) == len(accounts.entries) else ", and the others next to nothing"
    bare = [label for entry in mattering for label in entry.unsupported]
    leaning = (
        f" No source stands behind {', '.join(bare)}."
        if bare
        else " Each parameter that brings more than 0.5 % has a source, weak or not."
    )
    return f"The standard uncertainty of {accounts.result}, {spread}, comes from {', '.join(told)}{rest}.{leaning}"
