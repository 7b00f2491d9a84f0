"""What a panel shows of a setting is what the library says of it, whatever is moved; code and command say the same."""

import json
import re
import shlex

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge import CaseError, open_case
from weighbridge.answers import BADGES
from weighbridge.cli import commands
from weighbridge.controls.controls import controls_of
from weighbridge.controls.view import view


@pytest.fixture(scope="module")
def load():
    """The controls of the load of a truck."""
    return controls_of(open_case("raqqa-2017"), "usual_load")


def any_setting(controls):
    """Any place of each control."""
    return st.tuples(*(st.integers(0, len(one.positions) - 1) for one in controls.controls))


@settings(max_examples=15, deadline=None, derandomize=True)
@given(data=st.data())
def test_a_view_is_what_verify_says(load, data):
    setting = data.draw(any_setting(load))
    shown, said = view(load, setting), load.case(setting).verify()["usual_load"]
    assert (shown.answer, shown.badge, shown.headline) == (said.answer, said.answer.badge, said.answer.headline)
    assert shown.as_read == BADGES[said.reference.outcome]
    assert (shown.stated, shown.computed, shown.ways_text) == (
        said.figures.stated,
        said.figures.computed,
        said.figures.ways,
    )
    assert ", ".join(str(many) for _, many in shown.ways) == ", ".join(re.findall(r"in (\d+)", shown.ways_text))


@settings(max_examples=4, deadline=None, derandomize=True)
@given(data=st.data())
def test_the_code_of_a_setting_gives_the_same_answer(load, data):
    setting = data.draw(any_setting(load))
    found = eval(load.code(setting), {"case": load.base})  # the text is what a reader pastes
    assert found.answer == view(load, setting).answer


def test_the_command_of_a_setting_gives_the_same_answer(load):
    setting = load.moved(load.start, "trucks", "44 truck")
    setting = load.moved(load.moved(setting, "convoys", "counted ones only"), "shape", "flat")
    program, *words = shlex.split(load.typed(setting))
    assert program == "weighbridge"
    done = CliRunner().invoke(commands.main, [*words, "--json"], catch_exceptions=False)
    found = next(one for one in json.loads(done.output)["checks"] if one["name"] == "usual_load")
    shown = view(load, setting)
    assert found["answer"] == json.loads(shown.answer.model_dump_json())
    assert found["figures"]["stated"]["text"] == shown.stated.text


def test_a_case_that_was_changed_before_keeps_its_changes_in_the_command():
    base = open_case("raqqa-2017", sets=("mass=2300 tonne",)).under(market="yard")
    controls = controls_of(base, "usual_load", numbers=1, choices=1)
    assert [one.name for one in controls.controls] == ["mass", "convoys"]
    moved = controls.moved(controls.start, "convoys", "counted ones only")
    words = shlex.split(controls.typed(moved))
    assert words[3:] == ["--set", "mass=2300 tonne", "--under", "market=yard", "--under", "convoys=counted ones only"]


def test_values_that_do_not_go_together_are_refused_in_words():
    case = open_case("raqqa-2017")
    with pytest.raises(CaseError, match="convoy_mean_load"):
        case.with_({"convoy_mean_load.high": "20 tonne/truck"})
