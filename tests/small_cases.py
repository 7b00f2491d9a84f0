"""Small cases as text: numbers that belong together, and lines compared but for the last of three digits."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from weighbridge.case import Case
from weighbridge.casefile.located_yaml import parse_document
from weighbridge.graph.sampling import Settings

NOWHERE = Path(__file__).parent / "cases" / "none" / "case.yaml"  # the place of a case that stands in no file

HEAD = """\
title: Small
article: {title: A, url: "https://example.org/article", language: en}
"""


def case_text(claims, more="", /, **checks):
    """A case of claims, of what else is needed, and of checks by name."""
    lines = [HEAD + "claims:"]
    lines += [f"  {name}: {{quote: {{exact: x}}, value: {value}}}" for name, value in claims.items()]
    lines += [more, "checks:", *(f"  {name}: {{question: Well?, {check}}}" for name, check in checks.items())]
    return "\n".join(lines) + "\n"


def parted(claims: str) -> dict[str, str]:
    """Claims by name, from ``name=value; name=value``."""
    return dict(map(str.strip, each.split("=")) for each in claims.split(";"))


def hedged(text: str) -> tuple[str, str]:
    """The value and the hedge of a claim that is written as ``value~hedge``."""
    value, _, cue = text.partition("~")
    return value.strip(), cue.strip() or "none"


def hedged_claims(claims: str) -> dict[str, str]:
    """The same claims for ``case_text``, each with its hedge."""
    return {name: "{}, hedge: {}".format(*hedged(text)) for name, text in parted(claims).items()}


def sections(formulas: Mapping[str, str] | None = None, assumptions: Mapping[str, str] | None = None) -> str:
    """Assumptions by name, each a distribution, and formulas by name, each as ``expression in unit``."""
    lines = ["assumptions:"] if assumptions else []
    lines += [f"  {name}: {{of: it, reason: r, {law}}}" for name, law in (assumptions or {}).items()]
    lines += ["formulas:"] if formulas else []
    for name, text in (formulas or {}).items():
        expression, _, unit = text.partition(" in ")
        lines.append(f'  {name}: {{expression: "{expression}", unit: {unit or "one"}, reason: r, of: it}}')
    return "\n".join(lines)


def unfiled(text: str, settings: Settings | None = None) -> Case:
    """A case that is read from a text and stands in no file."""
    return Case(NOWHERE, parse_document(text, "case.yaml"), settings or Settings())


# A price that was paid on a day which is not known: three candidates, of which two look up another price.
SALE = """\
title: A price of an unknown day
article: {title: T, url: "https://example.org", language: en}
claims:
  price: {quote: {exact: 5700 to 6000 dollars a tonne}, value: 5700 to 6000 USD/tonne}
events:
  sale:
    question: When was it sold?
    quote: {exact: last Thursday}
    weekday: Thursday
    candidates:
      early February: {date: 2017-02-02, preferred: true, reason: best, facts: [raqqa-bridges-2017-02]}
      late January: {date: 2017-01-26, reason: the week before}
      2015: {date: 2015-07-02, reason: the outlier, set: {level: 50 percent}}
    passed_over:
      autumn: {date: 2015-10-29, reason: another raid, facts: [raqqa-bridges-2015-11]}
evidence:
  copper: {table: metal-prices, where: {metal: copper, month: sale.month}, column: price}
assumptions:
  level: {of: what is paid, fixed: {value: {value: 1 one, reason: ours}}}
formulas:
  paid: {expression: level * copper, unit: USD/tonne, of: such prices}
checks:
  fits: {question: Does it fit?, kind: possible, stated: price, equals: paid}
"""


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
