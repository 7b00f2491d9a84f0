"""By how much a figure moved: no more digits than drawing leaves, and none that the figures beside it contradict."""

import pytest

from weighbridge.difference.results import Measure, Moved
from weighbridge.difference.words import by_how_much, moved_words


def figure(before, after, doubt=0.0, measure=Measure.VALUE, unit="tonne", told=True):
    difference = after - before
    percent = 100 * difference / abs(before) if before else None
    return Moved(
        of="a", called="a", measure=measure, before=before, after=after, unit=unit, difference=difference,
        percent=percent, numerical_uncertainty=doubt, told_apart=told,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "doubt", "shown", "said"),
    [
        (0.08747, 0.0368, 0.0002, "8.7% → 3.7%", "−5 percentage points"),  # 5.07, and 5.0 from what is shown
        (0.098, 0.087, 0.0002, "9.8% → 8.7%", "−1.1 percentage points"),
        (0.05, 0.1, 0.0002, "5% → 10%", "+5 percentage points"),
        (0.0771, 0.0784, 0.0012, None, "+0.1 percentage points"),  # one digit is all that drawing leaves
    ],
)
def test_a_probability_moves_by_what_a_reader_works_out(before, after, doubt, shown, said):
    one = figure(before, after, doubt, Measure.CHANCE, "")
    assert by_how_much(one) == said
    assert shown is None or moved_words(one) == shown


@pytest.mark.parametrize(
    ("before", "after", "doubt", "said"),
    [
        (50.0, 62.5, 0.0, "+25%"),
        (-50.0, -62.5, 0.0, "−25%"),  # further down, whatever the sign
        (-50.0, 50.0, 0.0, "+200%"),
        (0.0, 3.0, 0.0, "+3 tonnes"),
        (100.0, 101.52, 1.4, "+2%"),
    ],
)
def test_a_quantity_moves_in_percent_or_in_its_unit_from_zero(before, after, doubt, said):
    assert by_how_much(figure(before, after, doubt)) == said


def test_what_drawing_cannot_tell_apart_is_no_difference():
    assert by_how_much(figure(1.0, 1.001, 0.01, told=False)) == "no clear difference"
