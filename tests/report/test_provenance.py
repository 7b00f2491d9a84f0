"""Every number leads back to where it comes from."""

import re

import pytest


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
