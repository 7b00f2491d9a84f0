"""Findings under each candidate day of an event, side by side."""

import pytest

from small_cases import SALE
from weighbridge import WeighbridgeError


def test_findings_stand_side_by_side(make_case):
    result = make_case(SALE).verify()
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


def test_an_unknown_event_is_told(make_case):
    with pytest.raises(WeighbridgeError, match="there is no event `sail`; did you mean `sale`"):
        make_case(SALE).verify().candidates_of("sail")


def test_a_candidate_never_weighs_on_another(make_case):
    """Each candidate gives what the case gives where it is the only day."""
    whole = make_case(SALE)
    for day in whole.text.events["sale"].candidates:
        alone = whole.with_(sale=day).verify()["fits"].reference
        side_by_side = next(
            o.finding for e in whole.verify().events for c in e.candidates if c.name == day for o in c.outcomes
        )
        assert (alone.outcome, alone.computed.bounds) == (side_by_side.outcome, side_by_side.computed.bounds)
