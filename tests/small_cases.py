"""Small cases as text: numbers that belong together, and lines compared but for the last of three digits."""

import re

import pytest

HEAD = """\
title: Small
article: {title: A, url: "https://example.org/article", language: en}
"""


def case_text(claims, more="", **checks):
    """A case of claims, of what else is needed, and of checks by name."""
    lines = [HEAD + "claims:"]
    lines += [f"  {name}: {{quote: {{exact: x}}, value: {value}}}" for name, value in claims.items()]
    lines += [more, "checks:", *(f"  {name}: {{question: Well?, {check}}}" for name, check in checks.items())]
    return "\n".join(lines) + "\n"


HAUL = {"trucks": "50.0 truck", "load": "12.0 tonne/truck", "mass": "600.0 tonne"}
PRODUCT = "formulas: {computed: {expression: trucks * load, unit: tonne}}"
FITS = "kind: agrees, stated: mass, equals: computed"
PEOPLE = {"people": "27 person", "share": "34 percent"}
WHOLE = "kind: agrees, stated: share, counted_in: people"
FALL = {"before": "80.0 USD", "after": "104.0 USD", "fall": "30.0 percent"}
FALLEN = "formulas: {computed: {expression: (before - after) / before, unit: percent}}"
FELL = "kind: agrees, stated: fall, equals: computed"


NUMBER = re.compile(r"(?<![\w.])−?\d[\d,]*(?:\.\d+)?(?:e\+\d+)?")


def same(found, expected):
    """Whether two lines are the same word for word, and their numbers but for the last of three digits."""
    numbers = [
        [float(number.replace(",", "").replace("−", "-")) for number in NUMBER.findall(line)]
        for line in (found, expected)
    ]
    return NUMBER.sub("#", found) == NUMBER.sub("#", expected) and numbers[0] == pytest.approx(numbers[1], rel=0.008)
