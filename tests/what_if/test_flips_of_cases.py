"""Flips of a case: a row for each number, a line for each that turns a check, and what the case read anew says there."""

# ruff: noqa: E501 (a row of a table stands on one line)

import re

import pandas as pd
import pytest

from small_cases import case_text, same
from weighbridge.base.errors import WeighbridgeError
from weighbridge.checks import outcome_of
from weighbridge.what_if import flips, turn_words
from weighbridge.what_if.outcome_words import IT_IS, IT_WOULD

CASES = ("raqqa-2017", "oil-2015", "ihs-2016", "azernews-trucks")

COLUMNS = [
    *("number", "value", "changes below", "changes above", "unit", "comes from"),
    *("allowed from", "allowed to", "allowed by", "changes there", "answers", "set by"),
]


@pytest.fixture(scope="module")
def turned(opened):
    return {check: opened("raqqa-2017").flips(check).set_index("set by") for check in ("can_carry", "usual_load")}


def test_flips_have_a_row_for_each_number_the_nearest_turn_first(opened):
    frame = opened("oil-2015").flips("usual_price")
    assert list(frame.columns) == COLUMNS
    assert list(frame["set by"]) == ["money", "barrels", "black_market.high", "black_market.low"]
    assert list(frame["value"]) == [1_000_000, 5_000, 60, 20]
    units = ["US dollars a day", "barrels a day", "US dollars a barrel", "US dollars a barrel"]
    assert list(frame["unit"]) == units
    assert list(frame["comes from"]) == ["quotation", "quotation", "source", "source"]
    assert frame["changes below"].notna().tolist() == [True, False, False, False]
    assert frame["changes above"].notna().tolist() == [False, True, True, False]


@pytest.mark.parametrize(
    ("check", "name", "below", "above", "turns", "fair", "there"),
    [
        ("can_carry", "trucks", 31.76, None, "does not fit up to 31.8, fits above 31.8 trucks", (None, None, ""), ""),
        ("can_carry", "mass", None, 3936.0, "fits up to 3,940, does not fit above 3,940 tonnes", (None, None, ""), ""),
        ("usual_load", "convoy_mean_load.high", 56.5, None, "does not fit up to 50, unlikely from 50 to 56.5, fits above 56.5 tonnes a truck", (42, 70, "the case"), "yes"),
    ],
)  # fmt: skip
def test_a_row_tells_every_turn_and_whether_it_lies_where_the_number_might(
    turned, check, name, below, above, turns, fair, there
):
    row = turned[check].loc[name]
    for place, expected in ((row["changes below"], below), (row["changes above"], above)):
        assert pd.isna(place) if expected is None else place == pytest.approx(expected, rel=5e-3)
    assert same(row["answers"], turns)
    allowed = (row["allowed from"], row["allowed to"], row["allowed by"])
    assert tuple(None if pd.isna(one) else one for one in allowed) == fair
    assert row["changes there"] == there


def test_a_range_that_the_case_does_not_declare_is_said_to_be_half_to_twice(make_case):
    more = "assumptions: {limit: {of: one, reason: r, fixed: {value: 100 tonne}}}"
    case = make_case(case_text({"stated": "60.0 tonne"}, more, fits="kind: possible, stated: stated, at_most: limit"))
    row = case.flips("fits").set_index("set by").loc["limit"]
    assert (row["allowed from"], row["allowed to"], row["allowed by"]) == (50, 200, "half to twice")
    assert row["changes there"] == "yes"


def test_headlines_are_the_numbers_that_turn_it_in_the_order_of_the_rows(opened):
    case = opened("oil-2015")
    # By "about", 5 000 barrels are up to 5 206.9: at 105 dollars 546 700 a day; 1 000 000 by them are 192.05 a barrel.
    assert case.headlines("below_market") == [
        f"For the money, the answer changes below $547,000 a day. At the article's $1 million a day it does not fit; just below it would fit. {turn_words.IN_PROPORTION}",
        "For the market's highest price in 2014, the answer changes above $192 a barrel. At $105 a barrel, which has a source, it does not fit; just above it would fit.",
        f"For the barrels, the answer changes above 9,140 barrels a day. At the article's 5,000 barrels a day it does not fit; just above it would fit. {turn_words.IN_PROPORTION}",
    ]
    assert [one.input for one in turning(case, "as_published")] == ["produced.low", "barrels"]
    assert len(case.flips("as_published")) == 3  # what is above 20,000 does not matter to five thousand


def turning(case, check):
    """What turns a check, the nearest first."""
    found = flips.flips_of(case.weigher.draws, check, case.choices, case.weigher.sources)
    return sorted((one for one in found if one.turns), key=turn_words.distance)


def test_the_name_that_sets_a_number_stands_behind_its_line_where_it_is_asked_for(opened):
    case = opened("oil-2015")
    plain, named = (case.headlines("as_published", set_by=set_by) for set_by in (False, True))
    assert named == [f"{line} (`{name}`)" for line, name in zip(plain, ["produced.low", "barrels"], strict=True)]


@pytest.mark.parametrize(
    ("check", "changes"),
    [
        ("below_market", {"barrels": "9000 barrel/day"}),
        (
            "below_market",
            {"barrels": "10000 barrel/day"},
        ),  # about ten thousand; 9,200 would be about a hundred less rough
        ("below_market", {"market": "190 USD/barrel"}),
        ("below_market", {"market": "193 USD/barrel"}),
        ("as_published", {"produced.low": "5200 barrel/day"}),
        ("as_published", {"produced.low": "5300 barrel/day"}),
    ],
)
def test_what_a_headline_says_is_so(opened, check, changes):
    """Either side of each turn, the case read anew."""
    (name, value), case = next(iter(changes.items())), opened("oil-2015")
    (one,) = [one for one in turning(case, check) if one.input == name]
    (turn,) = one.turns[:1] if one.turns[0].at.value > one.value else one.turns[-1:]
    set_to = float(value.split()[0])
    expected = turn.below if set_to < turn.at.value else turn.above
    found = case.with_(changes).weigher
    assert outcome_of(found.draws.unrefined(), found.model.check(check), case.choices) == expected
    side, there = ("above", turn.above) if turn.at.value > one.value else ("below", turn.below)
    (line,) = case.headlines(check, name)
    assert re.search(rf"changes {side} .*{IT_IS[one.outcome]}; just {side} {IT_WOULD[there]}\.", line)


@pytest.mark.parametrize("ask", ["flips", "headlines", "slips"])
def test_a_check_that_is_not_there(opened, ask):
    with pytest.raises(WeighbridgeError, match="there is no check `the_yaer`; did you mean `the_year`"):
        getattr(opened("azernews-trucks"), ask)("the_yaer")


@pytest.mark.parametrize(
    ("name", "check", "number", "value"),
    [
        ("azernews-trucks", "the_year", "annually", "1.44 million truck/year"),
        ("ihs-2016", "the_oil", "fall", "36 percent"),
        ("ihs-2016", "the_income_from_oil", "oil_after", "24400 barrel/day"),
        ("ihs-2016", "the_income_from_oil", "oil_before", "28400 barrel/day"),
    ],
)
def test_no_value_at_which_it_comes_out_otherwise_is_passed_over(opened, name, check, number, value):
    """Twelve times 120,000 trucks are 1.44 million, and there the check holds: the row may not say *fails* of that."""
    case = opened(name)
    assert case.with_({number: value}).verify()[check].reference.outcome == "holds"
    assert "fits" in case.flips(check).set_index("set by").loc[number, "answers"].replace(
        "fits allowing for rounding", ""
    )


def test_where_the_finding_itself_flips_the_stated_number_turns_it(opened):
    """The same number, moved by the same check: what `Finding.flips` has of it, `case.flips` has as well."""
    case = opened("azernews-trucks")
    assert "holds" in [flip.above for flip in case.weigher.finding("the_year", case.choices).flips]
    assert any("the number of trucks a year" in line for line in case.headlines("the_year"))


@pytest.mark.parametrize("name", CASES)
def test_no_line_says_the_same_within_and_beyond(opened, name):
    checks = opened(name).model.checks if name != "raqqa-2017" else ("can_carry", "usual_load")
    lines = [line for check in checks for line in opened(name).headlines(check)]
    assert lines
    for line in lines:
        here, beyond = re.search(r" (it [^;]+); (just .+?)\.(?: |$)", line).groups()
        (now,) = [outcome for outcome, words in IT_IS.items() if words == here]
        after = [re.fullmatch(r"just (below|above|outside) (.+)", one)[2] for one in re.split(r", (?=just )", beyond)]
        assert IT_WOULD[now] not in after


SILENCED = {"barrels": "50000 barrel/day"}  # a price of 20 to 60 could not have been caught by a highest price of 105


def test_before_the_lines_of_a_check_that_cannot_tell_it_is_said_that_it_cannot(opened):
    case = opened("oil-2015").with_(SILENCED)
    assert case.verify()["below_market"].reference.outcome == "cannot tell"
    first, *lines = case.headlines("below_market")
    assert first == turn_words.SIDES_ALONE
    assert [one.input for one in turning(case, "below_market")] == ["market", "barrels", "money"]
    assert all(re.search(r"\bit fits; just ", line) for line in lines)
    assert turn_words.SIDES_ALONE not in opened("oil-2015").headlines("below_market")


TAKES_IT = "formulas: {y: {expression: 1000 * stated, unit: one, reason: r}}"


def test_where_no_number_turns_a_check_that_cannot_tell_there_is_no_line(make_case):
    case = make_case(case_text({"stated": "5.0 one"}, TAKES_IT, fits="kind: possible, stated: stated, at_most: y"))
    assert case.verify()["fits"].reference.outcome == "cannot tell"
    assert case.headlines("fits") == []
    assert f"\n  {turn_words.NO_TURN}\n" in str(case.explain("fits"))
