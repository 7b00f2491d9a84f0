"""A figure of the library in a case: the same node as by table, row and column, and errors that say what to type."""

# ruff: noqa: E501 (a row of a table stands on one line)

import json

import pytest

from faulty_case import CASE, SOURCES
from weighbridge import CaseError, open_case

SAME = {
    "a month of a series": (
        "{library: copper-price, date: 2017-02}",
        "{table: commodity-prices, where: {month: 2017-02}, column: copper}",
        "USD/tonne",
    ),
    "ounces": (
        "{library: gold-price, date: 2011-09}",
        "{table: commodity-prices, where: {month: 2011-09}, column: gold}",
        "USD/troy_ounce",
    ),
    "gas": (
        "{library: natural-gas-us-price, date: 2020-07}",
        "{table: commodity-prices, where: {month: 2020-07}, column: natural_gas_us}",
        "USD/MMBtu",
    ),
    "a row of the evidence": (
        "{library: truck-load, row: syria-iraq-mean}",
        "{table: payloads, where: {key: syria-iraq-mean}, column: payload}",
        "tonne/truck",
    ),
    "the low end of a row": (
        "{library: iron-scrap-price, row: tsi-2016-12, column: low}",
        "{table: scrap-prices, where: {key: tsi-2016-12}, column: low}",
        "USD/tonne",
    ),
    "the high end of a row": (
        "{library: iron-scrap-price, row: tsi-2016-12, column: high}",
        "{table: scrap-prices, where: {key: tsi-2016-12}, column: high}",
        "USD/tonne",
    ),
    "the one row of a topic": (
        "{library: copper-density}",
        "{table: densities, where: {key: copper-solid}, column: low}",
        "tonne/m**3",
    ),
    "the one row of a day": (
        "{library: iron-scrap-price, date: 2017-03-03}",
        "{table: scrap-prices, where: {key: tsi-2017-03-03}, column: low}",
        "USD/tonne",
    ),
}


def with_evidence(text, unit=""):
    """The small case with one more piece of evidence, and with a check that rests on it where its unit is given."""
    found = CASE.replace("assumptions:\n", f"  figure: {text}\nassumptions:\n", 1)
    if unit:
        found = found.replace("formulas:\n", f"formulas:\n  twice: {{expression: figure + figure, unit: {unit}}}\n", 1)
        check = "  own: {question: Is it?, kind: possible, stated: figure, at_most: twice}\n"
        found = found.replace("checks:\n", f"checks:\n{check}", 1)
    return found


@pytest.mark.parametrize(("library", "table", "unit"), SAME.values(), ids=SAME)
def test_it_is_the_same_node_as_by_table_row_and_column(library, table, unit, write_case):
    one, other = (open_case(write_case(text, unit)) for text in (library, table))
    assert one.model.nodes["figure"] == other.model.nodes["figure"]
    assert str(one.model.units["figure"]) == str(other.model.units["figure"])
    assert one.explain("figure") == other.explain("figure")
    assert unit in one.explain("figure")
    assert without_name(one.verify()) == without_name(other.verify())


def without_name(result):
    """The JSON of a result but for the name of its folder."""
    found = json.loads(result.model_dump_json())
    assert found.pop("case").startswith("case-")
    return found


@pytest.fixture
def write_case(tmp_path):
    """A function that writes the small case with a piece of evidence, and gives its folder."""
    count = iter(range(100))

    def write(text, unit=""):
        folder = tmp_path / f"case-{next(count)}"
        (folder / "evidence").mkdir(parents=True)
        (folder / "evidence" / "sources.json").write_text(SOURCES, encoding="utf-8")
        (folder / "case.yaml").write_text(with_evidence(text, unit), encoding="utf-8")
        return folder

    return write


FAULTS = {
    "an unknown topic": ("{library: coper-price, date: 2017-02}", "`figure.library`: the library has no topic `coper-price`; did you mean `copper-price`"),
    "no such month": ("{library: copper-price, date: 2030-01}", "`figure.date`: the library has no price of copper for 2030-01; take another date: it has 1960-01 to 2026-05"),
    "a year of months": ("{library: copper-price, date: 2017}", "`figure.date`: the library has no price of copper for 2017; write one of its dates, such as `date: 2017-01`"),
    "a day of a month": ("{library: copper-price, date: 2017-02-14}", "`figure.date`: the library has no price of copper for 2017-02-14; write one of its dates, such as `date: 2017-02`"),
    "no date": ("{library: copper-price}", "`copper-price` is a series and needs `date`; it has 1960-01 to 2026-05; add `date: 2026-05`"),
    "a row of a series": ("{library: copper-price, row: x}", "`figure.row`: `copper-price` is a series and has no `row`; write `date: 2017-02`"),
    "several rows": ("{library: iron-scrap-yard-price}", "`figure.library`: the topic `iron-scrap-yard-price` has 3 rows, expected one; name one, as in `row: us-yard-light-iron-2017`: it has `us-yard-light-iron-2017`, `us-yard-sheet-iron-2015-07`, `us-yard-sheet-iron-2017-02`"),
    "several rows of a month": ("{library: iron-scrap-price, date: 2017-02}", "`figure.date`: the topic `iron-scrap-price` has 5 rows for 2017-02, expected one"),
    "an unknown row": ("{library: truck-load, row: syria-irak-mean}", "`figure.row`: the topic `truck-load` has no row `syria-irak-mean`; did you mean `syria-iraq-mean`"),
    "a range": ("{library: iron-scrap-price, row: tsi-2016-12}", "`figure.row`: the row `tsi-2016-12` of the topic `iron-scrap-price` gives a range, 266 to 291; add `column: low` or `column: high`"),
    "another column": ("{library: truck-load, row: syria-iraq-mean, column: payload}", "`figure.column`: a row of the library has no column `payload`; expected one of `high`, `low`"),
    "two forms": ("{library: truck-load, table: payloads}", "`figure`: evidence has either `table`, `where` and `column`, `library` and `date` or `row`, or `value`, `source` and `date`; keep one of them"),
    "a condition": ("{library: truck-load, where: {key: syria-iraq-mean}}", "`figure.where`: evidence from the library has no `where`; write `date: 2017-02` for a month of a series, or `row: KEY` for a row"),
    "what lacks an input": ("{library: iron-scrap-price, row: lme-mean-2017-02}", "nobody can work out"),
    "no date at all": ("{library: copper-price, date: soon}", "`figure.date`"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_had_is_said_with_its_place_and_what_to_type(text, message, write_case):
    folder = write_case(text)
    line = next(n for n, one in enumerate(with_evidence(text).splitlines(), start=1) if one.startswith("  figure"))
    with pytest.raises(CaseError) as raised:
        open_case(folder)
    said = [str(problem) for problem in raised.value.problems]
    assert any(f"case.yaml:{line}: " in one and message in one for one in said), said


def test_a_candidate_day_of_an_event_looks_up_its_month(write_case):
    """The date of a figure of the library may be a part of an event's, as a column of a table may."""
    folder = write_case("{library: copper-price, date: sale.month}")
    path = folder / "case.yaml"
    event = """\
events:
  sale:
    question: When was it sold?
    quote: {exact: in February}
    candidates:
      February: {date: 2017-02-03, preferred: true, reason: as it says}
      March: {date: 2017-03-03, reason: as others say}
"""
    path.write_text(path.read_text(encoding="utf-8") + event, encoding="utf-8")
    case = open_case(folder)
    figures = [variant.figures[0].text for variant in case.model.nodes["figure"].values()]
    assert figures == ["5940.91 USD/tonne", "5824.63 USD/tonne"]


NOTES = "units:\n  bank_note: {counted: a bank note, reason: the text counts them}\n"
WITH_THINGS = {
    "a thing that the case counts": (NOTES, "{library: bank-note-mass, row: note-eur-5}", "0.68 g/bank_note"),
    "a thing that it does not": ("", "{library: bank-note-mass, row: note-eur-5}", "0.68 g"),
    "people": ("", "{library: population, row: population-algeria}", "38813722 person"),
    "a thing that is a unit": ("", "{library: truck-load, row: syria-iraq-mean}", "42.0 tonne/truck"),
}


@pytest.mark.parametrize(("units", "text", "figure"), WITH_THINGS.values(), ids=WITH_THINGS)
def test_a_figure_has_the_things_of_its_topic_as_far_as_the_case_has_them_as_units(units, text, figure, write_case):
    """A table says ``g``, its topic that it is for each bank note: what is divided by notes can be held against it."""
    folder = write_case(text)
    path = folder / "case.yaml"
    path.write_text(path.read_text(encoding="utf-8") + units, encoding="utf-8")
    (node,) = open_case(folder).model.nodes["figure"].values()
    assert node.figures[0].text == figure
