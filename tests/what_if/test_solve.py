"""What would have to be true: by hand, draw by draw against the inverse, and by setting what was found; and mixes."""

# ruff: noqa: E501 (a row of a table stands on one line)

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from small_cases import NOWHERE, case_text, hedged, hedged_claims, parted, sections, unfiled
from weighbridge import open_case
from weighbridge.case import Case
from weighbridge.graph.bounds import outer_bounds
from weighbridge.graph.formula import Name
from weighbridge.graph.mixes import region
from weighbridge.graph.model import ModelError
from weighbridge.graph.nodes import Taken
from weighbridge.graph.sampling import Draws, Settings
from weighbridge.text import words
from weighbridge.text.numbers import Written
from weighbridge.text.units import factor
from weighbridge.uncertainty.estimates import Figures
from weighbridge.what_if import equation as module
from weighbridge.what_if.solve import Solved, solve_for

FIXED = Settings(points=64, digits=None)


def opened(claims, formulas, assumptions=None):
    """A case: claims as ``name=value unit~cue``, formulas as ``expression in unit`` and assumptions by name."""
    first = next(iter(parted(claims)))
    check = f"kind: agrees, stated: {first}, equals: {first}"
    case = unfiled(case_text(hedged_claims(claims), sections(formulas, assumptions), itself=check), FIXED)
    _ = case.model
    return case


def solved(case, formula, unknown, wanted, **options):
    return solve_for(Draws(case.model, FIXED), formula, unknown, wanted, {**case.choices, **options})


def near(intervals, expected):
    """Whether stretches lie where they should, to nine digits; a number is a stretch of no width."""
    ends = [(one, one) if isinstance(one, int | float) else one for one in expected]
    return [pytest.approx(pair, rel=1e-9) for pair in ends] == [tuple(pair) for pair in intervals]


# By hand. All numbers stand bare; the whole line from a ten thousandth to ten thousand times the number is looked at.

INVERSES = [
    ("mass=2500 one; trucks=50 one", "mass / trucks", "trucks", "25 one", [100]),
    ("mass=2500 one; trucks=50 one", "mass / trucks", "mass", "25 one", [1250]),
    ("mass=2500 one; trucks=50 one", "mass / trucks", "trucks", "50 one", [50]),  # where it stands already
    ("trucks=50 one; load=30 one", "trucks * load", "load", "1800 one", [36]),
    ("a=12 one; b=13 one", "a + b", "a", "40 one", [27]),
    ("a=12 one; b=13 one", "a - b", "b", "5 one", [7]),
    ("a=12 one; b=13 one", "a - b", "a", "-3 one", [10]),
    ("a=12 one; b=13 one", "a / (a + b)", "a", "20 percent", [3.25]),
    ("before=80 one; after=56 one", "(before - after) / before", "after", "0.4 one", [48]),
    ("side=3.0 one", "side ** 3", "side", "8 one", [2]),
    ("side=3.0 one", "side ** -2", "side", "0.25 one", [2]),
    ("side=3.0 one", "2 ** side", "side", "32 one", [5]),
    ("area=9.0 one", "sqrt(area)", "area", "4 one", [16]),
    ("x=9.0 one", "exp(x / 3)", "x", "2 one", [3 * math.log(2)]),
    ("x=9.0 one", "log(x)", "x", "-1 one", [math.exp(-1)]),
    ("y=5.0 one; x=-3.0 one", "x + y", "x", "1 one", [-4]),  # a number below zero has a line of equal steps
    # Several.
    ("x=3.0 one", "x * (5 - x)", "x", "4 one", [1, 4]),
    ("x=3.0 one", "x * x - 5 * x + 4", "x", "0 one", [1, 4]),
    ("x=3.0 one", "x + 4 / x", "x", "5 one", [1, 4]),
    ("x=3.0 one", "abs(x - 3)", "x", "2 one", [1, 5]),
    ("x=3.0 one", "(x - 1) * (x - 3) * (x - 8)", "x", "0 one", [1, 3, 8]),
    # A whole stretch.
    ("x=3.0 one; b=5.0 one", "min(x, b)", "x", "5 one", [(5, 30_000)]),
    ("x=9.0 one; b=5.0 one", "max(x, b)", "x", "5 one", [(0.0009, 5)]),
    ("x=9.0 one; b=5.0 one", "max(x, b)", "x", "6 one", [6]),
    # None at all, or none that is looked at.
    ("x=3.0 one", "x * x + 1", "x", "0.5 one", []),
    ("x=3.0 one; b=5.0 one", "min(x, b)", "x", "6 one", []),
    ("x=3.0 one", "x + 1", "x", "40000 one", []),
    ("x=3.0 one", "x + 1", "x", "1 one", []),
    # A pole is not a root, and what lies behind it is found.
    ("x=3.0 one; b=5.0 one", "10 / (x - b)", "x", "2 one", [10]),
    ("x=3.0 one; b=5.0 one", "10 / (x - b)", "x", "-5 one", [3]),
    ("x=7.0 one; b=5.0 one", "10 / (x - b)", "x", "-5 one", [3]),
    ("x=3.0 one; b=5.0 one", "1 / (x - b) + 1 / (x - 2)", "x", "0 one", [3.5]),
    ("x=3.0 one", "log(x - 2)", "x", "0 one", [3]),
    ("x=2.5 one", "sqrt(x - 2)", "x", "3 one", [11]),
]


@pytest.mark.parametrize(("claims", "formula", "unknown", "wanted", "roots"), INVERSES)
def test_by_hand(claims, formula, unknown, wanted, roots):
    found = solved(opened(claims, {"f": formula}), "f", unknown, wanted)
    assert near(found.as_written, roots)
    assert (found.figures, found.unsolved) == (None, None)  # nothing is drawn


@pytest.mark.parametrize(("claims", "formula", "unknown", "wanted", "roots"), INVERSES)
def test_setting_what_was_found_gives_what_was_wanted(claims, formula, unknown, wanted, roots):
    case = opened(claims, {"f": formula})
    goal = Written.parse(wanted).roots()[0]
    found = solved(case, "f", unknown, wanted).as_written
    assert len(found) == len(roots)
    for ends in found:
        for end in ends:
            there = case.with_({unknown: f"{end!r} one"})
            low, high = outer_bounds(there.model, Name("f"), there.choices, taken=Taken.AS_WRITTEN)
            assert (low, high) == pytest.approx((goal, goal), rel=1e-9, abs=1e-9)


def test_what_was_looked_through_is_told():
    found = solved(opened("x=3.0 one", {"f": "x + 1"}), "f", "x", "40000 one")
    assert found.looked == pytest.approx((3e-4, 3e4))
    assert (found.as_written, found.bounds) == ((), ())
    below = solved(opened("y=5.0 one; x=-3.0 one", {"f": "x + 1"}), "f", "x", "5 one")
    assert below.looked == pytest.approx((-3e4, 3e4))


def test_units_are_those_of_the_number():
    """2 500 tonnes on trucks of 25 short tons each; half a million USD a year is 10 USD for each of 50 000 barrels."""
    case = opened("mass=2500 tonne; trucks=50 truck", {"load": "mass / trucks in tonne/truck"})
    found = solved(case, "load", "trucks", "25 short_ton/truck")
    assert found.unit == "truck"
    assert near(found.as_written, [2500 / (25 * 0.90718474)])
    assert solved(case, "load", "mass", "25 short_ton/truck").unit == "tonne"
    assert near(solved(case, "load", "mass", "25 short_ton/truck").as_written, [50 * 25 * 0.90718474])
    flow = opened("price=12 USD/barrel; oil=50.0 thousand barrel/year", {"income": "price * oil in USD/month"})
    assert near(solved(flow, "income", "price", "0.5 million USD/year").as_written, [10])


# Bounds: over all that hedges allow, by the inverse at every corner.

CORNERS = [
    ("mass=2500 one~about; trucks=50 one", "mass / trucks", "trucks", "25 one", lambda mass, _: mass / 25),
    ("mass=2500 one; trucks=50 one~near", "mass / trucks", "mass", "25 one", lambda trucks, _: trucks * 25),
    ("a=12 one~nearly; b=13 one; c=30 one", "a + b + c", "a", "90 one", lambda b, c: 90 - b - c),
    ("share=12 one; a=40 one~over; b=60 one", "share * a / (a + b)", "share", "9 one", lambda a, b: 9 * (a + b) / a),
    ("x=3.0 one; a=2 to 3 one; b=40 one", "a * x ** 2 + b", "x", "90 one", lambda a, b: math.sqrt((90 - b) / a)),
    ("x=3.0 one; b=5 to 9 one", "10 / (x - b)", "x", "2 one", lambda b, _: b + 5),  # behind a pole as wide as b
    ("x=30 one; b=5 to 5.5 one", "10 / (x - b)", "x", "-10 one", lambda b, _: b - 1),
]


@pytest.mark.parametrize(("claims", "formula", "unknown", "wanted", "inverse"), CORNERS)
def test_bounds_are_the_inverse_at_the_corners(claims, formula, unknown, wanted, inverse):
    found = solved(opened(claims, {"f": formula}), "f", unknown, wanted)
    rest = [hedged(text) for name, text in parted(claims).items() if name != unknown]
    ends = [Written.parse(value).interval(cue, "typical") for value, cue in rest] + [(0.0, 0.0)]
    values = [inverse(*corner) for corner in product(*ends[:2])]
    assert near(found.bounds, [(min(values), max(values))])
    assert found.figures is None


def test_a_wanted_number_of_the_article_brings_its_own_hedge():
    case = opened("mass=2500 one~about; trucks=50 one; load=25 one~about", {"f": "mass / trucks"})
    found = solved(case, "f", "trucks", "load")
    assert near(found.as_written, [100])
    (low, high), (least, most) = (Written.parse(text).interval("about", "typical") for text in ("2500 one", "25 one"))
    assert near(found.bounds, [(low / most, high / least)])


def test_a_range_of_the_rest_makes_a_stretch_as_written():
    found = solved(opened("x=3.0 one; a=4 to 5 one", {"f": "x * a"}), "f", "x", "10 one")
    assert near(found.as_written, [(2, 2.5)])
    assert found.bounds == found.as_written


def test_the_hedge_of_the_number_itself_does_not_matter():
    loose, tight = (
        solved(opened(f"mass=2500 one~about; trucks=50 one~{cue}", {"f": "mass / trucks"}), "f", "trucks", "25 one")
        for cue in ("around", "none")
    )
    assert near(loose.bounds, tight.bounds)
    assert near(loose.as_written, tight.as_written)


def test_two_stretches_of_bounds():
    """x (5 − x) = a with a from 3 to 5: x from 1/2 (5 − √13) to 1/2 (5 − √5), and the mirror image."""
    found = solved(opened("x=3.0 one; a=3 to 5 one", {"f": "x * (5 - x) / a"}), "f", "x", "1 one")
    one, other = (5 - math.sqrt(13)) / 2, (5 - math.sqrt(5)) / 2
    assert near(found.bounds, [(one, other), (5 - other, 5 - one)])


# Draw by draw: what closes the gap in each draw is the inverse of the same draws.


@pytest.fixture
def drawn(monkeypatch):
    """The draws of which the last solution made its figures."""
    kept = {}

    class Recorded(Figures):
        @classmethod
        def of(cls, draws):
            kept["draws"] = draws
            return Figures.of(draws)

    monkeypatch.setattr(module, "Figures", Recorded)
    return kept


def uniform(low, high, unit="one"):
    return f"uniform: {{low: {low} {unit}, high: {high} {unit}}}"


LAWS = {
    "u": uniform(2, 3),
    "t": "triangular: {low: 4 one, mode: 5 one, high: 7 one}",
    "d": "discrete: [{value: 1 one, weight: 0.25 one, reason: r}, {value: 3 one, weight: 0.75 one, reason: r}]",
    "n": "lognormal: {median: 6 one, geometric_standard_deviation: 1.2 one}",  # it has no ends, so there are no bounds
}
DRAWN = [
    ("x * u", "12 one", lambda v: 12 / v["u"]),
    ("t / x", "2 one", lambda v: v["t"] / 2),
    ("(x + u) * t", "60 one", lambda v: 60 / v["t"] - v["u"]),
    ("x ** 2 * d", "27 one", lambda v: np.sqrt(27 / v["d"])),
    ("sqrt(x * u) - d", "4 one", lambda v: (4 + v["d"]) ** 2 / v["u"]),
    ("exp(x / t) * u", "9 one", lambda v: v["t"] * np.log(9 / v["u"])),
    ("x * u + c", "40 one", lambda v: (40 - v["c"]) / v["u"]),
    ("x * n", "12 one", lambda v: 12 / v["n"]),
    ("x * u", "t", lambda v: v["t"] / v["u"]),
    ("x * u", "goal", lambda v: (v["t"] + v["d"] * v["u"]) / v["u"]),  # an input on both sides is one input
    ("x - u", "0 one", lambda v: v["u"]),
    ("x * u - 7", "0 one", lambda v: 7 / v["u"]),
    ("100 * x - 99 * t", "0 one", lambda v: 0.99 * v["t"]),
    # Behind a pole, before one, and between two.
    ("10 / (x - t)", "2 one", lambda v: v["t"] + 5),
    ("10 / (x - t)", "-4 one", lambda v: v["t"] - 2.5),
    ("1 / (x - t) + 1 / (x - 4 * t)", "0 one", lambda v: 2.5 * v["t"]),
]


@pytest.mark.parametrize(("formula", "wanted", "inverse"), DRAWN)
def test_draw_by_draw(drawn, formula, wanted, inverse):
    claims = "x=3.0 one; c=20 one~about"
    case = opened(claims, {"f": formula, "goal": "t + d * u"}, LAWS)
    draws = Draws(case.model, FIXED)
    found = solve_for(draws, "f", "x", wanted, case.choices)
    expected = inverse({name: draws.of(name, case.choices) for name in (*LAWS, "c")})
    assert (found.unsolved.value, found.several.value) == (0, 0)
    assert drawn["draws"] == pytest.approx(expected, rel=1e-9)
    assert found.figures.mean.value == pytest.approx(expected.mean(), rel=1e-9)
    assert found.as_written == ()
    if "n" not in formula and "/ (x" not in formula:  # where a line may be zero there are no bounds to hold it
        low, high = found.bounds[0][0], found.bounds[-1][1]
        assert low <= expected.min() * (1 + 1e-9)
        assert expected.max() <= high * (1 + 1e-9)


def test_a_drawn_number_can_be_the_unknown(drawn):
    """What is solved for is no longer drawn: of u only the median matters, from which it is looked."""
    case = opened("c=20 one~about; x=3.0 one", {"f": "c * t / u"}, LAWS)
    draws = Draws(case.model, FIXED)
    solve_for(draws, "f", "u", "40 one", case.choices)
    c, t = draws.of("c", case.choices), draws.of("t", case.choices)
    assert drawn["draws"] == pytest.approx(c * t / 40, rel=1e-9)


def test_inputs_that_move_together_do_so_in_the_solution(drawn):
    case = opened("x=3.0 one", {"f": "x * u * t"}, {**LAWS, "rank": "fixed: {value: {value: 0.8 one, reason: r}}"})
    text = case.document.data
    text["correlations"] = {"tied": {"between": ["u", "t"], "rank": "rank"}}
    tied = Case(NOWHERE, case.document, FIXED)
    draws = Draws(tied.model, FIXED)
    solve_for(draws, "f", "x", "30 one", tied.choices)
    u, t = draws.of("u", tied.choices), draws.of("t", tied.choices)
    assert np.corrcoef(u.ravel(), t.ravel())[0, 1] > 0.5
    assert drawn["draws"] == pytest.approx(30 / (u * t), rel=1e-9)


def test_draws_without_a_solution_are_counted():
    """min(x, u) = 5/2 has one where u is more than that: in half of the draws."""
    found = solved(
        opened("x=3.0 one", {"f": "min(x, u) * d"}, {"u": uniform(2, 3), "d": uniform(0.999999, 1)}),
        "f",
        "x",
        "2.5 one",
    )
    assert found.figures is None
    assert found.unsolved.value == pytest.approx(0.5, abs=2 * found.unsolved.numerical_uncertainty)
    none = solved(opened("x=3.0 one", {"f": "x * x + u"}, LAWS), "f", "x", "1 one")
    assert (none.figures, none.unsolved.value, none.bounds) == (None, 1.0, ())


def test_draws_with_several_solutions_are_counted():
    """x (t − x) = 4 has two solutions where t is more than 4, as it always is."""
    found = solved(opened("x=3.0 one", {"f": "x * (t - x)"}, {"t": uniform(5, 7)}), "f", "x", "4 one")
    assert found.figures is None
    assert (found.unsolved.value, found.several.value) == (0, 1)
    assert len(found.bounds) == 2


@settings(max_examples=25)
@given(st.floats(1, 100), st.floats(1, 100), st.floats(0.01, 0.9), st.floats(1, 100))
def test_a_law_of_straight_lines(a, b, width, wanted):
    """(a x + u) / b = w at x = (w b − u) / a, whatever stands there; where that is below zero nothing is found."""
    case = opened("x=30.0 one", {"f": f"({a!r} * x + u) / {b!r}"}, {"u": uniform(10 * (1 - width), 10 * (1 + width))})
    draws = Draws(case.model, FIXED)
    found = solve_for(draws, "f", "x", f"{wanted!r} one", case.choices)
    expected = (wanted * b - draws.of("u", case.choices)) / a
    looked = (expected > 0.003) & (expected < 300_000)
    assert found.unsolved.value == pytest.approx(1 - looked.mean(), abs=1e-12)
    if looked.all():
        assert found.figures.mean.value == pytest.approx(expected.mean(), rel=1e-9)


# The reference case.


@pytest.fixture(scope="module")
def raqqa():
    return open_case("raqqa-2017", FIXED)


def test_how_many_trucks_would_carry_it_with_the_mean_load_of_aid(raqqa):
    """2 500 tonnes at 30.4 tonnes a truck; with hedges, at what "approximately 2500" allows."""
    found = solved(raqqa, "load", "trucks", "aid_mean")
    assert near(found.as_written, [2500 / 30.4])
    assert round(found.as_written[0][0], 1) == 82.2
    low, high = Written.parse("2500 tonne").interval("approximately", "typical")
    assert near(found.bounds, [(low / 30.4, high / 30.4)])
    there = raqqa.with_(trucks=f"{found.as_written[0][0]!r} truck")
    assert there["load"].side.as_written == pytest.approx((30.4, 30.4), rel=1e-9)


def test_what_the_load_would_have_to_be_worth(raqqa, drawn):
    """For each draw the price of the mix times the mass."""
    found = solved(raqqa, "price", "money", "mix_price")
    draws = Draws(raqqa.model, FIXED)
    price, mass = (draws.of(name, raqqa.choices) for name in ("mix_price", "mass"))
    assert found.unit == "USD"
    assert drawn["draws"] == pytest.approx(price * mass, rel=1e-9)
    ends = [outer_bounds(raqqa.model, Name(name), raqqa.choices) for name in ("mix_price", "mass")]
    assert near(found.bounds, [(ends[0][0] * ends[1][0], ends[0][1] * ends[1][1])])


def test_what_discount_would_bring_the_price_of_the_mix_down_to_it(raqqa, drawn):
    """Where the proceeds are meant, a share of the price at a port is paid."""
    found = solved(raqqa, "mix_price", "level", "price", money="proceeds")
    draws = Draws(raqqa.model, FIXED)
    mix, price = (draws.of(name, raqqa.choices) for name in ("port_price", "price"))
    assert drawn["draws"] == pytest.approx(100 * price / mix, rel=1e-9)
    assert (found.unit, found.figures.mean.value < 100) == ("percent", True)


def test_a_reading_of_each_truck(raqqa):
    """750 thousand USD of each of 50 trucks: 300 USD a tonne would be 15 thousand each, or one truck."""
    each = {"money": "of_each_truck"}
    found = solved(raqqa, "price", "money", "300 USD/tonne", **each)
    assert (found.unit, found.unknown) == ("USD/truck", "money")
    assert near(found.as_written, [15_000])
    trucks = Written.parse("50 truck").interval("near", "typical")
    mass = Written.parse("2500 tonne").interval("approximately", "typical")
    assert near(found.bounds, [(300 * mass[0] / trucks[1], 300 * mass[1] / trucks[0])])
    assert near(solved(raqqa, "price", "trucks", "300 USD/tonne", **each).as_written, [1])
    assert near(solved(raqqa.under(**each), "price", "money", "300 USD/tonne").as_written, [15_000])
    assert near(solved(raqqa, "price", "money", "300 USD/tonne").as_written, [750_000])


def test_another_reading_of_the_mass_is_another_solution(raqqa):
    found = solved(raqqa, "load", "trucks", "aid_mean", mass="short")
    assert near(found.as_written, [2500 * 0.90718474 / 30.4])


def test_a_wider_hedge_gives_wider_bounds(raqqa):
    typical, generous = (
        solved(raqqa, "load", "trucks", "aid_mean", **{"hedge width": width}).bounds[0]
        for width in ("typical", "generous")
    )
    assert generous[0] < typical[0] < typical[1] < generous[1]


# Errors, each with its whole wording.

ERRORS = [
    (("lod", "trucks", "30 tonne/truck"), "there is no quantity `lod`; did you mean `load`?"),
    (
        ("can_carry", "trucks", "30 tonne/truck"),
        "`can_carry` is a check; name one of its sides, `load` or `capacity`",
    ),
    (
        ("mass", "mass", "30 tonne"),
        "`mass` is not a formula; name first the formula, then the number in it, then what is wanted",
    ),
    (("load", "truks", "30 tonne/truck"), "`load` cannot be solved for `truks`; did you mean `trucks`?"),
    (("load", "zzz", "30 tonne/truck"), "`load` cannot be solved for `zzz`; expected one of `mass`, `trucks`"),
    (("load", "mass.short", "30 tonne/truck"), "`load` cannot be solved for `mass.short`; ask for `mass` itself"),
    (
        ("capacity", "borne.high", "30 tonne/truck"),
        "`capacity` cannot be solved for `borne.high`; ask for `borne` itself",
    ),
    (("mix_price", "port_price", "300 USD/tonne"), "`port_price` is a formula; did you mean `copper_price`?"),
    (("load", "load", "30 tonne/truck"), "`load` is a formula; expected one of `mass`, `trucks`"),
    (
        ("mix_price", "shares", "300 USD/tonne"),
        "`shares` is a mix; its region is that of a check of kind `reachable`",
    ),
    (
        ("mix_price", "shares.iron", "300 USD/tonne"),
        "`shares.iron` is a mix; its region is that of a check of kind `reachable`",
    ),
    (("load", "money", "30 tonne/truck"), "`load` does not rest on `money`; expected one of `mass`, `trucks`"),
    (
        ("port_price", "iron_yard", "300 USD/tonne"),
        "`port_price` does not rest on `iron_yard`; did you mean `iron_port`?",
    ),
    (
        ("load", "trucks", "30 USD"),
        "`load` is in `tonne/truck`, and `USD` is wanted; both must measure the same kind of thing",
    ),
    (
        ("load", "trucks", "price"),
        "`load` is in `tonne/truck`, and `USD/tonne` is wanted; both must measure the same kind of thing",
    ),
    (("load", "trucks", "30 to 40 tonne/truck"), "`30 to 40 tonne/truck` is a range; want one number at a time"),
    (("load", "trucks", "load"), "`load` rests on `trucks` itself; want a number, or another quantity"),
    (
        ("load", "trucks", "worth_of_a_truck"),
        "`worth_of_a_truck` rests on `trucks` itself; want a number, or another quantity",
    ),
    (("load", "trucks", "aid_men"), "`aid_men` is not a number with a unit; did you mean `aid_mean` or `isis_mean`?"),
    (
        ("load", "trucks", "x"),
        "`x` is not a number with a unit; write it as `2500 tonne` or `1 to 3 million USD/day`",
    ),
    (
        ("load", "trucks", "30"),
        "`30` has no unit; write a unit behind the number, `one` for a bare number",
    ),
    (("load", "trucks", "30 tonn/truck"), "unknown unit `tonn`; did you mean `tonne`?"),
    (
        ("load", "trucks", "30 ton/truck"),
        "a bare `ton` has three meanings; write `tonne` (1000 kg), `short_ton` (2000 lb) or `long_ton` (2240 lb)",
    ),
]


@pytest.mark.parametrize(("asked", "message"), ERRORS)
def test_what_cannot_be_solved_is_told(raqqa, asked, message):
    with pytest.raises(ModelError) as caught:
        solved(raqqa, *asked)
    assert str(caught.value) == message


def test_evidence_that_is_also_a_parameter_of_what_is_drawn_is_refused(raqqa):
    case = raqqa.with_(load="mass / trucks * near_convoy / convoy_mean_load")
    with pytest.raises(ModelError) as caught:
        solved(case, "load", "near_convoy", "30 tonne/truck")
    assert str(caught.value) == (
        "`near_convoy` is also a parameter of `convoy_mean_load`, which is drawn; solve for `convoy_mean_load`"
    )


# Which mixes: the polygon against every mix of a grid of one per cent.

STEPS = range(101)
GRID = np.array([(a, b, 100 - a - b) for a in STEPS for b in STEPS if a + b <= 100]) / 100


def ends_of_the_mix(case, level):
    """The least and the most that each metal can bring, from its law alone."""
    law = lambda name: np.array(case.model.node(name, case.choices).law(case.choices).support())  # noqa: E731
    return level * np.stack(
        [
            law("iron_port"),
            law("aluminium_ratio") * law("aluminium_price"),
            law("copper_ratio") * law("copper_price"),
        ],
        axis=1,
    )


@pytest.fixture(scope="module", params=[1.0, 0.5, 0.28])
def mixes(request):
    """A case with a discount: its polygon, and the stated price and each mix of the grid with what it can bring."""
    case = open_case("raqqa-2017").with_(money="proceeds", level=f"{request.param} one")
    found = region(case.model, "price", "mix_price", "shares", case.choices)
    stated = outer_bounds(case.model, Name("price"), case.choices)
    return case, found, stated, ends_of_the_mix(case, request.param)


def beyond(corners, points):
    """How far points lie outside of a polygon whose corners go round, by its sides; below zero inside."""
    starts, steps = corners[:, :2], np.roll(corners, -1, axis=0)[:, :2] - corners[:, :2]
    offs = points[:, None, :2] - starts
    across = offs[..., 0] * steps[:, 1] - offs[..., 1] * steps[:, 0]
    return (across / np.linalg.norm(steps, axis=1)).max(axis=1)


def test_the_grid_is_that_of_all_whole_percents():
    assert len(GRID) == 5151


def test_what_a_mix_brings_is_what_its_bounds_say(mixes):
    """The grid is weighed by hand; here some of it by the outer bounds of the kit."""
    case, found, _, ends = mixes
    assert found.parts == ("iron", "aluminium", "copper")
    for mix in GRID[::173]:
        shares = dict(zip((f"shares.{part}" for part in found.parts), mix.tolist(), strict=True))
        assert outer_bounds(case.model, Name("mix_price"), case.choices, shares) == pytest.approx(ends @ mix, rel=1e-9)


def test_every_mix_of_the_grid_that_gives_the_price_lies_in_the_polygon_and_no_other(mixes):
    _, found, stated, ends = mixes
    least, most = ends @ GRID.T
    gives = (least <= stated[1]) & (most >= stated[0])
    clear = np.minimum(np.abs(least / stated[1] - 1), np.abs(most / stated[0] - 1)) > 1e-9
    assert found.exact
    assert gives.sum() > 5
    inside = GRID[gives]
    for at, (low, high) in enumerate(found.extent().values()):
        assert low - 1e-9 <= inside[:, at].min()
        assert inside[:, at].max() <= high + 1e-9
    assert beyond(found.corners, inside).max() <= 1e-9
    assert beyond(found.corners, GRID[~gives & clear]).min() > 0


def test_every_corner_lies_on_the_edge(mixes):
    """As many limits are met there as make a point: a share that is none, or a price that is just reached."""
    _, found, stated, ends = mixes
    assert len(found.corners) >= 3
    for corner in found.corners:
        least, most = ends @ corner
        met = [*(share < 1e-9 for share in corner), abs(least / stated[1] - 1) < 1e-9, abs(most / stated[0] - 1) < 1e-9]
        assert sum(met) >= 2
        assert least <= stated[1] * (1 + 1e-9)
        assert most >= stated[0] * (1 - 1e-9)
        assert corner.sum() == pytest.approx(1, abs=1e-12)


def test_a_discount_moves_the_polygon_towards_copper(mixes):
    """The corners' greatest share of copper by hand: the rest iron, at their least, and the price at its most."""
    case, found, stated, ends = mixes
    iron, _, copper = ends[0]
    assert found.extent()["copper"][1] == pytest.approx((stated[1] - iron) / (copper - iron), rel=1e-9)
    assert factor(case.model.units["price"]) == pytest.approx(1e-3)  # prices here are those of a kilogram


# What would have to be true of a case.

SOLVED = [
    ("raqqa-2017", "load", "trucks", "30 tonne/truck", "The number of trucks would have to be about 83 trucks. Allowing for the wording it could be 82 to 85 trucks. The load of a truck would then be 30 tonnes a truck."),
    ("raqqa-2017", "load", "trucks", "0.0001 tonne/truck", "We found no value of the number of trucks for which the load of a truck would be 0.0001 tonnes a truck. We looked from 0.005 to 500,000 trucks, in steps of a factor of one and a half."),
    ("oil-2015", "price", "barrels", "market", "The barrels would have to be 9,520 to 28,600 barrels a day. The price would then be the market's highest price in 2014."),
    ("ihs-2016", "oil_fall", "oil_after", "oil_income_fall", "The later output of oil would have to be 24,400 barrels a day. Allowing for the wording it could be 23,600 to 25,200 barrels a day. The fall that the two outputs of oil give would then be the fall of the income from oil."),
]  # fmt: skip


def test_what_would_have_to_be_true(opened):
    for name, formula, unknown, wanted, sentence in SOLVED:
        found = opened(name).solve(formula, unknown, wanted)
        assert str(found) == repr(found) == found.sentence == sentence
        assert (found.formula, found.unknown, found.wanted) == (formula, unknown, wanted)


def test_where_something_is_drawn_the_mean_is_told_with_its_interval(opened):
    found = opened("raqqa-2017").solve("price", "money", "mix_price")
    low, high = (end.estimate for end in found.coverage_interval)
    (outermost,) = found.bounds
    assert found.as_written == []
    assert outermost[0] < low.value < found.mean.value < high.value < outermost[1]
    assert found.sentence == (
        f"The price of the load would have to be {words.with_unit(f'{low} to {high}', 'USD')}, in 95% of draws. "
        f"Its mean is {words.with_unit(str(found.mean.estimate), 'USD')}. "
        f"At the outermost it would be {words.span(outermost, 'USD')}. "
        "The price of a tonne would then be the price of such scrap."
    )


COUNTED = [
    ([(82.2, 82.2)], [(80.6, 83.9)], "about 82 trucks. Allowing for the wording it could be 81 to 83 trucks."),
    ([(82.0, 82.0)], [(82.0, 82.0)], "82 trucks."),
    ([(0.4, 0.4)], [(0.3, 0.5)], "0.4 trucks. Allowing for the wording it could be 0.3 to 0.5 trucks."),
    ([(82.2, 82.2)], [(82.1, 82.3)], "about 82 trucks. Allowing for the wording it could be 82.1 to 82.3 trucks."),
    ([(2.0, 3.0)], [(2.0, 3.0)], "2 to 3 trucks."),
]


@pytest.mark.parametrize(("written", "bounds", "said"), COUNTED)
def test_things_that_are_counted_come_in_whole_numbers(written, bounds, said):
    """The nearest one, and all that the wording allows; as it is where no whole number lies there, or none but none."""
    given = {"formula": "load", "unknown": "trucks", "wanted": "x", "unit": "truck", "looked": (1, 2), "is_count": True}
    assert f"would have to be {said}" in Solved(**given, as_written=written, bounds=bounds).sentence


def test_a_solution_read_back_says_the_same(opened):
    found = opened("raqqa-2017").solve("load", "trucks", "30 tonne/truck")
    assert found.is_count
    assert not opened("oil-2015").solve("price", "barrels", "market").is_count
    assert Solved.model_validate_json(found.model_dump_json()).sentence == found.sentence


def test_what_is_solved_for_gives_what_was_wanted(opened):
    case = opened("raqqa-2017")
    (one,) = case.solve("load", "trucks", "30 tonne/truck").as_written
    assert case.with_(trucks=f"{one[0]!r} truck")["load"].side.as_written == pytest.approx((30, 30), rel=1e-5)
