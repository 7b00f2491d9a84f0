"""Everyday numbers, each as a whole case: what a written number allows, and what an editor would say of the sum."""

# ruff: noqa: E501 (a row of a table stands on one line)

import pytest

from refusals import refusal
from small_cases import case_text, hedged_claims, parted, sections, unfiled

HOLDS, ROUNDING, FAILS, DEPENDS = "holds", "holds only through rounding", "fails", "depends"
AGREES = "kind: agrees, stated: stated, equals: computed"
WHOLE = "kind: agrees, stated: stated, counted_in: things"
UNITS = "units: {house: {counted: a house, reason: the article counts them}}\n"


def weighed(claims, formula="", check="", more=""):
    """The result on claims, of which one is ``stated``, against a formula, ``expression in unit``."""
    formulas = {"computed": formula} if formula else {}
    text = case_text(hedged_claims(claims), more + sections(formulas), asked=check or (AGREES if formula else WHOLE))
    return unfiled(text).verify()


def assert_said(result, *expected):
    """The outcome as written and over all choices, of the check and of the article alike."""
    check, verdict = result["asked"], result.verdict
    found = [(check.as_written, check.overall), (verdict.as_written, verdict.overall)]
    assert found == [tuple(expected)] * 2, check.sentence


# Counts are exact: a sum of whole things that is off by one is off, whatever the width of hedges.
OFF_BY_ONE = [
    ("a=7 person; b=9 person; stated=17 person", "a + b in person", "Only 16 people would fit|The stated number is 17 people|By the article's other numbers it is 16 people"),
    ("a=1001 truck; b=617 truck; stated=1619 truck", "a + b in truck", "The stated number is 1,619 trucks|By the article's other numbers it is 1,618 trucks"),
    ("a=1001 truck; b=617 truck; stated=1620 truck", "a + b in truck", "The stated number is 1,620 trucks|By the article's other numbers it is 1,618 trucks"),
    ("part=20 of 30; stated=50 percent", "part in percent", "The stated number is 50%|By the article's other numbers it is 66.7%"),
    ("part=13 of 40; stated=36 percent", "part in percent", "The stated number is 36%|By the article's other numbers it is 32.5%"),
    ("a=40 percent; b=40 percent; c=30 percent; stated=100.0 percent", "a + b + c in percent", "The stated number is 100%|By the article's other numbers it is 110%"),
    ("trucks=100 truck~exactly; each=10 tonne/truck; stated=2000 tonne", "trucks * each in tonne", "The stated number is 2,000 tonnes|By the article's other numbers it is 1,000 tonnes"),
    ("trucks=100 truck; each=10 tonne/truck; stated=2000 tonne", "trucks * each in tonne", "The stated number is 2,000 tonnes|By the article's other numbers it is 1,000 tonnes"),
    # Made up: a difference, a product, three parts, a share that is off by a point, things that the case declares.
    ("a=40 person; b=12 person; stated=27 person", "a - b in person", "Only 28 people would fit"),
    ("rows=12 one~exactly; each=8 person; stated=98 person", "rows * each in person", "Only 96 people would fit"),
    ("a=3 truck; b=4 truck; c=5 truck; stated=13 truck", "a + b + c in truck", "Only 12 trucks would fit"),
    ("part=7 of 9; stated=79 percent", "part in percent", "The stated number is 79%|By the article's other numbers it is 77.8%"),
    ("a=35 percent; b=45 percent; stated=84 percent", "a + b in percent", "The stated number is 84%|By the article's other numbers it is 80%"),
    ("a=5 person; b=6 person; stated=0 person", "a - b in person", "Only −1 person would fit"),
    ("a=250 house; b=35 house; stated=295 house", "a + b in house", "Only 285 houses would fit"),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "formula", "said"), OFF_BY_ONE)
def test_a_sum_of_whole_things_that_is_off_is_off(claims, formula, said):
    result = weighed(claims, formula, more=UNITS)
    assert_said(result, FAILS, FAILS)
    assert [one for one in said.split("|") if one not in result["asked"].sentence] == []


# What is rounded, hedged or round leaves room, and it is said whose.
LEFT_ROOM = [
    ("a=7 person; b=9 person; stated=16 person", "a + b in person", HOLDS, HOLDS),
    ("a=70 person~about; b=9 person; stated=82 person", "a + b in person", ROUNDING, ROUNDING),
    ("a=1000 truck; b=618 truck; stated=1620 truck", "a + b in truck", ROUNDING, ROUNDING),
    ("a=1000 truck~exactly; b=618 truck; stated=1620 truck", "a + b in truck", FAILS, FAILS),
    ("part=20 of 30; stated=67 percent", "part in percent", HOLDS, HOLDS),
    ("part=20 of 30; stated=66 percent", "part in percent", FAILS, DEPENDS),
    ("part=20 of 30; stated=66 percent~exactly", "part in percent", FAILS, FAILS),
    ("a=33.3 percent; b=33.3 percent; c=33.3 percent; stated=100 percent", "a + b + c in percent", HOLDS, HOLDS),
    ("a=33 percent; b=33 percent; c=33 percent; stated=100 percent", "a + b + c in percent", ROUNDING, ROUNDING),
    ("a=34 percent; b=34 percent; c=33 percent; stated=100 percent~exactly", "a + b + c in percent", ROUNDING, ROUNDING),
    ("a=35 percent; b=34 percent; c=33 percent; stated=100 percent~exactly", "a + b + c in percent", FAILS, DEPENDS),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "formula", "as_written", "overall"), LEFT_ROOM)
def test_what_is_rounded_leaves_its_room_and_no_more(claims, formula, as_written, overall):
    assert_said(weighed(claims, formula), as_written, overall)


# GRIM: what whole things cannot give, said with what they give next to it.
WHOLE_THINGS = [
    ("stated=3.27 one; things=20 person", FAILS, "gives 3.25 or 3.3, and nothing between"),
    ("stated=3.25 one; things=20 person", HOLDS, "gives 3.25."),
    ("stated=36 percent; things=40 person", FAILS, "gives 35% or 37.5%, and nothing between"),
    ("stated=38 percent; things=40 person", HOLDS, "gives 37.5%."),
    ("stated=10 percent; things=50 person", HOLDS, "gives 10%."),
    ("stated=11 percent; things=50 person", FAILS, "gives 10% or 12%, and nothing between"),
    ("stated=2.5 one; things=3 truck", FAILS, "gives 2.3333 or 2.6667, and nothing between"),
    ("stated=51 percent; things=7 person", FAILS, "and nothing between"),
    ("stated=57 percent; things=7 person", HOLDS, "gives 57.143%."),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "outcome", "said"), WHOLE_THINGS)
def test_a_mean_or_a_share_that_whole_things_cannot_give(claims, outcome, said):
    result = weighed(claims)
    assert_said(result, outcome, outcome)
    assert said in result["asked"].sentence


# Calendar years and denominations are names that are written in digits.
YEARS = "stated=10 one; start={}, is_a: calendar_year; end={}, is_a: calendar_year"
BILLS = "bill={} USD, is_a: denomination; n={} one, is_a: count; stated={} USD"


@pytest.mark.parametrize(
    ("claims", "formula", "outcome"),
    [
        (YEARS.format("2010 one", "2020 one"), "end - start in one", HOLDS),
        (YEARS.format("2010 one", "2021 one"), "end - start in one", ROUNDING),
        (YEARS.format("2010 one", "2030 one"), "end - start in one", FAILS),
        (YEARS.format("2000 one", "2019 one").replace("10 one;", "19 one, is_a: count;"), "end - start in one", HOLDS),
        (YEARS.format("2000 one", "2018 one").replace("10 one;", "19 one, is_a: count;"), "end - start in one", FAILS),
        (BILLS.format(100, 17, 1700), "bill * n in USD", HOLDS),
        (BILLS.format(100, 17, 3400), "bill * n in USD", FAILS),
        (BILLS.format(50, 31, 1560), "bill * n in USD", FAILS),
        (BILLS.format(20, 55, 1100), "bill * n in USD", HOLDS),
    ],
)
def test_calendar_years_and_denominations_are_exact(claims, formula, outcome):
    result = unfiled(case_text(parted(claims), sections({"computed": formula}), asked=AGREES)).verify()
    assert result.verdict.as_written == outcome


def test_an_editor_sets_how_a_count_was_rounded():
    claims = {"trucks": "50 truck", "each": "10.0 tonne/truck", "stated": "540.0 tonne"}
    given = sections({"computed": "trucks * each in tonne"})
    assert unfiled(case_text(claims, given, asked=AGREES)).verify().verdict.overall == FAILS
    claims["trucks"] = "50 truck, rounded_to: 10 truck, hedge_reason: a convoy seen from afar"
    assert unfiled(case_text(claims, given, asked=AGREES)).verify().verdict.overall == ROUNDING


# Digits in each other's place: rounding alone saves the sum, or nothing does, and the digits are named.
EXCHANGED = [
    ("n=69 one; each=40000 USD; stated=2706000 USD", "n * each in USD", ROUNDING, "stated 2,760,000 for 2,706,000"),
    ("n=69 truck; each=40000 litre/truck; stated=2670000 litre", "n * each in litre", FAILS, "stated 2,760,000 for 2,670,000"),
    ("n=12 truck; each=31.0 tonne/truck; stated=327 tonne", "n * each in tonne", FAILS, "stated 372 for 327"),
    ("a=1250.0 USD; b=3410.0 USD; stated=4606 USD", "a + b in USD", FAILS, "stated 4,660 for 4,606"),
    ("a=812 person; b=127 person; stated=993 person", "a + b in person", FAILS, "stated 939 for 993"),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "formula", "outcome", "mend"), EXCHANGED)
def test_exchanged_digits_are_named(claims, formula, outcome, mend):
    result = weighed(claims, formula)
    (told,) = result.slips
    assert (result.verdict.as_written, told.check) == (outcome, "asked")
    (found,) = [one for one in told.mends if f"{one.number} {one.change}" == mend]
    assert found.reads[0].upper() + found.reads[1:] in told.sentence


# A denominator that is a power of ten, or small, never ends a run.
DIVIDED = [
    ("n=240 person; total=24000 USD; stated=100 USD/person", "total / n in USD/person", HOLDS),
    ("n=1000 person; total=24000 USD; stated=24 USD/person", "total / n in USD/person", HOLDS),
    ("share=24 percent; part=12 tonne; stated=50 tonne", "part / share in tonne", HOLDS),
    ("n=100 truck; total=2500 tonne; stated=25 tonne/truck", "total / n in tonne/truck", HOLDS),
    ("n=1 truck; total=10 tonne; stated=30 tonne/truck", "total / n in tonne/truck", FAILS),
    ("share=1 percent; part=3 tonne; stated=300 tonne", "part / share in tonne", HOLDS),
    ("n=10 one; total=7 USD; stated=0.7 USD", "total / n in USD", HOLDS),
]


@pytest.mark.parametrize(("claims", "formula", "outcome"), DIVIDED)
def test_what_is_divided_by_stays_off_zero(claims, formula, outcome):
    result = weighed(claims, formula)
    assert result.verdict.as_written == outcome
    assert result["asked"].reference.conventions


# Which way something went.
DIRECTIONS = [
    ("before=404 tonne; after=323 tonne; stated=rose 25 percent", "after / before - 1 in percent", FAILS, "One side is a rise, the other a fall."),
    ("before=816000 tonne; after=934000 tonne; stated=decreased", "after / before - 1 in percent", FAILS, "One side is a rise, the other a fall."),
    ("before=934000 tonne; after=816000 tonne; stated=decreased", "after / before - 1 in percent", HOLDS, "It fits."),
    ("before=323 tonne; after=404 tonne; stated=rose 25 percent", "after / before - 1 in percent", HOLDS, "25.1%"),
    ("before=50 person; after=99 person; stated=doubled~more than", "after / before in one", FAILS, "1.98"),
    ("before=50 person; after=101 person; stated=doubled~more than", "after / before in one", HOLDS, "2.02"),
    ("before=80 tonne; after=41 tonne; stated=halved", "after / before in one", HOLDS, "0.5125"),
    ("before=90 tonne; after=60 tonne; stated=a third of", "after / before in one", FAILS, "0.667"),
    ("part=12 of 60; stated=one in five", "part in one", HOLDS, "0.2"),
    ("part=20 of 60; stated=one in five", "part in one", FAILS, "0.333"),
    ("before=5 truck; after=16 truck; stated=3.2 times as many", "after / before in one", HOLDS, "3.2"),
    ("before=404 tonne; after=404 tonne; stated=unchanged", "after / before - 1 in percent", HOLDS, "0%"),
    ("before=100 person; after=0 person; stated=fell 100 percent", "after / before - 1 in percent", HOLDS, "−100%"),
    ("before=20 USD; after=70 USD; stated=rose 250 percent", "after / before - 1 in percent", HOLDS, "250%"),
    ("before=2.0 percent; after=3.0 percent; stated=1.0 percentage_point", "after - before in percentage_point", HOLDS, "1 percentage point"),
    ("before=6.0 percent; after=12.0 percent; stated=rose 6 percent", "after / before - 1 in percent", FAILS, "100%"),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "formula", "outcome", "said"), DIRECTIONS)
def test_a_direction_is_weighed_in_its_own_words(claims, formula, outcome, said):
    result = weighed(claims, formula)
    assert result.verdict.as_written == outcome
    assert said in result["asked"].sentence


OPPOSITE = [
    ("fell 5 percent", "normal: {mean: {value: 6 percent, reason: r}, standard_uncertainty: {value: 1 percent, reason: r}}", "typical", "equals"),
    ("fell", "uniform: {low: {value: 2 percent, reason: r}, high: {value: 9 percent, reason: r}}", "typical", "equals"),
    ("rose 5 percent", "uniform: {low: {value: -9 percent, reason: r}, high: {value: -2 percent, reason: r}}", "typical", "at_most"),
    ("fell 5 percent", "uniform: {low: {value: 2 percent, reason: r}, high: {value: 9 percent, reason: r}}", "possible", "equals"),
    ("rose 5 percent", "uniform: {low: {value: -9 percent, reason: r}, high: {value: -2 percent, reason: r}}", "possible", "at_most"),
]  # fmt: skip


@pytest.mark.parametrize(("stated", "law", "kind", "relation"), OPPOSITE)
def test_the_opposite_direction_fails_in_every_kind_of_check(stated, law, kind, relation):
    text = case_text(
        {"stated": stated}, sections({}, {"usual": law}), asked=f"kind: {kind}, stated: stated, {relation}: usual"
    )
    result = unfiled(text).verify()
    assert_said(result, FAILS, FAILS)
    assert result["asked"].check.reference.notes == ["opposite direction"]
    assert "One side is a rise, the other a fall." in result["asked"].sentence


# A month is a month.
MONTHS = [
    ("daily=21000 USD/day; stated=588000 USD/month", "daily in USD/month", HOLDS, "for a month of 28 days"),
    ("daily=21000 USD/day; stated=588000 USD/month, during: 2015-02", "daily in USD/month", HOLDS, "for a month of 28 days (February 2015)"),
    ("daily=21000.0 USD/day; stated=588000 USD/month, during: 2015-03", "daily in USD/month", FAILS, "for no month of 31 days (March 2015)"),
    ("daily=12 person/day; stated=372 person/month", "daily in person/month", HOLDS, "month of"),
    ("daily=100.0 USD/day; stated=36600 USD/year, during: 2016", "daily in USD/year", HOLDS, "for a year of 366 days (2016)"),
    ("daily=100.0 USD/day; stated=40200 USD/year", "daily in USD/year", FAILS, "for no year of 365 to 366 days"),
    ("weekly=40.0 tonne/week; stated=280 tonne/day", "weekly in tonne/day", FAILS, "It does not fit."),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "formula", "outcome", "said"), MONTHS)
def test_a_month_has_as_many_days_as_the_calendar_gives_it(claims, formula, outcome, said):
    result = unfiled(case_text(parted(claims), sections({"computed": formula}), asked=AGREES)).verify()
    assert result.verdict.as_written == outcome
    assert said in result["asked"].sentence


REFUSED = [
    ("daily=733 million USD/day; stated=267 billion USD/year", "daily * 365 in USD/year", "case.yaml:7: `computed`: `daily * 365` converts between days and years twice", "leave `365` out"),
    ("weekly=2 tonne/week; stated=104 tonne/year", "weekly * 52 in tonne/year", "case.yaml:7: `computed`: `weekly * 52` converts between weeks and years twice", "leave `52` out"),
    ("hourly=2 tonne/hour; stated=48 tonne/day", "hourly * 24 in tonne/day", "case.yaml:7: `computed`: `hourly * 24` converts between hours and days twice", "leave `24` out"),
    ("yearly=120 tonne/year; stated=10 tonne/month", "yearly / 12 in tonne/month", "case.yaml:7: `computed`: `yearly / 12` converts between months and years twice", "leave `12` out"),
    ("a=3 times more; stated=4 one", "a in one", "case.yaml:4: `a.value`: `3 times more` can be taken in two ways", "write `3 times as many`"),
    ("a=2,5 tonne; stated=4 tonne", "a in tonne", "case.yaml:4: the text of `value` has a comma", "`25` if it parts thousands"),
    ("a=30 ounce; stated=4 kg", "a in kg", "case.yaml:4: `a.value`", "`troy_ounce`"),
    ("a=30 gallon; stated=4 litre", "a in litre", "case.yaml:4: `a.value`", "`us_gallon`"),
    ("a=30 houses; stated=30 one", "a in one", "case.yaml:4: `a.value`", "houses: {counted:"),
    ("a=several truck; stated=30 truck", "a in truck", "case.yaml:4: `a.value`: `several truck` begins with a word that counts without a number", "write what it counts in, `1 truck`, and beside it `hedge: several`"),
    ("a=dozens of trucks; stated=30 truck", "a in truck", "case.yaml:4: `a.value`: `dozens of trucks` begins with a word that counts", "write what it counts in, `12 trucks`, and beside it `hedge: dozens`"),
    ("a=five barrels; stated=30 barrel", "a in barrel", "case.yaml:4: `a.value`: `five barrels` is not a number with a unit", "write the number in figures: `5 barrels`"),
    ("a=nearly $9.6bn; stated=30 USD", "a in USD", "case.yaml:4: `a.value`: `nearly $9.6bn` begins with a cue", "and beside it `hedge: nearly`"),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "formula", "what", "remedy"), REFUSED)
def test_what_cannot_be_read_is_refused_with_what_to_type(claims, formula, what, remedy):
    said = refusal(weighed, claims, formula)
    assert what in said
    assert remedy in said


# As people type, the same quantities.
TYPED = [
    ("50 +10 -5 tonne", "60 tonne~exactly", HOLDS),
    ("50 +10 -5 tonne", "61 tonne~exactly", FAILS),
    ("1.2 bn USD", "1200.0 million USD", HOLDS),
    ("750k USD", "750,000 USD", HOLDS),
    ("85%", "0.85 one", HOLDS),
    ("US$40", "40 USD", HOLDS),
    ("2.5 metric tons", "2500.0 kg", HOLDS),
    ("10.0 troy_ounce", "311.0 g", HOLDS),
    ("10.0 troy_ounce", "283.5 g", FAILS),
    ("3.0 MWh", "3000.0 kWh", HOLDS),
    ("12 hectares", "0.12 km2", HOLDS),
]


@pytest.mark.parametrize(("typed", "stated", "outcome"), TYPED)
def test_quantities_are_read_as_they_are_typed(typed, stated, outcome):
    value, _, hedge = stated.partition("~")
    named = {"typed": f'"{typed}"', "stated": f'"{value}"' + (f", hedge: {hedge}" if hedge else "")}
    text = case_text(named, sections({"computed": f"typed in {value.split()[-1]}"}), asked=AGREES)
    assert unfiled(text).verify().verdict.as_written == outcome


# How probable a rise is, or a fall, however far: of what is seen one time in twenty each way is told from the other.
WAYS = [
    ("rose", ((-10, 1), (20, 19)), HOLDS),
    ("fell", ((-10, 1), (20, 19)), "strained"),
    ("fell", ((-10, 1), (20, 199)), FAILS),
    ("fell", ((-10, 3), (20, 17)), "cannot tell"),
    ("fell", ((-10, 8), (20, 12)), "cannot tell"),
    ("rose", ((-10, 1), (20, 1)), "cannot tell"),
    ("decreased", ((5, 1), (20, 1)), FAILS),
    ("increased", ((5, 1), (20, 1)), HOLDS),
]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("stated", "seen", "outcome"), WAYS)
def test_a_direction_without_a_number_is_as_usual_as_that_way_is_probable(stated, seen, outcome):
    values = ", ".join(f"{{value: {value} percent, weight: {weight} one, reason: r}}" for value, weight in seen)
    check = "kind: typical, stated: stated, equals: usual"
    result = unfiled(
        case_text({"stated": stated}, sections({}, {"usual": f"discrete: [{values}]"}), asked=check)
    ).verify()
    assert result["asked"].as_written == outcome
    if outcome == "cannot tell":
        assert "the answer would be the same for the opposite direction" in result["asked"].sentence


@pytest.mark.parametrize("law", ["uniform: {low: -100 percent, high: 300 percent}", "fixed: {value: 3 percent}"])
@pytest.mark.parametrize("stated", ["rose", "fell"])
def test_what_is_assumed_of_a_direction_is_not_called_rounding(stated, law):
    text = case_text(
        {"stated": stated},
        sections({"y": "usual in percent"}, {"usual": law}),
        asked="kind: typical, stated: stated, equals: y",
    )
    assert "rounding" not in unfiled(text).verify()["asked"].sentence
