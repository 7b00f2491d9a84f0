"""The README says what the result says: its rendered lines, its plain words, its commands."""

import re
from collections import Counter
from pathlib import Path

from weighbridge.cli import main
from weighbridge.what_if.flips import flips_of

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_rendered_lines_are_those_of_the_result(raqqa_result):
    block = README.split("-->", 1)[1].split("<!-- end", 1)[0]
    assert block.strip().splitlines() == [f"- **{check.question}** {check.sentence}" for check in raqqa_result.checks]


def test_what_the_plain_words_say_is_so(raqqa, raqqa_result):
    result = raqqa_result
    assert not any(check.outcome == "fails" for check in result.checks)  # no check fails under all fair choices
    assert result["can_carry"].reference.computed.bounds[1] > result["can_carry"].reference.stated.as_written[1]
    alone = [finding for finding in result["usual_load"].findings if finding.changed in (None, "convoys")]
    loads = {finding.choices["convoys"]: finding.outcome for finding in alone}
    assert loads["announced ones too"] == "holds"
    assert loads["counted ones only"] == "cannot tell"  # two origins, too few
    shapes = {finding.choices["shape"]: finding.outcome for finding in result["usual_load"].findings}
    assert shapes["peaked"] == "strained"
    widths = {finding.choices["hedge width"]: finding.outcome for finding in result["can_carry"].findings}
    assert widths == {"typical": "holds", "generous": "cannot tell"}
    assert result["enough_metal"].outcome == "cannot tell"
    extents = {finding.changed: finding.region.extent for finding in result["some_mix"].findings}
    assert extents[None]["iron"][0] > 0.9  # mostly iron at a port without a discount
    # the deeper a discount, the less iron a load can hold and still fetch the price
    discounted = [raqqa.with_(level=level).verify()["some_mix"].reference.region for level in ("0.75 one", "0.5 one")]
    most_iron = [extents[None]["iron"][1], *(region.extent["iron"][1] for region in discounted)]
    assert most_iron == sorted(most_iron, reverse=True)
    assert most_iron[0] - most_iron[2] > 0.01


def test_the_thresholds_are_those_of_the_checks(raqqa_result):
    found = re.search(r"below (\S+) % \((\S+) %.*?below (\S+) % \((\S+) %", README, re.S)
    one_sided, two_sided = raqqa_result.thresholds["at_most"], raqqa_result.thresholds["equals"]
    assert [float(number) for number in found.groups()] == [
        100 * one_sided[0],
        100 * two_sided[0],
        100 * one_sided[1],
        100 * two_sided[1],
    ]


def test_the_readme_names_every_command_and_no_other():
    named = set(re.findall(r"^weighbridge (\w+)", README, re.M))
    assert named
    assert named <= set(main.list_commands(None))
    assert [name for name in main.list_commands(None) if f"weighbridge {name}" not in README] == []


def test_what_the_summary_says_of_the_mixes_is_so(raqqa_result):
    """“Holds where the load is mixed like the metal in use”, fails or is strained with the copper of a transformer."""
    said = " ".join(README.split())
    assert "The price holds where the load is mixed like the metal in use." in said
    assert "it fails at a port and at a yard, and on the spot it is strained under nearly all choices" in said
    found = Counter(
        (one.choices["mix"], one.choices["market"], str(one.outcome))
        for one in raqqa_result["usual_price"].combinations
    )
    assert {outcome for mix, _, outcome in found if mix == "like the metal in use"} == {"holds"}
    copper = {(market, outcome): many for (mix, market, outcome), many in found.items() if "transformer" in mix}
    assert copper == {
        ("port", "fails"): 24,
        ("yard", "fails"): 24,
        ("on the spot", "strained"): 22,
        ("on the spot", "holds"): 2,
    }


def test_the_heaviest_mean_that_turns_the_load_is_the_one_that_is_named(raqqa, raqqa_result):
    named = float(
        re.search(r"heaviest mean that is thought possible lies above (\d+) tonnes", " ".join(README.split()))[1]
    )
    swings = {one.input: one for one in flips_of(raqqa.weigher.draws, "usual_load", raqqa.choices, {})}
    turn = next(turn for turn in swings["convoy_mean_load.high"].turns if turn.above == "holds")
    assert round(turn.at.value) == named
    assert swings["convoy_mean_load.high"].support == "judgement"
    assert [one.input for one in raqqa_result["usual_load"].leans_on] == ["convoy_mean_load.high"]
