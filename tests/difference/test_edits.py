"""The changes from one tree of a case to another: named as people set them, and together exactly the difference."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from difference_cases import BASE
from small_cases import CASES
from weighbridge.casefile.located_yaml import parse_document
from weighbridge.difference.changed_case import with_edits, with_rows
from weighbridge.difference.edits import SECTIONS, edits_between, name_of, row_edits
from weighbridge.evidence.rows import Row
from weighbridge.record import inputs_of

# A place of a tree, and the name under which it is changed.
NAMED = {
    ("claims", "trucks", "value"): "trucks",
    ("claims", "trucks", "hedge"): "trucks.hedge",
    ("claims", "trucks", "hedge_reason"): "trucks.hedge",
    ("claims", "mass", "readings", "short"): "mass.short",
    ("claims", "mass", "readings", "short", "value"): "mass.short",
    ("claims", "mass", "readings", "value", "value"): "mass.value",
    ("claims", "money", "readings", "proceeds", "set", "mix_price"): "money.proceeds: mix_price",
    ("assumptions", "load", "triangular", "high", "value"): "load.high",
    ("assumptions", "load", "triangular", "high", "evidence"): "load.high",
    ("assumptions", "load", "triangular", "high", "fair", "low", "value"): "load.high.fair.low",
    ("assumptions", "load", "shape"): "load.shape",
    ("assumptions", "mix", "composition", "parts", "iron", "mean", "value"): "mix.iron.mean",
    ("assumptions", "mix", "composition", "concentration", "value"): "mix.concentration",
    ("assumptions", "level", "fixed", "value", "value"): "level",
    ("evidence", "limit"): "limit",
    ("formulas", "load"): "load",
    ("checks", "can_carry"): "can_carry",
    ("correlations", "ratios"): "correlations.ratios",
    ("alternatives", "market", "options", "yard"): "market.yard",
    ("alternatives", "market", "options", "yard", "ruled_out"): "market.yard",
    ("alternatives", "market", "options", "set", "set", "price", "uniform", "low"): "market.set: price.low",
    ("alternatives", "market", "options", "yard", "set", "load.high"): "market.yard: load.high",
    ("events", "departure", "candidates", "26 January 2017", "date"): "departure.26 January 2017",
    ("events", "departure", "weekday"): "departure.weekday",
}


@pytest.mark.parametrize(("path", "name"), NAMED.items(), ids=map(".".join, NAMED))
def test_a_place_has_the_name_that_people_type(path, name):
    assert name_of(path) == name


@pytest.mark.parametrize("name", ["raqqa-2017", "oil-2015", "ihs-2016"])
def test_every_figure_of_an_assumption_has_the_name_of_its_record(opened, name):
    case = opened(name)
    recorded = set(inputs_of(case))
    for entry, held in case.document.data.get("assumptions", {}).items():
        for path in _figures(("assumptions", entry), held):
            assert name_of(path) in recorded, path


def _figures(path, held):
    """The places below an assumption at which a figure stands."""
    for key, value in held.items():
        if key in ("value", "evidence") and isinstance(value, str):
            yield (*path, key)
        elif isinstance(value, dict) and key != "where":
            yield from _figures((*path, key), value)


@pytest.mark.parametrize("one", ["raqqa-2017", "oil-2015"])
@pytest.mark.parametrize("other", ["ihs-2016", "azernews-trucks", "raqqa-2017"])
def test_all_edits_together_make_the_other_tree(opened, one, other):
    before, after = (opened(name).document.data for name in (one, other))
    made = with_edits(before, edits_between(before, after))
    for section in SECTIONS:
        assert _said(made.get(section, {})) == _said(after.get(section, {})), section
        if section == "alternatives":
            for choice, entry in after.get(section, {}).items():
                assert next(iter(made[section][choice]["options"])) == next(iter(entry["options"]))


def _said(tree):
    """A tree without what is only for readers, which no edit changes."""
    words = {"of", "what", "question", "note", "meaning", "elsewhere", "title", "label", "hedge_reason"}
    if isinstance(tree, dict):
        return {key: _said(one) for key, one in tree.items() if key not in words}
    return [_said(one) for one in tree] if isinstance(tree, list) else tree


def test_no_edit_alters_the_tree_it_is_made_in(opened):
    before, after = (opened(name).document.data for name in ("raqqa-2017", "oil-2015"))
    kept = copy.deepcopy(before)
    with_edits(before, edits_between(before, after))
    assert before == kept


@given(st.data())
def test_edits_are_independent_of_the_order_in_which_they_are_made(data):
    before = parse_document(BASE, "case.yaml").data
    after = copy.deepcopy(before)
    after["claims"]["mass"]["value"] = "120.0 tonne"
    after["assumptions"]["spare"]["uniform"]["low"] = {"value": "1 tonne/truck", "reason": "another"}
    after["alternatives"]["truck"]["options"] = {"new": {"reason": "r"}, **after["alternatives"]["truck"]["options"]}
    del after["checks"]["can_carry"]
    edits = edits_between(before, after)
    order = data.draw(st.permutations(edits))
    some = order[: data.draw(st.integers(0, len(order)))]
    assert with_edits(before, some) == with_edits(before, sorted(some, key=lambda one: one.name))


ROWS = [{"key": "a", "load": "1"}, {"key": "b", "load": "2"}, {"metal": "iron", "month": "2017-02", "price": "3"}]
AFTER = [{"key": "b", "load": "5"}, {"metal": "iron", "month": "2017-02", "price": "3"}, {"key": "c", "load": "4"}]


def rows(several):
    """Rows of a table."""
    return tuple(Row("loads", line, {**one, "source": "s", "mark": "V"}) for line, one in enumerate(several, 2))


def test_rows_are_told_apart_by_their_key_or_their_words():
    edits = row_edits({"loads": rows(ROWS)}, {"loads": rows(AFTER)})
    assert [one.name for one in edits] == ["loads: a", "loads: b", "loads: c"]
    assert [(sorted(one.added), sorted(one.removed)) for one in edits] == [([], ["a"]), ([], []), (["c"], [])]
    made = with_rows("loads", rows(ROWS), edits)
    assert [one.cells for one in made] == [one.cells for one in rows(AFTER)]


def test_many_rows_are_one_change():
    many = [{"key": f"k{count}", "load": str(count)} for count in range(50)]
    (edit,) = row_edits(
        {"loads": rows(many)}, {"loads": rows([{**one, "load": "7"} for one in many if one["load"] != "7"])}
    )
    assert edit.name == "loads: 50 rows"


def test_nothing_is_changed_where_only_words_for_readers_are(opened):
    case = opened("raqqa-2017")
    after = copy.deepcopy(case.document.data)
    after["title"] = "Another"
    after["checks"]["can_carry"]["question"] = "Could it?"
    after["assumptions"]["borne"]["of"] = "what a truck bears"
    assert edits_between(case.document.data, after) == []
    assert CASES
