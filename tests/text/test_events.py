"""An event of unknown day: its candidates, the evidence looked up by it, and the findings side by side."""

# ruff: noqa: E501 (a row of a table stands on one line)

import datetime
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

import weighbridge
from weighbridge.base.errors import CaseError
from weighbridge.text.events import WEEKDAYS, last_weekday, weekday

CASE = """
title: A price of an unknown day
article: {title: T, url: "https://example.org", language: en}
claims:
  price: {quote: {exact: 5700 to 6000 dollars a tonne}, value: 5700 to 6000 USD/tonne}
events:
  sale:
    question: When was it sold?
    quote: {exact: last Thursday}
    weekday: Thursday
    candidates:
      early February: {date: 2017-02-02, preferred: true, reason: best, facts: [raqqa-bridges-2017-02]}
      late January: {date: 2017-01-26, reason: the week before}
      2015: {date: 2015-07-02, reason: the outlier, set: {level: 50 percent}}
    passed_over:
      autumn: {date: 2015-10-29, reason: another raid, facts: [raqqa-bridges-2015-11]}
evidence:
  copper: {table: metal-prices, where: {metal: copper, month: sale.month}, column: price}
assumptions:
  level: {of: what is paid, fixed: {value: {value: 1 one, reason: ours}}}
formulas:
  paid: {expression: level * copper, unit: USD/tonne, of: such prices}
checks:
  fits: {question: Does it fit?, kind: possible, stated: price, equals: paid}
"""


def case_of(tmp_path, text=CASE):
    path = tmp_path / "case.yaml"
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    return weighbridge.open_case(str(path))


def problems(tmp_path, *replacements):
    text = CASE
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    with pytest.raises(CaseError) as caught:
        case_of(tmp_path, text)
    return [str(problem).removeprefix(str(tmp_path) + "/") for problem in caught.value.problems]


def test_evidence_is_looked_up_by_the_candidate(tmp_path):
    case = case_of(tmp_path)
    prices = {day: case.under(sale=day)["copper"].side.as_written[0] for day in case.text.events["sale"].candidates}
    assert prices == {"early February": 5940.91, "late January": 5754.56, "2015": 5456.75}
    assert case["copper"].side.as_written[0] == 5940.91


def test_a_candidate_is_a_choice_like_any_other(tmp_path):
    case = case_of(tmp_path)
    assert case.model.choices["sale"].options == ("early February", "late January", "2015")
    assert case.model.choices["sale"].reference == "early February"
    decided = case.with_(sale="late January")
    assert decided["copper"].side.as_written[0] == 5754.56
    assert "sale" not in decided.model.choices


def test_a_candidate_can_set_what_no_table_has(tmp_path):
    assert case_of(tmp_path).under(sale="2015")["paid"].side.bounds == pytest.approx((2728.38, 2728.38), rel=1e-5)


def test_findings_stand_side_by_side(tmp_path):
    result = case_of(tmp_path).verify()
    (event,) = result.events
    found = {day.name: [(o.check, o.finding.outcome, o.counts) for o in day.outcomes] for day in event.candidates}
    assert found["early February"] == [("fits", "holds", {"holds": 2})]
    assert found["2015"] == [("fits", "fails", {"fails": 2})]
    assert [(day.date, day.weekday, day.preferred) for day in event.candidates] == [
        ("2017-02-02", "Thursday", True),
        ("2017-01-26", "Thursday", False),
        ("2015-07-02", "Thursday", False),
    ]
    assert event.passed_over["autumn"].reason == "another raid"
    assert result.verdict.depends_on == ["sale"]
    frame = result.candidates_of("sale")
    assert list(frame["candidate"]) == ["early February", "late January", "2015"]
    assert list(frame["over all other choices"]) == ["holds in 2", "holds in 2", "fails in 2"]


def test_an_unknown_event_is_told(tmp_path):
    with pytest.raises(weighbridge.WeighbridgeError, match="there is no event `sail`; did you mean `sale`"):
        case_of(tmp_path).verify().candidates_of("sail")


def test_a_candidate_never_weighs_on_another(tmp_path):
    """Each candidate gives what the case gives where it is the only day."""
    whole = case_of(tmp_path)
    for day in whole.text.events["sale"].candidates:
        alone = whole.with_(sale=day).verify()["fits"].reference
        side_by_side = next(
            o.finding for e in whole.verify().events for c in e.candidates if c.name == day for o in c.outcomes
        )
        assert (alone.outcome, alone.computed.bounds) == (side_by_side.outcome, side_by_side.computed.bounds)


def test_an_event_that_nothing_depends_on_is_no_choice(tmp_path):
    text = CASE.replace("month: sale.month", "month: 2017-02").replace(", set: {level: 50 percent}", "")
    case = case_of(tmp_path, text)
    assert "sale" not in case.model.choices
    assert [day.outcomes for event in case.verify().events for day in event.candidates] == [[], [], []]


@pytest.mark.parametrize(
    ("replacement", "told"),
    [
        (("2017-01-26", "2017-01-27"), "case.yaml:7: the candidate `late January` is a Friday, expected a Thursday in `sale`"),
        (("date: 2017-01-26", "date: 2017-01"), "case.yaml:13: `2017-01` is not a day, expected one such as 2017-02-28"),
        (("date: 2017-01-26", "date: 2017-02-30"), "case.yaml:13: `2017-02-30` is not a day"),
        ((", preferred: true", ""), "case.yaml:7: exactly one candidate is `preferred: true`, found 0"),
        (("weekday: Thursday", "weekday: Donnerstag"), "case.yaml:7: `Donnerstag` is no day of the week"),
        (("facts: [raqqa-bridges-2017-02]", "facts: [raqqa-bridge-2017-02]"), "the table `events` has no row `raqqa-bridge-2017-02`; did you mean `raqqa-bridges-2017-02`"),
        (("facts: [raqqa-bridges-2015-11]", "facts: [x], sources: [nobody]"), "unknown source `nobody`"),
        (("month: sale.month", "month: sale.week"), "case.yaml:18: an event has no `week`; expected one of `day`, `month`, `year`"),
        (("month: sale.month", "month: sail.month"), "no row of `metal-prices` has month `sail.month`"),
        (("date: 2015-07-02", "date: 1999-07-01"), "no row of `metal-prices` has month `1999-07`"),
        (("reason: the week before", "reasons: the week before"), "unknown key `reasons` in `sale.candidates.late January`; did you mean `reason`"),
        (("preferred: true, reason: best", "preferred: true, reason: best, set: {level: 2 one}"), "it sets nothing"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(tmp_path, replacement, told):
    assert any(told in problem for problem in problems(tmp_path, replacement)), problems(tmp_path, replacement)


def test_a_name_that_an_alternative_has_is_told(tmp_path):
    text = CASE.replace(
        "checks:\n",
        "alternatives:\n  sale: {question: Q, options: {a: {reason: r}, b: {reason: r, set: {level: 2 one}}}}\nchecks:\n",
    )
    with pytest.raises(CaseError, match="there is already an alternative `sale`"):
        case_of(tmp_path, text)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)), st.sampled_from(WEEKDAYS))
def test_the_last_weekday_is_that_day_and_less_than_a_week_ago(day, name):
    found = last_weekday(name, day.isoformat())
    assert weekday(found) == name
    assert 0 <= (day - datetime.date.fromisoformat(found)).days < 7
    assert datetime.date.fromisoformat(found).strftime("%A") == name


def test_the_candidates_of_the_case_are_thursdays_before_documented_raids():
    case = weighbridge.open_case("raqqa-2017")
    departure = case.text.events["departure"]
    assert {day.weekday for day in departure.candidates.values()} == {"Thursday"}
    ends = {row.cells["key"]: row.cells["end"] for row in case.library.table("events")}
    assert last_weekday("Thursday", ends["raqqa-bridges-2017-02"]) == departure.candidates[departure.preferred].date
    assert last_weekday("Thursday", ends["raqqa-transit-strikes-2015-07"]) == departure.candidates["2 July 2015"].date
    assert last_weekday("Thursday", ends["raqqa-bridges-2015-11"]) == departure.passed_over["29 October 2015"].date
