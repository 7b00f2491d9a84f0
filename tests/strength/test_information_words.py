"""What would settle a check in words: short, in plain words, for every check of every case and any made-up table."""

import pytest
from hypothesis import given

from choice_tables import check_of, open_tables, table, tables
from plain_words import faults, sentences, words
from small_cases import CASES
from weighbridge.checks import OUTCOMES
from weighbridge.strength import settling, settling_with_numbers
from weighbridge.strength.information_words import (
    FRACTIONS,
    settling_rows,
    settling_text,
    share_words,
    working_sentences,
)
from weighbridge.strength.results import Settler, Settling
from weighbridge.text import Called, Names
from weighbridge.verdict import Collapse

HOLDS, ROUNDING, STRAINED, FAILS, CANNOT = OUTCOMES
NAMES = Names({"convoys": Called(called="which convoys count")}, choices={"departure": "the day"})
LONG = Names(
    {f"choice {at}": Called(called="which of the many " + "very long names " * 2 + "it is") for at in range(9)}
)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.06, "about a twentieth of the disagreement"),
        (0.21, "about a fifth of the disagreement"),
        (0.52, "about half of the disagreement"),
        (0.783, "about four fifths of the disagreement"),
        (0.94, "about nine tenths of the disagreement"),
        (0.96, "nearly all of the disagreement"),
        (0.996, "all of the disagreement"),
    ],
)
def test_shares_in_words(share, said):
    assert share_words(share) == said


def test_a_fraction_is_never_more_than_a_twentieth_of_the_whole_off():
    shares = [at / 1000 for at in range(50, 951)]
    assert max(min(abs(one - share) for one in FRACTIONS) for share in shares) <= 0.05


def test_what_decides_most_comes_first_and_what_changes_nothing_is_named():
    options = {"convoys": ("announced", "counted"), "departure": ("1", "2")}
    found = settling(check_of(table(options, lambda t: HOLDS if t["convoys"] == "counted" else FAILS).combinations))
    assert settling_text(found, NAMES) == (
        "Which convoys count decides; knowing it would settle all of the disagreement. The day changes nothing."
    )


def test_two_things_that_decide_alike_are_named_together():
    options = {"convoys": ("announced", "counted"), "departure": ("1", "2")}
    both = {"convoys": "counted", "departure": "2"}
    found = settling(check_of(table(options, lambda taken: FAILS if dict(taken) == both else HOLDS).combinations))
    assert settling_text(found, NAMES) == (
        "Which convoys count and the day decide most; knowing either would settle about two fifths of the disagreement."
    )


def test_where_only_our_estimates_move_the_answer_that_is_said_first():
    made = [
        Settler(name="load.high", about="the heaviest load", is_choice=False, bits=0.7, share=0.8, changes=True),
        Settler(name="departure", is_choice=True, bits=0.0, share=0.0, changes=False),
    ]
    found = Settling(check="fits", bits=0.0, ways=2, combinations=2, settlers=made)
    assert settling_text(found, NAMES) == (
        "The answer is the same however the article is read; only our estimates move it. Our estimate of the heaviest "
        "load decides most; knowing it would settle about four fifths of the disagreement. The day changes nothing."
    )


def test_what_changes_nothing_comes_last_and_goes_before_what_comes_third_where_room_is_short():
    shares = {"convoys": 0.6, "market": 0.2, "money": 0.1, "departure": 0.0}
    made = [Settler(name=one, is_choice=True, bits=of, share=of, changes=of > 0) for one, of in shares.items()]
    found = Settling(check="fits", bits=1.0, ways=16, combinations=16, settlers=made)
    assert settling_text(found, NAMES) == (
        "Which convoys count decides most; knowing it would settle about three fifths of the disagreement. "
        "Knowing the market would settle about a fifth of it. Knowing the money would settle about a tenth of it. "
        "The day changes nothing."
    )
    long = Names(
        {
            **NAMES.given,
            **{one: Called(called="what " + "the price " * 5 + "is of") for one in shares if one != "convoys"},
        },
        choices=NAMES.choices,
    )
    assert settling_text(found, long).count("Knowing") == 1
    assert settling_text(found, long).endswith("changes nothing.")


@pytest.mark.parametrize("names", [Names(), LONG], ids=["bare", "long"])
@given(tables() | open_tables().map(Collapse))
def test_of_any_table_sentences_are_short_and_plain(names, found):
    settled = settling(check_of(found.combinations))
    text = settling_text(settled, names)
    assert text
    assert words(text) <= 60
    assert faults(" ".join([text, *working_sentences(settled, names)])) == []
    assert len(settling_rows(settled, names)) == len(settled.settlers)


@pytest.mark.parametrize("name", sorted(CASES))
def test_of_every_case_sentences_are_short_and_plain(name, opened, verified):
    case, quantities = opened(name), [*opened(name).model.nodes, *opened(name).model.choices]
    for check in verified(name).checks:
        settled = settling(check.check)
        said = [settling_text(settled, case.model.names), *working_sentences(settled, case.model.names)]
        assert faults(" ".join(said), quantities) == []
        assert words(said[0]) <= 60


def test_of_judged_numbers_too(opened):
    case = opened("raqqa-2017")
    found = settling_with_numbers(case.weigher, case.weigher.check("usual_load"))
    text, first = settling_text(found, case.model.names), found.settlers[0]
    assert first.is_choice
    assert sentences(text)[0].lower().startswith(f"{case.model.names.choice(first.name)} decides")
    assert faults(" ".join([text, *working_sentences(found, case.model.names)]), case.model.nodes) == []
    rows = settling_rows(found, case.model.names)
    assert [row["set by"] for row in rows] == [one.name for one in found.settlers]
    for row, one in zip(rows, found.settlers, strict=True):
        assert row["is"] == ("a choice" if one.is_choice else "our estimate")
        assert (row["tried from"], row["tried to"]) == (
            (min(one.values), max(one.values)) if one.values else (None, None)
        )
    assert "tonnes a truck" in {row["unit"] for row in rows}


def test_worth_stands_in_rows_only_where_losses_are_given():
    one = Settler(name="convoys", is_choice=True, bits=1.0, share=1.0, changes=True)
    found = Settling(check="fits", bits=1.0, ways=2, combinations=2, settlers=[one])
    assert "worth knowing" not in settling_rows(found, NAMES)[0]
    given_ = found.model_copy(
        update={"settlers": [one.model_copy(update={"worth": 2.5})], "worth": 2.5, "action": "wait"}
    )
    assert settling_rows(given_, NAMES)[0]["worth knowing"] == 2.5
    assert "Knowing which convoys count would save 2.5 on average." in working_sentences(given_, NAMES)


@pytest.mark.parametrize(
    ("is_choice", "known"), [(True, "everything"), (False, "which option is right of every choice")]
)
def test_what_all_choices_are_worth_is_not_that_of_numbers_too(is_choice, known):
    """The worth of all choices leaves our own numbers out, one of which may be worth more."""
    one = Settler(name="usual.high", about="the most", is_choice=is_choice, bits=1.0, share=1.0, changes=True, worth=3)
    found = Settling(check="fits", bits=0.0, ways=1, combinations=1, settlers=[one], worth=0.0, action="wait")
    said = working_sentences(found, NAMES)
    assert said[-1] == f"Knowing {known} would save 0, in the case's own unit of loss."


def test_a_result_shows_itself():
    one = Settler(name="convoys", is_choice=True, bits=0.7219, share=0.783, changes=True)
    found = Settling(check="fits", bits=0.922, ways=10, combinations=10, settlers=[one])
    assert repr(found) == "fits: 0.92 bits; convoys: 0.72 bits, 78% of the disagreement"
