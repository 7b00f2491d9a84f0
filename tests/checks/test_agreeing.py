"""Where numbers agree: as written, through rounding, by no more than the letter of a word; each edge by hand."""

# ruff: noqa: E501 (a row of a table stands on one line)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_cases import case_text, hedged_claims, sections, unfiled
from weighbridge.checks.kinds import WITHOUT_END, Agreeing

HOLDS, ROUNDING, STRAINED, FAILS = "holds", "holds only through rounding", "strained", "fails"
MUCH = 10 * WITHOUT_END

EDGES = [  # the room, as written, by the letter, and the turns from low to high
    ((0.9, 1.1), (0.95, 1.05), None, [(0.9, FAILS, ROUNDING), (0.95, ROUNDING, HOLDS), (1.05, HOLDS, ROUNDING), (1.1, ROUNDING, FAILS)]),
    ((0.9, 1.1), (0.9, 1.1), None, [(0.9, FAILS, HOLDS), (1.1, HOLDS, FAILS)]),
    ((1.0, 1.0), (1.0, 1.0), None, [(1.0, FAILS, HOLDS), (1.0, HOLDS, FAILS)]),
    ((0.9, 1.1), (1.2, 0.8), None, [(0.9, FAILS, ROUNDING), (1.1, ROUNDING, FAILS)]),
    ((-0.5, 2.5), (0.5, 1.5), None, [(-0.5, FAILS, ROUNDING), (0.5, ROUNDING, HOLDS), (1.5, HOLDS, ROUNDING), (2.5, ROUNDING, FAILS)]),
    ((-0.5, 0.0), (-0.4, -0.1), None, [(-0.5, FAILS, ROUNDING), (-0.4, ROUNDING, HOLDS), (-0.1, HOLDS, ROUNDING), (0.0, ROUNDING, FAILS)]),
    # More than: strained beyond what readers expect, and to no end.
    ((0.8, 1.0), (1.0, 1.0), (0.8 / MUCH, 1.0), [(0.8, STRAINED, ROUNDING), (1.0, ROUNDING, HOLDS), (1.0, HOLDS, FAILS)]),
    ((1.0, 1.2), (1.0, 1.0), (1.0, 1.2 * MUCH), [(1.0, FAILS, HOLDS), (1.0, HOLDS, ROUNDING), (1.2, ROUNDING, STRAINED)]),
    # One of several parts is without end towards zero: the sum is not.
    ((1.0, 1.2), (1.0, 1.1), (0.4, 1.2), [(0.4, FAILS, STRAINED), (1.0, STRAINED, HOLDS), (1.1, HOLDS, ROUNDING), (1.2, ROUNDING, FAILS)]),
]  # fmt: skip


@pytest.mark.parametrize(("room", "written", "letter", "turns"), EDGES)
def test_an_outcome_turns_at_the_edges_of_what_is_permitted(room, written, letter, turns):
    found = Agreeing(room, written, letter).turns()
    assert [(pytest.approx(at.value), below, above) for at, below, above in found] == turns


ends = st.tuples(*[st.floats(0.01, 100)] * 6).map(sorted)


@given(ends, st.floats(0.001, 1000))
def test_between_its_turns_an_outcome_is_that_which_they_tell(six, multiple):
    """Whichever of the three is asked of a multiple: the turns below it and those above it agree with the outcome."""
    answer = Agreeing((six[1], six[4]), (six[2], six[3]), (six[0], six[5]))
    if any(abs(multiple / end - 1) < 1e-6 for end in six):
        return
    below = [above for at, _, above in answer.turns() if at.value < multiple]
    assert answer.outcome(multiple) == (below[-1] if below else FAILS)


LETTERS = [  # claims, the formula, and the outcome by the usual width
    ("a=90 tonne; b=60 tonne; s=100 tonne~more than", "a + b in tonne", STRAINED),
    ("a=40 tonne; b=45 tonne; s=100 tonne~more than", "a + b in tonne", FAILS),
    ("a=20 person; b=21 person; s=30 person~at least", "a + b in person", STRAINED),
    ("a=1 person; b=1 person; s=3 person~fewer than", "a + b in person", ROUNDING),
    ("a=1 person; b=1 person; s=9 person~fewer than", "a + b in person", STRAINED),
    ("a=1 tonne; b=2 tonne; s=20 tonne~up to", "a + b in tonne", STRAINED),
    ("a=30 person~over; b=3 one~exactly; s=90 person", "a * b in person", HOLDS),
    ("a=30 person~over; b=3 one~exactly; s=190 person", "a * b in person", STRAINED),
    ("a=30 person~over; b=3 one~exactly; s=60 person", "a * b in person", FAILS),
    # Close to a number is no word without end.
    ("a=1 tonne; b=2 tonne; s=20 tonne~nearly", "a + b in tonne", FAILS),
    ("a=90 tonne; b=60 tonne; s=100 tonne~about", "a + b in tonne", FAILS),
]


@pytest.mark.parametrize(("claims", "formula", "outcome"), LETTERS)
def test_what_is_right_by_the_letter_of_a_word_does_not_fail(claims, formula, outcome):
    text = case_text(hedged_claims(claims), sections({"f": formula}), c="kind: agrees, stated: s, equals: f")
    assert unfiled(text).verify()["c"].as_written == outcome


def test_a_stated_zero_has_both_ends():
    text = case_text(
        {"before": "404 tonne", "after": "404 tonne", "s": "0 percent"},
        sections({"f": "after / before - 1 in percent"}),
        c="kind: agrees, stated: s, equals: f",
    )
    assert "Anything from −0.747% to 0.747% would fit." in unfiled(text).verify()["c"].sentence
