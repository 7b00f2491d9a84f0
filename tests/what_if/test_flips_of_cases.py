"""Flips of a case: a row for each number, a line for each that turns a check, and what the case read anew says there."""

# ruff: noqa: E501 (a row of a table stands on one line)

import re

import pytest

from small_cases import case_text, same
from weighbridge.base.errors import WeighbridgeError
from weighbridge.what_if import flips

CASES = ("raqqa-2017", "oil-2015", "ihs-2016", "azernews-trucks")

COLUMNS = ["input", "taken as", "where it turns", "rests on", "might fairly lie", "turns there"]


@pytest.fixture(scope="module")
def turned(opened):
    return {check: opened("raqqa-2017").flips(check).set_index("input") for check in ("can_carry", "usual_load")}


def test_flips_have_a_row_for_each_number_the_nearest_turn_first(opened):
    frame = opened("oil-2015").flips("usual_price")
    assert list(frame.columns) == COLUMNS
    assert list(frame["input"]) == ["money", "barrels", "black_market.high", "black_market.low"]
    assert list(frame["taken as"]) == ["1,000,000 USD/day", "5,000 barrel/day", "60 USD/barrel", "20 USD/barrel"]
    assert list(frame["rests on"]) == ["quotation", "quotation", "source", "source"]


@pytest.mark.parametrize(
    ("check", "name", "turns", "fair", "there"),
    [
        ("can_carry", "trucks", "fails up to 29.6, holds above 29.6 truck", "", ""),
        ("can_carry", "mass", "holds up to 4,220, fails above 4,220 tonne", "", ""),
        ("usual_load", "convoy_mean_load.high", "fails up to 49.9, strained from 49.9 to 57.0, holds above 57.0 tonne/truck", "42 to 70 tonne/truck", "yes"),
    ],
)  # fmt: skip
def test_a_row_tells_every_turn_and_whether_it_lies_where_the_number_might(turned, check, name, turns, fair, there):
    row = turned[check].loc[name]
    assert same(row["where it turns"], turns)
    assert (row["might fairly lie"], row["turns there"]) == (fair, there)


def test_a_range_that_the_case_does_not_declare_is_said_to_be_half_to_twice(make_case):
    more = "assumptions: {limit: {of: one, reason: r, fixed: {value: 100 tonne}}}"
    case = make_case(case_text({"stated": "60.0 tonne"}, more, fits="kind: possible, stated: stated, at_most: limit"))
    row = case.flips("fits").set_index("input").loc["limit"]
    assert (row["might fairly lie"], row["turns there"]) == ("50 to 200 tonne (half to twice)", "yes")


def test_headlines_are_the_numbers_that_turn_it_in_the_order_of_the_rows(opened):
    case = opened("oil-2015")
    # By "about", 5 000 barrels are up to 5 206.9: at 105 dollars 546 700 a day; 1 000 000 by them are 192.05 a barrel.
    assert case.headlines("below_market") == [
        "fails while money (the article's money, a range given by its lower end, taken as 1,000,000 USD/day, its hedge in proportion) is above 547,000 USD/day; holds just below",
        "fails while market (taken as 105 USD/barrel) is below 192 USD/barrel; holds just above",
        "fails while barrels (taken as 5,000 barrel/day, its hedge in proportion) is below 9,150 barrel/day; holds just above",
    ]
    assert [line.split()[2] for line in case.headlines("as_published")] == ["produced.low", "barrels"]
    assert len(case.flips("as_published")) == 3  # what is above 20,000 does not matter to five thousand


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
    (line,) = [line for line in case.headlines(check) if f"while {name} " in line]
    side, at = line.split(" is ")[-1].split()[:2]
    inside = (float(value.split()[0]) > float(at.replace(",", ""))) == (side == "above")
    said = case.with_(changes).weigher.finding(check, case.choices).outcome
    assert line.startswith(said) == inside


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
    assert "holds" in case.flips(check).set_index("input").loc[number, "where it turns"]


def test_where_the_finding_itself_flips_the_stated_number_turns_it(opened):
    """The same number, moved by the same check: what `Finding.flips` has of it, `case.flips` has as well."""
    case = opened("azernews-trucks")
    assert "holds" in [flip.above for flip in case.weigher.finding("the_year", case.choices).flips]
    assert any("annually" in line for line in case.headlines("the_year"))


@pytest.mark.parametrize("name", CASES)
def test_no_line_says_the_same_within_and_beyond(opened, name):
    checks = opened(name).model.checks if name != "raqqa-2017" else ("can_carry", "usual_load")
    lines = [line for check in checks for line in opened(name).headlines(check)]
    assert lines
    for line in lines:
        outcome, beyond = line.split(" while ")[0], line.rsplit("; ", 1)[1]
        assert re.search(r"just (below|above|outside)$", beyond), line
        assert not re.search(rf"(^|and ){outcome} just (below|above|outside)", beyond), line


SILENCED = {"barrels": "50000 barrel/day"}  # a price of 20 to 60 could not have been caught by a highest price of 105


def test_before_the_lines_of_a_check_that_cannot_tell_it_is_said_that_it_cannot(opened):
    case = opened("oil-2015").with_(SILENCED)
    assert case.verify()["below_market"].reference.outcome == "cannot tell"
    first, *lines = case.headlines("below_market")
    assert first == flips.SIDES_ALONE
    assert [line.split()[:3] for line in lines] == [["holds", "while", name] for name in ("market", "barrels", "money")]
    assert [line for line in opened("oil-2015").headlines("below_market") if line == flips.SIDES_ALONE] == []


TAKES_IT = "formulas: {y: {expression: 1000 * stated, unit: one, reason: r}}"


def test_where_no_number_turns_a_check_that_cannot_tell_there_is_no_line(make_case):
    case = make_case(case_text({"stated": "5.0 one"}, TAKES_IT, fits="kind: possible, stated: stated, at_most: y"))
    assert case.verify()["fits"].reference.outcome == "cannot tell"
    assert case.headlines("fits") == []
    assert f"\n  {flips.NO_TURN}\n" in str(case.explain("fits"))
