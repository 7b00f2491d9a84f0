"""Cases to begin with, small ones, and parts of all cases to put in elsewhere."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import Any

from small_cases import SALE, SCRAP
from weighbridge.casefile.located_yaml import parse_document

ROOT = Path(__file__).parents[3]
DONORS = "raqqa-2017"  # of which the parts are taken; as a whole it takes seconds
SMALLEST = {
    "smallest": """\
title: Trucks a month and trucks a year
article: {title: The article's title, url: "https://example.org/article", language: en}
claims:
  monthly: {quote: {exact: "120,000 trucks a month"}, value: 120000 truck/month}
  annually: {quote: {exact: exceeds 1.5 million annually}, value: 1.5 million truck/year, hedge: over}
formulas:
  from_months: {expression: monthly, unit: truck/year}
checks:
  fits: {question: Do the month and the year agree?, kind: agrees, stated: annually, equals: from_months}
""",
    "people": """\
title: Shares
article: {title: A, url: "https://example.org", language: en}
claims:
  people: {quote: {exact: 27 people}, value: 27 person}
  share: {quote: {exact: 34 percent}, value: 34 percent, hedge: about}
  before: {quote: {exact: 80 dollars}, value: 80.0 USD}
  after: {quote: {exact: 104 dollars}, value: 104.0 USD}
  fall: {quote: {exact: fell 30 percent}, value: fell 30 percent}
formulas:
  computed: {expression: (after - before) / before, unit: percent}
checks:
  whole: {question: Can it be a share?, kind: agrees, stated: share, counted_in: people}
  fell: {question: Did it fall so?, kind: agrees, stated: fall, equals: computed}
losses:
  print it: {reason: a correction, fits: 0, fits with rounding: 1, unlikely: 4, does not fit: 10, can't say: 3}
  leave it out: {reason: a story lost, fits: 5, otherwise: 0}
""",
    "dice": """\
title: Chances
article: {title: A, url: "https://example.org", language: en}
claims:
  cost: {quote: {exact: 500 dollars}, value: 500 USD}
  things: {quote: {exact: 20 trucks}, value: 20 truck, hedge: some}
assumptions:
  price:
    of: prices
    lognormal: {median: {value: 20 USD/truck, reason: r}, geometric_standard_deviation: {value: 1.5 one, reason: r}}
  toll: {of: tolls, uniform: {low: {value: 1 USD/truck, reason: r}, high: {value: 9 USD/truck, reason: r}}}
  together: {of: their rank correlation, fixed: {value: {value: 0.5 one, reason: r}}}
correlations:
  both: {between: [price, toll], rank: together}
formulas:
  paid: {expression: things * (price + toll), unit: USD, of: such bills}
alternatives:
  tolls: {question: Are tolls paid?, options: {paid: {reason: r}, free: {reason: r, set: {toll.low: 0 USD/truck}}}}
checks:
  usual: {question: Is it usual?, kind: typical, stated: cost, at_most: paid}
""",
    "sale": SALE,
    "scrap": SCRAP,
}


@cache
def case_texts() -> dict[str, tuple[str, Path | None]]:
    """The text of every case to begin with, and the folder of its own evidence where it has one."""
    found: dict[str, tuple[str, Path | None]] = {name: (text, None) for name, text in SMALLEST.items()}
    for path in sorted(ROOT.glob("*/cases/*/case.yaml")):
        if path.parent.name != DONORS:
            evidence = path.parent / "evidence"
            found[path.parent.name] = path.read_text(encoding="utf-8"), evidence if evidence.is_dir() else None
    return found


def case_data(name: str) -> dict[str, Any]:
    """A case to begin with as plain data, fresh each time."""
    return parse_document(case_texts()[name][0], name).data


@cache
def _donor_data() -> list[dict[str, Any]]:
    donor = (ROOT / "data" / "cases" / DONORS / "case.yaml").read_text(encoding="utf-8")
    return [parse_document(donor, DONORS).data, *(case_data(name) for name in case_texts())]


@cache
def parts() -> dict[str, list[Any]]:
    """All values of all cases by the key that they stand under, and all entries by the section."""
    found: dict[str, list[Any]] = {}
    for data in _donor_data():
        _collect(data, found)
        for section, entries in data.items():
            if isinstance(entries, dict):
                found.setdefault(f"in {section}", []).extend(entries.values())
    return found


def _collect(data: Any, found: dict[str, list[Any]]) -> None:
    if isinstance(data, dict):
        for key, value in data.items():
            found.setdefault(key, []).append(value)
            _collect(value, found)
    elif isinstance(data, list):
        for value in data:
            _collect(value, found)


def write_evidence(name: str, folder: Path) -> None:
    """Copy a case's own evidence beside where its text will stand."""
    evidence = case_texts()[name][1]
    if evidence is not None:
        shutil.copytree(evidence, folder / "evidence")
