"""The smallest joint correction of a case, which of its numbers may be off, and what cannot be reconciled."""

# ruff: noqa: E501 (a row of a table stands on one line)

import pytest

from small_cases import FALL, FALLEN, FELL, FITS, HAUL, PEOPLE, PRODUCT, WHOLE, case_text, same
from weighbridge.base.errors import WeighbridgeError

CASES = ("raqqa-2017", "oil-2015", "ihs-2016", "azernews-trucks")

LETS = "The smallest joint correction that lets every check hold, each move measured against the width of the room that its words leave:"
LENIENT = "By the room that a lenient reader allows, some values of all numbers let every check hold."
TOLD = {
    "raqqa-2017": "Nothing has to be corrected: as the case is taken no check is broken.",
    "oil-2015": f"{LETS} barrels from 5,000 to 20,000 barrel/day (beyond its hedge) and money from 1,730,000, the middle of its range, to 1,160,000 USD/day (within its range). Were the room of all numbers widened alike, 31.2 times as much would do. If just one number is off, its sign is right and all else stands, it is barrels: only without it do the others fit within their room.",
    "ihs-2016": f"{LETS} before from 80,000,000 to 80,600,000 USD/month (within its hedge), fall from 30 to 30.6 percent (beyond its hedge), oil_after from 21,000 to 22,000 barrel/day (beyond its hedge), oil_before from 33,000 to 31,700 barrel/day (beyond its rounding) and oil_income_fall from 26 to 30.6 percent (beyond its hedge), and others by less than is shown. Were the room of all numbers widened alike, 3.07 times as much would do. If one of them is off, which cannot be localised: leaving out oil_after or oil_before, the others fit. {LENIENT}",
    "azernews-trucks": f"{LETS} annually from 1,500,000 to 1,490,000 truck/year (beyond its hedge) and monthly from 120,000 to 124,000 truck/month (within its rounding). Within their room the numbers come no nearer than to touch. If one of them is off, which cannot be localised: leaving out annually or monthly, the others fit. {LENIENT}",
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_smallest_joint_correction(opened, verified, name):
    found = opened(name).reconcile()
    assert same(found.sentence, TOLD[name])
    assert {one.number for one in found.numbers} == set(opened(name).text.claims)
    if verified(name).joint is None:  # where nothing is broken nothing is told
        assert found.objective == 0
        assert all(check.reference.outcome in ("holds", "cannot tell") for check in verified(name).checks)
    else:
        assert verified(name).joint == found
        assert found.objective > 0


@pytest.mark.parametrize("name", ["ihs-2016", "azernews-trucks"])
def test_with_the_corrected_numbers_no_check_fails(opened, name):
    """Set to six digits, each with the room that is left of it: the case read anew, without hedges."""
    case = opened(name)
    moved = {one.number: {"value": f"{one.corrected:.4g} {one.unit}", "hedge": "none"} for one in case.reconcile().numbers if one.shift}  # fmt: skip
    other = case.with_(moved)
    before, after = (
        {check: one.weigher.finding(check, one.choices).outcome for check in one.model.checks} for one in (case, other)
    )
    assert "fails" in before.values()
    assert "fails" not in after.values()


def test_what_lets_a_number_lie_elsewhere(opened):
    """A cue of the text, the rounding of a bare number, or the range that it gives itself."""
    found = {
        name: {one.number: one.room for one in opened(name).reconcile().numbers} for name in ("ihs-2016", "oil-2015")
    }
    hedged = dict.fromkeys(("before", "fall", "oil_after", "oil_income_fall"), "hedge")
    assert found["ihs-2016"] == {**hedged, "after": "rounding", "oil_before": "rounding"}
    assert found["oil-2015"] == {"barrels": "hedge", "money": "range"}


def test_a_number_that_two_relations_leave_alone_is_the_only_one(make_case):
    """Mass and money each follow from the others; only the mass stands in both."""
    claims = {"trucks": "50.0 truck", "load": "12.0 tonne/truck", "mass": "6000 tonne", "price": "300.0 USD/tonne", "money": "180000 USD"}  # fmt: skip
    more = (
        "formulas: {by_load: {expression: trucks * load, unit: tonne}, by_price: {expression: mass * price, unit: USD}}"
    )
    found = make_case(
        case_text(claims, more, one="kind: agrees, stated: mass, equals: by_load", two="kind: agrees, stated: money, equals: by_price")
    ).reconcile()  # fmt: skip
    assert found.suspects == ["mass"]
    assert not found.meet
    assert (
        "If just one number is off, its sign is right and all else stands, it is mass: only without it do the others fit within their room."
        in found.sentence
    )


def test_where_one_relation_is_all_nothing_can_be_localised(make_case):
    found = make_case(case_text({**HAUL, "mass": "6000 tonne"}, PRODUCT, fits=FITS)).reconcile()
    assert found.suspects == ["load", "mass", "trucks"]
    assert (
        "If one of them is off, which cannot be localised: leaving out load, mass or trucks, the others fit."
        in found.sentence
    )


def test_numbers_that_meet_within_their_hedges_need_no_culprit(make_case):
    case = make_case(case_text({**HAUL, "mass": "603.0 tonne"}, PRODUCT, fits=FITS))
    found = case.reconcile()
    assert case.verify()["fits"].outcome.startswith("holds only through rounding")
    assert (found.meet, found.suspects) == (True, [])
    assert found.sentence.startswith(
        "Some values within the room of the article’s words let every check hold, so no number has to be off. "
        "With every number but one figure, the least change, "
        "each move measured against the width of the room that its words leave: "
    )
    assert {one.number: one.room for one in found.numbers} == dict.fromkeys(("load", "mass", "trucks"), "rounding")
    assert found.sentence.endswith(
        ": load from 12 to 12.1 tonne/truck (beyond its rounding), and others by less than is shown."
    )


@pytest.mark.parametrize(
    ("name", "meet", "suspects"),
    [("oil-2015", False, ["barrels"]), ("ihs-2016", True, []), ("azernews-trucks", True, [])],
)
def test_the_same_is_told_by_the_room_that_a_lenient_reader_allows(opened, name, meet, suspects):
    """The generous width of every hedge, all else as it is: the case under that choice says it of itself."""
    found, under = opened(name).reconcile(), opened(name).under(**{"hedge width": "generous"}).reconcile()
    assert not found.meet
    assert (found.lenient.meet, found.lenient.suspects) == (meet, suspects) == (under.meet, under.suspects)
    assert found.lenient.stretch == under.stretch < found.stretch
    assert (LENIENT in found.sentence) == meet


def test_a_number_below_zero_is_not_moved_and_said_not_to_be(make_case):
    """Then nobody can say which is off: that one may be it."""
    claims = {"base": "100.0 USD", "change": "-21.0 percent", "left": "88.0 USD"}
    more = "formulas: {computed: {expression: base + base * change, unit: USD}}"
    found = make_case(case_text(claims, more, fits="kind: agrees, stated: left, equals: computed")).reconcile()
    assert found.unmoved == ["change"]
    assert {one.number for one in found.numbers} == {"base", "left"}
    assert "Which is off cannot be told: change is not above zero, and was not moved." in found.sentence
    assert "If " not in found.sentence


def test_what_cannot_be_weighed_cannot_be_reconciled(make_case):
    """A difference that is nothing has no logarithm: the case asks for it, and the result goes without."""
    claims = {"before": "30.0 USD", "after": "30.0 USD", "fall": "5.0 USD"}
    more = "formulas: {computed: {expression: before - after, unit: USD}}"
    case = make_case(case_text(claims, more, fits="kind: agrees, stated: fall, equals: computed"))
    assert case.verify().joint is None
    with pytest.raises(WeighbridgeError, match="nothing can be reconciled"):
        case.reconcile()


def test_of_whole_things_alone_nothing_is_reconciled(make_case):
    with pytest.raises(WeighbridgeError, match="nothing can be reconciled: no check compares"):
        make_case(case_text(PEOPLE, fits=WHOLE)).reconcile()


def test_a_check_of_whole_things_is_said_to_be_left_out(make_case):
    """Beside a check that can be reconciled it is passed over, and by its name."""
    case = make_case(case_text({**HAUL, **PEOPLE}, PRODUCT, fits=FITS, whole=WHOLE, again=WHOLE))
    assert case.verify()["whole"].reference.outcome == "fails"
    found = case.reconcile()
    assert found.left_out == ["whole", "again"]
    assert found.sentence.endswith(" Left out is what asks of whole things (whole and again).")


@pytest.mark.parametrize("after", ["104.0 USD", "560.0 USD", "80.0 USD", "80.1 USD"])
def test_a_fall_that_the_numbers_show_as_a_rise_has_no_logarithm_and_is_said_to_have_none(make_case, after):
    """Of sides of different signs, or of one that may be nothing, no scale of logarithms holds both."""
    case = make_case(case_text({**FALL, "after": after}, FALLEN, fits=FELL))
    with pytest.raises(WeighbridgeError) as caught:
        case.reconcile()
    assert str(caught.value) == "nothing can be reconciled: on the scale of logarithms nothing can be said of fits"
    assert case.verify().joint is None


BOTH = "formulas: {computed: {expression: trucks * load, unit: tonne}, fallen: {expression: (before - after) / before, unit: percent}}"


def test_every_check_of_which_nothing_can_be_said_is_named_and_no_other(make_case):
    falls, again = ("kind: agrees, stated: fall, equals: fallen", "kind: agrees, stated: other, equals: fallen")
    text = case_text({**HAUL, **FALL, "other": "40.0 percent"}, BOTH, falls=falls, fits=FITS, again=again)
    with pytest.raises(WeighbridgeError, match=r"nothing can be said of falls, again$"):
        make_case(text).reconcile()
