"""An event of unknown day in a case: its candidates are options, and evidence is looked up by each."""

# ruff: noqa: E501 (a row of a table stands on one line)

import pytest

from small_cases import SALE
from weighbridge import CaseError, open_case
from weighbridge.text.events import last_weekday


def problems(make_case, *replacements):
    text = SALE
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    with pytest.raises(CaseError) as caught:
        make_case(text)
    return [f"case.yaml:{str(problem).rpartition('case.yaml:')[2]}" for problem in caught.value.problems]


def test_evidence_is_looked_up_by_the_candidate(make_case):
    case = make_case(SALE)
    prices = {day: case.under(sale=day)["copper"].side.as_written[0] for day in case.text.events["sale"].candidates}
    assert prices == {"early February": 5940.91, "late January": 5754.56, "2015": 5456.75}
    assert case["copper"].side.as_written[0] == 5940.91


def test_a_candidate_is_a_choice_like_any_other(make_case):
    case = make_case(SALE)
    assert case.model.choices["sale"].options == ("early February", "late January", "2015")
    assert case.model.choices["sale"].reference == "early February"
    decided = case.with_(sale="late January")
    assert decided["copper"].side.as_written[0] == 5754.56
    assert "sale" not in decided.model.choices


def test_a_candidate_can_set_what_no_table_has(make_case):
    assert make_case(SALE).under(sale="2015")["paid"].side.bounds == pytest.approx((2728.38, 2728.38), rel=1e-5)


def test_an_event_that_nothing_depends_on_is_no_choice(make_case):
    text = SALE.replace("month: sale.month", "month: 2017-02").replace(", set: {level: 50 percent}", "")
    case = make_case(text)
    assert "sale" not in case.model.choices
    assert [day.outcomes for event in case.verify().events for day in event.candidates] == [[], [], []]


@pytest.mark.parametrize(
    ("replacement", "told"),
    [
        (("2017-01-26", "2017-01-27"), "case.yaml:6: the candidate `late January` is a Friday, expected a Thursday in `sale`"),
        (("date: 2017-01-26", "date: 2017-01"), "case.yaml:12: `sale.candidates.late January.date`: `2017-01` is not a day, expected one such as 2017-02-28; write year, month and day"),
        (("date: 2017-01-26", "date: 2017-02-30"), "case.yaml:12: `sale.candidates.late January.date`: `2017-02-30` is not a date: February 2017 has no day 30; mend the day"),
        ((", preferred: true", ""), "case.yaml:6: exactly one candidate is `preferred: true`, found 0"),
        (("weekday: Thursday", "weekday: Donnerstag"), "case.yaml:6: `Donnerstag` is not a day of the week"),
        (("facts: [raqqa-bridges-2017-02]", "facts: [raqqa-bridge-2017-02]"), "the table `events` has no row `raqqa-bridge-2017-02`; did you mean `raqqa-bridges-2017-02`"),
        (("facts: [raqqa-bridges-2015-11]", "facts: [x], sources: [nobody]"), "unknown source `nobody`"),
        (("month: sale.month", "month: sale.week"), "case.yaml:17: an event has no `week`; expected one of `day`, `month`, `year`"),
        (("month: sale.month", "month: sail.month"), "no row of `metal-prices` has month `sail.month`"),
        (("date: 2015-07-02", "date: 1999-07-01"), "no row of `metal-prices` has month `1999-07`"),
        (("reason: the week before", "reasons: the week before"), "unknown key `reasons` in `sale.candidates.late January`; did you mean `reason`"),
        (("preferred: true, reason: best", "preferred: true, reason: best, set: {level: 2 one}"), "it sets nothing"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(make_case, replacement, told):
    found = problems(make_case, replacement)
    assert any(told in problem for problem in found), found


def test_a_name_that_an_alternative_has_is_told(make_case):
    text = SALE.replace(
        "checks:\n",
        "alternatives:\n  sale: {question: Q, options: {a: {reason: r}, b: {reason: r, set: {level: 2 one}}}}\nchecks:\n",
    )
    with pytest.raises(CaseError, match="there is already an alternative `sale`"):
        make_case(text)


def test_the_candidates_of_the_case_are_thursdays_before_documented_raids(raqqa):
    departure = raqqa.text.events["departure"]
    assert {day.weekday for day in departure.candidates.values()} == {"Thursday"}
    ends = {row.cells["key"]: row.cells["end"] for row in raqqa.holdings.table("events")}
    assert last_weekday("Thursday", ends["raqqa-bridges-2017-02"]) == departure.candidates[departure.preferred].date
    assert last_weekday("Thursday", ends["raqqa-transit-strikes-2015-07"]) == departure.candidates["2 July 2015"].date
    assert last_weekday("Thursday", ends["raqqa-bridges-2015-11"]) == departure.passed_over["29 October 2015"].date


def test_an_event_without_facts_needs_no_table_of_events(tmp_path):
    """Of a case that has a folder ``evidence`` of its own, and no tables in it."""
    text = SALE.partition("    passed_over:")[0].replace(", facts: [raqqa-bridges-2017-02]", ", sources: [other]")
    text = text.replace(", set: {level: 50 percent}", "") + SALE[SALE.index("checks:") :].replace("paid", "price")
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "evidence").mkdir()
    source = '[{"id": "other", "type": "webpage", "title": "A page", "custom": {"trust": "V"}}]'
    (tmp_path / "evidence" / "sources.json").write_text(source, encoding="utf-8")
    result = open_case(str(tmp_path)).verify()
    assert '"sale"' in result.model_dump_json()
    (origin,) = result.sources
    assert [outlet.rests_on_it for outlet in origin.outlets] == [["sale"]]
