"""The charts of the case raqqa-2017, and small cases for specification curves."""

from weighbridge import charts

MARKETS = (("market", "yard"), ("money", "proceeds"))


def every_chart(case):
    """Each chart of a case by its name without that of the case; the triangle with two changes beside it."""
    made = [*charts.all_of(case), *charts.for_review(case)]
    named = {chart.name.removeprefix(f"{case.name}-"): chart for chart in made}
    return named | {"some-mix": charts.ternary_plot(case, "some_mix", MARKETS)}


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
