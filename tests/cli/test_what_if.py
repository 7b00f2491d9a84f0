"""The commands flips, slips, solve and reconcile: their lines, changes for a run, bad input, exit codes."""

# ruff: noqa: E501 (a row of a table stands on one line)

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from small_cases import PEOPLE, WHOLE, case_text, same
from weighbridge import open_case
from weighbridge.cli import main
from weighbridge.what_if import flips, slips

OIL = str(Path(__file__).parents[1] / "cases" / "oil-2015")
LETS = "The smallest joint correction that lets every check hold, measured against the room that each number's words leave:"


def run(*arguments):
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


ONLY_COUNTED = ("--set", "convoys=counted ones only")
NO_HEAVIER = ("--set", "convoy_mean_load.high=46 tonne/truck")
APART = "Of so many, some mend by chance: that is no evidence that any of them happened."
LINES = [
    (("flips", "raqqa-2017", "can_carry"), [
        "can_carry: Could trucks carry it at all?",
        "  holds while heaviest_single (the highest value of what one truck can bear, taken as 75 tonne/truck) is above 44.5 tonne/truck; fails just below",
        "  holds while trucks (taken as 50 truck, its hedge in proportion) is above 29.6 truck; fails just below",
        "  holds while densest_scrap (the highest value of the density of scrap as it lies in a body, taken as 1.12 tonne/m**3) is above 0.483 tonne/m**3; fails just below",
        "  holds while mass (taken as 2,500 tonne, its hedge in proportion) is below 4,220 tonne; fails just above",
    ]),
    (("flips", OIL), [
        "below_market: Could a barrel cost that at all?",
        "  fails while money (the article's money, a range given by its lower end, taken as 1,000,000 USD/day, its hedge in proportion) is above 547,000 USD/day; holds just below",
        "  fails while market (taken as 105 USD/barrel) is below 192 USD/barrel; holds just above",
        "  fails while barrels (taken as 5,000 barrel/day, its hedge in proportion) is below 9,150 barrel/day; holds just above",
        "usual_price: Did such oil fetch that much?",
        "  fails while money (the article's money, a range given by its lower end, taken as 1,000,000 USD/day, its hedge in proportion) is above 270,000 USD/day; strained just below",
        "  fails while barrels (taken as 5,000 barrel/day, its hedge in proportion) is below 18,500 barrel/day; strained just above",
        "  fails while black_market.high (the highest value of a barrel of oil sold by the group in 2014, taken as 60 USD/barrel) is below 228 USD/barrel; strained just above",
        "as_published: Is that as much oil as was published?",
        "  fails while produced.low (the lowest value of the oil that was published to be produced in a day by the group, 2014 and 2015, taken as 20,000 barrel/day) is above 5,210 barrel/day; holds just below",
        "  fails while barrels (taken as 5,000 barrel/day, its hedge in proportion) is below 19,200 barrel/day; holds just above",
    ]),
    (("flips", "ihs-2016", "the_revenue"), [
        "the_revenue: Is it a fall of almost 30 per cent from 80 to 56 million?",
        "  holds while after (taken as 56,000,000 USD/month, its hedge in proportion) is between 55,500,000 and 56,500,000 USD/month; holds only through rounding just outside",
        "  holds while before (taken as 80,000,000 USD/month, its hedge in proportion) is between 79,300,000 and 80,700,000 USD/month; holds only through rounding just outside",
        "  holds while fall (taken as 30 percent, its hedge in proportion) is between 29.4 and 30.6 percent; holds only through rounding just outside",
    ]),
    (("slips", "raqqa-2017"), ["As the case is taken no check fails and none is saved by rounding, so no slip is looked for."]),
    (("slips", OIL), [
        f"Of 28 slips tried, none mends below_market; after barrels × 10, money ÷ 10, barrels × 100, money ÷ 100 and 10 more it no longer fails, and could not tell. {slips.ONE_SIDED} {APART} Evidence from outside does not exclude one: after barrels × 10 no check fails, after each of the others something does (as_published).",
        f"Of 28 slips tried, 3 mend usual_price: barrels × 10, money ÷ 10 and money per week; after barrels × 100, money ÷ 100, barrels × 1000, money ÷ 1000 and 7 more it no longer fails, and could not tell. {slips.ONE_SIDED} {APART} Evidence from outside does not exclude one: after barrels × 10 no check fails, after each of the others something does (as_published).",
        f"Of 14 slips tried, 1 mends as_published: barrels × 10 (then ten times as much was meant). {APART} After it no check fails.",
    ]),
    # Two of its three checks fail, and both are the analyst's own: they are looked into only where they are named.
    (("slips", "ihs-2016"), ["As the case is taken no check fails and none is saved by rounding, so no slip is looked for."]),
    (("slips", "ihs-2016", "the_oil"), [
        f"Of 45 slips tried, 2 mend the_oil: oil_before 30,300 for 33,000 (then two neighbouring digits changed places) and fall 42.9 for 30 percent by another base (then the difference was given as a share of the larger value, and a share of the smaller one was meant). {APART} The other checks do not exclude one: after oil_before 30,300 for 33,000 no check fails, after the other something does (the_revenue). That leaves out what we asked ourselves: the_income_from_oil.",
    ]),
    (("slips", "ihs-2016", "the_income_from_oil"), [
        f"Of 46 slips tried, 1 mends the_income_from_oil: oil_income_fall 35.1 for 26 percent by another base (then the difference was given as a share of the larger value, and a share of the smaller one was meant). {APART} After it no check fails. That leaves out what we asked ourselves: the_oil.",
    ]),
    (("slips", OIL, "as_published"), [f"Of 14 slips tried, 1 mends as_published: barrels × 10 (then ten times as much was meant). {APART} After it no check fails."]),
    (("slips", "raqqa-2017", "can_carry"), [f"can_carry {slips.NONE_SOUGHT}"]),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "lines"), LINES, ids=[f"{row[0][0]} {Path(row[0][1]).name}" for row in LINES])
def test_a_command_prints_its_lines_and_nothing_else(arguments, lines):
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    found = result.stdout.splitlines()
    assert len(found) == len(lines)
    for line, expected in zip(found, lines, strict=True):
        assert same(line, expected), line


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("raqqa-2017", ("load", "trucks", "30 tonne/truck")),
        ("oil-2015", ("price", "barrels", "market")),
        ("ihs-2016", ("oil_fall", "oil_after", "oil_income_fall")),
    ],
)
def test_solve_prints_the_sentence_of_its_result(opened, name, asked):
    result = run("solve", OIL if name == "oil-2015" else name, *asked)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{opened(name).solve(*asked)}\n"


def test_reconcile_prints_nothing_but_its_sentence_where_nothing_has_to_be_corrected(raqqa):
    result = run("reconcile", "raqqa-2017")
    assert (result.exit_code, result.stderr, result.stdout) == (0, "", f"{raqqa.reconcile()}\n")


HEADS = "number stated corrected its words permit by its spread moved by, in spreads"
LEAST = "What was made least: the sum of the squares of the last column,"
TABLES = [
    (OIL, [
        HEADS,
        "barrels 5,000 barrel/day 20,000 barrel/day 4,790 to 5,210 barrel/day hedge 2.4 % 58",
        "money a range, by its middle 1,730,000 USD/day 1,160,000 USD/day 1,000,000 to 3,000,000 USD/day range 32 % −1.3",
        f"{LEAST} 3.36e+03.",
    ]),
    # By hand: ln(1.5 / 1.44) is 0.0408, and the spreads are 1.68 % and 2.41 %, so 0.0408² / (0.0168² + 0.0241²) = 1.93.
    ("azernews-trucks", [
        HEADS,
        "annually 1,500,000 truck/year 1,480,000 truck/year 1,500,000 to 1,590,000 truck/year hedge 1.7 % −0.8",
        "monthly 120,000 truck/month 123,000 truck/month 115,000 to 125,000 truck/month rounding 2.4 % 1.1",
        f"{LEAST} 1.94.",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "lines"), TABLES, ids=[Path(name).name for name, _ in TABLES])
def test_a_correction_is_printed_with_a_row_for_each_number(opened, name, lines):
    result = CliRunner().invoke(main, ["reconcile", name], env={"COLUMNS": "200"})
    assert (result.exit_code, result.stderr) == (0, "")
    found = [" ".join(line.split()) for line in result.stdout.splitlines() if line.strip(" ─")]
    assert found.pop(0) == opened(Path(name).name).reconcile().sentence
    assert len(found) == len(lines)
    for line, expected in zip(found, lines, strict=True):
        assert same(line, expected), line


SETS = [
    (("flips", OIL, "below_market", "--set", "barrels=50000 barrel/day"), "barrels (taken as 50,000 barrel/day, its hedge in proportion) is above 9,230 barrel/day; fails just below"),
    (("solve", "raqqa-2017", "load", "trucks", "30 tonne/truck", "--set", "mass=5000 tonne"), "trucks would have to be 167 truck (160 to 174 with hedges)."),
    (("solve", "raqqa-2017", "load", "trucks", "30", "tonne/truck", "--set", "mass=5000 tonne"), "For load to be 30 tonne/truck, trucks would have to be 167 truck (160 to 174 with hedges)."),
    (("solve", OIL, "price", "barrels", "market", "--set", "money=2 million USD/day", "--set", "market=50 USD/barrel"), "For price to be market, barrels would have to be 40,000 barrel/day"),
    (("slips", OIL, "--set", "barrels=50000 barrel/day"), "As the case is taken no check fails and none is saved by rounding, so no slip is looked for."),
    (("slips", "raqqa-2017", "usual_load", *NO_HEAVIER), "Of 25 slips tried, 1 mends usual_load: mass 2,050 for 2,500 (then two neighbouring digits changed places); after "),
    (("slips", "raqqa-2017", *NO_HEAVIER), f"; after trucks × 10, mass ÷ 10, trucks × 100, mass ÷ 100 and 6 more it no longer fails, and could not tell. {slips.ONE_SIDED} {APART}"),
    (("reconcile", "raqqa-2017", *ONLY_COUNTED), f"{LETS} mass from 2,500 to 2,480 tonne (within its hedge) and trucks from 50 to 59 truck (beyond its hedge)."),
    (("reconcile", OIL, "--set", "barrels=50000 barrel/day"), "Nothing has to be corrected"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "part"), SETS)
def test_a_command_takes_changes(arguments, part):
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    assert part in result.stdout


BAD = [
    (("flips", "raqa-2017"), "case `raqa-2017`: there is no such case; did you mean `raqqa-2017`?"),
    (("flips", "raqqa-2017", "can_cary"), "there is no check `can_cary`; did you mean `can_carry`?"),
    (("flips", OIL, "--set", "barels=1 barrel/day"), "--set barels=1 barrel/day: the case has no quantity and no alternative `barels`; did you mean `barrels`?"),
    (("slips", "raqqa-2017", "can_cary"), "there is no check `can_cary`; did you mean `can_carry`?"),
    (("slips", "raqa-2017"), "case `raqa-2017`: there is no such case; did you mean `raqqa-2017`?"),
    (("slips", "ihs-2016", "--set", "x"), "--set x: not a change; write `--set name=value` or `--set name.parameter=value`"),
    (("reconcile", "raqa-2017"), "case `raqa-2017`: there is no such case; did you mean `raqqa-2017`?"),
    (("reconcile", OIL, "--set", "barrels=5000 barels/day"), "--set barrels=5000 barels/day: `barrels.value`: unknown unit `barels`; did you mean `barrel`?"),
    (("solve", "raqa-2017", "load", "trucks", "aid_mean"), "case `raqa-2017`: there is no such case; did you mean `raqqa-2017`?"),
    (("solve", OIL, "prise", "barrels", "market"), "there is no quantity `prise`; did you mean `price`?"),
    (("solve", OIL, "price", "barels", "market"), "`price` cannot be solved for `barels`; did you mean `barrels`?"),
    (("solve", OIL, "price", "market", "50 USD/barrel"), "`price` does not rest on `market`; expected one of `barrels`, `money`"),
    (("solve", OIL, "below_market", "barrels", "market"), "`below_market` is a check; name one of its sides, `price` or `market`"),
    (("solve", OIL, "barrels", "price", "market"), "`barrels` is not a formula; name first the formula, then the number in it, then what is wanted"),
    (("solve", OIL, "price", "price", "market"), "`price` is a formula; expected one of `barrels`, `money`"),
    (("solve", "raqqa-2017", "mix_price", "shares", "price"), "`shares` is a mix; its region is that of a check of kind `reachable`"),
    (("solve", OIL, "price", "barrels", "markt"), "`markt` is not a number with a unit; did you mean `market`?"),
    (("solve", OIL, "price", "barrels", "30 USD/truck"), "`price` is in `USD/barrel`, and `USD/truck` is wanted; both must measure the same kind of thing"),
    (("solve", OIL, "price", "barrels", "30 to 40 USD/barrel"), "`30 to 40 USD/barrel` is a range; want one number at a time"),
]  # fmt: skip


def test_bad_input_exits_with_2_and_one_line():
    results = {arguments: run(*arguments) for arguments, _ in BAD}
    assert {arguments: result.stderr for arguments, result in results.items()} == {
        arguments: f"{message}\n" for arguments, message in BAD
    }
    assert {(result.exit_code, result.stdout) for result in results.values()} == {(2, "")}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("flips",), "Missing argument 'CASE'"),
        (("slips",), "Missing argument 'CASE'"),
        (("reconcile",), "Missing argument 'CASE'"),
        (("solve", "raqqa-2017", "load", "trucks"), "Missing argument 'WANTED...'"),
        (("slips", "raqqa-2017", "usual_load", "can_carry"), "unexpected extra argument"),
        (("flips", "raqqa-2017", "can_carry", "usual_load"), "unexpected extra argument"),
    ],
)
def test_wrong_usage_exits_with_2(arguments, message):
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.output


def written(tmp_path, text):
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_what_holds_as_written_is_not_said_to_fail_still():
    """After some slips usual_price fails, which holds as written: something does, and it is among what is named."""
    case = open_case("raqqa-2017", sets=("convoy_mean_load.high=46 tonne/truck",))
    found = case.slips("usual_load")
    assert case.weigher.finding("usual_price", case.choices).outcome == "holds"
    named = set(re.split(", | and ", re.search(r"something does \((.+)\)\.$", found.sentence)[1]))
    assert named == {check for mend in found.mends for check in mend.failing}
    assert "usual_price" in named
    assert "still" not in found.sentence


def test_a_case_that_cannot_be_reconciled_is_told_in_a_line(tmp_path):
    """What asks of whole things alone leaves nothing to correct."""
    result = run("reconcile", written(tmp_path, case_text(PEOPLE, fits=WHOLE)))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("nothing can be reconciled: no check compares")
    assert result.stderr.count("\n") == 1


def test_of_whole_things_no_line_says_that_nothing_turns_it(tmp_path):
    """With 33 or 37 percent it would hold; that it was not looked for is something else."""
    result = run("flips", written(tmp_path, case_text(PEOPLE, fits=WHOLE)))
    assert result.exit_code == 0
    assert result.stdout.splitlines() == ["fits: Well?", f"  {flips.NOT_MOVED}"]


def test_a_case_in_which_a_share_fails_is_weighed_by_every_command(tmp_path):
    path = written(tmp_path, case_text(PEOPLE, fits=WHOLE))
    for command in ("verify", "flips", "slips"):
        assert run(command, path).exit_code == 0
    assert run("reconcile", path).exit_code == 2  # there is nothing to reconcile
