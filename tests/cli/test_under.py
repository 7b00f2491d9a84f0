"""``verify --under``: the article read in another way for a run, while all other fair ways are still tried."""

import json

import pytest
from click.testing import CliRunner

from weighbridge import open_case
from weighbridge.cli import main


def test_an_option_is_our_reading_and_the_others_still_count():
    done = CliRunner().invoke(main, ["verify", "ihs-2016", "--under", "hedge width=generous", "--json"])
    said = open_case("ihs-2016").under(**{"hedge width": "generous"}).verify()
    assert done.exit_code == 0
    assert json.loads(done.output)["answer"] == json.loads(said.answer.model_dump_json())
    assert "--under 'hedge width=generous'" in said.command


def test_what_is_no_option_is_refused_all_of_it_at_once_with_what_there_is():
    words = ["verify", "raqqa-2017", "--under", "convoys=counted", "--under", "shape", "--under", "markt=yard"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 2
    assert "convoys = counted: `convoys` has no option `counted`; expected one of `announced ones too`" in done.stderr
    assert "--under shape: not an option of a choice; write `--under CHOICE=OPTION`" in done.stderr
    assert "markt = yard: there is no choice `markt`; did you mean `market`?" in done.stderr
    assert "3 problems" in done.stderr


TWO_VALUES = [
    (
        ("--under", "mass=short", "--under", "shape=flat", "--under", "mass=metric"),
        "--under mass=metric: `mass` has another value already, by `--under mass=short`; give it one of the two",
    ),
    (
        ("--set", "trucks=40 truck", "--set", "trucks = 60 truck"),
        "--set trucks=60 truck: `trucks` has another value already, by `--set trucks=40 truck`; give it one of the two",
    ),
]


@pytest.mark.parametrize(("typed", "said"), TWO_VALUES)
def test_two_values_for_one_name_are_refused_in_a_line_that_has_both(typed, said):
    done = CliRunner().invoke(main, ["verify", "raqqa-2017", *typed])
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_same_value_typed_twice_is_one():
    once, twice = (["verify", "ihs-2016", *("--under", "hedge width=generous") * many, "--json"] for many in (1, 2))
    said = [json.loads(CliRunner().invoke(main, words).output)["answer"] for words in (once, twice)]
    assert said[0] == said[1]


def test_what_is_set_again_is_typed_with_its_last_value_alone():
    case = open_case("raqqa-2017").with_(trucks="40 truck").with_(mass="2000 tonne").with_(trucks="45 truck")
    assert case.verify().set_values == [("mass", "2000 tonne"), ("trucks", "45 truck")]
