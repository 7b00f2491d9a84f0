"""What a reader is given of likelihood ratios: for every case plain words, and rows that say what the results say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plain_words import LONGEST_ANSWER, faults, words
from small_cases import CASES, case_text, unfiled
from weighbridge.case import open_case
from weighbridge.checks import FACTORS, Error, Figure
from weighbridge.strength import likelihood_ranges_of, likelihood_words, likelihoods_of
from weighbridge.strength.results import Basis, LikelihoodRange, LikelihoodRanges, LikelihoodRatio, Likelihoods
from weighbridge.text import Names


@pytest.fixture(scope="module", params=sorted(CASES))
def said(request):
    """A case, and of each of its checks the ratios under every single change."""
    case = open_case(CASES[request.param])
    return case, [(check, likelihoods_of(case.weigher, check)) for check in case.verify().checks]


def test_every_sentence_keeps_the_rules_for_plain_words(said):
    case, found = said
    names, identifiers = case.model.names, [*case.model.nodes, *case.model.checks]
    for check, several in found:
        texts = [likelihood_words.likelihood_sentence(one, names) for one in several]
        texts.append(likelihood_words.ranges_sentence(likelihood_ranges_of(case.weigher, check), names))
        for text in texts:
            assert faults(text, identifiers, case.sources) == [], text
            assert words(text) <= LONGEST_ANSWER, text


def test_rows_say_what_the_results_say(said):
    """One for each option and direction that the check looks to; a figure stands in its cell, or why there is none."""
    case, found = said
    for _, several in found:
        rows = likelihood_words.likelihood_rows(several, case.model.names)
        assert len(rows) == sum(max(1, len(one.seen)) for one in several)
        for row in rows:
            assert {"way to read it", "may be", "1.5 times", "2 times", "3 times", "10 times"} <= row.keys()
            assert bool(row["may be"]) != ("why not" in row)
        assert not any("_" in key for row in rows for key in row)


def of(value, least, most):
    figure = None if value is None else Figure(value=value, numerical_uncertainty=0.01)
    return LikelihoodRatio(factor=2, error=Error.TOO_HIGH, ratio=figure, least=least, most=most)


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        (of(1.05, 0.9, 1.2), "about as likely"),
        (of(1.97, 1.9, 2.0), "twice as likely"),
        (of(2.4, 1.9, 2.9), "twice as likely"),
        (of(2.44, 2.4, 2.5), "2.4 times as likely"),
        (of(140.0, 100.0, 200.0), "100 times as likely"),
        (of(0.7, 0.6, 0.8), "about two thirds as likely"),
        (of(0.125, 0.12, 0.13), "about an eighth as likely"),
        (of(0.085, 0.08, 0.09), "about a 10th as likely"),
        (of(0.011, 0.01, 0.012), "about a 90th as likely"),
        (of(0.0001, 0.0, 0.0002), "less than a 1,000th as likely"),
    ],
)
def test_a_ratio_in_words(ratio, text):
    assert likelihood_words.times(ratio) == text


def near(*sizes, unit="tonne/truck", **given):
    """Ratios against numbers that are 2, 3 and so on times too high, in the order given."""
    ratios = [
        LikelihoodRatio(
            factor=factor, error=error, ratio=Figure(value=size, numerical_uncertainty=0), least=size, most=size
        )
        for factor, error, size in sizes
    ]
    seen = list(dict.fromkeys(error for _, error, _ in sizes))
    told = {"check": "usual", "choices": {}, "quantity": "load", "unit": unit, "stated": (60.0, 60.0), "seen": seen}
    return Likelihoods(**{**told, **given}, ratios=ratios)


HIGH, LOW = Error.TOO_HIGH, Error.TOO_LOW


def test_what_is_favoured_alike_is_said_once():
    said = likelihood_words.likelihood_sentence(near((2.0, HIGH, 0.13), (3.0, HIGH, 0.06)), Names())
    assert said.endswith("That favours both 30 and 20 over 60.")
    said = likelihood_words.likelihood_sentence(near((2.0, HIGH, 5.0), (3.0, HIGH, 8.0)), Names())
    assert said.endswith("That favours 60 over both 30 and 20.")
    money = near((2.0, HIGH, 5.0), (3.0, HIGH, 8.0), unit="USD", stated=(1.2e6, 1.2e6))
    assert likelihood_words.likelihood_sentence(money, Names()).endswith("over both $600,000 and $400,000.")


def test_a_ratio_that_is_hardly_worth_a_mention_is_only_so_much():
    said = likelihood_words.unnoticed(near((1.5, HIGH, 0.8), (2.0, HIGH, 1.3), (1.5, LOW, 2.9)), Names())
    assert said == "By our estimates, values near 60 tonnes a truck are only 1.3 times as likely as values near 30."


def test_of_a_table_its_values_speak():
    found = near((2.0, HIGH, 5.0), (3.0, HIGH, 8.0), basis=Basis.VALUES, rows=4, origins=4)
    assert likelihood_words.likelihood_sentence(found, Names()).startswith("Going by the values on record, values near")


@given(st.floats(1e-5, 1e5))
def test_a_ratio_reads_as_what_it_is(value):
    """Below one nothing is *times as likely*; above it nothing is a fraction."""
    text = likelihood_words.times(of(value, value * 0.99, value * 1.01))
    assert text.endswith("as likely")
    assert ("times" in text or "twice" in text) == (value > 1 / likelihood_words.ALIKE)
    assert FACTORS == (1.5, 2.0, 3.0, 10.0)  # the heads of the rows


def test_values_of_one_origin_bound_nothing():
    """A table of one witness: both ends are open, and neither *at least 0* nor *1 origins* says so."""
    found = Likelihoods(
        check="fits", choices={}, quantity="load", unit="tonne", stated=(50.0, 50.0), seen=[Error.TOO_HIGH],
        basis=Basis.VALUES, rows=2, origins=1, ratios=[of(7.7, 0.0, None)],
    )  # fmt: skip
    assert likelihood_words.likelihood_sentence(found, Names()).endswith(
        "Both values behind this come from one source."
    )
    law, ends, ratio, _ = likelihood_words.likelihood_working(found)
    assert "logarithms of 2 values" in law
    assert ends == "All are of one origin, and one witness bounds nothing."
    assert ratio == "As stated against 2 times too high: 7.7 (without bounds)."


@pytest.mark.parametrize(("most", "ending"), [(21.0, ", however the article is read."), (44.0, ", depending most on ")])
def test_what_reads_the_same_at_both_ends_depends_on_nothing(most, ending):
    one = LikelihoodRange(
        factor=2, error=Error.TOO_HIGH, least=of(18.0, 15.0, 25.0), least_under={}, most=of(most, 15.0, 50.0),
        most_under={"hedge width": "generous"}, moved_by="hedge width",
    )  # fmt: skip
    found = LikelihoodRanges(
        check="fits", quantity="load", unit="tonne", stated=(50.0, 50.0), seen=[Error.TOO_HIGH], ranges=[one]
    )
    assert ending in likelihood_words.ranges_sentence(found, Names())


def test_a_share_is_not_held_against_more_than_all_there_is():
    """85 percent of households cannot be half of 170 percent."""
    points = {"low": 20, "mode": 60, "high": 95}
    law = ", ".join(f"{name}: {{value: {value} percent, reason: r}}" for name, value in points.items())
    case = unfiled(
        case_text(
            {"stated": "85 percent"},
            f"assumptions: {{x: {{of: such shares, triangular: {{{law}}}}}}}",
            asked="kind: typical, stated: stated, equals: x",
        )
    )
    said = " ".join(case.verify().strength)
    assert "near 42%" in said
    assert "170%" not in said
