"""Levers: what can be set of each kind of input; and the graph with one pulled against the case read anew."""

# ruff: noqa: E501 (a row of a table stands on one line)

import math
from pathlib import Path

import numpy as np
import pytest
from levers_by_name import lever, shown

from small_cases import HEAD
from weighbridge import Settings, open_case
from weighbridge.base.errors import WeighbridgeError
from weighbridge.casefile.overrides import Change, with_changes
from weighbridge.casefile.reader import read_case
from weighbridge.graph.bounds import outer_bounds
from weighbridge.graph.formula import Name
from weighbridge.graph.model import ModelError
from weighbridge.graph.nodes import WIDTH, Input, Taken
from weighbridge.graph.sampling import Draws
from weighbridge.text.hedges import WIDTHS
from weighbridge.text.units import factor, show
from weighbridge.uncertainty.distributions import DistributionError
from weighbridge.what_if.levers import MOST_RANK, levers_of, pulled

FEW = Settings(points=32, digits=None)
WEAK = {"eng-tips-26754": "a forum post"}

CASE = (
    HEAD
    + """\
claims:
  stated: {quote: {exact: x}, value: 5 one}
  bare: {quote: {exact: x}, value: 120 truck}
  hedged: {quote: {exact: x}, value: 50 truck, hedge: about}
  ranged: {quote: {exact: x}, value: 1 to 3 million USD/day}
  dozens: {quote: {exact: x}, value: 12 truck, hedge: dozens}
  none_at_all: {quote: {exact: x}, value: 0 one}
  loss: {quote: {exact: x}, value: -12.5 percent}
  losses: {quote: {exact: x}, value: -3 to -1 million USD/day}
  cargo:
    quote: {exact: x}
    hedge: about
    readings:
      metric: {value: 2500 tonne, preferred: true, reason: r}
      short: {value: 2500 short_ton, reason: r}
  worth:
    quote: {exact: x}
    readings:
      whole: {value: 750 thousand USD, preferred: true, reason: r}
      each: {value: 7 thousand USD/truck, times: hedged, reason: r}
evidence:
  limit: {what: x, value: 60 tonne/truck, source: ferson-2015, date: 2017}
  lower: {what: x, value: 20 tonne/truck, source: ferson-2015, date: 2017}
  told: {what: x, value: 65 tonne/truck, source: eng-tips-26754, date: 2017}
  copper: {what: x, table: metal-prices, where: {metal: copper, month: 2017-02}, column: price}
  many: {what: x, value: 300 kg/person, source: ferson-2015, date: 2017}
  half: {what: x, value: 50 percent, source: ferson-2015, date: 2017}
assumptions:
  level: {of: what is paid, reason: r, fixed: {value: 1 one}}
  rise: {of: a rise, reason: r, fixed: {value: 0 one}}
  debt: {of: a debt, reason: r, fixed: {value: -4 USD}}
  fair_level: {of: what is paid, fixed: {value: {value: 80 percent, reason: r, fair: {low: {value: 0.5 one, reason: r}, high: {value: 1 one, reason: r}}}}}
  known_level: {of: what is paid, fixed: {value: {value: 1 one, sources: [ferson-2015]}}}
  flat: {of: one truck, reason: r, uniform: {low: 10 tonne/truck, high: {evidence: limit}}}
  sourced: {of: one truck, uniform: {low: {value: 10 tonne/truck, sources: [eng-tips-26754, ferson-2015]}, high: {value: 11 tonne/truck, sources: [eng-tips-26754]}}}
  peaked: {of: one truck, reason: r, triangular: {low: 15 tonne/truck, mode: {evidence: lower}, high: {evidence: limit}}}
  smooth: {of: one truck, reason: r, pert: {low: 5 tonne/truck, mode: {value: 30 tonne/truck, sources: [ferson-2015], fair: {low: {evidence: lower}, high: {evidence: limit}}}, high: {evidence: told}}}
  spread: {of: a weight, reason: r, normal: {mean: 40 tonne, standard_uncertainty: 5 tonne}}
  cut: {of: a weight, reason: r, normal: {mean: 40 tonne, standard_uncertainty: 5 tonne, low: 30 tonne, high: 60 tonne}}
  skewed: {of: a price, reason: r, lognormal: {median: 300 USD/tonne, geometric_standard_deviation: 2.5 one}}
  skewed_cut: {of: a price, reason: r, lognormal: {median: 300 USD/tonne, geometric_standard_deviation: 2.5 one, high: 900 USD/tonne}}
  read: {of: a mean of readings, reason: r, student_t: {centre: 40 tonne, scale: 5 tonne, degrees_of_freedom: 3 one, low: 0 tonne, high: 90 tonne}}
  few: {of: a number, discrete: [{value: 1 one, weight: 2 one, reason: r}, {value: 3 one, weight: 1 one, sources: [ferson-2015]}]}
  rows: {of: a mean, empirical: {table: payloads, column: payload, where: {statistic: mean}}}
  amounts: {of: such a load, reason: r, composition: {concentration: 20 one, parts: {iron: {mean: 2200 kg/person}, aluminium: {mean: {value: 0.08 tonne/person, sources: [ferson-2015]}}, copper: {mean: {evidence: many}}}}}
  shares: {of: such a load, reason: r, composition: {concentration: {value: 20 one, reason: r, fair: {low: {value: 5 one, reason: r}, high: {value: 100 one, reason: r}}}, parts: {iron: {mean: 75 percent}, copper: {mean: 0.25 one}}}}
  limits: {of: such a load, reason: r, composition: {parts: {iron: {low: {evidence: half}}, copper: {low: 5 percent, high: 0.3 one}}}}
  any_mix: {of: such a load, reason: r, composition: {parts: {iron: {}, copper: {}}}}
  tied: {of: one ratio, reason: r, uniform: {low: 1 one, high: 2 one}}
  tied_too: {of: another ratio, reason: r, uniform: {low: 3 one, high: 5 one}}
  together: {of: their rank correlation, reason: r, fixed: {value: 0.6 one}}
formulas:
  capacity: {expression: limit * bare, unit: tonne}
  price: {expression: copper, unit: USD/tonne}
  product: {expression: tied * tied_too, unit: one, of: a product}
  scrap: {expression: level * amounts.copper * price, unit: USD/tonne, of: a price}
correlations:
  ties: {between: [tied, tied_too], rank: together}
checks:
  asked: {question: Well?, kind: typical, stated: stated, equals: product}
"""
)
ANY, UP, DOWN = (-math.inf, math.inf), (0.0, math.inf), (-math.inf, 0.0)
CLAIM, ASSUMED, KNOWN = "claim", "assumption", "evidence"
Q, S, W, J = "quotation", "source", "weak source", "judgement"

# Every lever of a quantity: its name, its kind, what it is about, its value, unit and ends in that unit, what supports it,
# and its fair range, which is declared where `!` stands behind it.
LEVERS = {
    "bare": [("bare", CLAIM, "the bare", 120, "truck", UP, Q, None)],
    "hedged": [("hedged", CLAIM, "the hedged", 50, "truck", UP, Q, None)],
    "ranged": [("ranged", CLAIM, "the ranged", 1e6, "USD/day", UP, Q, None)],
    "dozens": [("dozens", CLAIM, "the dozens", 24, "truck", UP, Q, None)],
    "cargo": [("cargo", CLAIM, "the cargo", 2500, "tonne", UP, Q, None)],
    "worth": [("worth", CLAIM, "the worth", 750000, "USD", UP, Q, None)],
    "none_at_all": [],
    "loss": [("loss", CLAIM, "the loss", -12.5, "percent", DOWN, Q, None)],
    "losses": [("losses", CLAIM, "the losses", -3e6, "USD/day", DOWN, Q, None)],
    "capacity": [
        ("bare", CLAIM, "the bare", 120, "truck", UP, Q, None),
        ("limit", KNOWN, "x", 60, "tonne/truck", (20, math.inf), S, None),
    ],
    "price": [("copper", KNOWN, "x", 5940.91, "USD/tonne", ANY, S, None)],
    "level": [("level", ASSUMED, "what is paid", 1, "", ANY, J, (0.5, 2))],
    "rise": [("rise", ASSUMED, "a rise", 0, "", ANY, J, (0, 0))],
    "debt": [("debt", ASSUMED, "a debt", -4, "USD", ANY, J, (-8, -2))],
    "fair_level": [("fair_level", ASSUMED, "what is paid", 80, "percent", ANY, J, (50, 100, "!"))],
    "known_level": [("known_level", ASSUMED, "what is paid", 1, "", ANY, S, None)],
    "flat": [
        ("flat.low", ASSUMED, "the lowest value of one truck", 10, "tonne/truck", (-math.inf, 60), J, (5, 20)),
        ("limit", ASSUMED, "the highest value of one truck", 60, "tonne/truck", (20, math.inf), S, None),
    ],
    "sourced": [
        ("sourced.high", ASSUMED, "the highest value of one truck", 11, "tonne/truck", (10, math.inf), W, None),
        ("sourced.low", ASSUMED, "the lowest value of one truck", 10, "tonne/truck", (-math.inf, 11), S, None),
    ],
    "peaked": [
        ("limit", ASSUMED, "the highest value of one truck", 60, "tonne/truck", (20, math.inf), S, None),
        ("lower", ASSUMED, "the likeliest value of one truck", 20, "tonne/truck", (15, 60), S, None),
        ("peaked.low", ASSUMED, "the lowest value of one truck", 15, "tonne/truck", (-math.inf, 20), J, (7.5, 20)),
    ],
    "smooth": [
        ("smooth.low", ASSUMED, "the lowest value of one truck", 5, "tonne/truck", (-math.inf, 30), J, (2.5, 10)),
        ("smooth.mode", ASSUMED, "the likeliest value of one truck", 30, "tonne/truck", (5, 65), J, (20, 60, "!")),
        ("told", ASSUMED, "the highest value of one truck", 65, "tonne/truck", (30, math.inf), W, None),
    ],
    "spread": [
        ("spread.mean", ASSUMED, "the mean of a weight", 40, "tonne", ANY, J, (20, 80)),
        ("spread.standard_uncertainty", ASSUMED, None, 5, "tonne", None, J, (2.5, 10)),
    ],
    "cut": [
        ("cut.high", ASSUMED, "the highest value of a weight", 60, "tonne", (30, math.inf), J, (30, 120)),
        ("cut.low", ASSUMED, "the lowest value of a weight", 30, "tonne", (-math.inf, 60), J, (15, 60)),
        ("cut.mean", ASSUMED, "the mean of a weight", 40, "tonne", ANY, J, (20, 80)),
        ("cut.standard_uncertainty", ASSUMED, None, 5, "tonne", None, J, (2.5, 10)),
    ],
    "read": [
        ("read.centre", ASSUMED, "the centre of a mean of readings", 40, "tonne", ANY, J, (20, 80)),
        ("read.degrees_of_freedom", ASSUMED, None, 3, "", None, J, (1.5, 6)),
        ("read.high", ASSUMED, "the highest value of a mean of readings", 90, "tonne", (0, math.inf), J, (45, 180)),
        ("read.low", ASSUMED, "the lowest value of a mean of readings", 0, "tonne", (-math.inf, 90), J, (0, 0)),
        ("read.scale", ASSUMED, None, 5, "tonne", None, J, (2.5, 10)),
    ],
    "skewed": [
        ("skewed.geometric_standard_deviation", ASSUMED, None, 2.5, "", None, J, (1.25, 5)),
        ("skewed.median", ASSUMED, None, 300, "USD/tonne", None, J, (150, 600)),
    ],
    "skewed_cut": [
        ("skewed_cut.geometric_standard_deviation", ASSUMED, None, 2.5, "", None, J, (1.25, 5)),
        ("skewed_cut.high", ASSUMED, "the highest value of a price", 900, "USD/tonne", (0, math.inf), J, (450, 1800)),
        ("skewed_cut.median", ASSUMED, None, 300, "USD/tonne", None, J, (150, 600)),
    ],
    "few": [
        ("few.value 1", ASSUMED, "value 1 of a number", 1, "", ANY, J, (0.5, 2)),
        ("few.value 2", ASSUMED, "value 2 of a number", 3, "", ANY, S, None),
        ("few.weight 1", ASSUMED, "weight 1 of a number", 2, "", None, J, (1, 4)),
        ("few.weight 2", ASSUMED, "weight 2 of a number", 1, "", None, S, None),
    ],
    "rows": [],
    "amounts": [
        ("amounts.aluminium.mean", ASSUMED, "the mean amount of aluminium in such a load", 0.08, "tonne/person", UP, S, None),
        ("amounts.concentration", ASSUMED, "how alike the mixes are in such a load", 20, "", UP, J, (10, 40)),
        ("amounts.iron.mean", ASSUMED, "the mean amount of iron in such a load", 2200, "kg/person", UP, J, (1100, 4400)),
        ("many", ASSUMED, "the mean amount of copper in such a load", 300, "kg/person", UP, S, None),
    ],
    "shares": [
        ("shares.concentration", ASSUMED, "how alike the mixes are in such a load", 20, "", UP, J, (5, 100, "!")),
        ("shares.copper.mean", ASSUMED, "the mean share of copper in such a load", 0.25, "", (0, 1), J, (0.125, 0.5)),
        ("shares.iron.mean", ASSUMED, "the mean share of iron in such a load", 75, "percent", (0, 100), J, (37.5, 100)),
    ],
    "limits": [
        ("half", ASSUMED, "the lowest share of iron in such a load", 50, "percent", (0, 100), S, None),
        ("limits.copper.high", ASSUMED, "the highest share of copper in such a load", 0.3, "", (0, 1), J, (0.15, 0.6)),
        ("limits.copper.low", ASSUMED, "the lowest share of copper in such a load", 5, "percent", (0, 100), J, (2.5, 10)),
    ],
    "any_mix": [],
    "product": [
        ("tied.high", ASSUMED, "the highest value of one ratio", 2, "", (1, math.inf), J, (1, 4)),
        ("tied.low", ASSUMED, "the lowest value of one ratio", 1, "", (-math.inf, 2), J, (0.5, 2)),
        ("tied_too.high", ASSUMED, "the highest value of another ratio", 5, "", (3, math.inf), J, (3, 10)),
        ("tied_too.low", ASSUMED, "the lowest value of another ratio", 3, "", (-math.inf, 5), J, (1.5, 5)),
        ("together", ASSUMED, "their rank correlation", 0.6, "", (-MOST_RANK, MOST_RANK), J, (0.3, MOST_RANK)),
    ],
}  # fmt: skip
ROWS = [pytest.param(quantity, row, id=f"{quantity}: {row[0]}") for quantity, rows in LEVERS.items() for row in rows]


@pytest.fixture(scope="module")
def case(make_case):
    return make_case(CASE, FEW)


def within(one, values):
    """Values in root units, in the unit of the lever."""
    return [shown(one, value) for value in values]


@pytest.mark.parametrize("quantity", LEVERS)
def test_the_levers_of_a_quantity_by_name_claims_first(case, quantity):
    """The values of a table are not levers, nor is a claim of nothing, or a mix of which nothing is said."""
    found = levers_of(case.model, (quantity,), case.choices)
    assert list(found) == [row[0] for row in LEVERS[quantity]]
    assert all(name == one.name for name, one in found.items())


@pytest.mark.parametrize(("quantity", "row"), ROWS)
def test_what_a_lever_is(case, quantity, row):
    name, kind, about, value, unit, _, support, _ = row
    one = levers_of(case.model, (quantity,), case.choices)[name]
    assert (one.kind, show(one.unit)) == (kind, unit)
    assert about in (None, one.about)
    assert shown(one, one.value) == pytest.approx(value, rel=1e-12)
    assert one.support(WEAK) == support


@pytest.mark.parametrize(("quantity", "row"), [row for row in ROWS if row.values[1][5] is not None])
def test_how_far_a_lever_can_be_set(case, quantity, row):
    """Until a parameter meets its neighbour in any of its places; a share from none to all, a rank to almost one."""
    one = levers_of(case.model, (quantity,), case.choices)[row[0]]
    assert within(one, one.ends) == pytest.approx(row[5], rel=1e-12)


@pytest.mark.parametrize(("quantity", "row"), ROWS)
def test_how_far_a_lever_might_fairly_lie(case, quantity, row):
    """As declared; half to twice for what is judged, within the ends; nothing of the kind where there is a source.

    Of what is nothing, half and twice are nothing, too: only a rank, which has ends of its own, might lie anywhere.
    """
    one = levers_of(case.model, (quantity,), case.choices)[row[0]]
    fair = row[7]
    assert one.declared is (fair is not None and fair[-1] == "!")
    if fair is None:
        assert one.fair is None
    else:
        assert within(one, one.fair) == pytest.approx(fair[:2], rel=1e-12)


def test_a_lever_stands_within_its_own_ends_and_fair_range(case):
    found = levers_of(case.model, tuple(LEVERS), case.choices).values()
    assert sum(bool(one.fair) for one in found) >= 3
    for one in found:
        for low, high in filter(None, (one.ends, one.fair)):
            assert low <= one.value <= high, one.name
        if one.fair:
            assert one.ends[0] <= one.fair[0] <= one.fair[1] <= one.ends[1], one.name


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("bare", {("bare", "written")}),
        ("limit", {("limit", "value"), ("flat", "high"), ("peaked", "high")}),
        ("lower", {("lower", "value"), ("peaked", "mode")}),
        ("half", {("half", "value"), ("limits", "low")}),
        ("many", {("many", "value"), ("amounts", "amount")}),
        ("together", {("together", "value")}),
        ("tied.low", {("tied", "low")}),
    ],
)
def test_evidence_is_one_lever_with_every_parameter_that_is_taken_from_it(case, name, places):
    """Also with those that the quantity in question does not rest on: there is one world in which it is set."""
    resting = [quantity for quantity, rows in LEVERS.items() if name in [row[0] for row in rows]]
    assert resting
    for quantity in resting:
        one = lever(case.model, name, (quantity,), case.choices)
        assert {(leaf, slot) for leaf, (slot, _) in one.seats} == places


def test_several_quantities_have_the_levers_of_all_of_them(case):
    found = levers_of(case.model, ("flat", "peaked", "capacity"), case.choices)
    assert list(found) == ["bare", "flat.low", "limit", "lower", "peaked.low"]
    assert len(found["limit"].seats) == 3


def test_a_formula_has_the_levers_of_its_leaves(case):
    expected = ["amounts.aluminium.mean", "amounts.concentration", "amounts.iron.mean", "copper", "level", "many"]
    assert list(levers_of(case.model, ("scrap",), case.choices)) == expected


@pytest.mark.parametrize(("name", "expected"), [("flat", ["flat.low", "limit"]), ("rows", [])])
def test_a_quantity_has_no_levers_but_its_own(case, name, expected):
    assert list(levers_of(case.model, (name,), case.choices)) == expected


def test_the_reading_that_is_chosen_is_the_lever(case):
    short = lever(case.model, "cargo", ("cargo",), {**case.choices, "cargo": "short"})
    assert short.value == pytest.approx(2500 * 907.18474, rel=1e-15)
    each = levers_of(case.model, ("worth",), {**case.choices, "worth": "each"})
    assert list(each) == ["hedged", "worth"]
    assert each["worth"].value == 7000
    assert each["worth"].seats == (("worth.each", ("written", 0)),)


def test_the_unit_of_a_reading_is_its_own(case):
    """Of each truck it is USD a truck: whoever is shown a number is shown its unit, and the number that stands there."""
    each = lever(case.model, "worth", ("worth",), {**case.choices, "worth": "each"})
    assert show(each.unit) == "USD/truck"
    short = lever(case.model, "cargo", ("cargo",), {**case.choices, "cargo": "short"})
    assert (show(short.unit), shown(short, short.value)) == ("short_ton", pytest.approx(2500, rel=1e-12))


# Pulled, against the case read anew.


def read_anew(case, **changes):
    """The graph of the case with numbers set, by the reader: what ``with_`` does, without reading it as it was again."""
    units = {name: unit for name, unit in case.model.units.items() if name in {key.split(".")[0] for key in changes}}
    changed = with_changes(case.document, [Change(name, value, name) for name, value in changes.items()])
    return read_case(changed, case.holdings, units)[1]


def written(one, value):
    """A value of a lever as one writes it in a case."""
    return f"{shown(one, value)!r} {show(one.unit) or 'one'}"


def bounds(model, name, choices, as_written=False):
    try:
        return outer_bounds(model, Name(name), choices, taken=Taken.AS_WRITTEN if as_written else Taken.WITH_HEDGES)
    except ModelError as error:
        return str(error)


def assert_same(case, model, one, anew, names, choices, exact=1e-12):
    """Both graphs give the same bounds and draws of every name; draws by the way that a trial takes, and by the long one."""
    quick = case.draws.over(model)
    slow = Draws(anew, case.settings)
    for name in names:
        for as_written in (False, True):
            found, expected = (bounds(each, name, choices, as_written) for each in (model, anew))
            assert found == (expected if isinstance(expected, str) else pytest.approx(expected, rel=exact)), name
        np.testing.assert_allclose(quick.of(name, choices), slow.of(name, choices), rtol=exact, err_msg=name)


def quantities(model, choices):
    """Everything that has draws: all but compositions, whose parts have them."""
    return [name for name in model.nodes if not hasattr(model.node(name, choices), "composition")]


# Not set by name: rows of a discrete distribution; and a mean share, which alone would no longer sum to one with the rest.
NOT_SET = {"few.value 1", "few.value 2", "few.weight 1", "few.weight 2", "shares.iron.mean", "shares.copper.mean"}
SMALL = sorted({row[0] for rows in LEVERS.values() for row in rows if row[1] != CLAIM})


@pytest.mark.parametrize("name", SMALL)
def test_a_pulled_lever_of_each_kind_is_the_case_read_anew(case, name):
    every = levers_of(case.model, tuple(LEVERS), case.choices)
    one = every[name]
    touched = case.model.resting_on([leaf for leaf, _ in one.seats])
    names = [other for other in quantities(case.model, case.choices) if other in touched] + ["stated"]
    for value in (0.9 * one.value, 1.2 * one.value) if one.value else (0.3, -0.3):
        if not one.ends[0] <= value <= one.ends[1]:
            continue
        if name in NOT_SET:
            with pytest.raises(WeighbridgeError):
                read_anew(case, **{name: written(one, value)})
            continue
        anew = read_anew(case, **{name: written(one, value)})
        assert_same(case, pulled(case.model, one, value, case.choices), one, anew, names, case.choices)


def test_what_is_not_set_by_name_is_told_in_the_distribution(case):
    """Values and weights of a discrete distribution, against one that is written so."""
    every = levers_of(case.model, ("few",), case.choices)
    law = lambda name, value: pulled(case.model, every[name], value, case.choices).node("few", {}).law({})  # noqa: E731
    assert (law("few.value 1", 2.0).values, law("few.value 1", 2.0).weights) == ((2.0, 3.0), (2.0, 1.0))
    assert (law("few.weight 2", 5.0).values, law("few.weight 2", 5.0).weights) == ((1.0, 3.0), (2.0, 5.0))


@pytest.mark.parametrize(
    ("name", "value", "means"), [("shares.iron.mean", 0.6, (0.6, 0.4)), ("shares.copper.mean", 0.1, (0.9, 0.1))]
)
def test_a_mean_share_leaves_to_the_others_what_is_left(case, name, value, means):
    one = lever(case.model, name, ("shares",), case.choices)
    found = pulled(case.model, one, value, case.choices).node("shares", {}).composition
    assert found.means == pytest.approx(means, rel=1e-12)
    assert found.concentration == 20


def test_of_three_mean_shares_two_keep_their_proportion(make_model):
    parts = "composition: {concentration: 9 one, parts: {a: {mean: 0.5 one}, b: {mean: 0.3 one}, c: {mean: 0.2 one}}}"
    case = make_model({"mix": parts}, {"y": "mix.a"})
    one = lever(case.model, "mix.a.mean", ("y",), case.choices)
    found = pulled(case.model, one, 0.75, case.choices).node("mix", {}).composition.means
    assert found == pytest.approx((0.75, 0.15, 0.1), rel=1e-12)


def test_pulled_to_where_it_stands_nothing_changes(case):
    names = quantities(case.model, case.choices)
    for one in levers_of(case.model, tuple(LEVERS), case.choices).values():
        same = pulled(case.model, one, one.value, case.choices)
        quick = case.draws.over(same)
        for name in names:
            assert bounds(same, name, case.choices) == bounds(case.model, name, case.choices)
            drawn = case.draws.of(name, case.choices)
            np.testing.assert_allclose(quick.of(name, case.choices), drawn, rtol=1e-12, err_msg=name)


@pytest.mark.parametrize(
    ("quantity", "name", "value", "message"),
    [
        ("flat", "flat.low", 61000, "`low` lies above `high`; expected `low` ≤ `high`"),
        ("peaked", "limit", 19000, "`mode` lies above `high`; expected `low` ≤ `mode` ≤ `high`"),
        ("spread", "spread.standard_uncertainty", 0, "`standard_uncertainty` is 0; expected more than zero"),
        ("read", "read.scale", 0, "`scale` is 0; expected more than zero"),
        ("read", "read.degrees_of_freedom", 0, "`degrees_of_freedom` is 0; expected more than zero"),
        ("skewed", "skewed.geometric_standard_deviation", 1, "`geometric_standard_deviation` is 1, expected more than 1"),
        ("skewed", "skewed.median", -1, "`median` is -1; expected more than zero"),
        ("few", "few.weight 1", -1, "weights are negative or all zero"),
        ("shares", "shares.concentration", 0, "`concentration` is 0; expected more than zero"),
        ("shares", "shares.iron.mean", 1, "a mean share of 1; expected more than 0 and less than 1"),
        ("amounts", "many", 0, "a mean share of 0; expected more than 0 and less than 1"),
        ("limits", "half", 0.97, "the shares cannot sum to one"),
        ("limits", "limits.copper.low", 0.4, "a share's bounds do not lie in order between 0 and 1"),
    ],
)  # fmt: skip
def test_a_value_that_makes_no_distribution(case, quantity, name, value, message):
    one = lever(case.model, name, (quantity,), case.choices)
    with pytest.raises(DistributionError) as caught:
        pulled(case.model, one, value, case.choices)
    assert message in str(caught.value)


# Claims: the lever scales what the hedge allows in proportion.


@pytest.mark.parametrize("name", ["bare", "hedged", "ranged", "dozens", "cargo", "worth", "loss", "losses"])
@pytest.mark.parametrize("times", [0.31, 1.7, 100.0])
def test_a_claim_takes_all_that_its_hedge_allows_with_it(case, name, times):
    """Under either width and every way to shorten it; and so with what the last digit leaves open."""
    before = case.model.node(name, case.choices)
    one = lever(case.model, name, (name,), case.choices)
    after = pulled(case.model, one, times * one.value, case.choices).node(name, case.choices)
    assert isinstance(after, Input)
    assert after.laws.keys() == before.laws.keys() > set(WIDTHS)
    for width, law in before.laws.items():
        assert after.laws[width].support() == pytest.approx([times * end for end in law.support()], rel=1e-12)
    assert after.written == pytest.approx([times * end for end in before.written], rel=1e-12)
    assert (after.grain, after.step) == pytest.approx((times * before.grain, times * before.step), rel=1e-12)
    assert (after.figures, after.name, after.kind) == (before.figures, before.name, before.kind)


@pytest.mark.parametrize("reading", ["whole", "each"])
def test_a_reading_that_counts_something_else_is_scaled_as_well(case, reading):
    choices = {**case.choices, "worth": reading}
    one = lever(case.model, "worth", ("worth",), choices)
    model = pulled(case.model, one, 3 * one.value, choices)
    assert bounds(model, "worth", choices) == pytest.approx([3 * end for end in bounds(case.model, "worth", choices)])
    assert bounds(model, "hedged", choices) == bounds(case.model, "hedged", choices)


@pytest.mark.parametrize("name", ["worth", "hedged"])
def test_a_number_that_is_read_loosely_takes_its_room_in_proportion(case, name):
    """Read anew, ten times as much would be read anew as well: widths that readers give do not grow in proportion."""
    one = lever(case.model, name, (name,), case.choices)
    model = pulled(case.model, one, 10 * one.value, case.choices)
    for width in WIDTHS:
        for as_written in (False, True):
            found, before = (
                bounds(each, name, {**case.choices, WIDTH: width}, as_written) for each in (model, case.model)
            )
            assert found == pytest.approx([10 * end for end in before], rel=1e-12)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("ranged", 0.5e6, "0.5 to 1.5 million USD/day"),
        ("ranged", 1.7e6, "1.7 to 5.1 million USD/day"),
        ("losses", -1.5e6, "-1.5 to -0.5 million USD/day"),
        ("loss", -1.25, "-125 percent"),
        # A count is exact, and stays so.
        ("bare", 1210, "1210 truck"),
        ("bare", 12, "12 truck"),
    ],
)
def test_a_range_and_a_bare_number_ten_times_as_large_are_the_case_read_anew(case, name, value, text):
    one = lever(case.model, name, (name,), case.choices)
    model, anew = pulled(case.model, one, value, case.choices), read_anew(case, **{name: text})
    choices = {
        key: option for key, option in case.choices.items() if key != "worth"
    }  # a value that is set has no readings
    for width in WIDTHS:
        for as_written in (False, True):
            found, expected = (bounds(each, name, {**choices, WIDTH: width}, as_written) for each in (model, anew))
            assert found == pytest.approx(expected, rel=1e-12)
    new, old = model.node(name, choices), anew.node(name, choices)
    assert new.laws.keys() == old.laws.keys()
    for way, law in old.laws.items():
        assert new.laws[way].support() == pytest.approx(law.support(), rel=1e-12)
    np.testing.assert_allclose(
        case.draws.over(model).of(name, choices),
        Draws(anew, FEW).of(name, choices),
        rtol=1e-12,
    )


# The cases of the project.

VALUES = {"ratios_together": (0.5, -0.3)}
OIL = str(Path(__file__).parents[1] / "cases" / "oil-2015")
PROJECT = {"raqqa-2017": 25, "ihs-2016": 0, OIL: 5}  # how many levers there are at least, beside claims


def sides(case):
    return sorted({side for check in case.model.checks.values() for side in (check.stated, check.computed)})


@pytest.fixture(scope="module", params=PROJECT, ids=lambda name: Path(name).name)
def known(request):
    """A case of the project with everything drawn and bounded once, and the levers of all its checks."""
    case = open_case(request.param, FEW)
    for side in sides(case):
        case.draws.of(side, case.choices)
        bounds(case.model, side, case.choices)
    return case, levers_of(case.model, tuple(sides(case)), case.choices), PROJECT[request.param]


def test_every_lever_of_a_case_pulled_is_the_case_read_anew(known):
    case, every, count = known
    tried = 0
    for index, one in enumerate(one for one in every.values() if one.kind != "claim"):
        low, high = one.ends
        above = one.value * (1.03 + 0.01 * (index % 7))
        value = VALUES.get(one.name, (above if above < high else max(low, 0.93 * one.value),))[0]
        anew = read_anew(case, **{one.name: written(one, value)})
        assert_same(case, pulled(case.model, one, value, case.choices), one, anew, sides(case), case.choices)
        tried += 1
    assert tried >= count


@pytest.mark.parametrize("by", [-0.03, 0.02])
def test_levers_pulled_one_after_the_other_are_the_case_with_all_of_them_set(known, by):
    """Each a little more or less than the one before; the case is read by ``with_`` itself."""
    case, every, _ = known
    model, texts, places = case.model, {}, set()
    for index, one in enumerate(one for one in every.values() if one.kind != "claim"):
        value = VALUES.get(one.name, (0.0, one.value * (1 + by + 0.001 * index)))[1]
        model = pulled(model, one, value, case.choices)
        texts[one.name] = written(one, value)
        places |= {leaf for leaf, _ in one.seats}
    if texts:
        other = case.with_(texts)
        quick = case.draws.over(model)
        for side in sides(case):
            assert bounds(model, side, case.choices) == pytest.approx(
                bounds(other.model, side, other.choices), rel=1e-12
            )
            found = quick.of(side, case.choices)
            np.testing.assert_allclose(found, other.draws.of(side, other.choices), rtol=1e-12, err_msg=side)


def test_pulling_leaves_the_case_as_it_was(known):
    """Neither its graph nor what is kept of it: its bounds and its draws are those of before, to the last bit."""
    case, every, _ = known
    nodes = {name: dict(variants) for name, variants in case.model.nodes.items()}
    ends = {side: bounds(case.model, side, case.choices) for side in sides(case)}
    draws = {side: case.draws.of(side, case.choices).copy() for side in sides(case)}
    for one in every.values():
        for times in (0.97, 1.02):
            model = pulled(case.model, one, times * one.value if one.value else 0.4, case.choices)
            quick = case.draws.over(model)
            for side in sides(case):
                bounds(model, side, case.choices)
                quick.of(side, case.choices)
    assert {name: dict(variants) for name, variants in case.model.nodes.items()} == nodes
    assert {side: bounds(case.model, side, case.choices) for side in sides(case)} == ends
    assert all((case.draws.of(side, case.choices) == values).all() for side, values in draws.items())


def test_what_rests_on_the_lever_has_another_identity_and_nothing_else_has(known):
    """What is kept is kept under identities: nothing of before is found of what rests on the lever."""
    case, every, _ = known
    for one in every.values():
        model = pulled(case.model, one, 1.01 * one.value or 0.4, case.choices)
        leaves = {leaf for leaf, _ in one.seats}
        for side in sides(case):
            below = {
                n
                for leaf in case.model.leaves(side, case.choices)
                for n in (leaf, *case.model.node(leaf, case.choices).needs)
            }
            rests = bool(
                leaves & below
            )  # a rank correlation is not a leaf of a side, and moves the draws of those it ties
            now, before = (draws.identity(side, case.choices) for draws in (case.draws.over(model), case.draws))
            assert (now != before) == rests, (one.name, side)


@pytest.mark.parametrize(
    ("name", "value", "options"),
    [
        ("isis_mean", "18 tonne/truck", {"convoys": "as heavy as a quarry's"}),
        ("quarry_mean", "68 tonne/truck", {"convoys": "as heavy as a quarry's"}),
        ("scrap_mean", "20 tonne/truck", {"convoys": "likeliest as with scrap"}),
        ("copper_yard_low", "70 percent", {"market": "yard", "departure": "26 January 2017"}),
        ("iron_yard_low", "100 USD/tonne", {"market": "yard"}),
        ("looted_goods", "40 percent", {"money": "proceeds"}),
        ("iron_23_january", "300 USD/tonne", {"departure": "26 January 2017"}),
        ("jordan_iron", "20000 tonne", {"mix": "like Iraqi scrap in Jordan"}),
        ("iron_may_2015", "260 USD/tonne", {"departure": "2 July 2015", "market": "port"}),
    ],
)
def test_under_other_options_it_is_the_variant_that_is_pulled(raqqa, name, value, options):
    """What an option takes from the case as written, or from evidence, moves with it."""
    choices = {**raqqa.choices, **options}
    one = lever(raqqa.model, name, tuple(sides(raqqa)), choices)
    anew = read_anew(raqqa, **{name: value})
    number = float(value.split()[0]) * factor(one.unit)
    assert_same(raqqa, pulled(raqqa.model, one, number, choices), one, anew, sides(raqqa), choices)


@pytest.fixture(scope="module")
def raqqa():
    return open_case("raqqa-2017", FEW)


# What a lever has to be whichever way one comes to it.

BY_WAY = (
    HEAD
    + """\
claims:
  stated: {quote: {exact: x}, value: 5 one}
evidence:
  once: {what: x, value: 3 one, source: ferson-2015, date: 2017}
  known: {what: x, value: 4 one, source: ferson-2015, date: 2017}
assumptions:
  taken: {of: it, fixed: {value: {evidence: once}}}
  above: {of: it, reason: r, uniform: {low: 1 one, high: {evidence: taken}}}
  judged: {of: it, fixed: {value: {value: 2 one, reason: r, fair: {low: {value: 1.5 one, reason: r}, high: {value: 2.5 one, reason: r}}}}}
  a_user: {of: it, reason: r, uniform: {low: 1 one, high: {evidence: judged}}}
  z_user: {of: it, reason: r, uniform: {low: {evidence: judged}, high: 9 one}}
  a_plain: {of: it, reason: r, uniform: {low: 1 one, high: {evidence: known}}}
  b_ranged: {of: it, reason: r, uniform: {low: 2 one, high: {evidence: known, reason: r, fair: {low: {value: 3 one, reason: r}, high: {value: 5 one, reason: r}}}}}
  leaning: {of: it, reason: r, triangular: {low: {evidence: known}, mode: {evidence: known}, high: 9 one}}
  narrow: {of: it, reason: r, lognormal: {median: 3 one, geometric_standard_deviation: 1.3 one}}
  small: {of: it, reason: r, composition: {concentration: 9 one, parts: {a: {mean: 0.5 kg}, b: {mean: 0.3 kg}, c: {mean: 0.2 kg}}}}
formulas:
  y: {expression: once + taken, unit: one, of: it}
  z: {expression: a_plain + b_ranged, unit: one, of: it}
checks:
  asked: {question: Well?, kind: typical, stated: stated, equals: y}
"""
)


@pytest.fixture(scope="module")
def by_way(make_case):
    return make_case(BY_WAY, FEW)


def test_evidence_moves_a_fixed_assumption_that_is_taken_from_it_and_whatever_takes_that(by_way):
    """One cause, one variable, over however many steps."""
    one = lever(by_way.model, "once", ("y",), by_way.choices)
    model = pulled(by_way.model, one, 3.5, by_way.choices)
    assert bounds(model, "y", by_way.choices) == (7.0, 7.0)
    assert bounds(model, "above", by_way.choices) == (1.0, 3.5)


def test_a_case_with_such_evidence_set_is_whole(by_way):
    """The other route to the same: of what is taken from evidence that was set, nothing is lost."""
    other = by_way.with_(once="3.5 one")
    assert other.model.nodes.keys() == by_way.model.nodes.keys()
    assert bounds(other.model, "above", other.choices) == (1.0, 3.5)


@pytest.mark.parametrize("quantity", ["judged", "a_user", "z_user"])
def test_the_fair_range_of_a_fixed_assumption_is_its_own_whoever_takes_it(by_way, quantity):
    one = lever(by_way.model, "judged", (quantity,), by_way.choices)
    assert (one.fair, one.declared) == ((1.5, 2.5), True)


@pytest.mark.parametrize("names", [("b_ranged",), ("z",)])
def test_a_fair_range_that_is_declared_in_one_place_is_not_lost_beside_another(by_way, names):
    """The same number under the same name: what else a check rests on cannot make it less of a judgement."""
    one = lever(by_way.model, "known", names, by_way.choices)
    assert (one.fair, one.declared, one.support({})) == ((3.0, 5.0), True, "judgement")


@pytest.mark.parametrize(("quantity", "ends"), [("a_user", (1, 9)), ("z_user", (1, 9)), ("judged", (1, 9))])
def test_the_ends_are_those_of_every_place(by_way, quantity, ends):
    """Beyond them some distribution of the case would be none, and with it the whole case."""
    one = lever(by_way.model, "judged", (quantity,), by_way.choices)
    assert one.ends == ends
    for value in ends:
        pulled(by_way.model, one, value, by_way.choices)


@pytest.mark.parametrize("value", [3.0, 4.5])
def test_two_neighbouring_parameters_from_one_piece_of_evidence_move_together(by_way, value):
    one = lever(by_way.model, "known", ("leaning",), by_way.choices)
    assert one.ends == (2, 9)  # `b_ranged` begins at 2
    law = pulled(by_way.model, one, value, by_way.choices).node("leaning", {}).law({})
    assert (law.low, law.mode, law.high) == (value, value, 9)


def test_a_geometric_standard_deviation_ends_at_one(by_way):
    one = lever(by_way.model, "narrow.geometric_standard_deviation", ("narrow",), by_way.choices)
    assert one.ends == (1, math.inf)
    assert one.fair == (1, 2.6)


@pytest.mark.parametrize("part", "abc")
def test_amounts_that_happen_to_sum_to_one_are_amounts(by_way, part):
    """Half a kilogram of a whole kilogram is not a share: more of it is more of the whole."""
    one = lever(by_way.model, f"small.{part}.mean", ("small",), by_way.choices)
    for value in (0.6 * one.value, 1.7 * one.value):
        anew = read_anew(by_way, **{one.name: written(one, value)})
        found = pulled(by_way.model, one, value, by_way.choices).node("small", {}).composition
        assert found.means == pytest.approx(anew.node("small", {}).composition.means, rel=1e-12)
