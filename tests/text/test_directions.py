"""Directions and proportions as an article words them."""

# ruff: noqa: E501 (a row of a table stands on one line)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refusals import refusal
from small_cases import case_text, hedged_claims, sections, unfiled
from weighbridge.text.directions import _words, worded
from weighbridge.text.numbers import Written
from weighbridge.text.units import show


@pytest.mark.parametrize(
    ("text", "typical", "unit"),
    [
        ("rose 25 percent", (24.5, 25.5), "percent"),
        ("Rose by 25 percent", (24.5, 25.5), "percent"),
        ("fell 25 percent", (-25.5, -24.5), "percent"),
        ("dropped by 300 tonne", (-316.5, -283.5), "tonne"),
        ("increased 150 percent", (142.5, 157.5), "percent"),
        ("rose", (0.01, 1e6), "percent"),
        ("fell", (-100, -0.01), "percent"),
        ("unchanged", (-0.5, 0.5), "percent"),
        ("doubled", (1.9, 2.1), ""),
        ("halved", (0.475, 0.525), ""),
        ("fell by half", (-52.5, -47.5), "percent"),
        ("rose by a third", (31.67, 35), "percent"),
        ("a third of", (0.3167, 0.35), ""),
        ("three quarters", (0.7125, 0.7875), ""),
        ("one in five", (0.19, 0.21), ""),
        ("2 in 3", (0.6333, 0.7), ""),
        ("20 of 30", (2 / 3, 2 / 3), ""),
        ("13 out of 40", (0.325, 0.325), ""),
        ("3.2 times as many", (3.15, 3.25), ""),
        ("3 times", (2.5, 3.5), ""),
        ("1,200 of 3,000", (0.4, 0.4), ""),
        ("1,200 times as many", (1150, 1250), ""),
    ],
)
def test_what_words_stand_for(text, typical, unit):
    written = Written.parse(text)
    assert written.interval("none", "typical") == pytest.approx(typical, rel=2e-3)
    assert show(written.unit) == unit


def test_a_hedge_goes_before_a_direction():
    """ "Fell by more than 10 percent" is a fall of 10 percent and somewhat more."""
    low, high = Written.parse("fell 10 percent").interval("more than", "typical")
    assert (low < -10, high) == (True, -10)


@pytest.mark.parametrize(
    ("text", "cue", "within", "beyond"),
    [
        ("20 of 30", "about", (19 / 30, 21 / 30), (18 / 30, 22 / 30)),
        ("1 of 3", "about", (0.1, 2 / 3), (0.0, 1.0)),
        ("20 of 30", "almost", (19 / 30, 20 / 30), (18 / 30, 20.1 / 30)),
        ("200 out of 300", "more than", (200 / 300, 201 / 300), (199 / 300, 202 / 300)),
        ("1,201 of 3,000", "at most", (1200 / 3000, 1201 / 3000), (1199 / 3000, 1202 / 3000)),
    ],
)
def test_a_share_of_counts_with_a_hedge_may_be_one_more_or_less(text, cue, within, beyond):
    low, high = Written.parse(text).interval(cue, "typical")
    assert low <= within[0] <= within[1] <= high
    assert beyond[0] < low
    assert high < beyond[1]


REFUSED = {
    "3 times more": "`3 times more` can be taken in two ways; write `3 times as many`, or `4 times as many` if that is meant",
    "2.5 times larger than": "`2.5 times larger than` can be taken in two ways; write `2.5 times as many`, or `3.5 times as many` if that is meant",
    "3 times larger": "`3 times larger` can be taken in two ways; write `3 times as many`, or `4 times as many` if that is meant",
    "3 times fewer than": "`3 times fewer than` can be taken in two ways; write `1 in 3` if that is what is left",
    "2.5 times lower": "`2.5 times lower` can be taken in two ways; write `0.4 one` if that is what is left",
    "0 times less": "`0 times less` can be taken in two ways; write `1 in 0` if that is what is left",
    "20 of 0": "`20 of 0` is a part of nothing; write how many there were behind `of`",
    "rose sharply": "`rose sharply` is not a number with a unit",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_can_be_taken_in_two_ways_is_refused(text):
    assert refusal(Written.parse, text).startswith(REFUSED[text])


@given(st.sampled_from(["2500 tonne", "1 to 3 million USD/day", "-5 percent", "50 truck", "0.2 one"]))
def test_a_plain_number_is_worded_as_none(text):
    assert worded(text) is None


def test_every_word_of_the_table_is_read():
    assert {phrase for phrase in _words() if worded(phrase) is None} == set()


AGREES = "kind: agrees, stated: stated, equals: computed"


@pytest.mark.parametrize(
    ("claims", "formula", "outcome"),
    [
        ("before=816000 tonne; after=934000 tonne; stated=decreased", "after / before - 1 in percent", "fails"),
        ("before=816000 tonne; after=934000 tonne; stated=rose", "after / before - 1 in percent", "holds"),
        ("before=404 tonne; after=323 tonne; stated=rose 25 percent", "after / before - 1 in percent", "fails"),
        ("before=404 tonne; after=323 tonne; stated=fell 20 percent", "after / before - 1 in percent", "holds"),
        ("before=404 tonne; after=404 tonne; stated=0 percent", "after / before - 1 in percent", "holds"),
        ("before=404 tonne; after=424 tonne; stated=0 percent", "after / before - 1 in percent", "fails"),
        ("before=6 percent; after=18 percent; stated=200 percent", "after / before - 1 in percent", "holds"),
        ("before=100 tonne; after=196 tonne; stated=doubled", "after / before in one", "holds"),
        ("before=100 tonne; after=350 tonne; stated=doubled", "after / before in one", "fails"),
        ("before=80 tonne; after=39 tonne; stated=a third of", "after / before in one", "fails"),
        ("before=80 tonne; after=40 tonne; stated=halved", "after / before in one", "holds"),
        ("part=20 of 30; stated=50 percent", "part in percent", "fails"),
        ("part=20 of 30; stated=67 percent", "part in percent", "holds"),
        ("part=one in five; stated=30 percent", "part in percent", "fails"),
        ("before=80 tonne; after=40 tonne; stated=fell 40 tonne", "after - before in tonne", "holds"),
        ("before=80 tonne; after=120 tonne; stated=fell 40 tonne", "after - before in tonne", "fails"),
    ],
)
def test_a_direction_is_a_claim_that_can_be_weighed(claims, formula, outcome):
    text = case_text(hedged_claims(claims), sections({"computed": formula}), asked=AGREES)
    assert unfiled(text).verify()["asked"].as_written == outcome


@pytest.mark.parametrize("stated", ["rose 25 percent", "rose", "25 percent"])
def test_the_opposite_direction_is_said_to_be_opposite(stated):
    claims = {"before": "404 tonne", "after": "323 tonne", "stated": stated}
    text = case_text(claims, sections({"computed": "after / before - 1 in percent"}), asked=AGREES)
    found = unfiled(text).verify()["asked"]
    assert found.overall == "fails"
    assert found.check.reference.notes == ["opposite direction"]
    assert "One side is a rise, the other a fall. It does not fit." in found.sentence
