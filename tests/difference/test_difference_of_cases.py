"""What is said of two cases: which inputs changed, which figures moved, which outcomes turned, and what turned them."""

# ruff: noqa: E501 (a row of a table stands on one line)

import json
from dataclasses import replace

import pytest

from difference_cases import BASE, SOURCES, TABLE, changed, opened
from edited_cases import edited, renamed
from weighbridge.difference import Difference, compare
from weighbridge.difference.results import Change, Subject

MORE_CHECKS = """\
checks:
  enough: {question: Is it much?, kind: possible, stated: load, at_most: spare}
  can_carry:"""
CORRELATED = """\
  other: {of: another, uniform: {low: {value: 0 tonne/truck, reason: none}, high: {value: 1 tonne/truck, reason: none}}}
formulas:"""

# Each row: what is changed (text, table, sources), the inputs that changed by name with what happened to them, the
# verdict before and after, and what turned it: alone, taken back alone, together.
CASES = {
    "nothing": ((BASE, TABLE, SOURCES), {}, "fits fits", None),
    "a claim": (
        (changed(("value: 100.0 tonne", "value: 300.0 tonne")), TABLE, SOURCES),
        {"mass": "changed"},
        "fits does not fit",
        (["mass"], ["mass"], []),
    ),
    "a claim that turns nothing": (
        (changed(("value: 100.0 tonne", "value: 105.0 tonne")), TABLE, SOURCES),
        {"mass": "changed"},
        "fits fits",
        None,
    ),
    "an amount in another unit": (
        (changed(("high: {value: 5 tonne/truck", "high: {value: 5000 kg/truck")), TABLE, SOURCES),
        {"spare.high": "written otherwise"},
        "fits fits",
        None,
    ),
    "the wording": (
        (changed(("value: 100.0 tonne, hedge: none", "value: 100.0 tonne, hedge: about")), TABLE, SOURCES),
        {"mass.hedge": "changed", "hedge about": "added", "hedge none": None},
        "fits fits",
        None,
    ),
    "a parameter": (
        (changed(("high: {value: 5 tonne/truck", "high: {value: 7 tonne/truck")), TABLE, SOURCES),
        {"spare.high": "changed"},
        "fits fits",
        None,
    ),
    "a reason": (
        (changed(("reason: a guess", "reason: a better guess")), TABLE, SOURCES),
        {"spare.high": "its grounds changed"},
        "fits fits",
        None,
    ),
    "another distribution": (
        (
            changed(
                (
                    "uniform: {low: {value: 0 tonne/truck, reason: none}, high: {value: 5 tonne/truck, reason: a guess}}",
                    "fixed: {value: {value: -20 tonne/truck, reason: a guess}}",
                ),
                ("spare.high: 6 tonne/truck", "spare: -21 tonne/truck"),
            ),
            TABLE,
            SOURCES,
        ),
        {
            "spare": "changed",
            "spare.low": "removed",
            "spare.high": "removed",
            "truck.theirs: spare": "added",
            "truck.theirs: spare.high": "removed",
        },
        "fits does not fit",
        ([], [], ["spare", "truck.theirs: spare"]),
    ),
    "a figure of a table": (
        (BASE, TABLE.replace("limit,30", "limit,10"), SOURCES),
        {"limit": "changed"},
        "fits does not fit",
        (["loads: limit"], ["loads: limit"], []),
    ),
    "another row": (
        (changed(("where: {key: limit}", "where: {key: other}")), TABLE, SOURCES),
        {"limit": "changed"},
        "fits does not fit",
        (["limit"], ["limit"], []),
    ),
    "a row that came": (
        (changed(("where: {key: limit}", "where: {key: third}")), TABLE + "third,4,tonne/truck,a-source,V,\n", SOURCES),
        {"limit": "changed"},
        "fits does not fit",
        (["limit"], ["limit"], []),
    ),
    "a row that went": (
        (changed(("where: {key: limit}", "where: {key: other}")), TABLE.replace("limit,30,tonne/truck,a-source,V,\n", ""), SOURCES),
        {"limit": "changed"},
        "fits does not fit",
        (["limit"], ["limit"], []),
    ),
    "a formula": (
        (changed(("mass / trucks", "mass / trucks + mass / trucks + mass / trucks")), TABLE, SOURCES),
        {"load": "changed"},
        "fits does not fit",
        (["load"], ["load"], []),
    ),
    "two that turn it together": (
        (changed(("value: 100.0 tonne", "value: 150.0 tonne")), TABLE.replace("limit,30", "limit,20"), SOURCES),
        {"mass": "changed", "limit": "changed"},
        "fits does not fit",
        ([], ["loads: limit", "mass"], ["loads: limit", "mass"]),
    ),
    "two of which each turns it": (
        (changed(("value: 100.0 tonne", "value: 300.0 tonne")), TABLE.replace("limit,30", "limit,5"), SOURCES),
        {"mass": "changed", "limit": "changed"},
        "fits does not fit",
        (["loads: limit", "mass"], [], []),
    ),
    "three that turn it together, and one that does not matter": (
        (
            changed(("value: 100.0 tonne", "value: 130.0 tonne"), ("five trucks}, value: 5 truck", "five trucks}, value: 4 truck"), ("reason: as there", "reason: as over there")),
            TABLE.replace("limit,30", "limit,24").replace("other,4", "other,3"),
            SOURCES,
        ),
        {"mass": "changed", "trucks": "changed", "limit": "changed", "truck.theirs": "its grounds changed", "truck.theirs: spare.high": "its grounds changed"},
        "fits does not fit",
        ([], ["loads: limit", "mass", "trucks"], ["loads: limit", "mass", "trucks"]),
    ),
    "an option that turns it": (
        (changed(("set: {spare.high: 6 tonne/truck}", "set: {load: mass / trucks + mass / trucks + mass / trucks}")), TABLE, SOURCES),
        {"truck.theirs: load": "added", "truck.theirs: spare.high": "removed"},
        "fits depends",
        (["truck.theirs: load"], [], []),
    ),
    "a new option": (
        (changed(("checks:", "      worse: {reason: as far, sources: [a-source], set: {load: mass / trucks + mass / trucks + mass / trucks}}\nchecks:")), TABLE, SOURCES),
        {"truck.worse": "added", "truck.worse: load": "added"},
        "fits depends",
        (["truck.worse"], ["truck.worse"], []),
    ),
    "options in another order": (
        (
            changed(
                ("      ours: {reason: as here}\n      theirs: {reason: as there, sources: [a-source], set: {spare.high: 6 tonne/truck}}", "      theirs: {reason: as there}\n      ours: {reason: as here, sources: [a-source], set: {spare.high: 6 tonne/truck}}")
            ),
            TABLE,
            SOURCES,
        ),
        {"truck.ours": "changed", "truck.theirs": "changed", "truck.ours: spare.high": "added", "truck.theirs: spare.high": "removed"},
        "fits fits",
        None,
    ),
    "a check that came": (
        (changed(("checks:\n  can_carry:", MORE_CHECKS)), TABLE, SOURCES),
        {"enough": "added"},
        "fits does not fit",
        (["enough"], ["enough"], []),
    ),
    "an assumption that came with what refers to it": (
        (changed(("formulas:", CORRELATED), ("limit + spare", "limit + spare - other")), TABLE, SOURCES),
        {"capacity": "changed", "other": "added", "other.low": "added", "other.high": "added"},
        "fits fits",
        None,
    ),
    "a claim that came with what refers to it": (
        (
            changed(
                ("evidence:", "  days: {quote: {exact: three days}, value: 3.0 one}\nevidence:"),
                ("mass / trucks", "mass / trucks * days"),
            ),
            TABLE,
            SOURCES,
        ),
        {"days": "added", "days.quote": "added", "load": "changed"},
        "fits does not fit",
        (["load"], ["load"], []),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def difference(tmp_path_factory):
    """The difference of a row, once."""
    kept: dict[str, Difference] = {}

    def found(name: str) -> Difference:
        if name not in kept:
            folder = tmp_path_factory.mktemp("cases")
            kept[name] = compare(opened(folder / "before"), opened(folder / "after", *CASES[name][0]))
        return kept[name]

    return found


@pytest.mark.parametrize("name", CASES)
def test_the_inputs_that_changed_are_named_with_what_happened_to_them(difference, name):
    _, expected, _, _ = CASES[name]
    found = {
        one.name: str(one.change) for one in difference(name).inputs if not one.name.startswith(("unit ", "hedge none"))
    }
    assert found == {key: what for key, what in expected.items() if what is not None}


@pytest.mark.parametrize("name", [name for name, row in CASES.items() if row[2]])
def test_the_verdict_turns_where_it_does(difference, name):
    found = difference(name)
    assert f"{found.before.badge} {found.after.badge}" == CASES[name][2]
    turned = [one for one in found.turned if one.subject is Subject.ARTICLE]
    assert bool(turned) is (found.before.badge != found.after.badge)


@pytest.mark.parametrize("name", [name for name, row in CASES.items() if row[3]])
def test_what_turned_it_is_found(difference, name):
    alone, back, together = CASES[name][3]
    causes = next(one.causes for one in difference(name).turned if one.subject is Subject.ARTICLE)
    assert (causes.alone, causes.taken_back, causes.together) == (alone, back, together)
    assert causes.is_smallest
    assert not difference(name).trials.was_cut


def test_nothing_differs_between_a_case_and_itself(raqqa):
    found = compare(raqqa, raqqa)
    assert found.is_same
    assert (found.headline, found.trials.tried) == ("Nothing differs.", 0)


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name][3]])
def test_the_other_way_round_is_the_mirror(difference, name, tmp_path):
    found = difference(name)
    mirror = compare(opened(tmp_path / "after", *CASES[name][0]), opened(tmp_path / "before"))
    assert {(one.name, one.before, one.after) for one in mirror.inputs} == {
        (one.name, one.after, one.before) for one in found.inputs
    }
    assert {(m.of, m.measure, m.before, m.after) for m in mirror.moved} == {
        (m.of, m.measure, m.after, m.before) for m in found.moved
    }
    assert {(one.subject, one.name, one.before, one.after) for one in mirror.turned} == {
        (one.subject, one.name, one.after, one.before) for one in found.turned
    }
    assert {(one.name, one.in_after) for one in mirror.only_one} == {
        (one.name, not one.in_after) for one in found.only_one
    }
    pairs = {(one.subject, one.name): one.causes for one in mirror.turned}
    for one in found.turned:
        other = pairs[one.subject, one.name]
        assert (one.causes.alone, one.causes.taken_back) == (other.taken_back, other.alone)
        assert (one.causes.together, one.causes.back_together) == (other.back_together, other.together)


def test_figures_move_in_their_unit_and_in_percent(difference):
    moved = {(one.of, str(one.measure)): one for one in difference("a claim").moved}
    load = moved["load", "value"]
    assert (load.before, load.after, load.unit, load.difference, load.percent) == (20, 60, "tonne/truck", 40, 200)
    assert load.told_apart
    assert ("capacity", "value") not in moved


def test_the_same_amount_in_another_unit_moves_nothing(difference):
    found = difference("an amount in another unit")
    assert (found.moved, found.turned, found.ways) == ([], [], [])


def test_a_unit_that_is_converted_leaves_only_what_moved(tmp_path):
    text = changed(("expression: mass / trucks, unit: tonne/truck", "expression: mass / trucks, unit: kg/truck"))
    found = compare(opened(tmp_path / "before"), opened(tmp_path / "after", text))
    assert found.moved == []
    (unit, _) = found.inputs  # the second is how much a kilogram is, which is now used
    assert (unit.name, unit.before, unit.after) == ("load.unit", "tonne/truck", "kg/truck")


def test_what_only_one_has_is_named(difference):
    found = difference("a check that came")
    assert [(one.kind, one.name, one.in_after) for one in found.only_one] == [("check", "enough", True)]
    found = difference("a new option")
    assert [(one.kind, one.name, one.in_after) for one in found.only_one] == [("option", "truck.worse", True)]


def test_a_difference_within_what_drawing_leaves_open_is_not_told_apart(raqqa):
    seeded = replace(raqqa, settings=replace(raqqa.settings, seed=7), cache=type(raqqa.cache)())
    found = compare(raqqa, seeded)
    means = [one for one in found.moved if one.measure == "value"]
    assert means
    assert sum(not one.told_apart for one in means) > len(means) / 2
    assert "The two were drawn with other seeds or other numbers of draws." in found.notes
    assert found.inputs == []


RENAMED = {
    "an assumption": {"spare": "slack"},
    "evidence": {"limit": "bound"},
    "a claim": {"trucks": "lorries"},
    "formulas that refer to one another": {"load": "burden", "capacity": "strength"},
    "all at once": {
        "mass": "weight",
        "trucks": "lorries",
        "limit": "bound",
        "spare": "slack",
        "load": "burden",
        "capacity": "strength",
    },
}


@pytest.mark.parametrize("names", RENAMED.values(), ids=RENAMED)
def test_a_name_that_changed_is_the_same_thing(tmp_path, names):
    before = opened(tmp_path)
    after = edited(before, lambda tree: tree.update(renamed(tree, names)))
    found = compare(before, after)
    assert {(one.before, one.after) for one in found.renamed} == set(names.items())
    assert {one.change for one in found.inputs} == {Change.RENAMED}
    assert (found.moved, found.turned, found.only_one) == ([], [], [])


def test_a_name_that_changed_together_with_its_value_is_known_by_what_refers_to_it(tmp_path):
    text = changed(
        ("  spare:\n    of", "  slack:\n    of"),
        ("limit + spare", "limit + slack"),
        ("set: {spare.high", "set: {slack.high"),
        ("high: {value: 5 tonne/truck", "high: {value: 4 tonne/truck"),
    )
    found = compare(opened(tmp_path / "before"), opened(tmp_path / "after", text))
    assert [(one.before, one.after) for one in found.renamed] == [("spare", "slack")]
    assert [(one.name, str(one.change)) for one in found.inputs] == [("slack", "renamed"), ("slack.high", "changed")]


def test_a_check_and_an_option_may_have_another_name(tmp_path):
    text = changed(("  can_carry: {", "  carries: {"), ("      theirs: {", "      others: {"))
    found = compare(opened(tmp_path / "before"), opened(tmp_path / "after", text))
    assert {(one.kind, one.before, one.after) for one in found.renamed} == {
        ("check", "can_carry", "carries"),
        ("option", "truck.theirs", "truck.others"),
    }
    assert (found.turned, found.moved, found.only_one) == ([], [], [])


def test_an_option_that_is_taken_is_a_change(raqqa):
    found = compare(raqqa, raqqa.under(convoys="counted ones only"))
    assert [(one.name, one.before, one.after) for one in found.inputs] == [
        ("convoys", "announced ones too", "counted ones only")
    ]
    for one in found.turned:
        assert one.causes.alone == ["convoys"]


def test_a_log_says_why(tmp_path):
    before, after = (
        opened(tmp_path / "before"),
        opened(
            tmp_path / "after",
            changed(
                ("high: {value: 5 tonne/truck, reason: a guess", "high: {value: 7 tonne/truck, reason: a better guess")
            ),
        ),
    )
    from weighbridge.record import begin_log, record_changes

    begin_log(before, "as it stood")
    (after.path.parent / "log.yaml").write_bytes((before.path.parent / "log.yaml").read_bytes())
    record_changes(after, "a truck was weighed")
    (one,) = [one for one in compare(before, after).inputs if one.name == "spare.high"]
    assert one.why == "a truck was weighed"
    assert one.logged


def test_a_source_that_counts_otherwise_is_seen(tmp_path):
    both = SOURCES.replace("[{", '[{"id": "its-origin", "type": "webpage", "title": "O", "custom": {"trust": "V"}}, {')
    repeats = both.replace('"use": "cited"', '"use": "cited", "origin": "its-origin"')
    from weighbridge.difference.changed_case import Pair

    pair = [opened(tmp_path / name, BASE, TABLE, one) for name, one in (("a", both), ("b", repeats))]
    for case in pair:
        case.verify().checks  # noqa: B018 (what they read is known afterwards)
    assert list(Pair.of(*pair).edits) == ["source a-source"]


def test_the_json_holds_all_of_it_and_comes_back(difference):
    found = difference("two that turn it together")
    assert Difference.model_validate_json(found.model_dump_json()) == found
    assert {"inputs", "moved", "turned", "trials"} <= set(json.loads(found.model_dump_json()))


@pytest.mark.parametrize("name", CASES)
def test_every_form_of_it_says_the_same(difference, name):
    found = difference(name)
    page, text = found._repr_html_(), found.markdown()
    assert found.headline in page.replace("&#39;", "'")
    for one in found.turned:
        assert f"{one.before} → {one.after}" in text.replace("\\", "")
        assert one.before in page
    assert len(found.input_table()) == len(found.inputs)
    assert len(found.table()) == len(found.turned) + sum(one.told_apart for one in found.moved)
