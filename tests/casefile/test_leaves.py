"""The inputs of the graph: where each of their numbers comes from, as fields, and how a reader finds it."""

import pytest

from small_cases import SCRAP
from weighbridge.casefile.located_yaml import parse_document
from weighbridge.casefile.reader import read_case
from weighbridge.graph.nodes import DateOf, FigureDate, Input, Laws, NodeKind, Role, Slot, TableRow
from weighbridge.uncertainty.distributions import Point


@pytest.fixture(scope="module")
def nodes(make_case):
    return {name: variants[None] for name, variants in make_case(SCRAP).model.nodes.items()}


def grounds(node):
    return [(figure.role, figure.slot, figure.label) for figure in node.figures]


def test_a_claim_rests_on_its_words_and_on_what_they_allow(nodes):
    assert nodes["tons"].kind is NodeKind.CLAIM
    assert grounds(nodes["tons"]) == [
        (Role.STATED, None, "stated"),
        (Role.HEDGE, None, "hedge about"),
        (Role.SHAPE, None, "shape"),
    ]
    assert [figure.cue for figure in nodes["tons"].figures] == [None, "about", None]
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
    assert [end.slot.label for end in nodes["usual"].figures[1].fair.figures] == [
        "fair low of mode",
        "fair high of mode",
    ]
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
    assert grounds(nodes["half"]) == [(Role.NUMBER, None, "number")]


def test_a_case_read_twice_has_the_same_nodes(make_case):
    """What a cache may be keyed by: nodes are values, equal and of one hash where they say the same."""
    once, twice, other = (
        read_case(parse_document(one, "case.yaml"), make_case(SCRAP).holdings)[1].nodes
        for one in (SCRAP, SCRAP, SCRAP.replace("22 tonne/truck", "23 tonne/truck"))
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
