"""Months and years that meet days: by their length, which is a range, or exact where a claim is dated."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refusals import refusal
from small_cases import case_text, parted, sections, unfiled
from weighbridge import open_case
from weighbridge.checks.run import Weighing
from weighbridge.graph.nodes import NodeKind
from weighbridge.graph.sampling import Settings
from weighbridge.text.calendar import CalendarUnit, Period, lengths
from weighbridge.text.units import factor, parse_unit

HOLDS, ROUNDING, FAILS = "holds", "holds only through rounding", "fails"
AGREE = "kind: agrees, stated: {}, equals: {}"
GIVEN = AGREE.format("stated", "given")
QUICK = Settings(points=16, digits=None)


def weighed(claims, formulas=None, assumptions=None, more="", check=GIVEN):
    """A case of claims (``name=value; name=value``), formulas and assumptions, and of one check, ``asked``."""
    return unfiled(case_text(parted(claims), sections(formulas, assumptions) + more, asked=check), QUICK)


def found(*arguments, **more):
    """The finding of such a case as it is written."""
    return weighed(*arguments, **more).verify()["asked"].reference


def outcome(*arguments, **more):
    """The outcome of such a case alone, for the laws."""
    case = weighed(*arguments, **more)
    return Weighing(case.model, case.draws, case.model.checks["asked"], case.model.reference).outcome


def added(case):
    """The lengths that a case was given, with the days that each may have."""
    nodes = {name: variants[None] for name, variants in case.model.nodes.items()}
    return {name: node.written for name, node in nodes.items() if node.kind is NodeKind.DEFINITION}


# the stated claim, the other one, the outcome, and the days for which it holds
UNDATED = [
    ("588000 USD/month", "21000 USD/day", HOLDS, (28.0, 28.0)),
    ("640000 USD/month", "21000 USD/day", HOLDS, (30.5, 30.5)),
    ("651000 USD/month", "21000 USD/day", HOLDS, (31.0, 31.0)),
    ("587000 USD/month", "21000 USD/day", ROUNDING, (28.0, 28.7)),
    ("710000 USD/month", "21000 USD/day", FAILS, None),
    ("560000 USD/month", "21000 USD/day", FAILS, None),
    ("12.000 tonne/week", "52.00 tonne/month", HOLDS, (30.3, 30.3)),
    ("40.000 barrel/hour", "28800 barrel/month", HOLDS, (30.0, 30.0)),
    ("1.0000 person/minute", "44640 person/month", HOLDS, (31.0, 31.0)),
    ("7665000 USD/year", "21000 USD/day", HOLDS, (365.0, 365.0)),
    ("7686000 USD/year", "21000.0 USD/day", HOLDS, (366.0, 366.0)),
    ("8000000.0 USD/year", "21000.0 USD/day", FAILS, None),
    ("8784 truck/year", "1.000 truck/hour", HOLDS, (365.8, 366.0)),
    ("30.00 day", "1.00 month", HOLDS, (29.9, 30.2)),
    ("32.0 day", "1.00 month", FAILS, None),
    ("1.0000 year", "52.00 week", FAILS, None),
    ("1.0000 year", "365.0 day", HOLDS, (365.0, 365.1)),
]


@pytest.mark.parametrize(("stated", "given_", "expected", "needed"), UNDATED)
def test_a_month_that_is_not_dated_may_have_any_length_and_the_finding_says_which(stated, given_, expected, needed):
    result = found(f"stated={stated}; given={given_}")
    assert result.outcome == expected
    (one,) = result.days_needed
    assert (one.needed, one.during) == (needed, None)


@pytest.mark.parametrize(("stated", "given_", "expected", "needed"), UNDATED)
def test_it_does_not_matter_which_of_the_two_is_the_stated_one(stated, given_, expected, needed):
    turned = found(f"stated={given_}; given={stated}")
    assert (turned.outcome == FAILS) == (expected == FAILS)
    assert (turned.days_needed[0].needed is None) == (needed is None)


EXACT = [
    ("40 million USD/month", "480 million USD/year"),
    ("120000 truck/month", "1440000 truck/year"),
    ("7000 USD/week", "1000 USD/day"),
    ("24 barrel/day", "1 barrel/hour"),
    ("3600 person/hour", "1 person/second"),
    ("18 month", "1.5 year"),
    ("40 million USD/month, during: 2015-02", "480 million USD/year, during: 2015"),
]


@pytest.mark.parametrize(("stated", "given_"), EXACT)
def test_twelve_months_are_a_year_and_seven_days_a_week_exactly(stated, given_):
    case = weighed(f"stated={stated}; given={given_}")
    result = case.verify()["asked"].reference
    assert result.outcome == HOLDS
    sides = ((side.as_written[0], factor(parse_unit(side.unit))) for side in (result.stated, result.computed))
    assert math.isclose(*(value * scale for value, scale in sides), rel_tol=1e-12)
    assert (added(case), result.days_needed) == ({}, [])
    assert case.model.checks["asked"].computed == "given"


@pytest.mark.parametrize(
    ("stated", "given_", "expected", "length"),
    [
        ("588000 USD/month, during: 2015-02", "21000 USD/day", HOLDS, ("month.length_2015_02", 28)),
        ("609000 USD/month, during: 2016-02", "21000 USD/day", HOLDS, ("month.length_2016_02", 29)),
        ("588000.0 USD/month, during: 2016-02", "21000.0 USD/day", FAILS, ("month.length_2016_02", 29)),
        ("651000.0 USD/month, during: 2015-02", "21000.0 USD/day", FAILS, ("month.length_2015_02", 28)),
        ("630000 USD/month", "21000 USD/day, during: 2014-06", HOLDS, ("month.length_2014_06", 30)),
        ("630000 USD/month, during: 2014-06", "21000 USD/day, during: 2014-06", HOLDS, ("month.length_2014_06", 30)),
        # Where both are dated, the month is that of the number in months.
        ("588000 USD/month, during: 2015-02", "21000 USD/day, during: 2015-03", HOLDS, ("month.length_2015_02", 28)),
        ("7665000 USD/year, during: 2015", "21000.0 USD/day", HOLDS, ("year.length_2015", 365)),
        ("7665000 USD/year, during: 2016", "21000.0 USD/day", FAILS, ("year.length_2016", 366)),
        ("7686000 USD/year, during: 2016-02", "21000.0 USD/day", HOLDS, ("year.length_2016", 366)),
        ("28 day, during: 2015-02", "1 month", HOLDS, ("month.length_2015_02", 28)),
    ],
)
def test_a_dated_month_or_year_is_exact(stated, given_, expected, length):
    case = weighed(f"stated={stated}; given={given_}")
    assert case.verify()["asked"].reference.outcome == expected
    assert added(case) == {length[0]: (length[1], length[1])}


@pytest.mark.parametrize(
    ("during", "ends", "fewest"), [("2015", (28, 31), HOLDS), ("2016", (29, 31), FAILS), ("2100", (28, 31), HOLDS)]
)
def test_a_month_of_a_dated_year_is_one_of_its_twelve(during, ends, fewest):
    case = weighed(f"stated=588000.0 USD/month, during: {during}; given=21000.0 USD/day")
    assert added(case) == {f"month.length_{during}": ends}
    assert case.verify()["asked"].reference.outcome == fewest


@pytest.mark.parametrize(
    ("one", "other", "length"),
    [
        ("2015-02", "2015-02", "month.length_2015_02"),
        ("2015-02", "2015-03", "month.length_2015"),
        ("2015-02", "2015", "month.length_2015"),
        ("2015-02", "2016-02", "month.length"),
    ],
)
def test_a_formula_of_several_dates_takes_what_they_have_in_common(one, other, length):
    claims = f"stated=1200000 USD/month; a=21000 USD/day, during: {one}; b=21000 USD/day, during: {other}"
    assert list(added(weighed(claims, {"given": "a + b in USD/month"}))) == [length]


# Ways to write one question: the claim itself, or a formula by the month, by the day, of a formula.
WAYS = [
    ({}, "monthly", "daily"),
    ({"by_month": "daily in USD/month"}, "monthly", "by_month"),
    ({"by_day": "daily in USD/day"}, "monthly", "by_day"),
    ({"by_day": "daily in USD/day", "by_month": "by_day in USD/month"}, "monthly", "by_month"),
    ({"by_hour": "daily in USD/hour"}, "monthly", "by_hour"),
]
TURNED = [
    ({}, "daily", "monthly"),
    ({"by_day": "monthly in USD/day"}, "daily", "by_day"),
    ({"by_month": "monthly in USD/month"}, "daily", "by_month"),
]


@given(
    days=st.floats(26, 33).map(lambda value: round(value, 2)),
    daily=st.integers(10_001, 99_999),
    during=st.sampled_from(["", ", during: 2015-02", ", during: 2016"]),
)
@settings(max_examples=25)
def test_the_outcome_does_not_depend_on_whether_a_check_is_written_by_the_month_or_by_the_day(days, daily, during):
    claims = f"monthly={daily * days:.2f} USD/month{during}; daily={daily}.000 USD/day"
    ways, turned = (
        [outcome(claims, formulas, check=AGREE.format(*sides)) for formulas, *sides in some] for some in (WAYS, TURNED)
    )
    assert len(set(ways)) == 1, ways
    assert len({said == FAILS for said in (*ways, *turned)}) == 1, (ways, turned)


@given(
    days=st.one_of(st.integers(28, 31), st.floats(28, 31)),
    daily=st.integers(1, 10**7),
    unit=st.sampled_from(["USD", "truck", "barrel"]),
)
@settings(max_examples=40)
def test_so_many_a_day_and_as_many_times_the_days_of_a_month_never_fail(days, daily, unit):
    monthly = f"{daily * days:.6f} {unit}/month"
    assert outcome(f"stated={monthly}; given={daily} {unit}/day") in (HOLDS, ROUNDING)
    assert outcome(f"given={monthly}; stated={daily} {unit}/day") in (HOLDS, ROUNDING)


@given(period=st.dates(), daily=st.integers(1, 10**6))
@settings(max_examples=25)
def test_a_dated_month_holds_for_its_own_days_and_for_no_day_more(period, daily):
    month = Period(1583 + period.year % 600, period.month)
    (days,) = lengths(CalendarUnit.MONTH, month)
    for more, expected in ((0, HOLDS), (1, FAILS), (-1, FAILS)):
        claims = f"stated={daily * (days + more)}.00 USD/month, during: {month}; given={daily}.000 USD/day"
        assert outcome(claims) == expected


@pytest.mark.parametrize(
    ("claims", "formulas", "shown"),
    [
        ("a=310 USD/month; b=10 USD/day; stated=1 one", {"given": "a / b in one"}, (310 / 310, 310 / 280)),
        ("a=310 USD/month; b=10 USD/day; stated=1 USD/day", {"given": "a - b in USD/day"}, (0, 310 / 28 - 10)),
        ("a=310 USD/month; b=10 USD/day; stated=1 USD/month", {"given": "a + b in USD/month"}, (590, 620)),
        ("a=310 USD/month; b=10 USD/day; stated=1 USD/month", {"given": "max(a, b) in USD/month"}, (310, 310)),
        # Beside a year a month is a twelfth of one.
        ("a=310 USD/month; b=365 USD/year; stated=1 USD/day", {"given": "a + b in USD/day"}, (4085 / 366, 4085 / 365)),
        ("a=2 month; stated=56 day", {"given": "a in day"}, (56, 62)),
        ("a=2 month**2; stated=1 day**2", {"given": "a in day**2"}, (2 * 28**2, 2 * 31**2)),
        # What is in months alone, or loses them, has no need of their length.
        ("a=310 USD/month; b=62 USD/month; stated=5 one", {"given": "a / b in one"}, (5, 5)),
        ("a=310 USD/month; b=1 year; stated=1 USD", {"given": "a * b in USD"}, (3720, 3720)),
        ("b=10 USD/day; stated=1 USD/month", {"given": "b * 30 day/month in USD/month"}, (300, 300)),
        ("b=10 USD/day; stated=1 USD", {"given": "b * 1 month in USD"}, (280, 310)),
    ],
)  # fmt: skip
def test_a_formula_in_which_they_meet_is_computed_by_the_days(claims, formulas, shown):
    case = weighed(claims, formulas, check="kind: possible, stated: stated, at_least: given")
    low, high = case.verify()["asked"].reference.computed.as_written
    assert (low, high) == pytest.approx(shown, rel=1e-5)
    assert bool(added(case)) == (shown[0] != shown[1] or "max" in str(formulas))


def test_a_month_on_which_both_sides_rest_is_the_same_month():
    formulas = {"stated": "a in USD/month", "given": "b in USD/month"}
    sides = GIVEN
    assert found("a=21000.0 USD/day; b=21000.0 USD/day", formulas, check=sides).outcome == HOLDS
    assert found("a=21000.0 USD/day; b=21400.0 USD/day", formulas, check=sides).outcome == FAILS


@pytest.mark.parametrize("name", ["ihs-2016", "azernews-trucks", "raqqa-2017"])
def test_nothing_is_added_to_a_case_in_which_they_do_not_meet(name):
    assert added(open_case(name)) == {}


def test_nor_is_it_another_month_where_all_numbers_are_shortened_alike():
    formulas = {"stated": "a in USD/month", "given": "b in USD/month"}
    meets = {one.name: one.meets for one in found("a=21000.0 USD/day; b=21000.0 USD/day", formulas).conventions}
    assert set(meets.values()) == {True}
    meets = {one.name: one.meets for one in found("a=21000.0 USD/day; b=21400.0 USD/day", formulas).conventions}
    assert set(meets.values()) == {False}


def test_a_mix_that_is_worth_so_much_a_day_is_found_for_what_it_is_worth_in_a_month():
    mix = {"mix": "composition: {parts: {light: {}, heavy: {}}}"}
    worth = {"worth": "mix.light * 10 USD/day + mix.heavy * 20 USD/day in USD/day"}
    check = "kind: reachable, stated: stated, equals: worth, by: mix"
    dated = found("stated=420.0 USD/month, during: 2015-02", worth, mix, check=check)
    low, high = dated.region.extent["heavy"]
    assert (low, high) == pytest.approx((0.5, 0.5), abs=2e-3)
    wider = found("stated=420.0 USD/month", worth, mix, check=check).region.extent["heavy"]
    assert wider == pytest.approx((420 / 31 / 10 - 1, 0.5), abs=3e-3)


def test_the_outline_of_a_case_lists_lengths_where_there_are_any(azernews):
    assert "Definitions\n  month.length: 28 to 31 days\n" in weighed("stated=1 USD/month; given=1 USD/day").outline()
    assert "Definitions" not in azernews.outline()


def test_the_length_has_its_ground_and_stands_in_the_chain():
    case = weighed("stated=588000 USD/month; given=21000 USD/day")
    lines = case["given.as_stated"].explain().chain
    assert lines[0].startswith("`given.as_stated`: the given, $588,000 to $651,000 a month ")
    arithmetic = "  $21,000 a day × (28 to 31 days) ÷ 1 month = $588,000 to $651,000 a month"
    assert lines[1:3] == ["  `given`", arithmetic]
    assert "    `month.length`: the length of a month, 28 to 31 days, by definition" in lines
    assert "      definition `28 to 31 day`: the days of a month in the Gregorian calendar" in lines
    assert "month.length" in case.verify()["asked"].reference.rests_on


def test_it_is_neither_a_lever_nor_corrected_nor_evidence_from_outside_nor_judged():
    case = weighed("stated=710000.0 USD/month, during: 2015-02; given=21000 USD/day")
    assert set(case.flips("asked")["set by"]) == {"stated", "given"}
    reconciled = case.reconcile()
    assert {one.number for one in reconciled.numbers} == {"stated", "given"}
    assert set(reconciled.suspects) == {"stated", "given"}
    assert case.slips("asked").from_outside == []


@pytest.mark.parametrize("monthly", ["588000", "640000", "651000"])
def test_where_some_month_lets_the_numbers_agree_nothing_has_to_be_corrected(monthly):
    claims = f"stated={monthly} USD/month; given=21000 USD/day; third=30.0 USD; fourth=40.0 USD"
    text = case_text(parted(claims), asked=GIVEN, broken=AGREE.format("third", "fourth"))
    moved = {one.number for one in unfiled(text, QUICK).reconcile().numbers if abs(one.shift) > 1e-6}
    assert moved == {"third", "fourth"}


@pytest.mark.parametrize(("monthly", "days"), [("710000.0", 31), ("550000.0", 28)])
def test_the_least_correction_is_to_the_nearest_month_that_there_is(monthly, days):
    corrected = {
        one.number: one for one in weighed(f"stated={monthly} USD/month; given=21000.0 USD/day").reconcile().numbers
    }
    ratio = corrected["stated"].corrected / corrected["given"].corrected
    assert ratio == pytest.approx(days, rel=1e-4)


def test_months_are_drawn_as_often_as_the_calendar_has_them():
    usual = {"usual": "uniform: {low: 20000 USD/day, high: 22000 USD/day}"}
    claims, check = "stated=640000 USD/month", "kind: typical, stated: stated, at_most: usual"
    case = unfiled(case_text(parted(claims), sections(None, usual), asked=check))
    days, counts = np.unique(case["month.length"].draws, return_counts=True)
    shares = dict(zip(days, counts / counts.sum(), strict=True))
    for length, many in lengths(CalendarUnit.MONTH).items():
        assert shares[length] == pytest.approx(many / 4800, abs=0.005)
    budget = case.verify()["asked"].reference.budget
    unsupported = {name: given for one in budget.entries for name, given in one.unsupported.items()}
    assert set(unsupported) == {"usual", "stated"}


READ = """
  claimed:
    quote: {{exact: y}}
    readings: {{first: {{value: {}, reason: r, preferred: true}}, second: {{value: {}, reason: r}}}}"""


@pytest.mark.parametrize(
    ("first", "second", "outcomes"),
    [
        ("640000 USD/month", "640000 USD/day", [HOLDS, FAILS]),
        ("21000 USD/day", "640000 USD/month", [HOLDS, HOLDS]),
        ("900000.0 USD/month", "30.0 million USD/year", [FAILS, FAILS]),
        ("21000 USD/day", "7.665 million USD/year", [HOLDS, HOLDS]),
    ],
)
def test_readings_by_the_month_and_by_the_day_stand_beside_each_other(first, second, outcomes):
    text = case_text({"stated": "21000 USD/day"}, READ.format(first, second), asked=AGREE.format("stated", "claimed"))
    combinations = unfiled(text, QUICK).verify()["asked"].combinations
    said = {one.choices["claimed"]: one.outcome for one in combinations if one.choices["hedge width"] == "typical"}
    assert [said["first"], said["second"]] == outcomes


def test_an_option_may_give_by_the_day_what_the_case_gives_by_the_month():
    day = "{reason: r, sources: [ferson-2015], set: {given: 1000.0 USD/day}}"
    options = f"alternatives: {{alt: {{question: q, options: {{as: {{reason: r}}, day: {day}}}}}}}"
    case = weighed("stated=21000.0 USD/day; given=630000 USD/month", more=options)
    said = {one.choices["alt"]: one.outcome for one in case.verify()["asked"].combinations}
    assert said == {"as": HOLDS, "day": FAILS}
    assert case.with_(given="1000.0 USD/day").verify()["asked"].reference.outcome == FAILS


def test_the_date_can_be_set_for_a_run():
    case = weighed("stated=588000.0 USD/month, during: 2015-02; given=21000.0 USD/day")
    assert case.with_({"stated.during": "2016-02"}).verify()["asked"].reference.outcome == FAILS


@pytest.mark.parametrize("during", ["2015-13", "FY2014", "1435-09"])
def test_a_wrong_date_is_refused_with_its_line_and_what_to_write(during):
    claims = f"stated=588000 USD/month, during: {during}; given=21000 USD/day"
    message = refusal(lambda: weighed(claims).verify())
    assert message.startswith(f"case.yaml:4: `{during}` ")
    assert " in `stated.during`; write " in message


@pytest.mark.parametrize(
    "law",
    [
        "uniform: {low: 20000 USD/day, high: 640000 USD/month}",
        "triangular: {low: 20000 USD/day, mode: 21000 USD/day, high: 8 million USD/year}",
        "discrete: [{value: 1 USD/month, weight: 1 one, reason: r}, {value: 1 USD/week, weight: 1 one, reason: r}]",
        "fixed: {value: {value: 1 USD/day, reason: r, fair: {low: 1 USD/month, high: 9 USD/day}}}",
    ],
)
def test_the_parameters_of_a_distribution_are_all_by_the_month_or_all_by_the_day(law):
    message = refusal(lambda: weighed("stated=640000 USD/month; given=1 USD/day", None, {"usual": law}).verify())
    assert message.startswith("case.yaml:7: `usual.")
    assert message.endswith(
        "; a month has 28 to 31 days, a year 365 or 366: write both by the month or year, or both by the day"
    )


def test_a_formula_is_solved_in_its_own_unit_and_a_length_can_be_asked_for():
    case = weighed("stated=588000 USD/month; daily=21000 USD/day", {"given": "daily in USD/month"})
    low, high = case.solve("given", "daily", "588000 USD/month").as_written[0]
    assert (low, high) == pytest.approx((588000 / 31, 21000), rel=1e-5)
    assert case.solve("given", "month.length", "588000 USD/month").as_written[0] == pytest.approx((28, 28), rel=1e-6)
    message = refusal(case.solve, "given", "daily", "21000 USD/day")
    assert "`given` is in `USD/month`, and `USD/day` is wanted" in message
    assert message.endswith("want it in `USD/month`")
