"""A case in which every kind of input stands that a case can have, in a folder of its own with its tables."""

import json
from pathlib import Path

from weighbridge.case import Case, open_case

CASE = """\
title: Trucks of scrap
summary: A summary for readers.
not_known:
  - Nobody weighed it.
article:
  {title: A, author: N. N., url: "https://example.org/a", language: en, source: elsewhere, note: no date}
words:
  load: {called: the load of a truck}
  trucks: {called: the number of trucks}
  usual: {called: a usual load}
claims:
  mass:
    quote: {exact: about 120 tons, prefix: "loaded with "}
    hedge: about
    hedge_reason: the cue stands in the text
    readings:
      metric: {value: 120 tonne, reason: usual there, preferred: true}
      short: {value: 120 short_ton, reason: an American, sources: [elsewhere], set: {worth.unit: USD/tonne}}
      long: {value: 120 long_ton, reason: a Briton, ruled_out: nobody says so}
    elsewhere:
      - {source: elsewhere, language: de, exact: etwa 120 Tonnen, meaning: about 120 tonnes}
  trucks: {quote: {exact: 6 trucks}, value: 6 truck, is_a: count}
  money: {quote: {exact: 90 thousand dollars}, value: 90 thousand USD}
  sacks: {quote: {exact: 40 sacks}, value: 40 sack}
units:
  sack: {is: 50 kg, reason: as in that market}
events:
  sold:
    question: On which day?
    quote: {exact: last Thursday}
    weekday: Thursday
    candidates:
      2 February 2017: {date: 2017-02-02, preferred: true, reason: best, facts: [raqqa-bridges-2017-02]}
      2 July 2015: {date: 2015-07-02, reason: the outlier, set: {discount.low: 0.6 one}}
      26 January 2017: {date: 2017-01-26, reason: the week before, ruled_out: too early}
    passed_over:
      autumn: {date: 2015-10-29, reason: another raid}
evidence:
  iron: {what: iron, table: metals, where: {key: iron}, column: price}
  copper: {what: copper, table: copper, where: {month: sold.month}, column: price}
  gold: {what: gold, library: gold-price, date: 2017-02}
  rate: {what: a rate, value: 12 percent, source: elsewhere, date: 2017}
assumptions:
  usual:
    of: one truck
    reason: loads that were seen
    triangular:
      low: {value: 10 tonne/truck, sources: [elsewhere]}
      mode: 20 tonne/truck
      high:
        value: 40 tonne/truck
        reason: our judgement
        fair:
          low: {value: 30 tonne/truck, reason: our judgement}
          high: {value: 60 tonne/truck, reason: what one truck carried}
  discount:
    of: a load
    shape: {sources: [elsewhere], reason: a study of such discounts}
    uniform: {low: {value: 0.7 one, sources: [elsewhere]}, high: {value: 1 one, sources: [elsewhere]}}
  price_of_iron: {of: iron, fixed: {value: {evidence: iron}}}
  strength: {of: a tie, fixed: {value: {value: 0.3 one, reason: a guess}}}
  grades:
    of: the grade
    discrete:
      - {value: 1 one, weight: 2 one, reason: seen twice}
      - {value: 0.8 one, weight: 1 one, reason: seen once}
  seen: {of: prices, empirical: {table: metals, column: price, where: {kind: scrap}}}
  shares:
    of: the mix
    composition:
      concentration: {value: 20 one, reason: our judgement}
      parts:
        iron: {mean: {value: 0.9 one, sources: [elsewhere]}}
        copper: {mean: {value: 0.1 one, sources: [elsewhere]}}
formulas:
  load: {expression: mass / trucks, unit: tonne/truck}
  price: {expression: money / mass, unit: USD/tonne, of: the price}
  worth:
    expression: grades * discount * (shares.iron * price_of_iron + shares.copper * copper)
    unit: USD/tonne
    of: a load
correlations:
  tied: {between: [usual, discount], rank: strength}
alternatives:
  heaviest:
    question: How heavy?
    options:
      as seen: {reason: seen so}
      heavier: {reason: announced so, sources: elsewhere, set: {usual.high: {value: 60 tonne/truck, reason: said}}}
      lightest: {reason: light, ruled_out: no truck is, set: {usual.high: 35 tonne/truck}}
checks:
  fits: {question: Does it fit?, kind: typical, stated: load, at_most: usual}
  fetches: {question: Does it fetch that?, kind: typical, stated: price, equals: worth, premise: our own question}
comparisons:
  prices:
    stated: price
    of: price
    finds: {one: price, many: prices, verb: was}
    table: metals
    value: price
    groups:
      scrap: {where: {kind: scrap}, label: "{key}"}
losses:
  publish: {reason: a correction, fits: 0, otherwise: 10}
  wait: {reason: a day, otherwise: 1}
"""
METALS = """\
key,kind,price,unit,date,source,mark,note
iron,scrap,250,USD/tonne,2017-02,elsewhere,V,
steel,scrap,270,USD/tonne,2017-02,elsewhere,V,
tin,pure,20000,USD/tonne,2017-02,elsewhere,V,
"""
COPPER = """\
month,price,unit,source,mark
2017-02,5940.91,USD/tonne,elsewhere,V
2017-01,5754.56,USD/tonne,elsewhere,V
2015-07,5456.75,USD/tonne,elsewhere,V
2014-07,7113.38,USD/tonne,elsewhere,V
"""
SOURCES = [
    {"id": key, "type": "webpage", "title": "Prices", "custom": {"trust": "V"}} for key in ("elsewhere", "another")
]


SPOKE_FOR_THE_NIGHT = (
    *("aajsy-raqqa-bridges", "dw-37405866", "efe-topix-2017-02-03", "rbss-2109-en", "sana-99460", "syriaobserver-4299"),
)
# What is changed in the case file: the old text, the new one, and the inputs that are then not what they were.
CHANGES = [
    ("value: 6 truck", "value: 7 truck", "trucks"),
    ("quote: {exact: 6 trucks}", "quote: {exact: six trucks}", "trucks.quote"),
    ('prefix: "loaded with "', 'prefix: "loaded by "', "mass.quote"),
    ("hedge: about", "hedge: nearly", "mass.hedge; hedge about; hedge nearly"),
    ("hedge_reason: the cue stands in the text", "hedge_reason: ours", "mass.hedge"),
    ("is_a: count", "is_a: measure", "trucks.is_a"),
    ("{value: 120 tonne, reason: usual there", "{value: 130 tonne, reason: usual there", "mass.metric"),
    ("reason: usual there", "reason: usual everywhere", "mass.metric; mass.metric counts"),
    (", ruled_out: nobody says so", "", "mass.long; mass.long counts"),
    ("exact: etwa 120 Tonnen", "exact: etwa 12 Tonnen", "mass.elsewhere 1"),
    ("    weekday: Thursday\n", "", "sold.weekday"),
    ("{date: 2015-07-02, reason: the outlier", "{date: 2015-07-09, reason: the outlier", "sold.2 July 2015"),
    (
        "facts: [raqqa-bridges-2017-02]",
        "facts: [raqqa-two-bridges]",
        "sold.2 February 2017; sold.2 February 2017 counts; events: raqqa-bridges-2017-02; events: raqqa-two-bridges; "
        + "; ".join(f"source {one}" for one in (*SPOKE_FOR_THE_NIGHT, "bbc-arabic-masrawy-2017-02-03")),
    ),
    (", ruled_out: too early", "", "sold.26 January 2017; sold.26 January 2017 counts"),
    ("set: {discount.low: 0.6 one}", "set: {discount.low: 0.65 one}", "sold.2 July 2015: discount.low"),
    ("autumn: {date: 2015-10-29", "autumn: {date: 2015-10-22", "sold.autumn"),
    ("where: {key: iron}", "where: {key: steel}", "iron"),
    ("library: gold-price, date: 2017-02", "library: gold-price, date: 2017-01", "gold"),
    ("value: 12 percent", "value: 13 percent", "rate"),
    ("value: 12 percent, source: elsewhere", "value: 12 percent, source: another", "rate; source another"),
    ("reason: loads that were seen", "reason: loads", "usual; usual.low; usual.mode"),
    ("    triangular:", "    pert:", "usual"),
    ("mode: 20 tonne/truck", "mode: 22 tonne/truck", "usual.mode"),
    ("value: 40 tonne/truck", "value: 42 tonne/truck", "usual.high"),
    (
        "low: {value: 30 tonne/truck, reason: our judgement}",
        "low: {value: 31 tonne/truck, reason: our judgement}",
        "usual.high.fair.low",
    ),
    ("reason: what one truck carried", "reason: what two trucks carried", "usual.high.fair.high"),
    ("    shape: {sources: [elsewhere], reason: a study of such discounts}\n", "", "discount.shape"),
    ("reason: a study of such discounts", "reason: a survey of such discounts", "discount.shape"),
    (
        "low: {value: 0.7 one, sources: [elsewhere]}",
        "low: {value: 0.7 one, sources: [another]}",
        "discount.low; source another",
    ),
    ("fixed: {value: {evidence: iron}}", "fixed: {value: {value: 250 USD/tonne, reason: ours}}", "price_of_iron"),
    ("value: 0.3 one", "value: 0.4 one", "strength"),
    ("{value: 1 one, weight: 2 one", "{value: 1 one, weight: 3 one", "grades.weight 1"),
    ("{value: 0.8 one, weight", "{value: 0.9 one, weight", "grades.value 2"),
    ("value: 20 one, reason: our judgement", "value: 25 one, reason: our judgement", "shares.concentration"),
    (
        "iron: {mean: {value: 0.9 one, sources: [elsewhere]}}",
        "iron: {mean: {value: 0.9 one, sources: [another]}}",
        "shares.iron.mean; source another",
    ),
    ("expression: mass / trucks", "expression: mass / (trucks + trucks)", "load"),
    ("expression: money / mass, unit: USD/tonne", "expression: money / mass, unit: USD/kg", "price.unit; unit kg"),
    ("between: [usual, discount], rank", "between: [discount, usual], rank", "correlations.tied.between"),
    ("as seen: {reason: seen so}", "as seen: {reason: seen here}", "heaviest.as seen"),
    (
        "{value: 60 tonne/truck, reason: said}",
        "{value: 65 tonne/truck, reason: said}",
        "heaviest.heavier: usual.high",
    ),
    ("set: {usual.high: 35 tonne/truck}", "set: {usual.high: 36 tonne/truck}", "heaviest.lightest: usual.high"),
    ("reason: light, ruled_out: no truck is", "reason: light", "heaviest.lightest; heaviest.lightest: usual.high"),
    ("stated: load, at_most: usual", "stated: load, equals: usual", "fits"),
    ("kind: typical, stated: load", "kind: possible, stated: load", "fits"),
    (", premise: our own question", "", "fetches.premise"),
    (
        "groups:\n      scrap: {where: {kind: scrap}",
        "groups:\n      scrap: {where: {kind: pure}",
        "comparisons.prices.scrap; metals: tin",
    ),
    ("otherwise: 10}", "otherwise: 12}", "losses.publish.otherwise"),
    ("{is: 50 kg, reason", "{is: 60 kg, reason", "units.sack.is; unit sack"),
    ("  - Nobody weighed it.\n", "  - Nobody weighed it.\n  - Nor counted it.\n", "not_known"),
    ('url: "https://example.org/a"', 'url: "https://example.org/b"', "article.url"),
    ("language: en, source: elsewhere", "language: de, source: elsewhere", "article.language"),
]
# Words for a reader: nothing follows from them.
WORDS = [
    ("title: Trucks of scrap", "title: Trucks"),
    ("summary: A summary for readers.", "summary: Another."),
    ("called: the load of a truck", "called: the load"),
    ("meaning: about 120 tonnes", "meaning: some 120 tonnes"),
    ("author: N. N.", "author: M. M."),
    ("note: no date", "note: without a date"),
    ("question: How heavy?", "question: How heavy are they?"),
    ("question: Does it fit?", "question: Can it be?"),
    ("question: On which day?", "question: When?"),
    ("of: one truck", "of: a truck"),
    ("what: a rate", "what: the rate"),
    ("{one: price, many: prices, verb: was}", "{one: price, many: prices, verb: were}"),
]
# Cells of its tables: the table, what stands there, what is put there, and the inputs that are then others.
ROWS = [
    ("metals", "iron,scrap,250", "iron,scrap,251", "iron; metals: iron"),
    (
        "metals",
        "steel,scrap,270,USD/tonne,2017-02,elsewhere",
        "steel,scrap,270,USD/tonne,2017-02,another",
        "metals: steel; source another",
    ),
    (
        "metals",
        "steel,scrap,270,USD/tonne,2017-02,elsewhere,V",
        "steel,scrap,270,USD/tonne,2017-02,elsewhere,D",
        "metals: steel",
    ),
    ("metals", "steel,scrap", "steel,pure", "metals: steel"),
    ("metals", "tin,pure,20000", "tin,pure,20001", ""),
    ("metals", "key,kind", "key,kind", ""),
    ("copper", "2017-02,5940.91", "2017-02,5941.91", "copper"),
    ("copper", "2015-07,5456.75", "2015-07,5457.75", "sold.2 July 2015: copper"),
    ("copper", "2014-07,7113.38", "2014-07,7114.38", ""),
]

# What the list says of its source: the keys, what is put there, and whether that is another record of it.
RECORDS = [
    (("URL",), "https://example.org/prices", True),
    (("title",), "Other prices", True),
    (("issued",), {"date-parts": [[2017, 3]]}, True),
    (("accessed",), {"date-parts": [[2026, 11, 24]]}, True),
    (("custom", "trust"), "S", True),
    (("custom", "weak"), "one unnamed source", True),
    (("custom", "licence"), "CC0", True),
    (("custom", "collector"), "N. N.", True),
    (("custom", "a key of a later version"), "anything", True),
    (("custom", "note"), "seen there", False),
]


def with_record(folder: Path, keys: tuple[str, ...], value: object) -> Path:
    """The folder of a case with something else in the record of its source."""
    sources = json.loads(json.dumps(SOURCES))
    *above, last = keys
    inside = sources[0]
    for key in above:
        inside = inside[key]
    inside[last] = value
    (folder / "evidence" / "sources.json").write_text(json.dumps(sources), encoding="utf-8")
    return folder


def written(folder: Path, text: str = CASE, metals: str = METALS, copper: str = COPPER) -> Path:
    """The folder of the case, with its tables."""
    beside = folder / "evidence"
    beside.mkdir(parents=True, exist_ok=True)
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    (beside / "metals.csv").write_text(metals, encoding="utf-8")
    (beside / "copper.csv").write_text(copper, encoding="utf-8")
    (beside / "sources.json").write_text(json.dumps(SOURCES), encoding="utf-8")
    return folder


def changed(text: str, old: str, new: str) -> str:
    """A text with a place changed that stands in it once."""
    assert text.count(old) == 1, f"`{old}` stands {text.count(old)} times"
    return text.replace(old, new)


def opened(folder: Path) -> Case:
    """The case of a folder."""
    return open_case(str(folder))
