"""The working of a formula is the formula: read again, it means the same."""

import pytest

from weighbridge.graph.formula import names_in, parse
from weighbridge.report.provenance import working

FORMULAS = [
    "a / (b + 1)",
    "a - (b - c)",
    "(-a) ** 2",
    "-a ** 2",
    "(a ** b) ** c",
    "a ** b ** c",
    "a / (b * c)",
    "-(a + b) * c",
    "min(a, b + c) * sqrt(a)",
    "2 * 5 tonne/truck + a",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_the_working_reads_as_the_formula(formula):
    expression = parse(formula)
    text = working(expression, {name: name for name in names_in(expression)})
    plain = text.replace("[", "").replace("]", "").replace("−", "-")
    assert parse(plain) == expression
