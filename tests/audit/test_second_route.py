"""The second route: it agrees with the kit on every case, it is right by itself, and it finds a kit that errs."""

import math
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audited_project import failures, unchecked
from small_cases import case_text
from weighbridge.audit import recomputation as module
from weighbridge.audit.recomputation import recomputation
from weighbridge.audit.results import Standing
from weighbridge.audit.scope import Scope
from weighbridge.audit.second_route import two_sided
from weighbridge.audit.second_route.plain_draws import COUNT, draws_of, generator
from weighbridge.audit.second_route.plain_formula import Found, names_of, range_of
from weighbridge.audit.second_route.plain_hedges import ends_with_hedge
from weighbridge.audit.second_route.plain_units import OneRoute, PlainUnits
from weighbridge.audit.second_route.raw_values import RawValues
from weighbridge.base import case_names
from weighbridge.case import open_case
from weighbridge.checks import Outcome
from weighbridge.text import factor, hedge, parse_unit
from weighbridge.text.hedges import Digits, Hedge
from weighbridge.text.unit_spellings import unit_names
from weighbridge.uncertainty import KINDS, Discrete

UNITS = PlainUnits({})


@pytest.fixture(scope="module")
def found(opened):
    return lambda name: list(recomputation(Scope(opened(name), None)))


@pytest.mark.parametrize("name", case_names())
def test_both_routes_agree_on_every_case(found, name):
    items = found(name)
    assert [item.sentence for item in failures(items)] == []
    assert len(items) > len(unchecked(items)) + 3


def test_of_the_first_case_nearly_everything_has_two_routes(found):
    items = found("raqqa-2017")
    said = {item.what: item.found for item in items}
    assert said["`trucks`"] == "50 truck"
    assert said["the range of `load`, its inputs as written"] == "50 tonne/truck"
    assert said["the outcome of `can_carry`"] == "holds"
    assert said["the outcome of `enough_metal`"] == "cannot tell"
    assert said["`convoy_mean_load`, its `high`"] == "60 tonne/truck"
    assert "the tail probability of `usual_load`" in said
    alone = {item.found.removeprefix("one route alone leads to them: "): item for item in unchecked(items)}
    assert {reason: item.what.count("`") // 2 for reason, item in alone.items()} == {
        "not written as an entry of `claims`": 1,
        "a mix": 4,
        "a check of the kind typical equals": 1,
        "a check of the kind reachable equals": 1,
    }
    assert alone["a check of the kind typical equals"].what == "`usual_price`"
    assert {item.remedy for item in alone.values()} == {"`weighbridge workbook` computes them by live formulas"}


# What of the kit is made to err, and what is named.
def bounds_off(monkeypatch):
    real = module.outer_bounds
    monkeypatch.setattr(module, "outer_bounds", lambda *a, **k: tuple(end * (1 + 1e-6) for end in real(*a, **k)))


def figures_off(monkeypatch):
    real = RawValues.evidence
    monkeypatch.setattr(RawValues, "evidence", lambda self, name: tuple(end * 2 for end in real(self, name)))


def units_off(monkeypatch):
    real = PlainUnits.factor
    wrong = lambda self, text: real(self, text) * (Fraction(11, 10) if text == "tonne" else 1)  # noqa: E731
    monkeypatch.setattr(PlainUnits, "factor", wrong)


def tails_off(monkeypatch):
    from weighbridge.audit.second_route.route import SecondRoute

    real = SecondRoute.tail
    monkeypatch.setattr(SecondRoute, "tail", lambda self, check: (real(self, check)[0] + 0.01, real(self, check)[1]))


def outcomes_off(monkeypatch):
    from weighbridge.audit.second_route.route import SecondRoute

    monkeypatch.setattr(SecondRoute, "_possible", lambda self, check: Outcome.FAILS)


ERRORS = {
    "bounds": (bounds_off, "the range of `load`, its inputs as written", "data/cases/raqqa-2017/case.yaml:"),
    "figures of tables": (figures_off, "`near_convoy`", "data/cases/raqqa-2017/case.yaml"),
    "a unit": (units_off, "`mass`", "data/cases/raqqa-2017/case.yaml"),
    "tails": (tails_off, "the tail probability of `usual_load`", "data/cases/raqqa-2017/case.yaml:"),
    "outcomes": (outcomes_off, "the outcome of `can_carry`", "data/cases/raqqa-2017/case.yaml:"),
}


@pytest.mark.parametrize("error", ERRORS)
def test_where_one_route_errs_the_other_says_so(raqqa, monkeypatch, error):
    breaks, what, place = ERRORS[error]
    breaks(monkeypatch)
    named = {item.what: item for item in failures(recomputation(Scope(raqqa, None)))}
    assert what in named
    item = named[what]
    assert item.place.startswith(place)
    assert item.found != item.expected
    assert item.remedy.startswith("publish nothing of this")


def test_a_figure_that_the_file_has_otherwise_than_it_was_read_is_named(make_case):
    evidence = "evidence:\n  b: {value: 7 tonne, source: rbss-2112-en, date: 2020}\n"
    case = make_case(case_text({"a": "5 tonne"}, evidence, itself="kind: possible, stated: a, at_most: b"))
    assert failures(recomputation(Scope(case, None))) == []
    case.document.data["evidence"]["b"]["value"] = "8 tonne"
    (item,) = failures(recomputation(Scope(case, None)))
    assert (item.what, item.found, item.expected) == ("`b`", "7 tonne", "8 tonne")


@pytest.mark.parametrize("unit", sorted(unit_names()))
def test_units_are_those_of_the_kit(unit):
    assert float(UNITS.factor(unit)) == pytest.approx(factor(parse_unit(unit)), rel=1e-12)


AMOUNTS = {
    "50 truck": (50, 50),
    "2500 tonnes": (2_500_000, 2_500_000),
    "1 to 3 million USD/day": (1_000_000, 3_000_000),
    "750 thousand USD": (750_000, 750_000),
    "9.6bn USD/day": (9_600_000_000, 9_600_000_000),
    "400m USD/hour": (9_600_000_000, 9_600_000_000),
    "1,250,000 kg": (1_250_000, 1_250_000),
    "300 kg/m²": (300, 300),
    "-5 percent": (Fraction(-1, 20), Fraction(-1, 20)),
    "1e3 kg": (1000, 1000),
    "12 one": (12, 12),
    "12": (12, 12),
}


@pytest.mark.parametrize("text", AMOUNTS)
def test_amounts_as_people_type_them(text):
    assert UNITS.amount(text) == AMOUNTS[text]


@pytest.mark.parametrize(
    "text", ["", "a few", "rose 25 percent", "5 to", "5 zorkmid", "5 __import__('os')", "5 kg ** x"]
)
def test_what_the_second_route_cannot_read_it_refuses(text):
    with pytest.raises(OneRoute):
        UNITS.amount(text)


NAMES = {
    "mass / trucks": {"mass", "trucks"},
    "8 short_ton * 1329.30 USD/ounce_avoirdupois": set(),
    "min(a, b) + shares.iron * 2 tonne/truck": {"a", "b", "shares.iron"},
    "(a - b) ** 2": {"a", "b"},
    "5 tonne / trucks": {"trucks"},
}


@pytest.mark.parametrize("text", NAMES)
def test_names_in_a_formula(text):
    assert names_of(text, UNITS) == NAMES[text]


def values(**ends):
    return lambda name: Found(tuple(map(Fraction, ends[name])), Counter([name]))


RANGES = {
    "a + b": (4, 10, True),
    "a - b": (-7, -1, True),
    "a * b": (3, 16, True),
    "a / b": (Fraction(1, 8), Fraction(2, 3), True),
    "a * (a + b)": (4, 20, False),
    "min(a, b)": (1, 2, True),
    "max(a, b, 5)": (5, 8, True),
    "sum(a, b, 1)": (5, 11, True),
    "-a": (-2, -1, True),
    "a ** 2": (1, 4, True),
    "b / 2 tonne": (Fraction(3, 2000), Fraction(8, 2000), True),
}


@pytest.mark.parametrize("text", RANGES)
def test_ranges_by_hand(text):
    low, high, is_exact = RANGES[text]
    result = range_of(text, UNITS, values(a=(1, 2), b=(3, 8)))
    assert (*result.ends, result.is_exact) == (low, high, is_exact)


@pytest.mark.parametrize(
    "text",
    [
        "a / (b - 3)",
        "sqrt(a)",
        "sin(a)",
        "a ** b",
        "a ** -1",
        "a if b else a",
        "a or b",
        "open('x')",
        "(a).real",
        "a +",
    ],
)
def test_what_has_no_second_route_is_refused_and_never_run(text):
    with pytest.raises(OneRoute):
        range_of(text, UNITS, values(a=(1, 2), b=(3, 8)))


ENDS = st.tuples(st.integers(1, 50), st.integers(0, 50)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(ENDS, ENDS, ENDS, st.sampled_from(["a * b / c", "(a - b) * c", "a / (b + c)", "min(a, b * c)", "a - b - c"]))
def test_the_range_is_what_corners_give_where_nothing_stands_twice(a, b, c, text):
    from weighbridge.graph import Floats, fold, parse

    corners = [
        fold(parse(text), Floats(dict(zip("abc", corner, strict=True)).__getitem__)) for corner in product(a, b, c)
    ]
    found = range_of(text, UNITS, values(a=a, b=b, c=c))
    assert found.is_exact
    assert float(found.ends[0]) == pytest.approx(min(corners), rel=1e-12, abs=1e-12)
    assert float(found.ends[1]) == pytest.approx(max(corners), rel=1e-12, abs=1e-12)


LAWS = [
    KINDS["fixed"](5.0),
    KINDS["uniform"](2.0, 7.0),
    KINDS["triangular"](1.0, 4.0, 9.0),
    KINDS["pert"](1.0, 4.0, 9.0),
    KINDS["normal"](10.0, 2.0),
    KINDS["normal"](10.0, 2.0, 9.0, 15.0),
    KINDS["lognormal"](300.0, 1.5),
    KINDS["lognormal"](300.0, 1.5, 200.0, 500.0),
    KINDS["student_t"](10.0, 2.0, 5.0),
    KINDS["student_t"](10.0, 2.0, 3.0, 5.0, 20.0),
    Discrete((1.0, 2.0, 5.0), (3.0, 1.0, 2.0)),
]


@pytest.mark.parametrize("law", LAWS, ids=str)
def test_plain_draws_have_the_law_that_the_kit_draws_from(law):
    found = draws_of(law, generator("x"))
    assert found.shape == (COUNT,)
    for level in (0.05, 0.5, 0.9):
        value = float(law.quantile(np.array(level)))
        below, reached = (float(np.mean(found < value - 1e-9)), float(np.mean(found <= value + 1e-9)))
        slack = 5 * math.sqrt(level * (1 - level) / COUNT)
        assert below <= level + slack
        assert reached >= level - slack


def test_plain_draws_are_the_same_in_every_run_and_differ_by_input():
    law = KINDS["uniform"](0.0, 1.0)
    assert np.array_equal(draws_of(law, generator("a")), draws_of(law, generator("a")))
    assert abs(np.corrcoef(draws_of(law, generator("a")), draws_of(law, generator("b")))[0, 1]) < 0.02


HEDGED = ["50 truck", "2500 tonne", "750 thousand USD", "48 truck", "7 truck", "105 truck", "37 truck", "100,000 truck"]


@pytest.mark.parametrize("cue", ["about", "near", "approximately", "roughly"])
@pytest.mark.parametrize("text", HEDGED)
def test_what_a_word_allows_comes_out_the_same_by_the_regression_written_out(text, cue):
    """Of `docs/cases.md`, and not of the kit's code; the digits that were written count, as in “750 thousand”."""
    units = PlainUnits({})
    word, *rest = text.replace(",", "").split(" ")
    size = 1000 if rest[0] == "thousand" else 1
    number = Decimal(word) * size
    digits = replace(Digits.of(number), finest=3 if size > 1 else 0)
    ends = [end * units.factor(rest[-1]) for end in map(Fraction, hedge(cue).interval(digits))]
    assert [float(end) for end in ends_with_hedge(text, cue, units)] == pytest.approx([float(end) for end in ends])


@pytest.mark.parametrize(
    ("text", "cue"),
    [("50 truck", "at most"), ("50 truck", "dozens"), ("80 million USD", "about"), ("0.5 truck", "about")],
)
def test_what_it_does_not_read_has_one_route(text, cue):
    with pytest.raises(OneRoute):
        ends_with_hedge(text, cue, PlainUnits({}))


def test_a_hedge_that_the_kit_takes_too_narrow_is_found(raqqa, monkeypatch):
    """A third of the width to either side in place of half of it."""
    narrow = Hedge.measured_width
    monkeypatch.setattr(Hedge, "measured_width", lambda self, digits: narrow(self, digits) * 2 / 3)
    case = open_case("raqqa-2017")
    found = [one for one in recomputation(Scope(case, None)) if one.standing is Standing.FAILED]
    assert "`trucks` with the word before it" in {one.what for one in found}


@pytest.mark.parametrize(("tail", "said"), [(0.1, "holds"), (0.099, "strained"), (0.01, "strained"), (0.0099, "fails")])
def test_a_tail_to_both_sides_has_twice_the_thresholds(tail, said):
    assert two_sided(tail).value == said


def test_a_threshold_that_was_moved_is_found(raqqa, monkeypatch):
    """The tail of `usual_price` stays; what is made of it does not."""
    weigher = raqqa.weigher.check
    moved = replace(weigher("usual_price").combinations[0], outcome=Outcome.FAILS, left_open=())
    other = SimpleNamespace(combinations=[moved])
    monkeypatch.setattr(raqqa.weigher, "check", lambda name: other if name == "usual_price" else weigher(name))
    (found,) = [one for one in recomputation(Scope(raqqa, None)) if one.standing is Standing.FAILED]
    assert found.what == "the outcome of `usual_price`, by its own tail"
