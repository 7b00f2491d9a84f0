"""The inputs of the graph: where each of their numbers comes from, as fields, and how a reader finds it."""

import pytest

from weighbridge import open_case
from weighbridge.casefile.located_yaml import parse_document
from weighbridge.casefile.reader import read_case
from weighbridge.graph.nodes import DateOf, FigureDate, Input, Laws, NodeKind, Role, Slot, TableRow
from weighbridge.uncertainty.distributions import Point

CASE = """\
title: A small case
article: {title: A, url: "https://example.org", language: en}
claims:
  mass: {quote: {exact: about 120 tons}, value: 120 tonne, hedge: about}
  trucks: {quote: {exact: 6 trucks}, value: 6 truck}
evidence:
  copper: {table: metal-prices, where: {metal: copper, month: 2017-02}, column: price}
  limit: {value: 60 tonne/truck, source: iru-pdf, date: 2017-02}
assumptions:
  usual:
    of: one truck
    triangular:
      low:
        value: 10 tonne/truck
        reason: a guess
        fair: {low: {value: 5 tonne/truck, reason: r}, high: {value: 12 tonne/truck, reason: r}}
      mode: {value: 20 tonne/truck, reason: a guess}
      high: {evidence: limit, reason: a legal limit}
  dice:
    of: a die
    discrete:
      - {value: 1 one, weight: 2 one, reason: r}
      - {value: 2 one, weight: 1 one, reason: r}
  counted: {of: a convoy, empirical: {table: payloads, column: payload, where: {statistic: mean}}}
  mix:
    of: the mix
    composition:
      concentration: {value: 20 one, reason: a guess}
      parts:
        iron: {mean: {value: 0.9 one, reason: a guess}}
        copper: {mean: {value: 0.1 one, reason: a guess}}
  anything: {of: a mix, reason: nothing is known of it, composition: {parts: {a: {}, b: {}}}}
formulas:
  load: {expression: mass / trucks / 2, unit: tonne/truck, reason: half of it}
checks:
  fits: {question: Does it fit?, kind: typical, stated: load, at_most: usual}
"""


@pytest.fixture(scope="module")
def text():
    source = next(iter(open_case("raqqa-2017").library.sources))
    return CASE.replace("iru-pdf", source)


@pytest.fixture(scope="module")
def nodes(make_case, text):
    return {name: variants[None] for name, variants in make_case(text).model.nodes.items()}


def grounds(node):
    return [(figure.role, figure.slot, figure.label) for figure in node.figures]


def test_a_claim_rests_on_its_words_and_on_what_they_allow(nodes):
    assert nodes["mass"].kind is NodeKind.CLAIM
    assert grounds(nodes["mass"]) == [
        (Role.STATED, None, "stated"),
        (Role.HEDGE, None, "hedge about"),
        (Role.SHAPE, None, "shape"),
    ]
    assert [figure.cue for figure in nodes["mass"].figures] == [None, "about", None]
    assert [figure.cue for figure in nodes["trucks"].figures] == [None, "none", None]


def test_evidence_names_its_row_or_its_source_and_of_what_its_date_is(nodes):
    (looked_up,), (cited,) = nodes["copper"].figures, nodes["limit"].figures
    assert (looked_up.role, looked_up.label, looked_up.row.table) == (Role.VALUE, "value", "metal-prices")
    assert looked_up.date == FigureDate("2017-02", DateOf.FIGURE)
    assert (cited.role, cited.row, str(cited.date)) == (Role.VALUE, None, "2017-02")
    assert str(FigureDate("2017", DateOf.PUBLICATION)) == "published 2017"
    assert str(TableRow("payloads", 3, "quarry")) == "payloads.csv:3"


def test_a_parameter_knows_its_slot(nodes):
    assert grounds(nodes["usual"]) == [(Role.PARAMETER, Slot(name), name) for name in ("low", "mode", "high")]
    assert [figure.evidence for figure in nodes["usual"].figures] == [None, None, "limit"]
    assert [end.slot.label for end in nodes["usual"].figures[0].fair.figures] == ["fair low of low", "fair high of low"]
    assert [label for *_, label in grounds(nodes["dice"])] == ["value 1", "weight 1", "value 2", "weight 2"]
    assert [figure.slot for figure in nodes["mix"].figures] == [
        Slot("mean", part="iron"),
        Slot("mean", part="copper"),
        Slot("concentration"),
    ]


def test_rows_parts_and_numbers_in_a_formula_are_no_parameters(nodes):
    assert {(figure.role, figure.slot) for figure in nodes["counted"].figures} == {(Role.ROW, None)}
    assert all(figure.label == figure.row.key for figure in nodes["counted"].figures)
    assert grounds(nodes["anything"]) == [(Role.PARTS, None, "parts")]
    assert grounds(nodes["load"]) == [(Role.NUMBER, None, "number")]


def test_a_case_read_twice_has_the_same_nodes(make_case, text):
    """What a cache may be keyed by: nodes are values, equal and of one hash where they say the same."""
    once, twice, other = (
        read_case(parse_document(one, "case.yaml"), make_case(text).library)[1].nodes
        for one in (text, text, text.replace("12 tonne/truck", "13 tonne/truck"))
    )
    for name, variants in once.items():
        assert variants == twice[name]
        assert {hash(node) for node in variants.values()} == {hash(node) for node in twice[name].values()}
    assert [name for name in once if once[name] != other[name]] == ["usual"]


def test_laws_are_a_mapping_that_is_a_key():
    laws = Laws({"typical": Point(1.0), "generous": Point(2.0)})
    assert laws == Laws({"generous": Point(2.0), "typical": Point(1.0)})
    assert hash(laws) == hash(Laws({"generous": Point(2.0), "typical": Point(1.0)}))
    assert laws != Laws.alike(Point(1.0))
    assert Input("x", NodeKind.CLAIM, laws, ()).law({"hedge width": "generous"}) == Point(2.0)
    assert Input("x", NodeKind.CLAIM, laws, ()).law({}) == Point(1.0)
