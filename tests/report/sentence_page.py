"""Every template of a sentence under every branch that it has, with made-up results: the rows of docs/sentences.md.

After a change of wording: ``python tests/report/sentence_page.py`` writes the page anew; read it then.
"""

# ruff: noqa: E501 (a row of a table stands on one line)

from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import first_look_rows

from small_cases import case_text, unfiled
from weighbridge.base import Looked, Thing
from weighbridge.checks.results import (
    OUTCOMES,
    Accounts,
    Convention,
    DaysNeeded,
    Entry,
    Error,
    Figure,
    Finding,
    Flip,
    Mixes,
    Note,
    Power,
    Reach,
    Sample,
    Severity,
    Side,
    Whose,
)
from weighbridge.graph.declarations import Check
from weighbridge.report import sentences, verdicts, workings
from weighbridge.strength import Likelihoods, TrueValues, information_words, likelihood_words, true_value_words
from weighbridge.strength.results import (
    Basis,
    LikelihoodRange,
    LikelihoodRanges,
    LikelihoodRatio,
    Settler,
    Settling,
    Silence,
    TrueValue,
)
from weighbridge.text import Called, Names, capital
from weighbridge.verdict import Tally, rule
from weighbridge.verdict.results import Agreement, CheckResult, Combination
from weighbridge.what_if import judgement, round_numbers, turn_words
from weighbridge.what_if import slips as slips_module
from weighbridge.what_if.flips import Swung, Turned
from weighbridge.what_if.judgement import JointLeaning, Moved
from weighbridge.what_if.possible_slips import claims_of, possible_slips
from weighbridge.what_if.reconcile import Corrected, Joint, Lenient
from weighbridge.what_if.slip_words import clause
from weighbridge.what_if.slips import Mend, Slips
from weighbridge.what_if.solve import Solved

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "sentences.md"
SOURCE = ROOT / "src" / "weighbridge"
HOLDS, ROUNDING, STRAINED, FAILS, CANNOT = OUTCOMES


@dataclass(frozen=True)
class Row:
    """A sentence: where it comes from, what was found, what it does not say; and the outcome of which it speaks."""

    situation: str
    found: str
    sentence: str
    not_said: str
    outcome: str = ""


def fig(value, u=0.0):
    return Figure(value=value, numerical_uncertainty=u)


def flips(*turns, value=None):
    """Turns as (multiple, outcome below, outcome above); at values where one value is stated."""
    return [Flip(multiple=fig(m), at=fig(m * value) if value else None, below=b, above=a) for m, b, a in turns]


# Findings.

UP, DOWN = (HOLDS, FAILS), (FAILS, HOLDS)
INTO = ((FAILS, ROUNDING), (ROUNDING, HOLDS), (HOLDS, ROUNDING), (ROUNDING, FAILS))
HIGH = ((HOLDS, STRAINED), (STRAINED, FAILS))
LOW = ((FAILS, STRAINED), (STRAINED, HOLDS))
TONNES = Side(name="mass", unit="tonne", as_written=(2500, 2500), bounds=(2450, 2550))
POINTS = Side(name="change", unit="percent", as_written=(3, 3), bounds=(2.5, 3.5))
BELOW_ZERO = Side(name="change", unit="percent", as_written=(-12, -12), bounds=(-12.5, -11.5))
BARE = Side(name="mass", unit="tonne", as_written=(600, 600), bounds=(600, 600))
COMPUTED = Side(name="computed", unit="tonne", as_written=(600, 600), bounds=(597, 603))
LOAD = Side(name="load", unit="tonne/truck", as_written=(50, 50), bounds=(45.6, 55.1))
EXACT = Side(name="load", unit="tonne/truck", as_written=(50, 50), bounds=(50, 50))
LIMIT = Side(name="limit", unit="tonne/truck", bounds=(13, 75))
PRICE = Side(name="price", unit="USD/tonne", as_written=(300, 300), bounds=(289, 311))
A_RANGE = Side(name="price", unit="USD/barrel", as_written=(200, 600), bounds=(191, 629))
MARKET = Side(name="market", unit="USD/barrel", as_written=(105, 105), bounds=(105, 105))
DRAWN = Side(
    name="stated", unit="USD", mean=fig(700, 1), coverage_interval=(fig(500, 2), fig(900, 2)), bounds=(400, 1000)
)
MEANS = Side(
    name="convoys",
    unit="tonne/truck",
    mean=fig(35, 0.1),
    coverage_interval=(fig(20, 0.1), fig(54, 0.1)),
    of="the mean load of a convoy",
)
PRICES = Side(
    name="mix_price",
    unit="USD/tonne",
    mean=fig(390, 1),
    coverage_interval=(fig(240, 1), fig(830, 1)),
    bounds=(228, 5880),
    of="the price of such a load",
)
ENDLESS = Side(name="weights", unit="tonne/truck", mean=fig(40, 0.1), coverage_interval=(fig(30, 0.1), fig(50, 0.1)))
FALL = Side(name="fall", unit="percent", as_written=(30, 30), bounds=(29.5, 30.5))
ROSE = Side(name="change", unit="percent", worded="rose")
UNCHANGED = Side(name="growth", unit="percent", as_written=(0, 0), bounds=(-0.5, 0.5))
SHARE = Side(name="share", unit="percent", as_written=(34, 34), bounds=(33.5, 34.5))
PEOPLE = Side(name="people", unit="person", as_written=(27, 27), bounds=(27, 27))
MANY = Side(name="people", unit="person", as_written=(1003, 1003), bounds=(1003, 1003))
MIX = Mixes(extent={"iron": (0.91, 0.999), "copper": (0.0, 0.0187)}, corners=[], exact=True)

UNNAMED = Names()
NOT_TRUE = "that the number is true; only that the others do not speak against it"
NOT_FALSE = "that the number is false, which of the numbers is off, or why"
NOTHING = "anything of the number, in either direction"
NOT_RARE = "how rare it is in the world: the probability is that of the assumption"


def sample(rows, origins, low, high, least):
    """A tail that rests on the values of a table; it lies between two ends."""
    ends = (fig(low, 1e-5), fig(high, 1e-5))
    return Sample(
        inputs=["weights"], rows=rows, origins=origins, least_tail=least, tail=ends, too_small=low < 0.05 <= high
    )


FOUND = []  # the checks and findings of which rows are made


def finding(
    situation, kind, relation, outcome, stated, computed, turns=(), tail=None, region=None, nearest=None, not_said=None,
    days=(), sample=None, notes=(), step=None, whose=Whose.ARTICLE,
):  # fmt: skip
    """A row of ``report.sentences.finding_sentence``; ``days`` are the lengths of months on which it rests."""
    others = {"by": "shares"} if kind == "reachable" else {}
    check = Check(question="Well?", kind=kind, stated=stated.name, **{relation: computed.name}, **others)
    ends = stated.as_written
    value = ends[0] if ends and ends[0] == ends[1] else None
    figure = fig(tail, 1e-5) if tail is not None else None
    found = Finding.model_construct(
        stated=stated,
        computed=computed,
        outcome=outcome,
        flips=flips(*turns, value=value),
        tail_probability=figure,
        days_needed=list(days),
        region=region,
        nearest=nearest,
        sample=sample,
        notes=list(notes),
        whose=whose,
        severity=Severity.model_construct(step=step),
    )
    FOUND.append((check, found))
    sentence = sentences.finding_sentence(check, found)
    said = (
        not_said
        or {HOLDS: NOT_TRUE, ROUNDING: NOT_TRUE, STRAINED: NOT_RARE, FAILS: NOT_FALSE, CANNOT: NOTHING}[outcome]
    )
    return Row(f"{kind}, {relation}: {situation}", outcome, sentence, said, outcome)


def by_the_month():
    """Rows of numbers by the month that are set against numbers by the day."""
    day = Side(name="daily", unit="USD/month", as_written=(588000, 651000), bounds=(574000, 666000))
    exact = Side(name="daily", unit="USD/month", as_written=(588000, 588000), bounds=(574000, 602000))
    year = Side(name="daily", unit="USD/year", as_written=(7665000, 7686000), bounds=(7482500, 7869000))
    other = "which month it was"
    rows = [
        ("they meet in a month of some length", HOLDS, 588000, day, {"days": (28, 31), "needed": (28, 28)}, other),
        ("they meet through rounding in months of some lengths", ROUNDING, 587000, day, {"days": (28, 31), "needed": (28, 28.7)}, other),
        ("they meet in any month", HOLDS, 620000, day, {"days": (28, 31), "needed": (28, 31)}, other),
        ("they meet in no month", FAILS, 710000, day, {"days": (28, 31), "needed": None}, NOT_FALSE),
        ("they meet in the month that is dated", HOLDS, 588000, exact, {"days": (28, 28), "needed": (28, 28), "during": "2015-02"}, NOT_TRUE),
        ("they do not meet in the month that is dated", FAILS, 651000, exact, {"days": (28, 28), "needed": None, "during": "2015-02"}, NOT_FALSE),
        ("they meet in a month of the year that is dated", HOLDS, 588000, day, {"days": (28, 31), "needed": (28, 28), "during": "2015"}, other),
        ("they meet in a year of some length", HOLDS, 7675000, year, {"unit": "year", "days": (365, 366), "needed": (365.5, 365.5)}, "which year it was"),
    ]  # fmt: skip
    for situation, outcome, value, computed, needed, not_said in rows:
        stated = Side(name="stated", unit=computed.unit, as_written=(value, value), bounds=(value, value))
        days = [DaysNeeded(**{"unit": "month", **needed})]
        ends = (computed.bounds[0], *computed.as_written, computed.bounds[1])
        flipping = turns(INTO, *(end / value for end in ends))
        yield finding(situation, "agrees", "equals", outcome, stated, computed, flipping, not_said=not_said, days=days)


def turns(pairs, *multiples):
    return tuple((at, *pair) for at, pair in zip(multiples, pairs, strict=True))


ENOUGH = (HOLDS, CANNOT)
FINDINGS = [
    finding("the numbers meet as written", "agrees", "equals", HOLDS, BARE, COMPUTED, turns(INTO, 0.99, 0.998, 1.002, 1.01)),
    finding("a figure of ours is among the others", "agrees", "equals", HOLDS, BARE, COMPUTED, turns(INTO, 0.99, 0.998, 1.002, 1.01), whose=Whose.BOTH),
    finding("all others are figures of ours", "agrees", "equals", HOLDS, BARE, COMPUTED, turns(INTO, 0.99, 0.998, 1.002, 1.01), whose=Whose.OURS),
    finding("they meet within rounding and hedges", "agrees", "equals", ROUNDING, Side(name="mass", unit="tonne", as_written=(603, 603), bounds=(603, 603)), COMPUTED, turns(INTO, 0.985, 0.993, 0.997, 1.005)),
    finding("they do not meet", "agrees", "equals", FAILS, Side(name="mass", unit="tonne", as_written=(6000, 6000), bounds=(5950, 6050)), COMPUTED, turns(INTO, 0.0987, 0.0998, 0.1, 0.101)),
    *by_the_month(),
    finding("the computed side is as much below zero", "agrees", "equals", FAILS, FALL, Side(name="computed", unit="percent", as_written=(-30, -30), bounds=(-30.9, -29.1)), not_said="that the other sign was meant", notes=[Note.OPPOSITE]),
    finding("the computed side lies far below zero, so that it would fail at any multiple", "agrees", "equals", CANNOT, FALL, Side(name="computed", unit="percent", as_written=(-600, -600), bounds=(-602, -598)), not_said="that the signs agree: here they do not", notes=[Note.OPPOSITE]),
    finding("they meet by no more than the letter of a word", "agrees", "equals", STRAINED, Side(name="mass", unit="tonne", as_written=(400, 400), bounds=(400, 440)), COMPUTED, turns(((STRAINED, ROUNDING), (ROUNDING, HOLDS)), 1.36, 1.49), not_said="that the number is false: it is unusual"),
    finding("a rise without a number, and a figure of ours among the others", "agrees", "equals", HOLDS, ROSE, Side(name="computed", unit="percent", as_written=(4, 4), bounds=(3.5, 4.5)), whose=Whose.BOTH),
    finding("a rise without a number, and rounding allows a fall", "agrees", "equals", CANNOT, ROSE, Side(name="computed", unit="percent", as_written=(4, 4), bounds=(-6.3, 16.5))),
    finding("a rise without a number, where a fall would say the same", "typical", "equals", CANNOT, ROSE, PRICES, tail=0.4),
    finding("no growth, where others would say the same", "agrees", "equals", CANNOT, UNCHANGED, Side(name="computed", unit="percent", as_written=(0, 0), bounds=(-5, 5)), turns((DOWN, UP), -5.5, 5.5), step=1.0),
    finding("by percentage points", "agrees", "equals", HOLDS, Side(name="points", unit="percentage_point", as_written=(6, 6), bounds=(5.5, 6.5)), Side(name="computed", unit="percentage_point", as_written=(6, 6), bounds=(5, 7)), turns((DOWN, UP), 0.77, 1.27)),
    finding("it is stated as above the end, and the others come no farther than to it", "agrees", "equals", FAILS, Side(name="people", unit="person", as_written=(100, 100), bounds=(100, 120)), Side(name="computed", unit="person", as_written=(96, 96), bounds=(92, 100)), turns((DOWN, UP), 0.87, 1.0)),
    finding("some whole number gives the share", "agrees", "counted_in", HOLDS, Side(name="share", unit="percent", as_written=(33, 33), bounds=(32.5, 33.5)), PEOPLE, turns((DOWN, UP), 0.995, 1.025), nearest=(33.3333, 33.3333), not_said="that so many were counted"),
    finding("none does; the nearest lie on either side", "agrees", "counted_in", FAILS, SHARE, PEOPLE, turns((UP, DOWN), 0.995, 1.075), nearest=(33.3333, 37.037)),
    finding("every number written so can come from so many", "agrees", "counted_in", CANNOT, Side(name="share", unit="percent", as_written=(51, 51), bounds=(50.5, 51.5)), MANY),
    finding("the stated number lies within the bound", "possible", "at_most", HOLDS, EXACT, LIMIT, turns((UP,), 1.5)),
    finding("the same, of a hedged number", "possible", "at_most", HOLDS, LOAD, LIMIT, turns((UP,), 1.645)),
    finding("it lies beyond the bound", "possible", "at_most", FAILS, Side(name="load", unit="tonne/truck", as_written=(90, 90), bounds=(90, 90)), LIMIT, turns((UP,), 0.833)),
    finding("it would hold at three times as much as well", "possible", "at_most", CANNOT, TONNES, Side(name="metal", unit="tonne", bounds=(0, 700000)), turns((UP,), 286)),
    finding("a range is stated, and all of it lies beyond", "possible", "at_most", FAILS, A_RANGE, MARKET, turns((UP,), 0.55)),
    finding("the computed side has no ends", "possible", "at_most", HOLDS, EXACT, ENDLESS, turns((UP,), 1.5)),
    finding("the stated number lies above the least", "possible", "at_least", HOLDS, EXACT, LIMIT, turns((DOWN,), 0.26)),
    finding("it lies below the least", "possible", "at_least", FAILS, Side(name="load", unit="tonne/truck", as_written=(5, 5), bounds=(5, 5)), LIMIT, turns((DOWN,), 2.6)),
    finding("it lies below the least, and so does all that its hedge allows", "possible", "at_least", FAILS, Side(name="load", unit="tonne/truck", as_written=(5, 5), bounds=(4.6, 5.5)), LIMIT, turns((DOWN,), 2.36)),
    finding("it would hold at a third as well", "possible", "at_least", CANNOT, EXACT, Side(name="limit", unit="tonne/truck", bounds=(1, 75)), turns((DOWN,), 0.02)),
    finding("the stated number lies between both", "possible", "equals", HOLDS, LOAD, LIMIT, turns((DOWN, UP), 0.236, 1.645)),
    finding("a range is stated, and some of it lies between", "possible", "equals", HOLDS, Side(name="price", unit="USD/barrel", as_written=(80, 150), bounds=(80, 150)), Side(name="market", unit="USD/barrel", bounds=(20, 105)), turns((DOWN, UP), 0.133, 1.31)),
    finding("a range with a hedge is stated", "possible", "equals", FAILS, A_RANGE, Side(name="market", unit="USD/barrel", bounds=(20, 105)), turns((DOWN, UP), 0.0318, 0.55)),
    finding("it lies outside", "possible", "equals", FAILS, Side(name="load", unit="tonne/truck", as_written=(90, 90), bounds=(90, 90)), LIMIT, turns((DOWN, UP), 0.144, 0.833)),
    finding("it would hold at a third and at three times as much", "possible", "equals", CANNOT, Side(name="load", unit="tonne/truck", as_written=(20, 20), bounds=(20, 20)), Side(name="limit", unit="tonne/truck", bounds=(1, 75)), turns((DOWN, UP), 0.05, 3.75)),
    finding("so much is usual", "typical", "at_most", HOLDS, LOAD, MEANS, turns(HIGH, 1.042, 1.131), 0.077, not_said="that it was so much; what it is the probability of is assumed"),
    finding("so much is unusual", "typical", "at_most", STRAINED, LOAD, MEANS, turns(HIGH, 0.98, 1.05), 0.031),
    finding("so much is hardly met with", "typical", "at_most", FAILS, LOAD, MEANS, turns(HIGH, 0.7, 0.8), 0.0004, not_said="that it cannot be: only that what is assumed has hardly room for it"),
    finding("three times as much is usual as well", "typical", "at_most", CANNOT, Side(name="load", unit="tonne/truck", as_written=(5, 5), bounds=(5, 5)), MEANS, turns(HIGH, 9, 10), 0.9999),
    finding("a table has enough values beyond", "typical", "at_most", HOLDS, LOAD, MEANS, turns((ENOUGH,), 1.3), 4 / 9, not_said="that so many of all such loads lie beyond: the values are those that were found", sample=sample(13, 8, 1 / 3, 4 / 9, 1 / 9)),
    finding("nothing in a table lies beyond, and it is too small to tell", "typical", "at_most", CANNOT, LOAD, MEANS, turns((ENOUGH,), 0.9), 1 / 3, sample=sample(6, 2, 0, 1 / 3, 1 / 3)),
    finding("a few of a table lie beyond, too near a threshold for so few", "typical", "at_most", CANNOT, LOAD, MEANS, turns((ENOUGH,), 0.99), 3 / 51, sample=sample(50, 50, 2 / 51, 3 / 51, 1 / 51)),
    finding("a single value, to either side", "typical", "equals", CANNOT, LOAD, MEANS, (), 1.0, sample=sample(1, 1, 0, 1.0, 1.0)),
    finding("so little is usual", "typical", "at_least", HOLDS, LOAD, MEANS, turns(LOW, 0.4, 0.5), 0.93, not_said="that it was so little; what it is the probability of is assumed"),
    finding("so little is unusual", "typical", "at_least", STRAINED, LOAD, MEANS, turns(LOW, 0.9, 1.1), 0.02),
    finding("so little is hardly met with", "typical", "at_least", FAILS, LOAD, MEANS, turns(LOW, 1.5, 2), 0.001, not_said="that it cannot be: only that what is assumed has hardly room for it"),
    finding("a third of it is usual as well", "typical", "at_least", CANNOT, LOAD, MEANS, turns(LOW, 0.1, 0.2), 0.9995),
    finding("it is usual to either side", "typical", "equals", HOLDS, PRICE, PRICES, turns((*LOW, *HIGH), 0.7, 0.847, 2.34, 5), 0.642, not_said="that the price is right with this probability: it is how far out it lies, not how likely it is"),
    finding("it lies far out on one side", "typical", "equals", STRAINED, PRICE, PRICES, turns((*LOW, *HIGH), 0.9, 1.05, 3, 5), 0.06),
    finding("it lies farther out than hardly any", "typical", "equals", FAILS, PRICE, PRICES, turns((*LOW, *HIGH), 1.2, 1.5, 3, 5), 0.002, not_said="that it cannot be: only that what is assumed has hardly room for it"),
    finding("it would be usual at a third and at three times as much", "typical", "equals", CANNOT, PRICE, PRICES, turns((*LOW, *HIGH), 0.1, 0.2, 4, 6), 0.8),
    finding("the stated side is drawn as well", "typical", "equals", HOLDS, DRAWN, PRICES, turns((*LOW, *HIGH), 0.7, 0.847, 2.34, 5), 0.4),
    finding("some mix gives the stated number", "reachable", "equals", HOLDS, PRICE, PRICES, turns((DOWN, UP), 0.733, 20.3), region=MIX, not_said="that the load was so mixed"),
    finding("the same, by a region that encloses the true one", "reachable", "equals", HOLDS, PRICE, PRICES, turns((DOWN, UP), 0.733, 20.3), region=MIX.model_copy(update={"exact": False}), not_said="that every mix within gives it: here the region is wider than it has to be"),
    finding("no mix does", "reachable", "equals", FAILS, Side(name="price", unit="USD/tonne", as_written=(9000, 9000), bounds=(8950, 9050)), PRICES, turns((DOWN, UP), 0.025, 0.65), region=Mixes(extent={}, corners=[], exact=True)),
    finding("no mix does, by a region that encloses the true one", "reachable", "equals", FAILS, Side(name="price", unit="USD/tonne", as_written=(9000, 9000), bounds=(8950, 9050)), PRICES, turns((DOWN, UP), 0.025, 0.65), region=Mixes(extent={}, corners=[], exact=False)),
    finding("some mix would give three times as much as well", "reachable", "equals", CANNOT, Side(name="price", unit="USD/tonne", as_written=(1500, 1500), bounds=(1495, 1505)), PRICES, turns((DOWN, UP), 0.15, 3.9), region=MIX),
]  # fmt: skip


def note(note, not_said):
    """A row of ``sentences.note_words``."""
    found = Finding.model_construct(computed=LIMIT, draws=1600, may_be=(HOLDS, STRAINED))
    return Row(f"beside a finding: {note}", note, sentences.note_words(note, found), not_said)


UNWEIGHED_CHECK = Check(question="Well?", kind="possible", stated="load", at_most="limit")
UNWEIGHED = Finding.model_construct(outcome=CANNOT, not_weighed="`root` is not a number for some of its inputs")
NOTES = [
    note(Note.NEAR_THRESHOLD, "on which side of it the probability lies"),
    note(Note.TOO_FEW_DRAWS, "that the digits which are shown are not supported"),
    note(Note.NO_BUDGET, "that nothing in it is uncertain"),
    note(Note.REGION_ENCLOSES, "how much wider than the true one it is"),
    note(Note.OPPOSITE, "which of the two directions is right"),
    note(Note.PART_OF_RANGE, "that the rest of the range is false"),
    note(Note.LOOSE_BOUNDS, "how much nearer"),
    Row(
        "it could not be weighed",
        "a root of a negative",
        sentences.finding_sentence(UNWEIGHED_CHECK, UNWEIGHED),
        NOTHING,
    ),
    Row("the same, in its working", "the reason", workings.severity_sentence(UNWEIGHED), NOTHING),
]


FLIPS = [
    Row("nothing flips", "none", sentences.flips_in_words([], "tonne"), "that nothing else turns it: only the stated value was moved"),
    Row("one flip, at a value", "above 75", sentences.flips_in_words(flips((1.5, *UP), value=50), "tonne/truck"), ONE_SIDE := "what another number would do"),
    Row("two flips", "strained, then fails", sentences.flips_in_words(flips(*turns(HIGH, 1.04, 1.13), value=50), "tonne/truck"), ONE_SIDE),
    Row("whole things leave a gap, said first", "fails between 33 and 37", sentences.headline(flips((0.97, HOLDS, FAILS), (1.09, FAILS, HOLDS), value=34), "percent"), ONE_SIDE),
    Row("the stated value lies on the end", "not reached", sentences.headline(flips((0.9, FAILS, HOLDS), (1.0, HOLDS, FAILS), value=50), "tonne/truck", (), False), ONE_SIDE),
    Row("a number below zero is stated", "the larger multiple is the lower value", sentences.headline(flips((0.9, FAILS, HOLDS), (1.2, HOLDS, FAILS), value=-10), "percent"), ONE_SIDE),
    Row("a range is stated", "multiples of it", sentences.flips_in_words(flips((0.55, *UP)), "USD/barrel"), ONE_SIDE),
]  # fmt: skip


# Over all choices, weak sources, verdicts.

FAIR = "which choice is right, or how likely an outcome is: combinations are counted, not weighed"


def over_all(situation, outcomes, alone=(), joint=(), silent=False):
    written = {"mix": "as used", "market": "port"}
    taken = [written, *({**written, "mix": f"mix {at}"} for at in range(1, len(outcomes)))]
    combinations = [Combination(*one) for one in zip(taken, outcomes, strict=True)]
    found, _ = rule.range_of(combinations)
    check = CheckResult(
        name="a", question="Well?", kind="possible", relation="at_most", claims=[], range=found, may_be_silent=silent,
        depends_on=[*alone, *joint], turned_by=list(alone), premise=None, combinations=combinations, findings=[],
        find_leaning=list,
    )  # fmt: skip
    return Row(situation, verdicts.check_words(check), verdicts.over_all(check), FAIR, found.overall)


OVER_ALL = [
    over_all("every combination says the same", [HOLDS, HOLDS]),
    over_all("every combination fails", [FAILS, FAILS, FAILS]),
    over_all("none can tell", [CANNOT, CANNOT]),
    over_all("it holds, or says nothing", [HOLDS, CANNOT, HOLDS], silent=True),
    over_all("it fails, or says nothing", [FAILS, CANNOT], silent=True),
    over_all("it says nothing as written, and holds otherwise", [CANNOT, HOLDS], silent=True),
    over_all("one choice turns it by itself", [HOLDS, FAILS, HOLDS], ["mix"]),
    over_all("one by itself, others together", [HOLDS, FAILS, STRAINED, HOLDS], ["mix"], ["market", "month"]),
    over_all("choices turn it only together", [HOLDS, FAILS, HOLDS, HOLDS], [], ["market", "month"]),
    over_all("it stands under every choice, through rounding under one", [HOLDS, ROUNDING], ["mix"]),
    over_all("it stands under none, worse under one than under others", [STRAINED, FAILS], ["mix"]),
]
SILENT_ROWS = [
    ("one combination only", over_all("one", [HOLDS]).sentence),
    ("a check that the article raises", sentences.premise_sentence(None)),
    ("no relations that fail only together", verdicts.together_sentence([])),
    ("no weak source", sentences.weak_sources_sentence({})),
    ("nothing that it leans on", turn_words.leaning_sentence([], HOLDS)),
    ("nothing that it rests on together", judgement.joint_sentence(None)),
    ("nothing else under an option", judgement.options_sentence([])),
]
WEAK = [
    Row("one weak source", "a figure rests on a forum post", sentences.weak_sources_sentence({"forum": "a forum post"}), "that the figure is off, or that the outcome turns on it"),
    Row("several", "two figures do", sentences.weak_sources_sentence({"forum": "a forum post", "page": "the year was not seen"}), "that the outcome turns on them, or that the other figures are certain"),
]  # fmt: skip

OWN = [
    Row("the text does not ask it", "a reason", sentences.premise_sentence("the text does not say so"), "that the article says so, or has to"),
]  # fmt: skip

NEVER_TRUE = "that the numbers are true, or that they came about as the article says"


def checked(name, kind, *outcomes, tail=None, leans=(), choice="mix", to=None, premise=None, stated=None, **found):
    """A check's result, as far as a verdict looks at it: under the options of one choice, the first as written."""
    combinations = [Combination({choice: f"{choice} {at}"}, outcome) for at, outcome in enumerate(outcomes)]
    reached, silent = rule.range_of(combinations)
    alone, joint = rule.turned_by(combinations) if reached.is_wide else ([], [])
    found = Finding.model_construct(
        stated=stated or Side(name=name, unit="tonne/truck", as_written=(50, 50)),
        outcome=outcomes[0],
        tail_probability=fig(tail) if tail is not None else None,
        reach=Reach(holds_to=fig(to) if to else None),
        severity=Severity.model_construct(step=found.pop("step", None)),
        **found,
    )
    return CheckResult(
        name=name,
        question=f"Does {name} fit?",
        kind=kind,
        relation="at_most",
        claims=[],
        range=reached,
        may_be_silent=silent,
        depends_on=[*alone, *joint],
        turned_by=alone,
        premise=premise,
        find_leaning=lambda: [Swung.model_construct(input=one) if isinstance(one, str) else one for one in leans],
        combinations=combinations,
        findings=[found],
    )


def verdict(situation, found, not_said, *checks, claim=None, together=(), names=UNNAMED):
    """The sentence of the verdict that these checks lead to."""
    reached = rule.weigh(claim, checks, together)
    words = verdicts.verdict_words(reached)
    return Row(situation, found, verdicts.verdict_sentence(reached, checks, names), not_said, words)


HELD = checked("a", "possible", HOLDS)
MEETING = checked("a", "agrees", ROUNDING), checked("b", "agrees", ROUNDING)
APART = Agreement(("a", "b"), ("daily", "monthly", "yearly"), [Combination({}, FAILS)], [ROUNDING])
APART_BY_MIX = Agreement(
    ("a", "b"),
    ("daily", "monthly"),
    [Combination({"mix": "a"}, ROUNDING), Combination({"mix": "b"}, FAILS)],
    [ROUNDING] * 2,
)
SAMPLE = Tally(sets=2**20, ways=2**19, counts={FAILS: 1000}, drawn=1000, looked=1042, find=lambda _: FAILS)


def looked_at(situation, found, not_said, one):
    """The sentence of a verdict for which some ways were looked at only."""
    check = replace(one, tally=SAMPLE)
    reached = replace(
        rule.weigh(None, [check], ()), is_sampled=True, looked=Looked(at=Thing.COMBINATIONS, looked=500, of=2**20)
    )
    return Row(
        situation,
        found,
        verdicts.verdict_sentence(reached, [check], UNNAMED),
        not_said,
        verdicts.verdict_words(reached),
    )


LOOKED_AT = [
    looked_at(
        "some of very many ways were looked at, and none fits",
        "1 fails",
        NOT_FALSE,
        checked("a", "possible", FAILS, to=0.4),
    ),
    looked_at("the same, and each is unlikely", "1 strained", NOT_FALSE, checked("a", "typical", STRAINED, tail=0.03)),
    Row(
        "of a check, how many ways there are",
        "a sample",
        verdicts.over_all(replace(checked("a", "possible", FAILS, to=0.4), tally=SAMPLE), UNNAMED),
        NOT_FALSE,
    ),
]
VERDICTS = [
    verdict("it holds: every check does", "2 hold", NEVER_TRUE, HELD, HELD),
    verdict("it holds: one check cannot tell", "1 holds", "that the check which cannot tell holds", HELD, checked("b", "possible", CANNOT)),
    verdict("one agrees only through rounding", "1 holds, 1 only so", NEVER_TRUE, HELD, checked("b", "agrees", ROUNDING)),
    verdict("relations that stand one by one fail together", "2 hold only so", NOT_FALSE, *MEETING, together=[APART]),
    verdict("a typical check is strained", "1 holds, 1 strained", "that the number is false, or which one it is", HELD, checked("b", "typical", STRAINED, tail=0.03)),
    verdict("a typical check fails", "1 holds, 1 fails", "that the number is false, or which one it is", HELD, checked("b", "typical", FAILS, tail=0.0005)),
    verdict("a check fails under every combination", "1 holds, 1 fails", NOT_FALSE, HELD, checked("b", "possible", FAILS, to=0.4)),
    verdict("the same, not far off", "1 fails", NOT_FALSE, checked("b", "agrees", FAILS, to=0.97)),
    verdict("a check of whole things fails", "1 fails", NOT_FALSE, checked("b", "agrees", FAILS, stated=SHARE, nearest=(33.3333, 37.037))),
    verdict("a percentage that can be zero", "1 fails", NOT_FALSE, checked("b", "agrees", FAILS, to=-3.0, stated=UNCHANGED, step=1.0)),
    verdict("a check cannot tell as written and holds else", "1 cannot tell", NOTHING, checked("b", "possible", CANNOT, HOLDS)),
    verdict("a check fails where it can tell", "1 fails, or cannot tell", "that it fails where it cannot tell", checked("a", "possible", FAILS, CANNOT)),
    verdict("no check had severity", "2 cannot tell", NOTHING, checked("a", "possible", CANNOT), checked("b", "possible", CANNOT)),
    verdict("it holds, and two checks lean on judged numbers", "2 hold", "that it holds wherever these numbers might fairly lie", checked("a", "possible", HOLDS, leans=["high"]), checked("b", "possible", HOLDS, leans=["level"])),
    verdict("no check touches a claim", "none", NOTHING, claim="aside"),
    verdict("a choice turns a check", "1 holds, 1 depends", "which choice is right", HELD, checked("b", "possible", HOLDS, FAILS)),
    verdict("the same, by so many points", "1 fails", NOT_FALSE, checked("b", "agrees", FAILS, to=0.5, step=3.0, stated=POINTS)),
    verdict("the same, of a number below zero", "1 fails", NOT_FALSE, checked("b", "agrees", FAILS, to=0.5, stated=BELOW_ZERO)),
    verdict("a choice turns a check that fails as written", "1 depends", "which choice is right", checked("b", "possible", FAILS, HOLDS, to=0.8)),
    verdict("it stands under no choice, worse under one", "1 strained at best", "which choice is right", checked("b", "typical", STRAINED, FAILS, tail=0.03)),
]  # fmt: skip


def steps(situation, not_said, *checks, together=(), names=UNNAMED):
    """The steps behind a verdict, in one cell, and the questions of its rule."""
    found = rule.weigh(None, checks, together)
    asked = [f"{verdicts.QUESTIONS[step.asks]} – {verdicts.answer_words(step, checks)}." for step in found.rule]
    told = ". ".join(verdicts.verdict_steps(found, checks, names))
    return Row(situation, verdicts.verdict_words(found), told + ". " + " ".join(asked), not_said, "")


# What it turns on, and leans on.


def swung(
    turns,
    outcome,
    unit="tonne/truck",
    about="the highest value of the mean load",
    value=60,
    fair=None,
    declared=True,
    name="high",
    looked=(0.6, 6000),
    support="judgement",
):
    return Swung(
        input=name, about=about, unit=unit, value=value, support=support, fair=fair, fair_declared=declared,
        outcome=outcome, turns=[Turned(at=fig(at, 0.1), below=below, above=above) for at, below, above in turns], looked=looked,
    )  # fmt: skip


LONG_NAME = "the mean load of such a convoy as left the city in those days"  # as long as a name may be
ONE_AT_A_TIME = "what comes out when two numbers move at once; what lies beyond the nearest turns"
BELOW, ABOVE = (57.3, STRAINED, HOLDS), (82.2, HOLDS, FAILS)


def by_the_article(turns, outcome, unit, name, value):
    """A number of the article, moved."""
    return swung(turns, outcome, unit, f"the {name}", value, name=name, looked=(value / 100, value * 100), support="quotation")  # fmt: skip


SILENT_LINE = turn_words.headline(by_the_article([(9050, FAILS, HOLDS)], HOLDS, "barrel/day", "barrels", 50000))
TURNS = [
    Row("no turn was found", "none between the ends looked at", turn_words.headline(swung([], HOLDS)), "that there is none: two turns close together can be missed", HOLDS),
    Row("no turn was found of a check that fails", "none between the ends looked at", turn_words.headline(swung([], FAILS)), "that nothing would mend it", FAILS),
    Row("one turn, below", "holds above 57.3", turn_words.headline(swung([BELOW], HOLDS)), ONE_AT_A_TIME, HOLDS),
    Row("one turn, above", "holds below 82.2", turn_words.headline(swung([ABOVE], HOLDS)), ONE_AT_A_TIME, HOLDS),
    Row("turns to both sides", "holds between them", turn_words.headline(swung([BELOW, ABOVE], HOLDS)), ONE_AT_A_TIME, HOLDS),
    Row("two turns below", "fails below 50.6, strained below 57.3", turn_words.headline(swung([(50.6, FAILS, STRAINED), BELOW], HOLDS)), "that it is strained however far below: from 50.6 on it fails", HOLDS),
    Row("a number of the article", "its own name says what it is", turn_words.headline(by_the_article([(48, STRAINED, HOLDS)], HOLDS, "truck", "trucks", 50)), "that another number would have a hedge in proportion: read anew, it has one of its own", HOLDS),
    Row("a check that fails", "it holds beyond a value", turn_words.headline(swung([(191, FAILS, HOLDS)], FAILS, "USD/barrel", "market", 105, name="market")), "that the value beyond is fair, or that anyone meant it", FAILS),
    Row("agreement through rounding", "fails below and above", turn_words.headline(by_the_article([(26, FAILS, ROUNDING), (31, ROUNDING, FAILS)], ROUNDING, "percent", "fall", 30)), ONE_AT_A_TIME, ROUNDING),
    Row("a number that stands on a turn", "fails up to it, holds from there", turn_words.headline(swung([(60, FAILS, HOLDS), (90, HOLDS, FAILS)], FAILS)), "that it holds however far above: from 90 on it fails", FAILS),
    Row("a number that stands on a turn, on its upper side", "holds from it to 90", turn_words.headline(swung([(60, FAILS, HOLDS), (90, HOLDS, FAILS)], HOLDS)), ONE_AT_A_TIME, HOLDS),
    Row("a number with a source", "it fits above 57.3", turn_words.headline(swung([BELOW], HOLDS, support="source")), ONE_AT_A_TIME, HOLDS),
    Row("a number with a weak source", "the same", turn_words.headline(swung([BELOW], HOLDS, support="weak source")), "that the source is right", HOLDS),
    Row("an unlikely number", "it fits above 65", turn_words.headline(swung([(65, STRAINED, HOLDS)], STRAINED)), ONE_AT_A_TIME, STRAINED),
    Row("nothing can be said on one side", "it fits below 65", turn_words.headline(swung([(65, HOLDS, CANNOT)], HOLDS)), ONE_AT_A_TIME, HOLDS),
    Row("nothing can be said as written", "it fits below 55", turn_words.headline(swung([(55, HOLDS, CANNOT)], CANNOT)), ONE_AT_A_TIME),
    Row("a long name, and turns to both sides", "two sentences", turn_words.headline(swung([BELOW, ABOVE], HOLDS, about=LONG_NAME)), ONE_AT_A_TIME, HOLDS),
    Row("a check that cannot tell", "by draws and bounds alone it holds", f"{turn_words.SIDES_ALONE} {SILENT_LINE}", "that the check holds: of that it cannot tell", CANNOT),
    Row("a check of whole things", "nothing was looked for", turn_words.NOT_MOVED, "that nothing turns it"),
    Row("a check that nothing turns", "each number was moved, and none turns it", turn_words.NO_TURN, "that there is no turn: two turns close together can be missed; that two numbers moved at once turn nothing"),
]  # fmt: skip


def cell(situation, found, turns, outcome=HOLDS, not_said=ONE_AT_A_TIME):
    return Row(situation, found, turn_words.where_it_turns(swung(turns, outcome)), not_said)


CELLS = [
    cell("no turn was found", "none", [], not_said="that there is none"),
    cell("one turn", "holds above 57.3", [BELOW]),
    cell("agreement through rounding", "fits through rounding", [(50.6, FAILS, ROUNDING)], ROUNDING),
    cell("several turns", "fails, strained, holds, fails", [(50.6, FAILS, STRAINED), BELOW, ABOVE]),
]

FAIRLY = "that the outcome is wrong; that the number lies anywhere else in its range"
LEANS = [
    Row("declared, a turn below", "strained below 57.3, of 42 to 65", turn_words.leaning_sentence([swung([BELOW], HOLDS, fair=(42, 65))], HOLDS), FAIRLY, HOLDS),
    Row("declared, a turn above", "fails above 62", turn_words.leaning_sentence([swung([(62, HOLDS, FAILS)], HOLDS, fair=(42, 65))], HOLDS), FAIRLY, HOLDS),
    Row("declared, turns to both sides", "strained below, fails above", turn_words.leaning_sentence([swung([BELOW, (62, HOLDS, FAILS)], HOLDS, fair=(42, 65))], HOLDS), FAIRLY, HOLDS),
    Row("two turns below", "fails below 50.6, strained below 57.3", turn_words.leaning_sentence([swung([(50.6, FAILS, STRAINED), BELOW], HOLDS, fair=(42, 65))], HOLDS), FAIRLY, HOLDS),
    Row("two turns below, one above", "strained, fails; fails", turn_words.leaning_sentence([swung([(50.6, FAILS, STRAINED), BELOW, (62, HOLDS, FAILS)], HOLDS, fair=(42, 65))], HOLDS), FAIRLY, HOLDS),
    Row("nothing declared", "half to twice was tried", turn_words.leaning_sentence([swung([BELOW], HOLDS, fair=(30, 120), declared=False)], HOLDS), "that half or twice would be fair", HOLDS),
    Row("a check that fails", "it holds where a judged number might lie", turn_words.leaning_sentence([swung([BELOW], STRAINED, value=50, fair=(42, 65))], STRAINED), "that it holds", STRAINED),
    Row("two numbers", "each by itself", turn_words.leaning_sentence([swung([BELOW], HOLDS, fair=(42, 65)), swung([(0.427, STRAINED, HOLDS)], HOLDS, "", "what is paid on the spot", 1, (0.23, 1), name="level")], HOLDS), "what comes out when both move", HOLDS),
]  # fmt: skip


def together(becomes, *moves, within="fair", choice=None, option=None):
    """A joint move of judged numbers, each as (name, from, to, tried range, whether the case declares that range)."""
    moved = [
        Moved(input=name, about=f"the {name} of a load", unit="tonne", value=value, to=to, tried=tried, fair_declared=declared)
        for name, value, to, tried, declared in moves
    ]  # fmt: skip
    return JointLeaning(choice=choice, option=option, condition=option, outcome=HOLDS, becomes=becomes, share=0.5, within=within, moves=moved)  # fmt: skip


ONE, OTHER = ("weight", 50, 46, (42, 65), True), ("moisture", 2, 1.5, (1, 4), False)
NARROW, BEYOND = ("weight", 50, 30, (25, 100), False), ("moisture", 2, 1.5, (1, 5), False)
NOT_MEANT = "that the numbers are so; that no other move would change it"
STOPPED = together(HOLDS, ONE).model_copy(update={"moves": [], "looked": Looked(at=Thing.RANGES, looked=1, of=2)})
TOGETHER = [
    Row("the search ended early", "one of two ranges", judgement.joint_sentence(STOPPED), "that nothing turns it"),
    Row("one number", "it fails at 46", judgement.joint_sentence(together(FAILS, ONE)), NOT_MEANT, FAILS),
    Row("two numbers, one of them without a range", "unlikely at 46 and 1.5", judgement.joint_sentence(together(STRAINED, ONE, OTHER)), NOT_MEANT, STRAINED),
    Row("one number, whose range has no source", "it fails beyond that range", judgement.joint_sentence(together(FAILS, NARROW, within="wide")), "that the wider range is fair", HOLDS),
    Row("two numbers, ranges without a source", "it fits beyond them", judgement.joint_sentence(together(HOLDS, NARROW, BEYOND, within="wide")), "that the wider ranges are fair", HOLDS),
    Row("it would hold only so", "rounding at 46", judgement.joint_sentence(together(ROUNDING, ONE)), NOT_MEANT, HOLDS),
    Row("a long clause", "two sentences", judgement.options_sentence([together(FAILS, ONE, (LONG_NAME, 2, 1.5, (1, 4), True), choice="market", option="it is sold on the spot, at a discount that nobody put down")]), "that the option is right", HOLDS),
    Row("a long clause and one number", "two sentences", judgement.options_sentence([together(FAILS, (LONG_NAME, 2, 1.5, (1, 4), True), choice="market", option="it is sold on the spot, at a discount that nobody put down")]), "that the option is right", HOLDS),
    Row("long clauses and long names", "a sentence each", judgement.options_sentence([together(FAILS, (LONG_NAME, 2, 1.5, (1, 4), True), (f"{LONG_NAME} before", 2, 1.5, (1, 4), True), choice="market", option=f"it is sold {where}, at a discount that nobody put down") for where in ("here", "there")]), "that the option is right", HOLDS),
    Row("options", "one number under two, two numbers under a third", judgement.options_sentence([together(FAILS, ONE, choice="market", option="it is sold at a port"), together(FAILS, ONE, choice="market", option="it is sold at a yard"), together(FAILS, ONE, OTHER, choice="month", option="it was May")]), "where it turns there; that the option is right", HOLDS),
]  # fmt: skip


# Slips.


def mend(number, change, **outcomes):
    return Mend(
        slip="a zero dropped", number=number, change=change, says="ten times as much was meant", outcomes=outcomes
    )


QUESTIONS = {"published": "Is that as much as was published?", "total": "Is it the total?", "growth": "Has it grown?"}


def tried(many, mends, outside, one_sided=False, outcome=FAILS, saved_by=(), left_out=()):
    return Slips(
        check="price",
        outcome=outcome,
        tried=many,
        mends=mends,
        saved_by=list(saved_by),
        from_outside=outside,
        questions={
            "published": "Is that as much as was published?",
            "total": "Is it the total?",
            "growth": "Has it grown?",
        },
        one_sided=one_sided,
        left_out=list(left_out),
    ).sentence


MADE = "that any of them happened"
LOST, LOST_MORE, LOST_TOO, LOST_MOST = (
    mend(number, change, price=CANNOT, published=FAILS)
    for number, change in (("barrels", "× 100"), ("barrels", "× 1000"), ("money", "÷ 100"), ("money", "÷ 1000"))
)
BARRELS = mend("barrels", "× 10", price=HOLDS, published=HOLDS)
HUNDRED = mend("barrels", "× 100", price=HOLDS, published=FAILS)
MONEY = mend("money", "÷ 10", price=HOLDS, published=FAILS)
NEITHER = mend("money", "÷ 100", price=HOLDS, published=FAILS, total=FAILS)
SLIPS = [
    Row("none mends", "24 were tried", tried(24, [], []), "that no slip was made: only those of the table were tried", FAILS),
    Row("only one was tried", "and does not mend", tried(1, [], []), "that no slip was made", FAILS),
    Row("several mend, and after others the check of one side cannot tell", "2 of 12 mend, 4 more let it pass", tried(12, [BARRELS, LOST, LOST_MORE, MONEY, LOST_TOO, LOST_MOST], ["published"], one_sided=True), MADE, FAILS),
    Row("none mends, and after some the check of one side cannot tell", "none of 12; 2 let it pass", tried(12, [LOST, LOST_TOO], ["published"], one_sided=True), MADE, FAILS),
    Row("none mends, and after one the check cannot tell", "none of 6; 1 lets it pass", tried(6, [mend("barrels", "× 10", price=CANNOT, published=HOLDS)], ["published"]), "that it happened", FAILS),
    Row("one mends, and nothing else fails", "1 of 6", tried(6, [BARRELS], ["published"]), "that it happened", FAILS),
    Row("one mends, and a question of our own was not asked", "1 of 6", tried(6, [BARRELS], ["published"], left_out=["growth"]), "what our own question would come to", FAILS),
    Row("only one was tried of a check that rounding saves", "and does not make it fit", tried(1, [], [], outcome=ROUNDING, saved_by=["money"]), "that no slip was made", ROUNDING),
    Row("one mends, and something else fails then", "1 of 6", tried(6, [MONEY], ["published"]), "that it happened, or that nothing did", FAILS),
    Row("several mend, and nothing tells them apart", "2 of 12", tried(12, [BARRELS, mend("money", "÷ 10", price=HOLDS, published=HOLDS)], ["published"]), MADE, FAILS),
    Row("several mend, and after each something fails", "2 of 12", tried(12, [HUNDRED, MONEY], ["published"]), MADE, FAILS),
    Row("evidence from outside does not exclude one of two", "1 of 2 is free of failures", tried(12, [BARRELS, MONEY], ["published"]), "that the one which is left happened", FAILS),
    Row("evidence from outside does not exclude one of three", "1 of 3", tried(12, [BARRELS, HUNDRED, MONEY], ["published"]), "that the one which is left happened", FAILS),
    Row("the article's other numbers do not exclude one of two", "1 of 2; what fails rests on the article alone", tried(12, [BARRELS, MONEY], []), "that the one which is left happened", FAILS),
    Row("two are left of three", "2 of 3", tried(12, [BARRELS, mend("money", "÷ 10", price=HOLDS, published=HOLDS), HUNDRED], ["published"]), MADE, FAILS),
    Row("several checks fail after the others", "all of them, or some", tried(12, [BARRELS, MONEY, NEITHER], ["published", "total"]), "which of the checks fails after which slip", FAILS),
    Row("the check does not fail", "none was tried", tried(0, [], [], outcome=HOLDS), "that no slip was made"),
    Row("the check cannot be weighed", "none was tried", tried(0, [], [], outcome=None), "that no slip was made"),
    Row("rounding saves it, and one number's is enough; no slip makes it fit as written", "24 were tried", tried(24, [], [], outcome=ROUNDING, saved_by=["money"]), "that the number was rounded so", ROUNDING),
    Row("rounding saves it, and either of two numbers' is enough; one slip makes it fit as written", "1 of 24", tried(24, [BARRELS], [], outcome=ROUNDING, saved_by=["barrels", "money"]), "that it happened, or that anything was rounded", ROUNDING),
    Row("rounding saves it, and only that of several numbers is enough; several slips make it fit as written", "2 of 24", tried(24, [BARRELS, MONEY], ["published"], outcome=ROUNDING), MADE, ROUNDING),
    Row("rounding saves it, and after a slip it cannot tell", "none of 24; 1 lets it pass", tried(24, [LOST], ["published"], outcome=ROUNDING, saved_by=["money"]), "that it happened", ROUNDING),
    Row("one fails by evidence, one by the article's own numbers", "1 of 3", tried(12, [BARRELS, MONEY, mend("tax", "× 10", price=HOLDS, published=HOLDS, total=FAILS)], ["published"]), "by which check each of the others fails", FAILS),
]  # fmt: skip
SLIPS += [
    Row("nothing failed", "no misprint was looked for", tried(0, [], [], outcome=HOLDS), "that no misprint was made"),
    Row("nothing failed in a whole case", "no misprint was looked for", slips_module.NO_SLIP_SOUGHT, "that no misprint was made"),
    Row("five mend", "four are told", tried(24, [mend(f"barrels{at}", "× 10", price=HOLDS, published=HOLDS) for at in range(5)] + [MONEY], ["published"]), MADE, FAILS),
    Row("rounding saves it, of any of three with long names", "a sentence for some of them", tried(24, [], [], outcome=ROUNDING, saved_by=[f"the_{at}_of_those_that_are_said_to_have_left_the_city" for at in ("first", "second", "third")]), "that anything was rounded", ROUNDING),
    Row("the question of a check that fails is long", "the check by its name", tried(24, [mend("tax", "× 10", price=HOLDS, others=FAILS)], []), MADE, FAILS),
]  # fmt: skip

# One number of each kind that a slip can change: the first of every rule.
SLIPPED = unfiled(case_text(
    {"trucks": "50 truck", "load": "12.0 tonne/truck", "mass": "600.0 tonne", "rise": "25 percent", "share": "40 percent", "rate": "30.0 tonne/day"},
    "formulas: {computed: {expression: trucks * load * (1 + rise) * (1 + share) + rate * 1 day, unit: tonne, reason: a test}}",
    fits="kind: agrees, stated: mass, equals: computed",
))  # fmt: skip


LONG_NAMES = unfiled(case_text(
    {"north": "50 truck", "south": "40 truck", "total": "91 truck", "share": "80 to 120 percent"},
    f"formulas: {{computed: {{expression: north + south * share, unit: truck}}}}\nwords: {{north: {{called: {LONG_NAME[:50]} one}}, south: {{called: {LONG_NAME[:50]} two}}}}",
    fits="kind: agrees, stated: total, equals: computed",
))  # fmt: skip


def clauses():
    """What a number would be after one slip of each rule."""
    model, choices = SLIPPED.model, SLIPPED.choices
    numbers, seen = claims_of(model, choices), {}
    for slip in possible_slips(model, model.checks["fits"], choices):
        seen.setdefault(slip.kind.rule, slip)
    for rule_, slip in seen.items():
        yield Row(
            f"the rule `{rule_}`".replace("`", "“", 1).replace("`", "”"),
            slip.kind.slip,
            f"{capital(clause(model, slip, numbers, choices))}.",
            "that it happened",
        )


def long_clauses():
    """The same where two names do not fit into one sentence, and where a percentage has no other base."""
    model, choices = LONG_NAMES.model, LONG_NAMES.choices
    numbers = claims_of(model, choices)
    every = reversed(possible_slips(model, model.checks["fits"], choices))
    slips = {(slip.kind.slip, slip.number): slip for slip in every}  # the first of each
    for key in (("before for after", "north"), ("share of the larger value for the smaller", "share")):
        said = f"{capital(clause(model, slips[key], numbers, choices))}."
        yield Row(f"{key[0]}, of {key[1]}", "there is no room for more", said, "that it happened")


SLIPS += [*clauses(), *long_clauses()]


# Corrections.


def corrected(name, stated, to, width, shift=1.0, unit="tonne", room="hedge"):
    return Corrected(number=name, unit=unit, stated=stated, room=room, corrected=to, width=width, spread=0.02, shift=shift)  # fmt: skip


MASS = corrected("mass", 6000, 3200, (5950, 6050), -30.0, room="rounding")
TRUCKS = corrected("trucks", 50, 53, (46, 54), 3.0, "truck")
HARDLY = corrected("load", 12.0, 12.001, (11.9, 12.1), 0.01, "tonne/truck")
STILL = corrected("price", 300, 300, (295, 305), 0.0, "USD/tonne")
SPREAD_OUT = corrected("money", 3**0.5 * 1e6, 1.16e6, (1e6, 3e6), -1.3, "USD/day", "range")
NO_ROOM, TOUCH, WIDE_3, MEET = (
    Lenient(meet=meet, stretch=stretch, suspects=[])
    for meet, stretch in ((False, None), (False, 1.0), (False, 3.07), (True, 0.4))
)
NOBODY = "which number is off, or that the corrected ones are the true ones"


def joint(situation, found, numbers, room, suspects=(), left_out=(), not_said=NOBODY, lenient=None, asks=None, **more):
    """The room of a lenient reader is the same where nothing else is given."""
    usual = room.model_copy(update={"suspects": list(suspects)})
    one = Joint(
        numbers=numbers, objective=None, meet=room.meet, binding=[], stretch=room.stretch, suspects=list(suspects),
        left_out=list(left_out), lenient=lenient or usual, questions=dict.fromkeys([*left_out, *more.get("not_weighed", [])], asks) if asks else {}, **more,
    )  # fmt: skip
    return Row(situation, found, one.sentence, not_said, "")


ONE_EXACT = corrected("trucks", 50, 49.4, (50, 50), -1.0, "truck", "nothing")
JOINT = [
    joint("one that is exact would have to move by a fraction", "trucks is exact", [ONE_EXACT, MASS], WIDE_3, ["trucks", "mass"]),
    joint("several that are exact would have to", "both are exact", [ONE_EXACT, corrected("cars", 7, 7.3, (7, 7), 1.0, "car", "nothing")], WIDE_3, ["trucks", "cars"]),
    joint("three with long names could be moved by fractions only", "a sentence for some", [corrected(f"{at}_of_those_that_are_said_to_have_left_the_city_there", 50, 53.3, (50, 50), 3.0, "truck", "nothing") for at in ("first", "second", "third")], WIDE_3, ["first_of_those_that_are_said_to_have_left_the_city_there", "second_of_those_that_are_said_to_have_left_the_city_there", "third_of_those_that_are_said_to_have_left_the_city_there"], lenient=WIDE_3.model_copy(update={"suspects": ["first_of_those_that_are_said_to_have_left_the_city_there", "second_of_those_that_are_said_to_have_left_the_city_there"]}), not_said="that the numbers are right"),
    joint("several move by less than is shown", "the same to three digits", [MASS, HARDLY, HARDLY], WIDE_3, ["mass"], not_said="by how much the others move"),
    joint("one moves as far as its words leave, but for what is not shown", "at the end, and not beyond", [corrected("mass", 120, 114.98, (114.984, 125.0), -1.8)], MEET, not_said="that it lies within"),
    joint("a range that can be zero is corrected", "it stands at its middle", [corrected("change", 1.0, 2.5, (-1.0, 3.0), 1.3, "percent", "range")], WIDE_3, ["change"]),
    joint("nothing else is broken, beside a check whose question is long", "the check by its name", [STILL], MEET, left_out=["share_of_all"], not_said="whether the check of whole things holds", asks=" ".join(["word"] * 30)),
    joint("nothing is broken", "no number moves", [STILL], MEET, not_said="that the numbers are true"),
    joint("the search ended early", "its budget was spent", [corrected("mass", 6000, None, (5950, 6050), None)], NO_ROOM, [], not_said="that there is none", looked=Looked(at=Thing.VALUES, looked=400_000)),
    joint("a check can't be weighed", "it is left out", [STILL], MEET, not_said="whether it would hold", asks="Do they fit?", not_weighed=["root"]),
    joint("a check with a long question can't be weighed", "it is left out, by its name", [STILL], MEET, not_said="whether it would hold", asks=" ".join(["word"] * 30), not_weighed=["root"]),
    joint("nothing else is broken, beside a check of whole things", "no number moves", [STILL], MEET, left_out=["share"], not_said="whether the check of whole things holds"),
    joint("they meet within their hedges", "one moves within its hedge", [TRUCKS, STILL], MEET),
    joint("they meet, one moved by little", "they meet within rounding", [HARDLY], MEET),
    joint("one number would do", "its rounding is too narrow", [MASS, TRUCKS], WIDE_3, ["mass"], not_said="that just one is off; that the evidence is not"),
    joint("one of two would do", "either", [MASS, TRUCKS], WIDE_3, ["mass", "trucks"]),
    joint("one of three would do", "any of them", [MASS, TRUCKS, HARDLY], WIDE_3, ["load", "mass", "trucks"]),
    joint("no single number would do", "several have to move", [MASS, TRUCKS], WIDE_3, []),
    joint("an exact number would have to be off", "a count of 50", [MASS, corrected("trucks", 50, 53, (50, 50), 3.0, "truck", "nothing")], WIDE_3, ["mass", "trucks"]),
    joint("an exact number could be moved by a fraction only", "8.11 trucks", [corrected("trucks", 50, 53.3, (50, 50), 3.0, "truck", "nothing")], WIDE_3, ["trucks"], not_said="that the number is right"),
    joint("two exact numbers could be moved by fractions only", "8.11 trucks", [corrected("trucks", 50, 53.3, (50, 50), 3.0, "truck", "nothing"), corrected("loads", 5, 5.3, (5, 5), 3.0, "one", "nothing")], WIDE_3, ["trucks", "loads"], not_said="that the numbers are right"),
    joint("a lenient reader's room is enough", "beyond the usual one, within the generous one", [MASS], WIDE_3, ["mass"], lenient=MEET, not_said="which reader is right"),
    joint("by a lenient reader's room more numbers may be off", "one, then any of two", [MASS, TRUCKS], WIDE_3, ["mass"], lenient=WIDE_3.model_copy(update={"suspects": ["mass", "trucks"]}), not_said="which reader is right"),
    joint("by a lenient reader's room no number alone would do", "one, then none", [MASS, TRUCKS], WIDE_3, ["mass"], lenient=WIDE_3, not_said="which reader is right"),
    joint("they come so near as to touch", "a common end and no more", [TRUCKS], TOUCH, ["mass", "trucks"]),
    joint("no width is enough", "whatever the hedges", [MASS], NO_ROOM, []),
    joint("some move by less than is shown", "the same to three digits", [MASS, HARDLY], WIDE_3, ["mass"], not_said="by how much the others move"),
    joint("all move by little", "the same to three digits", [HARDLY], WIDE_3, ["load", "mass"]),
    joint("a range is corrected", "it stands at its middle", [SPREAD_OUT], WIDE_3, ["money"]),
    joint("one moves, beside two checks of whole things", "these are not asked", [TRUCKS, STILL], MEET, left_out=["share", "part"], not_said="whether the checks of whole things hold, before or after"),
    joint("none was found", "the search ended without", [corrected("mass", 6000, None, (5950, 6050), None)], NO_ROOM, [], not_said="that there is none"),
    joint("none was found, beside a check of whole things", "the search ended without", [corrected("mass", 6000, None, (5950, 6050), None)], NO_ROOM, [], ["share"], "that there is none"),
]  # fmt: skip


# Solutions.


def solved(situation, found, not_said="that it was so: only what all else would ask for", **what):
    given = {
        "formula": "load",
        "unknown": "trucks",
        "wanted": "aid_mean",
        "unit": "truck",
        "as_written": [],
        "bounds": [],
        "looked": (0.005, 500000),
    }
    return Row(situation, found, Solved(**{**given, **what}).sentence, not_said, "")  # fmt: skip


SOLUTIONS = [
    solved("one value", "all else is a number", as_written=[(82.2, 82.2)], bounds=[(82.2, 82.2)]),
    solved("one value, and a range with hedges", "the rest is hedged", as_written=[(82.2, 82.2)], bounds=[(80.6, 83.9)]),
    solved("one value of things that are counted", "the nearest whole number", as_written=[(82.2, 82.2)], bounds=[(80.6, 83.9)], is_count=True),
    solved("long names", "what is wanted has no room", as_written=[(2, 2)], bounds=[(2, 2)], called={"trucks": f"{LONG_NAME} one", "load": f"{LONG_NAME} two", "aid_mean": f"{LONG_NAME} three"}),
    solved("long names, and none found", "what is wanted has no room", "that there is none at all", called={"trucks": f"{LONG_NAME} one", "load": f"{LONG_NAME} two", "aid_mean": f"{LONG_NAME} three"}),
    solved("many stretches as written", "two sentences", as_written=[(2.0 * at, 2.0 * at + 1) for at in range(1, 6)], bounds=[(2.0 * at - 0.5, 2.0 * at + 1.5) for at in range(1, 6)]),
    solved("many stretches as hedged", "two sentences", bounds=[(2.0 * at - 0.5, 2.0 * at + 1.5) for at in range(1, 6)]),
    solved("many stretches where in some draws there is none", "two sentences", unsolved=fig(0.12, 0.001), bounds=[(2.0 * at - 0.5, 2.0 * at + 1.5) for at in range(1, 6)]),
    solved("many stretches of a distribution", "two sentences", mean=fig(968000, 500), coverage_interval=(fig(615000, 900), fig(2080000, 9000)), bounds=[(2.0 * at - 0.5, 2.0 * at + 1.5) for at in range(1, 6)]),
    solved("two values", "a square", as_written=[(2, 2), (8, 8)], bounds=[(1.9, 2.1), (7.9, 8.1)]),
    solved("a range", "the rest holds a range", as_written=[(9520, 28600)], bounds=[(9520, 28600)]),
    solved("no value as written, a range with hedges", "only hedges let it be", bounds=[(80.6, 83.9)]),
    solved("a distribution", "the rest is assumed", mean=fig(968000, 500), coverage_interval=(fig(615000, 900), fig(2080000, 9000)), bounds=[(558000, 15000000)], unknown="money", unit="USD", formula="price", wanted="mix_price"),
    solved("in some draws there is none", "12 % of them", unsolved=fig(0.12, 0.001), bounds=[(10, 400)]),
    solved("in some draws there are several", "3 % of them", several=fig(0.03, 0.001), bounds=[(10, 400)]),
    solved("in some draws there is none, in others there are several", "12 % and 3 %", unsolved=fig(0.12, 0.001), several=fig(0.03, 0.001), bounds=[(10, 400)]),
    solved("the search ended early", "one of three routes", as_written=[(82.2, 82.2)], bounds=[(82.2, 82.2)], cut=Looked(at=Thing.ROUTES, looked=1, of=3)),
    solved("none within what was looked through", "0.005 to 500,000", "that there is none at all"),
]  # fmt: skip


# What a finding holds beyond its outcome.


def told(
    outcome=HOLDS,
    at=(HOLDS, FAILS, FAILS),
    caught=True,
    same=(None, None),
    stated=EXACT,
    tail=None,
    any_tail=None,
    conventions=(),
    power=None,
    step=None,
):
    ends = [None if end is None else fig(end) for end in same]
    said = Severity(at_a_third=at[0], at_three_times=at[1], at_ten_times=at[2], could_have_caught=caught, same_from=ends[0], same_to=ends[1], step=step)  # fmt: skip
    return Finding.model_construct(
        stated=stated,
        computed=LIMIT,
        outcome=outcome,
        severity=said,
        tail_probability=fig(tail, 1e-4) if tail is not None else None,
        tail_under_any_dependence=tuple(fig(end, 1e-4) for end in any_tail) if any_tail else None,
        conventions=list(conventions),
        power=power,
    )


ONLY_THREE = "what it would say of an error of another size"
SEVERITY = [
    Row("it could have caught an error", "holds, and fails at three times", workings.severity_sentence(told(same=(None, 1.5))), ONLY_THREE),
    Row("between two values", "fails beyond either", workings.severity_sentence(told(at=(FAILS, FAILS, FAILS), same=(0.8, 1.5))), ONLY_THREE),
    Row("from a value", "fails below", workings.severity_sentence(told(at=(FAILS, HOLDS, HOLDS), same=(0.8, None))), ONLY_THREE),
    Row("it could not", "the same at a third and three times", workings.severity_sentence(told(CANNOT, (HOLDS, HOLDS, HOLDS), False)), "that the number holds"),
    Row("of a number that can be zero", "shifts in place of multiples", workings.severity_sentence(told(at=(FAILS, FAILS, FAILS), stated=UNCHANGED, step=0.5)), ONLY_THREE),
    Row("of a number that can be zero, and it could not", "the same at any shift", workings.severity_sentence(told(CANNOT, (HOLDS, HOLDS, HOLDS), False, stated=UNCHANGED, step=0.5)), "that the number holds"),
    Row("of a range", "multiples only", workings.severity_sentence(told(FAILS, (HOLDS, FAILS, FAILS), stated=A_RANGE, same=(0.55, None))), ONLY_THREE),
]  # fmt: skip


def power(*ways):
    """What is caught and what fails, by factor and direction."""
    return [Power(factor=factor, error=error, caught=fig(caught, 1e-3), failed=fig(failed, 1e-3)) for factor, error, caught, failed in ways]  # fmt: skip


HIGH_ALONE = power((2, "too high", 0.82, 0.7), (3, "too high", 0.99, 0.97))
NOT_THE_TRUTH = "how probable it is that the number is off, or that the truth is spread as is assumed"
POWER = [
    Row("one direction", "a check of at most", workings.power_sentence(told(power=HIGH_ALONE)), NOT_THE_TRUTH),
    Row("both directions", "a check of equality", workings.power_sentence(told(power=[*HIGH_ALONE, *power((2, "too low", 0.6, 0.4))])), NOT_THE_TRUTH),
]  # fmt: skip
SELDOM = Finding.model_construct(
    stated=LOAD, computed=MEANS, outcome=CANNOT, flips=flips((1.2, *HIGH[0]), (1.6, *HIGH[1]), value=50),
    tail_probability=fig(0.4, 1e-4), power=power((3, "too high", 0.26, 0.1)),
    severity=Severity(at_a_third=HOLDS, at_three_times=FAILS, at_ten_times=FAILS, could_have_caught=False),
)  # fmt: skip
POWER.append(Row("it would seldom catch a threefold error", CANNOT, sentences.finding_sentence(Check(question="Well?", kind="typical", stated="load", at_most="convoys"), SELDOM), NOTHING, CANNOT))  # fmt: skip
CONVENTIONS = [Convention(name="rounded to the nearest", stated=(35.5, 36.5), computed=(36.1, 36.6), meets=True), Convention(name="cut off", stated=(36, 37), computed=(37.1, 37.5), meets=False), Convention(name="rounded up", reason="what is divided by could be zero")]  # fmt: skip
BEYOND = [
    Row("the sides share no input", "bounds on the tail", workings.dependence_sentence(told(tail=0.077, any_tail=(0.01, 0.2))), "that the inputs of one side may depend on each other as they like: only the two sides may"),
    Row("bounds that reach almost to none and to all", "0.01 % and 99.99 %", workings.dependence_sentence(told(tail=0.4, any_tail=(0.0001, 0.9999))), "that it is none, or all"),
    Row("numbers of an agrees check", "they meet under one way", workings.conventions_sentence(told(conventions=CONVENTIONS)), "in which way they were shortened, or that all were shortened alike"),
]  # fmt: skip
SILENT_ROWS += [
    ("no bounds on the tail", workings.dependence_sentence(told(tail=0.077))),
    ("no truth is assumed", workings.power_sentence(told())),
    ("no tail", workings.dependence_sentence(told(any_tail=(0.01, 0.2)))),
    ("no check of kind agrees", workings.conventions_sentence(told())),
    (
        "a check that cannot tell leans on nothing",
        turn_words.leaning_sentence([swung([BELOW], HOLDS, fair=(42, 65))], CANNOT),
    ),
]


def entry(names, total, alone, unsupported=None):
    share = fig(total, 0.001)
    return Entry(inputs=names, first_order=share, total_index=share, alone=fig(alone, 0.01), total=fig(alone, 0.01), unsupported=unsupported or {})  # fmt: skip


def budget(situation, found, entries, not_said, result="load", names=UNNAMED):
    accounts = Accounts(result=result, unit="tonne/truck", standard_uncertainty=fig(9.3, 0.02), entries=entries)
    return Row(situation, found, workings.budget_sentence(accounts, names), not_said)


SPREADS = "what the choices bring, which are run beside each other; that shares add up to all"
BUDGETS = [
    budget("nothing is drawn", "no entry", [], "that the number is certain: its readings and its figures may be off"),
    budget("every figure has a source", "two inputs", [entry(["mass"], 0.85, 8.6), entry(["trucks"], 0.15, 3.6)], SPREADS),
    budget("one has none", "judged", [entry(["convoys"], 0.98, 9.2, {"convoys": ["high", "low"]}), entry(["mass"], 0.02, 1.3)], SPREADS),
    budget("the wording of a number has none", "judged", [entry(["mass"], 0.98, 9.2, {"mass": ["hedge"]}), entry(["convoys"], 0.02, 1.3)], SPREADS),
    budget("some bring next to nothing", "under half a percent", [entry(["mass"], 0.99, 9.2), entry(["price"], 0.001, 0.3, {"price": ["low"]})], "that what brings next to nothing has a source"),
    budget("what inputs bring together counts for each", "shares above all", [entry(["mass"], 0.8, 8.4), entry(["trucks"], 0.4, 5.0)], SPREADS),
    budget("inputs that move together", "one entry for both", [entry(["copper", "aluminium"], 0.97, 9.1)], SPREADS),
]  # fmt: skip


# Round ratios.

STATED = {
    "trucks": Decimal(50),
    "mass": Decimal(2500),
    "money": Decimal(750_000),
    "odd": Decimal(2517),
    "long": Decimal(1234567),
    "longer": Decimal(12345670),
    "three": Decimal(3),
    "six": Decimal(6),
    "ten": Decimal(10),
    "thirteen": Decimal(13),
    "twenty_six": Decimal(26),
}
ORIGIN = "whether the numbers were observed separately, or one made from another"


def ratios(situation, found, *pairs, digits=1):
    return Row(situation, found, round_numbers.chance_sentence(STATED, pairs, digits), ORIGIN)


ROUND = [
    ratios("the only one is round", "50", ("mass", "trucks")),
    ratios("both are", "50 and 300", ("mass", "trucks"), ("money", "mass")),
    ratios("all three are, to two digits", "50, 300 and 15,000", ("mass", "trucks"), ("money", "mass"), ("money", "trucks"), digits=2),
    ratios("one of two is", "50, not 15,000", ("mass", "trucks"), ("money", "trucks")),
    ratios("two of three are", "50 and 300, not 15,000", ("mass", "trucks"), ("money", "mass"), ("money", "trucks")),
    ratios("the only one is not", "15,000", ("money", "trucks")),
    ratios("neither is", "50.34 and 298", ("odd", "trucks"), ("money", "odd")),
    ratios("none of three is", "not one", ("odd", "trucks"), ("money", "odd"), ("money", "trucks")),
    ratios("in a circle", "50 and 0.02", ("mass", "trucks"), ("trucks", "mass")),
    ratios("of separate groups", "50 and 2", ("mass", "trucks"), ("six", "three")),
    ratios("as likely at least", "2", ("six", "three")),
    ratios("as likely at most, to two digits", "0.5", ("thirteen", "twenty_six"), digits=2),
    ratios("less likely in one alphabet", "5", ("trucks", "ten")),
    ratios("no alphabet holds the numbers", "12,345,670 over 1,234,567", ("longer", "long")),
]  # fmt: skip

STEPS = [
    steps("holds", "that the numbers are true", checked("can", "possible", HOLDS), checked("metal", "possible", CANNOT)),
    steps("holds only through rounding", NEVER_TRUE, checked("fits", "agrees", ROUNDING)),
    steps("strained", NOT_RARE, checked("usual", "typical", STRAINED, tail=0.03)),
    steps("strained at best", NOT_RARE, checked("usual", "typical", STRAINED, FAILS, tail=0.03)),
    steps("fails", NOT_FALSE, checked("fits", "agrees", FAILS)),
    steps("fails when all relations are asked for at once", NOT_FALSE, *MEETING, together=[APART]),
    steps("two checks fall under different options", "that each fails", checked("a", "possible", HOLDS, FAILS), checked("b", "possible", FAILS, HOLDS)),
    steps("all relations at once fit under one option", "which choice is right", *MEETING, together=[APART_BY_MIX]),
    steps("fails where it can tell", "that it fails where it cannot tell", checked("fits", "agrees", FAILS, CANNOT)),
    steps("depends", "which choice is right", checked("usual", "typical", HOLDS, FAILS, tail=0.2, leans=[swung([BELOW], HOLDS, fair=(42, 65))])),
    steps("cannot tell", NOTHING, checked("metal", "possible", CANNOT)),
    steps("nothing touches it", NOTHING),
]  # fmt: skip

# Long names, many numbers: what does not fit into one sentence stands in several.

PRODUCT = "MWh*imperial_gallon/nautical_mile/person/day"
LENGTHY = "the mass of all things that stood about in a town of this kind"
A_SHORT_ONE = ("mass", "trucks", "money", "load", "price", "share")
WINDING = Names(
    {name: Called(called=f"{LENGTHY} {name}"[:60]) for name in (*A_SHORT_ONE, "high", "low", "level", "usual", "mix")}
    | {
        name: Called(called=f"how long the winding road to the town of {name} is")
        for name in ("market", "month", "day")
    }
    | {
        "road": Called(
            called="which road they took",
            options={f"road {at}": f"they took the winding road number {at} through every small town" for at in (0, 1)},
        ),
        "town": Called(
            called="which town they went to",
            options={f"town {at}": f"they went to town number {at} by way of all the others" for at in (0, 1)},
        ),
    }
)
WIDE = Side(name="mass", unit=PRODUCT, as_written=(2.12e6, 3.45e6), bounds=(2.01e6, 3.56e6))
FAR = Side(name="limit", unit=PRODUCT, bounds=(1.01e6, 7.23e6))
SPREAD = Side(name="convoys", unit=PRODUCT, mean=fig(3.52e6, 1e3), coverage_interval=(fig(2.01e6, 1e3), fig(5.43e6, 1e3)))  # fmt: skip
MANY_PARTS = Mixes(extent={f"scrap of kind number {at}": (0.1, 0.2) for at in range(6)}, corners=[], exact=True)
A_DAY = [DaysNeeded(unit="month", days=(28, 31), needed=(28, 28), during=f"20{at}-02") for at in range(15, 20)]
LEANING = [Swung.model_construct(input=name, fair=(1.0, 2.0), turns=[]) for name in ("high", "low", "level")]
EVERY_OUTCOME = [
    checked(f"c{at}", "possible", one) for at, one in enumerate([HOLDS, ROUNDING, STRAINED, FAILS, CANNOT])
]


def swayed(name, *outcomes, leans=()):
    """A check that two choices turn together, with long options."""
    taken = [{"road": f"road {road}", "town": f"town {town}"} for road in (0, 1) for town in (0, 1)]
    combinations = [Combination(*pair) for pair in zip(taken, outcomes, strict=True)]
    found, silent = rule.range_of(combinations)
    one = checked(name, "possible", HOLDS, leans=leans)
    return replace(one, combinations=combinations, range=found, may_be_silent=silent, depends_on=["road", "town"])


def many_days(situation, *found):
    return finding(situation, "agrees", "equals", HOLDS, BARE, COMPUTED, turns(INTO, 0.99, 0.998, 1.002, 1.01), not_said=NOT_TRUE, days=found)  # fmt: skip


def lengthy(situation, sentence, not_said=NOT_TRUE):
    return Row(situation, "long names, or many numbers", sentence, not_said)


SWAYED = swayed("mass", HOLDS, HOLDS, HOLDS, FAILS)
AT_ONCE = Agreement(A_SHORT_ONE[:1], A_SHORT_ONE, [Combination({}, FAILS)], [ROUNDING])
TOLD_APART = flips((0.2, FAILS, HOLDS), (0.3, HOLDS, FAILS), (0.5, FAILS, HOLDS), (0.9, HOLDS, FAILS), (1.5, FAILS, HOLDS), (2.5, HOLDS, FAILS), value=2e6)  # fmt: skip
LONG = [
    finding("a mix of many parts", "reachable", "equals", HOLDS, PRICE, PRICES, turns((DOWN, UP), 0.733, 20.3), region=MANY_PARTS),
    many_days("months of several years", *A_DAY),
    finding("so few values, and so little", "typical", "at_least", HOLDS, LOAD, MEANS, turns((ENOUGH,), 1.3), 4 / 9, sample=sample(13, 8, 1 / 3, 4 / 9, 1 / 9)),
    finding("a long unit, and a whole number gives the number", "agrees", "counted_in", HOLDS, SHARE.model_copy(update={"unit": PRODUCT}), PEOPLE.model_copy(update={"unit": PRODUCT}), turns((DOWN, UP), 0.995, 1.025), nearest=(34.0, 34.0)),
    finding("a long unit, and no whole number gives the number", "agrees", "counted_in", FAILS, SHARE.model_copy(update={"unit": PRODUCT}), PEOPLE.model_copy(update={"unit": PRODUCT}), turns((UP, DOWN), 0.995, 1.075), nearest=(33.3333, 37.037)),
    finding("a long unit, and evidence with both ends", "possible", "equals", HOLDS, WIDE, FAR, turns((DOWN, UP), 0.3, 2.4)),
    finding("the same, of a number that is hedged", "possible", "equals", HOLDS, WIDE.model_copy(update={"as_written": (2.12e6, 2.12e6)}), FAR, turns((DOWN, UP), 0.3, 4.4)),
    finding("a long unit of a number that is drawn", "agrees", "equals", FAILS, SPREAD, WIDE, turns((DOWN, UP), 0.3, 0.4)),
    lengthy("a gap between whole things, of a long unit", sentences.headline(flips((0.97, HOLDS, FAILS), (1.09, FAILS, HOLDS), value=2.34e6), PRODUCT)),
    lengthy("several ranges would fit", sentences.headline(TOLD_APART, PRODUCT)),
    steps("a check that says nothing as written", NOTHING, checked("mass", "possible", CANNOT, HOLDS)),
    steps("many estimates of long names", NOT_TRUE, checked("usual", "typical", HOLDS, tail=0.2, leans=LEANING), names=WINDING),
    verdict("the same", "1 holds", NOT_TRUE, checked("usual", "typical", HOLDS, tail=0.2, leans=LEANING), names=WINDING),
    verdict("every outcome", "1 of each", NOT_FALSE, *EVERY_OUTCOME, *[checked(f"d{at}", "possible", HOLDS, FAILS) for at in range(2)]),
    verdict("a share of a long name, in a long unit", "1 fails", NOT_FALSE, checked("fits", "agrees", FAILS, stated=SHARE.model_copy(update={"unit": PRODUCT}), nearest=(33.3333, 37.037)), names=WINDING),
    verdict("options of long names", "1 depends", "which choice is right", SWAYED, names=WINDING),
    verdict("of a claim of a long name", "1 depends", "which choice is right", SWAYED, claim="mass", names=WINDING),
    verdict("one relation that fits only by itself, with numbers of long names", "1 holds only so", NOT_FALSE, checked("mass", "agrees", ROUNDING), together=[AT_ONCE], names=WINDING),
    lengthy("many choices of long names", verdicts.depends_sentences(["market", "month", "day"], ["market", "month", "day"], WINDING), FAIR),
    budget("many inputs that move together, and parameters of long names", "one entry", [entry([*A_SHORT_ONE], 0.97, 9.1, {"mass": ["high"], "trucks": ["low"], "money": ["mode"]})], SPREADS, names=WINDING),
    budget("of both sides of a check", "their difference", [entry(["mass"], 0.97, 9.1)], SPREADS, result="load - price"),
    lengthy("a convention with a long reason", workings.conventions_sentence(told(conventions=[CONVENTIONS[2].model_copy(update={"reason": "word " * 30})])), NOTHING),
    lengthy("a check that rounding saves at any size", workings.severity_sentence(told(ROUNDING, (ROUNDING, ROUNDING, ROUNDING)))),
    lengthy("turns on both sides, of a long name and unit", turn_words.headline(swung([BELOW, ABOVE], HOLDS, PRODUCT, LENGTHY)), ONE_AT_A_TIME),
]  # fmt: skip


# What it was.

UNSETTLED = "how far the article is to be trusted, and what kind of number it is if it is not right"
OF_A_TRUCK = Names({"load": Called(called="the load of a truck")})


def left(trust, mistake, right, ends, reaches):
    low, median, high = (fig(end, 0.01) for end in ends)
    return TrueValue(
        trust=trust,
        mistake=mistake,
        still_right=fig(right, 0.001),
        median=median,
        low=low,
        high=high,
        reaches=fig(reaches, 0.001),
    )


def true_value(situation, found, *values, names=OF_A_TRUCK, **changed):
    alone = tuple(fig(end, 0.01) for end in (19.2, 34.2, 54.2))
    given = {
        "check": "usual",
        "choices": {},
        "quantity": "load",
        "unit": "tonne/truck",
        "least": 44.5,
        "without_the_claim": alone,
        "values": values,
    }
    result = TrueValues(**{**given, **changed})
    said = [true_value_words.true_value_sentence(result, names), *true_value_words.true_value_working(result, names)]
    return Row(situation, found, " ".join(said), UNSETTLED)


LITTLE, EVEN, MUCH = (
    (0.1, "too high", 0.084, (21.3, 33.9, 52.8), 0.175),
    (0.5, "off either way", 0.58, (24.7, 47.2, 55), 0.681),
    (0.9, "unrelated", 0.9, (28.2, 48.7, 55), 0.918),
)
TRUE_VALUES = [
    true_value("several trusts, several kinds of number that is not right", "19 to 55", left(*LITTLE), left(*EVEN), left(*MUCH)),
    true_value("one trust", "25 to 55", left(*EVEN)),
    true_value("one trust, two kinds", "21 to 55", left(0.5, "too high", 0.45, (22.5, 44.8, 54.5), 0.507), left(*EVEN)),
    true_value("no kind is possible but one", "20 to 30", left(0.5, "too high", 0.002, (20, 25, 30), 0.999), excluded=["off either way", "unrelated"]),
    true_value("a number below zero", "−14 to −9", left(0.5, "too high", 0.03, (-14, -12, -9), 0.5), unit="percent", least=-11.5, without_the_claim=(fig(-15), fig(-11), fig(-7)), names=Names({"load": Called(called="the change")})),
    true_value("a long name", "19 to 55", left(*LITTLE), left(*EVEN), names=Names({"load": Called(called=LENGTHY[:60])}), unit=PRODUCT),
    true_value("a table of several origins", "25 to 55", left(*EVEN), rows=6, origins=2, by_origins=(7.3, 150)),
    true_value("a table of one origin", "25 to 55", left(*EVEN), rows=3, origins=1),
    *[true_value(f"none: {silence.value}", "nothing", silent=silence) for silence in Silence],
]  # fmt: skip


# How strongly the evidence speaks.

HIGH, LOW = Error
EITHER_WAY = "that the number is right: it may be off by another factor, and the estimates may be"
LOADS = Names(
    {"load": Called(called="the load of a truck", plural="loads"), "convoys": Called(called="which convoys count")}
)


def weighed(factor, value, least, most, error=HIGH):
    figure = None if value is None else fig(value, 0.01)
    return LikelihoodRatio(factor=factor, error=error, ratio=figure, least=least, most=most)


def likely(ratios=(), **of):
    fields = {
        "quantity": "load",
        "unit": "tonne/truck",
        "stated": (50.0, 50.0),
        "seen": [HIGH],
        "basis": Basis.DRAWS,
        "draws": 16384,
    }
    return Likelihoods(**{"check": "usual", "choices": {}, **fields, **of}, ratios=list(ratios))


def speaking(situation, found, *ratios, names=LOADS, **of):
    return Row(situation, found, likelihood_words.likelihood_sentence(likely(ratios, **of), names), EITHER_WAY)


def working_of(situation, found, *ratios, **of):
    return Row(situation, found, " ".join(likelihood_words.likelihood_working(likely(ratios, **of))), EITHER_WAY)


def ranging(situation, found, *pairs, moved_by="convoys", names=LOADS, **of):
    ranges = [
        LikelihoodRange(
            factor=least.factor,
            error=least.error,
            least=least,
            least_under={},
            most=most,
            most_under={},
            moved_by=moved_by,
        )
        for least, most in pairs
    ]
    fields = {"quantity": "load", "unit": "tonne/truck", "stated": (50.0, 50.0), "seen": [HIGH], "ways": 9}
    found_ = LikelihoodRanges(**{"check": "usual", **fields, **of}, ranges=ranges)
    return Row(situation, found, likelihood_words.ranges_sentence(found_, names), "which way to read it is right")


TABLE_OF_SIX = {"basis": Basis.VALUES, "draws": None, "rows": 6}
MONEY = {"quantity": "price", "unit": "USD/tonne", "stated": (300.0, 300.0), "seen": [HIGH, LOW]}
SPEAKING = [
    speaking("as likely as half of it, likelier than a third", "0.98 and 8.4", weighed(2, 0.98, 0.92, 1.04), weighed(3, 8.4, 7.2, 9.9)),
    speaking("less likely than half of it", "0.26 and 1.3", weighed(2, 0.26, 0.24, 0.28), weighed(3, 1.31, 1.25, 1.37)),
    speaking("much likelier than both", "30 and 200", weighed(2, 30.0, 25.0, 36.0), weighed(3, 200.0, 180.0, 230.0)),
    speaking("much less likely than both", "0.03 and 0.0004", weighed(2, 0.03, 0.02, 0.04), weighed(3, 0.0004, 0.0, 0.0006)),
    speaking("nothing near a third", "12 and none", weighed(2, 12.0, 11.0, 13.0), weighed(3, None, 3300.0, None)),
    speaking("nothing near either", "none", weighed(2, None, 90.0, None), weighed(3, None, 3300.0, None)),
    speaking("nothing near the number as stated", "none", weighed(2, None, 0.0, 0.04), weighed(3, None, 0.0, 0.003)),
    speaking("nothing near but a tenth", "none", weighed(2, None, 0.0, None), weighed(3, None, 0.0, None), weighed(10, None, 0.0, 0.0003)),
    speaking("both ways, in money", "6.1 and 0.3", weighed(2, 6.1, 5.6, 6.8), weighed(2, 0.3, 0.28, 0.32, LOW), **MONEY, names=UNNAMED),
    speaking("nothing near half of it, in money", "twice", weighed(2, None, 90.0, None), weighed(2, 2.0, 1.9, 2.1, LOW), **MONEY, names=UNNAMED),
    speaking("a long unit", "none", weighed(2, None, 0.0, 0.04), weighed(3, None, 0.0, 0.003), unit=PRODUCT),
    speaking("a long unit, and much near the others", "0.26 and 1.3", weighed(2, 0.26, 0.24, 0.28), weighed(3, 1.31, 1.25, 1.37), unit=PRODUCT),
    speaking("a long unit, nothing near the others", "none", weighed(2, None, 90.0, None), weighed(3, None, 3300.0, None), unit=PRODUCT),
    speaking("by a table of two origins", "0.27 and 1.3", weighed(2, 0.27, 0.27, 0.52), weighed(3, 1.3, 1.28, 1.3), **TABLE_OF_SIX, origins=2),
    speaking("by a table of two values of one origin", "0.27", weighed(2, 0.27, 0.0, None), basis=Basis.VALUES, draws=None, rows=2, origins=1),
    speaking("by a table of one origin", "0.27", weighed(2, 0.27, 0.0, None), **TABLE_OF_SIX, origins=1),
    *(speaking(f"nothing: {why.value}", "no ratio", silent=why, stated=None) for why in likelihood_words.SILENT),
    ranging("one choice moves it", "0.26 to 1, 1.3 to 8.4", (weighed(2, 0.26, 0.24, 0.28), weighed(2, 0.98, 0.92, 1.04)), (weighed(3, 1.3, 1.2, 1.4), weighed(3, 8.4, 7.2, 9.9))),
    ranging("from below one to above it", "0.26 to 2.1", (weighed(2, 0.26, 0.24, 0.28), weighed(2, 2.1, 2.0, 2.2))),
    ranging("a long unit, and a long name", "0.26 to 2.1", (weighed(2, 0.26, 0.24, 0.28), weighed(2, 2.1, 2.0, 2.2)), unit=PRODUCT, moved_by="market", names=WINDING),
    ranging("a long unit, and nothing moves it", "0.26 to 2.1", (weighed(2, 0.26, 0.24, 0.28), weighed(2, 2.1, 2.0, 2.2)), unit=PRODUCT, moved_by=None),
    ranging("nothing moves it", "0.26 and 2.1", (weighed(2, 0.26, 0.24, 0.28), weighed(2, 0.26, 0.24, 0.28)), (weighed(3, 2.0, 1.9, 2.1), weighed(3, 2.3, 2.2, 2.4)), moved_by=None),
    ranging("without an end", "0.26 and none, none and 8.4", (weighed(2, 0.26, 0.24, 0.28), weighed(2, None, 90.0, None)), (weighed(3, None, 0.0, 0.003), weighed(3, 8.4, 7.2, 9.9))),
    ranging("without both ends, and nothing near the other", "none", (weighed(2, None, 0.0, 0.04), weighed(2, None, 90.0, None)), (weighed(3, None, 40.0, None), weighed(3, None, 90.0, None))),
    ranging("likelier at least", "3.5 and none", (weighed(2, 3.5, 3.4, 3.6), weighed(2, None, 90.0, None))),
    ranging("nothing near the number", "none", (weighed(2, None, 0.0, 0.0003), weighed(2, None, 0.0, 0.0003))),
    ranging("nothing near anything", "none"),
    ranging("no distribution", "no ratio", silent=Silence.NO_DISTRIBUTION, stated=None),
    working_of("by draws", "0.98, 8.4 and none", weighed(2, 0.98, 0.92, 1.04), weighed(3, 8.4, 7.2, 9.9), weighed(10, None, 3300.0, None)),
    working_of("the working by a table of one origin", "0.27", weighed(2, 0.27, 0.0, None), **TABLE_OF_SIX, origins=1),
    working_of("by a table", "0.27, none, none", weighed(2, 0.27, 0.25, None), weighed(3, None, 0.0, 0.003), weighed(10, None, 0.0, None), **TABLE_OF_SIX, origins=2),
]  # fmt: skip

# Ways that compare the same, and what would settle it.


def once(situation, *ways):
    """Sets of options by what is compared under each."""
    taken = [{"market": "a", "month": str(at)} for at in range(len(ways))]
    rows = [Combination(one, HOLDS, compared=way) for one, way in zip(taken, ways, strict=True)]
    return Row(situation, "", verdicts.counted_once(rows), "which of them is right")


BOTH = [{"market": market, "month": month} for market in "ab" for month in "12"]
COUNTED_ONCE = [
    once("two compare the same", 1, 1, 2),
    once("a choice changes nothing in what is compared", 1, 1, 1),
    Row(
        "two choices change nothing in what is compared",
        "",
        verdicts.counted_once([Combination(one, HOLDS, compared=1) for one in BOTH]),
        "which of them is right",
    ),
]


def settler(name, share, changes=True, about=None, **more):
    return Settler(name=name, is_choice=about is None, about=about, bits=share, share=share, changes=changes, **more)


def settling(*settlers, silent=None, **more):
    return Settling(check="fits", bits=1.0, ways=6, combinations=12, settlers=list(settlers), silent=silent, **more)


def settled(situation, found, names=UNNAMED, not_said="which option is right, nor that any can be known"):
    said = [*information_words.settling_sentences(found, names), *information_words.working_sentences(found, names)]
    return Row(situation, "", " ".join(said), not_said)


MARKET, MONTH, DAY = (settler(name, share) for name, share in (("market", 0.78), ("month", 0.21), ("day", 0.004)))
IDLE = [settler(name, 0.0, changes=False) for name in ("month", "day")]
HIGHEST = settler("convoys.high", 0.33, about="the heaviest load", values=[10.0, 14.1, 20.0], unit="tonne/truck")
STILL = settler("convoys.low", 0.0, changes=False, about="the lightest load", values=[1.0, 2.0], unit="tonne/truck")
LONGER = "the average of everything that anybody is known to have weighed in that country"
SETTLED = [
    settled("every way that was looked at gives the same", settling(silent=Silence.SAME_WHERE_LOOKED)),
    settled("one choice decides", settling(settler("market", 1.0))),
    settled("one decides most, one is next, one hardly matters", settling(MARKET, MONTH, DAY)),
    settled("one decides nearly all, two change nothing", settling(settler("market", 0.97), *IDLE)),
    settled("one changes nothing", settling(MARKET, IDLE[1])),
    settled("two matter only together", settling(settler("market", 0.0), settler("month", 0.0))),
    settled("two decide alike", settling(settler("market", 0.4), settler("month", 0.4), IDLE[1])),
    settled("only a judged number changes it", settling(HIGHEST, *IDLE)),
    settled("a very long name is next", settling(MARKET, settler("c", 0.2, about=f"{LONGER} and in each of the neighbouring countries"))),
    settled("every share", settling(*[settler(f"choice {at}", share) for at, share in enumerate(sorted(information_words.FRACTIONS, reverse=True))])),
    settled("two hardly matter", settling(MARKET, DAY, settler("month", 0.004))),
    settled("a long name hardly matters, and is the first", settling(settler("c", 0.01, about=f"{LONGER} and in each of the neighbouring countries"))),
    settled("a long name changes nothing", settling(MARKET, settler("c", 0.0, False, f"{LONGER} and in each of the neighbouring countries"))),
    settled("a very long name decides most", settling(settler("c", 0.4, about=f"{LONGER} and in each of the neighbouring countries"))),
    settled("several numbers of long names cannot be moved", settling(HIGHEST, not_moved=[f"c{at}" for at in range(3)]), Names({f"c{at}": Called(called=f"the average of all that anybody weighed in a town in year {at}") for at in range(3)})),
    settled("one matters, and seldom", settling(settler("market", 0.01))),
    settled("nothing but what is left open changes it", settling(*IDLE, left_open=3, least=0.0, most=0.4)),
    settled("outcomes are left open", settling(MARKET, left_open=3, least=0.9, most=1.1)),
    settled("judged numbers too", settling(MARKET, HIGHEST, STILL)),
    settled("a judged number decides most, another cannot be moved", settling(HIGHEST, DAY, not_moved=["convoys.mode"])),
    settled("losses are given", settling(settler("market", 0.78, worth=2.5), DAY, action="print it", worth=4.0)),
    settled("losses are given, and judged numbers too", settling(MARKET, settler("convoys.high", 0.33, about="the heaviest load", values=[10.0, 20.0], unit="tonne/truck", worth=3.0), action="print it", worth=0.5)),
    settled("only all of it is worth knowing", settling(MARKET, MONTH, action="print it", worth=1.5)),
    settled("nothing is worth knowing", settling(MARKET, MONTH, action="wait", worth=0.0)),
    settled("every way gives the same answer", settling(silent=Silence.ALWAYS_THE_SAME)),
    settled("there is one way", settling(silent=Silence.ONE_WAY)),
    settled("long names", settling(*[settler(f"c{at}", 0.3, about=f"{LONGER} in year {at}") for at in range(3)])),
    settled("long names that only together decide", settling(*[settler(f"c{at}", 0.0, about=f"{LONGER} in year {at}") for at in range(4)])),
    settled("long names that change nothing", settling(MARKET, *[settler(f"c{at}", 0.0, False, f"{LONGER} in year {at}") for at in range(4)])),
    settled("an action of a long name", settling(MARKET, action="print it with a note that says " + "how very much is open and " * 4, worth=1.5)),
]  # fmt: skip


SECTIONS = {
    "Findings": ("`report.sentences.finding_sentence`: where it flips, the figures, the outcome.", FINDINGS),
    "Notes": ("`report.sentences.note_words`, beside a finding.", NOTES),
    "Where it flips, in a table": ("`report.sentences.flips_in_words`, a cell: the stated value moved.", FLIPS),
    "Over all fair choices": ("`report.verdicts.over_all`.", OVER_ALL),
    "Weak sources": ("`report.sentences.weak_sources_sentence`.", WEAK),
    "Our own questions": ("`report.sentences.premise_sentence`.", OWN),
    "Verdicts where not every way was looked at": ("`report.verdicts.verdict_sentence` and `over_all`.", LOOKED_AT),
    "Verdicts": ("`report.verdicts.verdict_sentence`.", VERDICTS),
    "Steps to a verdict": (
        "`report.verdicts.verdict_steps`, then the questions of the rule with their answers.",
        STEPS,
    ),
    "Where it turns": (
        "`what_if.turn_words.headline`, one number moved, all else as it is; before the lines of a check that cannot tell stands `SIDES_ALONE`; instead of them stands `NOT_MOVED` of whole things, and `NO_TURN` where there is none.",
        TURNS,
    ),
    "Where it turns, in a table": ("`what_if.turn_words.where_it_turns`, a cell.", CELLS),
    "Leaning on judgement": ("`what_if.turn_words.leaning_sentence`.", LEANS),
    "Leaning on judgement together": ("`what_if.judgement.joint_sentence` and `options_sentence`.", TOGETHER),
    "Slips": ("`what_if.slips.slips_sentence`.", SLIPS),
    "Corrections": ("`what_if.reconcile.joint_sentence`.", JOINT),
    "What would have to be true": ("`what_if.solve.solution_sentence`.", SOLUTIONS),
    "Severity": ("`report.workings.severity_sentence`.", SEVERITY),
    "Power": ("`report.workings.power_sentence`, and the finding of a check of little power.", POWER),
    "Dependence and roundings": (
        "`report.workings.dependence_sentence`, `report.workings.conventions_sentence`.",
        BEYOND,
    ),
    "Budgets": ("`report.workings.budget_sentence`.", BUDGETS),
    "Round ratios": ("`what_if.round_numbers.chance_sentence`.", ROUND),
    "Ways that compare the same": ("`report.verdicts.counted_once`.", COUNTED_ONCE),
    "What would settle it": ("`strength.information_words.settling_sentences` and `working_sentences`.", SETTLED),
}
SECTIONS["How strongly"] = (
    "`strength.likelihood_words`: `likelihood_sentence`, `ranges_sentence`, `likelihood_working`.",
    SPEAKING,
)
SECTIONS["Long names, many numbers"] = ("All of these, where one sentence would be too long.", LONG)
SECTIONS["What it was"] = (
    "`strength.true_value_words.true_value_sentence`, then `true_value_working`.",
    TRUE_VALUES,
)
SECTIONS |= {title: (of, [Row(*row) for row in rows]) for title, (of, rows) in first_look_rows.SECTIONS.items()}
ROWS = {title: rows for title, (_, rows) in SECTIONS.items()}
EVERY = [(title, row) for title, rows in ROWS.items() for row in rows]

INTRODUCTION = """\
# What each sentence says, and what it does not

Every template of `report.sentences` and of the rooms of `what_if`, under every branch that it has, with
made-up results. No sentence may claim more than its outcome allows: *holds* is possible and consistent, not true;
*fails* is of numbers, not of people; *cannot tell* is nothing at all. `tests/report/sentence_page.py` renders this page, and
`tests/report/test_sentences.py` holds every sentence against rules; whether it could still be misread only a reader can tell.

After a change of wording: `python tests/report/sentence_page.py` writes it anew.
"""


def page():
    """The page, rendered."""
    parts = [INTRODUCTION]
    for title, (template, rows) in SECTIONS.items():
        lines = [f"## {title}", "", template, "", "| situation | what was found | the sentence | what it does not say |", "| --- | --- | --- | --- |"]  # fmt: skip
        lines += [f"| {row.situation} | {row.found} | {row.sentence} | {row.not_said} |" for row in rows]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE} is new: read it")
