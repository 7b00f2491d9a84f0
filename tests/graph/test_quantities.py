"""Quantities of a graph from the values of some of them, in any algebra."""

from small_cases import SCRAP
from weighbridge.graph.evaluate import Arrays
from weighbridge.graph.quantities import Quantities


def test_each_quantity_is_found_once_and_what_is_given_is_not_asked_for(make_case):
    case, asked = make_case(SCRAP), []

    def of_input(node):
        asked.append(node.name)
        return 6.0

    values = Quantities(case.model, case.choices, Arrays, of_input, {"mass": 120.0})
    assert (values["load"], values["half"], values["load"]) == (20.0, 0.5, 20.0)
    assert sorted(asked) == ["tons", "trucks"]
