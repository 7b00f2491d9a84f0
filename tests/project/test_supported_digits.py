"""No figure is shown to a digit that its numerical uncertainty does not support: of every case, wherever printed."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_cases import CASES
from weighbridge.checks import Figure
from weighbridge.report import tables, workings
from weighbridge.text import words
from weighbridge.uncertainty import Estimate

SIZES = {"million": 1e6, "billion": 1e9, "trillion": 1e12}
SHOWN = re.compile(r"(−?)([\d,]+(?:\.\d+)?)(?: (million|billion|trillion)| × 10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?")
DIGITS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def value_of(text: str) -> float:
    """The number that a text shows."""
    sign, digits, size, power = SHOWN.match(text).groups()
    value = float(digits.replace(",", "")) * SIZES.get(size, 1.0)
    value *= 10.0 ** int(power.translate(DIGITS)) if power else 1.0
    return -value if sign else value


def too_fine(text: str, uncertainty: float) -> bool:
    """Whether a number is shown to a digit of which a unit is less than the uncertainty; one digit always may stand."""
    value = value_of(text)
    if not uncertainty or not value:
        return False
    unit = 10.0 ** math.ceil(math.log10(uncertainty) - 1e-9)
    if unit < 1e-9 * abs(value):  # finer than any figure is shown
        return False
    one_digit = float(f"{abs(value):.0e}") == pytest.approx(abs(value), rel=1e-9)
    return not one_digit and abs(value / unit - round(value / unit)) > 1e-6


@pytest.mark.parametrize(
    ("text", "uncertainty", "found"),
    [("64.2%", 0.42, True), ("64%", 0.42, False), ("70%", 8, False), ("68%", 8, True), ("0.3", 0.42, False)],
)
def test_the_rule_finds_what_it_is_for(text, uncertainty, found):
    assert too_fine(text, uncertainty) is found


@given(st.floats(1e-6, 1e9), st.floats(1e-12, 1e9))
def test_an_estimate_is_shown_to_the_digits_that_it_supports(value, uncertainty):
    shown = str(Estimate(value, uncertainty))
    assert not too_fine(shown, uncertainty)
    assert value_of(shown) != 0 or value < uncertainty


@given(st.floats(0, 1), st.floats(0, 0.5))
def test_a_probability_is_shown_to_the_digits_that_it_supports(value, uncertainty):
    """And neither as nothing nor as certain."""
    shown = words.percent(Figure(value=value, numerical_uncertainty=uncertainty))
    bare = shown.removeprefix("less than ").removeprefix("more than ")
    assert shown != bare or not too_fine(bare, 100 * uncertainty)
    assert shown not in ("0%", "100%")


@given(st.floats(0, 1.1), st.floats(0, 0.2))
def test_a_share_is_over_99_percent_only_where_it_is(value, uncertainty):
    """However many of its digits are known: 97% to the nearest ten is nearly all, and not over 99%."""
    shown = workings.share(Figure(value=value, numerical_uncertainty=uncertainty))
    if shown == "over 99%":
        assert value > 0.99
    if shown == "nearly 100%":
        assert 0.85 <= value < 0.996


def figures_in(value, path=""):
    """Every figure with a numerical uncertainty in the JSON of a result, with its path."""
    if isinstance(value, list):
        for one in value:
            yield from figures_in(one, path)
    elif isinstance(value, dict):
        if value.keys() == {"value", "numerical_uncertainty"}:
            yield path, Figure(**value)
            return
        for key, inner in value.items():
            yield from figures_in(inner, f"{path}.{key}")


@pytest.mark.parametrize("name", CASES)
def test_every_figure_of_every_case(verified, name):
    """As a number, as a probability where it is one, and as a share of the variance."""
    found, wrong = list(figures_in(verified(name).form.model_dump(mode="json"))), []
    for path, figure in found:
        if not math.isfinite(figure.value):
            continue
        uncertainty = figure.numerical_uncertainty
        wrong += [(path, figure)] if too_fine(str(figure.estimate), uncertainty) else []
        if path.endswith(("tail_probability", "caught", "failed", "tail", "still_right", "reaches")):
            shown = words.percent(figure)
            told = not shown.startswith(("less", "more"))
            wrong += [(path, shown)] if told and too_fine(shown, 100 * uncertainty) else []
        if path.endswith("total_index"):
            shown = workings.share(figure)
            told = not shown.startswith(("under", "over", "nearly"))
            wrong += [(path, shown)] if told and too_fine(shown, 100 * uncertainty) else []
    assert wrong == []


@pytest.mark.parametrize("name", CASES)
def test_every_probability_and_share_in_sentences_and_tables(opened, verified, name):
    """Each percentage behind a probability in a sentence of a check is one that its figure supports."""
    case, result = opened(name), verified(name)
    for check in result.checks:
        finding = check.reference
        if finding.tail_probability is not None:
            assert f"({words.percent(finding.tail_probability)})" in check.reference.sentence or (
                finding.sample is not None or finding.tail_probability.value < words.LEAST
            )
        for power in finding.power or []:
            assert words.percent(power.caught) in check.power_sentence
        if finding.budget:
            for row, entry in zip(
                tables.budget_rows(finding.budget, case.model.names), finding.budget.entries, strict=True
            ):
                for head, share in (("share alone (%)", entry.first_order), ("share in all (%)", entry.total_index)):
                    assert not too_fine(f"{abs(row[head]):g}", 100 * share.numerical_uncertainty), (head, row)
