"""The true value in calibrated words: the table, the sentences of a result, its rows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plain_words import LONGEST_ANSWER, LONGEST_SENTENCE, sentences
from weighbridge.checks import Figure
from weighbridge.strength import TrueValues, true_values
from weighbridge.strength.results import Silence, TrueValue
from weighbridge.strength.true_value_words import (
    SILENT,
    in_words,
    probability_words,
    true_value_rows,
    true_value_sentence,
    true_value_working,
)
from weighbridge.text import Called, Names, word_count

# Intelligence Community Directive 203, Analytic Standards, 6.e.2.a, as it was issued on 2 January 2015.
ICD_203 = [
    ("almost no chance", 1, 5),
    ("very unlikely", 5, 20),
    ("unlikely", 20, 45),
    ("a roughly even chance", 45, 55),
    ("likely", 55, 80),
    ("very likely", 80, 95),
    ("almost certain", 95, 99),
]
LOAD = Names({"load": Called(called="the load of a truck")})


def test_the_table_is_that_of_the_directive():
    assert [(one.words, round(100 * one.least), round(100 * one.most)) for one in probability_words()] == ICD_203


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, "less than 1%"),
        (0.0099, "less than 1%"),
        (0.01, "almost no chance (1% to 5%)"),
        (0.05, "very unlikely (5% to 20%)"),
        (0.4499, "unlikely (20% to 45%)"),
        (0.5, "a roughly even chance (45% to 55%)"),
        (0.55, "likely (55% to 80%)"),
        (0.95, "almost certain (95% to 99%)"),
        (0.99, "almost certain (95% to 99%)"),
        (0.991, "more than 99%"),
        (1.0, "more than 99%"),
    ],
)
def test_probabilities_in_words(chance, words):
    assert in_words(chance) == words


@given(st.floats(0, 1))
def test_a_word_stands_with_the_range_that_its_probability_lies_in(chance):
    said = in_words(chance)
    ends = [float(end) / 100 for end in re.findall(r"(\d+)%", said)]
    if len(ends) == 2:
        assert ends[0] <= chance <= ends[1]
    else:
        assert (chance < ends[0]) if said.startswith("less") else (chance > ends[0])


def fig(value):
    return Figure(value=value, numerical_uncertainty=0.001)


def value(trust, mistake, right, *ends, reaches):
    low, median, high = map(fig, ends)
    return TrueValue(
        trust=trust, mistake=mistake, still_right=fig(right), median=median, low=low, high=high, reaches=fig(reaches)
    )


def result(*values, **changed):
    given = {"check": "usual_load", "choices": {}, "quantity": "load", "unit": "tonne/truck", "stated": 50.0}
    given |= {"least": 44.46, "without_the_claim": tuple(map(fig, (19.2, 34.2, 54.2))), "values": list(values)}
    return TrueValues(**(given | changed))


GRID = (
    value(0.1, "too high", 0.084, 21.3, 33.9, 52.8, reaches=0.175),
    value(0.5, "too high", 0.452, 22.5, 44.8, 54.5, reaches=0.507),
    value(0.5, "off either way", 0.58, 24.7, 47.2, 55.0, reaches=0.681),
    value(0.9, "too high", 0.881, 27.7, 48.6, 54.9, reaches=0.893),
)


def test_what_a_reader_is_told():
    assert true_value_sentence(result(*GRID), LOAD) == (
        "By our estimates, the load of a truck was almost certainly (95% to 99%) 21 to 55 tonnes a truck. "
        "That holds at any trust in the article from 10% to 90%. Starting from 50%, whether the number is right "
        "ranges from a roughly even chance (45% to 55%) to likely (55% to 80%)."
    )


def test_what_stands_behind_it():
    assert true_value_working(result(*GRID, excluded=["unrelated"]), LOAD) == [
        "Without the article, the load of a truck was almost certainly (95% to 99%) 19 to 54 tonnes a truck.",
        "With it, the middle of what is left is 34 to 49 tonnes a truck.",
        "Trust is the share of such numbers in such an article that a reader expects to be right.",
        "At a trust of 90% alone, it was almost certainly (95% to 99%) 28 to 55 tonnes a truck.",
        "That it was at least 44.5 tonnes a truck ranges from very unlikely (5% to 20%) to very likely (80% to 95%).",
        "A number that is not right is taken to be too high or off either way; nobody has measured that.",
        "Too high means about 1.6 times, give or take a factor of 1.4.",
        "Off either way means at most 3 times too high or too low, in 95 of 100 cases.",
        "For a number that is unrelated we give no range: nothing that we assume fits it.",
    ]


def test_of_a_table_its_values_speak():
    said = true_value_sentence(result(*GRID, rows=6, origins=6), LOAD)
    assert said.startswith("Going by the values on record, the load of a truck was almost certainly")


def test_of_one_trust_and_one_mistake():
    said = true_value_sentence(result(GRID[1]), LOAD)
    assert "That holds at a trust of 50% in the article. Starting from 50%, there is then a" in said
    assert not any("alone" in one for one in true_value_working(result(GRID[1]), LOAD))


@pytest.mark.parametrize(
    ("right", "ending"),
    [
        ((0.002,), "there is then a chance of less than 1% that the number is right."),
        ((0.03, 0.04), "there is then almost no chance (1% to 5%) that the number is right."),
        ((0.7,), "it is then likely (55% to 80%) that the number is right."),
        ((0.002, 0.999), "whether the number is right ranges from less than 1% to more than 99%."),
    ],
)
def test_how_probable_it_is_that_the_number_is_right(right, ending):
    values = [value(0.5, "too high", one, 20, 30, 40, reaches=0.5) for one in right]
    assert true_value_sentence(result(*values), LOAD).endswith(f"Starting from 50%, {ending}")


def test_a_number_below_zero_is_at_most_as_much():
    fell = result(value(0.5, "too high", 0.5, -14, -12, -9, reaches=0.7), unit="percent", least=-11.5)
    assert "That it was at most −11.5% is likely (55% to 80%)." in true_value_working(fell, LOAD)


@pytest.mark.parametrize("silence", SILENT)
def test_why_nothing_can_be_said(silence):
    silent = result(silent=silence, without_the_claim=None)
    said = true_value_sentence(silent, LOAD)
    assert said.endswith("So we can't say what the load of a truck was.")
    assert (true_value_working(silent, LOAD), true_value_rows(silent)) == ([], [])


@pytest.mark.parametrize(
    ("rows", "origins", "ends", "said"),
    [
        (6, 6, None, []),
        (
            *(6, 2, (0.24, 3900)),
            [
                "The six values behind this have two origins.",
                "Counted by origin, it was almost certainly (95% to 99%) 0.24 to 3,900 tonnes a truck.",
            ],
        ),
        (
            *(3, 1, None),
            ["The three values behind this have one origin; how far values of others would differ is not known."],
        ),
    ],
)
def test_how_many_witnesses_there_are(rows, origins, ends, said):
    working = true_value_working(result(GRID[1], rows=rows, origins=origins, by_origins=ends), LOAD)
    assert [one for one in working if "origin" in one] == said


def test_every_reason_that_it_gives_has_words():
    silent = true_value_sentence(result(silent=Silence.ONE_WAY), LOAD)
    assert silent == "There is nothing to compare it with. So we can't say what the load of a truck was."


LONG = Names({"load": Called(called="the " + "long name of " * 4)})


@pytest.mark.parametrize("names", [LOAD, LONG], ids=["short", "long"])
@pytest.mark.parametrize("unit", ["tonne/truck", "USD/tonne", "XAF/m**2/day", "percent", ""])
@pytest.mark.parametrize("silence", [None, *SILENT])
def test_sentences_stay_short(names, unit, silence):
    found = result(*([] if silence else GRID), unit=unit, silent=silence, excluded=["unrelated"])
    said = [true_value_sentence(found, names), *true_value_working(found, names)]
    assert [one for text in said for one in sentences(text) if word_count(one) > LONGEST_SENTENCE] == []
    if names is LOAD:
        assert word_count(said[0]) <= LONGEST_ANSWER


def test_trust_and_probability_share_no_sentence():
    """How far a source is trusted is one thing, how probable a value is another (ICD 203, 6.e.2.b)."""
    said = [true_value_sentence(result(*GRID), LOAD)]
    for one in (one for text in said for one in sentences(text)):
        assert not ("trust" in one and re.search(r"likely|certain|chance", one)), one


def test_rows_have_a_line_for_each_trust_and_mistake(raqqa):
    known = raqqa.with_({"convoy_mean_load.mode": "30.4 tonne/truck"})
    rows = true_value_rows(true_values(known.weigher, "usual_load"))
    assert [row["trust (%)"] for row in rows] == sorted([10, 25, 50, 75, 90] * 3)
    (row,) = [row for row in rows if (row["trust (%)"], row["if not right"]) == (50, "too high")]
    assert row == {
        "trust (%)": 50,
        "if not right": "too high",
        "2.5% lie below": 22.5,
        "middle": pytest.approx(44.8, abs=0.2),
        "97.5% lie below": pytest.approx(54.5, abs=0.2),
        "unit": "tonnes a truck",
        "still right (%)": 45,
        "at least 44.5 tonnes a truck (%)": 51,
    }


def test_what_a_case_says_keeps_the_rules(raqqa):
    for check in ("usual_load", "usual_price"):
        found = true_values(raqqa.weigher, check)
        said = true_value_sentence(found, raqqa.weigher.model.names)
        assert word_count(said) <= LONGEST_ANSWER
        assert [one for one in sentences(said) if word_count(one) > LONGEST_SENTENCE] == []
