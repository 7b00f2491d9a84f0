"""Every number leads back to where it comes from; the working of a formula is the formula, and means the same."""

import re

import pytest

from weighbridge.graph.formula import names_in, parse
from weighbridge.report.provenance import arithmetic, working

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
        ("raqqa-2017", "copper_scrap", "89% × $5,940.91 a tonne = $5,290 a tonne on average"),
        ("raqqa-2017", "trucks", ""),
    ],
)
def test_the_arithmetic_of_a_quantity_has_its_numbers(opened, name, quantity, line):
    """A range stands in brackets; a number is no formula, and has none; what is drawn is a mean."""
    case = opened(name)
    side_of = lambda part: case.weigher.side(part, case.choices)  # noqa: E731
    assert arithmetic(case.model, quantity, case.choices, side_of) == line


@pytest.mark.parametrize("name", ["raqqa-2017", "oil-2015", "ihs-2016", "azernews-trucks"])
def test_every_finding_leads_back_to_quotations_rows_and_reasons(opened, verified, name):
    case, result = opened(name), verified(name)
    quotes = {f"“{claim.quote.exact}”" for claim in case.text.claims.values()}
    seen, rows = set(), 0

    def visit(quantity):
        nonlocal rows
        if quantity in seen:
            return
        seen.add(quantity)
        assert result.provenance[quantity], quantity
        for link in result.provenance[quantity]:
            assert link.needs or link.grounds, (quantity, link)
            for need in link.needs:
                visit(need)
            for ground in link.grounds:
                assert ground.quote or ground.row or ground.sources or ground.reason, (quantity, ground)
                assert ground.quote is None or ground.quote in quotes
                assert set(ground.sources) <= case.holdings.sources.keys()
                if ground.row:
                    rows += 1
                    assert ground.sources, ground
                    assert ground.mark in ("V", "D", "S")
                    table, line = re.fullmatch(r"([a-z-]+)\.csv:(\d+)", ground.row).groups()
                    (row,) = [row for row in case.holdings.table(table) if row.line == int(line)]
                    assert ground.text.split()[0] in row.cells.values()
            if link.kind == "claim":
                assert any(ground.quote for ground in link.grounds)
            if link.kind == "evidence":
                assert all(ground.sources for ground in link.grounds)
            if link.kind == "assumption":
                assert link.of

    for check in result.checks:
        for finding in check.findings:
            assert finding.rests_on
            for quantity in (*finding.rests_on, finding.stated.name, finding.computed.name):
                visit(quantity)
    leaves = {leaf for check in result.checks for finding in check.findings for leaf in finding.rests_on}
    assert leaves <= seen
    assert rows > 10 or name != "raqqa-2017"
