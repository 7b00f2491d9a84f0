"""The whole result of whole cases: against numbers from elsewhere, and each led back to where it comes from."""

import json
import math
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import weighbridge
from weighbridge.report import sides
from weighbridge.text.words import signed, with_unit
from weighbridge.uncertainty.estimates import Estimate
from weighbridge.verdict import Weigher

ROOT = Path(__file__).parents[2]
OIL = ROOT / "tests" / "cases" / "oil-2015"
SCHEMA = Path(weighbridge.__file__).parent / "report" / "verification.schema.json"
NAMES = ["raqqa-2017", "oil-2015"]


@pytest.fixture(scope="module")
def cases(opened):
    return {name: opened(name) for name in NAMES}


@pytest.fixture(scope="module")
def results(verified):
    return {name: verified(name) for name in NAMES}


@pytest.fixture(scope="module")
def raqqa(raqqa_result):
    return raqqa_result


# What the article implies.


def test_fifty_tonnes_a_truck(raqqa):
    stated = raqqa["can_carry"].reference.stated
    assert (stated.as_written, stated.unit) == ((50, 50), "tonne/truck")
    low, high = stated.bounds
    assert 44 < low < 50 < high < 57


def test_three_hundred_dollars_a_tonne(raqqa):
    stated = raqqa["usual_price"].reference.stated
    assert (stated.as_written, stated.unit) == ((300, 300), "USD/tonne")
    low, high = stated.bounds
    assert 285 < low < 300 < high < 315


# The second route: plain draws, written from the numbers of the case and of its tables.

DRAWS = 1_000_000


def about(rng, number, places, coefficients):
    """A hedged number after Ferson's regression: width from magnitude, last place and last digit."""
    a, b, c, d, e, f, g, h = coefficients
    five = 1.0 if str(number).rstrip("0").endswith("5") else 0.0
    z, r = math.log10(number), places
    width = 10 ** (a + b * z + c * r + d * five + e * z * r + f * z * five + g * r * five + h * z * r * five)
    return rng.uniform(number - width / 2, number + width / 2, DRAWS)


# "About" is read as its synonyms are, by the mean of what was measured for about, roughly, approximately and around.
SYNONYMS = [
    (-0.2085, 0.4285, 0.2807, 0.0940, 0.0147, -0.0640, -0.0102, 0.0404),
    (-0.1030, 0.3687, 0.2559, -0.0303, 0.0353, 0.1051, 0.1422, -0.0562),
    (-0.3171, 0.4993, 0.2540, 0.6410, 0.0177, -0.2835, 0.1025, 0.0169),
    (-0.1018, 0.3429, 0.3169, 0.0951, 0.0381, -0.0005, 0.0174, -0.0029),
]
ABOUT = tuple(np.mean(SYNONYMS, axis=0))


@pytest.fixture(scope="module")
def second():
    rng = np.random.default_rng(20170202)
    trucks = about(rng, 50, 1, ABOUT)
    mass = about(rng, 2500, 2, ABOUT)
    money = about(rng, 750_000, 4, ABOUT)
    shares = rng.dirichlet(20 * np.array([2200, 80, 45]) / 2325, DRAWS)
    iron = rng.uniform(228, 248, DRAWS)
    copper = rng.uniform(0.79, 0.989, DRAWS) * 5940.91
    aluminium = rng.uniform(0.62, 0.74, DRAWS) * 1860.75
    return {
        "load": mass / trucks,
        "price": money / mass,
        "convoy_mean_load": rng.triangular(15, 33.1, 60, DRAWS),
        "mix_price": shares[:, 0] * iron + shares[:, 1] * aluminium + shares[:, 2] * copper,
    }


def test_the_second_route_uses_the_numbers_of_the_case(cases):
    case = cases["raqqa-2017"]
    assert triangle(cases) == [15, 33.1, 60]
    assert case["convoy_mean_load"].side.bounds == pytest.approx((15, 60))
    numbers = {
        "iron_port": (228, 248),
        "copper_ratio": (79, 98.9),
        "aluminium_ratio": (62, 74),
        "copper_price": (5940.91,) * 2,
        "aluminium_price": (1860.75,) * 2,
        "level": (23, 90),
    }
    for name, bounds in numbers.items():
        assert case[name].side.bounds == pytest.approx(bounds)
    figures = {figure.label: figure.text for figure in case.model.nodes["shares"][None].figures}
    assert figures == {
        "concentration": "20 one",
        "mean iron": "2200 kg/person",
        "mean aluminium": "80 kg/person",
        "mean copper": "45 kg/person",
    }
    assert {name: claim.hedge for name, claim in case.text.claims.items()} == {
        "trucks": "near",
        "mass": "approximately",
        "money": "about",
    }
    assert case["trucks"].side.bounds == pytest.approx((50 - 4.94, 50 + 4.94), abs=0.01)


def both(figure, values):
    """How far two routes may differ: the uncertainty of both, and half of the last digit printed."""
    u = figure.numerical_uncertainty
    digit = 0.5 * 10 ** math.ceil(math.log10(2 * u)) if u else 1e-6 * abs(figure.value)
    return 2 * u + digit + 4 * values.std() / math.sqrt(values.size)


@pytest.mark.parametrize(("check", "side"), [("usual_load", "computed"), ("usual_price", "computed")])
def test_means_and_intervals_by_another_route(raqqa, cases, second, check, side):
    found = getattr(raqqa[check].reference, side)
    values = second[found.name]
    if found.name == "convoy_mean_load":
        values = np.random.default_rng(5).triangular(*triangle(cases), DRAWS)
    assert found.mean.value == pytest.approx(values.mean(), abs=both(found.mean, values))
    spread = (values - values.mean()) ** 2
    error = spread.std() / math.sqrt(DRAWS) / values.std()
    assert found.standard_uncertainty.value == pytest.approx(
        values.std(), abs=both(found.standard_uncertainty, np.array([values.std()])) + 2 * error
    )
    for figure, level in zip(found.coverage_interval, (0.025, 0.975), strict=True):
        near = np.quantile(values, [level - 0.001, level, level + 0.001])
        assert near[0] - both(figure, np.array([0.0])) <= figure.value <= near[2] + both(figure, np.array([0.0]))


def triangle(cases):
    figures = {figure.label: figure for figure in cases["raqqa-2017"].model.nodes["convoy_mean_load"][None].figures}
    return [float(figures[label].text.split()[0]) for label in ("low", "mode", "high")]


def test_the_tail_probability_of_the_load_by_another_route(raqqa, cases, second):
    usual = np.random.default_rng(5).triangular(*triangle(cases), DRAWS)
    share = float((usual >= second["load"]).mean())
    found = raqqa["usual_load"].reference.tail_probability
    assert found.value == pytest.approx(share, abs=both(found, np.array([0.0])) + 4 * math.sqrt(share / DRAWS))


def test_the_tail_probability_of_the_price_by_another_route(raqqa, second):
    """How much of the ratio is no likelier, as a histogram on the scale of logarithms has it."""
    found = raqqa["usual_price"].reference.tail_probability
    masses, edges = np.histogram(np.log(second["mix_price"] / second["price"]), bins=400)
    here = masses[np.searchsorted(edges, 0.0) - 1]
    share = float(masses[masses <= here].sum()) / DRAWS
    assert found.value == pytest.approx(share, abs=2 * found.numerical_uncertainty + 0.03)
    assert found.numerical_uncertainty < 0.15


def test_where_the_load_flips_by_another_route(raqqa, cases, second):
    """The outcome turns where the tail of the ratio of computed to stated passes 5 % and half a percent."""
    usual = np.random.default_rng(5).triangular(*triangle(cases), DRAWS)
    for flip, level in zip(raqqa["usual_load"].reference.flips, (0.95, 0.995), strict=True):
        multiple = float(np.quantile(usual / second["load"], level))
        assert flip.multiple.value == pytest.approx(multiple, abs=both(flip.multiple, np.array([0.0])) + 0.003)


def test_the_capacity_of_a_truck_by_hand(raqqa, cases):
    """The least is what a small truck bears; the most what the largest may bear."""
    low, high = raqqa["can_carry"].reference.computed.bounds
    ends = {name: cases["raqqa-2017"][name].side.bounds for name in ("borne", "body", "bulk_density")}
    assert low == pytest.approx(min(ends["borne"][0], ends["body"][0] * ends["bulk_density"][0]))
    assert high == pytest.approx(min(ends["borne"][1], ends["body"][1] * ends["bulk_density"][1]))


def test_the_mixes_that_give_the_price_by_hand(raqqa):
    """Copper alone with iron at its lowest, aluminium alone likewise: the two corners that bound their shares."""
    found = raqqa["some_mix"].reference
    price = found.stated.bounds
    extent = found.region.extent
    assert extent["copper"][1] == pytest.approx((price[1] - 228) / (0.79 * 5940.91 - 228), rel=1e-3)
    assert extent["aluminium"][1] == pytest.approx((price[1] - 228) / (0.62 * 1860.75 - 228), rel=1e-3)
    assert extent["copper"][0] == extent["aluminium"][0] == 0


def test_the_price_of_oil_by_another_route(results):
    rng = np.random.default_rng(1)
    price = rng.uniform(1e6, 3e6, DRAWS) / about(rng, 5000, 3, ABOUT)
    assert (rng.uniform(20, 60, DRAWS) >= price).sum() == 0
    result = results["oil-2015"]
    assert result["usual_price"].reference.tail_probability.value == 0
    low, high = result["usual_price"].reference.stated.bounds
    assert low <= price.min()
    assert high >= price.max()
    assert price.min() == pytest.approx(low, rel=0.01)
    assert price.max() == pytest.approx(high, rel=0.01)


# The same in every process and on every machine.


def run(*command, cwd=ROOT, **environment):
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "WEIGHBRIDGE", "COV"))}
    return subprocess.run(
        [sys.executable, *command], cwd=cwd, env={**kept, **environment}, capture_output=True, check=True, timeout=60
    ).stdout


VERIFY = "from weighbridge.cli import main; main()"


@pytest.mark.parametrize("name", ["raqqa-2017", "oil-2015"])
def test_two_processes_in_two_folders_give_the_same_bytes(tmp_path, name):
    case = str(OIL) if name == "oil-2015" else name
    day = "1480118400"  # of both, for somewhere it is another day already
    one = run("-c", VERIFY, "verify", case, "--json", PYTHONHASHSEED="1", SOURCE_DATE_EPOCH=day)
    other = run(
        "-c",
        VERIFY,
        "verify",
        case,
        "--json",
        cwd=tmp_path,
        PYTHONHASHSEED="2",
        LC_ALL="C",
        TZ="Asia/Damascus",
        SOURCE_DATE_EPOCH=day,
        COLUMNS="40",
    )
    assert one == other
    assert json.loads(one)["case"] == name


def test_no_result_tells_of_the_machine(results):
    for result in results.values():
        content = result.model_dump_json()
        assert str(Path.home()) not in content
        assert str(ROOT) not in content


def test_the_library_starts_without_what_is_slow_to_load():
    """Neither the package nor a whole verification loads scipy.stats, pandas, matplotlib or jinja2."""
    names = ("scipy.stats", "pandas", "matplotlib", "mpltern", "IPython", "jinja2")
    slow = f"print([name for name in {names} if name in sys.modules])"
    assert run("-c", f"import sys, weighbridge; {slow}").decode().strip() == "[]"
    command = (
        "import sys, contextlib, io\nsys.argv = ['weighbridge', 'verify', 'raqqa-2017', '--json']\n"
        "from weighbridge.cli import main\n"
        "try:\n    with contextlib.redirect_stdout(io.StringIO()):\n        main()\n"
        f"except SystemExit as ended:\n    assert not ended.code, ended.code\n{slow}"
    )
    assert run("-c", command).decode().strip() == "[]"


# Figures and their digits.


SIZES = {"": 1, "million": 1e6, "billion": 1e9}
NUMBER = re.compile(r"(?<![\w-])(\d[\d,]*(?:\.\d+)?)(?: (million|billion))?(?![\w-])")


def read(text):
    """The number that a text says, without its sign."""
    digits, size = NUMBER.fullmatch(text.removeprefix("−")).groups()
    return (-1 if text.startswith("−") else 1) * float(digits.replace(",", "")) * SIZES[size or ""]


def figures(value):
    """Every drawn figure of a result, wherever it stands."""
    if isinstance(value, dict):
        if value.keys() == {"value", "numerical_uncertainty"}:
            yield value
        else:
            for inner in value.values():
                yield from figures(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from figures(inner)


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_has_only_the_digits_that_it_supports(results, name):
    found = list(figures(json.loads(results[name].model_dump_json())))
    assert len(found) > 20
    drawn = 0
    for figure in found:
        value, u = figure["value"], figure["numerical_uncertainty"]
        assert math.isfinite(value)
        assert u >= 0
        if u:
            drawn += 1
            last = 10.0 ** (math.floor(math.log10(u)) - 1)
            # Both are whole numbers of the second digit of the uncertainty: what is cut off is a twentieth of it.
            assert value / last == pytest.approx(round(value / last), abs=1e-4, rel=1e-12), figure
            assert u / last == pytest.approx(round(u / last), abs=1e-6), figure
            assert 10 <= round(u / last) <= 99, figure
            # For reading it has fewer: a unit of the last is no less than the uncertainty, nor ten times as much,
            # unless there are three digits, or one.
            estimate = Estimate(value, u)
            is_first = value and estimate.last_place == math.floor(math.log10(abs(value)))
            assert is_first or 10.0**estimate.last_place >= u * (1 - 1e-9), figure
            assert abs(read(str(estimate)) - value) <= max(5 * u, 0.005 * abs(value)) * (1 + 1e-9), figure
    assert drawn > 10


ODDS = r"([\d,]+) in ([\d,]+)"


def assert_odds(about, said, finding):
    """So many in so many are the probability, within a twentieth or its uncertainty; or the least that shows."""
    if not about:
        assert said == pytest.approx(finding.sample.least_tail, rel=6e-3)
        return
    tail = finding.tail_probability
    if about == "about":
        rarer = min(tail.value, 1 - tail.value)
        assert abs(said - tail.value) <= max(0.051 * rarer, tail.numerical_uncertainty)
    else:
        assert tail.value < said if about == "fewer than" else tail.value > said


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_a_sentence_is_a_figure_of_its_finding(results, name):
    """No sentence holds a number that its finding does not."""
    for check in results[name].checks:
        for finding in check.findings:
            known = set(numbers_of(finding.model_dump()))
            drawn = {(f["value"], f["numerical_uncertainty"]) for f in figures(finding.model_dump(mode="json"))}
            sentence = finding.sentence.replace(finding.computed.of or "-", "")
            for about, many, total in re.findall(rf"(about |fewer than |more than |){ODDS}", sentence):
                assert_odds(about.strip(), read(many) / read(total), finding)
            sentence = re.sub(rf"{ODDS}|95% from", "", sentence)
            for text in (found[0] for found in NUMBER.finditer(sentence)):
                value = read(text)
                near = [
                    v
                    for v in known
                    if math.isclose(v, value, rel_tol=6e-3) or math.isclose(100 * v, value, rel_tol=6e-3)
                ]
                # What was drawn is printed as far as its uncertainty lets it.
                near += [v for v, u in drawn if min(abs(v - value), abs(100 * v - value) / 100) <= u]
                assert near or value in (0.1, 99.9), (text, finding.sentence)


def numbers_of(value):
    if isinstance(value, dict):
        for inner in value.values():
            yield from numbers_of(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from numbers_of(inner)
    elif isinstance(value, float | int) and not isinstance(value, bool):
        yield float(value)


# What an analyst changes.


def test_a_change_moves_the_findings_and_leaves_the_reference(cases, raqqa):
    case = cases["raqqa-2017"]
    changed = case.with_(trucks="100 truck").verify()
    assert changed["can_carry"].reference.stated.as_written == (25, 25)
    assert changed["usual_load"].reference.tail_probability.value > raqqa["usual_load"].reference.tail_probability.value
    assert changed["usual_price"].reference == raqqa["usual_price"].reference
    assert changed.changes == ["trucks = 100 truck"]
    assert case.verify() == raqqa


def test_another_seed_gives_the_same_within_the_uncertainty_told(raqqa):
    other = weighbridge.open_case("raqqa-2017", weighbridge.Settings(seed=1)).verify()
    for check in ("usual_load", "usual_price"):
        one, two = raqqa[check].reference, other[check].reference
        assert one.outcome == two.outcome
        for a, b in ((one.tail_probability, two.tail_probability), (one.computed.mean, two.computed.mean)):
            digit = 10.0 ** math.ceil(math.log10(2 * max(a.numerical_uncertainty, b.numerical_uncertainty)))
            assert a.value == pytest.approx(
                b.value, abs=2 * (a.numerical_uncertainty + b.numerical_uncertainty) + digit
            )
    for check in ("can_carry", "some_mix"):
        assert other[check].reference.flips == raqqa[check].reference.flips
        assert other[check].combinations == raqqa[check].combinations


def test_figures_are_printed_from_what_is_kept(raqqa):
    """Text shows the estimate, to the digits for reading; the result holds it to two digits of its uncertainty."""
    for check in ("usual_load", "usual_price"):
        computed = raqqa[check].reference.computed
        low, high = computed.coverage_interval
        for figure in (computed.mean, computed.standard_uncertainty, low, high):
            assert isinstance(figure.estimate, Estimate)
            assert figure.estimate == Estimate(figure.value, figure.numerical_uncertainty)
            assert read(str(figure.estimate)) == pytest.approx(figure.estimate.rounded(), rel=1e-12)
        mean = with_unit(str(computed.mean.estimate), computed.unit)
        ends = signed(f"{low.estimate} to {high.estimate}", computed.unit)
        assert sides.side(computed) == f"{mean} on average (95% from {ends})"


def test_an_outcome_stands_in_words_and_as_a_field(results):
    """Whoever reads the JSON with a program compares ``overall`` and lists of choices, and never the words."""
    for result in results.values():
        for check in result.checks:
            outcomes = {one.outcome for one in check.combinations} - {"cannot tell"}
            assert (check.overall == "depends") == (len(outcomes) > 1) == bool(check.depends_on)
            assert set(check.turned_by) <= set(check.depends_on) <= set(check.reference.choices)
            if not check.depends_on:
                assert check.outcome == check.overall + (", or cannot tell" if check.may_be_silent else "")
        for verdict in (result.verdict, *(claim.verdict for claim in result.claims)):
            assert (verdict.overall == "depends") == bool(verdict.depends_on)
            assert verdict.depends_on or verdict.outcome == verdict.overall
            assert [step.decides for step in verdict.rule] == [False] * (len(verdict.rule) - 1) + [True]


def test_a_result_that_is_printed_is_its_answer(raqqa):
    assert str(raqqa) == repr(raqqa) == f"{raqqa.answer.badge.mark} {raqqa.answer.badge}: {raqqa.answer.text}"


def test_findings_under_a_candidate_day_are_those_of_the_check(raqqa):
    (event,) = raqqa.events
    assert len(event.candidates) > 1
    assert all(day.outcomes for day in event.candidates)
    for day in event.candidates:
        for one in day.outcomes:
            assert one.finding in raqqa[one.check].findings
            assert sum(one.counts.values()) == sum(
                combination.choices.get(event.name) == day.name for combination in raqqa[one.check].combinations
            )


def test_who_asks_for_one_check_does_not_wait_for_the_others(monkeypatch):
    weighed = []
    check = Weigher.check
    monkeypatch.setattr(Weigher, "check", lambda self, name: weighed.append(name) or check(self, name))
    result = weighbridge.open_case("ihs-2016").verify()
    assert result["the_oil"] is result["the_oil"]
    assert weighed == ["the_oil"]
    assert [one.name for one in result.checks] == list(result.model.checks)
    assert sorted(weighed) == sorted(result.model.checks)
