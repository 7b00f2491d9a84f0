"""A sequence whose entries are made when they are asked for, and once."""

import pytest

from weighbridge.base.on_demand import OnDemand


@pytest.fixture
def squares():
    """Squares, and a list of the places that were made."""
    made = []
    return OnDemand(lambda place: made.append(place) or place**2, 5), made


def test_nothing_is_made_before_it_is_asked_for_and_nothing_twice(squares):
    found, made = squares
    assert (len(found), made) == (5, [])
    assert (found[3], found[3], found[-2]) == (9, 9, 9)
    assert made == [3]
    assert found[1:3] == [1, 4]
    assert made == [3, 1, 2]


def test_it_is_the_list_of_its_entries(squares):
    found, made = squares
    assert found == [0, 1, 4, 9, 16]
    assert found != [0, 1, 4, 9]
    assert (repr(found), list(reversed(found)), 9 in found, found.index(4)) == (
        "0\n1\n4\n9\n16", [16, 9, 4, 1, 0], True, 2,
    )  # fmt: skip
    assert sorted(made) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("place", [5, -6])
def test_a_place_beyond_its_end_is_refused(squares, place):
    found, made = squares
    with pytest.raises(IndexError):
        found[place]
    assert made == []


def test_an_entry_that_could_not_be_made_is_tried_again():
    answers = [ValueError("not yet"), 7]

    def make(_):
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    found = OnDemand(make, 1)
    with pytest.raises(ValueError, match="not yet"):
        found[0]
    assert found[0] == 7
