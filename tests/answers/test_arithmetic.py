"""The working of a formula is the formula, and means the same."""

import pytest

from weighbridge.answers.arithmetic import arithmetic, implied, working, written
from weighbridge.checks import Side
from weighbridge.graph.formula import names_in, parse
from weighbridge.report.sides import short

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
    for shown, typed in (("÷", "/"), ("×", "*"), ("−", "-"), ("^", "**"), ("tonnes a truck", "tonne/truck")):
        text = text.replace(shown, typed)
    assert parse(text) == expression


@pytest.mark.parametrize(
    ("name", "quantity", "line"),
    [
        ("raqqa-2017", "load", "2,500 tonnes ÷ 50 trucks = 50 tonnes a truck"),
        ("raqqa-2017", "price", "$750,000 ÷ 2,500 tonnes = $300 a tonne"),
        ("oil-2015", "price", "($1 million to $3 million a day) ÷ 5,000 barrels a day = $200 to $600 a barrel"),
        ("raqqa-2017", "copper_scrap", "89% × $5,940.91 a tonne = $5,280 a tonne on average"),
        ("raqqa-2017", "trucks", ""),
    ],
)
def test_the_arithmetic_of_a_quantity_has_its_numbers(opened, name, quantity, line):
    """A range stands in brackets; a number is no formula, and has none; what is drawn is a mean."""
    case = opened(name)
    side_of = lambda part: case.weigher.side(part, case.choices)  # noqa: E731
    assert arithmetic(case.model, quantity, case.choices, side_of, short) == line


@pytest.mark.parametrize(
    ("name", "quantity", "line"),
    [
        ("raqqa-2017", "load", "2,500 tonnes ÷ 50 trucks = 50 tonnes a truck"),
        ("oil-2015", "price", "($1 million to $3 million a day) ÷ 5,000 barrels a day = $200 to $600 a barrel"),
        ("raqqa-2017", "copper_scrap", ""),  # rests on evidence
        ("raqqa-2017", "trucks", ""),
    ],
)
def test_only_what_is_made_of_the_articles_numbers_is_implied_by_them(opened, name, quantity, line):
    case = opened(name)
    side_of = lambda part: case.weigher.side(part, case.choices)  # noqa: E731
    assert implied(case.model, quantity, case.choices, side_of) == line


@pytest.mark.parametrize(
    ("ends", "text"),
    [
        ((50.0, 50.0), "50 tonnes"),
        ((1234.0, 1300.0), "1,234 to 1,300 tonnes"),  # as the article has it, and not to three digits
        ((0.5, 1234.0), "0.5 to 1,234 tonnes"),
        ((100 / 3, 100 / 3), "33.3 tonnes"),
        ((100 / 3, 40.0), "33.3 to 40 tonnes"),
    ],
)
def test_a_number_is_written_as_it_stands(ends, text):
    assert written(Side(name="load", unit="tonne", as_written=ends, bounds=ends)) == text
