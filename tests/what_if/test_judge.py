"""What is judged of all numbers together: from a case, in a result, in its JSON, and on the command line."""

# ruff: noqa: E501 (a row of a table stands on one line)

import json
import re
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from weighbridge import open_case
from weighbridge.base.errors import CaseError, WeighbridgeError
from weighbridge.cli import main
from weighbridge.report.sentences import QUESTIONS
from weighbridge.report.verification import VerificationForm
from weighbridge.text import words
from weighbridge.verdict.results import Question
from weighbridge.what_if import flips, slips

FAILING, TURNING, STRAINING, SILENT, ROUNDING, _ = (QUESTIONS[one] for one in Question)
ROOT = Path(__file__).parents[2]
OIL = str(ROOT / "tests" / "cases" / "oil-2015")
SCHEMA = json.loads((ROOT / "src" / "weighbridge" / "report" / "verification.schema.json").read_text(encoding="utf-8"))
NAMES = {"raqqa-2017": "raqqa-2017", "oil-2015": OIL, "ihs-2016": "ihs-2016", "azernews-trucks": "azernews-trucks"}

HEAD = """\
title: Small
article: {title: A, url: "https://example.org/article", language: en}
"""


def case_text(claims, more="", **checks):
    """A case of claims, of what else is needed, and of checks by name."""
    lines = [HEAD + "claims:"]
    lines += [f"  {name}: {{quote: {{exact: x}}, value: {value}}}" for name, value in claims.items()]
    lines += [more, "checks:", *(f"  {name}: {{question: Well?, {check}}}" for name, check in checks.items())]
    return "\n".join(lines) + "\n"


HAUL = {"trucks": "50.0 truck", "load": "12.0 tonne/truck", "mass": "600.0 tonne"}
PRODUCT = "formulas: {computed: {expression: trucks * load, unit: tonne}}"
FITS = "kind: agrees, stated: mass, equals: computed"
PEOPLE = {"people": "27 person", "share": "34 percent"}
WHOLE = "kind: agrees, stated: share, counted_in: people"
FALL = {"before": "80.0 USD", "after": "104.0 USD", "fall": "30.0 percent"}
FALLEN = "formulas: {computed: {expression: (before - after) / before, unit: percent}}"
FELL = "kind: agrees, stated: fall, equals: computed"


@pytest.fixture(scope="module")
def cases():
    return {name: open_case(path) for name, path in NAMES.items()}


@pytest.fixture(scope="module")
def results(cases):
    return {name: case.verify() for name, case in cases.items()}


NUMBER = re.compile(r"(?<![\w.])−?\d[\d,]*(?:\.\d+)?(?:e\+\d+)?")


def same(found, expected):
    """Whether two lines are the same, word for word, with numbers that are the same but for the last of three digits."""
    numbers = [
        [float(number.replace(",", "").replace("−", "-")) for number in NUMBER.findall(line)]
        for line in (found, expected)
    ]
    return NUMBER.sub("#", found) == NUMBER.sub("#", expected) and numbers[0] == pytest.approx(numbers[1], rel=0.008)


# Where it turns.

COLUMNS = ["input", "taken as", "where it turns", "rests on", "might fairly lie", "turns there"]


@pytest.fixture(scope="module")
def turned(cases):
    return {check: cases["raqqa-2017"].flips(check).set_index("input") for check in ("can_carry", "usual_load")}


def test_flips_have_a_row_for_each_number_the_nearest_turn_first(cases):
    frame = cases["oil-2015"].flips("usual_price")
    assert list(frame.columns) == COLUMNS
    assert list(frame["input"]) == ["money", "barrels", "black_market.high", "black_market.low"]
    assert list(frame["taken as"]) == ["1,000,000 USD/day", "5,000 barrel/day", "60 USD/barrel", "20 USD/barrel"]
    assert list(frame["rests on"]) == ["quotation", "quotation", "source", "source"]


@pytest.mark.parametrize(
    ("check", "name", "turns", "fair", "there"),
    [
        ("can_carry", "trucks", "fails up to 30.4, holds above 30.4 truck", "", ""),
        ("can_carry", "mass", "holds up to 4,110, fails above 4,110 tonne", "", ""),
        ("usual_load", "convoy_mean_load.high", "fails up to 50.6, strained from 50.6 to 57.3, holds above 57.3 tonne/truck", "42 to 70 tonne/truck", "yes"),
    ],
)  # fmt: skip
def test_a_row_tells_every_turn_and_whether_it_lies_where_the_number_might(turned, check, name, turns, fair, there):
    row = turned[check].loc[name]
    assert same(row["where it turns"], turns)
    assert (row["might fairly lie"], row["turns there"]) == (fair, there)


def test_a_range_that_the_case_does_not_declare_is_said_to_be_half_to_twice(make_case):
    more = "assumptions: {limit: {of: one, reason: r, fixed: {value: 100 tonne}}}"
    case = make_case(case_text({"stated": "60.0 tonne"}, more, fits="kind: possible, stated: stated, at_most: limit"))
    row = case.flips("fits").set_index("input").loc["limit"]
    assert (row["might fairly lie"], row["turns there"]) == ("50 to 200 tonne (half to twice)", "yes")


def test_headlines_are_the_numbers_that_turn_it_in_the_order_of_the_rows(cases):
    case = cases["oil-2015"]
    assert case.headlines("below_market") == [
        "fails while money (the article's money, a range told by its lower end, taken as 1,000,000 USD/day, its hedge in proportion) is above 549,000 USD/day; holds just below",
        "fails while barrels (taken as 5,000 barrel/day, its hedge in proportion) is below 9,110 barrel/day; holds just above",
        "fails while market (taken as 105 USD/barrel) is below 191 USD/barrel; holds just above",
    ]
    assert [line.split()[2] for line in case.headlines("as_published")] == ["produced.low", "barrels"]
    assert len(case.flips("as_published")) == 3  # what is above 20,000 does not matter to five thousand


@pytest.mark.parametrize(
    ("check", "changes"),
    [
        ("below_market", {"barrels": "9000 barrel/day"}),
        (
            "below_market",
            {"barrels": "10000 barrel/day"},
        ),  # about ten thousand; 9,200 would be about a hundred less rough
        ("below_market", {"market": "190 USD/barrel"}),
        ("below_market", {"market": "193 USD/barrel"}),
        ("as_published", {"produced.low": "5200 barrel/day"}),
        ("as_published", {"produced.low": "5300 barrel/day"}),
    ],
)
def test_what_a_headline_says_is_so(cases, check, changes):
    """Either side of each turn, the case read anew."""
    (name, value), case = next(iter(changes.items())), cases["oil-2015"]
    (line,) = [line for line in case.headlines(check) if f"while {name} " in line]
    side, at = line.split(" is ")[-1].split()[:2]
    inside = (float(value.split()[0]) > float(at.replace(",", ""))) == (side == "above")
    said = case.with_(changes).weigher.finding(check, case.choices).outcome
    assert line.startswith(said) == inside


@pytest.mark.parametrize("ask", ["flips", "headlines", "slips"])
def test_a_check_that_is_not_there(cases, ask):
    with pytest.raises(WeighbridgeError, match="there is no check `the_yaer`; did you mean `the_year`"):
        getattr(cases["azernews-trucks"], ask)("the_yaer")


@pytest.mark.parametrize(
    ("name", "check", "number", "value"),
    [
        ("azernews-trucks", "the_year", "annually", "1.44 million truck/year"),
        ("ihs-2016", "the_oil", "fall", "36 percent"),
        ("ihs-2016", "the_income_from_oil", "oil_after", "24400 barrel/day"),
        ("ihs-2016", "the_income_from_oil", "oil_before", "28400 barrel/day"),
    ],
)
def test_no_value_at_which_it_comes_out_otherwise_is_passed_over(cases, name, check, number, value):
    """Twelve times 120,000 trucks are 1.44 million, and there the check holds: the row may not say *fails* of that."""
    case = cases[name]
    assert case.with_({number: value}).verify()[check].reference.outcome == "holds"
    assert "holds" in case.flips(check).set_index("input").loc[number, "where it turns"]


def test_where_the_finding_itself_flips_the_stated_number_turns_it(cases):
    """The same number, moved by the same check: what `Finding.flips` has of it, `case.flips` has as well."""
    case = cases["azernews-trucks"]
    assert [flip.above for flip in case.weigher.finding("the_year", case.choices).flips][1] == "holds"
    assert any("annually" in line for line in case.headlines("the_year"))


@pytest.mark.parametrize("name", NAMES)
def test_no_line_says_the_same_within_and_beyond(cases, name):
    for check in cases[name].model.checks if name != "raqqa-2017" else ("can_carry", "usual_load"):
        for line in cases[name].headlines(check):
            outcome, beyond = line.split(" while ")[0], line.rsplit("; ", 1)[1]
            assert re.search(r"just (below|above|outside)$", beyond), line
            assert not re.search(rf"(^|and ){outcome} just (below|above|outside)", beyond), line


SILENCED = {"barrels": "50000 barrel/day"}  # a price of 20 to 60 could not have been caught by a highest price of 105


def test_before_the_lines_of_a_check_that_cannot_tell_it_is_said_that_it_cannot(cases):
    case = cases["oil-2015"].with_(SILENCED)
    assert case.verify()["below_market"].reference.outcome == "cannot tell"
    first, *lines = case.headlines("below_market")
    assert first == flips.SIDES_ALONE
    assert [line.split()[:3] for line in lines] == [["holds", "while", name] for name in ("market", "barrels", "money")]
    assert [line for line in cases["oil-2015"].headlines("below_market") if line == flips.SIDES_ALONE] == []


TAKES_IT = "formulas: {y: {expression: 1000 * stated, unit: one, reason: r}}"


def test_where_no_number_turns_a_check_that_cannot_tell_there_is_no_line(make_case):
    case = make_case(case_text({"stated": "5.0 one"}, TAKES_IT, fits="kind: possible, stated: stated, at_most: y"))
    assert case.verify()["fits"].reference.outcome == "cannot tell"
    assert case.headlines("fits") == []
    assert f"\n  {flips.NO_TURN}\n" in str(case.explain("fits"))


# What an outcome leans on.

LEANING = """\
evidence:
  known: {{what: x, value: 40 tonne, source: ferson-2015, date: 2017}}
assumptions:
  limit:
    of: what one can bear
    fixed:
      value: {{value: 50 tonne, {ground}{fair}}}
"""
JUDGED, SOURCED = "reason: r", "sources: [ferson-2015]"


def leaning_case(make_case, stated, relation, ground, fair):
    told = ", fair: {{low: {}, high: {}}}".format(*(fair_end(end) for end in fair)) if fair else ""
    more = LEANING.format(ground=ground, fair=told)
    check = f"kind: possible, stated: stated, {relation}: limit"
    return make_case(case_text({"stated": stated}, more, fits=check))


def fair_end(end):
    return f"{{evidence: {end}}}" if end == "known" else f"{{value: {end}, reason: r}}"


TAKEN = "limit, what one can bear, is taken as 50 tonne and might fairly lie at"
# What is stated, the relation to a limit that is taken as 50, what the limit rests on, where it might fairly lie; what is said.
LEANS = [
    ("45.00 tonne", "at_most", JUDGED, ("40 tonne", "60 tonne"), f"{TAKEN} 40 to 60 tonne; there it comes out fails below 45.0"),
    ("45.00 tonne", "at_most", JUDGED, ("known", "60000 kg"), f"{TAKEN} 40 to 60 tonne; there it comes out fails below 45.0"),
    ("45.00 tonne", "at_most", JUDGED, ("44.99 tonne", "50 tonne"), f"{TAKEN} 45 to 50 tonne; there it comes out fails below 45.0"),
    ("45.00 tonne", "at_most", JUDGED, ("45.01 tonne", "60 tonne"), None),
    ("45.00 tonne", "at_most", JUDGED, ("50 tonne", "50 tonne"), None),
    ("45.00 tonne", "at_most", JUDGED, (), "limit, what one can bear, is taken as 50 tonne without a source or a fair range; within half to twice, 25 to 100 tonne, there it comes out fails below 45.0"),
    ("24.00 tonne", "at_most", JUDGED, (), None),  # half of it is 25
    ("45.00 tonne", "at_most", SOURCED, (), None),  # who has a source is not tried
    ("45.00 tonne", "at_most", SOURCED, ("40 tonne", "60 tonne"), f"{TAKEN} 40 to 60 tonne; there it comes out fails below 45.0"),
    ("55.00 tonne", "at_most", JUDGED, ("40 tonne", "60 tonne"), f"{TAKEN} 40 to 60 tonne; there it comes out holds above 55.0"),
    ("55.00 tonne", "at_most", JUDGED, ("40 tonne", "54 tonne"), None),
    ("60.00 tonne", "at_least", JUDGED, ("40 tonne", "70 tonne"), f"{TAKEN} 40 to 70 tonne; there it comes out fails above 60.0"),
    ("60.00 tonne", "at_least", JUDGED, ("40 tonne", "59 tonne"), None),
    ("50 tonne, hedge: about", "equals", JUDGED, ("40 tonne", "70 tonne"), f"{TAKEN} 40 to 70 tonne; there it comes out fails below 46.3 and fails above 53.7"),
    ("50 tonne, hedge: about", "equals", JUDGED, ("47 tonne", "70 tonne"), f"{TAKEN} 47 to 70 tonne; there it comes out fails above 53.7"),
    ("50 tonne, hedge: about", "equals", JUDGED, ("47 tonne", "53 tonne"), None),
]  # fmt: skip


@pytest.mark.parametrize(("stated", "relation", "ground", "fair", "said"), LEANS)
def test_what_turns_where_a_judged_number_might_lie_is_said(make_case, stated, relation, ground, fair, said):
    case = leaning_case(make_case, stated, relation, ground, fair)
    result = case.verify()
    check = result["fits"]
    assert [one.input for one in check.leans_on] == (["limit"] if said else [])
    assert ("leans on judgement" in check.sentence) == bool(said)
    assert ("fits leans on judgement: limit" in result.verdict.steps) == bool(said)
    if said:
        assert f"As written it leans on judgement: {said}." in check.sentence
        (one,) = check.leans_on
        assert one.fair_declared == bool(fair)
        assert one.support == "judgement"
        assert all(one.fair[0] <= turn.at.value <= one.fair[1] for turn in one.fair_turns)


def test_leaning_changes_no_outcome(make_case):
    """It is told beside the outcome, also at the end of the verdict, and is no step of the rule."""
    one, other = (leaning_case(make_case, "45.00 tonne", "at_most", JUDGED, fair).verify() for fair in (("40 tonne", "60 tonne"), ("46 tonne", "60 tonne")))  # fmt: skip
    assert one["fits"].leans_on
    assert not other["fits"].leans_on
    assert one.verdict.rule == other.verdict.rule
    assert one.verdict.sentence == f"{other.verdict.sentence} It leans on judgement: limit."


@pytest.mark.parametrize(
    ("stated", "relation", "fair"),
    [
        ("5.00 tonne", "at_most", ("1 tonne", "60 tonne")),  # would hold at three times as much
        ("400.0 tonne", "at_least", ("40 tonne", "900 tonne")),  # would hold at a third
    ],
)
def test_a_check_that_cannot_tell_leans_on_nothing(make_case, stated, relation, fair):
    """It would turn within the fair range, but what says nothing has nothing that turns."""
    case = leaning_case(make_case, stated, relation, JUDGED, fair)
    check = case.verify()["fits"]
    assert check.reference.outcome == "cannot tell"
    assert any(one.fair_turns for one in flips.flips_of(case.weigher.draws, "fits", case.choices, {}))
    assert check.leans_on == []
    assert "leans" not in check.sentence


def test_what_is_judged_to_be_nothing_leans_like_any_other(make_case):
    """Half to twice nothing is no range; the row of `case.flips` says that it turns there, and so has the finding to."""
    more = """\
assumptions:
  x: {of: it, normal: {mean: {value: 40 one, sources: [ferson-2015]}, standard_uncertainty: {value: 5 one, sources: [ferson-2015]}}}
  rise: {of: a rise, reason: r, fixed: {value: 0 one}}
formulas: {y: {expression: x + rise, unit: one, of: it}}
"""
    case = make_case(case_text({"stated": "45.0 one"}, more, fits="kind: typical, stated: stated, at_most: y"))
    there = case.flips("fits").set_index("input").loc["rise", "turns there"] == "yes"
    assert [one.input for one in case.verify()["fits"].leans_on] == (["rise"] if there else [])


def test_every_outcome_within_the_fair_range_is_told(results):
    """From 42 to 50.6 tonnes the usual load fails; to say only that it is strained below 57.2 would pass over that."""
    check = results["raqqa-2017"]["usual_load"]
    (one,) = check.leans_on
    assert {turn.below for turn in one.fair_turns} == {"fails", "strained"}
    said = re.search(r"leans on judgement: .+; there it comes out (.+?)\. Over all", check.sentence)[1]
    assert same(said, "strained below 57.3 and fails below 50.7")


def test_raqqa_leans_on_three_judged_numbers_and_says_so(results):
    result = results["raqqa-2017"]
    leaning = {check.name: [one.input for one in check.leans_on] for check in result.checks if check.leans_on}
    assert leaning == {"usual_load": ["convoy_mean_load.high"], "usual_price": ["level", "shares.concentration"]}
    assert [step for step in result.verdict.steps if "leans" in step] == [
        "usual_load leans on judgement: convoy_mean_load.high",
        "usual_price leans on judgement: level, shares.concentration",
    ]
    assert result.verdict.sentence.endswith(
        " It leans on judgement: convoy_mean_load.high, level and shares.concentration."
    )
    for check in result.checks:
        for one in check.leans_on:
            assert one.fair_declared
            assert f"{one.input}, {one.about}, is taken as " in check.sentence


# A fair range that is none is told, with the line of its parameter.

FAIR = """\
evidence:
  known: {what: x, value: 40 tonne, source: ferson-2015, date: 2017}
assumptions:
  limit:
    of: what one can bear
    fixed:
      value: {value: 50 tonne, reason: r, fair: {low: LOW, high: HIGH}}
"""
LINE = 11  # of the parameter
PROBLEMS = [
    ("{value: 51 tonne, reason: r}", "{value: 60 tonne, reason: r}", "the fair range of `value` runs from 51 tonne to 60 tonne, and 50 tonne lies outside; widen it"),
    ("{value: 20 tonne, reason: r}", "{value: 49 tonne, reason: r}", "the fair range of `value` runs from 20 tonne to 49 tonne, and 50 tonne lies outside; widen it"),
    ("{value: 20 tonne, reason: r}", "{evidence: known}", "the fair range of `value` runs from 20 tonne to 40 tonne, and 50 tonne lies outside; widen it"),
    ("{value: 60 tonne, reason: r}", "{value: 40 tonne, reason: r}", "the fair range of `value` runs downwards; write the lower end under `low`"),
    ("{value: 40 USD, reason: r}", "{value: 60 tonne, reason: r}", "`fair low of value` is in `USD`, `value` in `tonne`; write both in one kind of unit"),
    ("{value: 40 tonne, reason: r}", "{value: 60 one, reason: r}", "`fair high of value` is in a bare number, `value` in `tonne`; write both in one kind of unit"),
    ("{value: 40 tonne}", "{value: 60 tonne, reason: r}", "`fair low of value` has neither source nor reason; add `sources: [...]` or `reason: ...`"),
    ("40 tonne", "{value: 60 tonne, reason: r}", "`fair low of value` has neither source nor reason; add `sources: [...]` or `reason: ...`"),
    ("{value: 40 to 45 tonne, reason: r}", "{value: 60 tonne, reason: r}", "`fair low of value` is a range, expected one number; use a distribution with two ends"),
    ("{evidence: knwon}", "{value: 60 tonne, reason: r}", "there is no evidence `knwon`; did you mean `known`?"),
    ("{value: 40 tonne, sources: [ferson-2105]}", "{value: 60 tonne, reason: r}", "unknown source `ferson-2105`; did you mean `ferson-2015`"),
]  # fmt: skip


@pytest.mark.parametrize(("low", "high", "message"), PROBLEMS)
def test_a_fair_range_that_is_none(make_case, low, high, message):
    text = case_text(
        {"stated": "45.00 tonne"},
        FAIR.replace("LOW", low).replace("HIGH", high),
        fits="kind: possible, stated: stated, at_most: limit",
    )
    assert text.splitlines()[LINE - 1].strip().startswith("value: ")
    with pytest.raises(CaseError) as caught:
        make_case(text).verify()
    (problem,) = caught.value.problems
    assert (problem.place.line, Path(problem.place.file).name) == (LINE, "case.yaml")
    assert str(problem).split(": ", 2)[2].startswith(message)
    assert problem.remedy


@pytest.mark.parametrize(
    ("fair", "message"),
    [
        ("{low: {value: 40 tonne, reason: r}}", "`limit.fixed.value.fair`"),
        ("{low: {value: 40 tonne, reason: r}, hihg: {value: 60 tonne, reason: r}}", "`hihg`"),
        ("40 to 60 tonne", "`fair` is `40 to 60 tonne` in `limit.fixed.value`"),
    ],
)
def test_a_fair_range_of_another_shape(make_case, fair, message):
    text = FAIR.replace("{low: LOW, high: HIGH}", fair)
    with pytest.raises(CaseError) as caught:
        make_case(
            case_text({"stated": "45.00 tonne"}, text, fits="kind: possible, stated: stated, at_most: limit")
        ).verify()
    assert all(problem.place.line == LINE for problem in caught.value.problems)
    assert message in str(caught.value)


def test_a_number_that_is_set_outside_its_fair_range_is_the_analysts_own(make_case):
    """The file is as it was, and the range is not that of the new number: no problem, and nothing that leans."""
    case = leaning_case(make_case, "45.00 tonne", "at_most", JUDGED, ("40 tonne", "60 tonne"))
    assert case.with_(limit="70 tonne")["limit"].side.as_written in (None, (70, 70))
    assert case.with_({"limit.value": "70 tonne"}).verify()["fits"].reference.outcome == "holds"


# What is judged of all numbers, against each other: the smallest correction, and whose it may be.

LETS = "The smallest joint correction that lets every check hold, each move measured against the width of the room that its words leave:"
LENIENT = "By the room that a lenient reader allows, some values of all numbers let every check hold."
TOLD = {
    "raqqa-2017": "Nothing has to be corrected: as the case is taken no check is broken.",
    "oil-2015": f"{LETS} barrels from 5,000 to 20,000 barrel/day (beyond its hedge) and money from 1,730,000, the middle of its range, to 1,160,000 USD/day (within its range). Were the room of all numbers widened alike, 31.2 times as much would do. If just one number is off, its sign is right and all else stands, it is barrels: only without it do the others fit within their room.",
    "ihs-2016": f"{LETS} before from 80,000,000 to 80,600,000 USD/month (within its hedge), fall from 30 to 30.6 percent (beyond its hedge), oil_after from 21,000 to 22,000 barrel/day (beyond its hedge), oil_before from 33,000 to 31,700 barrel/day (beyond its rounding) and oil_income_fall from 26 to 30.6 percent (beyond its hedge), and others by less than is shown. Were the room of all numbers widened alike, 3.07 times as much would do. If one of them is off, which cannot be localised: leaving out oil_after or oil_before, the others fit. {LENIENT}",
    "azernews-trucks": f"{LETS} annually from 1,500,000 to 1,490,000 truck/year (beyond its hedge) and monthly from 120,000 to 124,000 truck/month (within its rounding). Within their room the numbers come no nearer than to touch. If one of them is off, which cannot be localised: leaving out annually or monthly, the others fit. {LENIENT}",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_smallest_joint_correction(cases, results, name):
    found = cases[name].reconcile()
    assert same(found.sentence, TOLD[name])
    assert {one.number for one in found.numbers} == set(cases[name].text.claims)
    if results[name].joint is None:  # where nothing is broken nothing is told
        assert found.objective == 0
        assert all(check.reference.outcome in ("holds", "cannot tell") for check in results[name].checks)
    else:
        assert results[name].joint == found
        assert found.objective > 0


@pytest.mark.parametrize("name", ["ihs-2016", "azernews-trucks"])
def test_with_the_corrected_numbers_no_check_fails(cases, name):
    """Set to six digits, each with the room that is left of it: the case read anew, without hedges."""
    case = cases[name]
    moved = {one.number: {"value": f"{one.corrected:.4g} {one.unit}", "hedge": "none"} for one in case.reconcile().numbers if one.shift}  # fmt: skip
    other = case.with_(moved)
    before, after = (
        {check: one.weigher.finding(check, one.choices).outcome for check in one.model.checks} for one in (case, other)
    )
    assert "fails" in before.values()
    assert "fails" not in after.values()


def test_what_lets_a_number_lie_elsewhere(cases):
    """A cue of the text, the rounding of a bare number, or the range that it gives itself."""
    found = {
        name: {one.number: one.room for one in cases[name].reconcile().numbers} for name in ("ihs-2016", "oil-2015")
    }
    hedged = dict.fromkeys(("before", "fall", "oil_after", "oil_income_fall"), "hedge")
    assert found["ihs-2016"] == {**hedged, "after": "rounding", "oil_before": "rounding"}
    assert found["oil-2015"] == {"barrels": "hedge", "money": "range"}


def test_a_number_that_two_relations_leave_alone_is_the_only_one(make_case):
    """Mass and money each follow from the others; only the mass stands in both."""
    claims = {"trucks": "50.0 truck", "load": "12.0 tonne/truck", "mass": "6000 tonne", "price": "300.0 USD/tonne", "money": "180000 USD"}  # fmt: skip
    more = (
        "formulas: {by_load: {expression: trucks * load, unit: tonne}, by_price: {expression: mass * price, unit: USD}}"
    )
    found = make_case(
        case_text(claims, more, one="kind: agrees, stated: mass, equals: by_load", two="kind: agrees, stated: money, equals: by_price")
    ).reconcile()  # fmt: skip
    assert found.suspects == ["mass"]
    assert not found.meet
    assert (
        "If just one number is off, its sign is right and all else stands, it is mass: only without it do the others fit within their room."
        in found.sentence
    )


def test_where_one_relation_is_all_nothing_can_be_localised(make_case):
    found = make_case(case_text({**HAUL, "mass": "6000 tonne"}, PRODUCT, fits=FITS)).reconcile()
    assert found.suspects == ["load", "mass", "trucks"]
    assert (
        "If one of them is off, which cannot be localised: leaving out load, mass or trucks, the others fit."
        in found.sentence
    )


def test_numbers_that_meet_within_their_hedges_need_no_culprit(make_case):
    case = make_case(case_text({**HAUL, "mass": "603.0 tonne"}, PRODUCT, fits=FITS))
    found = case.reconcile()
    assert case.verify()["fits"].outcome.startswith("holds only through rounding")
    assert (found.meet, found.suspects) == (True, [])
    assert found.sentence.startswith(
        "Some values within the room of the article’s words let every check hold, so no number has to be off. "
        "With every number but one figure, the least change, "
        "each move measured against the width of the room that its words leave: "
    )
    assert {one.number: one.room for one in found.numbers} == dict.fromkeys(("load", "mass", "trucks"), "rounding")
    assert found.sentence.endswith(
        ": load from 12 to 12.1 tonne/truck (beyond its rounding), and others by less than is shown."
    )


@pytest.mark.parametrize(
    ("name", "meet", "suspects"),
    [("oil-2015", False, ["barrels"]), ("ihs-2016", True, []), ("azernews-trucks", True, [])],
)
def test_the_same_is_told_by_the_room_that_a_lenient_reader_allows(cases, name, meet, suspects):
    """The generous width of every hedge, all else as it is: the case under that choice says it of itself."""
    found, under = cases[name].reconcile(), cases[name].under(**{"hedge width": "generous"}).reconcile()
    assert not found.meet
    assert (found.lenient.meet, found.lenient.suspects) == (meet, suspects) == (under.meet, under.suspects)
    assert found.lenient.stretch == under.stretch < found.stretch
    assert (LENIENT in found.sentence) == meet


def test_a_number_below_zero_is_not_moved_and_said_not_to_be(make_case):
    """Then nobody can say which is off: that one may be it."""
    claims = {"base": "100.0 USD", "change": "-21.0 percent", "left": "88.0 USD"}
    more = "formulas: {computed: {expression: base + base * change, unit: USD}}"
    found = make_case(case_text(claims, more, fits="kind: agrees, stated: left, equals: computed")).reconcile()
    assert found.unmoved == ["change"]
    assert {one.number for one in found.numbers} == {"base", "left"}
    assert "Which is off cannot be told: change is not above zero, and was not moved." in found.sentence
    assert "If " not in found.sentence


def test_what_cannot_be_weighed_cannot_be_reconciled(make_case):
    """A difference that is nothing has no logarithm: the case asks for it, and the result goes without."""
    claims = {"before": "30.0 USD", "after": "30.0 USD", "fall": "5.0 USD"}
    more = "formulas: {computed: {expression: before - after, unit: USD}}"
    case = make_case(case_text(claims, more, fits="kind: agrees, stated: fall, equals: computed"))
    assert case.verify().joint is None
    with pytest.raises(WeighbridgeError, match="nothing can be reconciled"):
        case.reconcile()


def test_of_whole_things_alone_nothing_is_reconciled(make_case):
    with pytest.raises(WeighbridgeError, match="nothing can be reconciled: no check compares"):
        make_case(case_text(PEOPLE, fits=WHOLE)).reconcile()


def test_a_check_of_whole_things_is_said_to_be_left_out(make_case):
    """Beside a check that can be reconciled it is passed over, and by its name."""
    case = make_case(case_text({**HAUL, **PEOPLE}, PRODUCT, fits=FITS, whole=WHOLE, again=WHOLE))
    assert case.verify()["whole"].reference.outcome == "fails"
    found = case.reconcile()
    assert found.left_out == ["whole", "again"]
    assert found.sentence.endswith(" Left out is what asks of whole things (whole and again).")


@pytest.mark.parametrize("after", ["104.0 USD", "560.0 USD", "80.0 USD", "80.1 USD"])
def test_a_fall_that_the_numbers_show_as_a_rise_has_no_logarithm_and_is_said_to_have_none(make_case, after):
    """Of sides of different signs, or of one that may be nothing, no scale of logarithms holds both."""
    case = make_case(case_text({**FALL, "after": after}, FALLEN, fits=FELL))
    with pytest.raises(WeighbridgeError) as caught:
        case.reconcile()
    assert str(caught.value) == "nothing can be reconciled: on the scale of logarithms nothing can be said of fits"
    assert case.verify().joint is None


BOTH = "formulas: {computed: {expression: trucks * load, unit: tonne}, fallen: {expression: (before - after) / before, unit: percent}}"


def test_every_check_of_which_nothing_can_be_said_is_named_and_no_other(make_case):
    falls, again = ("kind: agrees, stated: fall, equals: fallen", "kind: agrees, stated: other, equals: fallen")
    text = case_text({**HAUL, **FALL, "other": "40.0 percent"}, BOTH, falls=falls, fits=FITS, again=again)
    with pytest.raises(WeighbridgeError, match=r"nothing can be said of falls, again$"):
        make_case(text).reconcile()


# What would have to be true.

SOLVED = [
    ("raqqa-2017", "load", "trucks", "aid_mean", "For load to be aid_mean, trucks would have to be 82.2 truck (80.6 to 83.9 with hedges)."),
    ("raqqa-2017", "load", "trucks", "30 tonne/truck", "For load to be 30 tonne/truck, trucks would have to be 83.3 truck (81.6 to 85 with hedges)."),
    ("raqqa-2017", "load", "trucks", "0.0001 tonne/truck", "For load to be 0.0001 tonne/truck, trucks would have to be something that was not found from 0.005 to 500,000 truck, looked through in steps of a factor of one and a half."),
    ("oil-2015", "price", "barrels", "market", "For price to be market, barrels would have to be 9,520 to 28,600 barrel/day."),
    ("ihs-2016", "oil_fall", "oil_after", "oil_income_fall", "For oil_fall to be oil_income_fall, oil_after would have to be 24,400 barrel/day (23,700 to 25,200 with hedges)."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "formula", "unknown", "wanted", "sentence"), SOLVED)
def test_what_would_have_to_be_true(cases, name, formula, unknown, wanted, sentence):
    found = cases[name].solve(formula, unknown, wanted)
    assert str(found) == repr(found) == found.sentence == sentence
    assert (found.formula, found.unknown, found.wanted) == (formula, unknown, wanted)


def test_where_something_is_drawn_the_mean_is_told_with_its_interval(cases):
    found = cases["raqqa-2017"].solve("price", "money", "mix_price")
    low, high = (end.estimate for end in found.coverage_interval)
    (outermost,) = found.bounds
    assert found.as_written == []
    assert outermost[0] < low.value < found.mean.value < high.value < outermost[1]
    assert found.sentence == (
        f"For price to be mix_price, money would have to be {low} to {high} USD in 95 % of draws "
        f"({found.mean.estimate} in the mean); at the outermost {words.span(outermost, 'USD')}."
    )


def test_what_is_solved_for_gives_what_was_wanted(cases):
    case = cases["raqqa-2017"]
    (one,) = case.solve("load", "trucks", "30 tonne/truck").as_written
    assert case.with_(trucks=f"{one[0]!r} truck")["load"].side.as_written == pytest.approx((30, 30), rel=1e-5)


# The rule for a verdict, as far as the step that decides: each of its six endings.

READINGS = """\
title: Small
article: {title: A, url: "https://example.org/article", language: en}
claims:
  stated:
    quote: {exact: x}
    readings: {one: {value: 50.00 one, reason: r, preferred: true}, two: {value: 55.00 one, reason: r}}
assumptions: {other: {of: it, uniform: {low: {value: 40 one, sources: [ferson-2015]}, high: {value: 53 one, sources: [ferson-2015]}}}}
checks: {fits: {question: Well?, kind: possible, stated: stated, at_most: other}}
"""
BELL = "assumptions: {x: {of: it, normal: {mean: {value: 40 one, sources: [ferson-2015]}, standard_uncertainty: {value: 5 one, sources: [ferson-2015]}}}}"
WIDE = "assumptions: {x: {of: it, fixed: {value: {value: 100 one, sources: [ferson-2015]}}}}"
LAST = "Then it holds."
ENDINGS = {
    "fails": (case_text({**HAUL, "mass": "6000 tonne"}, PRODUCT, fits=FITS), [(FAILING, "fits")]),
    "depends on stated": (READINGS, [(FAILING, "no"), (TURNING, "fits")]),
    "strained": (case_text({"stated": "49.50 one"}, BELL, fits="kind: typical, stated: stated, at_most: x"), [(FAILING, "no"), (TURNING, "no"), (STRAINING, "fits")]),
    "cannot tell": (case_text({"stated": "5.000 one"}, WIDE, fits="kind: possible, stated: stated, at_most: x"), [(FAILING, "no"), (TURNING, "no"), (STRAINING, "no"), (SILENT, "no, none")]),
    "holds only through rounding": (case_text({**HAUL, "mass": "603.0 tonne"}, PRODUCT, fits=FITS), [(FAILING, "no"), (TURNING, "no"), (STRAINING, "no"), (SILENT, "yes"), (ROUNDING, "fits")]),
    "holds": (case_text(HAUL, PRODUCT, fits=FITS), [(FAILING, "no"), (TURNING, "no"), (STRAINING, "no"), (SILENT, "yes"), (ROUNDING, "no"), (LAST, "nothing else was found")]),
}  # fmt: skip


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_rule_is_told_as_far_as_the_step_that_decides(make_case, ending):
    text, steps = ENDINGS[ending]
    result = make_case(text).verify()
    assert result.verdict.outcome == ending
    assert [(step.asks, step.found) for step in result.verdict.rule] == steps
    assert [step.decides for step in result.verdict.rule] == [False] * (len(steps) - 1) + [True]
    frame = result.rule
    assert list(frame.columns) == ["step", "asks", "found", "decides"]
    assert list(frame["step"]) == list(range(1, len(steps) + 1))
    assert list(zip(frame["asks"], frame["found"], strict=True)) == steps
    assert list(frame["decides"]) == [""] * (len(steps) - 1) + [ending]


def test_the_verdict_on_a_claim_that_no_check_touches_says_so(make_case):
    result = make_case(case_text({"aside": "7 truck", **HAUL}, PRODUCT, fits=FITS)).verify()
    (aside,) = [said.verdict for said in result.claims if said.name == "aside"]
    assert (aside.outcome, aside.rule[-1].asks, aside.rule[-1].found) == ("cannot tell", SILENT, "no check touches it")
    assert result.verdict.outcome == "holds"


@pytest.mark.parametrize("name", NAMES)
def test_every_verdict_of_a_case_has_one_step_that_decides(results, name):
    result = results[name]
    for verdict in (result.verdict, *(said.verdict for said in result.claims)):
        assert [step.decides for step in verdict.rule].count(True) == 1
        assert verdict.rule[-1].decides
        assert all(step.found == ("yes" if step.asks == SILENT else "no") for step in verdict.rule[:-1])


# The specification curve as data.


@pytest.mark.parametrize(
    ("name", "check"), [("raqqa-2017", "usual_load"), ("raqqa-2017", "usual_price"), ("raqqa-2017", "some_mix"), ("oil-2015", "usual_price"), ("ihs-2016", "the_revenue")]
)  # fmt: skip
def test_specifications_are_every_combination_in_order(results, name, check):
    found, frame = results[name][check], results[name].specifications_of(check)
    assert list(frame["rank"]) == list(range(1, len(found.combinations) + 1))
    assert sorted(frame["outcome"]) == sorted(one.outcome for one in found.combinations)
    for choice in found.combinations[0].choices:
        assert sorted(frame[choice]) == sorted(one.choices[choice] for one in found.combinations)
    upper = frame["holds to (times what is stated)"].dropna()
    assert list(upper) == sorted(upper)
    middle, tails = frame["middle (times what is stated)"], frame["tail probability"]
    assert middle.notna().all() == tails.notna().all() == (found.kind == "typical")
    for _, row in frame.iterrows():
        low, high = (row[f"holds {end} (times what is stated)"] for end in ("from", "to"))
        inside = (low != low or low is None or low <= 1) and (high != high or high is None or high >= 1)
        assert inside == row["outcome"].startswith("holds") or row["outcome"] == "cannot tell"


def test_the_row_of_the_case_as_written_is_what_its_finding_says(results):
    result = results["raqqa-2017"]
    frame, found = result.specifications_of("usual_load"), result["usual_load"].reference
    row = frame[(frame["convoys"] == found.choices["convoys"]) & (frame["hedge width"] == "typical")].iloc[0]
    assert row["tail probability"] == found.tail_probability.value
    assert row["holds to (times what is stated)"] == found.reach.holds_to.value
    (flip,) = [flip for flip in found.flips if flip.below == "holds"]
    assert row["holds to (times what is stated)"] == flip.multiple.value


def test_there_is_no_specification_of_a_check_that_is_not_there(results):
    with pytest.raises(WeighbridgeError, match="there is no check `usual_laod`; did you mean `usual_load`"):
        results["raqqa-2017"].specifications_of("usual_laod")


# Its JSON.


@pytest.mark.parametrize("name", NAMES)
def test_what_is_judged_of_all_numbers_is_in_the_json_and_comes_back(results, name):
    text = results[name].model_dump_json()
    content = json.loads(text)
    jsonschema.validate(content, SCHEMA)
    assert VerificationForm.model_validate_json(text) == results[name].form
    assert {told["check"] for told in content["slips"]} == {
        check["name"] for check in content["checks"] if check["findings"][0]["outcome"] == "fails"
    }
    assert (content["joint"] is None) == (name == "raqqa-2017")
    for check in content["checks"]:
        assert all("reach" in one for one in (*check["findings"], *check["combinations"]))
        assert all(one["turns"] for one in check["leans_on"])
    for verdict in (content["verdict"], *(said["verdict"] for said in content["claims"])):
        assert all(step.keys() == {"asks", "found", "decides"} for step in verdict["rule"])


@pytest.mark.parametrize(
    ("section", "key"),
    [("slips", "tried"), ("slips", "mends"), ("slips", "sentence"), ("joint", "suspects"), ("joint", "numbers"), ("verdict", "rule")],
)  # fmt: skip
def test_the_schema_refuses_a_result_without_it(results, section, key):
    content = json.loads(results["oil-2015"].model_dump_json())
    del (content[section][0] if section == "slips" else content[section])[key]
    with pytest.raises(jsonschema.ValidationError, match=key):
        jsonschema.validate(content, SCHEMA)


# The four commands.


def run(*arguments):
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


ONLY_COUNTED = ("--set", "convoys=counted ones only")
APART = "Of so many, some mend by chance: that is no evidence that any of them happened."
LINES = [
    (("flips", "raqqa-2017", "can_carry"), [
        "can_carry: Could trucks carry it at all?",
        "  holds while heaviest_single (the highest value of what one truck can bear, taken as 75 tonne/truck) is above 45.6 tonne/truck; fails just below",
        "  holds while trucks (taken as 50 truck, its hedge in proportion) is above 30.4 truck; fails just below",
        "  holds while densest_scrap (the highest value of the density of scrap as it lies in a body, taken as 1.12 tonne/m**3) is above 0.496 tonne/m**3; fails just below",
        "  holds while mass (taken as 2,500 tonne, its hedge in proportion) is below 4,110 tonne; fails just above",
    ]),
    (("flips", OIL), [
        "below_market: Could a barrel cost that at all?",
        "  fails while money (the article's money, a range told by its lower end, taken as 1,000,000 USD/day, its hedge in proportion) is above 549,000 USD/day; holds just below",
        "  fails while barrels (taken as 5,000 barrel/day, its hedge in proportion) is below 9,110 barrel/day; holds just above",
        "  fails while market (taken as 105 USD/barrel) is below 191 USD/barrel; holds just above",
        "usual_price: Did such oil fetch that much?",
        "  fails while money (the article's money, a range told by its lower end, taken as 1,000,000 USD/day, its hedge in proportion) is above 269,000 USD/day; strained just below",
        "  fails while barrels (taken as 5,000 barrel/day, its hedge in proportion) is below 18,600 barrel/day; strained just above",
        "  fails while black_market.high (the highest value of a barrel of oil sold by the group in 2014, taken as 60 USD/barrel) is below 228 USD/barrel; strained just above",
        "as_published: Is that as much oil as was published?",
        "  fails while produced.low (the lowest value of the oil that was published to be produced in a day by the group, 2014 and 2015, taken as 20,000 barrel/day) is above 5,230 barrel/day; holds just below",
        "  fails while barrels (taken as 5,000 barrel/day, its hedge in proportion) is below 19,100 barrel/day; holds just above",
    ]),
    (("flips", "ihs-2016", "the_revenue"), [
        "the_revenue: Is it a fall of almost 30 per cent from 80 to 56 million?",
        "  holds while before (taken as 80,000,000 USD/month, its hedge in proportion) is between 79,400,000 and 80,600,000 USD/month; holds only through rounding just outside",
        "  holds while after (taken as 56,000,000 USD/month, its hedge in proportion) is between 55,600,000 and 56,400,000 USD/month; holds only through rounding just outside",
        "  holds while fall (taken as 30 percent, its hedge in proportion) is between 29.5 and 30.5 percent; holds only through rounding just outside",
    ]),
    (("solve", "raqqa-2017", "load", "trucks", "30 tonne/truck"), [SOLVED[1][-1]]),
    (("solve", OIL, "price", "barrels", "market"), [SOLVED[3][-1]]),
    (("solve", "ihs-2016", "oil_fall", "oil_after", "oil_income_fall"), [SOLVED[4][-1]]),
    (("slips", "raqqa-2017"), ["No check fails as the case is taken, so no slip is looked for."]),
    (("slips", OIL), [
        f"Of 12 slips tried, none mends below_market; after barrels × 10, barrels × 100, barrels × 1000, money ÷ 10, money ÷ 100 and money ÷ 1000 it no longer fails, and could not tell. {slips.ONE_SIDED} {APART} Evidence from outside does not exclude one: after barrels × 10 no check fails, after each of the others something does (as_published).",
        f"Of 12 slips tried, 2 mend usual_price: barrels × 10 and money ÷ 10; after barrels × 100, barrels × 1000, money ÷ 100 and money ÷ 1000 it no longer fails, and could not tell. {slips.ONE_SIDED} {APART} Evidence from outside does not exclude one: after barrels × 10 no check fails, after each of the others something does (as_published).",
        f"Of 6 slips tried, 1 mends as_published: barrels × 10. {APART} After it no check fails.",
    ]),
    (("slips", "ihs-2016"), [
        f"Of 23 slips tried, 1 mends the_oil: oil_before 30,300 for 33,000. {APART} After it something fails (the_income_from_oil).",
        "the_income_from_oil fails, and none of 24 slips that were tried mends it; that is no evidence either way.",
    ]),
    (("slips", OIL, "as_published"), [f"Of 6 slips tried, 1 mends as_published: barrels × 10. {APART} After it no check fails."]),
    (("slips", "raqqa-2017", "can_carry"), ["can_carry does not fail as the case is taken, so no slip is looked for."]),
    (("reconcile", "raqqa-2017"), [TOLD["raqqa-2017"]]),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "lines"), LINES, ids=[f"{row[0][0]} {Path(row[0][1]).name}" for row in LINES])
def test_a_command_prints_its_lines_and_nothing_else(arguments, lines):
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    found = result.stdout.splitlines()
    assert len(found) == len(lines)
    for line, expected in zip(found, lines, strict=True):
        assert same(line, expected), line


HEADS = "number stated corrected its words permit by its spread moved by, in spreads"
LEAST = "What was made least: the sum of the squares of the last column,"
TABLES = [
    (OIL, [
        TOLD["oil-2015"],
        HEADS,
        "barrels 5,000 barrel/day 20,000 barrel/day 4,770 to 5,230 barrel/day hedge 2.6 % 53",
        "money a range, by its middle 1,730,000 USD/day 1,160,000 USD/day 1,000,000 to 3,000,000 USD/day range 32 % −1.3",
        f"{LEAST} 2.8e+03.",
    ]),
    ("ihs-2016", [
        TOLD["ihs-2016"],
        HEADS,
        "after 56,000,000 USD/month 56,000,000 USD/month 55,500,000 to 56,500,000 USD/month rounding 0.52 % −0.041",
        "before 80,000,000 USD/month 80,600,000 USD/month 75,700,000 to 84,300,000 USD/month hedge 3.1 % 0.25",
        "fall 30 percent 30.6 percent 26.4 to 30 percent hedge 3.6 % 0.5",
        "oil_after 21,000 barrel/day 22,000 barrel/day 20,700 to 21,300 barrel/day hedge 0.94 % 5",
        "oil_before 33,000 barrel/day 31,700 barrel/day 32,500 to 33,500 barrel/day rounding 0.88 % −4.7",
        "oil_income_fall 26 percent 30.6 percent 24.8 to 27.2 percent hedge 2.7 % 5.9",
        f"{LEAST} 82.",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "lines"), TABLES, ids=[Path(name).name for name, _ in TABLES])
def test_a_correction_is_printed_with_a_row_for_each_number(name, lines):
    result = CliRunner().invoke(main, ["reconcile", name], env={"COLUMNS": "200"})
    assert (result.exit_code, result.stderr) == (0, "")
    found = [" ".join(line.split()) for line in result.stdout.splitlines() if line.strip(" ─")]
    assert len(found) == len(lines)
    for line, expected in zip(found, lines, strict=True):
        assert same(line, expected), line


SETS = [
    (("flips", OIL, "below_market", "--set", "barrels=50000 barrel/day"), "barrels (taken as 50,000 barrel/day, its hedge in proportion) is above 9,050 barrel/day; fails just below"),
    (("solve", "raqqa-2017", "load", "trucks", "30 tonne/truck", "--set", "mass=5000 tonne"), "trucks would have to be 167 truck (160 to 173 with hedges)."),
    (("solve", "raqqa-2017", "load", "trucks", "30", "tonne/truck", "--set", "mass=5000 tonne"), "For load to be 30 tonne/truck, trucks would have to be 167 truck (160 to 173 with hedges)."),
    (("solve", OIL, "price", "barrels", "market", "--set", "money=2 million USD/day", "--set", "market=50 USD/barrel"), "For price to be market, barrels would have to be 40,000 barrel/day"),
    (("slips", OIL, "--set", "barrels=50000 barrel/day"), "No check fails as the case is taken, so no slip is looked for."),
    (("slips", "raqqa-2017", "usual_load", *ONLY_COUNTED), "Of 17 slips tried, 1 mends usual_load: mass 2,050 for 2,500; after "),
    (("slips", "raqqa-2017", *ONLY_COUNTED), f"; after mass ÷ 10, mass ÷ 100, mass ÷ 1000, trucks × 10, trucks × 100 and trucks × 1000 it no longer fails, and could not tell. {slips.ONE_SIDED} {APART}"),
    (("reconcile", "raqqa-2017", *ONLY_COUNTED), f"{LETS} mass from 2,500 to 2,470 tonne (within its hedge) and trucks from 50 to 58.8 truck (beyond its hedge)."),
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
    (("reconcile", OIL, "--set", "barrels=5000 barrels/day"), "--set barrels=5000 barrels/day: `barrels.value`: unknown unit `barrels`; did you mean `barrel`?"),
    (("solve", "raqa-2017", "load", "trucks", "aid_mean"), "case `raqa-2017`: there is no such case; did you mean `raqqa-2017`?"),
    (("solve", OIL, "prise", "barrels", "market"), "there is no quantity `prise`; did you mean `price`?"),
    (("solve", OIL, "price", "barels", "market"), "`price` cannot be solved for `barels`; did you mean `barrels`?"),
    (("solve", OIL, "price", "market", "50 USD/barrel"), "`price` does not rest on `market`; expected one of `barrels`, `money`"),
    (("solve", OIL, "below_market", "barrels", "market"), "`below_market` is a check; name one of its sides, `price` or `market`"),
    (("solve", OIL, "barrels", "price", "market"), "`barrels` is no formula; name first the formula, then the number in it, then what is wanted"),
    (("solve", OIL, "price", "price", "market"), "`price` is a formula; expected one of `barrels`, `money`"),
    (("solve", "raqqa-2017", "mix_price", "shares", "price"), "`shares` is a mix; its region is that of a check of kind `reachable`"),
    (("solve", OIL, "price", "barrels", "markt"), "`markt` is not a number with a unit; did you mean `market`?"),
    (("solve", OIL, "price", "barrels", "30 USD/truck"), "`price` is in `USD/barrel`, and `USD/truck` is wanted; both must measure the same kind of thing"),
    (("solve", OIL, "price", "barrels", "30 to 40 USD/barrel"), "`30 to 40 USD/barrel` is a range; want one number at a time"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "message"), BAD)
def test_bad_input_exits_with_2_and_one_line(arguments, message):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{message}\n"


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
    case = open_case("raqqa-2017", sets=("convoys=counted ones only",))
    found = case.slips("usual_load")
    assert case.weigher.finding("usual_price", case.choices).outcome == "holds"
    named = set(re.split(", | and ", re.search(r"something does \((.+)\)\.$", found.sentence)[1]))
    assert named == {check for mend in found.mends for check in mend.failing}
    assert "usual_price" in named
    assert "still" not in found.sentence


def test_a_case_that_cannot_be_reconciled_is_told_in_a_line(tmp_path):
    claims = {"before": "30.0 USD", "after": "30.0 USD", "fall": "5.0 USD"}
    more = "formulas: {computed: {expression: before - after, unit: USD}}"
    result = run(
        "reconcile", written(tmp_path, case_text(claims, more, fits="kind: agrees, stated: fall, equals: computed"))
    )
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("nothing can be reconciled: ")


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
