"""The controls of a check: which numbers and choices, at which places, and what a setting of them stands for."""

import re

import pytest

from small_cases import CASES
from weighbridge import CaseError, open_case
from weighbridge.answers import stated_amount
from weighbridge.controls.controls import controls_of
from weighbridge.controls.view import view


@pytest.fixture(scope="module")
def load():
    """The controls of the load of a truck."""
    return controls_of(open_case("raqqa-2017"), "usual_load")


def test_at_the_start_the_case_is_the_one_that_was_given(load):
    assert load.case(load.start) is load.base
    assert load.code(load.start) == 'case.verify()["usual_load"]'
    assert load.typed(load.start) == "weighbridge verify raqqa-2017"


def test_a_place_that_a_control_does_not_have_is_refused_with_those_it_has(load):
    with pytest.raises(CaseError, match=r"there is no `41.5 truck` to set.*`41 truck`"):
        load.moved(load.start, "trucks", "41.5 truck")
    with pytest.raises(CaseError, match=r"there is no `truks` to set.*did you mean `trucks`"):
        load.moved(load.start, "truks", "41 truck")


@pytest.mark.parametrize("place", [-1, 99, 1.0, "2"])
def test_a_setting_outside_the_places_of_a_control_is_refused_in_a_line(load, place):
    outside = (place, *load.start[1:])
    last = len(load.controls[0].positions) - 1
    for use in (load.case, load.code, load.typed, lambda setting: view(load, setting)):
        with pytest.raises(CaseError) as error:
            use(outside)
        (problem,) = error.value.problems
        assert problem.place.file == "mass"
        assert repr(place) in problem.message
        assert re.fullmatch(rf"its places are 0 \(.+ tonnes\) to {last} \(.+ tonnes\)", problem.remedy)


def test_every_place_that_is_none_is_named_and_so_is_a_setting_of_another_length(load):
    with pytest.raises(CaseError) as error:
        load.case((99, -5, *load.start[2:]))
    assert [one.place.file for one in error.value.problems] == ["mass", "trucks"]
    with pytest.raises(
        CaseError, match=r"usual_load: there are 5 controls, and the setting has 2 places; .*`mass`, `trucks`"
    ):
        load.case((0, 1))


def test_a_view_is_what_verify_says_of_the_check(load):
    moved = load.moved(load.moved(load.start, "trucks", "40 truck"), "convoys", "counted ones only")
    case = load.base.with_(trucks="40 truck").under(convoys="counted ones only")
    found, said = view(load, moved), case.verify()["usual_load"]
    assert (found.answer, found.ways_text) == (said.answer, said.figures.ways)
    assert (found.stated, found.computed) == (said.figures.stated, said.figures.computed)


def test_a_number_that_was_set_is_not_said_to_be_the_articles(azernews):
    def whose(case):
        return {one.name: one.whose for one in controls_of(case, "the_year").controls if not one.is_choice}

    assert whose(azernews) == {"annually": "in the article", "monthly": "in the article"}
    changed = azernews.with_(monthly="130000 truck/month")
    assert whose(changed) == {"annually": "in the article", "monthly": "as you set it"}


def test_both_ends_of_a_range_are_as_far_off_as_they_are():
    (price,) = (one for one in controls_of(open_case("gold-ounces"), "the_value").controls if one.name == "ounce")
    assert price.ends == "$1,329.295 to $1,329.305"
    assert price.room == "its wording allows $1,329.295 to $1,329.305 a troy ounce"


def test_what_a_choice_is_about_is_not_set_by_hand_as_well():
    """A number that is set has no options any more, so that the choice could not be taken with it."""
    controls = controls_of(open_case("port-sudan-copper"), "abroad_price")
    names = [one.name for one in controls.controls]
    assert "month" in names
    assert "new_copper" not in names


@pytest.mark.parametrize("name", sorted(CASES))
def test_every_choice_can_be_taken_whatever_number_is_set(name, opened):
    case = opened(name)
    for check in list(case.model.checks)[:2]:
        controls = controls_of(case, check)
        numbers = [one.start if one.is_choice else int(not one.start) for one in controls.controls]
        for place, one in enumerate(controls.controls):
            if one.is_choice:
                other = int(not one.start)
                taken = controls.case((*numbers[:place], other, *numbers[place + 1 :]))
                assert taken.choices[one.name] == one.positions[other].typed


def test_the_range_of_a_number_is_told_apart_from_the_number_as_on_the_page():
    case = open_case("pangolin-2019")
    mass = controls_of(case, "the_bags").controls[0]
    assert (mass.name, mass.positions[mass.start].bare, mass.ends) == ("mass", "12.9", "12.85 to 12.95")
    assert stated_amount(case["mass"].side).text == f"12.9 tonnes ({mass.ends})"
