"""Every input of a case by the name that sets it, and every kind of change seen in them."""

import re
from dataclasses import replace

import pytest

import logged_case
from weighbridge.base import case_names
from weighbridge.record import InputKind, inputs_of
from weighbridge.text import hedges, units


@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    """The inputs of the case as written."""
    return inputs_of(logged_case.opened(logged_case.written(tmp_path_factory.mktemp("logged"))))


def told(one):
    """An input without its place."""
    return one.model_copy(update={"place": ""})


def differing(before, after):
    """The names of inputs that are there once, or differ."""
    return {
        name
        for name in before.keys() | after.keys()
        if told(before.get(name, before["trucks"])) != told(after.get(name, before["trucks"]))
    }


def inputs_after(folder, **texts):
    return inputs_of(logged_case.opened(logged_case.written(folder, **texts)))


def test_a_row_above_moves_a_line_and_no_input(standing, tmp_path):
    more = logged_case.METALS.replace("\niron", "\nlead,pure,2000,USD/tonne,2017-02,elsewhere,V,\niron")
    assert differing(standing, inputs_after(tmp_path, metals=more)) == set()


def test_a_hedge_is_recorded_with_its_width(standing, tmp_path, monkeypatch):
    table = dict(hedges.hedge_table())
    table["about"] = replace(table["about"], sigma=table["about"].sigma + 0.01)
    monkeypatch.setattr(hedges, "hedge_table", lambda: table)
    assert differing(standing, inputs_after(tmp_path)) == {"hedge about"}


def test_a_unit_is_recorded_with_how_much_it_is(standing, tmp_path, monkeypatch):
    from weighbridge.record import rows

    monkeypatch.setattr(
        rows, "size_of_unit", lambda name: units.size_of_unit(name) * (1.01 if name == "short_ton" else 1)
    )
    assert differing(standing, inputs_after(tmp_path)) == {"unit short_ton"}


@pytest.mark.parametrize(("keys", "value", "is_other"), logged_case.RECORDS, ids=str)
def test_what_is_recorded_of_a_source_is_an_input(standing, tmp_path, keys, value, is_other):
    case = logged_case.opened(logged_case.with_record(logged_case.written(tmp_path), keys, value))
    assert differing(standing, inputs_of(case)) == ({"source elsewhere"} if is_other else set())


def test_a_source_is_told_with_its_trust_and_day_and_the_line_of_its_list(standing):
    found = standing["source elsewhere"]
    assert re.fullmatch(r"V, not read, [0-9a-f]{12}", found.value)
    assert (found.kind, found.place.rpartition("/")[2]) == (InputKind.SOURCE, "sources.json:1")


def test_whom_a_source_repeats_is_recorded_and_used_with_it(standing, tmp_path):
    folder = logged_case.with_record(logged_case.written(tmp_path), ("custom", "origin"), "another")
    assert differing(standing, inputs_of(logged_case.opened(folder))) == {"source elsewhere", "source another"}


@pytest.mark.parametrize("name", case_names())
def test_every_source_that_a_case_rests_on_is_recorded(opened, name):
    case = opened(name)
    asked = {outlet.key for origin in case.rests_on for outlet in origin.outlets}
    assert asked <= {one.removeprefix("source ") for one in inputs_of(case) if one.startswith("source ")}


def test_what_stands_in_the_case_is_told_with_value_reason_sources_and_line(standing):
    high = standing["usual.high"]
    assert (high.kind, high.value, high.reason) == (InputKind.ASSUMPTION, "40 tonne/truck", "our judgement")
    assert standing["usual.mode"].reason == "loads that were seen"  # that of the whole, where it has none itself
    assert (standing["usual.low"].reason, standing["usual.low"].sources) == ("loads that were seen", ("elsewhere",))
    assert standing["iron"].row == "metals: iron, price"
    assert standing["price_of_iron"].value == "evidence iron"
    line = int(re.search(r"case\.yaml:(\d+)$", high.place)[1])
    assert (
        "value: 40 tonne/truck" in logged_case.CASE.splitlines()[line - 1]
        or "high:" in logged_case.CASE.splitlines()[line - 1]
    )


def test_a_change_for_one_run_is_an_input_of_that_run(standing, tmp_path):
    case = logged_case.opened(logged_case.written(tmp_path))
    assert differing(standing, inputs_of(case.with_({"usual.high": "45 tonne/truck"}))) == {"usual.high"}
    assert inputs_of(case.with_(iron="260 USD/tonne"))["iron"].kind is InputKind.ASSUMPTION


@pytest.mark.parametrize("name", ["value", "source", "note", "quote", "set", "uniform", "title", "evidence"])
def test_a_name_that_is_also_a_key_is_an_input_like_any_other(tmp_path, name):
    """Parts, options and readings have names that people choose, and those of keys among them."""
    text = logged_case.CASE.replace("      lightest: {", f"      {name}: {{").replace(
        "      long: {", f"      {name}: {{"
    )
    text = text.replace("iron: {mean", f"{name}: {{mean").replace("shares.iron", f"shares.{name}")
    found = inputs_after(tmp_path, text=text)
    assert found[f"heaviest.{name}: usual.high"].value == "35 tonne/truck"
    # Where a key of the claim has the name already, the kind follows.
    reading = "mass.quote (reading)" if name == "quote" else f"mass.{name}"
    assert found[reading].value == "120 long_ton"
    assert found[f"shares.{name}.mean"].value == "0.9 one"
