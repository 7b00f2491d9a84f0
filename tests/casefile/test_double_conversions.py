"""Rates that a formula converts by a number, and a unit by itself once more."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refusals import NOT_REFUSED, refusal
from small_cases import case_text, parted, sections, unfiled

CLAIMS = parted(
    "daily=1000.0 USD/day; hourly=100.0 USD/hour; minutely=7.00 person/minute; weekly=50.0 USD/week; "
    "monthly=40.0 USD/month; yearly=480.0 USD/year; lasted=48.0 hour; ages=3.00 year; price=5.00 USD; trucks=7 truck; "
    "villages=12 one; fields=365 one; load=12.0 tonne/truck; rate=1.00 tonne/truck/day"
)
LINE = 19  # that of the formula `given`
SAME = "kind: agrees, stated: yearly, equals: yearly"


def opened(formula, more="", check=SAME):
    """A case with a formula ``given`` (``expression in unit``), and of one check."""
    case = unfiled(case_text(CLAIMS, sections({"given": formula}) + more, asked=check))
    return case.text and case


def refused(formula, more="", check=SAME):
    """What is said of it, without its line, which is that of the formula."""
    message = refusal(opened, formula, more, check)
    assert message == NOT_REFUSED or message.startswith(f"case.yaml:{LINE}: `given`: "), message
    return message.partition("`given`: ")[2]


# The formula, what it converts between, by which numbers, and each with its unit; none where it is the wrong way.
TWICE = [
    ("daily * 365 in USD/year", "days and years", "365", "365 day/year"),
    ("365 * daily in USD/year", "days and years", "365", "365 day/year"),
    ("daily * 365.25 in USD/year", "days and years", "365.25", "365.25 day/year"),
    ("daily * 366 in USD/year", "days and years", "366", "366 day/year"),
    ("daily * 360 in USD/year", "days and years", "360", "360 day/year"),
    ("daily * 28 in USD/month", "days and months", "28", "28 day/month"),
    ("daily * 30 in USD/month", "days and months", "30", "30 day/month"),
    ("daily * 30.4 in USD/month", "days and months", "30.4", "30.4 day/month"),
    ("daily * 30.5 in USD/month", "days and months", "30.5", "30.5 day/month"),
    ("daily * 31 in USD/month", "days and months", "31", "31 day/month"),
    ("daily * 7 in USD/week", "days and weeks", "7", "7 day/week"),
    ("weekly * 52 in USD/year", "weeks and years", "52", "52 week/year"),
    ("weekly * 52.18 in USD/year", "weeks and years", "52.18", "52.18 week/year"),
    ("weekly * 4 in USD/month", "weeks and months", "4", "4 week/month"),
    ("weekly * 4.33 in USD/month", "weeks and months", "4.33", "4.33 week/month"),
    ("monthly * 12 in USD/year", "months and years", "12", "12 month/year"),
    ("hourly * 24 in USD/day", "hours and days", "24", "24 hour/day"),
    ("hourly * 168 in USD/week", "hours and weeks", "168", "168 hour/week"),
    ("hourly * 8760 in USD/year", "hours and years", "8760", "8760 hour/year"),
    ("hourly * 24 * 365 in USD/year", "hours and years", "24|365", "24 hour/day|365 day/year"),
    ("hourly * 24 * 30 in USD/month", "hours and months", "24|30", "24 hour/day|30 day/month"),
    ("minutely * 60 in person/hour", "minutes and hours", "60", "60 minute/hour"),
    ("minutely * 1440 in person/day", "minutes and days", "1440", "1440 minute/day"),
    ("minutely * 60 * 24 in person/day", "minutes and days", "60|24", "60 minute/hour|24 hour/day"),
    ("minutely / 60 * 3600 in person/hour", "minutes and hours", "60|3600", None),
    # a step of the conversion
    ("hourly * 24 in USD/year", "hours and years", "24", "24 hour/day"),
    ("daily * 30 in USD/year", "days and years", "30", "30 day/month"),
    ("daily * 30 * 12 in USD/year", "days and years", "30|12", "30 day/month|12 month/year"),
    # the other way
    ("yearly / 12 in USD/month", "months and years", "12", "12 month/year"),
    ("yearly / 365 in USD/day", "days and years", "365", "365 day/year"),
    ("yearly / 52 in USD/week", "weeks and years", "52", "52 week/year"),
    ("monthly / 30 in USD/day", "days and months", "30", "30 day/month"),
    ("yearly / 365 / 24 in USD/hour", "hours and years", "365|24", "365 day/year|24 hour/day"),
    ("daily / 365 in USD/year", "days and years", "365", None),
    # what is no rate
    ("lasted / 24 in day", "hours and days", "24", "24 hour/day"),
    ("lasted * 60 in minute", "minutes and hours", "60", "60 minute/hour"),
    ("ages * 365 in day", "days and years", "365", "365 day/year"),
    ("ages * 12 in month", "months and years", "12", "12 month/year"),
    # within more than a product
    ("(daily + 1 USD/day) * 365 in USD/year", "days and years", "365", "365 day/year"),
    ("daily * 365 + yearly in USD/year", "days and years", "365", "365 day/year"),
    ("monthly * 12 + yearly in USD/month", "months and years", "12", "12 month/year"),
    ("yearly - monthly * 12 in USD/year", "months and years", "12", "12 month/year"),
    ("max(daily * 365, yearly) in USD/year", "days and years", "365", "365 day/year"),
    ("daily * 365 / yearly in percent", "days and years", "365", "365 day/year"),
    ("yearly / monthly / 12 in percent", "months and years", "12", "12 month/year"),
    ("sqrt(daily * daily) * 365 in USD/year", "days and years", "365", "365 day/year"),
    ("-daily * 365 in USD/year", "days and years", "365", "365 day/year"),
    ("load * rate * trucks / load * 365 in tonne/year", "days and years", "365", "365 day/year"),
]


@pytest.mark.parametrize(("formula", "between", "numbers", "given"), TWICE)
def test_a_rate_that_is_converted_twice_is_refused_with_both_remedies(formula, between, numbers, given):
    numbers = numbers.split("|")
    listed = " and ".join(f"`{number}`" for number in numbers)
    expression = formula.rpartition(" in ")[0]
    message = f"`{expression}` converts between {between} twice, by {listed} and by its unit; leave {listed} out"
    if given is not None:
        units = " and ".join(f"`{one}`" for one in given.split("|"))
        message += f", or write {'it with its unit' if len(numbers) == 1 else 'them with their units'}: {units}"
    others = " and ".join(f"`{number} one`" for number in numbers)
    assert refused(formula) == f"{message}; what counts something else is written {others}"


RIGHT_WAY = [(formula, numbers, given) for formula, _, numbers, given in TWICE if given]


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        # What the numbers come to as they are written, each multiplied by hand.
        ("daily * 365 day/year in USD/year", 365_000),
        ("daily * 30 day/month in USD/month", 30_000),
        ("daily * 7 day/week in USD/week", 7_000),
        ("weekly * 52 week/year in USD/year", 2_600),
        ("monthly * 12 month/year in USD/year", 480),
        ("hourly * 24 hour/day * 365 day/year in USD/year", 876_000),
        ("hourly * 8760 hour/year in USD/year", 876_000),
        ("minutely * 60 minute/hour in person/hour", 420),
        ("yearly / 12 month/year in USD/month", 40),
        ("yearly / 365 day/year in USD/day", 480 / 365),
        ("monthly / 30 day/month in USD/day", 40 / 30),
        ("lasted / 24 hour/day in day", 2),
        ("ages * 365 day/year in day", 1_095),
        ("daily * 365 day/year + yearly in USD/year", 365_480),
        ("monthly * 12 month/year + yearly in USD/month", 80),
        ("daily * 365 day/year / yearly in percent", 100 * 365_000 / 480),
        ("yearly / monthly / 12 month/year in percent", 100),
    ],
)
def test_with_its_unit_the_number_is_the_only_conversion(formula, value):
    assert opened(formula)["given"].side.as_written == pytest.approx((value, value), rel=1e-5)


@pytest.mark.parametrize(("formula", "numbers", "given"), RIGHT_WAY)
def test_the_remedies_that_are_named_are_let_pass(formula, numbers, given):
    spot = lambda number: rf"(?<![\d.]){re.escape(number)}(?![\d.])"  # noqa: E731
    for written in (given.split("|"), [f"{number} one" for number in numbers.split("|")], ["1"] * 2):
        mended = formula
        for number, unit in zip(numbers.split("|"), written, strict=False):
            mended = re.sub(spot(number), unit, mended, count=1)
        assert opened(mended), mended


INNOCENT = [
    "price * 12 in USD",
    "12 * price in USD",
    "daily * 12 in USD/day",  # of twelve places
    "daily * 365 in USD/day",  # and nothing converts it further
    "yearly * 12 in USD/year",
    "daily * 30 percent in USD/year",
    "daily * 7 truck / 7 truck in USD/year",
    "daily * trucks / trucks in USD/month",
    "trucks * load * 12 in tonne",
    "daily in USD/year",
    "daily * 5 in USD/year",
    "daily * 60 in USD/year",  # no step from days to years
    "hourly * 2 * 3 in USD/day",
    "daily * 100 in USD/month",
    "monthly * 13 in USD/year",
    "daily * 365 day/year in USD/year",
    "monthly * villages in USD/month",
    "daily * villages in USD/year",  # twelve is a step, and a quantity may well count something else
    "daily * 365 * 0 in USD/day",
    "(monthly - monthly / 12) / monthly in percent",
    "daily * exp(12 / 365) in USD/year",
]


@pytest.mark.parametrize("formula", INNOCENT)
def test_numbers_that_convert_nothing_are_let_pass(formula):
    assert opened(formula)["given"].side.unit == formula.rpartition(" in ")[2]


REMEDY = "leave `365` out, or write it with its unit: `365 day/year`; what counts something else is written `365 one`"


@pytest.mark.parametrize(
    ("more", "check", "by"),
    [
        ("", "kind: agrees, stated: yearly, equals: given", "the check `asked`"),
        ("", "kind: agrees, stated: given, equals: yearly", "the check `asked`"),
        ("", "kind: possible, stated: yearly, at_most: given", "the check `asked`"),
        ("\n  later: {expression: given, unit: USD/year}", SAME, "the unit of `later`"),
        ("\n  later: {expression: given + price / 1 day, unit: USD/year, reason: r}", SAME, "the unit of `later`"),
        ("\n  later: {expression: given / yearly, unit: percent}", SAME, "the unit of `later`"),
        (
            "\n  middle: {expression: given / 2 one, unit: USD/day, reason: r}"
            "\n  later: {expression: middle, unit: USD/year}",
            SAME,
            "the unit of `later`",
        ),
    ],
)
def test_what_a_later_formula_or_a_check_converts_is_refused_where_the_number_stands(more, check, by):
    message = refused("daily * 365 in USD/day", more, check)
    assert message == f"`daily * 365` converts between days and years twice, by `365` and by {by}; {REMEDY}"
    assert opened("daily * 365 one in USD/day", more, check)
    assert opened("daily * 365 day/year in USD/year", more, check)


@pytest.mark.parametrize(
    "check", ["kind: agrees, stated: daily, equals: given", "kind: agrees, stated: hourly, equals: given"]
)
def test_a_check_that_converts_something_else_says_nothing(check):
    assert opened("daily * 365 in USD/day", check=check)


def test_a_quantity_that_is_the_whole_conversion_is_named():
    found = "`daily * fields` converts between days and years twice, by `fields` and by its unit"
    remedy = "leave `fields` out, or write it with its unit: `365 day/year`"
    other = "if it counts something else, multiply in one formula and convert in another"
    assert refused("daily * fields in USD/year") == f"{found}; {remedy}; {other}"
    assert opened("daily * fields in USD/day", "\n  later: {expression: given, unit: USD/day}")


def test_the_way_round_for_a_quantity_that_counts_something_else_is_open():
    """Twelve villages and a rate by the month: multiplied in one formula, converted in another."""
    said = refused("monthly * villages in USD/year")
    assert said.startswith("`monthly * villages` converts between months and years twice, by `villages`")
    assert opened("monthly * villages in USD/month", "\n  later: {expression: given, unit: USD/year}")


@pytest.mark.parametrize("expression", ["daily * 365", "365 * daily", "daily * 366"])
def test_an_option_that_sets_such_a_formula_is_refused_at_its_own_line(expression):
    options = f"""
alternatives:
  way: {{question: q, options: {{as: {{reason: r}}, by_hand: {{reason: r, set: {{given: {expression}}}}}}}}}"""
    message = refusal(opened, "daily in USD/year", options)
    assert message.startswith(f"case.yaml:{LINE + 2}: `given`: `{expression}` converts between days and years twice")


def test_a_formula_set_for_a_run_is_refused_too():
    message = refusal(lambda: opened("daily in USD/year").with_(given="daily * 365").text)
    assert "`given`: `daily * 365` converts between days and years twice" in message


def test_a_reading_that_multiplies_is_refused_at_its_claim():
    reading = (
        "  read: {quote: {exact: y}, readings: {a: {value: 9 USD/year, reason: r, preferred: true}, "
        "b: {value: 1 USD/day, times: fields, reason: r}}}\n"
    )
    message = refusal(lambda: unfiled(case_text(CLAIMS, reading, asked=SAME)).text)
    assert message.startswith(f"case.yaml:{LINE - 1}: `read`: `read.b * fields` converts between days and years twice")


def test_all_of_them_are_told_at_once_beside_what_else_is_wrong():
    formulas = {"one_": "daily * 365 in USD/year", "two": "hourly * 24 in USD/day", "three": "daly in USD/day"}
    message = refusal(lambda: unfiled(case_text(CLAIMS, sections(formulas), asked=SAME)).text)
    assert [line.split("`")[1] for line in message.splitlines()] == ["one_", "two", "three"]


def test_a_long_chain_and_a_circle_are_told_as_ever():
    chain = {"f0": "daily in USD/year", **{f"f{at}": f"f{at - 1} in USD/year" for at in range(1, 250)}}
    long = refusal(lambda: unfiled(case_text(CLAIMS, sections(chain), asked=SAME)).text)
    assert "stands on a chain of" in long
    circle = {"a": "b * 365 in USD/year", "b": "a in USD/day"}
    assert "go in a circle" in refusal(lambda: unfiled(case_text(CLAIMS, sections(circle), asked=SAME)).text)


@given(
    number=st.one_of(st.integers(2, 10_000), st.floats(1.5, 10_000).map(lambda value: round(value, 2))),
    name=st.sampled_from(["daily", "hourly", "weekly", "monthly", "yearly"]),
)
@settings(max_examples=60)
def test_where_nothing_converts_no_number_is_refused(number, name):
    unit = CLAIMS[name].split()[1]
    assert opened(f"{name} * {number} in {unit}")
    assert opened(f"{name} / {number} in {unit}")
