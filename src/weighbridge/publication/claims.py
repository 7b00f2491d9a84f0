"""The numbers that the article states, a row each: as written, what their words allow, what the checks say of them."""

from __future__ import annotations

from ..answers import stated_amount
from ..report import Verification
from .table import Rows


def claim_rows(result: Verification) -> Rows:
    """A row for each number of the article, in the order of the case; by its columns ``CLAIMS``."""
    names, text = result.model.names, result.text
    rows = []
    for one in result.answered:
        claim, side = text.claims[one.name], result.quantities[one.name]
        amount, checks = stated_amount(side), one.verdict.checks
        rows.append(
            {
                "claim": one.name,
                "called": names.of(one.name),
                "quote": one.quote,
                "value": amount.value,
                "low": amount.low,
                "high": amount.high,
                "unit": amount.unit,
                "hedge": one.hedge,
                "reading": result.model.reference.get(one.name, "") if claim.readings else "",
                "checks": len(checks),
                "outcome": str(one.overall) if checks else "",
                "verdict": str(one.answer.badge) if checks else "",
            }
        )
    return rows
