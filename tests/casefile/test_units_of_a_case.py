"""Units that a case declares: read everywhere, refused with their line, and never those of another case."""

# ruff: noqa: E501 (a row of a table stands on one line)

from concurrent.futures import ThreadPoolExecutor

import pytest

from small_cases import unfiled
from weighbridge import CaseError, open_case
from weighbridge.text import factor, is_counted, show
from weighbridge.text.numbers import Written

CASE = """\
title: Flour for houses
article: {title: A, url: "https://example.org/article", language: en}
units:
  houses: {counted: a house, reason: the article counts them}
  bag: {is: 50 kg, reason: the usual bag of the region, sources: [cites-it]}
  pallet: {is: 40 bags, reason: as they are loaded}
claims:
  homes: {quote: {exact: x}, value: "1,200 houses"}
  flour: {quote: {exact: x}, value: 12 thousand bags}
  each: {quote: {exact: x}, value: 10 bags per house}
  share: {quote: {exact: x}, value: 34 percent}
  few: {quote: {exact: x}, value: 27 houses}
evidence:
  ration: {value: 8 bag/house, source: cites-it, date: 2017}
assumptions:
  need:
    of: a house
    triangular:
      low: {value: 5 bags/house, reason: r}
      mode: {evidence: ration}
      high: {value: 0.5 pallets/house, reason: r}
formulas:
  per_house: {expression: flour / homes, unit: bag/houses}
  with_more: {expression: flour / (homes + 5 houses), unit: bag/house, reason: five more}
checks:
  fits: {question: Well?, kind: agrees, stated: each, equals: per_house}
  whole: {question: Well?, kind: agrees, stated: share, counted_in: few}
  can: {question: Well?, kind: possible, stated: per_house, at_most: need}
  usual: {question: Well?, kind: typical, stated: with_more, at_most: need}
alternatives:
  more: {question: Which?, options: {a: {reason: r}, b: {reason: r, set: {need.high: 1 pallet/house}}}}
"""
UNITS, HOUSES, BAG, PALLET, HOMES = 3, 4, 5, 6, 8


@pytest.fixture
def case(folder):
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    return open_case("case.yaml")


def _told(folder, *edits, sets=()):
    text = CASE
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CaseError) as error:
        open_case("case.yaml", sets=sets)
    return str(error.value).splitlines()


def test_what_is_declared_is_read_in_every_section(case):
    found = {name: (case[name].side.as_written or (None,))[0] for name in ("homes", "flour", "each", "per_house")}
    assert found == {"homes": 1200, "flour": 12_000, "each": 10, "per_house": 10}
    assert case["with_more"].side.as_written[0] == pytest.approx(12_000 / 1205, rel=1e-5)
    assert case["need"].side.bounds == pytest.approx((5, 20))


def test_the_checks_are_answered(case):
    result = case.verify()
    assert {name: result[name].overall for name in ("fits", "can")} == {"fits": "holds", "can": "holds"}
    # 9 of 27 are 33.3 and 10 of 27 are 37.0 percent: houses come whole.
    assert result["whole"].findings[0].outcome == "fails"


def test_what_is_changed_may_be_in_declared_units(case, folder):
    assert case.with_(homes="900 houses")["per_house"].side.as_written[0] == pytest.approx(12_000 / 900, rel=1e-5)
    assert case.with_({"need.high": "1 pallet/house"})["need"].side.bounds[1] == pytest.approx(40)
    by_set = open_case("case.yaml", sets=("homes=1 thousand houses",))
    assert by_set["per_house"].side.as_written[0] == pytest.approx(12)
    assert case.under(more="b")["need"].side.bounds[1] == pytest.approx(40)
    assert _told(folder, sets=("homes=900 trucks",)) == [
        "--set homes=900 trucks: `homes.value`: the change gives `truck`, expected a value in `houses`; write the number with its unit"
    ]


def test_what_if_questions_speak_of_declared_units(case):
    assert "homes would have to be 1,000 houses" in str(case.solve("per_house", "homes", "12 bags/house"))
    assert case.numbers["homes"] == 1200
    assert any("bag" in line for line in case.headlines("can", "flour"))
    assert case.with_(each="30 bags/house").slips("fits").tried
    assert case.reconcile() is not None


def test_results_show_the_name_alone_and_read_back(case):
    shown = case.verify().model_dump_json()
    assert "bag/houses" in shown
    assert "__" not in shown
    units = case.model.units
    spellings = case.model.spellings
    again = {name: Written.parse(f"1 {show(unit) or 'one'}", spellings).unit for name, unit in units.items()}
    assert again == dict(units)


def test_what_is_declared_is_a_ground_of_every_number_in_it(case):
    chain = str(case["need"].explain())
    assert "unit `1 bag = 50 kg`: `cites-it`; the usual bag of the region" in chain
    assert "unit `1 pallet = 40 bags`: as they are loaded" in chain
    assert "counted in `houses: a house`: the article counts them" in chain
    assert "counted in" not in str(case["need"].budget.to_dict())


def test_counted_things_are_kinds_of_their_own_in_whole_numbers(case, folder):
    houses, bag = case.model.units["homes"], case.model.units["flour"]
    assert (is_counted(houses), is_counted(bag)) == (True, False)
    assert factor(bag) == 50
    trucks = ("  share:", "  trucks: {quote: {exact: x}, value: 4 trucks}\n  share:")
    (told,) = _told(folder, ("flour / homes", "flour / (homes + trucks)"), trucks)
    assert "`+` joins houses ([counted_houses]) and truck ([vehicle])" in told


NO_HOUSES = ("houses: {counted: a house, reason: the article counts them}", "houses: {counted: a house}")
TAKEN = "use it, or choose another name"

# Edits; the line; the one message.
FAULTS = [
    ([NO_HOUSES], HOUSES, "`reason` is missing in `houses`; add `reason: \"why\"`"),
    ([("reason: the article counts them", 'reason: " "')], HOUSES, "a unit has a `reason`; give one in `houses`"),
    ([("counted: a house", "counted: a house, is: 5 kg")], HOUSES, "a unit has either `counted` or `is`; give one of the two in `houses`"),
    ([("counted: a house, ", "")], HOUSES, "a unit has either `counted` or `is`; give one of the two in `houses`"),
    ([("counted: a house", "count: a house")], HOUSES, "unknown key `count` in `houses`; did you mean `counted`?"),
    ([("  pallet:", "  kg: {is: 5 kg, reason: r}\n  pallet:")], PALLET, f"`kg`: `kg` is already a unit, `kg`; {TAKEN}"),
    ([("  pallet:", "  tonnes: {is: 5 kg, reason: r}\n  pallet:")], PALLET, f"`tonnes`: `tonnes` is already a unit, `tonne`; {TAKEN}"),
    ([("  pallet:", "  m2: {is: 5 kg, reason: r}\n  pallet:")], PALLET, f"`m2`: `m2` is already a unit, `m**2`; {TAKEN}"),
    ([("  pallet:", "  house: {is: 5 kg, reason: r}\n  pallet:")], PALLET, f"`house`: `house` is already a unit, `houses`; {TAKEN}"),
    ([("  pallet:", "  million: {is: 5 kg, reason: r}\n  pallet:")], PALLET, "`million`: `million` has a meaning of its own beside a number; choose another name"),
    ([("  pallet:", "  per: {is: 5 kg, reason: r}\n  pallet:")], PALLET, "`per`: `per` has a meaning of its own beside a number; choose another name"),
    ([("  pallet:", "  big bag: {is: 5 kg, reason: r}\n  pallet:")], PALLET, "`big bag`: `big bag` cannot be the name of a unit; use letters, digits and _, and begin with a letter"),
    ([("counted: a house", "counted: a truck")], HOUSES, "`houses.counted`: `a truck` is counted in `truck` already; use that unit, or say in other words what is counted"),
    ([("is: 50 kg", "is: 45 to 50 kg")], BAG, "`bag.is`: `45 to 50 kg` is not what one unit can be; a unit is one number above zero; make what is uncertain an assumption"),
    ([("is: 50 kg", "is: 0 kg")], BAG, "`bag.is`: `0 kg` is not what one unit can be; a unit is one number above zero; make what is uncertain an assumption"),
    ([("is: 50 kg", "is: 1 ton")], BAG, "`bag.is`: a bare `ton` has three meanings; write `tonne` (1000 kg), `short_ton` (2000 lb) or `long_ton` (2240 lb)"),
    ([("is: 50 kg", "is: fifty")], BAG, "`bag.is`: `fifty` is not a number with a unit; write it as `2500 tonne` or `1 to 3 million USD/day`"),
    ([("sources: [cites-it]", "sources: [cite-it]")], BAG, "`bag.sources`: unknown source `cite-it`; did you mean `cites-it`?"),
    ([("  homes: {", "  bag: {quote: {exact: x}, value: 5 kg}\n  homes: {")], HOMES, "`bag`: this is the name of a unit; choose another name"),
    ([('"1,200 houses"', "1,200 houses")], HOMES, 'the text of `value` has a comma, and ends there for YAML; put the text in quotes: `value: "1,200 houses"`'),
    ([('"1,200 houses"', "1200 hovels")], HOMES, "`homes.value`: unknown unit `hovels`; declare it in the case, `units: {hovels: {counted: ..., reason: ...}}` or `{is: 50 kg, reason: ...}`, or write another: of the case `bag`, `houses`, `pallet`; of mass `kg`"),
]  # fmt: skip


@pytest.mark.parametrize(("edits", "line", "message"), FAULTS)
def test_a_wrong_declaration_is_one_message_with_its_line(folder, edits, line, message):
    """What rests on a unit that could not be read is not reported again."""
    told = _told(folder, *edits)
    assert [one for one in told if not one.startswith(f"case.yaml:{line}: {message}")] == []
    assert len(told) == 1


def test_a_section_that_is_no_mapping_is_reported(folder):
    begin, end = CASE.index("units:"), CASE.index("claims:")
    told = _told(folder, (CASE[begin:end], "units: houses\n"))
    assert told[0] == f"case.yaml:{UNITS}: `units` is not a mapping of names; write `name: {{...}}` below it"


def _bags(meaning):
    return unfiled(
        f"""\
title: T
article: {{title: A, url: u, language: en}}
units: {{bag: {{{meaning}, reason: r}}}}
claims: {{n: {{quote: {{exact: x}}, value: 3 bags}}}}
formulas: {{whole: {{expression: n + 1 bag, unit: bag, reason: r}}}}
checks: {{c: {{question: q, kind: agrees, stated: n, equals: whole}}}}
"""
    )


def test_two_cases_that_declare_one_name_differently_do_not_meet():
    light, heavy, counted = _bags("is: 40 kg"), _bags("is: 60 kg"), _bags("counted: a bag")
    for _ in range(2):  # in turn: nothing that one has read is taken by another
        for case, root in ((light, 40), (heavy, 60), (counted, 1)):
            unit = case.model.units["n"]
            assert (factor(unit), show(unit)) == (root, "bag")
            assert case["whole"].side.as_written == (4.0, 4.0)
    assert is_counted(counted.model.units["n"])
    assert _bags("is: 40 kg").model.units["n"] == light.model.units["n"]


def test_many_cases_may_declare_at_once():
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda kg: factor(_bags(f"is: {kg} kg").model.units["n"]), [*range(1, 21)] * 2))
    assert found == [float(kg) for kg in [*range(1, 21)] * 2]


def test_what_a_bare_word_means_can_be_declared():
    """A ton that the article means to be metric: refused without a word, read with one, and shown as it is called."""
    text = """\
title: T
article: {title: A, url: u, language: en}
UNITSclaims: {n: {quote: {exact: x}, value: 3 tons}, in_lb: {quote: {exact: x}, value: 6.61 thousand lbs}}
checks: {c: {question: q, kind: agrees, stated: n, equals: in_lb}}
"""
    with pytest.raises(CaseError, match="a bare `tons` has three meanings"):
        _ = unfiled(text.replace("UNITS", "")).model
    for ton, kg in (("tonne", 1000), ("short_ton", 907.18474)):
        case = unfiled(text.replace("UNITS", f"units: {{ton: {{is: 1 {ton}, reason: the ministry counts so}}}}\n"))
        assert (show(case.model.units["n"]), factor(case.model.units["n"])) == ("ton", kg)


def _in_bags(stated, given, unit):
    """A case of bags of which a formula gives what is stated."""
    return unfiled(
        f"""\
title: T
article: {{title: A, url: u, language: en}}
units: {{bag: {{is: 50 kg, reason: r}}, round: {{is: 7 day, reason: r}}}}
claims:
  stated: {{quote: {{exact: x}}, value: {stated}}}
  part: {{quote: {{exact: x}}, value: 10 to 40 bags}}
formulas: {{given: {{expression: "{given}", unit: {unit}, reason: r}}}}
checks: {{c: {{question: q, kind: agrees, stated: stated, equals: given}}}}
"""
    )


@pytest.mark.parametrize(
    ("stated", "given", "outcome"),
    [
        ("280 bags/month", "10 bags/day * (part / part)", "holds"),  # 28 days
        ("310 bags/month", "10 bags/day * (part / part)", "holds"),  # 31 days
        ("250 bags/month", "10 bags/day * (part / part)", "fails"),
        ("15.5 tonne/month", "10 bags/day * (part / part)", "holds"),
    ],
)
def test_numbers_of_a_formula_in_declared_units_meet_months_by_their_length(stated, given, outcome):
    finding = _in_bags(stated, given, "bag/month").verify()["c"].reference
    assert finding.outcome == outcome


def test_a_declared_unit_that_is_a_time_is_not_converted_twice():
    """A round of seven days: the 7 is in its unit already."""
    with pytest.raises(CaseError, match=r"case\.yaml:7: .*converts") as error:
        _in_bags("70 bags/round", "part * 7 / 1 day", "bag/round").verify()
    assert len(str(error.value).splitlines()) == 1


def test_what_cancels_out_is_gone_in_declared_units_too():
    case = _in_bags("1 one", "part / (part + 5 bags) + 5 bags / (part + 250 kg)", "one")
    assert case["given"].side.bounds == pytest.approx((1, 1), abs=1e-12)


def test_a_point_is_no_share(folder):
    """By how many points two shares differ is told apart from a share where a share is meant."""
    point = "3 percentage points"
    counted = _told(folder, ("value: 34 percent", f"value: {point}"))
    assert counted == [
        "case.yaml:27: `whole`: `share` (`percentage_point`) of `few` (`houses`) is not a number of whole things; only what is counted comes in whole numbers"
    ]
    rise = """\
title: T
article: {title: A, url: u, language: en}
claims:
  before: {quote: {exact: x}, value: 34%}
  after: {quote: {exact: x}, value: 37%}
  rise: {quote: {exact: x}, value: 3 percentage points}
formulas:
  points: {expression: after - before, unit: UNIT}
checks:
  fits: {question: q, kind: agrees, stated: rise, equals: points}
"""
    fair = unfiled(rise.replace("UNIT", "percentage point"))
    assert fair.verify()["fits"].overall == "holds"
    with pytest.raises(CaseError) as error:
        _ = unfiled(rise.replace("UNIT", "percent")).model
    assert str(error.value) == (
        "case.yaml:10: `fits`: cannot compare `rise` in percentage_point and `points` in percent; "
        "by how many points two shares differ is not a share: give both `percentage_point`, or neither"
    )
