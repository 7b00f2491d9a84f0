"""Whether a share or a mean can come from whole things."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.base.errors import CaseError, WeighbridgeError
from weighbridge.checks.whole_numbers import Counted

HOLDS, FAILS, CANNOT = "holds", "fails", "cannot tell"

# A share or a mean, the number of things, whether some whole number gives it. By hand: 27 people have 28 fractions.
GRIM = [
    ("33 percent", "27 person", HOLDS),  # 9/27
    ("34 percent", "27 person", FAILS),  # 9/27 is 33.3, 10/27 is 37.0
    ("37 percent", "27 person", HOLDS),
    ("33.3 percent", "27 person", HOLDS),
    ("33.4 percent", "27 person", FAILS),
    ("17 percent", "12 truck", HOLDS),  # 2/12 = 16.7
    ("19 percent", "12 truck", FAILS),
    ("3.45 one", "21 person", FAILS),  # Brown and Heathers 2017: means of whole numbers; 72/21 = 3.43, 73/21 = 3.48
    # The example of their paper, as carried by the R package scrutiny: 145/28 = 5.18, 146/28 = 5.21.
    ("5.19 one", "28 person", FAILS),
    ("5.18 one", "28 person", HOLDS),
    ("51 percent", "1003 person", CANNOT),  # every whole percent can be: no such number could be caught
    ("51.2 percent", "1003 person", CANNOT),
    ("51.23 percent", "1003 person", FAILS),  # 513/1003 is 51.15, 514/1003 is 51.25
    ("51.25 percent", "1003 person", HOLDS),
]


@pytest.mark.parametrize(("stated", "things", "outcome"), GRIM)
def test_shares_of_whole_things(agreement, stated, things, outcome):
    found = agreement(f"stated={stated}; things={things}", relation="counted_in: things")
    assert found.outcome == outcome
    assert found.severity.could_have_caught == (outcome != CANNOT)
    assert found.conventions == []
    if outcome != CANNOT:
        assert found.flips[0].below == (HOLDS if outcome == FAILS else FAILS)


@given(st.integers(1, 400), st.integers(0, 2), st.data())
def test_what_whole_things_give_is_never_refused(whole, decimals, data):
    """A law: any part of any whole, rounded, passes; and by brute force over all parts nothing else does."""
    part = data.draw(st.integers(1, whole))
    step = 10.0**-decimals / 100
    written = round(100 * part / whole, decimals) / 100
    if written > 0:
        assert Counted(written, (written - step / 2, written + step / 2), (whole, whole), step).outcome(1.0) == HOLDS
    other = data.draw(st.integers(1, int(1 / step))) * step
    reached = (np.abs(np.arange(0, whole + 1) / whole - other) <= step / 2 + 1e-9 / whole).any()
    assert (Counted(other, (other - step / 2, other + step / 2), (whole, whole), step).outcome(1.0) == HOLDS) == reached


def test_nothing_is_counted_in_nothing(agreement):
    with pytest.raises(WeighbridgeError, match="`things` is less than one, and nothing can be counted in it"):
        agreement("stated=51.2 percent; things=0 person", relation="counted_in: things")


def test_a_whole_that_is_not_known_to_one(agreement):
    """34 percent is not a share of 27 people, but one of 29 (10/29 = 34.5): about 28 may be either."""
    found = agreement("stated=34 percent; things=28 person ~ about", relation="counted_in: things")
    assert found.outcome == CANNOT or found.outcome == HOLDS


def test_the_flips_of_a_share_are_the_neighbours(agreement):
    """9/27 and 10/27, each with half a percent: a stated value up to 33.8 or from 36.5 percent would hold."""
    found = agreement("stated=34 percent; things=27 person", relation="counted_in: things")
    assert [flip.at.value for flip in found.flips] == pytest.approx([33.8333, 36.537], abs=1e-3)


def test_only_what_is_counted_comes_in_whole_numbers(agreement):
    for claims, message in (
        ("stated=34 percent; things=27 tonne", "is not a number of whole things"),
        ("stated=34 USD/person; things=27 person", "`stated` (`USD/person`) of `things` (`person`)"),
    ):
        with pytest.raises(CaseError) as caught:
            agreement(claims, relation="counted_in: things")
        assert message in str(caught.value)
        assert "only what is counted comes in whole numbers" in str(caught.value)


def test_counted_in_belongs_to_agrees(small_case):
    message = "`counted_in` asks whether whole things give a stated share: its kind is `agrees`"
    case = small_case("stated=34 percent; things=27 person", "", "kind: possible, stated: stated, counted_in: things")
    with pytest.raises(CaseError, match=message):
        case.model  # noqa: B018


def test_a_share_that_the_case_computes_is_not_a_stated_one(small_case):
    given = "formulas:\n  given: {expression: part / things, unit: percent}"
    case = small_case("part=9 person; things=27 person", given, "kind: agrees, stated: given, counted_in: things")
    with pytest.raises(CaseError, match="`given` is not a number of the article"):
        case.model  # noqa: B018
