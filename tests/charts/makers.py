"""How each kind of chart is asked for, as the notebooks do, and small cases for specification curves."""

from weighbridge import charts

LOADS = charts.Dots(
    "payloads",
    {
        "mean": "mean of several trucks",
        "single": "one truck",
        "maximum": "heaviest of several",
        "rating": "maker's rating",
        "range": "range given",
    },
    value="payload",
    detail=("place", "date", "trucks"),
    hollow=("basis", "announced"),
)
LIMITS = charts.Dots(
    "truck-limits",
    "limit of the load",
    label="limits of the load, {place}",
    detail=("date",),
    where={"quantity": "payload"},
)
METALS = charts.Lines(
    "metal-prices", {"copper": "copper", "aluminium": "aluminium", "iron_ore": "iron ore (not scrap)"}, thing="metal"
)
SCRAP = charts.Points(
    "scrap-prices",
    {
        "port": "scrap, at a port",
        "yard": "scrap, at a yard",
        "spot": "scrap, on the spot",
        "consumer": "scrap, at a works",
        "import": "scrap, value at the customs",
        "export": "scrap, value at the customs",
    },
    of="prices of scrap",
    thing="material",
    beside={"copper_scrap": "copper", "aluminium_scrap": "aluminium"},
)
MARKETS = (("market", "yard"), ("market", "on the spot"))


def documented_loads(case):
    return charts.dot_plot(case, "load", LOADS, LIMITS, title="What trucks carry", name="documented loads")


def metal_prices(case):
    iron = ("iron", "iron_ore", "iron_scrap")
    return charts.price_history(case, "price", METALS, SCRAP, iron, title="What metal costs", name="metal prices")


# Each kind of chart, of the case raqqa-2017.
MAKERS = {
    "documented-loads": documented_loads,
    "metal-prices": metal_prices,
    "some-mix": lambda case: charts.ternary_plot(case, "some_mix", MARKETS),
    "usual-load": lambda case: charts.tail(case, "usual_load"),
    "usual-price": lambda case: charts.tail(case, "usual_price"),
    "usual-load-specifications": lambda case: charts.specification_curve(case, "usual_load"),
    "usual-price-specifications": lambda case: charts.specification_curve(case, "usual_price"),
}
# Specification curves alone: checks of every kind and with every kind of end.
CHECKS = {
    "some_mix": ("raqqa-2017", "some_mix"),
    "can_carry": ("raqqa-2017", "can_carry"),
    "cannot tell": ("raqqa-2017", "enough_metal"),
    "the_oil": ("ihs-2016", "the_oil"),
    "millions": ("azernews-trucks", "the_year"),
    "a range": ("oil-2015", "usual_price"),
    "far away": ("oil-2015", "as_published"),
}
HEAD = 'title: A small case\narticle: {title: An article, url: "https://example.org/article", language: en}\n'
ABOUT = "claims:\n  heap: {quote: {exact: x}, value: 34 tonne, hedge: about}\n"
COUNTED = "claims:\n  part: {quote: {exact: x}, value: 34 percent}\n  things: {quote: {exact: x}, value: 27 person}\n"
SPREAD = "assumptions:\n  spread: {{of: it, reason: a test, uniform: {{low: {} tonne, high: {} tonne}}}}\n"
LOWER = """\
alternatives:
  how:
    question: How low?
    options:
      as it is: {reason: a test}
      lower: {reason: a test, sources: [aranews-isis-oil-2014], set: {spread.low: 1 tonne}}
      below zero, and with a name that is longer than any line:
        {reason: a test, sources: [aranews-isis-oil-2014], set: {spread.low: -1 tonne}}
"""
CHECK = "checks:\n  asked: {{question: Is it so?, kind: {}, stated: {}, {}}}\n"
SMALL = {
    "nothing to choose": ABOUT
    + "evidence:\n  found: {value: 40 tonne, source: aranews-isis-oil-2014, date: 2014}\n"
    + SPREAD.format(20, 60).replace("uniform:", "shape: {sources: [aranews-isis-oil-2014]}, uniform:")
    + CHECK.format("typical", "found", "equals: spread"),
    "never": ABOUT + SPREAD.format(-20, -6) + CHECK.format("possible", "heap", "at_most: spread"),
    "at least": ABOUT + SPREAD.format(20, 60) + LOWER + CHECK.format("possible", "heap", "at_least: spread"),
    "a gap": COUNTED + CHECK.format("agrees", "part", "counted_in: things"),
    # A reading is a choice of the name of its claim, and names of claims are anybody's.
    "two readings": """\
claims:
  stated:
    quote: {exact: x}
    readings:
      metric: {value: 2500 tonne, preferred: true, reason: a test}
      short: {value: 2500 short_ton, reason: a test}
"""
    + SPREAD.format(2000, 3000)
    + CHECK.format("typical", "stated", "equals: spread"),
}
CURVES = {"usual_load": "usual-load-specifications", "usual_price": "usual-price-specifications"}
