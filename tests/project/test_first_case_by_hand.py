"""The first case by a route of its own: closed forms, quadrature and plain draws, on figures typed from the tables.

Nothing of the kit is used but what is asked of it: neither its rows nor its rooms, distributions, draws or formulas. A
figure that changes in the tables fails here until it is decided anew. The tables of docs/raqqa-2017.md are held too.
"""

from functools import cache

import numpy as np
import pytest
from scipy import optimize, special

from first_case_page import PAGE, page, tables_of
from weighbridge.verdict.collapse import Collapse

# What the words of the article allow, in trucks, tonnes and dollars: the mean width of the cues of their kind.
TRUCKS, MASS, MONEY = (
    (45.06262484636, 54.93737515364),
    (2442.585882956, 2557.414117044),
    (744531.6394781, 755468.3605219),
)
NODES, WEIGHTS = np.polynomial.legendre.leggauss(64)
COUNT = 600_000
STRAINED, FAILS = 0.05, 0.005


def over(low, high):
    """Nodes of a mean over an interval, and their weights."""
    return (low + high) / 2 + (high - low) / 2 * NODES, WEIGHTS / 2


class Triangle:
    """A triangular law in closed form."""

    def __init__(self, low, mode, high):
        self.low, self.mode, self.high = low, mode, high

    def beyond(self, x):
        low, mode, high = self.low, self.mode, self.high
        x = np.clip(x, low, high)
        rising = 1 - (x - low) ** 2 / ((high - low) * (mode - low))
        return np.where(x <= mode, rising, (high - x) ** 2 / ((high - low) * (high - mode)))

    def quantile(self, level):
        return optimize.brentq(lambda x: float(self.beyond(x)) - (1 - level), self.low, self.high)

    @property
    def mean(self):
        return (self.low + self.mode + self.high) / 3

    @property
    def spread(self):
        a, c, b = self.low, self.mode, self.high
        return ((a * a + b * b + c * c - a * b - a * c - b * c) / 18) ** 0.5


class Pert:
    """The smooth law over the same three points, by the incomplete beta function."""

    def __init__(self, low, mode, high):
        self.low, self.span = low, high - low
        self.one = 1 + 4 * (mode - low) / (high - low)

    def beyond(self, x):
        return special.betaincc(self.one, 6 - self.one, np.clip((x - self.low) / self.span, 0, 1))


class Flat:
    """Every value between two ends alike."""

    def __init__(self, low, high):
        self.low, self.high = low, high

    def beyond(self, x):
        return np.clip((self.high - x) / (self.high - self.low), 0, 1)


def reached(law, times=1.0, mass=MASS, trucks=TRUCKS):
    """The probability that a mean of this law is as large as so many times the load, by quadrature over both rooms."""
    (masses, by_mass), (counts, by_count) = over(*mass), over(*trucks)
    return float(by_mass @ law.beyond(times * masses[:, None] / counts[None, :]) @ by_count)


def turn(law, level):
    """The load at which that probability is a level."""
    return 50 * optimize.brentq(lambda times: reached(law, times) - level, 0.5, 1.6)


NEAREST = (15.0, 33.1, 60.0)  # wheat that ISIS took out of Deir ez-Zor, 13 trucks by Raqqa, our judgement
SHAPES = {
    "as written": Triangle(*NEAREST),
    "flat": Flat(NEAREST[0], NEAREST[2]),
    "peaked": Pert(*NEAREST),
}


def near(figure, value, slack=0.0):
    """Whether a figure of the kit is a value, within what it says of itself."""
    return abs(figure.value - value) <= 2 * figure.numerical_uncertainty + slack


@pytest.fixture(scope="module")
def result(verified):
    return verified("raqqa-2017")


def changed(result, check, **options):
    """The finding of a check under one option that is not as written; as written, where none is given."""
    ((choice, option),) = options.items() if options else (("", ""),)
    every = [one for one in result[check].findings if one.changed == (choice or None)]
    return next(one for one in every if not choice or one.choices[choice] == option)


# How it is done is held to figures found elsewhere, for the case as it was: the same code on its numbers.
BEFORE = {"mass": (2449.4, 2550.6), "trucks": (46.3027, 53.6973)}  # the rooms of that time


def test_the_code_gives_the_figures_of_the_case_as_it_was():
    law = Triangle(15, 30.4, 60)
    assert law.mean == pytest.approx(35.1333, abs=5e-5)
    assert law.spread == pytest.approx(9.33679, abs=5e-6)
    assert law.quantile(0.025) == pytest.approx(19.162, abs=5e-4)
    assert law.quantile(0.975) == pytest.approx(54.229, abs=5e-4)
    (low, high), (few, many) = BEFORE["mass"], BEFORE["trucks"]
    assert (low / many, high / few) == pytest.approx((45.6149, 55.0854), abs=2e-4)
    assert reached(law, **BEFORE) == pytest.approx(0.07741, abs=2e-5)
    assert reached(Pert(15, 30.4, 60), **BEFORE) == pytest.approx(0.026, abs=1e-3)
    assert reached(Flat(15, 60), **BEFORE) == pytest.approx(0.22, abs=5e-3)


# The load of a truck.


def test_the_room_of_the_load(result):
    low, high = changed(result, "usual_load").stated.bounds
    assert (low, high) == pytest.approx((MASS[0] / TRUCKS[1], MASS[1] / TRUCKS[0]), rel=1e-9)


def test_the_mean_of_a_convoy_in_closed_form(result):
    law, side = SHAPES["as written"], changed(result, "usual_load").computed
    assert side.bounds == NEAREST[::2]
    assert near(side.mean, law.mean)
    assert near(side.standard_uncertainty, law.spread)
    assert near(side.coverage_interval[0], law.quantile(0.025))
    assert near(side.coverage_interval[1], law.quantile(0.975))


@pytest.mark.parametrize(
    ("options", "law"),
    [
        ({}, SHAPES["as written"]),
        ({"shape": "flat"}, SHAPES["flat"]),
        ({"shape": "peaked"}, SHAPES["peaked"]),
        ({"convoys": "as heavy as a quarry's"}, Triangle(15.0, 33.1, 65.0)),
        ({"convoys": "likeliest as with scrap"}, Triangle(15.0, 18.1, 60.0)),
    ],
)
def test_how_many_convoys_carry_as_much_by_quadrature(result, options, law):
    assert near(changed(result, "usual_load", **options).tail_probability, reached(law))


def test_where_the_answer_on_the_load_turns(result):
    flips = changed(result, "usual_load").flips
    for flip, level in zip(flips, (STRAINED, FAILS), strict=True):
        assert near(flip.at, turn(SHAPES["as written"], level))


# Tables of convoys: so many of so many origins at or above the load; a new one lies beyond all with 1/(n + 1).
SYRIA = [[11.8], [55.6, 62.5], [33.1, 40.0], [13.5]]  # one origin each
COUNTED = [[42.0, 26.0], [18.1], [65.0], [36.0, 19.7, 31.2, 28.5, 37.15, 33.1, 31.2, 35.7]]


@pytest.mark.parametrize(("option", "origins"), [("convoys in Syria alone", SYRIA), ("counted ones only", COUNTED)])
def test_how_many_of_a_table_carry_as_much(result, option, origins):
    """Within the room of the load a value of 55.6 is reached or not: the share of the room below it counts."""
    (masses, by_mass), (counts, by_count) = over(*MASS), over(*TRUCKS)
    loads = masses[:, None] / counts[None, :]
    shares = [np.mean([by_mass @ (loads <= value).astype(float) @ by_count for value in one]) for one in origins]
    count = len(origins)
    most = (np.mean(shares) * count + 1) / (count + 1)
    found = changed(result, "usual_load", convoys=option)
    assert near(found.tail_probability, most, slack=2e-3)
    assert found.sample is not None


# What a truck can carry.


def test_what_a_truck_can_carry(result):
    """The smaller of what it bears and of what fills its body; the mean over both by quadrature."""
    side = changed(result, "can_carry").computed
    assert side.bounds == (min(13, 50 * 0.334), min(70, 92 * 1.12))
    (body, by_body), (density, by_density), (borne, by_borne) = over(50, 92), over(0.334, 1.12), over(13, 70)
    filled = (body[:, None] * density[None, :])[..., None]
    mean = by_body @ (by_density @ (np.minimum(filled, borne) @ by_borne).T)
    assert near(side.mean, float(mean), slack=2e-3)


@pytest.mark.parametrize(
    ("option", "most", "outcome"),
    [
        ("any anywhere", 75.0, "holds"),
        ("as the group reckons", 50.0, "holds"),
        ("one with scrap", 40.0, "fails"),
        ("the law of 2005", 26.0, "fails"),
    ],
)
def test_a_load_fits_where_its_room_reaches_what_a_truck_can_carry(result, option, most, outcome):
    found = changed(result, "can_carry", heaviest_truck=option)
    assert found.computed.bounds[1] == most
    assert (MASS[0] / TRUCKS[1] <= most) == (outcome == "holds")
    assert found.outcome == outcome
    assert (found.ruled_out is None) == (most > 50)


# The price of a tonne.
COPPER, ALUMINIUM = 5940.91, 1860.75
IRON, COPPER_RATIO, ALUMINIUM_RATIO = (228.0, 248.0), (0.79, 0.989), (0.62, 0.74)
YARD = {"iron": (72.0, 138.0), "copper": (0.65, 0.82), "aluminium": (0.26, 0.59)}
CABLE = (0.17, 0.54)
IN_USE = np.array([2200.0, 80.0, 45.0]) / 2325.0
JORDAN = np.array([18600.0, 22400.0, 42500.0]) / 83500.0
TRANSFORMER = np.array([225.0, 9.0, 90.0]) / 324.0
LEVEL = (0.23, 0.50, 0.90)


@cache
def generator():
    return np.random.default_rng(2017)


def flat(ends):
    return generator().uniform(*ends, COUNT)


@cache
def stated():
    return flat(MONEY) / flat(MASS)


@cache
def mixed(shares, market):
    """Plain draws of the price of a tonne at a market."""
    parts = generator().dirichlet(20 * np.array(shares), COUNT)
    at_yard = market != "port"
    iron = flat(YARD["iron"] if at_yard else IRON)
    copper = flat(CABLE if market == "cable" else YARD["copper"] if at_yard else COPPER_RATIO) * COPPER
    aluminium = flat(YARD["aluminium"] if at_yard else ALUMINIUM_RATIO) * ALUMINIUM
    return parts[:, 0] * iron + parts[:, 1] * aluminium + parts[:, 2] * copper


@cache
def paid():
    """Plain draws of what is paid on the spot: a share of the price at a port."""
    return generator().triangular(*LEVEL, COUNT) * mixed(tuple(IN_USE), "port")


def smoothed(prices):
    """The logarithms of the ratio to the stated price, and their density by a smoothed histogram."""
    logs = np.log(prices / stated())
    counts, edges = np.histogram(logs, 4000)
    reach = np.arange(-400, 401) * (edges[1] - edges[0]) / (0.03 * logs.std())
    return logs, (edges[1:] + edges[:-1]) / 2, np.convolve(counts, np.exp(-(reach**2) / 2), "same")


def no_likelier(prices):
    """The share of such prices of which the ratio to the stated one is no likelier than one."""
    logs, middles, density = smoothed(prices)
    at = np.interp([0.0, *logs], middles, density, left=0.0, right=0.0)
    return float((at[1:] <= at[0]).mean())


PRICES = {
    "as written": ({}, lambda: mixed(tuple(IN_USE), "port")),
    "yard": ({"market": "yard"}, lambda: mixed(tuple(IN_USE), "yard")),
    "cable": ({"market": "yard with cable"}, lambda: mixed(tuple(IN_USE), "cable")),
    "proceeds": ({"money": "proceeds"}, paid),
    "transformer": ({"mix": "like a large transformer"}, lambda: mixed(tuple(TRANSFORMER), "port")),
    "Jordan": ({"mix": "like Iraqi scrap in Jordan"}, lambda: mixed(tuple(JORDAN), "port")),
}


@pytest.mark.parametrize(("options", "prices"), PRICES.values(), ids=PRICES)
def test_prices_by_plain_draws(result, options, prices):
    """Mean, spread and interval, within what both ways leave open; the tail, within how densities are measured."""
    found, values = changed(result, "usual_price", **options), prices()
    rows = values.reshape(20, -1)
    side = found.computed
    for figure, by_rows in (
        (side.mean, rows.mean(axis=1)),
        (side.standard_uncertainty, rows.std(axis=1)),
        (side.coverage_interval[0], np.quantile(rows, 0.025, axis=1)),
        (side.coverage_interval[1], np.quantile(rows, 0.975, axis=1)),
    ):
        assert near(figure, by_rows.mean(), slack=4 * by_rows.std(ddof=1) / 20**0.5)
    tail = no_likelier(values)
    assert near(found.tail_probability, tail, slack=0.06 * tail + 2e-4)


def test_the_mean_price_in_closed_form(result):
    """The mean of products of independent quantities is the product of their means."""
    costs = np.array([np.mean(IRON), np.mean(ALUMINIUM_RATIO) * ALUMINIUM, np.mean(COPPER_RATIO) * COPPER])
    mean = float(IN_USE @ costs)
    assert near(changed(result, "usual_price").computed.mean, mean)
    assert near(changed(result, "usual_price", money="proceeds").computed.mean, mean * sum(LEVEL) / 3)


def test_between_which_prices_it_fits(result):
    """At the turns of the price the tail by plain draws is a tenth or a hundredth, as densities are known."""
    flips = changed(result, "usual_price").flips
    logs, middles, density = smoothed(mixed(tuple(IN_USE), "port"))
    at = np.sort(np.interp(logs, middles, density))
    for flip in flips:
        level = 0.10 if "holds" in (flip.below, flip.above) else 0.01
        dense = np.flatnonzero(density > at[int(level * COUNT)])
        side = middles[dense[0] if flip.multiple.value < 1 else dense[-1]]
        assert near(flip.at, 300 * np.exp(side), slack=0.02 * flip.at.value), flip


def test_the_bounds_of_any_mix(result):
    """The cheapest metal at its least and the dearest at its most; on the spot at the least and the largest share."""
    assert changed(result, "some_mix").computed.bounds == pytest.approx((IRON[0], COPPER_RATIO[1] * COPPER), rel=1e-6)
    on_the_spot = changed(result, "some_mix", money="proceeds").computed.bounds
    assert on_the_spot == pytest.approx((LEVEL[0] * IRON[0], LEVEL[2] * COPPER_RATIO[1] * COPPER), rel=1e-6)
    at_a_yard = changed(result, "some_mix", market="yard").computed.bounds
    assert at_a_yard == pytest.approx((YARD["iron"][0], YARD["copper"][1] * COPPER), rel=1e-3)


DAYS = [
    ("26 January 2017", (228.0, 277.0), 5754.56, 1791.24),
    ("9 February 2017", (228.0, 282.0), COPPER, ALUMINIUM),
    ("2 July 2015", (236.0, 288.0), 5456.75, 1639.50),
]


@pytest.mark.parametrize(("day", "iron", "copper", "aluminium"), DAYS)
def test_each_day_has_the_prices_next_to_it(result, day, iron, copper, aluminium):
    found = changed(result, "usual_price", departure=day)
    costs = np.array([np.mean(iron), np.mean(ALUMINIUM_RATIO) * aluminium, np.mean(COPPER_RATIO) * copper])
    assert near(found.computed.mean, float(IN_USE @ costs))
    assert (found.ruled_out is not None) == (day == "9 February 2017")


def test_mass_and_money_inflated_together_leave_the_price_as_it_is(opened):
    """So the price cannot check the load: its tail is the same, and that of the load is not."""
    doubled = opened("raqqa-2017").with_(mass="5000 tonne", money="1500 thousand USD").verify()
    found, written = (changed(one, "usual_price").tail_probability for one in (doubled, opened("raqqa-2017").verify()))
    assert found.value == pytest.approx(written.value, abs=0.1)
    assert changed(doubled, "usual_load").outcome == "fails"


# The page on what moved.


def test_the_tables_of_the_page_are_those_that_were_found(result):
    """``python tests/first_case_page.py`` prints them."""
    assert tables_of(PAGE.read_text(encoding="utf-8")) == page(result)


def likelihood_ratio(law, times):
    """How many times likelier the load is than one that is so many times less: of slopes of what is reached."""
    slopes = [reached(law, at * 0.999) - reached(law, at * 1.001) for at in (1.0, 1 / times)]
    return slopes[0] / slopes[1]


def test_what_the_page_says_of_half_the_load_is_so(result):
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    found = [one for one in result["usual_load"].likelihoods if one.ratios]
    halves = [one.ratios[1].ratio.value for one in found]
    assert f"({min(halves):.2f} to {max(halves):.0f})" in text
    assert max(halves) < 2.1
    flat = next(one for one in found if one.choices == {"shape": "flat"}).ratios[2]
    assert f"{flat.ratio.value:.2g} lies between ends of {flat.least:.1f} and {flat.most:.1f}" in text
    assert likelihood_ratio(SHAPES["flat"], 3.0) == pytest.approx(3.0, abs=0.05)
    assert 1 / likelihood_ratio(Pert(15.0, 18.1, 60.0), 2.0) == pytest.approx(30, abs=2)


def test_what_the_page_says_of_the_end_of_january_is_so(opened):
    as_it_is = opened("raqqa-2017").with_(departure="26 January 2017")
    for case, percent in ((as_it_is, 79), (as_it_is.with_({"iron_port.low": "220 USD/tonne"}), 82)):
        assert 100 * changed(case.verify(), "usual_price").tail_probability.value == pytest.approx(percent, abs=0.6)


def test_what_the_page_says_in_words_is_so(result):
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    copper = TRANSFORMER[2]
    assert f"so that copper has {100 * copper:.0f} percent and not 22" in text
    now = changed(result, "usual_load").tail_probability.value
    assert f"about 1 in {1 / now:.0f} such convoys" in text
    assert f"a tail of {100 * reached(Triangle(15, 30.4, 60), **BEFORE):.2f} percent" in text
    assert f"by which that tail is {100 * reached(Triangle(15, 30.4, 60)):.1f} percent" in text
    assert f"({TRUCKS[0]:.2f} to {TRUCKS[1]:.2f} trucks, {MASS[0]:,.0f} to {MASS[1]:,.0f} tonnes)" in text
    assert pytest.approx(13.6, abs=0.05) == 2500 / (405_000 * 0.45359237 / 1000)  # 14 such units
    assert len({str(one.outcome) for one in result["usual_price"].findings if one.changed == "departure"}) == 1
    price = Collapse(result["usual_price"].combinations)
    assert set(price.idle) == {"departure", "hedge width", "shape"}
    assert set(Collapse(result["can_carry"].combinations).idle) == {"heaviest_truck"}
    assert "mix" not in result["some_mix"].combinations[0].choices
