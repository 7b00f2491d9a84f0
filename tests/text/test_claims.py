"""Claims: one value, or readings of which one is preferred."""

import pytest
from pydantic import ValidationError

from weighbridge.text.claims import Claim

QUOTE = {"exact": "2500 tons"}
READING = {"value": "2500 tonne", "reason": "metric"}


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({}, "a claim has either `value` or `readings`"),
        ({"value": "1", "readings": {"metric": READING}}, "a claim has either `value` or `readings`"),
        ({"readings": {"metric": READING}}, "exactly one reading is `preferred: true`, found 0"),
        (
            {"readings": {"a": {**READING, "preferred": True}, "b": {**READING, "preferred": True}}},
            "exactly one reading is `preferred: true`, found 2",
        ),
        (
            {"readings": {"a": {**READING, "preferred": True, "ruled_out": "so"}}},
            "the preferred reading `a` is ruled out",
        ),
    ],
)
def test_a_claim_has_one_value(more, message):
    with pytest.raises(ValidationError, match=message):
        Claim.model_validate({"quote": QUOTE, **more})


def test_a_claim_with_readings():
    readings = {"metric": {**READING, "preferred": True}, "short": {"value": "2500 short_ton", "reason": "American"}}
    claim = Claim.model_validate({"quote": QUOTE, "readings": readings})
    assert claim.hedge == "none"
    assert list(claim.readings) == ["metric", "short"]
