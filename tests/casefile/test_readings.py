"""Readings of a claim that set other things: what the words mean says with what a number is compared."""

# ruff: noqa: E501 (a row of a table stands on one line)

import pytest

from faulty_case import edited, told
from weighbridge import CaseError

# A price that is either what the goods were worth or what was paid for them, at a discount.
PAID = """\
title: Worth or paid
article: {title: A, url: "https://example.org", language: en}
claims:
  price:
    quote: {exact: 300 dollars a tonne}
    readings:
      worth: {value: 300 USD/tonne, preferred: true, reason: so it is said elsewhere}
      paid: {value: 300 USD/tonne, reason: the headline speaks of a sale, sources: [scrapregister-41508], set: {level: {uniform: {low: 20 percent, high: 50 percent}}}}
      each: {value: 300 USD/truck, times: rate, reason: a slip, ruled_out: nobody says so, set: {level.value: 90 percent}}
  rate: {quote: {exact: a truck to the tonne}, value: 1 truck/tonne}
evidence:
  market: {value: 400 USD/tonne, source: scrapregister-41508, date: 2017-02}
assumptions:
  level: {of: what is paid of the market's price, fixed: {value: {value: 1 one, reason: no discount}}}
formulas:
  fetched: {expression: level * market, unit: USD/tonne, of: what it fetches}
checks:
  fits: {question: Does it fetch that?, kind: possible, stated: price, at_most: fetched}
"""


def bounds(case, **choices):
    return case.under(**choices)["fetched"].side.bounds


def test_what_a_reading_sets_holds_under_it_alone(make_case):
    case = make_case(PAID)
    assert case["fetched"].side.bounds == (400, 400)
    assert bounds(case, price="paid") == pytest.approx((80, 200))
    assert bounds(case, price="each") == pytest.approx((360, 360))


def test_a_check_is_weighed_under_the_reading_with_all_that_it_sets(make_case):
    check = make_case(PAID).verify()["fits"]
    typical = [one for one in check.combinations if one.choices["hedge width"] == "typical"]
    outcomes = {one.choices["price"]: str(one.outcome) for one in typical}
    assert outcomes == {"worth": "holds", "paid": "fails"}  # the third is ruled out
    assert check.turned_by == ["price"]


def test_a_reading_that_is_taken_brings_what_it_sets_and_is_decided(make_case):
    taken = make_case(PAID).with_(price="paid")
    assert taken["fetched"].side.bounds == pytest.approx((80, 200))
    assert "price" not in taken.model.choices
    assert taken.numbers["price"] == 300
    (found,) = [figure for figure in taken.model.nodes["price"][None].figures if figure.label == "stated"]
    assert (found.sources, found.reason) == (("scrapregister-41508",), "the headline speaks of a sale")
    assert str(taken.verify()["fits"].findings[0].outcome) == "fails"


def test_one_that_was_ruled_out_counts_when_it_is_taken(make_case):
    assert make_case(PAID).with_(price="each")["fetched"].side.bounds == pytest.approx((360, 360))


def test_what_is_set_later_is_what_holds(make_case):
    case = make_case(PAID)
    assert case.with_({"price": "paid", "level": "30 percent"})["fetched"].side.bounds == pytest.approx((120, 120))
    assert case.with_({"level": "30 percent", "price": "paid"})["fetched"].side.bounds == pytest.approx((80, 200))


def test_a_reading_of_which_a_parameter_is_gone_keeps_its_number(make_case):
    changed = make_case(PAID).with_(level={"uniform": {"low": "10 percent", "high": "60 percent"}})
    assert bounds(changed, price="each") == pytest.approx((40, 240))  # what it set was a parameter of what is no more
    assert bounds(changed, price="paid") == pytest.approx((80, 200))


def test_the_reading_as_written_does_not_become_a_setting_one(make_case):
    case = make_case(PAID).with_(price="worth")
    assert case.model.choices["price"].options == ("worth", "paid", "each")
    assert case["fetched"].side.bounds == (400, 400)


SUPPORT = [
    ("a source of its own", ", sources: [scrapregister-41508], set: {level.value: 50 percent}", True),
    ("a source of what it sets", ", set: {level: {fixed: {value: {value: 50 percent, sources: [scrapregister-41508]}}}}", True),
    ("other evidence", ", set: {market: {value: 200 USD/tonne, source: scrapregister-41508, date: 2017-02}}", True),
    ("another quantity of the case", ", set: {fetched: market}", True),
    ("a reason alone", ", set: {level.value: 50 percent}", False),
    ("a distribution of our own", ", set: {level: {uniform: {low: 20 percent, high: 50 percent}}}", False),
    ("nothing is set", "", True),
]  # fmt: skip


@pytest.mark.parametrize(("given", "counts"), [row[1:] for row in SUPPORT], ids=[row[0] for row in SUPPORT])
def test_a_reading_that_sets_what_nobody_supports_is_shown_and_does_not_count(make_case, given, counts):
    """As with options: else a verdict could be had by reading more into the words."""
    old = ", sources: [scrapregister-41508], set: {level: {uniform: {low: 20 percent, high: 50 percent}}}"
    assert PAID.count(old) == 1
    case = make_case(PAID.replace(old, given))
    choice = case.model.choices["price"]
    assert ("paid" in choice.counting) is counts
    assert "paid" in choice.options
    assert choice.ruled_out["each"] == "nobody says so"
    shown = {one.choices["price"] for one in case.verify()["fits"].findings}
    assert "paid" in shown


READINGS = """readings:
      one: {value: 120 tonne, reason: r, preferred: true}
      other: {value: 120 tonne, reason: r, sources: [cites-it], set: {usual.high: 70 tonne/truck}}"""
ALTERNATIVE = ("usual.mode: 15 tonne/truck", "worth: mix.iron * limit")  # one that sets something else
LINE = 8  # of the reading that sets something

FAULTS = [
    ("unknown quantity", [("usual.high", "usul.high")], LINE, "the case has no quantity and no alternative `usul`; did you mean `usual`?"),
    ("unknown parameter", [("usual.high", "usual.hi")], LINE, "`usual.triangular`: `triangular` has no parameter `hi`; did you mean `high`?"),
    ("a ton", [("70 tonne/truck", "70 ton/truck")], LINE, "`usual.triangular`: a bare `ton` has three meanings; write `tonne` (1000 kg), `short_ton` (2000 lb) or `long_ton` (2240 lb)"),
    ("no value", [("usual.high: 70 tonne/truck", "usual.high: ''")], LINE, "nothing is given for `usual.high`; write a value behind it"),
    ("a name within a formula", [("usual.high: 70 tonne/truck", "load: mass / truks")], LINE, "`load`: unknown name `truks` in `mass / truks`; did you mean `trucks`?"),
    ("an unknown source of the reading", [("sources: [cites-it], set", "sources: [cite-it], set")], LINE, "`mass.readings`: unknown source `cite-it`; did you mean `cites-it`?"),
    ("its own claim", [("usual.high: 70 tonne/truck", "mass: 130 tonne")], LINE, "`mass`: the reading `other` sets the claim that it is a reading of; write its number under `value`"),
    ("another reading as well", [("usual.high: 70 tonne/truck", "mass.hedge: about")], LINE, "`mass`: the reading `other` sets the claim that it is a reading of; write its number under `value`"),
    ("no mapping", [("set: {usual.high: 70 tonne/truck}", "set: 70 tonne/truck")], LINE, "`set` is `70 tonne/truck` in `mass.readings.other`, expected a mapping; write `set: {NAME: VALUE}`"),
    ("the preferred one sets", [("value: 120 tonne, reason: r, preferred", "value: 120 tonne, reason: r, set: {usual.high: 65 tonne/truck}, preferred")], 4, "the preferred reading `one` is the case as written: it sets nothing in `mass`"),
    ("what an alternative sets", [("set: {usual.high: 70", "set: {usual.mode: 30")], 40, "`usual`: the choices `mass` and `limits` both change it; join them into one alternative"),
]  # fmt: skip


def test_what_is_wrong_with_what_a_reading_sets_is_one_message_with_its_line(folder):
    sound = [("    value: 120 tonne\n", f"    {READINGS}\n"), ALTERNATIVE]
    found, expected = {}, {}
    for name, edits, line, message in FAULTS:
        base = sound if name != "what an alternative sets" else sound[:1]
        found[name] = told(folder, edited(*base, *edits))
        expected[name] = [f"case.yaml:{line}: {message}"]
    assert found == expected


def test_a_reading_of_a_broken_claim_brings_no_messages_after_it(folder):
    broken = READINGS.replace("one: {value: 120 tonne", "one: {value: 120 tonn")
    (line,) = told(folder, edited(("    value: 120 tonne\n", f"    {broken}\n"), ALTERNATIVE))
    assert line == "case.yaml:7: `mass.readings`: unknown unit `tonn`; did you mean `tonne`?"


def test_two_readings_may_not_be_preferred(make_case):
    with pytest.raises(CaseError, match="exactly one reading is `preferred: true`, found 2"):
        make_case(PAID.replace("paid: {value: 300 USD/tonne,", "paid: {value: 300 USD/tonne, preferred: true,"))


OPTIONS = """alternatives:
  discount:
    question: What was taken off?
    options:
      none: {reason: the price of a willing seller}
      half: {reason: half, sources: [scrapregister-41508], set: {level.value: 50 percent}}
      law: {reason: by the law, sources: [scrapregister-41508], ruled_out: the law was broken every day, set: {level.value: 10 percent}}
checks:
"""  # fmt: skip
PLAIN = PAID.replace(PAID[PAID.index("    readings:") : PAID.index("  rate:")], "    value: 300 USD/tonne\n")


def test_an_option_that_something_contradicts_is_shown_and_does_not_count(make_case):
    check = make_case(PLAIN.replace("checks:\n", OPTIONS)).verify()["fits"]
    assert {one.choices["discount"] for one in check.combinations} == {"none", "half"}
    shown = {one.choices["discount"]: one.ruled_out for one in check.findings}
    assert shown == {"none": None, "half": None, "law": "the law was broken every day"}


def test_the_case_as_written_is_not_ruled_out(make_case):
    text = PLAIN.replace("checks:\n", OPTIONS).replace("a willing seller}", "a willing seller, ruled_out: why}")
    with pytest.raises(CaseError, match="the option `none` is the case as written, and is ruled out in `discount`"):
        make_case(text)
