"""A small case in all its variants: every kind of thing that a result can depend on, changed in every way there is.

Processes of their own import this module to answer a variant with nothing kept, so it takes no pytest.
"""

import dataclasses
import importlib
import json
import pkgutil
from functools import cache
from pathlib import Path

import scipy.stats  # noqa: F401 (so that a process that is forked from one with this module need not import it)

import weighbridge
from weighbridge.graph import Cache

for module in pkgutil.walk_packages(weighbridge.__path__, "weighbridge."):  # and neither these
    if not module.name.startswith(("weighbridge.charts", "weighbridge.cli", "weighbridge.__main__")):
        importlib.import_module(module.name)

# A case in which every kind of thing stands that a result can depend on. Words in capitals are set by ``EDITS``.
CASE = """\
title: Trucks of scrap
article: {title: A, url: "https://example.org", language: en}
claims:
  mass:
    quote: {exact: 120 tons}
    hedge: about
    readings:
      metric: {value: 120 tonne, reason: r, preferred: true}
      short: {value: 120 short_ton, reason: r}
  trucks: {quote: {exact: 6 trucks}, value: TRUCKS truck, hedge: HEDGE}
  money: {quote: {exact: 90 thousand dollars}, value: 90 thousand USD}
events:
  sold:
    question: On which day?
    candidates:
      2 February 2017: {date: 2017-02-02, preferred: true, reason: r}
      2 July 2015: {date: 2015-07-02, reason: r}
evidence:
  iron: {what: iron, table: prices, where: {key: iron}, column: price}
  copper: {what: copper, table: copper, where: {month: sold.month}, column: price}
assumptions:
  usual:
    of: one truck
    LAW:
      low: {value: 10 tonne/truck, sources: [elsewhere]}
      mode: {value: 20 tonne/truck, sources: [elsewhere]}
      high: {value: HIGH tonne/truck, reason: r}
  discount:
    of: a load
    uniform: {low: {value: 0.7 one, sources: [elsewhere]}, high: {value: 1 one, sources: [elsewhere]}}
  strength: {of: a tie, fixed: {value: {value: STRENGTH one, sources: [elsewhere]}}}
  shares:
    of: the mix
    composition:
      concentration: {value: 20 one, sources: [elsewhere]}
      parts:
        iron: {mean: {value: 0.9 one, sources: [elsewhere]}}
        copper: {mean: {value: 0.1 one, sources: [elsewhere]}}
formulas:
  load: {expression: FORMULA, unit: tonne/truck}
  price: {expression: money / mass, unit: USD/tonne}
  worth: {expression: discount * (shares.iron * iron + shares.copper * copper), unit: USD/tonne, of: a load}
  iron_alone: {expression: discount * iron, unit: USD/tonne, of: a load}
correlations:
  tied: {between: [usual, discount], rank: strength}
alternatives:
  heaviest:
    question: How heavy?
    options:
      as written: {reason: r}
      heavier: {reason: r, set: {usual.high: OPTION tonne/truck}}
checks:
  fits: {question: Does it fit?, kind: typical, stated: load, RELATION: usual}
  fetches: {question: Does it fetch that?, kind: typical, stated: price, equals: SIDE}
"""
PRICES = "key,price,unit,date,source,mark\niron,IRON,USD/tonne,2017-02,elsewhere,V\n"
COPPER = """\
month,price,unit,source,mark
2017-02,5940.91,USD/tonne,elsewhere,V
2015-07,5456.75,USD/tonne,elsewhere,V
"""
SOURCES = [{"id": "elsewhere", "type": "webpage", "title": "Prices", "custom": {"trust": "V"}}]

# What an analyst writes into the file: what stands there first, and what it is changed to.
EDITS = {
    "TRUCKS": ("6", "5"),
    "HEDGE": ("none", "about"),
    "LAW": ("triangular", "pert"),
    "HIGH": ("40", "30"),
    "STRENGTH": ("0.3", "0.8"),
    "FORMULA": ("mass / trucks", "mass / (trucks + trucks)"),
    "OPTION": ("60", "50"),
    "RELATION": ("at_most", "at_least"),
    "SIDE": ("worth", "iron_alone"),
    "IRON": ("250", "300"),
}
# What an analyst sets by ``with_``, and what rests on it.
LOAD, WORTH, USUAL = {"load"}, {"worth"}, {"usual"}
SET = {
    "trucks": ("5 truck", {"trucks"} | LOAD),
    "mass": ("130 tonne", {"mass", "price"} | LOAD),
    "money": ("80 to 95 thousand USD", {"money", "price"}),
    "usual.high": ("33 tonne/truck", USUAL),
    "discount.low": ("0.5 one", {"discount"} | WORTH),
    "iron": ("280 USD/tonne", {"iron"} | WORTH),
    "strength": ("-0.5 one", {"strength", "discount"} | WORTH | USUAL),
    "shares.concentration": ("50 one", {"shares.iron", "shares.copper"} | WORTH),
    "load": ("mass / (trucks + trucks)", LOAD),
    "price": ("money / (mass + mass)", {"price"}),
}
OPTIONS = {
    "mass": ("short", {"mass", "price"} | LOAD),
    "sold": ("2 July 2015", {"copper"} | WORTH),
    "heaviest": ("heavier", USUAL),
    "hedge width": ("generous", {"mass", "price", "money", "trucks"} | LOAD),
}
SETTINGS = {"points": 32, "randomisations": 3, "seed": 7, "digits": None}
FEW = {"points": 64, "randomisations": 4, "digits": 1, "most_points": 128}
QUANTITIES = ("trucks", "mass", "money", "iron", "copper", "usual", "discount", "strength", "shares.iron",
              "shares.copper", "load", "price", "worth")  # fmt: skip


@cache
def read(folder, edits):
    """The case in a folder of its own, with some of its edits made; the folder's name does not tell them."""
    text, prices = CASE, PRICES
    for slot, (first, second) in EDITS.items():
        text, prices = (one.replace(slot, second if slot in edits else first) for one in (text, prices))
    place = Path(folder) / ("-".join(sorted(edits)) or "as-written") / "case"
    (place / "evidence").mkdir(parents=True, exist_ok=True)
    (place / "case.yaml").write_text(text, encoding="utf-8")
    (place / "evidence" / "prices.csv").write_text(prices, encoding="utf-8")
    (place / "evidence" / "copper.csv").write_text(COPPER, encoding="utf-8")
    (place / "evidence" / "sources.json").write_text(json.dumps(SOURCES), encoding="utf-8")
    return weighbridge.open_case(str(place))


def opened(folder, edits=(), sets=(), options=(), sampled=(), beside=None):
    """A variant of the case: edited in its file, set by ``with_``, under other options, drawn in another way.

    ``beside`` is an opened case whose cache it shares, as if each edit were a change of that case.
    """
    how = weighbridge.Settings(**{**FEW, **{name: SETTINGS[name] for name in sampled}})
    case = dataclasses.replace(read(folder, edits), settings=how, cache=beside.cache if beside else Cache())
    if sets:
        case = case.with_({name: SET[name][0] for name in sets})
    return case.under(**{name: OPTIONS[name][0] for name in options})


ANSWERS = {
    "weighed": lambda case: case.verify().model_dump_json(indent=1),
    "turns": lambda case: repr(case.headlines("fits")),
    "solved": lambda case: repr(case.solve("load", "trucks", "17 tonne/truck")),
    "drawn": lambda case: {name: case.draws.of(name, case.choices).tobytes() for name in QUANTITIES},
}


def answers(case, asked):
    """What is asked of a variant, in this order; where something is refused, the message."""
    found = {}
    for name in asked:
        try:
            found[name] = ANSWERS[name](case)
        except weighbridge.WeighbridgeError as error:
            found[name] = str(error)
    return found


def send_answers(pipe, folder, variant, asked):
    """The same from another process."""
    pipe.send(answers(opened(folder, *variant), asked))
