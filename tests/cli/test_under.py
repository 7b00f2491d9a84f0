"""``verify --under``: the article read in another way for a run, while all other fair ways are still tried."""

import json

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
