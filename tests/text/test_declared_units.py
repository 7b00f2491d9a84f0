"""Declared units by themselves: spellings in singular and plural, names that are taken, and laws over any of them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from weighbridge.base.errors import RemediedError
from weighbridge.text.declared_units import DeclaredUnit, declared_units
from weighbridge.text.numbers import Written
from weighbridge.text.unit_spellings import refused_spellings, standard_spellings
from weighbridge.text.units import factor, is_counted, parse_unit, same_kind, show


def _declared(**units):
    """Spellings of a case that declares what is counted ("a house") or so much of another unit ("= 50 kg")."""
    entries = {
        name: DeclaredUnit.model_validate(
            {"is": text.removeprefix("= "), "reason": "r"}
            if text.startswith("= ")
            else {"counted": text, "reason": "r"}
        )
        for name, text in units.items()
    }
    refused = {}
    spellings = declared_units(entries, (), lambda name, error: refused.update({name: str(error)}))
    assert refused == {}
    return spellings


# A declaration, and other ways to write it.
SPELLED = [
    ({"houses": "a house"}, ["house", "houses", "Houses", "HOUSE"]),
    ({"house": "any dwelling, whether lived in or not"}, ["house", "houses"]),
    ({"families": "a family"}, ["family", "families"]),
    ({"boxes": "a box"}, ["box", "boxes"]),
    ({"school_buses": "a school bus"}, ["school bus", "school buses", "school_bus"]),
    ({"sheep": "a sheep"}, ["sheep"]),
    ({"children": "a child"}, ["child", "children"]),
    ({"منزل": "منزل"}, ["منزل"]),
    ({"bag": "= 50 kg"}, ["bag", "bags"]),
    ({"ton": "= 1 short_ton"}, ["ton", "tons"]),
    ({"USDT": "= 1 USD"}, ["USDT"]),
]


@pytest.mark.parametrize(("declaration", "spelled"), SPELLED)
def test_singular_plural_and_the_thing_itself_are_one_unit(declaration, spelled):
    spellings = _declared(**declaration)
    (name,) = declaration
    assert {show(parse_unit(text, spellings)) for text in spelled} == {name}
    for text in spelled:
        if text not in standard_spellings():
            with pytest.raises(RemediedError):
                parse_unit(text)


def test_a_unit_may_stand_on_units_above_it():
    spellings = _declared(bag="= 50 kg", pallet="= 40 bags", load="= 1.2 thousand pallets", convoy="= 20 trucks")
    found = {name: factor(parse_unit(name, spellings)) for name in ("bag", "pallet", "load", "convoy")}
    assert found == {"bag": 50, "pallet": 2000, "load": 2.4e6, "convoy": 20}
    assert is_counted(parse_unit("convoy", spellings))
    assert same_kind(parse_unit("convoy", spellings), parse_unit("truck"))


names = st.from_regex("[a-z]{5,9}", fullmatch=True).filter(
    lambda name: name not in standard_spellings() and name not in refused_spellings()
)


@given(names, names, st.integers(1, 10**6))
def test_what_is_shown_reads_back_and_the_units_of_others_stay_what_they_are(thing, pack, grams):
    assume(not {thing, f"{thing}s"} & {pack, f"{pack}s"})
    try:
        spellings = _declared(**{thing: "a thing of this case", pack: f"= {grams} g"})
    except AssertionError:
        return  # one of the words is more than a name, such as `million`
    for text in (f"3 {thing}", f"3 {pack}", f"3 {pack}/{thing}", f"US$3 per {pack}"):
        written = Written.parse(text, spellings)
        assert Written.parse(f"3 {show(written.unit)}", spellings) == written
        assert "__" not in show(written.unit)
    assert factor(parse_unit(pack, spellings)) == pytest.approx(grams / 1000, rel=1e-15)
    other = _declared(**{pack: f"= {grams + 1} g"})
    assert factor(parse_unit(pack, other)) != factor(parse_unit(pack, spellings))
    assert not same_kind(parse_unit(thing, spellings), parse_unit("one"))
    assert parse_unit("tonnes", spellings) == parse_unit("tonne")
