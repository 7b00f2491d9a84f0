"""The workings of a finding as sentences: severity, power, dependence, roundings, the sources of its uncertainty."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..checks import THREEFOLD, Accounts, Convention, Entry, Error, Figure, Finding, Power
from ..graph import Role
from ..text import (
    PARAMETERS,
    Names,
    brief,
    capital,
    in_turn,
    number,
    percent,
    shortened,
    signed,
    spans,
    with_unit,
)
from ..what_if import IT_WOULD
from .flip_words import inward
from .sides import NOBODY, beside_flips

LONGEST_NAME = 11  # words of what inputs are called together
LITTLE = 0.005  # a share of the variance below which an input is only counted among the others
OVERLAPPING = 0.02  # how far shares have to add up to more than all before that is said
OVERLAP = "These shares overlap: what inputs bring together counts for each of them."


def threefold(finding: Finding) -> Power | None:
    """The power against a threefold error, in the direction that the check sees better; none without a truth."""
    known = [one for one in finding.power or [] if one.factor == THREEFOLD]
    return max(known, key=lambda one: one.caught.value, default=None)


def power_sentence(finding: Finding) -> str:
    """How often a number that is off would have been caught; nothing where no truth is assumed."""
    found = [(error, [one for one in finding.power or [] if one.error == error]) for error in Error]
    ways = [_caught(one) for _, powers in found for one in powers]
    return " ".join(["Suppose the actual value is spread as the case assumes.", *ways]) if ways else ""


def _caught(one: Power) -> str:
    off = f"{number(one.factor)} times {one.error}"
    return f"Of numbers {off}, {percent(one.caught)} would be caught; {percent(one.failed)} would not fit."


def severity_sentence(finding: Finding) -> str:
    """What the check would have said at other stated values, and over which values it says the same."""
    if finding.not_weighed is not None:
        return f"It could not be weighed: {finding.not_weighed}."
    said = finding.severity
    if said.step is not None:
        return _severity_of_shifts(finding, said.step)
    third, three, ten = (IT_WOULD[one] for one in (said.at_a_third, said.at_three_times, said.at_ten_times))
    caught = "" if said.could_have_caught else "It would not have caught an error of three times."
    at = f"At a third of the stated number {third}; at three times {three}; at ten times {ten}."
    begin = f"At a third of the stated number {third}."
    far = [f"At three times {three}; at ten times {ten}."]
    stays = f"The answer stays the same {same(finding)}."
    return brief([at, stays, caught], [begin, *far, stays, caught])


def _severity_of_shifts(finding: Finding, step: float) -> str:
    """The same of a stated value that can be zero, which has no multiples: by how much more would be stated."""
    said, unit = finding.severity, finding.stated.unit
    more = [with_unit(number(times * step), unit) for times in (2, 9)]
    caught = "" if said.could_have_caught else "It would not have caught an error of that size."
    three, ten = IT_WOULD[said.at_three_times], IT_WOULD[said.at_ten_times]
    return brief(
        [f"Were {more[0]} more stated, {three}; {more[1]} more, {ten}.", caught],
        [f"Were {more[0]} more stated, {three}.", f"Were {more[1]} more stated, {ten}.", caught],
    )


def same(finding: Finding) -> str:
    """Over which stated values the outcome stays the same, by the values where one number is stated."""
    written = finding.stated.as_written
    value = written[0] if written and written[0] == written[1] else None
    unit = finding.stated.unit if value else "times what is stated"
    low, high = ((end.value if end else None) for end in (finding.severity.same_from, finding.severity.same_to))
    if value and value < 0:  # of which a larger multiple is less
        low, high = high, low
    at = value or 1.0
    # A multiple that turns the outcome is printed as the value where it does, which has digits of its own.
    turning = {flip.multiple.value: flip.at.value for flip in finding.flips if value and flip.at is not None}
    ends = ((low, math.inf), (high, -math.inf))
    shown = [(turning.get(end, end * at), side) for end, side in ends if end is not None]
    texts = inward(*zip(*shown, strict=True), beside_flips(finding) if value else [at]) if shown else []
    if not texts:
        return "whatever the size of the stated number"
    if len(texts) == 2:
        return f"from {with_unit(' to '.join(texts), unit)}"
    return f"up to {with_unit(texts[0], unit)}" if low is None else f"from {with_unit(texts[0], unit)} on"


def dependence_sentence(finding: Finding) -> str:
    """The tail when nothing is known of how two sides without a common input depend on each other; else nothing."""
    bounds = finding.tail_under_any_dependence
    if bounds is None or finding.tail_probability is None:
        return ""
    low, high = map(percent, bounds)
    return (
        f"The probability of {percent(finding.tail_probability)} takes the two sides to be independent. "
        f"However they depend on each other, each as assumed, it {'is' if low == high else 'lies between'} "
        f"{low if low == high else f'{low} and {high}'}."
    )


def conventions_sentence(finding: Finding) -> str:
    """Under which ways to shorten a number the article's numbers meet; nothing for other kinds of check."""
    return " ".join(_under(one, finding.stated.unit) for one in finding.conventions or [])


def _under(one: Convention, unit: str) -> str:
    """Whether the numbers meet if every bare number of the article was shortened in one way."""
    begin = f"If every bare number was {one.name},"
    if one.stated is None or one.computed is None:
        return brief(
            [f"{begin} nothing can be said: {one.reason}."],
            [f"{begin} nothing can be said.", f"{capital(shortened(one.reason or ''))}."],
        )
    stated, computed = spans([one.stated, one.computed])
    stated, computed = signed(stated, unit), with_unit(computed, unit)
    meets = "they meet" if one.meets else "they do not meet"
    return brief([f"{begin} {meets}: {stated} against {computed}."], [f"{begin} {meets}."])


def share(figure: Figure) -> str:
    """A share of the variance in whole percent; what is as good as none, or as all, is said to be under or over that.

    >>> [share(Figure(value=value, numerical_uncertainty=u)) for value, u in ((0.853, 0.004), (0.9963, 0.0002), (1, 0))]
    ['85%', 'over 99%', '100%']
    >>> share(Figure(value=0.97, numerical_uncertainty=0.05))  # in tens of percent, of which no more is known
    'nearly 100%'
    """
    if figure.value < LITTLE:
        return "under 1%"
    whole = min(round(figure.estimate.scaled(100).rounded()), 100)
    if whole < 100 or figure.value == 1.0:
        return f"{number(whole)}%"
    return "over 99%" if figure.value > 1 - LITTLE else "nearly 100%"


def budget_sentence(accounts: Accounts, names: Names = NOBODY) -> str:
    """Where the uncertainty comes from, the greatest part first, and what has no source behind it."""
    result = result_words(accounts, names)
    if not accounts.entries:
        return f"Nothing in {result} is drawn, so it has no spread to account for."
    unit = _of_differences(accounts.unit)
    spread = with_unit(str(accounts.standard_uncertainty.estimate), unit)
    mattering = [entry for entry in accounts.entries if entry.total_index.value >= LITTLE]
    rest = "" if len(mattering) == len(accounts.entries) else "The others bring next to nothing."
    return " ".join(
        filter(
            None,
            [
                f"The standard uncertainty of {result} is {spread}.",
                *in_turn("Of its variance,", [_share_of(entry, unit, names) for entry in mattering], "Further,"),
                rest,
                OVERLAP if sum(entry.total_index.value for entry in mattering) > 1 + OVERLAPPING else "",
                *_without_source(mattering, names),
            ],
        )
    )


def _of_differences(unit: str) -> str:
    """The unit of a difference: of shares in percent that is percentage points."""
    return "percentage_point" if unit in ("percent", "%") else unit


def result_words(accounts: Accounts, names: Names) -> str:
    """What a budget is of."""
    return "the difference between both sides" if " - " in accounts.result else names.of(accounts.result)


def _share_of(entry: Entry, unit: str, names: Names) -> str:
    """An input, or several that move together, by its share of the variance and by what it brings alone."""
    called = " with ".join(map(names.of, entry.inputs))
    if len(called.split()) > LONGEST_NAME:
        called = f"{len(entry.inputs)} inputs that move together"
    return f"{share(entry.total_index)} is from {called} ({with_unit(str(entry.alone.estimate), unit)} alone)"


def _without_source(entries: Sequence[Entry], names: Names) -> list[str]:
    """Which parameters no source supports."""
    bare = [
        (name, parameter)
        for entry in entries
        for name, parameters in entry.unsupported.items()
        for parameter in parameters
    ]
    if not bare:
        return ["Each parameter that brings more than 0.5% has a source, weak or not."]
    return in_turn(
        "No source stands behind", [_parameter(name, parameter, names) for name, parameter in bare], "Nor behind"
    )


def _parameter(name: str, parameter: str, names: Names) -> str:
    """A parameter of an input: ``the highest load``; or any other figure by what its case calls it."""
    if parameter in PARAMETERS:
        return names.lever(f"{name}.{parameter}")
    if parameter == Role.HEDGE:
        return f"the room that the wording of {names.of(name)} leaves"
    return f"the {parameter.replace('_', ' ')} of {names.of(name)}"
