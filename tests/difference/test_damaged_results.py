"""A saved result that somebody changed is compared as far as it goes, or refused with its place and a remedy."""

# ruff: noqa: E501 (a row of a table stands on one line)
import json

import pytest
from click.testing import CliRunner

from weighbridge.cli import main
from weighbridge.difference.figures import Drawn, _if_moved
from weighbridge.difference.results import Measure

CHECK = {
    "name": "c",
    "question": "Does it?",
    "kind": "possible",
    "overall": "holds",
    "findings": [{"stated": {"name": "a"}, "computed": {"name": "b"}, "outcome": "holds"}],
}
RESULT = {"case": "x", "checks": [CHECK]}
DAMAGED = [
    (json.dumps({**RESULT, "provenance": {"a": [{"kind": "evidence", "grounds": [{"sources": 5}]}]}}), "not built as this version"),
    (json.dumps({**RESULT, "provenance": {"a": [None]}}), "not built as this version"),
    (json.dumps({**RESULT, "provenance": {"a": [{"grounds": [{"sources": [{}]}]}]}}), "is not what this version writes"),
    ('{"case": "x", "checks": [], "quantities": NaN}', "is no result"),
    ('{"case": "x", "case": "y", "checks": []}', "stands twice"),
    ('{"case": "\\ud800", "checks": []}', "half of a character"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fault"), DAMAGED)
def test_a_damaged_result_is_refused_in_one_line(tmp_path, text, fault):
    sound, damaged = tmp_path / "a.json", tmp_path / "b.json"
    sound.write_text(json.dumps(RESULT), encoding="utf-8")
    damaged.write_text(text, encoding="utf-8")
    for operands in ((sound, damaged), (damaged, sound)):
        shown = CliRunner().invoke(main, ["diff", *map(str, operands)])
        assert shown.exit_code == 2, shown.output
        assert "b.json" in shown.stderr
        assert fault in shown.stderr
        assert "; " in shown.stderr
        assert len(shown.stderr.splitlines()) == 1


def test_a_difference_of_which_no_percentage_can_be_said_has_none():
    (found,) = _if_moved("a", "a", Measure.VALUE, Drawn(1e-300), Drawn(1e300), "tonne")
    assert found.percent is None
