"""Small cases as text: numbers that belong together, and lines compared but for the last of three digits."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from weighbridge.case import Case
from weighbridge.casefile.located_yaml import parse_document
from weighbridge.graph.sampling import Settings

ROOT = Path(__file__).parents[1]
CASES = {path.parent.name: str(path.parent) for path in ROOT.glob("*/cases/*/case.yaml")}  # of data/ and of tests/
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


def without_premises(name: str) -> Case:
    """A case of the project in which no check is the analyst's own premise: all of them are demands on its numbers."""
    path = Path(__file__).parents[1] / "data" / "cases" / name / "case.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.lstrip().startswith("premise: ")]
    assert len(kept) < len(lines)
    return unfiled("\n".join(kept) + "\n")


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


# A case in which every kind of number stands: of claims, of evidence, of assumptions, in a formula.
SOURCE = "ferson-2015"  # of the shared list, so that the case needs no list of its own
SCRAP = f"""\
title: A small case
article: {{title: A, url: "https://example.org", language: en}}
claims:
  mass:
    quote: {{exact: 120 tons}}
    hedge: about
    readings:
      metric: {{value: 120 tonne, reason: r, preferred: true}}
      short: {{value: 120 short_ton, reason: r}}
      ruled: {{value: 120 long_ton, reason: r, ruled_out: nobody writes so}}
  trucks: {{quote: {{exact: 6 trucks}}, value: 6 truck}}
  tons: {{quote: {{exact: about 120 tons}}, value: 120 tonne, hedge: about}}
evidence:
  limit: {{what: a legal limit, value: 60 tonne/truck, source: {SOURCE}, date: 2017-02}}
  copper: {{table: metal-prices, where: {{metal: copper, month: 2017-02}}, column: price}}
assumptions:
  usual:
    of: one truck
    triangular:
      low: {{value: 10 tonne/truck, sources: [{SOURCE}]}}
      mode:
        value: 20 tonne/truck
        reason: a guess
        fair: {{low: {{value: 15 tonne/truck, reason: r}}, high: {{value: 22 tonne/truck, reason: r}}}}
      high: {{evidence: limit, reason: a legal limit}}
  dice:
    of: a die
    discrete:
      - {{value: 1 one, weight: 2 one, reason: r}}
      - {{value: 2 one, weight: 1 one, reason: r}}
  counted: {{of: a convoy, empirical: {{table: payloads, column: payload, where: {{statistic: mean}}}}}}
  mix:
    of: the mix
    composition:
      concentration: {{value: 20 one, reason: a guess}}
      parts:
        iron: {{mean: {{value: 0.9 one, reason: a guess}}}}
        copper: {{mean: {{value: 0.1 one, reason: a guess}}}}
  anything: {{of: a mix, reason: nothing is known of it, composition: {{parts: {{a: {{}}, b: {{}}}}}}}}
formulas:
  load: {{expression: mass / trucks, unit: tonne/truck}}
  half: {{expression: tons / trucks / 2, unit: tonne/truck, reason: half of it}}
  worth: {{expression: mix.copper * copper, unit: USD/tonne}}
checks:
  fits: {{question: Does it fit?, kind: typical, stated: load, at_most: usual}}
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
