"""Agreement is what a check of kind ``agrees`` finds of the same numbers, under each width of their words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_mentions import made

from small_cases import sections, unfiled
from weighbridge.checks.results import Outcome
from weighbridge.relations import Agreement, relations
from weighbridge.text import WIDTHS

UNITS = "units: {bag: {counted: a bag, reason: r}, meal: {counted: a meal, reason: r}, bundle: {counted: a bundle, reason: r}}"


def by_case(claims, formula, unit, stated):
    """What a case with one check of these claims says under each width: the same as the types of agreement."""
    lines = ['title: T\narticle: {title: A, url: "https://example.org", language: en}', UNITS, "claims:"]
    for name, text in claims.items():
        value, _, cue = text.partition("~")
        lines.append(f"  {name}: {{quote: {{exact: x}}, value: {value}, hedge: {cue.strip() or 'none'}}}")
    lines += [sections({"computed": f"{formula} in {unit}"}), "checks:"]
    lines.append(f"  fits: {{question: Well?, kind: agrees, stated: {stated}, equals: computed}}")
    case = unfiled("\n".join(lines) + "\n")
    outcomes = {}
    for width in WIDTHS:
        for one in case.verify().form.checks[0].combinations:
            if set(one.choices.values()) <= {width}:
                outcomes[width] = one.outcome
    return outcomes


def agreement_of(outcomes):
    """The agreement that the outcomes under the two widths come to."""
    typical, generous = (outcomes[width] for width in WIDTHS)
    if typical == Outcome.HOLDS:
        return Agreement.EXACT
    if typical == Outcome.THROUGH_ROUNDING:
        return Agreement.ROUNDED
    return Agreement.LOOSE if Outcome.FAILS not in (typical, generous) or generous != Outcome.FAILS else Agreement.NO
