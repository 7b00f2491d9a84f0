"""The commands flips, slips, solve and reconcile: their lines, changes for a run, bad input, exit codes."""

# ruff: noqa: E501 (a row of a table stands on one line)

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from small_cases import PEOPLE, WHOLE, case_text, same
from weighbridge import open_case
from weighbridge.cli import main
from weighbridge.what_if import NO_SLIP_SOUGHT, slips, turn_words

OIL = str(Path(__file__).parents[1] / "cases" / "oil-2015")


def run(*arguments):
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


NOT_SO_HEAVY = ("--set", "convoy_mean_load.high=42 tonne/truck")
SMALLEST = "This is the smallest change that would make the numbers fit, measured against the room of each."
NO_HEAVIER = ("--set", "convoy_mean_load.high=46 tonne/truck")
LINES = [
    (("flips", "raqqa-2017", "can_carry"), [
        "Could trucks carry it at all? (`can_carry`)",
        "  For the number of trucks, the answer changes below 32 trucks. At the article's 50 trucks it fits; just below it would not fit. What its wording allows moves in proportion. (`trucks`)",
        "  For the highest value of what one truck can bear, the answer changes below 44.5 tonnes a truck. At 70 tonnes a truck, from a weak source, it fits; just below it would not fit. (`heaviest_in_syria`)",
        "  For the highest value of the bulk density, the answer changes below 0.483 tonnes per cubic metre. At 1.12 tonnes per cubic metre, which has a source, it fits; just below it would not fit. (`densest_scrap`)",
        "  For the mass of metal, the answer changes above 3,940 tonnes. At the article's 2,500 tonnes it fits; just above it would not fit. What its wording allows moves in proportion. (`mass`)",
    ]),
    (("flips", OIL), [
        "Could a barrel cost that at all? (`below_market`)",
        "  For the money, the answer changes below $547,000 a day. At the article's $1 million a day it does not fit; just below it would fit. What its wording allows moves in proportion. (`money`)",
        "  For the market's highest price in 2014, the answer changes above $192 a barrel. At $105 a barrel, which has a source, it does not fit; just above it would fit. (`market`)",
        "  For the barrels, the answer changes above 9,150 barrels a day. At the article's 5,000 barrels a day it does not fit; just above it would fit. What its wording allows moves in proportion. (`barrels`)",
        "Did such oil fetch that much? (`usual_price`)",
        "  For the money, the answer changes below $270,000 a day. At the article's $1 million a day it does not fit; just below it would be unlikely. What its wording allows moves in proportion. (`money`)",
        "  For the barrels, the answer changes above 18,000 barrels a day. At the article's 5,000 barrels a day it does not fit; just above it would be unlikely. What its wording allows moves in proportion. (`barrels`)",
        "  For the highest value of the black market, the answer changes above $220 a barrel. At $60 a barrel, which has a source, it does not fit; just above it would be unlikely. (`black_market.high`)",
        "Is that as much oil as was published? (`as_published`)",
        "  For the lowest value of the produced, the answer changes below 5,210 barrels a day. At 20,000 barrels a day, which has a source, it does not fit; just below it would fit. (`produced.low`)",
        "  For the barrels, the answer changes above 19,200 barrels a day. At the article's 5,000 barrels a day it does not fit; just above it would fit. What its wording allows moves in proportion. (`barrels`)",
    ]),
    (("flips", "ihs-2016", "the_revenue"), [
        "Is it a fall of almost 30 per cent from 80 to 56 million? (`the_revenue`)",
        "  For the later revenue, the answer changes below $55.5 million a month or above $56.5 million a month. At the article's $56 million a month it fits; just outside it would fit, allowing for rounding. What its wording allows moves in proportion. (`after`)",
        "  For the earlier revenue, the answer changes below $79.3 million a month or above $80.7 million a month. At the article's $80 million a month it fits; just outside it would fit, allowing for rounding. What its wording allows moves in proportion. (`before`)",
        "  For the fall of the revenue, the answer changes below 29.4% or above 30.6%. At the article's 30% it fits; just outside it would fit, allowing for rounding. What its wording allows moves in proportion. (`fall`)",
    ]),
    (("slips", "raqqa-2017"), [
        "We looked for no misprint, since no comparison fails and none needs rounding to fit.",
    ]),
    (("slips", OIL), [
        "Could a barrel cost that at all? (`below_market`)",
        "  We tried 28 possible misprints: none would make the numbers fit. After 14 of them this comparison no longer fails, but could then not say either way. This comparison looks to one side only, and lets pass whatever lies far on the other. Among so many, some fit by chance: that is not evidence that any of them happened. Evidence from outside leaves one of them. What is left: the barrels would be 50,000 instead of 5,000 barrels a day. Each of the others makes another comparison fail. It asks: “Is that as much oil as was published?”",
        "Did such oil fetch that much? (`usual_price`)",
        "  We tried 28 possible misprints: 3 would make the numbers fit. The barrels would be 50,000 instead of 5,000 barrels a day. The money would be $100,000 to $300,000 instead of $1 million to $3 million a day. The money would be $1 million to $3 million a week, not a day. After 11 others this comparison no longer fails, but could then not say either way. This comparison looks to one side only, and lets pass whatever lies far on the other. Among so many, some fit by chance: that is not evidence that any of them happened. Evidence from outside leaves one of them. What is left: the barrels would be 50,000 instead of 5,000 barrels a day. Each of the others makes another comparison fail. It asks: “Is that as much oil as was published?”",
        "Is that as much oil as was published? (`as_published`)",
        "  We tried 14 possible misprints: one would make the numbers fit. The barrels would be 50,000 instead of 5,000 barrels a day. Then ten times as much was meant. Among so many, some fit by chance: that is not evidence that any of them happened. After it no comparison fails.",
    ]),
    # Two of its three checks fail, and both are the analyst's own: they are looked into only where they are named.
    (("slips", "ihs-2016"), [
        "We looked for no misprint, since no comparison fails and none needs rounding to fit.",
    ]),
    (("slips", "ihs-2016", "the_oil"), [
        "Did oil output fall by the same share as the revenue? (`the_oil`)",
        "  We tried 45 possible misprints: 2 would make the numbers fit. The earlier output of oil would be 30,300 instead of 33,000 barrels a day. Then two neighbouring digits changed places. The fall of the revenue would be 42.9% instead of 30%. Then the difference was given as a share of the larger value, and a share of the smaller one was meant. Among so many, some fit by chance: that is not evidence that any of them happened. The other comparisons leave one of them. What is left: the earlier output of oil would be 30,300 instead of 33,000 barrels a day. The other makes another comparison fail. It asks: “Is it a fall of almost 30 per cent from 80 to 56 million?” We left out “Did income from oil fall by the same share as its output?”, a question of our own.",
    ]),
    (("slips", "ihs-2016", "the_income_from_oil"), [
        "Did income from oil fall by the same share as its output? (`the_income_from_oil`)",
        "  We tried 46 possible misprints: one would make the numbers fit. The fall of the income from oil would be 35.1% instead of 26%. Then the difference was given as a share of the larger value, and a share of the smaller one was meant. Among so many, some fit by chance: that is not evidence that any of them happened. After it no comparison fails. We left out “Did oil output fall by the same share as the revenue?”, a question of our own.",
    ]),
    (("slips", OIL, "as_published"), [
        "Is that as much oil as was published? (`as_published`)",
        "  We tried 14 possible misprints: one would make the numbers fit. The barrels would be 50,000 instead of 5,000 barrels a day. Then ten times as much was meant. Among so many, some fit by chance: that is not evidence that any of them happened. After it no comparison fails.",
    ]),
    (("slips", "raqqa-2017", "can_carry"), [
        "Could trucks carry it at all? (`can_carry`)",
        "  We looked for no misprint, since this comparison does not fail and does not need rounding to fit.",
    ]),
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


HEADS = "number stated would be allowed from allowed to unit by its spread (%) moves by (spreads) set by"
LEAST = "What was made least: the sum of the squares of these moves,"
TABLES = [
    (OIL, [
        HEADS,
        "the barrels 5,000 20,000 4,793 5,207 barrels a day wording 2.4 58 barrels",
        "the money 1.732 million 1.16 million 1 million 3 million US dollars a day range 32 −1.3 money",
        f"{LEAST} 3,360.",
    ]),
    # By hand: ln(1.5 / 1.44) is 0.0408, and the spreads are 1.68 % and 2.41 %, so 0.0408² / (0.0168² + 0.0241²) = 1.93.
    ("azernews-trucks", [
        HEADS,
        "the number of trucks a month 120,000 123,300 115,000 125,000 trucks a month rounding 2.4 1.1 monthly",
        "the number of trucks a year 1.5 million 1.48 million 1.5 million 1.59 million trucks a year wording 1.7 −0.8 annually",
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
    (("flips", OIL, "below_market", "--set", "barrels=50000 barrel/day"), "For the barrels, the answer changes below 9,230 barrels a day. At the article's 50,000 barrels a day it fits; just below it would not fit."),
    (("solve", "raqqa-2017", "load", "trucks", "30 tonne/truck", "--set", "mass=5000 tonne"), "The number of trucks would have to be about 167 trucks. Allowing for the wording it could be 160 to 173 trucks."),
    (("solve", "raqqa-2017", "load", "trucks", "30", "tonne/truck", "--set", "mass=5000 tonne"), "The load of a truck would then be 30 tonnes a truck."),
    (("solve", OIL, "price", "barrels", "market", "--set", "money=2 million USD/day", "--set", "market=50 USD/barrel"), "The barrels would have to be 40,000 barrels a day"),
    (("slips", OIL, "--set", "barrels=50000 barrel/day"), NO_SLIP_SOUGHT),
    (("slips", "raqqa-2017", "usual_load", *NO_HEAVIER), "We tried 25 possible misprints: one would make the numbers fit. The mass of metal would be 2,050 instead of 2,500 tonnes. Then two neighbouring digits changed places."),
    (("slips", "raqqa-2017", *NO_HEAVIER), f"After 10 others this comparison no longer fails, but could then not say either way. {slips.ONE_SIDED} {slips.NO_EVIDENCE}"),
    (("reconcile", "raqqa-2017", *NOT_SO_HEAVY), f"{SMALLEST} The number of trucks would be 64 instead of 50 trucks, beyond its wording. The mass of metal would be 2,470 instead of 2,500 tonnes, within its wording."),
    (("reconcile", OIL, "--set", "barrels=50000 barrel/day"), "Nothing has to change"),
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
    named = set(re.findall(r"asks: “(.+?)”", found.sentence))
    assert named == {case.model.checks[check].question for mend in found.mends for check in mend.failing}
    assert case.model.checks["usual_price"].question in named
    assert "still" not in found.sentence


def test_a_case_that_cannot_be_reconciled_is_told_in_a_line(tmp_path):
    """What asks of whole things alone leaves nothing to correct."""
    result = run("reconcile", written(tmp_path, case_text(PEOPLE, fits=WHOLE)))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "/case.yaml: nothing can be reconciled: no check compares" in result.stderr
    assert result.stderr.count("\n") == 1


def test_of_whole_things_no_line_says_that_nothing_turns_it(tmp_path):
    """With 33 or 37 percent it would hold; that it was not looked for is something else."""
    result = run("flips", written(tmp_path, case_text(PEOPLE, fits=WHOLE)))
    assert result.exit_code == 0
    assert result.stdout.splitlines() == ["Well? (`fits`)", f"  {turn_words.NOT_MOVED}"]


def test_a_case_in_which_a_share_fails_is_weighed_by_every_command(tmp_path):
    path = written(tmp_path, case_text(PEOPLE, fits=WHOLE))
    for command in ("verify", "flips", "slips"):
        assert run(command, path).exit_code == 0
    assert run("reconcile", path).exit_code == 2  # there is nothing to reconcile
