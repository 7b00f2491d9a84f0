"""Every input of a case by the name that sets it, and every kind of change seen in them."""

import re
from dataclasses import replace

import pytest

import logged_case
from weighbridge.record import InputKind, inputs_of
from weighbridge.text import hedges, units

# What is changed in the case file: the old text, the new one, and the inputs that are then not what they were.
CHANGES = [
    ("value: 6 truck", "value: 7 truck", "trucks"),
    ("quote: {exact: 6 trucks}", "quote: {exact: six trucks}", "trucks.quote"),
    ('prefix: "loaded with "', 'prefix: "loaded by "', "mass.quote"),
    ("hedge: about", "hedge: nearly", "mass.hedge; hedge about; hedge nearly"),
    ("hedge_reason: the cue stands in the text", "hedge_reason: ours", "mass.hedge"),
    ("is_a: count", "is_a: measure", "trucks.is_a"),
    ("{value: 120 tonne, reason: usual there", "{value: 130 tonne, reason: usual there", "mass.metric"),
    ("reason: usual there", "reason: usual everywhere", "mass.metric; mass.metric counts"),
    (", ruled_out: nobody says so", "", "mass.long; mass.long counts"),
    ("exact: etwa 120 Tonnen", "exact: etwa 12 Tonnen", "mass.elsewhere 1"),
    ("    weekday: Thursday\n", "", "sold.weekday"),
    ("{date: 2015-07-02, reason: the outlier", "{date: 2015-07-09, reason: the outlier", "sold.2 July 2015"),
    (
        "facts: [raqqa-bridges-2017-02]",
        "facts: [raqqa-two-bridges]",
        "sold.2 February 2017; sold.2 February 2017 counts; events: raqqa-bridges-2017-02; events: raqqa-two-bridges",
    ),
    (", ruled_out: too early", "", "sold.26 January 2017; sold.26 January 2017 counts"),
    ("set: {discount.low: 0.6 one}", "set: {discount.low: 0.65 one}", "sold.2 July 2015: discount.low"),
    ("autumn: {date: 2015-10-29", "autumn: {date: 2015-10-22", "sold.autumn"),
    ("where: {key: iron}", "where: {key: steel}", "iron"),
    ("library: gold-price, date: 2017-02", "library: gold-price, date: 2017-01", "gold"),
    ("value: 12 percent", "value: 13 percent", "rate"),
    ("value: 12 percent, source: elsewhere", "value: 12 percent, source: another", "rate"),
    ("reason: loads that were seen", "reason: loads", "usual; usual.low; usual.mode"),
    ("    triangular:", "    pert:", "usual"),
    ("mode: 20 tonne/truck", "mode: 22 tonne/truck", "usual.mode"),
    ("value: 40 tonne/truck", "value: 42 tonne/truck", "usual.high"),
    (
        "low: {value: 30 tonne/truck, reason: our judgement}",
        "low: {value: 31 tonne/truck, reason: our judgement}",
        "usual.high.fair.low",
    ),
    ("reason: what one truck carried", "reason: what two trucks carried", "usual.high.fair.high"),
    ("    shape: {sources: [elsewhere], reason: a study of such discounts}\n", "", "discount.shape"),
    ("reason: a study of such discounts", "reason: a survey of such discounts", "discount.shape"),
    ("low: {value: 0.7 one, sources: [elsewhere]}", "low: {value: 0.7 one, sources: [another]}", "discount.low"),
    ("fixed: {value: {evidence: iron}}", "fixed: {value: {value: 250 USD/tonne, reason: ours}}", "price_of_iron"),
    ("value: 0.3 one", "value: 0.4 one", "strength"),
    ("{value: 1 one, weight: 2 one", "{value: 1 one, weight: 3 one", "grades.weight 1"),
    ("{value: 0.8 one, weight", "{value: 0.9 one, weight", "grades.value 2"),
    ("value: 20 one, reason: our judgement", "value: 25 one, reason: our judgement", "shares.concentration"),
    (
        "iron: {mean: {value: 0.9 one, sources: [elsewhere]}}",
        "iron: {mean: {value: 0.9 one, sources: [another]}}",
        "shares.iron.mean",
    ),
    ("expression: mass / trucks", "expression: mass / (trucks + trucks)", "load"),
    ("expression: money / mass, unit: USD/tonne", "expression: money / mass, unit: USD/kg", "price.unit; unit kg"),
    ("between: [usual, discount], rank", "between: [discount, usual], rank", "correlations.tied.between"),
    ("as seen: {reason: seen so}", "as seen: {reason: seen here}", "heaviest.as seen"),
    (
        "{value: 60 tonne/truck, reason: said}",
        "{value: 65 tonne/truck, reason: said}",
        "heaviest.heavier: usual.high",
    ),
    ("set: {usual.high: 35 tonne/truck}", "set: {usual.high: 36 tonne/truck}", "heaviest.lightest: usual.high"),
    ("reason: light, ruled_out: no truck is", "reason: light", "heaviest.lightest; heaviest.lightest: usual.high"),
    ("stated: load, at_most: usual", "stated: load, equals: usual", "fits"),
    ("kind: typical, stated: load", "kind: possible, stated: load", "fits"),
    (", premise: our own question", "", "fetches.premise"),
    (
        "groups:\n      scrap: {where: {kind: scrap}",
        "groups:\n      scrap: {where: {kind: pure}",
        "comparisons.prices.scrap; metals: tin",
    ),
    ("otherwise: 10}", "otherwise: 12}", "losses.publish.otherwise"),
    ("{is: 50 kg, reason", "{is: 60 kg, reason", "units.sack.is; unit sack"),
    ("  - Nobody weighed it.\n", "  - Nobody weighed it.\n  - Nor counted it.\n", "not_known"),
    ('url: "https://example.org/a"', 'url: "https://example.org/b"', "article.url"),
    ("language: en, source: elsewhere", "language: de, source: elsewhere", "article.language"),
]
# Words for a reader: nothing follows from them.
WORDS = [
    ("title: Trucks of scrap", "title: Trucks"),
    ("summary: A summary for readers.", "summary: Another."),
    ("called: the load of a truck", "called: the load"),
    ("meaning: about 120 tonnes", "meaning: some 120 tonnes"),
    ("author: N. N.", "author: M. M."),
    ("note: no date", "note: without a date"),
    ("question: How heavy?", "question: How heavy are they?"),
    ("question: Does it fit?", "question: Can it be?"),
    ("question: On which day?", "question: When?"),
    ("of: one truck", "of: a truck"),
    ("what: a rate", "what: the rate"),
    ("{one: price, many: prices, verb: was}", "{one: price, many: prices, verb: were}"),
]


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


@pytest.mark.parametrize(("old", "new", "names"), CHANGES, ids=lambda text: str(text)[:40])
def test_each_kind_of_change_shows_in_the_inputs_it_is_a_change_of(standing, tmp_path, old, new, names):
    after = inputs_after(tmp_path, text=logged_case.changed(logged_case.CASE, old, new))
    assert differing(standing, after) == set(names.split("; "))


@pytest.mark.parametrize(("old", "new"), WORDS, ids=lambda text: text[:40])
def test_words_for_readers_are_no_inputs(standing, tmp_path, old, new):
    assert differing(standing, inputs_after(tmp_path, text=logged_case.changed(logged_case.CASE, old, new))) == set()


ROWS = [
    ("metals", "iron,scrap,250", "iron,scrap,251", "iron; metals: iron"),
    (
        "metals",
        "steel,scrap,270,USD/tonne,2017-02,elsewhere",
        "steel,scrap,270,USD/tonne,2017-02,another",
        "metals: steel",
    ),
    (
        "metals",
        "steel,scrap,270,USD/tonne,2017-02,elsewhere,V",
        "steel,scrap,270,USD/tonne,2017-02,elsewhere,D",
        "metals: steel",
    ),
    ("metals", "steel,scrap", "steel,pure", "metals: steel"),
    ("metals", "tin,pure,20000", "tin,pure,20001", ""),
    ("metals", "key,kind", "key,kind", ""),
    ("copper", "2017-02,5940.91", "2017-02,5941.91", "copper"),
    ("copper", "2015-07,5456.75", "2015-07,5457.75", "sold.2 July 2015: copper"),
    ("copper", "2014-07,7113.38", "2014-07,7114.38", ""),
]


@pytest.mark.parametrize(("table", "old", "new", "names"), ROWS, ids=lambda text: text[:40])
def test_a_changed_cell_shows_in_what_is_read_from_its_row_and_nowhere_else(standing, tmp_path, table, old, new, names):
    text = {"metals": logged_case.METALS, "copper": logged_case.COPPER}[table]
    after = inputs_after(tmp_path, **{table: logged_case.changed(text, old, new)})
    assert differing(standing, after) == set(filter(None, names.split("; ")))


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
